using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using ItsmFunctions.Domain;
using ItsmFunctions.Reporting.Snapshots;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Reports;

namespace ItsmFunctions.Reporting.Search;

/// <summary>A manifest as it was read, and the files that it names.</summary>
internal sealed record StoredIndex(SearchManifest Manifest, ManifestTag Tag, IReadOnlyDictionary<string, byte[]> Files)
{
    public long Bytes => Files.Values.Sum(file => (long)file.Length);
}

/// <summary>Reads and writes the parts of search indexes, checked against what the manifest says of them.</summary>
internal sealed class IndexStore(SearchBlobs blobs)
{
    private const int ReadsAtOnce = 8;

    /// <param name="known">What the caller has at hand: its files are not read again.</param>
    /// <returns>Null where there is none; <paramref name="known"/> where it is the one that stands.</returns>
    /// <exception cref="InvalidDataException">It is damaged, another organisation's, or of a schema that this version does not read.</exception>
    public async Task<StoredIndex?> FindAsync(OrganisationId organisation, StoredIndex? known, CancellationToken stop)
    {
        switch (await blobs.ReadManifestAsync(organisation, known?.Tag, stop))
        {
            case ManifestRead.Unchanged:
                return known;
            case ManifestRead.Found found:
                SearchManifest manifest = Parse(organisation, found);
                var files = new ConcurrentDictionary<string, byte[]>();
                await Parallel.ForEachAsync(manifest.Files, new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = stop }, async (file, token) =>
                {
                    bool same = known?.Manifest.Files.GetValueOrDefault(file.Key)?.Blob == file.Value.Blob;
                    files[file.Key] = same ? known!.Files[file.Key] : await ReadAsync(organisation, file.Value, token);
                });
                return new(manifest, found.Tag, files);
            default:
                return null;
        }
    }

    /// <summary>The tag to build over, whatever stands there; with the manifest where it can be read.</summary>
    public async Task<(SearchManifest? Manifest, ManifestTag? Tag)> FindForRebuildAsync(OrganisationId organisation, CancellationToken stop)
    {
        if (await blobs.ReadManifestAsync(organisation, known: null, stop) is not ManifestRead.Found found)
            return (null, null);
        try
        {
            return (Parse(organisation, found), found.Tag);
        }
        catch (InvalidDataException)
        {
            return (null, found.Tag);
        }
    }

    /// <summary>Publishes an index in the place of another, and takes away what has been out of use for long enough.</summary>
    /// <returns>False if another builder was faster: nothing of it stands then.</returns>
    public async Task<bool> PublishAsync(OrganisationId organisation, IndexFiles files, SearchManifest? before, ManifestTag? expected, DateTimeOffset asOf, DateTimeOffset now, CancellationToken stop)
    {
        string build = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var parts = new Dictionary<string, IndexPart>();
        IReadOnlyDictionary<string, byte[]> written = files.Written();
        List<string> uploaded = [];
        foreach (string name in files.Names())
        {
            if (!written.TryGetValue(name, out byte[]? bytes))
            {
                parts[name] = before!.Files[name];
                continue;
            }

            string hash = Hash(bytes), blob = $"{name}.{hash.AsSpan(0, 12)}.{build}";
            await blobs.WriteAsync(organisation, blob, new(bytes), stop);
            uploaded.Add(blob);
            parts[name] = new(blob, hash, bytes.Length);
        }

        HashSet<string> inUse = [.. parts.Values.Select(part => part.Blob)];
        Retired[] retired = [.. (before?.Retired ?? []).Concat((before?.Files.Values ?? []).Where(part => !inUse.Contains(part.Blob)).Select(part => new Retired(part.Blob, now)))];
        Retired[] gone = [.. retired.Where(part => part.At + SearchManifest.Afterlife <= now)];
        var manifest = new SearchManifest(SearchManifest.CurrentSchema, organisation, build, asOf, parts, [.. retired.Except(gone)]);
        if (!await blobs.SwapManifestAsync(organisation, new(StoredJson.Write(manifest)), expected, stop))
        {
            await blobs.DeleteAsync(organisation, uploaded, stop);
            return false;
        }

        await blobs.DeleteAsync(organisation, gone.Select(part => part.Blob), stop);
        return true;
    }

    /// <summary>Removes what no manifest names and no builder can still be writing: the leavings of builders that died.</summary>
    public async Task SweepAsync(OrganisationId organisation, CancellationToken stop)
    {
        if (await FindForRebuildAsync(organisation, stop) is not ({ } manifest, { } tag))
            return;
        HashSet<string> named = [.. manifest.Files.Values.Select(part => part.Blob), .. manifest.Retired.Select(part => part.Blob)];
        IReadOnlyList<string> old = await blobs.ListAsync(organisation, tag, TimeSpan.FromDays(1), stop);
        await blobs.DeleteAsync(organisation, old.Where(name => !named.Contains(name)), stop);
    }

    private async Task<byte[]> ReadAsync(OrganisationId organisation, IndexPart part, CancellationToken stop)
    {
        try
        {
            byte[] bytes = (await blobs.ReadAsync(organisation, part.Blob, stop)).ToArray();
            return Hash(bytes) == part.Sha256 ? bytes : throw new InvalidDataException($"{part.Blob} does not hold what its manifest says.");
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            throw new InvalidDataException($"{part.Blob} is gone.", missing);
        }
    }

    private static SearchManifest Parse(OrganisationId organisation, ManifestRead.Found found)
    {
        try
        {
            SearchManifest manifest = StoredJson.Read<SearchManifest>(found.Content);
            if (manifest.Schema == SearchManifest.CurrentSchema && manifest.Organisation == organisation && manifest is { Files: not null, Retired: not null })
                return manifest;
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new InvalidDataException($"What stands for the search index of {organisation} is damaged, another's, or of another version.");
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
