using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>What the requester said on the phone or at the desk, as an agent writes it down and both sides read it.</summary>
public sealed class A_message_recorded_over_http(ContractDesk desk)
{
    private static readonly object Told = new { text = "It is the one on the second floor.", from = "requester", channel = "phone" };

    [Fact]
    [Trait("Rule", "AU-52")]
    public async Task Stands_in_the_journal_as_the_requester_s_with_who_wrote_it_down_for_the_desk_alone()
    {
        (string number, _) = await desk.OpenAsync();
        using HttpResponseMessage reply = await PostAsync(number, Told);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);

        JsonNode seen = await NoteAsync(number, ContractDesk.Agent), own = await NoteAsync(number, ContractDesk.User);

        Assert.Equal(("fromRequester", "public", "phone", ContractDesk.Agent.Id), ((string?)seen["kind"], (string?)seen["visibility"], (string?)seen["channel"], (string?)seen["by"]));
        Assert.Equal(("fromRequester", "phone", null), ((string?)own["kind"], (string?)own["channel"], own["by"]));
    }

    [Fact]
    [Trait("Rule", "AU-50")]
    public async Task Wakes_what_waits_for_the_requester_and_flags_it_for_whoever_has_it()
    {
        (string number, _) = await desk.OpenAsync();
        await desk.DoAsync(number, "pend", new { reason = "PR-05" });

        using HttpResponseMessage reply = await PostAsync(number, Told);

        JsonNode ticket = JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
        Assert.Equal(("inProgress", true), ((string?)ticket["status"], (bool)ticket["flags"]!["update"]!));
    }

    [Theory]
    [InlineData("""{"text":"Hello.","from":"requester"}""", "/channel")]
    [InlineData("""{"text":"Hello.","from":"requester","channel":"pigeon"}""", "/channel")]
    [InlineData("""{"text":"Hello.","channel":"phone"}""", "/channel")]
    [InlineData("""{"text":"Hello.","from":"desk"}""", "/from")]
    public async Task Is_refused_where_it_does_not_say_how_it_came(string body, string pointer)
    {
        (string number, _) = await desk.OpenAsync();

        using HttpResponseMessage reply = await PostAsync(number, body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(pointer, (string?)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["errors"]![0]!["pointer"]);
    }

    [Fact]
    public async Task Is_nobody_s_of_the_other_side_and_of_no_other_organisation()
    {
        (string number, _) = await desk.OpenAsync();

        using HttpResponseMessage own = await PostAsync(number, Told, ContractDesk.User);
        using HttpResponseMessage stranger = await PostAsync(number, Told, Principal.Requester("eve"));
        using HttpResponseMessage elsewhere = await PostAsync(number, Told, ContractDesk.Agent with { Tenant = "elsewhere" });

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.NotFound], new[] { own, stranger, elsewhere }.Select(reply => reply.StatusCode));
        Assert.Equal("\"1\"", await desk.TagAsync(number, ContractDesk.Agent));
    }

    private async Task<JsonNode> NoteAsync(string number, Principal by)
    {
        using HttpResponseMessage journal = await desk.Http.SendAsync(by.Send(HttpMethod.Get, $"api/tickets/{number}/journal"));
        return Assert.Single(JsonNode.Parse(await journal.Content.ReadAsStringAsync())!["notes"]!.AsArray())!;
    }

    private Task<HttpResponseMessage> PostAsync(string number, object body, Principal? by = null) =>
        desk.Http.SendAsync((by ?? ContractDesk.Agent).Send(HttpMethod.Post, $"api/tickets/{number}/reply", body));
}
