using System.Text.Json;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Functions.Http;

/// <param name="AccountableTime">In whose hands it lay while it was open, for the desk.</param>
public sealed record EventsReply(string Number, IReadOnlyList<EventReply> Events, IReadOnlyList<AccountableTimeReply>? AccountableTime = null)
{
    /// <param name="now">Until when the time counts.</param>
    public static EventsReply Of(Ticket ticket, IReadOnlyList<StoredEvent> events, Caller caller, Profile profile, DateTimeOffset now) => new(
        ticket.Number.ToString(),
        EventReply.Of(events, caller, profile),
        caller.ReadsAsDesk
            ? [.. Domain.Waiting.AccountableTime.Of(events.Select(stored => stored.Event), now, profile).Select(each => new AccountableTimeReply(CommandNames.Kebab(each.Party.ToString()), (long)each.Time.TotalSeconds))]
            : null);
}

/// <param name="Party">Who is waited for while it is pending, as the catalogue names them, else the desk.</param>
/// <param name="Seconds">Elapsed time, whatever any calendar says.</param>
public sealed record AccountableTimeReply(string Party, long Seconds);

public sealed record JournalReply(string Number, IReadOnlyList<JournalEntry> Notes);

/// <summary>One event of a ticket's history. A requester reads only the events that changed what they see.</summary>
/// <param name="What">What happened, such as opened, assigned, workBegun, resolved.</param>
/// <param name="HappenedAt">When it counts; a timer's outcome happens at its deadline.</param>
/// <param name="Lane">The lane of the process in which it was done.</param>
/// <param name="By">Person id; the desk's persons are not named to a requester, save who voted.</param>
/// <param name="ServiceLevel">Of a warning, a breach and an escalation, for the desk.</param>
/// <param name="Score">Of an answer to the survey, 1 to 5: for the desk, and for who gave it.</param>
public sealed record EventReply(
    int Version, string What, DateTimeOffset HappenedAt, DateTimeOffset? RecordedAt, string? By, string Role, Lane Lane, TicketStatus Status, int HandlingRank,
    string Team, string? Assignee, string? Reason, string? PreviousHash, int? Score = null, ServiceLevelEventReply? ServiceLevel = null)
{
    public static IReadOnlyList<EventReply> Of(IReadOnlyList<StoredEvent> events, Caller caller, Profile profile)
    {
        bool desk = caller.ReadsAsDesk;
        var replies = new List<EventReply>();
        int publicVersion = 0;
        foreach (StoredEvent stored in events)
        {
            TicketEvent e = stored.Event;
            publicVersion += e.Public ? 1 : 0;
            if (!desk && !e.Public)
                continue;
            replies.Add(new(
                desk ? e.Version : publicVersion,
                JsonNamingPolicy.CamelCase.ConvertName(e.What.GetType().Name),
                e.HappenedAt,
                desk ? e.RecordedAt : null,
                IsNamed(e, caller) ? e.By : null,
                e.Role,
                Lanes.Of(e, profile),
                desk ? e.Dimensions.Status : PortalView.StatusOf(e.Dimensions.Status, profile),
                e.Dimensions.HandlingRank,
                e.Dimensions.Team,
                desk ? e.Dimensions.Assignee : null,
                e.Dimensions.Reason,
                desk ? stored.Previous : null,
                desk || e.By == caller.Actor.Id ? (e.What as Happening.SurveyAnswered)?.Score : null,
                desk ? ServiceLevelEventReply.Of(e) : null));
        }

        return replies;
    }

    /// <summary>Who voted is part of a review, whoever reads it.</summary>
    internal static bool IsNamed(TicketEvent e, Caller caller) => caller.ReadsAsDesk || e.By == caller.Actor.Id || e.What is Happening.VoteCast;
}

/// <param name="Target">Name of the target, such as resolution.</param>
/// <param name="Percent">Of the goal; null of a warning by lead, and of a breach.</param>
/// <param name="LeadMinutes">Counted minutes before the deadline; null of a warning by percent, and of a breach.</param>
/// <param name="DueAt">The deadline as it stood then.</param>
/// <param name="Step">1 for the first who is told.</param>
/// <param name="To">Who was told; null for nobody.</param>
/// <param name="ClimbsAt">When the next one is told, unless somebody acknowledges it.</param>
/// <param name="FiredLateBySeconds">How long after its instant it was told.</param>
/// <param name="NotCountedFrom">Of a correction: from when on time was taken away.</param>
/// <param name="NotCountedUntil">Until when.</param>
public sealed record ServiceLevelEventReply(
    string? Target, int? Cycle, int? Percent, int? LeadMinutes, DateTimeOffset? DueAt, int? Step, string? To, DateTimeOffset? ClimbsAt, double? FiredLateBySeconds, DateTimeOffset? NotCountedFrom = null, DateTimeOffset? NotCountedUntil = null)
{
    internal static ServiceLevelEventReply? Of(TicketEvent e)
    {
        double late = Math.Round((e.RecordedAt - e.HappenedAt).TotalSeconds, 3);
        return e.What switch
        {
            IClockEvent told => new(told.Target, told.Cycle, told.Percent, told.Lead, told.Deadline, told.Told, Name(told.Whom), told.ClimbsAt, late),
            Happening.ServiceLevelCorrected corrected => new(corrected.Target, corrected.Cycle, null, null, null, null, null, null, null, corrected.From, corrected.Until),
            Happening.UpdatePromiseKept kept => new(ServiceTarget.NameOf(TargetKind.NextUpdate), kept.Cycle, null, null, kept.DueAt, null, null, null, null),
            _ => null,
        };
    }

    private static string? Name(EscalationRole? role) => role is { } told ? JsonNamingPolicy.CamelCase.ConvertName(told.ToString()) : null;
}

/// <summary>One note: a message between desk and end user (public), or one of the desk's own (internal).</summary>
/// <param name="Channel">phone, in-person or mail, where somebody of the desk wrote down what the requester said.</param>
/// <param name="Pinned">True for a note that is pinned: those come first. For the desk.</param>
public sealed record JournalEntry(string Id, Visibility Visibility, string Kind, string Text, DateTimeOffset At, string? By, string Role, bool? Pinned = null, string? Channel = null)
{
    public static IReadOnlyList<JournalEntry> Of(Ticket ticket, IReadOnlyList<StoredEvent> events, Caller caller) =>
    [
        .. events.Select(stored => Of(stored.Event, caller) is { } entry && caller.ReadsAsDesk && ticket.Dossier.Pins.Contains(stored.Event.Version) ? entry with { Pinned = true } : Of(stored.Event, caller))
            .OfType<JournalEntry>()
            .OrderBy(entry => entry.Pinned is null),
    ];

    private static string? Told(HandoverTerms terms)
    {
        string[] told = [.. new[] { terms.Agreement?.Value, terms.Contact is { } contact ? $"{contact.Person.Value} ({contact.Role.ToString().ToLowerInvariant()})" : null }.OfType<string>()];
        return told.Length == 0 ? null : string.Join(" · ", told);
    }

    private static JournalEntry? Of(TicketEvent e, Caller caller)
    {
        (Visibility visibility, string kind, string text)? note = e.What switch
        {
            Happening.Replied reply => (Visibility.Public, reply.FromRequester ? "fromRequester" : "toRequester", reply.Text.Value),
            Happening.NoteWritten written => (Visibility.Internal, "note", written.Text.Value),
            Happening.Resolved resolved => (Visibility.Public, "solution", resolved.Solution.Value),
            Happening.Reopened { Reason: { } reason } => (Visibility.Public, "reopening", reason.Value),
            Happening.RankOverridden rank => (Visibility.Internal, "priority", rank.Reason.Value),
            Happening.RankRestored rank => (Visibility.Internal, "priority", rank.Reason.Value),
            Happening.TaskCompleted { Note: { } done } => (Visibility.Internal, "task", done.Value),
            Happening.TaskCancelled { Reason: { } dropped } => (Visibility.Internal, "task", dropped.Value),
            Happening.Cancelled cancelled => (Visibility.Public, "cancellation", cancelled.Reason.Value),
            Happening.ReturnedToAssignment returned => (Visibility.Internal, "return", returned.Reason.Value),
            Happening.ClosureChecked check => (Visibility.Internal, check.Check, check.Reason.Value),
            Happening.TriageAnswered answered => (Visibility.Internal, JsonNamingPolicy.CamelCase.ConvertName(answered.Question.ToString()), answered.Evidence.Value),
            Happening.AutomationEnded { Detail: { } said } => (Visibility.Internal, "automation", said.Value),
            Happening.Escalated escalated => (Visibility.Internal, "escalation", escalated.Reason.Value),
            Happening.Verified { Note: { } showed } verified => (Visibility.Internal, JsonNamingPolicy.CamelCase.ConvertName(verified.Check.ToString()), showed.Value),
            Happening.ResolutionLogged logged => (Visibility.Internal, "resolutionLog", logged.Steps.Value),
            Happening.ApprovalGiven { Note: { } agreed } => (Visibility.Internal, "approval", agreed.Value),
            Happening.SupplierReplied reply => (Visibility.Internal, "fromSupplier", reply.Text.Value),
            Happening.Delivered { Note: { } came } => (Visibility.Internal, "delivery", came.Value),
            Happening.ApprovalRefused refused => (Visibility.Internal, "approval", refused.Reason.Value),
            // Who reads along does not read what the requester thinks of it.
            Happening.SurveyAnswered { Comment: { } comment } when caller.ReadsAsDesk || e.By == caller.Actor.Id => (Visibility.Public, "survey", comment.Value),
            Happening.ServiceLevelCorrected corrected => (Visibility.Internal, "correction", corrected.Reason.Value),
            Happening.EscalationAcknowledged { Note: { } done } => (Visibility.Internal, "acknowledged", done.Value),
            Happening.Chased chased => (Visibility.Internal, "chase", chased.Text.Value),
            Happening.ExpectedTimeStated { Note: { } told } => (Visibility.Internal, "expectedTime", told.Value),
            // Whoever may read a change reads what was decided of it, and by whom.
            Happening.VoteCast vote => (Visibility.Public, JsonNamingPolicy.CamelCase.ConvertName(vote.Choice.ToString()), vote.Comment.Value),
            Happening.ChangeStarted { Reason: { } reason } => (Visibility.Public, "started", reason.Value),
            Happening.ChangeImplemented done => (Visibility.Public, "implemented", done.Report.Value),
            Happening.ChangeScheduled { Window.FreezeReason: { } why } => (Visibility.Public, "freeze", why.Value),
            Happening.ProblemStated { Proactive: { } why } => (Visibility.Internal, "proactive", why.Value),
            Happening.InvestigatorsAssigned { Note: { } told } => (Visibility.Internal, "investigation", told.Value),
            Happening.HandlersAssigned { Note: { } told } => (Visibility.Internal, "handling", told.Value),
            Happening.FindingsRecorded found => (Visibility.Internal, "findings", string.Join("\n\n", new[] { found.RootCause?.Value, found.Workaround?.Value, found.PublicTitle?.Value, found.PublicWorkaround?.Value }.OfType<string>())),
            Happening.KnownErrorRetired retired => (Visibility.Internal, "knownErrorRetired", retired.Reason.Value),
            Happening.WorkaroundTold told => (Visibility.Public, "workaround", told.Text.Value),
            Happening.WorkaroundCommunicated told => (Visibility.Internal, "workaroundCommunicated", told.Text.Value),
            Happening.MajorDeclared { Reason: { } why } => (Visibility.Internal, "major", why.Value),
            Happening.AffectedInformed informed => (Visibility.Public, "affected", (caller.Language == "da" ? informed.Danish : informed.English).Value),
            Happening.AffectedTold told => (Visibility.Public, "affected", (caller.Language == "da" ? told.Danish : told.English).Value),
            Happening.StatusPublished status => (Visibility.Internal, "status", $"{status.English.Value}\n\n{status.Danish.Value}"),
            Happening.MajorStoodDown down => (Visibility.Internal, "review", down.Review.Value),
            Happening.OrmisClassified { Reason: { } why } => (Visibility.Internal, "classification", why.Value),
            Happening.ScopeSet { Reason: { } why } => (Visibility.Internal, "scope", why.Value),
            Happening.GuidelineRecorded { Reason: { } why } => (Visibility.Internal, "guideline", why.Value),
            Happening.ActionPlanned planned => (Visibility.Internal, "action", planned.Text.Value),
            Happening.ActionMoved { Note: { } came } => (Visibility.Internal, "action", came.Value),
            Happening.CommunicationDecided decided => (Visibility.Internal, "evaluation", string.Join("\n\n", new[] { decided.Text?.Value, decided.Reason.Value }.OfType<string>())),
            Happening.MeetingRecorded meeting => (Visibility.Internal, "meeting", meeting.Decisions.Value),
            Happening.StakeholderJudged { Comment: { } said } => (Visibility.Internal, "stakeholder", said.Value),
            Happening.FinalUpdateTold told => (Visibility.Internal, "finalUpdate", string.Join("\n\n", new[] { told.Text.Value, told.Improvements?.Value }.OfType<string>())),
            Happening.Bounced bounced => (Visibility.Internal, "bounce", bounced.Reason.Value),
            Happening.OfferDeclined declined => (Visibility.Internal, "decline", declined.Reason.Value),
            Happening.Offered { Terms: var terms } when Told(terms) is { } told => (Visibility.Internal, "handover", told),
            Happening.Dispatched { Terms: var terms } when Told(terms) is { } told => (Visibility.Internal, "handover", told),
            _ => null,
        };
        if (note is not var (visible, what, words) || (visible == Visibility.Internal && !caller.ReadsAsDesk))
            return null;
        return new($"{e.Number}-{e.Version:D6}", visible, what, words, e.HappenedAt, EventReply.IsNamed(e, caller) ? e.By : null, e.Role, Channel: (e.What as Happening.Replied)?.Channel);
    }
}
