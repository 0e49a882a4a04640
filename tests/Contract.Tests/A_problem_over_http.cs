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
        JsonNode closed = await DoAsync(number, "clear-condition", """{"solution":"It is restarted each night.","workaround":"Restart it by hand.","publicWorkaround":"Wait a minute."}""");

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
                ("eliminate-root-cause", """{"solution":"Done."}"""), ("clear-condition", """{"solution":"Done.","workaround":"Wait."}"""), ("cancel", """{"reason":"No."}"""),
            })
            {
                if (theirs.Contains(step))
                    continue;
                (HttpStatusCode status, JsonNode answer) = await TryAsync(number, step, body);
                Assert.Equal((HttpStatusCode.Conflict, "transition-not-allowed"), (status, (string?)answer["code"]));
            }
        }
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
