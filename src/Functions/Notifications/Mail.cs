using MimeKit;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>A mail to one recipient, whole but for the form that its transport gives it.</summary>
/// <param name="Id">The notification's id, in <c>X-Notification-Id</c> and in the Message-ID.</param>
/// <param name="Label">What a person recognises it by in a folder.</param>
/// <param name="Headers">Every header but From, To, Subject, Date and those of MIME.</param>
public sealed record Mail(
    Guid Id,
    string Label,
    MailPerson From,
    MailPerson To,
    DateTimeOffset Date,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    MailContent Content)
{
    /// <summary>A line break in a header begins a header of somebody else's making: such a mail is never sent, and never mended.</summary>
    public bool IsForged =>
        new[] { From.Name, From.Address, To.Name, To.Address, Content.Subject }
            .Concat(Headers.Select(header => header.Value))
            .Any(value => value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0);

    /// <summary>
    /// Mails of one ticket hang on a root that was never sent, so that they thread whichever of them arrived. Each says that nobody wrote
    /// it by hand, so that no program answers it (RFC 3834).
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string>> HeadersOf(Guid id, string messageId, string thread) =>
    [
        new("Message-ID", messageId),
        new("In-Reply-To", thread),
        new("References", thread),
        new("X-Notification-Id", id.ToString()),
        new(DeskMessageId.MarkerHeader, "1"),
        new("Auto-Submitted", "auto-generated"),
        new("X-Auto-Response-Suppress", "All"),
    ];

    /// <summary>The mail as it travels (RFC 5322), to the byte the same at each try.</summary>
    public MimeMessage ToMime()
    {
        var body = new MultipartAlternative
        {
            new TextPart("plain") { Text = Content.PlainText },
            new TextPart("html") { Text = Content.Html },
        };
        body.Boundary = $"=-{Id:N}";
        var message = new MimeMessage { Subject = Plain(Content.Subject), Date = Date, Body = body };
        message.From.Add(new MailboxAddress(From.Name, From.Address));
        message.To.Add(new MailboxAddress(Plain(To.Name), To.Address));
        foreach ((string name, string value) in Headers)
            message.Headers.Replace(name, value);
        // Every relay takes seven bits; whoever cannot take eight would make something else of them.
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    // "=?" begins an encoded word: a mail program would decode what somebody wrote into line breaks or another's name.
    private static string Plain(string? text) => text?.Replace("=?", "= ?", StringComparison.Ordinal) ?? "";
}

public sealed record MailPerson(string? Name, string Address);

public sealed record MailContent(string Subject, string PlainText, string Html);
