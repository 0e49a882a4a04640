using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Itsm.Commands;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Itsm.Tests;

/// <summary>Somebody writes past the desk: the chain of hashes tells where.</summary>
public sealed class A_damaged_store
{
    [Fact]
    public async Task Is_named_by_its_first_bad_event_where_one_was_altered()
    {
        await using Bench bench = await ImportedAsync();
        TableEntity row = await RowAsync(bench, "|event|000002");
        string text = System.Text.Encoding.UTF8.GetString(row.GetBinary("b0")!);
        row["b0"] = System.Text.Encoding.UTF8.GetBytes(text.Replace("updated-by-1", "updated-by-7", StringComparison.Ordinal));
        await (await bench.StorageAsync()).Tables.Desk.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
        await IsNamedAsync(bench, 2, "altered");
    }

    [Fact]
    public async Task Is_named_where_the_last_event_was_altered()
    {
        await using Bench bench = await ImportedAsync();
        TableEntity row = await RowAsync(bench, "|event|000004");
        string text = System.Text.Encoding.UTF8.GetString(row.GetBinary("b0")!);
        row["b0"] = System.Text.Encoding.UTF8.GetBytes(text.Replace("updated-by-1", "updated-by-7", StringComparison.Ordinal));
        await (await bench.StorageAsync()).Tables.Desk.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
        await IsNamedAsync(bench, 4, "altered");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Is_named_by_the_event_that_is_missing(int version)
    {
        await using Bench bench = await ImportedAsync();
        TableEntity row = await RowAsync(bench, $"|event|{version:D6}");
        await (await bench.StorageAsync()).Tables.Desk.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        await IsNamedAsync(bench, version, "missing");
    }

    [Fact]
    public async Task Is_named_where_the_ticket_is_not_what_its_events_say()
    {
        await using Bench bench = await ImportedAsync();
        TableEntity row = await RowAsync(bench, "|ticket");
        string text = System.Text.Encoding.UTF8.GetString(row.GetBinary("b0")!);
        row["b0"] = System.Text.Encoding.UTF8.GetBytes(text.Replace("\"closed\"", "\"resolved\"", StringComparison.Ordinal));
        await (await bench.StorageAsync()).Tables.Desk.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
        await IsNamedAsync(bench, 0, "fold");
    }

    [Fact]
    public async Task Gets_its_lists_back_from_the_events()
    {
        await using Bench bench = await Bench.OpenAsync();
        await bench.ImportAsync(bench.File(Written.Log([.. Written.Plain("INC0000001"), .. Written.Plain("INC0000002")[..2], .. Written.Plain("INC0000003")[..3]])));
        DeskStorage storage = await bench.StorageAsync();
        List<TableEntity> before = await bench.ListRowsAsync();
        foreach ((TableClient table, string what) in ((TableClient, string)[])[(storage.Tables.OpenLists, "|place|"), (storage.Tables.Lists, "|requester|"), (storage.Tables.Lists, "|updated|")])
        {
            TableEntity lost = before.First(row => row.RowKey.Contains(what, StringComparison.Ordinal));
            await table.DeleteEntityAsync(lost.PartitionKey, lost.RowKey);
        }

        TableEntity team = before.First(row => row.RowKey.Contains("|team|", StringComparison.Ordinal));
        await storage.Tables.OpenLists.DeleteEntityAsync(team.PartitionKey, team.RowKey);

        // A row of another queue that nobody took away, and one of a ticket that never was.
        TableEntity stray = new(team) { RowKey = team.RowKey.Replace("|team|", "|team|zz-", StringComparison.Ordinal) };
        stray["b0"] = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(team.GetBinary("b0")!).Replace("\"version\":3", "\"version\":1", StringComparison.Ordinal).Replace("\"version\":2", "\"version\":1", StringComparison.Ordinal));
        await storage.Tables.OpenLists.AddEntityAsync(stray);
        TableEntity nobody = new(team) { RowKey = team.RowKey.Replace("INC-", "INC-9", StringComparison.Ordinal) };
        nobody["b0"] = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(team.GetBinary("b0")!).Replace("INC-0", "INC-9", StringComparison.Ordinal));
        await storage.Tables.OpenLists.AddEntityAsync(nobody);

        (int tickets, int swept) = await ListsCommand.RebuildAsync(storage, Bench.Organisation, bench.Screen, CancellationToken.None);
        Assert.Equal((3, 2), (tickets, swept));
        Assert.Equal(Rows(before), Rows(await bench.ListRowsAsync()));
    }

    [Fact]
    [Trait("Rule", "A2")]
    public async Task Gets_its_known_errors_back_from_the_events_of_their_problems()
    {
        await using Bench bench = await Bench.OpenAsync();
        DeskStorage storage = await bench.StorageAsync();
        Ticket problem = await KnownAsync(storage, bench.Time.GetUtcNow()), other = await KnownAsync(storage, bench.Time.GetUtcNow());
        KnownError[] errors = [KnownError.Of(problem)!, KnownError.Of(other)!];
        // One row is lost, one says something else in the same version, and one is of a problem that never was.
        await storage.KnownErrors.WriteAsync(errors[1] with { PublicWorkaround = new("Something else.", "x") }, CancellationToken.None);
        await storage.KnownErrors.WriteAsync(errors[0] with { Problem = new(TicketKind.Problem, 999_999) }, CancellationToken.None);

        (int tickets, int swept) = await ListsCommand.RebuildAsync(storage, Bench.Organisation, bench.Screen, CancellationToken.None);

        Assert.Equal((2, 1), (tickets, swept));
        Assert.Equal(errors.OrderBy(error => error.Id), await storage.KnownErrors.ReadAllAsync(Bench.Organisation, CancellationToken.None));
    }

    [Fact]
    [Trait("Rule", "OR-11")]
    public async Task Gets_its_public_status_back_from_the_events_of_major_incidents()
    {
        await using Bench bench = await Bench.OpenAsync();
        DeskStorage storage = await bench.StorageAsync();
        Ticket one = await MajorAsync(storage, bench.Time.GetUtcNow()), other = await MajorAsync(storage, bench.Time.GetUtcNow());
        PublicStatus[] said = [PublicStatus.Of(one)!, PublicStatus.Of(other)!];
        // What was written down when it was said is what a rebuild writes, though the incident has gone on since.
        Assert.All(said, status => Assert.Equal(3, status.Version));
        await storage.Statuses.WriteAsync(said[0], CancellationToken.None);
        await storage.Statuses.WriteAsync(said[1], CancellationToken.None);
        List<string> before = await StatusRowsAsync(storage);
        // One row is lost, one says something else in the same version, and one is of an incident that never was.
        await storage.Tables.Knowledge.DeleteEntityAsync(Bench.Organisation.Value, $"{Bench.Organisation}|status|{one.Number}");
        await storage.Statuses.MendAsync(said[1] with { StoodDownAt = bench.Time.GetUtcNow() }, CancellationToken.None);
        await storage.Statuses.WriteAsync(said[0] with { Number = new(TicketKind.Incident, 999_999) }, CancellationToken.None);

        (int tickets, int swept) = await ListsCommand.RebuildAsync(storage, Bench.Organisation, bench.Screen, CancellationToken.None);

        Assert.Equal((2, 1), (tickets, swept));
        Assert.Equal(before, await StatusRowsAsync(storage));
    }

    private static async Task<List<string>> StatusRowsAsync(DeskStorage storage) =>
        Rows(await storage.Tables.Knowledge.QueryAsync<TableEntity>(row => row.PartitionKey == Bench.Organisation.Value).Where(row => row.RowKey.Contains("|status|", StringComparison.Ordinal)).ToListAsync());

    private static async Task<Ticket> MajorAsync(DeskStorage storage, DateTimeOffset now)
    {
        var leader = new Actor("lea", Roles.TeamLeader);
        Profile profile = Aarhus.Profile;
        var accepted = (Decision.Accepted)TicketIntake.Decide(
            new NewTicket("No network", "In any building.", new(new Assessment.OfIncident(Impact.Company, Urgency.High), "network", "wired", null, null, null), "portal", null, "anna", null, Markers.None), profile);
        var created = (Creation.Created)await storage.Tickets.CreateAsync(
            Bench.Organisation, TicketKind.Incident, null, now, (TicketNumber number) => History.Open(Bench.Organisation, number, accepted.Happenings, "anna", "Requester", now, profile), CancellationToken.None);
        Ticket ticket = created.Ticket;
        foreach (TicketCommand command in (TicketCommand[])[new MajorCommand.Declare("No network in any building."), new MajorCommand.Publish(StatusState.Investigating, "We look into it.", "Vi ser på det."), new TicketCommand.Journal("A switch.", Visibility.Internal)])
        {
            var decided = (Decision.Accepted)TicketDesk.Decide(ticket, command, leader, now, profile);
            (Ticket after, var events) = History.Append(ticket, decided.Happenings, leader.Id, "TeamLeader", now, now, profile);
            StoredTicket stored = (await storage.Tickets.FindAsync(Bench.Organisation, ticket.Number, CancellationToken.None))!;
            Assert.IsType<Commit.Committed>(await storage.Tickets.CommitAsync(stored, after, events, null, now, CancellationToken.None));
            ticket = after;
        }

        return ticket;
    }

    private static async Task<Ticket> KnownAsync(DeskStorage storage, DateTimeOffset now)
    {
        var agent = new Actor("agent-1", Roles.FirstLine);
        Profile profile = Aarhus.Profile with { DefaultProblemTeam = "infrastructure", Directory = new([new(agent.Id, "Agnes", null, null, ["infrastructure"], [], [], [])]) };
        var accepted = (Decision.Accepted)ProblemIntake.Decide(new NewProblem("It drops connections", "Again.", "network", "wired", "anna", [new(TicketKind.Incident, 7)]), profile);
        var created = (Creation.Created)await storage.Tickets.CreateAsync(
            Bench.Organisation, TicketKind.Problem, null, now, (TicketNumber number) => History.Open(Bench.Organisation, number, accepted.Happenings, "anna", "Agent.L1", now, profile), CancellationToken.None);
        var found = (Decision.Accepted)TicketDesk.Decide(created.Ticket, new ProblemCommand.Record("A leak.", "Restart it by hand.", "Wait a minute.", KnownError: true), agent, now, profile);
        (Ticket after, var events) = History.Append(created.Ticket, found.Happenings, agent.Id, "Agent.L1", now, now, profile);
        StoredTicket stored = (await storage.Tickets.FindAsync(Bench.Organisation, created.Ticket.Number, CancellationToken.None))!;
        Assert.IsType<Commit.Committed>(await storage.Tickets.CommitAsync(stored, after, events, null, now, CancellationToken.None));
        return after;
    }

    private static List<string> Rows(IEnumerable<TableEntity> rows) => [.. rows.Select(row => $"{row.RowKey} {Convert.ToHexString(row.GetBinary("b0")!)}").Order()];

    private static async Task<Bench> ImportedAsync()
    {
        Bench bench = await Bench.OpenAsync();
        await bench.ImportAsync(bench.File(Written.Log(Written.Plain())));
        return bench;
    }

    private static async Task<TableEntity> RowAsync(Bench bench, string end) =>
        await (await bench.StorageAsync()).Tables.Desk.QueryAsync<TableEntity>(filter: (string?)null).FirstAsync(row => row.RowKey.EndsWith(end, StringComparison.Ordinal));

    private static async Task IsNamedAsync(Bench bench, int version, string what)
    {
        VerifyCommand.Verdict verdict = await VerifyCommand.VerifyAsync(await bench.StorageAsync(), Bench.Organisation, bench.Screen, CancellationToken.None);
        VerifyCommand.Damage damage = Assert.Single(verdict.Damaged);
        Assert.Equal(version, damage.Version);
        Assert.Contains(what, damage.What, StringComparison.Ordinal);
    }
}
