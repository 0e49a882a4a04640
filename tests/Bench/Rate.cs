using System.Collections.Concurrent;
using System.Diagnostics;

namespace ItsmFunctions.Bench;

/// <summary>How often something was done, and how long each took.</summary>
internal sealed class Rate(double seconds, double[] milliseconds)
{
    public double PerSecond => milliseconds.Length / seconds;

    public double Percentile(int percent) =>
        milliseconds.Length == 0 ? 0 : milliseconds[Math.Min(milliseconds.Length - 1, milliseconds.Length * percent / 100)];

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
        return new(seconds, sorted);
    }
}
