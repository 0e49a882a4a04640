using System.Collections.Immutable;
using System.Text.Json;
using System.Threading.Channels;
using Azure.Storage.Queues;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Outbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Queues;

/// <summary>
/// Tells the outbox queue that there is work, many events in one message. A nudge that is lost costs nothing but time: the rows
/// stand in the outbox, and the sweep finds them.
/// </summary>
public sealed partial class Nudges(QueueServiceClient queues, RecentChanges changes, TimeProvider time, ILogger<Nudges> log) : BackgroundService
{
    public const string Queue = "desk-outbox";

    /// <summary>How long a nudge waits for others: with the queue's polling it keeps lists within two seconds.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    /// <summary>Rows in one message: with the longest of names they fit into the 64 KiB of a queue message, base64 included.</summary>
    public const int MostRows = 128;

    private readonly Channel<OutboxRow> _waiting = Channel.CreateBounded<OutboxRow>(
        new BoundedChannelOptions(20_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <param name="isListed">Whether it is a new ticket that stands in its requester's list already.</param>
    public void About(Ticket after, ImmutableArray<TicketEvent> events, bool isListed = false)
    {
        if (events.IsEmpty)
            return;
        changes.Remember(after, events, isListed);
        foreach (TicketEvent e in events)
            _waiting.Writer.TryWrite(OutboxRow.Of(e));
    }

    public static string Write(IReadOnlyList<OutboxRow> rows) => JsonSerializer.Serialize(rows);

    public static IReadOnlyList<OutboxRow> Read(string message) => JsonSerializer.Deserialize<OutboxRow[]>(message) ?? [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        QueueClient queue = queues.GetQueueClient(Queue);
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            if (!stoppingToken.IsCancellationRequested)
                await Task.Delay(Gathering, time, CancellationToken.None);
            while (_waiting.Reader.TryPeek(out _))
                await SendAsync(queue, Gather());
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    private List<OutboxRow> Gather()
    {
        var rows = new List<OutboxRow>();
        while (rows.Count < MostRows && _waiting.Reader.TryRead(out OutboxRow? row))
            rows.Add(row);
        return rows;
    }

    private async Task SendAsync(QueueClient queue, List<OutboxRow> rows)
    {
        try
        {
            await queue.SendMessageAsync(Write(rows));
        }
        catch (Exception failure)
        {
            LogNotSent(rows.Count, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} outbox rows could not be nudged; the sweep will find them.")]
    private partial void LogNotSent(int count, Exception failure);
}
