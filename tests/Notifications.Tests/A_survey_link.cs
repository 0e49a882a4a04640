using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ItsmFunctions.Notifications.Tests;

/// <summary>From the question in the mail to the answer on the ticket, through the running desk.</summary>
public sealed partial class A_survey_link(MailingDesk mailing) : IClassFixture<MailingDesk>
{
    private static readonly Principal Anna = new("anna-answers", "Anna", "anna.answers@au.example", "Requester") { Language = "da" };
    private static readonly Principal Colleague = new("colleague", "Carl", "carl@au.example", "Requester") { Language = "da" };
    private static readonly Principal Agent = Principal.Agent();

    private readonly SmtpSink sink = mailing.Sink;
    private readonly DeskProcess desk = mailing.Process;

    [Fact]
    public async Task Asks_with_its_score_chosen_and_records_what_is_sent()
    {
        string number = await ResolvedAsync();
        string[] links = await LinksOfAsync(number);
        Assert.Equal(5, links.Length);

        // A mail scanner follows every link.
        for (int score = 1; score <= 5; score++)
        {
            string page = await PageAsync(links[score - 1], HttpStatusCode.OK);
            Assert.Contains("Hvor tilfreds er du med hjælpen?", page, StringComparison.Ordinal);
            Assert.Equal($"{score}", Assert.Single(Checked().Matches(page)).Groups[1].Value);
        }

        JsonElement before = await ReadAsync(Agent, number);
        Assert.False(before.GetProperty("survey").TryGetProperty("score", out _));

        string thanks = await AnswerAsync(links[3], "4", "Hurtigt <b>og</b> venligt.", HttpStatusCode.OK);
        Assert.Contains("Tak for dit svar", thanks, StringComparison.Ordinal);
        Assert.Contains("4 – Tilfreds", thanks, StringComparison.Ordinal);
        Assert.Contains("Hurtigt &lt;b&gt;og&lt;/b&gt; venligt.", thanks, StringComparison.Ordinal);
        Assert.Contains("/links/reopen?token=", thanks, StringComparison.Ordinal);

        JsonElement ticket = await ReadAsync(Agent, number);
        Assert.Equal((4, "Hurtigt <b>og</b> venligt."), (ticket.GetProperty("survey").GetProperty("score").GetInt32(), ticket.GetProperty("survey").GetProperty("comment").GetString()));
        Assert.Equal(("resolved", false), (ticket.GetProperty("status").GetString(), ticket.GetProperty("flags").GetProperty("update").GetBoolean()));
        Assert.Equal(before.GetProperty("resolution").GetProperty("closesAt").GetDateTimeOffset(), ticket.GetProperty("resolution").GetProperty("closesAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Records_once_what_is_sent_twice_and_the_latest_of_two_answers()
    {
        string number = await ResolvedAsync();
        string link = (await LinksOfAsync(number))[0];
        await Task.WhenAll(AnswerAsync(link, "1", "Det tog\r\nfor længe.", HttpStatusCode.OK), AnswerAsync(link, "1", "Det tog\r\nfor længe.", HttpStatusCode.OK));
        Assert.Equal("1", await ScoresAsync(Agent, number));

        // The page shows what was answered, to be changed.
        string page = await PageAsync(link.Replace("&score=1", "", StringComparison.Ordinal), HttpStatusCode.OK);
        Assert.Contains("Du har svaret før", page, StringComparison.Ordinal);
        Assert.Equal("1", Assert.Single(Checked().Matches(page)).Groups[1].Value);
        Assert.Contains("\nDet tog\nfor længe.</textarea>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);

        await AnswerAsync(link, "3", "", HttpStatusCode.OK);
        Assert.Equal("1, 3", await ScoresAsync(Agent, number));
        Assert.Equal("1, 3", await ScoresAsync(Anna, number));
        Assert.False((await ReadAsync(Anna, number)).GetProperty("survey").TryGetProperty("comment", out _));
    }

    [Fact]
    public async Task Of_an_earlier_resolution_rates_no_later_one()
    {
        string number = await ResolvedAsync();
        string first = (await LinksOfAsync(number))[4];
        await ChangeAsync(Anna, number, "reopen", new { reason = "Igen." });
        Assert.Contains("Spørgsmålet gælder ikke længere", await PageAsync(first, HttpStatusCode.OK), StringComparison.Ordinal);

        await ChangeAsync(Agent, number, "resolve", new { solution = "Nu med ny tromle." });
        Assert.Contains("Brug linket i den nyeste mail", await AnswerAsync(first, "5", "", HttpStatusCode.Conflict), StringComparison.Ordinal);
        Assert.Empty(await ScoresAsync(Agent, number));

        string[] both = await LinksOfAsync(number, mails: 2);
        string second = both.First(link => TokenOf(link) != TokenOf(first));
        await AnswerAsync(second, "2", "", HttpStatusCode.OK);
        Assert.Equal("2", await ScoresAsync(Agent, number));
    }

    [Fact]
    public async Task That_was_tampered_with_leads_nowhere()
    {
        string number = await ResolvedAsync(), other = await ResolvedAsync();
        string link = (await LinksOfAsync(number))[2];
        string[] tampered =
        [
            link.Replace(number, other, StringComparison.Ordinal),
            Resolution().Replace(link, "${1}9999.", 1),
            link.Replace("token=1.survey.", "token=1.reopen.", StringComparison.Ordinal),
        ];
        foreach (string forged in tampered)
        {
            Assert.NotEqual(link, forged);
            Assert.Contains("Linket virker ikke", await PageAsync(forged, HttpStatusCode.NotFound), StringComparison.Ordinal);
            Assert.Contains("Linket virker ikke", await AnswerAsync(forged, "5", "", HttpStatusCode.NotFound), StringComparison.Ordinal);
        }

        Assert.Empty(await ScoresAsync(Agent, number));
        Assert.Empty(await ScoresAsync(Agent, other));
    }

    [Theory]
    [InlineData("", "Fint.", "Vælg et svar fra 1 til 5.")]
    [InlineData("6", "Fint.", "Vælg et svar fra 1 til 5.")]
    [InlineData("04", "Fint.", "Vælg et svar fra 1 til 5.")]
    [InlineData("3,4", "Fint.", "Vælg et svar fra 1 til 5.")]
    [InlineData("4", "reversed \u202e gnihtemos", "Teksten kan ikke bruges")]
    public async Task Asks_again_and_keeps_what_was_written_when_it_cannot_be_taken(string score, string comment, string complaint)
    {
        string number = await ResolvedAsync();
        string page = await AnswerAsync((await LinksOfAsync(number))[0], score, comment, HttpStatusCode.BadRequest);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains(complaint, page, StringComparison.Ordinal);
        Assert.Contains($"\n{comment}</textarea>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Empty(await ScoresAsync(Agent, number));
    }

    [Fact]
    public async Task Takes_no_field_twice()
    {
        string number = await ResolvedAsync();
        string link = (await LinksOfAsync(number))[0];
        foreach ((string field, string value) in new[] { ("score", ""), ("score", "5"), ("comment", "Og dog.") })
            await AnswerAsync(link, "4", "Fint.", HttpStatusCode.BadRequest, new(field, value));
        Assert.Empty(await ScoresAsync(Agent, number));
    }

    [Fact]
    public async Task Is_open_for_two_weeks_after_the_close_and_explains_when_it_is_too_late()
    {
        string number = await ResolvedAsync();
        string link = (await LinksOfAsync(number))[4];
        await MoveAsync("P31D");
        await Eventually.BecomesAsync(async () => (await ReadAsync(Anna, number)).GetProperty("status").GetString(), status => status == "closed", "the automatic close");
        string thanks = await AnswerAsync(link, "5", "", HttpStatusCode.OK);
        Assert.Contains("5 – Meget tilfreds", thanks, StringComparison.Ordinal);
        Assert.DoesNotContain("/links/reopen", thanks, StringComparison.Ordinal);
        Assert.Contains("survey", (await ReadAsync(Anna, number)).GetProperty("commands").EnumerateArray().Select(command => command.GetString()));

        await MoveAsync("P14D");
        Assert.Contains("Det er for sent at svare", await PageAsync(link, HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Contains("Det er for sent at svare", await AnswerAsync(link, "1", "", HttpStatusCode.Conflict), StringComparison.Ordinal);
        Assert.Equal("5", await ScoresAsync(Agent, number));
        Assert.DoesNotContain("survey", (await ReadAsync(Anna, number)).GetProperty("commands").EnumerateArray().Select(command => command.GetString()));
    }

    [Fact]
    public async Task Is_answered_over_http_by_the_requester_alone_and_not_shown_to_who_reads_along()
    {
        string number = await ResolvedAsync(watcher: true);
        object answer = new { score = 2, comment = "Ingen ringede tilbage." };
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Agent, number, answer));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Colleague, number, answer));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Anna, number, answer));

        Assert.True((await ReadAsync(Anna, number)).TryGetProperty("survey", out _));
        Assert.False((await ReadAsync(Colleague, number)).TryGetProperty("survey", out _));
        Assert.Equal("2", await ScoresAsync(Anna, number));
        Assert.Empty(await ScoresAsync(Colleague, number));
        Assert.Contains("Ingen ringede tilbage.", await NotesAsync(Agent, number));
        Assert.Contains("Ingen ringede tilbage.", await NotesAsync(Anna, number));
        Assert.DoesNotContain("Ingen ringede tilbage.", await NotesAsync(Colleague, number));
    }

    private async Task<string> ResolvedAsync(bool watcher = false)
    {
        JsonElement opened = await CallAsync(Anna, HttpMethod.Post, "api/incidents", null, new
        {
            title = "Printeren på 3. sal driller", description = "Den trækker to ark ad gangen.", category = "hardware", subcategory = "printer", impact = "individual", urgency = "low", channel = "portal",
        });
        string number = opened.GetProperty("number").GetString()!;
        if (watcher)
            await CallAsync(Anna, HttpMethod.Post, $"api/tickets/{number}/add-watcher", null, new { person = new { id = Colleague.Id } });
        await ChangeAsync(Agent, number, "resolve", new { solution = "Papirbakken er skiftet." });
        return number;
    }

    /// <summary>The links of the HTML part, as a mail program follows them.</summary>
    private async Task<string[]> LinksOfAsync(string number, int mails = 1)
    {
        IReadOnlyList<ReceivedMail> received = await Eventually.BecomesAsync(
            () => sink.Messages.Where(mail => mail.Subject().StartsWith($"[{number}] Din sag er løst", StringComparison.Ordinal)).ToArray(), all => all.Length >= mails, "the mail about the resolution");
        return [.. received.SelectMany(mail => Address().Matches(mail.Message.HtmlBody ?? "")).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct()];
    }

    private async Task<HttpStatusCode> StatusAsync(Principal who, string number, object answer)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(who.Send(HttpMethod.Post, $"api/tickets/{number}/survey", answer));
        return reply.StatusCode;
    }

    private async Task<string> ScoresAsync(Principal who, string number) => string.Join(
        ", ",
        (await CallAsync(who, HttpMethod.Get, $"api/tickets/{number}/events", null, null)).GetProperty("events").EnumerateArray()
            .Where(e => e.TryGetProperty("score", out _)).Select(e => e.GetProperty("score").GetInt32()));

    private async Task<string[]> NotesAsync(Principal who, string number) =>
        [.. (await CallAsync(who, HttpMethod.Get, $"api/tickets/{number}/journal", null, null)).GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("text").GetString()!)];

    private Task<JsonElement> ReadAsync(Principal who, string number) => CallAsync(who, HttpMethod.Get, $"api/tickets/{number}", null, null);

    private async Task ChangeAsync(Principal who, string number, string command, object body)
    {
        using HttpResponseMessage ticket = await desk.Http.SendAsync(who.Send(HttpMethod.Get, $"api/tickets/{number}"));
        await CallAsync(who, HttpMethod.Post, $"api/tickets/{number}/{command}", ticket.Headers.ETag!.ToString(), body);
    }

    private async Task MoveAsync(string span)
    {
        using HttpResponseMessage moved = await desk.Http.PostAsync("admin/clock", new StringContent($$"""{"advance":"{{span}}"}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.True(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
    }

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
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.TryAddWithoutValidation("Accept-Language", "da");
        using HttpResponseMessage answer = await desk.Http.SendAsync(request);
        string page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} {page}");
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        return page;
    }

    /// <summary>What a browser sends when the form of the page is answered.</summary>
    /// <param name="also">One more field, which no browser sends.</param>
    private async Task<string> AnswerAsync(string link, string score, string comment, HttpStatusCode expected, KeyValuePair<string, string>? also = null)
    {
        List<KeyValuePair<string, string>> form = [new("token", TokenOf(link)), new("score", score), new("comment", comment)];
        if (also is { } field)
            form.Add(field);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(desk.BaseAddress, "links/survey")) { Content = new FormUrlEncodedContent(form) };
        request.Headers.TryAddWithoutValidation("Accept-Language", "da");
        using HttpResponseMessage answer = await desk.Http.SendAsync(request);
        string page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} {page}");
        return page;
    }

    private static string TokenOf(string link) => link[(link.IndexOf("token=", StringComparison.Ordinal) + 6)..].Split('&')[0];

    [GeneratedRegex("""href="(http://[^"]+/links/survey[^"]+)""")]
    private static partial Regex Address();

    [GeneratedRegex("""value="(\d)" required checked""")]
    private static partial Regex Checked();

    [GeneratedRegex(@"(INC-\d+\.\d+\.)\d+\.")]
    private static partial Regex Resolution();
}
