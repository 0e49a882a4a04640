using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>What a problem is told as: as its table of stages says, cell by cell, and at no other stage (OM-12, OM-16).</summary>
public static class ProblemNotices
{
    /// <summary>To everybody of the department that got it.</summary>
    public static readonly Notice Opened = new("problem-opened", Audience.Department);
    public static readonly Notice Closed = new("problem-closed", Audience.Openers);

    public static readonly IReadOnlyList<Notice> All = [Opened, Closed];

    public static IReadOnlyList<Notice> Of(TicketEvent e) => e.What switch
    {
        Happening.Opened => At(OrderStage.Open),
        Happening.Closed => At(OrderStage.Close),
        Happening.Replied { FromRequester: false } => [Notice.Replied],
        Happening.WatcherAdded when e.By != Actor.Clock.Id => [Notice.Watching],
        _ => [],
    };

    private static IReadOnlyList<Notice> At(OrderStage stage) => [.. ProblemStages.Notices.Where(cell => cell.Stage == stage).Select(cell => cell.To switch
    {
        StageAudience.AssignedDepartment => Opened,
        StageAudience.Opener => Closed,
        _ => throw new InvalidOperationException($"Nobody is {cell.To}."),
    })];
}
