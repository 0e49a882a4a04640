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

    /// <summary>To process management: nobody decided in time. Who is asked too gets <see cref="Review"/>.</summary>
    public static readonly Notice Overdue = new("change-overdue", Audience.ProcessManagement);

    /// <summary>To the same group where the stage that it goes back to is told to it, and to its author always: a review rejected it.</summary>
    public static readonly Notice Rejected = new("change-rejected", Audience.DepartmentAndAuthor);
    public static readonly Notice Closed = new("change-closed", Audience.Openers);

    public static readonly IReadOnlyList<Notice> All = [Stage, Review, Reminded, Overdue, Rejected, Closed];

    public static bool MayConcern(string what) => what is
        nameof(Happening.ChangePlanned) or nameof(Happening.StageEntered) or nameof(Happening.VoteDelegated) or nameof(Happening.ReviewersReminded) or nameof(Happening.ReviewOverdue) or nameof(Happening.Cancelled);

    /// <summary>Whether it takes the history to tell if an event follows from a rejection.</summary>
    public static bool MayFollowRejection(TicketEvent e, ChangeState change) =>
        e.What is Happening.Cancelled ? change.Review?.Approved == false : e.What is Happening.StageEntered { Review: null } && change.Cycles > 0;

    /// <param name="rejection">Which rejection the event follows from.</param>
    public static IReadOnlyList<Notice> Of(TicketEvent e, ChangePlan plan, Rejection? rejection = null) => e.What switch
    {
        Happening.StageEntered or Happening.Cancelled when rejection is not null => [rejection.Back?.Tells(ChangeAudience.ProcessingGroup) == false ? Rejected with { Audience = Audience.Openers } : Rejected],
        Happening.ChangePlanned planned => At(planned.Plan.Stages[0]),
        Happening.StageEntered entered when plan.Find(entered.Stage) is { } stage => At(stage),
        Happening.VoteDelegated => [Review],
        Happening.ReviewersReminded => [Reminded],
        Happening.ReviewOverdue { Effect: WhenOverdue.Escalate } overdue => overdue.Asked.Electorate.IsEmpty ? [Overdue] : [Review, Overdue],
        Happening.Closed => [Closed],
        IClockEvent of when Notice.OfClock(of) is { } told => [told],
        Happening.Replied { FromRequester: false } => [Notice.Replied],
        Happening.WatcherAdded when e.By != Actor.Clock.Id => [Notice.Watching],
        _ => [],
    };

    private static IReadOnlyList<Notice> At(ChangeStage stage) =>
        [.. stage.Tells(ChangeAudience.ProcessingGroup) ? new[] { Stage } : [], .. stage.Tells(ChangeAudience.Reviewers) ? new[] { Review } : []];

    /// <summary>Person ids of those whom an event names as asked, and of those who vote in the place of one of them when it happens.</summary>
    public static IEnumerable<string> AskedOf(TicketEvent e, ChangeState? change)
    {
        string[] electors = [.. ElectorsOf(e.What)];
        return electors.Concat(DelegationsAt(e, change).Where(each => electors.Contains(each.Of)).Select(each => each.To)).Distinct();
    }

    /// <summary>Person ids of those in whose place somebody is asked; none where it is their own vote.</summary>
    public static IEnumerable<string> InPlaceOf(TicketEvent e, ChangeState? change, string person)
    {
        if (e.What is Happening.VoteDelegated delegated)
            return [delegated.Of];
        string[] electors = [.. ElectorsOf(e.What)];
        return electors.Contains(person) ? [] : DelegationsAt(e, change).Where(each => each.To == person && electors.Contains(each.Of)).Select(each => each.Of).Distinct();
    }

    // A deadline's passing asks those whom it adds, and nobody has given away their vote before they had it.
    private static IEnumerable<Delegation> DelegationsAt(TicketEvent e, ChangeState? change) =>
        e.What is Happening.StageEntered or Happening.ReviewersReminded ? (change?.Delegations ?? []).Where(each => each.HoldsAt(e.HappenedAt)) : [];

    private static IEnumerable<string> ElectorsOf(Happening what) => what switch
    {
        Happening.StageEntered { Review: { } asked } => asked.Electorate.Select(elector => elector.Person),
        Happening.VoteDelegated delegated => [delegated.To],
        Happening.ReviewersReminded reminded => reminded.To.Ids,
        Happening.ReviewOverdue overdue => overdue.Asked.Electorate.Select(elector => elector.Person),
        _ => [],
    };
}
