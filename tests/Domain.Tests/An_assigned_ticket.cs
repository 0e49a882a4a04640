namespace ItsmFunctions.Domain.Tests;

public sealed class An_assigned_ticket
{
    private static readonly TicketCommand ToInfrastructure = A_handover.Complete;

    [Fact]
    [Trait("Rule", "A8")]
    public void Is_still_new_while_only_its_team_is_chosen()
    {
        Case given = Case.Incident().Do(ToInfrastructure, Somebody.Dispatcher);

        Assert.Equal((TicketStatus.New, "infrastructure"), (given.Ticket.Status, given.Ticket.Team));
    }

    [Fact]
    [Trait("Rule", "A8")]
    public void Is_new_to_the_end_user_unless_the_profile_shows_it()
    {
        Ticket ticket = Case.Of(TicketStatus.Assigned).Ticket;

        Assert.Equal(TicketStatus.Assigned, ticket.Status);
        Assert.Equal(TicketStatus.New, PortalView.StatusOf(ticket.Status, Aarhus.Profile));
        Assert.Equal(TicketStatus.Assigned, PortalView.StatusOf(ticket.Status, Aarhus.Profile with { ShowAssigned = true }));
        Assert.Equal(ticket.Team, PortalView.Of(ticket, Aarhus.Profile).Team);
    }

    [Theory]
    [InlineData(TicketStatus.New)]
    [InlineData(TicketStatus.InProgress)]
    [InlineData(TicketStatus.Pending)]
    [InlineData(TicketStatus.Resolved)]
    [InlineData(TicketStatus.Closed)]
    [Trait("Rule", "AU-13")]
    public void Alone_is_shown_otherwise_than_it_stands(TicketStatus other) =>
        Assert.Equal(other, PortalView.StatusOf(Case.Of(other).Ticket.Status, Aarhus.Profile));

    [Fact]
    [Trait("Rule", "A8")]
    public void Keeps_work_begun_when_it_is_handed_over_or_given_to_an_agent()
    {
        Case given = Case.Of(TicketStatus.InProgress);

        given.Do(ToInfrastructure, Somebody.Dispatcher).Do(new TicketCommand.Assign("infrastructure", "agent-l2"), Somebody.Dispatcher);
        Assert.Equal(TicketStatus.InProgress, given.Ticket.Status);
        Assert.Equal(1, given.Ticket.Reassignments);
    }

    [Fact]
    [Trait("Rule", "A8")]
    [Trait("Rule", "AU-34")]
    public void Goes_on_in_progress_when_it_is_handed_over_from_pending_and_was_begun()
    {
        Case given = Case.Of(TicketStatus.InProgress).Waiting("PR-07").Do(ToInfrastructure, Somebody.FirstLine);

        Assert.Equal((TicketStatus.InProgress, null), (given.Ticket.Status, given.Ticket.Pending));
        Assert.Equal(ResumeCause.HandedOver, given.Events.Select(e => e.What).OfType<Happening.Resumed>().Single().Cause);
    }

    [Fact]
    [Trait("Rule", "A8")]
    public void Counts_as_begun_once_it_was_reopened()
    {
        Case given = Case.Incident().Solved().Do(new TicketCommand.Reopen(null), Somebody.Requester).Waiting("PR-07").Do(ToInfrastructure, Somebody.FirstLine);

        Assert.Equal(TicketStatus.InProgress, given.Ticket.Status);
    }

    [Fact]
    [Trait("Rule", "A8")]
    public void Goes_on_waiting_when_it_was_never_begun_or_stays_in_its_team()
    {
        Case unbegun = Case.Incident().Waiting("PR-07").Do(ToInfrastructure, Somebody.Dispatcher);
        Assert.Equal((TicketStatus.Pending, "infrastructure"), (unbegun.Ticket.Status, unbegun.Ticket.Team));

        Case begun = Case.Of(TicketStatus.InProgress).Waiting("PR-07");
        begun.Do(new TicketCommand.Assign(begun.Ticket.Team, "agent-9"), Somebody.Dispatcher);
        Assert.Equal((TicketStatus.Pending, "agent-9"), (begun.Ticket.Status, begun.Ticket.Assignee));
    }

    [Fact]
    public void Is_left_alone_by_the_same_assignment_again()
    {
        Case given = Case.Of(TicketStatus.Assigned);

        Assert.Empty(given.Accept(new TicketCommand.Assign(given.Ticket.Team, given.Ticket.Assignee), Somebody.Dispatcher));
    }

    [Fact]
    public void Counts_changes_of_team_and_not_of_agent()
    {
        Case given = Case.Of(TicketStatus.Assigned)
            .Do(new TicketCommand.Assign("it-support", "agent-9"), Somebody.Dispatcher)
            .Do(A_handover.Complete, Somebody.Dispatcher)
            .Do(A_handover.Complete with { Team = null }, Somebody.Dispatcher);

        Assert.Equal(2, given.Ticket.Reassignments);
        Assert.Null(given.Ticket.Assignee);
    }

    [Theory]
    [InlineData("no-such-team", "agent-9", "/team")]
    [InlineData("infrastructure", "agent-9", "/team")]
    [InlineData(null, "", "/assignee")]
    [InlineData("it-support", "", "/assignee")]
    [InlineData("it-support", "two\nlines", "/assignee")]
    public void Stays_with_its_team_and_goes_to_an_agent_who_has_an_id(string? team, string assignee, string pointer)
    {
        Refusal refusal = Case.Incident().Refuse(new TicketCommand.Assign(team, assignee), Somebody.Dispatcher);

        Assert.Equal((RefusalCode.InvalidRequest, pointer), (refusal.Code, Assert.Single(refusal.Complaints).Pointer));
    }

    [Fact]
    [Trait("Rule", "AU-42")]
    public void Goes_to_nobody_whom_the_directory_does_not_name_as_an_agent_of_the_team()
    {
        StaffMember Named(string id, string team) => new(id, id, null, null, [team], [team], [], []);
        Case given = Case.Incident(Aarhus.Profile with { Directory = new([Named("bo", "it-support"), Named("anna", "infrastructure")]) });
        var bo = new Actor("bo", Roles.Dispatcher);

        Assert.Equal("/assignee", Assert.Single(given.Refuse(new TicketCommand.Assign(null, "anna"), bo).Complaints).Pointer);
        Assert.Equal("/assignee", Assert.Single(given.Refuse(A_handover.Complete with { Assignee = "bo", Agreement = "They take it." }, bo).Complaints).Pointer);
        given.Do(new TicketCommand.Assign(null, "bo"), bo).Do(new TicketCommand.Assign(null, null), bo);
        Assert.Null(given.Ticket.Assignee);
    }
}
