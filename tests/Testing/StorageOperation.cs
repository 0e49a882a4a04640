using System.Text;
using System.Text.RegularExpressions;

namespace ItsmFunctions.Testing;

/// <summary>
/// What one HTTP request asks of storage, by its billing unit: an entity-group transaction is one operation.
/// </summary>
/// <param name="Service"><c>tables</c>, <c>queues</c> or <c>blobs</c>.</param>
/// <param name="Kind">
/// Tables: transaction, get, query, insert, update (If-Match), upsert, delete, create-table, delete-table, list-tables.
/// Queues: put, get, peek, update, delete, clear, create-queue, delete-queue, properties, list-queues.
/// Blobs: put, get, properties, lease, delete, list, create-container, delete-container.
/// Anything else: <c>other</c>.
/// </param>
/// <param name="Resource">The table, queue or container; empty where the request is about the account.</param>
/// <param name="Verb">The HTTP method.</param>
public sealed partial record StorageOperation(string Service, string Kind, string Resource, string Verb)
{
    /// <summary>The logical name, such as <c>tables:transaction</c>.</summary>
    public string Name => $"{Service}:{Kind}";

    public bool IsWrite => Verb is not ("GET" or "HEAD");

    public override string ToString() => $"{Name} {Resource}";

    /// <param name="target">The path and query as they stand in the request line: /account/…</param>
    internal static StorageOperation Parse(string service, string verb, string target, bool conditional, ReadOnlySpan<byte> body)
    {
        var mark = target.IndexOf('?');
        var query = mark < 0 ? "" : target[(mark + 1)..];
        var path = (mark < 0 ? target : target[..mark]).Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToArray();
        return service switch
        {
            "tables" => Table(verb, path, conditional, body),
            "queues" => Queue(verb, path, query),
            _ => Blob(verb, path, query),
        };
    }

    private static StorageOperation Table(string verb, string[] path, bool conditional, ReadOnlySpan<byte> body)
    {
        var last = path is [var only, ..] ? Uri.UnescapeDataString(only) : "";
        var parenthesis = last.IndexOf('(');
        var table = parenthesis < 0 ? last : last[..parenthesis];
        if (last == "$batch") return new("tables", "transaction", FirstTable(body), verb);
        if (table == "Tables")
        {
            return new("tables", verb switch { "POST" => "create-table", "DELETE" => "delete-table", _ => "list-tables" }, "", verb);
        }
        var keyed = parenthesis >= 0 && last[parenthesis..] != "()";
        var kind = verb switch
        {
            "GET" => keyed ? "get" : "query",
            "POST" when !keyed => "insert",
            "PUT" or "PATCH" or "MERGE" or "POST" => conditional ? "update" : "upsert",
            "DELETE" => "delete",
            _ => "other",
        };
        return new("tables", kind, table, verb);
    }

    private static StorageOperation Queue(string verb, string[] path, string query)
    {
        var kind = (verb, path.Length) switch
        {
            ("POST", 2) => "put",
            ("GET", 2) => query.Contains("peekonly=true", StringComparison.OrdinalIgnoreCase) ? "peek" : "get",
            ("DELETE", 2) => "clear",
            ("DELETE", 3) => "delete",
            ("PUT", 3) => "update",
            ("PUT", 1) when !query.Contains("comp=", StringComparison.Ordinal) => "create-queue",
            ("DELETE", 1) => "delete-queue",
            ("GET" or "HEAD", 1) => "properties",
            ("GET", 0) => "list-queues",
            _ => "other",
        };
        return new("queues", kind, path is [var queue, ..] ? queue : "", verb);
    }

    private static StorageOperation Blob(string verb, string[] path, string query)
    {
        var kind = (verb, path.Length) switch
        {
            ("PUT", > 1) => query.Contains("comp=lease", StringComparison.Ordinal) ? "lease" : "put",
            ("GET", > 1) => "get",
            ("HEAD", > 1) => "properties",
            ("DELETE", > 1) => "delete",
            ("GET", _) when query.Contains("comp=list", StringComparison.Ordinal) => "list",
            ("PUT", 1) when !query.Contains("comp=", StringComparison.Ordinal) => "create-container",
            ("DELETE", 1) => "delete-container",
            ("GET" or "HEAD", 1) => "properties",
            _ => "other",
        };
        return new("blobs", kind, path is [var container, ..] ? container : "", verb);
    }

    // The operations of a transaction are requests inside its body; all are about one table.
    private static string FirstTable(ReadOnlySpan<byte> body) =>
        RequestLine().Match(Encoding.UTF8.GetString(body)) is { Success: true } line ? line.Groups["table"].Value : "";

    [GeneratedRegex(@"^(?:POST|PUT|PATCH|MERGE|DELETE|GET) https?://[^/\s]+/[^/\s]+/(?<table>\w+)", RegexOptions.Multiline)]
    private static partial Regex RequestLine();
}
