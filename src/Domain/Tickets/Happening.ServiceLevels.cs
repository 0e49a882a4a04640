using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.People;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What the clocks of a ticket tell (IT-07, IT-08, IT-10; service levels, rules 14 and 15). Whose time it is stands in the clock.</summary>
public abstract partial record Happening
{
    /// <summary>So much of a goal has been counted, or so little is left: once for each clock. It happens at that instant, whenever it is told.</summary>
    /// <param name="Target">Name of the target, such as "resolution" or "ola:it-support".</param>
    /// <param name="Percent">Of the goal; null of a warning that is so many counted minutes before the deadline.</param>
    /// <param name="Lead">Counted minutes before the deadline; null of a warning by percent.</param>
    /// <param name="DueAt">The deadline as it stood then.</param>
    /// <param name="To">Who was told; null for nobody.</param>
    /// <param name="ClimbsAt">When the next one is told, unless somebody acknowledges it; null where nobody is.</param>
    public sealed record ServiceLevelWarned(string Target, int Cycle, int? Percent, int? Lead, DateTimeOffset? DueAt, EscalationRole? To, DateTimeOffset? ClimbsAt = null) : Happening, IClockEvent
    {
        DateTimeOffset? IClockEvent.Deadline => DueAt;
        int IClockEvent.Told => 1;
        EscalationRole? IClockEvent.Whom => To;
    }

    /// <summary>A deadline passed: once for each clock. It happens at the deadline, whenever it is told.</summary>
    /// <param name="OnAttach">True where the deadline had passed when the goal was chosen: then it happens with the choice.</param>
    public sealed record ServiceLevelBreached(string Target, int Cycle, DateTimeOffset DueAt, bool? OnAttach, EscalationRole? To, DateTimeOffset? ClimbsAt = null) : Happening, IClockEvent
    {
        int? IClockEvent.Percent => null;
        int? IClockEvent.Lead => null;
        DateTimeOffset? IClockEvent.Deadline => DueAt;
        int IClockEvent.Told => 1;
        EscalationRole? IClockEvent.Whom => To;
    }

    /// <summary>Nobody acknowledged a warning or a breach in time: the next one is told.</summary>
    /// <param name="Percent">Of the warning; null of a breach.</param>
    /// <param name="Lead">Of the warning; null of a breach.</param>
    /// <param name="Step">2 for the second who is told.</param>
    public sealed record EscalationClimbed(string Target, int Cycle, int? Percent, int? Lead, int Step, DateTimeOffset? DueAt, EscalationRole To, DateTimeOffset? ClimbsAt = null) : Happening, IClockEvent
    {
        DateTimeOffset? IClockEvent.Deadline => DueAt;
        int IClockEvent.Told => Step;
        EscalationRole? IClockEvent.Whom => To;
    }

    /// <summary>Somebody sees to it: no warning and no breach that was told before climbs any further.</summary>
    public sealed record EscalationAcknowledged(PersonalText? Note) : Happening;

    /// <summary>The requester heard of it by the instant that they had been promised (IT-10).</summary>
    public sealed record UpdatePromiseKept(int Cycle, DateTimeOffset DueAt) : Happening;

    /// <summary>
    /// Time that a clock counted should not have been counted: the one thing by which an outcome changes, and by whom and why is known for
    /// ever (service levels, rules 10 and 19). It takes time away and never adds any.
    /// </summary>
    /// <param name="From">Within the time that the clock ran.</param>
    /// <param name="Until">Half-open.</param>
    public sealed record ServiceLevelCorrected(string Target, int Cycle, DateTimeOffset From, DateTimeOffset Until, PersonalText Reason) : Happening;

    /// <summary>What a clock was counted by has changed, and so has when the desk looks at it next: no outcome changes.</summary>
    /// <param name="Edition">Number of the service levels by which it was counted anew.</param>
    public sealed record ClocksRecounted(int Edition) : Happening;
}
