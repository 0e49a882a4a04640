using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.ServiceLevels;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Decides: a ticket, a command, who asks and when, in one profile. Pure.</summary>
public static partial class TicketDesk
{
    public const string ClosureWithdrawn = "withdrawn";
    public const string ClosureSolved = "solved";

    /// <summary>Further ahead nobody plans: it is a slip of the pen.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(20 * 366);

    internal static readonly Sentence TooFar = new("More than 20 years ahead.", "Mere end 20 år frem.");

    public static Decision Decide(Ticket ticket, TicketCommand command, Actor by, DateTimeOffset at, Profile profile) =>
        DecideIn(ticket, command, by, at, profile.In(ticket.Area));

    private static Decision DecideIn(Ticket ticket, TicketCommand command, Actor by, DateTimeOffset at, Profile profile) =>
        WithAutoReply(
            MajorDesk.WithDeclaration(
                WithRelease(OrmisDesk.WithConversion(Judge(ticket, command, by, at, profile), ticket, by, at, profile), ticket, by, at, profile),
                ticket, by, at, profile),
            ticket, by, at, profile);

    // Rights come before status: who may never do a thing is not told that it is merely too late.
    private static Decision Judge(Ticket ticket, TicketCommand command, Actor by, DateTimeOffset at, Profile profile) =>
        Policy.Denies(command.Act, by, ticket, profile) ?? TooLate(ticket, command.Act, profile) ?? Unready(ticket, command.Act, by, profile) ?? command switch
        {
            TicketCommand.Assign assign => Assign(ticket, assign, by, profile),
            TicketCommand.BeginWork => Accept(new Happening.WorkBegun()),
            TicketCommand.Pend pend => Pend(ticket, pend, by, at, profile),
            TicketCommand.Resume => Accept(new Happening.Resumed(ResumeCause.ByHand)),
            TicketCommand.Reply reply => Reply(ticket, reply, by, profile),
            TicketCommand.RecordReply record => Record(ticket, record, by, profile),
            TicketCommand.Journal journal => Journal(ticket, journal, by, profile),
            TicketCommand.Attach attach => Attach(ticket, attach, by),
            TicketCommand.Flag flag => Flag(ticket, flag, by),
            TicketCommand.SetPriority rank => SetPriority(ticket, rank),
            TicketCommand.Reclassify change => Reclassify(ticket, change, profile),
            TicketCommand.Resolve resolve => Resolve(ticket, resolve, by, at, profile),
            TicketCommand.Reopen reopen => Reopen(ticket, reopen, by),
            TicketCommand.Cancel cancel => Cancel(ticket, cancel, by, at, profile),
            TicketCommand.Dispatch dispatch => Dispatch(ticket, dispatch, by, at, profile),
            TicketCommand.Accept => TakeOffer(ticket),
            TicketCommand.Bounce bounce => Bounce(ticket, bounce, by, profile),
            TicketCommand.AddTask add => AddTask(ticket, add, by, at, profile),
            TicketCommand.AssignTask assign => AssignTask(ticket, assign, by, profile),
            TicketCommand.CompleteTask complete => CompleteTask(ticket, complete, by, at, profile),
            TicketCommand.CancelTask cancel => CancelTask(ticket, cancel, at, profile),
            TicketCommand.Link link => Link(ticket, link),
            TicketCommand.Unlink unlink => Unlink(ticket, unlink),
            TicketCommand.Split split => Split(ticket, split, profile),
            TicketCommand.Merge merge => Merge(ticket, merge, by, at, profile),
            TicketCommand.MirrorLink mirror => MirrorLink(ticket, mirror),
            TicketCommand.TellWorkaround tell => TellWorkaround(ticket, tell),
            TicketCommand.OpenCircle => OpenCircle(ticket),
            TicketCommand.Pin pin => Pin(ticket, pin),
            TicketCommand.Unpin unpin => ticket.Dossier.Pins.Contains(unpin.Note) ? Accept(new Happening.NoteUnpinned(unpin.Note)) : Accept(),
            TicketCommand.SetSupplier supplier => SetSupplier(ticket, supplier),
            TicketCommand.AddWatcher add => AddWatcher(ticket, add),
            TicketCommand.RemoveWatcher remove => RemoveWatcher(ticket, remove, by, profile),
            TicketCommand.Approve approve => Approve(ticket, approve),
            TicketCommand.Reject reject => Refuse(ticket, reject),
            TicketCommand.SupplierReplied reply => SupplierReplied(ticket, reply, by),
            TicketCommand.Delivered delivered => Delivered(ticket, delivered, by),
            TicketCommand.ReturnToAssignment back => Return(ticket, back),
            TicketCommand.CheckClosure check => CheckClosure(ticket, check, at, profile),
            TicketCommand.Close => Close(ticket, by, at, profile),
            TicketCommand.Chase chase => Chase(ticket, chase),
            TicketCommand.Expect expect => Expect(ticket, expect, at),
            TicketCommand.AnswerSurvey answer => AnswerSurvey(ticket, answer, at, profile),
            TicketCommand.WakeUp step => WakeUp(ticket, step, at, profile),
            TicketCommand.PlanWait => PlanWait(ticket),
            ChangeCommand change => ChangeDesk.Decide(ticket, change, by, at, profile),
            TriageCommand triage => DecideTriage(ticket, triage, by, at, profile),
            MajorCommand major => MajorDesk.Decide(ticket, major),
            OrmisCommand coordinate => OrmisDesk.Decide(ticket, coordinate, at, profile),
            ProblemCommand problem => ProblemDesk.Decide(ticket, problem, at, profile),
            TicketCommand.Prompt prompt => Accept([.. Watching.Due(ticket, at, profile), .. ClockTellings.Due(ticket, at, prompt.Now ?? at, profile)]),
            TicketCommand.Recount => Accept([.. ClockTellings.Recount(ticket, at, profile)]),
            TicketCommand.AcknowledgeEscalation acknowledge => AcknowledgeEscalation(ticket, acknowledge),
            TicketCommand.CorrectServiceLevel correct => CorrectServiceLevel(ticket, correct, at, profile),
            _ => throw new InvalidOperationException(command.GetType().Name),
        };

    /// <summary>Whether <paramref name="by"/> may read the ticket at all: its requester, who logged it, or the desk.</summary>
    public static bool MayRead(Ticket ticket, Actor by, Profile profile) => ticket.OpenedBy == by.Id || Policy.Denies(Act.Read, by, ticket, profile) is null;

    /// <summary>What <paramref name="by"/> may do with the ticket as it stands: a portal draws its buttons from it.</summary>
    /// <param name="at">Now; null where it does not matter what has run out meanwhile.</param>
    public static IEnumerable<Act> Offers(Ticket ticket, Actor by, Profile profile, DateTimeOffset? at = null) => OffersIn(ticket, by, at, profile.In(ticket.Area));

    private static IEnumerable<Act> OffersIn(Ticket ticket, Actor by, DateTimeOffset? at, Profile profile) =>
        Lifecycle.Of(ticket.Number.Kind, profile).Select(row => row.Act).Where(act => (act != Act.Survey || at is not { } now || !Expired(ticket, now, profile)) && Policy.Denies(act, by, ticket, profile) is null && TooLate(ticket, act, profile) is null && Unready(ticket, act, by, profile) is null);

    private static Decision.Rejected? TooLate(Ticket ticket, Act act, Profile profile)
    {
        LifecycleRow? row = Lifecycle.Of(ticket.Number.Kind, profile).FirstOrDefault(row => row.Act == act);
        if (row?.From.Contains(ticket.Status) == true)
            return null;
        if (ticket.Status.IsOver())
            return Reject(RefusalCode.TicketClosed, new(
                $"{ticket.Number} is {Words(ticket.Status)} and cannot be reopened; open a new ticket that follows it up.",
                $"{ticket.Number} er {Ord(ticket.Status)} og kan ikke genåbnes; opret en ny sag, der følger op på den."));
        if (row is null && ticket.Change is not null)
            return Reject(RefusalCode.TransitionNotAllowed, new($"{ticket.Number} is a change, which does not have this command.", $"{ticket.Number} er en ændring, som ikke har den kommando."));
        if (row is null && ticket.Change is null && act is Act.SubmitChange or Act.Vote or Act.DelegateVote or Act.ScheduleChange or Act.StartChange or Act.ImplementChange or Act.CloseChange or Act.CancelChange)
            return Reject(RefusalCode.TransitionNotAllowed, new($"{ticket.Number} is no change.", $"{ticket.Number} er ikke en ændring."));
        if (row is null && (ticket.Number.Kind == TicketKind.Problem || Lifecycle.OfProblemsAlone(act)))
            return Reject(RefusalCode.TransitionNotAllowed, ticket.Number.Kind == TicketKind.Problem
                ? new($"{ticket.Number} is a problem, which does not have this command.", $"{ticket.Number} er et problem, som ikke har den kommando.")
                : new($"{ticket.Number} is no problem.", $"{ticket.Number} er ikke et problem."));
        if (row is null && act is Act.Triage or Act.Escalate or Act.Verify && ticket is { Change: null, Problem: null })
            return Untriaged(ticket, profile);
        if (row is not null && ticket.Change is not null)
            return ChangeDesk.Elsewhere(ticket, row);
        return row is null
            ? Reject(RefusalCode.TransitionNotAllowed, new(
                $"The desk works by the profile {profile.Base}, which does not have this command.",
                $"Her arbejdes efter profilen {profile.Base}, som ikke har den kommando."))
            : Reject(RefusalCode.TransitionNotAllowed, new(
                $"A ticket that is {Words(ticket.Status)} does not take this command; it is taken when {string.Join(", ", row.From.Select(Words))}.",
                $"En sag, der er {Ord(ticket.Status)}, tager ikke imod den kommando; det gør den, når den er {string.Join(", ", row.From.Select(Ord))}."));
    }

    internal static Sentence NoTeam(string team) => new($"There is no team '{team}'; GET /api/catalogue lists them.", $"Der er intet team '{team}': vælg et fra listen.");

    private static string Words(TicketStatus status) => status switch
    {
        TicketStatus.InProgress => "in progress",
        _ => status.ToString().ToLowerInvariant(),
    };

    private static string Ord(TicketStatus status) => status switch
    {
        TicketStatus.New => "ny",
        TicketStatus.Assigned => "tildelt",
        TicketStatus.InProgress => "i gang",
        TicketStatus.Pending => "afventende",
        TicketStatus.Resolved => "løst",
        TicketStatus.Closed => "lukket",
        TicketStatus.Cancelled => "annulleret",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
