using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>What the coordination of an incident is told as: to whoever becomes its incident manager (OR-06, OR-07), and to its stakeholders when all is done (OR-10).</summary>
public static class OrmisNotices
{
    public static readonly Notice Manager = new("incident-manager", Audience.Named);
    public static readonly Notice FinalUpdate = new("final-update", Audience.Stakeholders);

    public static readonly IReadOnlyList<Notice> All = [Manager, FinalUpdate];

    public static bool MayConcern(string what) => what is nameof(Happening.ScopeSet) or nameof(Happening.FinalUpdateTold);

    /// <returns>Null where nobody is told.</returns>
    public static Notice? Of(Happening what) => what switch
    {
        Happening.ScopeSet { Manager: not null } => Manager,
        Happening.FinalUpdateTold { To.Ids.Length: > 0 } => FinalUpdate,
        _ => null,
    };

    /// <summary>Person ids of those whom an event names to manage it.</summary>
    public static IEnumerable<string> NamedIn(Happening what) => what is Happening.ScopeSet { Manager: { } manager } ? [manager] : [];
}
