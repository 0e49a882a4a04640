using System.Net;
using System.Text.Json.Nodes;
using Ical.Net.CalendarComponents;

namespace ItsmFunctions.Contract.Tests;

/// <summary>What people who plan changes see of each other: before they open one, when they plan it, and in their calendars.</summary>
public sealed class A_change_that_is_planned(ContractDesk desk)
{
    // Days that no test's clock comes to, in a month of winter time.
    private static readonly DateTimeOffset Day = new(2035, 11, 12, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Rule", "OM-17")]
    public async Task Is_shown_with_what_it_collides_with_before_when_and_after_it_is_planned()
    {
        const string Tenant = "calendar-one";
        // As far ahead as calendar programs are told.
        DateTimeOffset day = (await TodayAsync()).AddDays(100).AddHours(20);
        string span = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"?from={day.AddDays(-10):yyyy-MM-dd}&to={day.AddDays(10):yyyy-MM-dd}");
        await FreezeAsync(Tenant, day.AddDays(3), day.AddDays(5));
        (string first, _) = await OpenAsync(Tenant, "switch-1", day, day.AddHours(2));
        await BecomesAsync(Tenant, span, calendar => calendar["changes"]!.AsArray().Count == 1);

        // Before it is opened: nothing of it is written down.
        JsonNode plan = await ReadAsync((ContractDesk.SecondLine with { Tenant = Tenant }).Send(HttpMethod.Post, "api/changes/preview", Body("Switch-1", day.AddHours(1), day.AddHours(3))));
        Assert.Equal((first, "configurationItem"), ((string?)plan["collisions"]![0]!["number"], (string?)plan["collisions"]![0]!["on"]![0]));
        Assert.Equal(["new", "pre-development-review", "pre-launch-review", "scheduled", "closing-review"], plan["stages"]!.AsArray().Select(stage => (string)stage!["id"]!));
        Assert.Equal("rita.reviewer", (string?)plan["stages"]![1]!["review"]!["electorate"]![0]!["person"]);
        Assert.Single((await CalendarAsync(Tenant, span))["changes"]!.AsArray());

        // When it is planned.
        (string second, JsonNode opened) = await OpenAsync(Tenant, "Switch-1", day.AddHours(1), day.AddHours(3));
        Assert.Equal(first, (string?)opened["change"]!["collisions"]![0]!["number"]);
        JsonNode moved = await ScheduleAsync(Tenant, second, day.AddHours(2), day.AddHours(3));
        Assert.Empty(moved["change"]!["collisions"]!.AsArray());
        moved = await ScheduleAsync(Tenant, second, day.AddHours(1), day.AddHours(3));
        Assert.Equal(first, (string?)moved["change"]!["collisions"]![0]!["number"]);

        // In the calendar, and in that of a program.
        JsonNode calendar = await BecomesAsync(Tenant, span, each => each["changes"]!.AsArray().Sum(change => change!["collisions"]!.AsArray().Count) == 2);
        Assert.Equal([first, second], calendar["changes"]!.AsArray().Select(change => (string)change!["number"]!));
        Assert.Equal("stop", (string?)calendar["freezes"]![0]!["id"]);
        var followed = Ical.Net.Calendar.Load(await desk.Http.GetStringAsync(PathOf(calendar)))!;
        CalendarEvent of = Assert.Single(followed.Events, each => each.Summary!.StartsWith(first, StringComparison.Ordinal));
        Assert.Equal((day.UtcDateTime, day.AddHours(2).UtcDateTime, "TENTATIVE"), (of.DtStart!.AsUtc, of.DtEnd!.AsUtc, of.Status));
        Assert.Contains(second, of.Description, StringComparison.Ordinal);
        Assert.Equal(3, followed.Events.Count);

        // One that is cancelled leaves it.
        await DoAsync(Tenant, first, "cancel", new { reason = "No longer wanted." }, ContractDesk.Manager);
        calendar = await BecomesAsync(Tenant, span, each => each["changes"]!.AsArray().Count == 1);
        Assert.Empty(calendar["changes"]![0]!["collisions"]!.AsArray());
    }

    [Fact]
    [Trait("Rule", "OM-17")]
    public async Task Is_marked_where_a_freeze_came_later_and_nobody_gave_a_reason()
    {
        const string Tenant = "calendar-five";
        (string number, _) = await OpenAsync(Tenant, "switch-1", Day, Day.AddHours(2));
        await FreezeAsync(Tenant, Day.AddDays(-1), Day.AddDays(1));

        JsonNode calendar = await BecomesAsync(Tenant, "", each => each["changes"]!.AsArray() is [{ } change] && change["stoppedBy"] is not null);
        Assert.Equal((number, "stop"), ((string?)calendar["changes"]![0]!["number"], (string?)Assert.Single(calendar["changes"]![0]!["stoppedBy"]!.AsArray())));

        JsonNode plan = await ReadAsync((ContractDesk.SecondLine with { Tenant = Tenant }).Send(HttpMethod.Post, "api/changes/preview", Body("switch-2", Day, Day.AddHours(2))));
        Assert.Equal((false, true), ((bool)plan["freezeNeedsReason"]!, (bool)plan["freezeForbids"]!));
        JsonNode free = await ReadAsync((ContractDesk.SecondLine with { Tenant = Tenant }).Send(HttpMethod.Post, "api/changes/preview", Body("switch-2", Day.AddDays(2), Day.AddDays(2).AddHours(2))));
        Assert.Equal((false, false), ((bool)free["freezeNeedsReason"]!, (bool)free["freezeForbids"]!));
    }

    /// <summary>A slip of the pen in a name would be noticed when the deadline passes: whoever made it is told at once.</summary>
    [Fact]
    [Trait("Rule", "OM-21")]
    public async Task Says_at_once_whom_of_its_reviewers_and_delegates_nobody_knows()
    {
        const string Tenant = "calendar-six";
        await DirectoryAsync(Tenant, ContractDesk.Reviewer.Id);
        (string number, JsonNode opened) = await OpenAsync(Tenant, "switch-1", Day, Day.AddHours(2));
        Assert.Null(opened["change"]!["unknownPeople"]);
        JsonObject body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Body("switch-1", Day, Day.AddHours(2))))!.AsObject();
        body["reviewers"] = new JsonArray("rita.reviewer", "rita.rewiever");
        foreach (string door in new[] { "api/changes/preview", "api/changes" })
        {
            JsonNode said = await ReadAsync((ContractDesk.SecondLine with { Tenant = Tenant }).Send(HttpMethod.Post, door, body.ToJsonString()));
            Assert.Equal(["rita.rewiever"], Unknown(said["change"] ?? said));
        }

        await Eventually.BecomesAsync(() => ReadAsync((ContractDesk.SecondLine with { Tenant = Tenant }).Send(HttpMethod.Get, $"api/tickets/{number}")), ticket => ticket["change"]!["review"] is not null, "the review");
        JsonNode delegated = await ReadAsync((ContractDesk.Reviewer with { Tenant = Tenant }).Send(HttpMethod.Post, $"api/changes/{number}/delegations", new { to = "dora.delegate", until = Day }));
        Assert.Equal(["dora.delegate"], Unknown(delegated["change"]!));
        // What an agent says of somebody makes nobody known: else they would choose where that vote is asked for.
        await ReadAsync((ContractDesk.Agent with { Tenant = Tenant }).Send(HttpMethod.Post, "api/incidents", new
        {
            title = "It jams", description = "It takes the paper.", category = "hardware", subcategory = "printer", impact = "individual", urgency = "low", channel = "phone", requester = new { id = "dora.delegate", mail = "ivan@evil.example" },
        }));
        delegated = await ReadAsync((ContractDesk.Reviewer with { Tenant = Tenant }).Send(HttpMethod.Post, $"api/changes/{number}/delegations", new { to = "dora.delegate", until = Day.AddDays(1) }));
        Assert.Equal(["dora.delegate"], Unknown(delegated["change"]!));
        // Whoever has called the desk once is known.
        await ReadAsync((ContractDesk.SecondLine with { Tenant = Tenant, Id = "erik.expert" }).Send(HttpMethod.Post, "api/changes", Body("switch-3", Day, Day.AddHours(2))));
        delegated = await ReadAsync((ContractDesk.Reviewer with { Tenant = Tenant }).Send(HttpMethod.Post, $"api/changes/{number}/delegations", new { to = "erik.expert", until = Day }));
        Assert.Equal(["dora.delegate"], Unknown(delegated["change"]!));
    }

    [Fact]
    [Trait("Rule", "OM-21")]
    public async Task Stands_in_the_list_of_whoever_is_asked_for_a_vote_until_they_give_it()
    {
        const string Tenant = "calendar-seven";
        Principal reviewer = ContractDesk.Reviewer with { Tenant = Tenant }, delegated = ContractDesk.SecondLine with { Tenant = Tenant, Id = "dora.delegate" };
        Task<JsonNode> Votes(Principal of) => ReadAsync(of.Send(HttpMethod.Get, "api/changes/votes"));
        (string number, _) = await OpenAsync(Tenant, "switch-1", Day, Day.AddHours(2));

        JsonNode asked = await Eventually.BecomesAsync(() => Votes(reviewer), votes => votes["votes"]!.AsArray().Count == 1, "the vote that is asked for");
        Assert.Equal(
            (number, "New core switch", "pre-development-review", null),
            ((string?)asked["votes"]![0]!["number"], (string?)asked["votes"]![0]!["title"], (string?)asked["votes"]![0]!["stage"]!["id"], asked["votes"]![0]!["for"]));
        Assert.Empty((await Votes(delegated))["votes"]!.AsArray());
        // It waits for votes, and for no dispatcher.
        JsonNode queue = await ReadAsync((ContractDesk.Manager with { Tenant = Tenant }).Send(HttpMethod.Get, "api/teams/it-support/queue?show=unassigned"));
        Assert.Equal((0, 0, 1), ((int)queue["counts"]!["unassigned"]!, queue["tickets"]!.AsArray().Count, (int)queue["counts"]!["open"]!));

        await ReadAsync(reviewer.Send(HttpMethod.Post, $"api/changes/{number}/delegations", new { to = delegated.Id, until = Day }));
        JsonNode inPlace = await Eventually.BecomesAsync(() => Votes(delegated), votes => votes["votes"]!.AsArray().Count == 1, "the vote that was delegated");
        Assert.Equal("rita.reviewer", (string?)Assert.Single(inPlace["votes"]![0]!["for"]!.AsArray()));

        await ReadAsync(delegated.Send(HttpMethod.Post, $"api/changes/{number}/votes", new { choice = "reject", comment = "Not now." }));
        foreach (Principal each in new[] { reviewer, delegated })
            await Eventually.BecomesAsync(() => Votes(each), votes => votes["votes"]!.AsArray().Count == 0, "the list without it");
    }

    /// <summary>RFC 5545, 3.1: a line has 75 octets, and none ends within a character.</summary>
    [Fact]
    public async Task Is_whole_in_a_calendar_whatever_it_is_called()
    {
        const string Tenant = "calendar-eight";
        string title = string.Concat(Enumerable.Repeat("\U0001F600ø", 50)) + " a;b,c";
        JsonObject body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Body("switch-1", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)))!.AsObject();
        DateTimeOffset day = (await TodayAsync()).AddDays(60);
        (body["title"], body["window"]) = (title, new JsonObject { ["from"] = day, ["until"] = day.AddHours(2) });
        await ReadAsync((ContractDesk.SecondLine with { Tenant = Tenant }).Send(HttpMethod.Post, "api/changes", body.ToJsonString()));
        string span = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"?from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}");
        JsonNode calendar = await BecomesAsync(Tenant, span, each => each["changes"]!.AsArray().Count == 1);

        string file = await desk.Http.GetStringAsync(PathOf(calendar));
        Assert.All(file.Split("\r\n"), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\uFFFD', file);
        Assert.EndsWith(title, Assert.Single(Ical.Net.Calendar.Load(file)!.Events).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_found_by_its_day_in_the_organisation_s_own_zone_its_team_and_its_service()
    {
        const string Tenant = "calendar-two";
        // Half past midnight in Copenhagen on the 13th.
        (string number, _) = await OpenAsync(Tenant, "switch-1", Day.AddHours(3.5), Day.AddHours(4));
        await BecomesAsync(Tenant, "", calendar => calendar["changes"]!.AsArray().Count == 1);

        foreach ((string query, int count) in new[]
        {
            ("?from=2035-11-13&to=2035-11-13", 1), ("?from=2035-11-12&to=2035-11-12", 0), ("?from=2035-11-13&team=it-support", 1), ("?from=2035-11-13&team=security", 0), ("?from=2035-11-13&service=Campus-Net", 1),
            ("?from=2035-11-13&service=mail", 0),
        })
        {
            JsonNode calendar = await CalendarAsync(Tenant, query);
            Assert.Equal((query, count), (query, calendar["changes"]!.AsArray().Count(change => (string?)change!["number"] == number)));
        }
    }

    [Theory]
    [InlineData("?from=2035-11-12&to=2035-11-11")]
    [InlineData("?from=2035-11-12&to=2037-11-11")]
    [InlineData("?from=12.11.2035")]
    [InlineData("?from=0001-01-01&to=0001-01-02")]
    [InlineData("?since=2035-11-12")]
    [InlineData("?team=")]
    public async Task Is_not_looked_for_with_what_is_no_span_of_days(string query)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(ContractDesk.SecondLine.Send(HttpMethod.Get, $"api/change-calendar{query}"));
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Fact]
    public async Task Is_followed_by_nobody_with_a_link_that_was_changed_nor_by_whoever_has_left()
    {
        const string Tenant = "calendar-three";
        await DirectoryAsync(Tenant, ContractDesk.SecondLine.Id);
        string link = PathOf(await CalendarAsync(Tenant, ""));
        Assert.Equal(HttpStatusCode.OK, (await desk.Http.GetAsync(link)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await desk.Http.GetAsync(link.Replace("calendar-three", "calendar-one", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Http.GetAsync("links/change-calendar")).StatusCode);
        await DirectoryAsync(Tenant, "somebody.else");
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Http.GetAsync(link)).StatusCode);
    }

    [Fact]
    [Trait("Rule", "OM-22")]
    public async Task Tells_every_review_that_it_was_in()
    {
        string number = await desk.ChangeAtAsync("review");
        using HttpResponseMessage vote = await desk.Http.SendAsync(ContractDesk.Reviewer.Send(HttpMethod.Post, $"api/changes/{number}/votes", new { choice = "reject", comment = "Too soon." }));
        vote.EnsureSuccessStatusCode();

        JsonNode reviews = await ReadAsync(ContractDesk.SecondLine.Send(HttpMethod.Get, $"api/changes/{number}/reviews"));

        JsonNode review = reviews["reviews"]![0]!;
        Assert.Equal(("pre-development-review", false, "Too soon."), ((string?)review["stage"]!["id"], (bool?)review["approved"], (string?)review["votes"]![0]!["comment"]));
        (string incident, _) = await desk.OpenAsync();
        using HttpResponseMessage none = await desk.Http.SendAsync(ContractDesk.SecondLine.Send(HttpMethod.Get, $"api/changes/{incident}/reviews"));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    /// <summary>Its author may be of no team: they rework it by what the votes say, and see that there is something new.</summary>
    [Fact]
    [Trait("Rule", "A3")]
    public async Task Tells_its_author_what_was_decided_and_nothing_that_the_desk_noted()
    {
        Principal author = Principal.Of("cora.changer", "ChangeReviewer");
        using HttpResponseMessage opened = await desk.Http.SendAsync(author.Send(HttpMethod.Post, "api/changes", Body("switch-9", Day, Day.AddHours(1))));
        string number = (string)JsonNode.Parse(await opened.Content.ReadAsStringAsync())!["number"]!;
        await Eventually.BecomesAsync(() => ReadAsync(author.Send(HttpMethod.Get, $"api/tickets/{number}")), ticket => ticket["change"]!["review"] is not null, "the review");
        using HttpResponseMessage before = await desk.Http.SendAsync(author.Send(HttpMethod.Get, $"api/tickets/{number}"));
        using HttpResponseMessage note = await desk.Http.SendAsync(ContractDesk.SecondLine.Send(HttpMethod.Post, $"api/tickets/{number}/journal", new { text = "He always forgets the cabling." }));
        using HttpResponseMessage noted = await desk.Http.SendAsync(author.Send(HttpMethod.Get, $"api/tickets/{number}"));
        Assert.Equal(before.Headers.ETag, noted.Headers.ETag);

        using HttpResponseMessage vote = await desk.Http.SendAsync(ContractDesk.Reviewer.Send(HttpMethod.Post, $"api/changes/{number}/votes", new { choice = "reject", comment = "No word of the cabling." }));
        vote.EnsureSuccessStatusCode();
        note.EnsureSuccessStatusCode();

        using HttpResponseMessage voted = await desk.Http.SendAsync(author.Send(HttpMethod.Get, $"api/tickets/{number}"));
        Assert.NotEqual(before.Headers.ETag, voted.Headers.ETag);
        JsonArray journal = (await ReadAsync(author.Send(HttpMethod.Get, $"api/tickets/{number}/journal")))["notes"]!.AsArray();
        Assert.Equal([("reject", "No word of the cabling.", "rita.reviewer")], journal.Select(entry => ((string?)entry!["kind"], (string?)entry["text"], (string?)entry["by"])));
    }

    [Fact]
    [Trait("Rule", "OM-17")]
    public async Task May_be_of_the_type_that_the_documentation_shows()
    {
        const string Tenant = "calendar-four";
        string page = await File.ReadAllTextAsync(Checkout.PathOf("docs", "changes.md"));
        string[] blocks = page.Split("```");
        var own = JsonNode.Parse(Assert.Single(blocks, block => block.StartsWith("json", StringComparison.Ordinal))["json".Length..])!;
        JsonArray types = (await ReadAsync((ContractDesk.Manager with { Tenant = Tenant }).Send(HttpMethod.Get, "api/parameters/change_types")))["value"]!.DeepClone().AsArray();
        types.Add(own);
        await SetAsync(Tenant, "change_types", types);

        JsonNode plan = await ReadAsync((ContractDesk.SecondLine with { Tenant = Tenant }).Send(HttpMethod.Post, "api/changes/preview", new
        {
            type = (string)own["id"]!, title = "Open port 443", description = "For the new portal.", category = "network", subcategory = "wired", reviewers = new[] { "rita.reviewer" }, backOutPlan = "The rule is taken out again.",
        }));

        Assert.Equal(own["stages"]!.AsArray().Select(stage => (string)stage!["id"]!), plan["stages"]!.AsArray().Select(stage => (string)stage!["id"]!));
    }

    private static IEnumerable<string> Unknown(JsonNode said) => (said["unknownPeople"]?.AsArray() ?? []).Select(person => (string)person!);

    private static string PathOf(JsonNode calendar) => new Uri((string)calendar["subscription"]!["url"]!).PathAndQuery;

    private async Task<(string Number, JsonNode Opened)> OpenAsync(string tenant, string item, DateTimeOffset from, DateTimeOffset until)
    {
        JsonNode opened = await ReadAsync((ContractDesk.SecondLine with { Tenant = tenant }).Send(HttpMethod.Post, "api/changes", Body(item, from, until)));
        return ((string)opened["number"]!, opened);
    }

    private static object Body(string item, DateTimeOffset from, DateTimeOffset until) => new
    {
        type = "general", title = "New core switch", description = "It is exchanged.", category = "network", subcategory = "wired", service = "campus-net", configurationItem = item, team = "it-support", reviewers = new[] { "rita.reviewer" },
        backOutPlan = "The old one stays.", window = new { from, until },
    };

    private Task<JsonNode> ScheduleAsync(string tenant, string number, DateTimeOffset from, DateTimeOffset until) => DoAsync(tenant, number, "schedule", new { from, until }, ContractDesk.SecondLine);

    private async Task<JsonNode> DoAsync(string tenant, string number, string command, object body, Principal by)
    {
        Principal who = by with { Tenant = tenant };
        while (true)
        {
            using HttpRequestMessage request = who.Send(HttpMethod.Post, $"api/changes/{number}/{command}", body);
            using HttpResponseMessage read = await desk.Http.SendAsync(who.Send(HttpMethod.Get, $"api/tickets/{number}"));
            request.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.ToString());
            using HttpResponseMessage reply = await desk.Http.SendAsync(request);
            // Its orchestration opened the next stage in between.
            if (reply.StatusCode != HttpStatusCode.PreconditionFailed)
                return JsonNode.Parse(await reply.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
        }
    }

    private Task<JsonNode> CalendarAsync(string tenant, string query) =>
        ReadAsync((ContractDesk.SecondLine with { Tenant = tenant }).Send(HttpMethod.Get, $"api/change-calendar{(query.Length > 0 ? query : "?from=2035-11-01&to=2035-11-30")}"));

    private Task<JsonNode> BecomesAsync(string tenant, string query, Predicate<JsonNode> when) =>
        Eventually.BecomesAsync(() => CalendarAsync(tenant, query), calendar => when(calendar), $"the calendar of {tenant}");

    private async Task<JsonNode> ReadAsync(HttpRequestMessage request)
    {
        using HttpRequestMessage sent = request;
        using HttpResponseMessage reply = await desk.Http.SendAsync(sent);
        string text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    // The desk's own day: other tests move its clock.
    private async Task<DateTimeOffset> TodayAsync()
    {
        using HttpResponseMessage reply = await desk.Http.GetAsync("admin/clock");
        return new(((DateTimeOffset)JsonNode.Parse(await reply.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["now"]!).UtcDateTime.Date, TimeSpan.Zero);
    }

    private Task FreezeAsync(string tenant, DateTimeOffset from, DateTimeOffset until) =>
        SetAsync(tenant, "change_freezes", new object[] { new { id = "stop", english = "Stop", danish = "Stop", from, until } });

    private Task DirectoryAsync(string tenant, string person) =>
        SetAsync(tenant, "directory", new object[] { new { id = person, name = person, teams = new[] { "it-support" }, dispatches = Array.Empty<string>(), leads = Array.Empty<string>(), absences = Array.Empty<string>() } });

    private async Task SetAsync(string tenant, string parameter, object value)
    {
        Principal manager = ContractDesk.Manager with { Tenant = tenant };
        using HttpResponseMessage stands = await desk.Http.SendAsync(manager.Send(HttpMethod.Get, $"api/parameters/{parameter}"));
        using HttpRequestMessage request = manager.Send(HttpMethod.Put, $"api/parameters/{parameter}", new { value });
        request.Headers.TryAddWithoutValidation("If-Match", stands.Headers.ETag!.ToString());
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
    }
}
