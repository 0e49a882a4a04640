using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>What an organisation decides for itself, its numbers, and what its operators look at.</summary>
public static partial class Operations
{
    private static IReadOnlyList<Operation> OfTheOrganisation =>
    [
        new("ReadCatalogue", "Catalogue", "Read the catalogue")
        {
            Description = "Statuses, pending reasons, matrices, categories, teams, areas, channels and roles of the caller's organisation, with their labels in English and Danish.",
            Answers = [new(200, "The catalogue.", typeof(CatalogueReply))],
            Refuses = [NotAllowed, .. Always],
        },
        new("ReadPrinciples", "Catalogue", "Read the five principles")
        {
            Description = "What everybody at the desk keeps in mind, in English and Danish.",
            Answers = [new(200, "The principles.", typeof(PrinciplesReply))],
            Refuses = [NotSignedIn, NotAllowed],
        },
        new("ReadCannedAnswers", "Catalogue", "Read the canned answers")
        {
            Description = "Texts that agents send as they are, such as the one to a direct approach, in English and Danish.",
            Answers = [new(200, "The answers.", typeof(CannedAnswersReply))],
            Refuses = [NotAllowed, .. Always],
        },
        new("ReadSelfHelp", "Self-help", "Look for help")
        {
            Description = "Questions with their answers: the best match first where `q` names some words, in either language and with any spelling of Danish letters. A portal asks as its user types the title of a ticket; sends the user's answer to `POST /api/self-help/{entry}/answered`; and where a ticket is opened nevertheless names what was read in `selfHelp`. Reading is not recorded. For everybody who is signed in.",
            Query = "q=printer&lang=en",
            By = "anna",
            Takes = ["q", "lang", "Accept-Language"],
            Answers = [new(200, "The entries.", typeof(SelfHelpReply))],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("AnswerSelfHelp", "Self-help", "Say whether it helped")
        {
            Description = "For an entry of self-help, or an article that is published for all. Counts once for a person, an entry and a local day of the organisation: a second click counts nothing, a change of mind on the same day takes the place of the answer before. Who answered is kept as a hash for that day alone. For everybody who is signed in.",
            Body = typeof(SelfHelpAnswerBody),
            Example = new SelfHelpAnswerBody(true),
            By = "anna",
            Takes = ["Idempotency-Key (day)"],
            Answers = [new(200, "The answer that counts today.", typeof(SelfHelpAnswerReply), Example: new SelfHelpAnswerReply("restart", true), Headers: ["Idempotency-Replayed"])],
            Refuses = [InvalidRequest, NotAllowed, NotFound, TooLarge, UnsupportedMediaType, IdempotencyKeyReused, .. Always],
        },
        new("ListParameters", "Parameters", "List the parameters")
        {
            Description = "Each parameter of the caller's organisation with its type, its default, its value and its version. Needs a role of the desk.",
            Answers = [new(200, "The parameters, by name.", typeof(ParametersReply), Example: Examples.Parameters)],
            Refuses = [NotAllowed, .. Always],
        },
        new("ReadParameter", "Parameters", "Read a parameter")
        {
            Description = "Its ETag is its version, `\"0\"` while nobody has set it. Needs a role of the desk.",
            Answers = [new(200, "The parameter.", typeof(ParameterReply), Example: Examples.Parameter, Headers: ["ETag"])],
            Refuses = [NotAllowed, NotFound, .. Always],
        },
        new("WriteParameter", "Parameters", "Set a parameter")
        {
            Description = "The whole value takes the place of the one that stands, and is checked against all other parameters: a team that something still names cannot go. The value that stands makes no version, so a repetition does no harm. Where something is promised already, `service_policies` and `calendars` are published by the id of a simulation of exactly this value, in `simulation`. It counts at once where it was set, and everywhere within 30 seconds. Needs the role ProcessManager or ProcessOwner.",
            Body = typeof(ParameterBody),
            Example = new ParameterBody(System.Text.Json.JsonSerializer.SerializeToElement("it-support"), null),
            By = "mia",
            Takes = ["If-Match (parameter)"],
            Answers = [new(200, "The parameter as it stands now.", typeof(ParameterReply), Example: Examples.Parameter, Headers: ["ETag"])],
            Refuses = [InvalidRequest, NotAllowed, NotFound, SimulationRequired, StaleVersion, PreconditionRequired, TooLarge, UnsupportedMediaType, .. Always],
        },
        new("ReadHolidays", "Parameters", "Read holidays from an iCalendar file")
        {
            Description = "The calendars as they would be with the whole days of the file, at most 1 MiB. Nothing is written: look at it, simulate it where something is promised, and set `value` as the parameter `calendars`, with the ETag of this answer in If-Match. Days that recur are taken from `from` to `until`. A day with hours of its own keeps them; events with a time of day, and cancelled ones, close nothing. Needs the role ProcessManager or ProcessOwner.",
            Raw = HolidayFile.MediaType,
            RawText = @"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.org//EN\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:20261230\r\nSUMMARY:Between the years\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            By = "mia",
            Query = "from=2026-01-01&until=2029-12-31",
            Takes = ["from (holidays)", "until (holidays)"],
            Answers = [new(200, "The calendars with the holidays.", typeof(HolidaysReply), Example: Examples.Holidays, Headers: ["ETag"])],
            Refuses = [InvalidRequest, NotAllowed, NotFound, TooLarge, UnsupportedMediaType, .. Always],
        },
        new("ReadParameterHistory", "Parameters", "Read who set a parameter")
        {
            Description = "Every version, the latest first: the value before and after, who, in which role, and when. Of the directory it keeps who works where, without names, addresses and absences. Needs the role ProcessManager or ProcessOwner.",
            By = "mia",
            Query = "top=20",
            Takes = ["before", "top"],
            Answers = [new(200, "A page.", typeof(ParameterHistoryReply), Example: Examples.ParameterHistory)],
            Refuses = [InvalidRequest, NotAllowed, NotFound, .. Always],
        },
    ];

    private static IReadOnlyList<Operation> OfReports =>
    [
        new("ReadSummary", "Reports", "Read the monthly summary")
        {
            Description = "Opened, resolved, backlog, mean time to resolve and share within target, per priority, month and team: from projections, never by scanning tickets. Needs a role of the desk or ReportingViewer.",
            Query = "kind=incident&team=it-support",
            Takes = ["from", "to", "kind", "team (filter)", "If-None-Match"],
            Answers = [new(200, "The summary.", typeof(Reporting.Summaries.Summary), Headers: ["ETag (snapshot)"]), new(304, "Nothing has changed since the one that `If-None-Match` names.", MediaType: null, Headers: ["ETag (snapshot)"])],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("ReadHandovers", "Reports", "Read how well tickets are handed over")
        {
            Description = "For each pair of teams: handovers, those that came back done, those that were bounced, and how long until somebody of the receiving team had the ticket. Needs a role of the desk or ReportingViewer.",
            Query = "team=it-support",
            Takes = ["from", "to", "team (filter)", "If-None-Match"],
            Answers = [new(200, "The handovers.", typeof(Reporting.Summaries.HandoverSummary), Headers: ["ETag (snapshot)"]), new(304, "Nothing has changed since the one that `If-None-Match` names.", MediaType: null, Headers: ["ETag (snapshot)"])],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("ReadSatisfaction", "Reports", "Read how satisfied requesters are")
        {
            Description = "For each month and team: how many resolutions asked their requester, how many of them were answered, and of the answers given in the month the mean and how many there are of each score. Needs a role of the desk or ReportingViewer.",
            Query = "team=it-support",
            Takes = ["from", "to", "team (filter)", "If-None-Match"],
            Answers = [new(200, "The answers.", typeof(Reporting.Summaries.SatisfactionSummary), Headers: ["ETag (snapshot)"]), new(304, "Nothing has changed since the one that `If-None-Match` names.", MediaType: null, Headers: ["ETag (snapshot)"])],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("ReadSelfHelpReport", "Reports", "Read what self-help achieves")
        {
            Description = "For each entry, or article, and month: answers of people whom it helped and whom it did not, and tickets of people who had read it. Counted when it happens, without looking at tickets. Needs a role of the desk or ReportingViewer.",
            Query = "from=2026-01&to=2026-12",
            Takes = ["from", "to", "If-None-Match"],
            Answers = [new(200, "The figures.", typeof(Reporting.Summaries.SelfHelpSummary), Headers: ["ETag (snapshot)"]), new(304, "Nothing has changed since the one that `If-None-Match` names.", MediaType: null, Headers: ["ETag (snapshot)"])],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
        new("ReadForecastQuality", "Reports", "Read how well forecasts have held")
        {
            Description = "Each clock of the last year whose outcome is known, the latest 500: the forecast that would have been made when half of its goal was used up, by what was known then, against what came, in tenths and as the Brier score. Counted by what is promised now, from the reports, at most every ten minutes. Needs a role of the desk or ReportingViewer.",
            Answers = [new(200, "The calibration.", typeof(Reporting.Forecasts.ForecastQuality))],
            Refuses = [InvalidRequest, NotAllowed, .. Always],
        },
    ];

    private static IReadOnlyList<Operation> OfOperators =>
    [
        new("Live", "Health", "Is the process alive?") { Answers = [new(200, "It is.", typeof(LiveReply), Example: new LiveReply("alive"))] },
        new("Ready", "Health", "Can it work?")
        {
            Description = "Asks Table and Queue Storage, and looks at the oldest event that has not been told to the world.",
            Answers =
            [
                new(200, "It can.", typeof(ReadyReply), Example: new ReadyReply("ready", true, true, null, 0, 0)),
                new(503, "It cannot: a member says why.", typeof(ReadyReply), Example: new ReadyReply("notReady", false, true, null, 0, 0)),
            ],
        },
        new("OpenApi", "Documentation", "Read this document") { Answers = [new(200, "OpenAPI 3.1.")] },
        new("Docs", "Documentation", "Read this document as a page") { Answers = [new(200, "HTML without scripts and without anything from elsewhere.", MediaType: "text/html")] },
        new("DocsStyle", "Documentation", "The page's style sheet") { Answers = [new(200, "CSS.", MediaType: "text/css")] },
    ];
}
