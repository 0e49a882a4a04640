using System.Collections.Immutable;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Triage;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What a ticket is about, and where: the part that is chosen when it is logged and can be chosen anew.</summary>
public sealed record Classification(
    Assessment Assessment,
    string Category,
    string Subcategory,
    string? Service,
    string? Location,
    string? ConfigurationItem);

/// <summary>A handling rank set by hand against the matrix (A11).</summary>
public sealed record RankOverride(int HandlingRank, PersonalText Reason, string By);

/// <summary>The current state of a ticket: the fold of its events, and nothing else.</summary>
public sealed record Ticket
{
    public required OrganisationId Organisation { get; init; }
    public required TicketNumber Number { get; init; }

    /// <summary>Counts the events: 1 after the first.</summary>
    public required int Version { get; init; }

    /// <summary>Counts the changes that the requester can see: their ETag changes with nothing else.</summary>
    public required int PublicVersion { get; init; }
    public required TicketStatus Status { get; init; }
    public string? Area { get; init; }
    public required PersonalText Title { get; init; }
    public required PersonalText Description { get; init; }

    /// <summary>Person id of the one who is to be helped: the caller (IT-04).</summary>
    public required string Requester { get; init; }

    /// <summary>Person id of the one who logged it: the requester, or an agent on their behalf.</summary>
    public required string OpenedBy { get; init; }
    public required string Channel { get; init; }
    public required Classification Classification { get; init; }
    public required Priority Matrix { get; init; }
    public RankOverride? Override { get; init; }
    public required string Team { get; init; }
    public string? Assignee { get; init; }
    public PendingState? Pending { get; init; }
    public Resolution? Resolution { get; init; }
    public DateTimeOffset? UpdateFlagSince { get; init; }

    /// <summary>Person ids of the agents who watch this ticket (AU-51, A13).</summary>
    public ImmutableSortedSet<string> Attention { get; init; } = [];
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? WorkBegunAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When the last event was written down: never goes back, so that who polls for changes misses none.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Likewise of the last change that the requester can see.</summary>
    public required DateTimeOffset PublicUpdatedAt { get; init; }
    public int Reopenings { get; init; }
    public int Reassignments { get; init; }
    public TicketNumber? FollowUpOf { get; init; }
    public Markers Markers { get; init; } = Markers.None;

    /// <summary>In the order in which they came; null where there are none.</summary>
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>Null until something is there that a handover builds on.</summary>
    public HandoverState? Handover { get; init; }

    /// <summary>Id of the request's type; null for a request without one, and for an incident.</summary>
    public string? Type { get; init; }
    public Dossier Dossier { get; init; } = Dossier.Empty;

    /// <summary>What was recorded before closing, by the id of the check; anew after each reopening.</summary>
    public ImmutableSortedDictionary<string, ClosureRecord> ClosureChecks { get; init; } = ImmutableSortedDictionary<string, ClosureRecord>.Empty;

    /// <summary>What the clock watches; null of a ticket that no event here has had watched yet.</summary>
    public Watch? Watch { get; init; }

    /// <summary>
    /// What of its clocks the next event needs: the fold of its events too, by the service levels of their instants. Null where nothing
    /// was ever promised, and of a ticket whose events nobody has folded here since something is.
    /// </summary>
    public Clocks? Clocks { get; init; }

    /// <summary>What the requester is asked about the resolution that stands; null where they are asked nothing.</summary>
    public Survey? Survey { get; init; }

    /// <summary>Null until somebody chases it.</summary>
    public ChaseState? Chase { get; init; }

    /// <summary>Of a change, and of nothing else.</summary>
    public ChangeState? Change { get; init; }

    /// <summary>Of a problem, and of nothing else.</summary>
    public ProblemState? Problem { get; init; }

    /// <summary>Null until it is triaged.</summary>
    public TriageState? Triage { get; init; }

    /// <summary>What shows that it is resolved; null until something was recorded, and anew after each reopening.</summary>
    public Verification? Verification { get; init; }

    /// <summary>What resolved it, in steps; null until it is closed, and where no desk logs it.</summary>
    public PersonalText? ResolutionLog { get; init; }

    /// <summary>Of an incident that is coordinated (OR-01 to OR-12); null until somebody classified it.</summary>
    public OrmisState? Ormis { get; init; }

    /// <summary>Of an incident that was declared a major one.</summary>
    public MajorState? Major { get; init; }

    /// <summary>What its end user was last told of the major incident above it.</summary>
    public ToldOfMajor? ToldOfMajor { get; init; }

    /// <summary>When it is expected to be done, as its agent says (AU-40).</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>A system reported it for itself: nobody waits for an answer, and nobody is asked how satisfied they are.</summary>
    public bool IsOfMonitoring => Channel == TicketIntake.Monitoring && Requester == OpenedBy;

    public int HandlingRank => Override?.HandlingRank ?? Matrix.HandlingRank;

    /// <summary>What the timers owe this ticket. A row of the due index counts only if it is among these when it falls due.</summary>
    public IEnumerable<Due> Dues()
    {
        // AU-14; suspended while an end user's message waits for an answer (A15).
        if (Status == TicketStatus.Resolved && UpdateFlagSince is null && Change is null)
            yield return new(DueWork.Close, Resolution!.ClosesAt);
        // Of a wait without a plan: what falls due hands it over to an orchestration.
        if (Status == TicketStatus.Pending && Pending is { Wait: null, Until: { } until })
            yield return new(DueWork.WakeUp, until);
        if (Watch?.Next is { } prompt)
            yield return new(DueWork.Prompt, prompt);
    }

    /// <summary>All that happens to this ticket by itself, whoever sees to it: what timers owe it, and the next step of its wait.</summary>
    public IEnumerable<Owed> OwedByItself()
    {
        foreach (Due due in Dues())
            yield return new(due.ToCommand(), due.At);
        if (Pending?.Wait is { Next: { } step } wait)
            yield return new(new TicketCommand.WakeUp(wait.Version, wait.Taken + 1), step.At);
        if (OwedToChange is { } at)
            yield return new(new ChangeCommand.Carry(), at);
    }

    /// <summary>When the clock looks whether the orchestration of this ticket has done what was due; null where nothing will be.</summary>
    public Due? Watchdog => Earliest(OwedToChange ?? Pending?.Wait?.Next?.At, Dossier.StandingRun?.WaitsUntil) is { } next ? new(DueWork.Conversation, Wait.GraceAfter(next)) : null;

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    // The next step of a change that the desk takes by itself; null while it waits for people.
    private DateTimeOffset? OwedToChange => Change is not { } change || Status.IsOver() ? null : change.OwesStage ? UpdatedAt : change.OpenReview?.Next;
}

/// <param name="Applies">False where it was recorded as not applicable.</param>
public sealed record ClosureRecord(bool Applies, PersonalText Reason, DateTimeOffset At, string By);

/// <param name="Wait">What an orchestration carries; null of what another desk, or an older release, let begin.</param>
public sealed record PendingState(string Reason, DateTimeOffset Since, DateTimeOffset? Until, Wait? Wait = null);

/// <param name="ClosesAt">When the ticket closes by itself if nobody comes back (AU-14, A15).</param>
/// <param name="FirstContact">True where it was solved at first contact (IT-01).</param>
public sealed record Resolution(PersonalText Solution, string ClosureCode, DateTimeOffset At, string By, DateTimeOffset ClosesAt, bool? FirstContact = null);

/// <summary>Marks that reports filter on; an organisation's own desk sets few of them, an import may set them all.</summary>
/// <param name="Scope">"local" or "global" (OR-05), where assessed.</param>
/// <param name="Quick">True for a quick case (AU-03).</param>
/// <param name="Unverified">True where it came by a mail whose sender is not proven.</param>
public sealed record Markers(
    string? Scope, DateTimeOffset? OutageStart, string? CausedByChange, string? DuplicateOf, bool Test, string? ExternalReference, bool? Quick = null, bool? Unverified = null)
{
    public static readonly Markers None = new(null, null, null, null, false, null);
}

public enum DueWork
{
    Close,
    WakeUp,
    Prompt,

    /// <summary>Looking after the orchestration of a ticket.</summary>
    Conversation,
}

/// <summary>A command of the clock's, and the instant at which it counts.</summary>
public readonly record struct Owed(TicketCommand Command, DateTimeOffset At);

/// <summary>Something that the clock owes a ticket at an instant.</summary>
public readonly record struct Due(DueWork Work, DateTimeOffset At)
{
    /// <summary>
    /// Whether its row is written before the commit that makes it due. A prompt's follows the event through the outbox, as it is
    /// never so near: most tickets have one, and few see it fall due. So does that of an orchestration, which the outbox starts.
    /// </summary>
    public bool IsWrittenFirst => Work is not (DueWork.Prompt or DueWork.Conversation);

    /// <param name="now">When whoever is told hears of it; null for the instant at which it is due.</param>
    public TicketCommand ToCommand(DateTimeOffset? now = null) => Work switch
    {
        DueWork.Close => new TicketCommand.Close(),
        DueWork.WakeUp => new TicketCommand.PlanWait(),
        DueWork.Prompt => new TicketCommand.Prompt(now),
        _ => throw new InvalidOperationException($"Nobody does {Work}."),
    };
}
