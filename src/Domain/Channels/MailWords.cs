namespace ItsmFunctions.Domain.Channels;

/// <summary>What the desk says about a mail, in the organisation's language.</summary>
public static class MailWords
{
    public static string NoSubject(string language) => language == "da" ? "(intet emne)" : "(no subject)";

    public static string NoText(string language) => language == "da" ? "(Mailen har ingen tekst.)" : "(The mail has no text.)";

    public static string Cut(string language) => language == "da"
        ? "[Forkortet: mailen er længere; den ligger hel som bilag.]"
        : "[Cut: the mail is longer; it is attached whole.]";

    public static string NotTaken(IReadOnlyList<string> files, string language) =>
        (language == "da" ? "Vedhæftede filer, der ikke er taget imod; de ligger kun i den oprindelige mail:" : "Attached files that are not taken; they are in the original mail alone:")
        + string.Concat(files.Select(file => $"\n- {file}"));

    /// <summary>How an internal note about a mail begins.</summary>
    public static string Heading(IncomingMail mail, string language)
    {
        string from = mail.Sender.Address ?? (language == "da" ? "ukendt afsender" : "an unknown sender");
        return (mail.Kind, mail.Sender) switch
        {
            (MailKind.NonDelivery, _) => language == "da"
                ? "En mail fra servicedesken kunne ikke leveres: brugeren har ikke fået den."
                : "A mail of the desk could not be delivered: the user has not got it.",
            (MailKind.DeliveryNotice, _) => language == "da" ? "Meddelelse om levering af en mail fra servicedesken:" : "Notice about the delivery of a mail of the desk:",
            (MailKind.CalendarReply, _) => language == "da" ? $"Svar på en mødeindkaldelse fra {from}:" : $"Answer to a meeting invitation from {from}:",
            (not MailKind.Message, _) => language == "da" ? $"Automatisk svar fra {from}:" : $"Automatic reply from {from}:",
            (_, MailSender.Unverified unverified) => language == "da"
                ? $"Mail fra {from}. Afsenderen er ikke bekræftet ({Of(unverified.Doubt, language)}): mailen gælder ikke som brugerens svar."
                : $"Mail from {from}. The sender is not verified ({Of(unverified.Doubt, language)}): it does not count as the user's answer.",
            (_, MailSender.Verified { IsStaff: true }) => language == "da" ? $"Mail fra {from}, som er ansat i servicedesken:" : $"Mail from {from}, who works at the desk:",
            _ => language == "da" ? $"Mail fra {from}, som ikke er sagens bruger:" : $"Mail from {from}, who is not this ticket's requester:",
        };
    }

    public static string Of(Doubt doubt, string language) => (doubt, language) switch
    {
        (Doubt.NotAuthenticated, "da") => "mailserveren står ikke inde for adressen",
        (Doubt.NotAuthenticated, _) => "the mail gateway does not vouch for the address",
        (Doubt.NoTrustedGateway, "da") => "der er ikke sat en betroet mailserver op",
        (Doubt.NoTrustedGateway, _) => "no trusted mail gateway is set up",
        (Doubt.NoSingleSender, "da") => "mailen har ikke netop én afsender",
        (Doubt.NoSingleSender, _) => "the mail has not exactly one sender",
        (Doubt.SeveralPeople, "da") => "adressen hører til flere personer",
        (Doubt.SeveralPeople, _) => "the address belongs to several people",
        (_, "da") => "adressen er ukendt",
        _ => "the address is unknown",
    };
}
