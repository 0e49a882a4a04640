using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ItsmFunctions.Testing;

/// <summary>
/// Bounded polling of state outside this process: a child process, a mailbox, a queue.
/// What the test itself can move (desk time) is moved, never waited for.
/// </summary>
public static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Reads until <paramref name="holds"/> is true of the value, and returns that value.</summary>
    /// <param name="within">How long to go on, real time; a minute when left out.</param>
    /// <param name="every">The pause between two readings, for what is timed; left out, it grows from 25 to 400 ms.</param>
    /// <exception cref="NeverHappenedException">It did not hold in time; the message shows the last value or error.</exception>
    public static async Task<T> BecomesAsync<T>(
        Func<Task<T>> read, Func<T, bool> holds, string what, TimeSpan? within = null, CancellationToken stop = default, TimeSpan? every = null)
    {
        var limit = within ?? Patience;
        var started = Stopwatch.GetTimestamp();
        var pause = every ?? Pause;
        string last;
        while (true)
        {
            try
            {
                var value = await read();
                if (holds(value)) return value;
                last = $"the last value was {Show(value)}";
            }
            catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                last = $"the last attempt failed with {error.GetType().Name}: {error.Message}";
            }
            var elapsed = Stopwatch.GetElapsedTime(started);
            if (elapsed >= limit)
                throw new NeverHappenedException($"{what} did not happen within {limit.TotalSeconds:0.#} s: {last}.");
            await Task.Delay(pause, TimeProvider.System, stop);
            if (every is null && pause < TimeSpan.FromMilliseconds(400)) pause *= 1.5;
        }
    }

    public static Task<T> BecomesAsync<T>(
        Func<T> read, Func<T, bool> holds, string what, TimeSpan? within = null, CancellationToken stop = default) =>
        BecomesAsync(() => Task.FromResult(read()), holds, what, within, stop);

    /// <summary>Waits until the condition is true.</summary>
    /// <inheritdoc cref="BecomesAsync{T}(Func{Task{T}}, Func{T, bool}, string, TimeSpan?, CancellationToken, TimeSpan?)" path="/exception"/>
    public static Task TrueAsync(
        Func<Task<bool>> condition, TimeSpan? within = null, CancellationToken stop = default,
        [CallerArgumentExpression(nameof(condition))] string what = "") =>
        BecomesAsync(condition, held => held, what, within, stop);

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, TimeSpan?, CancellationToken, string)"/>
    public static Task TrueAsync(
        Func<bool> condition, TimeSpan? within = null, CancellationToken stop = default,
        [CallerArgumentExpression(nameof(condition))] string what = "") =>
        BecomesAsync(condition, held => held, what, within, stop);

    private static string Show<T>(T value) => value switch
    {
        null => "null",
        string text => $"\"{(text.Length > 2000 ? text[..2000] + "…" : text)}\"",
        System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Take(50))}]",
        _ => value.ToString() ?? "null",
    };
}

/// <summary>A bounded wait ended without what it waited for.</summary>
public sealed class NeverHappenedException(string message) : Exception(message);
