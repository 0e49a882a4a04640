using System.Security.Cryptography;
using ItsmFunctions.Functions.Attachments;
using MimeKit;

namespace ItsmFunctions.Functions.Channels;

/// <summary>One part of a mail, as the file that it is.</summary>
/// <param name="Name">Empty where it says none.</param>
/// <param name="Length">Bytes, decoded.</param>
/// <param name="Sha256">Of the decoded bytes, in lower-case hexadecimal.</param>
internal sealed record MailFile(string Name, string MediaType, long Length, string Sha256, MimeEntity Part)
{
    public static MailFile Of(MimeEntity part)
    {
        using var sha = SHA256.Create();
        using var hashed = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write);
        using var counted = new CountingStream(hashed);
        Write(part, counted);
        hashed.FlushFinalBlock();
        return new(NameOf(part), part is MessagePart ? "message/rfc822" : part.ContentType.MimeType.ToLowerInvariant(), counted.Length, Convert.ToHexStringLower(sha.Hash!), part);
    }

    /// <summary>Its decoded bytes; what has to be put together first goes through a file that vanishes.</summary>
    public Stream Open()
    {
        if (Part is MimePart { Content: { } content })
            return content.Open();
        FileStream file = MailSpool.NewFile();
        Write(Part, file);
        file.Position = 0;
        return file;
    }

    private static string NameOf(MimeEntity part)
    {
        string? said = part.ContentDisposition?.FileName ?? part.ContentType.Name;
        if (part is MessagePart { Message: { } inner })
            said ??= $"{(string.IsNullOrWhiteSpace(inner.Subject) ? "mail" : inner.Subject.Replace('/', '-'))}.eml";
        return FileNames.Cleaned(said);
    }

    private static void Write(MimeEntity part, Stream to)
    {
        switch (part)
        {
            case MessagePart { Message: { } inner }:
                inner.WriteTo(to);
                break;
            case MimePart { Content: { } content }:
                content.DecodeTo(to);
                break;
            case Multipart:
                part.WriteTo(to);
                break;
        }
    }

    private sealed class CountingStream(Stream inner) : Stream
    {
        private long _length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get => _length; set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            inner.Write(buffer, offset, count);
            _length += count;
        }
    }
}
