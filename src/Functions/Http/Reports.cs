using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting;
using ItsmFunctions.Reporting.Summaries;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Numbers for managers, from projections: at most three storage requests, whatever the store holds.</summary>
public sealed class Reports(ReportStore reports, SelfHelpReports selfHelp)
{
    private static readonly string[] Known = ["from", "to", "kind", "team"];
    private static readonly string[] Months = ["from", "to"];

    [Function("ReadSummary"), Door(Act.ReadReports, AtTheGate = true)]
    public async Task<IResult> ReadSummary([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/summary")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        SummaryAnswer answer = await reports.SummaryAsync(caller.Organisation, Read(request.Query), stop);
        return new ReportResult(answer.Summary, answer.ETag);
    }

    [Function("ReadHandovers"), Door(Act.ReadReports, AtTheGate = true)]
    public async Task<IResult> ReadHandovers([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/handovers")] HttpRequest request, CancellationToken stop)
    {
        (HandoverSummary summary, string tag) = await reports.HandoversAsync(request.Caller().Organisation, ReadWithoutKind(request.Query), stop);
        return new ReportResult(summary, tag);
    }

    [Function("ReadSatisfaction"), Door(Act.ReadReports, AtTheGate = true)]
    public async Task<IResult> ReadSatisfaction([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/satisfaction")] HttpRequest request, CancellationToken stop)
    {
        (SatisfactionSummary summary, string tag) = await reports.SatisfactionAsync(request.Caller().Organisation, ReadWithoutKind(request.Query), stop);
        return new ReportResult(summary, tag);
    }

    private static SummaryQuery ReadWithoutKind(IQueryCollection query) =>
        query.ContainsKey("kind") ? throw Wrong(new Complaint("/kind", "Known here: from, to, team.")) : Read(query);

    [Function("ReadSelfHelpReport"), Door(Act.ReadReports, AtTheGate = true)]
    public async Task<IResult> ReadSelfHelp([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/self-help")] HttpRequest request, CancellationToken stop)
    {
        request.Query.MayName(Months);
        (SelfHelpSummary summary, string tag) = await selfHelp.ReadAsync(request.Caller().Organisation, Read(request.Query), stop);
        return new ReportResult(summary, tag);
    }

    private static SummaryQuery Read(IQueryCollection query)
    {
        foreach (string name in query.Keys.Where(name => !Known.Contains(name)))
            throw Wrong(new Complaint($"/{name}", $"Known here: {string.Join(", ", Known)}."));
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
