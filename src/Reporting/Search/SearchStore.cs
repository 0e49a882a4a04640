using ItsmFunctions.Domain;
using ItsmFunctions.Storage.Reports;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;

namespace ItsmFunctions.Reporting.Search;

/// <summary>
/// Answers from the index that stands: its manifest, and its files where they changed since the last answer. Indexes are kept in memory
/// up to a limit, those that were asked for last.
/// </summary>
public sealed class SearchStore(SearchBlobs blobs, SearchMarks marks, TimeProvider time)
{
    /// <summary>Bytes of all indexes that are kept at hand, on an instance of 512 MB. One that is larger by itself is kept alone.</summary>
    public const long MostBytes = 128 * 1024 * 1024;

    /// <summary>So long (real time) an instance does not ask again for an index that is missing or damaged.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly IndexStore _store = new(blobs);
    private readonly Lock _gate = new();
    private readonly LinkedList<Opened> _opened = [];
    private readonly Dictionary<OrganisationId, long> _asked = [];

    /// <summary>One storage request where the index is known, else one more for each file that is new.</summary>
    /// <exception cref="InvalidDataException">The index is damaged, and there is no older one at hand: it is asked for anew.</exception>
    public async Task<SearchAnswer> FindAsync(OrganisationId organisation, SearchQuery query, int most, CancellationToken stop)
    {
        if (await LatestAsync(organisation, stop) is not { } opened)
        {
            await AskAsync(organisation, stop);
            return new(0, [], null);
        }

        foreach (bool strictly in (bool[])[true, false])
        {
            if (query.ToQuery(strictly) is not { } wanted)
                break;
            TopFieldDocs found = opened.Searcher.Search(wanted, null, most, Best, doDocScores: false, doMaxScore: false);
            if (found.TotalHits > 0)
                return new(found.TotalHits, [.. found.ScoreDocs.Select(hit => SearchDocuments.Read(opened.Searcher.Doc(hit.Doc)))], opened.Index.Manifest.AsOf);
        }

        return new(0, [], opened.Index.Manifest.AsOf);
    }

    private static readonly Sort Best = new(SortField.FIELD_SCORE, new SortField(SearchDocuments.OpenedAt, SortFieldType.INT64, reverse: true));

    private async Task<Opened?> LatestAsync(OrganisationId organisation, CancellationToken stop)
    {
        Opened? known = Find(organisation);
        try
        {
            StoredIndex? index = await FindAsync(organisation, known?.Index, stop);
            if (index is null || ReferenceEquals(index, known?.Index))
                return index is null ? null : known;
            var opened = new Opened(index);
            Keep(opened);
            return opened;
        }
        catch (InvalidDataException)
        {
            await AskAsync(organisation, stop);
            if (known is null)
                throw;
            return known;
        }
    }

    // A file may be retired between the reading of the manifest and its own: then the manifest is another one.
    private async Task<StoredIndex?> FindAsync(OrganisationId organisation, StoredIndex? known, CancellationToken stop)
    {
        try
        {
            return await _store.FindAsync(organisation, known, stop);
        }
        catch (InvalidDataException)
        {
            return await _store.FindAsync(organisation, known, stop);
        }
    }

    private async Task AskAsync(OrganisationId organisation, CancellationToken stop)
    {
        lock (_gate)
        {
            if (_asked.TryGetValue(organisation, out long asked) && time.GetElapsedTime(asked) < Patience)
                return;
            if (_asked.Count > 1_000)
                _asked.Clear();
            _asked[organisation] = time.GetTimestamp();
        }

        await marks.AskAsync(organisation, stop);
    }

    private Opened? Find(OrganisationId organisation)
    {
        lock (_gate)
        {
            if (_opened.FirstOrDefault(opened => opened.Organisation == organisation) is not { } found)
                return null;
            _opened.Remove(found);
            _opened.AddFirst(found);
            return found;
        }
    }

    private void Keep(Opened opened)
    {
        lock (_gate)
        {
            if (_opened.FirstOrDefault(other => other.Organisation == opened.Organisation) is { } before)
                _opened.Remove(before);
            _opened.AddFirst(opened);
            // Whoever still searches in one that goes keeps it until they are done.
            while (_opened.Count > 1 && _opened.Sum(each => each.Bytes) > MostBytes)
                _opened.RemoveLast();
        }
    }

    private sealed class Opened
    {
        public Opened(StoredIndex index)
        {
            (Index, Bytes) = (index, index.Bytes);
            Searcher = new(DirectoryReader.Open(new IndexFiles(index.Files))) { Similarity = new BM25Similarity() };
        }

        public StoredIndex Index { get; }

        public OrganisationId Organisation => Index.Manifest.Organisation;

        public long Bytes { get; }

        public IndexSearcher Searcher { get; }
    }
}
