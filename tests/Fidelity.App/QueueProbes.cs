using System.Globalization;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.Fidelity.App;

public sealed record Parcel(string Sender, int Weight);

public sealed class QueueProbes(Observations observations, IConfiguration settings)
{
    [Function("TakeText")]
    public Task TakeText([QueueTrigger("texts")] string text, FunctionContext context) => observations.NoteAsync("TakeText", new
    {
        text,
        id = context.BindingContext.BindingData["Id"],
        dequeueCount = context.BindingContext.BindingData["DequeueCount"],
    });

    [Function("TakeParcel")]
    public Task TakeParcel([QueueTrigger("parcels")] Parcel parcel) => observations.NoteAsync("TakeParcel", parcel);

    /// <summary>Fails as often as the message says.</summary>
    [Function("TakeTrouble")]
    public async Task TakeTrouble([QueueTrigger("troubles")] string text, FunctionContext context)
    {
        var count = context.BindingContext.BindingData["DequeueCount"]!.ToString()!;
        await observations.NoteAsync("TakeTrouble", new { text, dequeueCount = count });
        if (int.Parse(count, CultureInfo.InvariantCulture) <= int.Parse(text, CultureInfo.InvariantCulture))
            throw new InvalidOperationException($"Try {count} of {text} fails.");
    }

    /// <summary>Asks for nothing but the message.</summary>
    [Function("TakeLoose")]
    public Task TakeLoose([QueueTrigger("loose")] string text) => observations.NoteAsync("TakeLoose", new { text });

    /// <summary>Runs so long that a message not renewed would be seen by others.</summary>
    [Function("TakeLong")]
    public async Task TakeLong([QueueTrigger("longs")] string seconds, CancellationToken stop)
    {
        await observations.NoteAsync("TakeLong", new { seconds, what = "begun" });
        await Task.Delay(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)), TimeProvider.System, stop);
        await observations.NoteAsync("TakeLong", new { seconds, what = "ended" });
    }

    /// <summary>Elsewhere than in the host's account, by the name of a setting.</summary>
    [Function("TakeElsewhere")]
    public Task TakeElsewhere([QueueTrigger("elsewhere", Connection = "OtherStorage")] string text) => observations.NoteAsync("TakeElsewhere", new { text });

    [Function("Send")]
    public async Task<IResult> Send([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "queues/{queue}")] HttpRequest request, string queue)
    {
        using var reader = new StreamReader(request.Body);
        await SendAsync(settings, queue, await reader.ReadToEndAsync());
        return Results.Accepted();
    }

    /// <summary>Whoever sends creates the queue: the host does not.</summary>
    public static async Task SendAsync(IConfiguration settings, string queue, string text)
    {
        var client = new QueueClient(settings["AzureWebJobsStorage"], queue, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await client.CreateIfNotExistsAsync();
        await client.SendMessageAsync(text);
    }
}
