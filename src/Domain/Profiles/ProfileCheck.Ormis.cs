using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Escalation;

namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int MostManagers = 20;
    public const int MostGuidelines = 50;

    private sealed partial class Looking
    {
        private static readonly EscalationRole[] OfADisturbance = [EscalationRole.Dispatcher, EscalationRole.Leader, EscalationRole.ProcessManager, EscalationRole.Assignee];

        public void AtOrmis()
        {
            OrmisRules rules = profile.OrmisRules.Completed();
            Distinct(ProfileParameters.Ormis, "/technicalManagers", rules.TechnicalManagers!, MostManagers, PersonOfOrmis);
            Distinct(ProfileParameters.Ormis, "/customerServiceManagers", rules.CustomerServiceManagers!, MostManagers, PersonOfOrmis);
            Each(ProfileParameters.Ormis, "/guidelines", rules.Guidelines!, MostGuidelines, guideline => guideline.Id, (guideline, at) =>
            {
                Text(ProfileParameters.Ormis, $"{at}/english", guideline.English, Texts.LongestTitle);
                Text(ProfileParameters.Ormis, $"{at}/danish", guideline.Danish, Texts.LongestTitle);
            });
            Text(ProfileParameters.Ormis, "/disturbanceEnglish", rules.DisturbanceEnglish, Texts.LongestReason);
            Text(ProfileParameters.Ormis, "/disturbanceDanish", rules.DisturbanceDanish, Texts.LongestReason);
            TeamOf(ProfileParameters.Ormis, "/supportTeam", rules.SupportTeam);
            foreach ((int i, EscalationRole step) in rules.DisturbanceSteps!.Index())
            {
                if (!OfADisturbance.Contains(step))
                    Say(ProfileParameters.Ormis, $"/disturbanceSteps/{i}", "Not one who can be told of a ticket that stands.");
                else if (rules.DisturbanceSteps!.Take(i).Contains(step))
                    Say(ProfileParameters.Ormis, $"/disturbanceSteps/{i}", "This stands here twice.");
            }
        }

        private void PersonOfOrmis(string person, string at)
        {
            if (!isId(person))
                Say(ProfileParameters.Ormis, at, "Not the id of a person.");
            else if (profile.Directory.IsKept && profile.Directory.Find(person) is null)
                Say(ProfileParameters.Ormis, at, $"The directory does not name '{Shown(person)}'.");
        }
    }
}
