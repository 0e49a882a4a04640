using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using ItsmFunctions.Storage.Feed;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Outbox;
using Microsoft.Extensions.Time.Testing;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace ItsmFunctions.Storage.Tests;

/// <summary>One instance of the desk's storage on an account of its own, on real Azurite; desk time stands still unless moved.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public static readonly OrganisationId Au = OrganisationId.Parse("au");
    public static readonly DateTimeOffset Start = new(2026, 10, 10, 8, 0, 0, TimeSpan.Zero);
    public static readonly Actor Agent = new("agent-l1", Roles.FirstLine | Roles.Import);

    private readonly string _account;
    private readonly StorageProxy? _proxy;

    private Desk(string account, StorageProxy? proxy, FakeTimeProvider time, HttpPipelinePolicy? policy = null)
    {
        (_account, _proxy, Time) = (account, proxy, time);
        var options = new TableClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(20);
        if (policy is not null)
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        Tables = new(new TableServiceClient(proxy?.ConnectionString ?? account, options));
        Due = new(Tables, time);
        Numbers = new(Tables, time);
        Keys = new(Tables, Due);
        Tickets = new(Tables, Due, Numbers, Keys);
        Lists = new(Tables);
        Outbox = new(Tables);
        Feed = new(Tables, Tickets, Outbox, Due, time);
        FeedReader = new(Tables, time);
    }

    public FakeTimeProvider Time { get; }
    public DeskTables Tables { get; }
    public DueIndex Due { get; }
    public NumberBlocks Numbers { get; }
    public CreationKeys Keys { get; }
    public TicketStore Tickets { get; }
    public TicketLists Lists { get; }
    public OutboxStore Outbox { get; }
    public EventFeed Feed { get; }
    public FeedReader FeedReader { get; }
    public StorageProxy Proxy => _proxy ?? throw new InvalidOperationException("This desk was opened without a proxy.");
    public DateTimeOffset Now => Time.GetUtcNow();

    public static async Task<Desk> OpenAsync(bool proxied = false)
    {
        string account = await (await Azurite.SharedAsync()).ClaimAccountAsync();
        var desk = new Desk(account, proxied ? await StorageProxy.StartAsync(account) : null, new(Start));
        await desk.Tables.CreateAsync(default);
        if (proxied)
            desk.Proxy.Ledger.Reset();
        return desk;
    }

    /// <summary>Another process on the same storage.</summary>
    /// <param name="policy">Sees each request and each answer, also those of retries.</param>
    public Desk Another(HttpPipelinePolicy? policy = null) => new(_account, null, Time, policy);

    /// <summary>The same storage, beside the proxy.</summary>
    public Desk Beside() => Another();

    public ValueTask DisposeAsync() => _proxy?.DisposeAsync() ?? ValueTask.CompletedTask;

    public static RequestKey Key(string key, string body = "{}") =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(key)), SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    public Task<Creation> CreateAsync(RequestKey? key = null, OrganisationId? organisation = null, NewTicket? wanted = null)
    {
        OrganisationId of = organisation ?? Au;
        wanted ??= Wanted();
        var opened = (Happening.Opened)((Decision.Accepted)TicketIntake.Decide(wanted, Aarhus.Profile)).Happenings[0];
        TicketKind kind = TicketIntake.KindOf(wanted.Classification.Assessment);
        return Tickets.CreateAsync(of, kind, key, Now, number => History.Begin(of, number, opened, wanted.Requester, "Requester", Now, Now), default);
    }

    public async Task<StoredTicket> OpenedAsync(RequestKey? key = null, OrganisationId? organisation = null, NewTicket? wanted = null) =>
        await FindAsync(Assert.IsType<Creation.Created>(await CreateAsync(key, organisation, wanted)).Ticket);

    public async Task<StoredTicket> FindAsync(Ticket ticket) =>
        await Tickets.FindAsync(ticket.Organisation, ticket.Number, default) ?? throw new InvalidOperationException($"There is no {ticket.Number}.");

    public Task<Commit> CommitAsync(StoredTicket before, TicketCommand command, Actor? by = null, RequestKey? key = null)
    {
        Actor actor = by ?? Agent;
        var accepted = Assert.IsType<Decision.Accepted>(TicketDesk.Decide(before.Ticket, command, actor, Now, Aarhus.Profile));
        (Ticket after, var events) = History.Append(before.Ticket, accepted.Happenings, actor.Id, RoleNames.Of(actor.Roles), Now, Now, Aarhus.Profile);
        return Tickets.CommitAsync(before, after, events, key, Now, default);
    }

    /// <summary>Commits what nobody contests, and reads it again.</summary>
    public async Task<StoredTicket> DoneAsync(StoredTicket before, TicketCommand command, Actor? by = null, RequestKey? key = null) =>
        await FindAsync(Assert.IsType<Commit.Committed>(await CommitAsync(before, command, by, key)).Ticket);

    public async Task<List<TableEntity>> ListRowsAsync() => [.. await RowsAsync(Tables.OpenLists), .. await RowsAsync(Tables.Lists)];

    /// <summary>Lists a new ticket as its creation and then its reaction do.</summary>
    public async Task ListAsync(Ticket ticket)
    {
        await Lists.AddAsync(ticket, default);
        await Lists.OpenAsync(ticket, default);
    }

    public Task<List<TableEntity>> RowsAsync(TableClient table, string? filter = null) => table.QueryAsync<TableEntity>(filter).ToListAsync().AsTask();

    public static NewTicket Wanted(string requester = "requester-1", Impact impact = Impact.Individual, Urgency urgency = Urgency.Low, string? description = null) => new(
        "The printer prints blank pages",
        description ?? "Since this morning every page comes out white.",
        new(new Assessment.OfIncident(impact, urgency), "hardware", "printer", null, null, null),
        "portal",
        Area: null,
        requester,
        FollowUpOf: null,
        Markers.None);
}

/// <summary>Between an answer of storage and its receipt, something happens once; then, where it is cut, the connection breaks.</summary>
internal sealed class AfterAnswer(string path, bool cut = false) : HttpPipelinePolicy
{
    private Func<Task>? _then;

    public void Next(Func<Task> then) => _then = then;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (_then is not { } then || !message.Request.Uri.ToString().Contains(path, StringComparison.Ordinal))
            return;
        _then = null;
        await then();
        if (cut)
            throw new IOException("The connection was reset.");
    }
}
