using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Forecasts;
using static ItsmFunctions.Reporting.Tests.An_incremental_build;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>How likely a breach is, by what became of like tickets.</summary>
public sealed class A_forecast
{
    private const int GoalHours = 8;
    private const int AcknowledgeHours = 1;

    private static readonly OrganisationId Au = OrganisationId.Parse("au");

    private static readonly WorkingCalendar Always = new("UTC", [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, [new(0, 24 * 60)]))], []);

    private static readonly ServiceEdition Promised = ServiceEdition.Of(
        Aarhus.Profile with
        {
            Calendars = [new("always", "Always", Always.Week, Always.Exceptions, Zone: Always.Zone)],
            ServicePolicies = [new("all", "All", "Alle", new(), [new(TargetKind.Resolution, GoalHours * 60), new(TargetKind.Acknowledge, AcknowledgeHours * 60)])],
        },
        1, DateTimeOffset.MinValue, DateTimeOffset.MinValue);

    /// <summary>Whatever is reported of a later time, a forecast as of an instant is the same.</summary>
    [Fact]
    public void Is_never_changed_by_what_happened_after_its_instant()
    {
        List<TicketEvent>[] histories = [.. Some(400).Select((script, i) => script.Play(Au, i + 1))];
        int asked = 0, said = 0;
        foreach (int day in new[] { 120, 200, 290 })
        {
            DateTimeOffset asOf = Histories.Begin.AddDays(day);
            TicketEvent[][] then = [.. histories.Select(events => events.Where(e => e.HappenedAt <= asOf).ToArray()).Where(events => events.Length > 0)];
            var whole = new ForecastBase(histories.Select(TicketFact.Of), Promised, asOf.AddDays(60));
            var part = new ForecastBase(then.Select(TicketFact.Of), Promised, asOf);
            foreach (TicketEvent[] events in then)
            {
                ClockHistory history = ClockHistory.Of(events);
                foreach (Clock clock in Clocks.Of(events, ServiceBook.Always(Promised)).All.Where(clock => clock.IsOpen))
                {
                    ForecastQuestion question = ForecastQuestion.Of(events[0].Number, clock, history, ServiceBook.Always(Promised), asOf);
                    Forecast forecast = part.Of(question, asOf);
                    Assert.Equal(forecast, whole.Of(question, asOf));
                    Assert.Equal(question, ForecastQuestion.Of(events[0].Number, clock, ClockHistory.Of(histories.Single(all => all[0].Number == events[0].Number)), ServiceBook.Always(Promised), asOf));
                    asked++;
                    said += forecast.BreachLikelihood is null ? 0 : 1;
                }
            }
        }

        Assert.True(asked > 50 && said > 20, $"{said} of {asked} were forecast");
    }

    /// <summary>Of times that have no memory it is known how many go on for longer: by team, one in e is fast and most are slow.</summary>
    [Fact]
    public void Of_a_process_that_is_known_is_as_likely_as_the_process_is_and_so_is_its_calibration()
    {
        var known = new ForecastBase(Tickets(1_600, fast: 4, slow: 24), Promised, Histories.Begin.AddDays(200));
        foreach ((string team, double mean) in new[] { ("it-support", 4.0), ("security", 24.0) })
        {
            foreach (double stayed in new[] { 0.0, 2, 4 })
            {
                Forecast forecast = known.Of(Question(team, stayed, left: GoalHours - stayed), known.Known);
                Assert.Equal(0, forecast.Level);
                Assert.InRange(forecast.BreachLikelihood!.Value - Math.Exp(-(GoalHours - stayed) / mean), -0.06, 0.06);
            }
        }

        ForecastQuality quality = ForecastQuality.Of(known);
        Assert.Equal(ForecastQuality.MostClocks, quality.Count + quality.NotForecast);
        Assert.True(quality.Count > 400, $"{quality.Count}");
        Assert.Equal(quality.Count, quality.Bins.Sum(bin => bin.Count));
        Assert.Equal(10, quality.Bins.Count);
        CalibrationBin[] filled = [.. quality.Bins.Where(bin => bin.Count >= 60)];
        Assert.InRange(filled.Length, 2, 4);
        Assert.All(filled, bin => Assert.InRange(bin.Predicted!.Value - bin.Observed!.Value, -0.12, 0.12));
        Assert.All(quality.Bins.Where(bin => bin.Count > 0), bin => Assert.InRange(bin.Predicted!.Value, bin.From, bin.Until));
        // What one who knows the process would come to: both promises and both teams, weighed by how many get as far as half of the goal.
        double[] halves = [.. from goal in new[] { GoalHours, AcknowledgeHours } from mean in new[] { 4.0, 24.0 } select Math.Exp(-goal / 2.0 / mean)];
        double best = halves.Sum(half => half * half * (1 - half)) / halves.Sum();
        Assert.InRange(quality.Brier!.Value - best, -0.03, 0.03);
    }

    [Fact]
    public void Asks_less_of_like_tickets_where_there_are_fewer_than_thirty_and_says_nothing_where_that_does_not_help()
    {
        var known = new ForecastBase(Tickets(200, fast: 4, slow: 4), Promised, Histories.Begin.AddDays(200));
        Assert.Equal((0, 100), LevelAndCases(Question("it-support", 0, 8)));
        Assert.Equal((1, 200), LevelAndCases(Question("infrastructure", 0, 8)));
        Assert.Equal((2, 200), LevelAndCases(Question("it-support", 0, 8, category: "network")));
        Assert.Equal((3, 200), LevelAndCases(Question("it-support", 0, 8, rank: 1)));
        Assert.Equal((4, 200), LevelAndCases(Question("it-support", 0, 8, state: TicketStatus.Pending)));
        Assert.Equal(new(null, 0, 4), known.Of(Question("it-support", 0, 8) with { Target = "nextUpdate" }, known.Known));
        Assert.Null(known.Of(Question("it-support", 400, 8), known.Known).BreachLikelihood);
        // At the beginning there was nothing to go by.
        Assert.Equal(new(null, 0, 4), known.Of(Question("it-support", 0, 8), Histories.Begin.AddDays(-1)));
        // A ticket says nothing of itself.
        Assert.Equal((0, 99), LevelAndCases(Question("it-support", 0, 8) with { Number = new(TicketKind.Incident, 2) }));

        (int Level, int Cases) LevelAndCases(ForecastQuestion question)
        {
            Forecast forecast = known.Of(question, known.Known);
            return (forecast.Level, forecast.Cases);
        }
    }

    /// <summary>What is not over yet counts as long as it was seen: it needed at least that.</summary>
    [Fact]
    public void Is_not_brought_down_by_tickets_that_are_still_open()
    {
        // Forty took an hour, and forty are open for ten: half of all took longer than eight.
        TicketFact[] facts = [.. Enumerable.Range(1, 80).Select(i => Ticket(i, "it-support", Histories.Begin, i <= 40 ? 1 : 1_000))];
        Forecast forecast = new ForecastBase(facts, Promised, Histories.Begin.AddHours(10)).Of(Question("it-support", 0, 8), Histories.Begin.AddHours(10));
        Assert.Equal(new(0.5, 80, 0), forecast);
        // Two hours after they were opened nobody knows more than that half are over: those that are seen say that the rest goes on.
        Assert.Equal(new(0.5, 80, 0), new ForecastBase(facts, Promised, Histories.Begin.AddHours(10)).Of(Question("it-support", 0, 8), Histories.Begin.AddHours(2)));
    }

    [Fact]
    public async Task Is_read_from_the_segments_of_the_reports_once_in_ten_minutes_and_missing_where_they_are_damaged()
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        Assert.Null(await desk.Forecaster.FindAsync(Au, Promised, desk.Time.GetUtcNow(), CancellationToken.None));
        Assert.Equal((0, 0, null), Of(await desk.Forecaster.QualityAsync(Au, Promised, CancellationToken.None)));

        TicketFact[] facts = Tickets(600, fast: 4, slow: 24);
        await desk.Builder.AddAsync(Au, facts.ToAsyncEnumerable(), null, CancellationToken.None);
        desk.Time.Advance(Forecaster.Kept);
        ForecastBase read = (await desk.Forecaster.FindAsync(Au, Promised, desk.Time.GetUtcNow(), CancellationToken.None))!;
        var expected = new ForecastBase(facts, Promised, read.Known);
        foreach (string team in new[] { "it-support", "security" })
            Assert.Equal(expected.Of(Question(team, 1, 7), read.Known), read.Of(Question(team, 1, 7), read.Known));
        ForecastQuality quality = await desk.Forecaster.QualityAsync(Au, Promised, CancellationToken.None);
        Assert.Equal(Of(ForecastQuality.Of(expected)), Of(quality));
        Assert.True(quality.Count > 100, $"{quality.Count}");

        desk.Wire.Reset();
        Assert.Same(read, await desk.Forecaster.FindAsync(Au, Promised, desk.Time.GetUtcNow(), CancellationToken.None));
        Assert.Same(quality, await desk.Forecaster.QualityAsync(Au, Promised, CancellationToken.None));
        Assert.Equal(0, desk.Wire.Requests);

        await desk.Blob("au/manifest.json").UploadAsync(new BinaryData("{}"), overwrite: true);
        desk.Time.Advance(Forecaster.Kept);
        Assert.Null(await desk.Forecaster.FindAsync(Au, Promised, desk.Time.GetUtcNow(), CancellationToken.None));

        static (int, int, double?) Of(ForecastQuality quality) => (quality.Count, quality.NotForecast, quality.Brier);
    }

    private static ForecastQuestion Question(string team, double stayed, double left, string category = "hardware", int rank = 3, TicketStatus state = TicketStatus.New) =>
        new(new(TicketKind.Incident, 99_999), "resolution", new(TicketKind.Incident, rank, category, team, state), TimeSpan.FromHours(stayed), TimeSpan.FromHours(left));

    // Odd ones are the slow team's.
    private static TicketFact[] Tickets(int count, double fast, double slow)
    {
        var chance = new Random(7);
        return
        [
            .. Enumerable.Range(1, count).Select(i => Ticket(
                i, i % 2 == 0 ? "it-support" : "security", Histories.Begin.AddDays(chance.NextDouble() * 180), -Math.Log(1 - chance.NextDouble()) * (i % 2 == 0 ? fast : slow))),
        ];
    }

    private static TicketFact Ticket(int sequence, string team, DateTimeOffset at, double hours)
    {
        DateTimeOffset over = at.AddHours(hours);
        ClockMove opened = new(at, ClockCause.Opened, TicketStatus.New, 3, 3, team, "hardware");
        return new()
        {
            Organisation = Au,
            Number = new(TicketKind.Incident, sequence),
            Version = 2,
            OpenedAt = at,
            Turns = [over],
            ClosedAt = over,
            Status = TicketStatus.Closed,
            Priority = 3,
            HandlingRank = 3,
            Team = team,
            Reassignments = 0,
            Category = "hardware",
            Subcategory = "printer",
            Channel = "portal",
            History = new([opened, opened with { At = over, Cause = ClockCause.Resolved, Status = TicketStatus.Resolved }], over, null),
        };
    }
}
