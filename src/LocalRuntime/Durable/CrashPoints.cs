using System.Globalization;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>
/// The places between two steps of the engine, by name, so that a test can end the process at any of them:
/// <c>LOCALRUNTIME_CRASH_AT=turn-committed#3</c> ends it the third time it gets there, and
/// <c>LOCALRUNTIME_CRASH_TRACE=file</c> lists where it has been.
/// </summary>
internal sealed class CrashPoints(Action<string> reached)
{
    /// <summary>A turn is decided and not yet written.</summary>
    public const string TurnDecided = "turn-decided";

    /// <summary>A turn is written, and nothing of what it asks for is done.</summary>
    public const string TurnCommitted = "turn-committed";

    public const string ActivityStarting = "activity-starting";

    /// <summary>An activity has done its work, and its result is known to this process only.</summary>
    public const string ActivityEnded = "activity-ended";

    public const string TimerDue = "timer-due";

    /// <summary>An event has arrived, and is known to this process only.</summary>
    public const string EventArrived = "event-arrived";

    public const string DeliveryStarting = "delivery-starting";

    /// <summary>What was owed has arrived, and the note that it is owed still stands.</summary>
    public const string DeliveryArrived = "delivery-arrived";

    public static IReadOnlyList<string> All { get; } =
    [
        TurnDecided, TurnCommitted, ActivityStarting, ActivityEnded, TimerDue, EventArrived, DeliveryStarting, DeliveryArrived,
    ];

    public void Reach(string point) => reached(point);

    /// <param name="crashAt"><c>name#n</c>, or null.</param>
    /// <param name="trace">A file's path, or null.</param>
    public static CrashPoints From(string? crashAt, string? trace)
    {
        if (crashAt is null && trace is null)
            return new(_ => { });
        var (name, occurrence) = crashAt?.Split('#') is [var point, var number]
            ? (point, int.Parse(number, CultureInfo.InvariantCulture))
            : (crashAt, 1);
        var seen = 0;
        var writing = new Lock();
        return new(point =>
        {
            lock (writing)
            {
                if (trace is not null)
                    File.AppendAllText(trace, point + "\n");
                if (point == name && ++seen == occurrence)
                    Environment.FailFast($"Ended on request at {crashAt}.");
            }
        });
    }
}
