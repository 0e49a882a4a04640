using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ItsmFunctions.Testing;

namespace ItsmFunctions.Bench;

/// <summary>What is measured: the desk's operations, and the raw storage below them.</summary>
internal sealed class Operations(DeskProcess desk, string account)
{
    private const int Tickets = 200;

    private readonly TableClient _raw = new(account, "raw");
    private readonly Principal[] _requesters = [.. Enumerable.Range(0, 16).Select(i => Principal.Requester($"requester-{i}"))];
    private readonly ConcurrentBag<string> _numbers = [];
    private string[] _readable = [];
    private (string Shard, string Key)? _rawRow;
    private int _turn;

    /// <summary>Tickets so far, all of them open.</summary>
    public int Created => _numbers.Count;

    public async Task WarmAsync()
    {
        await _raw.CreateIfNotExistsAsync();
        for (int i = 0; i < Tickets; i++)
        {
            await CreateAsync();
            await RawTransactionAsync();
        }

        _readable = [.. _numbers];
        await ReadAsync();
        await ListAsync();
        await SettleAsync();
    }

    /// <summary>Until lists, mails and marks of everything created so far are written.</summary>
    public Task SettleAsync() => Calls.QuietAsync(desk);

    public Task RawTransactionAsync()
    {
        int turn = Interlocked.Increment(ref _turn);
        string shard = $"s{turn % 16:x}";
        _rawRow ??= (shard, $"{turn:D9}|0");
        byte[] payload = new byte[800];
        return _raw.SubmitTransactionAsync(Enumerable.Range(0, 3).Select(i =>
            new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(shard, $"{turn:D9}|{i}") { ["b0"] = payload })));
    }

    public Task RawReadAsync() => _raw.GetEntityAsync<TableEntity>(_rawRow!.Value.Shard, _rawRow.Value.Key);

    public async Task CreateAsync()
    {
        int turn = Interlocked.Increment(ref _turn);
        using HttpRequestMessage request = _requesters[turn % _requesters.Length].Send(HttpMethod.Post, "/api/incidents", new
        {
            title = $"The printer jams, {turn}",
            description = "It takes the paper and keeps it.",
            category = "hardware",
            subcategory = "printer",
            impact = "individual",
            urgency = "low",
        });
        request.Headers.Add("Idempotency-Key", $"bench-{turn}");
        _numbers.Add(JsonNode.Parse(await Calls.SendAsync(desk, request))!["number"]!.GetValue<string>());
    }

    public async Task ReadAsync()
    {
        using HttpRequestMessage request = Principal.Agent().Send(HttpMethod.Get, $"/api/tickets/{_readable[Interlocked.Increment(ref _turn) % _readable.Length]}");
        await Calls.SendAsync(desk, request);
    }

    public async Task ListAsync()
    {
        using HttpRequestMessage request = Principal.Agent().Send(HttpMethod.Get, "/api/tickets?team=it-support&top=20");
        await Calls.SendAsync(desk, request);
    }
}
