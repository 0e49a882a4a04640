using ItsmFunctions.Storage.Lists;

namespace ItsmFunctions.Storage.Tests;

/// <summary>The work of a page is bounded: what a filter leaves out is passed over in steps that the caller takes.</summary>
public sealed class A_page_on_which_nothing_was_found_in_time : IAsyncLifetime
{
    private static readonly TicketView ItSupport = new TicketView.OfTeam("it-support");
    private static readonly ListFilter New = new(null, TicketStatus.New, null, null);

    private Desk _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.OpenAsync(proxied: true);
        for (int i = 0; i < 3; i++)
            await _desk.ListAsync((await _desk.OpenedAsync()).Ticket);
        _desk.Proxy.Ledger.Reset();
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Is_empty_after_three_requests_and_says_where_to_go_on()
    {
        _desk.Proxy.EmptyPages.Next("openlists", RowPage.MostRequests);

        ListPage page = await ReadAsync(null);
        Assert.Empty(page.Tickets);
        Assert.NotNull(page.After);
        Assert.Equal(3, Requests());

        ListPage next = await ReadAsync(page.After);
        Assert.Equal((3, null), (next.Tickets.Count, next.After));
        Assert.Equal(1, Requests());
    }

    [Fact]
    public async Task Is_passed_over_where_something_is_found_soon()
    {
        _desk.Proxy.EmptyPages.Next("openlists", RowPage.MostRequests - 1);

        Assert.Equal(3, (await ReadAsync(null)).Tickets.Count);
        Assert.Equal(3, Requests());
    }

    [Fact]
    public async Task Goes_on_behind_what_the_pages_before_have_shown()
    {
        var seen = new List<TicketNumber>();
        string? after = null;
        do
        {
            _desk.Proxy.EmptyPages.Next("openlists", 2 * RowPage.MostRequests);
            for (int i = 0; i < 2; i++)
            {
                ListPage nothing = await ReadAsync(after, size: 1);
                Assert.Empty(nothing.Tickets);
                after = nothing.After;
            }

            ListPage page = await ReadAsync(after, size: 1);
            seen.AddRange(page.Tickets.Select(ticket => ticket.Number));
            after = page.After;
        }
        while (after is not null && seen.Count < 10);

        Assert.Equal(3, seen.Count);
        Assert.Equal(3, seen.Distinct().Count());
        Assert.Equal(3 * (RowPage.MostRequests * 2 + 1), Requests());
    }

    [Fact]
    public async Task Is_the_last_one_where_storage_has_come_to_the_end()
    {
        _desk.Proxy.EmptyPages.Next("openlists");

        ListPage page = await _desk.Lists.ReadAsync(Desk.Au, ItSupport, New with { Status = TicketStatus.Closed }, null, 50, default);
        Assert.Equal((0, null), (page.Tickets.Count, page.After));
        Assert.Equal(2, Requests());
    }

    private Task<ListPage> ReadAsync(string? after, int size = 50) => _desk.Lists.ReadAsync(Desk.Au, ItSupport, New, after, size, default);

    private int Requests()
    {
        int count = _desk.Proxy.Ledger.Count("tables:query", "openlists");
        _desk.Proxy.Ledger.Reset();
        return count;
    }
}
