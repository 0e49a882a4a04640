using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ItsmFunctions.Testing;

/// <summary>Speaks as a clamd does: INSTREAM over TCP, with an opinion of its own about two texts.</summary>
public sealed class FakeScanner : IAsyncDisposable
{
    /// <summary>What it finds something in.</summary>
    public const string Infected = "X5O-NOT-A-VIRUS-BUT-A-TEST";

    /// <summary>At what it hangs up without a word.</summary>
    public const string Silent = "X5O-NO-ANSWER-TO-THIS";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;
    private int seen;

    private FakeScanner()
    {
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>As <c>Itsm__Scanner</c> names it.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>How many files it was shown.</summary>
    public int Seen => seen;

    /// <summary>While true, it hangs up at everything.</summary>
    public bool IsDown { get; set; }

    public static FakeScanner Start() => new();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                await AnswerAsync(client.GetStream());
            }
            catch (Exception gone) when (gone is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        byte[] command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command, stop.Token);
        using var content = new MemoryStream();
        byte[] length = new byte[sizeof(int)];
        while (true)
        {
            await stream.ReadExactlyAsync(length, stop.Token);
            int count = BinaryPrimitives.ReadInt32BigEndian(length);
            if (count == 0)
                break;
            byte[] chunk = new byte[count];
            await stream.ReadExactlyAsync(chunk, stop.Token);
            content.Write(chunk);
        }

        Interlocked.Increment(ref seen);
        string text = Encoding.Latin1.GetString(content.ToArray());
        if (IsDown || text.Contains(Silent, StringComparison.Ordinal))
            return;
        string answer = text.Contains(Infected, StringComparison.Ordinal) ? "stream: Test-Signature FOUND\0" : "stream: OK\0";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop.Token);
    }
}
