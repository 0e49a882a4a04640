using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Http;

/// <summary>A ticket as it goes out. What only the desk may see is missing from a requester's.</summary>
public sealed record TicketReply
{
    public required string Number { get; init; }
    public required TicketKind Kind { get; init; }
    public required TicketStatus Status { get; init; }
    public required PortalStatus PortalStatus { get; init; }

    /// <summary>On the kind's own scale: incidents 1 to 5, requests 1 to 3.</summary>
    public required int Priority { get; init; }

    /// <summary>1 (high) to 5: queues of mixed kinds are ordered by it.</summary>
    public required int HandlingRank { get; init; }
    public PriorityOverride? PriorityOverride { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required string Category { get; init; }
    public required string Subcategory { get; init; }
    public Impact? Impact { get; init; }
    public Urgency? Urgency { get; init; }
    public Importance? Importance { get; init; }
    public Speed? Speed { get; init; }
    public string? Service { get; init; }
    public string? Location { get; init; }
    public string? ConfigurationItem { get; init; }
    public string? Area { get; init; }
    public required string Channel { get; init; }
    public required string Requester { get; init; }
    public string? OpenedBy { get; init; }
    public required string Team { get; init; }
    public string? Assignee { get; init; }
    public PendingReply? Pending { get; init; }
    public ResolutionReply? Resolution { get; init; }
    public Flags? Flags { get; init; }
    public string? FollowUpOf { get; init; }

    /// <summary>True for a quick case.</summary>
    public bool? Quick { get; init; }
    public string? ExternalReference { get; init; }

    /// <summary>True where it came by a mail whose sender is not proven; for the desk alone.</summary>
    public bool? UnverifiedSender { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? WorkBegunAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public required int Reopenings { get; init; }
    public int? Reassignments { get; init; }
    public HandoverReply? Handover { get; init; }

    /// <summary>Where the ticket is in the process, in a profile whose process has checkpoints.</summary>
    public CheckpointReply? Checkpoint { get; init; }

    /// <summary>What has to be recorded before it closes, in a profile that asks for it.</summary>
    public IReadOnlyList<ClosureCheckReply>? ClosureChecks { get; init; }

    /// <summary>The latest triage, for the desk; those before it stand in its history.</summary>
    public TriageReply? Triage { get; init; }

    /// <summary>What shows whether it is resolved, for the desk; anew after each reopening.</summary>
    public VerificationReply? Verification { get; init; }

    /// <summary>To higher support, in order, for the desk.</summary>
    public IReadOnlyList<EscalationReply>? Escalations { get; init; }

    /// <summary>What resolved it, in steps, for the desk; from its close on, where the desk triages.</summary>
    public string? ResolutionLog { get; init; }

    /// <summary>Where a knowledge article can be drafted of it: offered to the desk when it is closed and logged.</summary>
    public string? KnowledgeDraft { get; init; }

    /// <summary>When it is expected to be done, as its agent says.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>Until when the requester is promised to hear of it again (IT-10); null where nothing is promised now.</summary>
    public DateTimeOffset? NextUpdateBy { get; init; }

    /// <summary>What whoever has the ticket is reminded of, for the desk; a rehearsal tells what they would be. Never a refusal.</summary>
    public IReadOnlyList<PromptReply>? Prompts { get; init; }

    /// <summary>How often it was chased.</summary>
    public int? Chases { get; init; }

    /// <summary>Since when a chase waits for an expected time.</summary>
    public DateTimeOffset? ChaseUnansweredSince { get; init; }

    /// <summary>Id of the request's type.</summary>
    public string? Type { get; init; }

    /// <summary>To the questions of the request's type, by id.</summary>
    public IReadOnlyDictionary<string, string>? Answers { get; init; }

    /// <summary>Ids of the entries of self-help that the requester had read before, for the desk.</summary>
    public IReadOnlyList<string>? SelfHelp { get; init; }

    /// <summary>Tickets that it has to do with, for the desk.</summary>
    public IReadOnlyList<LinkReply>? Links { get; init; }

    /// <summary>Number of the ticket that goes on in its place, where it was a duplicate.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>Where the fault is reported in a supplier's own system, for the desk.</summary>
    public SupplierReply? Supplier { get; init; }

    /// <summary>Person ids of those who read along, for the desk and the requester.</summary>
    public IReadOnlyList<string>? Watchers { get; init; }

    /// <summary>The approval that is waited for, for the desk and the approver.</summary>
    public ApprovalReply? Approval { get; init; }

    /// <summary>How satisfied the requester is with the resolution, for the desk and the requester; missing where they are not asked.</summary>
    public SurveyReply? Survey { get; init; }

    /// <summary>Of a change, and of nothing else.</summary>
    public ChangeReply? Change { get; init; }

    /// <summary>Of a problem, and of nothing else.</summary>
    public ProblemReply? Problem { get; init; }

    /// <summary>How it is coordinated, for the desk: of an incident that somebody classified.</summary>
    public OrmisReply? Ormis { get; init; }

    /// <summary>Of an incident that was declared a major one, for the desk.</summary>
    public MajorReply? Major { get; init; }

    /// <summary>Faults that are known, one of which may be behind this incident while it is open: of its category, on its configuration item.</summary>
    public IReadOnlyList<KnownErrorReply>? KnownErrors { get; init; }

    /// <summary>Pieces of the work, for the desk.</summary>
    public IReadOnlyList<TaskReply>? Tasks { get; init; }

    /// <summary>The commands that the caller may send now: a portal draws its buttons from them.</summary>
    public required IReadOnlyList<string> Commands { get; init; }

    /// <param name="at">Now.</param>
    public static TicketReply Of(Ticket ticket, Caller caller, Profile profile, DateTimeOffset at)
    {
        bool desk = caller.ReadsAsDesk;
        profile = profile.In(ticket.Area);
        Classification what = ticket.Classification;
        return new()
        {
            Number = ticket.Number.ToString(),
            Kind = ticket.Number.Kind,
            Status = desk ? ticket.Status : PortalView.StatusOf(ticket.Status, profile),
            PortalStatus = PortalStatus.Of(ticket.Status, ticket.Team, ticket.Pending?.Reason, ticket.Pending?.Until, profile, caller.Language),
            Priority = ticket.Matrix.Native,
            HandlingRank = ticket.HandlingRank,
            PriorityOverride = desk && ticket.Override is { } set ? new(set.HandlingRank, set.Reason.Value, set.By) : null,
            Title = ticket.Title.Value,
            Description = ticket.Description.Value,
            Category = what.Category,
            Subcategory = what.Subcategory,
            Impact = (what.Assessment as Assessment.OfIncident)?.Impact,
            Urgency = (what.Assessment as Assessment.OfIncident)?.Urgency,
            Importance = (what.Assessment as Assessment.OfRequest)?.Importance,
            Speed = (what.Assessment as Assessment.OfRequest)?.Speed,
            Service = what.Service,
            Location = what.Location,
            ConfigurationItem = what.ConfigurationItem,
            Area = ticket.Area,
            Channel = ticket.Channel,
            Requester = ticket.Requester,
            OpenedBy = desk ? ticket.OpenedBy : null,
            Team = ticket.Team,
            Assignee = desk ? ticket.Assignee : null,
            Pending = ticket.Pending is { } pending ? PendingReply.Of(pending, profile, caller.Language, desk) : null,
            Resolution = ticket.Resolution is { } resolution ? ResolutionReply.Of(resolution, desk) : null,
            Flags = desk ? new(ticket.UpdateFlagSince is not null, ticket.UpdateFlagSince, ticket.Attention.Count, ticket.Attention.Contains(caller.Actor.Id)) : null,
            FollowUpOf = ticket.FollowUpOf?.ToString(),
            Quick = ticket.Markers.Quick,
            ExternalReference = desk ? ticket.Markers.ExternalReference : null,
            UnverifiedSender = desk ? ticket.Markers.Unverified : null,
            Version = desk ? ticket.Version : ticket.PublicVersion,
            OpenedAt = ticket.OpenedAt,
            WorkBegunAt = ticket.WorkBegunAt,
            UpdatedAt = desk ? ticket.UpdatedAt : ticket.PublicUpdatedAt,
            ClosedAt = ticket.ClosedAt,
            Reopenings = ticket.Reopenings,
            Reassignments = desk ? ticket.Reassignments : null,
            Type = ticket.Type,
            Answers = ticket.Dossier.Answers.IsEmpty ? null : ticket.Dossier.Answers.ToDictionary(answer => answer.Question, answer => answer.Answer.Value),
            SelfHelp = desk && !ticket.Dossier.SelfHelp.IsEmpty ? [.. ticket.Dossier.SelfHelp] : null,
            Links = desk && ticket.Dossier.Links.Any(link => link.Kind is not null)
                ? [.. ticket.Dossier.Links.Where(link => link.Kind is not null).Select(link => new LinkReply(link.Other.ToString(), link.Kind!.Value)).Distinct()]
                : null,
            DuplicateOf = desk || ticket.Resolution?.ClosureCode == TicketDesk.ClosureDuplicate ? ticket.Markers.DuplicateOf : null,
            Supplier = desk && ticket.Dossier.Supplier is { } supplier ? new(supplier.Supplier, supplier.CaseId) : null,
            Watchers = (desk || ticket.Requester == caller.Actor.Id) && !ticket.Dossier.Followers().IsEmpty ? [.. ticket.Dossier.Followers()] : null,
            Approval = ticket.Dossier.Approval is { } approval && (desk || approval.Approver == caller.Actor.Id) ? new(approval.Approver, approval.AskedAt) : null,
            Survey = ticket.Survey is { } survey && (desk || ticket.Requester == caller.Actor.Id) ? SurveyReply.Of(ticket, survey, profile, caller.Language) : null,
            Change = ticket.Change is { } change ? ChangeReply.Of(change, ticket.Status, caller.Language) : null,
            Problem = ticket.Problem is { } problem ? ProblemReply.Of(ticket, problem, desk, caller.Language) : null,
            Triage = desk && ticket.Triage is { } triage ? TriageReply.Of(ticket, triage, profile, caller.Language) : null,
            Verification = desk && ticket.Verification is { } verification ? VerificationReply.Of(verification) : null,
            Escalations = desk && !ticket.Dossier.Escalations.IsEmpty ? [.. ticket.Dossier.Escalations.Select(escalated => EscalationReply.Of(escalated, profile, caller.Language))] : null,
            ResolutionLog = desk ? ticket.ResolutionLog?.Value : null,
            KnowledgeDraft = desk && ticket.ResolutionLog is not null ? $"/api/tickets/{ticket.Number}/knowledge" : null,
            Major = desk && ticket.Major is { } major ? MajorReply.Of(major) : null,
            Ormis = desk && ticket.Ormis is not null ? OrmisReply.Of(ticket, profile, caller.Language) : null,
            Tasks = desk && !ticket.Dossier.Tasks.IsEmpty ? [.. ticket.Dossier.Tasks.Select(TaskReply.Of)] : null,
            ExpectedAt = desk ? ticket.ExpectedAt : null,
            NextUpdateBy = ticket.Clocks?.NextUpdateBy(profile.Book),
            Prompts = PromptReply.Of(ticket, caller, profile),
            Chases = desk ? ticket.Chase?.Count ?? 0 : null,
            ChaseUnansweredSince = desk ? ticket.Chase?.UnansweredSince : null,
            Handover = desk && ticket.Handover is { } handover ? HandoverReply.Of(handover, profile) : null,
            Checkpoint = profile.CheckpointOf(ticket.Status) is { } checkpoint ? new(checkpoint.Id, checkpoint.Label(caller.Language)) : null,
            ClosureChecks = desk && profile.ClosureChecks.Count > 0 ? [.. profile.ClosureChecks.Select(check => ClosureCheckReply.Of(check, ticket.ClosureChecks.GetValueOrDefault(check.Id), caller.Language))] : null,
            Commands = [.. TicketDesk.Offers(ticket, caller.Actor, profile, at).Select(CommandNames.Of).Distinct()],
        };
    }
}

public sealed record CheckpointReply(string Id, string Label);

/// <param name="Recorded">Null until somebody did.</param>
public sealed record ClosureCheckReply(string Id, string Label, bool MayNotApply, ClosureRecordReply? Recorded)
{
    public static ClosureCheckReply Of(ClosureCheck check, ClosureRecord? record, string language) =>
        new(check.Id, check.Label(language), check.MayNotApply, record is null ? null : new(record.Applies, record.Reason.Value, record.At, record.By));
}

/// <param name="Applies">False where it was recorded as not applicable.</param>
public sealed record ClosureRecordReply(bool Applies, string Reason, DateTimeOffset At, string By);

/// <summary>What the next handover builds on.</summary>
/// <param name="Described">A note since this team got the ticket says something.</param>
/// <param name="UserInformed">A message of the desk went to the end user since.</param>
/// <param name="ReturnsTo">The team that it goes back to, where one handed it on.</param>
/// <param name="Answers">To the category's additional questions, by id.</param>
public sealed record HandoverReply(bool Described, bool UserInformed, string? ReturnsTo, OfferReply? Offer, IReadOnlyDictionary<string, string>? Answers)
{
    public static HandoverReply Of(HandoverState state, Profile profile) => new(
        state.Described, state.UserInformed, state.ReturnsTo(profile),
        state.Offer is { } offer ? new(offer.Team, offer.Assignee, offer.By, offer.At) : null,
        state.Answers.IsEmpty ? null : state.Answers.ToDictionary(answer => answer.Key, answer => answer.Value.Value));
}

/// <summary>Offered to a team that has not accepted yet.</summary>
public sealed record OfferReply(string Team, string? Assignee, string By, DateTimeOffset At);

/// <param name="CaseId">Their number for it.</param>
public sealed record SupplierReply(string Supplier, string? CaseId);

/// <param name="Approver">Person id; missing where any leader of the ticket's team may.</param>
public sealed record ApprovalReply(string? Approver, DateTimeOffset AskedAt);

public sealed record PriorityOverride(int HandlingRank, string Reason, string By);

/// <param name="Update">The ticket waits for a reaction of its agent (AU-50).</param>
/// <param name="AttentionCount">How many agents watch it (A13).</param>
/// <param name="Attention">Whether the caller is one of them.</param>
public sealed record Flags(bool Update, DateTimeOffset? UpdateSince, int AttentionCount, bool Attention);

/// <param name="Accountable">Who is waited for, as the catalogue names them.</param>
/// <param name="EndsAt">When the wait ends by itself, on its date or as long as it may last; for the desk.</param>
public sealed record PendingReply(string Reason, string Label, DateTimeOffset Since, DateTimeOffset? Until, string? Accountable, DateTimeOffset? EndsAt)
{
    public static PendingReply Of(PendingState pending, Profile profile, string language, bool desk) => new(
        pending.Reason, profile.FindReason(pending.Reason)?.Label(language) ?? pending.Reason, pending.Since, pending.Until, profile.FindReason(pending.Reason) is { } reason ? CommandNames.Kebab(reason.Accountable.ToString()) : null,
        desk && pending.Wait is { Plan.Steps: [.., var last] } ? last.At : null);
}

/// <param name="ClosesAt">When the ticket closes by itself if nobody comes back.</param>
/// <param name="FirstContact">True where whoever was asked first solved it.</param>
public sealed record ResolutionReply(string Solution, string ClosureCode, DateTimeOffset At, string? By, DateTimeOffset ClosesAt, bool? FirstContact = null)
{
    public static ResolutionReply Of(Resolution resolution, bool desk) =>
        new(resolution.Solution.Value, resolution.ClosureCode, resolution.At, desk ? resolution.By : null, resolution.ClosesAt, desk ? resolution.FirstContact : null);
}
