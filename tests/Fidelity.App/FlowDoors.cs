using System.Text.Json;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ItsmFunctions.Fidelity.App;

/// <summary>The durable client over HTTP, so that a suite outside the process can use it. Ids travel in the query: they may hold a slash.</summary>
public static class FlowDoors
{
    [Function("StartFlow")]
    public static async Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "flows/start/{name}")] HttpRequest request,
        string name,
        [DurableClient] DurableTaskClient client)
    {
        var query = request.Query;
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        object? input = body.Length > 0 ? JsonElement.Parse(body) : null;
        var options = new StartOrchestrationOptions(
            query["id"].FirstOrDefault(), query["at"].FirstOrDefault() is { } at ? DateTimeOffset.Parse(at, null) : null);
        try
        {
            return Results.Text(await client.ScheduleNewOrchestrationInstanceAsync(name, input, options), statusCode: StatusCodes.Status202Accepted);
        }
        // The client of the extension says it by one or the other, according to its version.
        catch (OrchestrationAlreadyExistsException)
        {
            return Results.StatusCode(StatusCodes.Status409Conflict);
        }
        catch (RpcException taken) when (taken.StatusCode == StatusCode.AlreadyExists)
        {
            return Results.StatusCode(StatusCodes.Status409Conflict);
        }
    }

    [Function("ShowFlow")]
    public static async Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "flows/status")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        await client.GetInstanceAsync(Id(request), getInputsAndOutputs: true) is { } instance
            ? Results.Json(new
            {
                instance.Name,
                id = instance.InstanceId,
                status = instance.RuntimeStatus.ToString(),
                input = instance.SerializedInput,
                output = instance.SerializedOutput,
                customStatus = instance.SerializedCustomStatus,
                hasFailureDetails = instance.FailureDetails is not null,
            })
            : Results.StatusCode(StatusCodes.Status410Gone);

    [Function("ShowFlows")]
    public static async Task<IResult> ShowAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "flows/all")] HttpRequest request, [DurableClient] DurableTaskClient client)
    {
        var pages = new List<List<string>>();
        await foreach (var page in client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: request.Query["prefix"], PageSize: 2)).AsPages())
            pages.Add([.. page.Values.Select(instance => instance.InstanceId)]);
        return Results.Json(pages.SelectMany(ids => ids));
    }

    [Function("RaiseToFlow")]
    public static async Task<IResult> Raise(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "flows/raise/{name}")] HttpRequest request,
        string name,
        [DurableClient] DurableTaskClient client)
    {
        var payload = await request.ReadFromJsonAsync<JsonElement>();
        return await AskAsync(() => client.RaiseEventAsync(Id(request), name, payload));
    }

    [Function("TerminateFlow")]
    public static Task<IResult> Terminate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "flows/terminate")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        AskAsync(() => client.TerminateInstanceAsync(Id(request), (object)"ended by hand"));

    [Function("SuspendFlow")]
    public static Task<IResult> Suspend(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "flows/suspend")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        AskAsync(() => client.SuspendInstanceAsync(Id(request), "a pause"));

    [Function("ResumeFlow")]
    public static Task<IResult> Resume(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "flows/resume")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        AskAsync(() => client.ResumeInstanceAsync(Id(request), "go on"));

    [Function("PurgeFlow")]
    public static async Task<IResult> Purge(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "flows/purge")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Results.Json((await client.PurgeInstanceAsync(Id(request))).PurgedInstanceCount);

    private static async Task<IResult> AskAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return Results.Accepted();
        }
        catch (RpcException refused)
        {
            return Results.Text(refused.StatusCode.ToString(), statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static string Id(HttpRequest request) => request.Query["id"].ToString();
}
