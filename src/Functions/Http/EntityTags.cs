using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ItsmFunctions.Functions.Http;

internal static class EntityTags
{
    /// <summary>The strong tags of a header, with their quotes. A weak tag and * name no version, and so match none.</summary>
    public static IReadOnlyList<string> Read(StringValues header) =>
        EntityTagHeaderValue.TryParseList(header, out IList<EntityTagHeaderValue>? tags)
            ? [.. tags.Where(tag => !tag.IsWeak && tag.Tag != "*").Select(tag => tag.Tag.ToString())]
            : [];
}
