using System.Text;
using Azure.Core;

namespace ItsmFunctions.Testing.MemoryTables;

/// <summary>Entity-group transactions: a changeset of requests in, one of answers out, or the answer that refuses it all.</summary>
internal static class TransactionDoor
{
    private const string Line = "\r\n", Boundary = "boundary=", Answers = "changesetresponse", Batch = "batchresponse";

    public static TableAnswer Answer(TableStore store, TableRequest asked)
    {
        if (asked.Body.Length > Limits.MostBytesOfTransaction)
            throw new TableFailure(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");
        List<TableAnswer> answers;
        try
        {
            TableRequest[] requests = [.. Requests(asked)];
            RowChange[] changes = [.. requests.Select(Change)];
            Check(changes);
            answers = [.. store.Write(changes).Select((row, i) => TableDoor.Written(store, changes[i], row, requests[i]))];
        }
        catch (TableFailure refused)
        {
            answers = [TableAnswer.Of(refused)];
        }
        return new(202, "Accepted", [new HttpHeader("Content-Type", $"multipart/mixed; {Boundary}{Batch}")], Write(answers));
    }

    private static RowChange Change(TableRequest asked, int index)
    {
        try
        {
            return TableDoor.ChangeOf(asked);
        }
        catch (TableFailure refused)
        {
            throw refused.At(index);
        }
    }

    private static void Check(RowChange[] changes)
    {
        if (changes.Length > Limits.MostInTransaction)
            throw TableFailure.Invalid("The batch request operation exceeds the maximum 100 changes per change set.").At(Limits.MostInTransaction);
        var rows = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < changes.Length; i++)
        {
            if (changes[i].Table != changes[0].Table || changes[i].Key.Partition != changes[0].Key.Partition)
                throw new TableFailure(400, "CommandsInBatchActOnDifferentPartitions", "All commands in a batch must operate on same entity group.").At(i);
            if (!rows.Add(changes[i].Key.Row))
            {
                throw new TableFailure(
                    400, "InvalidDuplicateRow", "The batch request contains multiple changes with same row key. An entity can appear only once in a batch request.").At(i);
            }
        }
    }

    private static IEnumerable<TableRequest> Requests(TableRequest asked)
    {
        // A body is JSON, in which a line break is escaped: the boundary stands nowhere else.
        var text = Encoding.UTF8.GetString(asked.Body);
        foreach (var part in Parts(text, asked.ContentType ?? ""))
        {
            var (headers, changeset) = Cut(part);
            if (!Header(headers, "Content-Type").StartsWith("multipart/mixed", StringComparison.Ordinal)) throw TableFailure.NotImplemented("A query in a transaction");
            foreach (var operation in Parts(changeset, Header(headers, "Content-Type"))) yield return Request(Cut(operation).Body);
        }
    }

    private static TableRequest Request(string http)
    {
        var (head, body) = Cut(http);
        if (head[0].Split(' ') is not [var method, var address, _]) throw TableFailure.Invalid($"'{head[0]}' is no request.");
        var match = Header(head, "If-Match");
        return new(
            method, new Uri(address).PathAndQuery, Header(head, "Content-Type"), match.Length > 0 ? match : null,
            Header(head, "Prefer") == "return-no-content", Encoding.UTF8.GetBytes(body));
    }

    private static IEnumerable<string> Parts(string text, string contentType)
    {
        var mark = contentType.IndexOf(Boundary, StringComparison.Ordinal);
        if (mark < 0) throw TableFailure.Invalid("A transaction is multipart/mixed.");
        var boundary = $"--{contentType[(mark + Boundary.Length)..].Trim('"')}";
        return text.Split(boundary).Skip(1).TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal)).Select(part => part[Line.Length..]);
    }

    private static (string[] Head, string Body) Cut(string part)
    {
        var end = part.IndexOf(Line + Line, StringComparison.Ordinal);
        return end < 0 ? (part.Split(Line), "") : (part[..end].Split(Line), part[(end + 2 * Line.Length)..]);
    }

    private static string Header(string[] lines, string name) =>
        lines.Where(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim()).FirstOrDefault() ?? "";

    private static byte[] Write(List<TableAnswer> answers)
    {
        var text = new StringBuilder($"--{Batch}{Line}Content-Type: multipart/mixed; {Boundary}{Answers}{Line}{Line}");
        foreach (var answer in answers)
        {
            text.Append($"--{Answers}{Line}Content-Type: application/http{Line}Content-Transfer-Encoding: binary{Line}{Line}");
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} {answer.Reason}{Line}");
            foreach (HttpHeader header in answer.Headers) text.Append($"{header.Name}: {header.Value}{Line}");
            text.Append(Line).Append(Encoding.UTF8.GetString(answer.Body)).Append(Line);
        }
        return Encoding.UTF8.GetBytes(text.Append($"--{Answers}--{Line}--{Batch}--{Line}").ToString());
    }
}
