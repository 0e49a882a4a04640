using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Time;
using static ItsmFunctions.Domain.Tickets.Happening;

namespace ItsmFunctions.Domain.Escalation;

/// <summary>
/// Decides what the clock watches of a ticket after each event (AU-27, AU-28, AU-41, AU-50, A12, A14, A24), in the working time of
/// the ticket's area.
/// </summary>
/// <remarks>
/// <para>
/// A ticket that nobody has begun is watched for that; from then on for progress. Progress is what the desk itself does: a note, a
/// message to the end user, a task added or completed, an expected time, a change of status, a handover. What the end user writes, a chase, a flag and another
/// agent of the same team are none. Where a rank sets no time for beginning, progress is watched from the creation.
/// </para>
/// <para>
/// Everything begins anew with another team, another rank, a reopening: those who have it now have the whole time. It stands still
/// while the ticket is pending for a reason whose clock does not run, and ends with the resolution. The update flag and a chase wait
/// for an answer, whatever the ticket waits for.
/// </para>
/// </remarks>
internal sealed class Watching
{
    // A row that is as near as this may be in the hands of a tick already, on an instance whose clock is a little ahead.
    private static readonly TimeSpan TickMayHaveIt = TimeSpan.FromMinutes(2);

    private const int MostOwners = 10;

    private readonly Ticket _ticket;
    private readonly Happening _what;
    private readonly DateTimeOffset _at;
    private readonly EscalationRules _rules;
    private readonly WorkingTime _working;
    private readonly bool _paused;

    private Watching(Ticket ticket, Happening what, DateTimeOffset at, Profile profile)
    {
        (_ticket, _what, _at, _rules, _working) = (ticket, what, at, profile.Escalation, profile.WorkingTimeOf(ticket.Area));
        _paused = IsPaused(ticket, profile);
    }

    /// <param name="before">Null for the first event.</param>
    /// <param name="after">Without what is decided here.</param>
    /// <param name="recordedAt">When it was written down: a row that would lie in the past is written anew.</param>
    public static Watch After(Ticket? before, Ticket after, Happening what, DateTimeOffset at, DateTimeOffset recordedAt, Profile profile)
    {
        Watch was = before?.Watch ?? Watch.Nothing;
        profile = profile.In(after.Area);
        Watch now = (IsPrompted(after) ? new Watching(after, what, at, profile).From(before, was, profile) : Watch.Nothing) with { Promise = PromiseOf(after, at, profile) };
        if (!now.All.Any() && now.Promise is null)
            return Watch.Nothing;
        now = now with { WakesAt = was.WakesAt, ArmedBy = was.ArmedBy };
        bool isAwaited = was.WakesAt <= now.Next && was.WakesAt > recordedAt + TickMayHaveIt;
        return now.Next is { } next && !isAwaited ? now with { WakesAt = next, ArmedBy = after.Version } : now;
    }

    // Problems and changes have deadlines of their own.
    private static bool IsPrompted(Ticket ticket) => ticket.Number.Kind is not (TicketKind.Problem or TicketKind.Change);

    // What no clock is known of yet is looked at: the clock reads its history first.
    private static DateTimeOffset? PromiseOf(Ticket ticket, DateTimeOffset at, Profile profile) =>
        !profile.Book.Promises ? null : ticket.Clocks is null ? at : ClockTellings.Next(ticket, profile.Book);

    /// <summary>What is due by <paramref name="at"/>, earliest first: one level of each kind.</summary>
    public static IEnumerable<Prompted> Due(Ticket ticket, DateTimeOffset at, Profile profile) =>
        from watched in ticket.Watch?.All ?? []
        where watched.Vigil.At <= at
        orderby watched.Vigil.At, watched.Kind
        from prompted in watched.Kind == PromptKind.Due ? Owners(ticket, watched.Vigil.At!.Value) : [Level(watched.Kind, watched.Vigil, ticket, profile)]
        select prompted;

    private static Prompted Level(PromptKind kind, Vigil vigil, Ticket ticket, Profile profile)
    {
        IReadOnlyList<EscalationRole> steps = StepsOf(kind, ticket, profile);
        int level = vigil.Told + 1;
        // Who is told may have been set otherwise since: then the last of them is.
        return new(kind, level, steps.Count == 0 ? EscalationRole.Leader : steps[Math.Min(level, steps.Count) - 1], vigil.Since, kind == PromptKind.FollowUp ? ticket.Handover?.Origins[^1] : null);
    }

    // Each of those who have something of it, once. Where they are very many, whoever has the ticket is told in the place of the rest: a transaction of storage holds no more than a hundred rows.
    private static IEnumerable<Prompted> Owners(Ticket ticket, DateTimeOffset at)
    {
        Prompted[] owners = [.. DueDates.Of(ticket).Where(due => due.At == at).Select(due => new Prompted(PromptKind.Due, 1, due.Role, at, due.Team, due.Person)).Distinct()];
        return owners.Length <= MostOwners ? owners : owners.Take(MostOwners - 1).Append(new(PromptKind.Due, 1, EscalationRole.Assignee, at)).Distinct();
    }

    /// <summary>Whether the prompts about a ticket's own course stand still (service levels, rule 6).</summary>
    public static bool IsPaused(Ticket ticket, Profile profile) =>
        ticket.Status == TicketStatus.Pending && profile.FindReason(ticket.Pending!.Reason)?.ClockRuns != true;

    private Watch From(Ticket? before, Watch was, Profile profile)
    {
        bool open = IsOpen(_ticket);
        RankThresholds limits = _rules.ThresholdsOf(_ticket.HandlingRank);
        bool anew = before?.Watch is null || !IsOpen(before) || before.Team != _ticket.Team || before.HandlingRank != _ticket.HandlingRank;
        bool progress = anew || IsProgress(before!);
        return new()
        {
            // Where its beginning is promised, whoever is told of the promise is not told once more.
            NotBegun = open && _ticket.WorkBegunAt is null && _ticket.Clocks?.Latest(ServiceTarget.NameOf(TargetKind.Acknowledge)) is not { IsOpen: true } ? Keep(PromptKind.NotBegun, was.NotBegun, anew, limits.NotBegun, profile) : null,
            NoProgress = open && (_ticket.WorkBegunAt is not null || limits.NotBegun is null) ? Keep(PromptKind.NoProgress, was.NoProgress, progress, limits.NoProgress, profile) : null,
            FollowUp = open && _ticket.Handover is { Origins.IsEmpty: false } ? Keep(PromptKind.FollowUp, was.FollowUp, progress, limits.NoProgress, profile) : null,
            Chase = open ? Wait(PromptKind.Chase, was.Chase, _ticket.Chase?.UnansweredSince, profile) : null,
            UpdateFlag = _ticket.Status.IsOver() ? null : Wait(PromptKind.UpdateFlag, was.UpdateFlag, _ticket.UpdateFlagSince, profile),
            Due = _ticket.Status.IsOver() ? null : Dated(was.Due),
        };
    }

    private bool IsProgress(Ticket before) =>
        before.Status != _ticket.Status || _what is NoteWritten or Replied { FromRequester: false } or Pended or QuestionAnswered or TaskAdded or TaskCompleted or ExpectedTimeStated or TriageAnswered or Escalated or Verified;

    private static bool IsOpen(Ticket ticket) => ticket.Status != TicketStatus.Resolved && !ticket.Status.IsOver();

    private Vigil? Keep(PromptKind kind, Vigil? was, bool anew, AllowedTime? limit, Profile profile)
    {
        int steps = StepsOf(kind, _ticket, profile).Count;
        if (limit is null || steps == 0)
            return null;
        Vigil now = was is null || anew ? new(_at, 0, null, _at) : Told(kind, was);
        now = _paused ? Paused(now) : now with { RunsFrom = now.RunsFrom ?? _at };
        // What nothing has moved stays as it stands, also where the profile would have it otherwise by now.
        if (now == was)
            return was;
        return now with { At = now.RunsFrom is { } from && now.Told < steps ? limit.UsedUp(_working, from, now.Counted ?? TimeSpan.Zero, now.Told + 1) : null };
    }

    private Vigil Paused(Vigil now)
    {
        if (now.RunsFrom is not { } from)
            return now;
        TimeSpan counted = (now.Counted ?? TimeSpan.Zero) + _working.Counted(from, _at);
        return now with { RunsFrom = null, Counted = counted > TimeSpan.Zero ? counted : null };
    }

    // Until somebody is answered: each level has a time of its own, and nothing pauses it.
    private Vigil? Wait(PromptKind kind, Vigil? was, DateTimeOffset? since, Profile profile)
    {
        if (since is not { } from)
            return null;
        Vigil now = was is null || was.Since != from ? new(from, 0, null, from) : Told(kind, was);
        if (now == was)
            return was;
        AllowedTime? limit = (kind, now.Told) switch
        {
            (PromptKind.UpdateFlag, 0) => _rules.UpdateFlag.Warn,
            (PromptKind.UpdateFlag, 1) => _rules.UpdateFlag.Alert,
            (PromptKind.Chase, 0) => _rules.ChaseAnswer,
            _ => null,
        };
        return now with { At = limit?.UsedUp(profile.WorkingTimeOf(_ticket.Area), from, TimeSpan.Zero, 1) };
    }

    // A date is somebody's word: nothing pauses it, and it counts in no working time.
    private Vigil? Dated(Vigil? was)
    {
        DateTimeOffset told = _what is Prompted { Kind: PromptKind.Due } prompted ? prompted.Since : was?.Since ?? _at;
        DateTimeOffset? next = DueDates.Of(_ticket).Where(due => due.At > told).Select(due => (DateTimeOffset?)due.At).Min();
        return next is null ? null : new(told, 0, next, told);
    }

    private Vigil Told(PromptKind kind, Vigil was) => _what is Prompted told && told.Kind == kind ? was with { Told = told.Level } : was;

    private static IReadOnlyList<EscalationRole> StepsOf(PromptKind kind, Ticket ticket, Profile profile)
    {
        RankSteps row = profile.Escalation.StepsOf(ticket.HandlingRank);
        return kind switch
        {
            PromptKind.FollowUp => row.HandedOn,
            PromptKind.UpdateFlag => [EscalationRole.Assignee, EscalationRole.Dispatcher],
            PromptKind.Chase => [EscalationRole.Dispatcher],
            // A6: a path of its own.
            _ when ticket.Ormis is { Class: OrmisClass.Disturbance } => profile.OrmisRules.Completed().DisturbanceSteps!,
            // A23: where the dispatcher's duties are the leader's, the two steps are one.
            _ when row.Steps.Contains(EscalationRole.Leader) && !profile.HasDispatcher(ticket.Team) => [.. row.Steps.Where(step => step != EscalationRole.Dispatcher)],
            _ => row.Steps,
        };
    }
}
