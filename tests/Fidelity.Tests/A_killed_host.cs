using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;

namespace ItsmFunctions.Fidelity.Tests;

/// <summary>
/// The process ends by itself at a named point between two steps of an orchestration, is started again, and so on: what
/// is stored at the end is what is stored without any of it. (Durable.Tests does the same at every point, in one process.)
/// </summary>
public sealed class A_killed_host
{
    private const string Id = "killed";

    [Fact]
    public async Task Leaves_the_history_that_an_unharmed_one_leaves()
    {
        var trace = Path.GetTempFileName();
        var (unharmed, output) = await RunAsync(("LOCALRUNTIME_CRASH_TRACE", trace));
        Assert.Equal("\"9, open, yes, a child of Everything\"", output);
        Assert.Contains("TaskFailed #3", unharmed);

        var points = (await File.ReadAllLinesAsync(trace)).CountBy(point => point).ToList();
        File.Delete(trace);
        Assert.True(points.Count >= 7, $"only {string.Join(", ", points)}");
        foreach (var (point, times) in points)
        {
            var at = $"{point}#{(times + 1) / 2}";
            var (history, ended) = await RunAsync(("LOCALRUNTIME_CRASH_AT", at));
            Assert.Equal((at, output, string.Join('\n', unharmed)), (at, ended, string.Join('\n', history)));
        }
    }

    private static async Task<(List<string> History, string? Output)> RunAsync((string Name, string Value) setting)
    {
        await using var host = await FidelityHost.OwnAsync("ends the process between two steps", setting);
        var starts = 1;
        var flow = await Eventually.BecomesAsync(
            async () =>
            {
                if (!host.Process.IsRunning)
                {
                    starts++;
                    ((Dictionary<string, string>)host.Settings).Remove("LOCALRUNTIME_CRASH_AT");
                    await host.Process.StartAsync();
                }
                return await StepAsync(host);
            },
            flow => flow is { HasEnded: true },
            $"the end of the orchestration with {setting}",
            TimeSpan.FromMinutes(2));
        Assert.Equal(setting.Name == "LOCALRUNTIME_CRASH_AT" ? 2 : 1, starts);
        return (await HistoryAsync(host), flow!.Output);
    }

    /// <summary>What the world does next, seen from what is stored.</summary>
    private static async Task<Flow?> StepAsync(FidelityHost host)
    {
        if (await host.FlowAsync(Id) is not { } flow)
            await host.StartFlowAsync("Everything", id: Id);
        else if (flow.HasEnded)
            return flow;
        else if (await HistoryAsync(host) is var history && !history.Contains("TimerFired #6"))
            (await host.Http.PostAsJsonAsync("admin/clock", new { advance = "P50D" })).EnsureSuccessStatusCode();
        else if (!history.Contains("EventRaised decision"))
            await host.RaiseAsync(Id, "decision", "yes");
        return null;
    }

    private static async Task<List<string>> HistoryAsync(FidelityHost host)
    {
        var lines = new List<string>();
        await foreach (var row in new TableClient(host.Storage, "FidelityInstances").QueryAsync<TableEntity>(row => row.PartitionKey == Id))
            if (row.RowKey.Contains("|history|", StringComparison.Ordinal))
                lines.AddRange(JsonElement.Parse(row.GetString("Events0")).EnumerateArray().Select(Line));
        return lines;
    }

    private static string Line(JsonElement entry)
    {
        var number = entry.TryGetProperty("Id", out var id) || entry.TryGetProperty("StepId", out id) ? $" #{id}" : "";
        var name = entry.TryGetProperty("Name", out var called) ? $" {called}" : "";
        return $"{entry.GetProperty("kind")}{number}{name}";
    }
}
