using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.Tests;

public sealed class A_pending_ticket
{
    [Theory]
    [InlineData("PR-18")]
    [InlineData("pr-05")]
    [InlineData("")]
    [Trait("Rule", "AU-15")]
    public void Needs_a_reason_from_the_list(string reason)
    {
        Refusal refusal = Case.Of(TicketStatus.InProgress).Refuse(new TicketCommand.Pend(reason, null, null), Somebody.FirstLine);

        Assert.Equal((RefusalCode.InvalidRequest, "/reason"), (refusal.Code, Assert.Single(refusal.Complaints).Pointer));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-86400)]
    public void Never_waits_for_a_date_that_has_come_already(int seconds)
    {
        Case given = Case.Of(TicketStatus.InProgress);
        Refusal refusal = given.Refuse(new TicketCommand.Pend("PR-04", given.Now.AddSeconds(seconds), null), Somebody.FirstLine);

        Assert.Equal("/until", Assert.Single(refusal.Complaints).Pointer);
    }

    /// <summary>The end of all days is a slip of the pen; what was stored so before is due then, and no later than that.</summary>
    [Fact]
    [Trait("Rule", "AU-11")]
    public void Waits_for_no_date_that_nobody_means()
    {
        Case given = Case.Of(TicketStatus.InProgress);
        foreach (PendingReason reason in Aarhus.Profile.PendingReasons)
            Assert.Equal("/until", Assert.Single(given.Refuse(new TicketCommand.Pend(reason.Code, DateTimeOffset.MaxValue, null), Somebody.FirstLine).Complaints).Pointer);
        given.Do(new TicketCommand.Pend("PR-06", given.Now.AddYears(20), null), Somebody.FirstLine);

        Ticket stored = given.Ticket with { Pending = new("PR-06", given.Now, DateTimeOffset.MaxValue, new(3, new([new(DateTimeOffset.MaxValue, WaitWork.WakeUp)]))) };
        Assert.Equal((DateTimeOffset?)DateTimeOffset.MaxValue, stored.Watchdog?.At);
    }

    [Fact]
    [Trait("Rule", "AU-09")]
    public void Keeps_since_when_and_until_when_it_waits()
    {
        Case given = Case.Of(TicketStatus.InProgress).Later(TimeSpan.FromHours(1));
        DateTimeOffset since = given.Now, until = given.Now.AddDays(3);
        given.Do(new TicketCommand.Pend("PR-06", until, "Meet at the service desk."), Somebody.FirstLine);

        Assert.Equal(new PendingState("PR-06", since, until, new(3, new([new(until, WaitWork.WakeUp)]))), given.Ticket.Pending);
        Assert.Equal("Meet at the service desk.", Assert.IsType<Happening.NoteWritten>(given.Events[^1].What).Text.Value);
        Assert.False(given.Events[^1].Public);
    }

    [Fact]
    public void Wakes_on_its_date_and_not_a_tick_before()
    {
        Case given = Case.Of(TicketStatus.InProgress).Waiting("PR-04", TimeSpan.FromDays(2)).UntilStep().Later(TimeSpan.FromTicks(-1));
        Assert.Empty(given.Accept(given.Step, Actor.Clock));

        given.Later(TimeSpan.FromTicks(1)).Do(given.Step, Actor.Clock);
        Assert.Equal((TicketStatus.InProgress, null), (given.Ticket.Status, given.Ticket.Pending));
        Assert.Equal(ResumeCause.DateReached, given.Events.Select(e => e.What).OfType<Happening.Resumed>().Single().Cause);
        Assert.NotNull(given.Ticket.UpdateFlagSince);
        Assert.Empty(given.Owes);
    }

    [Fact]
    public void Wakes_for_its_latest_date_only()
    {
        Case given = Case.Of(TicketStatus.InProgress).Waiting("PR-04", TimeSpan.FromDays(2));
        TicketCommand.WakeUp earlier = given.Step;
        given.Waiting("PR-06", TimeSpan.FromDays(5));

        Assert.Equal(given.Now.AddDays(5), given.Ticket.Pending!.Wait!.Next!.At);
        Assert.Empty(given.Later(TimeSpan.FromDays(2)).Accept(earlier, Actor.Clock));
        Assert.Empty(given.Accept(given.Step, Actor.Clock));
        Assert.Equal([new WaitSpan(3, 4), new WaitSpan(4, null)], given.Ticket.Dossier.Waits);
    }

    [Fact]
    [Trait("Rule", "PR-05")]
    public void Is_resumed_when_the_caller_answers_what_it_waits_for()
    {
        Case given = Case.Of(TicketStatus.InProgress).Waiting("PR-05").Do(new TicketCommand.Reply("It is the one in room 214."), Somebody.Requester);

        Assert.Equal(TicketStatus.InProgress, given.Ticket.Status);
        Assert.Equal(ResumeCause.UserReplied, given.Events.Select(e => e.What).OfType<Happening.Resumed>().Single().Cause);
        Assert.NotNull(given.Ticket.UpdateFlagSince);
    }

    [Theory]
    [InlineData("PR-02")]
    [InlineData("PR-03")]
    [InlineData("PR-07")]
    [InlineData("PR-10")]
    public void Goes_on_waiting_for_others_when_the_caller_writes_and_asks_for_a_reaction(string reason)
    {
        Case given = Case.Of(TicketStatus.InProgress).Waiting(reason).Do(new TicketCommand.Reply("Any news?"), Somebody.Requester);

        Assert.Equal((TicketStatus.Pending, reason), (given.Ticket.Status, given.Ticket.Pending!.Reason));
        Assert.NotNull(given.Ticket.UpdateFlagSince);
    }

    [Fact]
    [Trait("Rule", "PR-05")]
    public void Is_not_resumed_by_the_agent_s_own_question() =>
        Assert.Equal(TicketStatus.Pending, Case.Of(TicketStatus.InProgress).Waiting("PR-05").Do(new TicketCommand.Reply("Which room?"), Somebody.FirstLine).Ticket.Status);

    [Fact]
    public void Owes_nothing_to_the_timers_with_a_date_either() => Assert.Empty(Case.Of(TicketStatus.InProgress).Waiting("PR-04", TimeSpan.FromDays(2)).Owes);

    [Fact]
    public void Owes_nothing_to_the_timers_without_a_date() => Assert.Empty(Case.Of(TicketStatus.InProgress).Waiting("PR-07").Ticket.Dues());
}
