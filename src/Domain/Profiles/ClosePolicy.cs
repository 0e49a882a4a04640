using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Profiles;

/// <summary>When a resolved ticket closes.</summary>
public enum ClosePolicy
{
    /// <summary>By itself, so many local days later; nobody closes by hand (AU-14).</summary>
    AfterDays,

    /// <summary>With the command that resolves it, in one transaction (OM-06, OM-07, FV-05).</summary>
    AtOnce,
}

/// <summary>Something that is recorded before a ticket may close: until then it stays resolved, and its owner is told (OR-11, FV-13).</summary>
/// <param name="MayNotApply">It may be recorded as not applicable, with a reason.</param>
public sealed record ClosureCheck(string Id, string English, string Danish, bool MayNotApply)
{
    /// <summary>Met too when the resolution is verified (FV-10).</summary>
    public const string ResolutionConfirmed = "resolution-confirmed";

    /// <summary>Met too with the last follow-up (FV-11).</summary>
    public const string FollowUpsComplete = "follow-ups-complete";

    public string Label(string language) => language == "da" ? Danish : English;
}

/// <summary>A stage of the process with the actions that its people have there, in the words of its source (OM-04).</summary>
/// <param name="Statuses">The statuses that it is shown by.</param>
/// <param name="Actions">What can be done there.</param>
public sealed record Checkpoint(string Id, string English, string Danish, IReadOnlyList<TicketStatus> Statuses, IReadOnlyList<CheckpointAction> Actions)
{
    public string Label(string language) => language == "da" ? Danish : English;
}

/// <summary>One action of a checkpoint, and the act that it is.</summary>
public sealed record CheckpointAction(string Id, string English, string Danish, Act Act);
