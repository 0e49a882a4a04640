using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Attachments;

/// <summary>
/// The bytes of attachments, one blob each under its organisation, its ticket and its own id. A blob is written before the transaction
/// that makes it part of its ticket, and is never changed.
/// </summary>
public sealed class AttachmentBlobs(BlobServiceClient service)
{
    // What is sent at a time, and held in memory of a stream that cannot be read twice.
    private const int Block = 4 * 1024 * 1024;

    private readonly BlobContainerClient _container = service.GetBlobContainerClient("attachments");
    private bool _there;

    public async Task WriteAsync(OrganisationId organisation, TicketNumber number, string id, Stream content, CancellationToken stop)
    {
        var options = new BlobUploadOptions { TransferOptions = new StorageTransferOptions { InitialTransferSize = Block, MaximumTransferSize = Block, MaximumConcurrency = 1 } };
        await EnsureContainerAsync(stop);
        await Blob(organisation, number, id).UploadAsync(content, options, stop);
    }

    /// <summary>Null where it is gone.</summary>
    public async Task<Stream?> OpenAsync(OrganisationId organisation, TicketNumber number, string id, CancellationToken stop)
    {
        try
        {
            Response<BlobDownloadStreamingResult> answer = await Blob(organisation, number, id).DownloadStreamingAsync(cancellationToken: stop);
            return answer.Value.Content;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }
    }

    public Task DeleteAsync(OrganisationId organisation, TicketNumber number, string id, CancellationToken stop) =>
        Blob(organisation, number, id).DeleteIfExistsAsync(cancellationToken: stop);

    private BlobClient Blob(OrganisationId organisation, TicketNumber number, string id) => _container.GetBlobClient($"{organisation}/{number}/{id}");

    // A stream that was read halfway cannot be sent again: the container has to be there before.
    private async Task EnsureContainerAsync(CancellationToken stop)
    {
        if (_there)
            return;
        await _container.CreateIfNotExistsAsync(cancellationToken: stop);
        _there = true;
    }
}
