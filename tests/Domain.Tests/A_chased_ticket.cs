using ItsmFunctions.Domain.Escalation;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Asking after a ticket that another team has, and being told when it will be done (AU-40, AU-41).</summary>
public sealed class A_chased_ticket
{
    private static Case Standing => A_ticket_that_stands.Opened("2026-11-23T09:00Z", 4).Do(new TicketCommand.BeginWork(), Somebody.FirstLine);

    [Fact]
    [Trait("Rule", "AU-41")]
    public void Counts_raises_the_update_flag_and_waits_for_an_expected_time()
    {
        Case given = Standing.Later(TimeSpan.FromHours(1)).Do(new TicketCommand.Chase("The user called."), Somebody.SecondLine);
        DateTimeOffset first = given.Now;
        given.Later(TimeSpan.FromHours(1)).Do(new TicketCommand.Chase("And again."), Somebody.ThirdLine);

        Assert.Equal(new ChaseState(2, first, RaisedFlag: true), given.Ticket.Chase);
        Assert.Equal(first, given.Ticket.UpdateFlagSince);
        Assert.All(given.Events.Where(e => e.What is Happening.Chased), e => Assert.False(e.Public));
    }

    [Fact]
    [Trait("Rule", "AU-40")]
    [Trait("Rule", "AU-41")]
    public void Is_answered_by_an_expected_time_and_by_nothing_less()
    {
        Case given = Standing.Do(new TicketCommand.Chase("Any news?"), Somebody.SecondLine);
        given.Do(new TicketCommand.Journal("I shall look at it.", Visibility.Internal), Somebody.FirstLine).Do(new TicketCommand.Reply("We are at it."), Somebody.FirstLine);
        Assert.NotNull(given.Ticket.Chase!.UnansweredSince);

        DateTimeOffset expected = given.Now.AddDays(2);
        given.Do(new TicketCommand.Expect(expected, "The part comes on Wednesday."), Somebody.FirstLine);
        Assert.Equal((1, null, expected), (given.Ticket.Chase.Count, given.Ticket.Chase.UnansweredSince, given.Ticket.ExpectedAt));
    }

    [Fact]
    [Trait("Rule", "AU-50")]
    public void Loses_its_flag_with_the_answer_unless_the_user_waits_for_one_too()
    {
        Case alone = Standing.Do(new TicketCommand.Chase("Any news?"), Somebody.SecondLine);
        alone.Do(new TicketCommand.Expect(alone.Now.AddDays(1), null), Somebody.FirstLine);
        Assert.Null(alone.Ticket.UpdateFlagSince);

        Case both = Standing.Do(new TicketCommand.Chase("Any news?"), Somebody.SecondLine).Do(new TicketCommand.Reply("Hello?"), Somebody.Requester);
        both.Do(new TicketCommand.Expect(both.Now.AddDays(1), null), Somebody.FirstLine);
        Assert.NotNull(both.Ticket.UpdateFlagSince);

        Case before = Standing.Do(new TicketCommand.Reply("Hello?"), Somebody.Requester).Do(new TicketCommand.Chase("Any news?"), Somebody.SecondLine);
        before.Do(new TicketCommand.Expect(before.Now.AddDays(1), null), Somebody.FirstLine);
        Assert.NotNull(before.Ticket.UpdateFlagSince);
    }

    [Fact]
    [Trait("Rule", "AU-41")]
    public void Is_the_dispatcher_s_when_nobody_answers_within_two_working_hours()
    {
        Case given = Standing.Later(TimeSpan.FromHours(5)).Do(new TicketCommand.Chase("Any news?"), Somebody.SecondLine).Ticking(A_ticket_that_stands.At("2026-11-25T09:00Z"));
        Assert.Equal(["11-24 08:00 Dispatcher"], A_ticket_that_stands.Prompts(given, PromptKind.Chase));

        Case answered = Standing.Do(new TicketCommand.Chase("Any news?"), Somebody.SecondLine);
        answered.Do(new TicketCommand.Expect(answered.Now.AddDays(1), null), Somebody.FirstLine).Ticking(A_ticket_that_stands.At("2026-11-25T09:00Z"));
        Assert.Empty(A_ticket_that_stands.Prompts(answered, PromptKind.Chase));
    }

    [Fact]
    [Trait("Rule", "AU-40")]
    public void Is_expected_in_the_future_and_has_moved_on_by_saying_so()
    {
        Case given = Standing.Later(TimeSpan.FromHours(1));
        Assert.Equal("/expectedAt", Assert.Single(given.Refuse(new TicketCommand.Expect(given.Now, null), Somebody.FirstLine).Complaints).Pointer);
        Assert.Equal("/expectedAt", Assert.Single(given.Refuse(new TicketCommand.Expect(null, null), Somebody.FirstLine).Complaints).Pointer);

        given.Do(new TicketCommand.Expect(given.Now.AddDays(1), null), Somebody.FirstLine);
        Assert.Equal(given.Now, given.Ticket.Watch!.NoProgress!.Since);
        Assert.False(given.Events[^1].Public);
    }

    [Fact]
    [Trait("Rule", "AU-41")]
    public void Is_no_further_for_being_chased_and_owes_nothing_more_once_it_is_resolved()
    {
        Case given = Standing.Later(TimeSpan.FromHours(1)).Do(new TicketCommand.Chase("Any news?"), Somebody.SecondLine);
        Assert.Equal(A_ticket_that_stands.At("2026-11-23T09:00Z"), given.Ticket.Watch!.NoProgress!.Since);

        given.Do(new TicketCommand.Expect(given.Now.AddDays(1), null), Somebody.FirstLine).Do(new TicketCommand.Chase("Again."), Somebody.SecondLine).Solved();
        Assert.Equal((2, null, null), (given.Ticket.Chase!.Count, given.Ticket.Chase.UnansweredSince, given.Ticket.ExpectedAt));
    }
}
