using Azure.Data.Tables;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Outbox;

namespace ItsmFunctions.Storage.Tickets;

internal static class EventRows
{
    /// <summary>Adds an event to its ticket's transaction, chained to the one before, and its outbox row where the world is to be told.</summary>
    /// <returns>The hash that the next event is chained to.</returns>
    public static string Add(EntityGroup group, TicketEvent e, string head, string operation, string? source, bool tell)
    {
        (byte[] bytes, string hash) = EventFormat.Write(e, head, source);
        OutboxRow outbox = OutboxRow.Of(e);
        var row = new TableEntity(outbox.Shard, Keys.Event(e.Dimensions.Organisation, e.Number, e.Version)) { ["operation"] = operation };
        Payload.Put(row, bytes);
        group.Add(row);
        if (tell)
            group.Add(new TableEntity(outbox.Shard, outbox.RowKey) { ["what"] = outbox.What });
        return hash;
    }
}
