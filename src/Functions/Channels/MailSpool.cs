using System.Security.Cryptography;
using ItsmFunctions.Functions.Http;

namespace ItsmFunctions.Functions.Channels;

/// <summary>
/// A request's body, read once: small ones stay in memory, large ones go to a file that vanishes with them. What is parsed from it
/// reads from here, so that an attachment of 20 MB is never held twice.
/// </summary>
internal sealed class MailSpool : IAsyncDisposable
{
    private const int InMemory = 512 * 1024;
    private const int Chunk = 64 * 1024;

    private MailSpool(Stream content, byte[] hash) => (Content, Hash) = (content, hash);

    /// <summary>Can be read from any place; stands at its beginning.</summary>
    public Stream Content { get; }

    /// <summary>SHA-256 of all bytes.</summary>
    public byte[] Hash { get; }

    /// <exception cref="UnreadableRequestException">It holds more than <paramref name="most"/> bytes.</exception>
    public static async Task<MailSpool> ReadAsync(Stream body, long most, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Stream content = new MemoryStream();
        byte[] chunk = new byte[Chunk];
        try
        {
            while (await body.ReadAsync(chunk, stop) is > 0 and int read)
            {
                if (content.Length + read > most)
                    throw new UnreadableRequestException(new Problem(ProblemCode.TooLarge, $"A mail holds at most {most / (1024 * 1024)} MiB."));
                if (content is MemoryStream small && small.Length + read > InMemory)
                    content = await ToFileAsync(small, stop);
                hash.AppendData(chunk, 0, read);
                await content.WriteAsync(chunk.AsMemory(0, read), stop);
            }

            content.Position = 0;
            return new(content, hash.GetHashAndReset());
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Content.DisposeAsync();

    /// <summary>A file that nobody else reads and that vanishes when it is closed.</summary>
    public static FileStream NewFile()
    {
        string name = Path.Combine(Path.GetTempPath(), $"itsm-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}.mail");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous, BufferSize = Chunk };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(name, options);
    }

    private static async Task<FileStream> ToFileAsync(MemoryStream small, CancellationToken stop)
    {
        FileStream file = NewFile();
        small.Position = 0;
        await small.CopyToAsync(file, stop);
        await small.DisposeAsync();
        return file;
    }
}
