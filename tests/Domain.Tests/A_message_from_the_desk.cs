namespace ItsmFunctions.Domain.Tests;

public sealed class A_message_from_the_desk
{
    [Theory]
    [InlineData(TicketStatus.New, TicketStatus.InProgress)]
    [InlineData(TicketStatus.Assigned, TicketStatus.InProgress)]
    [InlineData(TicketStatus.InProgress, TicketStatus.InProgress)]
    [InlineData(TicketStatus.Pending, TicketStatus.Pending)]
    [InlineData(TicketStatus.Resolved, TicketStatus.Resolved)]
    [Trait("Rule", "A25")]
    public void Begins_the_work_from_new_and_assigned_alone(TicketStatus before, TicketStatus after)
    {
        Case given = Case.Of(before).Do(new TicketCommand.Reply("We are looking into it."), Somebody.FirstLine);

        Assert.Equal(after, given.Ticket.Status);
        Assert.NotNull(given.Ticket.WorkBegunAt);
    }

    [Theory]
    [InlineData(TicketStatus.New)]
    [InlineData(TicketStatus.Assigned)]
    [Trait("Rule", "A25")]
    public void Begins_no_work_while_it_is_an_internal_note(TicketStatus before)
    {
        Case given = Case.Of(before).Do(new TicketCommand.Journal("Looks like the drum.", Visibility.Internal), Somebody.FirstLine);

        Assert.Equal((before, null), (given.Ticket.Status, given.Ticket.WorkBegunAt));
    }

    [Fact]
    [Trait("Rule", "A25")]
    public void Is_the_same_as_a_public_note()
    {
        Case given = Case.Incident();

        Assert.Equal(
            [new Happening.Replied(new("Which room?", "requester-1"), FromRequester: false), new Happening.WorkBegun()],
            given.Accept(new TicketCommand.Journal("Which room?", Visibility.Public), Somebody.SecondLine));
    }

    [Fact]
    [Trait("Rule", "A25")]
    public void Is_the_requester_s_own_when_an_agent_writes_on_their_own_ticket()
    {
        Case given = Case.Incident();
        var agentToo = new Actor(given.Ticket.Requester, Roles.Requester | Roles.FirstLine);
        given.Do(new TicketCommand.Reply("I forgot: second floor."), agentToo).Do(new TicketCommand.Journal("And it smokes.", Visibility.Public), agentToo);

        Assert.Equal([true, true], given.Events.Select(e => e.What).OfType<Happening.Replied>().Select(reply => reply.FromRequester));
        Assert.Equal(TicketStatus.New, given.Ticket.Status);
        Assert.NotNull(given.Ticket.UpdateFlagSince);
    }
}
