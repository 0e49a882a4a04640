using ItsmFunctions.Domain.Escalation;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>That somebody was told of a clock: a warning, a breach, or that nobody acknowledged either.</summary>
public interface IClockEvent
{
    string Target { get; }
    int Cycle { get; }

    /// <summary>Of a warning by percent.</summary>
    int? Percent { get; }

    /// <summary>Of a warning by lead, in counted minutes.</summary>
    int? Lead { get; }

    /// <summary>The deadline as it stood then.</summary>
    DateTimeOffset? Deadline { get; }

    /// <summary>1 for the first who was told.</summary>
    int Told { get; }

    /// <summary>Who was told; null for nobody.</summary>
    EscalationRole? Whom { get; }

    /// <summary>When the next one is told, unless somebody acknowledges it.</summary>
    DateTimeOffset? ClimbsAt { get; }
}
