using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Forecasts;
using ItsmFunctions.Reporting.Queries;
using ItsmFunctions.Reporting.Simulations;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Reports;
using ItsmFunctions.Storage.Simulations;
using ItsmFunctions.Storage.Tickets;
using Microsoft.Extensions.Time.Testing;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>The product's storage and reporting on a storage account of its own, wired by hand; a second one can stand beside it.</summary>
internal sealed class ReportingDesk
{
    private readonly string _account;
    private readonly BlobContainerClient _blobs;

    private ReportingDesk(string account, FakeTimeProvider time, ResolutionTargets? targets)
    {
        _account = account;
        Time = time;
        Targets = targets ?? ResolutionTargets.None;
        // A died wire is not asked again; a cut connection is.
        var tables = new DeskTables(new TableServiceClient(account, Patient(new TableClientOptions { Transport = Wire })));
        var blobs = new ReportBlobs(new BlobServiceClient(account, Patient(new BlobClientOptions { Transport = Wire })));
        Tables = tables;
        var due = new DueIndex(tables, time);
        Tickets = new(tables, due, new NumberBlocks(tables, time), new CreationKeys(tables, due));
        Profiles = new(tables, due, time);
        var marks = new DirtyMarks(tables);
        Feed = new(marks, time);
        Builder = new(marks, blobs, Tickets, new TicketScan(tables), Profiles, (_, _) => Targets, time);
        Store = new(blobs, Profiles, time);
        Queries = new(blobs, Profiles, time);
        Simulations = new(tables, new(new BlobServiceClient(account, Patient(new BlobClientOptions { Transport = Wire }))));
        Simulator = new(Simulations, Builder, blobs, time);
        Forecaster = new(blobs, time);
        _blobs = new BlobContainerClient(account, "reports");
    }

    public Wire Wire { get; } = new();
    public string Account => _account;
    public FakeTimeProvider Time { get; }
    public ResolutionTargets Targets { get; set; }
    public DeskTables Tables { get; }
    public TicketStore Tickets { get; }
    public ProfileStore Profiles { get; }
    public ReportFeed Feed { get; }
    public ReportBuilder Builder { get; }
    public ReportStore Store { get; }
    public ReportQueries Queries { get; }
    public SimulationStore Simulations { get; }
    public Simulator Simulator { get; }
    public Forecaster Forecaster { get; }

    public static async Task<ReportingDesk> OpenAsync(ResolutionTargets? targets = null)
    {
        var desk = new ReportingDesk(await (await Azurite.SharedAsync()).ClaimAccountAsync(), new(Histories.Begin.AddYears(1)), targets);
        await desk.Tables.CreateAsync(CancellationToken.None);
        return desk;
    }

    /// <summary>Another process on the same storage.</summary>
    public ReportingDesk Another() => new(_account, Time, Targets);

    /// <summary>Writes a history as the desk would have: the same commands, one transaction each, told to the reports.</summary>
    public async Task<Written> LogAsync(OrganisationId organisation, Script script, int steps = int.MaxValue, bool marked = true)
    {
        (Domain.People.Actor by, Happening.Opened opened) = script.Opening();
        Creation creation = await Tickets.CreateAsync(
            organisation, script.Kind, key: null, script.OpenedAt,
            number => History.Begin(organisation, number, opened, by.Id, "Agent.L1", script.OpenedAt, script.OpenedAt), CancellationToken.None);
        var created = Assert.IsType<Creation.Created>(creation);
        var written = new Written(organisation, created.Ticket.Number, script, [.. created.Events]);
        if (marked)
            await Feed.MarkAsync(organisation, [written.Number], CancellationToken.None);
        await ContinueAsync(written, steps, marked);
        return written;
    }

    /// <summary>Goes on with a history for at most <paramref name="steps"/> commands.</summary>
    public async Task ContinueAsync(Written written, int steps = int.MaxValue, bool marked = true)
    {
        for (; steps > 0 && written.Done < written.Script.Steps.Count; steps--, written.Done++)
        {
            StoredTicket stored = (await Tickets.FindAsync(written.Organisation, written.Number, CancellationToken.None))!;
            (Ticket after, IReadOnlyList<TicketEvent> events) = written.Script.Step(stored.Ticket, written.Done);
            if (events.Count == 0)
                continue;
            Assert.IsType<Commit.Committed>(await Tickets.CommitAsync(stored, after, [.. events], key: null, events[0].RecordedAt, CancellationToken.None));
            written.Events.AddRange(events);
            if (marked)
                await Feed.MarkAsync(written.Organisation, [written.Number], CancellationToken.None);
        }
    }

    public Task<BuildReport> BuildAsync(OrganisationId organisation) => Builder.BuildAsync(organisation, progress: null, CancellationToken.None);

    public Task<BuildReport> RebuildAsync(OrganisationId organisation) => Builder.RebuildAsync(organisation, progress: null, CancellationToken.None);

    public Task<int> AddAsync(OrganisationId organisation, IEnumerable<IEnumerable<TicketEvent>> histories) =>
        Builder.AddAsync(organisation, histories.Select(TicketFact.Of).ToAsyncEnumerable(), progress: null, CancellationToken.None);

    public async Task<Summaries.Summary> SummaryAsync(OrganisationId organisation, string? from = null, string? to = null, string? kind = null, string? team = null)
    {
        Assert.Empty(Summaries.SummaryQuery.Read(from, to, kind, team, out Summaries.SummaryQuery query));
        return (await Store.SummaryAsync(organisation, query, CancellationToken.None)).Summary;
    }

    public async Task<int> CountMarksAsync() => await Tables.Facts.QueryAsync<TableEntity>().CountAsync(row => row.RowKey.EndsWith("|dirty", StringComparison.Ordinal));

    /// <summary>The bytes of every part of the current snapshot, by its name in the manifest, as they stand in storage.</summary>
    public async Task<SortedDictionary<string, string>> PartsAsync(OrganisationId organisation)
    {
        using JsonDocument manifest = await ManifestAsync(organisation);
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["cube"] = await HexAsync(manifest.RootElement.GetProperty("cube")),
        };
        foreach (JsonProperty segment in manifest.RootElement.GetProperty("segments").EnumerateObject())
            parts.Add(segment.Name, await HexAsync(segment.Value));
        foreach (JsonProperty columns in manifest.RootElement.GetProperty("columns").EnumerateObject())
        {
            foreach (JsonProperty part in columns.Value.EnumerateObject())
                parts.Add($"{columns.Name}.{part.Name}", await HexAsync(part.Value));
        }

        return parts;

        async Task<string> HexAsync(JsonElement part) =>
            Convert.ToHexString((await _blobs.GetBlobClient($"{organisation}/{part.GetProperty("blob").GetString()}").DownloadContentAsync()).Value.Content);
    }

    public async Task<JsonDocument> ManifestAsync(OrganisationId organisation) =>
        JsonDocument.Parse((await _blobs.GetBlobClient($"{organisation}/manifest.json").DownloadContentAsync()).Value.Content);

    public BlobClient Blob(string name) => _blobs.GetBlobClient(name);

    public async Task<string[]> BlobsAsync(OrganisationId organisation) =>
        await _blobs.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, $"{organisation}/", CancellationToken.None)
            .Select(blob => blob.Name).ToArrayAsync();

    public async Task ForgetAsync(OrganisationId organisation)
    {
        foreach (string name in await BlobsAsync(organisation))
            await _blobs.DeleteBlobAsync(name);
    }

    private static T Patient<T>(T options)
        where T : Azure.Core.ClientOptions
    {
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
        return options;
    }
}

/// <summary>A history in storage, and how far its script was played.</summary>
internal sealed class Written(OrganisationId organisation, TicketNumber number, Script script, List<TicketEvent> events)
{
    public OrganisationId Organisation => organisation;
    public TicketNumber Number => number;
    public Script Script => script;
    public List<TicketEvent> Events => events;
    public int Done { get; set; }
}
