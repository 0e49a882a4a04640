using System.Diagnostics;
using System.Globalization;
using ItsmFunctions.Bench;
using ItsmFunctions.Testing;
using Spectre.Console;

if (args is ["-h" or "--help"] || args.Length > 1 || (args.Length == 1 && !double.TryParse(args[0], CultureInfo.InvariantCulture, out _)))
{
    Console.WriteLine("""
        ./bench [SECONDS]    each measurement for SECONDS (5 when left out), all in one run against the same Azurite in memory

        Prints raw entity-group transactions, creations, point reads and list pages a second at 1, 8 and 32 clients with p50 and
        p99, each as a share of raw storage in the same run, and the storage requests of each operation. Quote the ratios: the
        rates are those of this machine today.
        """);
    return args is ["-h" or "--help"] ? 0 : 1;
}

TimeSpan length = TimeSpan.FromSeconds(args.Length == 1 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 5);
string account = await (await Azurite.SharedAsync()).ClaimAccountAsync();
await using DeskProcess desk = await DeskProcess.StartDeskAsync(account);
var operations = new Operations(desk, account);
await operations.WarmAsync();

int[] clients = [1, 8, 32];
var table = new Table().Border(TableBorder.Rounded).AddColumns("operation", "clients", "a second", "p50 ms", "p99 ms", "of raw");
foreach (int count in clients)
{
    Rate raw = await Rate.MeasureAsync(count, length, operations.RawTransactionAsync);
    Add("entity-group transaction of 3, raw", count, raw, raw);
    long began = Stopwatch.GetTimestamp();
    Rate created = await Rate.MeasureAsync(count, length, operations.CreateAsync);
    Add("POST /api/incidents", count, created, raw);
    await operations.SettleAsync();
    Add("… until listed, mailed and marked", count, created.Until(Stopwatch.GetElapsedTime(began)), raw);
    Rate read = await Rate.MeasureAsync(count, length, operations.RawReadAsync);
    Add("point read, raw", count, read, read);
    Add("GET /api/tickets/{number}", count, await Rate.MeasureAsync(count, length, operations.ReadAsync), read);
    Add("GET /api/tickets?team=…&top=20", count, await Rate.MeasureAsync(count, length, operations.ListAsync), read);
}

AnsiConsole.Write(table);
AnsiConsole.Write(await Counts.TakeAsync());
AnsiConsole.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"Start to first reply {desk.StartedIn.TotalSeconds:F1} s; resident {desk.ResidentMegabytes():F0} MB after the run."));
return 0;

void Add(string what, int count, Rate rate, Rate raw) => table.AddRow(
    Markup.Escape(what),
    count.ToString(CultureInfo.InvariantCulture),
    rate.PerSecond.ToString("F0", CultureInfo.InvariantCulture),
    rate.Latency(50),
    rate.Latency(99),
    (rate.PerSecond / raw.PerSecond).ToString("P0", CultureInfo.InvariantCulture));
