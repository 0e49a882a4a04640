using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using ItsmFunctions.Domain;
using ItsmFunctions.Functions.Telemetry;

namespace ItsmFunctions.Functions.Alerts;

/// <summary>Takes the alerts of a request in, each for itself: one that cannot be read keeps no other away.</summary>
public sealed class AlertReception(Desk desk)
{
    /// <summary>Alerts that one request works on at the same time.</summary>
    private const int Width = 8;

    /// <returns>What became of each, in their order.</returns>
    /// <exception cref="Exception">
    /// One failed, the others are done: whoever sends it all again has the rest done, and nothing twice. The sender is told nothing else,
    /// for Alertmanager sends again what is answered with 5xx, and nothing else.
    /// </exception>
    internal async Task<IReadOnlyList<AlertOutcome>> ReceiveAsync(Caller monitoring, IReadOnlyList<ReadAlert> alerts, CancellationToken stop)
    {
        var outcomes = new AlertOutcome[alerts.Count];
        var failures = new ConcurrentQueue<Exception>();
        // Of one fingerprint twice in a request, the later one is said later.
        IEnumerable<int[]> turns = Enumerable.Range(0, alerts.Count).GroupBy(at => alerts[at].Alert is { } alert ? (alert.Source, alert.Fingerprint) : ("", at.ToString(System.Globalization.CultureInfo.InvariantCulture))).Select(same => same.ToArray());
        await Parallel.ForEachAsync(turns, new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = stop }, async (turn, token) =>
        {
            foreach (int at in turn)
            {
                try
                {
                    outcomes[at] = alerts[at] is { Alert: { } alert }
                        ? await desk.ReceiveAsync(monitoring, alert, token)
                        : new AlertOutcome.Refused(((Decision.Rejected)Decision.Reject([alerts[at].Complaint!])).Refusal);
                    Instruments.Count(outcomes[at]);
                }
                catch (Exception failure) when (!token.IsCancellationRequested)
                {
                    failures.Enqueue(failure);
                }
            }
        });
        if (failures.TryPeek(out Exception? first))
            ExceptionDispatchInfo.Throw(first);
        return outcomes;
    }
}
