using System.Text;

namespace ItsmFunctions.Itsm.Tests;

public sealed class A_log_whose_incidents_are_torn_apart
{
    private const long Little = 64 << 10;

    [Fact]
    public async Task Is_sorted_on_disk_and_comes_out_the_same()
    {
        await using Bench bench = Bench.Dry();
        string[] lines = File.ReadAllLines(bench.Sample(2_000));
        string[] shuffled = [lines[0], .. lines[1..].OrderBy(line => line.GetHashCode(StringComparison.Ordinal))];
        Outcome whole = await bench.RehearseAsync(bench.File(lines)), torn = await bench.RehearseAsync(bench.File(shuffled), Little);
        Assert.Equal(0, whole.Result.Spilled);
        Assert.True(torn.Result.Spilled > 2);
        Assert.Equal(0, torn.Parity.Unexplained);
        foreach (Measure measure in Enum.GetValues<Measure>())
            Assert.Equal(whole.Parity[measure].Equal, torn.Parity[measure].Equal);
    }

    [Fact]
    public async Task Is_imported_like_any_other()
    {
        await using Bench bench = await Bench.OpenAsync();
        Outcome outcome = await bench.ImportAsync(bench.Sample(300, interleaved: true), Little);
        Assert.False(outcome.Result.Survey.Contiguous);
        Assert.Equal(outcome.Result.Survey.Incidents, outcome.Result.Counts!.Created);
        Assert.Equal(0, outcome.Parity.Unexplained);
    }

    [Fact]
    public void Is_streamed_without_a_sort_where_its_incidents_stand_together_in_any_order()
    {
        using var folder = new Replayed.Folder();
        var log = new LogFile(folder.File(Written.Log([.. Written.Plain("INC0000002"), .. Written.Plain("INC0000001")])));
        LogSurvey survey = LogSurvey.Of(log);
        Assert.True(survey.Contiguous);
        Assert.False(survey.Ascending);
        using var stream = new IncidentStream(log, survey, Little);
        Assert.Equal(["INC0000002", "INC0000001"], stream.Read().Select(incident => incident.Number));
        Assert.Equal(["INC0000001", "INC0000002"], stream.Read(ascending: true).Select(incident => incident.Number));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20_000)]
    public void Is_sorted_in_bounded_memory_and_leaves_no_file(int count)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("itsm-sorts-");
        try
        {
            var random = new Random(3);
            Sortable[] entries = [.. Enumerable.Range(0, count).Select(i => new Sortable($"INC{random.Next(2_000):D7}", i, Encoding.UTF8.GetBytes($"row {i}")))];
            using (var sort = new ExternalSort(16 << 10, folder.FullName))
            {
                foreach (Sortable entry in entries)
                    sort.Add(entry);
                // More runs than are merged at a time: they are merged in rounds.
                Assert.True(count < 20_000 || sort.Spilled > 64);
                Assert.Equal(
                    entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).ThenBy(entry => entry.Order).Select(entry => $"{entry.Key} {Encoding.UTF8.GetString(entry.Payload)}"),
                    sort.Read().Select(entry => $"{entry.Key} {Encoding.UTF8.GetString(entry.Payload)}"));
            }

            Assert.Empty(folder.EnumerateFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
