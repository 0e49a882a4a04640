using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Storage.Lists;

namespace ItsmFunctions.Storage.Tests;

public sealed class The_lists : IAsyncLifetime
{
    private static readonly ListFilter All = new(null, null, null, null);
    private static readonly TicketView ItSupport = new TicketView.OfTeam("it-support");

    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    [Trait("Rule", "AU-23")]
    public async Task Of_a_team_begin_with_the_most_urgent_and_then_the_oldest()
    {
        Urgency[] urgencies = [Urgency.Low, Urgency.High, Urgency.Medium, Urgency.High, Urgency.Low];
        foreach (Urgency urgency in urgencies)
        {
            await ListedAsync(Desk.Wanted(urgency: urgency));
            _desk.Time.Advance(TimeSpan.FromMinutes(1));
        }

        IReadOnlyList<TicketSummary> tickets = await ReadAsync(ItSupport);
        Assert.Equal([3, 3, 4, 5, 5], tickets.Select(ticket => ticket.HandlingRank));
        Assert.Equal([1, 3, 2, 0, 4], tickets.Select(ticket => (int)(ticket.OpenedAt - Desk.Start).TotalMinutes));
    }

    [Fact]
    public async Task Of_a_requester_begin_with_the_newest_and_keep_what_is_closed()
    {
        Ticket first = (await ListedAsync()).Ticket;
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        Ticket second = (await ListedAsync()).Ticket;
        StoredTicket closing = await MovedAsync(await _desk.FindAsync(first), new TicketCommand.Assign("it-support", "agent-9"));
        Assert.Equal([first.Number], (await ReadAsync(new TicketView.OfAssignee("agent-9"))).Select(ticket => ticket.Number));
        closing = await MovedAsync(closing, new TicketCommand.Resolve("Done.", null));
        _desk.Time.Advance(TimeSpan.FromDays(31));
        await MovedAsync(closing, new TicketCommand.Close(), Actor.Clock);

        Assert.Equal([second.Number, first.Number], (await ReadAsync(new TicketView.OfRequester("requester-1"))).Select(ticket => ticket.Number));
        Assert.Equal([second.Number], (await ReadAsync(ItSupport)).Select(ticket => ticket.Number));
        Assert.Empty(await ReadAsync(new TicketView.OfAssignee("agent-9")));
    }

    [Fact]
    public async Task Of_what_was_updated_follow_the_last_change_from_an_instant_on()
    {
        StoredTicket[] tickets = new StoredTicket[3];
        for (int i = 0; i < 3; i++)
        {
            tickets[i] = await ListedAsync();
            _desk.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await MovedAsync(tickets[0], new TicketCommand.Journal("Looked.", Visibility.Internal));

        Assert.Equal([1, 2, 0], (await ReadAsync(new TicketView.UpdatedSince(Desk.Start))).Select(Place));
        Assert.Equal([2, 0], (await ReadAsync(new TicketView.UpdatedSince(Desk.Start.AddMinutes(2)))).Select(Place));
        Assert.Empty(await ReadAsync(new TicketView.UpdatedSince(_desk.Now.AddTicks(1))));

        int Place(TicketSummary ticket) => Array.FindIndex(tickets, stored => stored.Ticket.Number == ticket.Number);
    }

    [Fact]
    public async Task Move_a_ticket_from_team_to_team_and_leave_no_row_behind()
    {
        StoredTicket stored = await ListedAsync();
        stored = await MovedAsync(stored, new TicketCommand.Assign("security", "agent-9"));
        stored = await MovedAsync(stored, new TicketCommand.SetPriority(1, "Exam."));
        await MovedAsync(stored, new TicketCommand.Assign("infrastructure", "agent-8"));

        Assert.Empty(await ReadAsync(ItSupport));
        Assert.Empty(await ReadAsync(new TicketView.OfTeam("security")));
        Assert.Empty(await ReadAsync(new TicketView.OfAssignee("agent-9")));
        Assert.Equal(1, Assert.Single(await ReadAsync(new TicketView.OfTeam("infrastructure"))).HandlingRank);

        // Its place, team, assignee, requester and last change: five rows, whatever happened before.
        Assert.Equal(5, (await _desk.ListRowsAsync()).Count);
    }

    [Fact]
    [Trait("Rule", "OM-21")]
    public async Task Of_changes_in_review_say_whose_votes_they_wait_for()
    {
        Elector Asked(string person, VoteChoice? choice = null) => new(person, [ReviewRole.Reviewer], choice);
        Ticket change = (await ListedAsync()).Ticket with
        {
            Version = 2,
            Change = new(
                new("general", [new("new", "New", "Ny", StageKind.New), new("look", "Look", "Se", StageKind.Review, Review: new(Quorum.MostOf, new(60)))], false, false), "look", 2, Desk.Start, true)
            {
                Review = new(2, [Asked("rita"), Asked("rolf"), Asked("rosa", VoteChoice.Approve)], Desk.Start, Desk.Start.AddHours(1), []),
                Delegations = [new("rolf", "dora", Desk.Start.AddHours(1), Desk.Start.AddHours(2)), new("rosa", "dora", Desk.Start, Desk.Start.AddHours(9))],
            },
        };
        await _desk.Lists.MoveAsync(change, CancellationToken.None);

        AskedVotes review = Assert.Single((await _desk.Lists.ReadOpenAsync(Desk.Au, new TicketView.InReview(), CancellationToken.None)).Tickets).Review!;
        Assert.Equal(("look", "general", Desk.Start.AddHours(1)), (review.Stage, review.Type, review.DueAt));
        Assert.Equal(["rita"], review.Asks("rita", Desk.Start));
        // Who has voted is asked no more, and who stands in for somebody is asked while they do.
        Assert.Empty(review.Asks("rosa", Desk.Start));
        foreach ((int minutes, int asked) in new[] { (59, 0), (60, 1), (119, 1), (120, 0) })
            Assert.Equal(asked, review.Asks("dora", Desk.Start.AddMinutes(minutes)).Count());

        await _desk.Lists.MoveAsync(change with { Version = 3, Change = change.Change! with { Review = change.Change.Review! with { Approved = true } } }, CancellationToken.None);
        Assert.Empty((await _desk.Lists.ReadOpenAsync(Desk.Au, new TicketView.InReview(), CancellationToken.None)).Tickets);
    }

    [Fact]
    public async Task Give_every_ticket_once_through_pages_of_any_size()
    {
        var numbers = new List<TicketNumber>();
        for (int i = 0; i < 23; i++)
            numbers.Add((await ListedAsync(Desk.Wanted(urgency: (Urgency)(i % 3)))).Ticket.Number);

        foreach (int size in new[] { 1, 4, 23, 200 })
        {
            IReadOnlyList<TicketSummary> paged = await ReadAsync(ItSupport, All, size);
            Assert.Equal(numbers.Order(Comparer<TicketNumber>.Create((one, other) => one.Sequence - other.Sequence)), paged.Select(ticket => ticket.Number).OrderBy(number => number.Sequence));
            Assert.Equal(paged.Select(ticket => ticket.HandlingRank).Order(), paged.Select(ticket => ticket.HandlingRank));
        }
    }

    [Fact]
    public async Task Filter_by_kind_status_rank_and_pending_reason()
    {
        await ListedAsync(Desk.Wanted(urgency: Urgency.High));
        await MovedAsync(await ListedAsync(), new TicketCommand.BeginWork());
        await MovedAsync(await ListedAsync(), new TicketCommand.Pend("PR-07", null, null));
        await MovedAsync(await ListedAsync(), new TicketCommand.Pend("PR-03", null, null));
        await ListedAsync(Desk.Wanted() with { Classification = Desk.Wanted().Classification with { Assessment = new Assessment.OfRequest(Importance.MustHave, Speed.Expedite) } });

        Assert.Equal(5, (await ReadAsync(ItSupport)).Count);
        Assert.Equal(TicketKind.Request, Assert.Single(await ReadAsync(ItSupport, All with { Kind = TicketKind.Request })).Number.Kind);
        Assert.Equal(TicketStatus.InProgress, Assert.Single(await ReadAsync(ItSupport, All with { Status = TicketStatus.InProgress })).Status);
        Assert.Equal([3, 3], (await ReadAsync(ItSupport, All with { Priority = 3 })).Select(ticket => ticket.HandlingRank));
        Assert.Equal("PR-07", Assert.Single(await ReadAsync(ItSupport, All with { PendingReason = "PR-07" })).PendingReason);
        Assert.Equal(2, (await ReadAsync(ItSupport, All with { Status = TicketStatus.Pending }, size: 1)).Count);
        Assert.Empty(await ReadAsync(ItSupport, All with { PendingReason = "x' or RowKey ne '" }));
    }

    [Fact]
    public async Task Never_go_back_to_an_older_version()
    {
        StoredTicket old = await ListedAsync();
        StoredTicket recent = await MovedAsync(old, new TicketCommand.Assign("security", null));

        Assert.False(await _desk.Lists.MoveAsync(old.Ticket, default));
        await _desk.ListAsync(old.Ticket);
        Assert.False(await _desk.Lists.MoveAsync(recent.Ticket, default));

        Assert.Empty(await ReadAsync(ItSupport));
        Assert.Equal(recent.Ticket.Version, Assert.Single(await ReadAsync(new TicketView.OfTeam("security"))).Version);
    }

    [Fact]
    public async Task End_at_the_newest_version_in_whatever_order_the_reactions_run()
    {
        StoredTicket stored = await _desk.OpenedAsync();
        List<Ticket> versions = [stored.Ticket];
        for (int i = 0; i < 12; i++)
        {
            _desk.Time.Advance(TimeSpan.FromSeconds(1));
            stored = await _desk.DoneAsync(stored, new TicketCommand.Assign(i % 2 == 0 ? "security" : "it-support", $"agent-{i % 3}"));
            versions.Add(stored.Ticket);
        }

        await Task.WhenAll(versions.Reverse<Ticket>().OrderBy(ticket => ticket.Version % 4).Select(ticket => _desk.Lists.MoveAsync(ticket, default)));

        Assert.Equal(stored.Ticket.Version, Assert.Single(await ReadAsync(ItSupport)).Version);
        Assert.Equal(5, (await _desk.ListRowsAsync()).Count);
    }

    [Fact]
    public async Task Are_mended_where_a_row_is_missing()
    {
        StoredTicket stored = await ListedAsync();
        TableEntity lost = (await _desk.RowsAsync(_desk.Tables.OpenLists)).Single(row => row.RowKey.StartsWith("au|team|", StringComparison.Ordinal));
        await _desk.Tables.OpenLists.DeleteEntityAsync(lost.PartitionKey, lost.RowKey);

        await MovedAsync(stored, new TicketCommand.Assign("security", null));
        Assert.Single(await ReadAsync(new TicketView.OfTeam("security")));
        Assert.Equal(4, (await _desk.ListRowsAsync()).Count);
    }

    [Fact]
    public async Task Let_a_late_first_reaction_bring_no_closed_ticket_back()
    {
        StoredTicket opened = await _desk.OpenedAsync();
        await _desk.Lists.AddAsync(opened.Ticket, default);
        StoredTicket done = await _desk.DoneAsync(opened, new TicketCommand.Resolve("Done.", null));
        _desk.Time.Advance(TimeSpan.FromDays(31));
        StoredTicket closed = await _desk.DoneAsync(done, new TicketCommand.Close(), Actor.Clock);
        Assert.True(await _desk.Lists.MoveAsync(closed.Ticket, default));
        Assert.False(await _desk.Lists.MoveAsync(closed.Ticket, default));
        await _desk.Lists.OpenAsync(opened.Ticket, default);
        await new TicketLists(_desk.Tables).OpenAsync(opened.Ticket, default);

        Assert.Empty(await ReadAsync(ItSupport));
        Assert.Equal(TicketStatus.Closed, Assert.Single(await ReadAsync(new TicketView.OfRequester("requester-1"))).Status);
    }

    [Fact]
    public async Task End_at_the_newest_version_though_several_instances_move_what_each_remembers()
    {
        StoredTicket stored = await ListedAsync();
        TicketLists[] instances = [_desk.Lists, new(_desk.Tables), new(_desk.Tables)];
        foreach (TicketLists lists in instances)
            await lists.MoveAsync(stored.Ticket, default);
        List<Ticket> versions = [];
        for (int i = 0; i < 12; i++)
        {
            _desk.Time.Advance(TimeSpan.FromSeconds(1));
            stored = await _desk.DoneAsync(stored, new TicketCommand.Assign(i % 2 == 0 ? "security" : "it-support", $"agent-{i % 3}"));
            versions.Add(stored.Ticket);
        }

        await Task.WhenAll(versions.Select((ticket, i) => instances[i % 3].MoveAsync(ticket, default)));
        await instances[0].MoveAsync(stored.Ticket, default);

        Assert.Equal(stored.Ticket.Version, Assert.Single(await ReadAsync(ItSupport)).Version);
        Assert.Equal(stored.Ticket.Version, Assert.Single(await ReadAsync(new TicketView.UpdatedSince(Desk.Start))).Version);
        Assert.Equal(5, (await _desk.ListRowsAsync()).Count);
    }

    [Fact]
    public async Task Take_many_new_tickets_at_once_though_some_stand_there_already()
    {
        var tickets = new List<Ticket>();
        for (int i = 0; i < 45; i++)
            tickets.Add((await _desk.OpenedAsync()).Ticket);
        StoredTicket ahead = await MovedAsync(await _desk.FindAsync(tickets[3]), new TicketCommand.Assign("security", null));
        await _desk.Lists.AddAsync(Desk.Au, tickets, default);

        Assert.Equal(44, (await ReadAsync(ItSupport)).Count);
        Assert.Equal(ahead.Ticket.Number, Assert.Single(await ReadAsync(new TicketView.OfTeam("security"))).Number);
        Assert.Equal(45 * 4, (await _desk.ListRowsAsync()).Count);
    }

    [Fact]
    public async Task Are_written_anew_by_a_rebuild_but_never_with_an_older_version()
    {
        StoredTicket old = await ListedAsync();
        StoredTicket recent = await MovedAsync(old, new TicketCommand.Assign("security", null));
        TableEntity requester = (await _desk.RowsAsync(_desk.Tables.Lists)).Single(row => row.RowKey.StartsWith("au|requester|", StringComparison.Ordinal));
        foreach (TableClient table in (TableClient[])[_desk.Tables.OpenLists, _desk.Tables.Lists])
        {
            foreach (TableEntity row in (await _desk.RowsAsync(table)).Where(row => row.RowKey != requester.RowKey))
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }

        Assert.False(await _desk.Lists.MendAsync(old.Ticket, default));
        Assert.True(await _desk.Lists.MendAsync(recent.Ticket, default));
        Assert.Equal(recent.Ticket.Version, Assert.Single(await ReadAsync(new TicketView.OfTeam("security"))).Version);
        Assert.Equal(4, (await _desk.ListRowsAsync()).Count);
    }

    [Theory]
    [InlineData("agent|9")]
    [InlineData("agent/9")]
    [InlineData("åse@example.org")]
    [InlineData("a#b?c\\d%e f")]
    public async Task Take_any_id_of_a_person_and_mix_none_up(string id)
    {
        await MovedAsync(await ListedAsync(), new TicketCommand.Assign("it-support", id));
        await MovedAsync(await ListedAsync(), new TicketCommand.Assign("it-support", id + "|1"));

        Assert.Equal(id, Assert.Single(await ReadAsync(new TicketView.OfAssignee(id))).Assignee);
        Assert.Empty(await ReadAsync(new TicketView.OfAssignee(id[..1])));
    }

    private async Task<StoredTicket> ListedAsync(NewTicket? wanted = null)
    {
        StoredTicket stored = await _desk.OpenedAsync(wanted: wanted);
        await _desk.ListAsync(stored.Ticket);
        return stored;
    }

    private async Task<StoredTicket> MovedAsync(StoredTicket before, TicketCommand command, Actor? by = null)
    {
        StoredTicket after = await _desk.DoneAsync(before, command, by);
        Assert.True(await _desk.Lists.MoveAsync(after.Ticket, default));
        return after;
    }

    private Task<IReadOnlyList<TicketSummary>> ReadAsync(TicketView view) => ReadAsync(view, All);

    /// <summary>All pages of a list; a page may be short, even empty, and still have a next one.</summary>
    private async Task<IReadOnlyList<TicketSummary>> ReadAsync(TicketView view, ListFilter filter, int size = 50)
    {
        var tickets = new List<TicketSummary>();
        string? after = null;
        do
        {
            ListPage page = await _desk.Lists.ReadAsync(Desk.Au, view, filter, after, size, default);
            Assert.InRange(page.Tickets.Count, 0, size);
            Assert.NotEqual("", page.After);
            Assert.True(page.After is null || string.CompareOrdinal(page.After, after) > 0, "A continuation goes on.");
            tickets.AddRange(page.Tickets);
            after = page.After;
        }
        while (after is not null);
        return tickets;
    }
}
