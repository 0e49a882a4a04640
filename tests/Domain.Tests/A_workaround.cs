using ItsmFunctions.Domain.Problems;

namespace ItsmFunctions.Domain.Tests;

/// <summary>A workaround that the end users of a problem's incidents are told.</summary>
public sealed class A_workaround
{
    private static readonly TicketNumber Problem = new(TicketKind.Problem, 7);

    [Fact]
    public void Goes_out_as_it_reads_when_somebody_says_so()
    {
        Case given = GivenProblems.At("investigate").Do(new ProblemCommand.Record("A leak.", "Restart it.", "Wait."), GivenProblems.Investigator);
        int round = given.Ticket.Version;

        given.Do(new ProblemCommand.Communicate(), GivenProblems.Agent).Do(new ProblemCommand.Record(null, null, "Wait two minutes."), GivenProblems.Investigator);

        // What was written since is told to nobody yet.
        Assert.Equal((round, "Wait."), (given.Ticket.Problem!.Communicated!.Round, given.Ticket.Problem.Communicated.Text.Value));
        given.Do(new ProblemCommand.Communicate(), GivenProblems.Agent);
        Assert.Equal("Wait two minutes.", given.Ticket.Problem.Communicated.Text.Value);
    }

    [Fact]
    public void Is_told_to_each_incident_once_and_never_an_older_one()
    {
        Case given = Case.Incident().Do(new TicketCommand.TellWorkaround(Problem, 5, "Wait."), Actor.Clock);
        int version = given.Ticket.PublicVersion;

        Assert.Empty(given.Accept(new TicketCommand.TellWorkaround(Problem, 5, "Wait."), Actor.Clock));
        Assert.Empty(given.Accept(new TicketCommand.TellWorkaround(Problem, 4, "Do nothing."), Actor.Clock));
        given.Do(new TicketCommand.TellWorkaround(Problem, 9, "Wait two minutes."), Actor.Clock).Do(new TicketCommand.TellWorkaround(new(TicketKind.Problem, 8), 5, "Restart it."), Actor.Clock);

        Assert.Equal(version + 2, given.Ticket.PublicVersion);
        Assert.Equal([(Problem, 9), (new(TicketKind.Problem, 8), 5)], given.Ticket.Dossier.Workarounds.Select(told => (told.Problem, told.Round)));
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    [Fact]
    public void Leaves_the_incident_where_it_is()
    {
        Case given = Case.Incident();
        Ticket before = given.Ticket;

        given.Do(new TicketCommand.TellWorkaround(Problem, 5, "Wait."), Actor.Clock);

        Assert.Equal((before.Status, before.UpdateFlagSince, before.Assignee), (given.Ticket.Status, given.Ticket.UpdateFlagSince, given.Ticket.Assignee));
        Assert.True(TicketDesk.MayBeTold(before));
        Assert.False(TicketDesk.MayBeTold(given.Ticket with { Status = TicketStatus.Resolved }));
    }
}
