using System.Buffers.Binary;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Feed;

/// <summary>
/// What this instance knows of the end of a feed: the header, and of each ticket the last version that was fed, as they stood under the
/// header's tag. Every append changes the header, so all of it counts exactly as long as the tag does: a steady appender reads nothing.
/// </summary>
internal sealed class FeedShelf(TableClient desk, OrganisationId organisation, int residue)
{
    private const int MostPages = 500;

    private readonly Dictionary<string, byte[]> _pages = [];

    /// <summary>One appender of this instance at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    public OrganisationId Organisation => organisation;

    public int Residue => residue;

    public string Shard => Keys.Shard(residue);

    public FeedHeader? Header { get; private set; }

    /// <summary>Of the header's row; null where there is none yet.</summary>
    public ETag? Tag { get; private set; }

    /// <summary>Reads what is needed for these tickets and is not known: one request for the header, one for each row of marks.</summary>
    public async Task<FeedHeader> LearnAsync(IEnumerable<TicketNumber> numbers, CancellationToken stop)
    {
        if (_pages.Count > MostPages)
            Forget();
        if (Header is null)
        {
            NullableResponse<TableEntity> row = await desk.GetEntityIfExistsAsync<TableEntity>(Shard, FeedKeys.Header(organisation, residue), cancellationToken: stop);
            Header = row.HasValue ? FeedHeader.FromRow(row.Value!) : FeedHeader.None;
            Tag = row.HasValue ? row.Value!.ETag : null;
        }

        string[] unknown = [.. numbers.Select(number => FeedKeys.Page(organisation, number)).Distinct().Where(page => !_pages.ContainsKey(page))];
        NullableResponse<TableEntity>[] found = await Task.WhenAll(unknown.Select(page => desk.GetEntityIfExistsAsync<TableEntity>(Shard, page, cancellationToken: stop)));
        foreach ((string page, NullableResponse<TableEntity> row) in unknown.Zip(found))
            _pages[page] = row.HasValue ? row.Value!.GetBinary("marks") : new byte[FeedKeys.PageSize * sizeof(int)];
        return Header;
    }

    /// <summary>The last version of a ticket that was fed; 0 for none.</summary>
    public int LastOf(TicketNumber number) => BinaryPrimitives.ReadInt32LittleEndian(Mark(number));

    /// <summary>Counts until it is written: if that fails, <see cref="Forget"/>.</summary>
    public void Raise(TicketNumber number, int version) => BinaryPrimitives.WriteInt32LittleEndian(Mark(number), Math.Max(version, LastOf(number)));

    /// <summary>Puts the header, guarded by the tag under which it was read, and the marks of some tickets into a transaction; the header comes first.</summary>
    public void Put(EntityGroup group, FeedHeader header, IEnumerable<TicketNumber> marked)
    {
        TableEntity row = header.ToRow(organisation, residue);
        if (Tag is { } tag)
            group.Replace(row, tag);
        else
            group.Add(row);
        foreach (string page in marked.Select(number => FeedKeys.Page(organisation, number)).Distinct())
            group.Upsert(new(Shard, page) { ["marks"] = _pages[page] });
    }

    public void Wrote(FeedHeader header, ETag tag) => (Header, Tag) = (header, tag);

    /// <summary>Somebody else appended, or may have; or what was raised here was not written.</summary>
    public void Forget()
    {
        (Header, Tag) = (null, null);
        _pages.Clear();
    }

    private Span<byte> Mark(TicketNumber number) => _pages[FeedKeys.Page(organisation, number)].AsSpan(FeedKeys.Slot(number) * sizeof(int), sizeof(int));
}
