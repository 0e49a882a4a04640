using Azure.Data.Tables;

namespace ItsmFunctions.Desk.Tests;

/// <summary>The orchestration instances of a running desk, as its hub keeps them.</summary>
internal static class Instances
{
    /// <summary>As a hub loses instances, or somebody terminates them: behind the back of a desk that is down.</summary>
    public static async Task LoseAsync(RunningDesk desk, string prefix, bool terminated)
    {
        await SettledAsync(desk);
        desk.Process.KillHard();
        TableClient hub = Hub(desk);
        await foreach (TableEntity row in hub.QueryAsync<TableEntity>(Within(prefix)))
        {
            if (!terminated)
                await hub.DeleteEntityAsync(row.PartitionKey, row.RowKey);
            else if (row.ContainsKey("Status"))
            {
                (row["Status"], row["IsOpen"]) = ("Terminated", false);
                await hub.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
            }
        }

        await desk.Process.StartAsync();
        Assert.DoesNotContain("Running", await StatusesAsync(desk, prefix, _ => true));
    }

    /// <summary>The statuses of the instances whose ids begin so, once they are as they should be.</summary>
    public static Task<string[]> StatusesAsync(RunningDesk desk, string prefix, Func<string[], bool> until) =>
        Eventually.BecomesAsync(async () => (await Hub(desk).QueryAsync<TableEntity>(Within(prefix)).ToListAsync()).Select(row => row.GetString("Status")).OfType<string>().ToArray(), until, $"the instances of {prefix}");

    /// <summary>Until nothing that was committed waits to be told.</summary>
    public static Task SettledAsync(RunningDesk desk) => Eventually.TrueAsync(async () =>
        (await desk.GetAsync("/api/health/ready")).Json is var ready && ready["oldestOutboxSeconds"] is null && ready["queueLength"]!.GetValue<int>() == 0, TimeSpan.FromMinutes(3));

    private static TableClient Hub(RunningDesk desk) => new(desk.Account, "ItsmDeskInstances");

    private static string Within(string prefix) => TableClient.CreateQueryFilter($"PartitionKey ge {prefix} and PartitionKey lt {$"{prefix}~"}");
}
