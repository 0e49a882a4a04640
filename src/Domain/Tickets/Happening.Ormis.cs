using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.People;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What can happen to an incident that is coordinated as ORMIS has it (OR-01 to OR-12).</summary>
public abstract partial record Happening
{
    /// <summary>Said to be an incident or a disturbance (OR-02); the first time with its detection (OR-01).</summary>
    /// <param name="Detection">Null where what was said of it stays.</param>
    /// <param name="Reason">Why it is said otherwise than before.</param>
    public sealed record OrmisClassified(OrmisClass Class, Detection? Detection, PersonalText? Reason = null) : Happening;

    /// <summary>How far it reaches, and with that who is its incident manager (OR-05 to OR-07, OR-12).</summary>
    /// <param name="Manager">Person id; null where the organisation names nobody.</param>
    public sealed record ScopeSet(OrmisScope Scope, string? Manager, PersonalText? Reason = null) : Happening;

    /// <param name="Guideline">Id of one of the organisation's guidelines.</param>
    /// <param name="Followed">False for a deviation, which has a reason (OR-07).</param>
    public sealed record GuidelineRecorded(string Guideline, bool Followed, PersonalText? Reason) : Happening;

    /// <summary>An item of the action plan, or what it says from now on (OR-06).</summary>
    /// <param name="Owner">Person id.</param>
    /// <param name="Prevention">It is to prevent the same in future (OR-11).</param>
    public sealed record ActionPlanned(int Item, PersonalText Text, string? Owner, DateTimeOffset? DueAt, bool Prevention) : Happening;

    public sealed record ActionMoved(int Item, ActionState State, PersonalText? Note) : Happening;

    /// <summary>What an affected area knows (OR-06).</summary>
    /// <param name="How">By which channel; null where it was not told.</param>
    public sealed record AreaReported(string Area, AreaState State, string? How) : Happening;

    /// <summary>At an evaluation point: whether, when and how clients are informed (OR-09).</summary>
    public sealed record CommunicationDecided(bool Communicate, string? Channel, DateTimeOffset? TellAt, PersonalText? Text, PersonalText Reason) : Happening;

    /// <param name="Attendees">Person ids.</param>
    public sealed record MeetingRecorded(DateTimeOffset HeldAt, IdList Attendees, PersonalText Decisions) : Happening;

    /// <summary>Somebody who is to be satisfied before it closes (OR-08, OR-11).</summary>
    public sealed record StakeholderNamed(string Person) : Happening;

    public sealed record StakeholderJudged(string Person, bool Satisfied, PersonalText? Comment) : Happening;

    /// <summary>All stakeholders are told that everything is resolved and the solution works (OR-10).</summary>
    /// <param name="To">Person ids of those who are told.</param>
    public sealed record FinalUpdateTold(PersonalText Text, PersonalText? Improvements, IdList To) : Happening;
}
