using System.CommandLine;
using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Itsm.Desks;
using ItsmFunctions.Itsm.Screens;
using ItsmFunctions.Reporting;

namespace ItsmFunctions.Itsm.Commands;

/// <summary><c>itsm reports rebuild</c>: the reports are counted from the events, and the events can always make them again.</summary>
internal static class ReportsCommand
{
    public static Command Make(TimeProvider time)
    {
        var desk = new DeskOptions();
        var rebuild = new Command("rebuild", "Counts the reports anew from the events, over damaged ones too: all of what an earlier release did not count. The desk may run meanwhile.");
        desk.AddTo(rebuild);
        rebuild.SetAction(async (parsed, stop) =>
        {
            Screen screen = Terminal.Screen();
            OrganisationId organisation = desk.Organisation(parsed);
            DeskStorage storage = await desk.OpenAsync(parsed, time, stop);
            BuildReport built = await screen.StepAsync("Counting the reports anew", 1, "", _ => storage.Reports.RebuildAsync(organisation, null, stop));
            foreach (UnreadableTicket ticket in built.Unreadable)
                screen.Line($"{ticket.Number} is left out: {ticket.Why}");
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{built.Tickets:N0} tickets of {organisation} are counted."));
            return built.Unreadable.Count == 0 ? 0 : 2;
        });
        return new("reports", "reports rebuild: counts the reports anew from the events.") { rebuild };
    }
}
