using System.Globalization;
using CsCheck;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Queries;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>The evaluator against lists: random tickets, promised what a policy says, and random queries of them.</summary>
public sealed class Any_query
{
    private const int Queries = 60;
    private static readonly OrganisationId Au = OrganisationId.Parse("au");
    private static readonly TimeZoneInfo Copenhagen = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");
    private static readonly string[] Values = ["kind", "priority", "team", "status", "area", "agent", "closureCode"];
    private static readonly string[] Grains = ["year", "quarter", "month", "week", "day"];

    private static readonly ServicePolicy[] Policies =
    [
        new("high", "High", "Høj", new(Ranks: [1, 2]), [new(TargetKind.Resolution, 4 * 60), new(TargetKind.FirstResponse, 30)]),
        new("other", "Other", "Øvrige", new(Ranks: [3, 4]), [new(TargetKind.Resolution, 24 * 60), new(TargetKind.FirstResponse, 120), new(TargetKind.Ola, 60, Aarhus.Profile.DefaultTeam)]),
    ];

    [Fact]
    [Trait("Rule", "IT-09")]
    [Trait("Rule", "IT-12")]
    public Task Comes_to_what_lists_come_to() => Gen.Select(Histories.Many(30, 150), Gen.Int[0, int.MaxValue - 1]).SampleAsync(async (scripts, seed) =>
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        // What is promised holds from now on: everything happens a year later.
        await desk.Profiles.WriteAsync(Au, new ProfileChanges(ServicePolicies: Policies), CancellationToken.None);
        List<TicketEvent>[] histories = [.. scripts.Select((script, i) => (script with { OpenedAt = script.OpenedAt.AddDays(370) }).Play(Au, i + 1))];
        desk.Time.Advance(TimeSpan.FromDays(500));
        ServiceBook book = (await desk.Profiles.FindAsync(Au, CancellationToken.None)).Profile.Book;
        DateTimeOffset now = desk.Time.GetUtcNow();
        // What will happen only later has not happened.
        NaiveTicket[] tickets = [.. histories.Select(events => events.Where(e => e.HappenedAt <= now).ToList()).Where(events => events.Count > 0).Select(events => new NaiveTicket(events, book))];
        await desk.AddAsync(Au, tickets.Select(ticket => ticket.Events));
        var chance = new Random(seed);
        for (int i = 0; i < Queries; i++)
            await HoldAsync(desk, tickets, chance, now);
    }, iter: 12, threads: 1);

    private static async Task HoldAsync(ReportingDesk desk, NaiveTicket[] tickets, Random chance, DateTimeOffset now)
    {
        bool ofNow = chance.Next(5) == 0;
        string[] measures = [.. (ofNow ? Naive.OfNow : Naive.OfPeriods).OrderBy(_ => chance.Next()).Take(4)];
        string? grain = ofNow || chance.Next(3) == 0 ? null : Grains[chance.Next(Grains.Length)];
        string[] by = [.. Values.OrderBy(_ => chance.Next()).Take(chance.Next(3))];
        FilterRequest[] filters = [.. Values.Where(one => chance.Next(6) == 0).Select(one => new FilterRequest(one, [.. tickets.Select(ticket => ticket.Value(one)).Distinct().OrderBy(_ => chance.Next()).Take(2)], chance.Next(3) == 0))];
        DateOnly first = DateOnly.FromDateTime(now.AddDays(-chance.Next(1, 480)).DateTime), last = first.AddDays(chance.Next(grain == "day" ? 30 : 300));
        string[] dimensions = grain is null ? by : [grain, .. by];
        var request = new QueryRequest(1, measures, dimensions, filters, new(From: Day(first), To: Day(last)));

        (PageAnswer? page, var complaints) = await desk.Queries.AskAsync(ReportScope.All(Au), request, CancellationToken.None);
        Assert.Empty(complaints);
        (ReadVisual visual, Answer answer) = Assert.Single(page!.Visuals);

        Stretch period = visual.Query.Period;
        NaiveTicket[] some = [.. tickets.Where(ticket => filters.All(filter => filter.In!.Contains(ticket.Value(filter.Dimension!)) != (filter.Not == true)))];
        AssertFigures(measures, answer.Total.Figures, some, period, now);
        (string? Name, Stretch In)[] stretches = grain is null ? [(null, period)] : [.. Stretches(grain, period)];
        var expected = new Dictionary<string, (NaiveTicket[] Tickets, Stretch In)>();
        foreach ((string? name, Stretch stretch) in stretches)
        {
            foreach (IGrouping<string, NaiveTicket> cell in some.GroupBy(ticket => string.Join('|', by.Select(ticket.Value))))
                expected[grain is null ? cell.Key : by.Length == 0 ? name! : $"{name}|{cell.Key}"] = ([.. cell], stretch);
        }

        if (dimensions.Length == 0)
        {
            Assert.Empty(answer.Rows);
            return;
        }

        foreach (AnswerRow row in answer.Rows)
        {
            string key = string.Join('|', row.Key);
            Assert.True(expected.Remove(key, out (NaiveTicket[] Tickets, Stretch In) cell), $"{key} of {string.Join(',', dimensions)} is not among {string.Join(' ', expected.Keys)}");
            AssertFigures(measures, row.Figures, cell.Tickets, cell.In, now);
        }

        // What has no row is nothing.
        foreach ((string key, (NaiveTicket[] of, Stretch stretch)) in expected)
            Assert.All(measures, measure => Assert.True(Naive.Value(measure, of, In(stretch), stretch.From, stretch.Until, now) is null or 0, $"{measure} of {key}"));
    }

    private static void AssertFigures(string[] measures, IReadOnlyList<Figure> figures, IReadOnlyCollection<NaiveTicket> tickets, Stretch stretch, DateTimeOffset now)
    {
        for (int i = 0; i < measures.Length; i++)
        {
            double? expected = Naive.Value(measures[i], tickets, In(stretch), stretch.From, stretch.Until, now);
            Assert.True(
                expected is null == figures[i].Number is null && (expected is null || Math.Abs(expected.Value - figures[i].Number!.Value) <= 1e-9 * Math.Max(1, Math.Abs(expected.Value))),
                $"{measures[i]} from {stretch.From:O} to {stretch.Until:O}: {figures[i]} where lists say {expected}");
        }
    }

    private static Func<DateTimeOffset, bool> In(Stretch stretch) => at => at >= stretch.From && at < stretch.Until;

    // Found minute by minute, so that no arithmetic with offsets is needed.
    private static IEnumerable<(string? Name, Stretch In)> Stretches(string grain, Stretch period)
    {
        string name = NameOf(grain, period.From);
        DateTimeOffset begin = period.From;
        for (DateTimeOffset at = period.From; at < period.Until; at = at.AddMinutes(15))
        {
            if (NameOf(grain, at) == name)
                continue;
            yield return (name, new(begin, at));
            (name, begin) = (NameOf(grain, at), at);
        }

        yield return (name, new(begin, period.Until));
    }

    private static string NameOf(string grain, DateTimeOffset at)
    {
        DateTime local = TimeZoneInfo.ConvertTime(at, Copenhagen).DateTime;
        return grain switch
        {
            "year" => local.ToString("yyyy", CultureInfo.InvariantCulture),
            "quarter" => string.Create(CultureInfo.InvariantCulture, $"{local.Year}-Q{(local.Month + 2) / 3}"),
            "month" => local.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            "week" => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(local)}-W{ISOWeek.GetWeekOfYear(local):D2}"),
            _ => local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
