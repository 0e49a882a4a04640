using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml;

namespace ItsmFunctions.Fidelity.Tests;

/// <summary>A host whose timers fire on the first of a month only, so that days can be passed in no time.</summary>
public sealed class MovedHost() : OwnHost(
    "moves desk time", ("TickSchedule", "0 0/20 12 1 * *"), ("OtherTickSchedule", "0 30 12 1 * *"), ("CourierSchedule", "0 0 0-3 1 * *"));

/// <summary>/admin/clock, which Azure does not have: every test here is for the local runtime only.</summary>
public sealed class Desk_time(MovedHost moved) : IClassFixture<MovedHost>
{
    private readonly FidelityHost host = moved.Host;

    [Fact]
    public async Task Is_the_wall_clock_and_an_offset()
    {
        var told = await host.Http.GetFromJsonAsync<JsonElement>("admin/clock");
        var wall = told.GetProperty("now").GetDateTimeOffset() - XmlConvert.ToTimeSpan(told.GetProperty("offset").GetString()!);
        Assert.InRange((wall - TimeProvider.System.GetUtcNow()).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Moves_to_an_instant()
    {
        var target = (await host.NowAsync()).AddDays(3);
        Assert.Equal(HttpStatusCode.OK, (await host.MoveAsync("now", target.ToOffset(TimeSpan.FromHours(2)))).StatusCode);
        Assert.InRange(await host.NowAsync(), target, target.AddMinutes(1));
    }

    [Fact]
    public async Task Advances_by_a_duration()
    {
        var before = await host.NowAsync();
        var moved = await (await host.MoveAsync("advance", "P3DT6H")).Content.ReadFromJsonAsync<JsonElement>();
        Assert.InRange(moved.GetProperty("now").GetDateTimeOffset() - before, TimeSpan.FromDays(3.25), TimeSpan.FromDays(3.25) + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Is_what_the_app_gets_from_its_time_provider()
    {
        await host.MoveAsync("advance", "P2D");
        await host.Http.PostAsync("api/queues/texts", new StringContent("dated"));
        var note = Assert.Single(await host.EventuallyAsync("TakeText", 1, n => n["text"] == "dated"));
        Assert.InRange((await host.NowAsync() - note.At).Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Does_not_move_backwards()
    {
        var answer = await host.MoveAsync("now", await host.NowAsync() - TimeSpan.FromSeconds(1));
        Assert.Equal((HttpStatusCode.Conflict, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(HttpStatusCode.Conflict, (await host.MoveAsync("advance", "-PT1S")).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("""{"now":1}""")]
    [InlineData("""{"now":"tomorrow"}""")]
    [InlineData("""{"now":"2099-05-01T08:00:00"}""")]
    [InlineData("""{"now":"2099-05-01"}""")]
    [InlineData("""{"now":"2099-05"}""")]
    [InlineData("""{"now":"\ud800"}""")]
    [InlineData("""{"advance":"\udfff"}""")]
    [InlineData("""{"\ud800":"x"}""")]
    [InlineData("""{"advance":"P40000D"}""")]
    [InlineData("""{"advance":"a day"}""")]
    [InlineData("""{"advance":"P1M"}""")]
    [InlineData("""{"advance":"P9999999D"}""")]
    [InlineData("""{"then":"P1D"}""")]
    [InlineData("""{"now":"2099-05-01T08:00:00Z","advance":"P1D"}""")]
    public async Task Does_not_move_by_what_it_cannot_read(string body)
    {
        HttpResponseMessage answer = await host.Http.PostAsync("admin/clock", new StringContent(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        string detail = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;
        Assert.EndsWith("""Send {"now": "2026-03-01T08:00:00Z"} or {"advance": "P30D"}.""", detail, StringComparison.Ordinal);
        Assert.DoesNotMatch("TimeSpan|DateTimeOffset|LineNumber|BytePosition|JSON token", detail);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "evil.example")]
    public async Task Does_not_move_for_a_page_of_another_origin(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "admin/clock") { Content = new StringContent("""{"advance":"PT1H"}""") };
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Makes_one_move_after_the_other()
    {
        var before = await host.NowAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.MoveAsync("advance", "PT1H")));
        Assert.InRange(await host.NowAsync() - before, TimeSpan.FromHours(8), TimeSpan.FromHours(8) + TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Survives_a_restart()
    {
        await host.MoveAsync("advance", "P3D");
        var before = await host.NowAsync();
        host.Process.KillHard();
        await host.Process.StartAsync();
        Assert.InRange(await host.NowAsync(), before, before.AddMinutes(5));
    }

    [Fact]
    public async Task Fires_everything_that_was_due_in_between_in_order()
    {
        var first = await host.FirstOfAMonthAsync();
        await host.MoveAsync("now", first.AddHours(12.9));
        var notes = from note in (await host.ByAsync("Tick")).Select(n => (Probe: "Tick", n.At)).Concat((await host.ByAsync("OtherTick")).Select(n => (Probe: "OtherTick", n.At)))
                    where note.At >= first
                    orderby note.At
                    select $"{note.Probe} {note.At:HH:mm:ss.fff}";
        Assert.Equal(["Tick 12:00:00.000", "Tick 12:20:00.000", "OtherTick 12:30:00.000", "Tick 12:40:00.000"], notes);
    }

    [Fact]
    public async Task Fires_the_timers_of_orchestrations_between_those_of_functions()
    {
        var first = await host.FirstOfAMonthAsync();
        var alarms = new[] { 12 * 60 + 10, 12 * 60 + 20, 12 * 60 + 50 }.Select(minutes => first.AddMinutes(minutes).UtcDateTime);
        var id = await host.StartFlowAsync("Alarm", JsonSerializer.Serialize(alarms));
        await host.MoveAsync("now", first.AddHours(12.7));
        var notes = from note in (await host.ByAsync("Tick")).Concat(await host.ByAsync("Ring"))
                    where note.At >= first
                    orderby note.At, note["word"] is null descending
                    select $"{(note["word"] is null ? "Tick" : "Ring")} {note.At:HH:mm:ss.fff}";
        Assert.Equal(["Tick 12:00:00.000", "Ring 12:10:00.000", "Tick 12:20:00.000", "Ring 12:20:00.000", "Tick 12:40:00.000"], notes);

        await host.MoveAsync("now", first.AddHours(13));
        Assert.Equal("Completed", (await host.FlowAsync(id))?.Status);
    }

    [Fact]
    public async Task Waits_for_the_messages_that_were_caused_on_the_way()
    {
        var first = await host.FirstOfAMonthAsync();
        await host.MoveAsync("now", first.AddHours(3.5));

        // No waiting: when the call returns, all are there, each at the instant of its tick.
        var notes = (await host.ByAsync("TakeText")).Where(n => n.At >= first).Select(n => n.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture));
        Assert.Equal(["00:00:00.000", "01:00:00.000", "02:00:00.000", "03:00:00.000"], notes);
    }
}

public sealed class A_long_move_of_desk_time
{
    private const string Because = "moves desk time";

    [Fact]
    public async Task Passes_a_month_of_minutes_in_five_seconds_of_the_processor()
    {
        await using var host = await FidelityHost.OwnAsync(Because, ("IdleSchedule", "0 * * * * *"));
        var before = await host.Http.GetFromJsonAsync<JsonElement>("api/idle-runs");
        await host.MoveAsync("advance", "P30D");
        var after = await host.Http.GetFromJsonAsync<JsonElement>("api/idle-runs");

        Assert.InRange(after.GetProperty("runs").GetInt32() - before.GetProperty("runs").GetInt32(), 43_200, 43_201);
        // Of the processor, not of the wall: other tests run beside this one.
        Assert.InRange(after.GetProperty("processorSeconds").GetDouble() - before.GetProperty("processorSeconds").GetDouble(), 0, 5);
    }

    [Fact]
    public async Task Is_ended_at_the_next_start_when_a_crash_interrupted_it()
    {
        await using var host = await FidelityHost.OwnAsync(Because, ("TickSchedule", "0 * * * * *"));
        var goal = (await host.NowAsync()).AddHours(4);
        var move = host.MoveAsync("now", goal);
        await host.EventuallyAsync("Tick", 30);
        host.Process.KillHard();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => move);
        await host.Process.StartAsync();

        await Eventually.BecomesAsync(host.NowAsync, now => now >= goal, "the goal", TimeSpan.FromSeconds(90));
        var fired = (await host.ByAsync("Tick")).Select(n => n.At).Where(at => at <= goal).Select(at => at.UtcTicks / TimeSpan.TicksPerMinute).Distinct();
        Assert.Equal(240, fired.Count());
    }

    [Fact]
    public async Task Stops_where_it_is_when_asked()
    {
        await using var host = await FidelityHost.OwnAsync(Because, ("TickSchedule", "0 * * * * *"));
        var goal = (await host.NowAsync()).AddDays(3000);
        var move = host.MoveAsync("now", goal);
        await host.EventuallyAsync("Tick", 3);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.DeleteAsync("admin/clock")).StatusCode);

        Assert.Equal(HttpStatusCode.Conflict, (await move).StatusCode);
        Assert.True(await host.NowAsync() < goal);
        Assert.Equal(HttpStatusCode.OK, (await host.MoveAsync("advance", "PT1H")).StatusCode);
    }
}

internal static class Clocks
{
    public static Task<HttpResponseMessage> MoveAsync(this FidelityHost host, string how, string to) =>
        host.Http.PostAsJsonAsync("admin/clock", new Dictionary<string, string> { [how] = to });

    public static Task<HttpResponseMessage> MoveAsync(this FidelityHost host, string how, DateTimeOffset to) =>
        host.MoveAsync(how, to.ToString("o", CultureInfo.InvariantCulture));

    public static async Task<DateTimeOffset> NowAsync(this FidelityHost host) =>
        (await host.Http.GetFromJsonAsync<JsonElement>("admin/clock")).GetProperty("now").GetDateTimeOffset();

    /// <summary>The first instant of a month that has not begun.</summary>
    public static async Task<DateTimeOffset> FirstOfAMonthAsync(this FidelityHost host)
    {
        var now = await host.NowAsync();
        return new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
    }
}
