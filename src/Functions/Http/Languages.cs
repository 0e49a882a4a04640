using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ItsmFunctions.Functions.Http;

/// <summary>Danish and English: every text that a person reads is there in both.</summary>
public static class Languages
{
    public static readonly IReadOnlyList<string> All = ["da", "en"];

    /// <summary>What Accept-Language prefers of the two; English where it says nothing of either.</summary>
    public static string Of(HttpRequest request)
    {
        IEnumerable<StringWithQualityHeaderValue> wishes = request.GetTypedHeaders().AcceptLanguage
            .Where(wish => wish.Quality is not 0).OrderByDescending(wish => wish.Quality ?? 1);
        return wishes.Select(wish => All.FirstOrDefault(language => Is(wish.Value.ToString(), language))).FirstOrDefault(found => found is not null) ?? "en";
    }

    // "da-DK" is Danish, "dak" is Dakota.
    private static bool Is(string wish, string language) =>
        wish.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (wish.Length == language.Length || wish[language.Length] == '-');
}
