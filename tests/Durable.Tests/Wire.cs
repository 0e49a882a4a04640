using System.Collections.Concurrent;
using System.Net;

namespace ItsmFunctions.Durable.Tests;

/// <summary>What lies between an engine and its tables: counts, breaks, and falls silent when the process is dead.</summary>
internal sealed class Wire() : DelegatingHandler(new SocketsHttpHandler())
{
    private int requests;

    public int Requests => requests;

    public bool IsCut { get; set; }

    /// <summary>Taken one by one: what happens to the next writing requests.</summary>
    public ConcurrentQueue<Fault> Faults { get; } = new();

    public int FaultsMet { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref requests);
        if (IsCut)
            throw new IOException("The process that asks is dead.");
        if (request.Method == HttpMethod.Get || !Faults.TryDequeue(out var fault))
            return await base.SendAsync(request, cancellationToken);
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
