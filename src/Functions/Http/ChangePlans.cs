using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Changes;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>What will become of a change, and what has: reads, and writes nothing.</summary>
public sealed class ChangePlans(Desk desk, TicketStore store, ChangeCalendar calendar, ProfileStore profiles, TicketLists lists, UnknownPeople unknown, TimeProvider time)
{
    [Function("PreviewChange"), Door(Act.OpenChange, AtTheGate = true)]
    public async Task<IResult> PreviewAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/changes/preview")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        (ChangeBody body, _) = await Bodies.ReadAsync<ChangeBody>(request, stop);
        NewChange wanted = body.ToNewChange(caller.Person.Id);
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        DateTimeOffset now = time.GetUtcNow();
        (DateTimeOffset from, DateTimeOffset until) = FlightPlan.Span(wanted, now);
        IReadOnlyList<PlannedChange> others = await calendar.ReadAsync(caller.Organisation, from, until, stop);
        (Decision.Rejected? wrong, FlightPlan? plan) = FlightPlan.Of(wanted, caller.Actor, now, profile, others);
        return wrong is not null
            ? Replies.ProblemOf(wrong.Refusal)
            : Results.Json(FlightPlanReply.Of(plan!, await unknown.AmongAsync(caller.Organisation, wanted.Reviewers ?? [], profile, stop), caller.Language), Json.Options);
    }

    /// <summary>What waits for the caller's vote: two storage requests, however many changes there are.</summary>
    [Function("ReadVotes"), Door(Act.ListOwn, AtTheGate = true)]
    public async Task<IResult> ReadVotesAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/changes/votes")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        DateTimeOffset now = time.GetUtcNow();
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        OpenTickets inReview = await lists.ReadOpenAsync(caller.Organisation, new TicketView.InReview(), stop);
        return Results.Json(
            new VotesReply([.. inReview.Tickets.Select(ticket => VoteAsked.Of(ticket, caller.Person.Id, now, profile, caller.Language)).OfType<VoteAsked>().OrderBy(asked => asked.DueAt)], inReview.More), Json.Options);
    }

    [Function("ReadReviews"), Door(Act.Read)]
    public async Task<IResult> ReadReviewsAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/changes/{number}/reviews")] HttpRequest request, string number, CancellationToken stop)
    {
        Caller caller = request.Caller();
        if (!TicketNumber.TryParse(number, out TicketNumber change) || await desk.ReadAsync(caller, change, stop) is not { Change: not null } ticket)
            return Problem.NotFound();
        IReadOnlyList<StoredEvent> events = await store.ReadEventsAsync(ticket.Organisation, ticket.Number, ticket.Version, stop);
        return Results.Json(new ReviewsReply(ticket.Number.ToString(), [.. ReviewRound.Of(events.Select(e => e.Event)).Select(round => ReviewRoundReply.Of(round, caller.Language))]), Json.Options);
    }
}

/// <summary>What would become of a change that is opened like this. Nothing of it was written down.</summary>
/// <param name="Team">Id of the team that would carry it out.</param>
/// <param name="Stages">Those that it would pass, in order.</param>
/// <param name="Missing">What it lacks before it can be handed in, by the member of the request; as a draft it can be opened.</param>
/// <param name="Freezes">That its window touches; where it says no window, those of the next 92 days.</param>
/// <param name="FreezeNeedsReason">A freeze holds its window, and it may pass with a reason: an emergency.</param>
/// <param name="FreezeForbids">A freeze holds its window, and no reason lets it pass: such a window is refused.</param>
/// <param name="Collisions">Other changes on the same configuration item or service in its window.</param>
/// <param name="EarliestLaunch">None within 92 days where it is left out.</param>
/// <param name="UnknownPeople">Reviewers whom neither the staff directory nor the desk knows: no mail reaches them.</param>
public sealed record FlightPlanReply(
    string Type, string Team, string? ReviewTeam, WindowReply? Window, IReadOnlyList<PlannedStageReply> Stages, IReadOnlyList<MissingReply> Missing, IReadOnlyList<FreezeReply> Freezes, bool FreezeNeedsReason, bool FreezeForbids,
    IReadOnlyList<CollisionReply> Collisions, EarliestLaunchReply EarliestLaunch, IReadOnlyList<string>? UnknownPeople)
{
    public static FlightPlanReply Of(FlightPlan plan, IReadOnlyList<string>? unknown, string language)
    {
        ChangePlan of = plan.Change.Change!.Plan;
        return new(
            of.Type, plan.Change.Team, of.ReviewTeam, plan.Window is { } window ? new(window.From, window.Until, window.FreezeReason?.Value) : null,
            [.. plan.Stages.Select(stage => PlannedStageReply.Of(stage, language))],
            [.. plan.Missing.Select(missing => new MissingReply(missing.Pointer, missing.Detail.In(language)))],
            [.. plan.Freezes.Select(freeze => FreezeReply.Of(freeze, language))],
            plan.Window is { FreezeReason: null } && of.MayPassFreeze && !plan.Freezes.IsEmpty,
            plan.Window is not null && !of.MayPassFreeze && !plan.Freezes.IsEmpty,
            [.. plan.Collisions.Select(other => CollisionReply.Of(plan.Entry!, other))],
            new(plan.Soonest, plan.ByDeadlines), unknown);
    }
}

/// <param name="Pointer">The member of the request.</param>
public sealed record MissingReply(string Pointer, string Detail);

/// <param name="Soonest">Where its reviewers vote at once: the first time outside freezes and collisions, as long as its window, or an hour.</param>
/// <param name="ByDeadlines">Likewise, where each review takes until its deadline.</param>
public sealed record EarliestLaunchReply(DateTimeOffset? Soonest, DateTimeOffset? ByDeadlines);

/// <param name="EntersAt">Where every review before it takes until its deadline.</param>
/// <param name="Review">Of a review, and of nothing else.</param>
public sealed record PlannedStageReply(string Id, string Label, StageKind Kind, DateTimeOffset? EntersAt, PlannedReviewReply? Review)
{
    public static PlannedStageReply Of(PlannedStage stage, string language) => new(
        stage.Stage.Id, stage.Stage.Label(language), stage.Stage.Kind, stage.EntersAt,
        stage.Stage.Review is { } rules && stage.Asked is { } asked
            ? new(rules.Quorum.Kind, rules.Quorum.Count, rules.Quorum.Roles, rules.Quorum.Veto, stage.EntersAt is null ? null : asked.DueAt, rules.Overdue,
                !stage.CannotApprove,
                [.. asked.Electorate.Select(elector => new PlannedElectorReply(elector.Person, [.. elector.Roles], [.. stage.Away.Where(away => away.Person == elector.Person).Select(away => new AwayReply(away.Absence.From, away.Absence.Until))]))])
            : null);
}

/// <param name="Needed">How many approvals, of a number.</param>
/// <param name="Roles">One approval of each, of roles.</param>
/// <param name="DueAt">Its deadline, if it is opened when `entersAt` says.</param>
/// <param name="Overdue">What its deadline does: escalate, extend or reject. It never approves.</param>
/// <param name="CanApprove">False where those who would be asked are too few to approve, or lack a role: then its deadline decides.</param>
/// <param name="Electorate">Who would be asked, if it were opened now.</param>
public sealed record PlannedReviewReply(QuorumKind Quorum, int? Needed, IReadOnlyList<ReviewRole>? Roles, bool Veto, DateTimeOffset? DueAt, WhenOverdue Overdue, bool CanApprove, IReadOnlyList<PlannedElectorReply> Electorate);

/// <param name="Away">When they are away while it is open: they can delegate their vote.</param>
public sealed record PlannedElectorReply(string Person, IReadOnlyList<ReviewRole> Roles, IReadOnlyList<AwayReply> Away);

public sealed record AwayReply(DateTimeOffset From, DateTimeOffset Until);

/// <param name="Votes">Those that are due first come first.</param>
/// <param name="More">True where more changes are in review than were looked through.</param>
public sealed record VotesReply(IReadOnlyList<VoteAsked> Votes, bool More);

/// <summary>A change that waits for the caller's vote.</summary>
/// <param name="DueAt">When its review passes without a decision.</param>
/// <param name="For">Person ids of those in whose place the caller votes; left out where it is their own vote.</param>
public sealed record VoteAsked(string Number, string Title, string Type, StageReply Stage, string Team, DateTimeOffset DueAt, IReadOnlyList<string>? For)
{
    internal static VoteAsked? Of(TicketSummary ticket, string person, DateTimeOffset now, Profile profile, string language)
    {
        string[] of = [.. ticket.Review?.Asks(person, now) ?? []];
        return of.Length == 0 ? null : new(
            ticket.Number.ToString(), ticket.Title.Value, ticket.Review!.Type, StageReply.Of(ticket.Review.Type, ticket.Review.Stage, profile, language), ticket.Team, ticket.Review.DueAt, of.Contains(person) ? null : of);
    }
}

/// <param name="Reviews">In order; the last may be open.</param>
public sealed record ReviewsReply(string Number, IReadOnlyList<ReviewRoundReply> Reviews);

/// <summary>One review, with every vote that was cast in it.</summary>
/// <param name="Cycle">How often a review had sent the change back before: 0 for the first time.</param>
/// <param name="ClosedAt">When it was decided; none while it is open.</param>
/// <param name="Approved">None where it is open, or the change was cancelled.</param>
/// <param name="ByDeadline">Its deadline rejected it, nobody's vote.</param>
/// <param name="Electorate">Who was asked, and their votes as they stand.</param>
/// <param name="Votes">Every vote in order, those that were changed too.</param>
public sealed record ReviewRoundReply(
    StageReply Stage, int Cycle, DateTimeOffset OpenedAt, DateTimeOffset DueAt, DateTimeOffset? ClosedAt, bool? Approved, bool? ByDeadline, QuorumKind Quorum, int? Needed, bool Veto, int Reminders, int Escalations, int Extensions,
    IReadOnlyList<ElectorReply> Electorate, IReadOnlyList<VoteReply> Votes, IReadOnlyList<DelegationReply> Delegations)
{
    public static ReviewRoundReply Of(ReviewRound round, string language) => new(
        new(round.Stage.Id, round.Stage.Label(language)), round.Cycle, round.OpenedAt, round.Review.DueAt, round.ClosedAt, round.Review.Approved, round.ByDeadline ? true : null,
        round.Stage.Review!.Quorum.Kind, round.Stage.Review.Quorum.Count, round.Stage.Review.Quorum.Veto, round.Review.Reminded, round.Review.Escalations, round.Review.Extensions,
        ReviewReply.Of(round.Review, round.Stage).Electorate,
        [.. round.Votes.Select(vote => new VoteReply(vote.Elector, vote.By == vote.Elector ? null : vote.By, vote.Choice, vote.Comment.Value, vote.At))],
        [.. round.Delegations.Select(each => new DelegationReply(each.Of, each.To, each.From, each.Until))]);
}

/// <param name="Of">Person id of whose vote it is.</param>
/// <param name="By">Person id of the delegate who cast it.</param>
public sealed record VoteReply(string Of, string? By, VoteChoice Choice, string Comment, DateTimeOffset At);

/// <param name="Of">Person id of whose vote it is.</param>
/// <param name="To">Person id of who votes in the meantime.</param>
public sealed record DelegationReply(string Of, string To, DateTimeOffset From, DateTimeOffset Until);
