using Azure.Data.Tables;

namespace ItsmFunctions.Storage.Format;

/// <summary>Bytes in the properties b0, b1, … of a row: a binary property holds at most 64 KiB, a row 1 MiB.</summary>
internal static class Payload
{
    private const int Chunk = 64 * 1024;

    public static void Put(TableEntity row, ReadOnlySpan<byte> payload)
    {
        for (int i = 0; i * Chunk < payload.Length; i++)
            row[$"b{i}"] = payload.Slice(i * Chunk, Math.Min(Chunk, payload.Length - (i * Chunk))).ToArray();
    }

    public static byte[] Get(TableEntity row)
    {
        byte[] first = row.GetBinary("b0") ?? [];
        if (!row.ContainsKey("b1"))
            return first;

        using var all = new MemoryStream();
        for (int i = 0; row.GetBinary($"b{i}") is { } chunk; i++)
            all.Write(chunk);
        return all.ToArray();
    }
}
