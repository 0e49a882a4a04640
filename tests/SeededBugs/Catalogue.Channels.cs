namespace ItsmFunctions.SeededBugs;

/// <summary>What comes by mail.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfChannels =>
    [
        new("strangers-acknowledged", "A mail whose sender is not proven is acknowledged to whoever was forged.",
            "Domain/Channels/MailFate.cs", "Silent: sender is MailSender.Unverified ||", "Silent: (!BUG && sender is MailSender.Unverified) ||",
            "Domain", "A_mail.Becomes_what_the_table_says"),
        new("undelivered-unnoticed", "A non-delivery report raises no flag: nobody sees that the user was not reached.",
            "Domain/Channels/MailFate.cs", "case MailKind.NonDelivery when open:", "case MailKind.NonDelivery when open && !BUG:",
            "Domain", "A_mail.Becomes_what_the_table_says"),
    ];
}
