using ItsmFunctions.Domain.Escalation;

namespace ItsmFunctions.Domain.ServiceLevels;

/// <summary>What of a clock somebody is told (IT-07, IT-08).</summary>
public enum EscalationCause
{
    /// <summary>So much of the goal is used up.</summary>
    Warning,

    /// <summary>The deadline has passed.</summary>
    Breach,
}

/// <param name="To">Who is told.</param>
/// <param name="AcknowledgeWithin">How long they have to acknowledge it before the next step is told, from when they were told; null where nothing climbs.</param>
public sealed record ServiceStep(EscalationRole To, AllowedTime? AcknowledgeWithin = null);

/// <summary>Who is told of a warning or a breach, one after the other. The first of an organisation's list that fits is the one.</summary>
/// <param name="Steps">None where nobody is told: that it came about stands in the history all the same.</param>
/// <param name="Percents">Of warnings by percent, which; null for all warnings.</param>
/// <param name="Targets">Kinds of targets; null for all.</param>
/// <param name="Ranks">Handling ranks, 1 (high) to 5; null for all.</param>
/// <param name="Policies">Ids; null for all.</param>
public sealed record ServiceEscalation(
    EscalationCause On,
    IReadOnlyList<ServiceStep> Steps,
    IReadOnlyList<int>? Percents = null,
    IReadOnlyList<TargetKind>? Targets = null,
    IReadOnlyList<int>? Ranks = null,
    IReadOnlyList<string>? Policies = null)
{
    /// <summary>Warnings go to whoever has the ticket; a breach to the dispatcher, then the leader, then process management.</summary>
    public static readonly IReadOnlyList<ServiceEscalation> Default =
    [
        new(EscalationCause.Breach, [new(EscalationRole.Dispatcher, AllowedTime.OfMinutes(15)), new(EscalationRole.Leader, AllowedTime.OfMinutes(30)), new(EscalationRole.ProcessManager)], Ranks: [1, 2]),
        new(EscalationCause.Breach, [new(EscalationRole.Dispatcher, AllowedTime.OfMinutes(120)), new(EscalationRole.Leader, AllowedTime.OfWorkingDays(1)), new(EscalationRole.ProcessManager)]),
        new(EscalationCause.Warning, [new(EscalationRole.Assignee)]),
    ];

    internal bool Fits(OwedTelling owed, int handlingRank) =>
        On == (owed.Of.IsBreach ? EscalationCause.Breach : EscalationCause.Warning)
        && (Percents is null || owed.Of.IsBreach || (owed.Of.Percent is { } percent && Percents.Contains(percent)))
        && Targets?.Contains(owed.Clock.Kind) != false
        && Ranks?.Contains(handlingRank) != false
        && Policies?.Contains(owed.Clock.Policy) != false;
}
