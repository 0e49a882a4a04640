using System.Globalization;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Waiting;
using ItsmFunctions.Functions.Links;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>
/// What a mail may say. It is taken from the event and from what never changes of a ticket, not from its present state, so that a
/// repeat says the same.
/// </summary>
public sealed class Facts(MailSettings settings, LinkToken links)
{
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>What the templates name; a value is null where it is not the case.</summary>
    public IReadOnlyDictionary<string, string?> Of(Ticket ticket, TicketEvent e, int? rankBefore, Recipient recipient, Profile profile, RejectedChange? rejected = null)
    {
        string language = recipient.Language;
        PendingReason? reason = profile.FindReason(e.What is Happening.Pended pended ? pended.Reason : e.What is Happening.WaitReminded ? e.Dimensions.Reason : null);
        DateTimeOffset? until = (e.What as Happening.Pended)?.Until ?? (e.What as Happening.AutoReplied)?.Until;
        var resolved = e.What as Happening.Resolved;
        (string? Missing, string? AskedNow, bool Exhausted) overdue = OverdueOf(ticket.Change, e.What, language, profile);
        var facts = new Dictionary<string, string?>
        {
            ["number"] = ticket.Number.ToString(),
            ["title"] = ticket.Title.Value,
            ["name"] = string.IsNullOrWhiteSpace(recipient.Name) ? null : recipient.Name,
            ["desk"] = settings.SenderName,
            ["team"] = profile.FindTeam(e.Dimensions.Team)?.Name ?? e.Dimensions.Team,
            ["ticketUrl"] = settings.TicketUrlOf(ticket.Number),
            ["portalUrl"] = settings.PortalUrl,
            ["reopenUrl"] = resolved is null ? null : links.AddressOf(settings.PublicUrl, LinkPurpose.Reopen, ticket),
            ["surveyUrl"] = recipient.Key == e.Dimensions.Requester && SurveyedIn(ticket, e) is { } resolution ? links.AddressOf(settings.PublicUrl, LinkPurpose.Survey, ticket, resolution) : null,
            ["surveyQuestion"] = profile.Survey.Question(language),
            ["score"] = (e.What as Happening.SurveyAnswered)?.Score.ToString(CultureInfo.InvariantCulture),
            ["comment"] = (e.What as Happening.SurveyAnswered)?.Comment?.Value,
            ["text"] = (e.What as Happening.Replied)?.Text.Value ?? (e.What as Happening.Chased)?.Text.Value ?? (e.What as Happening.AutoReplied)?.Text?.Value ?? (e.What as Happening.WorkaroundTold)?.Text.Value ?? (e.What as Happening.FinalUpdateTold)?.Text.Value ?? MajorNotices.TextOf(e.What, language) ?? (e.What as Happening.MajorDeclared)?.Reason?.Value ?? NoteOf(e.What)?.Value,
            ["by"] = Name(e.By, profile),
            ["reason"] = reason?.Label(language) ?? ReasonGiven(e.What)?.Value,
            ["until"] = until is null ? null : Moment(until.Value, language, profile),
            ["waitsForYou"] = reason is { Accountable: Accountable.Requester, WakeUp: WakeUp.OnUserReply } ? "yes" : null,
            ["readyForYou"] = reason is { Accountable: Accountable.Requester, WakeUp: WakeUp.NudgeUser } ? "yes" : null,
            // What is closed changes no more.
            ["solution"] = (resolved?.Solution ?? (e.What is Happening.Closed ? ticket.Resolution?.Solution : null))?.Value,
            ["closesAt"] = resolved is null ? null : Day(resolved.ClosesAt, language, profile),
            ["splitFrom"] = (e.What as Happening.Opened)?.SplitFrom?.ToString(),
            ["master"] = resolved?.MergedInto?.ToString(),
            ["masterUrl"] = resolved?.MergedInto is { } master ? settings.TicketUrlOf(master) : null,
            ["news"] = News(e.What, language),
            ["quoted"] = (e.What as Happening.Replied)?.Text.Value ?? (e.What as Happening.WorkaroundTold)?.Text.Value ?? resolved?.Solution.Value ?? reason?.Label(language),
            ["rank"] = e.Dimensions.HandlingRank.ToString(CultureInfo.InvariantCulture),
            ["rankBefore"] = rankBefore?.ToString(CultureInfo.InvariantCulture),
            ["otherTeam"] = OtherTeam(e.What) is { } other ? profile.FindTeam(other)?.Name ?? other : null,
            ["assignee"] = e.Dimensions.Assignee is { } agent ? Name(agent, profile) : null,
            ["away"] = profile.Directory.Find(e.Dimensions.Assignee)?.AbsenceAt(e.HappenedAt) is null ? null : "yes",
            ["userWrote"] = e.What is Happening.UpdateFlagRaised ? "yes" : null,
            ["asked"] = (e.What as Happening.Offered)?.Assignee is { } asked ? Name(asked, profile) : null,
            ["agreement"] = (e.What as Happening.Offered)?.Terms.Agreement?.Value,
            ["since"] = e.What is Happening.Prompted prompted ? Moment(prompted.Since, language, profile) : null,
            ["task"] = e.What is Happening.Prompted { Kind: PromptKind.Due } due ? TaskOf(due, ticket, language) : null,
            ["category"] = Category(e.Dimensions, language, profile),
            ["type"] = ticket.Change is { } change ? TypeOf(change.Plan, language, profile) : null,
            // What cannot wait is seen to be that before the mail is opened; what is judged after its launch can.
            ["urgentType"] = ticket.Change is { Plan: { MayPassFreeze: true } plan } && Judged(ticket.Change, e) is null ? TypeOf(plan, language, profile) : null,
            ["stage"] = ticket.Change is { } of ? StageOf(of, e)?.Label(language) : null,
            ["stageNews"] = ticket.Change is { } news ? News(StageOf(news, e), language) : null,
            ["stageAsks"] = ticket.Change is { } at ? Asks(StageOf(at, e), language) : null,
            ["missing"] = overdue.Missing,
            ["askedNow"] = overdue.AskedNow,
            ["exhausted"] = overdue.Exhausted ? "yes" : null,
            ["dueAt"] = DueAt(ticket, e.What) is { } deadline ? Moment(deadline, language, profile) : null,
            ["voteUrl"] = RoundOf(e) is { } round ? links.AddressOf(settings.PublicUrl, LinkPurpose.Vote, ticket, round, recipient.Key) : null,
            ["inPlaceOf"] = string.Join(language == "da" ? " og " : " and ", ChangeNotices.InPlaceOf(e, ticket.Change, recipient.Key).Select(of => Name(of, profile) ?? of)) is { Length: > 0 } others ? others : null,
            ["outcome"] = OutcomeOf(e.What is Happening.Closed ? ticket.Change : Judged(ticket.Change, e), language),
            ["report"] = Judged(ticket.Change, e)?.Report?.Value,
            ["window"] = ticket.Change?.Window is { } window && e.What is Happening.StageEntered ? $"{Moment(window.From, language, profile)} – {Moment(window.Until, language, profile)}" : null,
            ["investigates"] = e.What is Happening.InvestigatorsAssigned ? "yes" : null,
            ["global"] = e.What is Happening.ScopeSet { Scope: OrmisScope.Global } ? "yes" : null,
            ["promise"] = (e.What as IClockEvent)?.Target is { } target ? ServiceTarget.TryParse(target, out TargetKind kind, out string? whose) ? ServiceTarget.LabelOf(kind, kind == TargetKind.Ola ? profile.FindTeam(whose)?.Name ?? whose : whose, language) : target : null,
            ["used"] = (e.What as IClockEvent)?.Percent?.ToString(CultureInfo.InvariantCulture),
            ["left"] = (e.What as IClockEvent)?.Lead?.ToString(CultureInfo.InvariantCulture),
            ["climbed"] = e.What is Happening.EscalationClimbed ? "yes" : null,
            ["climbsAt"] = (e.What as IClockEvent)?.ClimbsAt is { } climbs ? Moment(climbs, language, profile) : null,
            ["openedAt"] = Moment(ticket.OpenedAt, language, profile),
        };
        foreach ((string name, string? fact) in RejectedChange.Facts(rejected, language, IsAuthor(ticket, recipient, profile)))
            facts[name] = fact;
        return facts;
    }

    // Which resolution is asked about. One that closed the ticket is told with the close, and what is closed is resolved no more.
    private static int? SurveyedIn(Ticket ticket, TicketEvent e) => e.What switch
    {
        Happening.Resolved { Surveyed: true } => e.Version,
        Happening.Closed => ticket.Survey?.Resolution,
        _ => null,
    };

    // What those are told who read along: in one line each.
    private static string? News(Happening what, string language) => (what, language) switch
    {
        (Happening.Replied, "da") => "Supporten har skrevet:",
        (Happening.Replied, _) => "The desk has written:",
        (Happening.WorkaroundTold, "da") => "Indtil fejlen er rettet, kan det hjælpe at gøre sådan:",
        (Happening.WorkaroundTold, _) => "Until the fault is mended, this may help:",
        (Happening.Pended, "da") => "Sagen venter:",
        (Happening.Pended, _) => "The case is waiting:",
        (Happening.Resolved { ClosureCode: TicketDesk.ClosureWithdrawn }, "da") => "Sagen er trukket tilbage:",
        (Happening.Resolved { ClosureCode: TicketDesk.ClosureWithdrawn }, _) => "The case has been withdrawn:",
        (Happening.Resolved, "da") => "Sagen er løst:",
        (Happening.Resolved, _) => "The case is resolved:",
        (Happening.Reopened, "da") => "Sagen er genåbnet.",
        (Happening.Reopened, _) => "The case has been reopened.",
        (Happening.Closed, "da") => "Sagen er lukket.",
        (Happening.Closed, _) => "The case is closed.",
        _ => null,
    };

    // A team's list names people by their addresses.
    private static bool IsAuthor(Ticket ticket, Recipient recipient, Profile profile) =>
        Recipients.OpenersOf(ticket).Any(author => author == recipient.Key || author == profile.Directory.FindByMail(recipient.Address ?? "")?.Id);

    private static PersonalText? ReasonGiven(Happening what) => what switch
    {
        Happening.RankOverridden rank => rank.Reason,
        Happening.RankRestored rank => rank.Reason,
        Happening.Bounced bounced => bounced.Reason,
        Happening.OfferDeclined declined => declined.Reason,
        _ => null,
    };

    private static PersonalText? NoteOf(Happening what) => what switch
    {
        Happening.InvestigatorsAssigned assigned => assigned.Note,
        Happening.HandlersAssigned assigned => assigned.Note,
        Happening.ScopeSet set => set.Reason,
        _ => null,
    };

    private static string? OtherTeam(Happening what) => what switch
    {
        Happening.Offered offered => offered.Team,
        Happening.Bounced bounced => bounced.Team,
        Happening.OfferDeclined declined => declined.Team,
        Happening.Prompted prompted => prompted.Origin,
        _ => null,
    };

    internal static string TypeOf(ChangePlan plan, string language, Profile profile) => profile.FindChangeType(plan.Type)?.Label(language) ?? plan.Type;

    // What happens within a review names no stage: it is where the change stands, as long as it stands in that review.
    private static ChangeStage? StageOf(ChangeState change, TicketEvent e) => e.What switch
    {
        Happening.ChangePlanned => change.Plan.Stages[0],
        Happening.StageEntered entered => change.Plan.Find(entered.Stage),
        _ => RoundOf(e) == change.Entered ? change.At : null,
    };

    /// <summary>Who has not voted in a review that is overdue, who is asked since then, and whether nobody is left to ask.</summary>
    private static (string? Missing, string? AskedNow, bool Exhausted) OverdueOf(ChangeState? change, Happening what, string language, Profile profile)
    {
        if (what is not Happening.ReviewOverdue overdue)
            return default;
        string[] added = [.. overdue.Asked.Electorate.Select(elector => elector.Person)];
        Review? review = change?.Review?.Round == overdue.Round ? change.Review : null;
        string[] missing = [.. (review?.Electorate ?? []).Where(elector => elector.Choice is null && !added.Contains(elector.Person)).Select(elector => elector.Person)];
        return (Names(missing, language, profile), Names(added, language, profile), review is not null && missing.Length + added.Length == 0);
    }

    private static DateTimeOffset? DueAt(Ticket ticket, Happening what) => what switch
    {
        Happening.StageEntered entered => entered.Review?.DueAt,
        Happening.ReviewOverdue overdue => overdue.Asked.DueAt,
        IClockEvent told => told.Deadline,
        Happening.ReviewersReminded or Happening.VoteDelegated => ticket.Change?.Review?.DueAt,
        _ => null,
    };

    private static int? RoundOf(TicketEvent e) => e.What switch
    {
        Happening.StageEntered { Review: not null } => e.Version,
        Happening.ReviewersReminded reminded => reminded.Round,
        Happening.ReviewOverdue overdue => overdue.Round,
        Happening.VoteDelegated delegated => delegated.Round,
        _ => null,
    };

    // What a review is about that comes after the launch; a repeat of the mail of one before it says nothing of that.
    private static ChangeState? Judged(ChangeState? change, TicketEvent e) => RoundOf(e) is not null && change?.ImplementedAt <= e.HappenedAt ? change : null;

    // What the group has to do at a stage.
    private static string? Asks(ChangeStage? stage, string language) => (stage?.Kind, language) switch
    {
        (StageKind.New, "da") => "En ny ændring ligger hos jer.",
        (StageKind.New, _) => "A new change is with you.",
        (StageKind.Scheduled, "da") => "Ændringen kan planlægges og udføres.",
        (StageKind.Scheduled, _) => "The change can be scheduled and carried out.",
        (StageKind.Close, "da") => "Ændringen er udført: se den efter, og luk den.",
        (StageKind.Close, _) => "The change has been carried out: look it over and close it.",
        _ => null,
    };

    private static string? News(ChangeStage? stage, string language) => (stage?.Kind, language) switch
    {
        (StageKind.New, "da") => "Ny ændring hos jer",
        (StageKind.New, _) => "A new change with you",
        (StageKind.Scheduled, "da") => "En ændring er klar til at blive planlagt",
        (StageKind.Scheduled, _) => "A change is ready to be scheduled",
        (StageKind.Close, "da") => "En ændring er klar til at blive lukket",
        (StageKind.Close, _) => "A change is ready to be closed",
        _ => stage?.Label(language),
    };

    /// <returns>Null while it has none.</returns>
    internal static string? OutcomeOf(ChangeState? change, string language) => (change?.Outcome, language) switch
    {
        (null, _) => null,
        (ChangeOutcome.Successful, "da") => "gennemført",
        (ChangeOutcome.Successful, _) => "successful",
        (ChangeOutcome.SuccessfulWithIssues, "da") => "gennemført med problemer",
        (ChangeOutcome.SuccessfulWithIssues, _) => "successful, with issues",
        (ChangeOutcome.Failed, "da") => "mislykkedes",
        (ChangeOutcome.Failed, _) => "failed",
        (ChangeOutcome.BackedOut, "da") => "rullet tilbage",
        (ChangeOutcome.BackedOut, _) => "backed out",
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    // What has been done since is told no more.
    private static string? TaskOf(Happening.Prompted prompted, Ticket ticket, string language)
    {
        string[] open =
        [
            .. DueDates.Of(ticket).Where(due => (due.At, due.Person, due.Team) == (prompted.Since, prompted.Person, prompted.Origin))
                .Select(due => due.Informs ? $"{(language == "da" ? "Informér kunderne" : "Inform the clients")}: {due.What.Value}" : due.What.Value),
        ];
        return open.Length == 0 ? null : string.Join(" · ", open);
    }

    // An id means nothing to a reader: whom the directory does not name is not named.
    private static string? Name(string person, Profile profile) => profile.Directory.Find(person)?.Name;

    // Those whom it does not name are counted: nobody reads a list as whole that is not.
    private static string? Names(IReadOnlyCollection<string> people, string language, Profile profile)
    {
        string[] named = [.. people.Select(person => Name(person, profile)).OfType<string>()];
        int others = people.Count - named.Length;
        string? more = (others, named.Length, language) switch
        {
            (0, _, _) => null,
            (1, 0, _) => "1 person",
            (_, 0, "da") => string.Create(Danish, $"{others} personer"),
            (_, 0, _) => string.Create(English, $"{others} people"),
            (1, _, "da") => "1 anden",
            (_, _, "da") => string.Create(Danish, $"{others} andre"),
            (1, _, _) => "1 other",
            _ => string.Create(English, $"{others} others"),
        };
        return people.Count == 0 ? null : string.Join(", ", more is null ? named : [.. named, more]);
    }

    private static string Category(Dimensions of, string language, Profile profile)
    {
        Category? category = profile.FindCategory(of.Category);
        Subcategory? subcategory = category?.Subcategories.FirstOrDefault(sub => sub.Id == of.Subcategory);
        return $"{category?.Label(language) ?? of.Category} › {subcategory?.Label(language) ?? of.Subcategory}";
    }

    // In the organisation's zone: its people read it on their own clocks.
    internal static string Moment(DateTimeOffset at, string language, Profile profile)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(at, profile.TimeZone);
        return language == "da" ? local.ToString("d. MMMM yyyy 'kl.' HH.mm", Danish) : local.ToString("d MMMM yyyy 'at' HH:mm", English);
    }

    internal static string? Moment(DateTimeOffset? at, string language, Profile profile) => at is { } known ? Moment(known, language, profile) : null;

    private static string Day(DateTimeOffset at, string language, Profile profile)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(at, profile.TimeZone);
        return language == "da" ? local.ToString("'den' d. MMMM yyyy", Danish) : local.ToString("d MMMM yyyy", English);
    }
}
