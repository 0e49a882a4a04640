using System.Text;

namespace ItsmFunctions.Itsm.ServiceNow.Log;

/// <summary>A log incident by incident. One whose incidents are torn apart is sorted on disk first.</summary>
internal sealed class IncidentStream(LogFile log, LogSurvey survey, long sortMemory) : IDisposable
{
    /// <summary>What a sort may hold in memory unless told otherwise.</summary>
    public const long DefaultSortMemory = 32L << 20;

    private readonly List<ExternalSort> _sorts = [];

    /// <summary>Runs that a sort wrote to disk; 0 where none was needed.</summary>
    public int Spilled => _sorts.Sum(sort => sort.Spilled);

    /// <param name="ascending">True asks for the incidents in the order of their numbers.</param>
    /// <param name="sorted">Told of each row that goes into a sort.</param>
    public IEnumerable<IncidentRows> Read(bool ascending = false, Action? sorted = null) =>
        Group(survey.Contiguous && (!ascending || survey.Ascending) ? log.Read() : Sorted(sorted));

    public void Dispose()
    {
        foreach (ExternalSort sort in _sorts)
            sort.Dispose();
    }

    private IEnumerable<LogRow> Sorted(Action? sorted)
    {
        var sort = new ExternalSort(sortMemory);
        _sorts.Add(sort);
        foreach (LogRow row in log.Read())
        {
            sort.Add(new(row.Number, row.Line, Pack(row)));
            sorted?.Invoke();
        }

        foreach (Sortable entry in sort.Read())
            yield return new((int)entry.Order, Unpack(entry.Payload));
    }

    private static IEnumerable<IncidentRows> Group(IEnumerable<LogRow> rows)
    {
        List<LogRow> together = [];
        foreach (LogRow row in rows)
        {
            if (together.Count > 0 && together[0].Number != row.Number)
            {
                yield return new(together[0].Number, together);
                together = [];
            }

            together.Add(row);
        }

        if (together.Count > 0)
            yield return new(together[0].Number, together);
    }

    private static byte[] Pack(LogRow row)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        foreach (string field in row.Fields)
            writer.Write(field);
        writer.Flush();
        return bytes.ToArray();
    }

    private static string[] Unpack(byte[] payload)
    {
        using var reader = new BinaryReader(new MemoryStream(payload), Encoding.UTF8);
        string[] fields = new string[Columns.Headers.Length];
        for (int i = 0; i < fields.Length; i++)
            fields[i] = reader.ReadString();
        return fields;
    }
}
