using System.CommandLine;
using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Itsm.Desks;
using ItsmFunctions.Itsm.Screens;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Itsm.Commands;

/// <summary><c>itsm verify</c>: the chain of hashes, the count of versions, and the fold of the events, ticket by ticket.</summary>
internal static class VerifyCommand
{
    /// <param name="Version">Of the first event that is not as it should be; 0 for the ticket itself.</param>
    internal sealed record Damage(TicketNumber Number, int Version, string What);

    internal sealed record Verdict(int Tickets, int Events, IReadOnlyList<Damage> Damaged);

    private const int MostShown = 20;

    public static Command Make(TimeProvider time)
    {
        var desk = new DeskOptions();
        var command = new Command("verify", "Walks every ticket's chain of events, folds it, and compares the result with the ticket. Names the first bad event of each; exit code 2 if there is one.");
        desk.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            Screen screen = Terminal.Screen();
            OrganisationId organisation = desk.Organisation(parsed);
            Verdict verdict = await VerifyAsync(await desk.OpenAsync(parsed, time, stop), organisation, screen, stop);
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{verdict.Tickets:N0} tickets of {organisation} with {verdict.Events:N0} events: {(verdict.Damaged.Count == 0 ? "every chain is whole, every ticket is the fold of its events." : $"{verdict.Damaged.Count:N0} are damaged.")}"));
            if (verdict.Damaged.Count == 0)
                return 0;
            screen.Table("Damaged", ["Ticket", "Event", "What is wrong"], verdict.Damaged.Take(MostShown).Select(damage => (IReadOnlyList<string>)[damage.Number.ToString(), damage.Version.ToString(CultureInfo.InvariantCulture), damage.What]));
            screen.Line("Somebody wrote past the desk. Restore these rows of the table desk from a backup, then ./itsm lists rebuild.");
            return 2;
        });
        return command;
    }

    public static Task<Verdict> VerifyAsync(DeskStorage storage, OrganisationId organisation, Screen screen, CancellationToken stop) =>
        screen.StepAsync("Verifying", TicketHistories.Shards, "shards", async progress =>
        {
            int tickets = 0, events = 0;
            List<Damage> damaged = [];
            for (int shard = 0; shard < TicketHistories.Shards; shard++)
            {
                await foreach (TicketHistory history in storage.Histories.ReadAsync(organisation, shard, stop))
                {
                    tickets++;
                    events += history.Events.Count;
                    // What changed between two pages of the scan looks damaged, and does not when it is read again.
                    if (Find(history) is not null && await storage.Histories.FindAsync(organisation, history.Number, stop) is { } again && Find(again) is { } damage)
                        damaged.Add(damage);
                }

                progress(shard + 1);
            }

            return new Verdict(tickets, events, damaged);
        });

    /// <summary>The first thing that is wrong with a history, or null.</summary>
    internal static Damage? Find(TicketHistory history)
    {
        Damage Bad(int version, string what) => new(history.Number, version, what);

        string head = EventFormat.NoPredecessor;
        int version = 0;
        foreach (HistoryEvent e in history.Events)
        {
            version++;
            if (e.Stored.Event.Version != version)
                return Bad(version, $"is missing: event {e.Stored.Event.Version} follows event {version - 1}");
            if (e.Stored.Event.Number != history.Number)
                return Bad(version, $"belongs to {e.Stored.Event.Number}");
            // The chain holds what was written: an event that was altered breaks it at its successor, the last one at the ticket.
            if (e.Stored.Previous != head)
                return version == 1 ? Bad(1, "claims a predecessor and is the first") : Bad(version - 1, $"was altered: event {version} was chained to another one");
            head = e.Hash;
        }

        if (history.Stored is null)
            return Bad(0, "there are events, and no ticket");
        if (version == 0)
            return Bad(0, "there is a ticket, and no event");
        if (history.Stored.Ticket.Version != version)
            return Bad(Math.Min(version, history.Stored.Ticket.Version) + 1, $"is {(version < history.Stored.Ticket.Version ? "missing" : "unknown to the ticket")}: the ticket stands at version {history.Stored.Ticket.Version}");
        if (history.Head != head)
            return Bad(version, "was altered: the ticket remembers another hash");
        Ticket fold = History.Fold(history.Events.Select(e => e.Stored.Event));
        return StoredJson.Write(fold).AsSpan().SequenceEqual(StoredJson.Write(history.Stored.Ticket with { Clocks = null })) ? null : Bad(0, "the ticket is not the fold of its events: its row was altered");
    }
}
