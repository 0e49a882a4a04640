using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Rights;

/// <summary>How far a right reaches from whoever holds it.</summary>
public enum Relation
{
    /// <summary>The caller's own ticket: they are its requester.</summary>
    Own,

    /// <summary>A ticket of a team in which the caller's role counts.</summary>
    OwnTeam,

    /// <summary>A ticket of any other team of the organisation.</summary>
    OtherTeam,

    /// <summary>A ticket of somebody else's desk: nobody, ever, and it does not exist for them.</summary>
    OtherOrganisation,
}

/// <summary>Who may do one thing, as a row of data.</summary>
/// <param name="Own">The ticket's requester may, whatever their roles; of an act that is about no ticket, everybody who is signed in.</param>
/// <param name="OwnTeam">Roles that may with the tickets of a team in which they count: agents in theirs, dispatchers and leaders in those that they dispatch and lead.</param>
/// <param name="AnyTeam">Roles that may with every ticket of the organisation; of an act that is about no ticket, the roles that may at all.</param>
public sealed record Grant(Act Act, bool Own, Roles OwnTeam, Roles AnyTeam)
{
    /// <summary>Everybody with a role that reaches somewhere.</summary>
    public Roles Anywhere => OwnTeam | AnyTeam;
}
