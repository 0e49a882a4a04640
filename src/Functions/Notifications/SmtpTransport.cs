using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>
/// Mails through an SMTP server. It cannot be asked what became of a mail whose acknowledgement was lost: that mail is sent again
/// under the same Message-ID.
/// </summary>
public sealed class SmtpTransport(MailSettings settings) : IMailTransport
{
    /// <summary>For one mail, from the connection to the acknowledgement: well below the lease of a claim.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    private SmtpSettings Server => settings.Smtp;

    public async Task<Delivery> SendAsync(Mail mail, bool mayBeRepeat, CancellationToken stop)
    {
        // A network's patience is no desk time: moving the clock by a month must not cut a connection.
        using var limit = new CancellationTokenSource(TimeLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            using var client = new SmtpClient();
            await ConnectAsync(client, either.Token);
            return await HandOverAsync(client, mail, either.Token);
        }
        catch (SmtpCommandException refusal)
        {
            return Judge(refusal);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Delivery.Postponed("smtp-time-out", $"No answer within {TimeLimit.TotalSeconds:0} s.");
        }
        catch (Exception failure) when (failure is AuthenticationException or SslHandshakeException)
        {
            return new Delivery.Postponed("smtp-login-failed", failure.Message);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ProtocolException)
        {
            return new Delivery.Postponed("smtp-unreachable", failure.Message);
        }
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken stop)
    {
        SecureSocketOptions security = (Server.UseTls, Server.Port) switch
        {
            (false, _) => SecureSocketOptions.None,
            (true, 465) => SecureSocketOptions.SslOnConnect,
            (true, _) => SecureSocketOptions.StartTls,
        };
        await client.ConnectAsync(Server.Host, Server.Port, security, stop);
        if (!string.IsNullOrEmpty(Server.User))
            await client.AuthenticateAsync(Server.User, Server.Password ?? "", stop);
    }

    private static async Task<Delivery> HandOverAsync(SmtpClient client, Mail mail, CancellationToken stop)
    {
        try
        {
            using MimeMessage message = mail.ToMime();
            await client.SendAsync(message, stop);
        }
        catch (NotSupportedException failure)
        {
            // The address needs SMTPUTF8 and this server does not speak it.
            return new Delivery.Refused(failure.Message);
        }

        await TakeLeaveAsync(client, stop);
        return new Delivery.Accepted();
    }

    // RFC 5321, 4.2.1: 5yz is for good. What the server has against our sender is ours to mend, and costs no mail.
    private static Delivery Judge(SmtpCommandException refusal)
    {
        int code = (int)refusal.StatusCode;
        string detail = string.Create(CultureInfo.InvariantCulture, $"{code} {refusal.Message}");
        bool ofTheMail = refusal.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
        return ofTheMail && code >= 500
            ? new Delivery.Refused(detail)
            : new Delivery.Postponed(string.Create(CultureInfo.InvariantCulture, $"smtp-{code}"), detail);
    }

    // The mail is acknowledged: a server that hangs up instead of saying goodbye takes nothing back.
    private static async Task TakeLeaveAsync(SmtpClient client, CancellationToken stop)
    {
        try
        {
            await client.DisconnectAsync(quit: true, stop);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ProtocolException or SmtpCommandException or OperationCanceledException)
        {
        }
    }
}
