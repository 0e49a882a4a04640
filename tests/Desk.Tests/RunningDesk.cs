using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ItsmFunctions.Desk.Tests;

/// <summary>A desk of its own for one test: process, storage account, mail server, and a proxy between desk and storage.</summary>
internal sealed class RunningDesk : IAsyncDisposable
{
    private RunningDesk(DeskProcess process, StorageProxy storage, SmtpSink mail, string account) =>
        (Process, Storage, Mail, Account) = (process, storage, mail, account);

    public DeskProcess Process { get; }

    public StorageProxy Storage { get; }

    public SmtpSink Mail { get; }

    /// <summary>Connection string past the proxy.</summary>
    public string Account { get; }

    /// <param name="also">Settings beside those that lead it to its storage and its mail server.</param>
    public static async Task<RunningDesk> StartAsync(IReadOnlyDictionary<string, string>? also = null)
    {
        string account = await (await Azurite.SharedAsync()).ClaimAccountAsync();
        StorageProxy storage = await StorageProxy.StartAsync(account);
        SmtpSink mail = await SmtpSink.StartAsync();
        var settings = new Dictionary<string, string>
        {
            ["Itsm__Mail__Transport"] = "smtp",
            ["Itsm__Mail__From"] = "desk@example.org",
            ["Itsm__Mail__Smtp__Host"] = SmtpSink.Host,
            ["Itsm__Mail__Smtp__Port"] = mail.Port.ToString(CultureInfo.InvariantCulture),
        };
        foreach ((string name, string value) in also ?? new Dictionary<string, string>())
            settings[name] = value;
        return new(await DeskProcess.StartDeskAsync(storage.ConnectionString, settings), storage, mail, account);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, Principal? who = null, object? body = null, string? key = null, string? match = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (who is not null)
            request.Headers.Add(Principal.HeaderName, who.Header);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        if (body is not null)
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await Process.Http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public Task<Answer> GetAsync(string path, Principal? who = null) => SendAsync(HttpMethod.Get, path, who);

    public Task<Answer> PostAsync(string path, Principal? who = null, object? body = null, string? key = null, string? match = null) =>
        SendAsync(HttpMethod.Post, path, who, body, key, match);

    /// <summary>A command made for the ticket as it stands, sent by somebody who has just read it.</summary>
    public async Task<Answer> CommandAsync(string number, string command, Principal who, object? body = null)
    {
        Answer now = (await GetAsync($"/api/tickets/{number}", who)).Is(HttpStatusCode.OK);
        return await PostAsync($"/api/tickets/{number}/{command}", who, body, match: now.ETag);
    }

    /// <summary>Moves desk time on; everything due in between has happened when it returns.</summary>
    public async Task AdvanceAsync(string duration) => (await PostAsync("/admin/clock", body: new { advance = duration })).Is(HttpStatusCode.OK);

    public async Task<DateTimeOffset> NowAsync() => (await GetAsync("/admin/clock")).Json["now"]!.GetValue<DateTimeOffset>();

    public static object Incident(string title = "The printer jams", string impact = "individual", string urgency = "low") => new
    {
        title,
        description = "It takes the paper and keeps it.",
        category = "hardware",
        subcategory = "printer",
        impact,
        urgency,
        channel = "portal",
    };

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await Storage.DisposeAsync();
        await Mail.DisposeAsync();
    }
}
