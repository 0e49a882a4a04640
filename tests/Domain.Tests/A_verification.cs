using ItsmFunctions.Domain.Triage;

namespace ItsmFunctions.Domain.Tests;

/// <summary>What shows that an issue is resolved, what follows it up, and what closes it (FV-10 to FV-14).</summary>
public sealed class A_verification
{
    private static readonly VerificationAnswer Pass = new(VerificationResult.Passed, "Seen.");
    private static readonly VerificationAnswer Skip = new(VerificationResult.NotApplicable, "It keeps no log.");

    internal static readonly TriageCommand.Verify Failed = new(new(VerificationResult.Failed, "It still prints blank pages."), null, null);

    internal static readonly TriageCommand.Verify Whole = new(Pass, new(VerificationResult.Passed, null), Skip);

    private static TicketCommand.AddTask FollowUp => new("Watch the switch for a week.", null, Somebody.FirstLine.Id, Case.Start.AddDays(7), FollowUp: true);

    private static Case Resolved => Case.Of(TicketStatus.Resolved, FlowchartV2.Profile);

    [Fact]
    [Trait("Rule", "FV-10")]
    [Trait("Rule", "FV-13")]
    public void Confirms_the_resolution_when_all_three_are_recorded_and_none_failed()
    {
        Case given = Resolved.Do(new TriageCommand.Verify(Pass, null, null), Somebody.FirstLine).Do(new TriageCommand.Verify(null, Pass, null), Somebody.SecondLine);
        Assert.Empty(given.Ticket.ClosureChecks);

        given.Do(new TriageCommand.Verify(null, null, Skip), Somebody.FirstLine);

        Assert.Equal(["resolution-confirmed"], given.Ticket.ClosureChecks.Keys);
        Assert.Equal(
            ["Passed agent-l1", "Passed agent-l2", "NotApplicable agent-l1"],
            Enum.GetValues<VerificationCheck>().Select(check => $"{given.Ticket.Verification![check]!.Result} {given.Ticket.Verification[check]!.By}"));
        Assert.Equal(TicketStatus.Resolved, given.Ticket.Status);
    }

    [Fact]
    [Trait("Rule", "FV-10")]
    public void Confirms_nothing_where_nothing_applied()
    {
        Case given = Resolved.Do(new TriageCommand.Verify(Skip, Skip, Skip), Somebody.FirstLine);

        Assert.False(given.Ticket.Verification!.Confirms);
        Assert.Empty(given.Ticket.ClosureChecks);
    }

    [Fact]
    [Trait("Rule", "FV-10")]
    public void Needs_a_result_and_a_reason_unless_it_passed()
    {
        Case given = Resolved;

        Assert.Equal("", Assert.Single(given.Refuse(new TriageCommand.Verify(null, null, null), Somebody.FirstLine).Complaints).Pointer);
        Assert.Equal(
            ["/userConfirmation/note", "/logAnalysis/result", "/logAnalysis/note"],
            given.Refuse(new TriageCommand.Verify(new(VerificationResult.NotApplicable, null), Pass, new(null, null)), Somebody.FirstLine).Complaints.Select(complaint => complaint.Pointer));
    }

    [Fact]
    [Trait("Rule", "FV-10")]
    public void That_fails_opens_the_ticket_again_and_tells_its_requester_nothing_of_the_desk()
    {
        Case given = Resolved.Do(Whole, Somebody.FirstLine).Do(Failed, Somebody.FirstLine);

        Assert.Equal((TicketStatus.InProgress, false), (given.Ticket.Status, given.Ticket.Verification!.Confirms));
        Assert.Empty(given.Ticket.ClosureChecks);
        Assert.Null(Assert.Single(given.Events.Select(e => e.What).OfType<Happening.Reopened>()).Reason);
    }

    [Fact]
    [Trait("Rule", "FV-13")]
    public void That_fails_before_the_resolution_takes_its_confirmation_back()
    {
        Case given = Case.Of(TicketStatus.InProgress, FlowchartV2.Profile).Do(Whole, Somebody.FirstLine);
        Assert.Equal(["resolution-confirmed"], given.Ticket.ClosureChecks.Keys);

        Assert.Empty(given.Do(Failed, Somebody.FirstLine).Ticket.ClosureChecks);
    }

    [Fact]
    [Trait("Rule", "FV-11")]
    [Trait("Rule", "FV-13")]
    public void Closes_no_ticket_that_has_an_open_follow_up_and_the_last_of_them_does()
    {
        Case given = Resolved.Do(FollowUp, Somebody.FirstLine).Do(FollowUp with { Title = "Exchange the firmware." }, Somebody.FirstLine).Do(Whole, Somebody.FirstLine);
        Assert.Equal(RefusalCode.OpenTasks, given.Refuse(new TicketCommand.CheckClosure("follow-ups-complete", true, "Done."), Somebody.FirstLine).Code);
        Assert.Equal((Case.Start.AddDays(7), Somebody.FirstLine.Id), (given.Ticket.Dossier.Tasks[0].DueAt, given.Ticket.Dossier.Tasks[0].Assignee));

        given.Do(new TicketCommand.CompleteTask(1, "Quiet."), Somebody.FirstLine);
        Assert.Equal(TicketStatus.Resolved, given.Ticket.Status);
        given.Do(new TicketCommand.CancelTask(2, "The supplier does it."), Somebody.FirstLine);

        Assert.Equal((TicketStatus.Closed, Somebody.FirstLine.Id), (given.Ticket.Status, given.Events[^1].By));
    }

    [Fact]
    [Trait("Rule", "FV-11")]
    public void Is_followed_up_with_an_owner_and_a_due_date_in_a_profile_that_waits_for_it()
    {
        Case given = Resolved;

        Assert.Equal(["/dueAt", "/assignee"], given.Refuse(new TicketCommand.AddTask("Watch it.", null, null, FollowUp: true), Somebody.FirstLine).Complaints.Select(complaint => complaint.Pointer));
        Assert.Equal("/dueAt", Assert.Single(given.Refuse(FollowUp with { DueAt = given.Now.AddDays(-1) }, Somebody.FirstLine).Complaints).Pointer);
        Assert.Equal(RefusalCode.TransitionNotAllowed, given.Refuse(new TicketCommand.AddTask("Work.", null, null), Somebody.FirstLine).Code);
        Assert.Equal("/followUp", Assert.Single(Case.Incident().Refuse(FollowUp, Somebody.FirstLine).Complaints).Pointer);
    }

    [Fact]
    [Trait("Rule", "FV-11")]
    public void Is_followed_up_after_the_resolution_which_an_open_follow_up_does_not_hinder()
    {
        Case given = Case.Of(TicketStatus.InProgress, FlowchartV2.Profile).Do(FollowUp, Somebody.FirstLine).Do(new TicketCommand.AddTask("Swap the cable.", null, null), Somebody.FirstLine);
        Assert.Equal(RefusalCode.OpenTasks, given.Refuse(new TicketCommand.Resolve("Swapped.", null), Somebody.FirstLine).Code);

        given.Do(new TicketCommand.Resolve("Swapped.", null, CancelTasks: true), Somebody.FirstLine);

        Assert.Equal([TaskState.Open, TaskState.Cancelled], given.Ticket.Dossier.Tasks.Select(task => task.State));
        Assert.Equal(TicketStatus.Resolved, given.Ticket.Status);
    }

    [Fact]
    [Trait("Rule", "FV-13")]
    public void Is_followed_up_anew_by_what_comes_after_the_follow_ups_were_complete()
    {
        Case given = Case.Of(TicketStatus.InProgress, FlowchartV2.Profile).Do(new TicketCommand.CheckClosure("follow-ups-complete", false, "None needed."), Somebody.FirstLine);

        Assert.Empty(given.Do(FollowUp, Somebody.FirstLine).Ticket.ClosureChecks);
    }

    [Fact]
    [Trait("Rule", "FV-14")]
    public void Leaves_the_steps_of_the_resolution_behind_when_the_ticket_closes()
    {
        Case given = Case.Incident(FlowchartV2.Profile with { Language = "en" }).Do(The_triage.Critical, Somebody.FirstLine).Do(new TicketCommand.BeginWork(), Somebody.FirstLine)
            .Do(new TicketCommand.AddTask("Swap the core switch.", null, null), Somebody.FirstLine).Do(new TicketCommand.CompleteTask(1, null), Somebody.FirstLine)
            .Do(new TicketCommand.CheckClosure("follow-ups-complete", false, "None needed."), Somebody.FirstLine).Do(Whole, Somebody.FirstLine);

        IReadOnlyList<Happening> happenings = given.Accept(new TicketCommand.Resolve("The core switch was swapped.", null), Somebody.FirstLine);

        Assert.IsType<Happening.Closed>(happenings[^1]);
        Assert.Equal(
            """
            1. Triage: critical.
            2. Escalated to Senior technical team: critical
            3. Task: Swap the core switch.
            4. User confirmation: passed – Seen.
            5. System tests: passed
            6. Log analysis: not applicable – It keeps no log.
            7. Solution: The core switch was swapped.
            """,
            given.Ticket.ResolutionLog?.Value);
        Assert.Null(Case.Of(TicketStatus.Closed).Ticket.ResolutionLog);
    }
}
