using static ItsmFunctions.LocalRuntime.Durable.HistoryEvent;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>Judges what has arrived against where the instance stands: what becomes history, what is a repeat, what comes too late.</summary>
internal sealed class Intake(InstanceState? state, List<HistoryEvent> history, DateTimeOffset now)
{
    private readonly List<(Message Message, Reply Reply)> replies = [];
    private readonly List<string> receipts = [];
    private readonly List<HistoryEvent> fresh = [];
    private readonly HashSet<int> ended = [.. history.OfType<Outcome>().Select(outcome => outcome.StepId)];
    private readonly HashSet<int> asked = [.. history.OfType<Step>().Select(step => step.Id)];

    public IReadOnlyList<HistoryEvent> Fresh => fresh;

    public IReadOnlyList<string> Receipts => receipts;

    public bool IsInvaded { get; private set; }

    /// <summary>The status after what has been taken, as far as messages alone decide it.</summary>
    public InstanceStatus Status { get; private set; } = state?.Status ?? InstanceStatus.Pending;

    /// <summary>An instance that is to start later runs only to be terminated.</summary>
    public bool MayRun => state is { IsUnstarted: false } || IsInvaded || state?.StartAt is not { } start || start <= now
        || fresh.Any(entry => entry is ExecutionTerminated);

    public bool HasWork => state is { } known && !known.Status.IsFinal() && (fresh.Count > 0 || IsInvaded || known.IsUnstarted && MayRun);

    public void Take(Message message) => replies.Add((message, Judge(message)));

    public void Answer()
    {
        foreach (var (message, reply) in replies)
            message.Answer(reply);
    }

    private Reply Judge(Message message)
    {
        if (state is null)
            return Reply.Missing;
        if (state.Status.IsFinal())
            return Reply.WrongStatus;
        switch (message)
        {
            case Message.Raise raise:
                if (raise.Source is { } source)
                    receipts.Add(source);
                fresh.Add(new EventRaised(raise.Name, raise.Payload, raise.Source));
                return Reply.Done;
            case Message.ActivityEnded end when Awaits(end.RunId, end.StepId):
                fresh.Add(end.Failure is { } failure ? new TaskFailed(end.StepId, failure) : new TaskCompleted(end.StepId, end.Result));
                return Reply.Done;
            case Message.SubOrchestrationEnded end when Awaits(end.RunId, end.StepId):
                fresh.Add(end.Failure is { } reason ? new SubOrchestrationFailed(end.StepId, reason) : new SubOrchestrationCompleted(end.StepId, end.Result));
                return Reply.Done;
            case Message.Due:
                // In the order in which they are due, however late it is noticed.
                foreach (var timer in state.Timers.Where(timer => timer.FireAt <= now).OrderBy(timer => timer.FireAt).ThenBy(timer => timer.Id))
                    if (Awaits(state.RunId, timer.Id))
                        fresh.Add(new TimerFired(timer.Id));
                return Reply.Done;
            case Message.Terminate terminate:
                fresh.Add(new ExecutionTerminated(terminate.Output));
                return Reply.Done;
            case Message.Suspend suspend when Status != InstanceStatus.Suspended:
                fresh.Add(new ExecutionSuspended(suspend.Reason));
                Status = InstanceStatus.Suspended;
                return Reply.Done;
            case Message.Resume resume when Status == InstanceStatus.Suspended:
                fresh.Add(new ExecutionResumed(resume.Reason));
                Status = state.IsUnstarted ? InstanceStatus.Pending : InstanceStatus.Running;
                return Reply.Done;
            case Message.Suspend or Message.Resume:
                return Reply.WrongStatus;
            case Message.Invaded invaded:
                IsInvaded |= invaded.RunId == state.RunId;
                return Reply.Done;
            default:
                return Reply.Done;
        }
    }

    /// <summary>An outcome counts once, and only for the run that asked for the step.</summary>
    private bool Awaits(string runId, int stepId) => runId == state!.RunId && asked.Contains(stepId) && ended.Add(stepId);
}
