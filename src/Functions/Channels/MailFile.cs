using System.Security.Cryptography;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Channels;
using MimeKit;

namespace ItsmFunctions.Functions.Channels;

/// <summary>One part of a mail, as the file that it is.</summary>
internal static class MailFile
{
    public static string NameOf(MimeEntity part)
    {
        string? said = part.ContentDisposition?.FileName ?? part.ContentType.Name;
        if (part is MessagePart { Message: { } inner })
            said ??= $"{(string.IsNullOrWhiteSpace(inner.Subject) ? "mail" : inner.Subject)}.eml";
        return MailText.Line(said, Texts.LongestName);
    }

    public static void WriteTo(MimeEntity part, Stream to)
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

    /// <summary>Its length in bytes and their SHA-256, without holding it.</summary>
    public static (long Length, byte[] Hash) Measure(MimeEntity part)
    {
        using var sha = SHA256.Create();
        using var counted = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write);
        using var length = new Counting(counted);
        WriteTo(part, length);
        counted.FlushFinalBlock();
        return (length.Written, sha.Hash!);
    }

    private sealed class Counting(Stream inner) : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written;

        public override long Position { get => Written; set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            inner.Write(buffer, offset, count);
            Written += count;
        }
    }
}
