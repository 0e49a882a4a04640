using System.Diagnostics;
using System.Globalization;
using ItsmFunctions.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ItsmFunctions.Functions.Http;

/// <summary>An error as it goes out: RFC 9457 problem details with a stable code, and a JSON pointer to each member that is wrong.</summary>
/// <param name="Title">What the code means, in the language that Accept-Language prefers; so are what follows from it.</param>
/// <param name="Detail">What is wrong with this request.</param>
/// <param name="Remedy">What to do next.</param>
public sealed record ProblemDocument(
    string Type, string Title, int Status, string Code, string Detail, string Remedy, IReadOnlyList<ProblemError>? Errors, string? CurrentETag, FollowUp? FollowUp, string? TraceId)
{
    internal static ProblemDocument Of(ProblemCode code, Sentence detail, IReadOnlyList<Complaint> errors, string? currentETag, FollowUp? followUp, string? traceId, string language) => new(
        $"urn:itsm:problem:{code.Code}", code.Title.In(language), code.Status, code.Code, detail.In(language), code.Remedy.In(language), ProblemError.Of(errors, language), currentETag, followUp, traceId);
}

/// <param name="Pointer">JSON pointer to the member of the request, "" for the whole.</param>
public sealed record ProblemError(string Pointer, string Detail)
{
    internal static IReadOnlyList<ProblemError>? Of(IReadOnlyList<Complaint> complaints, string language) =>
        complaints.Count == 0 ? null : [.. complaints.Select(complaint => new ProblemError(complaint.Pointer, complaint.Detail.In(language)))];
}

/// <summary>How to go on from a closed ticket: a new one that is linked to it.</summary>
public sealed record FollowUp(string Method, string Href, string FollowUpOf);

/// <summary>A reply that says what went wrong and what to do next; never a stack trace.</summary>
public sealed class Problem(ProblemCode code, Sentence detail) : IResult
{
    public IReadOnlyList<Complaint> Errors { get; init; } = [];

    /// <summary>The ETag of the version that stands now (412, 428).</summary>
    public string? CurrentETag { get; init; }

    public FollowUp? FollowUp { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public int Status => code.Status;

    public string Code => code.Code;

    public Sentence Detail => detail;

    public static Problem NotSignedIn() =>
        new(ProblemCode.NotSignedIn, new(
            "The request does not say who it is from. Sign in; on the local runtime send X-MS-CLIENT-PRINCIPAL as the README shows.",
            "Det fremgår ikke, hvem anmodningen er fra. Log ind; på den lokale desk sendes X-MS-CLIENT-PRINCIPAL, som README viser."));

    public static Problem NotFound() => new(ProblemCode.NotFound, new("There is no such thing, or it is not yours to see.", "Det findes ikke, eller du har ikke adgang til at se det."));

    public static Problem KeyReused() => new(ProblemCode.IdempotencyKeyReused, new(
        "This key came before with another request. Use a fresh key for each intention.",
        "Nøglen er brugt før til en anden anmodning. Brug en ny nøgle til hver hensigt."));

    public static Problem Unavailable() =>
        new(ProblemCode.TryAgain, new(
            "The desk cannot do this right now. Repeat the request with the same Idempotency-Key.",
            "Det kan ikke lade sig gøre lige nu. Gentag anmodningen med samme Idempotency-Key.")) { RetryAfter = TimeSpan.FromSeconds(2) };

    public static Problem Unexpected() =>
        new(ProblemCode.Unexpected, new("This is a fault of the desk, not of the request. Report it with the traceId.", "Det er en fejl hos os, ikke i anmodningen. Meld den med traceId."));

    public static Problem Invalid(Sentence detail, params Complaint[] errors) =>
        new(ProblemCode.InvalidRequest, detail) { Errors = errors };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (CurrentETag is not null)
            httpContext.Response.Headers.ETag = CurrentETag;
        if (RetryAfter is { } wait)
            httpContext.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        string language = Languages.Of(httpContext.Request);
        httpContext.Response.Headers.ContentLanguage = language;
        httpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        var document = ProblemDocument.Of(code, detail, Errors, CurrentETag, FollowUp, Activity.Current?.TraceId.ToString(), language);
        return Results.Json(document, Json.Options, "application/problem+json", code.Status).ExecuteAsync(httpContext);
    }
}

/// <summary>The request could not be read: carries the reply, so that a door stays one line.</summary>
public sealed class UnreadableRequestException(Problem problem) : Exception(problem.ToString())
{
    public Problem Problem { get; } = problem;
}
