namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int MostTriageClasses = 500;
    public const int MostHigherSupport = 50;

    private sealed partial class Looking
    {
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
