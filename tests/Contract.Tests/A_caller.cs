using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

public sealed class A_caller(ContractDesk desk)
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("e30=")]
    [InlineData("bnVsbA==")]
    [InlineData("eyJjbGFpbXMiOltdfQ==")]
    [InlineData("eyJjbGFpbXMiOlt7InR5cCI6Im9pZCIsInZhbCI6ImEvYiJ9XX0=")]
    [InlineData("eyJjbGFpbXMiOlt7InR5cCI6MSwidmFsIjpudWxsfV19")]
    public async Task Is_nobody_with_a_principal_that_says_nothing(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/catalogue");
        request.Headers.TryAddWithoutValidation(Principal.HeaderName, header);
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        await Contract.HoldAsync(Contract.Operation("readCatalogue"), reply);
        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
    }

    [Fact]
    public async Task Is_nobody_with_a_principal_that_is_too_long()
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync((ContractDesk.Agent with { Name = new string('x', 26 * 1024) }).Send(HttpMethod.Get, "api/catalogue"));
        Assert.True(reply.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.RequestHeaderFieldsTooLarge, reply.ToString());
    }

    [Theory]
    [InlineData("da", "Ny")]
    [InlineData("da-DK, en;q=0.5", "Ny")]
    [InlineData("en;q=0.5, da", "Ny")]
    [InlineData("sv, da;q=0.1", "Ny")]
    [InlineData("da;q=0", "New")]
    [InlineData("dak", "New")]
    [InlineData("*", "New")]
    [InlineData("", "New")]
    [InlineData(";;;q=,,", "New")]
    [InlineData("da;q=high", "New")]
    public async Task Reads_the_language_that_they_accept(string accepted, string label)
    {
        (string number, _) = await desk.OpenAsync();
        HttpRequestMessage request = ContractDesk.User.Send(HttpMethod.Get, $"api/tickets/{number}");
        request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        Assert.Equal(label, (string?)(await Contract.HoldAsync(Contract.Operation("readTicket"), reply))!["portalStatus"]!["label"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\tb")]
    [InlineData("LONG")]
    public async Task Is_refused_a_key_that_is_none(string key)
    {
        HttpRequestMessage request = ContractDesk.User.Send(HttpMethod.Post, "api/incidents", Contract.Operation("openIncident").Example!.ToJsonString());
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key == "LONG" ? new string('k', 256) : key);
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        await Contract.HoldAsync(Contract.Operation("openIncident"), reply);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Theory]
    [InlineData("openIncident")]
    [InlineData("beginWork")]
    [InlineData("reply")]
    public async Task Gets_the_same_answer_to_a_request_that_comes_again(string id)
    {
        ContractOperation operation = Contract.Operation(id);
        var requests = new Requests(desk);
        string? number = id == "openIncident" ? null : await requests.TicketAsync(operation);
        string key = desk.FreshKey();
        HttpRequestMessage first = await requests.MakeAsync(operation, number), again = await requests.MakeAsync(operation, number);
        first.Headers.Add("Idempotency-Key", key);
        again.Headers.Add("Idempotency-Key", key);

        using HttpResponseMessage one = await desk.Http.SendAsync(first), other = await desk.Http.SendAsync(again);

        JsonNode? a = await Contract.HoldAsync(operation, one), b = await Contract.HoldAsync(operation, other);
        Assert.True(JsonNode.DeepEquals(a, b), $"{a}\n{b}");
        Assert.Equal((one.StatusCode, false, true), (other.StatusCode, one.Headers.Contains("Idempotency-Replayed"), other.Headers.Contains("Idempotency-Replayed")));
        Assert.Equal(one.Headers.ETag, other.Headers.ETag);
    }

    [Theory]
    [InlineData("flags", """{"attention":false}""", """{"attention":true}""", false)]
    [InlineData("assign", """{"team":"it-support"}""", """{"team":"it-support","assignee":"bent.second"}""", true)]
    [InlineData("set-priority", """{"reason":"As the matrix says."}""", """{"handlingRank":2,"reason":"It is the rector's."}""", true)]
    [InlineData("reclassify", """{"subcategory":"printer"}""", """{"urgency":"medium"}""", true)]
    public async Task Gets_the_same_answer_to_what_changed_nothing_whatever_came_between(string command, string body, string otherBody, bool guarded)
    {
        (string number, _) = await desk.OpenAsync();
        string tag = await desk.TagAsync(number, ContractDesk.Agent), seen = await desk.TagAsync(number, ContractDesk.User), key = desk.FreshKey();
        string id = Contract.Operations.Single(operation => operation.Path.EndsWith($"/{command}", StringComparison.Ordinal)).Id;

        (JsonNode? first, bool replayed, string? tagOfFirst) = await SendAsync(body, 200);
        Assert.Equal((false, tag, tag), (replayed, tagOfFirst, await desk.TagAsync(number, ContractDesk.Agent)));
        Assert.Equal(seen, await desk.TagAsync(number, ContractDesk.User));
        await SendAsync(otherBody, 422);
        await desk.DoAsync(number, "begin-work", new { });

        (JsonNode? again, replayed, string? tagOfAgain) = await SendAsync(body, 200);
        Assert.Equal((true, tag), (replayed, tagOfAgain));
        Assert.True(JsonNode.DeepEquals(first, again), $"{first}\n{again}");
        await SendAsync(otherBody, 422);

        async Task<(JsonNode? Body, bool Replayed, string? Tag)> SendAsync(string json, int status)
        {
            HttpRequestMessage request = ContractDesk.Agent.Send(HttpMethod.Post, $"api/tickets/{number}/{command}", json);
            request.Headers.Add("Idempotency-Key", key);
            if (guarded)
                request.Headers.TryAddWithoutValidation("If-Match", tag);
            using HttpResponseMessage reply = await desk.Http.SendAsync(request);
            JsonNode? node = await Contract.HoldAsync(Contract.Operation(id), reply);
            Assert.Equal(status, (int)reply.StatusCode);
            return (node, reply.Headers.Contains("Idempotency-Replayed"), reply.Headers.ETag?.ToString());
        }
    }

    [Theory]
    [InlineData("openIncident")]
    [InlineData("beginWork")]
    [InlineData("reply")]
    public async Task Gets_the_same_answer_though_the_ticket_is_another_by_then(string id)
    {
        ContractOperation operation = Contract.Operation(id);
        var requests = new Requests(desk);
        string? number = id == "openIncident" ? null : await requests.TicketAsync(operation);
        string key = desk.FreshKey();
        HttpRequestMessage first = await requests.MakeAsync(operation, number), again = await requests.MakeAsync(operation, number);
        first.Headers.Add("Idempotency-Key", key);
        again.Headers.Add("Idempotency-Key", key);

        using HttpResponseMessage one = await desk.Http.SendAsync(first);
        JsonNode? answer = await Contract.HoldAsync(operation, one);
        await desk.DoAsync((string)answer!["number"]!, "resolve", new { solution = "It was switched off." });
        using HttpResponseMessage other = await desk.Http.SendAsync(again);

        JsonNode? repeated = await Contract.HoldAsync(operation, other);
        Assert.True(JsonNode.DeepEquals(answer, repeated), $"{answer}\n{repeated}");
        Assert.Equal((one.StatusCode, one.Headers.ETag, true), (other.StatusCode, other.Headers.ETag, other.Headers.Contains("Idempotency-Replayed")));
    }

    [Fact]
    public async Task Reads_of_the_history_of_their_own_ticket_only_what_changed_what_they_see()
    {
        (string number, _) = await desk.OpenAsync();
        await desk.DoAsync(number, "journal", new { text = "Between us." });
        await desk.DoAsync(number, "assign", new { team = "it-support", assignee = "bent.second" });
        await desk.DoAsync(number, "begin-work", new { });

        Assert.Equal([(1, "opened"), (2, "workBegun")], await HistoryAsync(ContractDesk.User));
        Assert.Equal([(1, "opened"), (2, "noteWritten"), (3, "assigned"), (4, "workBegun")], await HistoryAsync(ContractDesk.Agent));

        async Task<IEnumerable<(int, string)>> HistoryAsync(Principal who)
        {
            using HttpResponseMessage reply = await desk.Http.SendAsync(who.Send(HttpMethod.Get, $"api/tickets/{number}/events"));
            JsonNode? history = await Contract.HoldAsync(Contract.Operation("readEvents"), reply);
            return history!["events"]!.AsArray().Select(e => ((int)e!["version"]!, (string)e["what"]!));
        }
    }

    [Theory]
    [InlineData("INC-0000000")]
    [InlineData("INC-42")]
    [InlineData("inc-0000001")]
    [InlineData("INC-0000001%20")]
    [InlineData("INC-%D9%A0000001")]
    [InlineData("INC-0000001'")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("%00")]
    public async Task Finds_no_ticket_by_a_number_that_is_none(string number)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Get, $"api/tickets/{number}"));
        Assert.True(reply.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, reply.ToString());
        if ((await reply.Content.ReadAsStringAsync()).Length > 0)
            await Contract.HoldAsync(Contract.Operation("readTicket"), reply);
    }

    [Fact]
    public async Task Cannot_tell_somebody_else_s_ticket_from_none()
    {
        (string number, _) = await desk.OpenAsync();
        using HttpResponseMessage others = await desk.Http.SendAsync(Principal.Requester("nosy").Send(HttpMethod.Get, $"api/tickets/{number}"));
        using HttpResponseMessage none = await desk.Http.SendAsync(Principal.Requester("nosy").Send(HttpMethod.Get, "api/tickets/INC-9999999"));
        Assert.Equal((await TextAsync(none), none.StatusCode), (await TextAsync(others), others.StatusCode));

        static async Task<string> TextAsync(HttpResponseMessage reply)
        {
            JsonObject problem = JsonNode.Parse(await reply.Content.ReadAsStringAsync())!.AsObject();
            problem.Remove("traceId");
            return problem.ToJsonString();
        }
    }

    [Fact]
    public async Task Gets_the_same_answer_to_a_key_whatever_they_may_do_by_then_and_nobody_else_does()
    {
        (string number, _) = await desk.OpenAsync();
        await desk.DoAsync(number, "pend", new { reason = "PR-03", approver = new { id = "olga.owner" } });
        Principal owner = Principal.Requester("olga.owner");
        (string tag, string key) = (await desk.TagAsync(number, owner), desk.FreshKey());

        using HttpResponseMessage approved = await ApproveAsync(owner, "Agreed.");
        Assert.Equal(HttpStatusCode.OK, approved.StatusCode);

        using HttpResponseMessage again = await ApproveAsync(owner, "Agreed.");
        await Contract.HoldAsync(Contract.Operation("approve"), again);
        Assert.Equal((HttpStatusCode.NoContent, true), (again.StatusCode, again.Headers.Contains("Idempotency-Replayed")));
        Assert.Equal("", await again.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ApproveAsync(owner, "Something else.")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ApproveAsync(Principal.Requester("somebody.else"), "Agreed.")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ApproveAsync(owner with { Tenant = "another" }, "Agreed.")).StatusCode);

        Task<HttpResponseMessage> ApproveAsync(Principal who, string note)
        {
            HttpRequestMessage request = who.Send(HttpMethod.Post, $"api/tickets/{number}/approve", new { note });
            request.Headers.TryAddWithoutValidation("If-Match", tag);
            request.Headers.Add("Idempotency-Key", key);
            return desk.Http.SendAsync(request);
        }
    }

    [Fact]
    public async Task Gets_their_ticket_again_though_they_could_not_open_it_any_more()
    {
        string key = desk.FreshKey(), body = Contract.Operation("openIncident").Example!.ToJsonString().Insert(1, "\"requester\":{\"id\":\"peter.user\"},");
        using HttpResponseMessage opened = await OpenAsync(ContractDesk.Agent);
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);

        using HttpResponseMessage again = await OpenAsync(ContractDesk.Agent with { Roles = ["Requester"] });

        await Contract.HoldAsync(Contract.Operation("openIncident"), again);
        Assert.Equal((HttpStatusCode.Created, opened.Headers.Location, true), (again.StatusCode, again.Headers.Location, again.Headers.Contains("Idempotency-Replayed")));

        Task<HttpResponseMessage> OpenAsync(Principal who)
        {
            HttpRequestMessage request = who.Send(HttpMethod.Post, "api/incidents", body);
            request.Headers.Add("Idempotency-Key", key);
            return desk.Http.SendAsync(request);
        }
    }
}
