using System.Collections.Concurrent;
using System.Diagnostics;

namespace ItsmFunctions.LocalRuntime.State;

/// <summary>
/// What this process writes, seen on its way out. So a queue is looked into when a message was put there, not before,
/// and moving desk time over a month of idle ticks costs no request.
/// </summary>
internal sealed class StorageTraffic : IDisposable
{
    private readonly ActivityListener listener;
    private readonly ConcurrentDictionary<string, Action> whenSent = new(StringComparer.Ordinal);
    private long writes;

    public StorageTraffic()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = See,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>How many requests went out that may have changed something, whoever sent them.</summary>
    public long Writes => Interlocked.Read(ref writes);

    /// <summary>Calls back whenever a message was put into a queue.</summary>
    public void WhenSentTo(Uri queue, Action callback) =>
        whenSent.AddOrUpdate(Key(queue) + "/messages", callback, (_, before) => before + callback);

    public void Dispose() => listener.Dispose();

    private void See(Activity request)
    {
        var method = request.GetTagItem("http.request.method") as string;
        if (method is null or "GET" or "HEAD" || request.GetTagItem("url.full") is not string url)
            return;

        Interlocked.Increment(ref writes);
        if (method == "POST" && Uri.TryCreate(url, UriKind.Absolute, out var uri) && whenSent.TryGetValue(Key(uri), out var callback))
            callback();
    }

    private static string Key(Uri uri) => $"{uri.Authority}{uri.AbsolutePath}";
}
