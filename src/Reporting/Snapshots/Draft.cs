using System.Security.Cryptography;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Storage.Reports;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>A ticket whose fact may be behind.</summary>
/// <param name="Version">What the fact is to count up to: one that is there already is left alone.</param>
/// <param name="Next">The fact of today from the one at hand, if any; null if it cannot be told.</param>
internal sealed record Change(
    TicketNumber Number, DateTimeOffset OpenedAt, int Version, Func<TicketFact?, CancellationToken, ValueTask<TicketFact?>> Next);

/// <summary>
/// The next snapshot while it is made. Parts are written as it goes, under names of its own; nobody sees them before
/// <see cref="PublishAsync"/> swaps the manifest, and if somebody else did so first, nothing has happened.
/// </summary>
internal sealed partial class Draft
{
    private const int EventReadsAtOnce = 16;

    private readonly SnapshotStore _store;
    private readonly OrganisationId _organisation;
    private readonly Terms _terms;
    private readonly Cube _cube;
    private readonly ServiceBook _book;
    private readonly Dictionary<string, PartRef> _segments;
    private readonly Dictionary<string, ColumnRefs> _columns;
    private readonly HashSet<string> _written = [];
    private readonly string _build = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
    private DateTimeOffset? _latest;

    private Draft(SnapshotStore store, OrganisationId organisation, Terms terms, ServiceBook book, Cube cube, Dictionary<string, PartRef> segments, Dictionary<string, ColumnRefs> columns)
    {
        (_store, _organisation, _terms, _book, _cube, _segments, _columns) = (store, organisation, terms, book, cube, segments, columns);
    }

    /// <param name="book">What clocks are counted by.</param>
    public static Draft Empty(SnapshotStore store, OrganisationId organisation, Terms terms, ServiceBook book) => new(store, organisation, terms, book, new Cube(terms), [], []);

    /// <summary>Goes on from a snapshot. Where it was counted by other terms, all its facts are counted anew, a segment at a time.</summary>
    /// <remarks>Where its service levels have another edition, the clocks of open tickets are counted anew; those of closed ones have ended.</remarks>
    public static async Task<Draft> OnAsync(SnapshotStore store, OrganisationId organisation, Manifest? current, Terms terms, ServiceBook book, CancellationToken stop)
    {
        if (current is null)
            return Empty(store, organisation, terms, book);
        if (current.Terms() == terms)
        {
            Draft on = new(store, organisation, terms, book, await store.ReadCubeAsync(current, stop), new(current.Segments), new(current.Columns));
            if (current.Edition != book.Latest.Number)
                await (await Segment.ReadAsync(on, Manifest.Open, stop)).WriteColumnsAsync(stop);
            return on;
        }

        Draft draft = Empty(store, organisation, terms, book);
        await draft.MergeAsync(current.Segments.Values, stop);
        return draft;
    }

    /// <summary>How many tickets were changed.</summary>
    public int Changed { get; private set; }

    /// <summary>Takes over the facts of segments that somebody else published, where they are further than those at hand.</summary>
    public async Task MergeAsync(IEnumerable<PartRef> segments, CancellationToken stop)
    {
        foreach (PartRef segment in segments)
            await MergeAsync(await _store.ReadSegmentAsync(_organisation, segment, stop), stop);
    }

    public Task MergeAsync(IReadOnlyCollection<TicketFact> facts, CancellationToken stop) =>
        MergeAsync([.. facts.Select(fact => new Change(fact.Number, fact.OpenedAt, fact.Version, (_, _) => new(fact)))], stop);

    /// <summary>Brings tickets up to date. Memory: the open tickets and one month at a time.</summary>
    public async Task MergeAsync(IReadOnlyCollection<Change> changes, CancellationToken stop)
    {
        var open = await Segment.ReadAsync(this, Manifest.Open, stop);
        foreach (IGrouping<LocalMonth, Change> opened in changes.GroupBy(change => _terms.MonthOf(change.OpenedAt)).OrderBy(group => group.Key))
        {
            Change[] some = [.. opened.DistinctBy(change => (change.Number, change.Version))];
            // A ticket that is not among the open ones is new here, or closed: its month knows.
            Segment? month = some.All(change => open.Facts.ContainsKey(change.Number)) ? null : await Segment.ReadAsync(this, opened.Key.ToString(), stop);
            foreach ((TicketFact? was, TicketFact now) in await AdvanceAsync(some, open, month, stop))
            {
                if (now.ClosedAt is not null)
                    month ??= await Segment.ReadAsync(this, opened.Key.ToString(), stop);
                Put(was, now, open, month);
            }

            if (month is not null)
                await month.WriteAsync(stop);
        }

        await open.WriteAsync(stop);
    }

    /// <summary>Makes the draft the snapshot. False if another one was published since <paramref name="before"/>: merge that, or begin again from it.</summary>
    /// <param name="expected">The tag of the manifest that is to be replaced, readable or not; null if there is none.</param>
    /// <param name="asOf">What was told to the reports before is counted; null where that is true of a part only.</param>
    public async Task<bool> PublishAsync(Manifest? before, ManifestTag? expected, DateTimeOffset? asOf, DateTimeOffset now, CancellationToken stop)
    {
        if (before is not null && before.Terms() == _terms && IsNoNews(before))
        {
            await DiscardAsync(stop);
            return true;
        }

        PartRef cube = await _store.WriteCubeAsync(_organisation, _cube, _build, stop);
        HashSet<string> named = [cube.Blob, .. _segments.Values.Concat(_columns.Values.SelectMany(columns => columns.Parts)).Select(part => part.Blob)];
        IEnumerable<string> left = before is null ? [] : before.Parts().Select(part => part.Blob).Where(blob => !named.Contains(blob));
        ILookup<bool, Retired> retired = (before?.Retired ?? []).ToLookup(part => now - part.At > Manifest.Afterlife);
        var manifest = new Manifest(
            Manifest.CurrentSchema,
            _organisation,
            _build,
            AsOf(before, asOf),
            _terms.Zone,
            _terms.Targets.Seconds,
            _segments.Values.Sum(segment => segment.Rows),
            cube,
            new SortedDictionary<string, PartRef>(_segments, StringComparer.Ordinal),
            new SortedDictionary<string, ColumnRefs>(_columns, StringComparer.Ordinal),
            _book.Latest.Number,
            _terms.ColumnsVersion,
            [.. retired[false], .. left.Select(blob => new Retired(blob, now))]);
        if (await _store.SwapAsync(manifest, expected, stop))
        {
            await _store.DeleteAsync(_organisation, retired[true].Select(part => part.Blob), stop);
            return true;
        }

        // Another builder may have gone on from our manifest before we heard that it was written: then it names our cube.
        if (await _store.FindAsync(_organisation, stop) is { } current && current.Manifest.Names(cube.Blob))
            return true;
        await _store.DeleteAsync(_organisation, [cube.Blob], stop);
        return false;
    }

    /// <summary>Removes the parts of a draft that is given up.</summary>
    public Task DiscardAsync(CancellationToken stop) => _store.DeleteAsync(_organisation, _written, stop);

    // Whoever hands facts in may have another clock than the desk, whose time can be moved.
    private DateTimeOffset? AsOf(Manifest? before, DateTimeOffset? asOf)
    {
        DateTimeOffset? later = asOf is null || before?.AsOf > asOf ? before?.AsOf : asOf;
        return _latest > later ? _latest : later;
    }

    // A draft that led back to the same bytes is no news, whatever its parts are called.
    private bool IsNoNews(Manifest before) =>
        before.Segments.Count == _segments.Count
        && before.Edition == _book.Latest.Number
        && _segments.All(segment => before.Segments.GetValueOrDefault(segment.Key)?.Sha256 == segment.Value.Sha256)
        && (Changed == 0 || SnapshotStore.HashOf(_organisation, _cube) == before.Cube.Sha256);

    private async Task<IReadOnlyList<(TicketFact? Was, TicketFact Now)>> AdvanceAsync(Change[] changes, Segment open, Segment? month, CancellationToken stop)
    {
        var advanced = new (TicketFact? Was, TicketFact? Now)[changes.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = EventReadsAtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(Enumerable.Range(0, changes.Length), options, async (i, cancelled) =>
        {
            TicketFact? was = open.Facts.GetValueOrDefault(changes[i].Number) ?? month?.Facts.GetValueOrDefault(changes[i].Number);
            if (was?.Version >= changes[i].Version)
                return;
            advanced[i] = (was, await changes[i].Next(was, cancelled));
        });
        return [.. advanced.Where(one => one.Now is not null).Select(one => (one.Was, one.Now!)).OrderBy(one => one.Item2.Version)];
    }

    private void Put(TicketFact? was, TicketFact now, Segment open, Segment? month)
    {
        // The same ticket twice in one batch: the later version was put, or will be, in the place of this one.
        was = open.Facts.GetValueOrDefault(now.Number) ?? month?.Facts.GetValueOrDefault(now.Number) ?? was;
        if (was?.Version >= now.Version)
            return;
        _cube.Replace(was, now);
        if (_latest is null || now.LastCountedAt > _latest)
            _latest = now.LastCountedAt;
        open.Remove(now.Number);
        month?.Remove(now.Number);
        (now.ClosedAt is null ? open : month!).Put(now);
        Changed++;
    }
}
