using System.Buffers.Binary;
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

    /// <summary>With its length in front, so that it is unpacked at once into the array that it stays in.</summary>
    public static BinaryData PackSized(ReadOnlySpan<byte> bytes)
    {
        byte[] packed = new byte[sizeof(int) + BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(packed, bytes.Length);
        return BrotliEncoder.TryCompress(bytes, packed.AsSpan(sizeof(int)), out int length, quality: 5, window: 22)
            ? new(packed.AsMemory(0, sizeof(int) + length))
            : throw new InvalidOperationException("Brotli needs more room than it says.");
    }

    /// <exception cref="InvalidDataException">It is not what <see cref="PackSized"/> made.</exception>
    public static byte[] UnpackSized(BinaryData packed)
    {
        ReadOnlySpan<byte> bytes = packed;
        int length = bytes.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < 0)
            throw new InvalidDataException("A part of the reports ends before it begins.");
        byte[] unpacked = GC.AllocateUninitializedArray<byte>(length);
        return BrotliDecoder.TryDecompress(bytes[sizeof(int)..], unpacked, out int written) && written == length
            ? unpacked
            : throw new InvalidDataException("A part of the reports cannot be unpacked.");
    }

    public static byte[] Unpack(BinaryData packed)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(packed.ToStream(), CompressionMode.Decompress))
            brotli.CopyTo(bytes);
        return bytes.ToArray();
    }
}
