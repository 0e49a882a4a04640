using System.Text.Json;
using Azure;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Snapshots;
using ItsmFunctions.Storage.Reports;
using ItsmFunctions.Storage.Simulations;

namespace ItsmFunctions.Reporting.Simulations;

/// <summary>
/// Counts the tickets of a period by what is published and by a draft, from the segments of the reports, one segment a step
/// (docs/decisions/0030). No ticket and no event is read, but by the build that brings the reports up to date first.
/// A step that is taken twice, or dies, does no harm: what it counted is written before the row says so.
/// </summary>
public sealed class Simulator(SimulationStore store, ReportBuilder builder, ReportBlobs blobs, TimeProvider time)
{
    /// <summary>The most that are listed; all are counted.</summary>
    public const int MostFlips = 5_000;

    private readonly SnapshotStore _snapshots = new(blobs);

    /// <summary>Takes the next step of a simulation.</summary>
    /// <returns>Whether there is another one.</returns>
    public async Task<bool> GoOnAsync(SimulationRun run, CancellationToken stop)
    {
        if (run.IsOver)
            return false;
        SimulationRun next;
        try
        {
            next = run.State == SimulationState.Queued ? await BeginAsync(run, stop) : await CountAsync(run, stop);
        }
        catch (Exception damage) when (damage is InvalidDataException or JsonException or TimeZoneNotFoundException)
        {
            next = run with { State = SimulationState.Failed, Failure = SimulationFailure.ReportsDamaged, FinishedAt = time.GetUtcNow() };
        }

        if (!await store.ReplaceAsync(next, stop))
        {
            // Where somebody else took this step, theirs counts. Where the simulation was taken away, nothing of it stays.
            if (await store.FindAsync(run.Organisation, run.Id, stop) is not null)
                return true;
            await store.RemoveAsync(next, stop);
            return false;
        }

        await store.RemoveWorkAsync(run, run.Step, stop);
        return !next.IsOver;
    }

    private async Task<SimulationRun> BeginAsync(SimulationRun run, CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        await builder.BuildAsync(run.Organisation, progress: null, stop);
        Manifest? manifest = (await _snapshots.FindAsync(run.Organisation, stop))?.Manifest;
        PartRef[] segments = manifest is null ? [] : [.. SegmentsOf(manifest, run)];
        SimulationRun begun = run with { State = SimulationState.Running, Step = run.Step + 1, Done = 0, Total = segments.Sum(segment => segment.Rows), StartedAt = run.StartedAt ?? now };
        await store.WriteWorkAsync(begun, new Work(segments, 0, new(0, 0, null, 0, [], [])), stop);
        return begun;
    }

    // A segment holds the closed tickets of an opened month, and one all that are open.
    private static IEnumerable<PartRef> SegmentsOf(Manifest manifest, SimulationRun run)
    {
        Terms terms = manifest.Terms();
        LocalMonth first = terms.MonthOf(run.From), last = terms.MonthOf(run.Until);
        return manifest.Segments.Where(segment => segment.Key == Manifest.Open || (LocalMonth.TryParse(segment.Key, out LocalMonth month) && !(month < first) && !(month > last))).OrderBy(segment => segment.Key, StringComparer.Ordinal).Select(segment => segment.Value);
    }

    private async Task<SimulationRun> CountAsync(SimulationRun run, CancellationToken stop)
    {
        Work work = await store.ReadWorkAsync<Work>(run, stop);
        if (work.Next == work.Segments.Count)
        {
            await store.WriteResultAsync(run, work.SoFar, stop);
            return run with { State = SimulationState.Done, Step = run.Step + 1, FinishedAt = time.GetUtcNow() };
        }

        PartRef segment = work.Segments[work.Next];
        TicketFact[] facts;
        try
        {
            facts = await _snapshots.ReadSegmentAsync(run.Organisation, segment, stop);
        }
        catch (RequestFailedException retired) when (retired.Status == 404)
        {
            // The reports have gone on for so long that it was removed: they are read from the beginning, as they are now.
            return run with { State = SimulationState.Queued, Step = run.Step + 1, Done = 0 };
        }

        SimulationDraft draft = await store.ReadDraftAsync<SimulationDraft>(run, stop);
        SimulationRun counted = run with { Step = run.Step + 1, Done = run.Done + segment.Rows };
        await store.WriteWorkAsync(counted, work with { Next = work.Next + 1, SoFar = With(work.SoFar, facts, draft, run) }, stop);
        return counted;
    }

    private static SimulationResult With(SimulationResult soFar, TicketFact[] facts, SimulationDraft draft, SimulationRun run)
    {
        ServiceBook live = ServiceBook.Always(draft.Live), drafted = ServiceBook.Always(draft.Draft);
        Dictionary<(int, string, string), SimulationCell> cells = soFar.Cells.ToDictionary(cell => (cell.Rank, cell.Team, cell.Target));
        List<Flip> flips = [.. soFar.Flips];
        foreach (TicketFact fact in facts.Where(fact => !fact.Test && IsWithin(fact, run)))
        {
            if (!fact.History.IsKnown)
            {
                soFar = soFar with { Unknown = soFar.Unknown + 1, CoveredFrom = soFar.CoveredFrom > fact.OpenedAt ? soFar.CoveredFrom : fact.OpenedAt };
                continue;
            }

            Simulated simulated = Simulated.Of(fact.Number, fact.Organisation, fact.History, live, drafted, run.Until);
            foreach ((string target, ClockState state) in simulated.Live)
                Count(simulated, target, cell => cell with { Live = cell.Live.With(state) });
            foreach ((string target, ClockState state) in simulated.Draft)
                Count(simulated, target, cell => cell with { Draft = cell.Draft.With(state) });
            soFar = soFar with { Tickets = soFar.Tickets + 1, Flipped = soFar.Flipped + simulated.Flips.Count };
            flips.AddRange(simulated.Flips.Take(MostFlips - flips.Count));
        }

        return soFar with
        {
            Cells = [.. cells.Values.OrderBy(cell => cell.Rank).ThenBy(cell => cell.Team, StringComparer.Ordinal).ThenBy(cell => cell.Target, StringComparer.Ordinal)],
            Flips = [.. flips.OrderBy(flip => flip.Number.Kind).ThenBy(flip => flip.Number.Sequence)],
        };

        void Count(Simulated simulated, string target, Func<SimulationCell, SimulationCell> with)
        {
            (int, string, string) key = (simulated.Rank, simulated.Team, target);
            cells[key] = with(cells.GetValueOrDefault(key) ?? new(simulated.Rank, simulated.Team, target, Outcomes.None, Outcomes.None));
        }
    }

    private static bool IsWithin(TicketFact fact, SimulationRun run)
    {
        DateTimeOffset opened = fact.History.IsKnown ? fact.History.Moves[0].At : fact.OpenedAt;
        return opened >= run.From && opened < run.Until;
    }

    /// <param name="Next">The segment that is counted next.</param>
    private sealed record Work(IReadOnlyList<PartRef> Segments, int Next, SimulationResult SoFar);
}
