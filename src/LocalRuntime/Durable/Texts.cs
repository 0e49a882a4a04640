using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>
/// Texts of any length in table rows: short ones in one property, JSON of the engine in several, what is larger in a blob
/// under the name of its content, so that writing it twice is writing it once.
/// </summary>
internal sealed class Texts(BlobContainerClient blobs)
{
    // A string property holds 64 KiB of UTF-16, that is 32,768 characters.
    private const int PropertyLength = 32_000;

    // An entity holds 1 MiB, that is 524,288 characters; the rest is for the other properties.
    private const int RowLength = 12 * PropertyLength;

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public async Task SetAsync(TableEntity row, string name, string? text, CancellationToken stop)
    {
        if (text is { Length: > PropertyLength })
            row[name + "Blob"] = await UploadAsync(row.PartitionKey, text, stop);
        else if (text is not null)
            row[name] = text;
    }

    public async Task<string?> GetAsync(TableEntity row, string name, CancellationToken stop) =>
        row.GetString(name + "Blob") is { } blob ? await DownloadAsync(blob, stop) : row.GetString(name);

    /// <summary>JSON without a character above ASCII, so that it can be cut anywhere.</summary>
    public async Task SetJsonAsync<T>(TableEntity row, string name, T value, CancellationToken stop)
    {
        var text = JsonSerializer.Serialize(value, Json);
        if (text.Length > RowLength)
            row[name + "Blob"] = await UploadAsync(row.PartitionKey, text, stop);
        else
            for (var (part, at) = (0, 0); at < text.Length; part++, at += PropertyLength)
                row[name + part.ToString(CultureInfo.InvariantCulture)] = text.Substring(at, Math.Min(PropertyLength, text.Length - at));
    }

    public async Task<T> GetJsonAsync<T>(TableEntity row, string name, CancellationToken stop)
    {
        if (row.GetString(name + "Blob") is { } blob)
            return JsonSerializer.Deserialize<T>(await DownloadAsync(blob, stop), Json)!;
        var text = new StringBuilder();
        for (var part = 0; row.GetString(name + part.ToString(CultureInfo.InvariantCulture)) is { } piece; part++)
            text.Append(piece);
        return JsonSerializer.Deserialize<T>(text.ToString(), Json)!;
    }

    public static string? ToJson<T>(T? value) where T : class => value is null ? null : JsonSerializer.Serialize(value, Json);

    public static T? FromJson<T>(string? text) where T : class => text is null ? null : JsonSerializer.Deserialize<T>(text, Json);

    /// <summary>Removes what an instance has stored outside its rows.</summary>
    public async Task ForgetAsync(string partition, CancellationToken stop)
    {
        await foreach (var blob in blobs.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, partition + "/", stop))
            await blobs.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: stop);
    }

    private async Task<string> UploadAsync(string partition, string text, CancellationToken stop)
    {
        var content = BinaryData.FromString(text);
        var name = partition + "/" + Convert.ToHexStringLower(SHA256.HashData(content));
        await blobs.GetBlobClient(name).UploadAsync(content, overwrite: true, stop);
        return name;
    }

    private async Task<string> DownloadAsync(string name, CancellationToken stop) =>
        (await blobs.GetBlobClient(name).DownloadContentAsync(stop)).Value.Content.ToString();
}
