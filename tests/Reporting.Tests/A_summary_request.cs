using System.Text.Json;
using System.Text.Json.Serialization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Summaries;
using static ItsmFunctions.Reporting.Tests.An_incremental_build;

namespace ItsmFunctions.Reporting.Tests;

public sealed class A_summary_request : IAsyncLifetime
{
    private static readonly OrganisationId au = OrganisationId.Parse("au");
    private static readonly SummaryQuery everything = new(null, null, null, null);

    private ReportingDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await ReportingDesk.OpenAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(10)]
    [InlineData(3_000)]
    public async Task Costs_two_storage_requests_and_one_where_nothing_changed_whatever_the_store_holds(int tickets)
    {
        await _desk.AddAsync(au, Some(tickets).Select((script, i) => script.Play(au, i + 1)));
        ReportingDesk reader = _desk.Another();
        Assert.Equal(2, await CostAsync(reader));
        Assert.Equal(1, await CostAsync(reader));
        await _desk.AddAsync(au, [Ordinary(days: 3).Play(au, tickets + 1)]);
        Assert.Equal(2, await CostAsync(reader));
    }

    [Fact]
    public async Task Costs_two_before_anything_was_built()
    {
        Assert.Equal(2, await CostAsync(_desk));
        Summary summary = await _desk.SummaryAsync(au);
        Assert.Equal((null, null, "Europe/Copenhagen", 0L, 12), (summary.AsOf, summary.Snapshot, summary.Zone, summary.Totals.Opened, summary.ByMonth.Count));
    }

    [Fact]
    public async Task Is_fed_by_one_storage_request_for_a_ticket_and_one_for_fifty()
    {
        TicketNumber[] numbers = [.. Enumerable.Range(1, 100).Select(i => new TicketNumber(TicketKind.Incident, i))];
        Assert.Equal(1, await MarkAsync(numbers[..1]));
        Assert.Equal(1, await MarkAsync(numbers[..1]));
        Assert.Equal(2, await MarkAsync(numbers));
        Assert.Equal(100, await _desk.CountMarksAsync());

        async Task<int> MarkAsync(TicketNumber[] some)
        {
            _desk.Wire.Reset();
            await _desk.Feed.MarkAsync(au, some, CancellationToken.None);
            return _desk.Wire.Requests;
        }
    }

    [Fact]
    public async Task Has_a_tag_of_snapshot_and_query()
    {
        await _desk.AddAsync(au, [Ordinary(days: 1).Play(au, 1)]);
        string first = await TagAsync(everything);
        Assert.Equal(first, await TagAsync(everything));
        string[] others = [await TagAsync(everything with { Team = "it-support" }), await TagAsync(everything with { Kind = TicketKind.Incident }), await TagAsync(everything with { To = LocalMonth.Of(2026, 1) })];
        await _desk.AddAsync(au, [Ordinary(days: 2).Play(au, 2)]);
        string later = await TagAsync(everything);
        Assert.Equal(5, others.Append(first).Append(later).Distinct().Count());

        async Task<string> TagAsync(SummaryQuery query) => (await _desk.Store.SummaryAsync(au, query, CancellationToken.None)).ETag;
    }

    [Fact]
    public async Task Covers_the_twelve_months_to_the_last_one_with_data_where_it_names_none()
    {
        await _desk.AddAsync(au, [Ordinary(days: 30).Play(au, 1)]);
        Summary summary = await _desk.SummaryAsync(au);
        Assert.Equal(new Period(LocalMonth.Of(2025, 3), LocalMonth.Of(2026, 2), Defaulted: true), summary.Period);
        Assert.Equal(new Period(LocalMonth.Of(2026, 1), LocalMonth.Of(2026, 1), Defaulted: false), (await _desk.SummaryAsync(au, "2026-01", "2026-01")).Period);
        Assert.Equal(_desk.Time.GetUtcNow(), summary.AsOf);
    }

    [Fact]
    public async Task Is_as_of_no_instant_before_what_is_counted()
    {
        // An import goes by the wall clock and reads back what a desk wrote whose clock was moved.
        List<TicketEvent> ahead = (Ordinary(days: 1) with { OpenedAt = _desk.Time.GetUtcNow().AddDays(31) }).Play(au, 1);
        await _desk.AddAsync(au, [ahead.Take(1)]);
        Assert.Equal(ahead[0].HappenedAt, (await _desk.SummaryAsync(au)).AsOf);
        await _desk.AddAsync(au, [ahead]);
        Assert.Equal(ahead[^1].HappenedAt, (await _desk.SummaryAsync(au)).AsOf);

        _desk.Time.Advance(TimeSpan.FromDays(1));
        await _desk.AddAsync(au, [Ordinary(days: 2).Play(au, 2)]);
        Assert.Equal(ahead[^1].HappenedAt, (await _desk.SummaryAsync(au)).AsOf);
    }

    [Fact]
    public async Task Filters_by_kind_and_team()
    {
        Script incident = Ordinary(days: 1) with { Steps = [] };
        await _desk.AddAsync(au, [incident.Play(au, 1), (incident with { Kind = TicketKind.Request }).Play(au, 2), (incident with { Choice = 5 }).Play(au, 3)]);
        Summary all = await _desk.SummaryAsync(au);
        string team = all.ByTeam.Single(row => row.Opened == 1).Team;

        Assert.Equal((3, 2, 1), (all.Totals.Opened, (await _desk.SummaryAsync(au, kind: "incident")).Totals.Opened, (await _desk.SummaryAsync(au, kind: "request")).Totals.Opened));
        Assert.Equal(team, Assert.Single((await _desk.SummaryAsync(au, team: team)).ByTeam).Team);
        Assert.Equal(1, (await _desk.SummaryAsync(au, team: team)).Totals.Backlog);
    }

    [Theory]
    [InlineData("2026-1", null, null, null, "/from")]
    [InlineData("2026-02", "2026-13", null, null, "/to")]
    [InlineData("2026-02", "2026-01", null, null, "/to")]
    [InlineData("2020-01", "2025-01", null, null, "/from")]
    [InlineData(null, null, "ticket", null, "/kind")]
    [InlineData(null, null, "0", null, "/kind")]
    [InlineData(null, null, null, " ", "/team")]
    public void Is_told_what_is_wrong_with_it(string? from, string? to, string? kind, string? team, string pointer) =>
        Assert.Equal(pointer, Assert.Single(SummaryQuery.Read(from, to, kind, team, out _)).Pointer);

    [Fact]
    public async Task Is_answered_in_these_words()
    {
        await _desk.AddAsync(au, [Ordinary(days: 1).Play(au, 1)]);
        Summary summary = await _desk.SummaryAsync(au, "2026-01", "2026-01");
        // As the HTTP contract has it: members without a value are left out, measures without one are null.
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
        const string Figures = "\"opened\":1,\"quick\":0,\"resolved\":1,\"firstContact\":0,\"resolutions\":1,\"reopenings\":0,\"backlog\":0,\"timeToResolveSeconds\":86400,\"meanTimeToResolveHours\":24,"
            + "\"resolvedWithTarget\":0,\"resolvedWithinTarget\":0,\"withinTargetShare\":null,\"targetCoverageShare\":0";
        const string None = "\"opened\":0,\"quick\":0,\"resolved\":0,\"firstContact\":0,\"resolutions\":0,\"reopenings\":0,\"backlog\":0,\"timeToResolveSeconds\":0,\"meanTimeToResolveHours\":null,"
            + "\"resolvedWithTarget\":0,\"resolvedWithinTarget\":0,\"withinTargetShare\":null,\"targetCoverageShare\":0";

        Assert.Equal(
            $"{{\"asOf\":\"2026-08-30T00:00:00+00:00\",\"snapshot\":\"{summary.Snapshot}\",\"zone\":\"Europe/Copenhagen\",\"timeBasis\":\"wall-time\","
            + "\"period\":{\"from\":\"2026-01\",\"to\":\"2026-01\",\"defaulted\":false},"
            + $"\"totals\":{{{Figures}}},"
            + $"\"byPriority\":[{{\"priority\":1,{None}}},{{\"priority\":2,{None}}},{{\"priority\":3,{Figures}}},{{\"priority\":4,{None}}},{{\"priority\":5,{None}}}],"
            + $"\"byMonth\":[{{\"month\":\"2026-01\",{Figures}}}],\"byTeam\":[{{\"team\":\"it-support\",{Figures}}}],"
            + $"\"cells\":[{{\"priority\":3,\"month\":\"2026-01\",\"team\":\"it-support\",{Figures}}}],"
            + "\"excluded\":{\"test\":0,\"duplicate\":0,\"withdrawn\":0}}",
            JsonSerializer.Serialize(summary, options));
    }

    private static async Task<int> CostAsync(ReportingDesk desk)
    {
        desk.Wire.Reset();
        await desk.Store.SummaryAsync(au, everything, CancellationToken.None);
        return desk.Wire.Requests;
    }
}
