using System.Globalization;
using CsCheck;
using Microsoft.DurableTask;

namespace ItsmFunctions.Durable.Tests;

/// <summary>Random orchestrations under random kills come to what a run without kills comes to.</summary>
public sealed class Any_program
{
    // A step of a program: what it does, and a small number that it does it with.
    private static readonly string[] Doings = ["activity", "retry", "timer", "event", "either", "together", "child", "guid"];

    private static readonly Gen<(string Does, int With)[]> Programs =
        Gen.Select(Gen.Int[0, Doings.Length - 1].Select(n => Doings[n]), Gen.Int[1, 4]).Array[1, 6];

    [Fact]
    public Task Comes_to_the_same_end_whenever_it_is_killed() => Gen.Select(Programs, Gen.Int[1, 12].Array[1, 4]).SampleAsync(
        async (program, killAt) =>
        {
            var unharmed = await RunAsync(program);
            var harmed = await RunAsync(program, killAt);
            Assert.Equal(unharmed.Output, harmed.Output);
            Assert.Equal(unharmed.Steps, harmed.Steps);
        },
        // Each sample is two runs on Azurite.
        iter: 15, threads: 1);

    private static async Task<(string? Output, List<string> Steps)> RunAsync((string Does, int With)[] program, params IReadOnlyList<int> killAt)
    {
        await using var host = await DurableHost.NewAsync();
        host.Orchestrator("Program", async flow =>
            {
                var said = new List<string>();
                var steps = flow.GetInput<string[]>()!;
                for (var at = 0; at < steps.Length; at++)
                    said.Add(await StepAsync(flow, steps[at].Split(' '), at));
                return string.Join("; ", said);
            })
            .Orchestrator("Sub", async flow => await flow.CallActivityAsync<int>("Square", flow.GetInput<int>()))
            .Activity<int>("Square", n => n * n)
            .Activity<int>("Flaky", (n, call) => call.StepId % 4 < 2 && call.StepId < n ? throw new IOException("busy") : Task.FromResult<object?>(n));
        var events = program.Index().Where(step => step.Item.Does == "event").Select(step => Said("e", step.Index)).ToList();

        await new KilledRun(host, "Program", program.Select(step => Said(step.Does, step.With)).ToArray(), events).RunAsync(killAt);

        var end = await host.EndAsync(KilledRun.InstanceId);
        // Turns may be cut otherwise and outcomes of parallel steps may change places; but each stands there once.
        var steps = (await host.HistoryAsync(KilledRun.InstanceId)).Where(line => line != "OrchestratorStarted").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(steps.Distinct(), steps);
        return (end.SerializedOutput, steps);
    }

    private static async Task<string> StepAsync(TaskOrchestrationContext flow, string[] step, int at)
    {
        var with = int.Parse(step[1], CultureInfo.InvariantCulture);
        switch (step[0])
        {
            case "activity":
                return Said("square", await flow.CallActivityAsync<int>("Square", with));
            case "retry":
                var policy = TaskOptions.FromRetryPolicy(new RetryPolicy(with, TimeSpan.FromHours(with)));
                try
                {
                    return Said("flaky", await flow.CallActivityAsync<int>("Flaky", with + at, policy));
                }
                catch (TaskFailedException failed)
                {
                    return failed.Message;
                }
            case "timer":
                await flow.CreateTimer(TimeSpan.FromDays(with * 10), CancellationToken.None);
                return "waited";
            case "event":
                return await flow.WaitForExternalEvent<string>(Said("E", at));
            case "either":
                using (var cancel = new CancellationTokenSource())
                {
                    var soon = flow.CreateTimer(TimeSpan.FromHours(with), CancellationToken.None);
                    var first = await Task.WhenAny(soon, flow.CreateTimer(TimeSpan.FromDays(with), cancel.Token));
                    cancel.Cancel();
                    return first == soon ? "soon" : "late";
                }
            case "together":
                var squares = await Task.WhenAll(Enumerable.Range(0, with).Select(n => flow.CallActivityAsync<int>("Square", n)));
                return Said("sum", squares.Sum());
            case "child":
                return Said("child", await flow.CallSubOrchestratorAsync<int>("Sub", with));
            default:
                return Said("another", flow.NewGuid() != flow.NewGuid());
        }
    }

    private static string Said(string word, object what) => string.Create(CultureInfo.InvariantCulture, $"{word} {what}");
}
