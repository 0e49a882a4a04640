using System.Globalization;
using ItsmFunctions.Domain.Tickets;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>The settings under <c>Itsm:Mail</c>, and the addresses that mails lead to.</summary>
/// <param name="Transport">"folder", "smtp" or "communication-services".</param>
/// <param name="SenderName">The name that mails are sent under.</param>
/// <param name="SenderAddress">Its domain stands in every Message-ID: a change breaks threads.</param>
/// <param name="Folder">Where the folder transport writes, from the current directory if it is not absolute.</param>
/// <param name="MostRecipients">The cap of recipients for one event.</param>
/// <param name="HourlyCap">The cap of mails in an hour to one recipient from the tickets of one requester.</param>
/// <param name="TellOfImports">Whether what an import replays is told.</param>
/// <param name="PublicUrl">Where the desk is reached from outside.</param>
/// <param name="PortalUrl">Where a person opens a ticket: the organisation's portal; null where it has none, and nothing leads there.</param>
/// <param name="TicketUrl">Where a person reads a ticket; "{number}" stands for its number. Null as well: the API is no page for people.</param>
public sealed record MailSettings(
    string Transport,
    string SenderName,
    string SenderAddress,
    string Folder,
    SmtpSettings Smtp,
    Uri? CommunicationServices,
    int MostRecipients,
    int HourlyCap,
    bool TellOfImports,
    Uri PublicUrl,
    string? PortalUrl,
    string? TicketUrl)
{
    public const string FolderTransportName = "folder";
    public const string SmtpTransportName = "smtp";
    public const string CommunicationServicesTransportName = "communication-services";

    public string Domain => SenderAddress[(SenderAddress.LastIndexOf('@') + 1)..];

    public string? TicketUrlOf(TicketNumber number) => TicketUrl?.Replace("{number}", number.ToString(), StringComparison.Ordinal);

    /// <exception cref="InvalidOperationException">A setting cannot be used; the message names it.</exception>
    public static MailSettings Read(IConfiguration configuration)
    {
        IConfiguration mail = configuration.GetSection("Itsm:Mail");
        string from = mail["From"] ?? "IT Service Desk <it-support@desk.example>";
        if (!MailboxAddress.TryParse(from, out MailboxAddress? sender) || !sender.Address.Contains('@'))
            throw new InvalidOperationException($"Itsm:Mail:From is no mail address: '{from}'. Give it as 'Name <name@domain>'.");

        Uri publicUrl = Address("Itsm:PublicUrl", configuration["Itsm:PublicUrl"] ?? "http://127.0.0.1:7071");
        string? endpoint = mail["CommunicationServices:Endpoint"];
        return new(
            mail["Transport"] ?? FolderTransportName,
            string.IsNullOrWhiteSpace(sender.Name) ? sender.Address : sender.Name,
            sender.Address,
            mail["Folder"] ?? Path.Combine(".local", "mail"),
            SmtpSettings.Read(mail.GetSection("Smtp")),
            endpoint is null ? null : Address("Itsm:Mail:CommunicationServices:Endpoint", endpoint),
            Count(mail, "MostRecipients", 50),
            Count(mail, "HourlyCap", 1_000),
            mail.GetValue("TellOfImports", false),
            publicUrl,
            configuration["Itsm:PortalUrl"] is { Length: > 0 } portal ? Address("Itsm:PortalUrl", portal).AbsoluteUri : null,
            configuration["Itsm:TicketUrl"] is { Length: > 0 } ticket ? Address("Itsm:TicketUrl", ticket).OriginalString : null);
    }

    private static Uri Address(string setting, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw new InvalidOperationException($"{setting} is no http address: '{value}'.");

    private static int Count(IConfiguration mail, string name, int otherwise) => mail[name] switch
    {
        null or "" => otherwise,
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 => count,
        string text => throw new InvalidOperationException($"Itsm:Mail:{name} is no positive number: '{text}'."),
    };
}

/// <param name="UseTls">True demands TLS (on port 465 from the first byte, else STARTTLS); false speaks plain text.</param>
public sealed record SmtpSettings(string Host, int Port, string? User, string? Password, bool UseTls)
{
    public static SmtpSettings Read(IConfiguration smtp) => new(
        smtp["Host"] ?? "127.0.0.1",
        smtp.GetValue("Port", 25),
        smtp["User"],
        smtp["Password"],
        smtp.GetValue("UseTls", false));

    /// <summary>A record prints its members; a password is none of a log's business.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
