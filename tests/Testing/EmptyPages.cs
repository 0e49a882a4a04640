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
    private readonly List<(string Table, string About)> coming = [];

    /// <summary>The next <paramref name="times"/> queries of that table find nothing, and may go on where they stand.</summary>
    /// <param name="about">A plain word that their filter holds, where others query the same table at the same time.</param>
    public void Next(string table, int times = 1, string about = "")
    {
        lock (gate) coming.AddRange(Enumerable.Repeat((table, about), times));
    }

    internal async Task<bool> AnswerAsync(HttpContext http, StorageOperation operation)
    {
        if (operation.Name != "tables:query") return false;
        lock (gate)
        {
            var meant = coming.FindIndex(one => one.Table == operation.Resource && (http.Request.QueryString.Value ?? "").Contains(one.About, StringComparison.Ordinal));
            if (meant < 0) return false;
            coming.RemoveAt(meant);
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
