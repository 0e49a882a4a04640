using System.ComponentModel.DataAnnotations;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Forecasts;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>The clocks of a ticket, folded from its events each time they are asked for; and their corrections, which are events too.</summary>
public sealed class ServiceLevels(Desk desk, CommandDoor door, Replies replies, TicketStore store, ProfileStore profiles, Forecaster forecaster, TimeProvider time)
{
    private static readonly string[] KnownOfAll = ["asOf"];
    private static readonly string[] KnownOfOne = ["asOf", "cycle"];

    [Function("ReadServiceLevels"), Door(Act.Read)]
    public async Task<IResult> ReadAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tickets/{number}/sla")] HttpRequest request, string number, CancellationToken stop)
    {
        request.Query.MayName(KnownOfAll);
        Caller caller = request.Caller();
        return await FoldAsync(caller, number, AsOf(request), stop) is { } folded
            ? Results.Json(ServiceLevelsReply.Of(await ForecastAsync(folded, caller, stop), caller), Json.Options)
            : Problem.NotFound();
    }

    [Function("ExplainServiceLevel"), Door(Act.Read)]
    public async Task<IResult> ExplainAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tickets/{number}/sla/{target}/explain")] HttpRequest request, string number, string target, CancellationToken stop)
    {
        request.Query.MayName(KnownOfOne);
        int? cycle = request.Query.Number("cycle", 1, 1_000_000);
        Caller caller = request.Caller();
        if (!ServiceTarget.TryParse(target, out TargetKind kind, out string? of) || !FoldedClocks.IsShown(kind, caller) || await FoldAsync(caller, number, AsOf(request), stop) is not { } folded)
            return Problem.NotFound();
        Clock? asked = folded.Clocks.All.LastOrDefault(clock => clock.Target == target && (cycle is null || clock.Cycle == cycle));
        // Why nothing runs is explained too; a cycle that there was not is nothing.
        return asked is null && cycle is not null ? Problem.NotFound() : Results.Json(asked is null ? ExplanationReply.OfNothing(kind, of, folded) : ExplanationReply.Of(asked, folded), Json.Options);
    }

    // Only of what may still be breached, and for the desk: all other tickets cost no request more.
    private async Task<FoldedClocks> ForecastAsync(FoldedClocks folded, Caller caller, CancellationToken stop) =>
        caller.ReadsAsDesk && folded.Visible(caller).Any(folded.IsUndecided) && folded.History.IsKnown
            ? folded with { Forecasts = await forecaster.FindAsync(folded.Ticket.Organisation, folded.Book.At(folded.AsOf), folded.AsOf, stop) }
            : folded;

    [Function("CorrectServiceLevel"), Door(Act.CorrectServiceLevel)]
    public Task<IResult> CorrectAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/correct-service-level")] HttpRequest request, string number, CancellationToken stop)
    {
        TicketCommand.CorrectServiceLevel? command = null;
        return door.AppendAsync<CorrectionBody>(
            request, number, body => command = body.ToCommand(), (outcome, caller, token) => CorrectedAsync(request, caller, number, command!, outcome, token), stop, mayBeDry: true);
    }

    // As the clock stands with the correction; a rehearsal shows how it would.
    private async Task<IResult> CorrectedAsync(HttpRequest request, Caller caller, string number, TicketCommand.CorrectServiceLevel command, Outcome outcome, CancellationToken stop)
    {
        if (outcome is not (Outcome.Done or Outcome.Rehearsed) || await FoldAsync(caller, number, time.GetUtcNow(), stop) is not { } folded)
            return await replies.FromAsync(outcome, caller, stop);
        Clock clock = folded.Clocks.All.Last(command.Means);
        request.HttpContext.Response.Headers.ETag = Guard.TagOf(folded.Ticket, caller);
        if (outcome is Outcome.Done { Replayed: true })
            request.HttpContext.Response.Headers["Idempotency-Replayed"] = "true";
        return Results.Json(ExplanationReply.Of(outcome is Outcome.Rehearsed ? clock.Without(command.From!.Value, command.Until!.Value, folded.Book) : clock, folded), Json.Options);
    }

    private DateTimeOffset AsOf(HttpRequest request)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset asOf = request.Query.Instant("asOf") ?? now;
        return asOf > now ? throw Queries.Wrong("asOf", "An instant that has been: how a clock will stand depends on what happens until then.") : asOf;
    }

    private async Task<FoldedClocks?> FoldAsync(Caller caller, string number, DateTimeOffset asOf, CancellationToken stop)
    {
        if (!TicketNumber.TryParse(number, out TicketNumber parsed) || await desk.ReadAsync(caller, parsed, stop) is not { } ticket)
            return null;
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        ServiceBook book = profile.Book.KnownAt(asOf);
        TicketEvent[] events = [.. (await store.ReadEventsAsync(ticket.Organisation, ticket.Number, ticket.Version, stop)).Select(stored => stored.Event).Where(e => e.HappenedAt <= asOf)];
        return new(ticket, events, Clocks.Of(events, book), book, profile, asOf) { ForDesk = caller.ReadsAsDesk };
    }
}

/// <summary>Time that a clock should not have counted.</summary>
/// <param name="Target">acknowledge, firstResponse, nextUpdate, resolution, ola:TEAM or uc:SUPPLIER.</param>
/// <param name="Cycle">The latest, where left out.</param>
/// <param name="From">The first instant that is not counted.</param>
/// <param name="Until">The first that is counted again: never later than now.</param>
/// <param name="Reason">For the desk: it stands in the history and in the journal.</param>
public sealed record CorrectionBody([property: Required] string? Target, int? Cycle, [property: Required] DateTimeOffset? From, [property: Required] DateTimeOffset? Until, [property: Required, MaxLength(Texts.LongestReason)] string? Reason)
{
    internal TicketCommand.CorrectServiceLevel ToCommand() => new(Target, Cycle, From, Until, Reason);
}

/// <summary>The clocks of one ticket as they stood at an instant.</summary>
internal sealed record FoldedClocks(Ticket Ticket, IReadOnlyList<TicketEvent> Events, Clocks Clocks, ServiceBook Book, Profile Profile, DateTimeOffset AsOf)
{
    /// <summary>False for requesters, who are not told who is told.</summary>
    public required bool ForDesk { get; init; }

    // What a team or a supplier owes the desk is the desk's own.
    public static bool IsShown(TargetKind kind, Caller caller) => caller.ReadsAsDesk || kind is TargetKind.FirstResponse or TargetKind.NextUpdate or TargetKind.Resolution;

    /// <summary>What like tickets came to; null where nobody asks, or the reports cannot say.</summary>
    public ForecastBase? Forecasts { get; init; }

    public ClockHistory History => field ??= ClockHistory.Of(Events);

    public bool IsUndecided(Clock clock) => clock.StateAt(Book, AsOf) is ClockState.Running or ClockState.Paused;

    public Forecast? ForecastOf(Clock clock) => IsUndecided(clock) ? Forecasts?.Of(ForecastQuestion.Of(Ticket.Number, clock, History, Book, AsOf), AsOf) : null;

    public IEnumerable<Clock> Visible(Caller caller) => Clocks.All.Where(clock => IsShown(clock.Kind, caller));
}

/// <param name="NextUpdateBy">Until when the requester is promised to hear of it again; null where nothing is promised now.</param>
/// <param name="Clocks">In the order in which they began.</param>
public sealed record ServiceLevelsReply(string Number, DateTimeOffset AsOf, DateTimeOffset? NextUpdateBy, IReadOnlyList<ClockReply> Clocks)
{
    internal static ServiceLevelsReply Of(FoldedClocks folded, Caller caller) => new(
        folded.Ticket.Number.ToString(),
        folded.AsOf,
        folded.Clocks.NextUpdateBy(folded.Book),
        [.. folded.Visible(caller).Select(clock => ClockReply.Of(clock, folded))]);
}

/// <param name="Target">acknowledge, firstResponse, nextUpdate, resolution, ola:TEAM or uc:SUPPLIER.</param>
/// <param name="Cycle">1, and one more for each reopening, message, stay, wait or change of goal.</param>
/// <param name="State">How it stands: breached of one that is open, too, once its deadline has passed.</param>
/// <param name="Policy">Id of the policy that promises it.</param>
/// <param name="Calendar">Id of the calendar that it counts in.</param>
/// <param name="GoalSeconds">Counted time that is promised.</param>
/// <param name="CountedSeconds">Whole seconds that have been counted.</param>
/// <param name="RemainingSeconds">Of the goal; below zero where it has been exceeded.</param>
/// <param name="DueAt">Null while it is paused before its deadline: nobody knows when it goes on.</param>
/// <param name="CountsFrom">The first instant that counts.</param>
/// <param name="AttachedAt">When the policy was chosen.</param>
/// <param name="BreachedOnAttach">True where the deadline had passed when the policy was chosen.</param>
/// <param name="Warnings">When how much of the goal is used up; not those that a pause keeps open.</param>
/// <param name="Told">Who was told of what, for the desk.</param>
/// <param name="Forecast">How likely a breach is, for the desk, of what may still be breached; missing in an explanation, and where the reports have nothing yet.</param>
public sealed record ClockReply(
    string Target, int Cycle, ClockState State, string Policy, string Calendar, long GoalSeconds, long CountedSeconds, long RemainingSeconds, DateTimeOffset? DueAt, DateTimeOffset CountsFrom,
    DateTimeOffset AttachedAt, DateTimeOffset? EndedAt, bool? BreachedOnAttach, IReadOnlyList<ClockWarning> Warnings, IReadOnlyList<ToldReply>? Told, ForecastReply? Forecast)
{
    internal static ClockReply Of(Clock clock, FoldedClocks folded)
    {
        TimeSpan counted = clock.Counted(folded.Book, folded.AsOf);
        return new(
            clock.Target, clock.Cycle, clock.StateAt(folded.Book, folded.AsOf), clock.Policy, clock.Calendars[^1].Calendar, (long)clock.Goal.TotalSeconds, (long)counted.TotalSeconds, (long)Math.Floor((clock.Goal - counted).TotalSeconds),
            clock.DueAt(folded.Book), clock.CountsFrom, clock.AttachedAt, clock.EndedAt, clock.BreachedOnAttach,
            [.. clock.Warnings(folded.Book).Select(warning => new ClockWarning(warning.Percent, warning.Lead, warning.At))],
            folded.ForDesk ? [.. clock.Told.Select(ToldReply.Of)] : null,
            ForecastReply.Of(folded.ForecastOf(clock)));
    }
}

/// <summary>How likely a breach is, by how much more time like tickets needed from the same state on. It says what was, not why.</summary>
/// <param name="BreachLikelihood">0 to 1, with three decimals; missing where there are fewer than 30 like cases whatever they have in common.</param>
/// <param name="Cases">How many like cases there were: times that a ticket was in that state for as long.</param>
/// <param name="Level">Of fallback: 0 where enough tickets are alike in everything, else how often something was left out, up to 4.</param>
/// <param name="AlikeIn">What they have in common: kind, handlingRank, category, team and state at level 0.</param>
public sealed record ForecastReply(double? BreachLikelihood, int Cases, int Level, IReadOnlyList<string> AlikeIn)
{
    private const int Digits = 3;

    internal static ForecastReply? Of(Forecast? forecast) =>
        forecast is null ? null : new(forecast.BreachLikelihood is { } likelihood ? Math.Round(likelihood, Digits) : null, forecast.Cases, forecast.Level, Likeness.Levels[forecast.Level]);
}

/// <param name="Percent">Of the goal; null of a warning that is so many minutes before the deadline.</param>
/// <param name="LeadMinutes">Counted minutes before the deadline.</param>
public sealed record ClockWarning(int? Percent, int? LeadMinutes, DateTimeOffset At);

/// <summary>A warning that was told, or the breach, where it has neither percent nor minutes.</summary>
/// <param name="At">When the latest was told.</param>
/// <param name="Step">1 for the first who was told.</param>
/// <param name="To">The latest who was told; null for nobody.</param>
/// <param name="ClimbsAt">When the next one is told, unless somebody acknowledges it.</param>
/// <param name="AcknowledgedBy">Id of the person.</param>
public sealed record ToldReply(int? Percent, int? LeadMinutes, DateTimeOffset At, int Step, EscalationRole? To, DateTimeOffset? ClimbsAt, string? AcknowledgedBy)
{
    internal static ToldReply Of(Telling told) => new(told.Percent, told.Lead, told.At, told.Step, told.Whom, told.ClimbsAt, told.AcknowledgedBy);
}

/// <param name="Clock">Left out where none runs: the sentence says why.</param>
/// <param name="Sentence">What the segments come to.</param>
/// <param name="Segments">In order; they touch, and none is empty.</param>
public sealed record ExplanationReply(string Number, DateTimeOffset AsOf, ClockReply? Clock, BilingualText Sentence, IReadOnlyList<SegmentReply> Segments)
{
    internal static ExplanationReply OfNothing(TargetKind kind, string? of, FoldedClocks folded) =>
        new(folded.Ticket.Number.ToString(), folded.AsOf, null, ClockSentences.OfNothing(kind, of, folded), []);

    internal static ExplanationReply Of(Clock clock, FoldedClocks folded)
    {
        IReadOnlyList<ClockSegment> segments = ClockSegment.Of(clock, folded.Book, folded.AsOf);
        return new(
            folded.Ticket.Number.ToString(), folded.AsOf, ClockReply.Of(clock, folded), ClockSentences.Of(clock, segments, folded),
            [.. segments.Select(segment => new SegmentReply(segment.From, segment.Until, segment.Kind, (long)segment.Length.TotalSeconds, segment.Name, segment.Reason, segment.Party is { } party ? CommandNames.Kebab(party.ToString()) : null, segment.Corrected))]);
    }
}

public sealed record BilingualText(string English, string Danish);

/// <param name="Seconds">Elapsed time.</param>
/// <param name="Name">Of a holiday.</param>
/// <param name="Reason">Code of the pending reason for which it was paused; left out of the time in which the ticket was resolved.</param>
/// <param name="Party">Who was waited for.</param>
/// <param name="Corrected">True of time that a correction took away.</param>
public sealed record SegmentReply(DateTimeOffset From, DateTimeOffset Until, SegmentKind Kind, long Seconds, string? Name, string? Reason, string? Party, bool? Corrected);
