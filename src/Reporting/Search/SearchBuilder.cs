using System.Collections.Concurrent;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Reports;
using ItsmFunctions.Storage.Tickets;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;

namespace ItsmFunctions.Reporting.Search;

/// <param name="Tickets">How many were indexed anew.</param>
/// <param name="Rebuilt">Organisations whose index was built anew, and why.</param>
/// <param name="Unreadable">Whose history cannot be read: they are not found.</param>
/// <param name="Damaged">Whose index cannot be built: its marks stay, and the others are built.</param>
public sealed record SearchBuild(
    int Tickets, IReadOnlyList<(OrganisationId Organisation, string Why)> Rebuilt, IReadOnlyList<UnreadableTicket> Unreadable, IReadOnlyList<DamagedSnapshot> Damaged);

/// <summary>
/// Brings the search indexes up to what is marked. Several builders at once do no harm: the tag of the manifest decides, and who comes
/// second begins again from there. A builder that dies leaves its marks, and the next one does its work. What is damaged, missing or of
/// another version is built anew from the events.
/// </summary>
public sealed class SearchBuilder(SearchMarks marks, SearchBlobs blobs, TicketStore tickets, TicketScan scan, TimeProvider time)
{
    /// <summary>Tickets for each manifest: what a builder that dies has to read again.</summary>
    private const int BatchSize = 2_000;

    private const int ReadsAtOnce = 16;

    /// <summary>Megabytes that are gathered before a segment is made of them.</summary>
    private const double Buffer = 16;

    private readonly IndexStore _store = new(blobs);

    /// <summary>All organisations: the timer's call. One request where nothing is marked.</summary>
    public async Task<SearchBuild> BuildAsync(CancellationToken stop)
    {
        int done = 0;
        var rebuilt = new List<(OrganisationId, string)>();
        var damaged = new List<DamagedSnapshot>();
        var unreadable = new ConcurrentDictionary<(OrganisationId, TicketNumber), UnreadableTicket>();
        await foreach (IReadOnlyList<SearchMark> page in marks.ReadAsync(stop))
        {
            OrganisationId organisation = page[0].Organisation;
            string? why = page.Any(mark => mark.Number is null) ? "it was asked for" : null;
            try
            {
                foreach (SearchMark[] some in why is null ? page.Chunk(BatchSize) : [])
                {
                    if (!await BuildAsync(organisation, some, unreadable, stop))
                    {
                        why = "there was none";
                        break;
                    }

                    done += some.Length;
                }
            }
            catch (InvalidDataException damage)
            {
                why = damage.Message;
            }

            if (why is null)
                continue;
            try
            {
                done += await RebuildAsync(organisation, unreadable, stop);
                rebuilt.Add((organisation, why));
                await marks.RemoveAsync(organisation, page, stop);
            }
            catch (InvalidDataException broken)
            {
                // One organisation's trouble is not the others'.
                damaged.Add(new(organisation, broken.Message));
            }
        }

        return new(done, rebuilt, [.. unreadable.Values], damaged);
    }

    /// <summary>The whole index anew from the events, over a damaged one too. The only call that reads every ticket.</summary>
    /// <returns>How many tickets are in it.</returns>
    public Task<int> RebuildAsync(OrganisationId organisation, CancellationToken stop) => RebuildAsync(organisation, new(), stop);

    private async Task<int> RebuildAsync(OrganisationId organisation, ConcurrentDictionary<(OrganisationId, TicketNumber), UnreadableTicket> unreadable, CancellationToken stop)
    {
        while (true)
        {
            DateTimeOffset asOf = time.GetUtcNow();
            (SearchManifest? before, ManifestTag? tag) = await _store.FindForRebuildAsync(organisation, stop);
            using var files = new IndexFiles(new Dictionary<string, byte[]>());
            int done = 0;
            using (IndexWriter writer = Writer(files))
            {
                var words = new SearchWords();
                await foreach (IReadOnlyList<TicketEvent> events in scan.ReadAsync(organisation, stop))
                {
                    if (Read(organisation, events[0].Number, events, unreadable) is not { } ticket)
                        continue;
                    writer.AddDocument(SearchDocuments.Of(ticket, words));
                    done++;
                }

                writer.Commit();
            }

            // Whoever was faster looked at what changed since: it is all read again.
            if (!await _store.PublishAsync(organisation, files, before, tag, asOf, time.GetUtcNow(), stop))
                continue;
            await _store.SweepAsync(organisation, stop);
            return done;
        }
    }

    /// <returns>False where there is no index that could be built on.</returns>
    private async Task<bool> BuildAsync(OrganisationId organisation, SearchMark[] marked, ConcurrentDictionary<(OrganisationId, TicketNumber), UnreadableTicket> unreadable, CancellationToken stop)
    {
        DateTimeOffset asOf = time.GetUtcNow();
        StoredIndex? basis = await _store.FindAsync(organisation, known: null, stop);
        if (basis is null)
            return false;
        var found = new ConcurrentDictionary<TicketNumber, SearchableTicket?>();
        await Parallel.ForEachAsync(marked, new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = stop }, async (mark, token) =>
        {
            TicketNumber number = mark.Number!.Value;
            try
            {
                IReadOnlyList<StoredEvent> events = await tickets.ReadEventsAsync(organisation, number, int.MaxValue, token);
                found[number] = events.Count == 0 ? null : Read(organisation, number, [.. events.Select(stored => stored.Event)], unreadable);
            }
            catch (InvalidDataException broken)
            {
                found[number] = null;
                unreadable[(organisation, number)] = new(organisation, number, broken.Message);
            }
        });

        while (basis is not null)
        {
            using var files = new IndexFiles(basis.Files);
            using (IndexWriter writer = Writer(files))
            {
                var words = new SearchWords();
                foreach ((TicketNumber number, SearchableTicket? ticket) in found.OrderBy(each => each.Key.ToString(), StringComparer.Ordinal))
                {
                    if (ticket is null)
                        writer.DeleteDocuments(SearchDocuments.KeyOf(number));
                    else
                        writer.UpdateDocument(SearchDocuments.KeyOf(number), SearchDocuments.Of(ticket, words));
                }

                writer.Commit();
            }

            if (await _store.PublishAsync(organisation, files, basis.Manifest, basis.Tag, asOf, time.GetUtcNow(), stop))
            {
                await marks.RemoveAsync(organisation, marked, stop);
                return true;
            }

            basis = await _store.FindAsync(organisation, basis, stop);
        }

        return false;
    }

    private static SearchableTicket? Read(
        OrganisationId organisation, TicketNumber number, IReadOnlyList<TicketEvent> events, ConcurrentDictionary<(OrganisationId, TicketNumber), UnreadableTicket> unreadable)
    {
        try
        {
            return SearchableTicket.Of(events);
        }
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException or InvalidCastException)
        {
            unreadable[(organisation, number)] = new(organisation, number, broken.Message);
            return null;
        }
    }

    // Nothing outlives the call: segments are merged where they are written. The words come cut already.
    private static IndexWriter Writer(IndexFiles files) => new(files, new IndexWriterConfig(LuceneVersion.LUCENE_48, new KeywordAnalyzer())
    {
        OpenMode = OpenMode.CREATE_OR_APPEND,
        MergeScheduler = new SerialMergeScheduler(),
        Similarity = new BM25Similarity(),
        RAMBufferSizeMB = Buffer,
    });
}
