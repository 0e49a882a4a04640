using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>What anybody reads of major incidents without a login. Each test has an organisation of its own.</summary>
public sealed class The_public_status(ContractDesk desk)
{
    private const string Path = "api/status?organisation=status-http";

    [Fact]
    [Trait("Rule", "OR-09")]
    public async Task Is_read_by_anybody_says_what_was_published_and_is_fresh_by_its_tag()
    {
        (string number, _) = await desk.OpenAsync("status-http");
        string before = await TagAsync(Path);
        await desk.DoAsync(number, "major", new { reason = "Every phone is dead." }, "status-http");
        Assert.Equal(before, await TagAsync(Path));

        await desk.DoAsync(number, "status", new { state = "identified", english = "No phones.", danish = "Ingen telefoner." }, "status-http");
        string after = await Eventually.BecomesAsync(() => TagAsync(Path), tag => tag != before, "a new tag");
        using HttpResponseMessage reply = await desk.Http.GetAsync(Path);
        JsonNode status = (await Contract.HoldAsync(Contract.Operation("readStatus"), reply))!;
        Assert.True((bool)status["disruption"]!);
        JsonNode update = status["incidents"]![0]!["updates"]![0]!;
        Assert.Equal(("identified", "No phones.", "Ingen telefoner."), ((string?)status["incidents"]![0]!["state"], (string?)update["english"], (string?)update["danish"]));
        Assert.All([number, "dead", "leader"], hidden => Assert.DoesNotContain(hidden, status.ToJsonString(), StringComparison.OrdinalIgnoreCase));

        using var again = new HttpRequestMessage(HttpMethod.Get, Path);
        again.Headers.IfNoneMatch.ParseAdd(after);
        using HttpResponseMessage unchanged = await desk.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());

        // Whoever is not published is no one's business, whether there is such an organisation or not.
        Assert.Equal("[]", JsonNode.Parse(await desk.Http.GetStringAsync("api/status?organisation=status-nobodys"))!["incidents"]!.ToJsonString());
    }

    [Theory]
    [InlineData("organisation=..%2Fau")]
    [InlineData("organisation=")]
    [InlineData("days=0")]
    [InlineData("days=91")]
    [InlineData("secret=1")]
    public async Task Is_refused_to_a_question_that_is_none(string query)
    {
        using HttpResponseMessage reply = await desk.Http.GetAsync($"api/status?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        await Contract.HoldAsync(Contract.Operation("readStatus"), reply);
    }

    private async Task<string> TagAsync(string path)
    {
        using HttpResponseMessage reply = await desk.Http.GetAsync(path);
        return reply.Headers.ETag!.Tag;
    }
}
