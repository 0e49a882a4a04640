using Azure.Core;
using Azure.Core.Pipeline;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>
/// Between the storage clients and the emulator: counts requests, and can die at one of them, after which nothing gets through,
/// as when the process was killed.
/// </summary>
internal sealed class Wire : HttpPipelineTransport
{
    // Shared by all, as the connections are.
    private static readonly HttpClientTransport through = new();

    private int _requests;

    public int Requests => _requests;

    /// <summary>The request with this number (from 1) and all after it are not sent. Never when 0.</summary>
    public int DiesAt { get; set; }

    /// <summary>Dies with the request applied and its acknowledgement lost, rather than before it is sent.</summary>
    public bool DiesLate { get; set; }

    /// <summary>The acknowledgement of the next manifest is lost, once; what happens elsewhere before its writer tries again.</summary>
    public Func<Task>? LosesManifest { get; set; }

    /// <summary>What happens beside the next manifest write, before it is sent.</summary>
    public Func<Task>? BeforeManifest { get; set; }

    public bool Died { get; private set; }

    public void Reset() => _requests = 0;


    public override Request CreateRequest() => through.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The product is asynchronous.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        int number = Interlocked.Increment(ref _requests);
        if (DiesAt > 0 && number >= DiesAt)
        {
            if (DiesLate && number == DiesAt)
                await through.ProcessAsync(message);
            Died = true;
            throw new KilledException();
        }

        bool manifest = message.Request.Method == RequestMethod.Put && message.Request.Uri.Path.EndsWith("/manifest.json", StringComparison.Ordinal);
        if (manifest && BeforeManifest is { } beside)
        {
            BeforeManifest = null;
            await beside();
        }

        await through.ProcessAsync(message);
        if (manifest && LosesManifest is { } meanwhile)
        {
            LosesManifest = null;
            await meanwhile();
            throw new IOException("The connection was cut before the answer came.");
        }
    }
}

/// <summary>Stands for the end of the process: no retry, no clean-up gets through after it.</summary>
internal sealed class KilledException() : Exception("The process was killed.");
