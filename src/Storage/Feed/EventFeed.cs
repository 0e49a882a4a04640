using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Feed;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Outbox;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Storage.Feed;

/// <summary>One event of a ticket, as it is stored; null if there is none.</summary>
public delegate Task<StoredEvent?> FindEvent(TicketNumber number, int version, CancellationToken stop);

/// <summary>
/// The events of an organisation as machines outside read them, in sixteen strands, one for each shard: where an event leaves the
/// outbox, it enters the feed in the same transaction, which therefore costs no request of its own (docs/decisions/0020). A position
/// is given where its segment is written, so no reader ever passes by one that is still to come. Of each ticket the last version
/// fed is kept: versions enter in order and once, whatever order the reactions come in and however often.
/// </summary>
public sealed class EventFeed(DeskTables tables, TicketStore tickets, OutboxStore outbox, DueIndex due, TimeProvider time)
{
    /// <summary>How long events are kept, in desk time, and a cursor is good.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    // A cursor is stamped by one clock and a segment by another: a day lies between what is promised and what is removed.
    private const int DaysKept = 31;

    private const int Patience = 64;
    private const int MostShelves = 4_000;

    // The header, a segment, a row of marks for each event at the most, and rows of the outbox: a hundred are a transaction's.
    private const int MostEvents = 30, MostDeleted = 30;

    /// <summary>So many are read one by one.</summary>
    private const int FewEvents = 4;

    private readonly ConcurrentDictionary<(OrganisationId, int), FeedShelf> _shelves = new();
    private readonly ConcurrentDictionary<(OrganisationId, int Day), bool> _announced = new();
    private readonly ConcurrentDictionary<OrganisationId, DateTimeOffset> _looks = new();

    /// <summary>Feeds the events of <paramref name="rows"/>, and removes from the outbox those that are <paramref name="done"/>: one transaction for each shard.</summary>
    /// <param name="rows">All of one organisation.</param>
    /// <returns>Whether something was fed that somebody outside is to be told.</returns>
    /// <exception cref="RequestFailedException">Some of it was not written: it stays in the outbox.</exception>
    public async Task<bool> MoveAsync(OrganisationId organisation, IReadOnlyCollection<OutboxRow> rows, IReadOnlyCollection<OutboxRow> done, FindEvent find, CancellationToken stop)
    {
        await AnnounceAsync(organisation, stop);
        bool[] told = await Task.WhenAll(rows.GroupBy(row => row.Number.Sequence % Keys.Shards).Select(shard => MoveAsync(ShelfOf(organisation, shard.Key), [.. shard], done, find, stop)));
        return told.Contains(true);
    }

    private async Task<bool> MoveAsync(FeedShelf shelf, OutboxRow[] rows, IReadOnlyCollection<OutboxRow> done, FindEvent find, CancellationToken stop)
    {
        // Outside of the turn: where another instance wrote them, each is a request.
        foreach (OutboxRow row in rows)
            await find(row.Number, row.Version, stop);
        Queue<OutboxRow> leaving = new(rows.Where(done.Contains).OrderBy(row => row.Number.Sequence).ThenBy(row => row.Version));
        bool told = false;
        await shelf.Turn.WaitAsync(stop);
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    FeedHeader header = await shelf.LearnAsync(rows.Select(row => row.Number), stop);
                    List<PublicEvent> missing = await MissingAsync(shelf, rows, find, stop);
                    if (missing.Count == 0)
                        break;
                    // Where a row has left already, whoever removed it fed it: by itself then.
                    await AppendAsync(shelf, header, missing, rows, attempt == 1 ? leaving : [], stop);
                    told |= header.Webhooks;
                    attempt = 0;
                }
                catch (Exception failure) when (attempt < Patience && Acknowledgement.MayBeLost(failure))
                {
                    shelf.Forget();
                }
                catch
                {
                    shelf.Forget();
                    throw;
                }
            }
        }
        finally
        {
            shelf.Turn.Release();
        }

        await outbox.RemoveAsync(leaving, stop);
        return told;
    }

    // The first of what is missing, and what may leave the outbox with it.
    private async Task AppendAsync(FeedShelf shelf, FeedHeader header, List<PublicEvent> missing, OutboxRow[] rows, Queue<OutboxRow> leaving, CancellationToken stop)
    {
        PublicEvent[] some = [.. missing.Take(MostEvents)];
        foreach (PublicEvent e in some)
            shelf.Raise(e.Number, e.Version);
        var group = new EntityGroup(shelf.Shard);
        DateTimeOffset now = time.GetUtcNow();
        FeedHeader after = header.Appended(now);
        if (header.Webhooks)
            await LookLaterAsync(shelf.Organisation, now, stop);
        shelf.Put(group, after, some.Select(e => e.Number));
        var segment = new TableEntity(shelf.Shard, FeedKeys.Segment(shelf.Organisation, shelf.Residue, header.Next)) { ["at"] = now.UtcTicks };
        Payload.Put(segment, StoredJson.Write(some));
        group.Add(segment);
        OutboxRow[] left = [.. leaving.TakeWhile(row => shelf.LastOf(row.Number) >= row.Version).Take(MostDeleted)];
        foreach (OutboxRow row in left)
            group.Delete(row.RowKey);
        IReadOnlyList<ETag> tags = await group.SubmitAsync(tables.Desk, stop);
        shelf.Wrote(after, tags[0]);
        foreach (OutboxRow _ in left)
            leaving.Dequeue();
    }

    /// <summary>What has to be fed so that all of <paramref name="rows"/> are: what lies between comes first, though its own turn is still to come.</summary>
    private async Task<List<PublicEvent>> MissingAsync(FeedShelf shelf, OutboxRow[] rows, FindEvent find, CancellationToken stop)
    {
        List<PublicEvent> missing = [];
        foreach (IGrouping<TicketNumber, OutboxRow> ticket in rows.GroupBy(row => row.Number))
        {
            HashSet<int> versions = [.. ticket.Select(row => row.Version)];
            (int fed, int last) = (shelf.LastOf(ticket.Key), versions.Max());
            // Of a ticket that is older than the feed, all at once.
            IReadOnlyList<StoredEvent> before = last - fed - versions.Count > FewEvents ? await tickets.ReadEventsAsync(shelf.Organisation, ticket.Key, last, stop) : [];
            for (int version = fed + 1; version <= last; version++)
            {
                StoredEvent? stored = before.FirstOrDefault(e => e.Event.Version == version) ?? await find(ticket.Key, version, stop);
                if (stored is not null && (versions.Contains(version) || IsNews(stored)))
                    missing.Add(PublicEvent.Of(stored.Event));
            }
        }

        return missing;
    }

    // Nobody is told of what was imported silently, nor anew of what has been removed from the feed.
    private bool IsNews(StoredEvent stored) => stored.Source is null && time.GetUtcNow() - stored.Event.RecordedAt < Retention;

    /// <summary>Sees to it that what is appended today is removed one day: one write a day for each organisation.</summary>
    private async Task AnnounceAsync(OrganisationId organisation, CancellationToken stop)
    {
        int day = FeedHeader.DayOf(time.GetUtcNow());
        if (_announced.ContainsKey((organisation, day)))
            return;
        await due.WriteFeedSweepAsync(organisation, FeedHeader.BeginningOf(day + DaysKept + 1), stop);
        if (_announced.Count > MostShelves)
            _announced.Clear();
        _announced[(organisation, day)] = true;
    }

    // Before it is appended: whatever becomes of this process, somebody looks. One write a minute for each organisation.
    private async Task LookLaterAsync(OrganisationId organisation, DateTimeOffset now, CancellationToken stop)
    {
        DateTimeOffset at = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), now.Offset).AddMinutes(2);
        if (_looks.TryGetValue(organisation, out DateTimeOffset written) && written == at)
            return;
        await due.WriteWebhookLookAsync(organisation, at, at, stop);
        _looks[organisation] = at;
    }

    /// <summary>Removes what is older than it is kept.</summary>
    /// <returns>How many segments.</returns>
    public async Task<long> SweepAsync(OrganisationId organisation, CancellationToken stop)
    {
        int before = FeedHeader.DayOf(time.GetUtcNow()) - DaysKept;
        long swept = 0;
        for (int residue = 0; residue < Keys.Shards; residue++)
            swept += await ChangeAsync(ShelfOf(organisation, residue), header => header.Trimmed(before, EntityGroup.MostEntities - 1), stop);
        return swept;
    }

    /// <summary>Says whether somebody outside is to be told of what is appended from now on.</summary>
    /// <returns>Where the feed ends now.</returns>
    public async Task<FeedCursor> TellAsync(OrganisationId organisation, bool webhooks, CancellationToken stop)
    {
        var ends = new FeedPosition[Keys.Shards];
        DateTimeOffset now = time.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(0, Keys.Shards).Select(residue =>
            ChangeAsync(ShelfOf(organisation, residue), header => header with { Webhooks = webhooks }, stop, header => ends[residue] = new(header.Next, 0))));
        return new([.. ends], now);
    }

    // Changes the header until nothing is left to change.
    private async Task<long> ChangeAsync(FeedShelf shelf, Func<FeedHeader, FeedHeader> change, CancellationToken stop, Action<FeedHeader>? stands = null)
    {
        long removed = 0;
        await shelf.Turn.WaitAsync(stop);
        try
        {
            shelf.Forget();
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    FeedHeader header = await shelf.LearnAsync([], stop), changed = change(header);
                    stands?.Invoke(header);
                    if (changed.First == header.First && changed.Webhooks == header.Webhooks)
                        return removed;
                    var group = new EntityGroup(shelf.Shard);
                    shelf.Put(group, changed, []);
                    for (long position = header.First; position < changed.First; position++)
                        group.Delete(FeedKeys.Segment(shelf.Organisation, shelf.Residue, position));
                    IReadOnlyList<ETag> tags = await group.SubmitAsync(tables.Desk, stop);
                    shelf.Wrote(changed, tags[0]);
                    removed += changed.First - header.First;
                    attempt = 0;
                }
                catch (Exception failure) when (attempt < Patience && Acknowledgement.MayBeLost(failure))
                {
                    shelf.Forget();
                }
                catch
                {
                    shelf.Forget();
                    throw;
                }
            }
        }
        finally
        {
            shelf.Turn.Release();
        }
    }

    private FeedShelf ShelfOf(OrganisationId organisation, int residue)
    {
        if (_shelves.Count > MostShelves)
            _shelves.Clear();
        return _shelves.GetOrAdd((organisation, residue), _ => new(tables.Desk, organisation, residue));
    }
}
