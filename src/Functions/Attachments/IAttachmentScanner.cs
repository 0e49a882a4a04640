using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Attachments;

/// <summary>Says whether a file may be handed to anybody.</summary>
public interface IAttachmentScanner
{
    /// <summary>False where every file passes unseen: then nothing is read for it.</summary>
    bool Looks { get; }

    /// <returns>Unscanned where it cannot say now; it never throws for that.</returns>
    Task<ScanVerdict> ScanAsync(Stream content, CancellationToken stop);
}

/// <summary>No scanner is set up: every file passes.</summary>
internal sealed class NoScanner : IAttachmentScanner
{
    public bool Looks => false;

    public Task<ScanVerdict> ScanAsync(Stream content, CancellationToken stop) => Task.FromResult(ScanVerdict.Passed);
}
