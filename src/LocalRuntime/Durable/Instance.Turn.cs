using Microsoft.Extensions.Logging;
using static ItsmFunctions.LocalRuntime.Durable.HistoryEvent;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <content>From messages to one transaction: what has arrived becomes history, together with what the code makes of it.</content>
internal sealed partial class Instance
{
    // What the Azure Storage backend shows of an instance that has run and set none.
    private const string NoStatus = "null";

    private async Task TakeTurnAsync(List<Message> batch)
    {
        while (true)
        {
            var now = Latest(engine.Clock.GetUtcNow(), batch, state);
            var intake = new Intake(state, history, now);
            foreach (var message in batch)
                intake.Take(message);

            if (state is { } before && intake.HasWork)
            {
                var (commit, historyAfter, activities) = Decide(before, intake, now);
                if (!await CommitAsync(commit, historyAfter))
                    continue;
                Follow(commit, activities);
            }
            else if (state is { } early)
                engine.Due.Set(id, early.NextDue);
            Revive();
            intake.Answer();
            return;
        }
    }

    /// <summary>An orchestrator's time never goes back, even where a crash has set desk time back a little.</summary>
    private static DateTimeOffset Latest(DateTimeOffset now, List<Message> batch, InstanceState? state) =>
        batch.OfType<Message.Due>().Select(due => due.Now).Append(now).Append(state?.UpdatedAt ?? now).Max();

    private (Commit Commit, List<HistoryEvent> HistoryAfter, IReadOnlyList<TaskScheduled> Activities) Decide(
        InstanceState before, Intake intake, DateTimeOffset now)
    {
        if (!intake.MayRun)
        {
            // It may not start yet: what has arrived is kept for its first turn.
            List<HistoryEvent> arrivals = [.. history, .. intake.Fresh];
            var held = before with { Status = intake.Status, UpdatedAt = now, OperationId = DurableEngine.NewOperationId() };
            return (new Commit(before, held, 0, arrivals, [], intake.Receipts), arrivals, []);
        }

        IReadOnlyList<HistoryEvent> past = before.IsUnstarted ? [] : history;
        List<HistoryEvent> fresh = [new OrchestratorStarted(now), .. before.IsUnstarted ? history : [], .. intake.Fresh];
        var decision = intake.IsInvaded ? engine.IllegalAwait() : engine.Play(before, past, fresh, this);
        List<HistoryEvent> events = [.. fresh, .. decision.Asked];
        var deliveries = decision.Asked.SelectMany(step => Owed(before, step)).ToList();
        if (decision.Ending is Ending.Again again)
            return Again(before, again, decision, deliveries, intake.Receipts, now);

        var after = After(before, decision, [.. past, .. events], now);
        if (decision.Ending is not null)
        {
            events.Add(new ExecutionCompleted(after.Status, after.Output));
            if (decision.Ending is Ending.Failed failed)
                engine.Log.LogError("Orchestration {Name} '{InstanceId}' has failed: {Failure}", before.Name, id, failed.Failure);
            if (before.Parent is { } parent)
                deliveries.Add(new Delivery.Answer(parent.InstanceId, parent.RunId, parent.StepId,
                    after.Status == InstanceStatus.Completed ? after.Output : null, FailureOf(decision.Ending, id)));
        }
        return (new Commit(before, after, before.IsUnstarted ? 0 : before.Turns, events, deliveries, intake.Receipts),
            [.. past, .. events], after.Status.IsFinal() ? [] : [.. decision.Asked.OfType<TaskScheduled>()]);
    }

    private static InstanceState After(InstanceState before, Decision decision, List<HistoryEvent> history, DateTimeOffset now)
    {
        var ended = history.OfType<Outcome>().Select(outcome => outcome.StepId).ToHashSet();
        var open = decision.Ending is null ? decision.Open.Where(step => !ended.Contains(step.Id)).ToList() : [];
        return before with
        {
            Status = decision.Ending switch
            {
                Ending.Completed => InstanceStatus.Completed,
                Ending.Failed => InstanceStatus.Failed,
                Ending.Terminated => InstanceStatus.Terminated,
                _ => decision.Suspended ? InstanceStatus.Suspended : InstanceStatus.Running,
            },
            Output = decision.Ending switch
            {
                Ending.Completed completed => completed.Output,
                Ending.Failed failed => failed.Failure.ToString(),
                Ending.Terminated terminated => terminated.Output,
                _ => null,
            },
            CustomStatus = decision.CustomStatus ?? NoStatus,
            UpdatedAt = now,
            Turns = before.IsUnstarted ? 1 : before.Turns + 1,
            IsUnstarted = false,
            OpenActivities = open.OfType<TaskScheduled>().Count(),
            Timers = [.. open.OfType<TimerCreated>()],
            OperationId = DurableEngine.NewOperationId(),
        };
    }

    private (Commit, List<HistoryEvent>, IReadOnlyList<TaskScheduled>) Again(
        InstanceState before, Ending.Again again, Decision decision, List<Delivery> deliveries, IReadOnlyList<string> receipts, DateTimeOffset now)
    {
        List<HistoryEvent> arrivals = [new ExecutionStarted(before.Name, before.Version, again.Input, before.Parent), .. again.CarriedOver];
        var after = before with
        {
            Status = InstanceStatus.Running,
            CreatedAt = now,
            UpdatedAt = now,
            RunId = DurableEngine.NewOperationId(),
            Turns = 1,
            IsUnstarted = true,
            StartAt = null,
            OpenActivities = 0,
            Timers = [],
            Input = again.Input,
            CustomStatus = decision.CustomStatus ?? NoStatus,
            OperationId = DurableEngine.NewOperationId(),
        };
        return (new Commit(before, after, 0, arrivals, deliveries, receipts), arrivals, []);
    }

    private static Failure? FailureOf(Ending ending, string childId) => ending switch
    {
        Ending.Failed failed => failed.Failure,
        Ending.Terminated => new Failure("", $"Sub-orchestration '{childId}' was terminated."),
        _ => null,
    };

    private static IEnumerable<Delivery> Owed(InstanceState sender, Step step) => step switch
    {
        EventSent sent => [new Delivery.Raise(sent.InstanceId, sent.Name, sent.Payload, $"{sender.Id}/{sender.RunId}/{sent.Id}")],
        SubOrchestrationCreated sub =>
            [new Delivery.Start(sub.InstanceId, sub.Name, sub.Version, sub.Input, new ParentLink(sender.Name, sender.Id, sender.RunId, sub.Id))],
        _ => [],
    };

    /// <summary>What the stored turn asks for is done now; if the process ends before, the next one finds it stored.</summary>
    private void Follow(Commit commit, IReadOnlyList<TaskScheduled> activities)
    {
        RunActivities(commit.After, activities);
        if (commit.Deliveries.Count > 0)
            engine.Deliver(new OutboxRow(id, TaskHub.OutboxKey(commit), commit.Deliveries), again: false);
        if (commit.Before is { } before && before.RunId != commit.After.RunId)
        {
            engine.ForgetRun(before);
            TryPost(new Message.Wake());
        }
    }

    /// <summary>Activities that history asks for and that nobody runs are run, whatever has brought the instance back.</summary>
    private void Revive()
    {
        if (!isCold || state is not { } run)
            return;
        isCold = false;
        if (!run.Status.IsFinal())
            RunActivities(run, history.OfType<TaskScheduled>());
    }

    private void RunActivities(InstanceState run, IEnumerable<TaskScheduled> scheduled)
    {
        var ended = history.OfType<Outcome>().Select(outcome => outcome.StepId).ToHashSet();
        foreach (var activity in scheduled)
            if (!ended.Contains(activity.Id))
                engine.RunActivity(run, activity);
    }
}
