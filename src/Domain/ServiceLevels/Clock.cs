using System.Collections.Immutable;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.ServiceLevels;

/// <summary>How a clock ended.</summary>
public enum ClockEnd
{
    /// <summary>What was promised was done: met or breached, by its deadline.</summary>
    Achieved,

    /// <summary>The ticket was given up, or goes on in another one: neither met nor breached (rule 16).</summary>
    Cancelled,

    /// <summary>Another goal took its place (rule 9).</summary>
    Superseded,
}

public enum ClockState
{
    Running,

    /// <summary>The ticket waits for somebody whose time does not count.</summary>
    Paused,
    Met,
    Breached,
    Cancelled,
    Superseded,
}

/// <summary>From when on a clock counts in a calendar.</summary>
public sealed record CalendarUse(DateTimeOffset From, string Calendar);

/// <summary>Time that a clock does not count.</summary>
/// <param name="Reason">Code of the pending reason; null of the time between a resolution and a reopening.</param>
/// <param name="Party">Who was waited for.</param>
/// <param name="Corrected">True of time that a correction took away.</param>
public sealed record ClockPause(DateTimeOffset From, DateTimeOffset? Until, string? Reason, Accountable? Party, bool? Corrected = null);

/// <summary>One promise about one ticket, as its events have left it: nothing of it depends on when it is read (rule 1).</summary>
/// <param name="Of">Id of the team of an agreement, name of the supplier of a contract; null of every other kind.</param>
/// <param name="Cycle">1, and one more for each reopening, message, stay or wait of the same target.</param>
/// <param name="Policy">Id of the policy that promised it.</param>
/// <param name="Edition">Number of the edition in which that policy stood.</param>
/// <param name="Goal">Counted time.</param>
/// <param name="CountsFrom">The first instant that counts.</param>
/// <param name="AttachedAt">When the policy was chosen: later than <paramref name="CountsFrom"/> where it counts back (rule 9).</param>
/// <param name="EndedAt">When it ended; null while it has not.</param>
/// <param name="Deadline">Its deadline, once it has ended: frozen, whatever its calendar becomes (rule 10). Null where it had none.</param>
/// <param name="BreachedOnAttach">True where the deadline had passed when it was chosen: nobody who has the ticket caused that (rule 9).</param>
public sealed record Clock(
    TargetKind Kind,
    string? Of,
    int Cycle,
    string Policy,
    int Edition,
    TimeSpan Goal,
    DateTimeOffset CountsFrom,
    DateTimeOffset AttachedAt,
    ImmutableArray<CalendarUse> Calendars,
    ImmutableArray<ClockPause> Pauses,
    DateTimeOffset? EndedAt = null,
    ClockEnd? End = null,
    DateTimeOffset? Deadline = null,
    bool? BreachedOnAttach = null)
{
    /// <summary>Name of the target, such as "resolution" or "ola:it-support".</summary>
    public string Target => ServiceTarget.NameOf(Kind, Of);

    /// <summary>What somebody was told of it, one for each threshold.</summary>
    public ImmutableArray<Telling> Told { get; init; } = [];

    public bool IsOpen => End is null;

    public bool IsPaused => IsOpen && Pauses is [.., { Until: null }];

    /// <summary>When it is breached; null while a pause that nobody has ended stands before it (rule 5), or where its calendar does not open for so long.</summary>
    public DateTimeOffset? DueAt(ServiceBook book) => IsOpen ? book.TimeOf(Calendars).Deadline(CountsFrom, Goal, Spans) : Deadline;

    /// <summary>The time counted by <paramref name="at"/>, or by its end.</summary>
    public TimeSpan Counted(ServiceBook book, DateTimeOffset at) => book.TimeOf(Calendars).Counted(CountsFrom, EndedAt < at ? EndedAt.Value : at, Spans);

    /// <summary>When so much of it has been counted; null as for <see cref="DueAt"/>.</summary>
    public DateTimeOffset? CountedAt(ServiceBook book, TimeSpan counted) => book.TimeOf(Calendars).Deadline(CountsFrom, counted, Spans);

    /// <summary>The instants at which somebody is warned, earliest first (rule 15): those that a pause keeps open are left out.</summary>
    public IEnumerable<(int? Percent, int? Lead, DateTimeOffset At)> Warnings(ServiceBook book)
    {
        ServiceTarget? target = TargetIn(book);
        IEnumerable<(int? Percent, int? Lead, DateTimeOffset? At)> all =
        [
            .. (target?.Warnings ?? ServiceTarget.DefaultWarnings).Select(percent => ((int?)percent, (int?)null, CountedAt(book, TimeSpan.FromTicks(Goal.Ticks / 100 * percent)))),
            .. (target?.Leads ?? []).Where(lead => TimeSpan.FromMinutes(lead) < Goal).Select(lead => ((int?)null, (int?)lead, CountedAt(book, Goal - TimeSpan.FromMinutes(lead)))),
        ];
        return all.Where(each => each.At is not null && !(EndedAt < each.At)).Select(each => (each.Percent, each.Lead, each.At!.Value)).OrderBy(each => each.Item3);
    }

    /// <summary>How it stands at an instant that is not before its last event. What is done at the very deadline is met (rule 14).</summary>
    public ClockState StateAt(ServiceBook book, DateTimeOffset at) => End switch
    {
        // Once breached, always: neither a change of priority nor giving up washes anything clean (rule 10).
        not null when EndedAt > Deadline => ClockState.Breached,
        ClockEnd.Achieved => ClockState.Met,
        ClockEnd.Cancelled => ClockState.Cancelled,
        ClockEnd.Superseded => ClockState.Superseded,
        _ when at > DueAt(book) => ClockState.Breached,
        _ => IsPaused ? ClockState.Paused : ClockState.Running,
    };

    /// <summary>The policy that promised it, as it stood in its edition.</summary>
    public ServicePolicy? PolicyIn(ServiceBook book) => book.Find(Edition)?.Policies.FirstOrDefault(policy => policy.Id == Policy);

    /// <summary>Likewise the promise.</summary>
    public ServiceTarget? TargetIn(ServiceBook book) => PolicyIn(book)?.Find(Kind, Of);

    /// <summary>All that somebody is to be told of it, and has not been, by when: nothing from before <paramref name="watchedFrom"/>.</summary>
    public IEnumerable<OwedTelling> Owed(ServiceBook book, DateTimeOffset watchedFrom)
    {
        DateTimeOffset? due = DueAt(book);
        if (IsOpen)
        {
            // Of what had passed when the goal was chosen, the breach alone is told.
            DateTimeOffset since = AttachedAt > watchedFrom ? AttachedAt : watchedFrom;
            foreach ((int? percent, int? lead, DateTimeOffset at) in Warnings(book))
            {
                if (at >= since && !WasTold(new(percent, lead), at))
                    yield return new(this, new(percent, lead), 1, at, at);
            }

            foreach (Telling told in Told)
            {
                if (told.ClimbsAt is { } climbs)
                    yield return new(this, told.Of, told.Step + 1, climbs, climbs);
            }
        }

        // What is done at the deadline is met: whoever tells of a breach comes after it.
        bool isBreach = due is not null && (IsOpen || EndedAt > due) && (due >= AttachedAt || BreachedOnAttach == true);
        DateTimeOffset happens = isBreach && due < AttachedAt ? AttachedAt : due ?? default;
        // Of a clock that is over the breach is told once, whatever a correction makes of its deadline.
        if (isBreach && happens >= watchedFrom && !WasTold(ClockThreshold.Breach, IsOpen ? due!.Value : DateTimeOffset.MinValue))
            yield return new(this, ClockThreshold.Breach, 1, happens == due ? happens.AddTicks(1) : happens, happens);
    }

    // Rule 15: what a correction moves to where nobody has been told of it yet is told again.
    private bool WasTold(ClockThreshold threshold, DateTimeOffset at) => Told.Any(told => told.Of == threshold && told.At >= at);

    /// <summary>After its deadline moved at an instant: what is still to come then is told when it comes, and climbs no further; all else was told (rule 15).</summary>
    internal Clock Rearmed(ServiceBook book, DateTimeOffset at)
    {
        if (!IsOpen || Told.IsEmpty)
            return this;
        DateTimeOffset? due = DueAt(book);
        HashSet<ClockThreshold> past = [.. Warnings(book).Where(warning => warning.At <= at).Select(warning => new ClockThreshold(warning.Percent, warning.Lead))];
        return this with { Told = [.. Told.Where(told => told.Of.IsBreach ? due < at : past.Contains(told.Of)).Select(told => told.At < at ? told with { At = at } : told)] };
    }

    /// <summary>The time that it counted between two instants.</summary>
    public TimeSpan CountedBetween(ServiceBook book, DateTimeOffset from, DateTimeOffset until) =>
        book.TimeOf(Calendars).Counted(from < CountsFrom ? CountsFrom : from, EndedAt < until ? EndedAt.Value : until, Spans);

    /// <summary>Without the time between two instants. One that is over gets the deadline that it would have had, by the hours that were known at its end.</summary>
    public Clock Without(DateTimeOffset from, DateTimeOffset until, ServiceBook book)
    {
        var pauses = Pauses.ToBuilder();
        foreach (ClockPause pause in Pauses.TakeWhile(pause => pause.From < until))
        {
            Take(from, pause.From);
            from = pause.Until < from ? from : pause.Until ?? until;
        }

        Take(from, until);
        // They stay in order: the last of them is the one that may be open.
        pauses.Sort((one, other) => one.From.CompareTo(other.From));
        Clock without = this with { Pauses = pauses.ToImmutable() };
        DateTimeOffset? due = (IsOpen ? without : without with { End = null, EndedAt = null }).DueAt(EndedAt is { } end ? book.KnownAt(end) : book);
        return without with { Deadline = IsOpen ? null : due, BreachedOnAttach = due < AttachedAt ? BreachedOnAttach : null };

        void Take(DateTimeOffset begin, DateTimeOffset end)
        {
            if (begin < end)
                pauses.Add(new(begin, end, null, null, Corrected: true));
        }
    }

    internal Clock With(Telling told) => this with { Told = [.. Told.Where(other => other.Of != told.Of), told] };

    public bool Equals(Clock? other) =>
        other is not null
        && (Kind, Of, Cycle, Policy, Edition, Goal, CountsFrom, AttachedAt) == (other.Kind, other.Of, other.Cycle, other.Policy, other.Edition, other.Goal, other.CountsFrom, other.AttachedAt)
        && (EndedAt, End, Deadline, BreachedOnAttach) == (other.EndedAt, other.End, other.Deadline, other.BreachedOnAttach)
        && Calendars.SequenceEqual(other.Calendars) && Pauses.SequenceEqual(other.Pauses) && Told.SequenceEqual(other.Told);

    public override int GetHashCode() => HashCode.Combine(Kind, Of, Cycle, CountsFrom, EndedAt);

    internal Pause[] Spans => Pauses.IsEmpty ? [] : [.. Pauses.Select(pause => new Pause(pause.From, pause.Until))];
}
