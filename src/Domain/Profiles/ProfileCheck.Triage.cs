namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int MostTriageClasses = 500;
    public const int MostHigherSupport = 50;
    public const int MostAutomations = 50;
    public const int LongestAutomation = 24 * 60 * 60;
    public const int MostAttempts = 10;

    private sealed partial class Looking
    {
        public void AtAutomations()
        {
            const string Automations = ProfileParameters.Automations;
            HashSet<string> seen = [];
            All(Automations, "", profile.Automations, MostAutomations, (automation, at) =>
            {
                if (!isId(automation.Name))
                    Say(Automations, $"{at}/name", "1 to 128 letters, digits and . _ @ + -, beginning with a letter or digit.");
                else if (!seen.Add(automation.Name))
                    Say(Automations, $"{at}/name", $"'{automation.Name}' stands here twice.");
                if (automation.Url is null)
                    Say(Automations, $"{at}/url", "This member is required.");
                else if (ofUrl?.Invoke(automation.Url) is { } wrong)
                    Findings.Add(new(Automations, new($"{at}/url", wrong)));
                if (automation.TimeoutSeconds is < 1 or > LongestAutomation)
                    Say(Automations, $"{at}/timeoutSeconds", $"A whole number of seconds from 1 to {LongestAutomation}.");
                if (automation.Attempts is < 1 or > MostAttempts)
                    Say(Automations, $"{at}/attempts", $"A whole number from 1 to {MostAttempts}.");
                if (automation.SecretGeneration < 1)
                    Say(Automations, $"{at}/secretGeneration", "A whole number from 1.");
                Distinct(Automations, $"{at}/categories", automation.Categories ?? [], MostCategories, (category, below) =>
                {
                    if (profile.Categories.All(one => one?.Id != category))
                        Say(Automations, below, "There is no such category: GET /api/catalogue lists them.");
                });
            });
        }

        public void AtTriage()
        {
            const string Triage = ProfileParameters.Triage;
            HashSet<(string, string?)> seen = [];
            All(Triage, "/classes", profile.Triage.Classes ?? [], MostTriageClasses, (one, at) =>
            {
                if (profile.FindCategory(one.Category) is not { } category)
                    Say(Triage, $"{at}/category", "There is no such category: GET /api/catalogue lists them.");
                else if (one.Subcategory is not null && category.Subcategories.All(sub => sub.Id != one.Subcategory))
                    Say(Triage, $"{at}/subcategory", "The category has no such subcategory: GET /api/catalogue lists them.");
                else if (!seen.Add((one.Category, one.Subcategory)))
                    Say(Triage, at, "This class stands here twice.");
                TeamOf(Triage, $"{at}/team", one.Team);
                if (one.English is null != one.Danish is null)
                    Say(Triage, at, "A protocol is written in both languages: english and danish.");
                if (one.English is not null)
                    Text(Triage, $"{at}/english", one.English, Texts.LongestReason, singleLine: false);
                if (one.Danish is not null)
                    Text(Triage, $"{at}/danish", one.Danish, Texts.LongestReason, singleLine: false);
            });
            Each(Triage, "/targets", profile.Triage.Targets ?? [], MostHigherSupport, target => target.Id, (target, at) =>
            {
                if (!Enum.IsDefined(target.Kind))
                    Say(Triage, $"{at}/kind", "One of seniorTeam, specialists, external.");
                Text(Triage, $"{at}/english", target.English);
                Text(Triage, $"{at}/danish", target.Danish);
                TeamOf(Triage, $"{at}/team", target.Team);
                if (target.Supplier is not null)
                    Text(Triage, $"{at}/supplier", target.Supplier);
            });
            if (profile.Triage.Enabled && profile.Triage.FindTarget(profile.Triage.CriticalTarget) is null)
                Say(Triage, "/criticalTarget", "Id of one of the targets: what is critical goes there at once.");
        }
    }
}
