using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>The flowchart, version 2, over HTTP: decided, escalated, verified, followed up and closed.</summary>
public sealed class The_triage_over_http(ContractDesk desk)
{
    private static readonly Principal Agent = ContractDesk.Agent with { Tenant = ContractDesk.V2 };
    private static readonly Principal User = ContractDesk.User with { Tenant = ContractDesk.V2 };

    [Fact]
    [Trait("Rule", "FV-06")]
    [Trait("Rule", "FV-07")]
    [Trait("Rule", "FV-12")]
    public async Task Takes_what_is_critical_to_rank_1_and_to_higher_support_and_shows_the_desk_why()
    {
        string number = (await desk.OpenAsync(ContractDesk.V2)).Number;

        JsonNode ticket = await DoAsync(number, "triage", """
            {"automatedResolution":{"answer":false,"evidence":"No script knows it."},
             "highImpact":{"largeUserGroup":true,"evidence":"The whole building."},
             "critical":{"coreInfrastructure":true,"evidence":"The core switch drops packets."}}
            """);

        Assert.Equal((1, "critical", "infrastructure"), ((int)ticket["handlingRank"]!, (string?)ticket["priorityOverride"]!["reason"], (string?)ticket["team"]));
        Assert.Equal(("critical", true, "anna.agent"), ((string?)ticket["triage"]!["path"], (bool)ticket["triage"]!["highImpact"]!, (string?)ticket["triage"]!["by"]));
        Assert.Equal(["automatedResolution", "highImpact", "critical"], ticket["triage"]!["answers"]!.AsArray().Select(answer => (string?)answer!["question"]));
        Assert.Equal("senior-team", (string?)Assert.Single(ticket["escalations"]!.AsArray())!["target"]);

        JsonNode seen = await ReadAsync(number, User);
        Assert.All(["triage", "escalations", "verification", "resolutionLog"], member => Assert.Null(seen[member]));
        JsonNode events = await ReadAsync(number, User, "/events");
        Assert.DoesNotContain(events["events"]!.AsArray(), e => (string?)e!["what"] is "triageAnswered" or "triaged" or "escalated");
        JsonNode journal = await ReadAsync(number, User, "/journal");
        Assert.DoesNotContain("core switch", journal.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("core switch", (await ReadAsync(number, Agent, "/journal")).ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"automatedResolution":{"answer":false,"evidence":"None."},"highImpact":{"evidence":"One user."},"critical":{"systemSecurity":true,"evidence":"Odd."}}""", "/critical")]
    [InlineData("""{"automatedResolution":{"answer":false,"evidence":"None."},"highImpact":{"essentialService":true,"evidence":"Mail."}}""", "/critical")]
    [InlineData("""{"automatedResolution":{"evidence":"None."},"highImpact":{"evidence":"One user."}}""", "/automatedResolution/answer")]
    [InlineData("""{"highImpact":{"evidence":"One user."}}""", "/automatedResolution")]
    [Trait("Rule", "FV-07")]
    public async Task Is_refused_where_the_chart_has_no_such_path(string body, string pointer)
    {
        string number = (await desk.OpenAsync(ContractDesk.V2)).Number;

        (HttpStatusCode status, JsonNode problem) = await TryAsync(number, "triage", body);

        Assert.Equal((HttpStatusCode.BadRequest, pointer), (status, (string?)problem["errors"]!.AsArray().Single()!["pointer"]));
    }

    [Fact]
    [Trait("Rule", "FV-10")]
    [Trait("Rule", "FV-11")]
    [Trait("Rule", "FV-13")]
    [Trait("Rule", "FV-14")]
    public async Task Closes_when_the_resolution_is_verified_and_the_follow_up_has_ended_and_offers_a_draft()
    {
        string number = (await desk.OpenAsync(ContractDesk.V2)).Number;
        await DoAsync(number, "triage", """{"automatedResolution":{"answer":false,"evidence":"None."},"highImpact":{"evidence":"One user."}}""");
        await DoAsync(number, "begin-work", "{}");
        await DoAsync(number, "add-task", """{"title":"Watch the printer.","assignee":"anna.agent","dueAt":"2035-01-01T08:00:00Z","followUp":true}""");
        Assert.Equal("resolved", (string?)(await DoAsync(number, "resolve", """{"solution":"The drum was changed."}"""))["status"]);

        JsonNode failed = await DoAsync(number, "verify", """{"userConfirmation":{"result":"failed","note":"Still blank."}}""");
        Assert.Equal("inProgress", (string?)failed["status"]);
        await DoAsync(number, "resolve", """{"solution":"The drum and the fuser were changed."}""");
        JsonNode verified = await DoAsync(number, "verify", """{"userConfirmation":{"result":"passed"},"systemTests":{"result":"passed","note":"Ten pages."},"logAnalysis":{"result":"notApplicable","note":"It keeps none."}}""");
        Assert.Equal(("resolved", true), ((string?)verified["status"], (bool)verified["verification"]!["confirms"]!));
        Assert.Equal("open-tasks", (string?)(await TryAsync(number, "check-closure", """{"check":"follow-ups-complete","reason":"Done."}""")).Body["code"]);

        JsonNode closed = await DoAsync(number, "complete-task", """{"task":1,"note":"Quiet for a week."}""");

        Assert.Equal(("closed", $"/api/tickets/{number}/knowledge"), ((string?)closed["status"], (string?)closed["knowledgeDraft"]));
        Assert.Contains("Ten pages.", (string?)closed["resolutionLog"], StringComparison.Ordinal);
        HttpRequestMessage draft = Agent.Send(HttpMethod.Post, $"api/tickets/{number}/knowledge");
        draft.Content = ContractDesk.Body("{}");
        using HttpResponseMessage article = await desk.Http.SendAsync(draft);
        Assert.Equal(HttpStatusCode.Created, article.StatusCode);
    }

    private async Task<JsonNode> DoAsync(string number, string command, string body)
    {
        (HttpStatusCode status, JsonNode answer) = await TryAsync(number, command, body);
        Assert.True(status == HttpStatusCode.OK, $"{command}: {(int)status} {answer.ToJsonString()}");
        return answer;
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> TryAsync(string number, string command, string body)
    {
        HttpRequestMessage request = Agent.Send(HttpMethod.Post, $"api/tickets/{number}/{command}");
        request.Content = ContractDesk.Body(body);
        request.Headers.TryAddWithoutValidation("If-Match", await desk.TagAsync(number, Agent));
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        return (reply.StatusCode, JsonNode.Parse(await reply.Content.ReadAsStringAsync())!);
    }

    private async Task<JsonNode> ReadAsync(string number, Principal who, string what = "")
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(who.Send(HttpMethod.Get, $"api/tickets/{number}{what}"));
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
    }
}
