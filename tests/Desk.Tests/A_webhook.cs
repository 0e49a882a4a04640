using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Desk.Tests;

public sealed class A_webhook : IAsyncLifetime
{
    private static readonly Principal Anna = Principal.Requester("anna");
    private static readonly Principal Bo = Principal.Agent("bo");
    private static readonly Principal Mia = Principal.Of("mia", "ProcessManager");

    private RunningDesk _desk = null!;
    private WebhookReceiver _receiver = null!;
    private string _id = "";
    private string _secret = "";

    public async ValueTask InitializeAsync()
    {
        _desk = await RunningDesk.StartAsync(new Dictionary<string, string> { ["Itsm__Webhooks__AllowLoopback"] = "true" });
        _receiver = await WebhookReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    /// <summary>This machine's own name, which no rule of spelling knows: asked for, it leads inside.</summary>
    [Fact]
    public async Task Is_not_made_to_a_name_that_leads_inside_and_is_with_a_warning_to_one_that_leads_nowhere()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        JsonNode refused = (await desk.PostAsync("/api/webhooks", Mia, new { url = $"https://{Dns.GetHostName()}/hook" })).Is(HttpStatusCode.BadRequest).Json;
        Assert.Contains("/url", refused.ToJsonString(), StringComparison.Ordinal);

        foreach (string url in new[] { "https://xn--é-/", "https://\u200b.com/", "https://ำำำ.com/", "https://①②⑦.⓪.⓪.①/", "https://127。0。0。1/", "https://localhost./", "https://foo.localhost/", "https://example.com:0/" })
        {
            Answer answer = await desk.PostAsync("/api/webhooks", Mia, new { url });
            Assert.True(answer.Status == HttpStatusCode.BadRequest && answer.Text.Contains("\"/url\"", StringComparison.Ordinal), $"{url}: {answer.Text}");
        }

        JsonNode made = (await desk.PostAsync("/api/webhooks", Mia, new { url = "https://hooks.invalid/hook" })).Is(HttpStatusCode.Created).Json;
        Assert.NotEmpty((string)made["warning"]!);
        Assert.NotEmpty((string)made["secret"]!);
    }

    [Fact]
    public async Task Tells_of_what_happens_signed_and_in_the_order_of_each_ticket()
    {
        string before = await OpenAsync();
        await Eventually.TrueAsync(async () => (await FedAsync()).Count == 1);
        await SubscribeAsync();
        string number = await OpenAsync();
        await _desk.CommandAsync(number, "assign", Bo, new { team = "it-support", assignee = "bo" });
        await _desk.CommandAsync(number, "resolve", Bo, new { solution = "Cleaned." });

        await HeardAsync(3);
        Assert.Equal(["ticket.opened", "ticket.assigned", "ticket.resolved"], _receiver.Taken.Select(delivery => delivery.Type));
        Assert.Equal([1, 2, 3], _receiver.Taken.Select(delivery => delivery.Version));
        Assert.DoesNotContain(_receiver.Heard, delivery => delivery.Subject == before);
        DateTimeOffset now = await _desk.NowAsync();
        Assert.All(_receiver.Heard, delivery =>
        {
            Assert.True(delivery.IsSignedBy(_secret));
            Assert.False((delivery with { Body = delivery.Body.Replace(number, "INC-9999999", StringComparison.Ordinal) }).IsSignedBy(_secret));
            Assert.False((delivery with { Timestamp = "1" }).IsSignedBy(_secret));
            Assert.Equal($"{delivery.Subject}-{delivery.Version:D6}", delivery.Id);
            Assert.InRange(now.ToUnixTimeSeconds() - long.Parse(delivery.Timestamp, CultureInfo.InvariantCulture), -1, 300);
            Assert.DoesNotContain("printer jams", delivery.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Tells_of_the_events_that_are_wanted_alone()
    {
        await SubscribeAsync("ticket.resolved");
        string number = await OpenAsync();
        await _desk.CommandAsync(number, "resolve", Bo, new { solution = "Cleaned." });

        await HeardAsync(1);
        Assert.Equal("ticket.resolved", Assert.Single(_receiver.Heard).Type);
    }

    [Fact]
    public async Task Is_tried_again_later_and_later_while_it_is_not_taken()
    {
        await SubscribeAsync();
        _receiver.Status = StatusCodes.Status503ServiceUnavailable;
        await OpenAsync();
        await HeardAsync(1, taken: false);
        JsonNode failing = await Eventually.BecomesAsync(ReadAsync, webhook => webhook["trouble"] is not null, "trouble");
        Assert.Equal(("failing", "status-503", 1), (Text(failing, "state"), Text(failing["trouble"]!, "error"), failing["trouble"]!["attempts"]!.GetValue<int>()));

        // After 1, 2, 5 and 10 minutes: within a quarter of an hour that are four attempts more, and no fifth.
        for (int minute = 0; minute < 22; minute++)
            await MinuteAsync();
        Assert.InRange(_receiver.Heard.Count, 4, 6);
        Assert.All(_receiver.Heard, delivery => Assert.Equal(_receiver.Heard[0].Id, delivery.Id));

        _receiver.Status = StatusCodes.Status200OK;
        for (int minute = 0; minute < 40 && _receiver.Taken.Count == 0; minute++)
            await MinuteAsync();
        Assert.Single(_receiver.Taken);
        Assert.Equal("active", Text(await Eventually.BecomesAsync(ReadAsync, webhook => webhook["trouble"] is null, "the end of the trouble"), "state"));
    }

    [Fact]
    public async Task That_was_down_for_a_day_catches_up_without_a_gap()
    {
        await SubscribeAsync();
        _receiver.Status = StatusCodes.Status500InternalServerError;
        List<string> numbers = [];
        for (int i = 0; i < 12; i++)
        {
            numbers.Add(await OpenAsync());
            await _desk.CommandAsync(numbers[^1], "assign", Bo, new { team = "it-support", assignee = "bo" });
            await _desk.AdvanceAsync("PT2H");
        }

        _desk.Process.KillHard();
        await _desk.Process.StartAsync();
        Assert.Empty(_receiver.Taken);
        Assert.True(_receiver.Heard.Count is > 3 and < 30, $"It was tried {_receiver.Heard.Count} times.");
        _receiver.Status = StatusCodes.Status200OK;
        for (int i = 0; i < 8 && _receiver.Taken.Count == 0; i++)
        {
            await _desk.AdvanceAsync("PT1H");
            await MinuteAsync();
        }

        IReadOnlyList<string> fed = await FedAsync();
        Assert.True(fed.Count >= 24 && numbers.All(number => fed.Contains($"{number}-000002")));
        await Eventually.TrueAsync(() => _receiver.Taken.Select(delivery => delivery.Id).ToHashSet().IsSupersetOf(fed), what: "all that was fed");
        Assert.All(_receiver.Taken.GroupBy(delivery => delivery.Subject), ticket => Assert.Equal(Enumerable.Range(1, ticket.Max(delivery => delivery.Version)), ticket.Select(delivery => delivery.Version).Distinct()));
    }

    /// <summary>At least once, and of each ticket in order: what comes again comes again from where the receiver stood.</summary>
    [Fact]
    public async Task Loses_nothing_though_the_desk_is_killed_while_it_feeds_and_delivers()
    {
        await SubscribeAsync();
        for (int kill = 0; kill < 5; kill++)
        {
            foreach (string number in await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => OpenAsync())))
                await _desk.PostAsync($"/api/tickets/{number}/journal", Bo, new { text = "A note" });
            // What the dead had claimed is claimed anew after two minutes.
            for (int minute = 0; minute < 6 && _receiver.Taken.Count <= kill * 12; minute++)
                await MinuteAsync();
            await Eventually.TrueAsync(() => _receiver.Taken.Count > kill * 12);
            _desk.Process.KillHard();
            await _desk.Process.StartAsync();
        }

        // A claim of the dead lasts for two minutes, and what they left in the outbox for as long as the sweep takes.
        for (int minute = 0; minute < 6; minute++)
            await MinuteAsync();
        IReadOnlyList<string> fed = await FedAsync();
        Assert.True(fed.Count >= 120, $"Only {fed.Count} events were fed.");
        await Eventually.TrueAsync(() => _receiver.Taken.Select(delivery => delivery.Id).ToHashSet().IsSupersetOf(fed), what: "all that was fed");
        Assert.All(_receiver.Taken.GroupBy(delivery => delivery.Subject), ticket => Assert.Equal(Enumerable.Range(1, ticket.Max(delivery => delivery.Version)), ticket.Select(delivery => delivery.Version).Distinct()));
    }

    [Fact]
    public async Task Is_parked_after_three_days_and_goes_on_by_a_replay()
    {
        await SubscribeAsync();
        await OpenAsync();
        await HeardAsync(1);
        string poison = "";
        _receiver.Refuses = delivery => delivery.Subject == poison;
        poison = await OpenAsync();
        string behind = await OpenAsync();
        await HeardAsync(2, taken: false);
        for (int i = 0; i < 40 && Text(await ReadAsync(), "state") != "parked"; i++)
        {
            await _desk.AdvanceAsync("PT2H");
            await MinuteAsync();
        }

        JsonNode parked = await ReadAsync();
        Assert.Equal(("parked", "status-422", $"{poison}-000001"), (Text(parked, "state"), Text(parked["trouble"]!, "error"), Text(parked["trouble"]!, "id")));
        int heard = _receiver.Heard.Count;
        await _desk.AdvanceAsync("P1D");
        await MinuteAsync();
        Assert.Equal(heard, _receiver.Heard.Count);

        // Passing by what is not taken, it takes what waits behind it; told to begin anew, all of it.
        JsonNode replayed = (await _desk.PostAsync($"/api/webhooks/{_id}/replay", Mia, new { skip = true })).Is(HttpStatusCode.OK).Json;
        Assert.Equal("active", Text(replayed, "state"));
        await Eventually.TrueAsync(() => _receiver.Taken.Any(delivery => delivery.Subject == behind), TimeSpan.FromSeconds(30));
        Assert.DoesNotContain(_receiver.Taken, delivery => delivery.Subject == poison);

        _receiver.Refuses = _ => false;
        string cursor = (await _desk.GetAsync("/api/events?limit=1", Bo)).Json["cursor"]!.GetValue<string>();
        int taken = _receiver.Taken.Count;
        (await _desk.PostAsync($"/api/webhooks/{_id}/replay", Mia, new { after = cursor })).Is(HttpStatusCode.OK);
        await Eventually.TrueAsync(() => _receiver.Taken.Skip(taken).Any(delivery => delivery.Subject == poison), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Is_signed_with_both_secrets_for_a_day_after_a_rotation()
    {
        await SubscribeAsync();
        string old = _secret;
        string fresh = Text((await _desk.PostAsync($"/api/webhooks/{_id}/rotate-secret", Mia)).Is(HttpStatusCode.OK).Json, "secret");
        Assert.NotEqual(old, fresh);
        await OpenAsync();
        await HeardAsync(1);
        Assert.True(_receiver.Heard[0].IsSignedBy(old) && _receiver.Heard[0].IsSignedBy(fresh));
        Assert.Equal(2, _receiver.Heard[0].Signatures.Length);

        await _desk.AdvanceAsync("PT24H1M");
        int heard = _receiver.Heard.Count;
        await OpenAsync();
        await HeardAsync(heard + 1);
        Assert.True(_receiver.Heard[^1].IsSignedBy(fresh));
        Assert.False(_receiver.Heard[^1].IsSignedBy(old));
    }

    [Fact]
    public async Task Is_signed_with_the_two_latest_secrets_however_often_it_is_rotated()
    {
        await SubscribeAsync();
        string[] secrets = [_secret, "", "", ""];
        for (int rotation = 1; rotation < secrets.Length; rotation++)
            secrets[rotation] = Text((await _desk.PostAsync($"/api/webhooks/{_id}/rotate-secret", Mia)).Is(HttpStatusCode.OK).Json, "secret");
        Assert.Equal(secrets.Length, secrets.Distinct().Count());
        await OpenAsync();
        await HeardAsync(1);

        Assert.Equal([false, false, true, true], secrets.Select(_receiver.Heard[0].IsSignedBy));
        Assert.Equal(2, _receiver.Heard[0].Signatures.Length);
    }

    [Fact]
    public async Task Shows_its_secret_once_and_no_log_and_no_table_has_it()
    {
        Answer made = await SubscribeAsync();
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", _secret);
        Assert.Equal($"/api/webhooks/{_id}", made.Location);
        await OpenAsync();
        await HeardAsync(1);

        foreach (string path in new[] { "/api/webhooks", $"/api/webhooks/{_id}" })
            Assert.DoesNotContain(_secret["whsec_".Length..], (await _desk.GetAsync(path, Mia)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_secret["whsec_".Length..], _desk.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-receiver", _desk.Process.Output, StringComparison.Ordinal);
        var rows = new Azure.Data.Tables.TableClient(_desk.Account, "webhooks").Query<Azure.Data.Tables.TableEntity>().ToList();
        Assert.DoesNotContain(_secret["whsec_".Length..], System.Text.Encoding.UTF8.GetString(Assert.Single(rows).GetBinary("b0")), StringComparison.Ordinal);

        // The same request again is the same webhook; another one under its key is refused; for others it does not exist.
        var body = new { url = _receiver.Url };
        Answer first = (await _desk.PostAsync("/api/webhooks", Mia, body, "again")).Is(HttpStatusCode.Created), second = (await _desk.PostAsync("/api/webhooks", Mia, body, "again")).Is(HttpStatusCode.Created);
        Assert.Equal((Text(first.Json, "secret"), false, true), (Text(second.Json, "secret"), first.Replayed, second.Replayed));
        (await _desk.PostAsync("/api/webhooks", Mia, new { url = "https://hooks.example.org/other" }, "again")).Is(HttpStatusCode.UnprocessableEntity);
        (await _desk.GetAsync($"/api/webhooks/{_id}", Mia with { Tenant = "elsewhere" })).Is(HttpStatusCode.NotFound);
        (await _desk.GetAsync($"/api/webhooks/{_id}", Bo)).Is(HttpStatusCode.Forbidden);
        (await _desk.SendAsync(HttpMethod.Delete, $"/api/webhooks/{_id}", Mia)).Is(HttpStatusCode.NoContent);
        (await _desk.GetAsync($"/api/webhooks/{_id}", Mia)).Is(HttpStatusCode.NotFound);
    }

    /// <summary>A receiver that is slow, or an address that never answers, costs the desk's own work nothing.</summary>
    [Fact]
    public async Task That_leads_nowhere_keeps_no_reaction_waiting()
    {
        (await _desk.PostAsync("/api/webhooks", Mia, new { url = "https://hooks.example.invalid/itsm" })).Is(HttpStatusCode.Created);
        await OpenAsync();

        await Eventually.TrueAsync(async () => (await _desk.GetAsync("/api/health/ready")).Json["oldestOutboxSeconds"] is null, TimeSpan.FromSeconds(30), what: "an empty outbox");
        JsonNode webhook = await Eventually.BecomesAsync(async () => (await _desk.GetAsync("/api/webhooks", Mia)).Json["webhooks"]![0]!, webhook => webhook["trouble"] is not null, "trouble");
        Assert.Equal("name-not-found", Text(webhook["trouble"]!, "error"));
    }

    private async Task<Answer> SubscribeAsync(params string[] events)
    {
        Answer made = (await _desk.PostAsync("/api/webhooks", Mia, new { url = _receiver.Url, events })).Is(HttpStatusCode.Created);
        (_id, _secret) = (Text(made.Json["webhook"]!, "id"), Text(made.Json, "secret"));
        return made;
    }

    private async Task<string> OpenAsync() => (await _desk.PostAsync("/api/incidents", Anna, RunningDesk.Incident())).Is(HttpStatusCode.Created).Number;

    private async Task<JsonNode> ReadAsync() => (await _desk.GetAsync($"/api/webhooks/{_id}", Mia)).Is(HttpStatusCode.OK).Json;

    private async Task<IReadOnlyList<string>> FedAsync()
    {
        List<string> ids = [];
        for (string after = ""; ;)
        {
            JsonNode page = (await _desk.GetAsync($"/api/events?limit=500{after}", Bo)).Is(HttpStatusCode.OK).Json;
            ids.AddRange(page["events"]!.AsArray().Select(e => e!["id"]!.GetValue<string>()));
            after = $"&after={page["cursor"]}";
            if (!page["more"]!.GetValue<bool>())
                return ids;
        }
    }

    private Task HeardAsync(int count, bool taken = true) =>
        Eventually.TrueAsync(() => (taken ? _receiver.Taken : _receiver.Heard).Count >= count, TimeSpan.FromSeconds(60), what: $"{count} deliveries");

    // A minute of desk time; what its tick set going has come to rest.
    private async Task MinuteAsync()
    {
        await _desk.AdvanceAsync("PT1M");
        int before;
        do
        {
            before = _receiver.Heard.Count;
            await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System);
        }
        while (_receiver.Heard.Count != before);
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
