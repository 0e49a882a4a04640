using ItsmFunctions.Storage.Lists;

namespace ItsmFunctions.Storage.Tests;

/// <summary>What each operation costs: round trips are the currency, and the counts are a promise.</summary>
public sealed class Storage_requests : IAsyncLifetime
{
    private Desk _desk = null!;
    private StoredTicket _stored = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.OpenAsync(proxied: true);
        // The first creation reserves numbers and announces the sweep of its keys: later ones of the hour do not.
        _stored = await _desk.OpenedAsync(Desk.Key("first"));
        await _desk.ListAsync(_stored.Ticket);
        _desk.Proxy.Ledger.Reset();
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Of_a_read_are_one()
    {
        await _desk.Tickets.FindAsync(Desk.Au, _stored.Ticket.Number, default);
        Assert.Equal("1 × tables:get desk", Counted());
    }

    [Fact]
    public async Task Of_a_history_are_one()
    {
        await _desk.Tickets.ReadEventsAsync(Desk.Au, _stored.Ticket.Number, int.MaxValue, default);
        Assert.Equal("1 × tables:query desk", Counted());
    }

    [Fact]
    public async Task Of_a_creation_are_one()
    {
        await _desk.CreateAsync();
        Assert.Equal("1 × tables:transaction desk", Counted());
    }

    [Fact]
    public async Task Of_a_creation_with_a_key_are_one_but_for_the_first_of_its_shard_in_an_hour()
    {
        RequestKey[] sameShard = [.. Enumerable.Range(0, 200).Select(i => Desk.Key($"k{i}")).Where(key => CreationKeys.Residue(key) == 5).Take(3)];
        await _desk.CreateAsync(sameShard[0]);
        Assert.Equal("1 × tables:transaction desk, 1 × tables:upsert due", Counted());
        await _desk.CreateAsync(sameShard[1]);
        await _desk.CreateAsync(sameShard[2]);
        Assert.Equal("2 × tables:transaction desk", Counted());
    }

    [Fact]
    public async Task Of_a_creation_that_was_repeated_are_a_refused_transaction_and_the_look_at_its_key()
    {
        await _desk.CreateAsync(Desk.Key("first"));
        Assert.Equal("1 × tables:get desk, 1 × tables:transaction desk", Counted());
    }

    [Fact]
    public async Task Of_three_hundred_creations_are_little_more_than_three_hundred()
    {
        for (int i = 0; i < 300; i++)
            await _desk.CreateAsync(Desk.Key($"k{i}"));

        Assert.Equal(300, _desk.Proxy.Ledger.Count("tables:transaction", "desk"));
        // Sixteen shards, and blocks that double while they go fast.
        Assert.InRange(_desk.Proxy.Ledger.Total, 300, 330);
    }

    [Fact]
    public async Task Of_a_command_are_two_with_a_key_or_without()
    {
        StoredTicket read = await _desk.FindAsync(_stored.Ticket);
        await _desk.CommitAsync(read, new TicketCommand.BeginWork(), key: Desk.Key("begin"));
        Assert.Equal("1 × tables:get desk, 1 × tables:transaction desk", Counted());
    }

    [Fact]
    public async Task Of_a_command_that_moves_a_deadline_are_three()
    {
        StoredTicket read = await _desk.FindAsync(_stored.Ticket);
        await _desk.CommitAsync(read, new TicketCommand.Resolve("Done.", null));
        Assert.Equal("1 × tables:get desk, 1 × tables:transaction desk, 1 × tables:upsert due", Counted());
    }

    [Fact]
    public async Task Of_a_page_of_a_list_are_one()
    {
        await _desk.Lists.ReadAsync(Desk.Au, new TicketView.OfTeam("it-support"), new(null, null, null, null), null, 50, default);
        Assert.Equal("1 × tables:query openlists", Counted());
        await _desk.Lists.ReadAsync(Desk.Au, new TicketView.OfRequester("requester-1"), new(null, null, null, null), null, 50, default);
        Assert.Equal("1 × tables:query lists", Counted());
    }

    [Fact]
    public async Task Of_the_lists_are_one_in_each_table_for_a_new_ticket_or_a_change_and_a_read_where_the_place_is_not_known()
    {
        Ticket another = (await _desk.OpenedAsync()).Ticket;
        Counted();
        await _desk.ListAsync(another);
        Assert.Equal("1 × tables:transaction lists, 1 × tables:transaction openlists", Counted());
        StoredTicket after = await _desk.DoneAsync(_stored, new TicketCommand.Assign("security", "agent-9"));
        Counted();
        await _desk.Lists.MoveAsync(after.Ticket, default);
        Assert.Equal("1 × tables:transaction lists, 1 × tables:transaction openlists", Counted());

        after = await _desk.DoneAsync(after, new TicketCommand.Assign("it-support", null));
        Counted();
        await new TicketLists(_desk.Tables).MoveAsync(after.Ticket, default);
        Assert.Equal("1 × tables:get openlists, 1 × tables:transaction lists, 1 × tables:transaction openlists", Counted());
    }

    [Fact]
    public async Task Of_a_tick_with_nothing_due_are_one_and_of_emptying_an_hour_one_more()
    {
        for (int i = 0; i < 60; i++)
            await _desk.Due.WriteAsync(Desk.Au, new(TicketKind.Incident, i + 1), new(DueWork.Close, Desk.Start.AddSeconds(i)), default);
        Counted();
        IReadOnlyList<DueRow> rows = await _desk.Due.ReadAsync(default);
        Assert.Equal("1 × tables:query due", Counted());
        await _desk.Due.DeleteAsync(rows.Where(row => row.At < Desk.Start.AddHours(1)), default);
        Assert.Equal("1 × tables:transaction due", Counted());
    }

    [Fact]
    public async Task Of_an_outbox_sweep_are_sixteen_and_of_an_event_that_was_told_one()
    {
        var rows = await _desk.Outbox.ReadAsync(DateTimeOffset.MaxValue, 100, default);
        Assert.Equal("16 × tables:query desk", Counted());
        await _desk.Outbox.RemoveAsync(rows, default);
        Assert.Equal("1 × tables:delete desk", Counted());
    }

    private string Counted()
    {
        string counted = _desk.Proxy.Ledger.ToString();
        _desk.Proxy.Ledger.Reset();
        return counted;
    }
}
