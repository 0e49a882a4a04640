using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ItsmFunctions.LocalRuntime.Tests;

public sealed record Order(string Number);

/// <summary>One function of each kind, in the idiom of the worker.</summary>
public static class Accepted
{
    [Function("ReadTicket")]
    public static Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tickets/{number}")] HttpRequest request,
        string number, FunctionContext context, [DurableClient] DurableTaskClient client, CancellationToken stop) =>
        Task.FromResult(Results.Text(number + request.Path + context.FunctionId + client.Name + stop.CanBeCanceled));

    [Function("WriteTicket")]
    public static IResult Write(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "tickets/{number}")] HttpRequest request, Guid? number) =>
        Results.Text(request.Path + number);

    [Function("ByTheClock")]
    public static Task ByTheClock([TimerTrigger("%Schedule%")] TimerInfo timer) => Task.FromResult(timer.IsPastDue);

    [Function("FromTheQueue")]
    public static void FromTheQueue([QueueTrigger("orders-%Country__Code%")] Order order) => ArgumentNullException.ThrowIfNull(order);

    [Function("Ship")]
    public static async Task<string> Ship([OrchestrationTrigger] TaskOrchestrationContext flow, Order order) =>
        await flow.CallActivityAsync<string>("Remember", order.Number);

    [Function("Remember")]
    public static string Remember([ActivityTrigger] string number, FunctionContext context) => number + context.FunctionId;
}
