using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>What a change is told as: at each stage whom its plan names there, and at the end its opener (OM-18 to OM-20, cell by cell).</summary>
public static class ChangeNotices
{
    /// <summary>To the group that processes it: it has come to a stage at which something is theirs to do.</summary>
    public static readonly Notice Stage = new("change-stage", Audience.Department);

    /// <summary>To those who are asked for their vote, and to whom they give it in their place.</summary>
    public static readonly Notice Review = new("change-review", Audience.Electors);
    public static readonly Notice Reminded = new("change-reminded", Audience.Electors);

    /// <summary>To who is asked too, and to process management: nobody decided in time.</summary>
    public static readonly Notice Overdue = new("change-overdue", Audience.Electors);
    public static readonly Notice Closed = new("change-closed", Audience.Openers);

    public static readonly IReadOnlyList<Notice> All = [Stage, Review, Reminded, Overdue, Closed];

    public static bool MayConcern(string what) => what is
        nameof(Happening.ChangePlanned) or nameof(Happening.StageEntered) or nameof(Happening.VoteDelegated) or nameof(Happening.ReviewersReminded) or nameof(Happening.ReviewOverdue);

    public static IReadOnlyList<Notice> Of(TicketEvent e, ChangePlan plan) => e.What switch
    {
        Happening.ChangePlanned planned => At(planned.Plan.Stages[0]),
        Happening.StageEntered entered when plan.Find(entered.Stage) is { } stage => At(stage),
        Happening.VoteDelegated => [Review],
        Happening.ReviewersReminded => [Reminded],
        Happening.ReviewOverdue { Effect: WhenOverdue.Escalate } => [Overdue, Overdue with { Audience = Audience.ProcessManagement }],
        Happening.Closed => [Closed],
        Happening.Replied { FromRequester: false } => [Notice.Replied],
        Happening.WatcherAdded when e.By != Actor.Clock.Id => [Notice.Watching],
        _ => [],
    };

    private static IReadOnlyList<Notice> At(ChangeStage stage) =>
        [.. stage.Tells(ChangeAudience.ProcessingGroup) ? new[] { Stage } : [], .. stage.Tells(ChangeAudience.Reviewers) ? new[] { Review } : []];

    /// <summary>Person ids of those whom an event names as asked.</summary>
    public static IEnumerable<string> ElectorsOf(Happening what) => what switch
    {
        Happening.StageEntered { Review: { } asked } => asked.Electorate.Select(elector => elector.Person),
        Happening.VoteDelegated delegated => [delegated.To],
        Happening.ReviewersReminded reminded => reminded.To.Ids,
        Happening.ReviewOverdue overdue => overdue.Asked.Electorate.Select(elector => elector.Person),
        _ => [],
    };
}
