using System.Globalization;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.ServiceLevels;

namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int MostEscalations = 50;
    public const int MostServiceSteps = 10;
    public const int MostOnCall = 100;

    private sealed partial class Looking
    {
        private const int MinutesOfDay = 24 * 60;

        public void AtServiceEscalations()
        {
            const string Escalations = ProfileParameters.ServiceEscalations;
            All(Escalations, "", profile.ServiceEscalations, MostEscalations, (rule, at) =>
            {
                if (!Enum.IsDefined(rule.On))
                    Say(Escalations, $"{at}/on", "One of warning, breach.");
                if (rule.Percents is not null && rule.On == EscalationCause.Breach)
                    Say(Escalations, $"{at}/percents", "Of a warning alone: a breach has none.");
                Fitting(Escalations, $"{at}/percents", rule.Percents, percent => percent is >= 1 and <= 99 ? null : "A whole number from 1 to 99.");
                Fitting(Escalations, $"{at}/targets", rule.Targets, target => Enum.IsDefined(target) ? null : "No kind of target.");
                Fitting(Escalations, $"{at}/ranks", rule.Ranks, rank => EscalationRules.Ranks.Contains(rank) ? null : "A handling rank is 1 (high) to 5.");
                Fitting(Escalations, $"{at}/policies", rule.Policies, id => profile.ServicePolicies.Any(policy => policy?.Id == id) ? null : $"There is no policy '{Shown(id)}'.");
                All(Escalations, $"{at}/steps", rule.Steps, MostServiceSteps, (step, below) =>
                {
                    if (!Enum.IsDefined(step.To) || step.To == EscalationRole.Origin)
                        Say(Escalations, $"{below}/to", "One of assignee, onCall, dispatcher, leader, processManager.");
                    Time(Escalations, $"{below}/acknowledgeWithin", step.AcknowledgeWithin, clock: true);
                    bool isLast = ReferenceEquals(step, rule.Steps[^1]);
                    if (step.AcknowledgeWithin is null && !isLast)
                        Say(Escalations, $"{below}/acknowledgeWithin", "How long until the next step is told.");
                    if (step.AcknowledgeWithin is not null && isLast)
                        Say(Escalations, $"{below}/acknowledgeWithin", "Nobody is told after the last step: leave it out.");
                });
            });
        }

        public void AtOnCall()
        {
            const string OnCall = ProfileParameters.OnCall;
            HashSet<string> seen = [];
            All(OnCall, "", profile.OnCall, MostTeams, (schedule, at) =>
            {
                TeamOf(OnCall, $"{at}/team", schedule.Team, required: true);
                if (schedule.Team is not null && !seen.Add(schedule.Team))
                    Say(OnCall, $"{at}/team", $"'{Shown(schedule.Team)}' stands here twice.");
                All(OnCall, $"{at}/people", schedule.People, MostOnCall, (person, below) => Person(person, below));
                if (schedule.Days is < 1 or > OnCallSchedule.MostDays)
                    Say(OnCall, $"{at}/days", string.Create(CultureInfo.InvariantCulture, $"1 to {OnCallSchedule.MostDays} days."));
                if (schedule.HandsOverAt is < 0 or >= MinutesOfDay)
                    Say(OnCall, $"{at}/handsOverAt", "A minute of the day, 0 to 1439.");
                All(OnCall, $"{at}/swaps", schedule.Swaps ?? [], MostExceptions, (swap, below) =>
                {
                    Person(swap.Person, $"{below}/person");
                    if (swap.From >= swap.Until)
                        Say(OnCall, $"{below}/until", "Later than from.");
                });
            });

            void Person(string? person, string pointer)
            {
                if (person is null || !isId(person))
                    Say(OnCall, pointer, "The id of a person, as the directory has it.");
            }
        }
    }
}
