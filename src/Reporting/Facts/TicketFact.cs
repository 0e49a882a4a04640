using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Reporting.Facts;

/// <summary>Why a ticket is left out of every measure and counted apart. The first that applies.</summary>
public enum Exclusion
{
    None,
    Test,
    Duplicate,

    /// <summary>Taken back by its requester, which is how a desk without a status Cancelled cancels; or cancelled.</summary>
    Withdrawn,
}

/// <summary>
/// All that the reports know of one ticket: the fold of its events, which can go on from where it stopped. A ticket counts under
/// the rank, team and category that it has now, in every month. Instants are whole milliseconds.
/// </summary>
public sealed partial record TicketFact
{
    public required OrganisationId Organisation { get; init; }
    public required TicketNumber Number { get; init; }

    /// <summary>Of the last event that is counted: of two facts of a ticket the higher one is right.</summary>
    public required int Version { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Resolved, reopened, resolved, … in turn; never earlier than the one before.</summary>
    public required ImmutableArray<DateTimeOffset> Turns { get; init; }

    /// <summary>When somebody first had it: assigned to a person, or work begun.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>The first message of the desk to the end user.</summary>
    public DateTimeOffset? FirstResponseAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public required TicketStatus Status { get; init; }

    /// <summary>On the kind's own scale.</summary>
    public required int Priority { get; init; }
    public required int HandlingRank { get; init; }
    public required string Team { get; init; }
    public required int Reassignments { get; init; }
    public string? Area { get; init; }
    public required string Category { get; init; }
    public required string Subcategory { get; init; }
    public string? Service { get; init; }
    public string? Location { get; init; }
    public required string Channel { get; init; }
    public string? Scope { get; init; }

    /// <summary>Of the final resolution; null while unresolved.</summary>
    public string? ClosureCode { get; init; }
    public bool Test { get; init; }
    public bool Duplicate { get; init; }

    /// <summary>Logged by a supporter who had solved it already (AU-03).</summary>
    public bool Quick { get; init; }

    /// <summary>The final resolution was at first contact (IT-01); false while unresolved.</summary>
    public bool FirstContact { get; init; }

    /// <summary>From team to team, in order.</summary>
    public ImmutableArray<HandedOver> Handovers { get; init; } = [];

    /// <summary>The resolutions whose requester was asked how satisfied they are, in order.</summary>
    public ImmutableArray<SurveyedResolution> Surveys { get; init; } = [];

    /// <summary>What it went through.</summary>
    public TicketLife Life { get; init; } = TicketLife.None;

    /// <summary>What its clocks ask of its history; unknown where a part of it was counted by a release that did not keep that.</summary>
    public ClockHistory History { get; init; } = ClockHistory.Unknown;

    /// <summary>A reopened ticket is unresolved again.</summary>
    public bool IsResolved => Turns.Length % 2 == 1;

    public DateTimeOffset? FirstResolvedAt => Turns.IsEmpty ? null : Turns[0];

    /// <summary>The final resolution, or null while unresolved.</summary>
    public DateTimeOffset? ResolvedAt => IsResolved ? Turns[^1] : null;

    /// <summary>The last instant that a month counts.</summary>
    public DateTimeOffset LastCountedAt => Surveys.Select(one => one.AnsweredAt).Append(ClosedAt).Append(LastTurn).Max()!.Value;

    public int Resolutions => (Turns.Length + 1) / 2;

    public int Reopenings => Turns.Length / 2;

    /// <summary>Opened to the final resolution in wall time, to the millisecond; nothing is taken off.</summary>
    public TimeSpan? TimeToResolve => ResolvedAt - OpenedAt;

    public Exclusion Exclusion =>
        Test ? Exclusion.Test : Duplicate ? Exclusion.Duplicate : ClosureCode == TicketDesk.ClosureWithdrawn || Status == TicketStatus.Cancelled ? Exclusion.Withdrawn : Exclusion.None;
}
