using MimeKit;

namespace ItsmFunctions.Functions.Channels;

/// <summary>The parts of a mail, without those of the mails within it.</summary>
internal static class MailParts
{
    /// <summary>More than any mail program makes; the rest is in the attached original.</summary>
    public const int MostParts = 500;

    /// <summary>Deeper nesting is one part that nobody looks into.</summary>
    public const int Deepest = 20;

    public static IEnumerable<MimeEntity> Of(MimeMessage mail)
    {
        var waiting = new Stack<MimeEntity>();
        if (mail.Body is not null)
            waiting.Push(mail.Body);
        for (int seen = 0; waiting.Count > 0 && seen < MostParts; seen++)
        {
            MimeEntity part = waiting.Pop();
            yield return part;
            if (part is Multipart parts)
            {
                foreach (MimeEntity child in parts.Reverse().TakeLast(MostParts))
                    waiting.Push(child);
            }
        }
    }
}
