using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Coordination;

/// <summary>What a deviation from normal service is (OR-02, A6).</summary>
public enum OrmisClass
{
    Incident,

    /// <summary>By the organisation's own definition; as it comes, one with no effect on an agreed service yet.</summary>
    Disturbance,
}

/// <summary>How far it reaches (OR-05).</summary>
public enum OrmisScope
{
    /// <summary>The Customer Service Manager's (OR-07).</summary>
    Local,

    /// <summary>The Technical Manager's (OR-06).</summary>
    Global,
}

public enum ActionState
{
    Open,
    Done,
    Dropped,
}

/// <summary>What an affected area knows of it (OR-06).</summary>
public enum AreaState
{
    NotInformed,
    Informed,

    /// <summary>The area said that it knows.</summary>
    Confirmed,
}

/// <summary>How it was found (OR-01): from <paramref name="DetectedAt"/> to the opening of the ticket it took until it was logged.</summary>
/// <param name="Source">Monitoring, a user, a supplier: in the desk's own words.</param>
public sealed record Detection(string Source, DateTimeOffset DetectedAt, DateTimeOffset ReportedAt);

/// <summary>One turn of its scope: all of them are kept (OR-12).</summary>
public sealed record ScopeTurn(OrmisScope Scope, string? Manager, DateTimeOffset At, string By, PersonalText? Reason);

public sealed record GuidelineRecord(string Guideline, bool Followed, PersonalText? Reason, DateTimeOffset At, string By);

/// <param name="Id">1 for the first.</param>
public sealed record ActionItem(int Id, PersonalText Text, string? Owner, DateTimeOffset? DueAt, bool Prevention, ActionState State = ActionState.Open)
{
    /// <summary>Said when it was last moved.</summary>
    public PersonalText? Note { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndedBy { get; init; }
}

/// <param name="How">By which channel it was told.</param>
public sealed record AffectedArea(string Name, AreaState State, DateTimeOffset At, string By, string? How);

/// <param name="TellAt">When clients are informed; null where they are not, or at once.</param>
public sealed record EvaluationPoint(DateTimeOffset At, string By, bool Communicate, string? Channel, DateTimeOffset? TellAt, PersonalText? Text, PersonalText Reason);

public sealed record ResolutionMeeting(DateTimeOffset HeldAt, IdList Attendees, PersonalText Decisions, DateTimeOffset RecordedAt, string By);

/// <param name="Satisfied">Null until somebody asked.</param>
public sealed record Stakeholder(string Person, bool? Satisfied = null, PersonalText? Comment = null, DateTimeOffset? At = null, string? By = null);

/// <param name="Version">Of the event that told it.</param>
public sealed record FinalUpdate(int Version, PersonalText Text, PersonalText? Improvements, DateTimeOffset At, string By);

/// <summary>How an incident is coordinated: the fold of its events. Two of them are equal if what is in their collections is.</summary>
public sealed record OrmisState(OrmisClass Class, Detection Detection)
{
    /// <summary>Person id of the incident manager; null of a disturbance, which its team has, and where the organisation names nobody.</summary>
    public string? Manager { get; init; }
    public ImmutableArray<ScopeTurn> Turns { get; init; } = [];
    public ImmutableArray<GuidelineRecord> Guidelines { get; init; } = [];
    public ImmutableArray<ActionItem> Items { get; init; } = [];
    public ImmutableArray<AffectedArea> Areas { get; init; } = [];
    public ImmutableArray<EvaluationPoint> Evaluations { get; init; } = [];
    public ImmutableArray<ResolutionMeeting> Meetings { get; init; } = [];
    public ImmutableArray<Stakeholder> Stakeholders { get; init; } = [];

    /// <summary>Null until all stakeholders were told, and anew after a reopening.</summary>
    public FinalUpdate? FinalUpdate { get; init; }

    public IEnumerable<ActionItem> OpenItems => Items.Where(item => item.State == ActionState.Open);

    /// <summary>It did not work: nobody has been told the last word, and nobody is satisfied with it.</summary>
    internal OrmisState Reopened => this with { FinalUpdate = null, Stakeholders = [.. Stakeholders.Select(each => new Stakeholder(each.Person))] };

    public bool Equals(OrmisState? other) =>
        other is not null && (Class, Detection, Manager, FinalUpdate) == (other.Class, other.Detection, other.Manager, other.FinalUpdate)
        && Turns.SequenceEqual(other.Turns) && Guidelines.SequenceEqual(other.Guidelines) && Items.SequenceEqual(other.Items) && Areas.SequenceEqual(other.Areas)
        && Evaluations.SequenceEqual(other.Evaluations) && Meetings.SequenceEqual(other.Meetings) && Stakeholders.SequenceEqual(other.Stakeholders);

    public override int GetHashCode() => HashCode.Combine(Class, Detection, Manager, Items.Length, Areas.Length, Stakeholders.Length);
}
