using ItsmFunctions.Storage.Outbox;

namespace ItsmFunctions.Storage.Tests;

public sealed class The_outbox : IAsyncLifetime
{
    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Holds_one_row_for_each_event_named_by_it()
    {
        StoredTicket stored = await _desk.OpenedAsync();
        _desk.Time.Advance(TimeSpan.FromSeconds(1));
        await _desk.CommitAsync(stored, new TicketCommand.Reply("On our way."));

        IReadOnlyList<OutboxRow> rows = await _desk.Outbox.ReadAsync(DateTimeOffset.MaxValue, 100, default);
        Assert.Equal([1, 2, 3], rows.Select(row => row.Version));
        Assert.Equal(["Opened", "Replied", "WorkBegun"], rows.Select(row => row.What));
        Assert.Equal([Desk.Start, _desk.Now, _desk.Now], rows.Select(row => row.At));
        Assert.All(rows, row => Assert.Equal((Desk.Au, stored.Ticket.Number, $"{stored.Ticket.Number}-{row.Version:D6}"), (row.Organisation, row.Number, row.EventId)));
    }

    [Fact]
    public async Task Is_emptied_by_whoever_has_the_events()
    {
        StoredTicket stored = await _desk.OpenedAsync();
        var committed = Assert.IsType<Commit.Committed>(await _desk.CommitAsync(stored, new TicketCommand.Reply("On our way.")));
        await _desk.Outbox.RemoveAsync(committed.Events.Select(OutboxRow.Of), default);
        Assert.Equal([1], (await _desk.Outbox.ReadAsync(DateTimeOffset.MaxValue, 100, default)).Select(row => row.Version));

        // A second telling of the same events removes nothing and fails at nothing.
        await _desk.Outbox.RemoveAsync(committed.Events.Select(OutboxRow.Of), default);
        await _desk.Outbox.RemoveAsync(await _desk.Outbox.ReadAsync(DateTimeOffset.MaxValue, 100, default), default);
        Assert.Null(await _desk.Outbox.OldestAsync(default));
    }

    [Fact]
    public async Task Leaves_young_rows_to_the_nudge_and_knows_its_oldest()
    {
        for (int i = 0; i < 20; i++)
        {
            await _desk.OpenedAsync();
            _desk.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(Desk.Start, await _desk.Outbox.OldestAsync(default));
        IReadOnlyList<OutboxRow> old = await _desk.Outbox.ReadAsync(Desk.Start.AddSeconds(45), 100, default);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => Desk.Start.AddSeconds(10 * i)), old.Select(row => row.At));
        Assert.Equal(20, (await _desk.Outbox.ReadAsync(DateTimeOffset.MaxValue, 100, default)).Count);
    }
}
