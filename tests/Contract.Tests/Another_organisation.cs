using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>The fourth relation of the rights: a ticket of another organisation does not exist, for nobody and by no route.</summary>
public sealed class Another_organisation(ContractDesk desk)
{
    private static readonly string[] Everything =
        ["Agent.L1", "Agent.L2", "Agent.L3", "Dispatcher", "TeamLeader", "ProcessManager", "ProcessOwner", "ChangeReviewer", "ReportingViewer", "PrivacyOfficer", "Requester"];

    public static TheoryData<string> OnTickets => [.. Contract.Operations.Where(operation => operation.Path.Contains("{number}", StringComparison.Ordinal)).Select(operation => operation.Id)];

    [Theory]
    [MemberData(nameof(OnTickets))]
    public async Task Answers_whoever_asks_that_there_is_no_such_ticket(string id)
    {
        ContractOperation operation = Contract.Operation(id);
        var requests = new Requests(desk);
        string number = await requests.TicketAsync(operation);
        // Of the same id as the requester, and with every role there is: in another organisation that is somebody else.
        Principal elsewhere = new Principal(ContractDesk.User.Id, "Peter", "peter@elsewhere.example.org", Everything) { Tenant = "elsewhere" };
        using HttpRequestMessage request = await requests.MakeAsync(operation, number, elsewhere, guarded: false);
        request.Headers.TryAddWithoutValidation("If-Match", await desk.TagAsync(number, ContractDesk.Agent));

        using HttpResponseMessage reply = await desk.Http.SendAsync(request);

        JsonObject body = (await Contract.HoldAsync(operation, reply))!.AsObject();
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (reply.StatusCode, (string?)body["code"]));
        Assert.Equal(await NobodysAsync(requests, operation, elsewhere), Shape(body, number));
    }

    /// <summary>The answer about a number that no organisation has.</summary>
    private async Task<string> NobodysAsync(Requests requests, ContractOperation operation, Principal who)
    {
        const string Number = "INC-9999999";
        using HttpRequestMessage request = await requests.MakeAsync(operation, Number, who, guarded: false);
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using HttpResponseMessage reply = await desk.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        return Shape((await Contract.HoldAsync(operation, reply))!.AsObject(), Number);
    }

    private static string Shape(JsonObject answer, string number)
    {
        answer.Remove("traceId");
        return answer.ToJsonString().Replace(number, "#", StringComparison.Ordinal);
    }

    /// <summary>A number in a body is no way in either: one that is real elsewhere is answered as one that is nobody's.</summary>
    /// <param name="body">What differs from the document's example; # stands for the number.</param>
    [Theory]
    [InlineData("linkTicket", """{"to":"#"}""", 404)]
    [InlineData("linkTicket", """{"to":"#","kind":"childOf"}""", 404)]
    [InlineData("mergeTicket", """{"into":"#"}""", 404)]
    [InlineData("openIncident", """{"followUpOf":"#"}""", 404)]
    [InlineData("openRequest", """{"followUpOf":"#"}""", 404)]
    [InlineData("openChange", """{"followUpOf":"#"}""", 404)]
    [InlineData("openProblem", """{"followUpOf":"#","incidents":[]}""", 404)]
    // To take back what never was is no error, whoever's it would have been.
    [InlineData("unlinkTicket", """{"to":"#"}""", 200)]
    [InlineData("pinNote", """{"note":"#-000001"}""", 400)]
    [InlineData("bulkCommand", """{"tickets":[{"number":"#"}]}""", 200)]
    [Trait("Rule", "AU-46")]
    public async Task Has_no_ticket_that_a_body_can_name(string id, string body, int status)
    {
        ContractOperation operation = Contract.Operation(id);
        Principal here = ContractDesk.Agent with { Tenant = "few-tickets" };
        string mine = (await desk.OpenAsync(here.Tenant)).Number, tag = await desk.TagAsync(mine, here);
        string real;
        do real = (await desk.OpenAsync()).Number;
        while (await ExistsAsync(real, here));
        string before = await HistoryAsync(real, ContractDesk.Agent);

        List<(int Status, string Body)> answers = [];
        foreach (string named in (string[])[real, "INC-9999998"])
        {
            JsonObject sent = operation.Example!.DeepClone().AsObject();
            foreach ((string member, JsonNode? value) in JsonNode.Parse(body.Replace("#", named, StringComparison.Ordinal))!.AsObject())
                sent[member] = value!.DeepClone();
            using HttpRequestMessage request = here.Send(HttpMethod.Post, operation.Path.Replace("{number}", mine, StringComparison.Ordinal).TrimStart('/'), sent.ToJsonString());
            request.Headers.TryAddWithoutValidation("If-Match", tag);
            using HttpResponseMessage reply = await desk.Http.SendAsync(request);
            answers.Add(((int)reply.StatusCode, Shape((await Contract.HoldAsync(operation, reply))!.AsObject(), named)));
        }

        Assert.Equal(answers[1], answers[0]);
        Assert.Equal(status, answers[0].Status);
        Assert.True(status != 404 || answers[0].Body.Contains("\"code\":\"not-found\"", StringComparison.Ordinal), answers[0].Body);
        Assert.Equal(tag, await desk.TagAsync(mine, here));
        Assert.Equal(before, await HistoryAsync(real, ContractDesk.Agent));
    }

    private async Task<bool> ExistsAsync(string number, Principal who)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(who.Send(HttpMethod.Get, $"api/tickets/{number}"));
        return reply.StatusCode != HttpStatusCode.NotFound;
    }

    private async Task<string> HistoryAsync(string number, Principal who)
    {
        using HttpResponseMessage reply = await desk.Http.SendAsync(who.Send(HttpMethod.Get, $"api/tickets/{number}/events"));
        return await reply.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
