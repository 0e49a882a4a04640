using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace ItsmFunctions.Testing.MemoryTables;

/// <summary>
/// Table Storage in memory, below the real client library: a transport that answers as the service does. It has no thread, no
/// clock and no chance of its own, so that the same requests in the same order get the same answers to the byte, and it holds
/// millions of rows: point reads and ranges of keys cost the logarithm of that.
/// </summary>
/// <remarks>
/// Where Azurite is laxer than Azure (two partitions or more than a hundred rows in a transaction, forbidden characters in keys),
/// this follows Azure. What the desk never asks for is answered 501.
/// </remarks>
/// <param name="time">Stamps rows; rows written at the same instant differ by ticks of 100 ns, so that a tag is never given twice.</param>
public sealed class MemoryTableService(TimeProvider time) : HttpPipelineTransport
{
    private readonly Lock gate = new();
    private readonly TableStore store = new(time);

    /// <summary>One account; a name that no table's name begins, since the client cuts the first such place out of its address.</summary>
    public string ConnectionString { get; } =
        "DefaultEndpointsProtocol=http;AccountName=memory;AccountKey=bWVtb3J5;TableEndpoint=http://tables.invalid/memory;";

    /// <summary>What was asked since the last reset.</summary>
    public RequestLedger Ledger { get; } = new();

    /// <summary>Rows looked at by reads and queries since the service began, returned or not.</summary>
    public long RowsRead
    {
        get
        {
            lock (gate) return store.RowsRead;
        }
    }

    /// <summary>Rows of all tables.</summary>
    public long RowsHeld
    {
        get
        {
            lock (gate) return store.RowsHeld;
        }
    }

    /// <summary>
    /// Rows that one page looks at before it goes on with a continuation, whatever it has found: Azure stops after 5 s. Null for
    /// no such end.
    /// </summary>
    public int? MostRowsLookedAt
    {
        get => store.MostRowsLookedAt;
        set => store.MostRowsLookedAt = value;
    }

    /// <summary>Whether a page ends where a partition does, as it may on Azure, also with nothing found.</summary>
    public bool PagesEndWithPartitions
    {
        get => store.PagesEndWithPartitions;
        set => store.PagesEndWithPartitions = value;
    }

    /// <summary>A client of this service.</summary>
    public TableServiceClient Client() => new(ConnectionString, new TableClientOptions { Transport = this, Retry = { MaxRetries = 0 } });

    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override ValueTask ProcessAsync(HttpMessage message)
    {
        Process(message);
        return ValueTask.CompletedTask;
    }

    public override void Process(HttpMessage message)
    {
        message.CancellationToken.ThrowIfCancellationRequested();
        var asked = TableRequest.Of(message.Request);
        Ledger.Add(StorageOperation.Parse("tables", asked.Method, asked.Target, asked.IfMatch is not null, asked.Body));
        TableAnswer answer;
        lock (gate) answer = TableDoor.Answer(store, asked);
        message.Response = new TableResponse(answer, message.Request.ClientRequestId);
    }
}
