using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

public sealed class An_entity_tag(ContractDesk desk)
{
    private static readonly ContractOperation Begin = Contract.Operation("beginWork");
    private static readonly ContractOperation Read = Contract.Operation("readTicket");
    private static readonly ContractOperation Reply = Contract.Operation("reply");

    [Theory]
    [InlineData("7", 400)]
    [InlineData("\"7", 400)]
    [InlineData("\"1\" \"2\"", 400)]
    [InlineData("w/\"1\"", 412)]
    [InlineData("W/\"1\"", 412)]
    [InlineData("\"999\"", 412)]
    [InlineData("\"r1\"", 412)]
    [InlineData("*", 428)]
    public async Task Lets_no_command_pass_unless_it_is_the_one_that_stands(string tag, int status)
    {
        (string number, _) = await desk.OpenAsync();

        using HttpResponseMessage reply = await SendAsync(HttpMethod.Post, $"api/tickets/{number}/begin-work", "If-Match", tag, "{}");

        await Contract.HoldAsync(Begin, reply);
        Assert.Equal(status, (int)reply.StatusCode);
        using HttpResponseMessage after = await SendAsync(HttpMethod.Get, $"api/tickets/{number}", "Accept-Language", "en", null);
        Assert.Equal("new", (string?)JsonNode.Parse(await after.Content.ReadAsStringAsync())!["status"]);
    }

    [Fact]
    public async Task May_stand_in_a_list()
    {
        (string number, _) = await desk.OpenAsync();
        string tag = await desk.TagAsync(number, ContractDesk.Agent);
        using HttpResponseMessage reply = await SendAsync(HttpMethod.Post, $"api/tickets/{number}/begin-work", "If-Match", $"\"999\", W/\"7\", {tag}", "{}");
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Theory]
    [InlineData("\"999\"", 412)]
    [InlineData("7", 400)]
    [InlineData("*", 200)]
    public async Task Is_honoured_by_what_appends_where_it_is_sent(string tag, int status)
    {
        (string number, _) = await desk.OpenAsync();
        using HttpResponseMessage reply = await SendAsync(HttpMethod.Post, $"api/tickets/{number}/reply", "If-Match", tag, """{"text":"Hello."}""");
        await Contract.HoldAsync(Reply, reply);
        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Theory]
    [InlineData("{0}", 304)]
    [InlineData("W/{0}", 304)]
    [InlineData("\"999\", {0}", 304)]
    [InlineData("*", 304)]
    [InlineData("\"999\"", 200)]
    [InlineData("nonsense", 200)]
    public async Task Spares_a_reader_what_they_have_already(string form, int status)
    {
        (string number, _) = await desk.OpenAsync();
        string tag = form.Replace("{0}", await desk.TagAsync(number, ContractDesk.Agent), StringComparison.Ordinal);
        using HttpResponseMessage reply = await SendAsync(HttpMethod.Get, $"api/tickets/{number}", "If-None-Match", tag, null);
        await Contract.HoldAsync(Read, reply);
        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Fact]
    public async Task Of_a_requester_stays_when_the_desk_writes_itself_a_note()
    {
        (string number, string before) = await desk.OpenAsync();
        await desk.DoAsync(number, "journal", new { text = "Between us." });
        Assert.Equal(before, await desk.TagAsync(number, ContractDesk.User));
        await desk.DoAsync(number, "reply", new { text = "To you." });
        Assert.NotEqual(before, await desk.TagAsync(number, ContractDesk.User));
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string header, string value, string? body)
    {
        HttpRequestMessage request = ContractDesk.Agent.Send(method, path, body);
        request.Headers.TryAddWithoutValidation(header, value);
        return desk.Http.SendAsync(request);
    }

    [Fact]
    public async Task Names_the_language_too_so_that_nobody_keeps_a_copy_in_another()
    {
        (string number, _) = await desk.OpenAsync();
        (string english, string danish) = (await TagInAsync("en"), await TagInAsync("da"));
        Assert.NotEqual(english, danish);

        Assert.Equal(HttpStatusCode.OK, (await ReadInAsync("da", english)).StatusCode);
        using HttpResponseMessage known = await ReadInAsync("da", danish);
        await Contract.HoldAsync(Read, known);
        Assert.Equal((HttpStatusCode.NotModified, true), (known.StatusCode, known.Headers.Vary.Contains("Accept-Language")));

        using HttpResponseMessage begun = await SendAsync(HttpMethod.Post, $"api/tickets/{number}/begin-work", "If-Match", danish, "{}");
        Assert.Equal(HttpStatusCode.OK, begun.StatusCode);
        using HttpResponseMessage stale = await SendAsync(HttpMethod.Post, $"api/tickets/{number}/pend", "If-Match", danish, """{"reason":"PR-05"}""");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);

        async Task<string> TagInAsync(string language)
        {
            using HttpResponseMessage reply = await ReadInAsync(language, "\"999\"");
            await Contract.HoldAsync(Read, reply);
            Assert.Equal((true, language), (reply.Headers.Vary.Contains("Accept-Language"), Assert.Single(reply.Content.Headers.ContentLanguage)));
            return reply.Headers.ETag!.ToString();
        }

        Task<HttpResponseMessage> ReadInAsync(string language, string had)
        {
            HttpRequestMessage request = ContractDesk.Agent.Send(HttpMethod.Get, $"api/tickets/{number}");
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
            request.Headers.TryAddWithoutValidation("If-None-Match", had);
            return desk.Http.SendAsync(request);
        }
    }
}
