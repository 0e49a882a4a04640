using System.Collections.Concurrent;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>
/// The figures of a period, counted naively from the events alone: an independent witness. It looks at statuses where the product
/// looks at happenings, and at instants where the product adds up months.
/// </summary>
internal sealed record Recount(long Opened, long Quick, long Resolved, long FirstContact, long Resolutions, long Reopenings, long Backlog, long Seconds, long WithTarget, long WithinTarget)
{
    private static readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");
    private static readonly ConcurrentDictionary<LocalMonth, DateTimeOffset> firstInstants = new();

    public static Recount Of(IEnumerable<IReadOnlyList<TicketEvent>> histories, LocalMonth from, LocalMonth to, ResolutionTargets targets)
    {
        (DateTimeOffset begin, DateTimeOffset end) = (FirstInstant(from), FirstInstant(to.Plus(1)));
        bool Within(DateTimeOffset at) => at >= begin && at < end;
        List<IReadOnlyList<TicketEvent>> counted = [.. histories.Where(events => Apart(events) == Exclusion.None)];
        var resolved = counted.Where(events => Done(events[^1])).Select(events => (Events: events, Last: events.Last(e => e.What is Happening.Resolved)))
            .Select(one => (one.Events, At: one.Last.HappenedAt, First: ((Happening.Resolved)one.Last.What).FirstContact == true))
            .Where(one => Within(one.At)).Select(one => (one.First, Took: one.At - one.Events[0].HappenedAt, Target: targets.Find(one.Events[^1].Dimensions.HandlingRank))).ToList();
        return new(
            counted.Count(events => Within(events[0].HappenedAt)),
            counted.Count(events => Within(events[0].HappenedAt) && ((Happening.Opened)events[0].What).Markers.Quick == true),
            resolved.Count,
            resolved.Count(one => one.First),
            counted.Sum(events => Pairs(events).Count(pair => !Done(pair.Before) && Done(pair.After) && Within(pair.After.HappenedAt))),
            counted.Sum(events => Pairs(events).Count(pair => Done(pair.Before) && !Done(pair.After) && Within(pair.After.HappenedAt))),
            counted.Count(events => events.LastOrDefault(e => e.HappenedAt < end && e.What is not Happening.Closed) is { } last && !Done(last)),
            resolved.Sum(one => one.Took.Ticks / TimeSpan.TicksPerSecond),
            resolved.Count(one => one.Target is not null),
            resolved.Count(one => one.Took <= one.Target));
    }

    public static Exclusion Apart(IReadOnlyList<TicketEvent> events)
    {
        Dimensions now = events[^1].Dimensions;
        if (now.Test)
            return Exclusion.Test;
        if (now.DuplicateOf is not null)
            return Exclusion.Duplicate;
        return Done(events[^1]) && events.Select(e => e.What).OfType<Happening.Resolved>().Last().ClosureCode == "withdrawn" ? Exclusion.Withdrawn : Exclusion.None;
    }

    /// <summary>Found by trying every minute of the days around, so that no arithmetic with offsets is needed.</summary>
    public static DateTimeOffset FirstInstant(LocalMonth month) => firstInstants.GetOrAdd(month, _ => Find(month));

    private static DateTimeOffset Find(LocalMonth month)
    {
        DateTimeOffset at = new DateTimeOffset(month.Year, month.Month, 1, 0, 0, 0, TimeSpan.Zero).AddHours(-15);
        while (TimeZoneInfo.ConvertTime(at, zone) is var local && (local.Year, local.Month) != (month.Year, month.Month))
            at = at.AddMinutes(1);
        return at;
    }

    private static bool Done(TicketEvent e) => e.Dimensions.Status is TicketStatus.Resolved or TicketStatus.Closed;

    private static IEnumerable<(TicketEvent Before, TicketEvent After)> Pairs(IReadOnlyList<TicketEvent> events) => events.Zip(events.Skip(1));
}
