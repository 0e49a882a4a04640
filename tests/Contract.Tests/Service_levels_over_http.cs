using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>What is promised of a ticket, as its desk and its requester read it.</summary>
public sealed class Service_levels_over_http(ContractDesk desk)
{
    private const string Tenant = "levels";

    [Fact]
    public async Task Are_read_explained_and_asked_about_the_past()
    {
        await PromiseAsync("""
            [{"id":"standard","english":"Standard","danish":"Standard","calendar":"always","targets":[{"kind":"resolution","goal":480},{"kind":"firstResponse","goal":60},{"kind":"ola","of":"it-support","goal":240}]}]
            """);
        string number = (await OpenAsync())["number"]!.GetValue<string>();
        await AdvanceAsync("PT2H");

        JsonNode all = await ReadAsync(Agent, $"api/tickets/{number}/sla");
        Assert.Equal(["resolution running", "firstResponse breached", "ola:it-support running"], all["clocks"]!.AsArray().Select(clock => $"{clock!["target"]} {clock["state"]}"));
        JsonNode clock = all["clocks"]![0]!;
        Assert.Equal((28_800, "standard", "always"), ((int)clock["goalSeconds"]!, (string?)clock["policy"], (string?)clock["calendar"]));
        Assert.Equal(28_800, (int)clock["countedSeconds"]! + (int)clock["remainingSeconds"]! + 1);
        DateTimeOffset began = (DateTimeOffset)clock["countsFrom"]!, due = (DateTimeOffset)clock["dueAt"]!;
        Assert.Equal(TimeSpan.FromHours(8), due - began);
        Assert.Equal([(50, began.AddHours(4)), (75, began.AddHours(6)), (90, began.AddHours(7.2))], clock["warnings"]!.AsArray().Select(each => ((int)each!["percent"]!, (DateTimeOffset)each["at"]!)));

        // The requester reads nothing of what the desk's teams owe each other.
        JsonNode own = await ReadAsync(Requester, $"api/tickets/{number}/sla");
        Assert.Equal(["resolution", "firstResponse"], own["clocks"]!.AsArray().Select(each => (string?)each!["target"]));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Requester, $"api/tickets/{number}/sla/ola:it-support/explain"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Requester with { Id = "somebody.else" }, $"api/tickets/{number}/sla"));

        JsonNode explained = await ReadAsync(Agent, $"api/tickets/{number}/sla/resolution/explain");
        Assert.StartsWith("Resolution: “Standard” promises 8 h of working time from ", (string?)explained["sentence"]!["english"], StringComparison.Ordinal);
        Assert.StartsWith("Løsning: “Standard” lover 8 t arbejdstid fra ", (string?)explained["sentence"]!["danish"], StringComparison.Ordinal);
        Assert.Equal(["counted"], explained["segments"]!.AsArray().Select(segment => (string?)segment!["kind"]));

        Assert.Equal("“Standard” promises nothing of this kind.", (string?)(await ReadAsync(Agent, $"api/tickets/{number}/sla/nextUpdate/explain"))["sentence"]!["english"]);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Agent, $"api/tickets/{number}/sla/resolution/explain?cycle=2"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Agent, $"api/tickets/{number}/sla/ola/explain"));

        // As it stood: the first response was not late yet, and nothing that came after is known.
        JsonNode then = await ReadAsync(Agent, $"api/tickets/{number}/sla?asOf={began.AddMinutes(30).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        Assert.Equal("running", (string?)then["clocks"]![1]!["state"]);
        Assert.Empty((await ReadAsync(Agent, $"api/tickets/{number}/sla?asOf=2001-01-01T00:00:00Z"))["clocks"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(Agent, $"api/tickets/{number}/sla?asOf=2199-01-01T00:00:00Z"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(Agent, $"api/tickets/{number}/sla?asof=today"));
    }

    [Fact]
    public async Task Count_by_what_held_when_a_policy_is_published_later()
    {
        const string Short = """[{"id":"short","english":"Short","danish":"Kort","calendar":"always","targets":[{"kind":"acknowledge","goal":30}]}]""", Long = """[{"id":"long","english":"Long","danish":"Lang","calendar":"always","targets":[{"kind":"acknowledge","goal":600}]}]""";
        await PromiseAsync(Short, "levels-later");
        string number = (await OpenAsync("levels-later"))["number"]!.GetValue<string>();
        await PromiseAsync(Long, "levels-later", simulated: true);
        JsonNode first = await ReadAsync(Agent with { Tenant = "levels-later" }, $"api/tickets/{number}/sla");
        Assert.Equal("short", (string?)first["clocks"]![0]!["policy"]);
        string second = (await OpenAsync("levels-later"))["number"]!.GetValue<string>();
        Assert.Equal("long", (string?)(await ReadAsync(Agent with { Tenant = "levels-later" }, $"api/tickets/{second}/sla"))["clocks"]![0]!["policy"]);
    }

    [Fact]
    public async Task Say_how_likely_a_breach_is_to_the_desk_alone()
    {
        const string There = "levels-likely";
        await PromiseAsync("""[{"id":"standard","english":"Standard","danish":"Standard","calendar":"always","targets":[{"kind":"resolution","goal":480}]}]""", There);
        string number = (await OpenAsync(There))["number"]!.GetValue<string>();
        List<string> others = [];
        for (int i = 0; i < 30; i++)
            others.Add((await OpenAsync(There))["number"]!.GetValue<string>());
        await AdvanceAsync("PT3H");
        foreach (string quick in others.Take(20))
            await desk.DoAsync(quick, "resolve", new { solution = "Paper was filled in." }, There);
        // Well past the deadline: the reports may have been counted an hour ago.
        await AdvanceAsync("PT8H");
        foreach (string slow in others.Skip(20))
            await desk.DoAsync(slow, "resolve", new { solution = "Paper was filled in." }, There);

        // A simulation counts the reports first.
        Principal manager = ContractDesk.Manager with { Tenant = There };
        await Eventually.BecomesAsync(() => desk.SimulateAsync(manager, "[]"), done => (int)done["result"]!["all"]!["live"]!["breached"]! == 11, "a simulation of all tickets");
        string fresh = (await OpenAsync(There))["number"]!.GetValue<string>();
        JsonNode forecast = Assert.Single((await ReadAsync(Agent with { Tenant = There }, $"api/tickets/{fresh}/sla"))["clocks"]!.AsArray())!["forecast"]!;
        Assert.Equal((31, 0), ((int)forecast["cases"]!, (int)forecast["level"]!));
        Assert.Equal(["kind", "handlingRank", "category", "team", "state"], forecast["alikeIn"]!.AsArray().Select(each => (string?)each));
        Assert.Equal(0.355, (double)forecast["breachLikelihood"]!);

        // Not of what is breached already, nor to the requester.
        Assert.Null((await ReadAsync(Agent with { Tenant = There }, $"api/tickets/{number}/sla"))["clocks"]![0]!["forecast"]);
        Assert.Null((await ReadAsync(Requester with { Tenant = There }, $"api/tickets/{fresh}/sla"))["clocks"]![0]!["forecast"]);
        Assert.Null((await ReadAsync(Agent with { Tenant = There }, $"api/tickets/{fresh}/sla/resolution/explain"))["clock"]!["forecast"]);

        JsonNode quality = await ReadAsync(manager, "api/reports/forecast-quality");
        Assert.Equal(31, (int)quality["count"]! + (int)quality["notForecast"]! + 20);
        Assert.Equal(10, quality["bins"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(manager, "api/reports/forecast-quality?from=2026-01"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Requester with { Tenant = There }, "api/reports/forecast-quality"));
    }

    [Fact]
    public async Task Are_corrected_by_whoever_answers_for_the_process_and_tried_out_before()
    {
        const string There = "levels-corrected";
        await PromiseAsync("""[{"id":"standard","english":"Standard","danish":"Standard","calendar":"always","targets":[{"kind":"resolution","goal":60}]}]""", There);
        string number = (await OpenAsync(There))["number"]!.GetValue<string>(), other = (await OpenAsync(There))["number"]!.GetValue<string>();
        await AdvanceAsync("PT2H");
        foreach (string late in new[] { number, other })
            await desk.DoAsync(late, "resolve", new { solution = "Paper was filled in." }, There);
        Principal manager = ContractDesk.Manager with { Tenant = There };
        JsonNode clock = (await ReadAsync(manager, $"api/tickets/{number}/sla"))["clocks"]![0]!;
        DateTimeOffset began = (DateTimeOffset)clock["countsFrom"]!, due = (DateTimeOffset)clock["dueAt"]!;
        Assert.Equal(("breached", began.AddHours(1)), ((string?)clock["state"], due));

        object correction = new { target = "resolution", from = began.AddMinutes(10), until = began.AddMinutes(100), reason = "The supplier's network was down." };
        JsonNode tried = await ReadAsync(manager, $"api/tickets/{number}/correct-service-level?dryRun=true", correction);
        Assert.Equal(("met", due.AddMinutes(90)), ((string?)tried["clock"]!["state"], (DateTimeOffset)tried["clock"]!["dueAt"]!));
        Assert.Equal("breached", (string?)(await ReadAsync(manager, $"api/tickets/{number}/sla"))["clocks"]![0]!["state"]);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(ContractDesk.Leader with { Tenant = There }, $"api/tickets/{number}/correct-service-level", correction));

        JsonNode corrected = await ReadAsync(manager, $"api/tickets/{number}/correct-service-level", correction);
        Assert.Equal(tried["segments"]!.ToJsonString(), corrected["segments"]!.ToJsonString());
        Assert.Equal(["counted", "paused True", "counted"], corrected["segments"]!.AsArray().Select(segment => $"{segment!["kind"]} {(bool?)segment["corrected"]}".TrimEnd()));
        Assert.Contains("The clock stood still for 1 h 30 min (corrected afterwards). Met on ", (string?)corrected["sentence"]!["english"], StringComparison.Ordinal);
        Assert.Contains("Uret stod stille i 1 t 30 min (rettet bagefter). Overholdt ", (string?)corrected["sentence"]!["danish"], StringComparison.Ordinal);
        Assert.Equal("met", (string?)(await ReadAsync(manager, $"api/tickets/{number}/sla"))["clocks"]![0]!["state"]);
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(manager, $"api/tickets/{number}/correct-service-level", correction));

        // Who, what and why is in the history, for the desk alone.
        JsonNode last = (await ReadAsync(manager, $"api/tickets/{number}/events"))["events"]!.AsArray()[^1]!;
        Assert.Equal(("serviceLevelCorrected", "mette.manager"), ((string?)last["what"], (string?)last["by"]));
        Assert.Equal(began.AddMinutes(10), (DateTimeOffset)last["serviceLevel"]!["notCountedFrom"]!);
        Assert.Contains((await ReadAsync(manager, $"api/tickets/{number}/journal"))["notes"]!.AsArray(), entry => (string?)entry!["kind"] == "correction" && (string?)entry["text"] == "The supplier's network was down.");
        Assert.DoesNotContain("supplier", (await ReadAsync(ContractDesk.User with { Tenant = There }, $"api/tickets/{number}/events")).ToJsonString() + (await ReadAsync(ContractDesk.User with { Tenant = There }, $"api/tickets/{number}/journal")).ToJsonString(), StringComparison.Ordinal);

        // Many at once, as a simulation lists them: what was corrected already is said to be.
        JsonNode many = await ReadAsync(manager, "api/tickets/bulk", new { command = "correct-service-level", tickets = new[] { new { number }, new { number = other } }, body = correction });
        Assert.Equal((1, 1, 400), ((int)many["done"]!, (int)many["refused"]!, (int)many["results"]![0]!["status"]!));
        Assert.Equal("met", (string?)(await ReadAsync(manager, $"api/tickets/{other}/sla"))["clocks"]![0]!["state"]);
    }

    private static Principal Agent => ContractDesk.Agent with { Tenant = Tenant };

    private static Principal Requester => ContractDesk.User with { Tenant = Tenant };

    private async Task PromiseAsync(string policies, string tenant = Tenant, bool simulated = false)
    {
        // What is published takes effect a minute later, on every instance alike.
        await SetAsync(tenant, "calendars", """
            [{"id":"office","name":"Office","week":[{"day":"monday","hours":[{"from":480,"until":960}]}]},
             {"id":"always","name":"Always","week":[{"day":"monday","hours":[{"from":0,"until":1440}]},{"day":"tuesday","hours":[{"from":0,"until":1440}]},{"day":"wednesday","hours":[{"from":0,"until":1440}]},{"day":"thursday","hours":[{"from":0,"until":1440}]},{"day":"friday","hours":[{"from":0,"until":1440}]},{"day":"saturday","hours":[{"from":0,"until":1440}]},{"day":"sunday","hours":[{"from":0,"until":1440}]}]}]
            """);
        await SetAsync(tenant, "service_policies", policies, simulated);
        await AdvanceAsync("PT2M");
    }

    private async Task SetAsync(string tenant, string parameter, string value, bool simulated = false)
    {
        string? simulation = simulated ? (string?)(await desk.SimulateAsync(ContractDesk.Manager with { Tenant = tenant }, value))["id"] : null;
        using HttpResponseMessage written = await desk.SetAsync(ContractDesk.Manager with { Tenant = tenant }, parameter, value, simulation);
        Assert.True(written.IsSuccessStatusCode, await written.Content.ReadAsStringAsync());
    }

    private async Task<JsonNode> OpenAsync(string tenant = Tenant)
    {
        using HttpResponseMessage opened = await desk.Http.SendAsync((ContractDesk.User with { Tenant = tenant }).Send(HttpMethod.Post, "api/incidents", """{"title":"It jams","description":"Again.","category":"hardware","subcategory":"printer","impact":"individual","urgency":"low"}"""));
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        return JsonNode.Parse(await opened.Content.ReadAsStringAsync())!;
    }

    private async Task AdvanceAsync(string by) => (await desk.Http.PostAsJsonAsync("admin/clock", new { advance = by })).EnsureSuccessStatusCode();

    private async Task<JsonNode> ReadAsync(Principal who, string path, object? body = null)
    {
        using HttpResponseMessage answer = await desk.Http.SendAsync(body is null ? who.Send(HttpMethod.Get, path) : who.Send(HttpMethod.Post, path, body));
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private async Task<HttpStatusCode> StatusAsync(Principal who, string path, object? body = null)
    {
        using HttpResponseMessage answer = await desk.Http.SendAsync(body is null ? who.Send(HttpMethod.Get, path) : who.Send(HttpMethod.Post, path, body));
        return answer.StatusCode;
    }
}
