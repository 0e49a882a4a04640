using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.SelfHelp;

namespace ItsmFunctions.Domain.Problems;

/// <summary>
/// Finds known errors by words. Whoever may read no more than the public title and workaround is answered from those alone: what is
/// found by a word of the desk's own would tell that it is there.
/// </summary>
public static class KnownErrorSearch
{
    /// <summary>Best first, at most <see cref="SelfHelpSearch.MostFound"/>; without a word all of them, in their own order.</summary>
    /// <param name="desk">Reads all of it.</param>
    public static IReadOnlyList<KnownError> Find(IEnumerable<KnownError> errors, string? query, bool desk, string language, Profile profile)
    {
        Dictionary<string, KnownError> readable = errors.Where(error => desk || error is { State.IsOpen: true, PublicWorkaround: not null }).ToDictionary(error => error.Id);
        SelfHelpEntry[] entries = [.. readable.Values.Select(error => new SelfHelpEntry(error.Id, Said(error, desk, "en", profile), Said(error, desk, "da", profile)))];
        return [.. SelfHelpSearch.Find(entries, query, language).Select(entry => readable[entry.Id])];
    }

    private static SelfHelpText Said(KnownError error, bool desk, string language, Profile profile)
    {
        Category? category = profile.FindCategory(error.Category);
        string about = $"{category?.Label(language)} {category?.Subcategories.FirstOrDefault(sub => sub.Id == error.Subcategory)?.Label(language)}";
        return desk
            ? new($"{error.Title.Value} {error.PublicTitle?.Value} {about} {error.ConfigurationItem} {error.Service} {error.Location}", $"{error.RootCause?.Value} {error.Workaround?.Value} {error.PublicWorkaround?.Value}")
            : new($"{error.PublicTitle?.Value} {about}", error.PublicWorkaround?.Value ?? "");
    }
}
