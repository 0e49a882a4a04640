using System.Globalization;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.ServiceLevels;

namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int MostServicePolicies = 50;
    public const int MostTargets = 20;
    public const int MostWarnings = 10;

    /// <summary>A goal of so many minutes of counted time is more than a year of any calendar.</summary>
    public const int LongestGoal = 366 * 24 * 60;

    private const int MostMatches = 200;

    private sealed partial class Looking
    {
        public void AtServicePolicies()
        {
            const string Policies = ProfileParameters.ServicePolicies;
            Each(Policies, "", profile.ServicePolicies, MostServicePolicies, policy => policy.Id, (policy, at) =>
            {
                Text(Policies, $"{at}/english", policy.English);
                Text(Policies, $"{at}/danish", policy.Danish);
                CalendarOf(Policies, $"{at}/calendar", policy.Calendar);
                Matches(policy.When, $"{at}/when");
                HashSet<string> seen = [];
                All(Policies, $"{at}/targets", policy.Targets, MostTargets, (target, below) =>
                {
                    Target(target, below);
                    if (Enum.IsDefined(target.Kind) && !seen.Add(target.ToName()))
                        Say(Policies, below, $"'{Shown(target.ToName())}' stands here twice.");
                });
            });
        }

        private void Matches(PolicyMatch when, string at)
        {
            const string Policies = ProfileParameters.ServicePolicies;
            Fitting(Policies, $"{at}/kinds", when.Kinds, kind => Enum.IsDefined(kind) ? null : "No kind of ticket.");
            Fitting(Policies, $"{at}/ranks", when.Ranks, rank => EscalationRules.Ranks.Contains(rank) ? null : "A handling rank is 1 (high) to 5.");
            Fitting(Policies, $"{at}/categories", when.Categories, id => profile.FindCategory(id) is null ? $"There is no category '{Shown(id)}'." : null);
            Fitting(Policies, $"{at}/services", when.Services, name => string.IsNullOrWhiteSpace(name) || name.Length > Texts.LongestName ? "A service, as tickets name it." : null);
            Fitting(Policies, $"{at}/organisations", when.Organisations, id => isId(id) ? null : "The id of an organisation.");
            Fitting(Policies, $"{at}/areas", when.Areas, id => profile.FindArea(id) is null ? $"There is no area '{Shown(id)}'." : null);
        }

        /// <summary>What a rule is for: null fits everything, and an empty list nothing.</summary>
        private void Fitting<T>(string parameter, string pointer, IReadOnlyList<T>? values, Func<T, string?> complaint)
        {
            if (values is null)
                return;
            if (values.Count is 0 or > MostMatches)
            {
                Say(parameter, pointer, values.Count == 0 ? "An empty list fits nothing: leave it out to fit everything." : string.Create(CultureInfo.InvariantCulture, $"At most {MostMatches}."));
                return;
            }

            for (int i = 0; i < values.Count; i++)
            {
                if ((values[i] is null ? "Null is none of them." : complaint(values[i])) is { } detail)
                    Say(parameter, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}"), detail);
            }
        }

        private void Target(ServiceTarget target, string at)
        {
            const string Policies = ProfileParameters.ServicePolicies;
            if (!Enum.IsDefined(target.Kind))
            {
                Say(Policies, $"{at}/kind", "One of acknowledge, firstResponse, nextUpdate, resolution, ola, uc.");
                return;
            }

            if (target.Goal is < 1 or > LongestGoal)
                Say(Policies, $"{at}/goal", string.Create(CultureInfo.InvariantCulture, $"1 to {LongestGoal} minutes of counted time."));
            if (target.Kind == TargetKind.Ola)
                TeamOf(Policies, $"{at}/of", target.Of, required: true);
            else if (target.Kind == TargetKind.Uc)
                Text(Policies, $"{at}/of", target.Of);
            else if (target.Of is not null)
                Say(Policies, $"{at}/of", "Only an agreement with a team (ola) or a contract with a supplier (uc) is of somebody.");
            Numbers($"{at}/warnings", target.Warnings, 99, "A percentage of the goal, 1 to 99.");
            Numbers($"{at}/leads", target.Leads, Math.Max(1, target.Goal - 1), "Minutes before the deadline, less than the goal.");
            if (target.Pauses is { } pauses)
            {
                Distinct(Policies, $"{at}/pauses", pauses, profile.PendingReasons.Count, (code, below) => IsReason(Policies, below, code));
            }

            if (target.OnChange is { } change && !Enum.IsDefined(change))
                Say(Policies, $"{at}/onChange", "One of retroactive, forwardRemaining, forwardFresh, proportional.");
            Only(target.BeginWorkCounts, TargetKind.FirstResponse, "beginWorkCounts");
            Only(target.KeepInformed, TargetKind.NextUpdate, "keepInformed");
            Only(target.RestartsOnReopening, TargetKind.Resolution, "restartsOnReopening");

            void Only(bool? said, TargetKind kind, string name)
            {
                if (said is not null && target.Kind != kind)
                    Say(Policies, $"{at}/{name}", $"Only of {ServiceTarget.NameOf(kind)}.");
            }

            void Numbers(string pointer, IReadOnlyList<int>? numbers, int highest, string detail)
            {
                if (numbers is not { } given)
                    return;
                if (given.Count > MostWarnings || given.Distinct().Count() != given.Count)
                    Say(Policies, pointer, string.Create(CultureInfo.InvariantCulture, $"At most {MostWarnings}, each once."));
                else if (given.Any(number => number < 1 || number > highest))
                    Say(Policies, pointer, detail);
            }
        }
    }
}
