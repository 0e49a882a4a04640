using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.MajorIncidents;

/// <summary>How far a disruption is, as the public reads it.</summary>
public enum StatusState
{
    Investigating,
    Identified,
    Monitoring,
    Resolved,
}

/// <summary>One public text. Nothing else of the incident is public.</summary>
public sealed record StatusEntry(StatusState State, PersonalText English, PersonalText Danish, DateTimeOffset At);

/// <param name="Version">Of the event that said so: it names the round.</param>
public sealed record InformedRound(int Version, PersonalText English, PersonalText Danish, DateTimeOffset At);

/// <summary>A major incident, from its declaration to the review: the fold of its events.</summary>
public sealed record MajorState(DateTimeOffset DeclaredAt, string By, string? Rule, PersonalText? Reason)
{
    /// <summary>What those who are affected were last told.</summary>
    public InformedRound? Informed { get; init; }
    public ImmutableArray<StatusEntry> Statuses { get; init; } = [];

    /// <summary>Version of the event by which its public status last changed; null of one that changed before this was written down.</summary>
    public int? StatusVersion { get; init; }
    public DateTimeOffset? StoodDownAt { get; init; }
    public string? StoodDownBy { get; init; }
    public PersonalText? Review { get; init; }

    public bool Stands => StoodDownAt is null;

    public bool Equals(MajorState? other) =>
        other is not null && (DeclaredAt, By, Rule, Reason, Informed, StatusVersion, StoodDownAt, StoodDownBy, Review) == (other.DeclaredAt, other.By, other.Rule, other.Reason, other.Informed, other.StatusVersion, other.StoodDownAt, other.StoodDownBy, other.Review)
        && Statuses.SequenceEqual(other.Statuses);

    public override int GetHashCode() => HashCode.Combine(DeclaredAt, By, Statuses.Length, StoodDownAt);
}

/// <summary>When an incident is a major one without anybody saying so: every condition that is named holds, and at least one is.</summary>
/// <param name="HandlingRank">This rank or a higher one (1 is the highest).</param>
/// <param name="Affected">So many tickets at least: itself and those that stand below it.</param>
/// <param name="Categories">Ids of categories.</param>
public sealed record MajorRule(string Id, int? HandlingRank = null, int? Affected = null, IReadOnlyList<string>? Categories = null)
{
    internal bool Fits(int rank, int affected, string category) =>
        (HandlingRank, Affected, Categories) != (null, null, null)
        && (HandlingRank is not { } highest || rank <= highest) && (Affected is not { } least || affected >= least) && (Categories is null || Categories.Contains(category));
}

/// <summary>The public status of one major incident: its texts and nothing else.</summary>
/// <param name="Version">Of the event that said so.</param>
public sealed record PublicStatus(OrganisationId Organisation, TicketNumber Number, int Version, ImmutableArray<StatusEntry> Entries, DateTimeOffset? StoodDownAt)
{
    /// <returns>Null of one that never published any.</returns>
    public static PublicStatus? Of(Ticket ticket) =>
        ticket.Major is { Statuses.IsEmpty: false } major ? new(ticket.Organisation, ticket.Number, major.StatusVersion ?? ticket.Version, major.Statuses, major.StoodDownAt) : null;
}
