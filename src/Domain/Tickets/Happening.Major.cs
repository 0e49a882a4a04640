using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.People;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What can happen to a major incident, and to those that stand below it.</summary>
public abstract partial record Happening
{
    /// <param name="Rule">Id of the organisation's rule that said so; null where somebody did.</param>
    public sealed record MajorDeclared(string? Rule, PersonalText? Reason) : Happening;

    /// <summary>Everybody who is affected is told, once: the version of this event names the round.</summary>
    public sealed record AffectedInformed(PersonalText English, PersonalText Danish) : Happening;

    /// <summary>Of a ticket that stands below it: whoever reads along here is told too.</summary>
    /// <param name="Major">Number of the major incident.</param>
    /// <param name="Round">Version of its event that said so.</param>
    public sealed record AffectedTold(TicketNumber Major, int Round, PersonalText English, PersonalText Danish) : Happening;

    /// <summary>What anybody may read of it from now on, without a login.</summary>
    public sealed record StatusPublished(StatusState State, PersonalText English, PersonalText Danish) : Happening;

    /// <param name="Review">What was learnt.</param>
    public sealed record MajorStoodDown(PersonalText Review) : Happening;
}
