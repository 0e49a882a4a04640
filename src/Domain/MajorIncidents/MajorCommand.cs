using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.MajorIncidents;

/// <summary>What somebody asks of a major incident.</summary>
public abstract record MajorCommand(Act Act) : TicketCommand(Act)
{
    public sealed record Declare(string Reason) : MajorCommand(Act.DeclareMajor);

    /// <summary>Tells everybody who is affected, in both languages.</summary>
    public sealed record Inform(string English, string Danish) : MajorCommand(Act.InformAffected);

    public sealed record Publish(StatusState State, string English, string Danish) : MajorCommand(Act.PublishStatus);

    public sealed record StandDown(string Review) : MajorCommand(Act.StandDown);

    /// <summary>The desk's own: tells whoever reads along on a ticket below it.</summary>
    public sealed record Tell(TicketNumber Major, int Round, string English, string Danish) : MajorCommand(Act.TellAffected);
}
