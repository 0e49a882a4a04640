namespace ItsmFunctions.Domain.Tests;

public sealed class The_flags
{
    [Fact]
    [Trait("Rule", "AU-50")]
    public void Go_up_with_the_end_user_s_first_unanswered_message_and_stay_as_old_as_that()
    {
        Case given = Case.Of(TicketStatus.InProgress).Do(new TicketCommand.Reply("Any news?"), Somebody.Requester);
        DateTimeOffset first = given.Now;
        given.Later(TimeSpan.FromHours(5)).Do(new TicketCommand.Reply("Hello?"), Somebody.Requester);

        Assert.Equal(first, given.Ticket.UpdateFlagSince);
    }

    [Fact]
    [Trait("Rule", "AU-50")]
    public void Go_down_when_the_user_has_been_answered_or_told_the_solution()
    {
        Case answered = Case.Of(TicketStatus.InProgress).Do(new TicketCommand.Reply("Any news?"), Somebody.Requester);
        answered.Do(new TicketCommand.Journal("Asked the supplier.", Visibility.Internal), Somebody.FirstLine);
        Assert.NotNull(answered.Ticket.UpdateFlagSince);
        answered.Do(new TicketCommand.Reply("The part comes tomorrow."), Somebody.FirstLine);
        Assert.Null(answered.Ticket.UpdateFlagSince);

        Case resolved = Case.Of(TicketStatus.InProgress).Do(new TicketCommand.Reply("Any news?"), Somebody.Requester).Solved();
        Assert.Null(resolved.Ticket.UpdateFlagSince);
        Assert.Single(resolved.Ticket.Dues());
    }

    [Fact]
    [Trait("Rule", "AU-12")]
    [Trait("Rule", "AU-50")]
    [Trait("Rule", "AU-51")]
    [Trait("Rule", "A13")]
    public void Are_turned_by_hand_one_for_the_ticket_and_one_for_each_agent()
    {
        Case given = Case.Of(TicketStatus.InProgress)
            .Do(new TicketCommand.Flag(Update: true, Attention: true), Somebody.FirstLine)
            .Do(new TicketCommand.Flag(null, Attention: true), Somebody.SecondLine);
        Assert.Equal(["agent-l1", "agent-l2"], given.Ticket.Attention);
        Assert.NotNull(given.Ticket.UpdateFlagSince);
        Assert.Empty(given.Accept(new TicketCommand.Flag(Update: true, Attention: true), Somebody.SecondLine));

        given.Do(new TicketCommand.Flag(Update: false, Attention: false), Somebody.FirstLine);
        Assert.Equal(["agent-l2"], given.Ticket.Attention);
        Assert.Null(given.Ticket.UpdateFlagSince);
    }

    [Fact]
    public void Must_be_named() =>
        Assert.Equal(RefusalCode.InvalidRequest, Case.Incident().Refuse(new TicketCommand.Flag(null, null), Somebody.FirstLine).Code);

    [Fact]
    public void Are_no_business_of_the_requester_and_never_change_what_they_see()
    {
        Case given = Case.Of(TicketStatus.InProgress);
        int before = given.Ticket.PublicVersion;
        given.Do(new TicketCommand.Flag(Update: true, Attention: true), Somebody.FirstLine);

        Assert.Equal(before, given.Ticket.PublicVersion);
    }
}
