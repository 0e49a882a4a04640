using System.Text.Json;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace ItsmFunctions.Functions.Alerts;

/// <summary>Where monitoring systems report what they see (IT-15): in the form of Alertmanager's webhook, or as CloudEvents.</summary>
public sealed class AlertDoor(AlertReception reception)
{
    /// <summary>Bytes of a body: a group of alerts is larger than anything that a person writes.</summary>
    public const int Largest = 2 * 1024 * 1024;

    public const int Most = 500;

    [Function("ReceiveAlerts"), Door(Act.ReceiveAlerts, AtTheGate = true)]
    public async Task<IResult> ReceiveAlerts([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/alerts")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        (IReadOnlyList<ReadAlert> alerts, bool alone) = await ReadAsync(request, stop);
        if (alone && alerts is [{ Complaint: { } complaint }])
            throw Unreadable(complaint);
        IReadOnlyList<AlertOutcome> outcomes = await reception.ReceiveAsync(caller, alerts, stop);
        return Results.Json(AlertsReply.Of([.. alerts.Zip(outcomes, (alert, outcome) => AlertLine.Of(alert.Fingerprint, outcome, caller.Language))]), Json.Options);
    }

    /// <returns>The alerts, and whether there is but one by the form that it came in: then what is wrong with it is the answer.</returns>
    private static async Task<(IReadOnlyList<ReadAlert> Alerts, bool Alone)> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        byte[] bytes = await Bodies.ReadBytesAsync(request, Largest, stop);
        bool binary = CloudEvents.IsBinary(request);
        if (bytes.Length == 0 && binary)
            return ([CloudEvents.ReadBinary(request, null)], true);
        if (!Bodies.IsJson(request))
            throw new UnreadableRequestException(new Problem(ProblemCode.UnsupportedMediaType, $"Send JSON in UTF-8, not compressed, with Content-Type: application/json, {CloudEvents.Structured} or {CloudEvents.Batch}."));
        using JsonDocument document = Parse(bytes);
        JsonElement body = document.RootElement;
        if (binary)
            return ([CloudEvents.ReadBinary(request, body)], true);
        if (body.ValueKind == JsonValueKind.Array && IsBatch(request))
            return (Counted([.. body.EnumerateArray().Take(Most + 1).Select((one, at) => CloudEvents.Read(one, $"/{at}"))]), false);
        if (CloudEvents.Is(body))
            return ([CloudEvents.Read(body, "")], true);
        if (Alertmanager.Is(body))
            return (Counted([.. Alertmanager.Read(body).Take(Most + 1)]), false);
        throw Unreadable(new("", new(
            $"Neither Alertmanager's webhook, which has alerts, nor an event with a specversion, nor a list of such as {CloudEvents.Batch}.",
            $"Hverken Alertmanagers webhook, som har alerts, eller en hændelse med specversion eller en liste af dem som {CloudEvents.Batch}.")));
    }

    private static JsonDocument Parse(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException unreadable)
        {
            throw Unreadable(new("", $"Not JSON at line {unreadable.LineNumber + 1}."));
        }
    }

    private static List<ReadAlert> Counted(List<ReadAlert> alerts) => alerts.Count <= Most
        ? alerts
        : throw new UnreadableRequestException(new Problem(ProblemCode.TooLarge, $"At most {Most} alerts: Alertmanager's max_alerts says how many it sends."));

    private static bool IsBatch(HttpRequest request) => MediaTypeHeaderValue.Parse(request.ContentType).MediaType.Equals(CloudEvents.Batch, StringComparison.OrdinalIgnoreCase);

    private static UnreadableRequestException Unreadable(Complaint complaint) =>
        new(Problem.Invalid(new("No alert can be read from the body.", "Der kan ikke læses nogen alarm i indholdet."), complaint));
}
