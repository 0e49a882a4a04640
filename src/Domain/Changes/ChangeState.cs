using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Changes;

/// <summary>How a change ended, as whoever carried it out says.</summary>
public enum ChangeOutcome
{
    Successful,
    SuccessfulWithIssues,
    Failed,
    BackedOut,
}

public enum VoteChoice
{
    Approve,
    Reject,

    /// <summary>Does not count either way.</summary>
    Abstain,
}

/// <summary>What a change is about beside what every ticket says: fixed by its author each time it is handed in.</summary>
/// <param name="Type">Id of its type.</param>
/// <param name="Stages">The type's as they were when the change was opened: what the organisation decides later is for later changes.</param>
/// <param name="Template">Id of the template that it follows.</param>
/// <param name="BackOutPlan">How it is undone.</param>
/// <param name="Risk">What can go wrong, in the author's words.</param>
/// <param name="Reviewers">Person ids of who reviews it; null for the reviewing team.</param>
public sealed record ChangePlan(
    string Type, ImmutableArray<ChangeStage> Stages, bool MayPassFreeze, bool NeedsBackOutPlan,
    string? Template = null, PersonalText? BackOutPlan = null, PersonalText? Risk = null, string? ReviewTeam = null, IdList? Reviewers = null)
{
    /// <summary>Whether nothing but its template was approved: what that says of it stays. A type that is no more was pre-approved where it has no review.</summary>
    public bool FollowsTemplate(Profile profile) => Template is not null && (profile.FindChangeType(Type)?.PreApproved ?? Stages.All(stage => stage.Kind != StageKind.Review));

    public ChangeStage? Find(string id) => Stages.FirstOrDefault(stage => stage.Id == id);

    /// <summary>The one after it; null after the last.</summary>
    public ChangeStage? After(string id) => Stages.SkipWhile(stage => stage.Id != id).Skip(1).FirstOrDefault();

    /// <summary>Whether it has been launched when this stage is entered: what is rejected then is remedied, not rewritten (A3).</summary>
    public bool IsBehindLaunch(string id) => Stages.TakeWhile(stage => stage.Id != id).Any(stage => stage.Kind == StageKind.Scheduled);

    public bool Equals(ChangePlan? other) =>
        other is not null && Stages.SequenceEqual(other.Stages)
        && (Type, MayPassFreeze, NeedsBackOutPlan, Template, BackOutPlan, Risk, ReviewTeam, Reviewers) == (other.Type, other.MayPassFreeze, other.NeedsBackOutPlan, other.Template, other.BackOutPlan, other.Risk, other.ReviewTeam, other.Reviewers);

    public override int GetHashCode() => HashCode.Combine(Type, Stages.Length);
}

/// <summary>When it is to be carried out: from the first instant up to, and without, the last.</summary>
/// <param name="FreezeReason">Why it may be in a freeze window, where it is in one.</param>
public sealed record ChangeWindow(DateTimeOffset From, DateTimeOffset Until, PersonalText? FreezeReason = null);

/// <summary>Where a change is: the fold of its events.</summary>
/// <param name="Stage">Id of its stage; <see cref="ChangeTypes.Over"/> when it is closed or cancelled.</param>
/// <param name="Entered">Version of the event with which the stage was entered: it names the review too.</param>
/// <param name="HandedIn">False while its author still writes at it, at the first or after a rejection.</param>
public sealed record ChangeState(ChangePlan Plan, string Stage, int Entered, DateTimeOffset Since, bool HandedIn)
{
    /// <summary>Person ids of all who have handed it in: they review it no more than its author does.</summary>
    public IdList? HandedInBy { get; init; }

    /// <summary>It was carried out once: a closing review that rejects has it remedied, and nobody makes it undone (A3).</summary>
    public bool Launched { get; init; }

    /// <summary>How often a review sent it back.</summary>
    public int Cycles { get; init; }

    /// <summary>The one that is open, or the last one that was; null before the first.</summary>
    public Review? Review { get; init; }
    public ChangeWindow? Window { get; init; }

    /// <summary>When work on it began, before its launch (A4).</summary>
    public DateTimeOffset? BuildStartedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? ImplementedAt { get; init; }
    public ChangeOutcome? Outcome { get; init; }
    public PersonalText? Report { get; init; }
    public ImmutableArray<Delegation> Delegations { get; init; } = [];

    public ChangeStage? At => Plan.Find(Stage);

    /// <summary>The review that is being voted in; null where there is none, or it has been decided.</summary>
    public Review? OpenReview => At?.Kind == StageKind.Review && Review is { Approved: null } open ? open : null;

    /// <summary>Whether another stage is to be entered now: nobody is waited for any more.</summary>
    public bool OwesStage => At?.Kind switch
    {
        StageKind.New => HandedIn,
        StageKind.Review => Review?.Approved is not null,
        StageKind.Scheduled => ImplementedAt is not null,
        _ => false,
    };

    /// <summary>Who of the electorate may vote for <paramref name="elector"/> at an instant beside themselves.</summary>
    public IEnumerable<string> DelegatesOf(string elector, DateTimeOffset at) =>
        Delegations.Where(each => each.Of == elector && each.HoldsAt(at)).Select(each => each.To);

    public bool Equals(ChangeState? other) =>
        other is not null && Delegations.SequenceEqual(other.Delegations)
        && (Plan, Stage, Entered, Since, HandedIn, Cycles, Review) == (other.Plan, other.Stage, other.Entered, other.Since, other.HandedIn, other.Cycles, other.Review)
        && (HandedInBy, Launched) == (other.HandedInBy, other.Launched)
        && (Window, BuildStartedAt, StartedAt, ImplementedAt, Outcome, Report) == (other.Window, other.BuildStartedAt, other.StartedAt, other.ImplementedAt, other.Outcome, other.Report);

    public override int GetHashCode() => HashCode.Combine(Plan, Stage, Entered);
}

/// <summary>One review: who was asked, what they said, when it is reminded and due.</summary>
/// <param name="Electorate">Who votes: a snapshot of the opening, to which an escalation adds.</param>
/// <param name="Asked">When the time that is running now began.</param>
/// <param name="DueAt">When it passes without a decision.</param>
/// <param name="Reminders">When those who have not voted are reminded, in order; those that were sent are not among them.</param>
public sealed record Review(int Round, ImmutableArray<Elector> Electorate, DateTimeOffset Asked, DateTimeOffset DueAt, ImmutableArray<DateTimeOffset> Reminders)
{
    public int Reminded { get; init; }
    public int Extensions { get; init; }
    public int Escalations { get; init; }

    /// <summary>Null while it is open.</summary>
    public bool? Approved { get; init; }

    /// <summary>The next instant at which somebody has to do something about it.</summary>
    public DateTimeOffset Next => Reminders.IsEmpty || Reminders[0] > DueAt ? DueAt : Reminders[0];

    public Elector? Find(string person) => Electorate.FirstOrDefault(elector => elector.Person == person);

    public bool Equals(Review? other) =>
        other is not null && Electorate.SequenceEqual(other.Electorate) && Reminders.SequenceEqual(other.Reminders)
        && (Round, Asked, DueAt, Reminded, Extensions, Escalations, Approved) == (other.Round, other.Asked, other.DueAt, other.Reminded, other.Extensions, other.Escalations, other.Approved);

    public override int GetHashCode() => HashCode.Combine(Round, Electorate.Length, DueAt);
}

/// <summary>One who votes, and how they did.</summary>
/// <param name="Roles">As what: a quorum may ask for them.</param>
/// <param name="By">Person id of who cast it: a delegate's where it is not their own.</param>
/// <param name="Escalated">Asked when nobody had decided: they stand in for whoever does not vote, and more are not needed for it.</param>
public sealed record Elector(string Person, ImmutableArray<ReviewRole> Roles, VoteChoice? Choice = null, PersonalText? Comment = null, string? By = null, DateTimeOffset? VotedAt = null, bool? Escalated = null)
{
    public bool Equals(Elector? other) =>
        other is not null && Roles.SequenceEqual(other.Roles) && (Person, Choice, Comment, By, VotedAt, Escalated) == (other.Person, other.Choice, other.Comment, other.By, other.VotedAt, other.Escalated);

    public override int GetHashCode() => HashCode.Combine(Person, Choice);
}

/// <summary>Somebody votes in the place of another for a time.</summary>
/// <param name="Of">Person id of the elector.</param>
public sealed record Delegation(string Of, string To, DateTimeOffset From, DateTimeOffset Until)
{
    public bool HoldsAt(DateTimeOffset at) => From <= at && at < Until;
}
