using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Storage.SelfHelp;

/// <summary>What came of one entry in one month.</summary>
/// <param name="Month">Local month, as 2026-11.</param>
/// <param name="Helped">Answers of people whom it helped: a ticket less, as far as anybody can tell.</param>
/// <param name="NotHelped">Answers of people whom it did not.</param>
/// <param name="Opened">Tickets of people who had read it.</param>
public sealed record SelfHelpCount(string Entry, string Month, int Helped, int NotHelped, int Opened);

/// <summary>What became of an answer to an entry.</summary>
public enum SelfHelpAnswer
{
    Counted,

    /// <summary>It stood already, and nothing was counted.</summary>
    Standing,

    /// <summary>The key of the request brought it before.</summary>
    Replayed,

    /// <summary>The key of the request came before with another answer.</summary>
    KeyReused,
}

/// <summary>
/// Counts what self-help achieves (IT-03), when it happens: one row for each entry and month, changed under its ETag together with a
/// mark of what was counted. So nothing is counted twice, whatever is repeated, and a report reads counts and no tickets.
/// </summary>
/// <remarks>
/// That somebody looked something up is theirs. The mark of an answer is kept for the local day alone, so that a double click counts
/// once and a change of mind takes the place of what it changes, and is removed when the day is over. It names nobody: its key is a
/// hash of organisation, person, entry and day, another one each day and for each entry. Whoever had the rows and a list of all persons
/// could try them one by one: hence nothing of it outlives the day. The counts hold no trace of persons. The mark of a ticket holds
/// its number and stays: the events of a ticket may be told again at any time.
/// </remarks>
public sealed class SelfHelpCounts(DeskTables tables, DueIndex due)
{
    /// <summary>Keys of requests that one mark remembers.</summary>
    private const int MostKeys = 16;
    private const int Patience = 64;

    // Half of each SHA-256 is plenty to tell apart the requests of one person about one entry on one day.
    private const int HashLength = 16;
    private const string Helped = "helped", NotHelped = "nothelped", Opened = "opened";

    private readonly HashSet<(OrganisationId, DateOnly)> _announced = [];

    /// <summary>Counts an answer: two reads and a transaction, and one write more for the first of an organisation's day.</summary>
    /// <param name="day">Local day of the organisation.</param>
    /// <param name="over">When that day is over.</param>
    /// <exception cref="RequestFailedException">Storage does not answer, or too many answer at once.</exception>
    public async Task<SelfHelpAnswer> AnswerAsync(
        OrganisationId organisation, string entry, string person, DateOnly day, DateTimeOffset over, bool helped, RequestKey? key, CancellationToken stop)
    {
        await AnnounceAsync(organisation, day, over, stop);
        string mark = MarkOf(organisation, entry, person, day), count = CountOf(organisation, entry, MonthOf(day));
        for (int attempt = 1; ; attempt++)
        {
            NullableResponse<TableEntity>[] found = await Task.WhenAll(FindAsync(organisation, mark, stop), FindAsync(organisation, count, stop));
            TableEntity? before = found[0].HasValue ? found[0].Value : null;
            byte[] keys = before?.GetBinary("keys") ?? [];
            if (key is not null && Find(keys, key) is { } same)
                return same ? SelfHelpAnswer.Replayed : SelfHelpAnswer.KeyReused;
            bool? stands = before?.GetBoolean(Helped);
            if (stands == helped && key is null)
                return SelfHelpAnswer.Standing;

            var group = new EntityGroup(organisation.Value);
            Put(group, before, Answered(organisation, mark, helped, With(keys, key)));
            if (stands != helped)
                Put(group, found[1], Counted(organisation, count, found[1], helped ? 1 : stands is null ? 0 : -1, helped ? stands is null ? 0 : -1 : 1, 0));
            if (await TrySubmitAsync(group, attempt, stop))
                return stands == helped ? SelfHelpAnswer.Standing : SelfHelpAnswer.Counted;
        }
    }

    /// <summary>Counts a ticket against the entries that its requester had read: once, however often it is asked for.</summary>
    /// <param name="day">Local day on which it was opened.</param>
    public async Task OpenedAsync(OrganisationId organisation, TicketNumber number, IReadOnlyList<string> entries, DateOnly day, CancellationToken stop)
    {
        string[] counts = [.. entries.Distinct().Select(entry => CountOf(organisation, entry, MonthOf(day)))];
        string mark = $"{organisation}|ticket|{number}";
        for (int attempt = 1; ; attempt++)
        {
            NullableResponse<TableEntity>[] found = await Task.WhenAll(counts.Prepend(mark).Select(row => FindAsync(organisation, row, stop)));
            if (found[0].HasValue)
                return;
            var group = new EntityGroup(organisation.Value);
            group.Add(new(organisation.Value, mark));
            foreach ((int i, string count) in counts.Index())
                Put(group, found[i + 1], Counted(organisation, count, found[i + 1], 0, 0, 1));
            if (await TrySubmitAsync(group, attempt, stop))
                return;
        }
    }

    /// <summary>Sets what was counted elsewhere, in the place of what stands there: a transaction for a hundred. For a desk that is being made; nobody answers meanwhile.</summary>
    public async Task LoadAsync(OrganisationId organisation, IEnumerable<SelfHelpCount> counts, CancellationToken stop)
    {
        foreach (SelfHelpCount[] some in counts.Chunk(EntityGroup.MostEntities))
        {
            var group = new EntityGroup(organisation.Value);
            foreach (SelfHelpCount count in some)
                group.Upsert(Row(organisation, CountOf(organisation, count.Entry, count.Month), count.Helped, count.NotHelped, count.Opened));
            await group.SubmitAsync(tables.SelfHelp, stop);
        }
    }

    /// <summary>Every count of some months, both included: one range of keys.</summary>
    public async Task<IReadOnlyList<SelfHelpCount>> ReadAsync(OrganisationId organisation, string from, string to, CancellationToken stop)
    {
        List<SelfHelpCount> counts = [];
        string first = $"{CountsOf(organisation)}{from}|", end = Keys.Behind($"{CountsOf(organisation)}{to}|");
        await foreach (TableEntity row in tables.SelfHelp.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {first} and RowKey lt {end}"), cancellationToken: stop))
            counts.Add(new(row.GetString("entry"), row.GetString("month"), row.GetInt32(Helped) ?? 0, row.GetInt32(NotHelped) ?? 0, row.GetInt32(Opened) ?? 0));
        return counts;
    }

    /// <summary>Removes the marks of the answers of a day and of those before it.</summary>
    public async Task<int> SweepAsync(OrganisationId organisation, DateOnly day, CancellationToken stop)
    {
        int swept = 0;
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {AnswersOf(organisation)} and RowKey lt {Keys.Behind($"{AnswersOf(organisation)}{DayOf(day)}|")}");
        await foreach (Page<TableEntity> page in tables.SelfHelp.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: stop).AsPages())
        {
            foreach (TableEntity[] some in page.Values.Chunk(EntityGroup.MostEntities))
            {
                await Rows.DeleteAsync(tables.SelfHelp, organisation.Value, [.. some.Select(row => row.RowKey)], stop);
                swept += some.Length;
            }
        }

        return swept;
    }

    private Task<NullableResponse<TableEntity>> FindAsync(OrganisationId organisation, string row, CancellationToken stop) =>
        tables.SelfHelp.GetEntityIfExistsAsync<TableEntity>(organisation.Value, row, cancellationToken: stop);

    // Refused or not acknowledged: what stands is read anew, and a mark of our own says that it was counted.
    private async Task<bool> TrySubmitAsync(EntityGroup group, int attempt, CancellationToken stop)
    {
        try
        {
            await group.SubmitAsync(tables.SelfHelp, stop);
            return true;
        }
        catch (Exception failure) when (attempt < Patience && Acknowledgement.MayBeLost(failure))
        {
            return false;
        }
    }

    private async Task AnnounceAsync(OrganisationId organisation, DateOnly day, DateTimeOffset over, CancellationToken stop)
    {
        lock (_announced)
        {
            if (_announced.Contains((organisation, day)))
                return;
        }

        await due.WriteAnswerSweepAsync(organisation, day, over, stop);
        lock (_announced)
        {
            if (_announced.Count > 1_000)
                _announced.Clear();
            _announced.Add((organisation, day));
        }
    }

    private static void Put(EntityGroup group, NullableResponse<TableEntity> found, TableEntity row) => Put(group, found.HasValue ? found.Value : null, row);

    private static void Put(EntityGroup group, TableEntity? before, TableEntity row)
    {
        if (before is null)
            group.Add(row);
        else
            group.Replace(row, before.ETag);
    }

    private static TableEntity Answered(OrganisationId organisation, string mark, bool helped, byte[] keys)
    {
        var row = new TableEntity(organisation.Value, mark) { [Helped] = helped };
        if (keys.Length > 0)
            row["keys"] = keys;
        return row;
    }

    private static TableEntity Counted(OrganisationId organisation, string count, NullableResponse<TableEntity> found, int helped, int notHelped, int opened)
    {
        return Row(organisation, count, Was(Helped) + helped, Was(NotHelped) + notHelped, Was(Opened) + opened);

        int Was(string name) => found.HasValue ? found.Value!.GetInt32(name) ?? 0 : 0;
    }

    private static TableEntity Row(OrganisationId organisation, string count, int helped, int notHelped, int opened)
    {
        string[] parts = count.Split('|');
        return new(organisation.Value, count) { ["month"] = parts[2], ["entry"] = parts[3], [Helped] = helped, [NotHelped] = notHelped, [Opened] = opened };
    }

    private static bool? Find(byte[] keys, RequestKey key)
    {
        foreach (byte[] entry in keys.Chunk(2 * HashLength))
        {
            if (entry.AsSpan(0, HashLength).SequenceEqual(key.Key.AsSpan(0, HashLength)))
                return entry.AsSpan(HashLength).SequenceEqual(key.Request.AsSpan(0, HashLength));
        }

        return null;
    }

    private static byte[] With(byte[] keys, RequestKey? key) =>
        key is null ? keys : [.. keys.TakeLast((MostKeys - 1) * 2 * HashLength), .. key.Key.AsSpan(0, HashLength), .. key.Request.AsSpan(0, HashLength)];

    // An entry's id may hold what a key may not, and never a bar.
    private static string CountOf(OrganisationId organisation, string entry, string month) => $"{CountsOf(organisation)}{month}|{entry}";

    private static string CountsOf(OrganisationId organisation) => $"{organisation}|count|";

    private static string AnswersOf(OrganisationId organisation) => $"{organisation}|answer|";

    private static string MarkOf(OrganisationId organisation, string entry, string person, DateOnly day)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{organisation}\n{person}\n{entry}\n{DayOf(day)}"));
        return $"{AnswersOf(organisation)}{DayOf(day)}|{Convert.ToHexStringLower(hash.AsSpan(0, HashLength))}";
    }

    private static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
