using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Http;

/// <summary>What a change is beside what every ticket is.</summary>
/// <param name="Type">Id of its type.</param>
/// <param name="Stage">Where it is: a stage of its type, or closed.</param>
/// <param name="Stages">The stages that it passes, in order.</param>
/// <param name="HandedIn">False while its author writes at it.</param>
/// <param name="Cycles">How often a review sent it back.</param>
/// <param name="ReviewTeam">Id of the team that reviews it, where it names one.</param>
/// <param name="Reviewers">Person ids of who reviews it, where it names them.</param>
/// <param name="BuildStartedAt">When work on it began before its launch.</param>
/// <param name="Outcome">How it ended, as who carried it out says.</param>
public sealed record ChangeReply(
    string Type, StageReply Stage, IReadOnlyList<StageReply> Stages, DateTimeOffset Since, bool HandedIn, int Cycles, string? Template, string? BackOutPlan, string? Risk,
    string? ReviewTeam, IReadOnlyList<string>? Reviewers, WindowReply? Window, ReviewReply? Review, DateTimeOffset? BuildStartedAt, DateTimeOffset? StartedAt, DateTimeOffset? ImplementedAt,
    ChangeOutcome? Outcome, string? Report)
{
    /// <summary>Other changes on the same configuration item or service at the same time; said when it is planned.</summary>
    public IReadOnlyList<CollisionReply>? Collisions { get; init; }

    /// <summary>Person ids of reviewers and delegates whom neither the staff directory nor the desk knows: no mail reaches them. Said when they are named; left out where there are none.</summary>
    public IReadOnlyList<string>? UnknownPeople { get; init; }

    public static ChangeReply Of(ChangeState change, TicketStatus status, string language) => new(
        change.Plan.Type,
        change.At is { } at ? new(at.Id, at.Label(language)) : status == TicketStatus.Cancelled ? new(ChangeTypes.GivenUp, language == "da" ? "Annulleret" : "Cancelled") : new(ChangeTypes.Over, language == "da" ? "Lukket" : "Closed"),
        [.. change.Plan.Stages.Select(stage => new StageReply(stage.Id, stage.Label(language)))],
        change.Since, change.HandedIn, change.Cycles, change.Plan.Template, change.Plan.BackOutPlan?.Value, change.Plan.Risk?.Value, change.Plan.ReviewTeam,
        change.Plan.Reviewers is { } reviewers ? [.. reviewers.Ids] : null,
        change.Window is { } window ? new(window.From, window.Until, window.FreezeReason?.Value) : null,
        change.OpenReview is { } review ? ReviewReply.Of(review, change) : null,
        change.BuildStartedAt, change.StartedAt, change.ImplementedAt, change.Outcome, change.Report?.Value);
}

public sealed record StageReply(string Id, string Label)
{
    /// <summary>Of a change that is known by its row alone: a type may have been taken from the catalogue since, and the stage stays what it is.</summary>
    internal static StageReply Of(string type, string stage, Profile profile, string language) => stage == ChangeTypes.Over
        ? new(stage, language == "da" ? "Lukket" : "Closed")
        : new(stage, profile.FindChangeType(type)?.Stages.FirstOrDefault(each => each.Id == stage)?.Label(language) ?? stage);
}

/// <param name="FreezeReason">Why it may be in a freeze window.</param>
public sealed record WindowReply(DateTimeOffset From, DateTimeOffset Until, string? FreezeReason);

/// <summary>A review: who was asked and what they said.</summary>
/// <param name="Quorum">What decides: any, all, majority, number or roles.</param>
/// <param name="Needed">How many approvals, of a number.</param>
/// <param name="Veto">One rejection decides.</param>
/// <param name="DueAt">When it passes without a decision: it is never approved by that.</param>
/// <param name="Reminders">When those who have not voted are reminded next.</param>
public sealed record ReviewReply(
    string Stage, QuorumKind Quorum, int? Needed, bool Veto, DateTimeOffset AskedAt, DateTimeOffset DueAt, IReadOnlyList<DateTimeOffset> Reminders, int Escalations, bool? Approved, IReadOnlyList<ElectorReply> Electorate)
{
    public static ReviewReply Of(Review review, ChangeState change) => Of(review, change.At!);

    public static ReviewReply Of(Review review, ChangeStage stage) => new(
        stage.Id, stage.Review!.Quorum.Kind, stage.Review.Quorum.Count, stage.Review.Quorum.Veto, review.Asked, review.DueAt, [.. review.Reminders], review.Escalations, review.Approved,
        [.. review.Electorate.Select(elector => new ElectorReply(elector.Person, [.. elector.Roles], elector.Choice, elector.Comment?.Value, elector.By == elector.Person ? null : elector.By, elector.VotedAt))]);
}

/// <param name="By">Person id of the delegate who cast it.</param>
public sealed record ElectorReply(string Person, IReadOnlyList<ReviewRole> Roles, VoteChoice? Choice, string? Comment, string? By, DateTimeOffset? VotedAt);
