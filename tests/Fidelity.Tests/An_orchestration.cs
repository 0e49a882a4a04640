using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ItsmFunctions.Fidelity.Tests;

public sealed class An_orchestration(SharedHost shared)
{
    private readonly FidelityHost host = shared.Host;

    [Fact]
    public async Task Calls_activities_one_after_the_other() =>
        Assert.Equal("\"0:nail 1:nail 2:nail \"", (await host.RunFlowAsync("Chain", """{"Item":"nail","Count":3}""")).Output);

    [Fact]
    public async Task Takes_its_input_as_a_second_parameter_whatever_the_case_of_its_members() =>
        Assert.Equal("\"0:screw \"", (await host.RunFlowAsync("Chain", """{"item":"screw","COUNT":1}""")).Output);

    [Fact]
    public async Task Gives_activities_what_dependency_injection_has()
    {
        var item = $"item {Flows.NewId()}";
        await host.RunFlowAsync("Chain", JsonSerializer.Serialize(new { Item = item, Count = 2 }));
        var notes = await host.EventuallyAsync("Pack", 2, note => note["item"] == item);
        Assert.All(notes, note => Assert.Equal(("Pack", "1"), (note["name"], note["uses"])));
    }

    [Fact]
    public async Task Waits_for_many_activities_at_once() => Assert.Equal("285", (await host.RunFlowAsync("FanOut", "10")).Output);

    [Fact]
    public async Task Tries_an_activity_again_as_its_policy_says() => Assert.Equal("\"open\"", (await host.RunFlowAsync("Persists")).Output);

    [Fact]
    public async Task Sees_the_last_failure_when_the_retries_are_over() =>
        Assert.Equal("\"Refuses #1 System.ArgumentException: I refuse: no\"", (await host.RunFlowAsync("GivesUp")).Output);

    [Fact]
    public async Task Fails_by_an_activity_that_nobody_catches()
    {
        var end = await host.RunFlowAsync("FailsByActivity");
        Assert.Equal("Failed", end.Status);
        Assert.Equal("Microsoft.DurableTask.TaskFailedException: Task 'Refuses' (#0) failed with an unhandled exception: I refuse: never", end.Output);
    }

    [Fact]
    public async Task Fails_by_what_it_throws()
    {
        var end = await host.RunFlowAsync("FailsItself");
        Assert.Equal(("Failed", "System.InvalidOperationException: FailsItself is broken"), (end.Status, end.Output));
        // The backend keeps them for the parent only.
        Assert.False(end.HasFailureDetails);
    }

    [Fact]
    public async Task Receives_events_whatever_the_case_of_their_names_and_before_it_waits()
    {
        var id = await host.StartFlowAsync("Listens");
        await host.RaiseAsync(id, "EARLY", "kept");
        await host.RaiseAsync(id, "Go", "now");
        Assert.Equal("\"now, kept\"", (await host.EndAsync(id)).Output);
    }

    [Fact]
    public async Task Serves_the_newest_waiter_first()
    {
        var id = await host.StartFlowAsync("HearsTheNewest");
        await host.RaiseAsync(id, "e", "1");
        await host.RaiseAsync(id, "e", "2");
        Assert.Equal("\"older 2, newer 1\"", (await host.EndAsync(id)).Output);
    }

    [Fact]
    public async Task Gets_a_cancelled_task_when_an_event_does_not_come_in_time() =>
        Assert.Equal("\"TaskCanceledException\"", (await host.RunFlowAsync("LosesPatience")).Output);

    [Fact]
    public async Task Continues_as_new_with_the_events_that_it_has_not_read()
    {
        var id = await host.StartFlowAsync("Sums", "0");
        for (var n = 1; n <= 3; n++)
            await host.RaiseAsync(id, "add", n);
        Assert.Equal("6", (await host.EndAsync(id)).Output);
    }

    [Fact]
    public async Task Calls_another_orchestration_and_sees_its_result_and_its_failure()
    {
        var end = await host.RunFlowAsync("Parent");
        Assert.Equal("\"good child of Parent; FailsItself: FailsItself is broken\"", end.Output);
        Assert.Equal("Completed", (await host.FlowAsync(end.Id + ":child"))!.Status);
    }

    [Fact]
    public async Task Sends_events_to_another_one()
    {
        var listener = await host.StartFlowAsync("Listens");
        await host.UntilAsync(listener, flow => flow.Status == "Running");
        await host.RunFlowAsync("Tells", JsonSerializer.Serialize(listener));
        Assert.Equal("\"told, by another\"", (await host.EndAsync(listener)).Output);
    }

    [Fact]
    public async Task Shows_a_custom_status_while_it_runs()
    {
        var id = await host.StartFlowAsync("ShowsStatus");
        Assert.Equal("""{"Item":"step","Count":1}""", (await host.UntilAsync(id, flow => flow.CustomStatus?.Length > 4)).CustomStatus);
        await host.RaiseAsync(id, "go", "on");
        await host.EndAsync(id);
    }

    [Fact]
    public async Task Has_null_for_a_custom_status_when_it_has_set_none() => Assert.Equal("null", (await host.RunFlowAsync("FanOut", "1")).CustomStatus);

    [Fact]
    public async Task Has_the_same_ids_and_instants_when_it_is_replayed() =>
        Assert.Equal("\"the same\"", (await host.RunFlowAsync("IsRepeatable")).Output);

    [Fact]
    public async Task Runs_on_while_it_has_a_timer_that_is_not_cancelled()
    {
        var id = await host.StartFlowAsync("KeepsATimer");
        await host.UntilAsync(id, flow => flow.Status == "Running");
        Assert.Equal("Running", (await host.FlowAsync(id))!.Status);
        Assert.Equal("\"ended\"", (await host.EndAsync(id)).Output);
    }

    [Fact]
    public async Task Ends_at_once_when_its_timer_is_cancelled() => Assert.Equal("\"ended\"", (await host.RunFlowAsync("CancelsATimer")).Output);

    [Fact]
    public async Task Fails_when_the_first_thing_it_awaits_is_no_durable_task()
    {
        var end = await host.RunFlowAsync("AwaitsWhatItMayNot");
        Assert.Equal("Failed", end.Status);
        Assert.Contains("An invalid asynchronous invocation was detected.", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_when_no_function_has_its_name() => Assert.Equal("Failed", (await host.RunFlowAsync("NoSuchFlow")).Status);

    [Fact]
    public async Task Cannot_be_started_under_an_id_that_runs()
    {
        var id = await host.StartFlowAsync("Listens");
        await host.UntilAsync(id, flow => flow.Status == "Running");
        Assert.Equal(HttpStatusCode.Conflict, (await host.Http.PostAsync($"api/flows/start/Listens?id={id}", null)).StatusCode);
    }

    [Fact]
    public async Task Replaces_one_that_has_ended_under_the_same_id()
    {
        var end = await host.RunFlowAsync("FanOut", "3");
        Assert.Equal(HttpStatusCode.Accepted, (await host.Http.PostAsJsonAsync($"api/flows/start/FanOut?id={end.Id}", 4)).StatusCode);
        Assert.Equal("14", (await host.UntilAsync(end.Id, flow => flow.Output == "14")).Output);
    }

    [Fact]
    public async Task Is_gone_when_nobody_started_it() => Assert.Null(await host.FlowAsync("nobody"));

    [Fact]
    public async Task Takes_no_event_when_nobody_started_it() => Assert.Equal("NotFound", await RefusalAsync("nobody"));

    [Fact]
    public async Task Takes_no_event_when_it_has_completed() => Assert.Equal("FailedPrecondition", await RefusalAsync((await host.RunFlowAsync("FanOut", "1")).Id));

    [Fact]
    public async Task Takes_no_event_when_it_was_terminated()
    {
        var id = await host.StartFlowAsync("Listens");
        await host.UntilAsync(id, flow => flow.Status == "Running");
        await host.Http.PostAsync($"api/flows/terminate?id={id}", null);
        await host.EndAsync(id);
        Assert.Equal("FailedPrecondition", await RefusalAsync(id));
    }

    [Fact]
    public async Task Can_be_terminated_with_an_output()
    {
        var id = await host.StartFlowAsync("Listens");
        await host.UntilAsync(id, flow => flow.Status == "Running");
        await host.Http.PostAsync($"api/flows/terminate?id={id}", null);
        var end = await host.EndAsync(id);
        Assert.Equal(("Terminated", "\"ended by hand\""), (end.Status, end.Output));
    }

    [Fact]
    public async Task Can_be_suspended_and_resumed()
    {
        var id = await host.StartFlowAsync("ShowsStatus");
        await host.UntilAsync(id, flow => flow.Status == "Running");
        await host.Http.PostAsync($"api/flows/suspend?id={id}", null);
        await host.UntilAsync(id, flow => flow.Status == "Suspended");
        await host.RaiseAsync(id, "go", "kept");
        await host.Http.PostAsync($"api/flows/resume?id={id}", null);
        Assert.Equal("\"kept\"", (await host.EndAsync(id)).Output);
    }

    [Fact]
    public async Task Is_forgotten_when_it_is_purged()
    {
        var end = await host.RunFlowAsync("FanOut", "1");
        Assert.Equal("1", await (await host.Http.PostAsync($"api/flows/purge?id={end.Id}", null)).Content.ReadAsStringAsync());
        Assert.Null(await host.FlowAsync(end.Id));
    }

    [Fact]
    public async Task Is_listed_page_by_page()
    {
        var prefix = Flows.NewId();
        foreach (var n in Enumerable.Range(0, 5))
            await host.RunFlowAsync("FanOut", "1", $"{prefix}-{n}");
        Assert.Equal(5, (await host.Http.GetFromJsonAsync<string[]>($"api/flows/all?prefix={prefix}"))!.Length);
    }

    [Fact]
    public async Task Starts_at_the_instant_that_it_is_given()
    {
        var at = TimeProvider.System.GetUtcNow().AddSeconds(4);
        var id = await host.StartFlowAsync("Chain", """{"Item":"late","Count":1}""", at: at);
        Assert.Equal("Pending", (await host.FlowAsync(id))!.Status);
        Assert.Equal("\"0:late \"", (await host.EndAsync(id)).Output);
        // A storage queue hides a message for whole seconds.
        Assert.True(TimeProvider.System.GetUtcNow() >= at.AddSeconds(-1));
    }

    /// <summary>The gRPC status with which the client refuses an event.</summary>
    private async Task<string> RefusalAsync(string id)
    {
        using var answer = await host.Http.PostAsJsonAsync($"api/flows/raise/go?id={id}", 1);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
