using System.Text.RegularExpressions;
using ItsmFunctions.Domain.Channels;

namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int MostMailboxes = 200;
    public const int HighestSenderCap = 10_000;

    // A token of RFC 8601: in practice the gateway's host name.
    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex AuthServId();

    public const int MostRefused = 500;

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]{0,19}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Extension();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\z", RegexOptions.CultureInvariant)]
    private static partial Regex MediaType();

    private sealed partial class Looking
    {
        public void AtAttachments()
        {
            AttachmentRules rules = profile.Attachments;
            if (rules.LargestMebibytes is < 1 or > AttachmentRules.MostMebibytes)
                Say(ProfileParameters.Attachments, "/largestMebibytes", $"A whole number from 1 to {AttachmentRules.MostMebibytes}.");
            Distinct(ProfileParameters.Attachments, "/refusedExtensions", rules.RefusedExtensions, MostRefused, (extension, at) =>
            {
                if (!Extension().IsMatch(extension))
                    Say(ProfileParameters.Attachments, at, "In lower case, without the dot, such as exe.");
            });
            Distinct(ProfileParameters.Attachments, "/refusedTypes", rules.RefusedTypes, MostRefused, (type, at) =>
            {
                if (!MediaType().IsMatch(type))
                    Say(ProfileParameters.Attachments, at, "A media type in lower case, such as application/x-msdownload.");
            });
        }

        public void AtMail()
        {
            InboundMail mail = profile.InboundMail;
            if (mail.AuthServId is not null && !AuthServId().IsMatch(mail.AuthServId))
                Say(ProfileParameters.InboundMail, "/authServId", "The name that the gateway writes into Authentication-Results, such as mx.example.org.");
            Category? category = profile.FindCategory(mail.Category);
            if (mail.Category is not null && category is null)
                Say(ProfileParameters.InboundMail, "/category", $"There is no category '{Shown(mail.Category)}'.");
            if (mail.Subcategory is not null && (category?.Subcategories ?? []).All(sub => sub?.Id != mail.Subcategory))
                Say(ProfileParameters.InboundMail, "/subcategory", $"There is no subcategory '{Shown(mail.Subcategory)}' of that category.");
            if (mail.Impact is null)
                Say(ProfileParameters.InboundMail, "/impact", "This member is required.");
            if (mail.Urgency is null)
                Say(ProfileParameters.InboundMail, "/urgency", "This member is required.");
            if (mail.SenderHourlyCap is < 1 or > HighestSenderCap)
                Say(ProfileParameters.InboundMail, "/senderHourlyCap", $"A whole number from 1 to {HighestSenderCap}.");
            HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
            All(ProfileParameters.InboundMail, "/mailboxes", mail.Mailboxes ?? [], MostMailboxes, (mailbox, at) =>
            {
                if (mailbox.Address is null || !isMail(mailbox.Address))
                    Say(ProfileParameters.InboundMail, $"{at}/address", "One mail address, such as arts-it@example.org.");
                else if (!seen.Add(mailbox.Address))
                    Say(ProfileParameters.InboundMail, $"{at}/address", "This stands here twice.");
                if (profile.FindArea(mailbox.Area) is null)
                    Say(ProfileParameters.InboundMail, $"{at}/area", $"There is no area '{Shown(mailbox.Area ?? "")}'.");
            });
        }
    }
}
