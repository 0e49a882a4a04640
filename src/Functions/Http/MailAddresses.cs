using MimeKit;

namespace ItsmFunctions.Functions.Http;

internal static class MailAddresses
{
    public const int Longest = 254;

    /// <summary>Whether a text is one mail address and nothing else: no name, no list, no line break.</summary>
    public static bool IsOne(string text) =>
        text.Length <= Longest && !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out MailboxAddress? mailbox) && mailbox.Address == text && text.Contains('@', StringComparison.Ordinal);
}
