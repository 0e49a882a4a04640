using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;

namespace ItsmFunctions.Fidelity.Tests;

/// <summary>An instance as the app's own client shows it.</summary>
public sealed record Flow(
    string Name, string Id, string Status, string? Input, string? Output, string? CustomStatus, bool HasFailureDetails)
{
    public bool HasEnded => Status is "Completed" or "Failed" or "Terminated";
}

/// <summary>Orchestrations of the app, started and watched from outside.</summary>
public static class Flows
{
    public static string NewId() => RandomNumberGenerator.GetHexString(12, lowercase: true);

    public static async Task<string> StartFlowAsync(
        this FidelityHost host, string name, string? input = null, string? id = null, DateTimeOffset? at = null)
    {
        id ??= NewId();
        var address = $"api/flows/start/{name}?id={Uri.EscapeDataString(id)}" + (at is { } instant ? $"&at={Uri.EscapeDataString($"{instant:O}")}" : "");
        using var body = input is null ? null : new StringContent(input, null, "application/json");
        using var answer = await host.Http.PostAsync(address, body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    /// <returns>Null when there is no such instance.</returns>
    public static async Task<Flow?> FlowAsync(this FidelityHost host, string id)
    {
        using var answer = await host.Http.GetAsync($"api/flows/status?id={Uri.EscapeDataString(id)}");
        return answer.StatusCode == HttpStatusCode.Gone ? null : await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Flow>();
    }

    public static async Task RaiseAsync<T>(this FidelityHost host, string id, string name, T payload) =>
        (await host.Http.PostAsJsonAsync($"api/flows/raise/{name}?id={Uri.EscapeDataString(id)}", payload)).EnsureSuccessStatusCode();

    public static async Task<Flow> UntilAsync(this FidelityHost host, string id, Func<Flow, bool> holds) =>
        (await Eventually.BecomesAsync(() => host.FlowAsync(id), flow => flow is not null && holds(flow), $"a change of {id}"))!;

    public static Task<Flow> EndAsync(this FidelityHost host, string id) => host.UntilAsync(id, flow => flow.HasEnded);

    public static async Task<Flow> RunFlowAsync(this FidelityHost host, string name, string? input = null, string? id = null) =>
        await host.EndAsync(await host.StartFlowAsync(name, input, id));
}
