namespace ItsmFunctions.Domain.Tests;

/// <summary>A ticket that waits for an approval (PR-03) is decided by whoever was asked.</summary>
public sealed class An_approval
{
    private static readonly Actor Owner = new("owner-of-the-drive", Roles.Requester);
    private static readonly TicketCommand Asked = new TicketCommand.Pend("PR-03", null, null, Approver: new("owner-of-the-drive", null, null, null));

    [Fact]
    [Trait("Rule", "PR-03")]
    public void Brings_the_ticket_back_when_it_is_given()
    {
        Case given = Case.Request().Do(Asked, Somebody.FirstLine);
        Assert.True(TicketDesk.MayRead(given.Ticket, Owner, given.Profile));

        IReadOnlyList<Happening> happened = given.Accept(new TicketCommand.Approve("Agreed."), Owner);

        Assert.IsType<Happening.ApprovalGiven>(happened[0]);
        Assert.Equal((TicketStatus.InProgress, null, null), (given.Ticket.Status, given.Ticket.Dossier.Approval, given.Ticket.UpdateFlagSince));
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.Approve(null), Owner).Code);
    }

    [Fact]
    [Trait("Rule", "PR-03")]
    public void Brings_it_back_with_a_reason_and_the_update_flag_when_it_is_refused()
    {
        Case given = Case.Request().Do(Asked, Somebody.FirstLine);
        Assert.Equal("/reason", Assert.Single(given.Refuse(new TicketCommand.Reject(" "), Owner).Complaints).Pointer);

        given.Do(new TicketCommand.Reject("No budget."), Owner);

        Assert.Equal((TicketStatus.InProgress, given.Now), (given.Ticket.Status, given.Ticket.UpdateFlagSince));
        Assert.Contains(given.Events, e => e.What is Happening.ApprovalRefused { Reason.Value: "No budget." });
    }

    [Fact]
    [Trait("Rule", "PR-03")]
    public void Is_the_named_person_s_alone()
    {
        Case given = Case.Request().Do(Asked, Somebody.FirstLine);

        foreach (Actor other in new[] { Somebody.TeamLeader, Somebody.FirstLine, Somebody.Requester })
        {
            Refusal refusal = given.Refuse(new TicketCommand.Approve(null), other);
            Assert.Equal(RefusalCode.NotAllowed, refusal.Code);
            // No role would help them: who may is who was asked.
            Assert.Equal("owner-of-the-drive was asked, who alone approves or rejects it.", refusal.Detail.English);
            Assert.StartsWith("owner-of-the-drive er spurgt", refusal.Detail.In("da"), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Rule", "PR-03")]
    public void Is_any_leader_s_of_the_team_where_nobody_is_named()
    {
        Case given = Case.Request().Do(new TicketCommand.Pend("PR-03", null, null), Somebody.FirstLine);

        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.Approve(null), Somebody.FirstLine).Code);
        given.Do(new TicketCommand.Approve(null), Somebody.TeamLeader);
        Assert.Equal(TicketStatus.InProgress, given.Ticket.Status);
    }

    [Fact]
    [Trait("Rule", "PR-03")]
    public void Is_never_the_requester_s_own()
    {
        var leader = new Actor(Somebody.Requester.Id, Roles.TeamLeader);
        Case given = Case.Request().Do(new TicketCommand.Pend("PR-03", null, null), Somebody.FirstLine);

        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.Approve(null), leader).Code);
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.Reject("No."), leader).Code);
        Assert.Equal(
            "/approver", Assert.Single(given.Refuse(new TicketCommand.Pend("PR-03", null, null, Approver: new(Somebody.Requester.Id, null, null, null)), Somebody.FirstLine).Complaints).Pointer);
    }

    [Fact]
    [Trait("Rule", "PR-03")]
    public void Is_waited_for_under_that_reason_alone_and_ends_with_the_wait()
    {
        Case given = Case.Request();
        Assert.Equal(
            "/approver", Assert.Single(given.Refuse(new TicketCommand.Pend("PR-05", null, null, Approver: new("somebody", null, null, null)), Somebody.FirstLine).Complaints).Pointer);

        foreach (TicketCommand otherwise in new TicketCommand[] { new TicketCommand.Resume(), new TicketCommand.Pend("PR-05", null, null), new TicketCommand.Resolve("Done.", null) })
        {
            given = Case.Request().Do(Asked, Somebody.FirstLine).Do(otherwise, Somebody.FirstLine);
            Assert.Null(given.Ticket.Dossier.Approval);
            Assert.False(TicketDesk.MayRead(given.Ticket, Owner, given.Profile));
        }
    }
}
