using System.Collections.Concurrent;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Waiting;
using ItsmFunctions.Functions.Orchestrations;
using ItsmFunctions.Functions.Webhooks;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Attachments;
using ItsmFunctions.Storage.Feed;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.SelfHelp;
using ItsmFunctions.Storage.Tickets;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions;

/// <summary>Does what the clock owes the tickets: finds what is due and has the domain decide, as the actor Clock.</summary>
public sealed partial class DeskClockwork(
    DueIndex due, AttachmentBlobs blobs, CreationKeys keys, SelfHelpCounts selfHelp, EventFeed feed, WebhookDeliveries webhooks, TicketStore tickets, TicketLists lists, ClockHand clock, Conversations conversations, SimulationKeeper simulations, TimeProvider time, ILogger<DeskClockwork> log)
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
    public async Task<TickResult> RunAsync(DurableTaskClient client, CancellationToken stop)
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
                    (bool finished, bool changed) = await DoAsync(row, now, client, token);
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

    private async Task<(bool Finished, bool Changed)> DoAsync(DueRow row, DateTimeOffset now, DurableTaskClient client, CancellationToken stop)
    {
        switch (row)
        {
            case DueRow.OfKeys sweep:
                await keys.SweepAsync(sweep.Residue, now, stop);
                return (true, false);
            case DueRow.OfAnswers answers:
                await selfHelp.SweepAsync(answers.Organisation, answers.Day, stop);
                return (true, false);
            case DueRow.OfFeed day:
                await feed.SweepAsync(day.Organisation, stop);
                return (true, false);
            case DueRow.OfWebhooks look:
                await webhooks.LookAsync(look, now, stop);
                return (true, false);
            case DueRow.OfSimulation simulation:
                await simulations.LookAsync(simulation.Organisation, simulation.Id, now, client, stop);
                return (true, false);
            case DueRow.OfFile file:
                // A blob that no transaction made part of its ticket: the desk failed in between, or the same mail came twice.
                if ((await tickets.FindAsync(file.Organisation, file.Number, stop))?.Ticket.Attachments?.Any(kept => kept.Id == file.Id) != true)
                    await blobs.DeleteAsync(file.Organisation, file.Number, file.Id, stop);
                return (true, false);
            case DueRow.OfEdition edition:
                return (true, await RecountAsync(edition, stop));
            case DueRow.OfTicket { Work: DueWork.Conversation } of:
                return (await LookAfterAsync(of, now, client, stop), false);
            case DueRow.OfTicket of:
                return await DoAsync(of, now, stop);
            default:
                throw new InvalidOperationException(row.GetType().Name);
        }
    }

    private async Task<(bool Finished, bool Changed)> DoAsync(DueRow.OfTicket row, DateTimeOffset now, CancellationToken stop)
    {
        Ticket? ticket;
        bool changed = false, goesOn;
        do
        {
            (ticket, goesOn) = await clock.DoAsync(row.Organisation, row.Number, each => DueNow(each, row, now) is { } owed ? [new(owed.ToCommand(now), owed.At)] : [], stop, repeats: row.Work == DueWork.Prompt);
            changed |= goesOn;
        }
        // Where more was missed than one transaction holds.
        while (goesOn && row.Work == DueWork.Prompt && DueNow(ticket!, row, now) is not null);

        if (changed)
            return (true, true);
        if (ticket is not null && row.Work == DueWork.Prompt)
        {
            // It moved on since its row was written: what comes next takes the row's place (docs/decisions/0017).
            foreach (Due next in ticket.Dues().Where(each => each.Work == DueWork.Prompt))
                await due.WriteAsync(row.Organisation, row.Number, next, stop);
            return (true, false);
        }

        return (now - row.WrittenAt > CommitMayFollow, false);
    }

    /// <summary>
    /// Other hours or policies hold from now on: a deadline that came nearer is looked at when it is due. One that moved away needs
    /// nothing, but is promised to its requester too. Each ticket once: what was counted anew already stays as it is.
    /// </summary>
    private async Task<bool> RecountAsync(DueRow.OfEdition row, CancellationToken stop)
    {
        int changed = 0;
        string? after = null;
        do
        {
            (IReadOnlyList<TicketNumber> open, after) = await lists.ReadOpenAsync(row.Organisation, after, stop);
            await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = stop }, async (number, token) =>
            {
                if ((await clock.DoAsync(row.Organisation, number, ticket => ticket.Status.IsOver() ? [] : [new(new TicketCommand.Recount(), row.At)], token)).Changed)
                    Interlocked.Increment(ref changed);
            });
        }
        while (after is not null);
        LogRecounted(row.Organisation, changed);
        return changed > 0;
    }

    /// <summary>
    /// Sees to it that the orchestration of a ticket has done what was due: where it has not, it is started again if it is missing or
    /// has ended. The row then stands for what is due next.
    /// </summary>
    private async Task<bool> LookAfterAsync(DueRow.OfTicket row, DateTimeOffset now, DurableTaskClient client, CancellationToken stop)
    {
        if ((await tickets.FindAsync(row.Organisation, row.Number, stop))?.Ticket is not { } ticket)
            return true;
        Due? next = ticket.Watchdog;
        if (next?.At <= now)
        {
            if (await conversations.EnsureAsync(client, ticket, stop))
                LogStarted(row.Organisation, row.Number);
            next = new(DueWork.Conversation, now + Wait.Grace);
        }
        else if (ticket.Status.IsOver() && !await conversations.RemoveAsync(client, ticket, stop))
            next = new(DueWork.Conversation, now + Wait.Grace);
        if (next is { } later)
            await due.WriteAsync(row.Organisation, row.Number, later, stop);
        return true;
    }

    // A prompt's row says when to look: what is due by then stands in the ticket.
    private static Due? DueNow(Ticket ticket, DueRow.OfTicket row, DateTimeOffset now)
    {
        IEnumerable<Due> owed = ticket.Dues().Where(each => each.Work == row.Work && (row.Work == DueWork.Prompt ? each.At <= now : each.At == row.At));
        return owed.Select(each => (Due?)each).FirstOrDefault();
    }

    [LoggerMessage(LogLevel.Warning, "The orchestration of {Organisation} {Number} had not done what was due: it is started again.")]
    private partial void LogStarted(OrganisationId organisation, TicketNumber number);

    [LoggerMessage(LogLevel.Information, "The service levels of {Organisation} have changed: the clocks of {Changed} tickets are counted anew.")]
    private partial void LogRecounted(OrganisationId organisation, int changed);

    [LoggerMessage(LogLevel.Error, "What was due as {Row} failed; the next tick tries it again.")]
    private partial void LogFailed(string row, Exception failure);
}

/// <param name="Seen">Rows that had fallen due.</param>
/// <param name="Acted">Tickets that changed.</param>
/// <param name="Late">How long the earliest of them had waited.</param>
public sealed record TickResult(int Seen, int Acted, TimeSpan Late);
