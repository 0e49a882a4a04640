using System.Collections.Immutable;
using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting;
using ItsmFunctions.Reporting.Forecasts;
using ItsmFunctions.Reporting.Summaries;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Numbers for managers, from projections: at most three storage requests, whatever the store holds.</summary>
public sealed class Reports(ReportStore reports, ProfileStore profiles, SelfHelpReports selfHelp, Forecaster forecaster, TimeProvider time)
{
    private static readonly string[] Known = ["from", "to", "kind", "team"];
    private static readonly string[] Months = ["from", "to"];

    [Function("ReadSummary"), Door(Act.ReadReports, AtTheGate = true)]
    public async Task<IResult> ReadSummary([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/summary")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        SummaryQuery query = Read(request.Query);
        SummaryAnswer answer = await reports.SummaryAsync(caller.Organisation, query, stop);
        await HoldAsync(query, answer.Summary.Period, answer.Summary.ByTeam.Count, caller, stop);
        return new ReportResult(answer.Summary, answer.ETag);
    }

    [Function("ReadHandovers"), Door(Act.ReadReports, AtTheGate = true)]
    public async Task<IResult> ReadHandovers([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/handovers")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        SummaryQuery query = ReadWithoutKind(request.Query);
        (HandoverSummary summary, string tag) = await reports.HandoversAsync(caller.Organisation, query, stop);
        await HoldAsync(query, summary.Period, summary.Pairs.Count, caller, stop);
        return new ReportResult(summary, tag);
    }

    [Function("ReadSatisfaction"), Door(Act.ReadReports, AtTheGate = true)]
    public async Task<IResult> ReadSatisfaction([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/satisfaction")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        SummaryQuery query = ReadWithoutKind(request.Query);
        (SatisfactionSummary summary, string tag) = await reports.SatisfactionAsync(caller.Organisation, query, stop);
        await HoldAsync(query, summary.Period, summary.ByTeam.Count, caller, stop);
        return new ReportResult(summary, tag);
    }

    private static SummaryQuery ReadWithoutKind(IQueryCollection query) =>
        query.ContainsKey("kind") ? throw Wrong(new Complaint("/kind", "Known here: from, to, team.")) : Read(query);

    [Function("ReadSelfHelpReport"), Door(Act.ReadReports, AtTheGate = true)]
    public async Task<IResult> ReadSelfHelp([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/self-help")] HttpRequest request, CancellationToken stop)
    {
        request.Query.MayName(Months);
        Caller caller = request.Caller();
        SummaryQuery query = Read(request.Query);
        (SelfHelpSummary summary, string tag) = await selfHelp.ReadAsync(caller.Organisation, query, stop);
        await HoldAsync(query, summary.Period, lines: 0, caller, stop);
        return new ReportResult(summary, tag);
    }

    [Function("ReadForecastQuality"), Door(Act.ReadReports, AtTheGate = true)]
    public async Task<IResult> ReadForecastQuality([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/forecast-quality")] HttpRequest request, CancellationToken stop)
    {
        request.Query.MayName([]);
        OrganisationId organisation = request.Caller().Organisation;
        Profile profile = await profiles.ReadAsync(organisation, stop);
        return Results.Json(await forecaster.QualityAsync(organisation, profile.Book.At(time.GetUtcNow()), stop), Json.Options);
    }

    // What the answer shows only when it is there: a period that was cut, and a team of which nobody knows anything.
    private async Task HoldAsync(SummaryQuery query, Period period, int lines, Caller caller, CancellationToken stop)
    {
        if (query.From < period.From)
            throw Wrong(new Complaint("/from", string.Create(
                CultureInfo.InvariantCulture, $"A summary covers at most {SummaryQuery.MostMonths} months, and without to it ends with {period.To}: send a from of {period.From} or later, or a to as well.")));
        // A team that is gone, or that an import brought, has its figures still.
        if (query.Team is { } team && lines == 0 && (await profiles.ReadAsync(caller.Organisation, stop)).FindTeam(team) is null)
            throw Wrong(new Complaint("/team", $"There is no team '{team}', and no figures of one that was called so; GET /api/catalogue lists them."));
    }

    private static SummaryQuery Read(IQueryCollection query)
    {
        foreach (string name in query.Keys.Where(name => !Known.Contains(name)))
            throw Wrong(new Complaint($"/{name}", $"Known here: {string.Join(", ", Known)}."));
        foreach (string name in Known.Where(name => query[name].Count > 1))
            throw Wrong(new Complaint($"/{name}", "It is there more than once: say it once."));
        ImmutableArray<Complaint> complaints = SummaryQuery.Read(query["from"], query["to"], query["kind"], query["team"], out SummaryQuery read);
        return complaints.IsEmpty ? read : throw Wrong([.. complaints]);
    }

    private static UnreadableRequestException Wrong(params Complaint[] complaints) =>
        new(Problem.Invalid("The query cannot be answered.", complaints));

    private sealed class ReportResult(object report, string etag) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            string tag = $"\"{etag}\"";
            httpContext.Response.Headers.ETag = tag;
            httpContext.Response.Headers.CacheControl = "private, no-cache";
            if (!EntityTags.NoneMatchNames(httpContext.Request, tag))
                return Results.Json(report, Json.Options).ExecuteAsync(httpContext);
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
    }
}
