using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>A problem over HTTP: opened from incidents, carried from stage to stage, refused where it may not go.</summary>
public sealed class A_problem_over_http(ContractDesk desk)
{
    [Fact]
    [Trait("Rule", "OM-10")]
    [Trait("Rule", "OM-11")]
    [Trait("Rule", "A2")]
    public async Task Goes_from_its_incidents_to_a_known_error()
    {
        string first = (await desk.OpenAsync()).Number, second = (await desk.OpenAsync()).Number;
        JsonNode problem = await OpenAsync(ContractDesk.Agent, $$"""{"incidents":["{{first}}","{{second}}"]}""");
        string number = (string)problem["number"]!;
        Assert.Equal(("problem", "new", "assign"), ((string?)problem["kind"], (string?)problem["status"], (string?)problem["problem"]!["stage"]!["id"]));
        Assert.Equal([first, second], problem["problem"]!["incidents"]!.AsArray().Select(each => (string?)each));
        Assert.Equal(["assign-investigators", "cancel", "findings", "resolve-now"], Moves(await ReadAsync(number, ContractDesk.Leader)));

        await DoAsync(number, "assign-investigators", """{"people":["anna.agent"]}""");
        await DoAsync(number, "assign-handlers", """{"people":["anna.agent"]}""");
        Assert.Equal("workaround-missing", (string?)(await TryAsync(number, "clear-condition", """{"solution":"It is restarted each night."}""")).Body["code"]);
        JsonNode closed = await DoAsync(number, "clear-condition", """{"solution":"It is restarted each night.","internalWorkaround":"Restart it by hand.","publicWorkaround":"Wait a minute."}""");

        Assert.Equal(("closed", "ConditionCleared", "close"), ((string?)closed["status"], (string?)closed["resolution"]!["closureCode"], (string?)closed["problem"]!["stage"]!["id"]));
        await Eventually.TrueAsync(async () => (await ReadAsync(first))["links"]?.AsArray().Any(link => (string?)link!["number"] == number && (string?)link["kind"] == "causedBy") == true);
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task Is_opened_without_an_incident_by_a_process_manager_who_says_why_and_by_nobody_else()
    {
        Assert.Equal((HttpStatusCode.BadRequest, "/incidents"), await RefusedAsync(ContractDesk.Agent, """{"incidents":[]}"""));
        Assert.Equal((HttpStatusCode.Forbidden, null), await RefusedAsync(ContractDesk.Agent, """{"incidents":[],"reason":"The supplier warns of it."}"""));
        Assert.Equal((HttpStatusCode.BadRequest, "/incidents/0"), await RefusedAsync(ContractDesk.Agent, """{"incidents":["INC-9999999"]}"""));

        JsonNode problem = await OpenAsync(ContractDesk.Manager, """{"incidents":[],"reason":"The supplier warns of it."}""");

        Assert.Equal("The supplier warns of it.", (string?)problem["problem"]!["proactiveReason"]);
    }

    [Fact]
    [Trait("Rule", "OM-13")]
    [Trait("Rule", "OM-14")]
    [Trait("Rule", "OM-15")]
    public async Task Takes_no_action_of_another_stage()
    {
        foreach (string stage in new[] { "assign", "investigate", "process" })
        {
            string number = await desk.ProblemAtAsync(stage);
            string[] theirs = Moves(await ReadAsync(number, ContractDesk.Leader));
            foreach ((string step, string body) in new[]
            {
                ("assign-investigators", """{"people":["anna.agent"]}"""), ("resolve-now", """{"solution":"Done."}"""), ("assign-handlers", """{"people":["anna.agent"]}"""),
                ("eliminate-root-cause", """{"solution":"Done."}"""), ("clear-condition", """{"solution":"Done.","internalWorkaround":"Wait."}"""), ("cancel", """{"reason":"No."}"""),
            })
            {
                if (theirs.Contains(step))
                    continue;
                (HttpStatusCode status, JsonNode answer) = await TryAsync(number, step, body);
                Assert.Equal((HttpStatusCode.Conflict, "transition-not-allowed"), (status, (string?)answer["code"]));
            }
        }
    }

    [Fact]
    [Trait("Rule", "A2")]
    public async Task Leaves_a_known_error_that_is_offered_on_new_incidents_and_tells_end_users_no_more_than_they_may_read()
    {
        string number = await ClearedAsync("switch-known"), id = $"KE-{number[4..]}";
        await Eventually.TrueAsync(async () => (await GetAsync($"api/known-errors/{id}")).ContainsKey("id"));

        JsonObject forTheDesk = (await IncidentAsync(ContractDesk.Agent, "SWITCH-known"))["knownErrors"]![0]!.AsObject(), forUsers = (await IncidentAsync(ContractDesk.User, "switch-known"))["knownErrors"]![0]!.AsObject();
        Assert.Equal((number, "Restart it with the giraffe console.", "A leak nobody names."), ((string?)forTheDesk["problem"], (string?)forTheDesk["internalWorkaround"], (string?)forTheDesk["rootCause"]));
        Assert.Equal(["id", "open", "since", "category", "subcategory", "publicWorkaround"], forUsers.Select(member => member.Key));
        Assert.Equal("Sluk zebrastriben og vent.", (string?)forUsers["publicWorkaround"]);
        Assert.Null((await IncidentAsync(ContractDesk.User, "switch-other"))["knownErrors"]);

        Assert.Contains(id, await FoundAsync(ContractDesk.User, "zebrastriben"));
        Assert.Contains(id, await FoundAsync(ContractDesk.Agent, "giraffe"));
        foreach (string internalWord in new[] { "giraffe", "leak", "switch-known", "drops" })
            Assert.DoesNotContain(id, await FoundAsync(ContractDesk.User, internalWord));
        Assert.Equal(forUsers.ToJsonString(), (await GetAsync($"api/known-errors/{id}", ContractDesk.User)).ToJsonString());

        // And to whoever types what the ticket would be about, in the same words.
        await Eventually.TrueAsync(async () => (await SuggestedAsync("zebrastriben")).Any(each => (string?)each["id"] == id));
        JsonObject suggested = (await SuggestedAsync("zebrastriben")).Single(each => (string?)each["id"] == id);
        Assert.Equal(("knownError", "Network › Wired", "Sluk zebrastriben og vent."), ((string?)suggested["kind"], (string?)suggested["title"], (string?)suggested["body"]));
        Assert.DoesNotContain("giraffe", suggested.ToJsonString(), StringComparison.Ordinal);
        foreach (string silent in new[] { "giraffe", "the", "og er", "the er at" })
            Assert.DoesNotContain(await SuggestedAsync(silent), each => (string?)each["id"] == id);
        using var helped = await desk.Http.SendAsync(ContractDesk.User.Send(HttpMethod.Post, $"api/self-help/{id}/answered", """{"helped":true}"""));
        Assert.True(helped.IsSuccessStatusCode, $"{(int)helped.StatusCode}");

        using var retired = await desk.Http.SendAsync(ContractDesk.Manager.Send(HttpMethod.Post, $"api/known-errors/{id}/retire", """{"reason":"The firmware was exchanged."}"""));
        Assert.Equal(HttpStatusCode.OK, retired.StatusCode);
        await Eventually.TrueAsync(async () => (bool?)(await GetAsync($"api/known-errors/{id}"))["open"] == false);

        Assert.Null((await IncidentAsync(ContractDesk.Agent, "switch-known"))["knownErrors"]);
        Assert.DoesNotContain(id, await FoundAsync(ContractDesk.Agent, "zebrastriben"));
        Assert.Contains(id, await FoundAsync(ContractDesk.Agent, "zebrastriben&retired=true"));
        Assert.DoesNotContain(id, await FoundAsync(ContractDesk.User, "zebrastriben&retired=true"));
        Assert.Equal("not-found", (string?)(await GetAsync($"api/known-errors/{id}", ContractDesk.User))["code"]);
    }

    [Fact]
    [Trait("Rule", "A2")]
    [Trait("Rule", "IT-03")]
    public async Task Is_known_to_end_users_by_the_title_that_was_given_it_for_them()
    {
        string number = await ClearedAsync("switch-titled"), id = $"KE-{number[4..]}";
        JsonNode said = await DoAsync(number, "findings", """{"publicTitle":"No okapi-net in building 1530"}""");
        Assert.Equal("No okapi-net in building 1530", (string?)said["problem"]!["publicTitle"]);
        await Eventually.TrueAsync(async () => (string?)(await GetAsync($"api/known-errors/{id}", ContractDesk.User))["publicTitle"] == "No okapi-net in building 1530");

        Assert.Equal([id], await FoundAsync(ContractDesk.User, "okapinet"));
        JsonObject forUsers = (await IncidentAsync(ContractDesk.User, "switch-titled"))["knownErrors"]![0]!.AsObject(), forTheDesk = (await IncidentAsync(ContractDesk.Agent, "switch-titled"))["knownErrors"]![0]!.AsObject();
        Assert.Equal(["id", "open", "since", "category", "subcategory", "publicTitle", "publicWorkaround"], forUsers.Select(member => member.Key));
        Assert.Equal(("No okapi-net in building 1530", (string?)said["title"]), ((string?)forTheDesk["publicTitle"], (string?)forTheDesk["title"]));

        await Eventually.TrueAsync(async () => (await SuggestedAsync("the okapinet is gone")).Any(each => (string?)each["id"] == id && (string?)each["title"] == "No okapi-net in building 1530"));
        Assert.DoesNotContain(await SuggestedAsync("zebrastriben"), each => (string?)each["id"] == id);
        Assert.Contains(id, await FoundAsync(ContractDesk.User, "zebrastriben"));
        (HttpStatusCode status, JsonNode answer) = await TryAsync(number, "findings", """{"publicTitle":"Two\nlines"}""");
        Assert.Equal((HttpStatusCode.BadRequest, "/publicTitle"), (status, (string?)answer["errors"]![0]!["pointer"]));
    }

    [Fact]
    [Trait("Rule", "OM-15")]
    public async Task Offers_its_open_incidents_when_it_is_closed_and_resolves_those_alone_that_are_chosen()
    {
        string first = (await desk.OpenAsync()).Number, second = (await desk.OpenAsync()).Number, done = (await desk.OpenAsync()).Number;
        await desk.DoAsync(done, "resolve", new { solution = "It was switched off." });
        string number = (string)(await OpenAsync(ContractDesk.Agent, $$"""{"incidents":["{{first}}","{{second}}","{{done}}"]}"""))["number"]!;

        JsonNode closed = await DoAsync(number, "resolve-now", """{"solution":"The timer was set wrong."}""");

        JsonArray offered = closed["problem"]!["resolvable"]!.AsArray();
        Assert.Equal([first, second], offered.Select(each => (string?)each!["number"]));
        Assert.Equal("new", (string?)(await ReadAsync(first))["status"]);
        object Chosen(JsonNode incident) => new { command = "resolve", tickets = new[] { new { number = first, etag = (string)incident["etag"]! } }, body = new { solution = "The timer was set wrong." } };
        using var reply = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Post, "api/tickets/bulk", Chosen(offered[0]!)));
        // The link has reached the incident meanwhile, or not: the first ETag counts where it has not.
        JsonNode bulk = JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
        if ((int)bulk["done"]! == 0)
        {
            JsonObject listed = await GetAsync($"api/problems/{number}/incidents");
            using var again = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Post, "api/tickets/bulk", Chosen(listed["incidents"]![0]!)));
            bulk = JsonNode.Parse(await again.Content.ReadAsStringAsync())!;
        }

        Assert.Equal(1, (int)bulk["done"]!);
        Assert.Equal(["resolved:False", "new:True", "resolved:False"], (await GetAsync($"api/problems/{number}/incidents"))["incidents"]!.AsArray().Select(each => $"{(string?)each!["status"]}:{(bool)each["resolvable"]!}"));
    }

    [Fact]
    public async Task Tells_its_workaround_to_each_open_incident_once()
    {
        string first = (await desk.OpenAsync()).Number, done = (await desk.OpenAsync()).Number, later = (await desk.OpenAsync()).Number;
        await desk.DoAsync(done, "resolve", new { solution = "It was switched off." });
        string number = (string)(await OpenAsync(ContractDesk.Agent, $$"""{"incidents":["{{first}}","{{done}}"]}"""))["number"]!;
        await DoAsync(number, "findings", """{"publicWorkaround":"Wait a minute and connect again."}""");

        await TellAsync(number);
        await Eventually.TrueAsync(async () => (await ToldAsync(first)).Length == 1);
        await desk.DoAsync(number, "link", new { to = later, kind = "causes" });
        await TellAsync(number);
        await Eventually.TrueAsync(async () => (await ToldAsync(later)).Length == 1);

        Assert.Equal(["Wait a minute and connect again."], await ToldAsync(first));
        Assert.Empty(await ToldAsync(done));
    }

    [Fact]
    [Trait("Rule", "OM-10")]
    [Trait("Rule", "IT-15")]
    public async Task Is_proposed_where_incidents_come_again_and_becomes_one_problem_with_them_linked()
    {
        string id = (await desk.ProposalsAsync()).ToAccept;

        using var accepted = await desk.Http.SendAsync(ContractDesk.Manager.Send(HttpMethod.Post, $"api/problem-proposals/{id}/accept", "{}"));
        using var again = await desk.Http.SendAsync(ContractDesk.Manager.Send(HttpMethod.Post, $"api/problem-proposals/{id}/accept", "{}"));

        JsonNode problem = JsonNode.Parse(await accepted.Content.ReadAsStringAsync())!;
        Assert.Equal((string?)problem["number"], (string?)JsonNode.Parse(await again.Content.ReadAsStringAsync())!["number"]);
        Assert.Equal(("rack-accepted", 3), ((string?)problem["configurationItem"], problem["problem"]!["incidents"]!.AsArray().Count));
        Assert.DoesNotContain(id, (await GetAsync("api/problem-proposals", ContractDesk.Manager))["proposals"]!.AsArray().Select(each => (string?)each!["id"]));
    }

    private async Task TellAsync(string number)
    {
        using var reply = await desk.Http.SendAsync(ContractDesk.Leader.Send(HttpMethod.Post, $"api/problems/{number}/communicate-workaround", "{}"));
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
    }

    private async Task<string[]> ToldAsync(string incident) => [.. (await GetAsync($"api/tickets/{incident}/journal", ContractDesk.User))["notes"]!.AsArray()
        .Where(note => (string?)note!["kind"] == "workaround").Select(note => (string)note!["text"]!)];

    private async Task<string> ClearedAsync(string item)
    {
        string number = (string)(await OpenAsync(ContractDesk.Agent, $$"""{"incidents":["{{(await desk.OpenAsync()).Number}}"],"configurationItem":"{{item}}"}"""))["number"]!;
        await DoAsync(number, "assign-investigators", """{"people":["anna.agent"]}""");
        await DoAsync(number, "assign-handlers", """{"people":["anna.agent"]}""");
        await DoAsync(number, "findings", """{"rootCause":"A leak nobody names."}""");
        await DoAsync(number, "clear-condition", """{"solution":"It is restarted each night.","internalWorkaround":"Restart it with the giraffe console.","publicWorkaround":"Sluk zebrastriben og vent."}""");
        return number;
    }

    private async Task<JsonNode> IncidentAsync(Principal by, string item)
    {
        JsonObject body = Contract.Operation("openIncident").Example!.DeepClone().AsObject();
        (body["category"], body["subcategory"], body["configurationItem"]) = ("network", "wired", item);
        using var reply = await desk.Http.SendAsync(by.Send(HttpMethod.Post, "api/incidents", body.ToJsonString()));
        JsonNode opened = JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
        Assert.Equal(opened["knownErrors"]?.ToJsonString(), (await ReadAsync((string)opened["number"]!, by))["knownErrors"]?.ToJsonString());
        return opened;
    }

    private async Task<string[]> FoundAsync(Principal by, string query) =>
        [.. (await GetAsync($"api/known-errors?q={query}", by))["knownErrors"]!.AsArray().Select(each => (string)each!["id"]!)];

    private async Task<JsonObject[]> SuggestedAsync(string text) =>
        [.. (await GetAsync($"api/knowledge/suggest?lang=en&text={Uri.EscapeDataString(text)}", ContractDesk.User))["suggestions"]!.AsArray().Select(each => each!.AsObject())];

    private async Task<JsonObject> GetAsync(string path, Principal? by = null)
    {
        using var reply = await desk.Http.SendAsync((by ?? ContractDesk.Agent).Send(HttpMethod.Get, path));
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync())!.AsObject();
    }

    private static string[] Moves(JsonNode problem) => [.. problem["commands"]!.AsArray().Select(each => (string)each!)
        .Where(each => each is "assign-investigators" or "assign-handlers" or "resolve-now" or "eliminate-root-cause" or "clear-condition" or "cancel" or "findings").Order()];

    private async Task<JsonNode> OpenAsync(Principal by, string with)
    {
        using var reply = await desk.Http.SendAsync(by.Send(HttpMethod.Post, "api/problems", With(with)));
        Assert.True(reply.StatusCode == HttpStatusCode.Created, await reply.Content.ReadAsStringAsync());
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
    }

    private async Task<(HttpStatusCode, string?)> RefusedAsync(Principal by, string with)
    {
        using var reply = await desk.Http.SendAsync(by.Send(HttpMethod.Post, "api/problems", With(with)));
        return (reply.StatusCode, (string?)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["errors"]?[0]?["pointer"]);
    }

    private static string With(string members)
    {
        JsonObject body = Contract.Operation("openProblem").Example!.DeepClone().AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(members)!.AsObject())
            body[name] = value?.DeepClone();
        return body.ToJsonString();
    }

    private async Task<JsonNode> ReadAsync(string number, Principal? by = null)
    {
        using var reply = await desk.Http.SendAsync((by ?? ContractDesk.Agent).Send(HttpMethod.Get, $"api/tickets/{number}"));
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
    }

    private async Task<JsonNode> DoAsync(string number, string step, string body)
    {
        (HttpStatusCode status, JsonNode answer) = await TryAsync(number, step, body);
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        return answer;
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> TryAsync(string number, string step, string body)
    {
        var request = ContractDesk.Leader.Send(HttpMethod.Post, $"api/problems/{number}/{step}", body);
        request.Headers.TryAddWithoutValidation("If-Match", await desk.TagAsync(number, ContractDesk.Leader));
        using var reply = await desk.Http.SendAsync(request);
        return (reply.StatusCode, JsonNode.Parse(await reply.Content.ReadAsStringAsync())!);
    }
}
