namespace ItsmFunctions.Domain.Tests;

public sealed class A_resolved_ticket
{
    private static readonly Profile Reopening = Aarhus.Profile with { ReplyOnResolved = ReplyOnResolved.Reopen };

    /// <summary>V15: thirty local days, over both changes of the clock.</summary>
    [Theory]
    [InlineData("2026-10-10T08:00:00Z", "2026-11-09T09:00:00Z")]
    [InlineData("2026-11-22T13:00:00Z", "2026-12-22T13:00:00Z")]
    [InlineData("2027-02-26T01:30:00Z", "2027-03-28T01:30:00Z")]
    [Trait("Rule", "A15")]
    [Trait("Rule", "AU-14")]
    public void Closes_thirty_local_days_later_at_the_same_local_time(string resolved, string closes)
    {
        Case given = Case.Of(TicketStatus.InProgress);
        given.Later(DateTimeOffset.Parse(resolved, null) - given.Now).Solved();

        Assert.Equal(DateTimeOffset.Parse(closes, null), given.Ticket.Resolution!.ClosesAt);
        Assert.Equal([new Due(DueWork.Close, DateTimeOffset.Parse(closes, null))], given.Ticket.Dues());
    }

    [Fact]
    [Trait("Rule", "AU-14")]
    public void Is_closed_by_the_clock_on_its_deadline_and_not_a_tick_before()
    {
        Case given = Case.Of(TicketStatus.Resolved).Until(DueWork.Close).Later(TimeSpan.FromTicks(-1));
        Assert.Empty(given.Accept(new TicketCommand.Close(), Actor.Clock));

        given.Later(TimeSpan.FromTicks(1)).Do(new TicketCommand.Close(), Actor.Clock);
        Assert.Equal((TicketStatus.Closed, given.Now), (given.Ticket.Status, given.Ticket.ClosedAt));
        Assert.Empty(given.Ticket.Dues());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    [Trait("Rule", "AU-39")]
    [Trait("Rule", "AU-49")]
    public void Was_never_resolved_without_a_text_for_the_end_user(string? solution)
    {
        Refusal refusal = Case.Of(TicketStatus.InProgress).Refuse(new TicketCommand.Resolve(solution!, null), Somebody.FirstLine);

        Assert.Equal((RefusalCode.InvalidRequest, "/solution"), (refusal.Code, Assert.Single(refusal.Complaints).Pointer));
    }

    [Fact]
    [Trait("Rule", "AU-39")]
    public void Is_visible_to_the_end_user_with_its_solution()
    {
        Case given = Case.Of(TicketStatus.Resolved);
        TicketEvent resolved = given.Events.Single(e => e.What is Happening.Resolved);

        Assert.True(resolved.Public);
        Assert.Equal("Toner replaced and a test page printed.", PortalView.Of(given.Ticket, given.Profile).Resolution!.Solution.Value);
        Assert.Equal("solved", given.Ticket.Resolution!.ClosureCode);
    }

    [Fact]
    [Trait("Rule", "AU-49")]
    public void Came_from_first_line_for_others_are_told_to_hand_back()
    {
        Case given = Case.Of(TicketStatus.InProgress);
        var resolve = new TicketCommand.Resolve("Replaced the switch.", null);

        Assert.Equal(RefusalCode.ResolveBySupport, given.Refuse(resolve, Somebody.SecondLine).Code);
        Assert.Equal(RefusalCode.ResolveBySupport, given.Refuse(resolve, Somebody.ThirdLine).Code);
        Assert.Contains("is first line", given.Refuse(resolve, Somebody.SecondLine).Detail.English, StringComparison.Ordinal);
        Case away = Case.Of(TicketStatus.InProgress).Do(new TicketCommand.Dispatch("infrastructure", null, null, "The print server drops the queue each hour; restarting it helps.", "Our server team looks at it.", null, true, null, null), Somebody.FirstLine);
        Assert.Contains("dispatch without a team gives it back", away.Refuse(resolve, Somebody.SecondLine).Detail.English, StringComparison.Ordinal);
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(resolve, Somebody.Dispatcher).Code);
        given.Do(resolve, new Actor("agent-both", Roles.FirstLine | Roles.SecondLine));
    }

    [Fact]
    [Trait("Rule", "AU-12")]
    public void Has_the_closure_code_withdrawn_where_its_requester_withdrew_it()
    {
        Case given = Case.Incident().Do(new TicketCommand.Cancel("It works again."), Somebody.Requester);

        Assert.Equal((TicketStatus.Resolved, "withdrawn"), (given.Ticket.Status, given.Ticket.Resolution!.ClosureCode));
        Assert.Equal("/reason", Assert.Single(Case.Incident().Refuse(new TicketCommand.Cancel(""), Somebody.Requester).Complaints).Pointer);
    }

    [Fact]
    [Trait("Rule", "AU-56")]
    [Trait("Rule", "A16")]
    [Trait("Rule", "AU-08")]
    public void Can_be_reopened_by_its_requester_also_when_the_timer_is_late()
    {
        Case given = Case.Of(TicketStatus.Resolved).Until(DueWork.Close).Later(TimeSpan.FromDays(3));
        given.Do(new TicketCommand.Reopen("It prints blank pages again."), Somebody.Requester);

        Assert.Equal((TicketStatus.InProgress, 1, null), (given.Ticket.Status, given.Ticket.Reopenings, given.Ticket.Resolution));
        Assert.NotNull(given.Ticket.UpdateFlagSince);
        Assert.Empty(given.Owes);
        Assert.Equal(RefusalCode.TransitionNotAllowed, given.Refuse(new TicketCommand.Close(), Actor.Clock).Code);
    }

    [Fact]
    [Trait("Rule", "AU-14")]
    [Trait("Rule", "A16")]
    public void Is_closed_for_ever_once_closed()
    {
        Refusal refusal = Case.Of(TicketStatus.Closed).Refuse(new TicketCommand.Reopen(null), Somebody.Requester);

        Assert.Equal(RefusalCode.TicketClosed, refusal.Code);
        Assert.Contains("INC-0000042", refusal.Detail.English, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "A15")]
    [Trait("Rule", "AU-56")]
    public void Stays_resolved_when_its_requester_says_thank_you_and_does_not_close_until_somebody_answered()
    {
        Case given = Case.Of(TicketStatus.Resolved);
        DateTimeOffset closes = given.Ticket.Resolution!.ClosesAt;
        given.Later(TimeSpan.FromDays(2)).Do(new TicketCommand.Reply("Thank you!"), Somebody.Requester);

        Assert.Equal(TicketStatus.Resolved, given.Ticket.Status);
        Assert.Equal(given.Now, given.Ticket.UpdateFlagSince);
        Assert.Empty(given.Owes);
        Assert.Empty(given.Later(TimeSpan.FromDays(40)).Accept(new TicketCommand.Close(), Actor.Clock));

        given.Do(new TicketCommand.Reply("You are welcome."), Somebody.FirstLine);
        Assert.Null(given.Ticket.UpdateFlagSince);
        Assert.Equal([new Due(DueWork.Close, given.Now)], given.Ticket.Dues());
        Assert.True(given.Now > closes);
    }

    [Fact]
    [Trait("Rule", "A15")]
    public void Keeps_its_deadline_when_the_answer_comes_in_time()
    {
        Case given = Case.Of(TicketStatus.Resolved);
        DateTimeOffset closes = given.Ticket.Resolution!.ClosesAt;
        given.Do(new TicketCommand.Reply("Thank you!"), Somebody.Requester).Later(TimeSpan.FromDays(1)).Do(new TicketCommand.Flag(Update: false, null), Somebody.FirstLine);

        Assert.Equal([new Due(DueWork.Close, closes)], given.Ticket.Dues());
    }

    [Fact]
    [Trait("Rule", "A15")]
    public void Is_reopened_by_a_message_where_the_profile_says_so()
    {
        Case given = Case.Of(TicketStatus.Resolved, Reopening).Do(new TicketCommand.Reply("It is back."), Somebody.Requester);

        Assert.Equal((TicketStatus.InProgress, 1), (given.Ticket.Status, given.Ticket.Reopenings));
        Assert.NotNull(given.Ticket.UpdateFlagSince);
    }

    [Fact]
    [Trait("Rule", "A15")]
    public void Begins_its_thirty_days_anew_when_it_is_resolved_again()
    {
        Case given = Case.Of(TicketStatus.Resolved);
        given.Later(TimeSpan.FromDays(29)).Do(new TicketCommand.Reopen(null), Somebody.Requester).Later(TimeSpan.FromDays(1)).Solved();

        // Thirty days after 9 November, all of it winter time.
        Assert.Equal(new DateTimeOffset(2026, 12, 9, 8, 0, 0, TimeSpan.Zero), given.Ticket.Resolution!.ClosesAt);
        Assert.Null(given.Ticket.UpdateFlagSince);
    }

    [Fact]
    [Trait("Rule", "A15")]
    public void Closes_after_another_number_of_days_where_the_profile_says_so()
    {
        Case given = Case.Of(TicketStatus.Resolved, Aarhus.Profile with { ClosesAfterDays = 7, Zone = "America/New_York" });

        Assert.Equal(Case.Start.AddDays(7), given.Ticket.Resolution!.ClosesAt);
    }

    [Fact]
    [Trait("Rule", "OR-11")]
    public void Is_asked_for_its_checks_after_all_that_was_done_though_its_close_was_due_before()
    {
        Case given = Case.Of(TicketStatus.Resolved, Ormis.Profile);
        DateTimeOffset deadline = given.Ticket.Resolution!.ClosesAt;
        given.Until(DueWork.Close).Later(TimeSpan.FromHours(1)).Do(new TicketCommand.Journal("Looked at it once more.", Visibility.Internal), Somebody.FirstLine);

        var asked = (Decision.Accepted)TicketDesk.Decide(given.Ticket, new TicketCommand.Close(), Actor.Clock, deadline, given.Profile);

        Assert.IsType<Happening.UpdateFlagRaised>(Assert.Single(asked.Happenings));
        Assert.Equal(given.Ticket.UpdatedAt, TicketDesk.InstantOf(asked.Happenings, given.Ticket, deadline));
        Assert.Equal(deadline, TicketDesk.InstantOf([new Happening.Closed()], given.Ticket, deadline));
        Assert.Equal(deadline.AddDays(1), TicketDesk.InstantOf(asked.Happenings, given.Ticket, deadline.AddDays(1)));
    }
}
