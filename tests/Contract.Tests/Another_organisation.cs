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

        JsonNode? body = await Contract.HoldAsync(operation, reply);
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (reply.StatusCode, (string?)body!["code"]));
    }
}
