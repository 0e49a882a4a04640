using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Itsm.ServiceNow.Log;

namespace ItsmFunctions.Itsm.ServiceNow.Replay;

/// <summary>Makes the groups and categories of a log teams and categories of the organisation, so that its catalogue shows them.</summary>
internal static class Catalogue
{
    /// <summary>What has to be added to <paramref name="changes"/>; equal to it where everything is there.</summary>
    public static ProfileChanges? Extend(ProfileChanges? changes, Profile profile, LogSurvey survey, Terms terms)
    {
        List<Team> teams = [.. survey.Groups.Select(terms.TeamOf).DistinctBy(team => team.Id).Where(team => profile.FindTeam(team.Id) is null)];
        List<Category> categories = [.. Missing(profile, survey, terms)];
        if (teams.Count == 0 && categories.Count == 0)
            return changes;
        changes ??= new();
        return changes with
        {
            Teams = [.. changes.Teams ?? [], .. teams],
            Categories = [.. (changes.Categories ?? []).Where(known => categories.All(category => category.Id != known.Id)), .. categories],
        };
    }

    private static IEnumerable<Category> Missing(Profile profile, LogSurvey survey, Terms terms)
    {
        var said = survey.Categories
            .Select(pair => terms.CategoryOf(pair.Category, pair.Subcategory))
            .GroupBy(pair => pair.Category.Id)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in said)
        {
            Category? known = profile.FindCategory(group.Key);
            Subcategory[] added =
            [
                .. group.Select(pair => pair.Subcategory).DistinctBy(sub => sub.Id)
                    .Where(sub => known is null || known.Subcategories.All(there => there.Id != sub.Id))
                    .OrderBy(sub => sub.Id, StringComparer.Ordinal),
            ];
            if (known is null)
                yield return group.First().Category with { Subcategories = added };
            else if (added.Length > 0)
                yield return known with { Subcategories = [.. known.Subcategories, .. added] };
        }
    }
}
