using System.Collections.Immutable;
using System.Text;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Queries;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>What dashboards ask: all visuals of a page at once, from the columns of the latest snapshot. One storage request where nothing changed.</summary>
public sealed class ReportQueryDoors(ReportQueries queries, ProfileStore profiles)
{
    private static readonly string[] Known = ["q"];

    [Function("QueryReports"), Door(Act.ReadReports, AtTheGate = true)]
    public async Task<IResult> Ask([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/query")] HttpRequest request, CancellationToken stop)
    {
        (QueryRequest query, _) = await Bodies.ReadAsync<QueryRequest>(request, stop);
        return await AnswerAsync(request, query, stop);
    }

    /// <summary>The same by address, which a browser keeps.</summary>
    [Function("ReadReportQuery"), Door(Act.ReadReports, AtTheGate = true)]
    public Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/query")] HttpRequest request, CancellationToken stop)
    {
        request.Query.MayName(Known);
        return request.Query["q"].ToString() is { Length: > 0 } text
            ? AnswerAsync(request, Bodies.Parse<QueryRequest>(Encoding.UTF8.GetBytes(text)), stop)
            : throw Wrong(new Complaint("/q", "The query, as the body of POST /api/reports/query."));
    }

    [Function("ListReportTickets"), Door(Act.List, AtTheGate = true)]
    public async Task<IResult> Drill([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/tickets")] HttpRequest request, CancellationToken stop)
    {
        (DrillRequest drill, _) = await Bodies.ReadAsync<DrillRequest>(request, stop);
        try
        {
            (DrillAnswer? answer, ImmutableArray<Complaint> complaints) = await queries.DrillAsync(ScopeOf(request.Caller()), drill, stop);
            return answer is null ? throw Wrong([.. complaints]) : Results.Json(ReportTicketsReply.Of(answer), Json.Options);
        }
        catch (UnanswerableQueryException asked)
        {
            throw Wrong(new Complaint("", asked.Message));
        }
    }

    /// <summary>What can be asked, in the caller's language, and what ids of this organisation are called.</summary>
    [Function("ReadReportCatalogue"), Door(Act.ReadReports, AtTheGate = true)]
    public async Task<IResult> ReadCatalogue([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/catalogue")] HttpRequest request, CancellationToken stop)
    {
        request.Query.MayName([]);
        Caller caller = request.Caller();
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        return Results.Json(ReportCatalogueReply.Of(profile, caller.Language, ScopeOf(caller)), Json.Options);
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, QueryRequest query, CancellationToken stop)
    {
        try
        {
            (PageAnswer? answer, ImmutableArray<Complaint> complaints) = await queries.AskAsync(ScopeOf(request.Caller()), query, stop);
            return answer is null ? throw Wrong([.. complaints]) : new TaggedResult(ReportPageReply.Of(answer), answer.ETag);
        }
        catch (UnanswerableQueryException asked)
        {
            throw Wrong(new Complaint("", asked.Message));
        }
    }

    // Whoever works at the desk sees every ticket of their organisation (AU-31); whoever only reads reports sees no ticket at all.
    private static ReportScope ScopeOf(Caller caller) => new(caller.Organisation, null, AggregatesOnly: !caller.Actor.Is(Roles.Desk));

    private static UnreadableRequestException Wrong(params Complaint[] complaints) => new(Problem.Invalid("The query cannot be answered.", complaints));
}
