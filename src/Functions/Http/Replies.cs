using System.Collections.Immutable;
using Azure;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Changes;
using ItsmFunctions.Storage.Knowledge;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ItsmFunctions.Functions.Http;

/// <summary>Says in HTTP what became of a request: one switch.</summary>
public sealed class Replies(ProfileStore profiles, ChangeCalendar calendar, KnownErrorStore knownErrors, UnknownPeople unknown, TimeProvider time)
{
    public async Task<IResult> FromAsync(Outcome outcome, Caller caller, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        return outcome switch
        {
            Outcome.Opened opened => await OfAsync(opened.Ticket, caller, profile, created: true, opened.Replayed, stop),
            Outcome.Done done => await OfAsync(done.Ticket, caller, profile, created: false, done.Replayed, stop),
            Outcome.Rehearsed rehearsed => new TicketResult(
                TicketReply.Of(rehearsed.Ticket, caller, profile, time.GetUtcNow()) with { Prompts = PromptReply.Of(rehearsed.Becomes, caller, profile) }, Guard.TagOf(rehearsed.Ticket, caller), created: false, replayed: false),
            Outcome.DoneBefore => new DoneBeforeResult(),
            _ => ProblemOf(outcome, caller),
        };
    }

    /// <summary>Of a change that may have been planned, or named people: with what it collides with, as the calendar knows it by now, and whom nobody knows.</summary>
    public async Task<IResult> ChangedAsync(Outcome outcome, Caller caller, CancellationToken stop)
    {
        IResult result = await FromAsync(outcome, caller, stop);
        Ticket? ticket = outcome switch { Outcome.Opened opened => opened.Ticket, Outcome.Done done => done.Ticket, _ => null };
        if (ticket?.Change is not { } of || result is not TicketResult { Ticket.Change: { } change } said)
            return result;
        try
        {
            Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
            change = change with { UnknownPeople = await unknown.AmongAsync(caller.Organisation, [.. of.Plan.Reviewers?.Ids ?? [], .. of.Delegations.Select(each => each.To)], profile, stop) };
            if (PlannedChange.Of(ticket) is { } mine && Policy.Denies(Act.ReadChangeCalendar, caller.Actor) is null)
                change = change with { Collisions = [.. (await calendar.CollisionsOfAsync(ticket, stop)).Select(other => CollisionReply.Of(mine, other))] };
            return said.With(said.Ticket with { Change = change });
        }
        catch (RequestFailedException)
        {
            // It was done: that storage does not answer now is no reason to say otherwise.
            return result;
        }
    }

    /// <summary>What became of one ticket of many.</summary>
    public static BulkLine LineOf(string number, Outcome outcome, Caller caller, Profile profile) => outcome switch
    {
        Outcome.Done done => new(number, StatusCodes.Status200OK, Guard.TagOf(done.Ticket, caller), null, null, null, PromptReply.Of(done.Ticket, caller, profile)),
        Outcome.DoneBefore => new(number, StatusCodes.Status204NoContent, null, null, null, null),
        Outcome.NotGuarded of => BulkLine.Of(number, NotGuarded(of, caller, new("Give the ticket's etag: that of the version for which this was decided.", "Angiv sagens etag: den udgave, som beslutningen gælder.")), caller.Language),
        _ => BulkLine.Of(number, ProblemOf(outcome, caller), caller.Language),
    };

    private static Problem NotGuarded(Outcome.NotGuarded of, Caller caller, Sentence what) => new(ProblemCode.PreconditionRequired, what) { CurrentETag = Guard.TagOf(of.Ticket, caller) };

    private static Problem ProblemOf(Outcome outcome, Caller caller) =>
        outcome switch
        {
            Outcome.NotFound => Problem.NotFound(),
            Outcome.Refused refused => From(refused),
            Outcome.NotGuarded of => NotGuarded(of, caller, new("Send If-Match with the ETag of the ticket that this command was made for.", "Send If-Match med ETag for den udgave af sagen, som beslutningen gælder.")),
            Outcome.Stale stale => new Problem(ProblemCode.StaleVersion, new("The ticket has changed since; read it again and decide anew.", "Sagen er ændret siden; læs den igen, og tag stilling på ny.")) { CurrentETag = Guard.TagOf(stale.Ticket, caller) },
            Outcome.KeyReused => Problem.KeyReused(),
            _ => throw new InvalidOperationException(outcome.GetType().Name),
        };

    public async Task<IResult> OfAsync(Ticket ticket, Caller caller, CancellationToken stop) =>
        await OfAsync(ticket, caller, await profiles.ReadAsync(caller.Organisation, stop), created: false, replayed: false, stop);

    private async ValueTask<TicketResult> OfAsync(Ticket ticket, Caller caller, Profile profile, bool created, bool replayed, CancellationToken stop) => new(
        TicketReply.Of(ticket, caller, profile, time.GetUtcNow()) with { KnownErrors = KnownError.MayBeKnown(ticket) ? await KnownAsync(ticket, caller, stop) : null }, Guard.TagOf(ticket, caller), created, replayed);

    // From memory: what a ticket's answer costs stays what it was.
    private async Task<IReadOnlyList<KnownErrorReply>?> KnownAsync(Ticket ticket, Caller caller, CancellationToken stop)
    {
        try
        {
            ImmutableArray<KnownError> open = await knownErrors.ReadOpenAsync(caller.Organisation, stop);
            KnownErrorReply[] offered = [.. open.Where(error => error.Offers(ticket) && (caller.ReadsAsDesk || error.PublicWorkaround is not null)).Select(error => KnownErrorReply.Of(error, caller.ReadsAsDesk))];
            return offered.Length == 0 ? null : offered;
        }
        catch (RequestFailedException)
        {
            // The ticket was opened, or read: that nobody can tell now what is known is no reason to say otherwise.
            return null;
        }
    }

    private static Problem From(Outcome.Refused refused) => new(CodeOf(refused.Refusal.Code), refused.Refusal.Detail)
    {
        Errors = refused.Refusal.Complaints,
        FollowUp = refused.Refusal.Code == RefusalCode.TicketClosed ? FollowUpOf(refused.Ticket!) : null,
    };

    /// <summary>What the domain refuses of something that is no ticket yet.</summary>
    public static Problem ProblemOf(Refusal refusal) => new(CodeOf(refusal.Code), refusal.Detail) { Errors = refusal.Complaints };

    /// <summary>As what a refusal of the domain goes out.</summary>
    internal static ProblemCode CodeOf(RefusalCode code) => code switch
    {
        RefusalCode.InvalidRequest => ProblemCode.InvalidRequest,
        RefusalCode.NotAllowed => ProblemCode.NotAllowed,
        RefusalCode.ResolveBySupport => ProblemCode.ResolveBySupport,
        RefusalCode.TransitionNotAllowed => ProblemCode.TransitionNotAllowed,
        RefusalCode.TicketClosed => ProblemCode.TicketClosed,
        RefusalCode.HandoverIncomplete => ProblemCode.HandoverIncomplete,
        RefusalCode.NothingOffered => ProblemCode.NothingOffered,
        RefusalCode.NeverHandedOver => ProblemCode.NeverHandedOver,
        RefusalCode.OpenTasks => ProblemCode.OpenTasks,
        RefusalCode.NoOpenTask => ProblemCode.NoOpenTask,
        RefusalCode.LinkNotPossible => ProblemCode.LinkNotPossible,
        RefusalCode.SurveyNotOpen => ProblemCode.SurveyNotOpen,
        RefusalCode.ReviewClosed => ProblemCode.ReviewClosed,
        RefusalCode.ChangeFrozen => ProblemCode.ChangeFrozen,
        RefusalCode.WorkaroundMissing => ProblemCode.WorkaroundMissing,
        RefusalCode.NotMajor => ProblemCode.NotMajor,
        RefusalCode.NotCoordinated => ProblemCode.NotCoordinated,
        RefusalCode.ClosureIncomplete => ProblemCode.ClosureIncomplete,
        RefusalCode.NothingToApprove => ProblemCode.NothingToApprove,
        RefusalCode.NotAwaited => ProblemCode.NotAwaited,
        RefusalCode.TooManyAttachments => ProblemCode.TooManyAttachments,
        _ => throw new InvalidOperationException(code.ToString()),
    };

    private static FollowUp FollowUpOf(Ticket ticket) => new(
        "POST",
        ticket.Number.Kind switch
        {
            TicketKind.Request => "/api/requests",
            TicketKind.Change => "/api/changes",
            TicketKind.Problem => "/api/problems",
            _ => "/api/incidents",
        },
        ticket.Number.ToString());
}

/// <summary>It was done, and that is all: the ticket is not the caller's to read any more.</summary>
internal sealed class DoneBeforeResult : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers["Idempotency-Replayed"] = "true";
        httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}

/// <summary>A ticket with its ETag; 304 where If-None-Match names it.</summary>
internal sealed class TicketResult(TicketReply ticket, string tag, bool created, bool replayed) : IResult
{
    public TicketReply Ticket => ticket;

    public TicketResult With(TicketReply other) => new(other, tag, created, replayed);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.ContentLanguage = Languages.Of(httpContext.Request);
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        if (replayed)
            response.Headers["Idempotency-Replayed"] = "true";
        if (created)
            response.Headers.Location = $"/api/tickets/{ticket.Number}";
        // A known error comes and goes without another version of the ticket that it is offered on.
        if (ticket.KnownErrors is null && HttpMethods.IsGet(httpContext.Request.Method) && EntityTags.NoneMatchNames(httpContext.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return Results.Json(ticket, Json.Options, statusCode: created ? 201 : 200).ExecuteAsync(httpContext);
    }
}
