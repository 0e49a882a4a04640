using MimeKit;
using MimeKit.Tnef;

namespace ItsmFunctions.Functions.Channels;

/// <summary>What a mail says and what it brings: its text as a person reads it, and every other part as a file.</summary>
/// <param name="Files">In their order: attachments, inline images, calendars, mails within it.</param>
internal sealed record MailBody(string Text, IReadOnlyList<MimeEntity> Files)
{
    /// <summary>Bytes of a text part that are read: far more than a note holds.</summary>
    private const int MostBytes = 2 * 1024 * 1024;

    public static MailBody Of(MimeMessage mail)
    {
        var body = new Reading();
        if (mail.Body is not null)
            body.Read(mail.Body, 0);
        string plain = string.Join("\n\n", body.Plain.Where(text => !string.IsNullOrWhiteSpace(text)));
        string text = plain.Length > 0 ? plain : string.Join("\n\n", body.Html.Select(HtmlText.Of).Where(html => !string.IsNullOrWhiteSpace(html)));
        if (text.Length == 0)
            text = string.Join("\n\n", body.Calendars.Select(CalendarText.Of));
        return new(text, body.Files);
    }

    private sealed class Reading
    {
        public List<string> Plain { get; } = [];

        public List<string> Html { get; } = [];

        public List<string> Calendars { get; } = [];

        public List<MimeEntity> Files { get; } = [];

        public void Read(MimeEntity part, int depth)
        {
            if (Files.Count >= MailParts.MostParts)
                return;
            switch (part)
            {
                case Multipart parts when depth < MailParts.Deepest:
                    ReadAll(parts, depth);
                    break;
                case TnefPart packed:
                    Unpack(packed, depth);
                    break;
                // What a report says to a machine is told by the part before it.
                case MessageDeliveryStatus or MessageDispositionNotification:
                    Files.Add(part);
                    break;
                case TextPart text when !text.IsAttachment && text.IsPlain:
                    Plain.Add(Decoded(text));
                    break;
                case TextPart text when !text.IsAttachment && text.IsHtml:
                    Html.Add(Decoded(text));
                    break;
                case TextPart calendar when calendar.ContentType.IsMimeType("text", "calendar"):
                    Calendars.Add(Decoded(calendar));
                    Files.Add(calendar);
                    break;
                default:
                    Files.Add(part);
                    break;
            }
        }

        private void ReadAll(Multipart parts, int depth)
        {
            // Several forms of the same: the plain one is read, and HTML only where there is none.
            int before = Plain.Count, html = Html.Count;
            foreach (MimeEntity child in parts)
                Read(child, depth + 1);
            if (parts is MultipartAlternative && Plain.Skip(before).Any(text => !string.IsNullOrWhiteSpace(text)))
                Html.RemoveRange(html, Html.Count - html);
        }

        // Outlook's winmail.dat: what is in it counts as if it stood in the mail; what cannot be unpacked is a file.
        private void Unpack(TnefPart packed, int depth)
        {
            try
            {
                // What is read from it is needed as long as the mail.
                MimeMessage inner = packed.ConvertToMessage();
                if (inner.Body is null || depth >= MailParts.Deepest)
                    Files.Add(packed);
                else
                    Read(inner.Body, depth + 1);
            }
            catch (Exception unreadable) when (unreadable is not OutOfMemoryException and not OperationCanceledException)
            {
                Files.Add(packed);
            }
        }
    }

    private static string Decoded(TextPart part)
    {
        if (part.Content is null)
            return "";
        using var bytes = new FirstBytes(MostBytes);
        part.Content.DecodeTo(bytes);
        return Charsets.Decode(bytes.Written, part.ContentType.Charset);
    }

    /// <summary>Keeps the first bytes that are written and lets the others pass.</summary>
    private sealed class FirstBytes(int most) : MemoryStream
    {
        public ReadOnlySpan<byte> Written => GetBuffer().AsSpan(0, (int)Length);

        public override void Write(byte[] buffer, int offset, int count) => base.Write(buffer, offset, (int)Math.Min(count, most - Length));

        public override void Write(ReadOnlySpan<byte> buffer) => base.Write(buffer[..(int)Math.Min(buffer.Length, most - Length)]);
    }
}
