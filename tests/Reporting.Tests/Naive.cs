using System.Globalization;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>A ticket as its events tell it, without a fact and without a column.</summary>
internal sealed record NaiveTicket(IReadOnlyList<TicketEvent> Events, ServiceBook Book)
{
    private readonly Lazy<IReadOnlyList<Clock>> _clocks = new(() => Clocks.Of(Events, Book).All);

    public Dimensions Now => Events[^1].Dimensions;
    public bool Counts => Recount.Apart(Events) == Exclusion.None;
    public DateTimeOffset OpenedAt => Events[0].HappenedAt;
    public IReadOnlyList<Clock> All => _clocks.Value;
    public Clock? Resolution => All.LastOrDefault(clock => clock.Kind == TargetKind.Resolution && !IsReplaced(clock));
    public Clock? Response => All.LastOrDefault(clock => clock.Kind == TargetKind.FirstResponse && !IsReplaced(clock));

    /// <summary>When it became unresolved and when resolved, in turn.</summary>
    public IEnumerable<(DateTimeOffset At, bool Opens, bool First)> Turns()
    {
        yield return (OpenedAt, true, true);
        bool done = false;
        foreach (TicketEvent e in Events)
        {
            if (IsDone(e) == done)
                continue;
            done = !done;
            yield return (e.HappenedAt, !done, false);
        }
    }

    public bool IsOpenAt(DateTimeOffset at) => Turns().LastOrDefault(turn => turn.At < at) is { Opens: true };

    public DateTimeOffset? ResolvedAt => IsDone(Events[^1]) ? Events.Last(e => e.What is Happening.Resolved).HappenedAt : null;
    public DateTimeOffset? AcknowledgedAt => Events.FirstOrDefault(e => e.Dimensions.Assignee is not null || e.What is Happening.WorkBegun)?.HappenedAt;
    public int Reopenings => Turns().Count(turn => turn is { Opens: true, First: false });
    public int Moves => Events.Zip(Events.Skip(1)).Count(pair => pair.First.Dimensions.Team != pair.Second.Dimensions.Team);
    public long Seconds => (long)(ResolvedAt!.Value - OpenedAt).TotalSeconds;

    public IEnumerable<(DateTimeOffset From, DateTimeOffset? Until, string Reason)> Waits()
    {
        for (int i = 0; i < Events.Count; i++)
        {
            if (Events[i].Dimensions.Reason is not { } reason || (i > 0 && Events[i - 1].Dimensions.Reason == reason))
                continue;
            yield return (Events[i].HappenedAt, Events.Skip(i).FirstOrDefault(e => e.Dimensions.Reason != reason)?.HappenedAt, reason);
        }
    }

    public IEnumerable<(DateTimeOffset AskedAt, int? Score, DateTimeOffset? AnsweredAt)> Surveys() =>
        from asked in Events
        where asked.What is Happening.Resolved { Surveyed: true }
        let answer = Events.LastOrDefault(e => e.What is Happening.SurveyAnswered answered && answered.Resolution == asked.Version)
        select (asked.HappenedAt, (answer?.What as Happening.SurveyAnswered)?.Score, answer?.HappenedAt);

    public string? Value(string dimension) => dimension switch
    {
        "kind" => Now.Kind.ToString().ToLowerInvariant(),
        "priority" => Now.HandlingRank.ToString(CultureInfo.InvariantCulture),
        "team" => Now.Team,
        "status" => char.ToLowerInvariant(Now.Status.ToString()[0]) + Now.Status.ToString()[1..],
        "area" => Now.Area,
        "agent" => Now.Assignee,
        "closureCode" => Events.Aggregate((string?)null, (code, e) => e.What is Happening.Resolved resolved ? resolved.ClosureCode : e.What is Happening.Reopened ? null : code),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    private bool IsReplaced(Clock clock) => !clock.IsOpen && clock.StateAt(Book, clock.EndedAt!.Value) == ClockState.Superseded;

    private static bool IsDone(TicketEvent e) => e.Dimensions.Status is TicketStatus.Resolved or TicketStatus.Closed or TicketStatus.Cancelled;
}

/// <summary>What a measure counts, as its definition says it, by nothing but lists.</summary>
internal static class Naive
{
    public static readonly IReadOnlyList<string> OfPeriods =
        ["opened", "resolved", "reopenings", "netFlow", "backlog", "closureRatio", "acknowledgeMean", "resolveMean", "resolveP50", "resolveP90", "reopenRate", "reassignmentsMean", "reassignedOften", "firstAssignment", "resolutionSla", "breached", "slaCoverage", "responseSla", "honestSla", "csat", "surveyResponse", "moves", "waiting", "breachDepthP90"];

    public static readonly IReadOnlyList<string> OfNow = ["openNow", "unassigned", "unassignedShare", "backlogAge", "backlogAgeP90", "breachedOpen", "pausedNow"];

    /// <summary>The value of a measure over tickets in a period, one that is null where there is nothing to divide by.</summary>
    /// <param name="within">Whether an instant is in the period, and on the weekday and hour.</param>
    public static double? Value(string measure, IReadOnlyCollection<NaiveTicket> all, Func<DateTimeOffset, bool> within, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        NaiveTicket[] tickets = [.. all.Where(ticket => ticket.Counts)];
        NaiveTicket[] resolved = [.. tickets.Where(ticket => ticket.ResolvedAt is { } at && within(at))];
        NaiveTicket[] desk = [.. resolved.Where(ticket => ticket.Now.Kind is TicketKind.Incident or TicketKind.Request)];
        NaiveTicket[] open = [.. tickets.Where(ticket => ticket.ResolvedAt is null)];
        (DateTimeOffset At, bool Opens, bool First)[] turns = [.. tickets.SelectMany(ticket => ticket.Turns()).Where(turn => within(turn.At))];
        NaiveTicket[] promised = [.. resolved.Where(ticket => Outcome(ticket.Resolution, ticket.Book) is "met" or "breached")], met = [.. promised.Where(ticket => Outcome(ticket.Resolution, ticket.Book) == "met")];
        NaiveTicket[] answered = [.. tickets.Where(ticket => ticket.Response is { EndedAt: { } at } && within(at) && Outcome(ticket.Response, ticket.Book) is "met" or "breached")];
        (DateTimeOffset AskedAt, int? Score, DateTimeOffset? AnsweredAt)[] surveys = [.. tickets.SelectMany(ticket => ticket.Surveys())];
        return measure switch
        {
            "opened" => tickets.Count(ticket => within(ticket.OpenedAt)),
            "resolved" => resolved.Length,
            "reopenings" => turns.Count(turn => turn is { Opens: true, First: false }),
            "netFlow" => turns.Count(turn => turn.Opens) - turns.Count(turn => !turn.Opens),
            "backlog" => tickets.Count(ticket => ticket.IsOpenAt(until)),
            "closureRatio" => Ratio(turns.Count(turn => !turn.Opens), turns.Count(turn => turn.First)),
            "acknowledgeMean" => Mean(tickets.Where(ticket => ticket.AcknowledgedAt is { } at && within(at)).Select(ticket => (long)(ticket.AcknowledgedAt!.Value - ticket.OpenedAt).TotalSeconds)),
            "resolveMean" => Mean(desk.Select(ticket => ticket.Seconds)),
            "resolveP50" => Percentile(desk.Select(ticket => (double)ticket.Seconds), 0.5),
            "resolveP90" => Percentile(desk.Select(ticket => (double)ticket.Seconds), 0.9),
            "reopenRate" => Ratio(desk.Count(ticket => ticket.Reopenings > 0), desk.Length),
            "reassignmentsMean" => Ratio(desk.Sum(ticket => ticket.Moves), desk.Length),
            "reassignedOften" => Ratio(desk.Count(ticket => ticket.Moves >= 3), desk.Length),
            "firstAssignment" => Ratio(desk.Count(ticket => ticket.Moves == 0), desk.Length),
            "resolutionSla" => Ratio(met.Length, promised.Length),
            "breached" => promised.Length - met.Length,
            "slaCoverage" => Ratio(promised.Length, desk.Length),
            "responseSla" => Ratio(answered.Count(ticket => Outcome(ticket.Response, ticket.Book) == "met"), answered.Length),
            "honestSla" => Ratio(met.Length, promised.Length + tickets.Count(ticket => ticket.Resolution?.DueAt(ticket.Book) is { } due && due < until && !(ticket.ResolvedAt < until))),
            "csat" => surveys.Where(one => one.AnsweredAt is { } at && within(at)).ToArray() is { Length: > 0 } scores ? (scores.Average(one => one.Score!.Value) - 1) / 4 : null,
            "surveyResponse" => Ratio(surveys.Count(one => within(one.AskedAt) && one.AnsweredAt is not null), surveys.Count(one => within(one.AskedAt))),
            "moves" => tickets.Sum(ticket => ticket.Events.Zip(ticket.Events.Skip(1)).Count(pair => pair.First.Dimensions.Team != pair.Second.Dimensions.Team && within(pair.Second.HappenedAt))),
            "waiting" => tickets.SelectMany(ticket => ticket.Waits()).Sum(wait => Overlap(wait.From, wait.Until ?? now, from, until)),
            "breachDepthP90" => Percentile(promised.Except(met).Select(ticket => Math.Floor((ticket.Resolution!.Counted(ticket.Book, ticket.Resolution.EndedAt!.Value) - ticket.Resolution.Goal).Ticks * 1000.0 / ticket.Resolution.Goal.Ticks) / 1000), 0.9),
            "openNow" => open.Length,
            "unassigned" => open.Count(ticket => ticket.Now.Assignee is null),
            "unassignedShare" => Ratio(open.Count(ticket => ticket.Now.Assignee is null), open.Length),
            "backlogAge" => Mean(open.Select(ticket => Whole(now) - Whole(ticket.OpenedAt))),
            "backlogAgeP90" => Percentile(open.Select(ticket => (double)(Whole(now) - Whole(ticket.OpenedAt))), 0.9),
            "breachedOpen" => open.Count(ticket => ticket.Resolution is { } clock && clock.DueAt(ticket.Book) <= now),
            "pausedNow" => open.Count(ticket => ticket.Resolution is { IsPaused: true }),
            _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Nobody has said what this is."),
        };
    }

    private static string? Outcome(Clock? clock, ServiceBook book) => clock is not { EndedAt: { } ended } ? null : clock.StateAt(book, ended).ToString().ToLowerInvariant();

    private static long Whole(DateTimeOffset at) => at.ToUnixTimeSeconds();

    private static double Overlap(DateTimeOffset from, DateTimeOffset until, DateTimeOffset begin, DateTimeOffset end) =>
        Math.Max(0, Math.Min(Whole(until), Whole(end)) - Math.Max(Whole(from), Whole(begin)));

    private static double? Ratio(double part, double all) => all == 0 ? null : part / all;

    private static double? Mean(IEnumerable<long> numbers) => numbers.ToArray() is { Length: > 0 } some ? some.Average() : null;

    private static double? Percentile(IEnumerable<double> numbers, double share)
    {
        double[] some = [.. numbers.Order()];
        if (some.Length == 0)
            return null;
        double place = share * (some.Length - 1);
        (double below, double above) = (some[(int)place], some[Math.Min((int)place + 1, some.Length - 1)]);
        return below + ((above - below) * (place - Math.Floor(place)));
    }
}
