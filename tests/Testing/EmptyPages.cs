using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Testing;

/// <summary>
/// Plays what Azure does and Azurite never: a query that has looked for 5 s, or has come to the end of a server's share of the
/// partition, is answered with no row and with where to go on.
/// </summary>
public sealed class EmptyPages
{
    private const string PartitionParameter = "NextPartitionKey", RowParameter = "NextRowKey", AtTheBeginning = "the-beginning";

    private readonly Lock gate = new();
    private readonly List<string> coming = [];

    /// <summary>The next <paramref name="times"/> queries of that table find nothing, and may go on where they stand.</summary>
    public void Next(string table, int times = 1)
    {
        lock (gate) coming.AddRange(Enumerable.Repeat(table, times));
    }

    internal async Task<bool> AnswerAsync(HttpContext http, StorageOperation operation)
    {
        if (operation.Name != "tables:query") return false;
        lock (gate)
        {
            if (!coming.Remove(operation.Resource)) return false;
        }

        var (partition, row) = (http.Request.Query[PartitionParameter].ToString(), http.Request.Query[RowParameter].ToString());
        http.Response.Headers[$"x-ms-continuation-{PartitionParameter}"] = partition.Length > 0 ? partition : AtTheBeginning;
        http.Response.Headers[$"x-ms-continuation-{RowParameter}"] = row.Length > 0 ? row : AtTheBeginning;
        http.Response.ContentType = "application/json;odata=minimalmetadata;charset=utf-8";
        await http.Response.WriteAsync("""{"value":[]}""", http.RequestAborted);
        return true;
    }

    /// <summary>The beginning is a place that only the proxy knows; the signature of a request does not cover these parameters.</summary>
    internal static string Restore(string target)
    {
        if (!target.Contains($"{PartitionParameter}={AtTheBeginning}", StringComparison.Ordinal)) return target;
        var mark = target.IndexOf('?');
        var kept = target[(mark + 1)..].Split('&').Where(pair => !pair.StartsWith("Next", StringComparison.Ordinal));
        return $"{target[..mark]}?{string.Join('&', kept)}";
    }
}
