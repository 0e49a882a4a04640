using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Testing;

/// <summary>
/// A reverse proxy between a desk and its storage that counts every request and makes some of them fail. Path, query and
/// headers pass as they are, so that the signature of the request stays true.
/// </summary>
public sealed class StorageProxy : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly StorageAddress storage;
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly Lock gate = new();
    private readonly List<(StorageFault Fault, string Operation)> scripted = [];
    private Dictionary<int, (string Service, Uri Storage)> services = [];
    private FaultPlan? plan;
    private Random random = new(0);
    private volatile bool outage;
    private volatile bool shutOut;

    private StorageProxy(StorageAddress storage)
    {
        this.storage = storage;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.AddServerHeader = false;
            for (var service = 0; service < 3; service++) kestrel.Listen(IPAddress.Loopback, 0);
        });
        app = builder.Build();
        app.Run(ForwardAsync);
    }

    /// <summary>What passed since the last reset.</summary>
    public RequestLedger Ledger { get; } = new();

    /// <summary>Queries that storage gives up before it has found anything.</summary>
    public EmptyPages EmptyPages { get; } = new();

    /// <summary>For the desk: the same account, reached through this proxy.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>While true, every connection is cut before storage sees the request, as if the network were gone.</summary>
    public bool Outage
    {
        get => outage;
        set => outage = value;
    }

    /// <summary>While true, storage answers 403 AuthorizationFailure, as to a key that has been rotated.</summary>
    public bool ShutOut
    {
        get => shutOut;
        set => shutOut = value;
    }

    /// <param name="connectionString">Of the account behind the proxy.</param>
    public static async Task<StorageProxy> StartAsync(string connectionString, CancellationToken stop = default)
    {
        var proxy = new StorageProxy(StorageAddress.Parse(connectionString));
        await proxy.app.StartAsync(stop);
        proxy.Announce();
        return proxy;
    }

    /// <summary>From now on faults are drawn from this plan, beginning with its seed; null ends them.</summary>
    public void Follow(FaultPlan? faults)
    {
        lock (gate)
        {
            plan = faults;
            random = new Random(faults?.Seed ?? 0);
        }
    }

    /// <summary>The next <paramref name="times"/> requests of that logical name (<c>tables:insert</c>) meet this fault, before any plan.</summary>
    public void Next(string operation, StorageFault fault, int times = 1)
    {
        lock (gate) scripted.AddRange(Enumerable.Repeat((fault, operation), times));
    }

    public async ValueTask DisposeAsync()
    {
        // Hanging requests are cut rather than waited for.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        client.Dispose();
    }

    private void Announce()
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses
            .Select(address => new Uri(address)).ToArray();
        services = new()
        {
            [addresses[0].Port] = ("blobs", storage.Blobs),
            [addresses[1].Port] = ("queues", storage.Queues),
            [addresses[2].Port] = ("tables", storage.Tables),
        };
        ConnectionString = (storage with { Blobs = addresses[0], Queues = addresses[1], Tables = addresses[2] }).ToString();
    }

    private async Task ForwardAsync(HttpContext http)
    {
        var (service, host) = services[http.Connection.LocalPort];
        var request = http.Request;
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var body = await Exchange.ReadAsync(request);
        var operation = StorageOperation.Parse(service, request.Method, target, request.Headers.ContainsKey("If-Match"), body);
        Ledger.Add(operation);
        if (Outage)
        {
            http.Abort();
            return;
        }

        if (ShutOut)
        {
            await Exchange.RefuseAsync(http, service, 403, "AuthorizationFailure");
            return;
        }

        if (await EmptyPages.AnswerAsync(http, operation)) return;
        target = EmptyPages.Restore(target);
        var fault = Draw(operation);
        if (fault is { } injected) Ledger.Add(injected);
        switch (fault)
        {
            case StorageFault.Unavailable:
                await Exchange.RefuseAsync(http, service, 503, "ServerBusy");
                return;
            case StorageFault.ServerError:
                await Exchange.RefuseAsync(http, service, 500, "InternalError");
                return;
            case StorageFault.TimeOut:
                await Task.Delay(plan?.HangFor ?? TimeSpan.FromSeconds(1), TimeProvider.System, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                http.Abort();
                return;
        }

        // A client that hangs up does not undo its request: what reached storage is finished there.
        using var message = Exchange.Copy(request, host, target, body);
        using var answer = await client.SendAsync(message, CancellationToken.None);
        var content = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
        if (fault is StorageFault.AcknowledgementLost || (fault is StorageFault.ResetMidBody && content.Length == 0))
        {
            http.Abort();
            return;
        }
        await Exchange.AnswerAsync(http, answer, content, cut: fault is StorageFault.ResetMidBody);
    }

    private StorageFault? Draw(StorageOperation operation)
    {
        lock (gate)
        {
            var next = scripted.FindIndex(entry => entry.Operation == operation.Name);
            if (next < 0) return plan?.Draw(random, operation);
            var fault = scripted[next].Fault;
            scripted.RemoveAt(next);
            return fault;
        }
    }
}
