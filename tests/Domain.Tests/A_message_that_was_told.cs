namespace ItsmFunctions.Domain.Tests;

/// <summary>What the requester said on the phone or at the desk, written down by an agent (AU-52).</summary>
public sealed class A_message_that_was_told
{
    private static readonly TicketCommand.RecordReply Told = new("It is the second floor.", "phone");

    [Fact]
    [Trait("Rule", "AU-52")]
    public void Is_the_requester_s_with_who_wrote_it_down_and_how_it_came()
    {
        Case given = Case.Of(TicketStatus.InProgress).Do(Told, Somebody.FirstLine);

        TicketEvent e = given.Events.Single(one => one.What is Happening.Replied);
        Assert.Equal(new Happening.Replied(new("It is the second floor.", "requester-1"), FromRequester: true, "phone"), e.What);
        Assert.Equal((Somebody.FirstLine.Id, "Agent.L1", true), (e.By, e.Role, e.Public));
        Assert.Contains(e.Version, given.Ticket.Dossier.Notes);
    }

    [Fact]
    [Trait("Rule", "AU-50")]
    public void Raises_the_update_flag_for_a_colleague_and_not_for_whoever_has_the_ticket()
    {
        Case nobodys = Case.Of(TicketStatus.InProgress).Do(Told, Somebody.FirstLine);
        Case own = Mine().Do(Told, Somebody.FirstLine), colleagues = Mine().Do(Told, Somebody.SecondLine);

        Assert.NotNull(nobodys.Ticket.UpdateFlagSince);
        Assert.NotNull(colleagues.Ticket.UpdateFlagSince);
        Assert.Null(own.Ticket.UpdateFlagSince);
    }

    [Fact]
    [Trait("Rule", "AU-50")]
    public void Answers_nobody_who_waits()
    {
        Case given = Mine().Do(new TicketCommand.Reply("Hello?"), Somebody.Requester).Do(Told, Somebody.FirstLine);
        Assert.NotNull(given.Ticket.UpdateFlagSince);
        Assert.False(given.Ticket.Handover?.UserInformed ?? false);

        Assert.Null(given.Do(new TicketCommand.Reply("Thank you, we come at ten."), Somebody.FirstLine).Ticket.UpdateFlagSince);
    }

    [Theory]
    [InlineData("PR-05", TicketStatus.InProgress)]
    [InlineData("PR-07", TicketStatus.Pending)]
    [Trait("Rule", "AU-15")]
    public void Wakes_what_waits_for_their_reply_and_nothing_else(string reason, TicketStatus after)
    {
        Case given = Mine().Waiting(reason).Do(Told, Somebody.FirstLine);

        Assert.Equal(after, given.Ticket.Status);
    }

    [Fact]
    [Trait("Rule", "A25")]
    public void Begins_no_work() => Assert.Equal((TicketStatus.New, null), Status(Case.Incident().Do(Told, Somebody.FirstLine)));

    [Fact]
    [Trait("Rule", "A15")]
    public void On_a_resolved_ticket_keeps_it_from_closing_or_reopens_it_as_the_profile_says()
    {
        Case flagged = Mine().Solved().Do(Told, Somebody.FirstLine);
        Assert.Equal(TicketStatus.Resolved, flagged.Ticket.Status);
        Assert.DoesNotContain(flagged.Ticket.Dues(), due => due.Work == DueWork.Close);

        Case reopened = Mine(Aarhus.Profile with { ReplyOnResolved = ReplyOnResolved.Reopen }).Solved().Do(Told, Somebody.FirstLine);
        Assert.Equal(TicketStatus.InProgress, reopened.Ticket.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("carrier-pigeon")]
    public void Says_how_it_came(string? channel) =>
        Assert.Equal("/channel", Assert.Single(Mine().Refuse(Told with { Channel = channel }, Somebody.FirstLine).Complaints).Pointer);

    [Fact]
    public void Is_nobody_s_to_write_on_a_ticket_of_their_own()
    {
        Case given = Case.Incident();
        var agentToo = new Actor(given.Ticket.Requester, Roles.Requester | Roles.FirstLine);

        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(Told, Somebody.Requester).Code);
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(Told, agentToo).Code);
    }

    [Fact]
    [Trait("Rule", "AU-48")]
    public void Brings_no_automatic_answer_of_who_is_away_as_a_person_has_listened()
    {
        Case given = Case.Incident(An_absent_agent.Away).Do(new TicketCommand.Assign("it-support", "agent-l1"), Somebody.Dispatcher).Later(TimeSpan.FromDays(2));

        Assert.DoesNotContain(given.Accept(Told, Somebody.SecondLine), what => what is Happening.AutoReplied);
        Assert.Contains(given.Accept(new TicketCommand.Reply("Any news?"), Somebody.Requester), what => what is Happening.AutoReplied);
    }

    private static (TicketStatus Status, DateTimeOffset? BegunAt) Status(Case given) => (given.Ticket.Status, given.Ticket.WorkBegunAt);

    private static Case Mine(Profile? profile = null) =>
        Case.Incident(profile).Do(new TicketCommand.Assign(null, Somebody.FirstLine.Id), Somebody.Dispatcher).Do(new TicketCommand.BeginWork(), Somebody.FirstLine);
}
