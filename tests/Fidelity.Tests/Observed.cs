using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace ItsmFunctions.Fidelity.Tests;

/// <summary>One note of a probe.</summary>
/// <param name="At">Desk time.</param>
public sealed record Observation(DateTimeOffset At, JsonElement What)
{
    public string? this[string member] => What.TryGetProperty(member, out var value) ? value.ToString() : null;
}

/// <summary>What the probes noted, read from the table in which they note it.</summary>
public static class Observed
{
    public static async Task<IReadOnlyList<Observation>> ByAsync(this FidelityHost host, string probe)
    {
        var table = new TableClient(host.Storage, "observations");
        var notes = new List<Observation>();
        try
        {
            await foreach (var row in table.QueryAsync<TableEntity>(r => r.PartitionKey == probe))
                notes.Add(new Observation(row.GetDateTimeOffset("At")!.Value, JsonElement.Parse(row.GetString("What"))));
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            // Nothing was noted yet.
        }

        return notes;
    }

    /// <summary>Reads until enough notes satisfy the condition, and returns those.</summary>
    public static Task<IReadOnlyList<Observation>> EventuallyAsync(
        this FidelityHost host, string probe, int count, Func<Observation, bool>? where = null, TimeSpan? within = null) =>
        Eventually.BecomesAsync<IReadOnlyList<Observation>>(
            async () => [.. (await host.ByAsync(probe)).Where(where ?? (_ => true))],
            notes => notes.Count >= count,
            string.Create(CultureInfo.InvariantCulture, $"{count} notes by {probe}"),
            within);
}
