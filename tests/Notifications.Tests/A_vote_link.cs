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
        await SendAsync(link, "rolf", "approve", "I hans sted.", HttpStatusCode.Conflict);
        foreach ((string choice, string comment) in new[] { ("", "Fint."), ("maybe", "Fint."), ("approve", ""), ("approve", "reversed \u202e gnihtemos") })
            Assert.Contains("role=\"alert\"", await SendAsync(link, "rita", choice, comment, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Empty(await VotesAsync(number));
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
        await SendAsync(links["rita"], "rolf", "approve", "Rolf er på ferie.", HttpStatusCode.OK);
        await SendAsync(links["rita"], "rita", "approve", "Og det er jeg med på.", HttpStatusCode.OK);

        Assert.Equal(["rolf approve by rita", "rita approve"], await VotesAsync(number));
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

    /// <summary>Three reviewers with addresses, and a type of the organisation's own with one review.</summary>
    private async Task DirectoryAsync()
    {
        await SetAsync("directory", Asked.Select(id => new { id, name = id, mail = $"{id}@au.example", language = "da", teams = new[] { "infrastructure" }, dispatches = Array.Empty<string>(), leads = Array.Empty<string>(), absences = Array.Empty<object>() }));
        JsonElement types = (await CallAsync(Manager, HttpMethod.Get, "api/parameters/change_types", null)).GetProperty("value");
        if (types.EnumerateArray().Any(type => type.GetProperty("id").GetString() == "general-once"))
            return;
        var own = JsonSerializer.SerializeToNode(types.EnumerateArray().Single(type => type.GetProperty("id").GetString() == "emergency"))!.AsObject();
        (own["id"], own["stages"]![1]!["review"]!["quorum"]!["kind"]) = ("general-once", "majority");
        await SetAsync("change_types", types.EnumerateArray().Select(type => JsonSerializer.SerializeToNode(type)).Append(own));
    }

    private async Task SetAsync(string parameter, object value)
    {
        using HttpResponseMessage stands = await desk.Http.SendAsync(Manager.Send(HttpMethod.Get, $"api/parameters/{parameter}"));
        await CallAsync(Manager, HttpMethod.Put, $"api/parameters/{parameter}", new { value }, stands.Headers.ETag!.ToString());
    }

    /// <summary>The link of each who was asked, from the HTML part of their mail.</summary>
    private async Task<Dictionary<string, string>> LinksAsync(string number)
    {
        ReceivedMail[] mails = await Eventually.BecomesAsync(
            () => sink.Messages.Where(mail => mail.Subject().Contains(number, StringComparison.Ordinal) && VoteAddress().IsMatch(mail.Message.HtmlBody ?? "")).ToArray(), all => all.Length >= Asked.Length, "the mails to the reviewers");
        return mails.ToDictionary(
            mail => mail.Message.To.Mailboxes.Single().Address.Split('@')[0],
            mail => WebUtility.HtmlDecode(VoteAddress().Match(mail.Message.HtmlBody!).Groups[1].Value));
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
    private async Task<string> SendAsync(string link, string elector, string choice, string comment, HttpStatusCode expected)
    {
        var form = new Dictionary<string, string> { ["token"] = link[(link.IndexOf("token=", StringComparison.Ordinal) + 6)..], ["for"] = elector, ["choice"] = choice, ["comment"] = comment };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(desk.BaseAddress, "links/vote")) { Content = new FormUrlEncodedContent(form) };
        request.Headers.TryAddWithoutValidation("Accept-Language", "da");
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
