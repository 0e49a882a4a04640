using System.Text.Json.Nodes;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Http;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>Headers, query and path parameters, each declared once and referred to by name.</summary>
public static class Parameters
{
    /// <summary>By the name that operations refer to; a parameter of a route is referred to by the route.</summary>
    public static readonly IReadOnlyDictionary<string, JsonObject> All = new Dictionary<string, JsonObject>
    {
        ["number"] = Parameter("path", "number", "Number of the ticket.", Text(pattern: TicketNumber.Pattern), "INC-0000042", required: true),
        ["target"] = Parameter("path", "target", "acknowledge, firstResponse, nextUpdate, resolution, ola:TEAM or uc:SUPPLIER.", Text(1), "resolution", required: true),
        ["asOf"] = Query("asOf", "As it stood at this instant, which has been; now if left out.", new JsonObject { ["type"] = "string", ["format"] = "date-time" }, null),
        ["cycle"] = Query("cycle", "Which of its clocks of that target; the latest if left out.", Number(1, 1_000_000), null),
        ["team"] = Parameter("path", "team", "Id of the team.", Id(), "it-support", required: true),
        ["id"] = Parameter("path", "id", "Id of the file.", Text(pattern: "^[0-9a-f]{32}$"), "7e1a34a39a0a5a539b0c3e0f6d1c2b11", required: true),
        ["entry"] = Parameter("path", "entry", "Id of the entry, or of an article.", Id(), "restart", required: true),
        ["text"] = Query("text", "What the ticket would be about: its title, or its description.", Text(1, Domain.Knowledge.Suggestions.LongestText), "My document does not come out of the printer", required: true),
        ["top (suggestions)"] = Query("top", "The most that are answered.", Number(1, Domain.Knowledge.Suggestions.MostSuggested), 3),
        ["article"] = Parameter("path", "article", "Id of the article.", Text(pattern: Domain.Knowledge.ArticleId.Pattern), "kb-4bf92f3577b34da6a3ce", required: true),
        ["state (article)"] = Query("state", "Only this state.", Schemas.Reference("ArticleState"), "published"),
        ["visibility (article)"] = Query("visibility", "Only what is internal, or public.", Schemas.Reference("Visibility"), "public"),
        ["kind (article)"] = Query("kind", "Only this kind.", Schemas.Reference("ArticleKind"), "faq"),
        ["category"] = Query("category", "Only this category.", Id(), "hardware"),
        ["subcategory"] = Query("subcategory", "Only this subcategory.", Id(), "printer"),
        ["lang (filter)"] = Query("lang", "Only what says something in this language.", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("da", "en") }, "da"),
        ["ticket"] = Query("ticket", "Only the article that this ticket became.", Text(pattern: TicketNumber.Pattern), "INC-0000042"),
        ["If-Match (article)"] = Parameter("header", "If-Match", "The ETag of the article that the decision was made for.", Text(1), "\"1\"", required: true),
        ["error"] = Parameter("path", "error", "Id of the known error.", Text(pattern: Domain.Problems.KnownError.Pattern), "KE-0000042", required: true),
        ["proposal"] = Parameter("path", "proposal", "Id of the proposal.", Text(pattern: Storage.Problems.RecurrenceStore.ProposalPattern), "0f9d2c6e6a0b4f3e9d526b1c-1", required: true),
        ["organisation"] = Query("organisation", "Id of the organisation; the default one if left out.", Id(), null),
        ["days"] = Query("days", "Of resolved disruptions, those that were news in so many days; 14 if left out.", Number(1, 90), 14),
        ["retired"] = Query("retired", "True for those too that hold no more; for the desk.", new JsonObject { ["type"] = "boolean" }, null),
        ["q"] = Query("q", "Words to look for.", Text(longest: Domain.SelfHelp.SelfHelpSearch.LongestQuery), "printer"),
        ["q (report)"] = Query("q", "The query, as the body of `POST /api/reports/query`.", Text(1), "{\"measures\":[\"opened\",\"backlog\"],\"by\":[\"month\"]}", required: true),
        ["q (search)"] = Query("q", "Words to look for, or the number of a ticket.", Text(1, Reporting.Search.SearchQuery.LongestText), "printer paper", required: true),
        ["top (search)"] = Query("top", "The most that are answered; 20 if left out.", Number(1, SearchDoor.Most), 20),
        ["lang"] = Query("lang", "Language of the texts; that of `Accept-Language` if left out.", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("da", "en") }, "da"),
        ["name (file)"] = Query("name", "Name of the file, where `Content-Disposition` does not say it.", Text(1), "display.txt"),
        ["visibility"] = Query("visibility", "Who may have the file.", Schemas.Reference("Visibility"), "public"),
        ["Content-Disposition"] = Parameter("header", "Content-Disposition", "`attachment; filename*=UTF-8''…`: the file's name.", Text(1), "attachment; filename=\"display.txt\""),
        ["name"] = Parameter("path", "name", "Name of the parameter.", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. ProfileParameters.All.Select(parameter => (JsonNode)parameter.Name)]) }, ProfileParameters.IncidentTeam, required: true),
        ["automation"] = Parameter("path", "automation", "Name of the automation.", Id(), "restart-printer", required: true),
        ["webhook"] = Parameter("path", "webhook", "Id of the webhook.", Text(pattern: "^[0-9a-f]{32}$"), "0f9d2c6e6a0b4f3e9d526b1c8d2f7a10", required: true),
        ["simulation"] = Parameter("path", "simulation", "Id of the simulation.", Text(pattern: SimulationIds.Pattern), "5b1c8d2f7a100f9d2c6e6a0b4f3e9d52", required: true),
        ["after (flips)"] = Query("after", "How many flips come before the page: `next` of the page before.", Number(1, Reporting.Simulations.Simulator.MostFlips), 50),
        ["after"] = Query("after", "The cursor of an earlier answer, as it came; the oldest events that are kept if left out.", Text(1), null),
        ["limit"] = Query("limit", "Events a page, at most; 100 if left out.", Number(1, Feed.LargestLimit), 100),
        ["calendar"] = Parameter("path", "calendar", "Id of the calendar.", Id(), "office", required: true),
        ["from (holidays)"] = Query("from", "The first local day that is read; that of this year if left out.", new JsonObject { ["type"] = "string", ["format"] = "date" }, "2026-01-01"),
        ["until (holidays)"] = Query("until", "The last local day that is read; that of the year in three years if left out.", new JsonObject { ["type"] = "string", ["format"] = "date" }, "2029-12-31"),
        ["before"] = Query("before", "Only versions below this one: `next` of the page before.", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 999_999 }, 12),
        ["If-Match (parameter)"] = Parameter("header", "If-Match", "The ETag of the parameter that the decision was made for; one that was never written has one too.", Text(1), "\"0\"", required: true),
        ["Idempotency-Key"] = Parameter("header", "Idempotency-Key", "One for each intention, for instance a UUID. The same key with the same body brings the same answer for 48 hours, whatever the caller may do by then; with another body it is refused (422). A key is its sender's alone. Who may not read the ticket any more is told that it was done (204), and nothing of the ticket.", Text(1, 255, "^[ -~]+$"), "0f9d2c6e-6a0b-4f3e-9d52-6b1c8d2f7a10"),
        ["Idempotency-Key (day)"] = Parameter("header", "Idempotency-Key", "One for each intention. The same key with the same body brings the same answer until the local day is over; with another body it is refused (422).", Text(1, 255, "^[ -~]+$"), "0f9d2c6e-6a0b-4f3e-9d52-6b1c8d2f7a10"),
        ["If-Match"] = Parameter("header", "If-Match", "The ETag of the ticket that the decision was made for.", Text(1), "\"7\"", required: true),
        ["If-Match (optional)"] = Parameter("header", "If-Match", "The ETag of a version: where it is sent, only that one is written to.", Text(1), "\"7\""),
        ["If-None-Match"] = Parameter("header", "If-None-Match", "The ETag of what the caller has already.", Text(1), "\"7\""),
        ["Accept-Language"] = Parameter("header", "Accept-Language", "`da` or `en`: the language of labels. English where it says neither.", Text(), "da"),
        ["team (leading)"] = Query("team", "Leading key: id of a team; the catalogue lists them.", Id(), "infrastructure"),
        ["assignee"] = Query("assignee", "Leading key: person id of an agent.", Id(), "anna.agent"),
        ["requester"] = Query("requester", "Leading key: person id of an end user; closed tickets are among them.", Id(), "peter.user"),
        ["attention"] = Query("attention", "Leading key: `mine`, the open tickets that the caller watches.", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("mine") }, "mine"),
        ["updatedSince"] = Query("updatedSince", "Leading key: what has changed at or after this instant.", new JsonObject { ["type"] = "string", ["format"] = "date-time" }, "2026-11-22T08:00:00Z"),
        ["team (filter)"] = Query("team", "Only this team.", Text(1, Texts.LongestName), "it-support"),
        ["from"] = Query("from", "First month, by the organisation's own zone; eleven months before the last if left out. A summary covers at most 60.", Month(), "2026-01"),
        ["to"] = Query("to", "Last month, included; the last one with data if left out.", Month(), "2026-10"),
        ["from (day)"] = Query("from", "First day, in the organisation's own zone; today if left out.", Day(), "2035-05-01"),
        ["to (day)"] = Query("to", $"Last day, included; the 31st from the first on if left out. At most {ChangeCalendarDoor.MostDays} days.", Day(), "2035-05-31"),
        ["service (filter)"] = Query("service", "Only this service.", Text(1, Texts.LongestName), "campus-net"),
        ["kind"] = Query("kind", "Only this kind.", Schemas.Reference("TicketKind"), "incident"),
        ["status"] = Query("status", "Only this status.", Schemas.Reference("TicketStatus"), "inProgress"),
        ["priority"] = Query("priority", "Only this priority, on the kind's own scale.", Number(1, 5), 2),
        ["pendingReason"] = Query("pendingReason", "Only tickets that wait for this reason.", Text(pattern: "^PR-[0-9]{2}$"), "PR-05"),
        ["state (notification)"] = Query("state", "What became of them; what was sent is read with its ticket.", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("not-sent") }, "not-sent", required: true),
        ["dryRun"] = Query("dryRun", "`true` tells what would be refused, and changes nothing; `If-Match` is honoured then, not needed.", new JsonObject { ["type"] = "boolean" }, false),
        ["show"] = Query("show", "Which part of the queue: what nobody has, what waits for a reaction, what an absent colleague has and somebody must look after.", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("all", "unassigned", "flagged", "absent") }, "unassigned"),
        ["top"] = Query("top", "Lines a page; 50 if left out.", Number(1, 200), 50),
        ["continuation"] = Query("continuation", "Of the page before, as it came, with the same query.", Text(1), null),
    };

    /// <summary>Headers of replies. What a reply names is in it, save Idempotency-Replayed.</summary>
    public static readonly IReadOnlyDictionary<string, JsonObject> ResponseHeaders = new Dictionary<string, JsonObject>
    {
        ["ETag"] = Header("The version that stands, as its caller sees it and in their language: for If-Match, which takes that of either language, and If-None-Match.", Text(pattern: "^\"r?[0-9]+(-da)?\"$"), required: true),
        ["ETag (status)"] = Header("What was published so far, for If-None-Match.", Text(pattern: "^\"[0-9a-f]+\"$"), required: true),
        ["ETag (snapshot)"] = Header("The snapshot that answered, for If-None-Match.", Text(pattern: "^\".+\"$"), required: true),
        ["ETag (article)"] = Header("The version that stands: for If-Match and If-None-Match.", Text(pattern: "^\"[0-9]+\"$"), required: true),
        ["Location (webhook)"] = Header("Where the webhook is read.", Text(pattern: "^/api/webhooks/"), required: true),
        ["Location (simulation)"] = Header("Where the simulation is read.", Text(pattern: "^/api/sla/simulations/"), required: true),
        ["Location (article)"] = Header("Where the article is read.", Text(pattern: "^/api/knowledge/articles/"), required: true),
        ["Location"] = Header("Where the ticket is read.", Text(pattern: "^/api/tickets/"), required: true),
        ["Idempotency-Replayed"] = Header("`true` where the same key had brought this answer before; else missing.", new JsonObject { ["const"] = "true" }, required: false),
        ["Retry-After"] = Header("Seconds to wait.", Text(pattern: "^[0-9]+$"), required: true),
        ["Retry-After (unfinished)"] = Header("Seconds to wait before it is asked for again; missing where it is over.", Text(pattern: "^[0-9]+$"), required: false),
    };

    private static JsonObject Query(string name, string description, JsonObject schema, JsonNode? example, bool required = false) =>
        Parameter("query", name, description, schema, example, required);

    private static JsonObject Parameter(string place, string name, string description, JsonObject schema, JsonNode? example, bool required = false)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["description"] = description, ["schema"] = schema };
        if (required)
            parameter["required"] = true;
        if (example is not null)
            parameter["example"] = example;
        return parameter;
    }

    private static JsonObject Header(string description, JsonObject schema, bool required)
    {
        var header = new JsonObject { ["description"] = description, ["schema"] = schema };
        if (required)
            header["required"] = true;
        return header;
    }

    private static JsonObject Month() => Text(pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$");

    private static JsonObject Day() => new() { ["type"] = "string", ["format"] = "date" };

    private static JsonObject Id() => Text(pattern: Callers.PersonIdPattern);

    private static JsonObject Number(int lowest, int highest) => new() { ["type"] = "integer", ["minimum"] = lowest, ["maximum"] = highest };

    private static JsonObject Text(int? shortest = null, int? longest = null, string? pattern = null)
    {
        var text = new JsonObject { ["type"] = "string" };
        if (shortest is not null)
            text["minLength"] = shortest;
        if (longest is not null)
            text["maxLength"] = longest;
        if (pattern is not null)
            text["pattern"] = pattern;
        return text;
    }
}
