using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Tests;

public sealed class The_hash_chain : IAsyncLifetime
{
    private Desk _desk = null!;
    private TicketAudit _audit = null!;
    private Ticket _ticket = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.OpenAsync();
        _audit = new(_desk.Tables);
        StoredTicket stored = await _desk.OpenedAsync();
        stored = await _desk.DoneAsync(stored, new TicketCommand.Reply("Which room?"));
        stored = await _desk.DoneAsync(stored, new TicketCommand.Journal("Drum checked.", Visibility.Internal));
        _ticket = (await _desk.DoneAsync(stored, new TicketCommand.Resolve("Replaced.", null))).Ticket;
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Holds_over_a_whole_history_and_begins_without_a_predecessor()
    {
        Assert.Null(await Fault());
        IReadOnlyList<StoredEvent> events = await _desk.Tickets.ReadEventsAsync(Desk.Au, _ticket.Number, int.MaxValue, default);
        Assert.Equal(5, events.Count);
        Assert.Equal(EventFormat.NoPredecessor, events[0].Previous);
        Assert.Equal(5, events.Select(e => e.Previous).Distinct().Count());
    }

    [Fact]
    public async Task Finds_a_flipped_bit_wherever_it_is()
    {
        for (int version = 1; version <= 5; version++)
        {
            TableEntity row = await RowAsync(version);
            byte[] bytes = row.GetBinary("b0");
            foreach (int at in new[] { 1, bytes.Length / 3, bytes.Length / 2, bytes.Length - 2 })
            {
                bytes[at] ^= 1;
                await WriteAsync(row, bytes);
                Assert.NotNull(await Fault());
                bytes[at] ^= 1;
                await WriteAsync(row, bytes);
            }
        }

        Assert.Null(await Fault());
    }

    [Fact]
    public async Task Finds_a_missing_event_in_the_middle_and_at_the_end()
    {
        foreach (int version in new[] { 3, 5, 1 })
        {
            TableEntity row = await RowAsync(version);
            await _desk.Tables.Desk.DeleteEntityAsync(row.PartitionKey, row.RowKey);
            Assert.NotNull(await Fault());
            await _desk.Tables.Desk.AddEntityAsync(row);
        }

        Assert.Null(await Fault());
    }

    [Fact]
    public async Task Finds_two_events_that_changed_places_and_one_that_was_written_anew()
    {
        TableEntity third = await RowAsync(3), fourth = await RowAsync(4);
        (byte[] one, byte[] other) = (third.GetBinary("b0"), fourth.GetBinary("b0"));
        await WriteAsync(third, other);
        await WriteAsync(fourth, one);
        Assert.Contains("Event 3", await Fault(), StringComparison.Ordinal);
        await WriteAsync(fourth, other);

        StoredEvent stored = EventFormat.Read(one);
        (byte[] forged, _) = EventFormat.Write(stored.Event with { By = "somebody-else" }, stored.Previous);
        await WriteAsync(third, forged);
        Assert.Contains("Event 4", await Fault(), StringComparison.Ordinal);
        await WriteAsync(third, one);
        Assert.Null(await Fault());
    }

    [Fact]
    public async Task Finds_a_last_event_that_was_written_anew()
    {
        TableEntity last = await RowAsync(5);
        StoredEvent stored = EventFormat.Read(last.GetBinary("b0"));
        await WriteAsync(last, EventFormat.Write(stored.Event with { By = "somebody-else" }, stored.Previous).Bytes);

        Assert.Contains("last event", await Fault(), StringComparison.Ordinal);
    }

    private Task<string?> Fault() => _audit.VerifyAsync(Desk.Au, _ticket.Number, default);

    private async Task<TableEntity> RowAsync(int version) =>
        (await _desk.Tables.Desk.GetEntityAsync<TableEntity>(Keys.Shard(_ticket.Number), Keys.Event(Desk.Au, _ticket.Number, version))).Value;

    private async Task WriteAsync(TableEntity row, byte[] bytes)
    {
        row["b0"] = bytes;
        await _desk.Tables.Desk.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
    }
}
