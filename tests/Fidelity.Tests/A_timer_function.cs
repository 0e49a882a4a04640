using System.Net;
using System.Text;
using Azure.Storage.Queues;

namespace ItsmFunctions.Fidelity.Tests;

public sealed class A_timer_function(SharedHost shared)
{
    private readonly FidelityHost host = shared.Host;

    /// <summary>On a busy machine some come late, but not all.</summary>
    [Fact]
    public Task Fires_when_its_schedule_says() =>
        host.EventuallyAsync("SubMinute", 3, note => note.At.Second % 2 == 0 && note.At.Millisecond < 500, TimeSpan.FromSeconds(90));

    [Fact]
    public async Task Has_no_schedule_status_when_it_fires_more_than_once_a_minute() =>
        Assert.All(await host.EventuallyAsync("SubMinute", 1), note => Assert.Equal("", note["last"]));

    [Fact]
    public async Task Knows_its_last_and_next_time_when_its_schedule_is_kept()
    {
        // The schedule names minutes, so it is kept although it fires each second; it rests in the last minute of an hour.
        var notes = await host.EventuallyAsync("Tick", 3, within: TimeSpan.FromSeconds(100));
        Assert.NotEqual("", notes[1]["last"]);
        Assert.NotEqual("", notes[1]["next"]);
    }

    [Fact]
    public async Task Never_runs_twice_at_a_time()
    {
        var notes = await host.EventuallyAsync("SlowTick", 2);
        Assert.All(notes, note => Assert.Equal("1", note["together"]));
    }

    [Fact]
    public async Task Fires_again_after_a_run_that_failed() =>
        Assert.True((await host.EventuallyAsync("FailingTick", 2)).Count >= 2);

    [Fact]
    public async Task Runs_at_start_when_it_says_so() =>
        Assert.All(await host.EventuallyAsync("AtStart", 1), note => Assert.Equal("False", note["isPastDue"]));

    [Fact]
    public async Task Runs_on_request()
    {
        var answer = await RunAsync("OtherTick", "{}");
        Assert.Equal((HttpStatusCode.Accepted, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal("False", (await host.EventuallyAsync("OtherTick", 1))[0]["isPastDue"]);
    }

    [Fact]
    public async Task Runs_on_request_with_an_empty_input() =>
        Assert.Equal(HttpStatusCode.Accepted, (await RunAsync("Idle", """{"input":""}""")).StatusCode);

    [Fact]
    public async Task Is_not_found_by_a_name_that_no_function_has() =>
        Assert.Equal(HttpStatusCode.NotFound, (await RunAsync("Nobody", "{}")).StatusCode);

    [Fact]
    public async Task Does_not_run_on_a_request_without_a_body() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await RunAsync("Idle", "")).StatusCode);

    [Fact]
    public async Task Does_not_run_on_a_request_that_is_not_json()
    {
        var answer = await host.Http.PostAsync("admin/functions/Idle", new StringContent("{}", Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    private Task<HttpResponseMessage> RunAsync(string name, string body) =>
        host.Http.PostAsync($"admin/functions/{name}", new StringContent(body, Encoding.UTF8, "application/json"));
}

public sealed class HostWithDisabledFunctions() : OwnHost(
    "sets the settings of the host", ("AzureWebJobs_Tick_Disabled", "1"), ("AzureWebJobs_ReadOrder_Disabled", "true"), ("AzureWebJobs_TakeText_Disabled", "true"));

public sealed class A_disabled_function(HostWithDisabledFunctions own) : IClassFixture<HostWithDisabledFunctions>
{
    private readonly FidelityHost host = own.Host;

    [Fact]
    public async Task Runs_on_request_all_the_same()
    {
        var answer = await host.Http.PostAsync("admin/functions/Tick", new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Single(await host.EventuallyAsync("Tick", 1));
    }

    [Fact]
    public async Task Is_not_found_by_its_route() => Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync("api/orders")).StatusCode);

    [Fact]
    public async Task Takes_no_message()
    {
        await host.Http.PostAsync("api/queues/texts", new StringContent("left alone"));
        await host.Http.PostAsync("api/queues/troubles", new StringContent("0"));
        await host.EventuallyAsync("TakeTrouble", 1);
        Assert.Equal(1, (await new QueueClient(host.Storage, "texts").GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }
}

public sealed class A_timer_function_whose_host_was_down
{
    [Fact]
    public async Task Makes_up_for_all_missed_ticks_with_one_that_is_past_due()
    {
        await using var host = await FidelityHost.OwnAsync("ends the host", ("TickSchedule", "* 0-58 * * * *"));
        await host.EventuallyAsync("Tick", 2, within: TimeSpan.FromSeconds(100));
        host.Process.KillHard();
        var ended = Now();
        await Eventually.TrueAsync(() => Now() - ended > TimeSpan.FromSeconds(4));
        await host.Process.StartAsync();

        var after = await host.EventuallyAsync("Tick", 3, note => note.At > ended, TimeSpan.FromSeconds(100));
        Assert.Equal("True", after[0]["isPastDue"]);
        Assert.All(after.Skip(1), note => Assert.Equal("False", note["isPastDue"]));
    }

    [Fact]
    public async Task Is_not_past_due_when_its_schedule_has_changed()
    {
        await using var host = await FidelityHost.OwnAsync("ends the host", ("TickSchedule", "* 0-58 * * * *"));
        await host.EventuallyAsync("Tick", 2, within: TimeSpan.FromSeconds(100));
        host.Process.KillHard();

        await using var changed = await FidelityHost.OwnAsync(
            "ends the host", ("TickSchedule", "*/2 0-58 * * * *"), ("AzureWebJobsStorage", host.Storage));
        var began = Now();
        var notes = await changed.EventuallyAsync("Tick", 1, note => note.At > began, TimeSpan.FromSeconds(100));
        Assert.All(notes, note => Assert.Equal("False", note["isPastDue"]));
    }

    private static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();
}
