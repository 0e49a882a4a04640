using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ItsmFunctions.Channels.Tests;

/// <summary>Two desks of this product whose mailboxes are one another's end users: nothing that one of them says may set off an exchange without end.</summary>
public sealed partial class Two_desks : IAsyncLifetime
{
    private const int MostRounds = 12;

    private MailedDesk _one = null!, _other = null!;
    private readonly HashSet<string> _carried = [];

    public async ValueTask InitializeAsync()
    {
        _one = await DeskOf("one.example");
        _other = await DeskOf("other.example");
        // Each knows the other's mailbox as an end user: what comes from there is proven.
        await KnowAsync(_one, "it@other.example");
        await KnowAsync(_other, "it@one.example");
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Leave_one_another_s_mails_alone()
    {
        await SpeakAsync(_one, "it@other.example");

        List<string> outcomes = await CarryAsync(mail => mail);

        Assert.NotEmpty(outcomes);
        Assert.All(outcomes, outcome => Assert.Equal("ignored:deskMail", outcome));
    }

    /// <summary>Some relays take every mark away, and write a Message-ID of their own.</summary>
    [Fact]
    public async Task Stop_by_themselves_where_a_relay_takes_every_mark_of_a_desk_away()
    {
        await SpeakAsync(_one, "it@other.example");
        int id = 0;

        List<string> outcomes = await CarryAsync(mail => $"Message-ID: <{++id}@relay.example>\r\n{Marks().Replace(mail, string.Empty)}");

        Assert.Contains("opened", outcomes);
        Assert.DoesNotContain(outcomes.Skip(outcomes.Count - 1), outcome => outcome == "opened");
    }

    /// <summary>A robot that answers everything, under another subject, without saying what it is: the cap ends it.</summary>
    [Fact]
    public async Task Are_capped_where_a_robot_answers_everything_under_a_subject_of_its_own()
    {
        int outcomes = 0;
        string? last = null;
        for (int i = 0; i < 30 && last != "ignored:senderCap"; i++, outcomes++)
            last = await HandAsync(_one, $"From: it@other.example\r\nSubject: Thank you {i}\r\nMessage-ID: <robot-{i}@other.example>\r\n\r\nWe have received your mail.", "other.example");

        Assert.Equal(("ignored:senderCap", 21), (last, outcomes));
    }

    private static Task<MailedDesk> DeskOf(string domain) =>
        MailedDesk.StartAsync(
            new Dictionary<string, string> { ["Itsm__Mail__From"] = $"IT <it@{domain}>", ["Itsm__SigningKey"] = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(domain))) }, cap: 20);

    private static Task KnowAsync(MailedDesk desk, string mail) => LogAsync(desk, mail, "A first one");

    private static async Task SpeakAsync(MailedDesk desk, string mail)
    {
        string number = await LogAsync(desk, mail, "The line between us is down");
        await desk.JsonAsync(MailedDesk.Bo.Send(HttpMethod.Post, $"api/tickets/{number}/reply", new { text = "Which line is it?" }));
    }

    private static async Task<string> LogAsync(MailedDesk desk, string mail, string title)
    {
        var incident = new { title, description = "Nothing goes through.", category = "network", subcategory = "wired", impact = "individual", urgency = "low", channel = "phone", requester = new { mail } };
        return (string)(await desk.JsonAsync(MailedDesk.Bo.Send(HttpMethod.Post, "api/incidents", incident)))["number"]!;
    }

    /// <summary>Carries what each writes to the other, until neither writes any more.</summary>
    private async Task<List<string>> CarryAsync(Func<string, string> relay)
    {
        var outcomes = new List<string>();
        for (int round = 0; round < MostRounds; round++)
        {
            List<string> some = [.. await CarryAsync(_one, "one.example", _other, "it@other.example", relay), .. await CarryAsync(_other, "other.example", _one, "it@one.example", relay)];
            if (some.Count == 0)
                return outcomes;
            outcomes.AddRange(some);
        }

        Assert.Fail($"After {MostRounds} rounds they still write to one another: {string.Join(", ", outcomes)}");
        return outcomes;
    }

    private async Task<List<string>> CarryAsync(MailedDesk from, string domain, MailedDesk to, string mailbox, Func<string, string> relay)
    {
        await Eventually.TrueAsync(async () => JsonNode.Parse(await from.Process.Http.GetStringAsync("api/health/ready"))!["oldestOutboxSeconds"] is null);
        string folder = Path.Combine(from.Process.Folder, "mail");
        var outcomes = new List<string>();
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal).ToArray() : [])
        {
            string mail = await File.ReadAllTextAsync(file, Encoding.Latin1);
            if (mail.Contains(mailbox, StringComparison.Ordinal) && _carried.Add(file))
                outcomes.Add(await HandAsync(to, relay(mail), domain));
        }

        return outcomes;
    }

    private static async Task<string> HandAsync(MailedDesk to, string mail, string domain)
    {
        JsonNode said = await to.ReceiveAsync(Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Authentication-Results: {MailedDesk.AuthServId}; dmarc=pass header.from={domain}\r\n{mail}")));
        return (string?)said["outcome"] + (said["reason"] is { } reason ? $":{reason}" : "");
    }

    [GeneratedRegex(@"^(?:Message-ID|In-Reply-To|References|Auto-Submitted|X-Auto-Response-Suppress|X-Itsm-Desk|X-Notification-Id):.*\r?\n(?:[ \t].*\r?\n)*", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Marks();
}
