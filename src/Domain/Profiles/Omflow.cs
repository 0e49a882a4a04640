using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Profiles;

/// <summary>
/// OMFLOW's service management (OM-03 to OM-09): an order passes the checkpoints Assign and Process, and what is resolved is closed. What
/// its source says nothing of (matrices, reasons, categories, teams) is the default's.
/// </summary>
public static class Omflow
{
    private static readonly TicketStatus[] Assigning = [TicketStatus.New, TicketStatus.Assigned];
    private static readonly TicketStatus[] Processing = [TicketStatus.InProgress, TicketStatus.Pending];
    private static readonly TicketStatus[] Open = [.. Assigning, .. Processing];

    public static readonly Profile Profile = Aarhus.Profile with
    {
        Base = "omflow",
        Name = "OMFLOW",
        Statuses = Enum.GetValues<TicketStatus>(),
        ClosePolicy = ClosePolicy.AtOnce,
        ResolvingLines = Enum.GetValues<Line>(),
        Handover = HandoverRules.None,
        ShowAssigned = true,
        Lifecycle = [.. Tickets.Lifecycle.Aarhus.Except(Tickets.Lifecycle.OfTheClock).Where(row => row.Act is not (Act.Accept or Act.Bounce)).Select(row => row.Act switch
        {
            // OM-06: to another group or person, resolved, cancelled: actions of the Assign checkpoint.
            Act.Assign or Act.Dispatch or Act.Cancel => row with { From = Assigning },
            // Here nothing rests as resolved. What was resolved under another profile does, and what its requester was promised then holds.
            Act.Reopen or Act.Reply or Act.Survey or Act.Flag => row,
            _ => row with { From = [.. row.From.Where(status => status != TicketStatus.Resolved)] },
        }), new(Act.ReturnToAssignment, Processing), .. Tickets.Lifecycle.OfTheClock],
        Rights = [.. Grants.Aarhus.Select(grant => grant.Act switch
        {
            Act.Resolve => grant with { OwnTeam = Roles.Agent },
            Act.Cancel => grant with { OwnTeam = Roles.Agent | Roles.Dispatcher | Roles.TeamLeader },
            _ => grant,
        })],
        // OM-05, OM-08.
        StageNotices = [new(OrderStage.Open, StageAudience.IncidentGroups), new(OrderStage.Open, StageAudience.AssignedDepartment), new(OrderStage.Close, StageAudience.Opener)],
        Checkpoints =
        [
            new("assign", "Assign", "Tildeling", Assigning,
            [
                new("reassign-person", "Reassign to a person", "Tildel til en person", Act.Assign), new("reassign-group", "Reassign to a group", "Tildel til en gruppe", Act.Dispatch),
                new("resolve-immediately", "Resolve immediately", "Løs med det samme", Act.Resolve), new("cancel", "Cancel incident", "Annullér hændelsen", Act.Cancel),
                new("process", "Begin", "Begynd", Act.BeginWork),
            ]),
            new("process", "Process", "Behandling", Processing,
            [
                new("troubleshoot", "Troubleshoot the incident", "Afhjælp hændelsen", Act.Resolve), new("return", "Return to assignment", "Tilbage til tildeling", Act.ReturnToAssignment),
            ]),
            new("close", "Close", "Lukning", [TicketStatus.Resolved, TicketStatus.Closed, TicketStatus.Cancelled], []),
        ],
    };
}
