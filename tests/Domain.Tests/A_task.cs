namespace ItsmFunctions.Domain.Tests;

/// <summary>A piece of a ticket's work with a team or an agent of its own (AU-26, AU-46).</summary>
public sealed class A_task
{
    private static readonly TicketCommand Drive = new TicketCommand.AddTask("Create the drive.", "infrastructure", null);

    [Fact]
    [Trait("Rule", "AU-26")]
    [Trait("Rule", "AU-46")]
    public void Goes_to_another_team_while_the_ticket_stays()
    {
        Ticket ticket = Case.Incident().Do(Drive, Somebody.FirstLine).Ticket;

        TicketTask task = Assert.Single(ticket.Dossier.Tasks);
        Assert.Equal((1, "Create the drive.", "infrastructure", TaskState.Open), (task.Id, task.Title.Value, task.Team, task.State));
        Assert.Equal(("it-support", TicketStatus.New), (ticket.Team, ticket.Status));
    }

    [Fact]
    public void Is_done_with_a_note_by_whoever_did_it()
    {
        Case given = Case.Incident().Do(Drive, Somebody.FirstLine).Later(TimeSpan.FromHours(1));

        Happening.TaskCompleted done = Assert.IsType<Happening.TaskCompleted>(Assert.Single(given.Accept(new TicketCommand.CompleteTask(1, "Created."), Somebody.SecondLine)));

        Assert.Equal("Created.", done.Note!.Value.Value);
        Assert.Equal((TaskState.Done, given.Now, Somebody.SecondLine.Id), (given.Ticket.Dossier.Tasks[0].State, given.Ticket.Dossier.Tasks[0].Ended, given.Ticket.Dossier.Tasks[0].EndedBy));
    }

    [Fact]
    public void Is_completed_by_its_own_team_which_has_no_other_right_on_the_ticket()
    {
        StaffMember member(string id, string team) => new(id, id, null, null, [team], [], [], []);
        Profile kept = Aarhus.Profile with { Directory = new([member(Somebody.FirstLine.Id, "it-support"), member(Somebody.SecondLine.Id, "infrastructure")]) };
        Case given = Case.Incident(kept).Do(Drive, Somebody.FirstLine).Do(new TicketCommand.AddTask("Tell the user.", null, null), Somebody.FirstLine);

        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.CancelTask(1, "No."), Somebody.SecondLine).Code);
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.CompleteTask(2, "Told."), Somebody.SecondLine).Code);
        Assert.Contains(Act.CompleteTask, TicketDesk.Offers(given.Ticket, Somebody.SecondLine, kept));
        given.Do(new TicketCommand.CompleteTask(1, "Created."), Somebody.SecondLine);
        Assert.DoesNotContain(Act.CompleteTask, TicketDesk.Offers(given.Ticket, Somebody.SecondLine, kept));
        Assert.Equal("Agent.L2", RoleOf(given, kept));
    }

    private static string RoleOf(Case given, Profile kept) => ItsmFunctions.Domain.Rights.Policy.RoleOf(Act.CompleteTask, Somebody.SecondLine, given.Ticket, kept);

    [Fact]
    public void Is_given_to_another_team_or_agent()
    {
        Case given = Case.Incident().Do(Drive, Somebody.FirstLine).Do(new TicketCommand.AssignTask(1, "security", "agent-9"), Somebody.Dispatcher);

        Assert.Equal(("security", "agent-9"), (given.Ticket.Dossier.Tasks[0].Team, given.Ticket.Dossier.Tasks[0].Assignee));
        Assert.Empty(given.Accept(new TicketCommand.AssignTask(1, "security", "agent-9"), Somebody.Dispatcher));
    }

    [Fact]
    public void Is_given_to_nobody_whom_its_team_does_not_know()
    {
        Case given = Case.Incident(Aarhus.Profile with { Directory = new([new(Somebody.FirstLine.Id, "Bo", null, null, ["it-support"], [], [], [])]) }).Do(Drive, Somebody.FirstLine);

        Assert.Equal("/assignee", Assert.Single(given.Refuse(new TicketCommand.AssignTask(1, "infrastructure", Somebody.FirstLine.Id), Somebody.FirstLine).Complaints).Pointer);
        Assert.Equal("/assignee", Assert.Single(given.Refuse(new TicketCommand.AddTask("Look.", null, "nobody"), Somebody.FirstLine).Complaints).Pointer);
        given.Do(new TicketCommand.AddTask("Look.", null, Somebody.FirstLine.Id), Somebody.FirstLine);
    }

    [Fact]
    public void Stands_in_the_way_of_resolving_until_it_is_done_or_goes_with_the_ticket()
    {
        Case given = Case.Incident().Do(Drive, Somebody.FirstLine).Do(Drive, Somebody.FirstLine).Do(new TicketCommand.CompleteTask(2, null), Somebody.SecondLine);
        var solved = new TicketCommand.Resolve("Solved.", null);

        Refusal refusal = given.Refuse(solved, Somebody.FirstLine);
        Assert.Equal(RefusalCode.OpenTasks, refusal.Code);
        Assert.Contains("1.", refusal.Detail.English, StringComparison.Ordinal);

        given.Do(solved with { CancelTasks = true }, Somebody.FirstLine);
        Assert.Equal((TicketStatus.Resolved, TaskState.Cancelled, TaskState.Done), (given.Ticket.Status, given.Ticket.Dossier.Tasks[0].State, given.Ticket.Dossier.Tasks[1].State));
    }

    [Fact]
    public void Goes_with_a_ticket_that_is_withdrawn_by_an_end_user_who_never_saw_it() =>
        Assert.Empty(Case.Incident().Do(Drive, Somebody.FirstLine).Do(new TicketCommand.Cancel("Never mind."), Somebody.Requester).Ticket.Dossier.OpenTasks);

    [Fact]
    public void Ends_once()
    {
        Case given = Case.Incident().Do(Drive, Somebody.FirstLine).Do(Drive, Somebody.FirstLine).Do(new TicketCommand.CompleteTask(1, null), Somebody.FirstLine);

        Assert.Empty(given.Accept(new TicketCommand.CompleteTask(1, "Again."), Somebody.FirstLine));
        Assert.Equal(RefusalCode.NoOpenTask, given.Refuse(new TicketCommand.CancelTask(1, "No."), Somebody.FirstLine).Code);
        Assert.Equal(RefusalCode.NoOpenTask, given.Refuse(new TicketCommand.AssignTask(1, "security", null), Somebody.FirstLine).Code);
        Assert.Equal("/task", Assert.Single(given.Refuse(new TicketCommand.CompleteTask(3, null), Somebody.FirstLine).Complaints).Pointer);
    }

    [Fact]
    public void Has_a_title_and_a_team_that_there_is()
    {
        Refusal refusal = Case.Incident().Refuse(new TicketCommand.AddTask(" ", "nobodys", "two\nlines"), Somebody.FirstLine);

        Assert.Equal(["/title", "/team", "/assignee"], refusal.Complaints.Select(complaint => complaint.Pointer));
    }

    [Fact]
    public void Is_one_of_a_hundred_at_most()
    {
        Case given = Case.Incident();
        for (int i = 0; i < TicketDesk.MostTasks; i++)
            given.Do(Drive, Somebody.FirstLine);

        Assert.Equal(RefusalCode.InvalidRequest, given.Refuse(Drive, Somebody.FirstLine).Code);
    }

    [Fact]
    public void Changes_nothing_that_the_end_user_sees()
    {
        Case given = Case.Incident();
        int before = given.Ticket.PublicVersion;
        given.Do(Drive, Somebody.FirstLine).Do(new TicketCommand.CompleteTask(1, "Created."), Somebody.FirstLine);

        Assert.Equal(before, given.Ticket.PublicVersion);
    }
}
