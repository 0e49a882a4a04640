using System.Globalization;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>
/// What an organisation decides for itself (OM-09, OM-16, OM-21): the desk reads it, configuration is the process manager's and the
/// process owner's, and so is its audit. A change counts on this instance at once, on others within 30 s.
/// </summary>
public sealed class OrganisationParameters(ProfileStore profiles, ParameterVersions versions)
{
    private const Roles Configurers = Roles.ProcessManager | Roles.ProcessOwner;
    private const int Patience = 16;

    private static readonly string[] Known = ["before", "top"];
    private static readonly ProfileCheck Check = new(MailAddresses.IsOne, Callers.IsPersonId);

    [Function("ListParameters"), Door(Calling.Token)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/parameters")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        if (Refuses(caller, "Parameters need", Roles.Desk) is { } refusal)
            return refusal;
        StoredProfile stored = await profiles.FindAsync(caller.Organisation, stop);
        return Results.Json(new ParametersReply([.. ProfileParameters.All.Select(parameter => ParameterReply.Of(parameter, stored))]), Json.Options);
    }

    [Function("ReadParameter"), Door(Calling.Token)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/parameters/{name}")] HttpRequest request, string name, CancellationToken stop)
    {
        Caller caller = request.Caller();
        if (Refuses(caller, "Parameters need", Roles.Desk) is { } refusal)
            return refusal;
        return ProfileParameters.Find(name) is { } parameter
            ? new ParameterResult(ParameterReply.Of(parameter, await profiles.FindAsync(caller.Organisation, stop)))
            : Problem.NotFound();
    }

    [Function("WriteParameter"), Door(Calling.Token)]
    public async Task<IResult> Write([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/parameters/{name}")] HttpRequest request, string name, CancellationToken stop)
    {
        Caller caller = request.Caller();
        if (Refuses(caller, "Setting a parameter needs", Configurers) is { } refusal)
            return refusal;
        if (ProfileParameters.Find(name) is not { } parameter)
            return Problem.NotFound();
        IReadOnlyList<string>? tags = EntityTags.ReadIfMatch(request.Headers.IfMatch);
        (ParameterBody body, _) = await Bodies.ReadAsync<ParameterBody>(request, stop);
        object? value = ParameterValues.Read(parameter, body.Value);
        return await SetAsync(caller, parameter, value, tags, stop);
    }

    [Function("ReadParameterHistory"), Door(Calling.Token)]
    public async Task<IResult> History([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/parameters/{name}/history")] HttpRequest request, string name, CancellationToken stop)
    {
        Caller caller = request.Caller();
        if (Refuses(caller, "The history of a parameter needs", Configurers) is { } refusal)
            return refusal;
        if (ProfileParameters.Find(name) is not { } parameter)
            return Problem.NotFound();
        request.Query.MayName(Known);
        ParameterVersionPage page = await versions.ReadAsync(
            caller.Organisation, parameter, request.Query.Number("before", 1, ParameterVersions.HighestVersion), request.Query.PageSize(), stop);
        return Results.Json(new ParameterHistoryReply(name, [.. page.Versions.Select(ParameterVersionLine.Of)], page.Next), Json.Options);
    }

    private async Task<IResult> SetAsync(Caller caller, Parameter parameter, object? value, IReadOnlyList<string>? tags, CancellationToken stop)
    {
        // Another parameter may be set at the same time: then this one is checked against that one's new value.
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            StoredProfile stored = await profiles.FindAsync(caller.Organisation, stop);
            string tag = ParameterResult.TagOf(stored.VersionOf(parameter));
            if (tags is null)
                return new Problem(ProblemCode.PreconditionRequired, "Send If-Match with the ETag of the parameter that this value was made for.") { CurrentETag = tag };
            if (!tags.Contains(tag))
                return new Problem(ProblemCode.StaleVersion, "The parameter has changed since; read it again and decide anew.") { CurrentETag = tag };
            ProfileChanges changes = parameter.Decide(stored.Changes ?? new(), value);
            Profile becomes = changes.On(Aarhus.Profile);
            if (Check.Complain(parameter, stored.Profile, becomes) is { IsEmpty: false } complaints)
                throw ParameterValues.Wrong(complaints);
            if (!stored.IsChanged(parameter, becomes))
                return new ParameterResult(ParameterReply.Of(parameter, stored));
            switch (await profiles.CommitAsync(stored, changes, caller.Actor with { Roles = caller.Actor.Roles & Configurers }, stop))
            {
                case ProfileCommit.Committed committed:
                    return new ParameterResult(ParameterReply.Of(parameter, committed.Profile));
                case ProfileCommit.TooLarge:
                    return new Problem(ProblemCode.TooLarge, "The value is larger than a row of storage holds.");
            }
        }

        throw new DeskBusyException($"The parameters of {caller.Organisation} are being written to by too many at once.");
    }

    private static Problem? Refuses(Caller caller, string asked, Roles may) =>
        caller.Actor.Is(may) ? null : new Problem(ProblemCode.NotAllowed, RoleNames.Refusal(asked, may, caller.Actor.Roles));

    /// <summary>A parameter with its version as its ETag.</summary>
    private sealed class ParameterResult(ParameterReply parameter) : IResult
    {
        public static string TagOf(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ETag = TagOf(parameter.Version);
            return Results.Json(parameter, Json.Options).ExecuteAsync(httpContext);
        }
    }
}
