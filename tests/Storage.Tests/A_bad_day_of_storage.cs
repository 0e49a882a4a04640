using ItsmFunctions.Storage.Lists;

namespace ItsmFunctions.Storage.Tests;

/// <summary>Every kind of fault at once, drawn from a seed: what was acknowledged is there once, what failed can be asked again.</summary>
public sealed class A_bad_day_of_storage : IAsyncLifetime
{
    private const int MostTries = 30;

    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.OpenAsync(proxied: true);

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Theory]
    [InlineData(17)]
    [InlineData(42)]
    public async Task Loses_nothing_and_doubles_nothing(int seed)
    {
        _desk.Proxy.Follow(new FaultPlan(seed)
        {
            Unavailable = 0.12, ServerError = 0.06, TimeOut = 0.06, AcknowledgementLost = 0.12, ResetMidBody = 0.06, HangFor = TimeSpan.FromMilliseconds(3),
        });
        var tickets = new List<Ticket>();
        for (int i = 0; i < 25; i++)
        {
            RequestKey key = Desk.Key($"create {i}");
            TicketNumber number = await PersistAsync(async () => await _desk.CreateAsync(key) switch
            {
                Creation.Created created => created.Ticket.Number,
                Creation.Repeated repeated => repeated.Key.Number,
                _ => throw new InvalidOperationException(),
            });
            tickets.Add(await PersistAsync(() => WorkAsync(number)));
        }

        _desk.Proxy.Follow(null);
        Assert.All(Enum.GetValues<StorageFault>(), kind => Assert.True(_desk.Proxy.Ledger.Count(kind) > 0, $"No {kind} was injected."));
        await IsRightAsync(tickets);
    }

    [Theory]
    [InlineData(StorageFault.Unavailable, 503)]
    [InlineData(StorageFault.ServerError, 500)]
    [InlineData(StorageFault.TimeOut, 0)]
    public async Task Is_told_as_a_failure_when_nothing_was_written(StorageFault fault, int status)
    {
        StoredTicket read = await _desk.OpenedAsync();
        _desk.Proxy.Follow(new FaultPlan(1) { HangFor = TimeSpan.FromMilliseconds(1) });
        _desk.Proxy.Next("tables:transaction", fault, times: 4);
        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => _desk.CommitAsync(read, new TicketCommand.BeginWork()));
        Assert.Equal(status, (failure as RequestFailedException)?.Status ?? 0);

        Assert.Equal(1, (await _desk.FindAsync(read.Ticket)).Ticket.Version);
        Assert.IsType<Commit.Committed>(await _desk.CommitAsync(read, new TicketCommand.BeginWork()));
    }

    /// <summary>Two notes and a deadline, each with its own key, as a client that repeats what it got no answer to.</summary>
    private async Task<Ticket> WorkAsync(TicketNumber number)
    {
        foreach (TicketCommand command in (TicketCommand[])[new TicketCommand.Reply("On our way."), new TicketCommand.Journal("Drum checked.", Visibility.Internal), new TicketCommand.Resolve("Replaced.", null)])
        {
            RequestKey key = Desk.Key($"{number} {command.Act}");
            StoredTicket stored = (await _desk.Tickets.FindAsync(Desk.Au, number, default))!;
            if (stored.Keys.Find(key, _desk.Now) is null)
                Assert.IsType<Commit.Committed>(await _desk.CommitAsync(stored, command, key: key));
        }

        StoredTicket done = (await _desk.Tickets.FindAsync(Desk.Au, number, default))!;
        await _desk.Lists.MoveAsync(done.Ticket, default);
        return done.Ticket;
    }

    private async Task IsRightAsync(List<Ticket> tickets)
    {
        List<TableEntity> rows = await _desk.RowsAsync(_desk.Tables.Desk);
        Assert.Equal(tickets.Count, tickets.DistinctBy(ticket => ticket.Number).Count());
        Assert.Equal(tickets.Count, rows.Count(row => row.RowKey.EndsWith("|ticket", StringComparison.Ordinal)));
        Assert.Equal(tickets.Count, rows.Count(row => row.RowKey.StartsWith(Keys.KeyPrefix, StringComparison.Ordinal)));

        // Opened, replied, work begun, noted, resolved: each once, each with its outbox row, in an unbroken chain.
        Assert.All(tickets, ticket => Assert.Equal((5, TicketStatus.Resolved), (ticket.Version, ticket.Status)));
        Assert.Equal(5 * tickets.Count, rows.Count(row => row.RowKey.Contains("|event|", StringComparison.Ordinal)));
        Assert.Equal(5 * tickets.Count, rows.Count(row => row.RowKey.StartsWith(Keys.OutboxPrefix, StringComparison.Ordinal)));
        var audit = new TicketAudit(_desk.Tables);
        foreach (Ticket ticket in tickets)
            Assert.Null(await audit.VerifyAsync(Desk.Au, ticket.Number, default));

        Assert.Equal(tickets.Count, (await _desk.Due.ReadAsync(default)).OfType<DueRow.OfTicket>().Count());
        ListPage listed = await _desk.Lists.ReadAsync(Desk.Au, new TicketView.OfRequester("requester-1"), new(null, null, null, null), null, 200, default);
        Assert.Equal(tickets.Count, listed.Tickets.Count);
        Assert.All(listed.Tickets, ticket => Assert.Equal(5, ticket.Version));
    }

    // A client gives up never, but the test does.
    private static async Task<T> PersistAsync<T>(Func<Task<T>> act)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return await act();
            }
            catch (Exception failure) when (tries < MostTries && failure is RequestFailedException or AggregateException or IOException)
            {
            }
        }
    }
}
