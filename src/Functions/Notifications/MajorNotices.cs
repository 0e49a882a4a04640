using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>
/// What a major incident is told as: to whoever is affected, at the incident and at each ticket below it, and to nobody twice in one round,
/// however many of their tickets belong to it.
/// </summary>
public static class MajorNotices
{
    /// <summary>To the requester, those who read along, and the stakeholders.</summary>
    public static readonly Notice Affected = new("affected", Audience.Affected);

    /// <summary>To those who coordinate: it was declared.</summary>
    public static readonly Notice Declared = new("major", Audience.Coordinators);

    public static readonly IReadOnlyList<Notice> All = [Affected, Declared];

    public static bool MayConcern(string what) => what is nameof(Happening.AffectedInformed) or nameof(Happening.AffectedTold) or nameof(Happening.MajorDeclared);

    /// <returns>Null where nobody is told.</returns>
    public static Notice? Of(Happening what) => what switch
    {
        Happening.AffectedInformed or Happening.AffectedTold => Affected,
        Happening.MajorDeclared => Declared,
        _ => null,
    };

    /// <summary>The major incident and the round by which a text to those who are affected is told once; null of any other event.</summary>
    public static (TicketNumber Major, int Round)? RoundOf(TicketEvent e) => e.What switch
    {
        Happening.AffectedInformed => (e.Number, e.Version),
        Happening.AffectedTold told => (told.Major, told.Round),
        _ => null,
    };

    /// <returns>What is said to those who are affected, in their language; null of any other event.</returns>
    public static string? TextOf(Happening what, string language) => what switch
    {
        Happening.AffectedInformed informed => (language == "da" ? informed.Danish : informed.English).Value,
        Happening.AffectedTold told => (language == "da" ? told.Danish : told.English).Value,
        _ => null,
    };
}
