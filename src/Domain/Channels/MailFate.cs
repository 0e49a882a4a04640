using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Channels;

/// <summary>Why a mail changed nothing.</summary>
public enum Ignored
{
    AutomaticReply,
    NonDelivery,
    DeliveryNotice,
    ReadReceipt,
    CalendarReply,
    DeskMail,
    OwnMail,

    /// <summary>More from one sender in an hour than the desk takes.</summary>
    SenderCap,
}

/// <summary>What a mail becomes.</summary>
public abstract record MailFate
{
    private MailFate()
    {
    }

    /// <summary>A new ticket.</summary>
    /// <param name="Silent">Nobody is told that it was opened: the sender is not known, or the answer would tell whether the number that they named exists.</param>
    public sealed record Open(TicketNumber? FollowUpOf, bool Silent) : MailFate;

    /// <summary>The requester's own words on their ticket.</summary>
    public sealed record Answer : MailFate;

    /// <summary>An internal note on the ticket.</summary>
    public sealed record Note(bool RaisesFlag) : MailFate;

    public sealed record Ignore(Ignored Why) : MailFate;

    /// <summary>
    /// What becomes of a mail. What is not proven grants nothing: an unverified mail opens a marked ticket or leaves a note, it never
    /// speaks as the requester, resumes or reopens. What nobody wrote opens no ticket and makes nobody write back.
    /// </summary>
    /// <param name="named">The ticket that it is about, if there is one.</param>
    public static MailFate Of(IncomingMail mail, Ticket? named, Threading threading)
    {
        bool open = named is not null && !named.Status.IsOver();
        switch (mail.Kind)
        {
            case MailKind.OwnMail:
                return new Ignore(Ignored.OwnMail);
            case MailKind.ReadReceipt:
                return new Ignore(Ignored.ReadReceipt);
            case MailKind.Message:
                return open ? OnTicket(mail.Sender, named!) : OfItsOwn(mail.Sender, named, threading);
            case MailKind.NonDelivery when open:
                return new Note(RaisesFlag: true);
            default:
                return open ? new Note(RaisesFlag: false) : new Ignore(Reason(mail.Kind));
        }
    }

    private static MailFate OnTicket(MailSender sender, Ticket ticket) => sender switch
    {
        MailSender.Verified verified when verified.Is(ticket.Requester) => new Answer(),
        // The desk's own people need no reaction of the desk.
        MailSender.Verified { IsStaff: true } => new Note(RaisesFlag: false),
        _ => new Note(RaisesFlag: true),
    };

    private static Open OfItsOwn(MailSender sender, Ticket? closed, Threading threading)
    {
        bool own = closed is not null && sender is MailSender.Verified verified && (verified.IsStaff || verified.Is(closed.Requester));
        // Who holds a Message-ID of the desk's knows of the ticket already.
        bool knows = own || threading == Threading.ByMessageId;
        return new(knows ? closed?.Number : null, Silent: sender is MailSender.Unverified || (threading == Threading.ByNumber && !own));
    }

    private static Ignored Reason(MailKind kind) => kind switch
    {
        MailKind.NonDelivery => Ignored.NonDelivery,
        MailKind.DeliveryNotice => Ignored.DeliveryNotice,
        MailKind.CalendarReply => Ignored.CalendarReply,
        MailKind.DeskMail => Ignored.DeskMail,
        _ => Ignored.AutomaticReply,
    };
}
