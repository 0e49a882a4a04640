using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    private sealed partial class Looking
    {
        public void AtWaits()
        {
            const string Waits = ProfileParameters.Waits;
            HashSet<string> seen = [];
            All(Waits, "", profile.Waits, profile.PendingReasons.Count, (rules, at) =>
            {
                if (IsReason(Waits, $"{at}/reason", rules.Reason) && !seen.Add(rules.Reason))
                    Say(Waits, $"{at}/reason", $"{rules.Reason} stands here twice.");
                if (rules.LongestDays is < 1 or > WaitRules.MostDays)
                    Say(Waits, $"{at}/longestDays", $"A whole number of days from 1 to {WaitRules.MostDays}.");
                if (!Enum.IsDefined(rules.AtTheEnd))
                    Say(Waits, $"{at}/atTheEnd", "inProgressWithFlag or resolve.");
                if (rules.Remind is { } schedule)
                    Reminders($"{at}/remind", schedule);
            });
        }

        private void Reminders(string at, ReminderSchedule schedule)
        {
            const string Waits = ProfileParameters.Waits;
            if (!Enum.IsDefined(schedule.To))
                Say(Waits, $"{at}/to", "Nobody who can be reminded.");
            if (schedule.Working is null == schedule.Days is null)
                Say(Waits, at, "Either working or days.");
            if (schedule.Days is < 1 or > WaitRules.MostDays)
                Say(Waits, $"{at}/days", $"A whole number of days from 1 to {WaitRules.MostDays}.");
            if (schedule.Most is < 1 or > WaitRules.MostReminders)
                Say(Waits, $"{at}/most", $"1 to {WaitRules.MostReminders} reminders.");
            Time(Waits, $"{at}/working", schedule.Working);
        }
    }
}
