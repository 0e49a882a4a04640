using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>Pinned notes, suppliers, watchers, attention, approvals and canned answers as a portal meets them.</summary>
public sealed class Companions_over_http(ContractDesk desk)
{
    private static readonly Principal Carl = Principal.Requester("carl.colleague");

    [Fact]
    [Trait("Rule", "AU-29")]
    public async Task Show_pinned_notes_first_and_mark_them_for_the_desk()
    {
        (string number, _) = await desk.OpenAsync();
        foreach (string text in new[] { "First.", "Second.", "Third." })
            await desk.DoAsync(number, "journal", new { text, visibility = "public" });
        string third = (await NotesAsync(number, ContractDesk.Agent))[2].Id;
        await desk.DoAsync(number, "pin", new { note = third });

        Assert.Equal([("Third.", true), ("First.", false), ("Second.", false)], (await NotesAsync(number, ContractDesk.Agent)).Select(note => (note.Text, note.Pinned)));
        Assert.Equal([("First.", false), ("Second.", false), ("Third.", false)], (await NotesAsync(number, ContractDesk.User)).Select(note => (note.Text, note.Pinned)));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(number, "pin", new { note = "INC-0000001-000002" }, ContractDesk.Agent)).Status);
    }

    [Fact]
    [Trait("Rule", "AU-54")]
    public async Task Show_the_supplier_s_case_to_the_desk_alone()
    {
        (string number, _) = await desk.OpenAsync();
        await desk.DoAsync(number, "pend", new { reason = "PR-07", supplier = "Konica Minolta", supplierCase = "KM-118" });

        Assert.Equal(("Konica Minolta", "KM-118"), ((string?)(await ReadAsync(number, ContractDesk.Agent))!["supplier"]!["supplier"], (string?)(await ReadAsync(number, ContractDesk.Agent))!["supplier"]!["caseId"]));
        Assert.Null((await ReadAsync(number, ContractDesk.User))!["supplier"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(number, "set-supplier", new { caseId = "KM-118" }, ContractDesk.Agent)).Status);
    }

    [Fact]
    public async Task Let_a_watcher_read_what_the_requester_reads_and_nothing_once_removed()
    {
        (string number, _) = await desk.OpenAsync();
        await desk.DoAsync(number, "journal", new { text = "For colleagues." });
        await desk.DoAsync(number, "reply", new { text = "For everybody." });
        Assert.Null(await ReadAsync(number, Carl));

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(number, "add-watcher", new { person = new { id = Carl.Id } }, ContractDesk.User)).Status);
        JsonNode seen = (await ReadAsync(number, Carl))!;
        Assert.Equal(["remove-watcher"], seen["commands"]!.AsArray().Select(command => (string?)command));
        Assert.Equal((null, null, null), (seen["watchers"], seen["flags"], seen["assignee"]));
        Assert.Equal(["For everybody."], (await NotesAsync(number, Carl)).Select(note => note.Text));
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(number, "reply", new { text = "Me too." }, Carl)).Status);
        Assert.Equal([Carl.Id], (await ReadAsync(number, ContractDesk.User))!["watchers"]!.AsArray().Select(id => (string?)id));

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(number, "remove-watcher", new { id = Carl.Id }, ContractDesk.User)).Status);
        Assert.Null(await ReadAsync(number, Carl));
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(number, "remove-watcher", new { id = Carl.Id }, Carl)).Status);
    }

    [Fact]
    public async Task Take_an_address_of_the_requester_for_the_requester()
    {
        var anna = Principal.Requester("anna.twice");
        using HttpResponseMessage opened = await desk.Http.SendAsync(anna.Send(HttpMethod.Post, "api/incidents", Contract.Operation("openIncident").Example!.ToJsonString()));
        string number = (string)JsonNode.Parse(await opened.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["number"]!;
        foreach (Principal who in new[] { anna, ContractDesk.Agent })
            Assert.Equal(HttpStatusCode.OK, (await PostAsync(number, "add-watcher", new { person = new { mail = "Anna.Twice@example.org" } }, who)).Status);
        Assert.Empty((await ReadAsync(number, ContractDesk.Agent))!["watchers"]?.AsArray() ?? []);

        HttpRequestMessage pend = ContractDesk.Agent.Send(HttpMethod.Post, $"api/tickets/{number}/pend", new { reason = "PR-03", approver = new { mail = anna.Mail } });
        pend.Headers.TryAddWithoutValidation("If-Match", await desk.TagAsync(number, ContractDesk.Agent));
        using HttpResponseMessage refused = await desk.Http.SendAsync(pend);
        Assert.Equal("/approver", (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["errors"]![0]!["pointer"]);
    }

    [Theory]
    [InlineData("""{"person":{}}""", "/person")]
    [InlineData("""{"person":{"id":"carl","mail":"carl@example.org"}}""", "/person")]
    [InlineData("""{"person":{"id":"carl","name":"Carl"}}""", "/person/id")]
    [InlineData("""{"person":{"mail":"carl"}}""", "/person/mail")]
    [InlineData("""{"person":{"mail":"carl@example.org","language":"sv"}}""", "/person/language")]
    public async Task Name_a_watcher_in_one_way_and_never_another_s_address(string body, string pointer)
    {
        (string number, _) = await desk.OpenAsync();
        (HttpStatusCode status, JsonNode reply) = await PostAsync(number, "add-watcher", JsonNode.Parse(body)!, ContractDesk.User);

        Assert.Equal((HttpStatusCode.BadRequest, pointer), (status, (string?)Assert.Single(reply["errors"]!.AsArray())!["pointer"]));
    }

    [Fact]
    [Trait("Rule", "AU-51")]
    [Trait("Rule", "A13")]
    public async Task List_what_an_agent_watches_and_count_who_else_does()
    {
        Principal bent = Principal.Of("bent.watching", "Agent.L2"), anna = Principal.Agent("anna.watching");
        (string number, _) = await desk.OpenAsync();
        foreach (Principal agent in new[] { bent, anna })
            Assert.Equal(HttpStatusCode.OK, (await PostAsync(number, "flags", new { attention = true }, agent)).Status);

        JsonNode line = await Eventually.BecomesAsync<JsonNode?>(() => LineAsync(bent, number), found => (int?)found?["attentionCount"] == 2, "the ticket in the list of who watches it") ?? throw new InvalidOperationException();
        Assert.True((bool)line["attention"]!);
        Assert.Equal((2, false), ((int)(await ReadAsync(number, ContractDesk.Agent))!["flags"]!["attentionCount"]!, (bool)(await ReadAsync(number, ContractDesk.Agent))!["flags"]!["attention"]!));

        await PostAsync(number, "flags", new { attention = false }, bent);
        await Eventually.BecomesAsync<JsonNode?>(() => LineAsync(bent, number), found => found is null, "an empty list");
        Assert.NotNull(await LineAsync(anna, number));
    }

    [Fact]
    [Trait("Rule", "PR-03")]
    public async Task Let_the_approver_who_is_named_read_and_decide()
    {
        (string number, _) = await desk.OpenAsync();
        await desk.DoAsync(number, "pend", new { reason = "PR-03", approver = new { id = Carl.Id } });

        JsonNode asked = (await ReadAsync(number, Carl))!;
        Assert.Equal((Carl.Id, "approve reject"), ((string?)asked["approval"]!["approver"], string.Join(' ', asked["commands"]!.AsArray().Select(command => (string?)command))));
        Assert.Null((await ReadAsync(number, ContractDesk.User))!["approval"]);
        HttpRequestMessage reject = Carl.Send(HttpMethod.Post, $"api/tickets/{number}/reject", new { reason = "No budget." });
        reject.Headers.TryAddWithoutValidation("If-Match", await desk.TagAsync(number, Carl));
        using HttpResponseMessage reply = await desk.Http.SendAsync(reject);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(("inProgress", true), ((string?)(await ReadAsync(number, ContractDesk.Agent))!["status"], (bool)(await ReadAsync(number, ContractDesk.Agent))!["flags"]!["update"]!));
        Assert.Equal([("No budget.", "approval")], (await NotesAsync(number, ContractDesk.Agent)).Select(note => (note.Text, note.Kind)));
        Assert.Empty(await NotesAsync(number, ContractDesk.User));
        Assert.Null(await ReadAsync(number, Carl));
    }

    [Fact]
    [Trait("Rule", "AU-53")]
    public async Task Answer_a_direct_approach_with_the_way_to_the_portal_in_both_languages()
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Get, "api/canned-answers"));
        JsonNode answer = JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["answers"]!.AsArray().Single(one => (string?)one!["id"] == "direct-approach")!;

        Assert.Contains("oprette en sag på support.au.dk.", (string?)answer["text"]!["da"], StringComparison.Ordinal);
        Assert.Contains("create a case at support.au.dk.", (string?)answer["text"]!["en"], StringComparison.Ordinal);
    }

    private async Task<JsonNode?> LineAsync(Principal who, string number)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(who.Send(HttpMethod.Get, "api/tickets?attention=mine"));
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["tickets"]!.AsArray().SingleOrDefault(line => (string?)line!["number"] == number);
    }

    private async Task<List<(string Id, string Text, string Kind, bool Pinned)>> NotesAsync(string number, Principal who)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(who.Send(HttpMethod.Get, $"api/tickets/{number}/journal"));
        return [.. JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["notes"]!.AsArray().Select(note => ((string)note!["id"]!, (string)note["text"]!, (string)note["kind"]!, (bool?)note["pinned"] == true))];
    }

    private async Task<JsonNode?> ReadAsync(string number, Principal who)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(who.Send(HttpMethod.Get, $"api/tickets/{number}"));
        return reply.StatusCode == HttpStatusCode.NotFound ? null : JsonNode.Parse(await reply.Content.ReadAsStringAsync());
    }

    private async Task<(HttpStatusCode Status, JsonNode Reply)> PostAsync(string number, string command, object body, Principal who)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(who.Send(HttpMethod.Post, $"api/tickets/{number}/{command}", body));
        return (reply.StatusCode, JsonNode.Parse(await reply.Content.ReadAsStringAsync())!);
    }
}
