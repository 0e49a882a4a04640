using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;
using Review = (ItsmFunctions.Reporting.Facts.ReviewFact Of, bool IsFirst);
using StageStay = (string Stage, System.DateTimeOffset At, System.DateTimeOffset? Until);
using Stay = (ItsmFunctions.Reporting.Facts.Holding Held, string? From, System.DateTimeOffset? Until);
using Turn = (System.DateTimeOffset At, bool Opens, bool First);

namespace ItsmFunctions.Reporting.Columns;

/// <summary>
/// Every table that reports are computed from, and every column of it: what the query interface, the feed, the exports and the Power BI
/// project know. A column that is added or means something else takes a new <see cref="Version"/>.
/// </summary>
public static class FactTables
{
    /// <summary>Where a snapshot was written with another one, its columns are written anew from the facts.</summary>
    internal const int Version = 1;

    public static readonly FactTable Tickets = new FactTable<CountedTicket>(
        "tickets",
        ticket => [ticket],
        Text("kind", t => Camel(t.Fact.Number.Kind), "incident, request, problem or change"),
        Number("sequence", t => t.Fact.Number.Sequence, "The digits of its number"),
        Text("status", t => Camel(t.Fact.Status), "Its status now"),
        Text("exclusion", t => t.Fact.Exclusion == Exclusion.None ? null : Camel(t.Fact.Exclusion), "Why no measure counts it: test, duplicate or withdrawn"),
        Number("priority", t => t.Fact.HandlingRank, "Handling rank now, 1 (high) to 5"),
        Number("nativePriority", t => t.Fact.Priority, "Priority on its kind's own scale"),
        Text("team", t => t.Fact.Team, "Id of the team that has it now"),
        Text("agent", t => t.Fact.Life.Holdings is [.., var last] ? last.Agent : null, "Id of the agent who has it now", person: true),
        Text("area", t => t.Fact.Area, "Id of the area"),
        Text("category", t => t.Fact.Category, "Category now"),
        Text("subcategory", t => t.Fact.Subcategory, "Subcategory now"),
        Text("service", t => t.Fact.Service, "Service now"),
        Text("location", t => t.Fact.Location, "Location"),
        Text("configurationItem", t => t.Fact.Life.ConfigurationItem, "Configuration item"),
        Text("channel", t => t.Fact.Channel, "How it came"),
        Text("scope", t => t.Fact.Scope, "local or global, where assessed (OR-05)"),
        Text("type", t => t.Fact.Life.Change?.Type ?? t.Fact.Life.Type, "Type of the request or change"),
        Text("closureCode", t => t.Fact.ClosureCode, "Of the final resolution"),
        Instant("openedAt", t => t.Fact.OpenedAt, "When it was opened"),
        Instant("acknowledgedAt", t => t.Fact.AcknowledgedAt, "When somebody first had it, or began"),
        Instant("respondedAt", t => t.Fact.FirstResponseAt, "First message of the desk to the end user"),
        Instant("resolvedAt", t => t.Fact.ResolvedAt, "Final resolution; nothing while it is unresolved"),
        Instant("closedAt", t => t.Fact.ClosedAt, "When it closed"),
        Instant("touchedAt", t => t.Fact.IsResolved ? null : t.Fact.Life.TouchedAt, "When a person last did something to it, while it is unresolved"),
        Instant("flaggedAt", t => t.Fact.Life.FlaggedAt, "Since when its update flag is up (AU-50)"),
        Instant("escalatedAt", t => t.Fact.Life.EscalatedAt, "When it first went to higher support"),
        Instant("raisedAt", t => t.Fact.Life.RaisedAt, "When a leader or manager was first told of it, or it became major"),
        Instant("restoredAt", t => RestoredAt(t.Fact), "Of a major incident or one of priority 1: when service was restored"),
        Number("acknowledgeSeconds", t => Whole(t.Fact.AcknowledgedAt - t.Fact.OpenedAt), "Opened to acknowledged, wall time"),
        Number("responseSeconds", t => Whole(t.Answered), "Opened to the first answer, in the desk's hours"),
        Number("resolveSeconds", t => Whole(t.Fact.TimeToResolve), "Opened to the final resolution, wall time"),
        Number("workedSeconds", t => Whole(t.Worked), "Opened to the final resolution, in the desk's hours without waiting"),
        Number("waitedSeconds", t => Whole(t.Waited), "Waiting between opening and final resolution, wall time"),
        Number("outageSeconds", t => Whole(RestoredAt(t.Fact) - (t.Fact.Life.OutageStart ?? t.Fact.OpenedAt)), "Outage, or opening, to service restored, wall time"),
        Number("closeSeconds", t => Whole(t.Fact.ClosedAt - t.Fact.OpenedAt), "Opened to closed, wall time"),
        Text("responseSla", t => t.Response?.Outcome, "met, breached, cancelled or open; nothing where nothing was promised"),
        Instant("responseStoppedAt", t => t.Response?.Clock.EndedAt, "When the clock of the first response stopped"),
        Instant("responseDueAt", t => t.Response?.DueAt, "Deadline of the first response"),
        Text("resolutionSla", t => t.Resolution?.Outcome, "met, breached, cancelled or open; nothing where nothing was promised"),
        Instant("resolutionDueAt", t => t.Resolution?.DueAt, "Deadline of the resolution; nothing while a pause keeps it open"),
        Number("resolutionGoalSeconds", t => Whole(t.Resolution?.Clock.Goal), "What was promised, counted time"),
        Number("resolutionSlaSeconds", t => Whole(t.Resolution?.Counted), "What the clock counted"),
        Number("breachDepthPermille", t => t.Resolution is { Outcome: "breached", Counted: { } counted, Clock.Goal: var goal } && goal > TimeSpan.Zero ? (counted - goal).Ticks * 1000 / goal.Ticks : null, "Of a breach: time over the goal, thousandths of the goal"),
        Instant("slaHalfAt", t => t.Resolution?.At(50), "When half the goal of the resolution is used up, while it is open"),
        Instant("slaThreeQuartersAt", t => t.Resolution?.At(75), "Likewise 75 %"),
        Instant("slaHighAt", t => t.Resolution?.At(85), "Likewise 85 %"),
        Instant("slaCriticalAt", t => t.Resolution?.At(95), "Likewise 95 %"),
        Flag("slaPaused", t => t.Resolution?.Clock.IsPaused == true, "The clock of the resolution stands still"),
        Number("reassignments", t => t.Fact.Reassignments, "Times that it went to another team"),
        Number("reopenings", t => t.Fact.Reopenings, "Times that it was reopened"),
        Number("messages", t => t.Fact.Life.Messages, "Messages of the requester after the opening"),
        Flag("pingPong", t => DoesReturn(t.Fact.Life), "It came back to a team that had had it"),
        Flag("quick", t => t.Fact.Quick, "Logged by a supporter who had solved it (AU-03)"),
        Flag("firstContact", t => t.Fact.FirstContact, "Solved at first contact (IT-01)"),
        Flag("firstLevel", t => t.Fact.Life is { ResolvedAs: { } role, EscalatedAt: null } && role == RoleNames.Of(Roles.FirstLine), "Resolved by first line without an escalation"),
        Flag("major", t => t.Fact.Life.MajorAt is not null, "Declared a major incident"),
        Flag("causedByChange", t => t.Fact.Life.CausedByChange is not null, "Named a change as its cause"),
        Flag("ofProblem", t => t.Fact.Life.Problem is not null, "Linked to a problem"),
        Text("outcome", t => t.Fact.Life.Change?.Outcome is { } outcome ? Camel(outcome) : null, "Of a change that was carried out"),
        Instant("handedInAt", t => t.Fact.Life.Change?.HandedInAt, "When a change was handed in"),
        Instant("implementedAt", t => t.Fact.Life.Change?.ImplementedAt, "When a change was carried out"),
        Number("leadSeconds", t => Whole(t.Fact.Life.Change is { HandedInAt: { } from, ImplementedAt: { } done } ? done - from : null), "Change handed in to carried out, wall time"),
        Flag("inFreeze", t => t.Fact.Life.Change?.InFreeze == true, "A change planned into a freeze window"),
        Instant("rootCauseAt", t => t.Fact.Life.Root?.RootCauseAt, "When a problem's root cause was recorded"),
        Number("rootCauseSeconds", t => Whole(t.Fact.Life.Root?.RootCauseAt - t.Fact.OpenedAt), "Problem opened to root cause, wall time"),
        Instant("knownErrorAt", t => t.Fact.Life.Root is { RetiredAt: null } root ? root.KnownErrorAt : null, "Since when a problem is a known error"));

    /// <summary>What opened and ended being unresolved: adding up every change so far gives the backlog of an instant.</summary>
    public static readonly FactTable Turns = new FactTable<Turn>(
        "backlogChanges",
        TurnsOf,
        Field<Turn>.OfInstant("at", turn => turn.At, "When"),
        Field<Turn>.OfFlag("opens", turn => turn.Opens, "Opened or reopened; resolved otherwise"),
        Field<Turn>.OfFlag("first", turn => turn.First, "The opening itself"));

    public static readonly FactTable Clocks = new FactTable<CountedClock>(
        "slaClocks",
        ticket => ticket.Clocks,
        Field<CountedClock>.OfText("target", clock => Camel(clock.Clock.Kind), "acknowledge, firstResponse, nextUpdate, resolution, ola or uc"),
        Field<CountedClock>.OfText("of", clock => clock.Clock.Of, "Team of an agreement, supplier of a contract"),
        Field<CountedClock>.OfNumber("cycle", clock => clock.Clock.Cycle, "1, and one more for each reopening, message, stay or wait"),
        Field<CountedClock>.OfText("policy", clock => clock.Clock.Policy, "Id of the policy that promised it"),
        Field<CountedClock>.OfNumber("edition", clock => clock.Clock.Edition, "Edition in which that policy stood"),
        Field<CountedClock>.OfText("outcome", clock => clock.Outcome ?? "superseded", "met, breached, cancelled, superseded or open"),
        Field<CountedClock>.OfInstant("countsFrom", clock => clock.Clock.CountsFrom, "First instant that counts"),
        Field<CountedClock>.OfInstant("endedAt", clock => clock.Clock.EndedAt, "When it ended"),
        Field<CountedClock>.OfInstant("dueAt", clock => clock.DueAt, "Its deadline; nothing while a pause keeps it open"),
        Field<CountedClock>.OfNumber("goalSeconds", clock => Whole(clock.Clock.Goal), "What was promised, counted time"),
        Field<CountedClock>.OfNumber("countedSeconds", clock => Whole(clock.Counted), "What it counted until it ended"),
        Field<CountedClock>.OfFlag("breachedOnAttach", clock => clock.Clock.BreachedOnAttach == true, "Its deadline had passed when it was chosen"));

    public static readonly FactTable Assignments = new FactTable<Stay>(
        "assignments",
        HoldingsOf,
        Field<Stay>.OfInstant("at", one => one.Held.At, "When"),
        Field<Stay>.OfText("from", one => one.From, "Id of the team that had it before"),
        Field<Stay>.OfText("to", one => one.Held.Team, "Id of the team that has it from then on"),
        Field<Stay>.OfText("agent", one => one.Held.Agent, "Id of the agent who has it from then on", person: true),
        Field<Stay>.OfFlag("moves", one => one.From is not null && one.From != one.Held.Team, "It went to another team"),
        Field<Stay>.OfFlag("escalates", one => one.Held.Up, "It went to higher support"),
        Field<Stay>.OfNumber("heldSeconds", one => Whole(one.Until - one.Held.At), "How long, wall time; nothing while it still is there"));

    public static readonly FactTable Pauses = new FactTable<WaitFact>(
        "pauses",
        ticket => ticket.Pauses,
        Field<WaitFact>.OfText("reason", pause => pause.Reason, "Code of the pending reason"),
        Field<WaitFact>.OfInstant("from", pause => pause.From, "When it began to wait"),
        Field<WaitFact>.OfInstant("until", pause => pause.Until, "When it went on; nothing while it waits"),
        Field<WaitFact>.OfFlag("stops", pause => pause.Stops, "The time is somebody else's: clocks stand still"),
        Field<WaitFact>.OfNumber("seconds", pause => Whole(pause.Until - pause.From), "How long, wall time"));

    public static readonly FactTable Surveys = new FactTable<SurveyedResolution>(
        "surveys",
        ticket => ticket.Fact.Surveys,
        Field<SurveyedResolution>.OfText("askedOf", survey => survey.Team, "Id of the team that had the ticket"),
        Field<SurveyedResolution>.OfInstant("askedAt", survey => survey.At, "When the requester was asked"),
        Field<SurveyedResolution>.OfInstant("answeredAt", survey => survey.AnsweredAt, "When they answered last"),
        Field<SurveyedResolution>.OfNumber("score", survey => survey.Score, "1 to 5"));

    public static readonly FactTable Changes = new FactTable<StageStay>(
        "changeStages",
        StagesOf,
        Field<StageStay>.OfText("stage", stage => stage.Stage, "Id of the stage"),
        Field<StageStay>.OfInstant("enteredAt", stage => stage.At, "When it was entered"),
        Field<StageStay>.OfInstant("leftAt", stage => stage.Until, "When it was left"),
        Field<StageStay>.OfNumber("seconds", stage => Whole(stage.Until - stage.At), "How long, wall time"));

    public static readonly FactTable Reviews = new FactTable<Review>(
        "reviews",
        ticket => ticket.Fact.Life.Change?.Reviews.Select((review, i) => (Of: review, IsFirst: ticket.Fact.Life.Change.Reviews.Take(i).All(other => other.Stage != review.Stage))) ?? [],
        Field<Review>.OfText("stage", review => review.Of.Stage, "Id of the stage"),
        Field<Review>.OfInstant("askedAt", review => review.Of.At, "When the review began"),
        Field<Review>.OfInstant("decidedAt", review => review.Of.DecidedAt, "When it was decided"),
        Field<Review>.OfText("decision", review => review.Of.Approved switch { true => "approved", false => "rejected", null => null }, "approved or rejected"),
        Field<Review>.OfFlag("byDeadline", review => review.Of.ByDeadline, "The deadline decided, and nobody's vote"),
        Field<Review>.OfFlag("first", review => review.IsFirst, "The first round of its stage"),
        Field<Review>.OfNumber("seconds", review => Whole(review.Of.DecidedAt - review.Of.At), "Asked to decided, wall time"));

    /// <summary>What the pages of the report are computed from: held in memory.</summary>
    internal static readonly IReadOnlyList<FactTable> Hot = [Tickets, Turns];

    /// <summary>What is read when somebody asks for it.</summary>
    internal static readonly IReadOnlyList<FactTable> Details = [Clocks, Assignments, Pauses, Surveys, Changes, Reviews];

    public static readonly IReadOnlyList<FactTable> All = [.. Hot, .. Details];

    public static FactTable? Find(string name) => All.FirstOrDefault(table => table.Name == name);

    private static DateTimeOffset? RestoredAt(TicketFact fact) =>
        fact.Number.Kind == TicketKind.Incident && (fact.Life.MajorAt is not null || fact.HandlingRank == 1) ? fact.Life.RestoredAt ?? fact.ResolvedAt : null;

    private static IEnumerable<Turn> TurnsOf(CountedTicket ticket)
    {
        yield return (ticket.Fact.OpenedAt, true, true);
        for (int turn = 0; turn < ticket.Fact.Turns.Length; turn++)
            yield return (ticket.Fact.Turns[turn], turn % 2 == 1, false);
    }

    private static IEnumerable<Stay> HoldingsOf(CountedTicket ticket)
    {
        var all = ticket.Fact.Life.Holdings;
        for (int i = 0; i < all.Length; i++)
            yield return (all[i], i == 0 ? null : all[i - 1].Team, i + 1 < all.Length ? all[i + 1].At : null);
    }

    private static IEnumerable<StageStay> StagesOf(CountedTicket ticket)
    {
        if (ticket.Fact.Life.Change is not { Stages: var all })
            yield break;
        for (int i = 0; i < all.Length; i++)
            yield return (all[i].Stage, all[i].At, i + 1 < all.Length ? all[i + 1].At : ticket.Fact.ClosedAt);
    }

    private static bool DoesReturn(TicketLife life)
    {
        var left = new HashSet<string>();
        string? at = null;
        foreach (Holding held in life.Holdings)
        {
            if (held.Team == at)
                continue;
            if (left.Contains(held.Team))
                return true;
            if (at is not null)
                left.Add(at);
            at = held.Team;
        }

        return false;
    }

    // What another desk's log put in the wrong order took no time.
    private static long? Whole(TimeSpan? span) => span is { } time ? Math.Max(0, (long)Math.Floor(time.TotalSeconds)) : null;

    private static string Camel<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static Field<CountedTicket> Text(string name, Func<CountedTicket, string?> value, string meaning, bool person = false) => Field<CountedTicket>.OfText(name, value, meaning, person);

    private static Field<CountedTicket> Flag(string name, Func<CountedTicket, bool> value, string meaning) => Field<CountedTicket>.OfFlag(name, value, meaning);

    private static Field<CountedTicket> Number(string name, Func<CountedTicket, long?> value, string meaning) => Field<CountedTicket>.OfNumber(name, value, meaning);

    private static Field<CountedTicket> Instant(string name, Func<CountedTicket, DateTimeOffset?> value, string meaning) => Field<CountedTicket>.OfInstant(name, value, meaning);
}
