using ItsmFunctions.Domain.Problems;

namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int LongestRecurrence = 366;

    private sealed partial class Looking
    {
        public void AtRecurrence()
        {
            RecurrenceRules rules = profile.Recurrence;
            if (rules.Count is < 2 or > Recurrence.MostSightings)
                Say(ProfileParameters.Recurrence, "/count", $"A whole number from 2 to {Recurrence.MostSightings}.");
            if (rules.Days is < 1 or > LongestRecurrence)
                Say(ProfileParameters.Recurrence, "/days", $"A whole number of days from 1 to {LongestRecurrence}.");
            if (rules.NewEvidence is < 1 or > Recurrence.MostSightings)
                Say(ProfileParameters.Recurrence, "/newEvidence", $"A whole number from 1 to {Recurrence.MostSightings}.");
        }
    }
}
