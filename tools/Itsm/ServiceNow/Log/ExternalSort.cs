using System.Text;

namespace ItsmFunctions.Itsm.ServiceNow.Log;

/// <param name="Order">Breaks the tie between equal keys.</param>
internal readonly record struct Sortable(string Key, long Order, byte[] Payload);

/// <summary>
/// Sorts more than fits in memory: runs of bounded size are sorted and written to temporary files, then merged. The files go
/// when it is disposed of, and with the process where that is killed in an orderly way.
/// </summary>
/// <param name="memory">Bytes that one run may take in memory.</param>
internal sealed class ExternalSort(long memory, string? folder = null) : IDisposable
{
    /// <summary>Open files of one merge; more runs than these are merged in several rounds.</summary>
    private const int Widest = 64;

    // What an entry costs beside its payload and key: object headers, references, the list's place.
    private const int Overhead = 96;

    private readonly List<Sortable> _run = [];
    private readonly List<FileStream> _files = [];
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(folder ?? Path.GetTempPath(), $"itsm-sort-{Path.GetRandomFileName()}")).FullName;
    private long _size;

    /// <summary>Runs that went to disk.</summary>
    public int Spilled { get; private set; }

    public void Add(in Sortable entry)
    {
        _run.Add(entry);
        _size += entry.Payload.Length + (2 * entry.Key.Length) + Overhead;
        if (_size < memory)
            return;
        Spill(Sorted());
        _run.Clear();
        _size = 0;
    }

    /// <summary>Everything that was added, in order. Once.</summary>
    public IEnumerable<Sortable> Read()
    {
        if (_files.Count == 0)
            return Sorted();
        Spill(Sorted());
        _run.Clear();
        _run.TrimExcess();
        while (_files.Count > Widest)
        {
            FileStream[] some = [.. _files.Take(Widest)];
            _files.RemoveRange(0, Widest);
            Spill(Merge(some));
            foreach (FileStream file in some)
                file.Dispose();
        }

        return Merge(_files);
    }

    public void Dispose()
    {
        foreach (FileStream file in _files)
            file.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // Somebody looks into it; it is empty, and the system clears its temporary folder.
        }
    }

    private List<Sortable> Sorted()
    {
        _run.Sort(Compare);
        return _run;
    }

    private void Spill(IEnumerable<Sortable> entries)
    {
        var file = new FileStream(
            Path.Combine(_folder, $"run{Spilled++}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
        foreach (Sortable entry in entries)
        {
            writer.Write(entry.Key);
            writer.Write(entry.Order);
            writer.Write7BitEncodedInt(entry.Payload.Length);
            writer.Write(entry.Payload);
        }

        _files.Add(file);
    }

    private static IEnumerable<Sortable> Merge(IReadOnlyList<FileStream> files)
    {
        var heads = new PriorityQueue<IEnumerator<Sortable>, Sortable>(Comparer<Sortable>.Create(Compare));
        foreach (FileStream file in files)
            Advance(heads, ReadRun(file).GetEnumerator());
        while (heads.TryDequeue(out IEnumerator<Sortable>? run, out Sortable entry))
        {
            yield return entry;
            Advance(heads, run);
        }
    }

    private static void Advance(PriorityQueue<IEnumerator<Sortable>, Sortable> heads, IEnumerator<Sortable> run)
    {
        if (run.MoveNext())
            heads.Enqueue(run, run.Current);
        else
            run.Dispose();
    }

    private static IEnumerable<Sortable> ReadRun(FileStream file)
    {
        file.Position = 0;
        using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        while (file.Position < file.Length)
            yield return new(reader.ReadString(), reader.ReadInt64(), reader.ReadBytes(reader.Read7BitEncodedInt()));
    }

    private static int Compare(Sortable one, Sortable other) =>
        string.CompareOrdinal(one.Key, other.Key) is var keys and not 0 ? keys : one.Order.CompareTo(other.Order);
}
