using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Search;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Reports;
using ItsmFunctions.Storage.Tickets;
using Microsoft.Extensions.Time.Testing;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>Tickets with words in them, and what is found of them; a second one can stand beside it on the same storage.</summary>
internal sealed class SearchDesk
{
    public static readonly OrganisationId Au = OrganisationId.Parse("au");
    public static readonly Actor Agent = new("agent", Roles.FirstLine);

    private readonly string _account;
    private readonly BlobContainerClient _blobs;

    private SearchDesk(string account, FakeTimeProvider time)
    {
        _account = account;
        Time = time;
        Tables = new(new TableServiceClient(account, Patient(new TableClientOptions { Transport = Wire })));
        var blobs = new SearchBlobs(new BlobServiceClient(account, Patient(new BlobClientOptions { Transport = Wire })));
        var due = new DueIndex(Tables, time);
        Tickets = new(Tables, due, new NumberBlocks(Tables, time), new CreationKeys(Tables, due));
        Feed = new(new(Tables), time);
        var marks = new SearchMarks(Tables);
        Builder = new(marks, blobs, Tickets, new TicketScan(Tables), time);
        Store = new(blobs, marks, time);
        _blobs = new(account, "search");
    }

    public Wire Wire { get; } = new();
    public FakeTimeProvider Time { get; }
    public DeskTables Tables { get; }
    public TicketStore Tickets { get; }
    public ReportFeed Feed { get; }
    public SearchBuilder Builder { get; }
    public SearchStore Store { get; }

    public static async Task<SearchDesk> OpenAsync()
    {
        var desk = new SearchDesk(await (await Azurite.SharedAsync()).ClaimAccountAsync(), new(new DateTimeOffset(2026, 10, 10, 8, 0, 0, TimeSpan.Zero)));
        await desk.Tables.CreateAsync(CancellationToken.None);
        return desk;
    }

    /// <summary>Another process on the same storage.</summary>
    public SearchDesk Another() => new(_account, Time);

    public async Task<TicketNumber> LogAsync(string title, string description = "So it is.", string requester = "peter", OrganisationId? organisation = null, TicketKind kind = TicketKind.Incident, bool marked = true)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        Assessment assessment = kind == TicketKind.Incident ? new Assessment.OfIncident(Impact.Individual, Urgency.Low) : new Assessment.OfRequest(Importance.ShouldHave, Speed.Standard);
        var wanted = new NewTicket(title, description, new(assessment, "hardware", "printer", null, null, null), "portal", null, requester, null, Markers.None);
        return await CreateAsync(organisation ?? Au, kind, TicketIntake.Decide(wanted, Aarhus.Profile), requester, marked);
    }

    /// <summary>A general change of the author "anna", reviewed by "rita".</summary>
    public async Task<TicketNumber> LogChangeAsync(string title, string backOutPlan, string risk)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        var wanted = new NewChange(
            ChangeTypes.General, null, title, "So it is.", "network", "wired", "anna", Team: "infrastructure", Reviewers: ["rita"], BackOutPlan: backOutPlan, Risk: risk);
        return await CreateAsync(Au, TicketKind.Change, ChangeIntake.Decide(wanted, new("anna", Roles.SecondLine), Time.GetUtcNow(), Aarhus.Profile), "anna", marked: true);
    }

    private async Task<TicketNumber> CreateAsync(OrganisationId organisation, TicketKind kind, Decision decision, string requester, bool marked)
    {
        var accepted = Assert.IsType<Decision.Accepted>(decision);
        DateTimeOffset now = Time.GetUtcNow();
        Creation creation = await Tickets.CreateAsync(
            organisation, kind, key: null, now, number => History.Open(organisation, number, accepted.Happenings, requester, "Requester", now, Aarhus.Profile), CancellationToken.None);
        TicketNumber number = Assert.IsType<Creation.Created>(creation).Ticket.Number;
        if (marked)
            await Feed.MarkAsync(organisation, [number], CancellationToken.None);
        return number;
    }

    public async Task DoAsync(TicketNumber number, TicketCommand command, Actor? by = null, OrganisationId? organisation = null)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        StoredTicket stored = (await Tickets.FindAsync(organisation ?? Au, number, CancellationToken.None))!;
        Actor actor = by ?? Agent;
        var accepted = Assert.IsType<Decision.Accepted>(TicketDesk.Decide(stored.Ticket, command, actor, Time.GetUtcNow(), Aarhus.Profile));
        (Ticket after, var events) = History.Append(stored.Ticket, accepted.Happenings, actor.Id, RoleNames.Of(actor.Roles), Time.GetUtcNow(), Time.GetUtcNow(), Aarhus.Profile);
        Assert.IsType<Commit.Committed>(await Tickets.CommitAsync(stored, after, events, key: null, Time.GetUtcNow(), CancellationToken.None));
        await Feed.MarkAsync(organisation ?? Au, [number], CancellationToken.None);
    }

    public Task<SearchBuild> BuildAsync() => Builder.BuildAsync(CancellationToken.None);

    public Task<SearchAnswer> AnswerAsync(string text, string? reader = null, OrganisationId? organisation = null, TicketKind? kind = null, TicketNumber? but = null, int most = 50) =>
        Store.FindAsync(organisation ?? Au, new(text, kind, reader, WithNotes: reader is null, but), most, CancellationToken.None);

    /// <summary>What the desk finds, or somebody who reads their own alone.</summary>
    public async Task<TicketNumber[]> FindAsync(string text, string? reader = null, OrganisationId? organisation = null)
    {
        SearchAnswer answer = await AnswerAsync(text, reader, organisation);
        Assert.Equal(answer.Total, answer.Tickets.Count);
        return [.. answer.Tickets.Select(ticket => ticket.Number)];
    }

    public async Task<int> CountMarksAsync() => await Tables.Facts.QueryAsync<TableEntity>().CountAsync(row => row.RowKey.EndsWith("|search", StringComparison.Ordinal));

    public async Task<string[]> BlobsAsync(OrganisationId organisation) =>
        await _blobs.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, $"{organisation}/", CancellationToken.None)
            .Select(blob => blob.Name).ToArrayAsync();

    public BlobClient Blob(string name) => _blobs.GetBlobClient(name);

    private static T Patient<T>(T options)
        where T : Azure.Core.ClientOptions
    {
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
        return options;
    }
}
