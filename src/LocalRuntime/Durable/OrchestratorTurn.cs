using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using static ItsmFunctions.LocalRuntime.Durable.HistoryEvent;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>The orchestrator's code, with its function context, middleware and arguments already around it.</summary>
internal delegate Task<object?> OrchestratorCode(TaskOrchestrationContext flow);

/// <summary>
/// One turn: the past is replayed, the fresh events are played, and what the code asks for is the decision. Nothing here
/// touches storage, so a turn can be repeated until its decision is committed.
/// </summary>
internal sealed class OrchestratorTurn(
    string instanceId, OrchestratorCode code, DataConverter converter, ILoggerFactory loggers, Action invaded)
{
    private readonly Queue<HistoryEvent> heldBack = new();
    private OrchestratorThread thread = null!;
    private OrchestratorContext? flow;
    private Task<object?>? body;
    private DateTimeOffset now;
    private bool suspended;
    private int number;
    private string? customStatus;
    private Ending? ending;

    /// <param name="past">What earlier turns have committed.</param>
    /// <param name="fresh">What has come since, beginning with the turn's <see cref="OrchestratorStarted"/>.</param>
    public Decision Decide(IEnumerable<HistoryEvent> past, IEnumerable<HistoryEvent> fresh)
    {
        thread = new OrchestratorThread(invaded);
        thread.Run(() =>
        {
            try
            {
                Play(past, replaying: true);
                if (flow?.Asked.Values.FirstOrDefault() is { } additional)
                    throw NonDeterminism.Additional(number, additional);
                Play(fresh, replaying: false);
                ending ??= End();
                customStatus = flow?.SerializedCustomStatus;
            }
            catch (NonDeterminism mismatch)
            {
                ending = new Ending.Failed(mismatch.ToFailure());
            }
            catch (Exception broken)
            {
                ending = new Ending.Failed(Failure.From(broken));
            }
        });
        return new Decision(flow?.Asked.Values.ToList() ?? [], flow?.Open.ToList() ?? [], suspended, customStatus, ending);
    }

    private void Play(IEnumerable<HistoryEvent> events, bool replaying)
    {
        flow?.SetReplaying(replaying);
        foreach (var entry in events)
        {
            number++;
            Apply(entry, replaying);
            thread.Drain();
        }
    }

    private void Apply(HistoryEvent entry, bool replaying)
    {
        // A step recorded by the turn that was suspended is still confirmed.
        if (suspended && entry is (Outcome or EventRaised))
        {
            heldBack.Enqueue(entry);
            return;
        }
        switch (entry)
        {
            case OrchestratorStarted turn:
                now = turn.At;
                if (flow is not null)
                    flow.Now = now;
                break;
            case ExecutionStarted started:
                flow = new OrchestratorContext(instanceId, started, thread, converter, loggers) { Now = now };
                flow.SetReplaying(replaying);
                body = thread.Start(() => code(flow));
                body.ContinueWith(_ => ReportIfForeign(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                break;
            case Step recorded: Confirm(recorded); break;
            case Outcome outcome: flow?.Settle(outcome); break;
            case EventRaised raised: flow?.Raise(raised); break;
            case ExecutionSuspended: suspended = true; break;
            case ExecutionResumed:
                suspended = false;
                while (!suspended && heldBack.TryDequeue(out var held))
                {
                    Apply(held, replaying);
                    thread.Drain();
                }
                break;
            case ExecutionTerminated terminated: ending = new Ending.Terminated(terminated.Output); break;
        }
    }

    private void Confirm(Step recorded)
    {
        if (flow is null || !flow.Asked.TryGetValue(recorded.Id, out var asked))
            throw NonDeterminism.Missing(number, recorded);
        if (asked.GetType() != recorded.GetType() || !string.Equals(asked.Called, recorded.Called, StringComparison.OrdinalIgnoreCase))
            throw NonDeterminism.Different(number, recorded, asked);
        flow.Confirm(recorded.Id);
    }

    private void ReportIfForeign()
    {
        if (!thread.IsCurrent)
            thread.Report();
    }

    /// <summary>An instance ends when its code has ended and nothing that it asked for is open: an uncancelled timer keeps it running.</summary>
    private Ending? End()
    {
        if (thread.IsInvaded)
            return IllegalAwait();
        if (flow is null || body is null || flow.Open.Any())
            return null;
        if (!body.IsCompleted)
            // Nothing that could ever wake it: what it awaits is no step.
            return flow.IsWaitingForEvents || suspended ? null : IllegalAwait();
        if (body.IsCompletedSuccessfully)
            return flow.NextRun is { } next
                ? new Ending.Again(next.Input, flow.CarriedOver)
                : new Ending.Completed(converter.Serialize(body.Result));
        return new Ending.Failed(Failure.From(body.Exception?.InnerException ?? new TaskCanceledException(body)));
    }

    private static Ending IllegalAwait() =>
        new Ending.Failed(Failure.From(new InvalidOperationException(OrchestratorThread.IllegalAwait)));
}

/// <summary>What a turn has come to.</summary>
/// <param name="Asked">New steps, in order.</param>
/// <param name="Open">All steps that still wait for an outcome, the new ones too.</param>
/// <param name="Suspended">Nothing is served until it is resumed.</param>
/// <param name="CustomStatus">JSON, or null.</param>
/// <param name="Ending">Null when the instance goes on.</param>
internal sealed record Decision(
    IReadOnlyList<Step> Asked, IReadOnlyList<Step> Open, bool Suspended, string? CustomStatus, Ending? Ending);

internal abstract record Ending
{
    private Ending()
    {
    }

    public sealed record Completed(string? Output) : Ending;

    public sealed record Failed(Failure Failure) : Ending;

    public sealed record Terminated(string? Output) : Ending;

    /// <summary>A new run under the same id, with the events that the last one has not read.</summary>
    public sealed record Again(string? Input, IReadOnlyList<EventRaised> CarriedOver) : Ending;
}
