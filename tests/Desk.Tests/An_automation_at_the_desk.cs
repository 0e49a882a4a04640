using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Desk.Tests;

/// <summary>Automations over the running desk, against a real little HTTP server, with desk time moved and the process killed.</summary>
public sealed class An_automation_at_the_desk : IAsyncLifetime
{
    private const string Succeeded = """{"result":"succeeded","detail":"It came up in 40 s.","solution":"The printer was restarted."}""";

    private static readonly Principal Anna = Principal.Requester("anna");
    private static readonly Principal Bo = Principal.Agent("bo");
    private static readonly Principal Mia = Principal.Of("mia", "ProcessManager");

    private RunningDesk _desk = null!;
    private AutomationReceiver _automation = null!;
    private string _secret = "";

    public async ValueTask InitializeAsync()
    {
        _desk = await RunningDesk.StartAsync(new Dictionary<string, string> { ["Itsm__Webhooks__AllowLoopback"] = "true" });
        _automation = await AutomationReceiver.StartAsync();
        await SetAsync("profile", "v2");
        await SetAsync("automations", Restart(timeoutSeconds: 60));
        _secret = (await _desk.PostAsync("/api/automations/restart/secret", Mia, new { })).Is(HttpStatusCode.OK).Json["secret"]!.GetValue<string>();
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _automation.DisposeAsync();
    }

    [Fact]
    [Trait("Rule", "FV-05")]
    [Trait("Rule", "FV-10")]
    public async Task Resolves_the_incident_with_the_answer_to_its_start()
    {
        _automation.Answers = _ => (200, Succeeded);
        string number = await TriagedAsync();

        Answer closed = await BecomesAsync(number, ticket => ticket["status"]!.GetValue<string>() == "closed");

        Start start = Assert.Single(_automation.Starts);
        Assert.True(start.IsSignedBy(_secret));
        Assert.False((start with { Body = start.Body.Replace(number, "INC-9999999", StringComparison.Ordinal) }).IsSignedBy(_secret));
        Assert.Equal((number, 1, "hardware"), (start.Json["ticket"]!.GetValue<string>(), start.Json["attempt"]!.GetValue<int>(), start.Json["category"]!.GetValue<string>()));
        Assert.DoesNotContain("printer jams", start.Body, StringComparison.Ordinal);
        Assert.Equal(("automation:restart", "The printer was restarted."), (closed.Json["resolution"]!["by"]!.GetValue<string>(), closed.Json["resolution"]!["solution"]!.GetValue<string>()));
        Assert.Equal(("succeeded", true), (RunOf(closed)["state"]!.GetValue<string>(), closed.Json["verification"]!["confirms"]!.GetValue<bool>()));
    }

    [Fact]
    [Trait("Rule", "FV-05")]
    public async Task Is_heard_by_a_signed_message_of_its_own_once_and_nobody_else_is()
    {
        string number = await TriagedAsync();
        Start start = await StartedAsync(1);
        string run = start.Run, now = (await _desk.NowAsync()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        Assert.Equal(HttpStatusCode.Unauthorized, (await ReportAsync(run, now, Succeeded, secret: $"whsec_{Convert.ToBase64String(new byte[32])}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ReportAsync(run, "1700000000", Succeeded)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ReportAsync(run, now, Succeeded, sent: """{"result":"failed"}""")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ReportAsync(run.Replace(number, "INC-9999999", StringComparison.Ordinal), now, Succeeded)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await ReportAsync(run, now, """{"detail":"Hm."}""")).Status);
        Assert.Equal("running", RunOf(await ReadAsync(number))["state"]!.GetValue<string>());

        Assert.Equal("succeeded", (await ReportAsync(run, now, Succeeded)).Is(HttpStatusCode.OK).Json["state"]!.GetValue<string>());
        Answer closed = await ReadAsync(number);
        Assert.Equal("succeeded", (await ReportAsync(run, now, Succeeded)).Is(HttpStatusCode.OK).Json["state"]!.GetValue<string>());
        Assert.Equal("succeeded", (await ReportAsync(run, now, """{"result":"failed"}""")).Is(HttpStatusCode.OK).Json["state"]!.GetValue<string>());

        Assert.Equal("closed", closed.TicketStatus);
        Assert.Equal(closed.ETag, (await ReadAsync(number)).ETag);
        await Instances.StatusesAsync(_desk, $"automation-demo-{number}", all => all.All(status => status == "Completed"));
    }

    [Fact]
    [Trait("Rule", "A7")]
    public async Task That_fails_leaves_the_incident_to_the_team_of_its_class()
    {
        _automation.Answers = _ => (200, """{"result":"failed","detail":"It does not answer."}""");

        Answer ticket = await BecomesAsync(await TriagedAsync(), one => one["triage"]!["wentOn"] is not null);

        Assert.Equal(("supportTeam", "failed", "new"), (ticket.Json["triage"]!["path"]!.GetValue<string>(), RunOf(ticket)["state"]!.GetValue<string>(), ticket.TicketStatus));
    }

    [Fact]
    [Trait("Rule", "A7")]
    public async Task That_says_nothing_is_started_again_and_then_given_up_from_its_deadline_on()
    {
        string number = await TriagedAsync("""{"largeUserGroup":true,"evidence":"The floor."}""");
        await StartedAsync(1);
        await Instances.SettledAsync(_desk);
        await _desk.AdvanceAsync("PT70S");
        await StartedAsync(2);
        await Instances.SettledAsync(_desk);
        await _desk.AdvanceAsync("PT70S");

        Answer ticket = await BecomesAsync(number, one => one["triage"]!["wentOn"] is not null);

        Assert.Equal(("highImpact", "timed-out", "department"), (ticket.Json["triage"]!["path"]!.GetValue<string>(), RunOf(ticket)["state"]!.GetValue<string>(), ticket.Json["impact"]!.GetValue<string>()));
        Assert.Equal([$"{_automation.Starts[0].Run}-1", $"{_automation.Starts[0].Run}-2"], _automation.Starts.Select(start => start.Id));
        JsonNode[] events = [.. (await _desk.GetAsync($"/api/tickets/{number}/events", Bo)).Json["events"]!.AsArray().Select(e => e!)];
        DateTimeOffset At(JsonNode e) => e["happenedAt"]!.GetValue<DateTimeOffset>();
        JsonNode ended = events.Single(e => e["what"]!.GetValue<string>() == "automationEnded");
        Assert.Equal("automation:restart", ended["by"]!.GetValue<string>());
        Assert.InRange(At(ended) - At(events.Last(e => e["what"]!.GetValue<string>() == "automationTried")), TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(60));
    }

    [Fact]
    [Trait("Rule", "FV-05")]
    public async Task That_could_not_be_reached_is_tried_again()
    {
        _automation.Answers = start => start.Json["attempt"]!.GetValue<int>() == 1 ? (503, "") : (200, Succeeded);
        string number = await TriagedAsync();
        await BecomesAsync(number, ticket => ticket["triage"]!["runs"]![0]!["outcome"]?.GetValue<string>() == "status-503");
        await Instances.SettledAsync(_desk);

        await _desk.AdvanceAsync("PT40S");

        await BecomesAsync(number, ticket => ticket["status"]!.GetValue<string>() == "closed");
        Assert.Equal(2, _automation.Starts.Count);
    }

    [Fact]
    [Trait("Rule", "FV-05")]
    public async Task Is_neither_lost_nor_doubled_where_the_desk_is_killed_between_its_start_and_its_result()
    {
        // A desk that died comes back when its lease has run out: nobody gives the machine up in that time.
        await SetAsync("automations", Restart(timeoutSeconds: 3600), version: 1);
        string number = await TriagedAsync();
        Start start = await StartedAsync(1);
        _desk.Process.KillHard();
        await _desk.Process.StartAsync();
        await Instances.SettledAsync(_desk);

        string now = (await _desk.NowAsync()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        (await ReportAsync(start.Run, now, Succeeded)).Is(HttpStatusCode.OK);

        Answer closed = await BecomesAsync(number, ticket => ticket["status"]!.GetValue<string>() == "closed");
        Assert.Single(closed.Json["triage"]!["runs"]!.AsArray());
        // Delivered twice at most, and under the same id then.
        Assert.Single(_automation.Starts.Select(each => each.Id).Distinct());
        JsonNode[] events = [.. (await _desk.GetAsync($"/api/tickets/{number}/events", Bo)).Json["events"]!.AsArray().Select(e => e!)];
        Assert.Single(events, e => e["what"]!.GetValue<string>() == "resolved");
        Assert.Single(events, e => e["what"]!.GetValue<string>() == "automationEnded");
    }

    private async Task SetAsync(string parameter, object value, int version = 0) =>
        (await _desk.SendAsync(HttpMethod.Put, $"/api/parameters/{parameter}", Mia, new { value }, match: $"\"{version}\"")).Is(HttpStatusCode.OK);

    private object[] Restart(int timeoutSeconds) => [new { name = "restart", url = _automation.Url, timeoutSeconds, attempts = 2 }];

    private async Task<string> TriagedAsync(string impact = """{"evidence":"One user."}""")
    {
        string number = (await _desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident())).Is(HttpStatusCode.Created).Json["number"]!.GetValue<string>();
        bool high = impact.Contains("true", StringComparison.Ordinal);
        (await _desk.CommandAsync(number, "triage", Bo, new
        {
            automatedResolution = new { answer = true, evidence = "A restart helps.", automation = "restart" },
            highImpact = JsonNode.Parse(impact),
            critical = high ? new { evidence = "Nothing is at risk." } : null,
        })).Is(HttpStatusCode.OK);
        return number;
    }

    private async Task<Start> StartedAsync(int times)
    {
        await Eventually.TrueAsync(() => Task.FromResult(_automation.Starts.Count >= times));
        return _automation.Starts[times - 1];
    }

    private Task<Answer> ReadAsync(string number) => _desk.GetAsync($"/api/tickets/{number}", Bo);

    private Task<Answer> BecomesAsync(string number, Func<JsonNode, bool> until) => Eventually.BecomesAsync(() => ReadAsync(number), answer => until(answer.Json), number);

    private static JsonNode RunOf(Answer ticket) => Assert.Single(ticket.Json["triage"]!["runs"]!.AsArray())!;

    private async Task<Answer> ReportAsync(string run, string timestamp, string body, string? secret = null, string? sent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/automations/{run}") { Content = new StringContent(sent ?? body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", "result-1");
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", AutomationReceiver.Sign(secret ?? _secret, "result-1", timestamp, body));
        using HttpResponseMessage response = await _desk.Process.Http.SendAsync(request);
        return await Answer.OfAsync(response);
    }
}
