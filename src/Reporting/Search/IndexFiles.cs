using Lucene.Net.Store;

namespace ItsmFunctions.Reporting.Search;

/// <summary>
/// The files of an index in memory: those that stand, which never change, and beside them what is written now. A file that Lucene
/// writes is written once and under a name of its own, so that each can be a blob.
/// </summary>
internal sealed class IndexFiles : BaseDirectory
{
    /// <summary>Lucene's only file that is written over: it is a short cut, and the listing says the same.</summary>
    private const string ShortCut = "segments.gen";

    private readonly Dictionary<string, byte[]> _standing;
    private readonly RAMDirectory _written = new();

    public IndexFiles(IReadOnlyDictionary<string, byte[]> standing)
    {
        _standing = new(standing);
        // One builder has it, in memory.
        SetLockFactory(NoLockFactory.GetNoLockFactory());
    }

    /// <summary>What was written and stands now, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Written() => _written.ListAll().Where(name => name != ShortCut).ToDictionary(name => name, Bytes);

    /// <summary>Everything that stands now.</summary>
    public IReadOnlyCollection<string> Names() => [.. ListAll().Where(name => name != ShortCut)];

    public override string[] ListAll() => [.. _standing.Keys.Concat(_written.ListAll())];

    [Obsolete("As its base is.")]
    public override bool FileExists(string name) => _standing.ContainsKey(name) || _written.FileExists(name);

    public override void DeleteFile(string name)
    {
        if (!_standing.Remove(name))
            _written.DeleteFile(name);
    }

    public override long FileLength(string name) => _standing.TryGetValue(name, out byte[]? file) ? file.Length : _written.FileLength(name);

    public override IndexOutput CreateOutput(string name, IOContext context) => _written.CreateOutput(name, context);

    public override void Sync(ICollection<string> names)
    {
    }

    public override IndexInput OpenInput(string name, IOContext context) =>
        _standing.TryGetValue(name, out byte[]? file) ? new BytesInput(name, file, 0, file.Length) : _written.OpenInput(name, context);

    public override IndexInputSlicer CreateSlicer(string name, IOContext context) =>
        _standing.TryGetValue(name, out byte[]? file) ? new Slicer(name, file) : _written.CreateSlicer(name, context);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _written.Dispose();
    }

    private byte[] Bytes(string name)
    {
        using IndexInput input = _written.OpenInput(name, IOContext.READ_ONCE);
        var bytes = new byte[input.Length];
        input.ReadBytes(bytes, 0, bytes.Length);
        return bytes;
    }

    private sealed class Slicer(string name, byte[] file) : IndexInputSlicer
    {
        public override IndexInput OpenSlice(string sliceDescription, long offset, long length) => new BytesInput(name, file, (int)offset, (int)length);

        [Obsolete("As its base is.")]
        public override IndexInput OpenFullSlice() => new BytesInput(name, file, 0, file.Length);

        protected override void Dispose(bool disposing)
        {
        }
    }
}

/// <summary>Reads a part of a file that is at hand.</summary>
internal sealed class BytesInput(string description, byte[] file, int start, int length) : IndexInput(description)
{
    private int _at;

    public override long Length => length;

    public override long Position => _at;

    public override void Seek(long pos) => _at = pos >= 0 && pos <= length ? (int)pos : throw new EndOfStreamException();

    public override byte ReadByte() => _at < length ? file[start + _at++] : throw new EndOfStreamException();

    public override void ReadBytes(byte[] b, int offset, int len)
    {
        if (len > length - _at)
            throw new EndOfStreamException();
        Array.Copy(file, start + _at, b, offset, len);
        _at += len;
    }

    protected override void Dispose(bool disposing)
    {
    }
}
