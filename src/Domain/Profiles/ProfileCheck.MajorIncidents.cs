using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int MostMajorRules = 20;

    private sealed partial class Looking
    {
        public void AtMajorIncidents() => Each(ProfileParameters.MajorIncidents, "", profile.MajorIncidents, MostMajorRules, rule => rule.Id, (rule, at) =>
        {
            if ((rule.HandlingRank, rule.Affected, rule.Categories) == (null, null, null))
                Say(ProfileParameters.MajorIncidents, at, "At least one of handlingRank, affected and categories.");
            if (rule.HandlingRank is < Priority.HighestRank or > Priority.LowestRank)
                Say(ProfileParameters.MajorIncidents, $"{at}/handlingRank", "A handling rank is 1 (high) to 5.");
            if (rule.Affected is < 2 or > TicketDesk.MostDuplicates)
                Say(ProfileParameters.MajorIncidents, $"{at}/affected", $"A whole number from 2 to {TicketDesk.MostDuplicates}.");
            if (rule.Categories is { Count: 0 })
                Say(ProfileParameters.MajorIncidents, $"{at}/categories", "At least one category, or leave it out.");
            else if (rule.Categories is { } categories)
            {
                Distinct(ProfileParameters.MajorIncidents, $"{at}/categories", categories, MostCategories, (category, below) =>
                {
                    if (profile.FindCategory(category) is null)
                        Say(ProfileParameters.MajorIncidents, below, $"There is no category '{Shown(category)}'.");
                });
            }
        });
    }
}
