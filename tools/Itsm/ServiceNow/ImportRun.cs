using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Itsm.Desks;
using ItsmFunctions.Itsm.ServiceNow.Log;
using ItsmFunctions.Itsm.ServiceNow.Parity;
using ItsmFunctions.Itsm.ServiceNow.Replay;
using ItsmFunctions.Storage.Import;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Itsm.ServiceNow;

/// <summary>How many incidents an import met, and what it did with them.</summary>
internal sealed class ImportCounts
{
    public int Created;
    public int Grown;
    public int Unchanged;
    public int Events;
}

/// <summary>Writes a log into a desk's storage: many incidents at a time, each in as few transactions as hold it.</summary>
internal sealed class ImportRun(DeskStorage storage, Desk desk, bool notify, bool mend, FindingLog findings)
{
    /// <summary>Incidents that are written at the same time: enough to hide round trips, few enough for two cores.</summary>
    private const int Width = 16;

    private readonly ListFiller _lists = new(storage.Lists, desk.Organisation);
    private volatile bool _begun;

    public ImportCounts Counts { get; } = new();

    public async Task RunAsync(IEnumerable<IncidentRows> incidents, Action<int> done, CancellationToken stop)
    {
        int rows = 0;
        await Parallel.ForEachAsync(incidents, new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = stop }, async (incident, token) =>
        {
            await WriteAsync(incident, token);
            done(Interlocked.Add(ref rows, incident.Rows.Count));
        });
        await _lists.FlushAsync(stop);
    }

    private async Task WriteAsync(IncidentRows incident, CancellationToken stop)
    {
        string reference = desk.Terms.Reference(incident.Number);
        while (true)
        {
            ImportRecord? record = await storage.Imports.FindAsync(desk.Organisation, reference, stop);
            HashSet<ulong> known = [.. record?.Entries ?? []];
            if (record is not null && incident.Rows.All(row => known.Contains(row.Fingerprint())))
            {
                await LeaveAsync(record, stop);
                return;
            }

            StoredTicket? stored = record is null ? null : await storage.Tickets.FindAsync(desk.Organisation, record.Number, stop);
            TicketNumber number = record?.Number ?? await storage.Imports.TakeNumberAsync(desk.Organisation, reference, TicketKind.Incident, stop);
            Present? present = stored is null ? null : new(stored.Ticket, known, await LastAsync(stored, stop));
            IncidentReplay replay = IncidentReplay.Of(desk, incident, number, present);
            if (replay.Entries.Count == 0)
                return;
            await BeginAsync(stop);
            foreach (Person person in Persons.Of(incident, desk.Terms))
                await storage.People.MeetAsync(desk.Organisation, person, stop);
            if (await storage.Imports.WriteAsync(desk.Organisation, reference, record, stored, replay.Entries, notify, stop))
            {
                await WrittenAsync(replay, present, stop);
                return;
            }
        }
    }

    private async Task WrittenAsync(IncidentReplay replay, Present? present, CancellationToken stop)
    {
        Interlocked.Add(ref Counts.Events, replay.Entries.Sum(entry => entry.Events.Length));
        Interlocked.Increment(ref present is null ? ref Counts.Created : ref Counts.Grown);
        foreach (Finding late in replay.Findings.Where(finding => finding.Rule == Rules.TooLate))
            findings.Add(late);
        if (present is null)
            await _lists.AddAsync(replay.Ticket!, stop);
        else if (replay.Ticket!.Version > present.Ticket.Version)
            await storage.Lists.MoveAsync(replay.Ticket, stop);
    }

    // An import that was interrupted may have written a ticket and not its list rows.
    private async Task LeaveAsync(ImportRecord record, CancellationToken stop)
    {
        Interlocked.Increment(ref Counts.Unchanged);
        if (mend && await storage.Tickets.FindAsync(desk.Organisation, record.Number, stop) is { } stored)
            await storage.Lists.MoveAsync(stored.Ticket, stop);
    }

    private async Task<DateTimeOffset> LastAsync(StoredTicket stored, CancellationToken stop) =>
        (await storage.Tickets.FindEventAsync(desk.Organisation, stored.Ticket.Number, stored.Ticket.Version, stop))?.Event.HappenedAt
        ?? throw new MistakeException($"{stored.Ticket.Number} lacks its event {stored.Ticket.Version}: ./itsm verify --organisation {desk.Organisation} tells more.");

    // Before the first ticket: who comes after a crash mends what follows from tickets that were written.
    private async Task BeginAsync(CancellationToken stop)
    {
        if (_begun || mend)
            return;
        await storage.Marks.WriteAsync(desk.Organisation, desk.Terms.Mapping.System, "writing", stop);
        _begun = true;
    }
}
