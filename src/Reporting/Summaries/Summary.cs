using System.Text.Json.Serialization;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Snapshots;

namespace ItsmFunctions.Reporting.Summaries;

/// <summary>
/// What a desk did in some months. Every mean and share is a ratio of sums, at every level; one that has nothing to divide by is
/// null, and said to be null also where other members without a value are left out.
/// </summary>
/// <param name="AsOf">
/// When the build that made the snapshot began: what the desk had told the reports by then is counted. Never before an instant
/// that is counted. It moves forward, when something changed. Null before the first build went through.
/// </param>
/// <param name="Snapshot">Names the content: two answers of the same one never contradict each other.</param>
/// <param name="Zone">IANA zone whose months these are.</param>
/// <param name="TimeBasis">"wall-time": from opened to the final resolution, nothing taken off.</param>
/// <param name="ByPriority">By handling rank, 1 (high) to 5.</param>
/// <param name="ByMonth">Every month of the period, in order.</param>
/// <param name="Cells">Priority × month × team, where there is anything to tell.</param>
public sealed record Summary(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? AsOf,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Snapshot,
    string Zone,
    string TimeBasis,
    Period Period,
    TicketKind? Kind,
    string? Team,
    Figures Totals,
    IReadOnlyList<PriorityFigures> ByPriority,
    IReadOnlyList<MonthFigures> ByMonth,
    IReadOnlyList<TeamFigures> ByTeam,
    IReadOnlyList<CellFigures> Cells,
    ExcludedTickets Excluded);

/// <param name="Defaulted">True where the query left one of them to the desk.</param>
public sealed record Period(LocalMonth From, LocalMonth To, bool Defaulted);

/// <summary>Tickets opened in the period that no figure counts, each under the first that applies.</summary>
public sealed record ExcludedTickets(long Test, long Duplicate, long Withdrawn);

/// <summary>The figures of a group of tickets in a period.</summary>
/// <remarks>Not sealed: the rows of a table are figures with the values they are grouped by.</remarks>
public record Figures
{
    /// <summary>Tickets opened in the period.</summary>
    [JsonPropertyOrder(1)]
    public long Opened { get; init; }

    /// <summary>Those of them that were quick cases: logged by a supporter who had solved them already.</summary>
    [JsonPropertyOrder(1)]
    public long Quick { get; init; }

    /// <summary>Tickets whose final resolution lies in the period; one that is open again is not resolved.</summary>
    [JsonPropertyOrder(1)]
    public long Resolved { get; init; }

    /// <summary>Those of them that were solved at first contact.</summary>
    [JsonPropertyOrder(1)]
    public long FirstContact { get; init; }

    /// <summary>Times that a ticket was resolved in the period, also where it was reopened later.</summary>
    [JsonPropertyOrder(1)]
    public long Resolutions { get; init; }

    /// <summary>Times that a ticket was reopened in the period.</summary>
    [JsonPropertyOrder(1)]
    public long Reopenings { get; init; }

    /// <summary>Tickets unresolved at the end of the period. It never adds up over months.</summary>
    [JsonPropertyOrder(1)]
    public long Backlog { get; init; }

    /// <summary>Sum over the resolved tickets, whole seconds each.</summary>
    [JsonPropertyOrder(1)]
    public long TimeToResolveSeconds { get; init; }

    /// <summary>The sum over the number of resolved tickets, in hours with two decimals; null where there is none.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? MeanTimeToResolveHours => Resolved == 0 ? null : (double)Math.Round(TimeToResolveSeconds / 3600m / Resolved, 2, MidpointRounding.AwayFromZero);

    /// <summary>Resolved tickets that had a target.</summary>
    [JsonPropertyOrder(1)]
    public long ResolvedWithTarget { get; init; }

    /// <summary>Resolved tickets whose time was at most their target.</summary>
    [JsonPropertyOrder(1)]
    public long ResolvedWithinTarget { get; init; }

    /// <summary>0 to 1, of those that had a target; null where none had.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? WithinTargetShare => ResolvedWithTarget == 0 ? null : (double)ResolvedWithinTarget / ResolvedWithTarget;

    /// <summary>0 to 1: how many of the resolved tickets had a target; 0 where nothing was resolved.</summary>
    [JsonPropertyOrder(1)]
    public double TargetCoverageShare => Resolved == 0 ? 0 : (double)ResolvedWithTarget / Resolved;

    /// <summary>The same row with these figures.</summary>
    internal Figures Of(Tally tally, long backlog) => this with
    {
        Opened = tally.Opened,
        Quick = tally.Quick,
        FirstContact = tally.FirstContact,
        Resolved = tally.Resolved,
        Resolutions = tally.Resolutions,
        Reopenings = tally.Reopenings,
        Backlog = backlog,
        TimeToResolveSeconds = tally.ResolveSeconds,
        ResolvedWithTarget = tally.WithTarget,
        ResolvedWithinTarget = tally.WithinTarget,
    };
}

/// <param name="Priority">The handling rank, 1 (high) to 5.</param>
public sealed record PriorityFigures(int Priority) : Figures;

public sealed record MonthFigures(LocalMonth Month) : Figures;

/// <param name="Team">Team id.</param>
public sealed record TeamFigures(string Team) : Figures;

public sealed record CellFigures(int Priority, LocalMonth Month, string Team) : Figures;
