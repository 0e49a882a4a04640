using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.ServiceLevels;

/// <summary>What an event was to the clocks of its ticket.</summary>
public enum ClockCause
{
    /// <summary>It changed what the ticket is, or where.</summary>
    Changed,
    Opened,

    /// <summary>By somebody who had spoken with the caller (rule 11).</summary>
    OpenedByPhone,

    /// <summary>The desk told the requester something.</summary>
    Told,

    /// <summary>The requester wrote.</summary>
    Asked,
    Begun,
    Resolved,

    /// <summary>Given up, or gone on in another ticket (rule 16).</summary>
    GivenUp,
    Reopened,
    ReopenedByRequester,
    SupplierNamed,
    SupplierAnswered,

    /// <summary>Time was taken away from one of its clocks (rules 10 and 19).</summary>
    Corrected,
}

/// <summary>Time that a clock is not to count, from when it was decided.</summary>
public sealed record ClockCorrection(string Target, int Cycle, DateTimeOffset From, DateTimeOffset Until);

/// <summary>One event of a ticket, as far as clocks ask for it: codes and an instant, nobody's name and nobody's words.</summary>
/// <param name="At">Never before the one before.</param>
/// <param name="Reason">Code of the pending reason, where pending.</param>
/// <param name="Supplier">Who it was, where <paramref name="Cause"/> is that it was named.</param>
/// <param name="Correction">What was taken away, where it is that.</param>
public sealed record ClockMove(
    DateTimeOffset At,
    ClockCause Cause,
    TicketStatus Status,
    int Priority,
    int HandlingRank,
    string Team,
    string Category,
    string? Reason = null,
    string? Service = null,
    string? Area = null,
    string? Supplier = null,
    ClockCorrection? Correction = null);

/// <summary>
/// All of a ticket's history that its clocks ask for: folding it comes to the same clocks as folding its events, by whatever is promised. So
/// what would have been promised can be counted without reading a ticket (docs/decisions/0030).
/// </summary>
/// <param name="Moves">In order; the first is the opening. Empty where the history is not known from its beginning.</param>
/// <param name="At">When the last event counted, whether or not it moved a clock.</param>
/// <param name="ClocksFrom">From when its clocks count, where that is before the opening.</param>
public sealed record ClockHistory(ImmutableArray<ClockMove> Moves, DateTimeOffset At, DateTimeOffset? ClocksFrom)
{
    /// <summary>Of a ticket whose events have not been seen from the first.</summary>
    public static readonly ClockHistory Unknown = new([], DateTimeOffset.MinValue, null);

    private const string Requester = "requester";
    private const string Desk = "desk";

    private static readonly PersonalText Nothing = default;

    // What led to a rank is nothing to a clock.
    private static readonly Assessment Assessed = new Assessment.OfIncident(Impact.Individual, Urgency.Low);

    public bool IsKnown => !Moves.IsEmpty;

    /// <summary>All of a history, in order, from the first.</summary>
    public static ClockHistory Of(IEnumerable<TicketEvent> events)
    {
        ClockHistory history = Unknown;
        foreach (TicketEvent e in events)
            history = history.After(e);
        return history;
    }

    /// <summary>With one more event.</summary>
    public ClockHistory After(TicketEvent e)
    {
        if (e.What is Happening.Opened opened && e.Version == 1)
            return new([MoveOf(e, e.HappenedAt)], e.HappenedAt, opened.ClocksFrom);
        if (!IsKnown)
            return this;
        DateTimeOffset at = e.HappenedAt < At ? At : e.HappenedAt;
        return e.What is Happening.ServiceLevelCorrected || Clocks.Moves(Dimensioned(Moves[^1], e.Number, e.Dimensions.Organisation), e) ? this with { Moves = Moves.Add(MoveOf(e, at)), At = at } : this with { At = at };
    }

    /// <summary>Events that come to the same clocks as those that happened; whoever acted and whatever was written is not in them.</summary>
    /// <param name="until">Those that happened later are left out.</param>
    /// <param name="corrected">Whether clocks are corrected as they were: what is counted by other promises has other clocks.</param>
    public IEnumerable<TicketEvent> Replay(TicketNumber number, OrganisationId organisation, DateTimeOffset until, bool corrected = false)
    {
        int version = 0;
        foreach (ClockMove move in Moves.TakeWhile(move => move.At <= until).Where(move => corrected || move.Cause != ClockCause.Corrected))
            yield return new(number, ++version, move.At, move.At, Public: true, IsByRequester(move.Cause) ? Requester : Desk, "", Dimensioned(move, number, organisation), HappeningOf(move));
    }

    public bool Equals(ClockHistory? other) => other is not null && (At, ClocksFrom) == (other.At, other.ClocksFrom) && Moves.SequenceEqual(other.Moves);

    public override int GetHashCode() => HashCode.Combine(Moves.Length, At);

    private static bool IsByRequester(ClockCause cause) => cause is ClockCause.Asked or ClockCause.ReopenedByRequester;

    private static ClockMove MoveOf(TicketEvent e, DateTimeOffset at) => new(
        at.ToUniversalTime(), CauseOf(e), e.Dimensions.Status, e.Dimensions.Priority, e.Dimensions.HandlingRank, e.Dimensions.Team, e.Dimensions.Category, e.Dimensions.Reason, e.Dimensions.Service, e.Dimensions.Area,
        (e.What as Happening.SupplierCaseRecorded)?.Supplier,
        e.What is Happening.ServiceLevelCorrected of ? new(of.Target, of.Cycle, of.From.ToUniversalTime(), of.Until.ToUniversalTime()) : null);

    private static ClockCause CauseOf(TicketEvent e) => e.What switch
    {
        Happening.Opened opened => Clocks.IsSpoken(e.By, opened) ? ClockCause.OpenedByPhone : ClockCause.Opened,
        Happening.Resolved => Clocks.DoesGiveUp(e) ? ClockCause.GivenUp : ClockCause.Resolved,
        Happening.Reopened => Clocks.DoesAsk(e) ? ClockCause.ReopenedByRequester : ClockCause.Reopened,
        Happening.WorkBegun => ClockCause.Begun,
        Happening.SupplierCaseRecorded => ClockCause.SupplierNamed,
        Happening.SupplierReplied or Happening.Delivered => ClockCause.SupplierAnswered,
        Happening.ServiceLevelCorrected => ClockCause.Corrected,
        _ when Clocks.DoesTell(e) => ClockCause.Told,
        _ when Clocks.DoesAsk(e) => ClockCause.Asked,
        _ => ClockCause.Changed,
    };

    private Happening HappeningOf(ClockMove move) => move.Cause switch
    {
        ClockCause.Opened or ClockCause.OpenedByPhone => new Happening.Opened(
            move.Area, Nothing, Nothing, Requester, move.Cause == ClockCause.OpenedByPhone ? Clocks.Phone : "", new(Assessed, move.Category, "", move.Service, null, null), new(move.Priority, move.HandlingRank), move.Team, null, Markers.None, ClocksFrom: ClocksFrom),
        ClockCause.Told => new Happening.Replied(Nothing, FromRequester: false),
        ClockCause.Asked => new Happening.Replied(Nothing, FromRequester: true),
        ClockCause.Begun => new Happening.WorkBegun(),
        ClockCause.Resolved => new Happening.Resolved(Nothing, TicketDesk.ClosureSolved, move.At),
        ClockCause.GivenUp => new Happening.Resolved(Nothing, TicketDesk.ClosureWithdrawn, move.At),
        ClockCause.Reopened or ClockCause.ReopenedByRequester => new Happening.Reopened(null),
        ClockCause.SupplierNamed => new Happening.SupplierCaseRecorded(move.Supplier, null),
        ClockCause.SupplierAnswered => new Happening.SupplierReplied(Nothing),
        ClockCause.Corrected => new Happening.ServiceLevelCorrected(move.Correction!.Target, move.Correction.Cycle, move.Correction.From, move.Correction.Until, Nothing),
        _ => new Happening.Assigned(move.Team, null),
    };

    private static Dimensions Dimensioned(ClockMove move, TicketNumber number, OrganisationId organisation) => new(
        organisation, move.Area, number.Kind, move.Status, move.Priority, move.HandlingRank, move.Team, null, Requester, move.Category, "", move.Service, null, null, "", null, move.Reason, null, null, null, Test: false);
}
