using System.Text;

namespace ItsmFunctions.Functions.Channels;

/// <summary>
/// Texts in the encoding that they are in, which is not always the one that they say: what is UTF-8 is read as that, whatever it says,
/// and what is nothing else as Windows-1252, which has a character for nearly every byte.
/// </summary>
internal static class Charsets
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Western;

    static Charsets()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Western = Encoding.GetEncoding(1252);
    }

    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        // The three that every program falls back to say nothing: many a mail says them of UTF-8.
        bool says = Named(charset) is { } named && named.CodePage is not (20127 or 28591 or 1252 or 65001);
        if (says && Try(Strict(Named(charset)!), bytes) is { } text)
            return text;
        return Try(Utf8, bytes) ?? Western.GetString(bytes);
    }

    private static Encoding? Named(string? charset)
    {
        try
        {
            return string.IsNullOrWhiteSpace(charset) ? null : Encoding.GetEncoding(charset.Trim());
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding Strict(Encoding encoding) => Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    private static string? Try(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
