using System.Security.Cryptography;
using System.Text.Json;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Reporting.Columns;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Reports;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>A manifest as it was read.</summary>
internal sealed record StoredManifest(Manifest Manifest, ManifestTag Tag);

/// <summary>Reads and writes the parts of snapshots, checked against what the manifest says of them.</summary>
internal sealed class SnapshotStore(ReportBlobs blobs)
{
    public async Task<StoredManifest?> FindAsync(OrganisationId organisation, CancellationToken stop) =>
        await blobs.ReadManifestAsync(organisation, known: null, stop) is ManifestRead.Found found ? Parse(organisation, found) : null;

    /// <summary>The tag to rebuild over, whatever stands there; with the manifest where it can be read.</summary>
    public async Task<(Manifest? Manifest, ManifestTag? Tag)> FindForRebuildAsync(OrganisationId organisation, CancellationToken stop)
    {
        if (await blobs.ReadManifestAsync(organisation, known: null, stop) is not ManifestRead.Found found)
            return (null, null);
        try
        {
            return (Parse(organisation, found).Manifest, found.Tag);
        }
        catch (Exception damage) when (damage is InvalidDataException or JsonException)
        {
            return (null, found.Tag);
        }
    }

    /// <exception cref="InvalidDataException">It is another organisation's, or of a schema that this version does not read.</exception>
    public static StoredManifest Parse(OrganisationId organisation, ManifestRead.Found found)
    {
        Manifest manifest = StoredJson.Read<Manifest>(found.Content);
        if (manifest.Schema != Manifest.CurrentSchema)
            throw new InvalidDataException($"The reports of {organisation} are of schema {manifest.Schema}; rebuild them to read them with this version.");
        return manifest.Organisation == organisation && manifest is { Cube: not null, Segments: not null, Columns: not null, Retired: not null, TargetSeconds: not null, Zone: not null }
            ? new(manifest, found.Tag)
            : throw new InvalidDataException($"What stands for the manifest of {organisation} is damaged, or another's; rebuild its reports.");
    }

    public Task<bool> SwapAsync(Manifest manifest, ManifestTag? expected, CancellationToken stop) =>
        blobs.SwapManifestAsync(manifest.Organisation, new(StoredJson.Write(manifest)), expected, stop);

    public async Task<Cube> ReadCubeAsync(Manifest manifest, CancellationToken stop) =>
        Cube.Read(await ReadAsync(manifest.Organisation, manifest.Cube, stop), manifest.Organisation, manifest.Terms());

    public Task<PartRef> WriteCubeAsync(OrganisationId organisation, Cube cube, string build, CancellationToken stop) =>
        WriteAsync(organisation, "cube/month", "json.br", build, cube.ToBytes(organisation), cube.Cells.Count, stop);

    public static string HashOf(OrganisationId organisation, Cube cube) => Hash(cube.ToBytes(organisation));

    public async Task<TicketFact[]> ReadSegmentAsync(OrganisationId organisation, PartRef segment, CancellationToken stop) =>
        SegmentFormat.Read(await ReadAsync(organisation, segment, stop), organisation);

    public Task<PartRef> WriteSegmentAsync(OrganisationId organisation, string name, IReadOnlyCollection<TicketFact> facts, string build, CancellationToken stop) =>
        WriteAsync(organisation, $"seg/{name}", "col.br", build, SegmentFormat.Write(organisation, facts), facts.Count, stop);

    /// <summary>The columns of the facts of a segment.</summary>
    public async Task<ColumnRefs> WriteColumnsAsync(OrganisationId organisation, string name, IReadOnlyCollection<TicketFact> facts, ServiceBook book, string build, CancellationToken stop)
    {
        (byte[] hot, byte[] details) = ColumnSegment.Write(organisation, facts, book);
        return new(await Sized("hot", hot), await Sized("details", details));

        Task<PartRef> Sized(string part, byte[] bytes) => WriteAsync(organisation, $"col/{name}.{part}", "col.br", build, bytes, Compression.PackSized(bytes), facts.Count, stop);
    }

    /// <summary>Tables of columns, in one array.</summary>
    public async Task<IReadOnlyList<LoadedTable>> ReadColumnsAsync(OrganisationId organisation, PartRef part, CancellationToken stop)
    {
        byte[] bytes = Compression.UnpackSized(await blobs.ReadAsync(organisation, part.Blob, stop));
        return Hash(bytes) == part.Sha256 ? ColumnFormat.Read(bytes, organisation) : throw Damaged(part);
    }

    public Task DeleteAsync(OrganisationId organisation, IEnumerable<string> names, CancellationToken stop) => blobs.DeleteAsync(organisation, names, stop);

    /// <summary>Removes what no manifest names and no builder can still be writing: the leavings of builders that died.</summary>
    public async Task SweepAsync(OrganisationId organisation, CancellationToken stop)
    {
        if (await FindAsync(organisation, stop) is not { } current)
            return;
        IReadOnlyList<string> old = await blobs.ListAsync(organisation, current.Tag, TimeSpan.FromDays(1), stop);
        await blobs.DeleteAsync(organisation, old.Where(name => !current.Manifest.Names(name)), stop);
    }

    private async Task<byte[]> ReadAsync(OrganisationId organisation, PartRef part, CancellationToken stop)
    {
        byte[] bytes = Compression.Unpack(await blobs.ReadAsync(organisation, part.Blob, stop));
        return Hash(bytes) == part.Sha256 ? bytes : throw Damaged(part);
    }

    private static InvalidDataException Damaged(PartRef part) => new($"{part.Blob} does not hold what its manifest says.");

    // The build stands in the name: a name is never used twice, so what is retired can be removed at any time.
    private Task<PartRef> WriteAsync(OrganisationId organisation, string name, string suffix, string build, byte[] bytes, int rows, CancellationToken stop) =>
        WriteAsync(organisation, name, suffix, build, bytes, Compression.Pack(bytes), rows, stop);

    private async Task<PartRef> WriteAsync(OrganisationId organisation, string name, string suffix, string build, byte[] bytes, BinaryData packed, int rows, CancellationToken stop)
    {
        string hash = Hash(bytes);
        string blob = $"{name}.{hash.AsSpan(0, 12)}.{build}.{suffix}";
        await blobs.WriteAsync(organisation, blob, packed, stop);
        return new(blob, hash, rows);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
