namespace ItsmFunctions.Functions.Notifications;

/// <summary>A way out of the house for mails: a folder, an SMTP server, Azure Communication Services.</summary>
public interface IMailTransport
{
    /// <summary>Sends a mail, or finds that it went out already.</summary>
    /// <param name="mayBeRepeat">True if an earlier try may have succeeded: who can be asked is asked first.</param>
    Task<Delivery> SendAsync(Mail mail, bool mayBeRepeat, CancellationToken stop);
}

/// <summary>What a transport says to a mail.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>The provider has it.</summary>
    public sealed record Accepted : Delivery;

    /// <summary>The provider will never take it.</summary>
    /// <param name="Detail">What it said; it may quote an address.</param>
    public sealed record Refused(string Detail) : Delivery;

    /// <summary>Not now, or whether it was taken is not known.</summary>
    /// <param name="Code">Fit for a log: it quotes nobody.</param>
    /// <param name="Detail">What the provider said; it may quote an address.</param>
    public sealed record Postponed(string Code, string Detail) : Delivery;
}
