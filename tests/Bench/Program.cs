using System.Diagnostics;
using System.Globalization;
using ItsmFunctions.Bench;
using ItsmFunctions.Testing;
using Spectre.Console;

if (args is ["sweep"])
{
    await SweepScale.RunAsync();
    return 0;
}

if (args is ["fold"])
{
    await FoldScale.RunAsync();
    return 0;
}

if (args is ["search"])
{
    await SearchScale.RunAsync();
    return 0;
}

string? only = args.FirstOrDefault() is "lists" or "start" ? args[0] : null;
string[] rest = only is null ? args : args[1..];
double seconds = 5;
if (rest.Length > 1 || (rest.Length == 1 && !double.TryParse(rest[0], CultureInfo.InvariantCulture, out seconds)))
{
    bool asked = args is ["-h" or "--help"];
    Console.WriteLine("""
        ./bench [SECONDS]          raw entity-group transactions, creations, point reads and list pages a second at 1, 8 and 32
                                   clients with p50 and p99, each as a share of raw storage in the same run, and the storage
                                   requests of each operation; then the start of the desk beside a minimal API's
        ./bench start              the last of these alone
        ./bench lists [SECONDS]    pages of a team's thousand open tickets among 10,000 and among 300,000
        ./bench search             the search index at 1,000 and at 30,000 tickets: its bytes for each ticket, how long it takes to
                                   build and to open, and searches beside a scan of the same texts
        ./bench fold               a million events of tickets with promises replayed on one core, beside the same without clocks
        ./bench sweep              the storage requests of the one-minute tick at 10,000 and at 1,000,000 tickets, in memory: some
                                   minutes and gigabytes

        Each measurement takes SECONDS (5 when left out), all in one run against the same Azurite in memory. Quote the ratios: the
        rates are those of this machine today.
        """);
    return asked ? 0 : 1;
}

TimeSpan length = TimeSpan.FromSeconds(seconds);
switch (only)
{
    case "lists":
        await ListScale.RunAsync(length);
        return 0;
    case "start":
        AnsiConsole.Write(await Starts.TakeAsync());
        return 0;
}

string account = await (await Azurite.SharedAsync()).ClaimAccountAsync();
await using DeskProcess desk = await DeskProcess.StartDeskAsync(account, path: Checkout.Published("Functions"));
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
    Add(string.Create(CultureInfo.InvariantCulture, $"20 of a team's {operations.Created:N0} open tickets"), count, await Rate.MeasureAsync(count, length, operations.ListAsync), read);
}

AnsiConsole.Write(table);
AnsiConsole.Write(await Counts.TakeAsync());
AnsiConsole.Write(await Starts.TakeAsync());
AnsiConsole.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"Resident {desk.ResidentMegabytes():F0} MB after the run."));
return 0;

void Add(string what, int count, Rate rate, Rate raw) => table.AddRow(
    Markup.Escape(what),
    count.ToString(CultureInfo.InvariantCulture),
    rate.PerSecond.ToString("F0", CultureInfo.InvariantCulture),
    rate.Latency(50),
    rate.Latency(99),
    (rate.PerSecond / raw.PerSecond).ToString("P0", CultureInfo.InvariantCulture));
