using System.Collections.Concurrent;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Notifications;
using ItsmFunctions.Reporting;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Outbox;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Functions;

/// <summary>What follows from an event: lists, mail, reports. At least once for each event, and each effect drops repeats.</summary>
public sealed class Reactions(TicketStore tickets, TicketLists lists, ProfileStore profiles, Notifier notifier, ReportFeed reports, OutboxStore outbox)
{
    /// <summary>Tickets that one message is about, worked on at the same time.</summary>
    private const int Width = 8;

    /// <summary>Does everything that follows from the events of <paramref name="rows"/>, then removes those that are done.</summary>
    /// <exception cref="AggregateException">Some of it failed, and stays in the outbox; the rest is done.</exception>
    public async Task RunAsync(IReadOnlyList<OutboxRow> rows, CancellationToken stop)
    {
        var done = new ConcurrentBag<OutboxRow>();
        var failures = new ConcurrentBag<Exception>();
        var byTicket = rows.GroupBy(row => (row.Organisation, row.Number));
        await Parallel.ForEachAsync(byTicket, new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = stop }, async (ticket, token) =>
        {
            try
            {
                await ReactAsync(ticket.Key.Organisation, ticket.Key.Number, [.. ticket], token);
                foreach (OutboxRow row in ticket)
                    done.Add(row);
            }
            catch (Exception failure) when (!token.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        });
        // One mark for each ticket of the batch: what changed again before the reports are built costs nothing more.
        foreach (IGrouping<OrganisationId, OutboxRow> organisation in done.GroupBy(row => row.Organisation))
            await reports.MarkAsync(organisation.Key, organisation.Select(row => row.Number).Distinct(), stop);
        await outbox.RemoveAsync(done, stop);
        if (!failures.IsEmpty)
            throw new AggregateException(failures);
    }

    private async Task ReactAsync(OrganisationId organisation, TicketNumber number, IReadOnlyList<OutboxRow> rows, CancellationToken stop)
    {
        if (await tickets.FindAsync(organisation, number, stop) is not { } stored)
            return;

        await lists.MoveAsync(stored.Ticket, stop);
        List<StoredEvent> told = [];
        foreach (OutboxRow row in rows.Where(row => Notice.MayConcern(row.What)).OrderBy(row => row.Version))
        {
            if (await tickets.FindEventAsync(organisation, number, row.Version, stop) is { } e)
                told.Add(e);
        }

        if (told.Count > 0)
            await notifier.TellAsync(stored.Ticket, told, await profiles.ReadAsync(organisation, stop), stop);
    }
}
