using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.ServiceLevels;

/// <summary>
/// Every clock of one ticket, as the fold of its events (service levels, rules 1 to 14 and 16). What an event means is decided by the
/// edition that held when it happened, so a later one changes nothing that has been.
/// </summary>
public sealed record Clocks
{
    public static readonly Clocks None = new();

    // A channel of IT-04.
    internal const string Phone = "phone";

    /// <summary>In the order in which they began.</summary>
    public ImmutableArray<Clock> All { get; init; } = [];

    /// <summary>The ticket as its last event left it; null before the first.</summary>
    public Dimensions? Last { get; init; }

    /// <summary>When the last event counted: one that happened before it counts from it.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>From when on somebody is told of them: the first event of this desk. What was replayed from another one is its own; null before.</summary>
    public DateTimeOffset? WatchedFrom { get; init; }

    /// <summary>When the requester heard something of the desk for the first time.</summary>
    public DateTimeOffset? RespondedAt { get; init; }
    public DateTimeOffset? BegunAt { get; init; }

    /// <summary>Since when the oldest message of the requester waits for an answer.</summary>
    public DateTimeOffset? UnansweredSince { get; init; }

    /// <summary>From when its clocks count: the opening, or that of the ticket that it was split from (rule 16).</summary>
    public DateTimeOffset BeganAt { get; init; }
    public DateTimeOffset TeamSince { get; init; }

    /// <summary>When it waited for somebody, or was resolved: what a clock that is chosen later stops for.</summary>
    public ImmutableArray<ClockPause> Breaks { get; init; } = [];
    public string? Supplier { get; init; }

    /// <summary>All of a history, in order.</summary>
    public static Clocks Of(IEnumerable<TicketEvent> events, ServiceBook book)
    {
        Clocks clocks = None;
        foreach (TicketEvent e in events)
            clocks = clocks.After(e, book);
        return clocks;
    }

    public Clock? Latest(string target)
    {
        for (int i = All.Length - 1; i >= 0; i--)
        {
            if (All[i].Target == target)
                return All[i];
        }

        return null;
    }

    /// <summary>Until when the requester is promised to hear of it again; null where nothing is promised now.</summary>
    public DateTimeOffset? NextUpdateBy(ServiceBook book) => All.LastOrDefault(clock => clock is { IsOpen: true, Kind: TargetKind.NextUpdate })?.DueAt(book);

    /// <summary>All that somebody is to be told, earliest first.</summary>
    public IEnumerable<OwedTelling> Owed(ServiceBook book) =>
        WatchedFrom is { } from ? All.SelectMany(clock => clock.Owed(book, from)).OrderBy(owed => owed.At).ThenBy(owed => owed.HappensAt) : [];

    /// <summary>
    /// What the next event needs of them: those that run, the latest of each target, those that a reopening goes on with, and those
    /// that somebody is still to be told of. Without the ticket's state, which it has itself.
    /// </summary>
    public Clocks Kept(ServiceBook book) => this with
    {
        Last = null,
        All = [.. All.Where(clock => clock.IsOpen || Latest(clock.Target) == clock || (Breaks is [.., var last] && clock.EndedAt == last.From) || (WatchedFrom is { } from && clock.Owed(book, from).Any()))],
    };

    /// <summary>With one more event.</summary>
    public Clocks After(TicketEvent e, ServiceBook book)
    {
        DateTimeOffset at = e.HappenedAt < At ? At : e.HappenedAt;
        if (Last is null)
            return new Step(this, e, at, book).Begin();
        // Most events move no clock.
        Clocks told = Tell(e, book);
        return Moves(told.Last!, e) ? new Step(told, e, at, book).Go() : told with { At = at, Last = e.Dimensions, WatchedFrom = told.WatchedFrom ?? WatchedBy(e, at) };
    }

    private static readonly string Replaying = RoleNames.Of(Roles.Import);

    private static DateTimeOffset? WatchedBy(TicketEvent e, DateTimeOffset at) => e.Role == Replaying ? null : at;

    private Clocks Tell(TicketEvent e, ServiceBook book) => e.What switch
    {
        IClockEvent of => With(of.Target, of.Cycle, clock => clock.With(new Telling(of.Percent, of.Lead, e.RecordedAt, of.Told, of.Whom, of.ClimbsAt))),
        Happening.EscalationAcknowledged => this with { All = [.. All.Select(clock => clock with { Told = [.. clock.Told.Select(told => told.ClimbsAt is null ? told : told with { ClimbsAt = null, AcknowledgedBy = e.By })] })] },
        Happening.ServiceLevelCorrected corrected => With(corrected.Target, corrected.Cycle, clock => clock.Without(corrected.From, corrected.Until, book).Rearmed(book, e.RecordedAt)),
        _ => this,
    };

    private Clocks With(string target, int cycle, Func<Clock, Clock> change) => this with { All = [.. All.Select(clock => clock.Target == target && clock.Cycle == cycle ? change(clock) : clock)] };

    /// <summary>Whether an event may move a clock of a ticket that was left so.</summary>
    internal static bool Moves(Dimensions was, TicketEvent e) => DecisiveOf(was) != DecisiveOf(e.Dimensions) || Speaks(e.What);

    // All that clocks ask of a ticket.
    private static (TicketStatus, string?, string, int, int, string, string?, string?) DecisiveOf(Dimensions of) =>
        (of.Status, of.Reason, of.Team, of.Priority, of.HandlingRank, of.Category, of.Service, of.Area);

    private static bool Speaks(Happening what) =>
        what is Happening.Replied or Happening.WorkBegun or Happening.Resolved or Happening.Reopened or Happening.SupplierCaseRecorded or Happening.SupplierReplied or Happening.Delivered or Happening.WorkaroundTold;

    // Who logs a call has spoken with the caller (rule 11).
    internal static bool DoesTell(TicketEvent e) =>
        e.What is Happening.Replied { FromRequester: false } or Happening.Resolved or Happening.WorkaroundTold || (e.What is Happening.Replied { Channel: Phone } && e.By != e.Dimensions.Requester);

    internal static bool IsSpoken(string by, Happening.Opened opened) => opened.Channel == Phone && by != opened.Requester;

    internal static bool DoesAsk(TicketEvent e) => e.What is Happening.Replied { FromRequester: true } || (e.What is Happening.Reopened && e.By == e.Dimensions.Requester);

    // What is given up, and what goes on in another ticket, is neither met nor breached (rule 16).
    internal static bool DoesGiveUp(TicketEvent e) =>
        e.Dimensions.Status == TicketStatus.Cancelled || e.What is Happening.Resolved { MergedInto: not null } or Happening.Resolved { ClosureCode: TicketDesk.ClosureWithdrawn };

    public bool Equals(Clocks? other) =>
        other is not null && All.SequenceEqual(other.All)
        && Breaks.SequenceEqual(other.Breaks)
        && (Last, At, WatchedFrom, RespondedAt, BegunAt, UnansweredSince, BeganAt, TeamSince, Supplier)
        == (other.Last, other.At, other.WatchedFrom, other.RespondedAt, other.BegunAt, other.UnansweredSince, other.BeganAt, other.TeamSince, other.Supplier);

    public override int GetHashCode() => HashCode.Combine(All.Length, At, Last);

    private sealed class Step
    {
        private readonly Clocks _before;
        private readonly TicketEvent _event;
        private readonly DateTimeOffset _at;
        private readonly ServiceBook _book;
        private readonly ServiceEdition _edition;
        private readonly Dimensions _now;
        private readonly List<Clock> _all;
        private Clocks _next;

        public Step(Clocks before, TicketEvent e, DateTimeOffset at, ServiceBook book)
        {
            (_before, _event, _at, _book) = (before, e, at, book);
            (_edition, _now, _all, _next) = (book.At(at), e.Dimensions, [.. before.All], before);
        }

        private bool IsOpen => IsOpenIn(_now);

        private bool Tells => DoesTell(_event);

        private bool Asks => DoesAsk(_event);

        private bool GivesUp => DoesGiveUp(_event);

        private bool ChoosesAnew => _before.Last is { } was
            && (was.Priority, was.HandlingRank, was.Kind, was.Category, was.Service, was.Area) != (_now.Priority, _now.HandlingRank, _now.Kind, _now.Category, _now.Service, _now.Area);

        public Clocks Begin()
        {
            var opened = (Happening.Opened)_event.What;
            _next = _before with { BeganAt = opened.ClocksFrom ?? _at, TeamSince = _at, RespondedAt = IsSpoken(_event.By, opened) ? _at : null };
            if (_edition.PolicyFor(_now) is { } policy)
                Attach(policy, opening: true);
            return Done();
        }

        public Clocks Go()
        {
            Dimensions was = _before.Last!;
            Note(was);
            End();
            if (IsOpen)
            {
                ServicePolicy? policy = _edition.PolicyFor(_now);
                if (!IsOpenIn(was))
                    Reopen(policy);
                if (ChoosesAnew)
                    Choose(policy);
                if (policy is not null)
                    BeginTurns(policy, was);
                StopAndGo();
            }

            return Done();
        }

        private static bool IsOpenIn(Dimensions state) => state.Status != TicketStatus.Resolved && !state.Status.IsOver();

        private Clocks Done() => _next with { All = [.. _all], Last = _now, At = _at, WatchedFrom = _before.WatchedFrom ?? WatchedBy(_event, _at) };

        private void Note(Dimensions was)
        {
            if (Tells)
                _next = _next with { RespondedAt = _next.RespondedAt ?? _at, UnansweredSince = null };
            else if (Asks)
                _next = _next with { UnansweredSince = _next.UnansweredSince ?? _at };
            if (_event.What is Happening.WorkBegun || _now.Status is TicketStatus.InProgress or TicketStatus.Resolved)
                _next = _next with { BegunAt = _next.BegunAt ?? _at };
            if (_event.What is Happening.SupplierCaseRecorded recorded)
                _next = _next with { Supplier = recorded.Supplier };
            if (_now.Team != was.Team)
                _next = _next with { TeamSince = _at };
            string? reason = IsOpen && _now.Status == TicketStatus.Pending ? _now.Reason : null;
            bool standsStill = !IsOpen || reason is not null;
            if (_next.Breaks is [.., { Until: null } last] && !(standsStill && last.Reason == reason))
                _next = _next with { Breaks = _next.Breaks.SetItem(_next.Breaks.Length - 1, last with { Until = _at }) };
            if (standsStill && _next.Breaks is not [.., { Until: null }])
                _next = _next with { Breaks = _next.Breaks.Add(new(_at, null, reason, _edition.FindReason(reason)?.Party)) };
        }

        private void End()
        {
            for (int i = 0; i < _all.Count; i++)
            {
                if (_all[i].IsOpen && (GivesUp || IsAchieved(_all[i])))
                    _all[i] = Ended(_all[i], GivesUp ? ClockEnd.Cancelled : ClockEnd.Achieved);
            }
        }

        private bool IsAchieved(Clock clock) => !IsOpen || clock.Kind switch
        {
            TargetKind.Acknowledge => _next.BegunAt is not null,
            TargetKind.FirstResponse => _next.RespondedAt is not null || (_next.BegunAt is not null && clock.TargetIn(_book)?.BeginWorkCounts == true),
            TargetKind.NextUpdate => Tells,
            TargetKind.Ola => _now.Team != clock.Of,
            TargetKind.Uc => !Awaits(clock.Of!),
            _ => false,
        };

        // A pause that was under way ends with it. Its deadline is what was known then: hours that are published later change nothing of it.
        private Clock Ended(Clock clock, ClockEnd end)
        {
            Clock still = Going(clock);
            return still with { End = end, EndedAt = _at, Deadline = still.DueAt(_book.KnownAt(_at)) };
        }

        private Clock Going(Clock clock) => clock.IsPaused ? clock with { Pauses = clock.Pauses.SetItem(clock.Pauses.Length - 1, clock.Pauses[^1] with { Until = _at }) } : clock;

        // Rule 13: the time between counts for nobody, and what the first cycle came to stays.
        private void Reopen(ServicePolicy? policy)
        {
            ClockPause between = _next.Breaks[^1];
            foreach (Clock was in _before.All.Where(clock => clock.EndedAt == between.From && (clock.Kind == TargetKind.Resolution || (clock.Kind == TargetKind.Ola && clock.Of == _now.Team))))
            {
                bool restarts = was.TargetIn(_book)?.RestartsOnReopening == true;
                _all.Add(was with
                {
                    Cycle = NextCycle(was.Target),
                    AttachedAt = _at,
                    CountsFrom = restarts ? _at : was.CountsFrom,
                    Calendars = restarts ? [was.Calendars[^1] with { From = _at }] : was.Calendars,
                    Pauses = restarts ? [] : was.Pauses.Add(between),
                    EndedAt = null,
                    End = null,
                    Deadline = null,
                    BreachedOnAttach = null,
                    Told = [],
                });
            }

            if (policy is not null)
                Attach(policy, opening: false);
        }

        private void Choose(ServicePolicy? policy)
        {
            for (int i = 0; i < _all.Count; i++)
            {
                Clock old = _all[i];
                if (!old.IsOpen)
                    continue;
                if (policy?.Find(old.Kind, old.Of) is not { } target)
                {
                    _all[i] = Ended(old, ClockEnd.Superseded);
                    continue;
                }

                string calendar = _edition.CalendarFor(_now.Area, policy);
                // Where the same is promised, the same clock goes on.
                if (target.ToTime() == old.TargetIn(_book)?.ToTime() && calendar == old.Calendars[^1].Calendar)
                    continue;
                _all[i] = Ended(old, ClockEnd.Superseded);
                _all.Insert(++i, Successor(old, policy, target, calendar));
            }

            if (policy is not null)
                Attach(policy, opening: false);
        }

        private Clock Successor(Clock old, ServicePolicy policy, ServiceTarget target, string calendar)
        {
            Clock next = old with { Cycle = NextCycle(old.Target), Policy = policy.Id, Edition = _edition.Number, Goal = target.ToTime(), AttachedAt = _at, BreachedOnAttach = null, Told = [] };
            GoalChange change = target.OnChange ?? GoalChange.Retroactive;
            if (change == GoalChange.Retroactive)
                return Late(calendar == old.Calendars[^1].Calendar ? next : next with { Calendars = old.Calendars.Add(new(_at, calendar)) });

            decimal counted = old.Counted(_book, _at).Ticks;
            TimeSpan left = change switch
            {
                GoalChange.ForwardRemaining => target.ToTime() - TimeSpan.FromTicks((long)counted),
                GoalChange.Proportional when old.Goal > TimeSpan.Zero => target.ToTime() - TimeSpan.FromTicks((long)(target.ToTime().Ticks * counted / old.Goal.Ticks)),
                GoalChange.Proportional => TimeSpan.Zero,
                _ => target.ToTime(),
            };
            return next with
            {
                Goal = left > TimeSpan.Zero ? left : TimeSpan.Zero,
                CountsFrom = _at,
                Calendars = [new(_at, calendar)],
                Pauses = old.IsPaused ? [old.Pauses[^1] with { From = _at }] : [],
                BreachedOnAttach = left < TimeSpan.Zero ? true : null,
            };
        }

        private Clock Late(Clock attached) => attached.DueAt(_book) < _at ? attached with { BreachedOnAttach = true } : attached;

        // What a policy promises from the beginning: beside what is promised already, and as far as it is not done.
        private void Attach(ServicePolicy policy, bool opening)
        {
            foreach (ServiceTarget target in policy.Targets.Where(target => !HasOpen(target.ToName())))
            {
                switch (target.Kind)
                {
                    case TargetKind.Acknowledge when _next.BegunAt is null:
                    case TargetKind.FirstResponse when opening || _next.RespondedAt is null:
                    case TargetKind.Resolution:
                        Begin(policy, target, _next.BeganAt);
                        break;
                    case TargetKind.Ola when target.Of == _now.Team:
                        Begin(policy, target, _next.TeamSince);
                        break;
                }
            }
        }

        // What comes again and again while a ticket is open.
        private void BeginTurns(ServicePolicy policy, Dimensions was)
        {
            if (_now.Team != was.Team && policy.Find(TargetKind.Ola, _now.Team) is { } ola && !HasOpen(ola.ToName()))
                Begin(policy, ola, _at);
            if (_next.Supplier is { } supplier && policy.Find(TargetKind.Uc, supplier) is { } contract && Awaits(supplier) && !HasOpen(contract.ToName()))
                Begin(policy, contract, _at);
            if (_next.RespondedAt is not null && policy.Find(TargetKind.NextUpdate) is { } update && !HasOpen(update.ToName()) && (_next.UnansweredSince ?? (update.KeepInformed == true ? _at : null)) is { } since)
                Begin(policy, update, since);
        }

        private void Begin(ServicePolicy policy, ServiceTarget target, DateTimeOffset from)
        {
            var clock = new Clock(target.Kind, target.Of, NextCycle(target.ToName()), policy.Id, _edition.Number, target.ToTime(), from, _at, [new(from, _edition.CalendarFor(_now.Area, policy))], []);
            // A reason that stops it has stopped it before, and nothing counts while a ticket is resolved.
            clock = Late(clock with { Pauses = [.. _next.Breaks.Where(pause => pause.Until > from && (pause.Reason is null || Stops(target, pause.Reason)))] });
            // Whoever called has been spoken with.
            _all.Add(target.Kind == TargetKind.FirstResponse && _next.RespondedAt is not null ? Ended(clock, ClockEnd.Achieved) : clock);
        }

        private bool HasOpen(string target) => _all.Exists(clock => clock.IsOpen && clock.Target == target);

        private int NextCycle(string target) => (_all.FindLast(clock => clock.Target == target)?.Cycle ?? 0) + 1;

        private bool Awaits(string supplier) =>
            _next.Supplier == supplier && _now.Status == TicketStatus.Pending && _event.What is not (Happening.SupplierReplied or Happening.Delivered)
            && _edition.FindReason(_now.Reason)?.Party is Accountable.ExternalSupplier or Accountable.InternalSupplier;

        private void StopAndGo()
        {
            string? reason = _now.Status == TicketStatus.Pending ? _now.Reason : null;
            for (int i = 0; i < _all.Count; i++)
            {
                Clock clock = _all[i];
                if (!clock.IsOpen)
                    continue;
                bool stops = reason is not null && clock.TargetIn(_book) is { } target && Stops(target, reason);
                if (clock.IsPaused && !(stops && clock.Pauses[^1].Reason == reason))
                    clock = Going(clock);
                if (stops && !clock.IsPaused)
                    clock = clock with { Pauses = clock.Pauses.Add(new(_at, null, reason, _edition.FindReason(reason)?.Party)) };
                _all[i] = clock;
            }
        }

        // Rule 6.
        private bool Stops(ServiceTarget target, string code)
        {
            if (target.Pauses is { } listed)
                return listed.Contains(code);
            return _edition.FindReason(code) is { } reason && target.Kind switch
            {
                TargetKind.FirstResponse => reason.DateRequired,
                TargetKind.NextUpdate => target.KeepInformed == true && !reason.ClockRuns,
                TargetKind.Uc => false,
                _ => !reason.ClockRuns,
            };
        }
    }
}
