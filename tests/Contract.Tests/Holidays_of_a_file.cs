using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>Holidays as calendars on the web publish them. Each test has an organisation of its own.</summary>
public sealed class Holidays_of_a_file(ContractDesk desk)
{
    private const string Path = "api/calendars/office/holidays?from=2026-12-01&until=2029-12-31";

    /// <summary>A file with one day.</summary>
    public static readonly string OneDay = File(Event("A bridge day", "DTSTART;VALUE=DATE:20270507"));

    [Fact]
    [Trait("Rule", "IT-08")]
    public async Task Are_read_written_nowhere_and_set_as_any_value_is()
    {
        string file = File(
            Event("A bridge day", "DTSTART;VALUE=DATE:20270507", "TRANSP:TRANSPARENT"),
            Event("Between the years", "DTSTART;VALUE=DATE:20261228", "DTEND;VALUE=DATE:20261231"),
            Event("Founders\\, their day", "DTSTART;VALUE=DATE:20200615", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20280615"),
            Event("Christmas Day", "DTSTART;VALUE=DATE:20261225"),
            Event("Stock-taking", "DTSTART:20270104T120000Z", "DTEND:20270104T150000Z"),
            Event("A trip", "DTSTART;VALUE=DATE:20270601", "STATUS:CANCELLED"),
            Event("Always", "DTSTART;VALUE=DATE:20270601", "RRULE:FREQ=SECONDLY"));
        (HttpStatusCode status, JsonNode reply, string? tag) = await SendAsync("holidays", Path, Encoding.UTF8.GetBytes(file));
        Assert.Equal(HttpStatusCode.OK, status);
        // Christmas is closed as it is: Denmark's holidays are the calendar's own.
        Assert.Equal(
            ["2026-12-28 Between the years", "2026-12-29 Between the years", "2026-12-30 Between the years", "2027-05-07 A bridge day", "2027-06-15 Founders, their day", "2029-06-15 Founders, their day"],
            reply["closed"]!.AsArray().Select(day => $"{day!["date"]} {day["name"]}"));
        Assert.Equal(["Stock-taking", "A trip", "Always"], reply["skipped"]!.AsArray().Select(one => (string?)one!["name"]));
        Assert.Equal("\"0\"", tag);

        Principal manager = ContractDesk.Manager with { Tenant = "holidays" };
        JsonNode before = JsonNode.Parse(await TextAsync(manager.Send(HttpMethod.Get, "api/parameters/calendars")))!;
        Assert.Equal(0, (int)before["version"]!);
        using HttpRequestMessage set = manager.Send(HttpMethod.Put, "api/parameters/calendars");
        set.Headers.IfMatch.ParseAdd(tag);
        set.Content = new StringContent($"{{\"value\":{reply["value"]!.ToJsonString()}}}", Encoding.UTF8, "application/json");
        using HttpResponseMessage done = await desk.Http.SendAsync(set);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);

        (_, JsonNode again, string? next) = await SendAsync("holidays", Path, Encoding.UTF8.GetBytes(file));
        Assert.Equal((0, 0, "\"1\""), (again["closed"]!.AsArray().Count, again["renamed"]!.AsArray().Count, next));
    }

    public static TheoryData<string, string> Unreadable => new()
    {
        { "nothing", "" },
        { "no calendar", "Hello" },
        { "a calendar without events", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n" },
        { "an event without an end", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:X" },
        { "a day that is none", File(Event("X", "DTSTART;VALUE=DATE:20261399")) },
        { "a rule that is none", File(Event("X", "DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=SOMETIMES")) },
        { "two rules, one of them without end", File(Event("X", "DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=YEARLY", "RRULE:FREQ=SECONDLY")) },
        { "too many days of many events", File([.. Enumerable.Range(0, 10).Select(_ => Event("X", "DTSTART;VALUE=DATE:19900101", "RRULE:FREQ=DAILY"))]) },
        { "too many events", File([.. Enumerable.Range(0, 5_001).Select(_ => Event("X", "DTSTART;VALUE=DATE:20261201"))]) },
    };

    [Theory]
    [MemberData(nameof(Unreadable), DisableDiscoveryEnumeration = true)]
    public async Task Are_refused_where_they_cannot_be_read(string what, string file)
    {
        (HttpStatusCode status, JsonNode problem, _) = await SendAsync("holidays-not", Path, Encoding.UTF8.GetBytes(file));
        Assert.True(status == HttpStatusCode.BadRequest, $"{what}: {status} {problem}");
        Assert.Equal("invalid-request", (string?)problem["code"]);
    }

    [Fact]
    public async Task Are_refused_in_other_forms_and_for_calendars_that_are_not_there()
    {
        byte[] file = Encoding.UTF8.GetBytes(File(Event("X", "DTSTART;VALUE=DATE:20261201")));
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("holidays-not", Path.Replace("office", "factory", StringComparison.Ordinal), file)).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await SendAsync("holidays-not", Path, file, "application/json")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync("holidays-not", Path, new byte[1024 * 1024 + 1])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("holidays-not", Path, [0xff, 0xfe, 0x41])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("holidays-not", "api/calendars/office/holidays?from=2027-01-01&until=2026-01-01", file)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("holidays-not", "api/calendars/office/holidays?from=1999-01-01", file)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync("holidays-not", Path, file, by: ContractDesk.Agent)).Status);
    }

    private static string File(params string[] events) => $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.org//EN\r\n{string.Concat(events)}END:VCALENDAR\r\n";

    private static string Event(string name, params string[] lines) =>
        $"BEGIN:VEVENT\r\nUID:{name.Length}-{lines.Length}-{lines[0].Length}@example.org\r\nDTSTAMP:20261101T000000Z\r\n{string.Concat(lines.Select(line => line + "\r\n"))}SUMMARY:{name}\r\nEND:VEVENT\r\n";

    private async Task<(HttpStatusCode Status, JsonNode Reply, string? Tag)> SendAsync(string tenant, string path, byte[] file, string type = "text/calendar", Principal? by = null)
    {
        using HttpRequestMessage request = ((by ?? ContractDesk.Manager) with { Tenant = tenant }).Send(HttpMethod.Post, path);
        request.Content = new ByteArrayContent(file) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        return (reply.StatusCode, JsonNode.Parse(await reply.Content.ReadAsStringAsync())!, reply.Headers.ETag?.Tag);
    }

    private async Task<string> TextAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        return await reply.Content.ReadAsStringAsync();
    }
}
