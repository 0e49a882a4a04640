using System.Collections.Concurrent;
using ItsmFunctions.Domain.Feed;
using ItsmFunctions.Storage.Feed;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Outbox;

namespace ItsmFunctions.Storage.Tests;

public sealed class The_feed : IAsyncLifetime
{
    private static readonly OrganisationId Other = OrganisationId.Parse("other");

    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.OpenAsync(proxied: true);

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Has_what_left_the_outbox()
    {
        StoredTicket stored = await _desk.OpenedAsync();
        await _desk.CommitAsync(stored, new TicketCommand.Reply("On our way."));

        await MoveAsync(_desk, await WaitingAsync());

        Assert.Empty(await WaitingAsync());
        FeedPage page = await PageAsync(await BeginningAsync());
        Assert.Equal(["ticket.opened", "ticket.replied", "ticket.work-begun"], page.Events.Select(e => e.Event.Name));
        Assert.All(page.Events, e => Assert.Equal(stored.Ticket.Number, e.Event.Number));
        Assert.False(page.More);
        Assert.Empty((await PageAsync(page.After)).Events);
    }

    [Fact]
    public async Task Takes_the_versions_of_a_ticket_in_order_though_their_turns_come_in_another()
    {
        StoredTicket stored = await _desk.OpenedAsync();
        for (int i = 0; i < 8; i++)
            stored = await _desk.DoneAsync(stored, new TicketCommand.Journal($"Note {i}", Visibility.Internal));
        OutboxRow[] rows = [.. await WaitingAsync()];

        await MoveAsync(_desk, [rows[6]], done: []);
        Assert.Equal(Enumerable.Range(1, 7), await VersionsAsync());
        Assert.Equal(rows.Length, (await WaitingAsync()).Count);
        foreach (OutboxRow row in rows.Reverse())
            await MoveAsync(_desk.Another(), [row]);

        Assert.Equal(Enumerable.Range(1, 9), await VersionsAsync());
        Assert.Empty(await WaitingAsync());
    }

    /// <summary>Eight instances, each with every row several times, and a reader who asks all the while.</summary>
    [Fact]
    public async Task Skips_nothing_repeats_nothing_and_keeps_the_order_however_many_append_at_once()
    {
        List<OutboxRow> rows = [];
        for (int i = 0; i < 24; i++)
        {
            StoredTicket stored = await _desk.OpenedAsync();
            for (int note = 0; note < 4; note++)
                stored = await _desk.DoneAsync(stored, new TicketCommand.Journal("A note", Visibility.Internal));
        }

        rows.AddRange(await WaitingAsync());
        Assert.Equal(120, rows.Count);
        var random = new Random(20261123);
        OutboxRow[][] batches = [.. rows.Concat(rows).Concat(rows).OrderBy(_ => random.Next()).Chunk(9)];
        Desk[] instances = [.. Enumerable.Range(0, 8).Select(_ => _desk.Another())];
        FeedCursor cursor = await BeginningAsync();
        var read = new ConcurrentQueue<PublicEvent>();

        Task appending = Parallel.ForEachAsync(batches.Index(), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (batch, _) => await MoveAsync(instances[batch.Index % 8], batch.Item.DistinctBy(row => row.RowKey)));
        bool over = false;
        while (true)
        {
            over = appending.IsCompleted;
            FeedPage page = await PageAsync(cursor, most: 7);
            cursor = page.After;
            foreach (FedEvent e in page.Events)
                read.Enqueue(e.Event);
            if (over && page.Events.Count == 0)
                break;
        }

        await appending;
        Assert.Equal(rows.Select(row => row.EventId).Order(), read.Select(e => e.Id).Order());
        Assert.All(read.GroupBy(e => e.Number), ticket => Assert.Equal(ticket.Select(e => e.Version).Order(), ticket.Select(e => e.Version)));
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task Feeds_nothing_twice_where_an_acknowledgement_was_lost()
    {
        var cut = new AfterAnswer("$batch", cut: true);
        Desk unlucky = _desk.Another(cut);
        await _desk.OpenedAsync();
        IReadOnlyList<OutboxRow> rows = await WaitingAsync();

        cut.Next(() => Task.CompletedTask);
        await MoveAsync(unlucky, rows);

        Assert.Equal([1], await VersionsAsync());
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task Costs_no_request_more_than_emptying_the_outbox_does()
    {
        StoredTicket stored = await _desk.OpenedAsync();
        await MoveAsync(_desk, await WaitingAsync());
        for (int i = 0; i < 3; i++)
        {
            stored = await _desk.DoneAsync(stored, new TicketCommand.Journal("A note", Visibility.Internal));
            OutboxRow[] rows = [.. await WaitingAsync()];
            StoredEvent noted = (await _desk.Tickets.FindEventAsync(Desk.Au, stored.Ticket.Number, stored.Ticket.Version, default))!;
            _desk.Proxy.Ledger.Reset();

            await _desk.Feed.MoveAsync(Desk.Au, rows, rows, (_, _, _) => Task.FromResult<StoredEvent?>(noted), default);

            Assert.Equal("1 × tables:transaction desk", _desk.Proxy.Ledger.ToString());
        }

        FeedCursor end = (await PageAsync(await BeginningAsync())).After;
        _desk.Proxy.Ledger.Reset();
        await PageAsync(end);
        Assert.Equal("16 × tables:get desk", _desk.Proxy.Ledger.ToString());
    }

    [Fact]
    public async Task Takes_more_than_a_transaction_holds()
    {
        StoredTicket stored = await _desk.OpenedAsync();
        for (int i = 0; i < 99; i++)
            stored = await _desk.DoneAsync(stored, new TicketCommand.Journal("A note", Visibility.Internal));

        await MoveAsync(_desk, await WaitingAsync());

        Assert.Equal(Enumerable.Range(1, 100), await VersionsAsync());
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task Is_kept_for_thirty_days_and_a_cursor_is_good_for_as_long()
    {
        FeedCursor empty = await BeginningAsync();
        await FedAsync(40);
        FeedCursor half = (await PageAsync(empty, most: 20)).After;
        FeedCursor whole = (await PageAsync(empty)).After;

        _desk.Time.Advance(TimeSpan.FromDays(29.9));
        await FedAsync(1);
        Assert.Equal([true, true, true], new[] { empty, half, whole }.Select(_desk.FeedReader.IsGood));
        FeedCursor late = (await PageAsync(half, most: 1)).After;
        _desk.Time.Advance(TimeSpan.FromDays(0.2));
        // Whoever lags behind has not read what is removed next, however lately they asked.
        Assert.Equal([false, false, false], new[] { empty, half, late }.Select(_desk.FeedReader.IsGood));
        Assert.Single((await PageAsync(await BeginningAsync())).Events);

        Assert.Equal(0, await _desk.Feed.SweepAsync(Desk.Au, default));
        _desk.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(40, await _desk.Feed.SweepAsync(Desk.Au, default));
        Assert.Single((await PageAsync(await BeginningAsync())).Events);
        await FedAsync(1);
        Assert.Equal(2, (await PageAsync(await BeginningAsync())).Events.Count);
        Assert.Contains(await _desk.Due.ReadAsync(default), row => row is DueRow.OfFeed of && of.Organisation == Desk.Au && of.At - of.WrittenAt > EventFeed.Retention);
    }

    [Fact]
    public async Task Of_a_ticket_that_is_older_than_the_feed_has_what_is_news()
    {
        StoredTicket stored = await _desk.OpenedAsync();
        stored = await _desk.DoneAsync(stored, new TicketCommand.Journal("Of long ago", Visibility.Internal));
        await _desk.Outbox.RemoveAsync(await WaitingAsync(), default);
        _desk.Time.Advance(TimeSpan.FromDays(40));
        stored = await _desk.DoneAsync(stored, new TicketCommand.Journal("Of yesterday", Visibility.Internal));
        await _desk.Outbox.RemoveAsync(await WaitingAsync(), default);
        _desk.Time.Advance(TimeSpan.FromDays(1));
        await _desk.DoneAsync(stored, new TicketCommand.Journal("Of today", Visibility.Internal));

        await MoveAsync(_desk, await WaitingAsync());

        Assert.Equal([3, 4], await VersionsAsync());
    }

    [Fact]
    public async Task Of_two_organisations_know_nothing_of_one_another()
    {
        await FedAsync(3);
        StoredTicket theirs = await _desk.OpenedAsync(organisation: Other);
        await MoveAsync(_desk, await WaitingAsync(), organisation: Other);

        Assert.Equal(3, (await PageAsync(await BeginningAsync())).Events.Count);
        FeedPage page = await _desk.FeedReader.ReadAsync(Other, await _desk.FeedReader.BeginningAsync(Other, default), 100, default);
        Assert.Equal(theirs.Ticket.Number, Assert.Single(page.Events).Event.Number);
    }

    [Fact]
    public async Task Tells_whoever_appends_that_somebody_outside_wants_to_know()
    {
        await _desk.OpenedAsync();
        Assert.False(await MoveAsync(_desk, await WaitingAsync()));

        Desk another = _desk.Another();
        FeedCursor end = await another.Feed.TellAsync(Desk.Au, webhooks: true, default);
        StoredTicket later = await _desk.OpenedAsync();

        Assert.True(await MoveAsync(_desk, await WaitingAsync()));
        Assert.Equal(later.Ticket.Number, Assert.Single((await PageAsync(end)).Events).Event.Number);
        await another.Feed.TellAsync(Desk.Au, webhooks: false, default);
        await _desk.OpenedAsync();
        Assert.False(await MoveAsync(_desk, await WaitingAsync()));
    }

    private async Task FedAsync(int tickets)
    {
        for (int i = 0; i < tickets; i++)
        {
            await _desk.OpenedAsync();
            await MoveAsync(_desk, await WaitingAsync());
        }
    }

    private Task<IReadOnlyList<OutboxRow>> WaitingAsync() => _desk.Outbox.ReadAsync(DateTimeOffset.MaxValue, 1_000, default);

    private Task<FeedCursor> BeginningAsync() => _desk.FeedReader.BeginningAsync(Desk.Au, default);

    private Task<FeedPage> PageAsync(FeedCursor cursor, int most = 500) => _desk.FeedReader.ReadAsync(Desk.Au, cursor, most, default);

    private async Task<IEnumerable<int>> VersionsAsync() => (await PageAsync(await BeginningAsync())).Events.Select(e => e.Event.Version);

    private static Task<bool> MoveAsync(Desk desk, IEnumerable<OutboxRow> rows, IReadOnlyCollection<OutboxRow>? done = null, OrganisationId? organisation = null)
    {
        OutboxRow[] all = [.. rows];
        OrganisationId of = organisation ?? Desk.Au;
        return desk.Feed.MoveAsync(of, all, done ?? all, (number, version, stop) => desk.Tickets.FindEventAsync(of, number, version, stop), default);
    }
}
