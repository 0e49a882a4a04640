using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ItsmFunctions.Domain;

namespace ItsmFunctions.Storage.Reports;

/// <summary>Which writing of a manifest was read; only Storage looks inside.</summary>
public sealed record ManifestTag
{
    internal ETag Value { get; init; }

    internal DateTimeOffset WrittenAt { get; init; }
}

public abstract record ManifestRead
{
    private ManifestRead()
    {
    }

    public sealed record Missing : ManifestRead;

    /// <summary>It is the one that the caller knows already.</summary>
    public sealed record Unchanged : ManifestRead;

    public sealed record Found(BinaryData Content, ManifestTag Tag) : ManifestRead;
}

/// <summary>
/// The blobs of something that is built from events: for each organisation a manifest that is swapped by its tag, and immutable parts whose names are
/// never used twice. An organisation's blobs stand under its own name, and no call can leave it out.
/// </summary>
/// <remarks>Not sealed: what is built apart stands in a container of its own.</remarks>
public abstract class OrganisationBlobs(BlobServiceClient service, string container)
{
    private readonly BlobContainerClient _container = service.GetBlobContainerClient(container);

    /// <summary>One request.</summary>
    /// <param name="known">The writing that the caller has at hand, or null.</param>
    public async Task<ManifestRead> ReadManifestAsync(OrganisationId organisation, ManifestTag? known, CancellationToken stop)
    {
        var options = new BlobDownloadOptions { Conditions = known is null ? null : new() { IfNoneMatch = known.Value } };
        try
        {
            Response<BlobDownloadResult> answer = await Manifest(organisation).DownloadContentAsync(options, stop);
            return answer.GetRawResponse().Status == 304
                ? new ManifestRead.Unchanged()
                : new ManifestRead.Found(answer.Value.Content, new() { Value = answer.Value.Details.ETag, WrittenAt = answer.Value.Details.LastModified });
        }
        catch (RequestFailedException unchanged) when (unchanged.Status == 304)
        {
            return new ManifestRead.Unchanged();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return new ManifestRead.Missing();
        }
    }

    /// <summary>Puts a manifest in the place of <paramref name="expected"/>. False if another one stands there by now.</summary>
    /// <param name="content">Differs from every other manifest ever written, so that a lost acknowledgement is recognised.</param>
    /// <param name="expected">Null where there was none.</param>
    public async Task<bool> SwapManifestAsync(OrganisationId organisation, BinaryData content, ManifestTag? expected, CancellationToken stop)
    {
        var conditions = expected is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new() { IfMatch = expected.Value };
        try
        {
            await UploadAsync(Manifest(organisation), content, conditions, stop);
            return true;
        }
        catch (Exception failure) when (Acknowledgement.MayBeLost(failure))
        {
            ManifestRead now = await ReadManifestAsync(organisation, known: null, stop);
            if (now is ManifestRead.Found found && found.Content.ToMemory().Span.SequenceEqual(content))
                return true;
            if (failure is RequestFailedException { Status: 409 or 412 })
                return false;
            throw;
        }
    }

    /// <summary>Writes a part: one request. Repeating it does no harm, as nobody else writes that name.</summary>
    public Task WriteAsync(OrganisationId organisation, string name, BinaryData content, CancellationToken stop) =>
        UploadAsync(Part(organisation, name), content, conditions: null, stop);

    /// <summary>One request.</summary>
    /// <exception cref="RequestFailedException">404: it was retired.</exception>
    public async Task<BinaryData> ReadAsync(OrganisationId organisation, string name, CancellationToken stop) =>
        (await Part(organisation, name).DownloadContentAsync(stop)).Value.Content;

    /// <summary>Parts that are gone already do not count as a failure.</summary>
    public async Task DeleteAsync(OrganisationId organisation, IEnumerable<string> names, CancellationToken stop)
    {
        foreach (string name in names)
            await Part(organisation, name).DeleteIfExistsAsync(cancellationToken: stop);
    }

    /// <summary>
    /// Names of the parts that were written at least <paramref name="age"/> before the manifest was: by the clock of the storage
    /// on both sides, whatever the desk's own says.
    /// </summary>
    public async Task<IReadOnlyList<string>> ListAsync(OrganisationId organisation, ManifestTag manifest, TimeSpan age, CancellationToken stop)
    {
        string prefix = $"{organisation}/";
        var names = new List<string>();
        var parts = _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, stop);
        await foreach (BlobItem part in parts)
        {
            if (part.Name != Manifest(organisation).Name && part.Properties.LastModified <= manifest.WrittenAt - age)
                names.Add(part.Name[prefix.Length..]);
        }

        return names;
    }

    private BlobClient Manifest(OrganisationId organisation) => Part(organisation, "manifest.json");

    private BlobClient Part(OrganisationId organisation, string name) => _container.GetBlobClient($"{organisation}/{name}");

    // The container is made by whoever needs it first: nothing has to happen at start.
    private async Task UploadAsync(BlobClient blob, BinaryData content, BlobRequestConditions? conditions, CancellationToken stop)
    {
        var options = new BlobUploadOptions { Conditions = conditions };
        try
        {
            await blob.UploadAsync(content, options, stop);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await _container.CreateIfNotExistsAsync(cancellationToken: stop);
            await blob.UploadAsync(content, options, stop);
        }
    }
}

/// <summary>The blobs of the reports.</summary>
public sealed class ReportBlobs(BlobServiceClient service) : OrganisationBlobs(service, "reports");

/// <summary>The blobs of the search index.</summary>
public sealed class SearchBlobs(BlobServiceClient service) : OrganisationBlobs(service, "search");
