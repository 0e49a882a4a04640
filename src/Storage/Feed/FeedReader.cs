using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Feed;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Feed;

/// <summary>Reads a feed by key, the sixteen strands side by side: at its end that is sixteen point reads, whatever the store holds.</summary>
public sealed class FeedReader(DeskTables tables, TimeProvider time)
{
    /// <summary>Segments of one strand that a page reads at the most.</summary>
    private const int MostRounds = 8;

    /// <summary>The oldest events that will be kept for a while: sixteen point reads.</summary>
    public async Task<FeedCursor> BeginningAsync(OrganisationId organisation, CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        NullableResponse<TableEntity>[] rows = await Task.WhenAll(Enumerable.Range(0, Keys.Shards).Select(residue =>
            tables.Desk.GetEntityIfExistsAsync<TableEntity>(Keys.Shard(residue), FeedKeys.Header(organisation, residue), cancellationToken: stop)));
        FeedHeader[] headers = [.. rows.Select(row => row.HasValue ? FeedHeader.FromRow(row.Value!) : FeedHeader.None)];
        int oldest = FeedHeader.DayOf(now) - EventFeed.Retention.Days + 1;
        return new(
            [.. headers.Select(header => new FeedPosition(header.Days.Where(day => day.Day >= oldest).Select(day => day.Position).FirstOrDefault(header.Next), 0))],
            headers.SelectMany(header => header.Days).Where(day => day.Day >= oldest).Select(day => FeedHeader.BeginningOf(day.Day)).Append(now).Min());
    }

    /// <summary>Whether all that stands behind a cursor is still there.</summary>
    public bool IsGood(FeedCursor cursor) => time.GetUtcNow() - cursor.At < EventFeed.Retention;

    /// <summary>What comes behind a cursor that <see cref="IsGood"/>; as much of each strand as of the others, so that none is left behind.</summary>
    /// <param name="most">A page may be shorter, and still have more behind it.</param>
    public async Task<FeedPage> ReadAsync(OrganisationId organisation, FeedCursor cursor, int most, CancellationToken stop)
    {
        // Before anything is read: what is appended meanwhile is younger.
        DateTimeOffset now = time.GetUtcNow();
        Strand[] strands = [.. cursor.Positions.Select((position, residue) => new Strand(residue, position))];
        for (int round = 0; round < MostRounds && strands.Sum(strand => strand.Events.Count) < most && strands.Any(strand => !strand.AtEnd); round++)
            await Task.WhenAll(strands.Where(strand => !strand.AtEnd).Select(strand => ReadAsync(organisation, strand, stop)));

        List<FedEvent> page = [];
        for (int i = 0; page.Count < most && strands.Any(strand => strand.Events.Count > i); i++)
            page.AddRange(strands.Where(strand => strand.Events.Count > i).Take(most - page.Count).Select(strand => strand.Events[i]));
        return new(page, Stands(page.Count), strands.Any(strand => !strand.AtEnd) || strands.Sum(strand => strand.Events.Count) > page.Count) { Stands = Stands };

        FeedCursor Stands(int taken)
        {
            FeedCursor after = page.Take(taken).Aggregate(cursor, (at, e) => at.Past(e));
            return after with { At = strands.Zip(after.Positions, (strand, position) => strand.AgeAt(position)).Append(now).Min() };
        }
    }

    private async Task ReadAsync(OrganisationId organisation, Strand strand, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Desk.GetEntityIfExistsAsync<TableEntity>(
            Keys.Shard(strand.Residue), FeedKeys.Segment(organisation, strand.Residue, strand.Next), cancellationToken: stop);
        if (row.HasValue)
            strand.Add(StoredJson.Read<PublicEvent[]>(Payload.Get(row.Value!)), new(row.Value!.GetInt64("at")!.Value, TimeSpan.Zero));
        else
            strand.AtEnd = true;
    }

    private sealed class Strand(int residue, FeedPosition from)
    {
        private readonly List<DateTimeOffset> _appended = [];

        public int Residue => residue;

        public long Next => from.Segment + _appended.Count;

        public bool AtEnd { get; set; }

        public List<FedEvent> Events { get; } = [];

        public void Add(PublicEvent[] segment, DateTimeOffset at)
        {
            for (int i = _appended.Count == 0 ? from.Index : 0; i < segment.Length; i++)
                Events.Add(new(segment[i], residue, i + 1 < segment.Length ? new(Next, i + 1) : new(Next + 1, 0)));
            _appended.Add(at);
        }

        /// <summary>What stands behind a position was appended then at the earliest.</summary>
        public DateTimeOffset AgeAt(FeedPosition position) =>
            position.Segment < Next ? _appended[(int)(position.Segment - from.Segment)] : AtEnd || _appended.Count == 0 ? DateTimeOffset.MaxValue : _appended[^1];
    }
}
