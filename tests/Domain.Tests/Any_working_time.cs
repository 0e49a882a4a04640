using System.Collections.Immutable;
using System.Text.Json;
using ItsmFunctions.Domain.Time;
using NodaTime;
using NodaTime.TimeZones;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Random calendars, pauses and instants, a good part of them about a change of the clock, against <see cref="OracleTime"/>.</summary>
public sealed class Any_working_time
{
    private const int Seed = 20261122;
    private const int Cases = 100_000;
    private const int FirstYear = 2007, LastYear = 2032;

    // Changes by an hour and by half of one, at midnight, past midnight, twice a spring, negative, none, and a day left out.
    private static readonly string[] Candidates =
    [
        "Europe/Copenhagen", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Istanbul", "Europe/Moscow", "Atlantic/Azores",
        "America/New_York", "America/St_Johns", "America/Santiago", "America/Sao_Paulo", "America/Havana", "America/Asuncion",
        "America/Caracas", "America/Scoresbysund", "America/Los_Angeles", "Australia/Lord_Howe", "Australia/Adelaide", "Australia/Sydney",
        "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Norfolk", "Asia/Kolkata", "Asia/Kathmandu",
        "Asia/Beirut", "Asia/Tehran", "Asia/Pyongyang", "Asia/Amman", "Asia/Gaza", "Africa/Cairo", "Africa/Casablanca", "UTC",
    ];

    private static readonly ImmutableArray<Land> Lands = [.. Candidates.Select(Find).OfType<Land>()];

    [Fact]
    public void Agrees_with_an_independent_count_in_a_hundred_thousand_cases()
    {
        Assert.True(Lands.Length >= 20, $"Only {Lands.Length} zones are the same in both tz databases.");
        Assert.Contains(Lands, land => land.Id == Calendars.Copenhagen);
        int dated = 0, shifted = 0;
        for (int number = 0; number < Cases; number++)
        {
            Case given = Case.Of(number);
            WorkingTime product = new(given.Calendar);
            OracleTime oracle = new(given.Calendar, given.Land.Theirs, given.Pauses);
            Pause[] pauses = [.. given.Pauses];
            Instant from = Instant.FromDateTimeOffset(given.From), to = Instant.FromDateTimeOffset(given.To);

            Same(oracle.Counted(from, to), product.Counted(given.From, given.To, pauses), "counted", given);
            DateTimeOffset? opening = product.NextOpening(given.From);
            Same(Far(days => oracle.NextOpening(from, days)), opening, "next opening", given);
            Same(opening == given.From, product.IsOpen(given.From), "open", given);
            if (opening is { } first && given.Calendar.Week.Any(day => day.Hours.Length > 0))
                Same(oracle.SameTimeOn(Instant.FromDateTimeOffset(first), given.Days).ToDateTimeOffset(), product.AddWorkingDays(given.From, given.Days), $"{given.Days} working days", given);
            DateTimeOffset? deadline = product.Deadline(given.From, given.Goal, pauses);
            Same(given.Goal == TimeSpan.Zero ? opening : Far(days => oracle.Deadline(from, given.Goal, days), given.StopsForGood), deadline, "deadline", given);
            if (deadline is { } due && given.Goal > TimeSpan.Zero)
            {
                dated++;
                Same(given.Goal, product.Counted(given.From, due, pauses), "counted to the deadline", given);
                Same(true, product.Counted(given.From, due.AddTicks(-1), pauses) < given.Goal, "less before the deadline", given);
                if (given.Land.Theirs.GetUtcOffset(from) != given.Land.Theirs.GetUtcOffset(Instant.FromDateTimeOffset(due)))
                    shifted++;
            }
        }

        // What is drawn must go on reaching what is asked about.
        Assert.True(dated > Cases / 2, $"{dated} cases had a deadline.");
        Assert.True(shifted > Cases / 20, $"{shifted} cases went over a change of the clock.");
        TestContext.Current.SendDiagnosticMessage("{0} deadlines, {1} over a change of the clock; zones that differ: {2}", dated, shifted, string.Join(", ", Candidates.Except(Lands.Select(land => land.Id))));
    }

    // A goal is at most eight weeks of hours, exceptions and pauses lie in the first two; most deadlines are found in these.
    private static DateTimeOffset? Far(Func<int, Instant?> look, bool soonOrNever = false) =>
        (look(14) ?? (soonOrNever ? null : look(140)))?.ToDateTimeOffset();

    private static void Same<T>(T expected, T actual, string what, Case given)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            Assert.Fail($"Case {given.Number} of seed {Seed}, {what}: expected {expected}, got {actual}.\n{given.Describe()}");
    }

    /// <summary>
    /// The product reads the system's tz database, NodaTime the one that it brings: a zone whose law was changed between the two would
    /// fail here without a fault of either. Only zones that agree on every change of the years drawn from are used.
    /// </summary>
    private static Land? Find(string id)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not { } theirs || !TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? ours))
            return null;
        Interval years = new(Instant.FromUtc(FirstYear - 1, 1, 1, 0, 0), Instant.FromUtc(LastYear + 3, 1, 1, 0, 0));
        ImmutableArray<Instant>.Builder changes = ImmutableArray.CreateBuilder<Instant>();
        foreach (ZoneInterval interval in theirs.GetZoneIntervals(years))
        {
            Instant begin = interval.HasStart && interval.Start > years.Start ? interval.Start : years.Start;
            Instant end = interval.HasEnd && interval.End < years.End ? interval.End : years.End;
            for (Instant at = begin; at < end; at += Duration.FromDays(1))
            {
                if (ours.GetUtcOffset(at.ToDateTimeUtc()) != interval.WallOffset.ToTimeSpan())
                    return null;
            }

            if (ours.GetUtcOffset((end - Duration.FromTicks(1)).ToDateTimeUtc()) != interval.WallOffset.ToTimeSpan())
                return null;
            if (begin > years.Start)
                changes.Add(begin);
        }

        return new(id, theirs, changes.ToImmutable());
    }

    private sealed record Land(string Id, DateTimeZone Theirs, ImmutableArray<Instant> Changes);

    private sealed record Case(int Number, Land Land, WorkingCalendar Calendar, DateTimeOffset From, DateTimeOffset To, TimeSpan Goal, ImmutableArray<Pause> Pauses)
    {
        public int Days => 1 + Number % 5;

        public bool StopsForGood => Pauses.Any(pause => pause.Until is null);

        public static Case Of(int number)
        {
            // A case depends on its number alone, so that it can be run again without those before it.
            Random random = new(unchecked(Seed * 31 + number));
            Land land = Lands[random.Next(Lands.Length)];
            DateTimeOffset from = Start(random, land);
            DateOnly today = DateOnly.FromDateTime(from.UtcDateTime);
            ImmutableArray<WeeklyHours> week = random.Next(20) == 0
                ? []
                : Week(random);
            ImmutableArray<CalendarException> exceptions =
            [
                .. Enumerable.Range(-3, 14).Where(_ => random.Next(6) == 0)
                    .Select(day => new CalendarException(today.AddDays(day), $"Day {day}", Hours(random, random.Next(2)))),
            ];
            TimeSpan goal = random.Next(12) switch
            {
                0 => TimeSpan.Zero,
                1 => TimeSpan.FromTicks(random.NextInt64(1, TimeSpan.TicksPerHour)),
                _ => TimeSpan.FromMinutes(15 * random.Next(1, 100)),
            };
            int weekly = week.Sum(day => day.Hours.Sum(interval => interval.Until - interval.From));
            if (weekly > 0 && goal > TimeSpan.FromMinutes(8 * weekly))
                goal = TimeSpan.FromMinutes(8 * weekly);
            DateTimeOffset to = from + Length(random, 9 * 24);
            ImmutableArray<Pause> stops = Stops(random, from);
            LaterWeek[] later = weekly == 0 ? [] : [.. Enumerable.Range(-3, 14).Where(_ => random.Next(30) == 0).Select(day => new LaterWeek(today.AddDays(day), Week(random)))];
            return new(number, land, new(land.Id, week, exceptions) { LaterWeeks = [.. later.Where(week => week.Week.Any(day => day.Hours.Length > 0))] }, from, to, goal, stops);
        }

        public string Describe() => $"{Land.Id}, from {From:O} to {To:O}, goal {Goal}\n{JsonSerializer.Serialize(Calendar)}\n{JsonSerializer.Serialize(Pauses)}";

        private static ImmutableArray<WeeklyHours> Week(Random random) =>
            [.. Enum.GetValues<DayOfWeek>().Where(_ => random.Next(4) > 0).Select(day => new WeeklyHours(day, Hours(random, 1)))];

        private static DateTimeOffset Start(Random random, Land land)
        {
            DateTimeOffset at = land.Changes.Length > 0 && random.Next(3) > 0
                ? land.Changes[random.Next(land.Changes.Length)].ToDateTimeOffset().AddMinutes(-15 * random.Next(4 * 96))
                : new DateTimeOffset(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(15 * random.Next((LastYear - FirstYear) * 365 * 96));
            return random.Next(2) == 0 ? at : at.AddTicks(random.NextInt64(TimeSpan.TicksPerHour));
        }

        private static TimeSpan Length(Random random, int hours) =>
            random.Next(2) == 0 ? TimeSpan.FromMinutes(15 * random.Next(4 * hours)) : TimeSpan.FromTicks(random.NextInt64(hours * TimeSpan.TicksPerHour));

        // Boundaries sorted and taken in pairs; quarters of an hour meet the changes, and hours may touch.
        private static ImmutableArray<OpenInterval> Hours(Random random, int least)
        {
            int count = random.Next(least, 4);
            if (count == 3 && random.Next(2) == 0)
                return [OpenInterval.WholeDay];
            int step = random.Next(3) == 0 ? 1 : 15;
            // Half of the days lie about the hours at which clocks change.
            int latest = random.Next(2) == 0 ? 5 * 60 : OpenInterval.MinutesOfADay;
            int[] marks = [.. Enumerable.Range(0, 2 * count).Select(_ => Math.Min(OpenInterval.MinutesOfADay, step * random.Next(latest / step + 1))).Order()];
            return [.. marks.Chunk(2).Where(pair => pair[0] < pair[1]).Select(pair => new OpenInterval(pair[0], pair[1]))];
        }

        private static ImmutableArray<Pause> Stops(Random random, DateTimeOffset from)
        {
            int count = Math.Max(0, random.Next(-2, 5));
            return [.. Enumerable.Range(0, count).Select(_ =>
            {
                DateTimeOffset begin = from.AddHours(-12) + Length(random, 5 * 24);
                return new Pause(begin, random.Next(15) == 0 ? null : random.Next(12) == 0 ? begin : begin + Length(random, 36));
            })];
        }
    }
}
