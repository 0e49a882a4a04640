using System.Text.Json;

namespace ItsmFunctions.Testing;

/// <summary>Where a storage account of the emulator answers; endpoints carry no account name.</summary>
public sealed record StorageAddress(string AccountName, string AccountKey, Uri Blobs, Uri Queues, Uri Tables)
{
    /// <exception cref="FormatException">A part is missing: emulator accounts name all three endpoints.</exception>
    public static StorageAddress Parse(string connectionString)
    {
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        return new(Part("AccountName"), Part("AccountKey"), Host("BlobEndpoint"), Host("QueueEndpoint"), Host("TableEndpoint"));

        string Part(string name) => parts.TryGetValue(name, out var value)
            ? value
            : throw new FormatException($"The connection string has no {name}.");
        Uri Host(string name) => new(new Uri(Part(name)).GetLeftPart(UriPartial.Authority));
    }

    /// <summary>The connection string.</summary>
    public override string ToString() =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};"
        + $"BlobEndpoint={Of(Blobs)};QueueEndpoint={Of(Queues)};TableEndpoint={Of(Tables)};";

    internal static StorageAddress From(JsonElement ready) => new(
        Text(ready, "account"), Text(ready, "key"),
        new Uri(Text(ready, "blob")), new Uri(Text(ready, "queue")), new Uri(Text(ready, "table")));

    private string Of(Uri host) => $"{host.GetLeftPart(UriPartial.Authority)}/{AccountName}";

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;
}
