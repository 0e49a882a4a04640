using System.Collections.Immutable;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Functions;
using ItsmFunctions.Functions.Queues;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.People;
using ItsmFunctions.Storage.Problems;
using ItsmFunctions.Testing.MemoryTables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ItsmFunctions.Storage.Tests;

/// <summary>A proposal becomes one problem: whoever dies at any request, and however much later it is accepted again.</summary>
public sealed class A_proposal_that_is_accepted
{
    private static readonly OrganisationId Au = OrganisationId.Parse("au");
    private static readonly Caller Manager = new(Au, new("mia", Roles.ProcessManager), new("mia", "Mia", null, null), "en");

    /// <summary>Past the life of an idempotency key.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromHours(72);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "IT-15")]
    public async Task Is_one_problem_though_the_process_dies_at_any_request(bool written)
    {
        int deaths = 0;
        for (int request = 1; ; request++)
        {
            await using Scene scene = await Scene.OpenAsync();
            scene.Storage.DieAt(request, written);
            Exception? died = await Record.ExceptionAsync(scene.AcceptAsync);
            bool over = !scene.Storage.IsDead;
            scene.Storage.Revive();
            scene.Time.Advance(Later);
            await scene.SweepKeysAsync();

            TicketNumber problem = await scene.AcceptAsync();

            Assert.Equal([problem], await scene.ProblemsAsync());
            Assert.Equal((ProposalState.Accepted, problem), await scene.StandsAsync());
            Assert.Equal(problem, await scene.AcceptAsync());
            if (over)
                break;
            Assert.NotNull(died);
            deaths++;
        }

        // The proposal twice, its number, the incidents, the person, the problem, the line of it, and what was decided.
        Assert.InRange(deaths, 8, 60);
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task Is_one_problem_of_two_who_accept_it_at_once()
    {
        await using Scene scene = await Scene.OpenAsync();
        TicketNumber[] opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(scene.AcceptAsync)));

        Assert.Single(opened.Distinct());
        Assert.Equal([opened[0]], await scene.ProblemsAsync());
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task Cannot_be_dismissed_once_its_problem_is_there_and_shows_no_number_before()
    {
        await using Scene scene = await Scene.OpenAsync();
        // The number is named, and nothing opened under it.
        StoredRecurrence found = await scene.ProposalAsync();
        Assert.True(await scene.Service<RecurrenceStore>().TryWriteAsync(found, found.Recurrence with { Proposal = found.Recurrence.Proposal! with { Problem = new(TicketKind.Problem, 77) } }, CancellationToken.None));
        Assert.IsType<ProposalOutcome.Decided>(await scene.Service<ProblemProposals>().DismissAsync(Manager, found.ProposalId!, "It is the heating.", CancellationToken.None));
        Assert.Equal((ProposalState.Dismissed, null), await scene.StandsAsync());

        await using Scene opened = await Scene.OpenAsync();
        TicketNumber problem = await opened.AcceptAsync();
        StoredRecurrence accepted = await opened.ProposalAsync();
        Assert.True(await opened.Service<RecurrenceStore>().TryWriteAsync(accepted, accepted.Recurrence with { Proposal = accepted.Recurrence.Proposal! with { State = ProposalState.Open } }, CancellationToken.None));
        Assert.IsType<ProposalOutcome.Over>(await opened.Service<ProblemProposals>().DismissAsync(Manager, accepted.ProposalId!, "It is the heating.", CancellationToken.None));
        Assert.Equal((ProposalState.Accepted, problem), await opened.StandsAsync());
    }

    private sealed class Scene : IAsyncDisposable
    {
        private readonly MemoryTableService _memory;
        private readonly ServiceProvider _services;

        private Scene()
        {
            _memory = new(Time);
            Storage = new(_memory);
            var client = new TableServiceClient(_memory.ConnectionString, new TableClientOptions { Transport = Storage, Retry = { MaxRetries = 0 } });
            _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time).AddSingleton(client).AddSingleton(new QueueServiceClient("UseDevelopmentStorage=true"))
                .AddSingleton<DeskTables>().AddSingleton<DueIndex>().AddSingleton<NumberBlocks>().AddSingleton<CreationKeys>().AddSingleton<TicketStore>().AddSingleton<Alerts.AlertStore>().AddSingleton<TicketLists>().AddSingleton<ProfileStore>()
                .AddSingleton<PersonStore>().AddSingleton<RecentChanges>().AddSingleton<Nudges>().AddSingleton<Functions.Desk>().AddSingleton<RecurrenceStore>().AddSingleton<ProblemProposals>()
                .BuildServiceProvider();
        }

        public FakeTimeProvider Time { get; } = new(new(2026, 10, 10, 8, 30, 0, TimeSpan.Zero));

        public MortalStorage Storage { get; }

        public static async Task<Scene> OpenAsync()
        {
            var scene = new Scene();
            await scene.Service<DeskTables>().CreateAsync(CancellationToken.None);
            var rules = new RecurrenceRules();
            List<Sighting> sightings = [];
            for (int i = 0; i < rules.Count; i++)
                sightings.Add(await scene.IncidentAsync());
            Recurrence recurrence = new Recurrence("network", "SWITCH-1", IsItem: true, [.. sightings]).Judged(rules, scene.Time.GetUtcNow());
            string id = RecurrenceStore.IdOf(new("network", "SWITCH-1", IsItem: true));
            Assert.True(await scene.Service<RecurrenceStore>().TryWriteAsync(new(Au, id, recurrence), recurrence, CancellationToken.None));
            return scene;
        }

        public T Service<T>()
            where T : notnull => _services.GetRequiredService<T>();

        public async Task<TicketNumber> AcceptAsync()
        {
            string id = (await ProposalAsync()).ProposalId!;
            ProposalOutcome outcome = await Service<ProblemProposals>().AcceptAsync(Manager, id, null, null, "infrastructure", CancellationToken.None);
            return Assert.IsType<Outcome.Opened>(Assert.IsType<ProposalOutcome.Opening>(outcome).Of).Ticket.Number;
        }

        public async Task<StoredRecurrence> ProposalAsync() => (await Service<RecurrenceStore>().FindAsync(Au, RecurrenceStore.IdOf(new("network", "SWITCH-1", IsItem: true)), CancellationToken.None))!;

        public async Task<(ProposalState, TicketNumber?)> StandsAsync() => (await ProposalAsync()).Recurrence.Proposal is { } proposal ? (proposal.State, proposal.Problem) : default;

        public async Task SweepKeysAsync()
        {
            for (int residue = 0; residue < 16; residue++)
                await Service<CreationKeys>().SweepAsync(residue, Time.GetUtcNow(), CancellationToken.None);
        }

        /// <summary>The number of each problem that there is.</summary>
        public async Task<List<TicketNumber>> ProblemsAsync()
        {
            List<TicketNumber> problems = [];
            await foreach (TableEntity row in Service<DeskTables>().Desk.QueryAsync<TableEntity>(select: ["RowKey"]))
            {
                if (row.RowKey.EndsWith("|ticket", StringComparison.Ordinal) && row.RowKey.Contains("|PRB-", StringComparison.Ordinal))
                    problems.Add(TicketNumber.Parse(row.RowKey.Split('|')[1]));
            }

            return problems;
        }

        public ValueTask DisposeAsync() => _services.DisposeAsync();

        private async Task<Sighting> IncidentAsync()
        {
            DateTimeOffset now = Time.GetUtcNow();
            var wanted = new NewTicket(
                "It drops connections", "Again.", new(new Assessment.OfIncident(Impact.Department, Urgency.Medium), "network", "wired", null, null, "SWITCH-1"), "portal", Area: null, "requester-1", FollowUpOf: null, Markers.None);
            ImmutableArray<Happening> opened = ((Decision.Accepted)TicketIntake.Decide(wanted, Aarhus.Profile)).Happenings;
            var created = (Creation.Created)await Service<TicketStore>().CreateAsync(
                Au, TicketKind.Incident, null, now, (TicketNumber number) => History.Open(Au, number, opened, "requester-1", RoleNames.Of(Roles.Requester), now, Aarhus.Profile), CancellationToken.None);
            Time.Advance(TimeSpan.FromMinutes(2));
            return new(created.Ticket.Number, now, now.AddMinutes(1));
        }
    }

    /// <summary>Tables that a process is cut off from at one request and all after it, before or after it was carried out.</summary>
    private sealed class MortalStorage(MemoryTableService memory) : HttpPipelineTransport
    {
        private int _left = int.MaxValue;
        private bool _written;

        public bool IsDead { get; private set; }

        public void DieAt(int request, bool written) => (_left, _written) = (request, written);

        public void Revive() => (_left, IsDead) = (int.MaxValue, false);

        public override Request CreateRequest() => memory.CreateRequest();

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            Process(message);
            return ValueTask.CompletedTask;
        }

        public override void Process(HttpMessage message)
        {
            bool last = Interlocked.Decrement(ref _left) == 0;
            if (!IsDead && (!last || _written))
                memory.Process(message);
            if (IsDead || last)
            {
                IsDead = true;
                throw new IOException("The process is dead.");
            }
        }
    }
}
