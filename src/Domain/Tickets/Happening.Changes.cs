using System.Collections.Immutable;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What can happen to a change beside what happens to every ticket (OM-17 to OM-22, A3, A4).</summary>
public abstract partial record Happening
{
    /// <summary>The second event of every change: what it is, and the stages that it will pass.</summary>
    /// <param name="HandedIn">False where its author still writes at it.</param>
    public sealed record ChangePlanned(ChangePlan Plan, bool HandedIn) : Happening;

    /// <summary>Its author hands it in, for the first time or reworked.</summary>
    /// <param name="Plan">As it reads now.</param>
    /// <param name="Title">Where it was reworked; likewise the description.</param>
    public sealed record ChangeHandedIn(ChangePlan Plan, PersonalText? Title = null, PersonalText? Description = null) : Happening;

    /// <param name="Stage">Id of a stage of its plan.</param>
    /// <param name="Review">Who votes until when, where it is a review.</param>
    public sealed record StageEntered(string Stage, ReviewAsked? Review = null) : Happening;

    /// <param name="Round">Which review, by the version of the event that opened it; likewise of the others.</param>
    /// <param name="Elector">Person id of whose vote it is; a delegate may have cast it.</param>
    public sealed record VoteCast(int Round, string Elector, VoteChoice Choice, PersonalText Comment) : Happening;

    /// <summary>Whose vote somebody else casts for a time, in this review and in later ones.</summary>
    public sealed record VoteDelegated(int Round, string Of, string To, DateTimeOffset From, DateTimeOffset Until) : Happening;

    /// <summary>Those who have not voted were reminded.</summary>
    /// <param name="Reminder">Counts the reminders of a round: 1 for the first.</param>
    public sealed record ReviewersReminded(int Round, int Reminder, IdList To) : Happening;

    /// <summary>Its deadline passed without a decision.</summary>
    /// <param name="Effect">Escalated or extended: a rejection is a decision.</param>
    /// <param name="Asked">The time that runs now, and with an escalation who is asked too.</param>
    public sealed record ReviewOverdue(int Round, WhenOverdue Effect, ReviewAsked Asked) : Happening;

    /// <param name="ByDeadline">True where the deadline decided, and nobody's vote.</param>
    public sealed record ReviewDecided(int Round, bool Approved, bool? ByDeadline = null) : Happening;

    public sealed record ChangeScheduled(ChangeWindow Window) : Happening;

    /// <summary>Work on it began: what is launched later is being built (A4).</summary>
    public sealed record BuildStarted : Happening;

    /// <summary>It is being carried out.</summary>
    /// <param name="Reason">Why at another time than it was planned for, or in a freeze window.</param>
    public sealed record ChangeStarted(PersonalText? Reason = null) : Happening;

    public sealed record ChangeImplemented(ChangeOutcome Outcome, PersonalText Report) : Happening;
}

/// <summary>Who is asked, and how long they have.</summary>
/// <param name="Reminders">In order, all before <paramref name="DueAt"/>.</param>
public sealed record ReviewAsked(ImmutableArray<Elector> Electorate, DateTimeOffset DueAt, ImmutableArray<DateTimeOffset> Reminders)
{
    public bool Equals(ReviewAsked? other) =>
        other is not null && DueAt == other.DueAt && Electorate.SequenceEqual(other.Electorate) && Reminders.SequenceEqual(other.Reminders);

    public override int GetHashCode() => HashCode.Combine(Electorate.Length, DueAt);
}
