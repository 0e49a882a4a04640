using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>What monitoring systems report, as they send it, and what the desk has of it afterwards.</summary>
public sealed class An_alert_over_http(ContractDesk desk)
{
    private static readonly ContractOperation Operation = Contract.Operation("receiveAlerts");
    private static int made;

    private readonly string fingerprint = $"{Interlocked.Increment(ref made):x16}";

    /// <summary>As Alertmanager 0.27 sends a group, to the letter.</summary>
    private string Alertmanager(string status = "firing", string startsAt = "2026-11-22T07:58:00.451234567Z", string endsAt = "0001-01-01T00:00:00Z", string summary = "files-1: /srv is full by tonight") =>
        $$"""
        {
          "receiver": "service-desk",
          "status": "{{status}}",
          "alerts": [
            {
              "status": "{{status}}",
              "labels": {
                "alertname": "DiskWillFillUp",
                "device": "/dev/sda1",
                "instance": "files-1.example.org:9100",
                "job": "node",
                "severity": "critical",
                "team": "infrastructure"
              },
              "annotations": {
                "description": "/srv on files-1 has 4.2% left <script>alert(1)</script>",
                "runbook_url": "https://wiki.example.org/disk",
                "summary": "{{summary}}"
              },
              "startsAt": "{{startsAt}}",
              "endsAt": "{{endsAt}}",
              "generatorURL": "http://prometheus.example.org:9090/graph?g0.expr=predict_linear%28disk%5B1h%5D%29\u0026g0.tab=1",
              "fingerprint": "{{fingerprint}}"
            }
          ],
          "groupLabels": { "alertname": "DiskWillFillUp" },
          "commonLabels": { "alertname": "DiskWillFillUp", "job": "node", "severity": "critical" },
          "commonAnnotations": {},
          "externalURL": "http://alertmanager.example.org:9093",
          "version": "4",
          "groupKey": "{}/{severity=\"critical\"}:{alertname=\"DiskWillFillUp\"}",
          "truncatedAlerts": 0
        }
        """;

    [Fact]
    [Trait("Rule", "IT-15")]
    [Trait("Rule", "FV-02")]
    public async Task Of_alertmanager_opens_an_incident_that_says_all_of_it_as_text()
    {
        JsonNode line = await ReportAsync(Alertmanager());

        Assert.Equal(("opened", fingerprint), ((string?)line["result"], (string?)line["fingerprint"]));
        JsonNode ticket = await TicketAsync((string)line["number"]!);
        Assert.Equal(
            ("new", "monitoring", "files-1: /srv is full by tonight", "infrastructure", 2, "files-1.example.org:9100", fingerprint),
            ((string?)ticket["status"], (string?)ticket["channel"], (string?)ticket["title"], (string?)ticket["team"], (int)ticket["handlingRank"]!, (string?)ticket["configurationItem"], (string?)ticket["externalReference"]));
        string description = (string)ticket["description"]!;
        Assert.All(
            ["<script>alert(1)</script>", "runbook_url: https://wiki.example.org/disk", "device: /dev/sda1", "http://prometheus.example.org:9090/graph?g0.expr=predict_linear%28disk%5B1h%5D%29&g0.tab=1", "2026-11-22 08:58:00 +01:00"],
            said => Assert.Contains(said, description, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task That_comes_again_changes_nothing()
    {
        string number = (string)(await ReportAsync(Alertmanager()))["number"]!;
        string tag = await desk.TagAsync(number, ContractDesk.Agent);

        JsonNode again = await ReportAsync(Alertmanager());

        Assert.Equal(("unchanged", number), ((string?)again["result"], (string?)again["number"]));
        Assert.Equal(tag, await desk.TagAsync(number, ContractDesk.Agent));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task That_comes_many_times_at_once_opens_one_incident()
    {
        JsonNode[] lines = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReportAsync(Alertmanager())));

        Assert.Single(lines.Select(line => (string?)line["number"]).Distinct());
        Assert.Single(lines, line => (string?)line["result"] == "opened");
        Assert.All(lines.Where(line => (string?)line["result"] != "opened"), line => Assert.Equal("unchanged", (string?)line["result"]));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task That_is_over_before_anybody_began_resolves_its_incident_and_once()
    {
        string number = (string)(await ReportAsync(Alertmanager()))["number"]!;

        JsonNode over = await ReportAsync(Over()), again = await ReportAsync(Over());

        Assert.Equal(("resolved", "unchanged"), ((string?)over["result"], (string?)again["result"]));
        JsonNode ticket = await TicketAsync(number);
        Assert.Equal(("resolved", "recovered"), ((string?)ticket["status"], (string?)ticket["resolution"]!["closureCode"]));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    [Trait("Rule", "AU-50")]
    public async Task That_is_over_while_somebody_works_on_it_is_a_note_and_raises_the_flag()
    {
        string number = (string)(await ReportAsync(Alertmanager()))["number"]!;
        await desk.DoAsync(number, "begin-work", new { });

        JsonNode over = await ReportAsync(Over());

        Assert.Equal("noted", (string?)over["result"]);
        JsonNode ticket = await TicketAsync(number);
        Assert.Equal(("inProgress", true), ((string?)ticket["status"], (bool)ticket["flags"]!["update"]!));
        using HttpResponseMessage journal = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Get, $"api/tickets/{number}/journal"));
        JsonNode note = Assert.Single(JsonNode.Parse(await journal.Content.ReadAsStringAsync())!["notes"]!.AsArray())!;
        Assert.Equal("internal", (string?)note["visibility"]);
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task That_fires_again_reopens_its_incident_and_what_comes_late_does_not()
    {
        string number = (string)(await ReportAsync(Alertmanager()))["number"]!;
        await ReportAsync(Over());

        JsonNode late = await ReportAsync(Alertmanager());
        JsonNode again = await ReportAsync(Alertmanager(startsAt: "2026-11-22T09:00:00Z"));
        JsonNode old = await ReportAsync(Over());

        Assert.Equal(("unchanged", "reopened", "unchanged"), ((string?)late["result"], (string?)again["result"], (string?)old["result"]));
        Assert.All([late, again, old], line => Assert.Equal(number, (string?)line["number"]));
        Assert.Equal("inProgress", (string?)(await TicketAsync(number))["status"]);
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    [Trait("Rule", "AU-46")]
    public async Task Whose_incident_was_merged_is_left_to_its_master_and_followed_up_when_that_one_is_resolved()
    {
        string number = (string)(await ReportAsync(Alertmanager()))["number"]!, master = (await desk.OpenAsync()).Number;
        await desk.DoAsync(number, "merge", new { into = master });

        JsonNode merged = await ReportAsync(Alertmanager(startsAt: "2026-11-22T09:00:00Z"));
        await desk.DoAsync(master, "resolve", new { solution = "Both work again." });
        JsonNode after = await ReportAsync(Alertmanager(startsAt: "2026-11-22T10:00:00Z"));

        Assert.Equal(("unchanged", number), ((string?)merged["result"], (string?)merged["number"]));
        Assert.Equal("opened", (string?)after["result"]);
        Assert.Equal(master, (string?)(await TicketAsync((string)after["number"]!))["followUpOf"]);
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task That_says_something_new_is_a_note_and_another_figure_is_nothing_new()
    {
        string number = (string)(await ReportAsync(Alertmanager(summary: "3 of 5 disks are full")))["number"]!;

        JsonNode figure = await ReportAsync(Alertmanager(summary: "4 of 5 disks are full")), words = await ReportAsync(Alertmanager(summary: "All disks are full"));

        Assert.Equal(("unchanged", "refreshed", number), ((string?)figure["result"], (string?)words["result"], (string?)words["number"]));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task That_cannot_be_read_keeps_none_of_the_others_away()
    {
        JsonNode body = JsonNode.Parse(Alertmanager())!;
        body["alerts"]!.AsArray().Insert(0, JsonNode.Parse("""{"status":"burning","labels":{"alertname":"x"},"fingerprint":"odd"}"""));
        body["alerts"]!.AsArray().Add(7);

        JsonNode reply = await SendAsync(body.ToJsonString());

        Assert.Equal((1, 2), ((int)reply["taken"]!, (int)reply["refused"]!));
        Assert.Equal(["refused", "opened", "refused"], reply["alerts"]!.AsArray().Select(line => (string?)line!["result"]));
        Assert.Equal("/alerts/0/status", (string?)reply["alerts"]![0]!["errors"]![0]!["pointer"]);
    }

    [Theory]
    [InlineData("structured")]
    [InlineData("batch")]
    [InlineData("binary")]
    [Trait("Rule", "IT-15")]
    public async Task As_a_cloud_event_of_any_mode_opens_and_resolves_an_incident(string mode)
    {
        JsonNode fired = await EventAsync(mode, "firing", "2026-11-22T08:00:00Z"), again = await EventAsync(mode, "firing", "2026-11-22T08:05:00Z");
        JsonNode early = await EventAsync(mode, "resolved", "2026-11-22T08:04:00Z"), over = await EventAsync(mode, "resolved", "2026-11-22T08:10:00Z");

        Assert.Equal(["opened", "unchanged", "unchanged", "resolved"], new[] { fired, again, early, over }.Select(line => (string?)line["result"]));
        JsonNode ticket = await TicketAsync((string)over["number"]!);
        Assert.Equal(("resolved", "Pumpe 3 står stille", 4), ((string?)ticket["status"], (string?)ticket["title"], (int)ticket["handlingRank"]!));
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task As_a_cloud_event_without_a_type_is_refused_with_a_pointer_to_it()
    {
        using HttpResponseMessage reply = await PostAsync("""{"specversion":"1.0","id":"1","source":"/pumps"}""", "application/cloudevents+json");

        JsonNode? body = await Contract.HoldAsync(Operation, reply);
        Assert.Equal((HttpStatusCode.BadRequest, "/type"), (reply.StatusCode, (string?)body!["errors"]![0]!["pointer"]));
    }

    [Theory]
    [InlineData("""{"alerts":[{"status":"firing","labels":{"a":"\ud800"},"fingerprint":"half-{0}"}]}""")]
    [InlineData("""{"alerts":[{"status":"firing","labels":7,"annotations":[],"startsAt":"soon","generatorURL":"javascript:alert(1)","fingerprint":"kinds-{0}"}]}""")]
    [InlineData("""{"alerts":[{"status":"firing","labels":{"team":"nobody","area":"none","impact":"huge"},"annotations":{"summary":"\u202e\u0000"},"startsAt":"9999-12-31T23:59:59Z","fingerprint":"texts-{0}"}]}""")]
    [Trait("Rule", "IT-15")]
    public async Task That_is_odd_opens_an_incident_nevertheless(string body)
    {
        JsonNode reply = await SendAsync(body.Replace("{0}", fingerprint, StringComparison.Ordinal));

        Assert.Equal("opened", (string?)reply["alerts"]![0]!["result"]);
    }

    [Theory]
    [InlineData("""{"status":"firing"}""")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [Trait("Rule", "IT-15")]
    public async Task Is_asked_for_where_the_body_has_none(string body)
    {
        using HttpResponseMessage reply = await PostAsync(body, "application/json");

        await Contract.HoldAsync(Operation, reply);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Fact]
    [Trait("Rule", "IT-15")]
    public async Task Whose_storage_fails_is_answered_so_that_it_is_sent_again_and_then_opens_one_incident()
    {
        // So that what is asked first is known.
        await ReportAsync(Alertmanager());
        string first = Alertmanager().Replace(fingerprint, $"{fingerprint}-again", StringComparison.Ordinal);
        desk.Storage.Outage = true;
        using HttpResponseMessage failed = await PostAsync(first, "application/json");
        desk.Storage.Outage = false;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Equal("opened", (string?)(await ReportAsync(first))["result"]);
        Assert.Equal("unchanged", (string?)(await ReportAsync(first))["result"]);
    }

    private string Over() => Alertmanager("resolved", endsAt: "2026-11-22T08:30:00Z");

    private async Task<JsonNode> EventAsync(string mode, string status, string time)
    {
        const string Data = """{"summary":"Pumpe 3 står stille","severity":"warning"}""";
        string type = $"dk.example.pump.{status}";
        HttpRequestMessage request = ContractDesk.Probe.Send(HttpMethod.Post, "api/alerts");
        if (mode == "binary")
        {
            request.Content = new StringContent(Data, Encoding.UTF8, "application/json");
            foreach ((string name, string value) in new[] { ("specversion", "1.0"), ("id", time), ("source", $"/pumps/{fingerprint}"), ("type", type), ("subject", $"pumpe%203-{mode}"), ("time", time) })
                request.Headers.Add($"ce-{name}", value);
        }
        else
        {
            string envelope = $$"""{"specversion":"1.0","id":"{{time}}","source":"/pumps/{{fingerprint}}","type":"{{type}}","subject":"pumpe 3-{{mode}}","time":"{{time}}","datacontenttype":"application/json","data":{{Data}}}""";
            request.Content = new StringContent(mode == "batch" ? $"[{envelope}]" : envelope, Encoding.UTF8, mode == "batch" ? "application/cloudevents-batch+json" : "application/cloudevents+json");
        }

        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        JsonNode? body = await Contract.HoldAsync(Operation, reply);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, body?.ToJsonString());
        return Assert.Single(body!["alerts"]!.AsArray())!;
    }

    private async Task<JsonNode> ReportAsync(string body) => Assert.Single((await SendAsync(body))["alerts"]!.AsArray())!;

    private async Task<JsonNode> SendAsync(string body)
    {
        using HttpResponseMessage reply = await PostAsync(body, "application/json");
        JsonNode? answer = await Contract.HoldAsync(Operation, reply);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, answer?.ToJsonString());
        return answer!;
    }

    private Task<HttpResponseMessage> PostAsync(string body, string type)
    {
        HttpRequestMessage request = ContractDesk.Probe.Send(HttpMethod.Post, "api/alerts");
        request.Content = new StringContent(body, Encoding.UTF8, type);
        return desk.Http.SendAsync(request);
    }

    private async Task<JsonNode> TicketAsync(string number)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Get, $"api/tickets/{number}"));
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
    }
}
