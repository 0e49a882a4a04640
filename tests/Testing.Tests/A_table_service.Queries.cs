using Azure.Data.Tables;

namespace ItsmFunctions.Testing.Tests;

public abstract partial class A_table_service
{
    public static TheoryData<string, string> Filters => new()
    {
        { "PartitionKey eq 's0' and RowKey ge 'b' and RowKey lt 'd'", "b c" },
        { "PartitionKey eq 's0' and RowKey gt 'b' and RowKey le 'd'", "c d" },
        { "PartitionKey eq 's1'", "e f" },
        { "PartitionKey ge 's1'", "e f" },
        { "PartitionKey gt 's0' and RowKey eq 'f'", "f" },
        { "PartitionKey lt 's1' and RowKey gt 'c'", "d" },
        { "PartitionKey eq 's0' and PartitionKey eq 's1'", "" },
        { "PartitionKey eq 's2'", "" },
        { "RowKey eq 'a' or RowKey eq 'f'", "a f" },
        { "RowKey eq 'e' or RowKey eq 'a' and PartitionKey eq 's0'", "a e" },
        { "(RowKey eq 'a' or RowKey eq 'e') and PartitionKey eq 's1'", "e" },
        { "not (RowKey eq 'a') and PartitionKey eq 's0'", "b c d" },
        { "not (RowKey eq 'a' or PartitionKey eq 's1')", "b c d" },
        { "Number ge 4", "d e f" },
        { "Number ne 4 and PartitionKey eq 's0'", "a b c" },
        { "Number gt -1 and Number lt 2", "a" },
        { "Large eq 2000000000000L", "b" },
        { "Large gt 5000000000000L", "f" },
        { "Fraction lt 1.25", "a b" },
        { "Text eq 'it''s c'", "c" },
        { "Text gt 'it''s d'", "e f" },
        { "Odd eq true", "a c e" },
        { "Odd eq false and PartitionKey eq 's0'", "b d" },
        { "At ge datetime'2026-10-10T12:00:00Z'", "d e f" },
        { "Id eq guid'00000003-0000-0000-0000-000000000000'", "c" },
        { "PartitionKey eq 's0' and (Number eq 1 or (Number eq 3 and not (Odd eq false)))", "a c" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Finds_what_a_filter_says(string filter, string expected)
    {
        await AddAlphabetAsync();
        Assert.Equal(expected, string.Join(' ', await KeysAsync(filter)));
    }

    [Theory]
    [InlineData("RowKey eq")]
    [InlineData("(RowKey eq 'a'")]
    [InlineData("RowKey eq 'a' and")]
    public async Task Refuses_a_filter_that_is_none(string filter)
    {
        await AddAlphabetAsync();
        Assert.Equal(400, (await RefusedAsync(() => KeysAsync(filter))).Status);
    }

    [Fact]
    public async Task Orders_rows_by_partition_and_then_by_key_sign_by_sign()
    {
        string[] keys = ["B", "a", "Z", "å", "_", "10", "9", "!", "~", "aa", "a|", "a!"];
        foreach (var key in keys)
        {
            await Table.AddEntityAsync(Row(key, partition: "p"));
            await Table.AddEntityAsync(Row(key, partition: "P"));
        }

        var rows = await Table.QueryAsync<TableEntity>().ToListAsync();
        string[] sorted = [.. keys.Order(StringComparer.Ordinal)];
        Assert.Equal(sorted.Select(key => $"P {key}").Concat(sorted.Select(key => $"p {key}")), rows.Select(row => $"{row.PartitionKey} {row.RowKey}"));
    }

    [Fact]
    public async Task Gives_pages_of_the_size_asked_for_and_goes_on_behind_them()
    {
        await AddAlphabetAsync();
        List<string> pages = [];
        await foreach (var page in Table.QueryAsync<TableEntity>(maxPerPage: 2).AsPages()) pages.Add(string.Concat(page.Values.Select(row => row.RowKey)));
        Assert.Equal(["ab", "cd", "ef"], pages.Where(page => page.Length > 0));

        string? token = null;
        await foreach (var page in Table.QueryAsync<TableEntity>(maxPerPage: 3).AsPages())
        {
            token = page.ContinuationToken;
            break;
        }

        await Table.DeleteEntityAsync("s0", "d");
        await Table.AddEntityAsync(Row("aa"));
        List<string> rest = [];
        await foreach (var page in Table.QueryAsync<TableEntity>(maxPerPage: 3).AsPages(token)) rest.AddRange(page.Values.Select(row => row.RowKey));
        Assert.Equal(["e", "f"], rest);
    }

    [Fact]
    public async Task Gives_a_thousand_rows_a_page_at_most()
    {
        for (var hundred = 0; hundred < 11; hundred++)
        {
            var from = 100 * hundred;
            await Table.SubmitTransactionAsync(Enumerable.Range(from, 100).Select(i => new TableTransactionAction(TableTransactionActionType.Add, Row($"{i:D4}", i))));
        }

        List<int> pages = [];
        await foreach (var page in Table.QueryAsync<TableEntity>("PartitionKey eq 's0'").AsPages()) pages.Add(page.Values.Count);
        Assert.Equal([1000, 100], pages.Where(count => count > 0));
    }

    [Fact]
    public async Task Refuses_a_query_of_a_table_that_was_never_created() =>
        Assert.Equal((404, "TableNotFound"), await RefusedAsync(async () => await Service.GetTableClient("nowhere").QueryAsync<TableEntity>().ToListAsync()));

    private async Task AddAlphabetAsync()
    {
        for (var i = 1; i <= 6; i++)
        {
            var key = ((char)('a' + i - 1)).ToString();
            await Table.AddEntityAsync(new TableEntity(i <= 4 ? "s0" : "s1", key)
            {
                ["Number"] = i,
                ["Large"] = i * 1_000_000_000_000L,
                ["Fraction"] = i / 2.0,
                ["Text"] = $"it's {key}",
                ["Odd"] = i % 2 == 1,
                ["At"] = new DateTimeOffset(2026, 10, 10, 8 + i, 0, 0, TimeSpan.Zero),
                ["Id"] = new Guid(i, 0, 0, new byte[8]),
            });
        }
    }
}
