using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace ItsmFunctions.Testing.MemoryTables;

/// <summary>Finds out what a request wants and has the store do it.</summary>
internal static class TableDoor
{
    private const string Metadata = "http://tables.invalid/memory/$metadata";

    public static TableAnswer Answer(TableStore store, TableRequest asked)
    {
        try
        {
            var path = asked.Path;
            if (path == "$batch") return TransactionDoor.Answer(store, asked);
            if (path.StartsWith("Tables", StringComparison.Ordinal)) return Tables(store, asked, path);
            if (asked.Method == "GET") return EntityAddress.Of(path) is { Key: { } key, Table: var of } ? Get(store, asked, of, key) : Query(store, asked);
            var change = ChangeOf(asked);
            var after = store.Write(change);
            return Written(store, change, after, asked);
        }
        catch (TableFailure failure)
        {
            return TableAnswer.Of(failure);
        }
    }

    /// <summary>The write that a request asks for.</summary>
    /// <exception cref="TableFailure">It asks for none.</exception>
    public static RowChange ChangeOf(TableRequest asked)
    {
        var (table, address) = EntityAddress.Of(asked.Path);
        if (asked.Method == "DELETE")
        {
            return new(
                ChangeKind.Delete, table, address ?? throw TableFailure.NotImplemented("A deletion without a key"),
                asked.IfMatch ?? throw new TableFailure(400, "MissingRequiredHeader", "A required HTTP header was not specified."), []);
        }

        var kind = (asked.Method, address) switch
        {
            ("POST", null) => ChangeKind.Insert,
            ("PUT", not null) => ChangeKind.Replace,
            ("PATCH" or "MERGE", not null) => ChangeKind.Merge,
            _ => throw TableFailure.NotImplemented($"{asked.Method} {asked.Path}"),
        };
        var (key, properties) = EntityJson.Read(asked.Body, address);
        return new(kind, table, key, asked.IfMatch, properties);
    }

    /// <summary>The answer to a write that was done.</summary>
    public static TableAnswer Written(TableStore store, RowChange change, Row? after, TableRequest asked)
    {
        if (after is null) return TableAnswer.NoContent();
        var tag = new HttpHeader("ETag", EntityJson.Tag(after));
        return change.Kind != ChangeKind.Insert || asked.WantsNoContent
            ? TableAnswer.NoContent(tag)
            : TableAnswer.Json(201, "Created", Entity(store, after, change.Table, null), tag);
    }

    private static TableAnswer Tables(TableStore store, TableRequest asked, string path)
    {
        switch (asked.Method)
        {
            case "POST":
                using (var body = JsonDocument.Parse(asked.Body))
                {
                    var name = body.RootElement.GetProperty("TableName").GetString()!;
                    store.CreateTable(name);
                    return asked.WantsNoContent ? TableAnswer.NoContent() : TableAnswer.Json(201, "Created", Json(to => to.WriteString("TableName", name)));
                }
            case "DELETE" when path.Split('\'') is [_, var name, _]:
                store.DeleteTable(name);
                return TableAnswer.NoContent();
            case "GET" when path == "Tables" && asked.Query.Keys.All(parameter => parameter is "$format" or "$top"):
                return TableAnswer.Json(200, "OK", Json(to => WriteList(to, store.Names, name => to.WriteString("TableName", name))));
            default:
                throw TableFailure.NotImplemented($"{asked.Method} {asked.Target}");
        }
    }

    private static TableAnswer Get(TableStore store, TableRequest asked, string table, EntityKey key)
    {
        var row = store.Get(table, key);
        return TableAnswer.Json(200, "OK", Entity(store, row, table, Selected(asked.Query)), new HttpHeader("ETag", EntityJson.Tag(row)));
    }

    private static TableAnswer Query(TableStore store, TableRequest asked)
    {
        var parameters = asked.Query;
        var filter = parameters.GetValueOrDefault("$filter") is { Length: > 0 } text ? FilterParser.Parse(text) : null;
        var top = parameters.TryGetValue("$top", out var most) ? int.Parse(most, CultureInfo.InvariantCulture) : Limits.MostInPage;
        if (top is < 1 or > Limits.MostInPage) throw TableFailure.Invalid("$top is between 1 and 1000.");
        EntityKey? from = parameters.TryGetValue("NextPartitionKey", out var partition)
            ? new(TablePage.Key(partition), parameters.TryGetValue("NextRowKey", out var next) ? TablePage.Key(next) : "")
            : null;
        var page = TablePage.Read(store, EntityAddress.Of(asked.Path).Table, filter, top, from);
        var selected = Selected(parameters);
        var body = Json(to => WriteList(to, page.Rows, row => EntityJson.Write(to, row, store.Properties(row), selected)));
        return page.Next is { } following
            ? TableAnswer.Json(
                200, "OK", body,
                new HttpHeader("x-ms-continuation-NextPartitionKey", TablePage.Token(following.Partition)),
                new HttpHeader("x-ms-continuation-NextRowKey", TablePage.Token(following.Row)))
            : TableAnswer.Json(200, "OK", body);
    }

    private static HashSet<string>? Selected(Dictionary<string, string> parameters) =>
        parameters.GetValueOrDefault("$select") is { Length: > 0 } names and not "*" ? [.. names.Split(',')] : null;

    private static byte[] Entity(TableStore store, Row row, string table, IReadOnlySet<string>? selected) => Json(to =>
    {
        to.WriteString("odata.metadata", $"{Metadata}#{table}/@Element");
        EntityJson.Write(to, row, store.Properties(row), selected);
    });

    private static void WriteList<T>(Utf8JsonWriter to, IEnumerable<T> items, Action<T> write)
    {
        to.WriteString("odata.metadata", Metadata);
        to.WriteStartArray("value");
        foreach (var item in items)
        {
            to.WriteStartObject();
            write(item);
            to.WriteEndObject();
        }
        to.WriteEndArray();
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        using (var to = new Utf8JsonWriter(body))
        {
            to.WriteStartObject();
            write(to);
            to.WriteEndObject();
        }
        return body.ToArray();
    }
}
