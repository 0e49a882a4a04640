using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Import;

/// <summary>
/// What has been replayed of one foreign ticket: a row in the shard of the ticket it became, written in the same transactions,
/// that never expires. The foreign number alone says where it stands, so it is found by one point read.
/// </summary>
/// <param name="Reference">The foreign number with its system, such as "servicenow:INC0000045".</param>
/// <param name="Entries">Fingerprints of the log entries that have been dealt with, whether or not they led to an event.</param>
public sealed record ImportRecord(string Reference, TicketNumber Number, ImmutableArray<ulong> Entries)
{
    internal ETag Tag { get; init; }

    /// <summary>Id of the write that made this state, by which a lost acknowledgement is recognised.</summary>
    internal string Operation { get; init; } = "";

    /// <summary>The shard of a foreign number: its ticket takes a number of this residue.</summary>
    public static int Residue(OrganisationId organisation, string reference) => Hash(organisation, reference)[0] % Keys.Shards;

    internal static string KeyOf(OrganisationId organisation, string reference) =>
        $"!import|{organisation}|{Convert.ToHexStringLower(Hash(organisation, reference))}";

    internal TableEntity ToRow(OrganisationId organisation)
    {
        byte[] entries = new byte[Entries.Length * sizeof(ulong)];
        for (int i = 0; i < Entries.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(entries.AsSpan(i * sizeof(ulong)), Entries[i]);
        var row = new TableEntity(Keys.Shard(Number), KeyOf(organisation, Reference))
        {
            ["reference"] = Reference,
            ["number"] = Number.ToString(),
            ["operation"] = Operation,
        };
        Payload.Put(row, entries);
        return row;
    }

    internal static ImportRecord FromRow(TableEntity row)
    {
        byte[] bytes = Payload.Get(row);
        var entries = ImmutableArray.CreateBuilder<ulong>(bytes.Length / sizeof(ulong));
        for (int at = 0; at + sizeof(ulong) <= bytes.Length; at += sizeof(ulong))
            entries.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)));
        return new(row.GetString("reference"), TicketNumber.Parse(row.GetString("number")), entries.ToImmutable())
        {
            Tag = row.ETag,
            Operation = row.GetString("operation"),
        };
    }

    private static byte[] Hash(OrganisationId organisation, string reference) => SHA256.HashData(Encoding.UTF8.GetBytes($"{organisation}|{reference}"));
}
