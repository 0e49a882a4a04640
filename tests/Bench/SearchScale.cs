using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.SelfHelp;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Search;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Reports;
using ItsmFunctions.Storage.Tickets;
using ItsmFunctions.Testing;
using ItsmFunctions.Testing.MemoryTables;
using Spectre.Console;

namespace ItsmFunctions.Bench;

/// <summary>What the search index costs and gives as a desk grows. Beside it, as what a search must be better than: a look at every text.</summary>
internal static class SearchScale
{
    private static readonly OrganisationId Organisation = OrganisationId.Parse("demo");
    private static readonly string[] Words =
        [.. SelfHelpEntries.ItilDesk.SelectMany(entry => FoldedWords.Of($"{entry.Danish.Question} {entry.Danish.Answer} {entry.English.Question} {entry.English.Answer}")).Distinct()];

    public static async Task RunAsync()
    {
        string account = await (await Azurite.SharedAsync()).ClaimAccountAsync();
        var table = new Table().Border(TableBorder.Rounded).AddColumns("tickets", "bytes a ticket", "built in s", "opened in ms", "search p50 ms", "scan p50 ms", "scan : search");
        foreach (int count in (int[])[1_000, 30_000])
            await MeasureAsync(account, count, table);
        AnsiConsole.Write(table);
    }

    private static async Task MeasureAsync(string account, int count, Table table)
    {
        var memory = new MemoryTableService(TimeProvider.System);
        var tables = new DeskTables(memory.Client());
        await tables.CreateAsync(CancellationToken.None);
        var due = new DueIndex(tables, TimeProvider.System);
        var tickets = new TicketStore(tables, due, new NumberBlocks(tables, TimeProvider.System), new CreationKeys(tables, due));
        var (marks, blobs) = (new SearchMarks(tables), new SearchBlobs(new BlobServiceClient(account)));
        string[] texts = await FillAsync(tickets, count);
        long began = Stopwatch.GetTimestamp();
        await new SearchBuilder(marks, blobs, tickets, new TicketScan(tables), TimeProvider.System).RebuildAsync(Organisation, CancellationToken.None);
        TimeSpan built = Stopwatch.GetElapsedTime(began);

        var store = new SearchStore(blobs, marks, TimeProvider.System);
        began = Stopwatch.GetTimestamp();
        await FindAsync(store, "printer");
        TimeSpan opened = Stopwatch.GetElapsedTime(began);
        var chance = new Random(1);
        string[] asked = [.. Enumerable.Range(0, 100).Select(_ => $"{Words[chance.Next(Words.Length)]} {Words[chance.Next(Words.Length)]}")];
        double search = await MedianAsync(asked, text => FindAsync(store, text)), scan = await MedianAsync(asked, text => ScanAsync(texts, text));
        long bytes = 0;
        await foreach (BlobItem blob in new BlobContainerClient(account, "search").GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{Organisation}/", CancellationToken.None))
            bytes += blob.Properties.ContentLength ?? 0;
        table.AddRow(
            count.ToString("N0", CultureInfo.InvariantCulture), (bytes / count).ToString("N0", CultureInfo.InvariantCulture), Figure(built.TotalSeconds), Figure(opened.TotalMilliseconds),
            Figure(search), Figure(scan), Figure(scan / search));
        await new BlobContainerClient(account, "search").DeleteAsync();
    }

    private static async Task<string[]> FillAsync(TicketStore tickets, int count)
    {
        var chance = new Random(count);
        var texts = new string[count];
        for (int i = 0; i < count; i++)
        {
            string title = Some(chance, 6), description = Some(chance, 80);
            texts[i] = $"{title} {description}";
            var wanted = new NewTicket(
                title, description, new(new Assessment.OfIncident(Impact.Individual, Urgency.Low), "hardware", "printer", null, null, null), "portal", null, $"requester-{i % 500}", null, Markers.None);
            var accepted = (Decision.Accepted)TicketIntake.Decide(wanted, Aarhus.Profile);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            await tickets.CreateAsync(
                Organisation, TicketKind.Incident, key: null, now, number => History.Open(Organisation, number, accepted.Happenings, wanted.Requester, "Requester", now, Aarhus.Profile), CancellationToken.None);
        }

        return texts;
    }

    private static Task<SearchAnswer> FindAsync(SearchStore store, string text) => store.FindAsync(Organisation, new(text, null, null, WithNotes: true), 20, CancellationToken.None);

    private static Task ScanAsync(string[] texts, string text)
    {
        string[] words = [.. FoldedWords.Of(text)];
        int found = texts.Count(each => words.All(word => each.Contains(word, StringComparison.Ordinal)));
        return found < 0 ? throw new InvalidOperationException() : Task.CompletedTask;
    }

    private static async Task<double> MedianAsync(string[] asked, Func<string, Task> ask)
    {
        var took = new List<double>();
        foreach (string text in asked)
        {
            long began = Stopwatch.GetTimestamp();
            await ask(text);
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        took.Sort();
        return took[took.Count / 2];
    }

    private static string Some(Random chance, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[chance.Next(Words.Length)]));

    private static string Figure(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
