using System.Text;
using ItsmFunctions.Functions.Queues;
using ItsmFunctions.Storage.Outbox;

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
}
