using System.Globalization;
using Spectre.Console;

namespace ItsmFunctions.Bench;

/// <summary>What the one-minute tick asks of storage, whatever that holds: ten thousand tickets, and a million.</summary>
internal static class SweepScale
{
    private const int Due = 20;

    public static async Task RunAsync()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("tickets held", "rows held", "due", "storage requests", "per due ticket", "rows read", "tick ms");
        // What runs for the first time is paid for by another desk.
        await using (TickDesk first = await TickDesk.OpenAsync())
        {
            await first.FallDueAsync(Due);
            await first.TickAsync();
        }

        foreach (int tickets in (int[])[10_000, 1_000_000])
        {
            await using TickDesk desk = await TickDesk.OpenAsync();
            await desk.FillAsync(tickets, held => Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r  {held:N0} of {tickets:N0} tickets written ")));
            Console.Error.WriteLine();
            TickCost idle = await desk.TickAsync();
            Add(table, desk, idle, "");
            await desk.FallDueAsync(Due);
            TickCost busy = await desk.TickAsync();
            Add(table, desk, busy, ((double)(busy.Total - idle.Total) / Due).ToString("F2", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"At most {Environment.WorkingSet / 1e9:F1} GB resident."));
    }

    private static void Add(Table table, TickDesk desk, TickCost cost, string perDue) => table.AddRow(
        desk.Tickets.ToString("N0", CultureInfo.InvariantCulture),
        desk.Memory.RowsHeld.ToString("N0", CultureInfo.InvariantCulture),
        cost.Result.Seen.ToString(CultureInfo.InvariantCulture),
        cost.Total.ToString(CultureInfo.InvariantCulture),
        perDue,
        cost.RowsRead.ToString("N0", CultureInfo.InvariantCulture),
        cost.Took.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture));
}
