using System.Net;

namespace ItsmFunctions.Testing.Tests;

/// <summary>Shown with the app of the fidelity suite: small, and on the same local runtime as the desk.</summary>
public sealed class A_desk_process
{
    private const string Alive = "api/orders";

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

    private static async Task<DeskProcess> StartAsync(params IEnumerable<(string Name, string Value)> more)
    {
        var settings = new Dictionary<string, string> { ["AzureWebJobsStorage"] = await (await Azurite.SharedAsync()).ClaimAccountAsync() };
        foreach (var (name, value) in more) settings[name] = value;
        return await DeskProcess.StartAsync(Checkout.Built("Fidelity.App"), settings, Alive);
    }
}
