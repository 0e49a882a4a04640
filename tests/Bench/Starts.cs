using System.Globalization;
using ItsmFunctions.Testing;
using Spectre.Console;

namespace ItsmFunctions.Bench;

/// <summary>From the start of the process to its first reply, beside the smallest web API of the platform in the same run.</summary>
internal static class Starts
{
    private const int Times = 7;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    public static async Task<Table> TakeAsync()
    {
        string account = await (await Azurite.SharedAsync()).ClaimAccountAsync();
        List<Start> desks = [], apis = [];
        // In turn, so that whatever else the machine does meets both.
        for (int i = 0; i < Times; i++)
        {
            apis.Add(await TakeAsync(() => DeskProcess.StartAsync(Checkout.Published("MinimalApi"), new Dictionary<string, string>())));
            desks.Add(await TakeAsync(() => DeskProcess.StartDeskAsync(account, path: Checkout.Published("Functions"))));
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("start", "first reply, median of 7", "of a minimal API", "resident at rest");
        Start api = Median(apis), desk = Median(desks);
        Add("minimal API", api);
        Add("the desk", desk);
        return table;

        void Add(string what, Start of) => table.AddRow(
            what, of.FirstReply.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture) + " s",
            (of.FirstReply / api.FirstReply).ToString("F1", CultureInfo.InvariantCulture) + " ×",
            of.Megabytes.ToString("F0", CultureInfo.InvariantCulture) + " MB");
    }

    private static async Task<Start> TakeAsync(Func<Task<DeskProcess>> start)
    {
        await using DeskProcess process = await start();
        await Task.Delay(Rest, TimeProvider.System);
        return new(process.StartedIn, process.ResidentMegabytes());
    }

    private static Start Median(List<Start> starts) => starts.OrderBy(start => start.FirstReply).ElementAt(starts.Count / 2);

    private sealed record Start(TimeSpan FirstReply, double Megabytes);
}
