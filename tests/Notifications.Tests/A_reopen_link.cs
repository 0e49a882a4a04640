using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ItsmFunctions.Notifications.Tests;

/// <summary>A desk that sends its mail to a server; its clock is moved by one test, so each makes tickets of its own.</summary>
public sealed class MailingDesk(AzuriteFixture azurite) : IAsyncLifetime
{
    public SmtpSink Sink { get; private set; } = null!;

    public DeskProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Sink = await SmtpSink.StartAsync();
        Process = await DeskProcess.StartDeskAsync(await azurite.Azurite.ClaimAccountAsync(), new Dictionary<string, string>
        {
            ["Itsm__Mail__Transport"] = "smtp",
            ["Itsm__Mail__Smtp__Port"] = $"{Sink.Port}",
            // A month has 44,000 minutes; what falls due is found by the hour all the same.
            ["TickSchedule"] = "0 0 * * * *",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await Sink.DisposeAsync();
    }
}

/// <summary>From the mail to the reopened ticket, through the running desk.</summary>
public sealed partial class A_reopen_link(MailingDesk mailing) : IClassFixture<MailingDesk>
{
    private static readonly Principal Anna = new("anna", "Anna", "anna@au.example", "Requester") { Language = "da" };
    private static readonly Principal Agent = Principal.Agent();

    private readonly SmtpSink sink = mailing.Sink;
    private readonly DeskProcess desk = mailing.Process;

    [Fact]
    [Trait("Rule", "AU-56")]
    public async Task Asks_first_and_reopens_when_answered()
    {
        string number = await ResolvedAsync();
        string link = await LinkOfAsync(number);

        // A mail scanner follows every link, more than once.
        for (int i = 0; i < 3; i++)
            Assert.Contains("<form method=\"post\"", await PageAsync(link, HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Equal("resolved", await StatusAsync(number));

        string page = await AnswerAsync(link, "Den driller <b>igen</b>.", HttpStatusCode.OK);
        Assert.Contains("Din sag er genåbnet", page, StringComparison.Ordinal);
        Assert.Equal("inProgress", await StatusAsync(number));

        // The confirmation still knows who to greet: the link did not overwrite the person.
        ReceivedMail confirmation = (await Eventually.BecomesAsync(
            () => sink.Messages.Where(mail => mail.Subject().StartsWith($"[{number}] Din sag er genåbnet", StringComparison.Ordinal)).ToArray(), mails => mails.Length > 0, "the confirmation"))[0];
        Assert.Equal("\"Anna\" <anna@au.example>", confirmation.Message.To.ToString());
        Assert.StartsWith("Kære Anna", confirmation.PlainText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explains_where_an_open_ticket_stands()
    {
        string number = await ResolvedAsync();
        string link = await LinkOfAsync(number);
        await AnswerAsync(link, "", HttpStatusCode.OK);

        string again = await AnswerAsync(link, "", HttpStatusCode.Conflict);
        Assert.Contains("Din sag er allerede åben", again, StringComparison.Ordinal);
        Assert.Contains("<dd>I gang</dd>", again, StringComparison.Ordinal);
        Assert.Contains("<dd>AU IT Support</dd>", again, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", await PageAsync(link, HttpStatusCode.OK), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "A16")]
    public async Task Explains_the_way_on_from_a_closed_ticket()
    {
        string number = await ResolvedAsync();
        string link = await LinkOfAsync(number);
        using (HttpResponseMessage moved = await desk.Http.PostAsJsonAsync("admin/clock", new { advance = "P31D" }))
            Assert.True(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
        await Eventually.BecomesAsync(() => StatusAsync(number), status => status == "closed", "the automatic close");

        string page = await AnswerAsync(link, "Den driller igen.", HttpStatusCode.Conflict);
        Assert.Contains("Din sag er lukket", page, StringComparison.Ordinal);
        Assert.Contains($"henvis til {number}", page, StringComparison.Ordinal);
        Assert.Equal("closed", await StatusAsync(number));
    }

    [Fact]
    public async Task That_was_tampered_with_leads_nowhere()
    {
        string number = await ResolvedAsync();
        string link = await LinkOfAsync(number);
        string tampered = link.Replace(number, number[..^1] + (number[^1] == '9' ? '8' : '9'), StringComparison.Ordinal);
        Assert.Contains("Linket virker ikke", await PageAsync(tampered, HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Contains("Linket virker ikke", await AnswerAsync(tampered, "", HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Equal("resolved", await StatusAsync(number));
    }

    [Fact]
    public async Task Shows_a_page_that_runs_no_script_and_is_kept_nowhere()
    {
        string number = await ResolvedAsync(title: "<script>alert(1)</script>");
        string link = await LinkOfAsync(number);
        using HttpResponseMessage answer = await GetAsync(link, "en-GB,en;q=0.9,da;q=0.1");
        string page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Contains("Do you want to reopen your case?", page, StringComparison.Ordinal);
        Assert.Contains("<label for=\"reason\">", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        // A browser applies the style only if this is the hash of what stands between the tags.
        string style = page[(page.IndexOf("<style>", StringComparison.Ordinal) + 7)..page.IndexOf("</style>", StringComparison.Ordinal)];
        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_again_when_the_reason_cannot_be_taken()
    {
        string number = await ResolvedAsync();
        string link = await LinkOfAsync(number);
        string page = await AnswerAsync(link, "reversed \u202e gnihtemos", HttpStatusCode.BadRequest);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains("<form", page, StringComparison.Ordinal);
        Assert.Equal("resolved", await StatusAsync(number));
    }

    private async Task<string> ResolvedAsync(string title = "Printeren på 3. sal driller")
    {
        JsonElement opened = await CallAsync(Anna, HttpMethod.Post, "api/incidents", null, new
        {
            title, description = "Den trækker to ark ad gangen.", category = "hardware", subcategory = "printer", impact = "individual", urgency = "low", channel = "portal",
        });
        string number = opened.GetProperty("number").GetString()!;
        await CallAsync(Agent, HttpMethod.Post, $"api/tickets/{number}/resolve", "\"1\"", new { solution = "Papirbakken er skiftet." });
        return number;
    }

    private async Task<string> LinkOfAsync(string number)
    {
        IReadOnlyList<ReceivedMail> mails = await Eventually.BecomesAsync(
            () => sink.Messages, all => all.Any(mail => mail.Subject().StartsWith($"[{number}] Din sag er løst", StringComparison.Ordinal)), "the mail about the resolution");
        string text = mails.First(mail => mail.Subject().StartsWith($"[{number}] Din sag er løst", StringComparison.Ordinal)).PlainText();
        string link = Address().Match(text).Value;
        Assert.StartsWith(desk.BaseAddress.AbsoluteUri, link, StringComparison.Ordinal);
        return link;
    }

    private async Task<string> StatusAsync(string number) =>
        (await CallAsync(Anna, HttpMethod.Get, $"api/tickets/{number}", null, null)).GetProperty("status").GetString()!;

    private async Task<JsonElement> CallAsync(Principal who, HttpMethod method, string path, string? ifMatch, object? body)
    {
        using HttpRequestMessage request = who.Send(method, path, body);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using HttpResponseMessage answer = await desk.Http.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<string> PageAsync(string link, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await GetAsync(link, "da");
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<HttpResponseMessage> GetAsync(string link, string language)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        return desk.Http.SendAsync(request);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "token=a")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=token")]
    [InlineData("application/x-www-form-urlencoded", "token=%00")]
    [InlineData("text/plain", "token=a")]
    public async Task Refuses_a_form_that_no_browser_sends(string type, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(desk.BaseAddress, "links/reopen")) { Content = new StringContent(form) };
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using HttpResponseMessage answer = await desk.Http.SendAsync(request);

        Assert.InRange((int)answer.StatusCode, 400, 404);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>What a browser sends when the form of the page is answered.</summary>
    private async Task<string> AnswerAsync(string link, string reason, HttpStatusCode expected)
    {
        var form = new Dictionary<string, string> { ["token"] = link[(link.IndexOf("token=", StringComparison.Ordinal) + 6)..], ["reason"] = reason };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(desk.BaseAddress, "links/reopen")) { Content = new FormUrlEncodedContent(form) };
        request.Headers.TryAddWithoutValidation("Accept-Language", "da");
        using HttpResponseMessage answer = await desk.Http.SendAsync(request);
        string page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} {page}");
        return page;
    }

    [GeneratedRegex(@"http://\S+/links/reopen\?token=\S+")]
    private static partial Regex Address();
}
