using ItsmFunctions.Domain.SelfHelp;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    /// <summary>All of them are looked at with each search.</summary>
    public const int MostSelfHelp = 300;

    private sealed partial class Looking
    {
        public void AtSelfHelp() => Each(ProfileParameters.SelfHelp, "", profile.SelfHelp, MostSelfHelp, entry => entry.Id, (entry, at) =>
        {
            foreach ((string language, SelfHelpText? text) in new[] { ("english", entry.English), ("danish", entry.Danish) })
            {
                if (text is null)
                {
                    Say(ProfileParameters.SelfHelp, $"{at}/{language}", "This member is required.");
                    continue;
                }

                Text(ProfileParameters.SelfHelp, $"{at}/{language}/question", text.Question, Texts.LongestTitle);
                Text(ProfileParameters.SelfHelp, $"{at}/{language}/answer", text.Answer, Texts.LongestReason, singleLine: false);
            }

            if (entry.Kind is not (null or TicketKind.Incident or TicketKind.Request))
                Say(ProfileParameters.SelfHelp, $"{at}/kind", "One of incident, request.");
            if (entry.Category is null && entry.Subcategory is not null)
                Say(ProfileParameters.SelfHelp, $"{at}/subcategory", "Only with its category.");
            else if (entry.Category is not null && profile.FindCategory(entry.Category) is null)
                Say(ProfileParameters.SelfHelp, $"{at}/category", $"There is no category '{Shown(entry.Category)}'.");
            else if (!entry.Fits(profile.Categories))
                Say(ProfileParameters.SelfHelp, $"{at}/subcategory", $"'{entry.Category}' has no subcategory '{Shown(entry.Subcategory!)}'.");
        });
    }
}
