using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions;
using ItsmFunctions.Functions.Notifications;
using ItsmFunctions.Functions.Orchestrations;
using ItsmFunctions.Functions.Queues;
using ItsmFunctions.Functions.Webhooks;
using ItsmFunctions.Reporting;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Changes;
using ItsmFunctions.Storage.Attachments;
using ItsmFunctions.Storage.Import;
using ItsmFunctions.Storage.Knowledge;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Outbox;
using ItsmFunctions.Storage.People;
using ItsmFunctions.Storage.SelfHelp;
using ItsmFunctions.Storage.Tickets;
using ItsmFunctions.Testing;
using ItsmFunctions.Testing.MemoryTables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ItsmFunctions.Bench;

/// <summary>The part of the desk that the tick runs, on tables in memory; desk time stands still unless moved.</summary>
public sealed class TickDesk : IAsyncDisposable
{
    private const string Unused = "UseDevelopmentStorage=true";

    private static readonly OrganisationId Organisation = OrganisationId.Parse("demo");
    private static readonly Actor Agent = new("agent-l1", Roles.FirstLine);

    private readonly FakeTimeProvider _time = new(new(2026, 10, 10, 8, 30, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services;
    private int _tickets;

    private TickDesk()
    {
        Memory = new(_time);
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Itsm:SigningKey"] = Convert.ToBase64String(new byte[32]),
            ["Itsm:PublicUrl"] = "https://desk.example",
            ["Itsm:Mail:From"] = "it@desk.example",
            ["Itsm:Mail:Folder"] = Path.GetTempPath(),
            ["Itsm:Mail:Transport"] = "folder",
        }).Build();
        // What reactions need is there, though none is run: their costs are counted elsewhere.
        _services = new ServiceCollection().AddLogging()
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton(Memory.Client()).AddSingleton(new QueueServiceClient(Unused)).AddSingleton(new BlobServiceClient(Unused))
            .AddSingleton<DeskTables>().AddSingleton<DueIndex>().AddSingleton<NumberBlocks>().AddSingleton<CreationKeys>()
            .AddSingleton<TicketStore>().AddSingleton<TicketLists>().AddSingleton<ChangeCalendar>().AddSingleton<PersonStore>().AddSingleton<OutboxStore>()
            .AddSingleton<ProfileStore>().AddSingleton<ImportStore>().AddSingleton<SelfHelpCounts>()
            .AddSingleton(DeskSettings.From(configuration)).AddReporting().AddNotifications(configuration).AddWebhooks()
            .AddSingleton<RecentChanges>().AddSingleton<LinkedTickets>().AddSingleton<KnownErrorStore>().AddSingleton<ProblemFollowers>().AddSingleton<StatusStore>().AddSingleton<MajorFollowers>().AddSingleton<Reactions>().AddSingleton<Nudges>()
            .AddSingleton<AttachmentBlobs>().AddSingleton<DeskClockwork>().AddSingleton<ClockHand>().AddSingleton<Conversations>().AddSingleton<SimulationKeeper>().AddSingleton<PoisonNudges>().AddSingleton<OutboxSweep>()
            .BuildServiceProvider();
    }

    public MemoryTableService Memory { get; }

    /// <summary>Tickets so far.</summary>
    public int Tickets => _tickets;

    public static async Task<TickDesk> OpenAsync()
    {
        var desk = new TickDesk();
        await desk.Service<DeskTables>().CreateAsync(CancellationToken.None);
        return desk;
    }

    /// <summary>Writes tickets that wait or are resolved, each with its due row, which falls due within a year, and none before an hour.</summary>
    /// <param name="progress">Told how many there are, at each ten thousand.</param>
    public Task FillAsync(int count, Action<int>? progress = null) => WriteAsync(count, i => _time.GetUtcNow().AddHours(1).AddSeconds(i * 7919L % 31_536_000), progress);

    /// <summary>Writes tickets that have fallen due in as many hours.</summary>
    public Task FallDueAsync(int count) => WriteAsync(count, i => _time.GetUtcNow().AddHours(-1 - i), progress: null);

    /// <summary>Writes a ticket that began to wait before waits had plans, or at another desk, and whose date is now.</summary>
    public Task<TicketNumber> WaitUnplannedAsync() => WriteAsync("another desk's", _time.GetUtcNow(), resolved: false, new("import", Roles.Import));

    public async Task<Ticket> ReadAsync(TicketNumber number) =>
        (await Service<TicketStore>().FindAsync(Organisation, number, CancellationToken.None))?.Ticket ?? throw new InvalidOperationException($"There is no {number}.");

    /// <summary>One tick, a minute after the last one, of an instance that knows the organisation's profile.</summary>
    public async Task<TickCost> TickAsync()
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        await Service<ProfileStore>().ReadAsync(Organisation, CancellationToken.None);
        await using var orchestrations = new NoOrchestrations();
        Memory.Ledger.Reset();
        long read = Memory.RowsRead, began = TimeProvider.System.GetTimestamp();
        TickResult result = await Service<DeskClockwork>().RunAsync(orchestrations, CancellationToken.None);
        await Service<OutboxSweep>().RunAsync(orchestrations, CancellationToken.None);
        return new(result, Memory.Ledger.Take(), Memory.RowsRead - read, TimeProvider.System.GetElapsedTime(began));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private async Task WriteAsync(int count, Func<int, DateTimeOffset> due, Action<int>? progress)
    {
        int from = _tickets;
        await Parallel.ForAsync(0, count, async (i, _) =>
        {
            await WriteAsync($"bench:{from + i}", due(i), resolved: i % 2 == 0);
            int held = Interlocked.Increment(ref _tickets);
            if (held % 10_000 == 0)
                progress?.Invoke(held);
        });
    }

    /// <summary>As an import writes it: a ticket that closes, or waits, until <paramref name="due"/>.</summary>
    private async Task<TicketNumber> WriteAsync(string reference, DateTimeOffset due, bool resolved, Actor? by = null)
    {
        Actor actor = by ?? Agent;
        ImportStore store = Service<ImportStore>();
        Profile profile = Aarhus.Profile;
        DateTimeOffset at = due.AddDays(-profile.ClosesAfterDays);
        TicketNumber number = await store.TakeNumberAsync(Organisation, reference, TicketKind.Incident, CancellationToken.None);
        var wanted = new NewTicket(
            "The printer jams", "It takes the paper and keeps it.",
            new(new Assessment.OfIncident(Impact.Individual, Urgency.Low), "hardware", "printer", null, null, null),
            "portal", Area: null, "requester-1", FollowUpOf: null, Markers.None);
        var opened = (Happening.Opened)((Decision.Accepted)TicketIntake.Decide(wanted, profile)).Happenings[0];
        (Ticket ticket, TicketEvent first) = History.Begin(Organisation, number, opened, wanted.Requester, RoleNames.Of(Roles.Requester), at, at);
        TicketCommand command = resolved ? new TicketCommand.Resolve("Cleaned the rollers.", null) : new TicketCommand.Pend("PR-04", due, null);
        var decision = (Decision.Accepted)TicketDesk.Decide(ticket, command, actor, at, profile);
        (Ticket after, var events) = History.Append(ticket, decision.Happenings, actor.Id, RoleNames.Of(actor.Roles), at, at, profile);
        if (!await store.WriteAsync(Organisation, reference, null, null, [new(1, reference, [first, .. events], after)], tell: false, CancellationToken.None))
            throw new InvalidOperationException($"{reference} was there already.");
        return number;
    }
}

/// <summary>What a tick asked of storage.</summary>
/// <param name="RowsRead">Rows that storage looked at.</param>
/// <param name="Took">Of real time.</param>
public sealed record TickCost(TickResult Result, IReadOnlyDictionary<StorageOperation, int> Requests, long RowsRead, TimeSpan Took)
{
    public int Total => Requests.Values.Sum();

    /// <summary>By kind and table.</summary>
    public string Told => string.Join(", ", Requests.Select(of => $"{of.Value} × {of.Key}").Order(StringComparer.Ordinal));
}
