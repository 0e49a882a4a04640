using System.CommandLine;
using System.Globalization;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Itsm.Demo;
using ItsmFunctions.Itsm.Screens;

namespace ItsmFunctions.Itsm.Commands;

/// <summary><c>itsm demo</c>.</summary>
internal static class DemoCommand
{
    private const int LongestMonths = 120;

    public static Command Make(TimeProvider time)
    {
        var desk = new DeskOptions();
        var months = new Option<int>("--months") { Description = "How far back it goes.", DefaultValueFactory = _ => 18, HelpName = "N" };
        var seed = new Option<int>("--seed") { Description = "Another number makes another desk.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var now = new Option<DateTimeOffset?>("--now") { Description = "The instant at which it stands still. Default: this moment.", HelpName = "INSTANT" };
        var command = new Command("demo", "Loads a believable service desk of a university: seasons, all kinds and statuses, people, open queues. A second run changes nothing.") { months, seed, now };
        desk.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(months) is < 1 or > LongestMonths)
                throw new MistakeException($"--months is 1 to {LongestMonths}.");
            DateTimeOffset at = parsed.GetValue(now) ?? time.GetUtcNow();
            var order = new DemoOrder(desk.Organisation(parsed), parsed.GetValue(months), parsed.GetValue(seed), at.ToUniversalTime().AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute)));
            Screen screen = Terminal.Screen();
            Show(screen, await new DemoDesk(await desk.OpenAsync(parsed, time, stop), screen, time).MakeAsync(order, stop));
            return 0;
        });
        return command;
    }

    private static void Show(Screen screen, DemoResult result)
    {
        DemoOrder order = result.Order;
        string when = order.Now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        if (!result.Made)
        {
            screen.Line($"The demo desk (organisation {order.Organisation}) stands already: {order.Months} months up to {when} UTC, seed {order.Seed}. Nothing was changed.");
            return;
        }

        TicketStatus[] statuses = [.. TicketStatuses.Aarhus];
        screen.Table(
            $"The demo desk (organisation {order.Organisation}): {order.Months} months up to {when} UTC",
            ["", .. statuses.Select(status => status == TicketStatus.InProgress ? "In Progress" : status.ToString()), "All"],
            new[] { (Kind: TicketKind.Incident, Name: "Incidents"), (Kind: TicketKind.Request, Name: "Requests"), (Kind: TicketKind.Change, Name: "Changes"), (Kind: TicketKind.Problem, Name: "Problems") }.Select(row => Row(
                row.Name, statuses.Select(status => result.Tickets.Count(ticket => ticket.Number.Kind == row.Kind && ticket.Status == status)), result.Tickets.Count(ticket => ticket.Number.Kind == row.Kind))));
        screen.Table(
            "By handling rank", ["", "P1", "P2", "P3", "P4", "P5"],
            [Row("All tickets", Enumerable.Range(1, 5).Select(rank => result.Tickets.Count(ticket => ticket.HandlingRank == rank)))]);
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"{result.Facts.Sum(fact => fact.Version):N0} events, {result.Tickets.Sum(ticket => ticket.Reopenings):N0} reopenings, {result.Tickets.Sum(ticket => ticket.Reassignments):N0} handovers; {result.Cast.Desk.Count} people at the desk, {result.Cast.Requesters.Count} who write to it."));
        screen.Line($"Be one of them: an agent is {result.Cast.Desk[0].Person.Id} ({result.Cast.Desk[0].Person.Mail}), a requester {result.Cast.Requesters[0].Person.Id} ({result.Cast.Requesters[0].Person.Mail}).");
    }

    private static IReadOnlyList<string> Row(string name, IEnumerable<int> counts, int? all = null) =>
        [name, .. counts.Select(count => count.ToString("N0", CultureInfo.InvariantCulture)), .. all is { } sum ? (string[])[sum.ToString("N0", CultureInfo.InvariantCulture)] : []];
}
