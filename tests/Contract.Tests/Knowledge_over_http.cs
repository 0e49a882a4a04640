using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>From a solved ticket to an article that spares the next one, and what is found by search, as callers see it.</summary>
public sealed class Knowledge_over_http(ContractDesk desk)
{
    private static readonly Principal Nobody = Principal.Requester("nils.nobody");

    [Fact]
    [Trait("Rule", "FV-14")]
    [Trait("Rule", "AU-11")]
    public async Task Goes_from_a_solved_ticket_to_everybody_only_by_way_of_a_revision_and_of_who_publishes()
    {
        (string number, _) = await desk.OpenAsync();
        await desk.DoAsync(number, "resolve", new { solution = "Hej Peter, ring på 12 34 56 78: kvartskrystallen er skiftet." });
        JsonNode draft = await SendAsync(ContractDesk.Agent, HttpMethod.Post, $"api/tickets/{number}/knowledge", new { language = "da" }, status: 201);
        string path = $"api/knowledge/articles/{draft["id"]}";

        Assert.Equal(("internal", true, number), ((string?)draft["visibility"], (bool?)draft["unrevised"], (string?)draft["source"]));
        Assert.DoesNotContain("Peter", draft.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("12 34", draft.ToJsonString(), StringComparison.Ordinal);
        await SendAsync(ContractDesk.Manager, HttpMethod.Post, $"{path}/publish", new { }, "\"1\"");
        await SendAsync(ContractDesk.User, HttpMethod.Get, path, status: 404);
        Assert.Empty((await SuggestAsync("kvartskrystallen", "da"))["suggestions"]!.AsArray());

        var revised = new { kind = "article", visibility = "public", danish = new { title = "Uret går forkert", body = "Skift kvartskrystallen." }, category = "hardware", subcategory = "printer" };
        await SendAsync(ContractDesk.Agent, HttpMethod.Put, path, revised, "\"2\"", 403);
        await SendAsync(ContractDesk.Manager, HttpMethod.Put, path, revised, "\"2\"");

        JsonNode read = await SendAsync(ContractDesk.User, HttpMethod.Get, path);
        Assert.Equal("Skift kvartskrystallen.", (string?)read["danish"]!["body"]);
        Assert.All((string[])["author", "changedBy", "changedAs", "source", "unrevised"], member => Assert.Null(read[member]));
        Assert.Equal((string?)draft["id"], (string?)(await SuggestAsync("kvartskrystal", "en"))["suggestions"]![0]!["id"]);
        Assert.Contains((string)draft["id"]!, (await SendAsync(ContractDesk.User, HttpMethod.Get, "api/knowledge?lang=da&top=200")).ToJsonString(), StringComparison.Ordinal);

        await SendAsync(ContractDesk.Manager, HttpMethod.Post, $"{path}/retire", new { }, "\"3\"");
        await SendAsync(ContractDesk.User, HttpMethod.Get, path, status: 404);
        Assert.Empty((await SuggestAsync("kvartskrystal", "da"))["suggestions"]!.AsArray());
    }

    [Fact]
    [Trait("Rule", "IT-03")]
    public async Task Counts_what_an_article_spares_like_an_entry_of_self_help()
    {
        string id = await PublishedAsync("The barometer of the foyer falls", "Tap its glass.");

        Assert.Equal(id, (string?)(await SuggestAsync("The barometer falls again", "en"))["suggestions"]![0]!["id"]);
        await SendAsync(ContractDesk.User, HttpMethod.Post, $"api/self-help/{id}/answered", new { helped = true });
        JsonObject incident = Contract.Operation("openIncident").Example!.DeepClone().AsObject();
        incident["selfHelp"] = new JsonArray(id, "restart");
        JsonNode opened = await SendAsync(ContractDesk.User, HttpMethod.Post, "api/incidents", incident, status: 201);
        JsonNode ticket = await SendAsync(ContractDesk.Agent, HttpMethod.Get, $"api/tickets/{opened["number"]}");

        Assert.Equal([id, "restart"], ticket["selfHelp"]!.AsArray().Select(named => (string?)named));
        for (int patience = 0; ; patience++)
        {
            JsonNode report = await SendAsync(ContractDesk.Agent, HttpMethod.Get, "api/reports/self-help");
            JsonNode? figures = report["entries"]!.AsArray().FirstOrDefault(entry => (string?)entry!["entry"] == id);
            if ((int?)figures?["opened"] == 1 || patience == 50)
            {
                Assert.Equal((1, 1), ((int?)figures?["helped"], (int?)figures?["opened"]));
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        incident["selfHelp"] = new JsonArray($"kb-{new string('0', 20)}");
        await SendAsync(ContractDesk.User, HttpMethod.Post, "api/incidents", incident, status: 400);
    }

    [Fact]
    public async Task Gives_the_same_draft_to_a_key_that_comes_again_though_the_article_is_another_by_then()
    {
        string key = desk.FreshKey(), example = Contract.Operation("draftArticle").Example!.ToJsonString();
        (JsonNode first, _) = await DraftAsync(key, example);
        await SendAsync(ContractDesk.Manager, HttpMethod.Post, $"api/knowledge/articles/{first["id"]}/publish", new { }, "\"1\"");

        (JsonNode again, HttpResponseMessage reply) = await DraftAsync(key, example);

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(["true"], reply.Headers.GetValues("Idempotency-Replayed"));
    }

    [Fact]
    public async Task Of_another_organisation_does_not_exist()
    {
        string id = await PublishedAsync("The hygrometer of the cellar", "Wipe it.");
        Principal elsewhere = ContractDesk.Manager with { Tenant = "elsewhere" };

        await SendAsync(elsewhere, HttpMethod.Get, $"api/knowledge/articles/{id}", status: 404);
        await SendAsync(elsewhere, HttpMethod.Post, $"api/knowledge/articles/{id}/retire", new { }, "\"2\"", 404);
        await SendAsync(elsewhere, HttpMethod.Post, $"api/self-help/{id}/answered", new { helped = true }, status: 404);
        Assert.DoesNotContain(id, (await SendAsync(elsewhere, HttpMethod.Get, "api/knowledge?top=200")).ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await SendAsync(elsewhere, HttpMethod.Get, "api/knowledge/suggest?text=hygrometer"))["suggestions"]!.AsArray());
    }

    /// <summary>The number finds at once, for whom may read it; words once the index is built, which a desk that nobody asked before sees to.</summary>
    [Fact]
    public async Task Finds_a_ticket_by_its_number_at_once_and_by_its_words_after_the_next_build()
    {
        const string Tenant = "searching";
        Principal agent = ContractDesk.Agent with { Tenant = Tenant }, user = ContractDesk.User with { Tenant = Tenant };
        (string number, _) = await desk.OpenAsync(Tenant);
        await desk.DoAsync(number, "journal", new { text = "The platen is worn." }, Tenant);

        Assert.Equal((1, number), First(await SendAsync(user, HttpMethod.Get, $"api/search?q={number.ToLowerInvariant()}")));
        Assert.Equal(0, (int?)(await SendAsync(Nobody with { Tenant = Tenant }, HttpMethod.Get, $"api/search?q={number}"))["total"]);
        Assert.Null((await SendAsync(agent, HttpMethod.Get, "api/search?q=printer"))["asOf"]);

        (await desk.Http.PostAsync("admin/clock", ContractDesk.Body("""{"advance":"PT1H"}"""))).EnsureSuccessStatusCode();

        JsonNode found = await SendAsync(agent, HttpMethod.Get, "api/search?q=printers&kind=incident");
        Assert.Equal((1, number), First(found));
        Assert.NotNull(found["asOf"]);
        Assert.Equal((1, number), First(await SendAsync(agent, HttpMethod.Get, "api/search?q=platen")));
        Assert.Equal((1, number), First(await SendAsync(agent, HttpMethod.Get, $"api/search?q={number}")));
        Assert.Equal((1, number), First(await SendAsync(user, HttpMethod.Get, "api/search?q=printer")));
        Assert.Equal(0, (int?)(await SendAsync(user, HttpMethod.Get, "api/search?q=platen"))["total"]);
        Assert.Equal(0, (int?)(await SendAsync(Nobody with { Tenant = Tenant }, HttpMethod.Get, "api/search?q=printer"))["total"]);
        Assert.Equal(0, (int?)(await SendAsync(agent, HttpMethod.Get, "api/search?q=printer&kind=request"))["total"]);
    }

    private static (int?, string?) First(JsonNode found) => ((int?)found["total"], (string?)found["tickets"]!.AsArray().FirstOrDefault()?["number"]);

    private Task<JsonNode> SuggestAsync(string text, string language) => SendAsync(ContractDesk.User, HttpMethod.Get, $"api/knowledge/suggest?text={Uri.EscapeDataString(text)}&lang={language}");

    private async Task<string> PublishedAsync(string title, string body)
    {
        JsonNode draft = await SendAsync(ContractDesk.Agent, HttpMethod.Post, "api/knowledge", new { kind = "faq", visibility = "public", english = new { title, body } }, status: 201);
        await SendAsync(ContractDesk.Manager, HttpMethod.Post, $"api/knowledge/articles/{draft["id"]}/publish", new { }, "\"1\"");
        return (string)draft["id"]!;
    }

    private async Task<(JsonNode, HttpResponseMessage)> DraftAsync(string key, string body)
    {
        HttpRequestMessage request = ContractDesk.Agent.Send(HttpMethod.Post, "api/knowledge", body);
        request.Headers.Add("Idempotency-Key", key);
        HttpResponseMessage reply = await desk.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return (JsonNode.Parse(await reply.Content.ReadAsStringAsync())!, reply);
    }

    private async Task<JsonNode> SendAsync(Principal who, HttpMethod method, string path, object? body = null, string? tag = null, int status = 200)
    {
        HttpRequestMessage request = body is null ? who.Send(method, path) : who.Send(method, path, body is JsonNode node ? node.ToJsonString() : (object)body);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        string text = await reply.Content.ReadAsStringAsync();
        Assert.True(status == (int)reply.StatusCode, $"{method} {path} answered {(int)reply.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}
