using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Tickets;

/// <summary>A ticket as it was read: its state, and what a change to it needs.</summary>
/// <param name="Keys">The idempotency keys of its latest commands.</param>
public sealed record StoredTicket(Ticket Ticket, RecentKeys Keys)
{
    /// <summary>Storage's own tag; it never leaves this room. The HTTP ETag is the version.</summary>
    internal ETag Tag { get; init; }

    /// <summary>Hash of the latest event: the predecessor of the next one.</summary>
    internal string Head { get; init; } = EventFormat.NoPredecessor;

    /// <summary>Id of the write that made this state, by which a lost acknowledgement is recognised.</summary>
    internal string Operation { get; init; } = "";

    internal TableEntity ToRow()
    {
        OrganisationId organisation = Ticket.Organisation;
        var row = new TableEntity(Storage.Keys.Shard(Ticket.Number), Storage.Keys.Ticket(organisation, Ticket.Number))
        {
            ["version"] = Ticket.Version,
            ["status"] = Ticket.Status.ToString(),
            ["head"] = Head,
            ["operation"] = Operation,
            ["keys"] = Keys.ToBytes(),
        };
        Payload.Put(row, StoredJson.Write(Ticket));
        return row;
    }

    /// <summary>What a write that changes nothing but the keys merges into the row.</summary>
    internal TableEntity ToKeysRow() => new(Storage.Keys.Shard(Ticket.Number), Storage.Keys.Ticket(Ticket.Organisation, Ticket.Number))
    {
        ["operation"] = Operation,
        ["keys"] = Keys.ToBytes(),
    };

    internal static StoredTicket FromRow(TableEntity row) => new(
        StoredJson.Read<Ticket>(Payload.Get(row)),
        RecentKeys.FromBytes(row.GetBinary("keys") ?? []))
    {
        Tag = row.ETag,
        Head = row.GetString("head"),
        Operation = row.GetString("operation"),
    };
}
