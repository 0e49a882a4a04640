using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Problems;

/// <summary>What comes again: a category on a configuration item, or where none is named at a location.</summary>
/// <param name="On">Name of the item, or of the location, as it is compared.</param>
public sealed record RecurrenceKey(string Category, string On, bool IsItem)
{
    /// <summary>Null of a ticket that can recur nowhere: no incident, without a name of what it is about, made for a test or given up.</summary>
    public static RecurrenceKey? Of(Ticket ticket)
    {
        if (ticket.Number.Kind != TicketKind.Incident || ticket.Markers.Test || ticket.Status == TicketStatus.Cancelled
            || ticket.Resolution?.ClosureCode is TicketDesk.ClosureDuplicate or TicketDesk.ClosureWithdrawn)
            return null;
        Classification what = ticket.Classification;
        return what.ConfigurationItem is { } item ? new(what.Category, Folded(item), IsItem: true)
            : what.Location is { } location ? new(what.Category, Folded(location), IsItem: false)
            : null;
    }

    /// <summary>Whether an event of this name can change what recurs.</summary>
    public static bool MayChange(string what) => what is
        nameof(Happening.Opened) or nameof(Happening.Resolved) or nameof(Happening.Reopened) or nameof(Happening.Reclassified) or nameof(Happening.Cancelled);

    private static string Folded(string name) => name.Trim().ToUpperInvariant();
}

/// <summary>One incident of those that may be the same.</summary>
/// <param name="ResolvedAt">Null while it is open.</param>
public sealed record Sighting(TicketNumber Number, DateTimeOffset OpenedAt, DateTimeOffset? ResolvedAt)
{
    public static Sighting Of(Ticket incident) => new(incident.Number, incident.OpenedAt, incident.Resolution?.At);
}

public enum ProposalState
{
    Open,
    Accepted,
    Dismissed,
}

/// <summary>A problem that is proposed because something came again after it was resolved.</summary>
/// <param name="Round">Counts the proposals of one key.</param>
/// <param name="Evidence">The incidents, the earliest first.</param>
/// <param name="Occurrences">How often it happened, by that evidence.</param>
public sealed record ProblemProposal(int Round, DateTimeOffset ProposedAt, IdList Evidence, int Occurrences, ProposalState State = ProposalState.Open)
{
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was dismissed.</summary>
    public PersonalText? Reason { get; init; }

    /// <summary>Number of the problem that it became; while it is open, of the one that it becomes should it be accepted, once somebody has tried.</summary>
    public TicketNumber? Problem { get; init; }
}

/// <summary>What is known of one key: its incidents, and what was proposed of them last.</summary>
/// <param name="On">Name of the item or location as it was last written.</param>
/// <param name="Sightings">The earliest first.</param>
public sealed record Recurrence(string Category, string On, bool IsItem, ImmutableArray<Sighting> Sightings, ProblemProposal? Proposal = null)
{
    /// <summary>Incidents that are kept of one key: the latest.</summary>
    public const int MostSightings = 50;

    /// <summary>With incidents as they stand now, and without those that are too old, are of another key now, or never were.</summary>
    /// <param name="gone">Numbers of incidents that are of this key no more.</param>
    public Recurrence With(IEnumerable<Sighting> seen, IReadOnlySet<TicketNumber> gone, RecurrenceRules rules, DateTimeOffset at)
    {
        Sighting[] now = [.. seen];
        HashSet<TicketNumber> anew = [.. now.Select(each => each.Number)];
        return this with
        {
            Sightings =
            [
                .. Sightings.Where(each => !anew.Contains(each.Number) && !gone.Contains(each.Number)).Concat(now)
                    .Where(each => each.OpenedAt > at.AddDays(-rules.Days)).OrderBy(each => each.OpenedAt).ThenBy(each => each.Number.Sequence).TakeLast(MostSightings),
            ],
        };
    }

    /// <summary>
    /// What is to be proposed by now: the same again where nothing changed. An open proposal gathers evidence; one that was decided is
    /// remembered, and is followed by another only when it happened again as often as the rules ask.
    /// </summary>
    public Recurrence Judged(RecurrenceRules rules, DateTimeOffset at)
    {
        int occurrences = OccurrencesIn(Sightings);
        var evidence = new IdList([.. Sightings.Select(each => each.Number.ToString())]);
        if (Proposal is { State: ProposalState.Open } open)
            return open.Evidence == evidence ? this : this with { Proposal = open with { Evidence = evidence, Occurrences = occurrences } };
        if (!rules.Proposed || occurrences < rules.Count)
            return this;
        if (Proposal is { } decided && OccurrencesIn(Sightings.Where(each => !decided.Evidence.Ids.Contains(each.Number.ToString()))) < rules.NewEvidence)
            return this;
        return this with { Proposal = new((Proposal?.Round ?? 0) + 1, at, evidence, occurrences) };
    }

    /// <summary>
    /// How often it happened: the most incidents of which each was opened after the one before was resolved. What many report at once
    /// happened once.
    /// </summary>
    public static int OccurrencesIn(IEnumerable<Sighting> sightings)
    {
        int count = 0;
        DateTimeOffset free = DateTimeOffset.MinValue;
        // Whoever ends first leaves the most room: that choice is never worse than another.
        foreach (Sighting each in sightings.OrderBy(each => each.ResolvedAt ?? DateTimeOffset.MaxValue).ThenBy(each => each.OpenedAt))
        {
            if (each.OpenedAt < free)
                continue;
            count++;
            free = each.ResolvedAt ?? DateTimeOffset.MaxValue;
        }

        return count;
    }
}
