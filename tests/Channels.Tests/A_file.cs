using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Channels.Tests;

/// <summary>Files that are put on a ticket over HTTP.</summary>
public sealed class A_file(A_file.Scanned scanned) : IClassFixture<A_file.Scanned>
{
    private MailedDesk Desk => scanned.Desk;

    [Fact]
    public async Task Is_saved_and_never_shown()
    {
        string number = await Desk.OpenAsync();
        JsonNode file = await AttachAsync(number, MailedDesk.Anna, "<script>alert(1)</script>", "?name=evil.html", "text/html");

        using HttpResponseMessage fetched = await FetchAsync((string)file["href"]!, MailedDesk.Anna);

        Assert.Equal(("application/octet-stream", "attachment"), (fetched.Content.Headers.ContentType?.MediaType, fetched.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal("evil.html", fetched.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal(("nosniff", "default-src 'none'; sandbox"), (fetched.Headers.GetValues("X-Content-Type-Options").Single(), fetched.Headers.GetValues("Content-Security-Policy").Single()));
        Assert.True(fetched.Headers.CacheControl?.NoStore);
        Assert.Equal("<script>alert(1)</script>", await fetched.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("?name=sk%C3%A6rm.png", null, "skærm.png")]
    [InlineData("", "attachment; filename=\"a.png\"; filename*=UTF-8''sk%C3%A6rm.png", "skærm.png")]
    [InlineData("", "attachment; filename=plain.txt", "plain.txt")]
    [InlineData("?name=..%2F..%2Fetc%2Fpasswd", null, "passwd")]
    [InlineData("?name=C%3A%5CUsers%5Canna%5Clog.txt", null, "log.txt")]
    [InlineData("?name=a%0D%0ASet-Cookie%3A%20x%3D1.txt", null, "a Set-Cookie x=1.txt")]
    [InlineData("?name=gpj.%E2%80%AEexe.jpg", null, "gpj.exe.jpg")]
    public async Task Has_a_name_that_is_one(string query, string? disposition, string name)
    {
        JsonNode file = await AttachAsync(await Desk.OpenAsync(), MailedDesk.Anna, "x", query, "text/plain", disposition);
        Assert.Equal(name, (string?)file["name"]);
        using HttpResponseMessage fetched = await FetchAsync((string)file["href"]!, MailedDesk.Anna);
        Assert.Equal(name, fetched.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("?name=%20%20", HttpStatusCode.BadRequest)]
    [InlineData("?name=a.txt&visibility=secret", HttpStatusCode.BadRequest)]
    [InlineData("?name=a.exe", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("?name=a.exe::$DATA", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("?name=a.exe:b.txt:$DATA", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("?name=a.txt&visibility=internal", HttpStatusCode.Forbidden)]
    public async Task Is_refused_where_it_has_no_name_or_may_not_be_what_it_is(string query, HttpStatusCode status)
    {
        using HttpResponseMessage reply = await SendAsync(await Desk.OpenAsync(), MailedDesk.Anna, "x", query);
        Assert.Equal(status, reply.StatusCode);
    }

    [Fact]
    public async Task Of_the_desk_is_internal_unless_it_says_that_it_is_public()
    {
        string number = await Desk.OpenAsync();
        JsonNode hidden = await AttachAsync(number, MailedDesk.Bo, "log", "?name=log.txt"), shown = await AttachAsync(number, MailedDesk.Bo, "guide", "?name=guide.txt&visibility=public");

        using HttpResponseMessage not = await FetchAsync((string)hidden["href"]!, MailedDesk.Anna), yes = await FetchAsync((string)shown["href"]!, MailedDesk.Anna), stranger = await FetchAsync((string)shown["href"]!, MailedDesk.Carl);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NotFound), (not.StatusCode, yes.StatusCode, stranger.StatusCode));
        JsonNode list = await Desk.JsonAsync(MailedDesk.Anna.Send(HttpMethod.Get, $"api/tickets/{number}/attachments"));
        Assert.Equal("guide.txt", (string?)list["attachments"]!.AsArray().Single()!["name"]);
        Assert.Null(list["attachments"]![0]!["by"]);
    }

    [Fact]
    public async Task Sent_twice_with_one_key_is_there_once()
    {
        string number = await Desk.OpenAsync();
        using HttpResponseMessage first = await SendAsync(number, MailedDesk.Anna, "x", "?name=a.txt", key: "one"), again = await SendAsync(number, MailedDesk.Anna, "x", "?name=a.txt", key: "one"), other = await SendAsync(number, MailedDesk.Anna, "y", "?name=a.txt", key: "one");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity), (first.StatusCode, again.StatusCode, other.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Single((await Desk.JsonAsync(MailedDesk.Bo.Send(HttpMethod.Get, $"api/tickets/{number}/attachments")))["attachments"]!.AsArray());
    }

    [Fact]
    public async Task Is_refused_where_the_scanner_finds_something()
    {
        string number = await Desk.OpenAsync();
        using HttpResponseMessage reply = await SendAsync(number, MailedDesk.Anna, $"begin {FakeScanner.Infected} end", "?name=a.txt");
        Assert.Equal((HttpStatusCode.Conflict, "attachment-infected"), (reply.StatusCode, (string?)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["code"]));
        Assert.Empty((await Desk.JsonAsync(MailedDesk.Bo.Send(HttpMethod.Get, $"api/tickets/{number}/attachments")))["attachments"]!.AsArray());
    }

    [Fact]
    public async Task That_the_scanner_has_not_seen_is_nobody_s_until_it_has()
    {
        string number = await Desk.OpenAsync();
        scanned.Scanner.IsDown = true;
        JsonNode file = await AttachAsync(number, MailedDesk.Anna, "x", "?name=a.txt");
        using (HttpResponseMessage before = await FetchAsync((string)file["href"]!, MailedDesk.Anna))
            Assert.Equal(("unscanned", HttpStatusCode.Conflict, "attachment-not-scanned"), ((string?)file["verdict"], before.StatusCode, (string?)JsonNode.Parse(await before.Content.ReadAsStringAsync())!["code"]));

        scanned.Scanner.IsDown = false;
        using HttpResponseMessage after = await FetchAsync((string)file["href"]!, MailedDesk.Anna);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    private async Task<JsonNode> AttachAsync(string number, Principal who, string text, string query, string type = "text/plain", string? disposition = null)
    {
        using HttpResponseMessage reply = await SendAsync(number, who, text, query, type, disposition);
        string body = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.Created, $"{(int)reply.StatusCode} {body}");
        Assert.Equal((string?)JsonNode.Parse(body)!["href"], reply.Headers.Location?.ToString());
        return JsonNode.Parse(body)!;
    }

    private Task<HttpResponseMessage> SendAsync(string number, Principal who, string text, string query, string type = "text/plain", string? disposition = null, string? key = null)
    {
        HttpRequestMessage request = who.Send(HttpMethod.Post, $"api/tickets/{number}/attachments{query}");
        request.Content = new StringContent(text, Encoding.UTF8, type);
        if (disposition is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return Desk.Process.Http.SendAsync(request);
    }

    private Task<HttpResponseMessage> FetchAsync(string href, Principal who) => Desk.Process.Http.SendAsync(who.Send(HttpMethod.Get, href.TrimStart('/')));

    /// <summary>A desk with a scanner.</summary>
    public sealed class Scanned : IAsyncLifetime
    {
        public FakeScanner Scanner { get; } = FakeScanner.Start();

        public MailedDesk Desk { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Desk = await MailedDesk.StartAsync(new Dictionary<string, string> { ["Itsm__Scanner"] = Scanner.Address });

        public async ValueTask DisposeAsync()
        {
            await Desk.DisposeAsync();
            await Scanner.DisposeAsync();
        }
    }
}
