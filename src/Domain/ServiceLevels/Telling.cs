using ItsmFunctions.Domain.Escalation;

namespace ItsmFunctions.Domain.ServiceLevels;

/// <summary>One warning of a clock, or its breach.</summary>
/// <param name="Percent">Of the goal; null of a warning by lead, and of the breach.</param>
/// <param name="Lead">Counted minutes before the deadline; null of a warning by percent, and of the breach.</param>
public readonly record struct ClockThreshold(int? Percent, int? Lead)
{
    public static readonly ClockThreshold Breach = new(null, null);

    public bool IsBreach => this == Breach;
}

/// <summary>That somebody was told of a threshold.</summary>
/// <param name="At">When it was written down: a threshold that is moved to a later instant is told again (rule 15).</param>
/// <param name="Step">1 for the first who was told.</param>
/// <param name="Whom">The latest who was told; null for nobody.</param>
/// <param name="ClimbsAt">When the next one is told; null after the last, and where somebody has acknowledged it.</param>
/// <param name="AcknowledgedBy">Person id.</param>
public sealed record Telling(int? Percent, int? Lead, DateTimeOffset At, int Step, EscalationRole? Whom, DateTimeOffset? ClimbsAt, string? AcknowledgedBy = null)
{
    internal ClockThreshold Of => new(Percent, Lead);
}

/// <summary>Something of a clock that is told at an instant.</summary>
/// <param name="At">When it is told: the threshold's own instant, or the first after the deadline, which itself is met (rule 14).</param>
/// <param name="HappensAt">When it counts: the deadline of a breach.</param>
/// <param name="Step">1 of a threshold that nobody was told of.</param>
public sealed record OwedTelling(Clock Clock, ClockThreshold Of, int Step, DateTimeOffset At, DateTimeOffset HappensAt);
