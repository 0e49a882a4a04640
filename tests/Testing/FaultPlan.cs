namespace ItsmFunctions.Testing;

/// <summary>What can go wrong between a desk and its storage.</summary>
public enum StorageFault
{
    /// <summary>503 ServerBusy; storage did not see the request.</summary>
    Unavailable,

    /// <summary>500 InternalError; storage did not see the request.</summary>
    ServerError,

    /// <summary>No answer for <see cref="FaultPlan.HangFor"/>, then the connection is cut; storage did not see the request.</summary>
    TimeOut,

    /// <summary>The write was applied, its answer never came. Befalls writes only.</summary>
    AcknowledgementLost,

    /// <summary>Storage did the work; header and half of the answer arrived, then a reset. An empty answer is cut before its header.</summary>
    ResetMidBody,
}

/// <summary>
/// How likely each fault is, per request. The draws come from the seed in the order of the requests' arrival: one client
/// that waits for each answer sees the same faults in every run.
/// </summary>
public sealed record FaultPlan(int Seed)
{
    public double Unavailable { get; init; }

    public double ServerError { get; init; }

    public double TimeOut { get; init; }

    public double AcknowledgementLost { get; init; }

    public double ResetMidBody { get; init; }

    /// <summary>How long a timed-out request hangs before its connection is cut.</summary>
    public TimeSpan HangFor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True for requests that no fault befalls; none when null.</summary>
    public Func<StorageOperation, bool>? Spares { get; init; }

    /// <summary>A rough day: 503 5 %, 500 2 %, time-out 2 %, lost acknowledgement 3 %, reset 1 %.</summary>
    public static FaultPlan Rough(int seed) => new(seed)
    {
        Unavailable = 0.05, ServerError = 0.02, TimeOut = 0.02, AcknowledgementLost = 0.03, ResetMidBody = 0.01,
    };

    internal StorageFault? Draw(Random random, StorageOperation operation)
    {
        // Drawn even where it cannot strike, so that what is spared does not shift what follows.
        var drawn = random.NextDouble();
        var fault = Pick(drawn);
        if (Spares?.Invoke(operation) is true) return null;
        return fault is StorageFault.AcknowledgementLost && !operation.IsWrite ? null : fault;
    }

    private StorageFault? Pick(double drawn)
    {
        foreach (var (fault, probability) in new[]
        {
            (StorageFault.Unavailable, Unavailable), (StorageFault.ServerError, ServerError), (StorageFault.TimeOut, TimeOut),
            (StorageFault.AcknowledgementLost, AcknowledgementLost), (StorageFault.ResetMidBody, ResetMidBody),
        })
        {
            if (drawn < probability) return fault;
            drawn -= probability;
        }
        return null;
    }
}
