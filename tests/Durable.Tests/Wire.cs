using System.Collections.Concurrent;
using System.Net;

namespace ItsmFunctions.Durable.Tests;

/// <summary>What lies between an engine and its tables: counts, breaks, and falls silent when the process is dead.</summary>
internal sealed class Wire() : DelegatingHandler(new SocketsHttpHandler())
{
    private int requests;
    private int writes;
    private int underWay;

    public int Requests => requests;

    public int Writes => writes;

    /// <summary>One fault, at the writing request of that number (from 0).</summary>
    public (int At, Fault? Fault) FaultAfter { get; set; } = (0, null);

    /// <summary>Counts from here.</summary>
    public void Reset() => (requests, writes) = (0, 0);

    /// <summary>A process that starts later than a millisecond after the end of another finds no request of it on the way.</summary>
    public Task QuietAsync() => Eventually.TrueAsync(() => Volatile.Read(ref underWay) == 0);

    public bool IsCut { get; set; }

    /// <summary>Taken one by one: what happens to the next writing requests.</summary>
    public ConcurrentQueue<Fault> Faults { get; } = new();

    public int FaultsMet { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref requests);
        Interlocked.Increment(ref underWay);
        try
        {
            return await AnswerAsync(request, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsCut)
            throw new IOException("The process that asks is dead.");
        if (request.Method == HttpMethod.Get)
            return await base.SendAsync(request, cancellationToken);
        var number = Interlocked.Increment(ref writes) - 1;
        if (!Faults.TryDequeue(out var fault))
        {
            if (FaultAfter is not { Fault: { } planned } || FaultAfter.At != number)
                return await base.SendAsync(request, cancellationToken);
            fault = planned;
        }
        FaultsMet++;
        switch (fault)
        {
            case Fault.Unavailable:
                return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { RequestMessage = request, Content = new StringContent("") };
            case Fault.NotSent:
                throw new IOException("The connection broke before the request was sent.");
            default:
                using (await base.SendAsync(request, cancellationToken))
                    throw new IOException("The connection broke before the answer came.");
        }
    }
}

internal enum Fault
{
    Unavailable,
    NotSent,
    AcknowledgementLost,
}
