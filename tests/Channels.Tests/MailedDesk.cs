using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ItsmFunctions.Functions.Notifications;

namespace ItsmFunctions.Channels.Tests;

/// <summary>A desk with a mail gateway that it trusts, Anna and Carl who use it, and Bo who works at it.</summary>
public sealed class MailedDesk : IAsyncDisposable
{
    public const string AuthServId = "mx.desk.example";

    public static readonly Principal Anna = Principal.Requester("anna"), Carl = Principal.Requester("carl"), Bo = Principal.Agent("bo");

    private static readonly Principal Mia = Principal.Of("mia", "ProcessManager"), Gateway = Principal.Of("gateway", "Mail.Gateway");
    private static readonly DeskMessageId MessageIds = new("signs the links of tests and nothing else"u8);

    private readonly DeskProcess _process;

    private MailedDesk(DeskProcess process) => _process = process;

    public DeskProcess Process => _process;

    /// <summary>Connection string of its storage.</summary>
    public string Account { get; private init; } = "";

    /// <summary>Of the organisation; null for the desk's default one.</summary>
    public string? Tenant { get; init; }

    public static async Task<MailedDesk> StartAsync(IReadOnlyDictionary<string, string>? also = null, int cap = 1_000)
    {
        var settings = new Dictionary<string, string> { ["TickSchedule"] = "0 0 0 29 2 *", ["ReportSchedule"] = "0 0 0 29 2 *", ["Itsm__Mail__From"] = "IT Support <it-support@desk.example>" };
        foreach ((string name, string value) in also ?? new Dictionary<string, string>())
            settings[name] = value;
        string account = await (await Azurite.SharedAsync()).ClaimAccountAsync();
        var desk = new MailedDesk(await DeskProcess.StartDeskAsync(account, settings)) { Account = account };
        await desk.PrepareAsync(AuthServId, cap);
        return desk;
    }

    /// <summary>The same process, as another organisation has it.</summary>
    public async Task<MailedDesk> OfAsync(string tenant, string authServId)
    {
        var other = new MailedDesk(_process) { Tenant = tenant };
        await other.PrepareAsync(authServId, 1_000);
        return other;
    }

    public async Task SetAsync(string parameter, object value)
    {
        HttpRequestMessage read = As(Mia).Send(HttpMethod.Get, $"api/parameters/{parameter}");
        using HttpResponseMessage now = await _process.Http.SendAsync(read);
        HttpRequestMessage put = As(Mia).Send(HttpMethod.Put, $"api/parameters/{parameter}", new { value });
        put.Headers.TryAddWithoutValidation("If-Match", now.Headers.ETag!.ToString());
        using HttpResponseMessage reply = await _process.Http.SendAsync(put);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
    }

    /// <summary>Moves desk time on and has the clock do what is due by then.</summary>
    public async Task AdvanceAsync(string duration)
    {
        foreach ((string path, string body) in new[] { ("admin/clock", $$"""{"advance":"{{duration}}"}"""), ("admin/functions/Tick", "{}") })
            (await _process.Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"))).EnsureSuccessStatusCode();
    }

    public async Task<string> OpenAsync(Principal? by = null)
    {
        var incident = new { title = "The printer jams", description = "It takes the paper.", category = "hardware", subcategory = "printer", impact = "individual", urgency = "low" };
        return (string)(await JsonAsync(As(by ?? Anna).Send(HttpMethod.Post, "api/incidents", incident)))["number"]!;
    }

    /// <summary>Has Bo do something to a ticket as it stands.</summary>
    public async Task DoAsync(string number, string command, object body)
    {
        HttpRequestMessage request = As(Bo).Send(HttpMethod.Post, $"api/tickets/{number}/{command}", body);
        using HttpResponseMessage now = await _process.Http.SendAsync(As(Bo).Send(HttpMethod.Get, $"api/tickets/{number}"));
        request.Headers.TryAddWithoutValidation("If-Match", now.Headers.ETag!.ToString());
        await JsonAsync(request);
    }

    public Task<JsonNode> ReadAsync(string number, Principal? by = null) => JsonAsync(As(by ?? Bo).Send(HttpMethod.Get, $"api/tickets/{number}"));

    public async Task<JsonNode[]> JournalAsync(string number, Principal? by = null) =>
        [.. (await JsonAsync(As(by ?? Bo).Send(HttpMethod.Get, $"api/tickets/{number}/journal")))["notes"]!.AsArray().Select(note => note!)];

    public Task<HttpResponseMessage> PostAsync(byte[] mail, Principal? by = null)
    {
        HttpRequestMessage request = As(by ?? Gateway).Send(HttpMethod.Post, "api/inbound-mail");
        request.Content = new ByteArrayContent(mail) { Headers = { ContentType = new("message/rfc822") } };
        return _process.Http.SendAsync(request);
    }

    /// <summary>Hands a mail over that must be taken.</summary>
    public async Task<JsonNode> ReceiveAsync(byte[] mail)
    {
        using HttpResponseMessage reply = await PostAsync(mail);
        string body = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, $"{(int)reply.StatusCode} {body}\n{_process.Output}");
        JsonNode said = JsonNode.Parse(body)!;
        Assert.Equal((string?)said["outcome"] == "opened" && !(bool)said["replayed"]!, reply.StatusCode == HttpStatusCode.Created);
        return said;
    }

    public Task<JsonNode> ReceiveAsync(string mail) => ReceiveAsync(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")));

    /// <summary>A mail of our own making, about this ticket.</summary>
    public byte[] Mail(string name, string number)
    {
        byte[] bytes = File.ReadAllBytes(Checkout.PathOf("tests", "Channels.Tests", "Mails", $"{name}.eml"));
        // Latin-1 keeps every byte as it is.
        string text = Encoding.Latin1.GetString(bytes).Replace("{{number}}", number, StringComparison.Ordinal).Replace("<{{messageId}}>", MessageIdOf(number), StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text);
    }

    /// <summary>As a mail of the desk about this ticket carries it.</summary>
    public string MessageIdOf(string number) =>
        MessageIds.Of(OrganisationId.Parse(Tenant ?? "demo"), TicketNumber.Parse(number), new Guid("0f9d2c6e-6a0b-4f3e-9d52-6b1c8d2f7a10"), "desk.example");

    public Principal As(Principal who) => who with { Tenant = Tenant };

    public async Task<JsonNode> JsonAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage reply = await _process.Http.SendAsync(request);
        string body = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, $"{request.Method} {request.RequestUri}: {(int)reply.StatusCode} {body}");
        return JsonNode.Parse(body)!;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task PrepareAsync(string authServId, int cap)
    {
        await SetAsync("inbound_mail", new { authServId, category = "other", subcategory = "question", impact = "individual", urgency = "medium", senderHourlyCap = cap });
        await SetAsync("directory", new[] { new { id = "bo", name = "Bo Agent", mail = "bo@example.org", teams = new[] { "it-support" } } });
        // Whoever signed in once is known by their address.
        await OpenAsync(Anna);
        await OpenAsync(Carl);
    }
}

/// <summary>One desk for the tests that leave it as it is.</summary>
public sealed class SharedDesk : IAsyncLifetime
{
    public MailedDesk Desk { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Desk = await MailedDesk.StartAsync(new Dictionary<string, string> { ["Itsm__Tenants"] = "*" });

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
