using Azure.Core;

namespace ItsmFunctions.Testing.MemoryTables;

/// <summary>One request, by itself or out of a transaction.</summary>
/// <param name="Target">Path and query as they are on the wire: /account/table(…)?…</param>
internal sealed record TableRequest(string Method, string Target, string? ContentType, string? IfMatch, bool WantsNoContent, byte[] Body)
{
    /// <summary>Behind the account's name, without escapes.</summary>
    public string Path
    {
        get
        {
            var path = Target.Split('?', 2)[0];
            var account = path.IndexOf('/', 1);
            return account < 0 ? "" : Uri.UnescapeDataString(path[(account + 1)..]);
        }
    }

    /// <summary>The parameters, without escapes.</summary>
    public Dictionary<string, string> Query
    {
        get
        {
            var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
            if (Target.Split('?', 2) is not [_, var query]) return parameters;
            foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = pair.Split('=', 2);
                parameters[Uri.UnescapeDataString(parts[0])] = parts.Length < 2 ? "" : Uri.UnescapeDataString(parts[1].Replace('+', ' '));
            }
            return parameters;
        }
    }

    public static TableRequest Of(Request request)
    {
        using var body = new MemoryStream();
        request.Content?.WriteTo(body, CancellationToken.None);
        return new(
            request.Method.Method, request.Uri.ToUri().PathAndQuery, Header("Content-Type"), Header("If-Match"),
            Header("Prefer") == "return-no-content", body.ToArray());

        string? Header(string name) => request.Headers.TryGetValue(name, out var value) ? value : null;
    }
}
