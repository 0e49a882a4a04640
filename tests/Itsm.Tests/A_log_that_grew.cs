using ItsmFunctions.Itsm.Commands;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Itsm.Tests;

public sealed class A_log_that_grew
{
    [Fact]
    public async Task Adds_what_is_new_and_nothing_else()
    {
        await using Bench bench = await Bench.OpenAsync();
        string[] lines = File.ReadAllLines(bench.Sample(400, interleaved: true));
        string[] early = [lines[0], .. lines[1..200].Select(Unresolved)];
        Outcome first = await bench.ImportAsync(bench.File(early));
        Assert.Equal(0, first.Parity.Unexplained);

        bench.Time.Advance(TimeSpan.FromDays(1));
        string whole = bench.File(lines);
        Outcome second = await bench.ImportAsync(whole);
        Assert.True(second.Result.Counts!.Grown > 0 && second.Result.Counts.Created > 0 && second.Result.Counts.Unchanged > 0);
        Assert.Equal(0, second.Parity.Unexplained);
        Assert.Equal(first.Result.Counts!.Events + second.Result.Counts.Events, (await bench.HistoriesAsync()).Sum(history => history.Events.Count));

        // The same history as if it had come at once, but for when it was written down.
        await using Bench other = await Bench.OpenAsync();
        await other.ImportAsync(other.File(lines));
        Assert.Equal(await StatesAsync(other), await StatesAsync(bench));
        Assert.Equal(0, (await bench.ImportAsync(whole)).Writes);
        Assert.Empty((await VerifyCommand.VerifyAsync(await bench.StorageAsync(), Bench.Organisation, bench.Screen, CancellationToken.None)).Damaged);
    }

    [Fact]
    public async Task Does_not_rewrite_history_for_a_row_that_comes_too_late()
    {
        await using Bench bench = await Bench.OpenAsync();
        string[] rows = Written.Plain();
        await bench.ImportAsync(bench.File(Written.Log([rows[0], .. rows[2..]])));
        IReadOnlyList<TicketHistory> before = await bench.HistoriesAsync();

        bench.Time.Advance(TimeSpan.FromDays(1));
        string late = bench.File(Written.Log([.. rows[..2], Written.Row(9, "29-02-2016 10:00", "Active", Written.Times), .. rows[2..]]));
        Outcome outcome = await bench.ImportAsync(late);
        Assert.Equal([("R-17", 3), ("R-17", 4)], outcome.Findings.Where(finding => finding.Rule == "R-17").Select(finding => (finding.Rule, finding.Line)));
        Assert.Equal(before[0].Events.Select(e => e.Hash), (await bench.HistoriesAsync())[0].Events.Select(e => e.Hash));
        Assert.Equal(0, (await bench.ImportAsync(late)).Writes);
    }

    [Fact]
    public async Task Falls_due_where_the_log_leaves_a_ticket_resolved_and_leaves_the_team_queue_when_it_is_closed()
    {
        await using Bench bench = await Bench.OpenAsync();
        string[] rows = Written.Plain();
        await bench.ImportAsync(bench.File(Written.Log(rows[..3])));
        Assert.Single(await DuesAsync(bench));
        Assert.Contains(await bench.ListRowsAsync(), row => row.RowKey.Contains("|team|", StringComparison.Ordinal));

        await bench.ImportAsync(bench.File(Written.Log(rows)));
        Assert.DoesNotContain(await bench.ListRowsAsync(), row => row.RowKey.Contains("|team|", StringComparison.Ordinal));
        Assert.Equal(TicketStatus.Closed, (await bench.HistoriesAsync())[0].Stored!.Ticket.Status);
    }

    [Fact]
    public async Task Goes_on_behind_what_the_desk_did_to_the_ticket_itself()
    {
        await using Bench bench = await Bench.OpenAsync();
        string[] rows = Written.Plain();
        await bench.ImportAsync(bench.File(Written.Log(rows[..2])));
        DeskStorage storage = await bench.StorageAsync();
        StoredTicket stored = (await bench.HistoriesAsync())[0].Stored!;
        Profile profile = await storage.Profiles.ReadAsync(Bench.Organisation, CancellationToken.None);
        var agent = new ItsmFunctions.Domain.People.Actor("agent", ItsmFunctions.Domain.People.Roles.FirstLine);
        DateTimeOffset at = new(2016, 2, 29, 9, 0, 0, TimeSpan.Zero);
        var noted = (Decision.Accepted)TicketDesk.Decide(stored.Ticket, new TicketCommand.Journal("Looked at it here.", Visibility.Internal), agent, at, profile);
        (Ticket after, var events) = History.Append(stored.Ticket, noted.Happenings, agent.Id, "Agent.L1", at, at, profile);
        Assert.IsType<Commit.Committed>(await storage.Tickets.CommitAsync(stored, after, events, null, at, CancellationToken.None));

        Outcome grown = await bench.ImportAsync(bench.File(Written.Log(rows)));
        Assert.Equal(1, grown.Result.Counts!.Grown);
        TicketHistory history = (await bench.HistoriesAsync())[0];
        Assert.Equal(TicketStatus.Closed, history.Stored!.Ticket.Status);
        Assert.Single(history.Events, e => e.Stored.Source is null);
        Assert.Null(VerifyCommand.Find(history));
    }

    // As an export of that day had it: an incident that is not resolved has no such time.
    private static string Unresolved(string line) => string.Join(',', [.. line.Split(',')[..^2], "?", "?"]);

    private static async Task<List<string>> StatesAsync(Bench bench) =>
        [.. (await bench.HistoriesAsync()).Select(history => history.Stored!.Ticket)
            .Select(ticket => $"{ticket.Markers.ExternalReference} {ticket.Status} {ticket.Team} {ticket.Assignee} {ticket.OpenedAt:u} {ticket.Resolution?.At:u} {ticket.ClosedAt:u} {ticket.Reassignments} {ticket.Reopenings} {ticket.Classification}")
            .Order()];

    private static async Task<List<Azure.Data.Tables.TableEntity>> DuesAsync(Bench bench) =>
        await (await bench.StorageAsync()).Tables.Due.QueryAsync<Azure.Data.Tables.TableEntity>(filter: (string?)null).ToListAsync();
}
