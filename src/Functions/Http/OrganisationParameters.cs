using System.Collections.Immutable;
using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Webhooks;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>
/// What an organisation decides for itself (OM-09, OM-16, OM-21): the desk reads it, configuration is the process manager's and the
/// process owner's, and so is its audit. A change counts on this instance at once, on others within 30 s.
/// </summary>
public sealed class OrganisationParameters(ProfileStore profiles, ParameterVersions versions, TicketLists lists, WebhookTarget target, Publishing publishing)
{
    private const int Patience = 16;

    private static readonly string[] Known = ["before", "top"];
    private readonly ProfileCheck _check = new(MailAddresses.IsOne, Callers.IsPersonId, target.Complain);

    [Function("ListParameters"), Door(Act.ReadParameters, AtTheGate = true)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/parameters")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        StoredProfile stored = await profiles.FindAsync(caller.Organisation, stop);
        return Results.Json(new ParametersReply([.. ProfileParameters.All.Select(parameter => ParameterReply.Of(parameter, stored))]), Json.Options);
    }

    [Function("ReadParameter"), Door(Act.ReadParameters, AtTheGate = true)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/parameters/{name}")] HttpRequest request, string name, CancellationToken stop)
    {
        Caller caller = request.Caller();
        return ProfileParameters.Find(name) is { } parameter
            ? new ParameterResult(ParameterReply.Of(parameter, await profiles.FindAsync(caller.Organisation, stop)))
            : Problem.NotFound();
    }

    [Function("WriteParameter"), Door(Act.WriteParameters, AtTheGate = true)]
    public async Task<IResult> Write([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/parameters/{name}")] HttpRequest request, string name, CancellationToken stop)
    {
        Caller caller = request.Caller();
        if (ProfileParameters.Find(name) is not { } parameter)
            return Problem.NotFound();
        IReadOnlyList<string>? tags = EntityTags.ReadIfMatch(request.Headers.IfMatch);
        (ParameterBody body, _) = await Bodies.ReadAsync<ParameterBody>(request, stop);
        object? value = ParameterValues.Read(parameter, body.Value);
        return await SetAsync(caller, parameter, value, body.Simulation, tags, stop);
    }

    [Function("ReadParameterHistory"), Door(Act.WriteParameters, AtTheGate = true)]
    public async Task<IResult> History([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/parameters/{name}/history")] HttpRequest request, string name, CancellationToken stop)
    {
        Caller caller = request.Caller();
        if (ProfileParameters.Find(name) is not { } parameter)
            return Problem.NotFound();
        request.Query.MayName(Known);
        ParameterVersionPage page = await versions.ReadAsync(
            caller.Organisation, parameter, request.Query.Number("before", 1, ParameterVersions.HighestVersion), request.Query.PageSize(), stop);
        return Results.Json(new ParameterHistoryReply(name, [.. page.Versions.Select(ParameterVersionLine.Of)], page.Next), Json.Options);
    }

    /// <summary>The ETag of a parameter of that version.</summary>
    internal static string TagOf(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private async Task<IResult> SetAsync(Caller caller, Parameter parameter, object? value, string? simulation, IReadOnlyList<string>? tags, CancellationToken stop)
    {
        // Another parameter may be set at the same time: then this one is checked against that one's new value.
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            StoredProfile stored = await profiles.FindAsync(caller.Organisation, stop);
            string tag = TagOf(stored.VersionOf(parameter));
            if (tags is null)
                return new Problem(ProblemCode.PreconditionRequired, "Send If-Match with the ETag of the parameter that this value was made for.") { CurrentETag = tag };
            if (!tags.Contains(tag))
                return new Problem(ProblemCode.StaleVersion, "The parameter has changed since; read it again and decide anew.") { CurrentETag = tag };
            ProfileChanges changes = parameter.Decide(stored.Changes ?? new(), value);
            Profile becomes = changes.On(Aarhus.Profile);
            if (_check.Complain(parameter, stored.Profile, becomes) is { IsEmpty: false } complaints)
                throw ParameterValues.Wrong(complaints);
            if (await StillNeededAsync(caller.Organisation, stored.Profile, becomes, stop) is { IsEmpty: false } needed)
                throw ParameterValues.Wrong(needed);
            if (!stored.IsChanged(parameter, becomes))
                return new ParameterResult(ParameterReply.Of(parameter, stored));
            if (await publishing.JudgeAsync(stored, parameter, becomes, simulation, stop) is { } refused)
                return refused;
            switch (await profiles.CommitAsync(stored, changes, caller.Actor with { Roles = caller.Actor.Roles & Policy.MayAnywhere(Act.WriteParameters) }, stop))
            {
                case ProfileCommit.Committed committed:
                    return new ParameterResult(ParameterReply.Of(parameter, committed.Profile));
                case ProfileCommit.TooLarge:
                    return new Problem(ProblemCode.TooLarge, "The value is larger than a row of storage holds.");
            }
        }

        throw new DeskBusyException($"The parameters of {caller.Organisation} are being written to by too many at once.");
    }

    // Tickets of a team that is gone would be in nobody's hands: one request for each team that goes.
    private async Task<ImmutableArray<Complaint>> StillNeededAsync(OrganisationId organisation, Profile before, Profile after, CancellationToken stop)
    {
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        foreach (Team gone in before.Teams.Where(team => after.FindTeam(team.Id) is null))
        {
            OpenTickets open = await lists.ReadOpenAsync(organisation, new TicketView.OfTeam(gone.Id), stop);
            if (open.Tickets is not [var first, ..])
                continue;
            string many = string.Create(CultureInfo.InvariantCulture, $"{open.Tickets.Count}{(open.More ? "+" : "")}");
            complaints.Add(new("", new(
                $"{gone.Name} has {many} open, {first.Number} {(open.Tickets.Count == 1 ? "alone" : "among them")}: hand over what '{gone.Id}' has, then take it away.",
                $"{gone.Name} har {many} åbne, {(open.Tickets.Count == 1 ? "nemlig" : "blandt dem")} {first.Number}: giv det, som '{gone.Id}' har, videre, før det fjernes.")));
        }

        return complaints.ToImmutable();
    }

    /// <summary>A parameter with its version as its ETag.</summary>
    private sealed class ParameterResult(ParameterReply parameter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ETag = TagOf(parameter.Version);
            return Results.Json(parameter, Json.Options).ExecuteAsync(httpContext);
        }
    }
}
