using ItsmFunctions.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ItsmFunctions.Functions.Http;

internal static class EntityTags
{
    /// <summary>
    /// The strong tags of If-Match, with their quotes; null if the header names no version: it is missing, or says *. A weak tag
    /// is none of a version that could be written to.
    /// </summary>
    /// <exception cref="UnreadableRequestException">The header is no list of entity tags.</exception>
    public static IReadOnlyList<string>? ReadIfMatch(StringValues header)
    {
        if (StringValues.IsNullOrEmpty(header))
            return null;
        if (!EntityTagHeaderValue.TryParseStrictList(header, out IList<EntityTagHeaderValue>? tags))
            throw new UnreadableRequestException(Problem.Invalid("If-Match is a list of entity tags in quotes.", new Complaint("", "Send the ETag as it came, such as \"7\".")));
        return tags.Any(tag => tag.Tag == "*") ? null : [.. tags.Where(tag => !tag.IsWeak).Select(tag => tag.Tag.ToString())];
    }

    /// <summary>Whether If-None-Match names this version, weakly: what lies between may have compressed the reply.</summary>
    public static bool NoneMatchNames(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out IList<EntityTagHeaderValue>? tags) && tags.Any(had => had.Tag == "*" || had.Tag == tag);
}
