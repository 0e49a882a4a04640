using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Itsm.Desks;
using ItsmFunctions.Itsm.Screens;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Itsm.Commands;

/// <summary><c>itsm lists rebuild</c>: the lists are index rows, and the events can always make them again.</summary>
internal static class ListsCommand
{
    private const int Width = 16;

    public static Command Make(TimeProvider time)
    {
        var desk = new DeskOptions();
        var rebuild = new Command("rebuild", "Writes every list row, the change calendar, the known errors and the public status anew from the events, and takes away rows that no ticket stands under. The desk may run meanwhile.");
        desk.AddTo(rebuild);
        rebuild.SetAction(async (parsed, stop) =>
        {
            Screen screen = Terminal.Screen();
            OrganisationId organisation = desk.Organisation(parsed);
            (int tickets, int swept) = await RebuildAsync(await desk.OpenAsync(parsed, time, stop), organisation, screen, stop);
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{tickets:N0} tickets of {organisation} stand in the lists; {swept:N0} rows that belonged to none are gone."));
            return 0;
        });
        return new("lists", "lists rebuild: writes the rows that the desk draws its queues from anew.") { rebuild };
    }

    public static Task<(int Tickets, int Swept)> RebuildAsync(DeskStorage storage, OrganisationId organisation, Screen screen, CancellationToken stop) =>
        screen.StepAsync("Rebuilding the lists", TicketHistories.Shards, "shards", async progress =>
        {
            var (knownErrors, statuses) = (new ConcurrentDictionary<string, bool>(), new ConcurrentDictionary<string, bool>());
            var versions = new ConcurrentDictionary<TicketNumber, int>();
            for (int shard = 0; shard < TicketHistories.Shards; shard++)
            {
                await Parallel.ForEachAsync(
                    storage.Histories.ReadAsync(organisation, shard, stop),
                    new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = stop },
                    async (history, token) =>
                    {
                        Ticket ticket = History.Fold(history.Events.Select(e => e.Stored.Event));
                        versions[ticket.Number] = ticket.Version;
                        await storage.Lists.MendAsync(ticket, token);
                        await storage.ChangeCalendar.FollowAsync(ticket, again: true, token);
                        if (KnownError.Of(ticket) is { } error && knownErrors.TryAdd(error.Id, true))
                            await storage.KnownErrors.MendAsync(error, token);
                        if (PublicStatus.Of(ticket) is { } status && statuses.TryAdd(status.Number.ToString(), true))
                            await storage.Statuses.MendAsync(status, token);
                    });
                progress(shard + 1);
            }

            int swept = await new ListSweep(storage.Tables).RunAsync(organisation, versions, stop) + await storage.KnownErrors.SweepAsync(organisation, versions, knownErrors.Keys.ToHashSet(), stop)
                + await storage.Statuses.SweepAsync(organisation, versions, statuses.Keys.ToHashSet(), stop);
            return (versions.Count, swept);
        });
}
