using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

public sealed class A_request_body(ContractDesk desk)
{
    private static readonly ContractOperation Open = Contract.Operation("openIncident");

    [Fact]
    public async Task Is_refused_for_a_member_that_is_not_known_with_a_pointer_to_it() =>
        Assert.Equal("/colour", await PointerAsync(With("colour", "red")));

    [Fact]
    public async Task Is_refused_for_a_member_that_is_not_known_further_down() =>
        Assert.Equal("/requester/colour", await PointerAsync(With("requester", new JsonObject { ["id"] = "x", ["colour"] = "red" }), ContractDesk.Agent));

    [Fact]
    public async Task Is_refused_for_a_member_that_differs_in_case() => Assert.Equal("/Area", await PointerAsync(With("Area", "bss")));

    [Fact]
    public async Task Is_refused_for_a_member_that_is_said_twice() =>
        Assert.Equal("/title", await PointerAsync(Open.Example!.ToJsonString().Insert(1, "\"title\":\"first\",")));

    [Theory]
    [InlineData("urgency", "\"soon\"")]
    [InlineData("urgency", "1")]
    [InlineData("urgency", "\"medium,low\"")]
    [InlineData("impact", "\"department, individual\"")]
    [InlineData("impact", "\" individual\"")]
    [InlineData("impact", "\"Individual\"")]
    [InlineData("title", "7")]
    [InlineData("title", "[\"a\"]")]
    [InlineData("title", "{}")]
    [InlineData("requester", "\"anna\"")]
    public async Task Is_refused_for_a_value_of_another_kind_with_a_pointer_to_it(string member, string value) =>
        Assert.Equal($"/{member}", await PointerAsync(With(member, JsonNode.Parse(value)!)));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("two\nlines")]
    [InlineData("a\u0000b")]
    [InlineData("a\u001bb")]
    [InlineData("a\u202eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\u0085b")]
    [InlineData("a\ufffeb")]
    [InlineData("\u200b\u200b")]
    public async Task Is_refused_for_a_title_that_forges_or_breaks_its_line(string title) => Assert.Equal("/title", await PointerAsync(With("title", title)));

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00 x")]
    [InlineData("a\\ud83d")]
    public async Task Is_refused_for_half_a_surrogate_pair(string half) =>
        Assert.Equal("/title", await PointerAsync(With("title", "HALF").Replace("HALF", half, StringComparison.Ordinal)));

    [Theory]
    [InlineData("text/plain; a=json")]
    [InlineData("multipart/form-data; boundary=json")]
    [InlineData("application/jsonp")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("notjsonatall")]
    [InlineData(null)]
    public async Task Is_refused_under_a_media_type_that_another_page_may_send_unasked(string? type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Open.Example!.ToJsonString()));
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        await RefusedAsync(415, "unsupported-media-type", await SendAsync(content));
    }

    [Theory]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/merge-patch+json")]
    public async Task Is_taken_under_any_name_of_json(string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Open.Example!.ToJsonString()));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using HttpResponseMessage answer = await SendAsync(content);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Is_refused_where_it_is_no_utf8()
    {
        var content = new ByteArrayContent([.. "{\"title\":\""u8, 0xC3, 0x28, .. "\"}"u8]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        await RefusedAsync(400, "invalid-request", await SendAsync(content));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{} {}")]
    [InlineData("{'title':1}")]
    [InlineData("{\"title\":\"a\",}")]
    [InlineData("{/* */}")]
    [InlineData("title=a&description=b")]
    public async Task Is_refused_where_it_is_not_one_json_object(string body) => await RefusedAsync(400, "invalid-request", await SendAsync(ContractDesk.Body(body)));

    [Fact]
    public async Task Is_refused_where_it_is_nested_too_deep() =>
        await RefusedAsync(400, "invalid-request", await SendAsync(ContractDesk.Body($"{{\"title\":{new string('[', 40)}{new string(']', 40)}}}")));

    [Fact]
    public async Task Names_every_member_that_is_missing()
    {
        JsonNode problem = await RefusedAsync(400, "invalid-request", await SendAsync(ContractDesk.Body("{}")));

        Assert.Equal(
            ["/category", "/description", "/impact", "/subcategory", "/title", "/urgency"],
            problem["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_refused_above_256_KiB(bool chunked)
    {
        byte[] body = Encoding.UTF8.GetBytes(With("description", new string('x', 256 * 1024)));
        HttpContent content = chunked ? new StreamContent(new OfUnknownLength(body)) : new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");

        await RefusedAsync(413, "too-large", await SendAsync(content, chunked));
    }

    [Fact]
    public async Task Is_judged_by_its_members_up_to_256_KiB()
    {
        string body = With("description", "x");
        await RefusedAsync(400, "invalid-request", await SendAsync(ContractDesk.Body(body + new string(' ', (256 * 1024) - body.Length - 1) + "x")));
        using HttpResponseMessage fits = await SendAsync(ContractDesk.Body(body.PadRight(256 * 1024)));
        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
    }

    [Theory]
    [InlineData("title", 200)]
    [InlineData("description", 32_000)]
    [InlineData("location", 100)]
    public async Task Holds_as_many_characters_as_the_document_says(string member, int longest)
    {
        using HttpResponseMessage fits = await SendAsync(ContractDesk.Body(With(member, new string('x', longest))));
        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
        Assert.Equal($"/{member}", await PointerAsync(With(member, new string('x', longest + 1))));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/xml")]
    public async Task Is_refused_as_anything_but_json(string type)
    {
        var content = new StringContent(Open.Example!.ToJsonString());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        await RefusedAsync(415, "unsupported-media-type", await SendAsync(content));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/merge-patch+json")]
    public async Task Is_taken_as_json_under_its_names(string type)
    {
        var content = new StringContent(Open.Example!.ToJsonString());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using HttpResponseMessage reply = await SendAsync(content);
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
    }

    [Theory]
    [InlineData("application/problem+json")]
    [InlineData("text/html")]
    public async Task Gets_a_problem_whatever_the_caller_accepts(string accepted)
    {
        HttpRequestMessage request = ContractDesk.User.Send(HttpMethod.Post, "api/incidents", "{}");
        request.Headers.Accept.ParseAdd(accepted);
        await RefusedAsync(400, "invalid-request", await desk.Http.SendAsync(request));
    }

    private static string With(string member, JsonNode value)
    {
        JsonObject body = Open.Example!.DeepClone().AsObject();
        body[member] = value;
        return body.ToJsonString();
    }

    private async Task<string?> PointerAsync(string body, Principal? by = null)
    {
        JsonNode problem = await RefusedAsync(400, "invalid-request", await SendAsync(ContractDesk.Body(body), by: by));
        return (string?)Assert.Single(problem["errors"]!.AsArray())!["pointer"];
    }

    private Task<HttpResponseMessage> SendAsync(HttpContent content, bool chunked = false, Principal? by = null)
    {
        HttpRequestMessage request = (by ?? ContractDesk.User).Send(HttpMethod.Post, "api/incidents");
        request.Content = content;
        request.Headers.TransferEncodingChunked = chunked ? true : null;
        return desk.Http.SendAsync(request);
    }

    private static async Task<JsonNode> RefusedAsync(int status, string code, HttpResponseMessage reply)
    {
        using HttpResponseMessage answer = reply;
        JsonNode problem = (await Contract.HoldAsync(Open, answer))!;
        Assert.Equal((status, code), ((int)answer.StatusCode, (string?)problem["code"]));
        return problem;
    }

    private sealed class OfUnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }

    [Theory]
    [InlineData("[]", "It is a list: send an object, such as {\"text\": \"…\"}.")]
    [InlineData("\"text\"", "It is a text: send an object, such as {\"text\": \"…\"}.")]
    [InlineData("null", "It is null: send an object, such as {\"text\": \"…\"}.")]
    [InlineData("{\n\"title\"", "Not JSON at line 2.")]
    public async Task Is_called_what_it_is_where_it_is_no_object(string body, string detail) =>
        Assert.Equal(detail, (string?)(await RefusedAsync(400, "invalid-request", await SendAsync(ContractDesk.Body(body))))["errors"]![0]!["detail"]);

    [Fact]
    public async Task Is_told_of_half_a_character_in_these_words()
    {
        JsonNode problem = await RefusedAsync(400, "invalid-request", await SendAsync(ContractDesk.Body(With("title", "HALF").Replace("HALF", "\\ud800", StringComparison.Ordinal))));
        Assert.StartsWith("This text holds half of a character", (string?)problem["errors"]![0]!["detail"], StringComparison.Ordinal);
    }

    /// <summary>Whatever the depth: the pointer names the value, and the words what belongs there.</summary>
    [Theory]
    [InlineData("""{"type":5}""", "/type", "A text.")]
    [InlineData("""{"draft":"yes"}""", "/draft", "true or false.")]
    [InlineData("""{"impact":"galaxy"}""", "/impact", "One of company, department, individual.")]
    [InlineData("""{"window":{"from":"tomorrow"}}""", "/window/from", "An instant with its offset, such as 2026-11-22T08:00:00Z.")]
    [InlineData("""{"window":5}""", "/window", "An object with from, until, freezeReason.")]
    [InlineData("""{"reviewers":"rita"}""", "/reviewers", "A list, such as [\"…\"].")]
    [InlineData("""{"reviewers":["rita",5]}""", "/reviewers/1", "A text.")]
    [InlineData("""{"reviewers":["rita","\ud800"]}""", "/reviewers/1", "This text holds half of a character: \\uD800 to \\uDFFF stand in pairs, a high one before a low one.")]
    public async Task Is_told_which_value_is_wrong_and_what_is_accepted(string body, string pointer, string detail)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Post, "api/changes", body));

        JsonNode error = Assert.Single(JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["errors"]!.AsArray())!;
        Assert.Equal((HttpStatusCode.BadRequest, pointer, detail), (reply.StatusCode, (string?)error["pointer"], (string?)error["detail"]));
    }

    [Fact]
    public async Task May_say_that_the_monitoring_reports_where_its_sender_has_a_role_of_the_desk()
    {
        Assert.Equal("/channel", await PointerAsync(With("channel", "monitoring")));
        using HttpResponseMessage reported = await desk.Http.SendAsync(ContractDesk.Agent.Send(HttpMethod.Post, "api/incidents", With("channel", "monitoring")));
        Assert.Equal(HttpStatusCode.Created, reported.StatusCode);
    }
}
