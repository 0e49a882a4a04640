namespace ItsmFunctions.Itsm.ServiceNow.Replay;

/// <summary>A rule by which the import handles what a log says otherwise than this desk could have.</summary>
/// <param name="KeepsOut">True where the row leaves no event.</param>
internal sealed record Rule(string Id, string Text, bool KeepsOut = false);

/// <summary>One row that a rule was applied to.</summary>
/// <param name="Line">Row of the file; 0 where it concerns the incident as a whole.</param>
internal sealed record Finding(Rule Rule, string Incident, int Line, string Detail);

/// <summary>Every rule of the import, as docs/import-servicenow.md explains them. Whatever one applies to is counted and listed.</summary>
internal static class Rules
{
    public static readonly Rule Unreadable = new("R-01", "A row that has not the header's columns or no incident number is kept out.", KeepsOut: true);
    public static readonly Rule BadTime = new("R-02", "A row whose time cannot be read counts at the instant of the row before it.");
    public static readonly Rule OpenedLate = new("R-03", "An incident whose opened_at cannot be read or lies after its first update is opened at its first update.");
    public static readonly Rule ClockGap = new("R-04", "A local time that daylight saving skips is moved on by the gap.");
    public static readonly Rule ClockOverlap = new("R-05", "Of a local time that exists twice the earlier instant counts, unless the row before it is later: then the later one.");
    public static readonly Rule Disorder = new("R-06", "Rows are replayed in the order of their times, then of sys_mod_count, then of the file.");
    public static readonly Rule Gap = new("R-07", "Where sys_mod_count leaps, updates are missing from the log; what is there is replayed.");
    public static readonly Rule Duplicate = new("R-08", "A row that says the same update again is replayed once.", KeepsOut: true);
    public static readonly Rule UnknownValue = new("R-09", "A value that is neither known to the mapping nor '?' leaves the ticket as it was, or takes the mapping's default.");
    public static readonly Rule NewAgain = new("R-10", "No ticket becomes New again: the row is taken as an update without a change of status.");
    public static readonly Rule Reopening = new("R-11", "A row that leaves Resolved for an open state is a reopening.");
    public static readonly Rule ResolvedUnbegun = new("R-12", "New to Resolved: solved without a row in between; no beginning of work is invented.");
    public static readonly Rule ClosedUnresolved = new("R-13", "Closed without Resolved: resolved at the recorded resolved_at where it fits between the rows, else at the close.");
    public static readonly Rule AfterClosed = new("R-14", "Closed is closed: rows behind the first Closed are not replayed.", KeepsOut: true);
    public static readonly Rule HandedOverWaiting = new("R-15", "Handed over while waiting: the ticket is resumed by the handover (A8) and waits on at the same instant.");
    public static readonly Rule WhileResolved = new("R-16", "A handover or reclassification of an incident that stays resolved is not taken over.");
    public static readonly Rule TooLate = new("R-17", "A row of an incident that was imported before, with a time before what stands there, is not replayed: history is not rewritten.", KeepsOut: true);
    public static readonly Rule Refused = new("R-18", "What the domain refuses is not taken over; the reason is told.");
    public static readonly Rule ResolvedAtMoved = new("R-20", "resolved_at is the time of a later update of the resolved incident; here the row that became Resolved counts.");
    public static readonly Rule ResolvedAtUnknown = new("R-21", "resolved_at is '?'; here the row that became Resolved counts.");
    public static readonly Rule ClosedAtMoved = new("R-22", "closed_at is the time of a later row of the closed incident; here the first Closed counts.");
    public static readonly Rule HiddenGroup = new("R-23", "reassignment_count rises where the group is '?': the log hides between which groups.");
    public static readonly Rule TakenOver = new("R-24", "reassignment_count rises in the row that begins work though the group stays: that desk counts the taking over.");
    public static readonly Rule BeginsLate = new("R-25", "The log begins behind reassignments or reopenings that its counters hold already.");
    public static readonly Rule EndsEarly = new("R-26", "The log ends before a resolved_at or closed_at that it tells of.");
    public static readonly Rule Matrix = new("R-27", "This desk's matrix ranks 1 to 5 where that one ranked 1 to 4: Low × Low is 5, not 4.");

    public static IReadOnlyList<Rule> All { get; } =
    [
        Unreadable, BadTime, OpenedLate, ClockGap, ClockOverlap, Disorder, Gap, Duplicate, UnknownValue, NewAgain, Reopening, ResolvedUnbegun,
        ClosedUnresolved, AfterClosed, HandedOverWaiting, WhileResolved, TooLate, Refused, ResolvedAtMoved, ResolvedAtUnknown, ClosedAtMoved,
        HiddenGroup, TakenOver, BeginsLate, EndsEarly, Matrix,
    ];
}
