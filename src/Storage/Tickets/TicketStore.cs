using System.Collections.Immutable;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Tickets;

/// <summary>
/// Keeps tickets: state, events, outbox rows and idempotency keys of one ticket stand in one partition, so that each change is one
/// entity-group transaction guarded by the ticket row's tag.
/// </summary>
public sealed class TicketStore(DeskTables tables, DueIndex due, NumberBlocks numbers, CreationKeys creationKeys)
{
    private readonly GroupCommit _writes = new(tables.Desk);

    /// <summary>One ticket by its number: one point read. Null if there is none.</summary>
    public async Task<StoredTicket?> FindAsync(OrganisationId organisation, TicketNumber number, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Desk.GetEntityIfExistsAsync<TableEntity>(
            Keys.Shard(number), Keys.Ticket(organisation, number), cancellationToken: stop);
        return row.HasValue ? StoredTicket.FromRow(row.Value!) : null;
    }

    /// <summary>The events of a ticket in order: one range of keys.</summary>
    public async Task<IReadOnlyList<StoredEvent>> ReadEventsAsync(OrganisationId organisation, TicketNumber number, int upTo, CancellationToken stop)
    {
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Keys.Shard(number)} and RowKey ge {Keys.Events(organisation, number)} and RowKey le {Keys.Event(organisation, number, upTo)}");
        var events = new List<StoredEvent>();
        await foreach (TableEntity row in tables.Desk.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            events.Add(EventFormat.Read(Payload.Get(row)));
        return events;
    }

    /// <summary>One event by its version: one point read.</summary>
    public async Task<StoredEvent?> FindEventAsync(OrganisationId organisation, TicketNumber number, int version, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Desk.GetEntityIfExistsAsync<TableEntity>(
            Keys.Shard(number), Keys.Event(organisation, number, version), cancellationToken: stop);
        return row.HasValue ? EventFormat.Read(Payload.Get(row.Value!)) : null;
    }

    /// <summary>What a key of a creation led to, while it is alive: one point read.</summary>
    public async Task<CreationKey?> FindCreationAsync(OrganisationId organisation, RequestKey key, DateTimeOffset now, CancellationToken stop) =>
        await creationKeys.FindAsync(organisation, key, stop) is { } held && held.IsAlive(now) ? held : null;

    /// <summary>A fresh number for a ticket that is created with this key. If nobody creates it, it is a gap.</summary>
    public Task<TicketNumber> TakeNumberAsync(OrganisationId organisation, TicketKind kind, RequestKey? key, CancellationToken stop) =>
        numbers.TakeAsync(organisation, kind, key is null ? null : CreationKeys.Residue(key), stop);

    /// <summary>Writes a new ticket under a fresh number: one transaction, whatever happens to its acknowledgement.</summary>
    /// <param name="make">The first state and event of a ticket with the number that is given to it.</param>
    public Task<Creation> CreateAsync(
        OrganisationId organisation, TicketKind kind, RequestKey? key, DateTimeOffset now, Func<TicketNumber, (Ticket Ticket, TicketEvent Event)> make, CancellationToken stop) =>
        CreateAsync(
            organisation, kind, key, now,
            (TicketNumber number) =>
            {
                (Ticket ticket, TicketEvent first) = make(number);
                return (ticket, (ImmutableArray<TicketEvent>)[first]);
            },
            stop);

    /// <summary>Likewise, with all that happened to it in the same moment: due rows first, then one transaction.</summary>
    public async Task<Creation> CreateAsync(
        OrganisationId organisation, TicketKind kind, RequestKey? key, DateTimeOffset now, Func<TicketNumber, (Ticket Ticket, ImmutableArray<TicketEvent> Events)> make,
        CancellationToken stop)
    {
        (Ticket ticket, ImmutableArray<TicketEvent> events) = make(await TakeNumberAsync(organisation, kind, key, stop));
        return await CreateAsync(ticket, events, key, now, stop);
    }

    /// <summary>Writes a new ticket under a number of <see cref="TakeNumberAsync"/>: due rows first, then one transaction.</summary>
    public Task<Creation> CreateAsync(Ticket ticket, ImmutableArray<TicketEvent> events, RequestKey? key, DateTimeOffset now, CancellationToken stop) =>
        CreateAsync(ticket, events, key, now, beside: null, stop);

    /// <summary>Likewise, with a row of the same shard that is written in the same transaction.</summary>
    /// <exception cref="Azure.RequestFailedException">409 or 412: that row is not as it was read, and nothing was written.</exception>
    internal async Task<Creation> CreateAsync(Ticket ticket, ImmutableArray<TicketEvent> events, RequestKey? key, DateTimeOffset now, Action<EntityGroup>? beside, CancellationToken stop)
    {
        (OrganisationId organisation, TicketNumber number) = (ticket.Organisation, ticket.Number);
        if (key is not null)
            await creationKeys.AnnounceAsync(CreationKeys.Residue(key), now, stop);
        foreach (Due owed in ticket.Dues().Where(due => due.IsWrittenFirst))
            await due.WriteAsync(organisation, number, owed, stop);
        var fresh = new StoredTicket(ticket, RecentKeys.None) { Head = "", Operation = NewOperation() };
        CreationKey? expired = null;
        while (true)
        {
            try
            {
                (EntityGroup group, StoredTicket written) = Changes(fresh, EventFormat.NoPredecessor, events);
                group.Add(written.ToRow());
                beside?.Invoke(group);
                if (key is not null)
                {
                    TableEntity keyRow = CreationKey.ToRow(Keys.Shard(number), organisation, key, number, ticket.Version, now);
                    if (expired is null)
                        group.Add(keyRow);
                    else
                        group.Replace(keyRow, expired.Tag);
                }

                await _writes.SubmitAsync(group, stop);
                Announce(ticket, events);
                return new Creation.Created(ticket, events);
            }
            catch (Exception failure) when (Acknowledgement.MayBeLost(failure))
            {
                CreationKey? held = key is null ? null : await creationKeys.FindAsync(organisation, key, stop);
                if (held is not null && held.Number != number && held.IsAlive(now))
                    return new Creation.Repeated(held);
                if (await WasWrittenAsync(organisation, events[0], fresh.Operation, stop))
                    return new Creation.Created(ticket, events);
                if (held is null || held.IsAlive(now) || held.Tag == expired?.Tag)
                    throw;
                expired = held;
            }
        }
    }

    /// <summary>Likewise, once for a number that the caller holds, however often and however late it is asked for.</summary>
    public async Task<Creation> CreateOnceAsync(Ticket ticket, ImmutableArray<TicketEvent> events, DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            return await CreateAsync(ticket, events, key: null, now, stop);
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            if (await FindAsync(ticket.Organisation, ticket.Number, stop) is { } there)
                return new Creation.There(there.Ticket);
            throw;
        }
    }

    /// <summary>Writes what happened to a ticket, if nobody changed it since it was read: due rows first, then one transaction.</summary>
    public Task<Commit> CommitAsync(
        StoredTicket before, Ticket after, ImmutableArray<TicketEvent> events, RequestKey? key, DateTimeOffset now, CancellationToken stop) =>
        CommitAsync(before, after, events, key, now, beside: null, stop);

    /// <summary>Likewise, with a row of the same shard that is written in the same transaction.</summary>
    /// <exception cref="Azure.RequestFailedException">409 or 412: that row is not as it was read, and nothing was written.</exception>
    internal async Task<Commit> CommitAsync(
        StoredTicket before, Ticket after, ImmutableArray<TicketEvent> events, RequestKey? key, DateTimeOffset now, Action<EntityGroup>? beside, CancellationToken stop)
    {
        foreach (Due added in after.Dues().Except(before.Ticket.Dues()).Where(due => due.IsWrittenFirst))
            await due.WriteAsync(after.Organisation, after.Number, added, stop);

        string operation = NewOperation();
        (EntityGroup group, StoredTicket written) = Changes(
            before with { Ticket = after, Keys = before.Keys.With(key, after.Version, now), Operation = operation }, before.Head, events);
        group.Replace(written.ToRow(), before.Tag);
        beside?.Invoke(group);
        try
        {
            await _writes.SubmitAsync(group, stop);
            Announce(after, events);
            return new Commit.Committed(after, events);
        }
        catch (Exception failure) when (Acknowledgement.MayBeLost(failure))
        {
            StoredTicket current = await CurrentAsync(after, stop);
            if (current.Operation == operation || await WasWrittenAsync(after.Organisation, events[0], operation, stop))
                return new Commit.Committed(after, events);
            if (current.Tag == before.Tag)
                throw;
            return new Commit.Overtaken(current);
        }
    }

    /// <summary>
    /// Keeps the key of a command that left the ticket as it stands, if nobody changed it since it was read: one write, no event, and
    /// the version stays.
    /// </summary>
    /// <returns>
    /// Overtaken also where the acknowledgement was lost and somebody has changed the ticket since: then the key stands among those of
    /// the current state.
    /// </returns>
    public async Task<Commit> RememberAsync(StoredTicket before, RequestKey key, DateTimeOffset now, CancellationToken stop)
    {
        string operation = NewOperation();
        StoredTicket after = before with { Keys = before.Keys.With(key, before.Ticket.Version, now), Operation = operation };
        try
        {
            await tables.Desk.UpdateEntityAsync(after.ToKeysRow(), before.Tag, TableUpdateMode.Merge, stop);
            return new Commit.Committed(before.Ticket, []);
        }
        catch (Exception failure) when (Acknowledgement.MayBeLost(failure))
        {
            StoredTicket current = await CurrentAsync(before.Ticket, stop);
            if (current.Operation == operation)
                return new Commit.Committed(before.Ticket, []);
            if (current.Tag == before.Tag)
                throw;
            return new Commit.Overtaken(current);
        }
    }

    // The reaction to the event that asks for it writes the row (docs/decisions/0017).
    private void Announce(Ticket after, ImmutableArray<TicketEvent> events)
    {
        if (after.Watch is { ArmedBy: { } version, WakesAt: { } at } && events.Any(e => e.Version == version))
            due.Announce(after.Organisation, after.Number, new(DueWork.Prompt, at));
    }

    private async Task<StoredTicket> CurrentAsync(Ticket ticket, CancellationToken stop) =>
        await FindAsync(ticket.Organisation, ticket.Number, stop) ?? throw new InvalidDataException($"{ticket.Number} is gone.");

    // Somebody may have changed the ticket after our write and before we looked: then our event tells.
    private async Task<bool> WasWrittenAsync(OrganisationId organisation, TicketEvent e, string operation, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Desk.GetEntityIfExistsAsync<TableEntity>(
            Keys.Shard(e.Number), Keys.Event(organisation, e.Number, e.Version), ["operation"], stop);
        return row.HasValue && row.Value!.GetString("operation") == operation;
    }

    private static (EntityGroup Group, StoredTicket Written) Changes(StoredTicket ticket, string head, ImmutableArray<TicketEvent> events)
    {
        var group = new EntityGroup(Keys.Shard(ticket.Ticket.Number));
        foreach (TicketEvent e in events)
            head = EventRows.Add(group, e, head, ticket.Operation, source: null, tell: true);

        return (group, ticket with { Head = head });
    }

    private static string NewOperation() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

public abstract record Creation
{
    private Creation()
    {
    }

    public sealed record Created(Ticket Ticket, ImmutableArray<TicketEvent> Events) : Creation;

    /// <summary>The key was there already: what it led to.</summary>
    public sealed record Repeated(CreationKey Key) : Creation;

    /// <summary>The number was there already.</summary>
    public sealed record There(Ticket Ticket) : Creation;
}

public abstract record Commit
{
    private Commit()
    {
    }

    public sealed record Committed(Ticket Ticket, ImmutableArray<TicketEvent> Events) : Commit;

    /// <summary>Somebody else changed the ticket first.</summary>
    public sealed record Overtaken(StoredTicket Current) : Commit;
}
