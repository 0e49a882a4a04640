namespace ItsmFunctions.Notifications.Tests;

internal static class Reading
{
    public static string Subject(this ReceivedMail mail) => mail.Message.Subject ?? "";

    public static string PlainText(this ReceivedMail mail) => mail.Message.TextBody ?? "";
}
