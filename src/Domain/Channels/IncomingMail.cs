namespace ItsmFunctions.Domain.Channels;

/// <summary>What sort of mail it is: only a message was written by somebody for the desk.</summary>
public enum MailKind
{
    Message,

    /// <summary>Out of office, a vacation, a robot: nobody wrote it.</summary>
    AutomaticReply,

    /// <summary>A mail of the desk did not reach its recipient.</summary>
    NonDelivery,

    /// <summary>Delayed, relayed or delivered: no failure.</summary>
    DeliveryNotice,
    ReadReceipt,

    /// <summary>Somebody's program accepted or declined a meeting.</summary>
    CalendarReply,

    /// <summary>From a desk of this product: another one, or another organisation's.</summary>
    DeskMail,

    /// <summary>From this very desk: it came back.</summary>
    OwnMail,
}

/// <summary>Why a mail proves nothing about who sent it.</summary>
public enum Doubt
{
    /// <summary>The gateway did not say that the sending domain stands behind it, or it said the contrary.</summary>
    NotAuthenticated,

    /// <summary>The organisation names no authserv-id, so that no such header can be trusted.</summary>
    NoTrustedGateway,

    /// <summary>None or several addresses in From.</summary>
    NoSingleSender,

    /// <summary>The address is nobody's whom the desk knows.</summary>
    UnknownPerson,

    /// <summary>The address is that of several people.</summary>
    SeveralPeople,
}

/// <summary>Who sent a mail, as far as that is proven.</summary>
/// <param name="Address">As From says it; null where there is no one address.</param>
/// <param name="MailPerson">Person id that is derived from the address: the same mailbox, whoever it belongs to.</param>
public abstract record MailSender(string? Address, string? Name, string MailPerson)
{
    /// <summary>Whether it came from that address, whoever that is.</summary>
    public bool IsAddressProven => this is Verified or Unverified { Doubt: Doubt.UnknownPerson or Doubt.SeveralPeople };

    /// <param name="Person">Person id of the one whom the address belongs to.</param>
    /// <param name="IsStaff">True for somebody of the organisation's directory.</param>
    public sealed record Verified(string? Address, string? Name, string MailPerson, string Person, bool IsStaff) : MailSender(Address, Name, MailPerson)
    {
        /// <summary>Whether a person id is theirs: the one that they sign in with, or that of their mailbox.</summary>
        public bool Is(string person) => person == Person || person == MailPerson;
    }

    public sealed record Unverified(string? Address, string? Name, string MailPerson, Doubt Doubt) : MailSender(Address, Name, MailPerson);
}

/// <summary>A mail as the rules need it: recognised, its sender judged, its texts within the limits of <see cref="Texts"/>.</summary>
/// <param name="Subject">One line; the profile's words where the mail has none.</param>
/// <param name="Text">All that it says.</param>
/// <param name="Answer">Without the history that it quotes.</param>
public sealed record IncomingMail(MailKind Kind, MailSender Sender, string Subject, string Text, string Answer);

/// <summary>How a mail found its ticket.</summary>
public enum Threading
{
    /// <summary>It names no ticket, or none that there is.</summary>
    None,

    /// <summary>By the number in its subject, which anybody can guess.</summary>
    ByNumber,

    /// <summary>By a Message-ID that only a reader of the desk's mails can have.</summary>
    ByMessageId,
}
