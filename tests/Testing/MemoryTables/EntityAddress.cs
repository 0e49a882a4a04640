namespace ItsmFunctions.Testing.MemoryTables;

/// <summary>What a path names: a table, or one of its rows as table(PartitionKey='…',RowKey='…').</summary>
internal readonly record struct EntityAddress(string Table, EntityKey? Key)
{
    private const string BeforePartition = "PartitionKey='", Between = "',RowKey='", Behind = "')";

    /// <param name="path">Without escapes.</param>
    /// <exception cref="TableFailure">It is neither.</exception>
    public static EntityAddress Of(string path)
    {
        var parenthesis = path.IndexOf('(', StringComparison.Ordinal);
        if (parenthesis < 0 || path[parenthesis..] == "()") return new(parenthesis < 0 ? path : path[..parenthesis], null);
        var keys = path[(parenthesis + 1)..];
        // A quotation mark of a key stands twice, so that this one is the first by itself.
        var between = keys.IndexOf(Between, StringComparison.Ordinal);
        while (between > 0 && QuotesBefore(keys, between) % 2 == 1) between = keys.IndexOf(Between, between + 1, StringComparison.Ordinal);
        if (!keys.StartsWith(BeforePartition, StringComparison.Ordinal) || between < 0 || !keys.EndsWith(Behind, StringComparison.Ordinal))
            throw TableFailure.Invalid($"{path} names no entity.");
        return new(path[..parenthesis], new(Unquoted(keys[BeforePartition.Length..between]), Unquoted(keys[(between + Between.Length)..^Behind.Length])));
    }

    private static int QuotesBefore(string keys, int at)
    {
        var quotes = 0;
        while (at - 1 - quotes >= BeforePartition.Length && keys[at - 1 - quotes] == '\'') quotes++;
        return quotes;
    }

    private static string Unquoted(string key) => key.Replace("''", "'", StringComparison.Ordinal);
}
