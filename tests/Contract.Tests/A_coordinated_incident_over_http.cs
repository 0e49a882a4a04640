using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>An incident that is coordinated, over HTTP: from its detection to the last check, and what of it anybody but the desk sees.</summary>
public sealed class A_coordinated_incident_over_http(ContractDesk desk)
{
    private static readonly Principal Agent = ContractDesk.Agent with { Tenant = ContractDesk.Ormis }, User = ContractDesk.User with { Tenant = ContractDesk.Ormis };

    private const string Detected = """{"class":"incident","source":"monitoring","detectedAt":"2026-01-05T08:00:00Z"}""";

    [Fact]
    [Trait("Rule", "OR-01")]
    [Trait("Rule", "OR-05")]
    [Trait("Rule", "OR-12")]
    public async Task Is_found_classified_and_managed_by_its_scope()
    {
        string number = await OpenAsync();
        JsonNode before = await ReadAsync($"api/tickets/{number}/ormis");
        Assert.Null(before["class"]);
        Assert.Equal("En afvigelse, som endnu ikke har virkning på en aftalt service.", (string?)(await ReadAsync($"api/tickets/{number}/ormis", language: "da"))["disturbance"]);
        Assert.Equal([("documentation-complete", "it is not classified"), ("stakeholders-satisfied", null), ("prevention-in-place", null)], Missing(before));

        JsonNode local = (await DoAsync(number, "classify", Detected))["ormis"]!;
        Assert.Equal(("incident", "local", "2026-01-05T08:00:00Z"), ((string?)local["class"], (string?)local["scope"], (string?)local["detection"]!["detectedAt"]));
        Assert.True((long?)local["detection"]!["secondsToLog"] > 0);
        Assert.Equal(4, local["guidelines"]!.AsArray().Count);

        JsonNode global = await DoAsync(number, "scope", """{"scope":"global","reason":"Every building has it."}""");
        Assert.Equal(("company", "global", 2), ((string?)global["impact"], (string?)global["ormis"]!["scope"], global["ormis"]!["scopes"]!.AsArray().Count));
        Assert.Null(global["ormis"]!["guidelines"]);
        Assert.Contains("ormis/actions", global["commands"]!.AsArray().Select(each => (string?)each));
    }

    [Fact]
    [Trait("Rule", "OR-06")]
    [Trait("Rule", "OR-08")]
    [Trait("Rule", "OR-09")]
    [Trait("Rule", "OR-10")]
    [Trait("Rule", "OR-11")]
    public async Task Is_planned_told_and_complete_only_when_nothing_is_missing()
    {
        string number = await OpenAsync();
        await DoAsync(number, "classify", Detected.Replace("\"source\"", "\"scope\":\"global\",\"source\"", StringComparison.Ordinal));
        await DoAsync(number, "actions", """{"text":"Exchange the switch","owner":"anna.agent"}""");
        await DoAsync(number, "areas", """{"area":"Building 5341","state":"notInformed"}""");
        await DoAsync(number, "evaluations", """{"communicate":false,"reason":"Nobody notices yet."}""");
        await DoAsync(number, "meetings", """{"attendees":["anna.agent"],"decisions":"Tonight."}""");
        await DoAsync(number, "stakeholders", """{"person":{"mail":"dean@example.org"},"satisfied":false,"comment":"It took a week."}""");
        await desk.DoAsync(number, "resolve", new { solution = "It was exchanged." }, ContractDesk.Ormis);

        (HttpStatusCode status, JsonNode refused) = await TryAsync(number, "check-closure", """{"check":"documentation-complete","reason":"Looked at."}""", "da");
        Assert.Equal((HttpStatusCode.Conflict, "closure-incomplete"), (status, (string?)refused["code"]));
        Assert.Equal(
            "'Al dokumentation er på plads' kan ikke registreres endnu: åbne punkter i handlingsplanen: 1; områder, der ikke er informeret: Building 5341; den afsluttende orientering er ikke givet.",
            (string?)refused["detail"]);
        Assert.Equal("closure-incomplete", (string?)(await TryAsync(number, "check-closure", """{"check":"stakeholders-satisfied","reason":"Looked at."}""")).Body["code"]);

        await DoAsync(number, "actions", """{"item":1,"state":"done"}""");
        await DoAsync(number, "areas", """{"area":"Building 5341","state":"confirmed","how":"phone"}""");
        JsonNode told = (await DoAsync(number, "final-update", """{"text":"It is stable.","effective":true,"improvements":"A spare is kept."}"""))["ormis"]!;
        string dean = (string)told["stakeholders"]![0]!["person"]!;
        await DoAsync(number, "stakeholders", $$"""{"person":{"id":"{{dean}}"},"satisfied":true}""");
        foreach (string check in new[] { "documentation-complete", "stakeholders-satisfied", "prevention-in-place" })
            await desk.DoAsync(number, "check-closure", new { check, reason = "Looked at." }, ContractDesk.Ormis);

        JsonNode complete = await ReadAsync($"api/tickets/{number}/ormis");
        Assert.Empty(Missing(complete));
        Assert.Equal(("done", "confirmed", true, "It is stable."), ((string?)complete["actions"]![0]!["state"], (string?)complete["areas"]![0]!["state"], (bool?)complete["stakeholders"]![0]!["satisfied"], (string?)complete["finalUpdate"]!["text"]));
        string[] notes = [.. (await ReadAsync($"api/tickets/{number}/journal"))["notes"]!.AsArray().Select(note => (string)note!["kind"]!)];
        Assert.Superset(new HashSet<string> { "action", "evaluation", "meeting", "stakeholder", "finalUpdate" }, notes.ToHashSet());
    }

    [Fact]
    [Trait("Rule", "OR-04")]
    public async Task Shows_its_requester_nothing_of_it()
    {
        string number = await OpenAsync();
        await DoAsync(number, "classify", Detected);
        await DoAsync(number, "stakeholders", """{"person":{"id":"dean-1"}}""");

        using HttpResponseMessage hidden = await desk.Http.SendAsync(User.Send(HttpMethod.Get, $"api/tickets/{number}/ormis"));
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        string seen = string.Concat(await TextAsync(User, $"api/tickets/{number}"), await TextAsync(User, $"api/tickets/{number}/events"), await TextAsync(User, $"api/tickets/{number}/journal"));
        foreach (string word in new[] { "ormis", "monitoring", "dean-1", "stakeholder", "scope" })
            Assert.DoesNotContain(word, seen, StringComparison.OrdinalIgnoreCase);
        foreach (string command in new[] { "classify", "scope", "guidelines", "actions", "areas", "evaluations", "meetings", "stakeholders", "final-update" })
            Assert.Equal(HttpStatusCode.Forbidden, (await TryAsync(number, $"ormis/{command}", Contract.Operations.Single(one => one.Path == $"/api/tickets/{{number}}/ormis/{command}").Example!.ToJsonString(), by: User)).Status);
    }

    [Fact]
    [Trait("Rule", "OR-02")]
    public async Task Is_not_there_where_the_organisation_does_not_coordinate()
    {
        (string number, _) = await desk.OpenAsync();

        using HttpResponseMessage none = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Get, $"api/tickets/{number}/ormis"));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.DoesNotContain("ormis", await TextAsync(ContractDesk.Agent, $"api/tickets/{number}"), StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<(string?, string?)> Missing(JsonNode ormis) => ormis["missing"]!.AsArray().Select(each => ((string?)each!["check"], (string?)each["detail"]));

    private async Task<string> OpenAsync() => (await desk.OpenAsync(ContractDesk.Ormis)).Number;

    private async Task<string> TextAsync(Principal who, string path)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(who.Send(HttpMethod.Get, path));
        return await reply.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private async Task<JsonNode> ReadAsync(string path, string? language = null)
    {
        HttpRequestMessage request = Agent.Send(HttpMethod.Get, path);
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        return JsonNode.Parse(await reply.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }

    private async Task<JsonNode> DoAsync(string number, string command, string body)
    {
        (HttpStatusCode status, JsonNode answer) = await TryAsync(number, $"ormis/{command}", body);
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        return answer;
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> TryAsync(string number, string command, string body, string? language = null, Principal? by = null)
    {
        Principal who = by ?? Agent;
        HttpRequestMessage request = who.Send(HttpMethod.Post, $"api/tickets/{number}/{command}", body);
        request.Headers.TryAddWithoutValidation("If-Match", await desk.TagAsync(number, who));
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        return (reply.StatusCode, JsonNode.Parse(await reply.Content.ReadAsStringAsync())!);
    }
}
