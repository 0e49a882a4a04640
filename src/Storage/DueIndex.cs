using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage;

/// <summary>One row of the due index: something to look at when it falls due. The ticket says whether it still counts.</summary>
public abstract record DueRow(string Partition, string RowKey, DateTimeOffset At, DateTimeOffset WrittenAt)
{
    /// <summary>Since when a tick could have taken it: a deadline that had passed when the row was written was missed by nobody.</summary>
    public DateTimeOffset WaitsSince => At > WrittenAt ? At : WrittenAt;

    /// <summary>A row that was written anew since is another one: it is not deleted with this.</summary>
    internal ETag Tag { get; init; }

    public sealed record OfTicket(
        string Partition, string RowKey, DateTimeOffset At, DateTimeOffset WrittenAt, OrganisationId Organisation, TicketNumber Number, DueWork Work)
        : DueRow(Partition, RowKey, At, WrittenAt);

    /// <summary>A file that was stored a day ago: by now it is part of its ticket, or of none.</summary>
    public sealed record OfFile(
        string Partition, string RowKey, DateTimeOffset At, DateTimeOffset WrittenAt, OrganisationId Organisation, TicketNumber Number, string Id)
        : DueRow(Partition, RowKey, At, WrittenAt);

    /// <summary>A local day of an organisation that is over: what was kept for it alone goes.</summary>
    public sealed record OfAnswers(string Partition, string RowKey, DateTimeOffset At, DateTimeOffset WrittenAt, OrganisationId Organisation, DateOnly Day)
        : DueRow(Partition, RowKey, At, WrittenAt);

    /// <summary>A day of an organisation's feed that is kept no longer.</summary>
    public sealed record OfFeed(string Partition, string RowKey, DateTimeOffset At, DateTimeOffset WrittenAt, OrganisationId Organisation)
        : DueRow(Partition, RowKey, At, WrittenAt);

    /// <summary>Whether everybody whom an organisation tells of events knows what was appended by an instant.</summary>
    public sealed record OfWebhooks(string Partition, string RowKey, DateTimeOffset At, DateTimeOffset WrittenAt, OrganisationId Organisation, DateTimeOffset By)
        : DueRow(Partition, RowKey, At, WrittenAt);

    /// <summary>Other service levels take effect: open clocks are counted anew.</summary>
    public sealed record OfEdition(string Partition, string RowKey, DateTimeOffset At, DateTimeOffset WrittenAt, OrganisationId Organisation)
        : DueRow(Partition, RowKey, At, WrittenAt);

    /// <summary>A simulation that is to be looked after: it goes on, or what it came to is kept no longer.</summary>
    public sealed record OfSimulation(string Partition, string RowKey, DateTimeOffset At, DateTimeOffset WrittenAt, OrganisationId Organisation, string Id)
        : DueRow(Partition, RowKey, At, WrittenAt);

    public sealed record OfKeys(string Partition, string RowKey, DateTimeOffset At, DateTimeOffset WrittenAt, int Residue)
        : DueRow(Partition, RowKey, At, WrittenAt);
}

/// <summary>
/// Work for the timers, by hour: it cannot be part of a ticket's transaction, so a row is written before the commit and verified
/// against the ticket when it falls due. Nothing is ever missed, a moved deadline costs one write, and a tick one small query.
/// </summary>
public sealed class DueIndex(DeskTables tables, TimeProvider time)
{
    // No organisation can be called so.
    private const string KeySweep = "!keys";
    private const string FileSweep = "!file";
    private const string AnswerSweep = "!answers";
    private const string FeedSweep = "!feed";
    private const string WebhookLook = "!webhooks";
    private const string Recount = "!recount";
    private const string SimulationLook = "!simulation";

    /// <summary>How much is read at a time; a tick goes on until nothing is due.</summary>
    public const int PageSize = 200;

    /// <summary>So long (real time) a row is waited for that a reaction is to write: then the outbox has it swept.</summary>
    private static readonly TimeSpan ReactionIsComing = TimeSpan.FromMinutes(1);

    private const int MostAnnounced = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(OrganisationId, TicketNumber), (Due Due, long Since)> _announced = [];
    private DateTimeOffset _earliestWritten = DateTimeOffset.MaxValue;

    /// <summary>The earliest row that this instance wrote, or will write, since the last reading: what that reading cannot have seen.</summary>
    public DateTimeOffset EarliestWritten
    {
        get
        {
            lock (_gate)
                return _announced.Values.Select(each => each.Due.At).Append(_earliestWritten).Min();
        }
    }

    /// <summary>Says that a reaction is to write a row, so that a tick that overtakes it does not miss it: in memory alone.</summary>
    public void Announce(OrganisationId organisation, TicketNumber number, Due due)
    {
        lock (_gate)
        {
            if (_announced.Count >= MostAnnounced)
                _announced.Clear();
            _announced[(organisation, number)] = (due, time.GetTimestamp());
        }
    }

    /// <summary>Writes what was announced and is due already: no request where reactions are as quick as they are meant to be.</summary>
    public async Task WriteAnnouncedAsync(DateTimeOffset now, CancellationToken stop)
    {
        (OrganisationId Organisation, TicketNumber Number, Due Due)[] overtaken;
        lock (_gate)
        {
            foreach ((var forgotten, _) in _announced.Where(each => time.GetElapsedTime(each.Value.Since) > ReactionIsComing).ToArray())
                _announced.Remove(forgotten);
            overtaken = [.. _announced.Where(each => each.Value.Due.At <= now).Select(each => (each.Key.Item1, each.Key.Item2, each.Value.Due))];
        }

        await WriteAsync(overtaken, stop);
    }

    public Task WriteAsync(OrganisationId organisation, TicketNumber number, Due due, CancellationToken stop) =>
        WriteAsync(due.At, WhatOf(organisation, number, due), stop);

    /// <summary>Rows of many tickets: one request for those of an hour.</summary>
    public async Task WriteAsync(IEnumerable<(OrganisationId Organisation, TicketNumber Number, Due Due)> rows, CancellationToken stop)
    {
        foreach (var hour in rows.GroupBy(row => Keys.Hour(row.Due.At)))
        {
            foreach ((OrganisationId Organisation, TicketNumber Number, Due Due)[] some in hour.Chunk(EntityGroup.MostEntities))
            {
                if (some is [var only])
                    await WriteAsync(only.Organisation, only.Number, only.Due, stop);
                else
                {
                    var group = new EntityGroup(hour.Key);
                    foreach ((OrganisationId organisation, TicketNumber number, Due due) in some)
                        group.Upsert(ToRow(due.At, WhatOf(organisation, number, due)));
                    await group.SubmitAsync(tables.Due, stop);
                    Wrote(some.Min(row => row.Due.At));
                }

                Forget(some);
            }
        }
    }

    private void Forget((OrganisationId Organisation, TicketNumber Number, Due Due)[] written)
    {
        lock (_gate)
        {
            foreach ((OrganisationId organisation, TicketNumber number, Due due) in written)
            {
                if (_announced.TryGetValue((organisation, number), out (Due Due, long Since) announced) && announced.Due == due)
                    _announced.Remove((organisation, number));
            }
        }
    }

    internal Task WriteKeySweepAsync(int residue, DateTimeOffset at, CancellationToken stop) =>
        WriteAsync(at, string.Create(CultureInfo.InvariantCulture, $"{KeySweep}|{residue}"), stop);

    internal Task WriteAnswerSweepAsync(OrganisationId organisation, DateOnly day, DateTimeOffset at, CancellationToken stop) =>
        WriteAsync(at, string.Create(CultureInfo.InvariantCulture, $"{AnswerSweep}|{organisation}|{day:yyyy-MM-dd}"), stop);

    internal Task WriteFeedSweepAsync(OrganisationId organisation, DateTimeOffset at, CancellationToken stop) => WriteAsync(at, $"{FeedSweep}|{organisation}", stop);

    internal Task WriteRecountAsync(OrganisationId organisation, DateTimeOffset at, CancellationToken stop) => WriteAsync(at, $"{Recount}|{organisation}", stop);

    /// <summary>Sees to it that somebody looks whether what was appended by an instant was delivered.</summary>
    public Task WriteWebhookLookAsync(OrganisationId organisation, DateTimeOffset by, DateTimeOffset at, CancellationToken stop) => WriteAsync(at, $"{WebhookLook}|{organisation}|{Keys.Ticks(by)}", stop);

    /// <summary>Sees to it that somebody looks after a simulation.</summary>
    public Task WriteSimulationLookAsync(OrganisationId organisation, string id, DateTimeOffset at, CancellationToken stop) => WriteAsync(at, $"{SimulationLook}|{organisation}|{id}", stop);

    /// <summary>Sees to it that files which never become part of their ticket are removed: one request for all of them, before they are stored.</summary>
    public async Task WriteFilesAsync(OrganisationId organisation, TicketNumber number, IEnumerable<string> ids, DateTimeOffset at, CancellationToken stop)
    {
        foreach (string[] some in ids.Chunk(EntityGroup.MostEntities))
        {
            var group = new EntityGroup(Keys.Hour(at));
            foreach (string id in some)
                group.Upsert(new TableEntity(Keys.Hour(at), $"{Keys.Ticks(at)}|{FileSweep}|{organisation}|{number}|{id}") { ["written"] = time.GetUtcNow().UtcTicks });
            await group.SubmitAsync(tables.Due, stop);
        }

        lock (_gate)
            _earliestWritten = at < _earliestWritten ? at : _earliestWritten;
    }

    /// <summary>The earliest page of rows, due or not, in order: one request. What has been done is deleted, so the first row is the next due.</summary>
    public async Task<IReadOnlyList<DueRow>> ReadAsync(CancellationToken stop)
    {
        lock (_gate)
            _earliestWritten = DateTimeOffset.MaxValue;
        await foreach (Page<TableEntity> page in tables.Due.QueryAsync<TableEntity>(filter: (string?)null, PageSize, cancellationToken: stop).AsPages())
        {
            // A page may come empty with a continuation (at a partition boundary): only then the next one is asked for.
            if (page.Values.Count > 0 || page.ContinuationToken is null)
                return [.. page.Values.Select(FromRow).OrderBy(row => row.RowKey, StringComparer.Ordinal)];
        }

        return [];
    }

    public async Task DeleteAsync(IEnumerable<DueRow> rows, CancellationToken stop)
    {
        foreach (IGrouping<string, DueRow> hour in rows.GroupBy(row => row.Partition))
        {
            foreach (DueRow[] some in hour.Chunk(EntityGroup.MostEntities))
                await Rows.DeleteAsync(tables.Due, hour.Key, [.. some.Select(row => (row.RowKey, row.Tag))], stop);
        }
    }

    private async Task WriteAsync(DateTimeOffset at, string what, CancellationToken stop)
    {
        await tables.Due.UpsertEntityAsync(ToRow(at, what), TableUpdateMode.Replace, stop);
        Wrote(at);
    }

    private void Wrote(DateTimeOffset at)
    {
        lock (_gate)
            _earliestWritten = at < _earliestWritten ? at : _earliestWritten;
    }

    private TableEntity ToRow(DateTimeOffset at, string what) =>
        new(Keys.Hour(at), $"{Keys.Ticks(at)}|{what}") { ["written"] = time.GetUtcNow().UtcTicks };

    private static string WhatOf(OrganisationId organisation, TicketNumber number, Due due) => $"{organisation}|{number}|{due.Work.ToString().ToLowerInvariant()}";

    private static DueRow FromRow(TableEntity row)
    {
        string[] parts = row.RowKey.Split('|');
        DateTimeOffset at = Keys.FromTicks(parts[0]);
        DateTimeOffset written = new(row.GetInt64("written")!.Value, TimeSpan.Zero);
        if (parts[1] == FileSweep)
            return new DueRow.OfFile(row.PartitionKey, row.RowKey, at, written, OrganisationId.Parse(parts[2]), TicketNumber.Parse(parts[3]), parts[4]) { Tag = row.ETag };
        if (parts[1] == FeedSweep)
            return new DueRow.OfFeed(row.PartitionKey, row.RowKey, at, written, OrganisationId.Parse(parts[2])) { Tag = row.ETag };
        if (parts[1] == WebhookLook)
            return new DueRow.OfWebhooks(row.PartitionKey, row.RowKey, at, written, OrganisationId.Parse(parts[2]), Keys.FromTicks(parts[3])) { Tag = row.ETag };
        if (parts[1] == Recount)
            return new DueRow.OfEdition(row.PartitionKey, row.RowKey, at, written, OrganisationId.Parse(parts[2])) { Tag = row.ETag };
        if (parts[1] == SimulationLook)
            return new DueRow.OfSimulation(row.PartitionKey, row.RowKey, at, written, OrganisationId.Parse(parts[2]), parts[3]) { Tag = row.ETag };
        if (parts[1] == AnswerSweep)
            return new DueRow.OfAnswers(row.PartitionKey, row.RowKey, at, written, OrganisationId.Parse(parts[2]), DateOnly.ParseExact(parts[3], "yyyy-MM-dd", CultureInfo.InvariantCulture)) { Tag = row.ETag };
        return parts[1] == KeySweep
            ? new DueRow.OfKeys(row.PartitionKey, row.RowKey, at, written, int.Parse(parts[2], CultureInfo.InvariantCulture)) { Tag = row.ETag }
            : new DueRow.OfTicket(
                row.PartitionKey, row.RowKey, at, written, OrganisationId.Parse(parts[1]), TicketNumber.Parse(parts[2]), Enum.Parse<DueWork>(parts[3], ignoreCase: true))
            {
                Tag = row.ETag,
            };
    }
}
