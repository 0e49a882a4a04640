using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Channels.Tests;

public sealed class A_mail_that_comes_in(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private const string Proven = $"Authentication-Results: {MailedDesk.AuthServId}; dmarc=pass header.from=example.org\n";

    private MailedDesk Desk => shared.Desk;

    [Theory]
    [InlineData("01-plain-new-ticket", "opened")]
    [InlineData("07-answer-by-number-alone", "answered")]
    [InlineData("21-somebody-else-s-number", "noted")]
    public async Task Twice_is_taken_in_once_whatever_traces_its_way_left(string file, string outcome)
    {
        string number = await Desk.OpenAsync();
        string mail = Encoding.UTF8.GetString(Desk.Mail(file, number)).Replace("Message-ID: <", $"Message-ID: <{number}", StringComparison.Ordinal);

        JsonNode first = await Desk.ReceiveAsync(mail), again = await Desk.ReceiveAsync("X-Another-Hop: yes\n" + mail);

        Assert.Equal((outcome, false, outcome, true), ((string?)first["outcome"], (bool)first["replayed"]!, (string?)again["outcome"], (bool)again["replayed"]!));
        Assert.Equal((string?)first["number"], (string?)again["number"]);
        Assert.Equal(outcome == "opened" ? 0 : 1, (await Desk.JournalAsync((string)first["number"]!)).Length);
    }

    [Fact]
    public async Task Many_times_at_once_opens_one_ticket()
    {
        string mail = $"{Proven}From: anna@example.org\nSubject: At once\nMessage-ID: <at-once@example.org>\n\nIt jams.";
        JsonNode[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Desk.ReceiveAsync(mail)));
        Assert.Single(answers.Select(answer => (string?)answer["number"]).Distinct());
        Assert.Single(answers, answer => !(bool)answer["replayed"]!);
    }

    [Fact]
    public async Task Under_a_message_id_that_was_used_is_another_mail_where_it_says_something_else()
    {
        string Mail(string text) => $"{Proven}From: anna@example.org\nSubject: Taken\nMessage-ID: <taken@example.org>\n\n{text}";
        JsonNode first = await Desk.ReceiveAsync(Mail("Somebody was here first.")), other = await Desk.ReceiveAsync(Mail("It jams."));
        Assert.NotEqual((string?)first["number"], (string?)other["number"]);
        Assert.Equal(("opened", "opened"), ((string?)first["outcome"], (string?)other["outcome"]));
    }

    [Fact]
    public async Task Without_a_message_id_is_told_by_its_bytes()
    {
        string mail = $"{Proven}From: anna@example.org\nSubject: No id\n\nIt jams.";
        JsonNode first = await Desk.ReceiveAsync(mail), again = await Desk.ReceiveAsync(mail), other = await Desk.ReceiveAsync(mail + "!");
        Assert.Equal((string?)first["number"], (string?)again["number"]);
        Assert.NotEqual((string?)first["number"], (string?)other["number"]);
    }

    [Fact]
    [Trait("Rule", "AU-14")]
    public async Task About_a_closed_ticket_of_the_sender_opens_one_that_follows_it_up()
    {
        await using MailedDesk desk = await MailedDesk.StartAsync();
        string number = await desk.OpenAsync();
        await desk.DoAsync(number, "resolve", new { solution = "Cleaned." });
        await desk.AdvanceAsync("P32D");
        await Eventually.TrueAsync(async () => (string?)(await desk.ReadAsync(number))["status"] == "closed");

        JsonNode own = await desk.ReceiveAsync(desk.Mail("07-answer-by-number-alone", number)), other = await desk.ReceiveAsync(desk.Mail("21-somebody-else-s-number", number));

        JsonNode mine = await desk.ReadAsync((string)own["number"]!), theirs = await desk.ReadAsync((string)other["number"]!);
        Assert.Equal((number, "anna"), ((string?)mine["followUpOf"], (string?)mine["requester"]));
        // Carl guessed a number: that there is such a ticket is nothing he is told.
        Assert.Equal((null, "carl"), ((string?)theirs["followUpOf"], (string?)theirs["requester"]));
    }

    [Fact]
    [Trait("Rule", "AU-02")]
    public async Task To_the_mailbox_of_an_area_goes_to_its_team()
    {
        MailedDesk arts = await Desk.OfAsync("area-desk", MailedDesk.AuthServId);
        await arts.SetAsync("inbound_mail", new { authServId = MailedDesk.AuthServId, impact = "individual", urgency = "low", senderHourlyCap = 10, mailboxes = new[] { new { address = "arts-it@example.org", area = "arts" } } });
        JsonNode said = await arts.ReceiveAsync($"{Proven}From: anna@example.org\nTo: Somebody <x@example.org>\nCc: ARTS IT <Arts-IT@example.org>\nSubject: Sound\nMessage-ID: <arts@example.org>\n\nNo sound.");
        JsonNode ticket = await arts.ReadAsync((string)said["number"]!);
        Assert.Equal(("arts", "arts-it", "low"), ((string?)ticket["area"], (string?)ticket["team"], (string?)ticket["urgency"]));
    }

    [Fact]
    public async Task Through_exchange_online_counts_where_the_organisation_says_that_it_is_its_gateway()
    {
        MailedDesk online = await Desk.OfAsync("online-desk", InboundMail.ExchangeOnline);
        Assert.True((bool)(await online.ReceiveAsync(online.Mail("33-exchange-online", "INC-0000001")))["verified"]!);
        Assert.False((bool)(await online.ReceiveAsync(online.Mail("01-plain-new-ticket", "INC-0000001")))["verified"]!);
    }

    [Fact]
    public async Task Is_nothing_to_another_organisation_whose_message_id_it_names()
    {
        MailedDesk other = await Desk.OfAsync("other-desk", MailedDesk.AuthServId);
        string number = await Desk.OpenAsync();
        JsonNode said = await other.ReceiveAsync(Desk.Mail("06-answer-with-another-subject", number));
        Assert.Equal("opened", (string?)said["outcome"]);
        Assert.Empty(await Desk.JournalAsync(number));
    }

    [Fact]
    public async Task Of_the_desk_itself_that_came_back_is_left_alone()
    {
        string number = await Desk.OpenAsync();
        JsonNode said = await Desk.ReceiveAsync($"From: it-support@desk.example\nSubject: [{number}] An answer\nMessage-ID: {Desk.MessageIdOf(number)}\nX-Itsm-Desk: 1\n\nDear user");
        Assert.Equal(("ignored", "ownMail"), ((string?)said["outcome"], (string?)said["reason"]));
        Assert.Empty(await Desk.JournalAsync(number));
    }

    [Fact]
    public async Task From_an_address_of_two_people_is_nobody_s()
    {
        await Desk.OpenAsync(new Principal("dora", "Dora", "shared@example.org", "Requester"));
        await Desk.OpenAsync(new Principal("dirk", "Dirk", "Shared@example.org", "Requester"));
        JsonNode said = await Desk.ReceiveAsync($"{Proven}From: shared@example.org\nSubject: Whose?\nMessage-ID: <shared@example.org>\n\nHello.");
        Assert.Equal((false, "severalPeople"), ((bool)said["verified"]!, (string?)said["doubt"]));
    }

    [Fact]
    public async Task From_somebody_whom_an_agent_logged_by_address_alone_is_theirs()
    {
        var incident = new { title = "By phone", description = "No screen.", category = "hardware", subcategory = "screen", impact = "individual", urgency = "low", channel = "phone", requester = new { mail = "erik@example.org" } };
        string number = (string)(await Desk.JsonAsync(MailedDesk.Bo.Send(HttpMethod.Post, "api/incidents", incident)))["number"]!;
        JsonNode said = await Desk.ReceiveAsync($"{Proven}From: Erik <ERIK@example.org>\nSubject: Re: {number}\nMessage-ID: <erik@example.org>\n\nRoom 7.");
        Assert.Equal(("answered", number), ((string?)said["outcome"], (string?)said["number"]));
    }

    [Fact]
    public async Task Whose_sender_is_not_proven_does_not_make_them_known()
    {
        string Mail(string id, string proof) => $"{proof}From: Frida <frida@example.org>\nSubject: Hello\nMessage-ID: <{id}@example.org>\n\nHello.";
        Assert.Equal("notAuthenticated", (string?)(await Desk.ReceiveAsync(Mail("frida-1", "")))["doubt"]);
        Assert.Equal("unknownPerson", (string?)(await Desk.ReceiveAsync(Mail("frida-2", Proven)))["doubt"]);
        Assert.Equal("unknownPerson", (string?)(await Desk.ReceiveAsync(Mail("frida-3", Proven)))["doubt"]);
    }

    [Theory]
    [InlineData("spf=pass smtp.mailfrom=bounce@example.org", true)]
    [InlineData("spf=pass smtp.mailfrom=mailer.example.net", false)]
    [InlineData("dkim=pass header.d=example.org", true)]
    [InlineData("dkim=pass header.d=org", false)]
    [InlineData("dkim=pass header.d=mail.example.org", false)]
    [InlineData("dkim=fail header.d=example.org; spf=softfail smtp.mailfrom=example.org", false)]
    [InlineData("dmarc=fail header.from=example.org; dkim=pass header.d=example.org", false)]
    [InlineData("dmarc=none header.from=example.org; dkim=pass header.d=example.org", true)]
    [InlineData("dmarc=pass header.from=example.net", false)]
    [InlineData("dmarc=pass (p=reject) header.from=example.org", true)]
    [InlineData("none", false)]
    public async Task Is_proven_by_what_the_gateway_says_of_the_domain_in_from(string results, bool verified)
    {
        JsonNode said = await Desk.ReceiveAsync($"Authentication-Results: {MailedDesk.AuthServId.ToUpperInvariant()};\n {results}\nFrom: anna@example.org\nSubject: Proof\nMessage-ID: <{results.GetHashCode(StringComparison.Ordinal)}@example.org>\n\nHello.");
        Assert.Equal(verified, (bool)said["verified"]!);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("no mail at all", HttpStatusCode.BadRequest)]
    [InlineData("{\"subject\":\"json\"}", HttpStatusCode.BadRequest)]
    [InlineData("X-Nothing: known\r\n\r\nText", HttpStatusCode.BadRequest)]
    public async Task That_is_none_is_the_gateway_s_to_mend(string body, HttpStatusCode status)
    {
        using HttpResponseMessage reply = await Desk.PostAsync(Encoding.UTF8.GetBytes(body));
        Assert.Equal(status, reply.StatusCode);
    }

    [Fact]
    public async Task From_anybody_but_a_gateway_is_refused()
    {
        foreach (Principal who in new[] { MailedDesk.Anna, MailedDesk.Bo, Principal.Of("mia", "ProcessManager") })
        {
            using HttpResponseMessage reply = await Desk.PostAsync(Encoding.UTF8.GetBytes("From: anna@example.org\r\n\r\nHello."), who);
            Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        }
    }

    [Fact]
    public async Task From_its_sender_is_not_kept_out_by_what_others_send_in_their_name()
    {
        await using MailedDesk desk = await MailedDesk.StartAsync(cap: 3);
        async Task<string?> Outcome(string head, int i) => (string?)(await desk.ReceiveAsync($"{head}From: anna@example.org\nSubject: {i}\nMessage-ID: <{i}@example.org>\n\nHello."))["outcome"];
        for (int i = 1; i <= 3; i++)
            Assert.NotEqual("ignored", await Outcome("", i));
        Assert.Equal("ignored", await Outcome("", 4));

        Assert.Equal("opened", await Outcome(Proven, 5));
    }

    [Fact]
    public async Task Beyond_the_cap_of_its_sender_is_ignored_until_the_hour_is_over()
    {
        await using MailedDesk desk = await MailedDesk.StartAsync(cap: 3);
        async Task<string?> Outcome(int i) => (string?)(await desk.ReceiveAsync($"{Proven}From: anna@example.org\nSubject: {i}\nMessage-ID: <{i}@example.org>\n\nHello."))["outcome"];

        Assert.Equal(["opened", "opened", "opened", "ignored"], [await Outcome(1), await Outcome(2), await Outcome(3), await Outcome(4)]);
        Assert.Equal("opened", await Outcome(1));
        await desk.AdvanceAsync("PT1H1M");
        Assert.Equal("opened", await Outcome(4));
    }
}
