using System.Net;

namespace ItsmFunctions.Testing.Tests;

public sealed class A_desk_process
{
    private const string Alive = "api/health/live";

    [Fact]
    public async Task Answers_once_it_is_started_and_ends_when_told_to()
    {
        await using var desk = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await desk.Http.GetAsync(Alive)).StatusCode);

        Assert.Equal(0, await desk.StopAsync());
        Assert.False(desk.IsRunning);
        await Assert.ThrowsAsync<HttpRequestException>(() => desk.Http.GetAsync(Alive));
    }

    [Fact]
    public async Task Comes_back_on_the_same_port_after_it_was_killed_with_requests_in_flight()
    {
        await using var desk = await StartAsync();
        for (var round = 0; round < 3; round++)
        {
            var inFlight = Enumerable.Range(0, 8).Select(_ => desk.Http.GetAsync(Alive)).ToArray();
            desk.KillHard();
            await Task.WhenAll(inFlight.Select(async request => await request.ContinueWith(_ => { }, TaskScheduler.Default)));

            Assert.False(desk.IsRunning);
            await desk.StartAsync();
            Assert.Equal(HttpStatusCode.OK, (await desk.Http.GetAsync(Alive)).StatusCode);
        }
    }

    [Fact]
    public async Task Shows_what_the_app_printed_when_it_does_not_come_up()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(("WEBSITE_INSTANCE_ID", "in the cloud")));

        Assert.Contains("it stands in the cloud", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Knows_its_callers_by_their_principal()
    {
        await using var desk = await StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await desk.Http.GetAsync("api/tickets")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.Http.SendAsync(Principal.Requester().Send(HttpMethod.Get, "api/tickets"))).StatusCode);
    }

    private static async Task<DeskProcess> StartAsync(params IEnumerable<(string Name, string Value)> settings) =>
        await DeskProcess.StartDeskAsync(
            await (await Azurite.SharedAsync()).ClaimAccountAsync(), settings.ToDictionary(setting => setting.Name, setting => setting.Value));
}
