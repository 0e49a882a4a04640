using System.Text.Json;
using ItsmFunctions.Functions.Orchestrations;
using ItsmFunctions.LocalRuntime.Durable;
using Microsoft.Extensions.Logging.Abstractions;
using static ItsmFunctions.LocalRuntime.Durable.HistoryEvent;

namespace ItsmFunctions.Durable.Tests;

/// <summary>A wait may last a year: what it recorded under the version that began it, the code of today must repeat step by step.</summary>
public sealed class A_pending_wait_of_a_released_version
{
    // Never edit it: a later version of the code gets a recording of its own beside this one.
    private const string Recording = """
        [{"kind":"OrchestratorStarted","At":"2026-11-23T08:00:00+00:00"},
         {"kind":"ExecutionStarted","Name":"PendingWait","Version":"","Input":"{\"Of\":{\"Organisation\":\"au\",\"Number\":\"INC-0000042\",\"Wait\":3},\"Steps\":[{\"Step\":1,\"At\":\"2026-11-26T08:00:00+00:00\",\"Work\":\"Remind\"},{\"Step\":2,\"At\":\"2026-12-23T08:00:00+00:00\",\"Work\":\"Expire\"}]}"},
         {"kind":"TaskScheduled","Id":0,"Name":"StillWaits","Input":"{\"Organisation\":\"au\",\"Number\":\"INC-0000042\",\"Wait\":3}"},
         {"kind":"OrchestratorStarted","At":"2026-11-23T08:00:01+00:00"},
         {"kind":"TaskCompleted","StepId":0,"Result":"true"},
         {"kind":"TimerCreated","Id":1,"FireAt":"2026-11-26T08:00:00+00:00"},
         {"kind":"OrchestratorStarted","At":"2026-11-26T08:00:00+00:00"},
         {"kind":"TimerFired","StepId":1},
         {"kind":"TaskScheduled","Id":2,"Name":"TakeWaitStep","Input":"{\"Of\":{\"Organisation\":\"au\",\"Number\":\"INC-0000042\",\"Wait\":3},\"Step\":{\"Step\":1,\"At\":\"2026-11-26T08:00:00+00:00\",\"Work\":\"Remind\"}}"},
         {"kind":"OrchestratorStarted","At":"2026-11-26T08:00:01+00:00"},
         {"kind":"TaskCompleted","StepId":2,"Result":"true"},
         {"kind":"TimerCreated","Id":3,"FireAt":"2026-12-23T08:00:00+00:00"}]
        """;

    private static readonly OrchestratorStarted Later = new(new(2026, 12, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Stands_where_it_stood_and_waits_for_its_next_instant()
    {
        Decision decision = Replay();
        Assert.Null(decision.Ending);
        Assert.Empty(decision.Asked);
        Assert.Equal([new TimerCreated(3, Later.At)], decision.Open);
    }

    [Fact]
    public void Takes_its_last_step_when_its_instant_comes_and_ends_with_it()
    {
        TaskScheduled asked = Assert.IsType<TaskScheduled>(Assert.Single(Replay(Later, new TimerFired(3)).Asked));
        Assert.Equal((4, nameof(WaitSteps.TakeWaitStep)), (asked.Id, asked.Name));
        Assert.Equal(new WaitStepInput(new("au", "INC-0000042", 3), new(2, Later.At, "Expire")), JsonSerializer.Deserialize<WaitStepInput>(asked.Input!));
        Assert.IsType<Ending.Completed>(Replay(Later, new TimerFired(3), asked, Later, new TaskCompleted(4, "false")).Ending);
    }

    [Fact]
    public void Ends_without_another_step_and_without_its_timer_when_it_is_told_that_it_is_over()
    {
        Decision decision = Replay(Later, new EventRaised(PendingWait.Over, "\"Resumed\"", null));
        Assert.IsType<Ending.Completed>(decision.Ending);
        Assert.Empty(decision.Asked);
        Assert.Empty(decision.Open);
    }

    [Fact]
    public void Does_nothing_where_its_start_comes_to_a_ticket_that_waits_no_more()
    {
        List<HistoryEvent> begun = [.. Recorded.Take(3), Later, new TaskCompleted(0, "false")];
        Decision decision = Decide(begun);
        Assert.IsType<Ending.Completed>(decision.Ending);
        Assert.Empty(decision.Asked);
    }

    private static List<HistoryEvent> Recorded => JsonSerializer.Deserialize<List<HistoryEvent>>(Recording)!;

    private static Decision Replay(params HistoryEvent[] then) => Decide([.. Recorded, .. then]);

    private static Decision Decide(List<HistoryEvent> history) =>
        new OrchestratorTurn(
            "wait-au-INC-0000042-3",
            async flow =>
            {
                await PendingWait.RunAsync(flow, flow.GetInput<WaitInput>()!);
                return null;
            },
            new PayloadConverter(JsonSerializerOptions.Default), NullLoggerFactory.Instance, () => { }).Decide(history, []);
}
