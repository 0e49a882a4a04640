using System.Collections.Concurrent;
using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Queues;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Attachments;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.SelfHelp;
using ItsmFunctions.Storage.Tickets;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions;

/// <summary>Does what the clock owes the tickets: finds what is due and has the domain decide, as the actor Clock.</summary>
public sealed partial class DeskClockwork(
    DueIndex due, AttachmentBlobs blobs, CreationKeys keys, SelfHelpCounts selfHelp, TicketStore tickets, ProfileStore profiles, Nudges nudges, TimeProvider time, ILogger<DeskClockwork> log)
{
    /// <summary>Tickets that one tick works on at the same time.</summary>
    private const int Width = 8;

    /// <summary>A due row is written before its ticket's commit: a young one that no ticket knows may still get its commit.</summary>
    private static readonly TimeSpan CommitMayFollow = TimeSpan.FromMinutes(2);

    // The due index is read at most once a second of real time: a tick that runs earlier knows what the last one saw.
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private long? _readAt;
    private DateTimeOffset _nothingBefore;

    /// <summary>Does all that is due by now, earliest first, however much was missed.</summary>
    public async Task<TickResult> RunAsync(CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        var result = new TickResult(0, 0, TimeSpan.Zero);
        if (_readAt is { } read && time.GetElapsedTime(read) < Glance && now < _nothingBefore && now < due.EarliestWritten)
            return result;

        while (true)
        {
            await due.WriteAnnouncedAsync(now, stop);
            _readAt = time.GetTimestamp();
            IReadOnlyList<DueRow> rows = await due.ReadAsync(stop);
            List<DueRow> waiting = [.. rows.TakeWhile(row => row.At <= now)];
            _nothingBefore = rows.Skip(waiting.Count).FirstOrDefault()?.At ?? (rows.Count < DueIndex.PageSize ? DateTimeOffset.MaxValue : now);
            var done = new ConcurrentBag<DueRow>();
            var acted = 0;
            await Parallel.ForEachAsync(waiting, new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = stop }, async (row, token) =>
            {
                try
                {
                    (bool finished, bool changed) = await DoAsync(row, now, token);
                    if (finished)
                        done.Add(row);
                    if (changed)
                        Interlocked.Increment(ref acted);
                }
                catch (Exception failure) when (!token.IsCancellationRequested)
                {
                    // The row stays and comes again with the next tick; the others must not wait for it.
                    LogFailed(row.RowKey, failure);
                }
            });
            await due.DeleteAsync(done, stop);
            TimeSpan late = waiting.Count == 0 ? TimeSpan.Zero : now - waiting.Min(row => row.WaitsSince);
            result = new(result.Seen + waiting.Count, result.Acted + acted, late > result.Late ? late : result.Late);
            if (done.IsEmpty || waiting.Count < DueIndex.PageSize)
                return result;
        }
    }

    private async Task<(bool Finished, bool Changed)> DoAsync(DueRow row, DateTimeOffset now, CancellationToken stop)
    {
        switch (row)
        {
            case DueRow.OfKeys sweep:
                await keys.SweepAsync(sweep.Residue, now, stop);
                return (true, false);
            case DueRow.OfAnswers answers:
                await selfHelp.SweepAsync(answers.Organisation, answers.Day, stop);
                return (true, false);
            case DueRow.OfFile file:
                // A blob that no transaction made part of its ticket: the desk failed in between, or the same mail came twice.
                if ((await tickets.FindAsync(file.Organisation, file.Number, stop))?.Ticket.Attachments?.Any(kept => kept.Id == file.Id) != true)
                    await blobs.DeleteAsync(file.Organisation, file.Number, file.Id, stop);
                return (true, false);
            case DueRow.OfTicket of:
                return await DoAsync(of, now, stop);
            default:
                throw new InvalidOperationException(row.GetType().Name);
        }
    }

    private async Task<(bool Finished, bool Changed)> DoAsync(DueRow.OfTicket row, DateTimeOffset now, CancellationToken stop)
    {
        StoredTicket? stored = await tickets.FindAsync(row.Organisation, row.Number, stop);
        bool changed = false;
        while (stored is not null && DueNow(stored.Ticket, row, now) is { } owed)
        {
            Profile profile = await profiles.ReadAsync(row.Organisation, stop);
            var decision = (Decision.Accepted)TicketDesk.Decide(stored.Ticket, owed.ToCommand(), Actor.Clock, owed.At, profile);
            (Ticket after, ImmutableArray<TicketEvent> events) = History.Append(
                stored.Ticket, decision.Happenings, Actor.Clock.Id, RoleNames.Of(Roles.Clock), TicketDesk.InstantOf(decision.Happenings, stored.Ticket, owed.At), now, profile);
            Commit commit = await tickets.CommitAsync(stored, after, events, key: null, now, stop);
            if (commit is Commit.Committed committed)
            {
                nudges.About(committed.Ticket, committed.Events);
                if (row.Work != DueWork.Prompt)
                    return (true, true);
                // Where much was missed, further levels have fallen due since.
                changed = true;
                stored = DueNow(committed.Ticket, row, now) is null ? null : await tickets.FindAsync(row.Organisation, row.Number, stop);
            }
            else
                stored = ((Commit.Overtaken)commit).Current;
        }

        if (changed)
            return (true, true);
        if (stored is not null && row.Work == DueWork.Prompt)
        {
            // It moved on since its row was written: what comes next takes the row's place (docs/decisions/0017).
            foreach (Due next in stored.Ticket.Dues().Where(each => each.Work == DueWork.Prompt))
                await due.WriteAsync(row.Organisation, row.Number, next, stop);
            return (true, false);
        }

        return (now - row.WrittenAt > CommitMayFollow, false);
    }

    // A prompt's row says when to look: what is due by then stands in the ticket.
    private static Due? DueNow(Ticket ticket, DueRow.OfTicket row, DateTimeOffset now)
    {
        IEnumerable<Due> owed = ticket.Dues().Where(each => each.Work == row.Work && (row.Work == DueWork.Prompt ? each.At <= now : each.At == row.At));
        return owed.Select(each => (Due?)each).FirstOrDefault();
    }

    [LoggerMessage(LogLevel.Error, "What was due as {Row} failed; the next tick tries it again.")]
    private partial void LogFailed(string row, Exception failure);
}

/// <param name="Seen">Rows that had fallen due.</param>
/// <param name="Acted">Tickets that changed.</param>
/// <param name="Late">How long the earliest of them had waited.</param>
public sealed record TickResult(int Seen, int Acted, TimeSpan Late);
