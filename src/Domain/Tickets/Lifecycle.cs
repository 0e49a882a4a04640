using ItsmFunctions.Domain.People;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What can be asked of a ticket.</summary>
public enum Act
{
    Assign,
    BeginWork,
    Pend,
    Resume,
    Reply,
    Journal,
    Flag,
    SetPriority,
    Reclassify,
    Resolve,
    Reopen,
    Cancel,
    Close,
    WakeUp,
    Dispatch,
    Accept,
    Bounce,
}

/// <summary>One row of a lifecycle: from · act · by. Where it leads stands in <see cref="TicketDesk"/>, in the events it lets happen.</summary>
/// <param name="Own">True if the ticket's own requester may, whatever their roles.</param>
public sealed record LifecycleRow(Act Act, IReadOnlyList<TicketStatus> From, Roles By, bool Own = false);

/// <summary>The lifecycle of Aarhus University, as data.</summary>
public static class Lifecycle
{
    private static readonly TicketStatus[] Open = [TicketStatus.New, TicketStatus.Assigned, TicketStatus.InProgress, TicketStatus.Pending];
    private static readonly TicketStatus[] NotClosed = [.. Open, TicketStatus.Resolved];
    private static readonly TicketStatus[] Unbegun = [TicketStatus.New, TicketStatus.Assigned];

    private const Roles Coordinators = Roles.Dispatcher | Roles.TeamLeader;
    private const Roles Management = Roles.ProcessManager | Roles.ProcessOwner;

    // A replay repeats what another desk let happen: its people's rights were judged there, the statuses are judged here.
    private const Roles Replay = Roles.Import;

    public static readonly IReadOnlyList<LifecycleRow> Aarhus =
    [
        new(Act.Assign, Open, Roles.Agent | Coordinators | Replay),
        new(Act.BeginWork, Unbegun, Roles.Agent | Replay),
        new(Act.Pend, Open, Roles.Agent | Roles.TeamLeader | Replay),
        new(Act.Resume, [TicketStatus.Pending], Roles.Agent | Roles.TeamLeader | Replay),
        new(Act.Reply, NotClosed, Roles.Agent | Coordinators, Own: true),
        new(Act.Journal, NotClosed, Roles.Agent | Coordinators | Management | Replay),
        new(Act.Flag, NotClosed, Roles.Agent | Coordinators),
        new(Act.SetPriority, Open, Roles.Agent | Coordinators | Management),
        new(Act.Reclassify, Open, Roles.Agent | Coordinators | Replay),
        // AU-49, A17: operations hand back to support, and support selects Resolved.
        new(Act.Resolve, Open, Roles.FirstLine | Replay),
        new(Act.Reopen, [TicketStatus.Resolved], Roles.Agent | Coordinators | Replay, Own: true),
        new(Act.Cancel, Open, Roles.FirstLine, Own: true),
        new(Act.Close, [TicketStatus.Resolved], Roles.Clock | Replay),
        new(Act.WakeUp, [TicketStatus.Pending], Roles.Clock),
        new(Act.Dispatch, Open, Roles.Agent | Coordinators),
        new(Act.Accept, Open, Roles.Agent | Coordinators),
        new(Act.Bounce, Open, Roles.Agent | Coordinators),
    ];
}
