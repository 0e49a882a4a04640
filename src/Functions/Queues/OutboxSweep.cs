using ItsmFunctions.Storage.Outbox;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Queues;

/// <summary>Takes what a crash, a lost nudge or a failed delivery left in the outbox.</summary>
public sealed partial class OutboxSweep(OutboxStore outbox, Reactions reactions, PoisonNudges poison, TimeProvider time, ILogger<OutboxSweep> log)
{
    /// <summary>Younger rows have a nudge on its way.</summary>
    private static readonly TimeSpan NudgeIsComing = TimeSpan.FromSeconds(30);

    /// <summary>Read at most this often in real time, however fast desk time runs.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private const int MostPerShard = 100;

    private long? _readAt;
    private DateTimeOffset? _beganAt;
    private DateTimeOffset _readUpTo = DateTimeOffset.MinValue;

    // What was told late had its nudges fail before; an earlier process may have left some.
    private bool _mayHavePoison = true;

    public async Task<int> RunAsync(DurableTaskClient client, CancellationToken stop)
    {
        // What an earlier process left is older than the first run of this one; until that was read, no tick is one too many.
        DateTimeOffset now = time.GetUtcNow(), beganAt = _beganAt ??= now;
        if (_readAt is { } read && time.GetElapsedTime(read) < Glance && _readUpTo >= beganAt)
            return 0;

        (_readAt, _readUpTo) = (time.GetTimestamp(), now - NudgeIsComing);
        IReadOnlyList<OutboxRow> rows = await outbox.ReadAsync(_readUpTo, MostPerShard, stop);
        if (rows.Count == 0 && _mayHavePoison)
        {
            await poison.ClearAsync(stop);
            _mayHavePoison = false;
        }

        _mayHavePoison |= rows.Count > 0;
        int done = 0;
        foreach (OutboxRow[] batch in rows.Chunk(Nudges.MostRows))
        {
            try
            {
                done += await reactions.RunAsync(batch, client, stop);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                // What fails again must not keep the others waiting, whatever it is.
                IReadOnlyList<Exception> each = failure is AggregateException { InnerExceptions: { Count: > 0 } several } ? several : [failure];
                LogStuck(each.Count, each[0]);
            }
        }

        return done;
    }

    [LoggerMessage(LogLevel.Error, "The reactions to {Count} tickets failed again; their rows stay in the outbox. The first of them:")]
    private partial void LogStuck(int count, Exception failure);
}
