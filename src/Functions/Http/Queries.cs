using System.Globalization;
using ItsmFunctions.Domain;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Functions.Http;

/// <summary>Query parameters, read strictly: what is not known, or not what it should be, is refused with a pointer to it.</summary>
internal static class Queries
{
    private const int DefaultPageSize = 50;
    private const int LargestPageSize = 200;
    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    public static void MayName(this IQueryCollection query, IReadOnlyList<string> known)
    {
        foreach (string name in query.Keys.Where(name => !known.Contains(name)))
            throw Wrong(name, $"Known here: {string.Join(", ", known)}.");
        foreach (string name in known.Where(name => query[name].Count > 1))
            throw Wrong(name, "It is there more than once: say it once.");
    }

    /// <summary>What <c>top</c> asks for.</summary>
    public static int PageSize(this IQueryCollection query) => query.Number("top", 1, LargestPageSize) ?? DefaultPageSize;

    public static int? Number(this IQueryCollection query, string name, int lowest, int highest)
    {
        if (!query.ContainsKey(name))
            return null;
        return int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= lowest && number <= highest
            ? number
            : throw Wrong(name, $"A whole number from {lowest} to {highest}.");
    }

    /// <summary>A calendar day, as <c>2026-11-22</c>.</summary>
    public static DateOnly? Day(this IQueryCollection query, string name)
    {
        if (!query.ContainsKey(name))
            return null;
        return DateOnly.TryParseExact(query[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day.Year is > 1 and < 9999
            ? day
            : throw Wrong(name, "A day, such as 2026-11-22.");
    }

    /// <summary>An instant, as <c>2026-11-22T08:00:00Z</c> or with an offset.</summary>
    public static DateTimeOffset? Instant(this IQueryCollection query, string name)
    {
        if (!query.ContainsKey(name))
            return null;
        return DateTimeOffset.TryParseExact(query[name].ToString(), InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at)
            ? at
            : throw Wrong(name, "An instant such as 2026-11-22T08:00:00Z.");
    }

    /// <summary>One of the names of <typeparamref name="T"/>, as JSON writes them.</summary>
    public static T? Choice<T>(this IQueryCollection query, string name)
        where T : struct, Enum
    {
        if (!query.ContainsKey(name))
            return null;
        return Json.OneOf<T>.Values.TryGetValue(query[name].ToString(), out T value)
            ? value
            : throw Wrong(name, $"One of {string.Join(", ", Json.OneOf<T>.Values.Keys)}.");
    }

    /// <summary>False where it is missing.</summary>
    public static bool Flag(this IQueryCollection query, string name) => !query.ContainsKey(name)
        ? false
        : query[name].ToString() switch
        {
            "true" => true,
            "false" => false,
            _ => throw Wrong(name, "true or false."),
        };

    public static UnreadableRequestException Wrong(string name, string detail) =>
        new(Problem.Invalid("The query cannot be answered.", new Complaint($"/{name}", detail)));
}
