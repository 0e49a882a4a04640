using System.Collections.Immutable;
using System.Globalization;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.Time;

namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int MostCalendars = 20;
    public const int MostExceptions = 1_000;

    private sealed partial class Looking
    {
        public void AtCalendars()
        {
            if (profile.Calendars.Count == 0)
                Say(ProfileParameters.Calendars, "", "At least one calendar: the first counts where an area names none.");
            Each(ProfileParameters.Calendars, "", profile.Calendars, MostCalendars, calendar => calendar.Id, (calendar, at) =>
            {
                Text(ProfileParameters.Calendars, $"{at}/name", calendar.Name);
                if (!calendar.Exceptions.IsDefault && calendar.Exceptions.Length > MostExceptions)
                {
                    Say(ProfileParameters.Calendars, $"{at}/exceptions", string.Create(CultureInfo.InvariantCulture, $"At most {MostExceptions}; this has {calendar.Exceptions.Length}."));
                    return;
                }

                // Its holidays are the product's own; where it names no zone, the organisation's is looked at by itself.
                string zone = calendar.Zone ?? "UTC";
                ImmutableArray<Complaint> complaints = CalendarRules.Complain(new(zone, calendar.Week, calendar.Exceptions) { LaterWeeks = calendar.LaterWeeks ?? [] }, at);
                foreach (Complaint complaint in complaints)
                    Findings.Add(new(ProfileParameters.Calendars, complaint));
                if (!complaints.IsEmpty)
                    return;
                Opens(calendar.Week, $"{at}/week");
                for (int i = 0; i < (calendar.LaterWeeks?.Count ?? 0); i++)
                    Opens(calendar.LaterWeeks![i].Week, string.Create(CultureInfo.InvariantCulture, $"{at}/laterWeeks/{i}/week"));
            });
        }

        private void Opens(ImmutableArray<WeeklyHours> week, string at)
        {
            if (week.All(day => day.Hours.IsDefaultOrEmpty))
                Say(ProfileParameters.Calendars, at, "A calendar that never opens counts no time: give at least one weekday hours.");
        }

        public void AtEscalation()
        {
            EscalationRules rules = profile.Escalation;
            Ranked(ProfileParameters.EscalationThresholds, rules.Thresholds, row => row.HandlingRank, (row, at) =>
            {
                Time(ProfileParameters.EscalationThresholds, $"{at}/notBegun", row.NotBegun);
                Time(ProfileParameters.EscalationThresholds, $"{at}/noProgress", row.NoProgress);
            });
            Ranked(ProfileParameters.EscalationSteps, rules.Steps, row => row.HandlingRank, (row, at) =>
            {
                Roles($"{at}/steps", row.Steps, role => role is EscalationRole.Dispatcher or EscalationRole.Leader or EscalationRole.ProcessManager or EscalationRole.Assignee or EscalationRole.OnCall);
                Roles($"{at}/handedOn", row.HandedOn, _ => true);
            });
            Time(ProfileParameters.UpdateFlagAges, "/warn", rules.UpdateFlag.Warn);
            Time(ProfileParameters.UpdateFlagAges, "/alert", rules.UpdateFlag.Alert);
            if (Findings.All(finding => finding.Parameter is not (ProfileParameters.UpdateFlagAges or ProfileParameters.Calendars or ProfileParameters.Zone)) && AlertsBeforeItWarns(rules.UpdateFlag))
                Say(ProfileParameters.UpdateFlagAges, "/alert", "The dispatcher is told after the agent was warned: this is earlier than warn.");
            Time(ProfileParameters.ChaseAnswer, "", rules.ChaseAnswer);
        }

        // Minutes and days are held against each other by the organisation's first calendar, from the start of a week.
        private bool AlertsBeforeItWarns(UpdateFlagAges ages)
        {
            WorkingTime working = profile.WorkingTimeOf(area: null);
            DateTimeOffset monday = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
            return ages.Alert?.UsedUp(working, monday, TimeSpan.Zero, times: 1) < ages.Warn?.UsedUp(working, monday, TimeSpan.Zero, times: 1);
        }

        private void Ranked<T>(string parameter, IReadOnlyList<T> rows, Func<T, int> rankOf, Action<T, string> look)
        {
            HashSet<int> seen = [];
            All(parameter, "", rows, EscalationRules.Ranks.Count, (row, at) =>
            {
                if (!EscalationRules.Ranks.Contains(rankOf(row)))
                    Say(parameter, $"{at}/handlingRank", "A handling rank is 1 (high) to 5.");
                else if (!seen.Add(rankOf(row)))
                    Say(parameter, $"{at}/handlingRank", string.Create(CultureInfo.InvariantCulture, $"Rank {rankOf(row)} stands here twice."));
                look(row, at);
            });
            if (EscalationRules.Ranks.Except(seen).ToArray() is { Length: > 0 } missing && rows.Count <= EscalationRules.Ranks.Count)
                Say(parameter, "", $"A row for each rank from 1 to 5: {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing.");
        }

        /// <param name="clock">It may be said in minutes around the clock too: nothing pauses it.</param>
        private void Time(string parameter, string pointer, AllowedTime? time, bool clock = false)
        {
            if (time is null)
                return;
            if (new[] { time.Minutes, time.WorkingDays, clock ? time.ClockMinutes : null }.Count(each => each is not null) != 1 || (!clock && time.ClockMinutes is not null))
                Say(parameter, pointer, clock ? "One of minutes, workingDays and clockMinutes." : "Either minutes or workingDays.");
            else if (time.ClockMinutes is < 1 or > AllowedTime.MostMinutes)
                Say(parameter, $"{pointer}/clockMinutes", string.Create(CultureInfo.InvariantCulture, $"1 to {AllowedTime.MostMinutes} minutes around the clock."));
            else if (time.Minutes is < 1 or > AllowedTime.MostMinutes)
                Say(parameter, $"{pointer}/minutes", string.Create(CultureInfo.InvariantCulture, $"1 to {AllowedTime.MostMinutes} working minutes."));
            else if (time.WorkingDays is < 0 or > AllowedTime.MostWorkingDays)
                Say(parameter, $"{pointer}/workingDays", string.Create(CultureInfo.InvariantCulture, $"0 (the same working day) to {AllowedTime.MostWorkingDays}."));
        }

        private void Roles(string pointer, IReadOnlyList<EscalationRole> roles, Func<EscalationRole, bool> fits)
        {
            for (int i = 0; i < roles.Count; i++)
            {
                string at = string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}");
                if (!Enum.IsDefined(roles[i]) || !fits(roles[i]))
                    Say(ProfileParameters.EscalationSteps, at, "Not one who can be told of a ticket that stands.");
                else if (roles.Take(i).Contains(roles[i]))
                    Say(ProfileParameters.EscalationSteps, at, "This stands here twice.");
            }
        }
    }
}
