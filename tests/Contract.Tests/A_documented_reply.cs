using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>
/// Each reply that the document promises, for each operation, is brought about and held against the document: one test for each
/// row, so that a promise that nobody can bring about is a failure.
/// </summary>
public sealed class A_documented_reply(ContractDesk desk)
{
    private static readonly Dictionary<string, HttpResponseMessage> Broken = [];
    private readonly Requests requests = new(desk);

    public static TheoryData<string, int, string> Promises() => [.. Contract.Replies().Select(reply => new TheoryDataRow<string, int, string>(reply.Operation, reply.Status, reply.Code))];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task Comes_as_it_is_documented(string operationId, int status, string code)
    {
        ContractOperation operation = Contract.Operation(operationId);
        using HttpResponseMessage reply = await BringAboutAsync(operation, status, code);

        JsonNode? body = await Contract.HoldAsync(operation, reply);

        Assert.Equal((status, code), ((int)reply.StatusCode, code.Length == 0 ? "" : (string?)body!["code"]));
        if (code == "not-allowed" && operationId != "vote")
            Assert.Matches("(one of [A-Z]|the role [A-Z]|the ticket's own requester).*; you hold [A-Z]", (string?)body!["detail"]);
        if (status == 201)
            Assert.Equal(HttpStatusCode.OK, (await desk.Http.SendAsync((operation.Path.EndsWith("/knowledge", StringComparison.Ordinal) || operation.Id is "openChange" or "openProblem" or "acceptProblemProposal" ? ContractDesk.Agent : operation.Id == "createWebhook" ? ContractDesk.Manager : ContractDesk.User).Send(HttpMethod.Get, reply.Headers.Location!.ToString()))).StatusCode);
    }

    private async Task<HttpResponseMessage> BringAboutAsync(ContractOperation operation, int status, string code)
    {
        switch (status, code)
        {
            case (200, "") when operation.Id == "receiveMail":
                return await SendAsync(operation, request => request.Content = desk.Mail(headers: "Auto-Submitted: auto-replied\r\n"));
            case (200, "") when operation.Id == "draftArticleOfTicket":
                string solved = await requests.TicketAsync(operation);
                (await desk.Http.SendAsync(await requests.MakeAsync(operation, solved))).EnsureSuccessStatusCode();
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, solved));
            case (200 or 201 or 202, ""):
                return await desk.Http.SendAsync(await requests.MakeAsync(operation));
            case (204, "") when operation.Id is "deleteWebhook" or "deleteSimulation":
                return await desk.Http.SendAsync(await requests.MakeAsync(operation));
            case (204, ""):
                return await SendAgainWithoutRolesAsync(operation);
            case (304, ""):
                HttpRequestMessage first = await requests.MakeAsync(operation);
                string path = first.RequestUri!.OriginalString;
                string tag = (await desk.Http.SendAsync(first)).Headers.ETag!.ToString();
                return await SendAsync(operation, request => { request.RequestUri = new(path, UriKind.Relative); request.Headers.TryAddWithoutValidation("If-None-Match", tag); });
            case (400, "invalid-request") when operation.Id == "receiveMail":
                return await SendAsync(operation, request => request.Content = new StringContent("no mail") { Headers = { ContentType = new(operation.RawType!) } });
            case (400, "invalid-request") when operation.RawType is not null:
                return await SendAsync(operation, request => request.RequestUri = new(request.RequestUri!.OriginalString + (request.RequestUri.OriginalString.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "nonsense=1", UriKind.Relative));
            case (400, "invalid-request") when operation.TakesBody:
                return await SendAsync(operation, request => request.Content = ContractDesk.Body("""{"nonsense":1}"""));
            case (400, "invalid-request"):
                string read = (await requests.MakeAsync(operation)).RequestUri!.OriginalString.Split('?')[0];
                return await SendAsync(operation, request => request.RequestUri = new($"{read}?nonsense=1", UriKind.Relative));
            case (401, "not-signed-in"):
                return await SendAsync(operation, request => request.Headers.Remove(Principal.HeaderName));
            case (403, "not-allowed") when operation.Id == "attach":
                return await SendAsync(operation, request => request.RequestUri = new(request.RequestUri!.OriginalString + "&visibility=internal", UriKind.Relative));
            case (403, "not-allowed"):
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, by: Requests.Stranger(operation)));
            case (403, "resolve-by-support"):
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, by: ContractDesk.SecondLine));
            case (404, "not-found") when operation.Path.Contains("{number}", StringComparison.Ordinal) || operation.Path.Contains("{error}", StringComparison.Ordinal):
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, "INC-9999999", guarded: false));
            case (404, "not-found") when operation.Path.Contains("{name}", StringComparison.Ordinal):
                return await SendAsync(operation, request => request.RequestUri = new(request.RequestUri!.OriginalString.Replace(Requests.Parameter, "nobodys", StringComparison.Ordinal), UriKind.Relative));
            case (404, "not-found") when operation.Path.Contains("{team}", StringComparison.Ordinal):
                return await SendAsync(operation, request => request.RequestUri = new(request.RequestUri!.OriginalString.Replace("it-support", "nobodys", StringComparison.Ordinal), UriKind.Relative));
            case (404, "not-found") when operation.Path.Contains("{calendar}", StringComparison.Ordinal):
                return await SendAsync(operation, request => request.RequestUri = new(request.RequestUri!.OriginalString.Replace(Requests.Calendar, "nobodys", StringComparison.Ordinal), UriKind.Relative));
            case (404, "not-found") when operation.Path.Contains("{automation}", StringComparison.Ordinal):
                return await SendAsync(operation, request => request.RequestUri = new(request.RequestUri!.OriginalString.Replace(ContractDesk.Automation, "nobodys", StringComparison.Ordinal), UriKind.Relative));
            case (409, "simulation-required"):
                Principal promising = ContractDesk.Manager with { Tenant = "promising" };
                using (await desk.SetAsync(promising, "service_policies", """[{"id":"one","english":"One","danish":"En","targets":[{"kind":"resolution","goal":60}]}]"""))
                    return await desk.SetAsync(promising, "service_policies", "[]");
            case (404, "not-found") when operation.Path.Contains("{webhook}", StringComparison.Ordinal) || operation.Path.Contains("{simulation}", StringComparison.Ordinal):
                return await SendAsync(operation, request => request.RequestUri = new(System.Text.RegularExpressions.Regex.Replace(request.RequestUri!.OriginalString, "[0-9a-f]{32}", new string('0', 32)), UriKind.Relative));
            case (404, "not-found") when operation.Path.Contains("{proposal}", StringComparison.Ordinal):
                return await SendAsync(operation, request => request.RequestUri = new(System.Text.RegularExpressions.Regex.Replace(request.RequestUri!.OriginalString, "[0-9a-f]{24}-", $"{new string('0', 24)}-"), UriKind.Relative));
            case (404, "not-found") when operation.Path.Contains("{article}", StringComparison.Ordinal):
                return await SendAsync(operation, request => request.RequestUri = new(System.Text.RegularExpressions.Regex.Replace(request.RequestUri!.OriginalString, "kb-[0-9a-f]+", $"kb-{new string('0', 20)}"), UriKind.Relative));
            case (404, "not-found") when operation.Path.Contains("{entry}", StringComparison.Ordinal):
                return await SendAsync(operation, request => request.RequestUri = new(request.RequestUri!.OriginalString.Replace(Requests.Entry, "nothing", StringComparison.Ordinal), UriKind.Relative));
            case (404, "not-found"):
                return await SendAsync(operation, request => request.Content = ContractDesk.Body(With(operation, "followUpOf", "INC-9999999")));
            case (409, "transition-not-allowed") when Requests.TenantOf(operation) == ContractDesk.Ormis:
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, (await desk.OpenAsync(ContractDesk.V2)).Number, ContractDesk.Agent with { Tenant = ContractDesk.V2 }));
            case (409, "not-major") when operation.Id == "declareMajor":
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, await desk.RequestAsync(null)));
            case (409, "not-major"):
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, (await desk.OpenAsync()).Number));
            case (409, "not-coordinated"):
                string uncoordinated = await desk.RequestAsync(ContractDesk.Ormis);
                if (operation.Id == "tellFinalUpdate")
                    await desk.DoAsync(uncoordinated, "resolve", new { solution = "It was switched off." }, ContractDesk.Ormis);
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, uncoordinated));
            case (409, "closure-incomplete"):
                string incomplete = (await desk.OpenAsync(ContractDesk.Ormis)).Number;
                await desk.DoAsync(incomplete, "begin-work", new { }, ContractDesk.Ormis);
                HttpRequestMessage check = await requests.MakeAsync(operation, incomplete, ContractDesk.Agent with { Tenant = ContractDesk.Ormis });
                check.Content = ContractDesk.Body("""{"check":"documentation-complete","reason":"Looked at."}""");
                return await desk.Http.SendAsync(check);
            case (409, "transition-not-allowed"):
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, await requests.TicketAtTheWrongTimeAsync(operation)));
            case (409, "handover-incomplete"):
                return await SendAsync(operation, request => request.Content = ContractDesk.Body("""{"team":"infrastructure"}"""));
            case (409, "link-not-possible"):
                (string one, string other) = ((await desk.OpenAsync()).Number, (await desk.OpenAsync()).Number);
                if (operation.Id == "linkTicket")
                    await desk.DoAsync(one, "link", new { to = other, kind = "causes" });
                string origin = operation.Id == "unlinkTicket" ? await desk.SplitAsync(one) : one;
                HttpRequestMessage impossible = await requests.MakeAsync(operation, origin);
                impossible.Content = ContractDesk.Body(operation.Id switch
                {
                    "linkTicket" => $$"""{"to":"{{other}}","kind":"causedBy"}""",
                    "unlinkTicket" => $$"""{"to":"{{one}}"}""",
                    _ => $$"""{"into":"{{desk.Closed}}"}""",
                });
                return await desk.Http.SendAsync(impossible);
            case (409, "nothing-to-approve" or "not-awaited"):
                string waiting = (await desk.OpenAsync()).Number;
                await desk.DoAsync(waiting, "pend", new { reason = "PR-05" });
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, waiting));
            case (409, "survey-not-open"):
                string withdrawn = (await desk.OpenAsync()).Number;
                await desk.DoAsync(withdrawn, "cancel", new { reason = "It works again." });
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, withdrawn));
            case (409, "open-tasks"):
                string busy = await requests.TicketAsync(operation);
                await desk.DoAsync(busy, "add-task", Contract.Operation("addTask").Example!);
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, busy));
            case (409, "proposal-decided"):
                (await desk.Http.SendAsync(await requests.MakeAsync(Contract.Operation(operation.Id == "acceptProblemProposal" ? "dismissProblemProposal" : "acceptProblemProposal")))).EnsureSuccessStatusCode();
                string decided = operation.Id == "acceptProblemProposal" ? (await desk.ProposalsAsync()).ToDismiss : (await desk.ProposalsAsync()).ToAccept;
                return await SendAsync(operation, request => request.RequestUri = new($"api/problem-proposals/{decided}/{(operation.Id == "acceptProblemProposal" ? "accept" : "dismiss")}", UriKind.Relative));
            case (409, "workaround-missing") when operation.Id == "communicateWorkaround":
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, await desk.ProblemAtAsync("process")));
            case (409, "workaround-missing"):
                return await SendAsync(operation, request => request.Content = ContractDesk.Body(operation.Id == "recordFindings" ? """{"knownError":true}""" : """{"solution":"It is restarted each night."}"""));
            case (409, "nothing-offered" or "never-handed-over" or "no-open-task"):
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, (await desk.OpenAsync()).Number));
            case (409, "review-closed"):
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, await desk.ChangeAtAsync("approved")));
            case (409, "change-frozen"):
                Principal frozen = ContractDesk.SecondLine with { Tenant = $"frozen-{operation.Id.ToLowerInvariant()}" };
                string planned = await desk.ChangeAtAsync(operation.Id == "startChange" ? "planned" : "scheduled", frozen.Tenant);
                await desk.FreezeAsync(frozen.Tenant);
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, planned, frozen));
            case (409, "ticket-closed"):
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, await requests.ClosedTicketAsync(operation)));
            case (410, "cursor-expired") when operation.TakesBody:
                return await SendAsync(operation, request => request.Content = ContractDesk.Body($$"""{"after":"{{desk.OldCursor}}"}"""));
            case (410, "cursor-expired"):
                return await SendAsync(operation, request => request.RequestUri = new($"{request.RequestUri!.OriginalString.Split('?')[0]}?after={desk.OldCursor}", UriKind.Relative));
            case (412, "stale-version"):
                return await SendAsync(operation, request => { request.Headers.Remove("If-Match"); request.Headers.TryAddWithoutValidation("If-Match", "\"999\""); });
            case (409, "attachment-infected") when operation.Id == "attach":
                return await SendAsync(operation, request => request.Content = new StringContent(FakeScanner.Infected));
            case (409, "attachment-infected"):
                (string infected, string file) = await desk.InfectedAsync();
                return await SendAsync(operation, request => request.RequestUri = new($"api/tickets/{infected}/attachments/{file}", UriKind.Relative));
            case (409, "attachment-not-scanned"):
                (string unseen, _) = await desk.OpenAsync();
                string hidden = await desk.AttachAsync(unseen, FakeScanner.Silent);
                return await SendAsync(operation, request => request.RequestUri = new($"api/tickets/{unseen}/attachments/{hidden}", UriKind.Relative));
            case (409, "too-many-attachments"):
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, await desk.FullAsync()));
            case (415, "attachment-type-refused"):
                return await SendAsync(operation, request => request.RequestUri = new(request.RequestUri!.OriginalString.Replace("display.txt", "display.exe", StringComparison.Ordinal), UriKind.Relative));
            case (413, "too-large") when operation.Id == "attach":
                return await SendAsync(operation, request => request.Content = new ByteArrayContent(new byte[(25 * 1024 * 1024) + 1]));
            case (413, "too-large") when operation.Id == "receiveMail":
                return await SendAsync(operation, request => request.Content = desk.Mail(text: new string('x', 25 * 1024 * 1024)));
            case (413, "too-large") when operation.Id == "readHolidays":
                return await SendAsync(operation, request => request.Content = new ByteArrayContent(new byte[1024 * 1024 + 1]) { Headers = { ContentType = new("text/calendar") } });
            case (413, "too-large") when operation.Id == "receiveAlerts":
                return await SendAsync(operation, request => request.Content = ContractDesk.Body($$"""{"text":"{{new string('x', 2 * 1024 * 1024)}}"}"""));
            case (413, "too-large"):
                return await SendAsync(operation, request => request.Content = ContractDesk.Body($$"""{"text":"{{new string('x', 300 * 1024)}}"}"""));
            case (415, "unsupported-media-type") when operation.Id == "attach":
                return await SendAsync(operation, request => request.Content = new MultipartFormDataContent { { new StringContent("E42"), "file", "display.txt" } });
            case (415, "unsupported-media-type"):
                return await SendAsync(operation, request => request.Content = new StringContent("{}", Encoding.UTF8, "text/plain"));
            case (422, "idempotency-key-reused"):
                return await ReuseKeyAsync(operation);
            case (428, "precondition-required"):
                return await desk.Http.SendAsync(await requests.MakeAsync(operation, guarded: false));
            case (500 or 503, _):
                return await WithoutStorageAsync(operation, status);
            default:
                throw new NotSupportedException($"Nobody knows how to bring about {status} {code} of {operation}: add a case here, or take the promise out of Operations.");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ContractOperation operation, Action<HttpRequestMessage> change)
    {
        HttpRequestMessage request = await requests.MakeAsync(operation);
        change(request);
        return await desk.Http.SendAsync(request);
    }

    // The same person, who had the role when it was done and has it no more.
    private async Task<HttpResponseMessage> SendAgainWithoutRolesAsync(ContractOperation operation)
    {
        // A requester reads their own ticket for ever.
        Principal who = operation.Id == "attach" ? ContractDesk.Agent : Requests.Caller(operation);
        HttpRequestMessage first = await requests.MakeAsync(operation, by: who);
        first.Headers.Add("Idempotency-Key", desk.FreshKey());
        if (operation.Id == "attach")
            first.RequestUri = new($"{first.RequestUri!.OriginalString}&visibility=public", UriKind.Relative);
        var again = new HttpRequestMessage(first.Method, first.RequestUri) { Content = new StringContent(await first.Content!.ReadAsStringAsync()) { Headers = { ContentType = first.Content.Headers.ContentType } } };
        foreach ((string name, IEnumerable<string> values) in first.Headers.Where(header => header.Key != Principal.HeaderName))
            again.Headers.TryAddWithoutValidation(name, values);
        again.Headers.Add(Principal.HeaderName, (who with { Roles = [], Tenant = Requests.TenantOf(operation) }).Header);
        (await desk.Http.SendAsync(first)).EnsureSuccessStatusCode();
        return await desk.Http.SendAsync(again);
    }

    private async Task<HttpResponseMessage> ReuseKeyAsync(ContractOperation operation)
    {
        string? number = operation.Path.Contains("{number}", StringComparison.Ordinal) || operation.Path.Contains("{error}", StringComparison.Ordinal) ? await requests.TicketAsync(operation) : null;
        string key = desk.FreshKey();
        HttpRequestMessage first = await requests.MakeAsync(operation, number), second = await requests.MakeAsync(operation, number);
        first.Headers.Add("Idempotency-Key", key);
        second.Headers.Add("Idempotency-Key", key);
        second.Content = operation.TakesJson ? ContractDesk.Body(await requests.FilledAsync(Requests.OtherBody(operation), number)) : new StringContent("another");
        (await desk.Http.SendAsync(first)).EnsureSuccessStatusCode();
        return await desk.Http.SendAsync(second);
    }

    // 503: the connection to storage is gone. 500: storage answers, and does not let the desk in. Asked of all operations at once,
    // as the desk tries for a while before it gives up.
    private async Task<HttpResponseMessage> WithoutStorageAsync(ContractOperation operation, int status)
    {
        if (!Broken.ContainsKey($"{status}"))
        {
            ContractOperation[] all = [.. Contract.Operations.Where(other => Contract.Statuses(other).Contains(status))];
            var prepared = new List<(ContractOperation Of, HttpRequestMessage Request)>();
            foreach (ContractOperation other in all)
                prepared.Add((other, await requests.MakeAsync(other, by: Elsewhere(other, status))));
            desk.Storage.Outage = status == 503;
            desk.Storage.ShutOut = status == 500;
            try
            {
                foreach ((ContractOperation of, Task<HttpResponseMessage> reply) in prepared.Select(each => (each.Of, desk.Http.SendAsync(each.Request))).ToList())
                    Broken[$"{status} {of}"] = await reply;
            }
            finally
            {
                desk.Storage.Outage = false;
                desk.Storage.ShutOut = false;
            }

            Broken[$"{status}"] = new();
        }

        return Broken[$"{status} {operation}"];
    }

    // The profile of an organisation is remembered for a while: one that nobody has asked for yet is not.
    private static Principal? Elsewhere(ContractOperation operation, int status) =>
        operation.Id is "readCatalogue" or "readReportCatalogue" or "readCannedAnswers" or "readSelfHelp" or "suggestKnowledge" ? ContractDesk.Agent with { Tenant = $"tenant-{status}" } : null;

    private static string With(ContractOperation operation, string member, string value)
    {
        JsonObject body = operation.Example!.DeepClone().AsObject();
        body[member] = value;
        return body.ToJsonString();
    }
}
