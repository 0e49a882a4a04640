using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Rights;

namespace ItsmFunctions.Domain.Tests;

/// <summary>A problem: what it is opened from, what is found out, and what stays behind of it.</summary>
public sealed class A_problem
{
    /// <summary>Whom the problem names acts as who they are at the desk, and as no end user.</summary>
    [Fact]
    [Trait("Rule", "OM-14")]
    [Trait("Rule", "IT-14")]
    public void Names_people_who_act_in_the_role_that_they_have()
    {
        Assert.Equal("Agent.L2", Policy.RoleOf(Act.RecordFindings, GivenProblems.Investigator, GivenProblems.At("investigate").Ticket, GivenProblems.Profile));
        Assert.Equal("Agent.L3", Policy.RoleOf(Act.EliminateRootCause, GivenProblems.Handler, GivenProblems.At("process").Ticket, GivenProblems.Profile));
    }

    [Fact]
    [Trait("Rule", "OM-10")]
    public void Is_opened_from_the_incidents_that_it_is_to_end()
    {
        Case given = GivenProblems.Open();

        Assert.Equal(TicketKind.Problem, given.Ticket.Number.Kind);
        Assert.Equal(GivenProblems.Department, given.Ticket.Team);
        Assert.Equal([GivenProblems.Incident, GivenProblems.Again], given.Ticket.IncidentsCaused());
        Assert.All(given.Ticket.Dossier.Links, link => Assert.Equal((LinkKind.Causes, true, 2), (link.Kind!.Value, link.Own, link.Version)));
    }

    [Theory]
    [InlineData("none", "/incidents")]
    [InlineData("a request", "/incidents/1")]
    [InlineData("too many", "/incidents")]
    [InlineData("no such team", "/team")]
    [InlineData("no title", "/title")]
    [InlineData("no such category", "/category")]
    [Trait("Rule", "OM-10")]
    public void Is_refused_where_it_lacks_what_a_problem_needs(string what, string pointer)
    {
        NewProblem wanted = GivenProblems.Wanted;
        wanted = what switch
        {
            "none" => wanted with { Incidents = [] },
            "a request" => wanted with { Incidents = [GivenProblems.Incident, new(TicketKind.Request, 9)] },
            "too many" => wanted with { Incidents = [.. Enumerable.Range(1, ProblemIntake.MostIncidents + 1).Select(each => new TicketNumber(TicketKind.Incident, each))] },
            "no such team" => wanted with { Team = "nobodys" },
            "no title" => wanted with { Title = " " },
            _ => wanted with { Category = "nothing" },
        };

        var rejected = Assert.IsType<Decision.Rejected>(ProblemIntake.Decide(wanted, GivenProblems.Profile));

        Assert.Equal((RefusalCode.InvalidRequest, pointer), (rejected.Refusal.Code, rejected.Refusal.Complaints.Single().Pointer));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public void Is_opened_before_there_is_an_incident_where_somebody_says_why()
    {
        Case given = GivenProblems.Open(GivenProblems.Wanted with { Incidents = [], Proactive = "The supplier warns of this firmware." }, by: GivenProblems.Manager);

        Assert.Empty(given.Ticket.IncidentsCaused());
        Assert.Equal("The supplier warns of this firmware.", given.Ticket.Problem!.Proactive?.Value);
    }

    [Fact]
    public void Is_with_the_first_of_those_who_look_into_it_and_then_of_those_who_handle_it()
    {
        Case given = GivenProblems.At("investigate");
        Assert.Equal(GivenProblems.Investigator.Id, given.Ticket.Assignee);

        given.Do(new ProblemCommand.AssignHandlers([GivenProblems.Handler.Id, GivenProblems.Agent.Id, GivenProblems.Handler.Id], "At night."), GivenProblems.Agent);

        Assert.Equal(GivenProblems.Handler.Id, given.Ticket.Assignee);
        Assert.Equal([GivenProblems.Handler.Id, GivenProblems.Agent.Id], given.Ticket.Problem!.Handlers!.Ids);
    }

    [Fact]
    public void Is_given_to_nobody_whom_the_directory_does_not_know_and_to_nobody_at_all()
    {
        Assert.Equal("/people/1", GivenProblems.Open().Refuse(new ProblemCommand.AssignInvestigators([GivenProblems.Agent.Id, "nobody"], null), GivenProblems.Agent).Complaints.Single().Pointer);
        Assert.Equal("/people", GivenProblems.Open().Refuse(new ProblemCommand.AssignInvestigators([], null), GivenProblems.Agent).Complaints.Single().Pointer);
        Assert.Equal("/people", GivenProblems.Open().Refuse(new ProblemCommand.AssignInvestigators([.. Enumerable.Repeat(GivenProblems.Agent.Id, ProblemDesk.MostPeople + 1)], null), GivenProblems.Agent).Complaints.Single().Pointer);
    }

    [Fact]
    public void Keeps_what_is_found_out_and_says_nothing_twice()
    {
        Case given = GivenProblems.At("investigate").Do(new ProblemCommand.Record("A leak.", "Restart it.", "Wait."), GivenProblems.Investigator);
        int published = given.Ticket.Problem!.PublicSince!.Value;

        given.Do(new ProblemCommand.Record(null, "Restart it twice.", null), GivenProblems.Investigator);

        Assert.Equal(("A leak.", "Restart it twice.", "Wait.", published), (given.Ticket.Problem.RootCause?.Value, given.Ticket.Problem.Workaround?.Value, given.Ticket.Problem.PublicWorkaround?.Value, given.Ticket.Problem.PublicSince));
        Assert.Empty(given.Accept(new ProblemCommand.Record("A leak.", "Restart it twice.", "Wait."), GivenProblems.Investigator));
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    [Fact]
    [Trait("Rule", "A2")]
    public void Has_a_public_title_of_one_line_that_changes_nothing_about_what_was_told()
    {
        Case given = GivenProblems.At("investigate").Do(new ProblemCommand.Record(null, "Restart it.", "Wait.", KnownError: true), GivenProblems.Investigator);
        (int told, string seen) = (given.Ticket.Problem!.PublicSince!.Value, PortalView.Of(given.Ticket, GivenProblems.Profile).ToString());
        Assert.Null(KnownError.Of(given.Ticket)!.PublicTitle);

        given.Do(new ProblemCommand.Record(null, null, null, PublicTitle: "No Wi-Fi in building 1530"), GivenProblems.Investigator);

        Assert.Equal(("No Wi-Fi in building 1530", told), (KnownError.Of(given.Ticket)!.PublicTitle?.Value, given.Ticket.Problem.PublicSince));
        Assert.NotEqual(seen, PortalView.Of(given.Ticket, GivenProblems.Profile).ToString());
        Assert.Empty(given.Accept(new ProblemCommand.Record(null, null, null, PublicTitle: "No Wi-Fi in building 1530"), GivenProblems.Investigator));
        Assert.Equal(given.Ticket, History.Fold(given.Events));
        Assert.All(new[] { "", "Two\nlines", new string('x', Texts.LongestTitle + 1) }, title =>
            Assert.Equal("/publicTitle", given.Refuse(new ProblemCommand.Record(null, null, null, PublicTitle: title), GivenProblems.Investigator).Complaints.Single().Pointer));
        given.Do(new ProblemCommand.AssignHandlers([GivenProblems.Handler.Id], null), GivenProblems.Investigator).Do(new ProblemCommand.Clear("Restarted.", null, null, "No network in building 1530"), GivenProblems.Handler);
        Assert.Equal("No network in building 1530", KnownError.Of(given.Ticket)!.PublicTitle?.Value);
    }

    [Fact]
    [Trait("Rule", "A2")]
    [Trait("Rule", "OM-15")]
    public void Leaves_an_open_known_error_behind_where_its_condition_was_cleared()
    {
        Case given = GivenProblems.At("cleared");

        Assert.True(given.Ticket.Problem!.KnownError is { IsOpen: true });
        Assert.Equal("Restart it by hand.", given.Ticket.Problem.Workaround?.Value);
        Assert.Equal(TicketStatus.Closed, given.Ticket.Status);
    }

    [Fact]
    [Trait("Rule", "A2")]
    public void Is_not_cleared_without_a_workaround_and_takes_the_one_that_was_recorded()
    {
        Case given = GivenProblems.At("process");
        Assert.Equal(RefusalCode.WorkaroundMissing, given.Refuse(new ProblemCommand.Clear("It is restarted.", null, "Wait."), GivenProblems.Handler).Code);

        given.Do(new ProblemCommand.Record(null, "Restart it.", null, KnownError: true), GivenProblems.Handler);
        KnownErrorState declared = given.Ticket.Problem!.KnownError!;
        given.Later(TimeSpan.FromHours(1)).Do(new ProblemCommand.Clear("It is restarted.", null, null), GivenProblems.Handler);

        Assert.Equal(declared, given.Ticket.Problem.KnownError);
    }

    [Fact]
    [Trait("Rule", "OM-15")]
    public void Ends_its_known_error_with_its_cause()
    {
        Case given = GivenProblems.At("process").Do(new ProblemCommand.Record(null, "Restart it.", null, KnownError: true), GivenProblems.Handler);
        Assert.Equal(RefusalCode.WorkaroundMissing, GivenProblems.At("process").Refuse(new ProblemCommand.Record("A leak.", null, "Wait.", KnownError: true), GivenProblems.Handler).Code);

        given.Do(new ProblemCommand.Eliminate("The firmware was exchanged.", null), GivenProblems.Handler);

        Assert.False(given.Ticket.Problem!.KnownError!.IsOpen);
        Assert.Equal((GivenProblems.Handler.Id, "The firmware was exchanged."), (given.Ticket.Problem.KnownError.RetiredBy, given.Ticket.Problem.KnownError.RetiredFor?.Value));
    }

    [Fact]
    public void Is_not_closed_over_open_tasks()
    {
        Case given = GivenProblems.At("process").Do(new TicketCommand.AddTask("Order the firmware", null, null), GivenProblems.Agent);

        Assert.Equal(RefusalCode.OpenTasks, given.Refuse(new ProblemCommand.Eliminate("Done.", null), GivenProblems.Handler).Code);
        Assert.Equal(RefusalCode.OpenTasks, GivenProblems.Open().Do(new TicketCommand.AddTask("Order the firmware", null, null), GivenProblems.Agent).Refuse(new ProblemCommand.CancelIt("No."), GivenProblems.Leader).Code);
    }

    [Fact]
    public void Is_watched_by_no_clock_of_incidents()
    {
        Assert.Null(GivenProblems.At("process").Ticket.Watch);
        Assert.Empty(GivenProblems.At("cleared").Ticket.Dues());
    }
}
