using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Feed;

/// <summary>
/// What machines outside are told of an event: ids, codes and instants. Nothing that anybody wrote is in it (no title, text, name,
/// place or reason), and persons stand by id: who may know more reads the ticket.
/// </summary>
/// <param name="Name">One of <see cref="EventName.Known"/>.</param>
/// <param name="Version">The ticket's version that it made.</param>
/// <param name="Public">True if the requester can see the change.</param>
/// <param name="By">Person id, "clock", or the name of an import.</param>
public sealed record PublicEvent(
    string Name,
    TicketNumber Number,
    int Version,
    DateTimeOffset HappenedAt,
    DateTimeOffset RecordedAt,
    bool Public,
    string By,
    string Role,
    PublicTicket Ticket,
    PublicDetail? Detail)
{
    /// <summary>INC-0000042-000003: the same whenever and wherever it is told.</summary>
    public string Id => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Number}-{Version:D6}");

    public static PublicEvent Of(TicketEvent e) => new(
        EventName.Of(e.What), e.Number, e.Version, e.HappenedAt, e.RecordedAt, e.Public, e.By, e.Role, PublicTicket.Of(e.Dimensions), PublicDetail.Of(e.What));
}

/// <summary>The ticket as it stood after the event.</summary>
/// <param name="PendingReason">Code, where it is pending.</param>
/// <param name="Type">Id of the request's type.</param>
/// <param name="Test">True for a ticket that counts in no report.</param>
public sealed record PublicTicket(
    TicketStatus Status, int Priority, int HandlingRank, string Team, string? Assignee, string Requester, string? Area, string Category, string Subcategory,
    string Channel, string? Type, string? PendingReason, bool? Test)
{
    public static PublicTicket Of(Dimensions of) => new(
        of.Status, of.Priority, of.HandlingRank, of.Team, of.Assignee, of.Requester, of.Area, of.Category, of.Subcategory, of.Channel, of.Type, of.Reason, of.Test ? true : null);
}

/// <summary>What only some events have: <see cref="EventName.Meaning"/> says which.</summary>
/// <param name="Ticket">Another ticket.</param>
/// <param name="Attachment">Id of a file.</param>
/// <param name="Target">Name of the target of a service level, such as resolution.</param>
public sealed record PublicDetail(
    DateTimeOffset? Until = null, string? ClosureCode = null, string? ToTeam = null, int? Task = null, TicketNumber? Ticket = null, string? Attachment = null, int? Score = null, string? Target = null)
{
    /// <returns>Null where there is nothing to add.</returns>
    public static PublicDetail? Of(Happening what) => what switch
    {
        Happening.Opened { FollowUpOf: { } earlier } => new(Ticket: earlier),
        Happening.Opened { SplitFrom: { } origin } => new(Ticket: origin),
        Happening.Pended { Until: { } until } => new(Until: until),
        Happening.Resolved resolved => new(Until: resolved.ClosesAt, ClosureCode: resolved.ClosureCode, Ticket: resolved.MergedInto),
        Happening.Offered offered => new(ToTeam: offered.Team),
        Happening.OfferDeclined declined => new(ToTeam: declined.Team),
        Happening.Escalated escalated => new(ToTeam: escalated.Team),
        Happening.Attached file => new(Attachment: file.Id),
        Happening.ExpectedTimeStated stated => new(Until: stated.ExpectedAt),
        Happening.TaskAdded task => new(Task: task.Task),
        Happening.TaskAssigned task => new(Task: task.Task),
        Happening.TaskCompleted task => new(Task: task.Task),
        Happening.TaskCancelled { All: not true } task => new(Task: task.Task),
        Happening.Linked linked => new(Ticket: linked.To),
        Happening.WorkaroundTold told => new(Ticket: told.Problem),
        Happening.AffectedTold told => new(Ticket: told.Major),
        Happening.Unlinked unlinked => new(Ticket: unlinked.To),
        Happening.LinkFollowed followed => new(Ticket: followed.From),
        Happening.SurveyAnswered survey => new(Score: survey.Score),
        IClockEvent told => new(Until: told.Deadline, Target: told.Target),
        Happening.ServiceLevelCorrected corrected => new(Until: corrected.Until, Target: corrected.Target),
        Happening.UpdatePromiseKept kept => new(Until: kept.DueAt),
        _ => null,
    };
}
