using System.Security.Cryptography;
using ItsmFunctions.Functions.Http;

namespace ItsmFunctions.Functions.Attachments;

/// <summary>A stream on its way through: counted, hashed, and cut off where it is too long. What was peeked at comes first.</summary>
internal sealed class MeasuredStream(ReadOnlyMemory<byte> first, Stream rest, long most) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> _first = first;
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    /// <summary>Bytes so far.</summary>
    public override long Length => _length;

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    /// <summary>Of all bytes, in lower-case hexadecimal; once, at the end.</summary>
    public string TakeHash() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <exception cref="UnreadableRequestException">It is longer than it may be: 413.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = TakeFirst(buffer.Span);
        if (read == 0 && !buffer.IsEmpty)
            read = await rest.ReadAsync(buffer, cancellationToken);
        return Seen(buffer.Span, read);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        Span<byte> to = buffer.AsSpan(offset, count);
        int read = TakeFirst(to);
        return Seen(to, read > 0 || to.IsEmpty ? read : rest.Read(to));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }

    private int TakeFirst(Span<byte> to)
    {
        int taken = Math.Min(to.Length, _first.Length);
        _first.Span[..taken].CopyTo(to);
        _first = _first[taken..];
        return taken;
    }

    private int Seen(ReadOnlySpan<byte> buffer, int read)
    {
        _length += read;
        if (_length > most)
            throw new UnreadableRequestException(new Problem(ProblemCode.TooLarge, new($"A file holds at most {most / (1024 * 1024)} MiB here.", $"En fil fylder her højst {most / (1024 * 1024)} MiB.")));
        _hash.AppendData(buffer[..read]);
        return read;
    }
}
