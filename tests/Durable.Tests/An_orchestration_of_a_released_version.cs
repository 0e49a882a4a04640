using System.Text.Json;
using ItsmFunctions.Functions.Orchestrations;
using ItsmFunctions.LocalRuntime.Durable;
using Microsoft.Extensions.Logging.Abstractions;
using static ItsmFunctions.LocalRuntime.Durable.HistoryEvent;

namespace ItsmFunctions.Durable.Tests;

/// <summary>
/// A wait may last a year and a review for weeks: what they recorded under the version that began them, the code of today must repeat,
/// turn by turn. The recordings (Fixtures/histories, a folder for each released version) are steps in the names of Durable Task, and belong to no runtime.
/// </summary>
public sealed class An_orchestration_of_a_released_version
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "histories");

    /// <summary>Never edit one: a later version of the code adds recordings of its own in a folder beside them.</summary>
    public static TheoryData<string> Recordings => [.. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Is_repeated_turn_by_turn(string file)
    {
        Recording recording = JsonSerializer.Deserialize<Recording>(File.ReadAllText(Path.Combine(Folder, file)))!;
        int[] turns = [.. recording.Steps.Index().Where(each => each.Item is OrchestratorStarted).Select(each => each.Index), recording.Steps.Count];
        for (int turn = 0; turn < turns.Length - 1; turn++)
        {
            List<HistoryEvent> past = recording.Steps[..turns[turn]], now = recording.Steps[turns[turn]..turns[turn + 1]];

            Decision decision = Decide(recording, past, [.. now.Where(entry => entry is not Step)]);

            string where = $"{file}, turn {turn + 1}";
            Assert.Equal((where, turn == turns.Length - 2 ? recording.Ends : null), (where, Name(decision.Ending)));
            // A run that is over asks for nothing any more, and leaves no timer behind.
            if (decision.Ending is null)
                Assert.Equal(now.OfType<Step>(), decision.Asked);
        }
    }

    [Fact]
    public void Is_recorded_for_every_orchestration_that_there_is()
    {
        string[] orchestrators = [.. typeof(CarriedChange).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter => parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "OrchestrationTriggerAttribute")))
            .Select(method => method.DeclaringType!.Name).Order(StringComparer.Ordinal)];

        Assert.Equal(orchestrators, Recordings.Select(file => JsonSerializer.Deserialize<Recording>(File.ReadAllText(Path.Combine(Folder, file.Data)))!.Orchestrator).Distinct().Order(StringComparer.Ordinal));
    }

    private static string? Name(Ending? ending) => ending switch
    {
        null => null,
        Ending.Again => "ContinuedAsNew",
        Ending.Failed failed => failed.Failure.Message,
        _ => ending.GetType().Name,
    };

    private static Decision Decide(Recording recording, List<HistoryEvent> past, List<HistoryEvent> fresh) =>
        new OrchestratorTurn(
            recording.Instance,
            async flow =>
            {
                await (recording.Orchestrator switch
                {
                    nameof(PendingWait) => PendingWait.RunAsync(flow, flow.GetInput<WaitInput>()!),
                    nameof(AutomatedResolution) => AutomatedResolution.RunAsync(flow, flow.GetInput<RunInput>()!),
                    nameof(CountedSimulation) => CountedSimulation.RunAsync(flow, flow.GetInput<SimulationId>()!),
                    nameof(CarriedChange) => CarriedChange.RunAsync(flow, flow.GetInput<ChangeId>()!),
                    _ => throw new ArgumentOutOfRangeException(nameof(recording), recording.Orchestrator, "Name its code here."),
                });
                return null;
            },
            new PayloadConverter(JsonSerializerOptions.Default), NullLoggerFactory.Instance, () => { }).Decide(past, fresh);

    /// <param name="Ends">ContinuedAsNew, Completed, or null while it waits.</param>
    private sealed record Recording(string Orchestrator, string Instance, string? Ends, List<HistoryEvent> Steps);
}
