using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>A desk on an account of its own, reached through a proxy that can take its storage away; one ticket in it is closed.</summary>
public sealed class ContractDesk : IAsyncLifetime
{
    public static readonly Principal User = Principal.Requester("peter.user");
    public static readonly Principal Agent = Principal.Agent("anna.agent");
    public static readonly Principal SecondLine = Principal.Of("bent.second", "Agent.L2");
    public static readonly Principal Leader = Principal.Of("lea.leader", "TeamLeader");
    public static readonly Principal Manager = Principal.Of("mette.manager", "ProcessManager");
    public static readonly Principal Reviewer = Principal.Of("rita.reviewer", "ChangeReviewer");

    /// <summary>Reads along with every change.</summary>
    public static readonly Principal Watcher = Principal.Of("wanda.watcher", "Requester");
    public static readonly Principal Viewer = Principal.Of("vera.viewer", "ReportingViewer");
    public static readonly Principal Gateway = Principal.Of("mail.gateway", "Mail.Gateway");

    public static readonly Principal Probe = Principal.Of("prometheus", "Monitoring");

    /// <summary>Under this name the organisation's gateway says what it thinks of a sender.</summary>
    public const string AuthServId = "mx.desk.example";

    private static readonly ContractOperation OpenIncident = Contract.Operation("openIncident");

    private DeskProcess? process;
    private readonly FakeScanner scanner = FakeScanner.Start();
    private StorageProxy? proxy;
    private int keys;
    private string? webhook;
    private (string ToAccept, string ToDismiss)? proposals;

    public DeskProcess Process => process ?? throw new InvalidOperationException("It has not started.");

    public StorageProxy Storage => proxy ?? throw new InvalidOperationException("It has not started.");

    public HttpClient Http => Process.Http;

    /// <summary>Organisations whose profile has commands that the default has not.</summary>
    public const string Omflow = "contract-omflow", V2 = "contract-v2", Ormis = "contract-ormis";

    /// <summary>It promises every ticket a resolution in eight hours, round the clock.</summary>
    public const string Promising = "contract-promising";

    /// <summary>Number of a closed ticket of <see cref="Ormis"/>.</summary>
    public string ClosedOfOrmis { get; private set; } = "";

    /// <summary>Name of an automation of <see cref="V2"/>.</summary>
    public const string Automation = "restart-switch";

    /// <summary>Of the feed, from before all tickets: too old by now.</summary>
    public string OldCursor { get; private set; } = "";

    /// <summary>Number of a closed ticket of <see cref="User"/>.</summary>
    public string Closed { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        proxy = await StorageProxy.StartAsync(await (await Azurite.SharedAsync()).ClaimAccountAsync());
        // The tick once an hour: a month of desk time is moved at the start.
        process = await DeskProcess.StartDeskAsync(proxy.ConnectionString, new Dictionary<string, string>
        {
            ["TickSchedule"] = "0 0 * * * *", ["ReportSchedule"] = "0 0 * * * *", ["Itsm__Mail__HourlyCap"] = "100000", ["Itsm__Scanner"] = scanner.Address,
        });
        await WorkByAsync(Omflow, "omflow");
        await WorkByAsync(V2, "v2");
        await WorkByAsync(Ormis, "ormis");
        await SetAsync(V2, "automations", new[] { new { name = Automation, url = "https://hooks.example.invalid/restart" } });
        await SetAsync(Promising, "calendars", new[] { new { id = "always", name = "Always", week = Enum.GetNames<DayOfWeek>().Select(day => new { day = day.ToLowerInvariant(), hours = new[] { new { from = 0, until = 1440 } } }) } });
        await SetAsync(Promising, "service_policies", new[] { new { id = "standard", english = "Standard", danish = "Standard", calendar = "always", targets = new[] { new { kind = "resolution", goal = 480 } } } });
        OldCursor = (string)JsonNode.Parse(await (await Http.SendAsync(Agent.Send(HttpMethod.Get, "api/events"))).Content.ReadAsStringAsync())!["cursor"]!;
        Closed = (await OpenAsync()).Number;
        await TrustAsync();
        ClosedOfOrmis = await RequestAsync(Ormis);
        await DoAsync(ClosedOfOrmis, "resolve", new { solution = "It was switched off." }, Ormis);
        foreach (string check in new[] { "documentation-complete", "stakeholders-satisfied", "prevention-in-place" })
            await DoAsync(ClosedOfOrmis, "check-closure", new { check, reason = "Looked at." }, Ormis);
        await DoAsync(Closed, "resolve", new { solution = "Paper was filled in." });
        (await Http.PostAsJsonAsync("admin/clock", new { advance = "P32D" })).EnsureSuccessStatusCode();
        var closed = await Http.SendAsync(Agent.Send(HttpMethod.Get, $"api/tickets/{Closed}"));
        Assert.True((string?)JsonNode.Parse(await closed.Content.ReadAsStringAsync())!["status"] == "closed", $"{Closed} did not close:\n{Process.Output}");
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        if (proxy is not null)
            await proxy.DisposeAsync();
        await scanner.DisposeAsync();
    }

    /// <summary>Puts a file on a ticket of <see cref="User"/>.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AttachAsync(string number, string text = "E42")
    {
        HttpRequestMessage request = User.Send(HttpMethod.Post, $"api/tickets/{number}/attachments?name=display.txt");
        request.Content = new StringContent(text, Encoding.UTF8, "text/plain");
        using HttpResponseMessage reply = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["id"]!;
    }

    /// <summary>A mail that brings an infected file.</summary>
    /// <returns>The ticket that it opened, and the file's id.</returns>
    public async Task<(string Number, string File)> InfectedAsync()
    {
        HttpRequestMessage request = Gateway.Send(HttpMethod.Post, "api/inbound-mail");
        request.Content = Mail(headers: "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n", text: $"--b\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n--b\r\nContent-Type: application/x-text; name=bad.txt\r\nContent-Disposition: attachment; filename=bad.txt\r\n\r\n{FakeScanner.Infected}\r\n--b--");
        using HttpResponseMessage reply = await Http.SendAsync(request);
        string number = (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["number"]!;
        using HttpResponseMessage list = await Http.SendAsync(Agent.Send(HttpMethod.Get, $"api/tickets/{number}/attachments"));
        JsonNode file = JsonNode.Parse(await list.Content.ReadAsStringAsync())!["attachments"]!.AsArray().Single(one => (string?)one!["name"] == "bad.txt")!;
        Assert.Equal("infected", (string?)file["verdict"]);
        return (number, (string)file["id"]!);
    }

    /// <summary>A correction of the clock of a ticket of <see cref="Promising"/>: its first moments.</summary>
    public async Task<string> CorrectionAsync(string number)
    {
        using HttpResponseMessage read = await Http.SendAsync((Agent with { Tenant = Promising }).Send(HttpMethod.Get, $"api/tickets/{number}"));
        DateTimeOffset opened = read.IsSuccessStatusCode ? (DateTimeOffset)JsonNode.Parse(await read.Content.ReadAsStringAsync())!["openedAt"]! : DateTimeOffset.UnixEpoch;
        return System.Text.Json.JsonSerializer.Serialize(new { target = "resolution", from = opened.AddHours(-1), until = opened.AddMilliseconds(1), reason = "The supplier's network was down." });
    }

    /// <summary>A ticket that holds as many files as a ticket can: seven mails with thirty each.</summary>
    public async Task<string> FullAsync()
    {
        (string number, _) = await OpenAsync();
        string parts = string.Concat(Enumerable.Range(0, 30).Select(i => $"--b\r\nContent-Type: text/csv; name={i}.csv\r\nContent-Disposition: attachment; filename={i}.csv\r\n\r\n{i}\r\n"));
        for (int i = 0; i < 7; i++)
        {
            HttpRequestMessage request = Gateway.Send(HttpMethod.Post, "api/inbound-mail");
            request.Content = Mail($"About {number}", "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n", $"{parts}--b--");
            using HttpResponseMessage reply = await Http.SendAsync(request);
            Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        }

        return number;
    }

    /// <summary>Has an organisation trust its gateway.</summary>
    public async Task TrustAsync(string? tenant = null)
    {
        var mail = new { authServId = AuthServId, category = "other", subcategory = "question", impact = "individual", urgency = "medium", senderHourlyCap = 1_000 };
        HttpRequestMessage trust = (Manager with { Tenant = tenant ?? Manager.Tenant }).Send(HttpMethod.Put, "api/parameters/inbound_mail", new { value = mail });
        trust.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
        using HttpResponseMessage reply = await Http.SendAsync(trust);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
    }

    /// <summary>A mail of <see cref="User"/>, for which the gateway vouches.</summary>
    public HttpContent Mail(string subject = "It jams", string headers = "", string text = "It takes the paper.") => new StringContent(
        $"Authentication-Results: {AuthServId}; dmarc=pass header.from=example.org\r\n{headers}From: Peter <{User.Mail}>\r\nTo: it-support@desk.example\r\nSubject: {subject}\r\nMessage-ID: <{FreshKey()}@example.org>\r\n\r\n{text}\r\n",
        Encoding.UTF8) { Headers = { ContentType = new("message/rfc822") } };

    /// <summary>A key that no request has used.</summary>
    public string FreshKey() => $"key-{Interlocked.Increment(ref keys)}";

    /// <summary>A new incident of <see cref="User"/>.</summary>
    public async Task<(string Number, string Tag)> OpenAsync(string? tenant = null)
    {
        using var reply = await Http.SendAsync((User with { Tenant = tenant ?? User.Tenant }).Send(HttpMethod.Post, "api/incidents", OpenIncident.Example!.ToJsonString()));
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return ((string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["number"]!, reply.Headers.ETag!.ToString());
    }

    /// <summary>A new request of <see cref="User"/>.</summary>
    public async Task<string> RequestAsync(string? tenant)
    {
        using var reply = await Http.SendAsync((User with { Tenant = tenant ?? User.Tenant }).Send(HttpMethod.Post, "api/requests", Contract.Operation("openRequest").Example!.ToJsonString()));
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["number"]!;
    }

    /// <summary>A change of <see cref="Agent"/> at a point of its course: one that takes no review, where it is not about that.</summary>
    public async Task<string> ChangeAtAsync(string point, string? tenant = null)
    {
        Principal agent = Agent with { Tenant = tenant ?? Agent.Tenant };
        bool approved = point.StartsWith("approved", StringComparison.Ordinal);
        object body = approved || point is "review" or "draft" ? Contract.Operation("openChange").Example! : new { type = "standard", template = "patch-switch-port" };
        JsonObject change = JsonNode.Parse(JsonSerializer.Serialize(body))!.AsObject();
        change["draft"] = point == "draft";
        if (approved)
            change["type"] = "emergency";
        using var reply = await Http.SendAsync(agent.Send(HttpMethod.Post, "api/changes", change.ToJsonString()));
        Assert.True(reply.StatusCode == HttpStatusCode.Created, await reply.Content.ReadAsStringAsync());
        string number = (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["number"]!;
        using var watched = await Http.SendAsync(agent.Send(HttpMethod.Post, $"api/tickets/{number}/add-watcher", new { person = new { id = Watcher.Id } }));
        await StageAsync(number, agent, point switch { "draft" => "new", "review" => "pre-development-review", _ => approved ? "pre-launch-review" : "scheduled" });
        foreach ((Principal by, string step) in point switch
        {
            "planned" => [(agent, "schedule")],
            "started" => [(agent, "schedule"), (agent, "start")],
            "close" => [(agent, "schedule"), (agent, "start"), (agent, "implemented")],
            "cancelled" => [(agent, "cancel")],
            "approved" => [(Reviewer, "votes")],
            "approved and cancelled" => [(Reviewer, "votes"), (agent, "cancel")],
            _ => Array.Empty<(Principal, string)>(),
        })
        {
            var request = by.Send(HttpMethod.Post, $"api/changes/{number}/{step}", Contract.Operations.Single(operation => operation.Path == $"/api/changes/{{number}}/{step}").Example!.ToJsonString());
            if (step != "votes")
                request.Headers.TryAddWithoutValidation("If-Match", await TagAsync(number, agent));
            using var done = await Http.SendAsync(request);
            Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
            if (step == "votes")
                await StageAsync(number, agent, "scheduled");
        }

        if (point == "close")
            await StageAsync(number, agent, "close");
        return number;
    }

    /// <summary>A problem of <see cref="Agent"/> at a stage, or cancelled.</summary>
    public async Task<string> ProblemAtAsync(string stage)
    {
        JsonNode body = Contract.Operation("openProblem").Example!.DeepClone();
        body["incidents"] = new JsonArray((await OpenAsync()).Number);
        using var reply = await Http.SendAsync(Agent.Send(HttpMethod.Post, "api/problems", body.ToJsonString()));
        Assert.True(reply.StatusCode == HttpStatusCode.Created, await reply.Content.ReadAsStringAsync());
        string number = (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["number"]!;
        using var watched = await Http.SendAsync(Agent.Send(HttpMethod.Post, $"api/tickets/{number}/add-watcher", new { person = new { id = Watcher.Id } }));
        foreach (string step in stage switch
        {
            "investigate" => ["assign-investigators"],
            "process" => ["assign-investigators", "assign-handlers"],
            "cleared" => ["assign-investigators", "assign-handlers", "clear-condition"],
            "cancelled" => ["cancel"],
            _ => Array.Empty<string>(),
        })
        {
            var request = Agent.Send(HttpMethod.Post, $"api/problems/{number}/{step}", Contract.Operations.Single(operation => operation.Path == $"/api/problems/{{number}}/{step}").Example!.ToJsonString());
            request.Headers.TryAddWithoutValidation("If-Match", await TagAsync(number, Agent));
            using var done = await Http.SendAsync(request);
            Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
        }

        if (stage == "cleared")
            await Eventually.TrueAsync(async () => (await Http.SendAsync(Agent.Send(HttpMethod.Get, $"api/known-errors/KE-{number[4..]}"))).StatusCode == HttpStatusCode.OK);
        return number;
    }

    /// <summary>Two problems that are proposed, of the default organisation: one to be accepted again and again, one to be dismissed.</summary>
    public async Task<(string ToAccept, string ToDismiss)> ProposalsAsync()
    {
        if (proposals is { } there)
            return there;
        foreach (string item in new[] { "rack-accepted", "rack-dismissed" })
        {
            for (int i = 0; i < 3; i++)
            {
                JsonNode body = OpenIncident.Example!.DeepClone();
                body["configurationItem"] = item;
                using var opened = await Http.SendAsync(User.Send(HttpMethod.Post, "api/incidents", body.ToJsonString()));
                await DoAsync((string)JsonNode.Parse(await opened.Content.ReadAsStringAsync())!["number"]!, "resolve", new { solution = "It was restarted." });
            }
        }

        JsonObject[] all = [];
        string? Of(string item) => (string?)all.FirstOrDefault(each => (string?)each["configurationItem"] == item)?["id"];
        await Eventually.TrueAsync(async () =>
        {
            (await Http.PostAsync("admin/clock", Body("""{"advance":"PT1H"}"""))).EnsureSuccessStatusCode();
            using var reply = await Http.SendAsync(Manager.Send(HttpMethod.Get, "api/problem-proposals"));
            all = [.. JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["proposals"]!.AsArray().Select(each => each!.AsObject())];
            return Of("rack-accepted") is not null && Of("rack-dismissed") is not null;
        });
        return (proposals = (Of("rack-accepted")!, Of("rack-dismissed")!)).Value;
    }

    /// <summary>From now on nothing may be changed in an organisation.</summary>
    public async Task FreezeAsync(string? tenant)
    {
        var request = (Manager with { Tenant = tenant ?? Manager.Tenant }).Send(HttpMethod.Put, "api/parameters/change_freezes", new { value = new[] { new { id = "all", english = "Nothing", danish = "Intet", from = "2020-01-01T00:00:00Z", until = "2040-01-01T00:00:00Z" } } });
        request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
        using var reply = await Http.SendAsync(request);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
    }

    private Task StageAsync(string number, Principal agent, string stage) => Eventually.TrueAsync(async () =>
    {
        using var reply = await Http.SendAsync(agent.Send(HttpMethod.Get, $"api/tickets/{number}"));
        return (string?)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["change"]!["stage"]!["id"] == stage;
    });

    /// <summary>A new draft of an article.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> DraftAsync()
    {
        using var reply = await Http.SendAsync(Agent.Send(HttpMethod.Post, "api/knowledge", Contract.Operation("draftArticle").Example!.ToJsonString()));
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["id"]!;
    }

    /// <summary>A webhook of the default organisation that leads nowhere.</summary>
    /// <param name="fresh">One of its own, which may be taken away.</param>
    public async Task<string> WebhookAsync(bool fresh = false)
    {
        if (webhook is not null && !fresh)
            return webhook;
        using var reply = await Http.SendAsync(Manager.Send(HttpMethod.Post, "api/webhooks", """{"url":"https://hooks.example.invalid/itsm"}"""));
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        string id = (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["webhook"]!["id"]!;
        return fresh ? id : webhook = id;
    }

    /// <summary>A simulation of the default organisation, which promises nothing: a new one, as they are kept for some days only and tests move the clock.</summary>
    public async Task<string> SimulationAsync()
    {
        using var reply = await Http.SendAsync(Manager.Send(HttpMethod.Post, "api/sla/simulations", """{"servicePolicies":[]}"""));
        Assert.Equal(HttpStatusCode.Accepted, reply.StatusCode);
        return (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["id"]!;
    }

    /// <summary>Begins a simulation and asks until it is over.</summary>
    public async Task<JsonNode> SimulateAsync(Principal manager, string policies, string? calendars = null)
    {
        using HttpResponseMessage begun = await Http.SendAsync(manager.Send(HttpMethod.Post, "api/sla/simulations", $$"""{"servicePolicies":{{policies}}{{(calendars is null ? "" : $",\"calendars\":{calendars}")}}}"""));
        Assert.True(begun.StatusCode == HttpStatusCode.Accepted, await begun.Content.ReadAsStringAsync());
        Assert.NotNull(begun.Headers.RetryAfter);
        JsonNode over = await Eventually.BecomesAsync(async () => JsonNode.Parse(await (await Http.SendAsync(manager.Send(HttpMethod.Get, begun.Headers.Location!.ToString()))).Content.ReadAsStringAsync())!, simulation => (string?)simulation["state"] is "done" or "failed", "the end of a simulation");
        Assert.Equal("done", (string?)over["state"]);
        return over;
    }

    /// <summary>Sets a parameter, with the version that stands.</summary>
    /// <param name="value">As JSON.</param>
    public async Task<HttpResponseMessage> SetAsync(Principal manager, string parameter, string value, string? simulation = null)
    {
        string path = $"api/parameters/{parameter}";
        HttpRequestMessage write = manager.Send(HttpMethod.Put, path, $$"""{"value":{{value}}{{(simulation is null ? "" : $",\"simulation\":\"{simulation}\"")}}}""");
        write.Headers.TryAddWithoutValidation("If-Match", await TagAsync(null, manager, path));
        return await Http.SendAsync(write);
    }

    /// <summary>The tag that somebody sees now.</summary>
    /// <param name="number">Of a ticket; null for what is read where it is written.</param>
    public async Task<string> TagAsync(string? number, Principal who, string path = "")
    {
        using var reply = await Http.SendAsync(who.Send(HttpMethod.Get, number is null ? path : $"api/tickets/{number}"));
        return reply.EnsureSuccessStatusCode().Headers.ETag!.ToString();
    }

    private Task WorkByAsync(string tenant, string profile) => SetAsync(tenant, "profile", profile);

    private async Task SetAsync(string tenant, string parameter, object value)
    {
        var request = (Manager with { Tenant = tenant }).Send(HttpMethod.Put, $"api/parameters/{parameter}", new { value });
        request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
        using var reply = await Http.SendAsync(request);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
    }

    /// <summary>Has the agent do something, with the version that stands.</summary>
    public async Task DoAsync(string number, string command, object body, string? tenant = null)
    {
        Principal agent = (command is "major" or "status" ? Leader : Agent) with { Tenant = tenant ?? Agent.Tenant };
        var request = agent.Send(HttpMethod.Post, $"api/tickets/{number}/{command}", body);
        request.Headers.TryAddWithoutValidation("If-Match", await TagAsync(number, agent));
        using var reply = await Http.SendAsync(request);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
    }

    /// <summary>Makes a ticket of its own of a part of one.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> SplitAsync(string number)
    {
        using var reply = await Http.SendAsync(Agent.Send(HttpMethod.Post, $"api/tickets/{number}/split", Contract.Operation("splitTicket").Example!.ToJsonString()));
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["number"]!;
    }

    public static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");
}
