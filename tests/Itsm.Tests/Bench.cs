using Azure.Data.Tables;
using ItsmFunctions.Itsm.Screens;
using ItsmFunctions.Itsm.ServiceNow.Samples;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Outbox;
using ItsmFunctions.Storage.Tickets;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace ItsmFunctions.Itsm.Tests;

/// <summary>A desk's storage of one's own, a folder for logs, and what a command does, without its screen.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public static readonly OrganisationId Organisation = OrganisationId.Parse("elsewhere");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("itsm-tests-");
    private readonly string? _account;
    private int _files;

    private Bench(string? account) => _account = account;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public Screen Screen { get; } = new(AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(TextWriter.Null), Interactive = InteractionSupport.No }));

    /// <summary>Without storage: for what is decided before anything is written.</summary>
    public static Bench Dry() => new(null);

    public static async Task<Bench> OpenAsync() => new(await (await Azurite.SharedAsync()).ClaimAccountAsync());

    public string Connection => _account ?? throw new InvalidOperationException("This bench has no storage.");

    public Task<DeskStorage> StorageAsync() => DeskStorage.OpenAsync(Connection, Time, CancellationToken.None);

    public string File(IEnumerable<string> lines)
    {
        string path = Path.Combine(_folder.FullName, $"log{_files++}.csv");
        System.IO.File.WriteAllLines(path, lines);
        return path;
    }

    public string Sample(int rows, int seed = 7, bool interleaved = false, params Mutation[] mutations)
    {
        using var text = new StringWriter();
        new SampleLog(rows, seed, interleaved, mutations).Write(text);
        return File(text.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd('\r')));
    }

    public ServiceNowImport Order(string file, long sortMemory = IncidentStream.DefaultSortMemory, string? zone = null, bool notify = false) =>
        new(Screen, Time, new(file, Mapping.Default, zone, Organisation, notify, sortMemory));

    /// <summary>Imports as the command does, and gives what was found along with the result.</summary>
    public async Task<Outcome> ImportAsync(string file, long sortMemory = IncidentStream.DefaultSortMemory, bool notify = false)
    {
        using var findings = new FindingLog();
        DeskStorage storage = await StorageAsync();
        ImportResult result = await Order(file, sortMemory, notify: notify).ImportAsync(storage, findings, CancellationToken.None);
        return new(result, [.. findings.Read()], storage.Writes);
    }

    public async Task<Outcome> CompareAsync(string file)
    {
        using var findings = new FindingLog();
        DeskStorage storage = await StorageAsync();
        ImportResult result = await Order(file).CompareAsync(storage, findings, CancellationToken.None);
        return new(result, [.. findings.Read()], storage.Writes);
    }

    public async Task<Outcome> RehearseAsync(string file, long sortMemory = IncidentStream.DefaultSortMemory, string? zone = null)
    {
        using var findings = new FindingLog();
        ImportResult result = await Order(file, sortMemory, zone).RehearseAsync(findings);
        return new(result, [.. findings.Read()], 0);
    }

    public async Task<IReadOnlyList<TicketHistory>> HistoriesAsync()
    {
        DeskStorage storage = await StorageAsync();
        List<TicketHistory> all = [];
        for (int shard = 0; shard < TicketHistories.Shards; shard++)
            all.AddRange(await storage.Histories.ReadAsync(Organisation, shard, CancellationToken.None).ToListAsync());
        return all;
    }

    public async Task<IReadOnlyList<OutboxRow>> OutboxAsync() =>
        await new OutboxStore((await StorageAsync()).Tables).ReadAsync(DateTimeOffset.MaxValue, 1000, CancellationToken.None);

    public async Task<List<TableEntity>> ListRowsAsync()
    {
        DeskTables tables = (await StorageAsync()).Tables;
        return [.. await tables.OpenLists.QueryAsync<TableEntity>().ToListAsync(), .. await tables.Lists.QueryAsync<TableEntity>().ToListAsync()];
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <param name="Writes">Requests that could have changed something.</param>
internal sealed record Outcome(ImportResult Result, IReadOnlyList<FindingLog.Entry> Entries, long Writes)
{
    public ParityCheck Parity => Result.Parity;

    /// <summary>Rows that a rule was applied to: rule, incident, row.</summary>
    public IEnumerable<(string Rule, string Incident, int Line)> Findings => Entries.Where(entry => entry.Measure is null).Select(entry => (entry.Rule!, entry.Incident, entry.Line));

    public IEnumerable<FindingLog.Entry> Unexplained => Entries.Where(entry => entry is { Measure: not null, Rule: null });
}
