using System.IO.Compression;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>Brotli at a middling level: a segment is written about as often as it is read.</summary>
internal static class Compression
{
    public static BinaryData Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, new BrotliCompressionOptions { Quality = 4 }, leaveOpen: true))
            brotli.Write(bytes);
        return new(packed.ToArray());
    }

    public static byte[] Unpack(BinaryData packed)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(packed.ToStream(), CompressionMode.Decompress))
            brotli.CopyTo(bytes);
        return bytes.ToArray();
    }
}
