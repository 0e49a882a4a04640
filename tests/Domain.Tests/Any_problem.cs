using CsCheck;
using ItsmFunctions.Domain.Problems;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Properties of whatever people do to a problem.</summary>
public sealed class Any_problem
{
    /// <summary>What only happens to problems.</summary>
    internal static readonly IReadOnlyList<string> Own =
    [
        nameof(Happening.ProblemStated), nameof(Happening.InvestigatorsAssigned), nameof(Happening.HandlersAssigned), nameof(Happening.FindingsRecorded), nameof(Happening.KnownErrorDeclared), nameof(Happening.KnownErrorRetired), nameof(Happening.WorkaroundCommunicated),
    ];

    private static readonly Actor[] People = [GivenProblems.Opener, GivenProblems.Agent, GivenProblems.Leader, GivenProblems.Investigator, GivenProblems.Handler, GivenProblems.Manager];

    private static readonly TicketCommand[] Commands =
    [
        new ProblemCommand.AssignInvestigators([GivenProblems.Investigator.Id, GivenProblems.Agent.Id], "Look."), new ProblemCommand.AssignInvestigators([GivenProblems.Agent.Id], null),
        new ProblemCommand.AssignHandlers([GivenProblems.Handler.Id], null), new ProblemCommand.AssignHandlers([GivenProblems.Agent.Id], "At night."),
        new ProblemCommand.Record("A leak.", null, null), new ProblemCommand.Record(null, "Restart it.", null), new ProblemCommand.Record(null, null, "Wait."), new ProblemCommand.Record(null, null, null, KnownError: true),
        new ProblemCommand.Eliminate("Exchanged.", null), new ProblemCommand.Clear("Restarted each night.", null, null), new ProblemCommand.Clear("Restarted each night.", "By hand.", "Wait two minutes."),
        new ProblemCommand.ResolveNow("It was the timer."), new ProblemCommand.CancelIt("It is another one."),
        new ProblemCommand.Communicate(), new ProblemCommand.Retire("It is mended."),
        new TicketCommand.Assign(null, GivenProblems.Agent.Id), new TicketCommand.Journal("A note.", Visibility.Internal), new TicketCommand.SetPriority(1, "Everybody waits."),
    ];

    private static readonly Gen<Case> Lived =
        from steps in Gen.Select(Gen.Int[0, Commands.Length - 1], Gen.Int[0, People.Length - 1], Gen.OneOf(0, 1, 30)).Array[0, 40]
        select Live(steps);

    [Fact]
    [Trait("Rule", "OM-11")]
    public void Passes_no_stage_by_and_is_what_its_events_say() => Lived.Sample(given =>
    {
        string at = ProblemStages.Open;
        foreach (Happening what in given.Events.Select(e => e.What))
        {
            (string? from, string to) = what switch
            {
                Happening.ProblemStated => (ProblemStages.Open, ProblemStages.Assign),
                Happening.InvestigatorsAssigned => (ProblemStages.Assign, ProblemStages.Investigate),
                Happening.HandlersAssigned => (ProblemStages.Investigate, ProblemStages.Process),
                Happening.Resolved { ClosureCode: TicketDesk.ClosureSolved } => (ProblemStages.Assign, ProblemStages.Close),
                Happening.Resolved => (ProblemStages.Process, ProblemStages.Close),
                Happening.Cancelled => (ProblemStages.Assign, ProblemStages.Cancelled),
                _ => (null, at),
            };
            Assert.True(from is null || from == at);
            at = to;
        }

        Assert.Equal(at, given.Ticket.Problem!.Stage);
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }, iter: 2_000);

    [Fact]
    [Trait("Rule", "A2")]
    public void Has_a_workaround_wherever_it_has_a_known_error() => Lived.Sample(given =>
    {
        ProblemState problem = given.Ticket.Problem!;
        Assert.True(problem.KnownError is null || problem.Workaround is not null);
        string? code = given.Ticket.Resolution?.ClosureCode;
        // A known error outlives its problem where the condition was cleared, until somebody retires it.
        Assert.True(problem.KnownError?.IsOpen != true || !given.Ticket.Status.IsOver() || code == ProblemStages.ConditionCleared);
        Assert.True(code != ProblemStages.ConditionCleared || problem.KnownError is not null);
    }, iter: 2_000);

    [Fact]
    public void Is_of_every_kind_among_some_thousands() => Lived.Reach(
        ["assign", "cancelled", "close", "investigate", "process", .. Own],
        given => [given.Ticket.Problem!.Stage, .. given.Events.Select(e => e.What.GetType().Name)]);

    private static Case Live((int Command, int By, int Hours)[] steps)
    {
        Case given = GivenProblems.Open();
        foreach ((int command, int by, int hours) in steps)
        {
            given.Later(TimeSpan.FromHours(hours));
            if (given.Ask(Commands[command], People[by]) is Decision.Accepted accepted)
                given.Record(accepted.Happenings, People[by]);
        }

        return given;
    }
}
