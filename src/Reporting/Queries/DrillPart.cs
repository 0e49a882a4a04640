namespace ItsmFunctions.Reporting.Queries;

/// <summary>Which tickets of a figure are listed.</summary>
public enum DrillPart
{
    /// <summary>All that it is about: of a ratio the denominator.</summary>
    All,

    /// <summary>Of a ratio those that count: those that were met.</summary>
    Numerator,

    /// <summary>Of a ratio the others: those that were not.</summary>
    Rest,
}

/// <summary>A ticket as reports know it.</summary>
public sealed record ReportedTicket(
    string Number,
    string Kind,
    string Status,
    int Priority,
    string? Team,
    string? Agent,
    string? Area,
    string? Category,
    string? Subcategory,
    string? Service,
    string? Channel,
    DateTimeOffset OpenedAt,
    DateTimeOffset? RespondedAt,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? ClosedAt,
    string? ResolutionSla,
    DateTimeOffset? DueAt,
    long? GoalSeconds,
    long? CountedSeconds,
    long? ResolveSeconds,
    long? WaitedSeconds,
    int Reassignments,
    int Reopenings);
