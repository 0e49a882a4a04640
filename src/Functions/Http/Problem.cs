using System.Diagnostics;
using System.Globalization;
using ItsmFunctions.Domain;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Functions.Http;

/// <summary>An error as it goes out: RFC 9457 problem details with a stable code, and a JSON pointer to each member that is wrong.</summary>
public sealed record ProblemDocument(
    string Type, string Title, int Status, string Code, string Detail, IReadOnlyList<Complaint>? Errors, string? CurrentETag, FollowUp? FollowUp, string? TraceId);

/// <summary>How to go on from a closed ticket: a new one that is linked to it.</summary>
public sealed record FollowUp(string Method, string Href, string FollowUpOf);

/// <summary>A reply that says what went wrong and what to do next; never a stack trace.</summary>
public sealed class Problem(ProblemCode code, string detail) : IResult
{
    public IReadOnlyList<Complaint> Errors { get; init; } = [];

    /// <summary>The ETag of the version that stands now (412, 428).</summary>
    public string? CurrentETag { get; init; }

    public FollowUp? FollowUp { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public int Status => code.Status;

    public string Code => code.Code;

    public string Detail => detail;

    public static Problem NotSignedIn() =>
        new(ProblemCode.NotSignedIn, "The request does not say who it is from. Sign in; on the local runtime send X-MS-CLIENT-PRINCIPAL as the README shows.");

    public static Problem NotFound() => new(ProblemCode.NotFound, "There is no such thing, or it is not yours to see.");

    public static Problem Unavailable() =>
        new(ProblemCode.TryAgain, "The desk cannot do this right now. Repeat the request with the same Idempotency-Key.") { RetryAfter = TimeSpan.FromSeconds(2) };

    public static Problem Unexpected() =>
        new(ProblemCode.Unexpected, "This is a fault of the desk, not of the request. Report it with the traceId.");

    public static Problem Invalid(string detail, params Complaint[] errors) =>
        new(ProblemCode.InvalidRequest, detail) { Errors = errors };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (CurrentETag is not null)
            httpContext.Response.Headers.ETag = CurrentETag;
        if (RetryAfter is { } wait)
            httpContext.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var document = new ProblemDocument(
            $"urn:itsm:problem:{code.Code}", code.Title, code.Status, code.Code, detail, Errors.Count == 0 ? null : Errors, CurrentETag, FollowUp, Activity.Current?.TraceId.ToString());
        return Results.Json(document, Json.Options, "application/problem+json", code.Status).ExecuteAsync(httpContext);
    }
}

/// <summary>The request could not be read: carries the reply, so that a door stays one line.</summary>
public sealed class UnreadableRequestException(Problem problem) : Exception(problem.ToString())
{
    public Problem Problem { get; } = problem;
}
