using System.Collections.Immutable;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Triage;
using ItsmFunctions.Domain.Waiting;
using static ItsmFunctions.Domain.Tickets.Happening;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Makes events of what happened, and a ticket of its events.</summary>
public static class History
{
    /// <summary>Appends what a decision let happen: the new state, and one event for each happening.</summary>
    /// <param name="profile">Says what the requester can see of it: their version changes with nothing else; and what the clock watches.</param>
    public static (Ticket Ticket, ImmutableArray<TicketEvent> Events) Append(
        Ticket ticket, IEnumerable<Happening> happenings, string by, string role, DateTimeOffset happenedAt, DateTimeOffset recordedAt, Profile profile)
    {
        var events = ImmutableArray.CreateBuilder<TicketEvent>();
        foreach (Happening what in happenings)
        {
            (ticket, IEnumerable<Happening> kept) = Append(ticket, what, by, role, happenedAt, recordedAt, profile, events);
            foreach (Happening promise in kept)
                (ticket, _) = Append(ticket, promise, by, role, happenedAt, recordedAt, profile, events);
        }

        return (ticket, events.ToImmutable());
    }

    private static (Ticket Ticket, IEnumerable<Happening> Kept) Append(
        Ticket ticket, Happening what, string by, string role, DateTimeOffset happenedAt, DateTimeOffset recordedAt, Profile profile, ImmutableArray<TicketEvent>.Builder events)
    {
        Ticket next = Evolve(ticket, what, by, happenedAt);
        TicketEvent e = new(next.Number, ticket.Version + 1, happenedAt, recordedAt, Public: false, by, role, Dimensions.Of(next), what);
        Clocks? clocks = ClocksOf(ticket, e, profile.Book);
        next = next with { Clocks = clocks?.Kept(profile.Book) };
        bool visible = what is Replied or WorkaroundTold or AffectedInformed or AffectedTold or Attached { Visibility: Visibility.Public } || PortalView.Of(ticket, profile) != PortalView.Of(next, profile);
        next = Count(ticket, next, visible, recordedAt);
        Watch? watch = WatchOf(ticket, next, what, role, happenedAt, recordedAt, profile);
        next = next with { Watch = watch };
        events.Add(e with { Public = visible, Watch = watch == ticket.Watch ? null : watch });
        return (next, ClockTellings.Kept(ticket.Clocks, clocks));
    }

    /// <summary>The first state of a ticket, with its first event.</summary>
    /// <param name="profile">Says what the clock watches; null for nothing.</param>
    public static (Ticket Ticket, TicketEvent Event) Begin(
        OrganisationId organisation, TicketNumber number, Opened opened, string by, string role, DateTimeOffset happenedAt, DateTimeOffset recordedAt, Profile? profile = null)
    {
        Ticket ticket = First(organisation, number, opened, by, happenedAt, recordedAt);
        TicketEvent e = new(number, ticket.Version, happenedAt, recordedAt, Public: true, by, role, Dimensions.Of(ticket), opened);
        if (profile is null)
            return (ticket, e);
        ticket = ticket with { Clocks = ClocksOf(null, e, profile.Book)?.Kept(profile.Book) };
        ticket = ticket with { Watch = WatchOf(null, ticket, opened, role, happenedAt, recordedAt, profile) };
        return (ticket, e with { Watch = ticket.Watch });
    }

    /// <summary>A new ticket with all that happened to it in the same moment: the first of <paramref name="happenings"/> opens it.</summary>
    public static (Ticket Ticket, ImmutableArray<TicketEvent> Events) Open(
        OrganisationId organisation, TicketNumber number, ImmutableArray<Happening> happenings, string by, string role, DateTimeOffset at, Profile profile)
    {
        (Ticket ticket, TicketEvent first) = Begin(organisation, number, (Opened)happenings[0], by, role, at, at, profile);
        (ticket, ImmutableArray<TicketEvent> events) = Append(ticket, happenings.Skip(1).Concat(MajorDesk.AtOpening(number.Kind, happenings, profile)), by, role, at, at, profile);
        return (ticket, [first, .. events]);
    }

    /// <summary>The state that <paramref name="events"/> leave behind: the whole history, in order, from the first.</summary>
    /// <param name="book">What its clocks are counted by; null for a ticket without them.</param>
    public static Ticket Fold(IEnumerable<TicketEvent> events, ServiceBook? book = null)
    {
        Ticket? ticket = null;
        foreach ((_, Ticket after) in Replay(events, book))
            ticket = after;
        return ticket ?? throw new ArgumentException("A history has at least one event.", nameof(events));
    }

    /// <summary>Each event of a whole history, in order, with the state that it left behind.</summary>
    public static IEnumerable<(TicketEvent Event, Ticket After)> Replay(IEnumerable<TicketEvent> events, ServiceBook? book = null)
    {
        Ticket? ticket = null;
        foreach (TicketEvent e in events)
        {
            Ticket? before = ticket;
            ticket = ticket is null
                ? First(e.Dimensions.Organisation, e.Number, (Opened)e.What, e.By, e.HappenedAt, e.RecordedAt)
                : Count(ticket, Evolve(ticket, e.What, e.By, e.HappenedAt), e.Public, e.RecordedAt);
            ticket = e.Watch is null ? ticket : ticket with { Watch = e.Watch };
            if (book is not null)
                ticket = ticket with { Clocks = ClocksOf(before, e, book)?.Kept(book) };
            yield return (e, ticket);
        }
    }

    private static Clocks? ClocksOf(Ticket? before, TicketEvent e, ServiceBook book)
    {
        Clocks? was = before is null ? Clocks.None : before.Clocks is { } clocks ? clocks with { Last = Dimensions.Of(before) } : null;
        return book.Promises ? was?.After(e, book) : null;
    }

    // What another desk let happen is no promise of this one: a replayed ticket is watched from the first that somebody does here.
    private static Watch? WatchOf(Ticket? before, Ticket after, Happening what, string role, DateTimeOffset at, DateTimeOffset recordedAt, Profile profile) =>
        (before?.Watch is null && role == Replaying) || (after.Number.Kind is TicketKind.Problem or TicketKind.Change && !profile.Book.Promises) ? null : Watching.After(before, after, what, at, recordedAt, profile);

    private static readonly string Replaying = RoleNames.Of(Roles.Import);

    private static Ticket First(OrganisationId organisation, TicketNumber number, Opened opened, string by, DateTimeOffset at, DateTimeOffset recordedAt) => new()
    {
        Organisation = organisation,
        Number = number,
        Version = 1,
        PublicVersion = 1,
        Status = TicketStatus.New,
        Area = opened.Area,
        Title = opened.Title,
        Description = opened.Description,
        Requester = opened.Requester,
        OpenedBy = by,
        Channel = opened.Channel,
        Classification = opened.Classification,
        Matrix = opened.Matrix,
        Team = opened.Team,
        OpenedAt = at,
        UpdatedAt = recordedAt,
        PublicUpdatedAt = recordedAt,
        FollowUpOf = opened.FollowUpOf,
        Markers = opened.Markers,
        Type = opened.Type,
        Dossier = (opened.SplitFrom is { } origin ? Dossier.Empty.With(new(origin, LinkKind.SplitFrom, Own: true, 1)) : Dossier.Empty) with { SelfHelp = opened.SelfHelp?.Ids ?? [] },
    };

    // Whether the requester could see it was decided when it happened and stands in the event: what they see may be set otherwise since.
    private static Ticket Count(Ticket before, Ticket after, bool visible, DateTimeOffset recordedAt) => after with
    {
        Version = before.Version + 1,
        UpdatedAt = recordedAt,
        PublicVersion = before.PublicVersion + (visible ? 1 : 0),
        PublicUpdatedAt = visible ? recordedAt : before.PublicUpdatedAt,
    };

    private static Ticket Evolve(Ticket ticket, Happening what, string by, DateTimeOffset at)
    {
        Ticket next = Course(ticket, what, by, at);
        if (next.Handover is { Offer: not null } state && EndsOffer(what, ticket.HandlingRank, next.HandlingRank))
            next = next with { Handover = state with { Offer = null } };
        next = TriageCourse.Superseding(ticket, Waits(ticket, next), what);
        return what is Replied or NoteWritten or SupplierReplied ? next with { Dossier = next.Dossier with { Notes = next.Dossier.Notes.Add(ticket.Version + 1) } } : next;
    }

    // An offer asks for a ticket as it stands. It ends with the work on it, with another rank, whose handover has other terms, and when
    // its team settles who has it; that a ticket waits changes nothing, for one that waits can be offered too.
    private static bool EndsOffer(Happening what, int rankBefore, int rank) =>
        rankBefore != rank || what is Assigned or Resolved or Reopened or Closed or Cancelled or ReturnedToAssignment;

    private static Ticket Course(Ticket ticket, Happening what, string by, DateTimeOffset at) => what switch
    {
        Assigned assigned => ticket with
        {
            Team = assigned.Team,
            Assignee = assigned.Assignee,
            // A8: only from New, and only when somebody has it; a begun case is never moved back.
            Status = ticket.Status == TicketStatus.New && assigned.Assignee is not null ? TicketStatus.Assigned : ticket.Status,
            Reassignments = ticket.Reassignments + (assigned.Team != ticket.Team ? 1 : 0),
            // Another owner: what the next handover needs begins anew.
            Handover = assigned.Team != ticket.Team && ticket.Handover is { } state ? state with { Described = false, UserInformed = false } : ticket.Handover,
        },
        WaitPlanned planned => ticket with { Pending = ticket.Pending! with { Wait = new(ticket.Version + 1, planned.Plan) } },
        WaitReminded reminded => ticket with { Pending = ticket.Pending! with { Wait = ticket.Pending.Wait! with { Taken = reminded.Step } } },
        WorkBegun => ticket with { Status = TicketStatus.InProgress, WorkBegunAt = ticket.WorkBegunAt ?? at },
        Pended pended => ticket with { Status = TicketStatus.Pending, Pending = new(pended.Reason, at, pended.Until, pended.Plan is null ? null : new(ticket.Version + 1, pended.Plan)), Dossier = ticket.Dossier with { Approval = null } },
        Resumed => ticket with { Status = TicketStatus.InProgress, Pending = null, WorkBegunAt = ticket.WorkBegunAt ?? at, Dossier = ticket.Dossier with { Approval = null } },
        Replied { FromRequester: false } => Prepare(ticket, state => state with { UserInformed = true }),
        NoteWritten { Describes: true } => Prepare(ticket, state => state with { Described = true }),
        Replied { FromRequester: true } => ticket with { Chase = ticket.Chase is null ? null : ticket.Chase with { RaisedFlag = false } },
        Replied or NoteWritten or Prompted or SupplierReplied or Delivered or InvoiceReady or ServiceLevelWarned or ServiceLevelBreached or EscalationClimbed or EscalationAcknowledged or UpdatePromiseKept or ClocksRecounted or ServiceLevelCorrected => ticket,
        AutoReplied told => ticket with { Dossier = ticket.Dossier with { AutoReplies = ticket.Dossier.AutoReplies.Add(new(told.Agent, told.From, told.To)) } },
        Chased => ticket with { Chase = Chase(ticket, at) },
        ExpectedTimeStated stated => ticket with { ExpectedAt = stated.ExpectedAt, Chase = ticket.Chase?.Answered },
        Attached file => ticket with
        {
            Attachments = [.. ticket.Attachments ?? [], new(file.Id, file.Name, file.MediaType, file.Length, file.Sha256, file.Visibility, file.Verdict, by, file.FromRequester, at)],
        },
        QuestionAnswered answered => Prepare(ticket, state => state with { Answers = state.Answers.SetItem(answered.Question, answered.Answer) }),
        Offered offered => Prepare(ticket, state => state with { Offer = new(offered.Team, offered.Assignee, by, at) }),
        OfferAccepted accepted => Prepare(ticket, state => state.Passed(accepted.From, accepted.Team)),
        Dispatched dispatched => Prepare(ticket, state => state.Passed(dispatched.From, dispatched.Team)),
        OfferDeclined => Prepare(ticket, state => state with { Offer = null }),
        Bounced bounced => Prepare(ticket, state => state.Passed(bounced.From, bounced.Team)),
        RankOverridden rank => ticket with { Override = new(rank.HandlingRank, rank.Reason, by) },
        RankRestored => ticket with { Override = null },
        Reclassified changed => ticket with { Classification = changed.Classification, Matrix = changed.Matrix, Markers = changed.Markers },
        Resolved resolved => ticket with
        {
            Status = TicketStatus.Resolved,
            Pending = null,
            Dossier = resolved.MergedInto is { } master
                ? (ticket.Dossier with { Approval = null }).With(new(master, LinkKind.DuplicateOf, Own: true, ticket.Version + 1))
                : ticket.Dossier with { Approval = null },
            Markers = resolved.MergedInto is { } of ? ticket.Markers with { DuplicateOf = of.ToString() } : ticket.Markers,
            Chase = ticket.Chase?.Answered,
            ExpectedAt = null,
            Resolution = new(resolved.Solution, resolved.ClosureCode, at, by, resolved.ClosesAt, resolved.FirstContact),
            Survey = resolved.Surveyed == true ? new(ticket.Version + 1, Answer: null) : null,
        },
        Reopened reopened => (reopened.Unmerged is { } was
            ? ticket with { Markers = ticket.Markers with { DuplicateOf = null }, Dossier = ticket.Dossier.With(new(was, null, Own: true, ticket.Version + 1)) }
            : ticket) with { Status = TicketStatus.InProgress, Resolution = null, Survey = null, ClosureChecks = ImmutableSortedDictionary<string, ClosureRecord>.Empty, Verification = null, Ormis = ticket.Ormis?.Reopened, WorkBegunAt = ticket.WorkBegunAt ?? at, Reopenings = ticket.Reopenings + 1 },
        Closed => ticket with { Status = TicketStatus.Closed, ClosedAt = at, Pending = null, Change = Ended(ticket, at), Problem = Ended(ticket, ProblemStages.Close, at) },
        Cancelled => ticket with { Status = TicketStatus.Cancelled, Pending = null, ClosedAt = at, Change = Ended(ticket, at), Problem = Ended(ticket, ProblemStages.Cancelled, at) },
        ReturnedToAssignment => ticket with { Status = TicketStatus.New, Assignee = null, Pending = null },
        ClosureChecked check => ticket with { ClosureChecks = ticket.ClosureChecks.SetItem(check.Check, new(check.Applies, check.Reason, at, by)) },
        SurveyAnswered answered => ticket with { Survey = new(answered.Resolution, new(answered.Score, answered.Comment, at)) },
        UpdateFlagRaised => ticket with { UpdateFlagSince = ticket.UpdateFlagSince ?? at },
        UpdateFlagCleared => ClearUpdateFlag(ticket, at),
        AttentionTurned turned => ticket with { Attention = turned.On ? ticket.Attention.Add(turned.Agent) : ticket.Attention.Remove(turned.Agent) },
        TaskAdded { FollowUp: true } => ticket with { Dossier = Gather(ticket.Dossier, what, ticket.Version + 1, by, at), ClosureChecks = ticket.ClosureChecks.Remove(ClosureCheck.FollowUpsComplete) },
        _ => TriageCourse.Of(ticket, what, by, at) ?? ChangeCourse.Of(ticket, what, by, at) ?? ProblemCourse.Of(ticket, what, by, at) ?? OrmisCourse.Of(ticket, what, by, at) ?? MajorCourse.Of(ticket, what, by, at) ?? ticket with { Dossier = Gather(ticket.Dossier, what, ticket.Version + 1, by, at) },
    };

    private static ChangeState? Ended(Ticket ticket, DateTimeOffset at) => ticket.Change is { } change ? ChangeCourse.Ended(change, ticket.Version + 1, at) : null;

    private static ProblemState? Ended(Ticket ticket, string stage, DateTimeOffset at) => ticket.Problem is { } problem ? ProblemCourse.Ended(problem, stage, at) : null;

    private static Dossier Gather(Dossier dossier, Happening what, int version, string by, DateTimeOffset at) => what switch
    {
        Linked linked => dossier.With(new(linked.To, linked.Kind, Own: true, version)),
        Unlinked unlinked => dossier.With(new(unlinked.To, null, Own: true, version)),
        LinkFollowed followed => dossier.With(new(followed.From, followed.Kind, Own: false, followed.Version, followed.Follower)),
        FormFilled form => dossier with { Answers = form.Answers },
        TaskAdded task => dossier with { Tasks = dossier.Tasks.Add(new(task.Task, task.Title, task.Team, task.Assignee, TaskState.Open, DueAt: task.DueAt, FollowUp: task.FollowUp == true)) },
        TaskAssigned task => dossier.Change(task.Task, one => one with { Team = task.Team, Assignee = task.Assignee }),
        TaskCompleted task => dossier.Change(task.Task, one => one with { State = TaskState.Done, Ended = at, EndedBy = by }),
        TaskCancelled { All: true } => dossier with { Tasks = [.. dossier.Tasks.Select(one => one is { State: TaskState.Open, FollowUp: false } ? one with { State = TaskState.Cancelled, Ended = at, EndedBy = by } : one)] },
        TaskCancelled task => dossier.Change(task.Task, one => one with { State = TaskState.Cancelled, Ended = at, EndedBy = by }),
        NotePinned pinned => dossier with { Pins = dossier.Pins.Add(pinned.Note) },
        NoteUnpinned unpinned => dossier with { Pins = dossier.Pins.Remove(unpinned.Note) },
        SupplierCaseRecorded recorded => dossier with { Supplier = recorded.Supplier is null ? null : new(recorded.Supplier, recorded.CaseId) },
        WatcherAdded added => dossier with { Watchers = dossier.Watchers.Add(added.Person) },
        WatcherRemoved removed => dossier with
        {
            Watchers = dossier.Watchers.Remove(removed.Person),
            Links = [.. dossier.Links.Select(link => link.Follower == removed.Person ? link with { Follower = null } : link)],
        },
        ApprovalAsked asked => dossier with { Approval = new(asked.Approver, at) },
        ApprovalGiven or ApprovalRefused => dossier with { Approval = null },
        _ => throw new InvalidOperationException($"{what.GetType().Name} cannot follow the first event."),
    };

    // Each wait is known as long as the ticket is: what stands under its name elsewhere ends with it.
    private static Ticket Waits(Ticket before, Ticket after)
    {
        (int? was, int? now) = (before.Pending?.Wait?.Version, after.Pending?.Wait?.Version);
        if (was == now)
            return after;
        IEnumerable<WaitSpan> spans = after.Dossier.Waits.Select(span => span.Began == was ? span with { Ended = before.Version + 1 } : span);
        return after with { Dossier = after.Dossier with { Waits = now is { } began ? [.. spans, new(began, null)] : [.. spans] } };
    }

    private static ChaseState Chase(Ticket ticket, DateTimeOffset at)
    {
        ChaseState was = ticket.Chase ?? ChaseState.None;
        return new(was.Count + 1, was.UnansweredSince ?? at, was.RaisedFlag || ticket.UpdateFlagSince is null);
    }

    private static Ticket Prepare(Ticket ticket, Func<HandoverState, HandoverState> change) =>
        ticket with { Handover = change(ticket.Handover ?? HandoverState.None) };

    // The automatic close was suspended while the flag stood (A15): it cannot have been due before the answer.
    private static Ticket ClearUpdateFlag(Ticket ticket, DateTimeOffset at) => ticket with
    {
        UpdateFlagSince = null,
        Chase = ticket.Chase is null ? null : ticket.Chase with { RaisedFlag = false },
        Resolution = ticket.Resolution is { } resolution && resolution.ClosesAt < at ? resolution with { ClosesAt = at } : ticket.Resolution,
    };
}
