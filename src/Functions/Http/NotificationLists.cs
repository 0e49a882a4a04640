using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Notifications;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>What was mailed, and what was not and why. No text of a mail stands here, nor what the provider said: it may quote an address.</summary>
public sealed class NotificationLists(NotificationLog log, Desk desk, ProfileStore profiles, ContinuationTokens tokens)
{
    private static readonly string[] Known = ["state", "top", "continuation"];
    private static readonly string NotSent = NotificationLine.NameOf(NotificationState.NotSent);

    [Function("ListNotifications"), Door(Act.ReadNotSent, AtTheGate = true)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notifications")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        request.Query.MayName(Known);
        if (request.Query["state"] != NotSent)
            throw Queries.Wrong("state", $"One of {NotSent}: what was sent is read with its ticket.");
        int size = request.Query.PageSize();
        string query = $"notifications|{NotSent}";
        NotificationPage page = await log.ReadNotSentAsync(caller.Organisation, tokens.Read(request.Query["continuation"], caller, query), size, stop);
        return Results.Json(
            new NotificationsPage([.. page.Notifications.Select(NotificationLine.Of)], page.After is null ? null : tokens.Write(page.After, caller, query)), Json.Options);
    }

    [Function("ReadNotifications"), Door(Act.ReadNotifications)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tickets/{number}/notifications")] HttpRequest request, string number, CancellationToken stop)
    {
        Caller caller = request.Caller();
        if (!TicketNumber.TryParse(number, out TicketNumber of) || await desk.ReadAsync(caller, of, stop) is not { } ticket)
            return Problem.NotFound();
        if (Policy.Denies(Act.ReadNotifications, caller.Actor, ticket, await profiles.ReadAsync(caller.Organisation, stop)) is { } denied)
            return new Problem(ProblemCode.NotAllowed, denied.Refusal.Detail);
        IReadOnlyList<Notification> notifications = await log.ReadAsync(caller.Organisation, ticket.Number, stop);
        return Results.Json(new NotificationsReply(ticket.Number.ToString(), [.. notifications.Select(NotificationLine.Of)]), Json.Options);
    }
}

/// <param name="Notifications">The latest first.</param>
/// <param name="Continuation">Send it with the same query for the next page; missing at the end.</param>
public sealed record NotificationsPage(IReadOnlyList<NotificationLine> Notifications, string? Continuation);

/// <param name="Notifications">In the order of the ticket's events.</param>
public sealed record NotificationsReply(string Number, IReadOnlyList<NotificationLine> Notifications);

/// <summary>One mail to one recipient about one event.</summary>
/// <param name="Id">The same at each try; mails carry it as X-Notification-Id.</param>
/// <param name="Version">The version that the event made.</param>
/// <param name="Template">Which text: opened, resolved, urgent, ….</param>
/// <param name="State">sending: somebody is at it, or was when the desk died; sent: the provider acknowledged it; not-sent: it will not be sent.</param>
/// <param name="Reason">Why it was not sent: a stable code.</param>
/// <param name="Recipient">Person id, or the address that the organisation's profile names.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record NotificationLine(
    string Id, string Number, int Version, string Template, [property: AllowedValues("sending", "sent", "not-sent")] string State, string? Reason, string Recipient,
    int Attempts, DateTimeOffset FirstAt, DateTimeOffset ChangedAt)
{
    public static string NameOf(NotificationState state) => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    public static NotificationLine Of(Notification notification)
    {
        NotificationKey key = notification.Key;
        return new(
            key.Id.ToString(), key.Number.ToString(), key.Version, key.Template, NameOf(notification.State), notification.Reason, key.Recipient.Value,
            notification.Attempts, notification.FirstAt, notification.ChangedAt);
    }
}
