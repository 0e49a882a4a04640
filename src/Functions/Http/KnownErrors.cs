using System.ComponentModel.DataAnnotations;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.SelfHelp;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Knowledge;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Faults that are known, and how to live with them (A2). End users read the public title and workaround and nothing else.</summary>
public sealed class KnownErrors(KnownErrorStore store, ProfileStore profiles, CommandDoor door)
{
    private static readonly string[] Known = ["q", "retired"];

    [Function("ListKnownErrors"), Door(Act.ReadKnowledge, AtTheGate = true)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/known-errors")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        request.Query.MayName(Known);
        string query = request.Query["q"].ToString();
        if (!string.IsNullOrWhiteSpace(query) && Texts.Complain("/q", query, SelfHelpSearch.LongestQuery, required: false) is not null)
            throw Queries.Wrong("q", $"Some words, at most {SelfHelpSearch.LongestQuery} characters.");
        bool retired = request.Query.Flag("retired") && caller.ReadsAsDesk;
        IReadOnlyList<KnownError> errors = retired ? await store.ReadAllAsync(caller.Organisation, stop) : await store.ReadOpenAsync(caller.Organisation, stop);
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        return Results.Json(new KnownErrorsReply([.. KnownErrorSearch.Find(errors, query, caller.ReadsAsDesk, caller.Language, profile).Select(error => KnownErrorReply.Of(error, caller.ReadsAsDesk))]), Json.Options);
    }

    [Function("ReadKnownError"), Door(Act.ReadKnowledge, AtTheGate = true)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/known-errors/{error}")] HttpRequest request, string error, CancellationToken stop)
    {
        Caller caller = request.Caller();
        return KnownError.ProblemOf(error) is not null && await store.FindAsync(caller.Organisation, error, stop) is { } found
            && (caller.ReadsAsDesk || found is { State.IsOpen: true, PublicWorkaround: not null })
            ? Results.Json(KnownErrorReply.Of(found, caller.ReadsAsDesk), Json.Options)
            : Problem.NotFound();
    }

    [Function("RetireKnownError"), Door(Act.RetireKnownError)]
    public Task<IResult> Retire([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/known-errors/{error}/retire")] HttpRequest request, string error, CancellationToken stop) =>
        door.AppendAsync<RetireBody>(request, KnownError.ProblemOf(error)?.ToString() ?? error, body => new ProblemCommand.Retire(body.Reason ?? ""), stop);
}

/// <param name="Reason">Mandatory: why it holds no more.</param>
public sealed record RetireBody([property: Required, MaxLength(Texts.LongestReason)] string? Reason);

public sealed record KnownErrorsReply(IReadOnlyList<KnownErrorReply> KnownErrors);

/// <summary>A known error. What is missing is for the desk.</summary>
/// <param name="PublicTitle">What end users see of it, in their words; missing where it was given none: its category says then what it is about.</param>
/// <param name="PublicWorkaround">What end users may do meanwhile.</param>
/// <param name="Open">False where it holds no more.</param>
/// <param name="Problem">Number of the problem that it came from.</param>
/// <param name="Title">The problem's.</param>
/// <param name="InternalWorkaround">What the desk does.</param>
public sealed record KnownErrorReply(
    string Id, bool Open, DateTimeOffset Since, string Category, string Subcategory, string? PublicTitle, string? PublicWorkaround,
    string? Problem, string? Title, string? ConfigurationItem, string? Service, string? Location, string? RootCause, string? InternalWorkaround, DateTimeOffset? RetiredAt, string? RetiredBy, string? RetiredFor)
{
    public static KnownErrorReply Of(KnownError error, bool desk)
    {
        var told = new KnownErrorReply(error.Id, error.State.IsOpen, error.State.Since, error.Category, error.Subcategory, error.PublicTitle?.Value, error.PublicWorkaround?.Value, null, null, null, null, null, null, null, null, null, null);
        return !desk ? told : told with
        {
            Problem = error.Problem.ToString(),
            Title = error.Title.Value,
            ConfigurationItem = error.ConfigurationItem,
            Service = error.Service,
            Location = error.Location,
            RootCause = error.RootCause?.Value,
            InternalWorkaround = error.Workaround?.Value,
            RetiredAt = error.State.RetiredAt,
            RetiredBy = error.State.RetiredBy,
            RetiredFor = error.State.RetiredFor?.Value,
        };
    }
}
