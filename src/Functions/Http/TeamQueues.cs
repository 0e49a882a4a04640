using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>What a dispatcher works from (AU-07, AU-44, AU-47): the team's queue, what it is offered, and who is there with how much to do.</summary>
public sealed class TeamQueues(TicketLists lists, ProfileStore profiles, TimeProvider time)
{
    private static readonly string[] Known = ["show", "top"];

    [Function("ReadQueue"), Door(Act.ReadQueue)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/teams/{team}/queue")] HttpRequest request, string team, CancellationToken stop)
    {
        Caller caller = request.Caller();
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        if (profile.FindTeam(team) is not { } of)
            return Problem.NotFound();
        if (Policy.Denies(Act.ReadQueue, caller.Actor, of.Id, profile) is { } denied)
            return new Problem(ProblemCode.NotAllowed, denied.Refusal.Detail);
        request.Query.MayName(Known);
        QueueShow show = request.Query.Choice<QueueShow>("show") ?? QueueShow.All;
        int top = request.Query.PageSize();
        OpenTickets queue = await lists.ReadOpenAsync(caller.Organisation, new TicketView.OfTeam(of.Id), stop);
        OpenTickets offered = await lists.ReadOpenAsync(caller.Organisation, new TicketView.OfferedTo(of.Id), stop);
        return Results.Json(QueueReply.Of(of, queue, offered, show, top, caller, profile, time.GetUtcNow()), Json.Options);
    }
}
