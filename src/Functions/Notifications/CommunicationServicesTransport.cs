using System.Globalization;
using Azure;
using Azure.Communication.Email;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>
/// Mails through Azure Communication Services. The operation carries the notification's id, so the service is asked what became
/// of a mail before it is sent again.
/// </summary>
public sealed class CommunicationServicesTransport(EmailClient client, TimeProvider time) : IMailTransport
{
    private long _quietUntil;

    public async Task<Delivery> SendAsync(Mail mail, bool mayBeRepeat, CancellationToken stop)
    {
        // Asked to be left alone: what is sent before that counts against the quota and is refused.
        if (time.GetUtcNow().UtcTicks < Interlocked.Read(ref _quietUntil))
            return new Delivery.Postponed("provider-asked-to-wait", "It asked to be left alone for a while.");
        try
        {
            if (mayBeRepeat && await FindAsync(mail.Id, stop) is { } known)
                return Judge(known);
            EmailSendOperation sent = await client.SendAsync(WaitUntil.Started, Message(mail), mail.Id, stop);
            return sent.HasValue ? Judge(sent.Value.Status) : new Delivery.Accepted();
        }
        catch (RequestFailedException failure)
        {
            return Judge(failure);
        }
    }

    /// <returns>The state of the operation, or null if the service never saw it.</returns>
    private async Task<EmailSendStatus?> FindAsync(Guid id, CancellationToken stop)
    {
        var operation = new EmailSendOperation(id.ToString(), client);
        try
        {
            await operation.UpdateStatusAsync(stop);
            return operation.HasValue ? operation.Value.Status : EmailSendStatus.Running;
        }
        catch (RequestFailedException unknown) when (unknown.Status == 404)
        {
            return null;
        }
    }

    private static Delivery Judge(EmailSendStatus status) =>
        status == EmailSendStatus.Failed || status == EmailSendStatus.Canceled
            ? new Delivery.Refused($"The operation is {status}.")
            : new Delivery.Accepted();

    // 400 is the mail's fault; what is wrong with quota, rights or the service may be mended without losing the mail.
    private Delivery Judge(RequestFailedException failure)
    {
        if (failure.Status == 400)
            return new Delivery.Refused($"{failure.ErrorCode}: {failure.Message}");
        if (failure.Status == 429)
            Interlocked.Exchange(ref _quietUntil, (time.GetUtcNow() + RetryAfter(failure)).UtcTicks);
        return new Delivery.Postponed(string.Create(CultureInfo.InvariantCulture, $"communication-services-{failure.Status}"), failure.Message);
    }

    private static TimeSpan RetryAfter(RequestFailedException failure) =>
        failure.GetRawResponse() is { } response
        && response.Headers.TryGetValue("Retry-After", out string? text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.FromMinutes(1);

    private static EmailMessage Message(Mail mail)
    {
        var to = new EmailRecipients([new EmailAddress(mail.To.Address, mail.To.Name ?? "")]);
        var message = new EmailMessage(mail.From.Address, to, new EmailContent(mail.Content.Subject) { PlainText = mail.Content.PlainText, Html = mail.Content.Html })
        {
            UserEngagementTrackingDisabled = true,
        };
        foreach ((string name, string value) in mail.Headers)
            message.Headers.Add(name, value);
        return message;
    }
}

public static partial class NotificationRegistration
{
    static partial void AddCommunicationServices(IServiceCollection services, MailSettings settings)
    {
        Uri endpoint = settings.CommunicationServices
            ?? throw new InvalidOperationException("Itsm:Mail:CommunicationServices:Endpoint is missing: the address of the Communication Services resource.");
        // No retry of the library's own: each repeat asks first.
        var options = new EmailClientOptions { Retry = { MaxRetries = 0, NetworkTimeout = TimeSpan.FromSeconds(15) } };
        services.AddSingleton(new EmailClient(endpoint, new DefaultAzureCredential(), options))
            .AddSingleton<IMailTransport, CommunicationServicesTransport>();
    }
}
