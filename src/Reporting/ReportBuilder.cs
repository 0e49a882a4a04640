using System.Collections.Concurrent;
using System.Text.Json;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Snapshots;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Reports;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Reporting;

/// <summary>
/// Makes snapshots of what is dirty. Several builders at once do no harm: the tag of the manifest decides, and who comes second
/// begins again from there. A builder that dies leaves its marks, and the next one does its work.
/// </summary>
public sealed class ReportBuilder(
    DirtyMarks marks, ReportBlobs blobs, TicketStore tickets, TicketScan scan, ProfileStore profiles, ReportTargets targets, TimeProvider time)
{
    /// <summary>Facts for each snapshot: what is held in memory beside the open tickets and one month.</summary>
    public const int BatchSize = 20_000;

    /// <summary>Tickets for each snapshot where their events have to be read: what a builder that dies has to read again.</summary>
    private const int ReadBatchSize = 5_000;

    private const int ReadsAtOnce = 16;

    private readonly SnapshotStore _store = new(blobs);

    /// <summary>All organisations: the timer's call. One request where nothing is dirty.</summary>
    public Task<BuildReport> BuildAsync(CancellationToken stop) => BuildDirtyAsync(organisation: null, progress: null, stop);

    /// <summary>One organisation; also brings its snapshot to the zone and targets of today.</summary>
    /// <param name="progress">Tickets done so far, after each batch.</param>
    /// <exception cref="InvalidDataException">Its snapshot is damaged or of another schema: rebuild it.</exception>
    public async Task<BuildReport> BuildAsync(OrganisationId organisation, IProgress<int>? progress, CancellationToken stop)
    {
        if (await _store.FindAsync(organisation, stop) is not null)
            await PublishAsync(organisation, [], asOf: null, stop);
        return await BuildDirtyAsync(organisation, progress, stop);
    }

    /// <summary>Takes facts from whoever has them at hand, an import above all, so that nothing is read back.</summary>
    /// <exception cref="ArgumentException">A fact is another organisation's.</exception>
    /// <returns>How many tickets counted otherwise than before.</returns>
    public async Task<int> AddAsync(OrganisationId organisation, IAsyncEnumerable<TicketFact> facts, IProgress<int>? progress, CancellationToken stop)
    {
        DateTimeOffset asOf = time.GetUtcNow();
        int done = 0, changed = 0;
        await foreach (TicketFact[] some in facts.Chunk(BatchSize).WithCancellation(stop))
        {
            changed += await PublishAsync(organisation, [.. some.Select(fact => ChangeTo(organisation, fact))], asOf, stop);
            done += some.Length;
            progress?.Report(done);
        }

        return changed;
    }

    /// <summary>
    /// The whole snapshot anew from the events, over a damaged one too, and the leavings of dead builders removed. The only call
    /// that reads every ticket.
    /// </summary>
    /// <param name="progress">Tickets done so far, after each batch.</param>
    public async Task<BuildReport> RebuildAsync(OrganisationId organisation, IProgress<int>? progress, CancellationToken stop)
    {
        DateTimeOffset asOf = time.GetUtcNow();
        (Manifest? before, ManifestTag? tag) = await _store.FindForRebuildAsync(organisation, stop);
        (Terms terms, ServiceBook book) = await TermsOfAsync(organisation, stop);
        Draft draft = Draft.Empty(_store, organisation, terms, book);
        var unreadable = new List<UnreadableTicket>();
        int done = 0;
        await foreach (TicketFact?[] some in scan.ReadAsync(organisation, stop).Select(Read).Chunk(BatchSize).WithCancellation(stop))
        {
            await draft.MergeAsync([.. some.OfType<TicketFact>()], stop);
            done += some.Length;
            progress?.Report(done);
        }

        while (!await draft.PublishAsync(before, tag, asOf, time.GetUtcNow(), stop))
        {
            // Tickets that changed behind the scan are in what the other builder wrote in the meantime.
            IEnumerable<PartRef> scanned = before?.Segments.Values ?? [];
            (before, tag) = await _store.FindForRebuildAsync(organisation, stop);
            await draft.MergeAsync((before?.Segments.Values ?? []).Except(scanned), stop);
        }

        await _store.SweepAsync(organisation, stop);
        return new(done, draft.Changed, unreadable, []);

        TicketFact? Read(IReadOnlyList<TicketEvent> events)
        {
            try
            {
                return TicketFact.Of(events);
            }
            catch (InvalidDataException broken)
            {
                unreadable.Add(new(organisation, events[0].Number, broken.Message));
                return null;
            }
        }
    }

    private async Task<BuildReport> BuildDirtyAsync(OrganisationId? organisation, IProgress<int>? progress, CancellationToken stop)
    {
        DateTimeOffset began = time.GetUtcNow();
        int done = 0, changed = 0;
        var unreadable = new List<UnreadableTicket>();
        var damaged = new Dictionary<OrganisationId, DamagedSnapshot>();
        var batch = new List<DirtyMark>();
        await foreach (IReadOnlyList<DirtyMark> page in marks.ReadAsync(organisation, stop))
        {
            bool another = batch.Count > 0 && batch[0].Organisation != page[0].Organisation;
            if (another || batch.Count + page.Count > ReadBatchSize)
                await BuildBatchAsync(last: another);
            batch.AddRange(page);
        }

        if (batch.Count > 0)
            await BuildBatchAsync(last: true);
        return new(done, changed, unreadable, [.. damaged.Values]);

        async Task BuildBatchAsync(bool last)
        {
            OrganisationId of = batch[0].Organisation;
            try
            {
                (int some, IReadOnlyCollection<UnreadableTicket> failed) = await BuildAsync(of, batch, last ? began : null, stop);
                changed += some;
                unreadable.AddRange(failed);
            }
            catch (Exception damage) when (organisation is null && damage is (InvalidDataException or JsonException or TimeZoneNotFoundException))
            {
                // One organisation's trouble is not the others'.
                damaged[of] = new(of, damage.Message);
            }

            done += batch.Count;
            progress?.Report(done);
            batch.Clear();
        }
    }

    private async Task<(int Changed, IReadOnlyCollection<UnreadableTicket> Unreadable)> BuildAsync(
        OrganisationId organisation, IReadOnlyCollection<DirtyMark> dirty, DateTimeOffset? asOf, CancellationToken stop)
    {
        var changes = new ConcurrentBag<Change>();
        var unreadable = new ConcurrentDictionary<TicketNumber, UnreadableTicket>();
        await Parallel.ForEachAsync(dirty, new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = stop }, async (mark, cancelled) =>
        {
            // What a mark without a ticket meant is gone with it.
            if ((await tickets.FindAsync(organisation, mark.Number, cancelled))?.Ticket is { } ticket)
                changes.Add(new(ticket.Number, ticket.OpenedAt, ticket.Version, (was, now) => AdvanceAsync(was, ticket.Number, ticket.Version, now)));
        });

        int changed = await PublishAsync(organisation, changes, asOf, stop);
        await marks.RemoveAsync(organisation, dirty.Where(mark => !unreadable.ContainsKey(mark.Number)), stop);
        return (changed, [.. unreadable.Values]);

        // Only what the fact at hand has not counted yet is read: one point read for each new event.
        async ValueTask<TicketFact?> AdvanceAsync(TicketFact? fact, TicketNumber number, int upTo, CancellationToken cancelled)
        {
            try
            {
                for (int version = (fact?.Version ?? 0) + 1; version <= upTo; version++)
                {
                    StoredEvent e = await tickets.FindEventAsync(organisation, number, version, cancelled)
                        ?? throw new InvalidDataException($"Event {version} of {number} is missing.");
                    fact = TicketFact.After(fact, e.Event);
                }

                return fact;
            }
            catch (InvalidDataException broken)
            {
                unreadable[number] = new(organisation, number, broken.Message);
                return null;
            }
        }
    }

    private async Task<int> PublishAsync(OrganisationId organisation, IReadOnlyCollection<Change> changes, DateTimeOffset? asOf, CancellationToken stop)
    {
        (Terms terms, ServiceBook book) = await TermsOfAsync(organisation, stop);
        while (true)
        {
            StoredManifest? basis = await _store.FindAsync(organisation, stop);
            Draft draft = await Draft.OnAsync(_store, organisation, basis?.Manifest, terms, book, stop);
            await draft.MergeAsync(changes, stop);
            if (await draft.PublishAsync(basis?.Manifest, basis?.Tag, asOf, time.GetUtcNow(), stop))
                return draft.Changed;
            await draft.DiscardAsync(stop);
        }
    }

    private async Task<(Terms Terms, ServiceBook Book)> TermsOfAsync(OrganisationId organisation, CancellationToken stop)
    {
        var profile = await profiles.ReadAsync(organisation, stop);
        return (new(profile.Zone, targets(organisation, profile)), profile.Book);
    }

    private static Change ChangeTo(OrganisationId organisation, TicketFact fact) =>
        fact.Organisation == organisation
            ? new(fact.Number, fact.OpenedAt, fact.Version, (_, _) => new(fact))
            : throw new ArgumentException($"A fact of {fact.Organisation} cannot be counted for {organisation}.", nameof(fact));
}
