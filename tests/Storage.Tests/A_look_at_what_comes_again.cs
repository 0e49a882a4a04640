using System.Collections.Immutable;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Functions;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Problems;
using ItsmFunctions.Storage.Reports;
using ItsmFunctions.Testing.MemoryTables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ItsmFunctions.Storage.Tests;

/// <summary>The search for what comes again looks at what changed, and at nothing else, whatever the store holds.</summary>
public sealed class A_look_at_what_comes_again(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly OrganisationId Au = OrganisationId.Parse("au");
    private static readonly Actor Agent = new("agent-l1", Roles.FirstLine);

    private readonly FakeTimeProvider _time = new(new(2026, 10, 10, 8, 30, 0, TimeSpan.Zero));
    private MemoryTableService _memory = null!;
    private ServiceProvider _services = null!;

    public async ValueTask InitializeAsync()
    {
        _memory = new(_time);
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time).AddSingleton(_memory.Client())
            .AddSingleton<DeskTables>().AddSingleton<DueIndex>().AddSingleton<NumberBlocks>().AddSingleton<CreationKeys>().AddSingleton<TicketStore>().AddSingleton<ProfileStore>()
            .AddSingleton<DirtyMarks>().AddSingleton<RecurrenceMarks>().AddSingleton<RecurrenceStore>().AddSingleton<RecurrenceWatch>()
            .BuildServiceProvider();
        await Service<DeskTables>().CreateAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    [Trait("Rule", "OM-10")]
    public async Task Costs_one_request_where_nothing_changed_and_then_as_much_as_changed_however_much_is_there()
    {
        int few = await CostOfThreeAsync("switch-a"), idle = await CostAsync();
        foreach (int i in Enumerable.Range(0, 400))
            await OpenAsync($"switch-{i}", resolved: true);
        await LookAsync();
        int many = await CostOfThreeAsync("switch-b"), idleAgain = await CostAsync();

        output.WriteLine($"three incidents of one key: {few} requests, and {many} where four hundred others were looked at before; nothing changed: {idle} and {idleAgain}");
        Assert.Equal((1, 1), (idle, idleAgain));
        // The marks, three tickets, the key read and written, the marks removed.
        Assert.Equal((7, 7), (few, many));
    }

    [Fact]
    [Trait("Rule", "OM-10")]
    public async Task Proposes_what_came_again_once_and_finds_the_same_when_it_looks_again()
    {
        foreach (int _ in Enumerable.Range(0, 2))
            await OpenAsync("switch-1", resolved: true);
        Assert.Equal(0, await LookAsync());
        TicketNumber third = await OpenAsync(" SWITCH-1", resolved: false);
        Assert.Equal(1, await LookAsync());
        await MarkAsync(third);
        Assert.Equal(0, await LookAsync());

        StoredRecurrence proposed = Assert.Single(await Service<RecurrenceStore>().ReadOpenAsync(Au, CancellationToken.None));

        Assert.Equal((3, 3, ProposalState.Open), (proposed.Recurrence.Proposal!.Evidence.Ids.Length, proposed.Recurrence.Proposal.Occurrences, proposed.Recurrence.Proposal.State));
        Assert.Matches(RecurrenceStore.ProposalPattern, proposed.ProposalId!);
        await IsNobodyElsesAsync(proposed);
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task Takes_no_evidence_that_became_something_else_and_remembers_what_was_dismissed()
    {
        TicketNumber moved = await OpenAsync("switch-1", resolved: true);
        await OpenAsync("switch-1", resolved: true);
        await LookAsync();
        await ReclassifyAsync(moved, "switch-2");
        await OpenAsync("switch-1", resolved: true);
        Assert.Equal(0, await LookAsync());
        await OpenAsync("switch-1", resolved: true);
        Assert.Equal(1, await LookAsync());

        StoredRecurrence proposed = (await Service<RecurrenceStore>().ReadOpenAsync(Au, CancellationToken.None))[0];
        Assert.DoesNotContain(moved.ToString(), proposed.Recurrence.Proposal!.Evidence.Ids);
        StoredRecurrence stands = (await Service<RecurrenceStore>().FindAsync(Au, proposed.Id, CancellationToken.None))!;
        Assert.True(await Service<RecurrenceStore>().TryWriteAsync(stands, stands.Recurrence with { Proposal = stands.Recurrence.Proposal! with { State = ProposalState.Dismissed } }, CancellationToken.None));
        Assert.False(await Service<RecurrenceStore>().TryWriteAsync(stands, stands.Recurrence, CancellationToken.None));
        Assert.Empty(await Service<RecurrenceStore>().ReadOpenAsync(Au, CancellationToken.None));

        await OpenAsync("switch-1", resolved: true);
        Assert.Equal(0, await LookAsync());
        await OpenAsync("switch-1", resolved: false);
        Assert.Equal(1, await LookAsync());
        Assert.EndsWith("-2", Assert.Single(await Service<RecurrenceStore>().ReadOpenAsync(Au, CancellationToken.None)).ProposalId, StringComparison.Ordinal);
    }

    private async Task IsNobodyElsesAsync(StoredRecurrence proposed)
    {
        OrganisationId other = OrganisationId.Parse("other");
        Assert.Empty(await Service<RecurrenceStore>().ReadOpenAsync(other, CancellationToken.None));
        Assert.Null(await Service<RecurrenceStore>().FindAsync(other, proposed.Id, CancellationToken.None));
    }

    private async Task<int> CostOfThreeAsync(string item)
    {
        foreach (bool resolved in new[] { true, true, false })
            await OpenAsync(item, resolved);
        await Service<ProfileStore>().ReadAsync(Au, CancellationToken.None);
        return await CostAsync();
    }

    private async Task<int> CostAsync()
    {
        _memory.Ledger.Reset();
        await LookAsync();
        return _memory.Ledger.Requests.Values.Sum();
    }

    private Task<int> LookAsync() => Service<RecurrenceWatch>().RunAsync(CancellationToken.None);

    private Task MarkAsync(TicketNumber number) => Service<DirtyMarks>().WriteAsync(Au, [number], new HashSet<TicketNumber> { number }, CancellationToken.None);

    private async Task<TicketNumber> OpenAsync(string item, bool resolved)
    {
        DateTimeOffset now = _time.GetUtcNow();
        var wanted = new NewTicket(
            "It drops connections", "Again.", new(new Assessment.OfIncident(Impact.Department, Urgency.Medium), "network", "wired", null, null, item), "portal", Area: null, "requester-1", FollowUpOf: null, Markers.None);
        ImmutableArray<Happening> opened = ((Decision.Accepted)TicketIntake.Decide(wanted, Aarhus.Profile)).Happenings;
        var created = (Creation.Created)await Service<TicketStore>().CreateAsync(
            Au, TicketKind.Incident, null, now, (TicketNumber number) => History.Open(Au, number, opened, "requester-1", RoleNames.Of(Roles.Requester), now, Aarhus.Profile), CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));
        if (resolved)
            await DoAsync(created.Ticket.Number, new TicketCommand.Resolve("Restarted.", null));
        _time.Advance(TimeSpan.FromSeconds(1));
        await MarkAsync(created.Ticket.Number);
        return created.Ticket.Number;
    }

    private async Task ReclassifyAsync(TicketNumber number, string item)
    {
        await DoAsync(number, new TicketCommand.Reopen("Again."));
        await DoAsync(number, new TicketCommand.Reclassify(null, null, null, null, null, null, null, null, item));
        await MarkAsync(number);
    }

    private async Task DoAsync(TicketNumber number, TicketCommand command)
    {
        StoredTicket stored = (await Service<TicketStore>().FindAsync(Au, number, CancellationToken.None))!;
        DateTimeOffset now = _time.GetUtcNow();
        var decision = (Decision.Accepted)TicketDesk.Decide(stored.Ticket, command, Agent, now, Aarhus.Profile);
        (Ticket after, ImmutableArray<TicketEvent> events) = History.Append(stored.Ticket, decision.Happenings, Agent.Id, RoleNames.Of(Agent.Roles), now, now, Aarhus.Profile);
        Assert.IsType<Commit.Committed>(await Service<TicketStore>().CommitAsync(stored, after, events, null, now, CancellationToken.None));
    }

    private T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
