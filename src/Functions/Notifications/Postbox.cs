using System.Collections.Concurrent;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Functions.Telemetry;
using ItsmFunctions.Storage.Notifications;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>
/// Sends one notification: claimed in the log, handed to the transport, settled in the log. Only a lost acknowledgement can lead
/// to a repeat, and a repeat carries the same ids.
/// </summary>
public sealed partial class Postbox(
    NotificationLog log, IMailTransport transport, HourlyCap cap, MailSettings settings, DeskMessageId messageIds, ILogger<Postbox> logger)
{
    /// <summary>Went out, but could not be written down: asked again, this process need not send again.</summary>
    private readonly ConcurrentDictionary<Guid, Notification> _unsettled = [];

    /// <summary>
    /// What this process is sending right now. The claim in the log keeps other instances away, but its lease is desk time, and
    /// desk time can be moved while a mail is on its way.
    /// </summary>
    private readonly ConcurrentDictionary<Guid, Task> _atWork = [];

    /// <param name="requester">Person id, whose tickets' mails are counted together.</param>
    /// <param name="content">Written only where it is needed.</param>
    /// <exception cref="MailPostponedException">It may go out later.</exception>
    public async Task SendAsync(NotificationKey key, string requester, Recipient recipient, Func<MailContent> content, CancellationToken stop)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (!_atWork.TryAdd(key.Id, done.Task))
        {
            if (_atWork.TryGetValue(key.Id, out Task? other))
                await other.WaitAsync(stop);
        }

        try
        {
            await SendAloneAsync(key, requester, recipient, content, stop);
        }
        finally
        {
            _atWork.TryRemove(key.Id, out _);
            done.SetResult();
        }
    }

    /// <summary>Writes down that a notification is not sent, without trying.</summary>
    public async Task HoldBackAsync(NotificationKey key, string reason, CancellationToken stop)
    {
        if (await ClaimAsync(key, stop) is { } claim)
            await SettleAsync(claim.Notification with { State = NotificationState.NotSent, Reason = reason }, stop);
    }

    private async Task SendAloneAsync(NotificationKey key, string requester, Recipient recipient, Func<MailContent> content, CancellationToken stop)
    {
        if (_unsettled.TryGetValue(key.Id, out Notification? wentOut))
        {
            await SettleAsync(wentOut, stop);
            return;
        }

        if (await ClaimAsync(key, stop) is not { } claim)
            return;
        Notification notification = claim.Notification;
        if (Obstacle(key, requester, recipient) is { } obstacle)
        {
            await SettleAsync(notification with { State = NotificationState.NotSent, Reason = obstacle }, stop);
            return;
        }

        Mail mail = Write(notification, recipient, content());
        if (mail.IsForged)
        {
            await SettleAsync(notification with { State = NotificationState.NotSent, Reason = NotSent.ForgedHeader }, stop);
            return;
        }

        switch (await transport.SendAsync(mail, mayBeRepeat: notification.Attempts > 1, stop))
        {
            case Delivery.Accepted:
                _unsettled[key.Id] = notification with { State = NotificationState.Sent, Detail = null };
                await SettleAsync(_unsettled[key.Id], stop);
                break;
            case Delivery.Refused refused:
                await SettleAsync(
                    notification with { State = NotificationState.NotSent, Reason = NotSent.RefusedByProvider, Detail = Said(key, refused.Detail) }, stop);
                break;
            case Delivery.Postponed postponed:
                LogPostponed(logger, key.Template, key.Organisation.Value, key.Number.ToString(), key.Version, notification.Attempts, postponed.Code);
                await log.ReleaseAsync(claim, Said(key, postponed.Detail), stop);
                throw new MailPostponedException($"{key.Template}, attempt {notification.Attempts}: {postponed.Code}.");
        }
    }

    private async Task<NotificationClaim.Won?> ClaimAsync(NotificationKey key, CancellationToken stop) => await log.ClaimAsync(key, stop) switch
    {
        NotificationClaim.Won won => won,
        NotificationClaim.Settled => null,
        NotificationClaim.Held => throw new MailPostponedException($"{key.Template}: another instance is sending it, or died while it was."),
        _ => throw new InvalidOperationException(),
    };

    private string? Obstacle(NotificationKey key, string requester, Recipient recipient)
    {
        if (string.IsNullOrWhiteSpace(recipient.Address))
            return NotSent.NoMailAddress;
        if (!MailAddresses.IsOne(recipient.Address))
            return NotSent.InvalidAddress;
        return cap.Grants(key.Organisation, requester, recipient.Key, key.Id) ? null : NotSent.HourlyCap;
    }

    private Mail Write(Notification notification, Recipient recipient, MailContent content)
    {
        NotificationKey key = notification.Key;
        Guid thread = NameBasedId.Of(key.Organisation.Value, (key.Thread ?? key.Number).ToString());
        return new(
            key.Id,
            $"{key.Number}-{key.Version:D6}-{key.Template}",
            new(settings.SenderName, settings.SenderAddress),
            new(recipient.Name, recipient.Address!),
            notification.FirstAt,
            Mail.HeadersOf(
                key.Id, messageIds.Of(key.Organisation, key.Thread ?? key.Number, key.Id, settings.Domain), messageIds.Of(key.Organisation, key.Thread ?? key.Number, thread, settings.Domain)),
            content);
    }

    private async Task SettleAsync(Notification outcome, CancellationToken stop)
    {
        await log.SettleAsync(outcome, stop);
        _unsettled.TryRemove(outcome.Key.Id, out _);
        Instruments.Count(outcome);
        if (outcome.State == NotificationState.NotSent)
            LogNotSent(logger, outcome.Key.Template, outcome.Key.Organisation.Value, outcome.Key.Number.ToString(), outcome.Key.Version, outcome.Reason!);
    }

    // It may quote an address: it goes through the codec of personal text, and into no log.
    private static PersonalText Said(NotificationKey key, string detail) => new(detail, key.Recipient.Subject);

    [LoggerMessage(LogLevel.Warning, "{Template} about {Organisation} {Number} version {Version} waits after attempt {Attempt}: {Code}")]
    private static partial void LogPostponed(ILogger logger, string template, string organisation, string number, int version, int attempt, string code);

    [LoggerMessage(LogLevel.Warning, "{Template} about {Organisation} {Number} version {Version} is not sent: {Reason}")]
    private static partial void LogNotSent(ILogger logger, string template, string organisation, string number, int version, string reason);
}
