namespace ItsmFunctions.Storage.Tests;

public sealed class The_due_index : IAsyncLifetime
{
    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Gives_the_earliest_first_over_hours_days_and_years()
    {
        TimeSpan[] waits = [TimeSpan.FromDays(400), TimeSpan.FromMinutes(-90), TimeSpan.FromTicks(1), TimeSpan.Zero, TimeSpan.FromHours(5), TimeSpan.FromDays(-3)];
        foreach ((TimeSpan wait, int i) in waits.Select((wait, i) => (wait, i)))
            await _desk.Due.WriteAsync(Desk.Au, new(TicketKind.Incident, i + 1), new(DueWork.Close, Desk.Start + wait), default);

        IReadOnlyList<DueRow> rows = await _desk.Due.ReadAsync(default);
        Assert.Equal(waits.Order().Select(wait => Desk.Start + wait), rows.Select(row => row.At));
        Assert.All(rows, row => Assert.Equal(Desk.Start, row.WrittenAt));
    }

    [Fact]
    public async Task Tells_whose_work_of_which_kind_a_row_is()
    {
        await _desk.Due.WriteAsync(OrganisationId.Parse("a-b"), new(TicketKind.Request, 7), new(DueWork.WakeUp, Desk.Start), default);
        DueRow.OfTicket row = Assert.IsType<DueRow.OfTicket>(Assert.Single(await _desk.Due.ReadAsync(default)));

        Assert.Equal(("a-b", "REQ-0000007", DueWork.WakeUp), (row.Organisation.Value, row.Number.ToString(), row.Work));
    }

    [Fact]
    public async Task Holds_one_row_for_the_same_work_at_the_same_instant_and_two_for_two()
    {
        TicketNumber number = new(TicketKind.Incident, 1);
        await _desk.Due.WriteAsync(Desk.Au, number, new(DueWork.Close, Desk.Start), default);
        await _desk.Due.WriteAsync(Desk.Au, number, new(DueWork.Close, Desk.Start), default);
        Assert.Single(await _desk.Due.ReadAsync(default));

        await _desk.Due.WriteAsync(Desk.Au, number, new(DueWork.WakeUp, Desk.Start), default);
        await _desk.Due.WriteAsync(OrganisationId.Parse("keys"), number, new(DueWork.Close, Desk.Start), default);
        Assert.Equal(3, (await _desk.Due.ReadAsync(default)).OfType<DueRow.OfTicket>().Count());
    }

    [Fact]
    public async Task Is_emptied_page_by_page_in_order_however_much_was_missed()
    {
        var group = new List<Task>();
        for (int i = 0; i < 450; i++)
            group.Add(_desk.Due.WriteAsync(Desk.Au, new(TicketKind.Incident, i + 1), new(DueWork.Close, Desk.Start.AddMinutes(7 * (i % 30))), default));
        await Task.WhenAll(group);

        var seen = new List<DueRow>();
        while (await _desk.Due.ReadAsync(default) is { Count: > 0 } page)
        {
            Assert.InRange(page.Count, 1, DueIndex.PageSize);
            seen.AddRange(page);
            await _desk.Due.DeleteAsync(page, default);
        }

        Assert.Equal(450, seen.DistinctBy(row => row.RowKey).Count());
        Assert.Equal(seen.Select(row => row.At).Order(), seen.Select(row => row.At));
    }

    [Fact]
    public async Task Tells_the_earliest_that_was_written_since_it_was_read()
    {
        await _desk.Due.WriteAsync(Desk.Au, new(TicketKind.Incident, 1), new(DueWork.Close, Desk.Start.AddDays(2)), default);
        await _desk.Due.WriteAsync(Desk.Au, new(TicketKind.Incident, 2), new(DueWork.Close, Desk.Start.AddDays(1)), default);
        await _desk.Due.WriteAsync(Desk.Au, new(TicketKind.Incident, 3), new(DueWork.Close, Desk.Start.AddDays(3)), default);
        Assert.Equal(Desk.Start.AddDays(1), _desk.Due.EarliestWritten);

        Assert.Equal(3, (await _desk.Due.ReadAsync(default)).Count);
        Assert.Equal(DateTimeOffset.MaxValue, _desk.Due.EarliestWritten);
    }

    [Fact]
    public async Task Does_not_mind_rows_that_another_tick_deleted_already()
    {
        for (int i = 0; i < 5; i++)
            await _desk.Due.WriteAsync(Desk.Au, new(TicketKind.Incident, i + 1), new(DueWork.Close, Desk.Start), default);
        IReadOnlyList<DueRow> rows = await _desk.Due.ReadAsync(default);
        await _desk.Due.DeleteAsync([rows[1]], default);
        await _desk.Due.DeleteAsync([rows[1]], default);
        await _desk.Due.DeleteAsync(rows, default);

        Assert.Empty(await _desk.Due.ReadAsync(default));
    }

    [Fact]
    public async Task Keeps_a_row_that_was_written_anew_since_the_tick_looked()
    {
        TicketNumber[] numbers = [.. Enumerable.Range(1, 3).Select(i => new TicketNumber(TicketKind.Incident, i))];
        foreach (TicketNumber number in numbers)
            await _desk.Due.WriteAsync(Desk.Au, number, new(DueWork.Close, Desk.Start), default);
        IReadOnlyList<DueRow> seen = await _desk.Due.ReadAsync(default);
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        await _desk.Due.WriteAsync(Desk.Au, numbers[1], new(DueWork.Close, Desk.Start), default);
        await _desk.Due.DeleteAsync(seen, default);

        DueRow left = Assert.Single(await _desk.Due.ReadAsync(default));
        Assert.Equal((numbers[1], _desk.Now), (Assert.IsType<DueRow.OfTicket>(left).Number, left.WrittenAt));
        await _desk.Due.DeleteAsync([seen[1]], default);
        Assert.Single(await _desk.Due.ReadAsync(default));
    }

    [Fact]
    [Trait("Rule", "AU-14")]
    public async Task Knows_of_a_close_before_the_ticket_is_resolved_and_of_each_new_deadline()
    {
        StoredTicket stored = await _desk.DoneAsync(await _desk.OpenedAsync(), new TicketCommand.Pend("PR-04", Desk.Start.AddDays(2), null), new("agent-l1", Roles.FirstLine));
        stored = await _desk.DoneAsync(stored, new TicketCommand.Resolve("Done.", null));

        Assert.Equal(
            [(DueWork.Close, stored.Ticket.Resolution!.ClosesAt)],
            (await _desk.Due.ReadAsync(default)).Cast<DueRow.OfTicket>().Select(row => (row.Work, row.At)));
        Assert.Equal([new Due(DueWork.Close, stored.Ticket.Resolution.ClosesAt)], stored.Ticket.Dues());
    }

    [Fact]
    public async Task Knows_of_the_date_of_a_wait_without_a_plan_until_it_has_one()
    {
        StoredTicket stored = await _desk.DoneAsync(await _desk.OpenedAsync(), new TicketCommand.Pend("PR-04", Desk.Start.AddDays(2), null), new("import", Roles.Import));

        DueRow.OfTicket row = Assert.IsType<DueRow.OfTicket>(Assert.Single(await _desk.Due.ReadAsync(default)));
        Assert.Equal((DueWork.WakeUp, Desk.Start.AddDays(2)), (row.Work, row.At));
        Assert.Equal([new Due(DueWork.WakeUp, Desk.Start.AddDays(2))], stored.Ticket.Dues());
        Assert.DoesNotContain((await _desk.DoneAsync(stored, new TicketCommand.PlanWait(), Actor.Clock)).Ticket.Dues(), due => due.Work == DueWork.WakeUp);
    }

    [Fact]
    public async Task Holds_a_harmless_row_where_the_change_it_was_written_for_lost()
    {
        StoredTicket read = await _desk.OpenedAsync();
        await _desk.DoneAsync(read, new TicketCommand.BeginWork());
        Assert.IsType<Commit.Overtaken>(await _desk.CommitAsync(read, new TicketCommand.Resolve("Done.", null)));

        Assert.Single(await _desk.Due.ReadAsync(default));
        Assert.DoesNotContain((await _desk.FindAsync(read.Ticket)).Ticket.Dues(), due => due.IsWrittenFirst);
    }

    [Fact]
    public async Task Holds_nobody_to_a_deadline_that_had_passed_before_its_row_was_written()
    {
        await _desk.Due.WriteAsync(Desk.Au, new(TicketKind.Incident, 1), new(DueWork.Close, Desk.Start.AddHours(-17)), default);
        await _desk.Due.WriteAsync(Desk.Au, new(TicketKind.Incident, 2), new(DueWork.Close, Desk.Start.AddHours(1)), default);

        Assert.Equal([Desk.Start, Desk.Start.AddHours(1)], (await _desk.Due.ReadAsync(default)).Select(row => row.WaitsSince));
    }
}
