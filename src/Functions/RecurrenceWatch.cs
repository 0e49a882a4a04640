using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Problems;
using ItsmFunctions.Storage.Reports;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Functions;

/// <summary>
/// Looks whether incidents come again after they were resolved, and proposes a problem where they do (OM-10). It looks at what changed
/// and at nothing else: one read for each marked incident, two requests for each key among them, and one more of a new proposal's
/// incidents. Repeated, it finds what it found.
/// </summary>
public sealed class RecurrenceWatch(RecurrenceMarks marks, RecurrenceStore store, TicketStore tickets, ProfileStore profiles, TimeProvider time)
{
    private const int Width = 8;
    private const int Patience = 8;

    /// <returns>How many problems were proposed.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        int proposed = 0;
        await foreach (IReadOnlyList<RecurrenceMark> page in marks.ReadAsync(stop))
        {
            OrganisationId organisation = page[0].Organisation;
            RecurrenceRules rules = (await profiles.ReadAsync(organisation, stop)).Recurrence;
            var incidents = await ReadAsync(organisation, page.Select(mark => mark.Number), stop);
            foreach (IGrouping<RecurrenceKey, Ticket> of in incidents.Select(incident => (Key: RecurrenceKey.Of(incident), incident)).Where(each => each.Key is not null).GroupBy(each => each.Key!, each => each.incident))
                proposed += await LookAsync(organisation, of.Key, [.. of], rules, stop) ? 1 : 0;
            await marks.RemoveAsync(organisation, page, stop);
        }

        return proposed;
    }

    private async Task<bool> LookAsync(OrganisationId organisation, RecurrenceKey key, IReadOnlyList<Ticket> incidents, RecurrenceRules rules, CancellationToken stop)
    {
        string id = RecurrenceStore.IdOf(key), on = (key.IsItem ? incidents[^1].Classification.ConfigurationItem : incidents[^1].Classification.Location)!.Trim();
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            DateTimeOffset now = time.GetUtcNow();
            StoredRecurrence before = await store.FindAsync(organisation, id, stop) ?? new(organisation, id, new(key.Category, on, key.IsItem, []));
            Recurrence seen = (before.Recurrence with { On = on }).With(incidents.Select(Sighting.Of), new HashSet<TicketNumber>(), rules, now), after = seen.Judged(rules, now);
            bool isNew = after.Proposal?.Round != before.Recurrence.Proposal?.Round;
            if (isNew)
            {
                // Others of its incidents may have been given another category, merged or given up since they were looked at.
                HashSet<TicketNumber> gone = await GoneAsync(organisation, key, seen.Sightings.Select(each => each.Number).Except(incidents.Select(each => each.Number)), stop);
                after = seen.With([], gone, rules, now).Judged(rules, now);
                isNew = after.Proposal?.Round != before.Recurrence.Proposal?.Round;
            }

            if (await store.TryWriteAsync(before, after, stop))
                return isNew;
        }

        throw new DeskBusyException($"What recurs as {id} is being written by too many at once.");
    }

    private async Task<HashSet<TicketNumber>> GoneAsync(OrganisationId organisation, RecurrenceKey key, IEnumerable<TicketNumber> numbers, CancellationToken stop)
    {
        HashSet<TicketNumber> gone = [.. numbers];
        gone.ExceptWith((await ReadAsync(organisation, [.. gone], stop)).Where(incident => RecurrenceKey.Of(incident) == key).Select(incident => incident.Number));
        return gone;
    }

    private async Task<IReadOnlyList<Ticket>> ReadAsync(OrganisationId organisation, IEnumerable<TicketNumber> numbers, CancellationToken stop)
    {
        var found = new System.Collections.Concurrent.ConcurrentBag<Ticket>();
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = stop }, async (number, token) =>
        {
            if ((await tickets.FindAsync(organisation, number, token))?.Ticket is { } ticket)
                found.Add(ticket);
        });
        return [.. found.OrderBy(ticket => ticket.OpenedAt)];
    }
}
