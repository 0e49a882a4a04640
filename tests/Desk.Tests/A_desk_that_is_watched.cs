using System.Net;
using System.Text;

namespace ItsmFunctions.Desk.Tests;

/// <summary>What a collector gets, where the standard variables name one.</summary>
public sealed class A_desk_that_is_watched : IAsyncLifetime
{
    private static readonly Principal Wilhelmina = Principal.Requester("wilhelmina.userdahl") with { Mail = "wilhelmina@userdahl.example" };
    private static readonly Principal Agent = Principal.Agent("agathe.agentsen");

    private OtlpReceiver _collector = null!;
    private RunningDesk _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _collector = await OtlpReceiver.StartAsync();
        _desk = await RunningDesk.StartAsync(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_SERVICE_NAME"] = "desk-under-test",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "400",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _collector.DisposeAsync();
    }

    [Fact]
    public async Task Sends_a_span_for_each_call_and_each_batch_of_reactions_with_storage_s_own_beneath()
    {
        await WorkAsync();

        OtlpSpan door = await SpanAsync(span => span is { Scope: "ItsmFunctions", Name: "OpenIncident" });
        Assert.Equal(("POST", "201", ""), (door.Attributes["http.request.method"], door.Attributes["http.response.status_code"], door.Parent));
        OtlpSpan write = await SpanAsync(span => span.Scope.StartsWith("Azure.", StringComparison.Ordinal) && span.Parent == door.Id);
        Assert.Equal(door.Trace, write.Trace);
        OtlpSpan batch = await SpanAsync(span => span is { Scope: "ItsmFunctions", Name: "Reactions" });
        Assert.NotEqual("0", batch.Attributes["itsm.batch.size"]);
        Assert.Equal("pubsub", (await SpanAsync(span => span.Id == batch.Parent && span.Name == "OutboxQueue")).Attributes["faas.trigger"]);
    }

    [Fact]
    public async Task Goes_on_with_the_trace_of_its_caller_and_names_it_where_it_refuses()
    {
        using HttpRequestMessage request = Wilhelmina.Send(HttpMethod.Get, "/api/tickets/INC-9999999");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using HttpResponseMessage reply = await _desk.Process.Http.SendAsync(request);
        Assert.Contains("0af7651916cd43dd8448eb211c80319c", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        OtlpSpan door = await SpanAsync(span => span is { Name: "ReadTicket", Trace: "0af7651916cd43dd8448eb211c80319c" });
        Assert.Equal(("b7ad6b7169203331", "404"), (door.Parent, door.Attributes["http.response.status_code"]));
    }

    [Fact]
    public async Task Counts_what_is_asked_of_it_what_it_mails_and_how_its_outbox_ages()
    {
        await WorkAsync();

        await PointAsync("itsm.tickets.opened", 1, ("itsm.kind", "incident"));
        await PointAsync("itsm.commands", 1, ("itsm.act", "open"), ("itsm.outcome", "done"));
        await PointAsync("itsm.commands", 1, ("itsm.act", "open"), ("itsm.outcome", "replayed"));
        await PointAsync("itsm.commands", 1, ("itsm.act", "begin-work"), ("itsm.outcome", "done"));
        await PointAsync("itsm.commands", 1, ("itsm.act", "begin-work"), ("itsm.outcome", "stale-version"));
        await PointAsync("itsm.commands", 1, ("itsm.act", "resolve"), ("itsm.outcome", "not-allowed"));
        await PointAsync("itsm.notifications", 1, ("itsm.state", "sent"), ("itsm.reason", "none"));
        foreach (string histogram in new[] { "itsm.outbox.age", "itsm.reactions.batch.size", "itsm.reactions.batch.duration" })
            await PointAsync(histogram, 1);
    }

    [Fact]
    public async Task Says_nothing_of_anybody()
    {
        await WorkAsync();
        await _desk.GetAsync("/api/tickets?requester=wilhelmina.userdahl", Agent);
        _desk.Storage.Follow(new(1) { ServerError = 1, Spares = operation => operation is not { Kind: "get", Resource: "desk" } });
        (await _desk.GetAsync("/api/tickets/INC-0000001", Wilhelmina)).Is(HttpStatusCode.ServiceUnavailable);
        _desk.Storage.Follow(null);
        await SpanAsync(span => span.Name == "ReadTicket" && span.Attributes["http.response.status_code"] == "503");
        await SpanAsync(span => span.Name == "ListTickets");
        await PointAsync("itsm.notifications", 1, ("itsm.state", "sent"));

        string all = string.Concat(_collector.Bodies.Select(Encoding.Latin1.GetString));
        Assert.Contains("desk-under-test", all, StringComparison.Ordinal);
        foreach (string word in new[] { "userdahl", "agentsen", "Labyrinthine", "keeps it", "example.org", "RowKey" })
            Assert.DoesNotContain(word, all, StringComparison.OrdinalIgnoreCase);
    }

    // Opened, opened again, begun, begun too late, and what is not hers to do.
    private async Task WorkAsync()
    {
        for (int i = 0; i < 2; i++)
            (await _desk.PostAsync("/api/incidents", Wilhelmina, RunningDesk.Incident("Labyrinthine printer"), key: "once")).Is(HttpStatusCode.Created);
        string number = (await _desk.GetAsync("/api/tickets", Wilhelmina)).Json["tickets"]![0]!["number"]!.GetValue<string>();
        (await _desk.PostAsync($"/api/tickets/{number}/begin-work", Agent, match: "\"1\"")).Is(HttpStatusCode.OK);
        (await _desk.PostAsync($"/api/tickets/{number}/begin-work", Agent, match: "\"1\"")).Is(HttpStatusCode.PreconditionFailed);
        (await _desk.CommandAsync(number, "resolve", Wilhelmina, new { solution = "It keeps it." })).Is(HttpStatusCode.Forbidden);
    }

    private async Task<OtlpSpan> SpanAsync(Func<OtlpSpan, bool> wanted) =>
        (await Eventually.BecomesAsync<OtlpSpan?>(() => _collector.Spans.FirstOrDefault(wanted), span => span is not null, "a span"))!;

    private Task PointAsync(string name, double atLeast, params (string Name, string Value)[] attributes) => Eventually.TrueAsync(
        () => _collector.Points.Any(point => point.Scope == "ItsmFunctions" && point.Name == name && point.Count >= atLeast
            && attributes.All(attribute => point.Attributes.GetValueOrDefault(attribute.Name) == attribute.Value)),
        what: $"{name} {string.Join(", ", attributes)}");
}
