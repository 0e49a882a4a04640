using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Waiting;

/// <summary>What a wait does by itself.</summary>
public enum WaitWork
{
    Remind,

    /// <summary>The date that was waited for has come.</summary>
    WakeUp,

    /// <summary>It has lasted as long as it may: back to whoever has the ticket.</summary>
    Expire,

    /// <summary>It has lasted as long as it may, and the organisation has the ticket resolved then.</summary>
    Resolve,
}

/// <param name="To">Who is reminded; null of anything else.</param>
public sealed record WaitStep(DateTimeOffset At, WaitWork Work, Reminded? To = null);

/// <summary>All that a wait does by itself, in order. It is made when the wait begins, and what is decided otherwise later is for later waits.</summary>
public sealed record WaitPlan(ImmutableArray<WaitStep> Steps)
{
    public bool Equals(WaitPlan? other) => other is not null && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => Steps.Length;
}

/// <summary>A wait that an orchestration of its own carries (docs/decisions/0019).</summary>
/// <param name="Version">Of the event that began it, or that gave it its plan: names it in its ticket.</param>
/// <param name="Taken">How many steps of its plan have been taken.</param>
public sealed record Wait(int Version, WaitPlan Plan, int Taken = 0)
{
    /// <summary>So long after a step is due it is looked whether the orchestration has taken it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    /// <summary>What was stored may be due at the end of all days.</summary>
    public static DateTimeOffset GraceAfter(DateTimeOffset step) => step < DateTimeOffset.MaxValue - Grace ? step + Grace : DateTimeOffset.MaxValue;

    public WaitStep? Next => Taken < Plan.Steps.Length ? Plan.Steps[Taken] : null;
}

/// <summary>One of all the waits that a ticket had: what stands under its name elsewhere is ended, and removed, with it.</summary>
/// <param name="Began">Version of the event that names it.</param>
/// <param name="Ended">Version of the event that ended it; null while it stands.</param>
public sealed record WaitSpan(int Began, int? Ended);
