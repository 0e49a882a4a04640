using System.Security.Cryptography;
using System.Text;
using ItsmFunctions.Domain;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Storage.Tickets;
using MimeKit;

namespace ItsmFunctions.Functions.Channels;

/// <summary>A mail as it came in, parsed: nothing of it is judged yet.</summary>
/// <param name="From">The one address in From, in lower case; null where there are none, several, or something that is no address.</param>
/// <param name="Recipients">Every address that it says it went to.</param>
/// <param name="Files">What it brings.</param>
internal sealed record ReceivedMail(
    MimeMessage Message, string? From, string? Name, string Subject, string Text, IReadOnlyList<MailFile> Files, IReadOnlyList<string> Recipients) : IDisposable
{
    public void Dispose() => Message.Dispose();
}

/// <summary>Reads raw MIME (RFC 5322, 2045), leniently: what cannot be a mail at all is the gateway's mistake, anything else is a mail.</summary>
internal static class MailReader
{
    private static readonly ParserOptions Options = new() { MaxMimeDepth = MailParts.Deepest, MaxAddressGroupDepth = 3, CharsetEncoding = Encoding.Latin1 };

    private static readonly HeaderId[] Marks = [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.Received];
    private static readonly string[] Addressed = ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"];

    /// <exception cref="UnreadableRequestException">It is no mail: 400.</exception>
    public static async Task<ReceivedMail> ReadAsync(Stream content, CancellationToken stop)
    {
        MimeMessage message;
        try
        {
            message = await MimeMessage.LoadAsync(Options, content, persistent: true, stop);
        }
        catch (FormatException unreadable)
        {
            throw NoMail(unreadable.Message);
        }

        if (!Marks.Any(message.Headers.Contains))
            throw NoMail("It has none of the headers From, To, Subject, Date, Message-ID and Received.");
        (string? from, string? name) = Sender(message);
        MailBody body = MailBody.Of(message);
        return new(message, from, name, message.Subject ?? "", body.Text, [.. body.Files.Select(MailFile.Of)], Recipients(message));
    }

    /// <summary>
    /// The same mail, however often and on whatever way it comes, has the same key: its Message-ID with what it says and brings, and
    /// not the traces of its way. Another mail under the same Message-ID is another one: nobody can keep a mail out by being first.
    /// </summary>
    /// <param name="raw">SHA-256 of all bytes: what tells a mail without a Message-ID.</param>
    public static RequestKey KeyOf(ReceivedMail mail, byte[] raw, OrganisationId organisation)
    {
        byte[] content = raw;
        string id = mail.Message.Headers[HeaderId.MessageId]?.Trim() ?? "";
        if (id.Length > 0)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (string part in new[] { mail.From ?? "", mail.Message.Headers[HeaderId.Date] ?? "", mail.Subject, mail.Text })
                hash.AppendData([.. Encoding.UTF8.GetBytes(part), 0]);
            foreach (MailFile file in mail.Files)
                hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name}\0{file.Sha256}\0"));
            content = hash.GetHashAndReset();
        }

        return new(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{organisation}\nmail\n{id}\n"), .. content]), content);
    }

    private static (string? Address, string? Name) Sender(MimeMessage message)
    {
        if (message.Headers.Count(header => header.Id == HeaderId.From) != 1 || message.From is not [MailboxAddress mailbox])
            return (null, null);
        string address = mailbox.Address.Trim().ToLowerInvariant();
        return MailAddresses.IsOne(address) ? (address, mailbox.Name) : (null, mailbox.Name);
    }

    private static List<string> Recipients(MimeMessage message)
    {
        var found = new List<string>();
        foreach (Header header in message.Headers.Where(header => Addressed.Contains(header.Field, StringComparer.OrdinalIgnoreCase)).Take(50))
        {
            if (InternetAddressList.TryParse(Options, header.RawValue, out InternetAddressList? addresses))
                found.AddRange(addresses.Mailboxes.Take(500).Select(mailbox => mailbox.Address));
        }

        return found;
    }

    private static UnreadableRequestException NoMail(string why) => new(Problem.Invalid("The body is not one mail in MIME (RFC 5322).", new Complaint("", why)));
}
