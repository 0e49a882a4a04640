using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Incidents whose end users are told how to live with the problem behind them.</summary>
public static partial class TicketDesk
{
    /// <summary>Whether somebody still waits for a solution, who can use a workaround.</summary>
    public static bool MayBeTold(Ticket ticket) => ticket.Status is not TicketStatus.Resolved && !ticket.Status.IsOver();

    /// <summary>Each text once, however often and late it comes; and none that is older than what was told.</summary>
    private static Decision TellWorkaround(Ticket ticket, TicketCommand.TellWorkaround tell) =>
        ticket.Dossier.Workarounds.Any(told => told.Problem == tell.Problem && told.Round >= tell.Round)
            ? Accept()
            : Accept(new Happening.WorkaroundTold(tell.Problem, tell.Round, Text(ticket, tell.Text)));
}
