using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Attachments;

namespace ItsmFunctions.Functions.Attachments;

/// <summary>
/// Stores the bytes of files before the transaction that makes them part of their ticket, and hands them out again. What no transaction
/// follows is removed a day later: a due row says so, which is written first of all.
/// </summary>
public sealed class AttachmentKeeper(AttachmentBlobs blobs, DueIndex due, IAttachmentScanner scanner, TimeProvider time)
{
    /// <summary>Longer than any request and any gateway's patience.</summary>
    private static readonly TimeSpan CommitMayFollow = TimeSpan.FromDays(1);

    /// <summary>Before anything is stored: one request for all files of a request.</summary>
    internal Task AnnounceAsync(OrganisationId organisation, TicketNumber number, IEnumerable<string> ids, CancellationToken stop) =>
        due.WriteFilesAsync(organisation, number, ids, time.GetUtcNow() + CommitMayFollow, stop);

    /// <summary>Stores a file under an id that has been announced, and has it scanned.</summary>
    internal async Task<ScanVerdict> KeepAsync(OrganisationId organisation, TicketNumber number, string id, Stream content, CancellationToken stop)
    {
        await blobs.WriteAsync(organisation, number, id, content, stop);
        ScanVerdict verdict = await ScanAsync(organisation, number, id, stop);
        if (verdict == ScanVerdict.Infected)
            await ForgetAsync(organisation, number, id, stop);
        return verdict;
    }

    /// <summary>Removes what will be part of no ticket; where that fails, the due row does it.</summary>
    internal async Task ForgetAsync(OrganisationId organisation, TicketNumber number, string id, CancellationToken stop)
    {
        try
        {
            await blobs.DeleteAsync(organisation, number, id, stop);
        }
        catch (Azure.RequestFailedException)
        {
        }
    }

    /// <summary>The bytes of a file that may be handed out.</summary>
    /// <exception cref="UnreadableRequestException">It is infected, or nobody can say that it is not: 409.</exception>
    internal async Task<Stream?> OpenAsync(Ticket ticket, Attachment file, CancellationToken stop)
    {
        // What was not scanned when it came is looked at now. That is written nowhere: reading changes nothing.
        ScanVerdict verdict = file.Verdict == ScanVerdict.Unscanned ? await ScanAsync(ticket.Organisation, ticket.Number, file.Id, stop) : file.Verdict;
        return verdict switch
        {
            ScanVerdict.Passed => await blobs.OpenAsync(ticket.Organisation, ticket.Number, file.Id, stop),
            ScanVerdict.Infected => throw Infected(),
            _ => throw new UnreadableRequestException(new Problem(ProblemCode.AttachmentNotScanned, new("The scanner has not seen this file yet.", "Filen er ikke scannet endnu."))),
        };
    }

    internal static UnreadableRequestException Infected() => new(new Problem(ProblemCode.AttachmentInfected, new("The scanner found something in this file.", "Scanneren fandt noget i filen.")));

    private async Task<ScanVerdict> ScanAsync(OrganisationId organisation, TicketNumber number, string id, CancellationToken stop)
    {
        if (!scanner.Looks)
            return ScanVerdict.Passed;
        await using Stream? stored = await blobs.OpenAsync(organisation, number, id, stop);
        return stored is null ? ScanVerdict.Unscanned : await scanner.ScanAsync(stored, stop);
    }
}
