using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.Fidelity.App;

/// <summary>What the probes saw, one row each, where the suite reads it: the table <c>observations</c>.</summary>
public sealed class Observations(IConfiguration settings, TimeProvider clock)
{
    private static int last;
    private readonly TableClient table = new(settings["AzureWebJobsStorage"], "observations");

    public async Task NoteAsync(string probe, object what)
    {
        var at = clock.GetUtcNow();
        var order = string.Create(
            CultureInfo.InvariantCulture, $"{at.UtcTicks:D19}-{Environment.ProcessId}-{Interlocked.Increment(ref last):D6}");
        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(new TableEntity(probe, order)
        {
            ["What"] = JsonSerializer.Serialize(what, JsonSerializerOptions.Web),
            ["At"] = at,
        });
    }
}
