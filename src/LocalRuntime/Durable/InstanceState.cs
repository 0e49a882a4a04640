namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>
/// The instance's row: what is asked of it without reading its history, and the guard (its ETag) of every change.
/// </summary>
internal sealed record InstanceState
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Version { get; init; }
    public required InstanceStatus Status { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Tells the runs under this id apart: one that replaced another, or that continued as new, has a history of its own.</summary>
    public required string RunId { get; init; }

    /// <summary>How many rows the history of this run has.</summary>
    public required int Turns { get; init; }

    /// <summary>The only row of the history holds what has arrived before the first turn.</summary>
    public required bool IsUnstarted { get; init; }

    /// <summary>How many activities of this run have no outcome yet.</summary>
    public int OpenActivities { get; init; }

    /// <summary>When an unstarted instance may start; null: at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>The timers that are neither fired nor cancelled.</summary>
    public IReadOnlyList<HistoryEvent.TimerCreated> Timers { get; init; } = [];

    /// <summary>When it must be woken next, if nothing comes before.</summary>
    public DateTimeOffset? NextDue => Status.IsFinal() ? null : IsUnstarted ? StartAt : Timers.Count == 0 ? null : Timers.Min(timer => timer.FireAt);

    public ParentLink? Parent { get; init; }
    public string? Input { get; init; }
    public string? Output { get; init; }
    public string? CustomStatus { get; init; }

    /// <summary>Of the last write, so that a writer whose acknowledgement was lost recognises its own work.</summary>
    public required string OperationId { get; init; }

    public Azure.ETag ETag { get; init; }
}

/// <summary>A change to one instance, written in one transaction.</summary>
/// <param name="Before">Null when there was no such instance.</param>
/// <param name="After">What its row becomes.</param>
/// <param name="Turn">Which row of the history of <paramref name="After"/> holds the events.</param>
/// <param name="Events">In order.</param>
/// <param name="Deliveries">What other instances are to receive.</param>
/// <param name="Receipts">The sources of the events that were taken in.</param>
internal sealed record Commit(
    InstanceState? Before,
    InstanceState After,
    int Turn,
    IReadOnlyList<HistoryEvent> Events,
    IReadOnlyList<Delivery> Deliveries,
    IReadOnlyList<string> Receipts);

/// <summary>What an instance owes to another one. It stands in the turn's transaction and is delivered until it has arrived.</summary>
[System.Text.Json.Serialization.JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Start), nameof(Start))]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Raise), nameof(Raise))]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Answer), nameof(Answer))]
internal abstract record Delivery(string To)
{
    /// <summary>A sub-orchestration is to start.</summary>
    public sealed record Start(string To, string Name, string Version, string? Input, ParentLink Parent) : Delivery(To);

    /// <summary>An event is sent.</summary>
    public sealed record Raise(string To, string Name, string? Payload, string Source) : Delivery(To);

    /// <summary>A sub-orchestration tells its parent how it ended; without a failure it went well.</summary>
    public sealed record Answer(string To, string RunId, int StepId, string? Result, Failure? Failure) : Delivery(To);
}

internal sealed record OutboxRow(string InstanceId, string RowKey, IReadOnlyList<Delivery> Deliveries);
