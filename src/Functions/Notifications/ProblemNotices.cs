using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>What a problem is told as: to the department and the opener as its table of stages says, cell by cell, and at no other stage (OM-12, OM-16); to those who are named for it whenever they are (OM-13, OM-14).</summary>
public static class ProblemNotices
{
    /// <summary>To everybody of the department that got it.</summary>
    public static readonly Notice Opened = new("problem-opened", Audience.Department);
    public static readonly Notice Closed = new("problem-closed", Audience.Openers);

    /// <summary>To those who are to look into it, or to handle it.</summary>
    public static readonly Notice Assigned = new("problem-assigned", Audience.Named);

    public static readonly IReadOnlyList<Notice> All = [Opened, Closed, Assigned];

    public static bool MayConcern(string what) => what is nameof(Happening.InvestigatorsAssigned) or nameof(Happening.HandlersAssigned);

    public static IReadOnlyList<Notice> Of(TicketEvent e) => e.What switch
    {
        Happening.Opened => At(OrderStage.Open),
        Happening.Closed => At(OrderStage.Close),
        // Whoever names nobody but themselves has nobody to tell.
        Happening.InvestigatorsAssigned or Happening.HandlersAssigned when NamedIn(e.What).Any(person => person != e.By) => [Assigned],
        IClockEvent of when Notice.OfClock(of) is { } told => [told],
        Happening.Replied { FromRequester: false } => [Notice.Replied],
        Happening.WatcherAdded when e.By != Actor.Clock.Id => [Notice.Watching],
        _ => [],
    };

    /// <summary>Person ids of those whom an event names for a problem.</summary>
    public static IEnumerable<string> NamedIn(Happening what) => what switch
    {
        Happening.InvestigatorsAssigned assigned => assigned.Investigators.Ids,
        Happening.HandlersAssigned assigned => assigned.Handlers.Ids,
        _ => [],
    };

    private static IReadOnlyList<Notice> At(OrderStage stage) => [.. ProblemStages.Notices.Where(cell => cell.Stage == stage).Select(cell => cell.To switch
    {
        StageAudience.AssignedDepartment => Opened,
        StageAudience.Opener => Closed,
        _ => throw new InvalidOperationException($"Nobody is {cell.To}."),
    })];
}
