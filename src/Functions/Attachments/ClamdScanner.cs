using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using ItsmFunctions.Domain.Tickets;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Attachments;

/// <summary>Asks a clamd over TCP: INSTREAM, chunks with their length before them, an empty one at the end.</summary>
/// <remarks>Its StreamMaxLength has to be the largest attachment at least (25 MiB): what is larger stays unscanned.</remarks>
internal sealed partial class ClamdScanner(string host, int port, ILogger<ClamdScanner> log) : IAttachmentScanner
{
    private const int Chunk = 64 * 1024;
    private const int LongestAnswer = 4 * 1024;

    /// <summary>For one file, from the connection to the answer.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    public bool Looks => true;

    public async Task<ScanVerdict> ScanAsync(Stream content, CancellationToken stop)
    {
        // A network's patience is no desk time.
        using var limit = new CancellationTokenSource(TimeLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, either.Token);
            await using NetworkStream stream = client.GetStream();
            string answer = await AskAsync(stream, content, either.Token);
            if (answer.EndsWith(" FOUND", StringComparison.Ordinal))
                return ScanVerdict.Infected;
            if (answer.EndsWith(": OK", StringComparison.Ordinal))
                return ScanVerdict.Passed;
            LogOdd(answer);
            return ScanVerdict.Unscanned;
        }
        catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            LogSilent(failure);
            return ScanVerdict.Unscanned;
        }
    }

    private static async Task<string> AskAsync(NetworkStream stream, Stream content, CancellationToken stop)
    {
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), stop);
        byte[] chunk = new byte[sizeof(int) + Chunk];
        while (await content.ReadAsync(chunk.AsMemory(sizeof(int)), stop) is > 0 and int read)
        {
            BinaryPrimitives.WriteInt32BigEndian(chunk, read);
            await stream.WriteAsync(chunk.AsMemory(0, sizeof(int) + read), stop);
        }

        await stream.WriteAsync(new byte[sizeof(int)], stop);
        byte[] answer = new byte[LongestAnswer];
        int length = 0;
        while (length < answer.Length && await stream.ReadAsync(answer.AsMemory(length), stop) is > 0 and int more)
        {
            length += more;
            if (answer.AsSpan(0, length).Contains((byte)0))
                break;
        }

        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n', '\r');
    }

    [LoggerMessage(LogLevel.Warning, "The scanner does not answer: files stay unscanned until it does.")]
    private partial void LogSilent(Exception failure);

    [LoggerMessage(LogLevel.Warning, "The scanner answered neither OK nor FOUND: {Answer}")]
    private partial void LogOdd(string answer);
}
