using System.Text.Json;
using ItsmFunctions.LocalRuntime.Durable;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;

namespace ItsmFunctions.Durable.Tests;

/// <summary>
/// Golden replay: a history as a released version has stored it, against the code of today. An instance may wait for
/// weeks, so code that no longer repeats it must not be released; and a change of the stored form must still read it.
/// </summary>
public sealed class A_recorded_history
{
    // Never edit it: a new form or a new version of the code gets a recording of its own.
    private const string Recording = """
        [{"kind":"OrchestratorStarted","At":"2026-01-05T08:00:00+00:00"},
         {"kind":"ExecutionStarted","Name":"Review","Version":"1.0","Input":"{\"Stages\":[\"team\",\"board\"]}"},
         {"kind":"TaskScheduled","Id":0,"Name":"Announce","Input":"\"team\""},
         {"kind":"OrchestratorStarted","At":"2026-01-05T08:00:01+00:00"},
         {"kind":"TaskFailed","StepId":0,"Failure":{"Type":"System.IO.IOException","Message":"mail is down"}},
         {"kind":"TimerCreated","Id":1,"FireAt":"2026-01-05T09:00:01+00:00"},
         {"kind":"OrchestratorStarted","At":"2026-01-05T09:00:01+00:00"},
         {"kind":"TimerFired","StepId":1},
         {"kind":"TaskScheduled","Id":2,"Name":"Announce","Input":"\"team\""},
         {"kind":"OrchestratorStarted","At":"2026-01-05T09:00:02+00:00"},
         {"kind":"TaskCompleted","StepId":2},
         {"kind":"TimerCreated","Id":3,"FireAt":"2026-02-14T09:00:02+00:00"},
         {"kind":"OrchestratorStarted","At":"2026-01-09T10:00:00+00:00"},
         {"kind":"EventRaised","Name":"VOTE","Payload":"\"yes\""},
         {"kind":"TaskScheduled","Id":4,"Name":"Announce","Input":"\"board\""}]
        """;

    [Fact]
    public void Is_repeated_by_the_code_of_today_up_to_where_it_waits()
    {
        var decision = Replay(Review);

        Assert.Null(decision.Ending);
        Assert.Empty(decision.Asked);
        Assert.Equal([4], decision.Open.Select(step => step.Id));
        Assert.Equal("\"board\"", decision.CustomStatus);
    }

    [Fact]
    public void Is_not_repeated_by_code_that_asks_in_another_order()
    {
        var decision = Replay(async flow =>
        {
            await flow.CreateTimer(TimeSpan.FromDays(40), CancellationToken.None);
            return await Review(flow);
        });

        Assert.Contains("history event 3 (TaskScheduled)", Assert.IsType<Ending.Failed>(decision.Ending).Failure.Message, StringComparison.Ordinal);
    }

    private sealed record Plan(string[] Stages);

    private static async Task<object?> Review(TaskOrchestrationContext flow)
    {
        foreach (var stage in flow.GetInput<Plan>()!.Stages)
        {
            flow.SetCustomStatus(stage);
            await flow.CallActivityAsync("Announce", stage, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromHours(1))));
            if (await flow.WaitForExternalEvent<string>("vote", TimeSpan.FromDays(40)) != "yes")
                return "rejected";
        }
        return "approved";
    }

    private static Decision Replay(OrchestratorCode code) =>
        new OrchestratorTurn("golden", code, new PayloadConverter(JsonSerializerOptions.Default), NullLoggerFactory.Instance, () => { })
            .Decide(JsonSerializer.Deserialize<List<HistoryEvent>>(Recording)!, []);
}
