using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ItsmFunctions.Notifications.Tests;

/// <summary>From the mail that asks for a review to the vote on the change, through the running desk.</summary>
public sealed partial class A_vote_link(MailingDesk mailing) : IClassFixture<MailingDesk>
{
    private static readonly Principal Author = Principal.Of("bo", "Agent.L1");
    private static readonly Principal Manager = Principal.Of("mette", "ProcessManager");
    private static readonly Principal Rita = Principal.Of("rita", "Agent.L2");
    private static readonly Principal Ida = Principal.Of("ida", "Agent.L2");
    private static readonly string[] Asked = ["rita", "rolf", "runa"];

    private readonly SmtpSink sink = mailing.Sink;
    private readonly DeskProcess desk = mailing.Process;

    [Fact]
    [Trait("Rule", "OM-22")]
    public async Task Shows_the_change_and_records_what_is_sent_until_the_review_is_decided()
    {
        string number = await OpenAsync();
        Dictionary<string, string> links = await LinksAsync(number);

        // A mail scanner follows every link, more than once.
        for (int i = 0; i < 2; i++)
        {
            foreach (string asked in Asked)
                Assert.Contains("<form method=\"post\"", await PageAsync(links[asked], HttpStatusCode.OK), StringComparison.Ordinal);
        }

        string page = WebUtility.HtmlDecode(await PageAsync(links["rita"], HttpStatusCode.OK));
        Assert.Contains("Du er rita, og stemmen er din egen.", page, StringComparison.Ordinal);
        foreach (string fact in new[] { number, "Ny <b>kerneswitch</b>", "Den gamle bliver i skabet.", "Huset er uden net i 15 minutter.", "Gennemgang før idriftsættelse", "Stem senest" })
            Assert.Contains(fact, page, StringComparison.Ordinal);
        Assert.Empty(await VotesAsync(number));

        string thanks = await SendAsync(links["rita"], "rita", "reject", "Ikke i eksamensugen.", HttpStatusCode.OK);
        Assert.Contains("Din stemme er noteret", thanks, StringComparison.Ordinal);
        Assert.Contains("Gennemgangen er stadig åben.", thanks, StringComparison.Ordinal);
        // Changed by the same link, which shows what was said.
        Assert.Contains("value=\"reject\" required checked", await PageAsync(links["rita"], HttpStatusCode.OK), StringComparison.Ordinal);
        await SendAsync(links["rita"], "rita", "approve", "Efter eksamen.", HttpStatusCode.OK);
        Assert.Contains("godkendt på dette trin", await SendAsync(links["rolf"], "rolf", "approve", "Planen er prøvet.", HttpStatusCode.OK), StringComparison.Ordinal);

        // The quorum stands: what comes after it is refused, and says where the change is.
        Assert.Contains("Her kan ikke længere stemmes", await SendAsync(links["runa"], "runa", "reject", "For sent.", HttpStatusCode.Conflict), StringComparison.Ordinal);
        Assert.Contains("Her kan ikke længere stemmes", await PageAsync(links["runa"], HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Equal(["rita reject", "rita approve", "rolf approve"], await VotesAsync(number));
    }

    [Fact]
    [Trait("Rule", "OM-22")]
    public async Task Is_no_use_to_anybody_else_nor_for_another_change_nor_for_the_next_review()
    {
        string number = await OpenAsync(), other = await OpenAsync();
        string link = (await LinksAsync(number))["rita"];
        foreach (string forged in new[]
        {
            link.Replace(number, other, StringComparison.Ordinal), link.Replace(Encoded("rita"), Encoded("rolf"), StringComparison.Ordinal), link.Replace("token=1.vote.", "token=1.survey.", StringComparison.Ordinal), link[..^2],
        })
        {
            Assert.NotEqual(link, forged);
            Assert.Contains("Linket virker ikke", await PageAsync(forged, HttpStatusCode.NotFound), StringComparison.Ordinal);
            Assert.Contains("Linket virker ikke", await SendAsync(forged, "rita", "approve", "Fint.", HttpStatusCode.NotFound), StringComparison.Ordinal);
        }

        // Nor for somebody else's vote that was not given to them.
        string notYours = await SendAsync(link, "rolf", "approve", "I hans sted.", HttpStatusCode.Forbidden);
        Assert.Contains("Den stemme er ikke din", notYours, StringComparison.Ordinal);
        Assert.Contains("Tilbage til din stemme", notYours, StringComparison.Ordinal);
        foreach ((string choice, string comment) in new[] { ("", "Fint."), ("maybe", "Fint."), ("approve", ""), ("approve", "reversed \u202e gnihtemos") })
            Assert.Contains("role=\"alert\"", await SendAsync(link, "rita", choice, comment, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Empty(await VotesAsync(number));
    }

    [Fact]
    [Trait("Rule", "OM-22")]
    public async Task Takes_a_choice_as_the_page_writes_it_and_no_field_twice()
    {
        string number = await OpenAsync();
        string link = (await LinksAsync(number))["rita"];
        foreach (string choice in new[] { "approve,abstain", "approve, reject", "0", "1", "Approve", " approve" })
            Assert.Contains("Vælg, hvordan du stemmer.", await SendAsync(link, "rita", choice, "Fint.", HttpStatusCode.BadRequest), StringComparison.Ordinal);
        foreach ((string field, string value) in new[] { ("choice", "reject"), ("choice", "approve"), ("choice", ""), ("comment", "Og dog."), ("for", "rolf") })
            await SendAsync(link, "rita", "approve", "Fint.", HttpStatusCode.BadRequest, also: new(field, value));
        Assert.Empty(await VotesAsync(number));

        await SendAsync(link, "rita", "abstain", "Jeg kender ikke huset.", HttpStatusCode.OK);
        Assert.Equal(["rita abstain"], await VotesAsync(number));
    }

    [Fact]
    [Trait("Rule", "OM-22")]
    public async Task Says_that_a_comment_is_missing_where_there_is_none_and_what_is_wrong_with_it_where_there_is()
    {
        string link = (await LinksAsync(await OpenAsync()))["rita"];
        foreach (string nothing in new[] { "", "  \r\n" })
        {
            Assert.Contains(">Skriv en kommentar.</p>", await SendAsync(link, "rita", "approve", nothing, HttpStatusCode.BadRequest), StringComparison.Ordinal);
            Assert.Contains(">Write a comment.</p>", await SendAsync(link, "rita", "approve", nothing, HttpStatusCode.BadRequest, "en"), StringComparison.Ordinal);
        }

        Assert.Contains(">Skriv en kommentar uden særlige tegn.</p>", await SendAsync(link, "rita", "approve", "reversed \u202e gnihtemos", HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "OM-22")]
    public async Task Shows_what_came_of_the_change_to_whoever_judges_it_afterwards()
    {
        string number = await OpenAsync();
        Dictionary<string, string> links = await LinksAsync(number);
        string first = await PageAsync(links["rita"], HttpStatusCode.OK);
        Assert.Contains("<dt>Type</dt><dd class=\"written\">Hasteændring</dd>", first, StringComparison.Ordinal);
        foreach (string later in new[] { "Påbegyndt", "Udført", "Udfald", "Rapport" })
            Assert.DoesNotContain($"<dt>{later}</dt>", first, StringComparison.Ordinal);

        foreach (string each in Asked[..2])
            await SendAsync(links[each], each, "approve", "Planen er prøvet.", HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => (await CallAsync(Rita, HttpMethod.Get, $"api/tickets/{number}", null)).GetProperty("change").GetProperty("stage").GetProperty("id").GetString() == "scheduled");
        await StepAsync(number, "schedule", new { from = "2035-01-01T08:00:00Z", until = "2035-01-01T10:00:00Z" });
        await StepAsync(number, "start", new { reason = "Alle er med på det." });
        await StepAsync(number, "implemented", new { outcome = "successfulWithIssues", report = "Port 7 <b>mangler</b> stadig." });

        links = await LinksAsync(number, 2 * Asked.Length);
        string page = await PageAsync(links["rita"], HttpStatusCode.OK);
        Assert.Contains("<dt>Trin</dt><dd class=\"written\">Afsluttende gennemgang</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Udfald</dt><dd class=\"written\">gennemført med problemer</dd><dt>Rapport</dt><dd class=\"written\">Port 7 &lt;b&gt;mangler&lt;/b&gt; stadig.</dd>", page, StringComparison.Ordinal);
        Assert.Matches("<dt>Påbegyndt</dt><dd class=\"written\">[^<]+ kl\\. [^<]+</dd><dt>Udført</dt><dd class=\"written\">[^<]+ kl\\. [^<]+</dd>", page);
        // And to whoever reads the mail alone.
        string[] mails = [.. sink.Messages.Where(mail => mail.Subject().StartsWith($"[{number}] ", StringComparison.Ordinal) && mail.Subject().Contains("gennemgå", StringComparison.OrdinalIgnoreCase)).Select(mail => mail.PlainText())];
        Assert.Equal(2 * Asked.Length, mails.Length);
        Assert.Equal(Asked.Length, mails.Count(mail => mail.Contains("Udfald: gennemført med problemer\n", StringComparison.Ordinal) && mail.Contains("Rapport:\nPort 7 <b>mangler</b> stadig.\n", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Rule", "OM-22")]
    public async Task Votes_for_whoever_delegated_to_its_holder()
    {
        string number = await OpenAsync();
        Dictionary<string, string> links = await LinksAsync(number);
        DateTimeOffset until = DateTimeOffset.Parse("2035-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        await CallAsync(Principal.Of("rolf", "Agent.L2"), HttpMethod.Post, $"api/changes/{number}/delegations", new { to = "rita", until });

        Assert.Contains("<select id=\"for\"", await PageAsync(links["rita"], HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Contains("Du er rita og stemmer for flere.", await PageAsync(links["rita"], HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Contains("<option value=\"rolf\" selected", await SendAsync(links["rita"], "rolf", "approve", "", HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Contains("<dt>Hvis stemme</dt><dd>rolf</dd><dt>Afgivet af</dt><dd>rita</dd>", await SendAsync(links["rita"], "rolf", "approve", "Rolf er på ferie.", HttpStatusCode.OK), StringComparison.Ordinal);
        await SendAsync(links["rita"], "rita", "approve", "Og det er jeg med på.", HttpStatusCode.OK);

        Assert.Equal(["rolf approve by rita", "rita approve"], await VotesAsync(number));
    }

    [Fact]
    [Trait("Rule", "OM-22")]
    public async Task Says_when_a_vote_is_given_to_its_holder_who_comes_at_another_time()
    {
        string number = await OpenAsync();
        await LinksAsync(number);
        DateTimeOffset from = DateTimeOffset.Parse("2035-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        await CallAsync(Principal.Of("rolf", "Agent.L2"), HttpMethod.Post, $"api/changes/{number}/delegations", new { to = "dorte", from, until = from.AddDays(9) });
        string link = (await LinksAsync(number, Asked.Length + 1))["dorte"];

        string page = WebUtility.HtmlDecode(await PageAsync(link, HttpStatusCode.OK));
        Assert.Contains("Den stemme er ikke din", page, StringComparison.Ordinal);
        Assert.Contains("rolf har givet dig sin stemme fra 1. januar 2035", page, StringComparison.Ordinal);
        Assert.DoesNotContain("afgjort", page, StringComparison.Ordinal);
        Assert.Contains("Den stemme er ikke din", await SendAsync(link, "rolf", "approve", "For tidligt.", HttpStatusCode.Forbidden), StringComparison.Ordinal);
    }

    private async Task<string> OpenAsync()
    {
        await DirectoryAsync();
        JsonElement opened = await CallAsync(Author, HttpMethod.Post, "api/changes", new
        {
            type = "general-once", title = "Ny <b>kerneswitch</b>", description = "Switchen skiftes.", category = "network", subcategory = "wired", backOutPlan = "Den gamle bliver i skabet.", risk = "Huset er uden net i 15 minutter.", reviewers = Asked,
        });
        return opened.GetProperty("number").GetString()!;
    }

    /// <summary>Three reviewers with addresses, somebody who carries it out, and a type of the organisation's own with one review.</summary>
    private async Task DirectoryAsync()
    {
        await SetAsync("directory", Asked.Concat(["dorte", "ida"]).Select(id => new { id, name = id, mail = $"{id}@au.example", language = "da", teams = new[] { id switch { "dorte" => "security", "ida" => "it-support", _ => "infrastructure" } }, dispatches = Array.Empty<string>(), leads = Array.Empty<string>(), absences = Array.Empty<object>() }));
        JsonElement types = (await CallAsync(Manager, HttpMethod.Get, "api/parameters/change_types", null)).GetProperty("value");
        if (types.EnumerateArray().Any(type => type.GetProperty("id").GetString() == "general-once"))
            return;
        var own = JsonSerializer.SerializeToNode(types.EnumerateArray().Single(type => type.GetProperty("id").GetString() == "emergency"))!.AsObject();
        (own["id"], own["stages"]![1]!["review"]!["quorum"]!["kind"]) = ("general-once", "majority");
        await SetAsync("change_types", types.EnumerateArray().Select(type => JsonSerializer.SerializeToNode(type)).Append(own));
    }

    private async Task StepAsync(string number, string step, object body)
    {
        using HttpResponseMessage stands = await desk.Http.SendAsync(Ida.Send(HttpMethod.Get, $"api/tickets/{number}"));
        await CallAsync(Ida, HttpMethod.Post, $"api/changes/{number}/{step}", body, stands.Headers.ETag!.ToString());
    }

    private async Task SetAsync(string parameter, object value)
    {
        using HttpResponseMessage stands = await desk.Http.SendAsync(Manager.Send(HttpMethod.Get, $"api/parameters/{parameter}"));
        await CallAsync(Manager, HttpMethod.Put, $"api/parameters/{parameter}", new { value }, stands.Headers.ETag!.ToString());
    }

    /// <summary>The link of each who was asked, from the HTML part of their latest mail.</summary>
    private async Task<Dictionary<string, string>> LinksAsync(string number, int count = 3)
    {
        ReceivedMail[] mails = await Eventually.BecomesAsync(
            () => sink.Messages.Where(mail => mail.Subject().Contains(number, StringComparison.Ordinal) && VoteAddress().IsMatch(mail.Message.HtmlBody ?? "")).ToArray(), all => all.Length >= count, "the mails to the reviewers");
        return mails.GroupBy(mail => mail.Message.To.Mailboxes.Single().Address.Split('@')[0]).ToDictionary(
            each => each.Key, each => WebUtility.HtmlDecode(VoteAddress().Match(each.Last().Message.HtmlBody!).Groups[1].Value));
    }

    private async Task<string[]> VotesAsync(string number) =>
    [
        .. (await CallAsync(Rita, HttpMethod.Get, $"api/changes/{number}/reviews", null)).GetProperty("reviews").EnumerateArray().First().GetProperty("votes").EnumerateArray()
            .Select(vote => $"{vote.GetProperty("of").GetString()} {vote.GetProperty("choice").GetString()}{(vote.TryGetProperty("by", out JsonElement by) ? $" by {by.GetString()}" : "")}"),
    ];

    private async Task<JsonElement> CallAsync(Principal who, HttpMethod method, string path, object? body, string? match = null)
    {
        using HttpRequestMessage request = who.Send(method, path, body);
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        using HttpResponseMessage answer = await desk.Http.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<string> PageAsync(string link, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(desk.BaseAddress, new Uri(link).PathAndQuery));
        request.Headers.TryAddWithoutValidation("Accept-Language", "da");
        return await ReadAsync(request, expected);
    }

    /// <summary>What a browser sends when the form of the page is answered.</summary>
    /// <param name="also">One more field, which no browser sends.</param>
    private async Task<string> SendAsync(string link, string elector, string choice, string comment, HttpStatusCode expected, string language = "da", KeyValuePair<string, string>? also = null)
    {
        List<KeyValuePair<string, string>> form = [new("token", link[(link.IndexOf("token=", StringComparison.Ordinal) + 6)..]), new("for", elector), new("choice", choice), new("comment", comment)];
        if (also is { } field)
            form.Add(field);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(desk.BaseAddress, "links/vote")) { Content = new FormUrlEncodedContent(form) };
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        return await ReadAsync(request, expected);
    }

    private async Task<string> ReadAsync(HttpRequestMessage request, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await desk.Http.SendAsync(request);
        string page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} {page}");
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        return page;
    }

    private static string Encoded(string person) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(person));

    [GeneratedRegex("href=\"([^\"]*/links/vote\\?token=[^\"]*)\"")]
    private static partial Regex VoteAddress();
}
