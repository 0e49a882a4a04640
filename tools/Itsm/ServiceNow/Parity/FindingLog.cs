using System.Text.Json;
using ItsmFunctions.Itsm.ServiceNow.Replay;

namespace ItsmFunctions.Itsm.ServiceNow.Parity;

/// <summary>Every finding and difference of an import, kept on disk, however many there are: memory holds the counts.</summary>
internal sealed class FindingLog : IDisposable
{
    private readonly FileStream _file = new(
        Path.Combine(Path.GetTempPath(), $"itsm-findings-{Path.GetRandomFileName()}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);

    private readonly Lock _gate = new();

    /// <summary>How often each rule was applied, by its id.</summary>
    public SortedDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    public void Add(Finding finding)
    {
        lock (_gate)
        {
            Counts[finding.Rule.Id] = Counts.GetValueOrDefault(finding.Rule.Id) + 1;
            Write(new(finding.Rule.Id, finding.Incident, finding.Line, finding.Detail, null, null, null));
        }
    }

    public void Add(Difference difference)
    {
        lock (_gate)
            Write(new(difference.Rule?.Id, difference.Incident, difference.Line, null, difference.Measure, difference.Recorded, difference.Recomputed));
    }

    /// <summary>All of them, in the order in which they were found. A difference has a measure.</summary>
    public IEnumerable<Entry> Read()
    {
        _file.Position = 0;
        using var reader = new StreamReader(_file, leaveOpen: true);
        while (reader.ReadLine() is { } line)
            yield return JsonSerializer.Deserialize<Entry>(line)!;
    }

    public void Dispose() => _file.Dispose();

    private void Write(Entry entry)
    {
        JsonSerializer.Serialize(_file, entry);
        _file.WriteByte((byte)'\n');
    }

    /// <param name="Rule">Id; null where no rule explains a difference.</param>
    public sealed record Entry(string? Rule, string Incident, int Line, string? Detail, Measure? Measure, string? Recorded, string? Recomputed);
}
