using System.Text;
using Azure.Storage.Queues;
using ItsmFunctions.Functions.Queues;
using ItsmFunctions.Storage.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace ItsmFunctions.Notifications.Tests;

public sealed class A_nudge
{
    [Fact]
    public void Fits_into_a_queue_message_with_the_longest_of_names()
    {
        string organisation = new('o', 63);
        OutboxRow[] rows = [.. Enumerable.Range(0, Nudges.MostRows).Select(i =>
            new OutboxRow("sf", $"!outbox|{DateTime.MaxValue.Ticks:D19}|{organisation}|INC-{i:D7}-999999", nameof(Happening.RankOverridden)))];
        string message = Nudges.Write(rows);

        // Storage counts the base64 of it, at most 64 KiB.
        Assert.InRange(Convert.ToBase64String(Encoding.UTF8.GetBytes(message)).Length, 1, 64 * 1024);
        Assert.Equal(rows, Nudges.Read(message));
    }

    [Fact]
    public async Task That_failed_five_times_is_counted_no_longer_when_the_outbox_has_done_what_it_was_about()
    {
        var service = new QueueServiceClient(await (await Azurite.SharedAsync()).ClaimAccountAsync(), new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        var poison = new PoisonNudges(service, NullLogger<PoisonNudges>.Instance);
        // Where none ever failed there is no such queue.
        await poison.ClearAsync(CancellationToken.None);
        QueueClient queue = service.GetQueueClient(PoisonNudges.Queue);
        await queue.CreateAsync();
        for (int i = 0; i < 40; i++)
            await queue.SendMessageAsync(Nudges.Write([new("s0", $"!outbox|{DateTime.MaxValue.Ticks:D19}|au|INC-{i:D7}-000001", nameof(Happening.Opened))]));
        await queue.SendMessageAsync("""{"somebody":"else's"}""");

        await poison.ClearAsync(CancellationToken.None);

        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }
}
