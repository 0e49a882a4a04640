using System.Text.Json.Nodes;
using ItsmFunctions.Testing;

namespace ItsmFunctions.Bench;

/// <summary>Requests to the desk that is measured.</summary>
internal static class Calls
{
    /// <exception cref="InvalidOperationException">The desk refused it: a measurement of refusals would be worth nothing.</exception>
    public static async Task<string> SendAsync(DeskProcess desk, HttpRequestMessage request)
    {
        using HttpResponseMessage response = await desk.Http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{request.RequestUri} answered {(int)response.StatusCode}: {text}");
    }

    /// <summary>Waits until everything that follows from earlier requests is done.</summary>
    public static Task QuietAsync(DeskProcess desk) => Eventually.TrueAsync(
        async () =>
        {
            JsonNode ready = JsonNode.Parse(await desk.Http.GetStringAsync("/api/health/ready"))!;
            return ready["oldestOutboxSeconds"] is null && ready["queueLength"]!.GetValue<int>() == 0;
        },
        TimeSpan.FromMinutes(2));
}
