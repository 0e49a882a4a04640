using System.Text.RegularExpressions;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Channels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Notifications;
using MimeKit;
using MimeKit.Utils;

namespace ItsmFunctions.Functions.Channels;

/// <param name="Number">Of a ticket that the mail may be about.</param>
internal sealed record ThreadClue(TicketNumber Number, Threading By);

/// <summary>Which tickets a mail names: the numbers in its subject, then the Message-IDs of the desk that it answers.</summary>
internal static partial class MailThread
{
    /// <summary>Each is a read: whoever names more is looking for something.</summary>
    private const int MostClues = 4;

    private const int MostReferences = 200;

    public static IReadOnlyList<ThreadClue> Of(MimeMessage mail, OrganisationId organisation, DeskMessageId messageIds)
    {
        var ids = new HashSet<TicketNumber>(Named(mail, organisation, messageIds));
        // The mail that a report or an automatic answer is about is often within it, with all its headers.
        foreach (HeaderList inner in Inner(mail))
            ids.UnionWith(Ids(inner).Select(id => messageIds.NumberOf(id, organisation)).OfType<TicketNumber>());
        IEnumerable<TicketNumber> numbers = Number().Matches(mail.Subject ?? "").Select(match => TicketNumber.TryParse(match.Value.ToUpperInvariant(), out TicketNumber number) ? number : (TicketNumber?)null).OfType<TicketNumber>();
        return [.. numbers.Concat(ids).Distinct().Take(MostClues).Select(number => new ThreadClue(number, ids.Contains(number) ? Threading.ByMessageId : Threading.ByNumber))];
    }

    /// <summary>Whether the subject has something that reads as a ticket's number, whether there is such a ticket or not.</summary>
    public static bool NamesANumber(MimeMessage mail) => Number().IsMatch(mail.Subject ?? "");

    private static IEnumerable<TicketNumber> Named(MimeMessage mail, OrganisationId organisation, DeskMessageId messageIds) =>
        Ids(mail.Headers).Select(id => messageIds.NumberOf(id, organisation)).OfType<TicketNumber>();

    // The latest reference stands last.
    private static IEnumerable<string> Ids(HeaderList headers) =>
        headers.Where(header => header.Id is HeaderId.InReplyTo or HeaderId.References or HeaderId.MessageId)
            .SelectMany(header => MimeUtils.EnumerateReferences(header.RawValue, 0, header.RawValue.Length).TakeLast(MostReferences).Reverse());

    private static IEnumerable<HeaderList> Inner(MimeMessage mail)
    {
        if (mail.Body?.ContentType.IsMimeType("multipart", "report") != true)
            yield break;
        foreach (MimeEntity part in MailParts.Of(mail))
        {
            if (part is MessagePart { Message: { } original })
                yield return original.Headers;
            else if (part is TextPart headers && headers.ContentType.IsMimeType("text", "rfc822-headers") && Read(headers) is { } read)
                yield return read;
        }
    }

    private static HeaderList? Read(TextPart headers)
    {
        if (headers.Content is null)
            return null;
        try
        {
            using Stream content = headers.Content.Open();
            return HeaderList.Load(content);
        }
        catch (Exception unreadable) when (unreadable is FormatException or IOException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9-])(?:INC|REQ|PRB|CHG)-[0-9]{7}(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
