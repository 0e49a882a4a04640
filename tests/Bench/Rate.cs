using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ItsmFunctions.Bench;

/// <summary>How often something was done, and how long each took.</summary>
internal sealed class Rate(double seconds, int times, double[] sorted)
{
    public double PerSecond => times / seconds;

    /// <summary>Milliseconds that so many percent took at most; a dash where single latencies say nothing.</summary>
    public string Latency(int percent) => sorted.Length == 0
        ? "–"
        : sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)].ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>As often, but counted until all that follows was done too.</summary>
    public Rate Until(TimeSpan later) => new(later.TotalSeconds, times, []);

    /// <summary>Has <paramref name="clients"/> do it one after another, each as fast as it gets its answers, for a while.</summary>
    public static async Task<Rate> MeasureAsync(int clients, TimeSpan length, Func<Task> act)
    {
        var taken = new ConcurrentBag<double>();
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(began) < length)
            {
                long start = Stopwatch.GetTimestamp();
                await act();
                taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }));
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double[] sorted = [.. taken];
        Array.Sort(sorted);
        return new(seconds, sorted.Length, sorted);
    }
}
