using ItsmFunctions.Reporting.Columns;
using static ItsmFunctions.Reporting.Measures.Condition;

namespace ItsmFunctions.Reporting.Measures;

/// <summary>Every measure, each defined here and nowhere else. Ratios are ratios of sums, at every level.</summary>
public static partial class Catalogue
{
    private const int Day = 24 * 60 * 60;
    private static readonly Lacks Counts = new("exclusion");
    private static readonly Is Desk = new("kind", "incident", "request"), Incident = new("kind", "incident"), Request = new("kind", "request"), Problem = new("kind", "problem"), Change = new("kind", "change");
    private static readonly Lacks Open = new("resolvedAt"), CountedTicket = new("tickets.exclusion");

    public static readonly IReadOnlyList<Measure> All = [.. Times, .. ServiceLevels, .. Queue, .. Quality, .. Changes, .. Problems];

    public static Measure? Find(string id) => All.FirstOrDefault(measure => measure.Id == id);

    private static Measure[] Times =>
    [
        .. Durations(1, "acknowledge", "acknowledgedAt", "acknowledgeSeconds", TimeBasis.Calendar, [Counts, Desk], "Time to acknowledge", "Tid til kvittering",
            "From opening until somebody has it or begins, of what was acknowledged in the period.", "Fra oprettelse til nogen har sagen eller begynder, for det der blev kvitteret i perioden."),
        .. Durations(2, "firstResponse", "respondedAt", "responseSeconds", TimeBasis.Business, [Counts, Desk], "Time to first response", "Tid til første svar",
            "From opening to the first message of the desk to the end user, in the desk's hours, of what was answered in the period.", "Fra oprettelse til deskens første besked til brugeren, i deskens åbningstid, for det der blev besvaret i perioden."),
        .. Durations(3, "resolve", "resolvedAt", "resolveSeconds", TimeBasis.Calendar, [Counts, Desk], "Time to resolve", "Løsningstid",
            "From opening to the final resolution in wall time, nothing taken off, of what was resolved in the period.", "Fra oprettelse til endelig løsning i kalendertid, uden fradrag, for det der blev løst i perioden."),
        .. Durations(4, "work", "resolvedAt", "workedSeconds", TimeBasis.Business, [Counts, Desk], "Time worked", "Arbejdstid",
            "From opening to the final resolution in the desk's hours, without waiting for somebody else.", "Fra oprettelse til endelig løsning i deskens åbningstid, uden ventetid på andre."),
        .. Durations(5, "restore", "restoredAt", "outageSeconds", TimeBasis.Calendar, [Counts], "Time to restore service", "Tid til genoprettet service",
            "Of incidents of priority 1 and major incidents: from the outage, or the opening, to service restored.", "For hændelser af prioritet 1 og større hændelser: fra udfald, eller oprettelse, til service er genoprettet."),
        .. Durations(25, "fulfil", "closedAt", "closeSeconds", TimeBasis.Calendar, [Counts, Request], "Time to fulfil a request", "Leveringstid for anmodninger",
            "From opening to closing of requests that closed in the period.", "Fra oprettelse til lukning af anmodninger, der blev lukket i perioden."),
    ];

    private static Measure[] ServiceLevels =>
    [
        Ratio("responseSla", 6, FactTables.Tickets, "responseStoppedAt", Term.Count(Counts, new Is("responseSla", "met")), Term.Count(Counts, new Is("responseSla", "met", "breached")), MeasureUnit.Share, true, "Response SLA", "SLA for svar",
            "Clocks of the first response that stopped in time, of those that stopped in the period; cancelled ones are left out.", "Svarure, der stoppede i tide, af dem der stoppede i perioden; annullerede tæller ikke.") with { Basis = TimeBasis.ServiceLevel, Target = 0.95 },
        Ratio("resolutionSla", 7, FactTables.Tickets, "resolvedAt", Term.Count(Counts, new Is("resolutionSla", "met")), Term.Count(Counts, new Is("resolutionSla", "met", "breached")), MeasureUnit.Share, true, "Resolution SLA", "SLA for løsning",
            "Resolved in time, of what was resolved in the period and had been promised a resolution.", "Løst i tide, af det der blev løst i perioden og havde et løfte om løsning.") with { Basis = TimeBasis.ServiceLevel, Target = 0.95 },
        Ratio("slaCoverage", 7, FactTables.Tickets, "resolvedAt", Term.Count(Counts, Desk, new Is("resolutionSla", "met", "breached")), Term.Count(Counts, Desk), MeasureUnit.Share, null, "SLA coverage", "SLA-dækning",
            "How much of what was resolved in the period had been promised a resolution.", "Hvor stor en del af det løste der havde et løfte om løsning."),
        Ratio("honestSla", 8, FactTables.Tickets, "resolvedAt", Term.Count(Counts, new Is("resolutionSla", "met")), Term.Count(Counts, new Is("resolutionSla", "met", "breached")), MeasureUnit.Share, true, "Honest SLA", "Ærlig SLA",
            "Resolved in time, of what was resolved in the period with a promise or stood open and breached at its end: a breach counts as long as it stays open.", "Løst i tide, af det der blev løst i perioden med et løfte eller stod åbent og brudt ved dens slutning.") with { Basis = TimeBasis.ServiceLevel, Target = 0.95, Standing = ("resolutionDueAt", "resolvedAt") },
        Ratio("breachShare", 9, FactTables.Tickets, "resolvedAt", Term.Count(Counts, new Is("resolutionSla", "breached")), Term.Count(Counts, new Is("resolutionSla", "met", "breached")), MeasureUnit.Share, false, "Breached", "Brudt",
            "Resolved too late, of what was resolved in the period and had been promised a resolution.", "Løst for sent, af det der blev løst i perioden og havde et løfte.") with { Basis = TimeBasis.ServiceLevel },
        Total("breached", 9, FactTables.Tickets, "resolvedAt", Term.Count(Counts, new Is("resolutionSla", "breached")), false, "Breaches", "Brud",
            "Resolved in the period, too late.", "Løst i perioden, for sent.") with { Basis = TimeBasis.ServiceLevel },
        Percentile("breachDepthP50", 9, FactTables.Tickets, "resolvedAt", new("breachDepthPermille", Counts, new Is("resolutionSla", "breached")), 50, MeasureUnit.Share, "Breach depth, median", "Bruddets dybde, median",
            "Time over the goal as a share of the goal, of what was resolved too late in the period.", "Tid over målet som andel af målet, for det der blev løst for sent.") with { Scale = 1000, Basis = TimeBasis.ServiceLevel },
        Percentile("breachDepthP90", 9, FactTables.Tickets, "resolvedAt", new("breachDepthPermille", Counts, new Is("resolutionSla", "breached")), 90, MeasureUnit.Share, "Breach depth, p90", "Bruddets dybde, p90",
            "Nine of ten breaches are at most so far over the goal.", "Ni ud af ti brud ligger højst så langt over målet.") with { Scale = 1000, Basis = TimeBasis.ServiceLevel },
        Risk("atRisk50", "slaHalfAt", "slaThreeQuartersAt", "50–75 %"),
        Risk("atRisk75", "slaThreeQuartersAt", "slaHighAt", "75–85 %"),
        Risk("atRisk85", "slaHighAt", "slaCriticalAt", "85–95 %"),
        Risk("atRisk95", "slaCriticalAt", "resolutionDueAt", "95–100 %"),
        Now("breachedOpen", 10, Term.Count(Counts, Open, new Passed("resolutionDueAt")), false, "Open and breached", "Åbne og brudte",
            "Unresolved now, and its deadline has passed.", "Uløst nu, og fristen er overskredet.") with { Basis = TimeBasis.ServiceLevel },
        Now("dueSoon", 10, Term.Count(Counts, Open, new Passed("resolutionDueAt", 30 * 60), new Ahead("resolutionDueAt")), false, "Due within 30 minutes", "Frist inden 30 minutter",
            "Unresolved now, and due within half an hour.", "Uløst nu, med frist inden for en halv time.") with { Basis = TimeBasis.ServiceLevel },
        Now("pausedNow", 10, Term.Count(Counts, Open, new Has("slaPaused")), null, "Paused", "På pause",
            "Unresolved now, and its clock stands still.", "Uløst nu, og uret står stille.") with { Basis = TimeBasis.ServiceLevel },
        Ratio("olaSla", 6, FactTables.Clocks, "endedAt", Term.Count(CountedTicket, new Is("target", "ola"), new Is("outcome", "met")), Term.Count(CountedTicket, new Is("target", "ola"), new Is("outcome", "met", "breached")), MeasureUnit.Share, true, "Agreements between teams kept", "Overholdte aftaler mellem teams",
            "Operational level agreements kept, of those that ended in the period.", "Overholdte OLA'er, af dem der sluttede i perioden.") with { Basis = TimeBasis.ServiceLevel },
        Ratio("waitingShare", 23, FactTables.Tickets, "resolvedAt", new("waitedSeconds", Counts, Desk), new("resolveSeconds", Counts, Desk), MeasureUnit.Share, false, "Share of time waiting", "Andel ventetid",
            "Time that tickets waited for somebody, of the time from opening to resolution.", "Tid hvor sager ventede på nogen, af tiden fra oprettelse til løsning.") with { Basis = TimeBasis.Calendar },
        new("waiting", 23, FactTables.Pauses, "from", MeasureForm.Overlap, Term.Count(CountedTicket), null, MeasureUnit.Duration, TimeBasis.Calendar, false, "Time waiting", "Ventetid",
            "Time that tickets waited for somebody, as far as it lies in the period.", "Tid hvor sager ventede på nogen, for så vidt den ligger i perioden.") { Until = "until" },
    ];

    private static Measure[] Queue =>
    [
        Total("opened", 14, FactTables.Tickets, "openedAt", Term.Count(Counts), null, "Opened", "Oprettet", "Opened in the period.", "Oprettet i perioden."),
        Total("resolved", 14, FactTables.Tickets, "resolvedAt", Term.Count(Counts), null, "Resolved", "Løst", "Final resolution in the period; what is open again is not resolved.", "Endeligt løst i perioden; det genåbnede er ikke løst."),
        Total("quick", 14, FactTables.Tickets, "openedAt", Term.Count(Counts, new Has("quick")), null, "Quick cases", "Kviksager", "Opened in the period by a supporter who had solved it.", "Oprettet i perioden af en supporter, der havde løst den."),
        Total("reopenings", 16, FactTables.Turns, "at", Term.Count(CountedTicket, new Has("opens"), new Lacks("first")), false, "Reopenings", "Genåbninger", "Times that a ticket was reopened in the period.", "Antal genåbninger i perioden."),
        new("netFlow", 14, FactTables.Turns, "at", MeasureForm.Net, Term.Count(CountedTicket), null, MeasureUnit.Count, TimeBasis.None, false, "Backlog growth", "Vækst i pukkel",
            "What opened or reopened in the period less what was resolved.", "Det oprettede og genåbnede i perioden minus det løste."),
        Ratio("closureRatio", 14, FactTables.Turns, "at", Term.Count(CountedTicket, new Lacks("opens")), Term.Count(CountedTicket, new Has("first")), MeasureUnit.Share, true, "Resolutions to arrivals", "Løsninger pr. tilgang",
            "Resolutions in the period to tickets opened in it.", "Løsninger i perioden i forhold til oprettede."),
        new("backlog", 11, FactTables.Turns, "at", MeasureForm.Balance, Term.Count(CountedTicket), null, MeasureUnit.Count, TimeBasis.None, false, "Backlog", "Pukkel",
            "Unresolved at the end of the period, reopened ones too. It never adds up over time.", "Uløst ved periodens slutning, også genåbnede. Kan ikke lægges sammen over tid."),
        Now("openNow", 11, Term.Count(Counts, Open), false, "Open", "Åbne", "Unresolved now.", "Uløst nu."),
        Now("unassigned", 36, Term.Count(Counts, Open, new Lacks("agent")), false, "Unassigned", "Ikke tildelt", "Unresolved now, and no agent has it.", "Uløst nu, og ingen medarbejder har den."),
        NowRatio("unassignedShare", 36, Term.Count(Counts, Open, new Lacks("agent")), Term.Count(Counts, Open), MeasureUnit.Share, "Share unassigned", "Andel ikke tildelt",
            "Of what is unresolved now, how much no agent has.", "Hvor stor en del af det uløste ingen medarbejder har."),
        Now("majorsOpen", 5, Term.Count(Counts, Open, new Has("major")), false, "Major incidents", "Større hændelser", "Major incidents that are unresolved now.", "Større hændelser, der er uløste nu."),
        NowRatio("backlogAge", 12, new(Term.Age + "openedAt", Counts, Open), Term.Count(Counts, Open), MeasureUnit.Duration, "Age of the backlog", "Puklens alder",
            "Wall time since the opening of what is unresolved now.", "Kalendertid siden oprettelse af det uløste.") with { Basis = TimeBasis.Calendar },
        Percentile("backlogAgeP50", 12, FactTables.Tickets, null, new(Term.Age + "openedAt", Counts, Open), 50, MeasureUnit.Duration, "Age of the backlog, median", "Puklens alder, median", "Half of what is unresolved now is at most so old.", "Halvdelen af det uløste er højst så gammelt.") with { Basis = TimeBasis.Calendar },
        Percentile("backlogAgeP90", 12, FactTables.Tickets, null, new(Term.Age + "openedAt", Counts, Open), 90, MeasureUnit.Duration, "Age of the backlog, p90", "Puklens alder, p90", "Nine of ten that are unresolved now are at most so old.", "Ni ud af ti uløste er højst så gamle.") with { Basis = TimeBasis.Calendar },
        NowRatio("stale", 13, Term.Count(Counts, Open, Desk, new Passed("touchedAt", -5 * Day)), Term.Count(Counts, Open, Desk), MeasureUnit.Share, "Stale", "Uberørt",
            "Of what is unresolved now, how much nobody has touched for five days.", "Hvor stor en del af det uløste ingen har rørt i fem dage."),
        NowRatio("daysOfBacklog", 15, Term.Count(Counts, Open, Desk), Term.Count(Counts, Desk, new Passed("resolvedAt"), new Ahead("resolvedAt", -28 * Day)), MeasureUnit.Number, "Days of backlog", "Dages pukkel",
            "What is unresolved now over what is resolved on a working day: the mean of the last four weeks, twenty working days.", "Det uløste i forhold til hvad der løses på en arbejdsdag: gennemsnit af de seneste fire uger, tyve arbejdsdage.") with { Scale = 1.0 / 20, HigherIsBetter = false },
        Now("updateFlags", 36, Term.Count(Counts, new Has("flaggedAt")), false, "Update flags", "Opdateringsflag", "Tickets whose user waits for an answer now.", "Sager, hvis bruger venter på svar nu."),
        Percentile("updateFlagAgeP90", 36, FactTables.Tickets, null, new(Term.Age + "flaggedAt", Counts), 90, MeasureUnit.Duration, "Age of update flags, p90", "Opdateringsflagenes alder, p90", "Nine of ten update flags have been up for at most so long.", "Ni ud af ti flag har højst været oppe så længe.") with { Basis = TimeBasis.Calendar },
    ];

    private static Measure[] Quality =>
    [
        OfResolved("reopenRate", 16, false, "Reopen rate", "Genåbningsrate", "Reopened at least once, of what was resolved in the period. It matures for 14 days.", "Genåbnet mindst én gang, af det løste. Modnes over 14 dage.", new AtLeast("reopenings", 1)),
        Ratio("reassignmentsMean", 17, FactTables.Tickets, "resolvedAt", new("reassignments", Counts, Desk), Term.Count(Counts, Desk), MeasureUnit.Number, false, "Reassignments", "Omfordelinger",
            "Times that a ticket went to another team, of what was resolved in the period.", "Antal gange en sag skiftede team, for det løste."),
        OfResolved("reassignedOften", 17, false, "Reassigned three times or more", "Omfordelt mindst tre gange", "Went to another team three times or more, of what was resolved in the period.", "Skiftede team mindst tre gange, af det løste.", new AtLeast("reassignments", 3)),
        OfResolved("pingPong", 17, false, "Ping-pong", "Pingpong", "Came back to a team that had had it, of what was resolved in the period.", "Kom tilbage til et team, der havde haft den.", new Has("pingPong")),
        OfResolved("firstAssignment", 18, true, "Resolved where it came first", "Løst hvor den først kom", "Never went to another team, of what was resolved in the period.", "Skiftede aldrig team, af det løste.", new AtMost("reassignments", 0)),
        OfResolved("firstContact", 19, true, "First contact resolution", "Løst ved første kontakt",
            "Resolved by first line without a further message of the requester, and not reopened; all channels. A measure of quality, not of persons.", "Løst i første linje uden yderligere besked fra brugeren og ikke genåbnet; alle kanaler. Et kvalitetsmål, ikke et personmål.", new Has("firstLevel"), new AtMost("messages", 0), new AtMost("reopenings", 0)),
        OfResolved("firstLevel", 20, true, "First level resolution", "Løst i første linje", "Resolved by first line without an escalation, of what was resolved in the period. A measure of cost.", "Løst i første linje uden eskalering, af det løste. Et omkostningsmål.", new Has("firstLevel")),
        Ratio("functionalEscalation", 21, FactTables.Tickets, "openedAt", Term.Count(Counts, Desk, new Has("escalatedAt")), Term.Count(Counts, Desk), MeasureUnit.Share, false, "Escalated to higher support", "Eskaleret fagligt",
            "Went to higher support, of what was opened in the period.", "Gik til højere support, af det oprettede."),
        Ratio("hierarchicalEscalation", 22, FactTables.Tickets, "openedAt", Term.Count(Counts, Desk, new Has("raisedAt")), Term.Count(Counts, Desk), MeasureUnit.Share, false, "Escalated to management", "Eskaleret ledelsesmæssigt",
            "A leader or manager was told, or it became major, of what was opened in the period.", "En leder blev underrettet, eller den blev en større hændelse, af det oprettede."),
        Ratio("csat", 24, FactTables.Surveys, "answeredAt", new("score", CountedTicket), Term.Count(CountedTicket, new Has("answeredAt")), MeasureUnit.Share, true, "Satisfaction", "Tilfredshed",
            "Scores of 1 to 5 as 0 to 100 %, of what was answered in the period.", "Karakterer fra 1 til 5 som 0 til 100 %, for det besvarede.") with { Offset = 1, Scale = 4 },
        Ratio("surveyResponse", 24, FactTables.Surveys, "askedAt", Term.Count(CountedTicket, new Has("answeredAt")), Term.Count(CountedTicket), MeasureUnit.Share, true, "Survey response", "Svarprocent",
            "Answered, of the surveys that were sent in the period.", "Besvaret, af de udsendte undersøgelser."),
        Total("moves", 17, FactTables.Assignments, "at", Term.Count(CountedTicket, new Has("moves")), false, "Moves between teams", "Skift mellem teams", "Times that a ticket went from one team to another in the period.", "Antal skift fra et team til et andet i perioden."),
    ];

    private static Measure[] Changes =>
    [
        OfChanges("changeSuccess", 26, true, "Change success", "Vellykkede ændringer", "Successful, of changes that closed in the period with an outcome.", "Vellykket, af ændringer lukket i perioden med et udfald.", "successful"),
        OfChanges("changeIssues", 26, false, "Successful with issues", "Vellykket med problemer", "Successful with issues, of changes that closed in the period with an outcome.", "Vellykket med problemer, af ændringer lukket i perioden.", "successfulWithIssues"),
        OfChanges("changeFailed", 27, false, "Failed changes", "Mislykkede ændringer", "Failed or backed out, of changes that closed in the period with an outcome.", "Mislykket eller rullet tilbage, af ændringer lukket i perioden.", "failed", "backedOut"),
        Ratio("changeFailRate", 27, FactTables.Tickets, "implementedAt", Term.Count(Counts, Change, new Is("outcome", "failed", "backedOut", "successfulWithIssues")), Term.Count(Counts, Change, new Has("outcome")), MeasureUnit.Share, false, "Change fail rate (DORA)", "Change fail rate (DORA)",
            "Changes that needed remediation, of those carried out in the period.", "Ændringer, der krævede udbedring, af dem der blev udført i perioden."),
        Ratio("emergencyChanges", 28, FactTables.Tickets, "closedAt", Term.Count(Counts, Change, new Is("type", "emergency")), Term.Count(Counts, Change), MeasureUnit.Share, false, "Emergency changes", "Hasteændringer",
            "Emergency changes, of all that closed in the period.", "Hasteændringer, af alle lukket i perioden."),
        Total("changesClosed", 26, FactTables.Tickets, "closedAt", Term.Count(Counts, Change), null, "Changes closed", "Lukkede ændringer", "Changes that closed in the period.", "Ændringer lukket i perioden."),
        .. Durations(29, "changeLead", "implementedAt", "leadSeconds", TimeBasis.Calendar, [Counts, Change], "Change lead time", "Ændringers gennemløbstid",
            "From handed in to carried out. Not the lead time of DORA, which begins with a commit.", "Fra indlevering til udførelse. Ikke DORA's lead time, som begynder med et commit."),
        Ratio("reviewTime", 30, FactTables.Reviews, "decidedAt", new("seconds", CountedTicket), Term.Count(CountedTicket, new Has("decidedAt")), MeasureUnit.Duration, false, "Review time", "Behandlingstid for godkendelse",
            "From asked to decided, of reviews decided in the period.", "Fra forespurgt til afgjort, for godkendelser afgjort i perioden.") with { Basis = TimeBasis.Calendar },
        Percentile("reviewTimeP90", 30, FactTables.Reviews, "decidedAt", new("seconds", CountedTicket), 90, MeasureUnit.Duration, "Review time, p90", "Behandlingstid for godkendelse, p90", "Nine of ten reviews took at most so long.", "Ni ud af ti godkendelser tog højst så lang tid.") with { Basis = TimeBasis.Calendar },
        Total("reviewsWaiting", 30, FactTables.Reviews, null, Term.Count(CountedTicket, new Lacks("decidedAt")), false, "Reviews waiting", "Ventende godkendelser", "Reviews that nobody has decided yet.", "Godkendelser, der endnu ikke er afgjort."),
        Ratio("reviewRejected", 31, FactTables.Reviews, "decidedAt", Term.Count(CountedTicket, new Is("decision", "rejected")), Term.Count(CountedTicket, new Has("decision")), MeasureUnit.Share, false, "Reviews rejected", "Afviste godkendelser",
            "Rejected, of reviews decided in the period.", "Afvist, af godkendelser afgjort i perioden."),
        Ratio("firstPassYield", 31, FactTables.Reviews, "decidedAt", Term.Count(CountedTicket, new Has("first"), new Is("decision", "approved")), Term.Count(CountedTicket, new Has("first"), new Has("decision")), MeasureUnit.Share, true, "First-pass yield", "Godkendt i første forsøg",
            "Approved in the first round of a stage, of first rounds decided in the period.", "Godkendt i første runde af et trin, af første runder afgjort i perioden."),
        Total("causedByChange", 32, FactTables.Tickets, "openedAt", Term.Count(Counts, Incident, new Has("causedByChange")), false, "Incidents caused by changes", "Hændelser forårsaget af ændringer", "Incidents opened in the period that name a change as their cause.", "Hændelser oprettet i perioden, der angiver en ændring som årsag."),
    ];

    private static Measure[] Problems =>
    [
        Ratio("recurring", 33, FactTables.Tickets, "resolvedAt", Term.Count(Counts, Incident, new Has("ofProblem")), Term.Count(Counts, Incident), MeasureUnit.Share, false, "Recurring incidents", "Tilbagevendende hændelser",
            "Linked to a problem, of incidents resolved in the period.", "Knyttet til et problem, af hændelser løst i perioden."),
        Now("problemsOpen", 34, Term.Count(Counts, Open, Problem), false, "Open problems", "Åbne problemer", "Problems that are unresolved now.", "Problemer, der er uløste nu."),
        NowRatio("knownErrorShare", 34, Term.Count(Counts, Open, Problem, new Has("knownErrorAt")), Term.Count(Counts, Open, Problem), MeasureUnit.Share, "Known errors", "Kendte fejl", "Of open problems, how many are known errors.", "Hvor mange af de åbne problemer der er kendte fejl.") with { HigherIsBetter = true },
        NowRatio("knownErrorAge", 34, new(Term.Age + "knownErrorAt", Counts, Open, Problem), Term.Count(Counts, Open, Problem, new Has("knownErrorAt")), MeasureUnit.Duration, "Age of known errors", "Kendte fejls alder", "Wall time since they became known errors.", "Kalendertid siden de blev kendte fejl.") with { Basis = TimeBasis.Calendar },
        .. Durations(35, "rootCause", "rootCauseAt", "rootCauseSeconds", TimeBasis.Calendar, [Counts, Problem], "Time to root cause", "Tid til rodårsag", "From opening a problem to its root cause, of what was found in the period.", "Fra oprettelse af et problem til dets rodårsag, for det fundne i perioden."),
        .. Durations(35, "problemClose", "closedAt", "closeSeconds", TimeBasis.Calendar, [Counts, Problem], "Time to close a problem", "Tid til lukning af problem", "From opening to closing, of problems closed in the period.", "Fra oprettelse til lukning, for problemer lukket i perioden."),
    ];
}
