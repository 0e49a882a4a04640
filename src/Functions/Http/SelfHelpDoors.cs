using System.ComponentModel.DataAnnotations;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.SelfHelp;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Functions.Knowledge;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.SelfHelp;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>What end users find out for themselves, and whether it helped (IT-03). Reading is not recorded.</summary>
public sealed class SelfHelpDoors(ProfileStore profiles, SelfHelpCounts counts, KnowledgeDesk knowledge, TimeProvider time)
{
    /// <summary>A day's marks are of use to its last answer: they go when it is over beyond doubt.</summary>
    private static readonly TimeSpan LastAnswers = TimeSpan.FromHours(1);

    private static readonly string[] Known = ["q", "lang"];

    [Function("ReadSelfHelp"), Door(Act.ReadCatalogue, AtTheGate = true)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/self-help")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        request.Query.MayName(Known);
        string query = request.Query["q"].ToString();
        if (!string.IsNullOrWhiteSpace(query) && Texts.Complain("/q", query, SelfHelpSearch.LongestQuery, required: false) is not null)
            throw Queries.Wrong("q", $"Some words, at most {SelfHelpSearch.LongestQuery} characters.");
        string language = request.Query.ContainsKey("lang") ? request.Query["lang"].ToString() : caller.Language;
        if (!Languages.All.Contains(language))
            throw Queries.Wrong("lang", $"One of {string.Join(", ", Languages.All)}.");
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        return Results.Json(new SelfHelpReply(language, [.. SelfHelpSearch.Find(profile.SelfHelp, query, language).Select(entry => SelfHelpItem.Of(entry, language))]), Json.Options);
    }

    [Function("AnswerSelfHelp"), Door(Act.AnswerSelfHelp, AtTheGate = true)]
    public async Task<IResult> Answer([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/self-help/{entry}/answered")] HttpRequest request, string entry, CancellationToken stop)
    {
        Caller caller = request.Caller();
        (SelfHelpAnswerBody body, byte[] bytes) = await Bodies.ReadAsync<SelfHelpAnswerBody>(request, stop);
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        if (profile.SelfHelp.All(known => known.Id != entry) && !(await knowledge.WerePublishedAsync(caller.Organisation, [entry], stop)).Contains(entry))
            return Problem.NotFound();
        if (body.Helped is not { } helped)
            return Problem.Invalid("The answer is missing.", new Complaint("/helped", "Required: true or false."));
        DateOnly day = LocalDays.DayOf(time.GetUtcNow(), profile.TimeZone);
        DateTimeOffset over = LocalDays.ToInstant(day.AddDays(1).ToDateTime(TimeOnly.MinValue), profile.TimeZone) + LastAnswers;
        SelfHelpAnswer answer = await counts.AnswerAsync(caller.Organisation, entry, caller.Actor.Id, day, over, helped, IdempotencyKeys.Read(request, caller, bytes), stop);
        if (answer == SelfHelpAnswer.KeyReused)
            return Problem.KeyReused();
        if (answer == SelfHelpAnswer.Replayed)
            request.HttpContext.Response.Headers["Idempotency-Replayed"] = "true";
        return Results.Json(new SelfHelpAnswerReply(entry, helped), Json.Options);
    }
}

/// <summary>Entries of self-help, the best match first; without words to look for all of them.</summary>
/// <param name="Language">Of the texts.</param>
public sealed record SelfHelpReply(string Language, IReadOnlyList<SelfHelpItem> Entries);

/// <summary>One question with its answer.</summary>
/// <param name="Category">Id of the category that it is about: a portal takes it over into the ticket.</param>
/// <param name="Kind">What a ticket about it would be; missing where it could be either.</param>
public sealed record SelfHelpItem(string Id, string Question, string Answer, string? Category, string? Subcategory, TicketKind? Kind)
{
    internal static SelfHelpItem Of(SelfHelpEntry entry, string language) =>
        new(entry.Id, entry.In(language).Question, entry.In(language).Answer, entry.Category, entry.Subcategory, entry.Kind);
}

/// <param name="Helped">Required: whether the entry settled it.</param>
public sealed record SelfHelpAnswerBody([property: Required] bool? Helped);

/// <summary>The answer that counts today.</summary>
/// <param name="Entry">Id of the entry, or of the article.</param>
public sealed record SelfHelpAnswerReply(string Entry, bool Helped);
