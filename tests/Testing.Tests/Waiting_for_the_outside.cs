namespace ItsmFunctions.Testing.Tests;

public sealed class Waiting_for_the_outside
{
    [Fact]
    public async Task Returns_the_value_that_held()
    {
        var reads = 0;
        Assert.Equal(3, await Eventually.BecomesAsync(() => ++reads, value => value == 3, "the third read"));
    }

    [Fact]
    public async Task Ends_with_the_last_value_when_it_never_holds()
    {
        var failure = await Assert.ThrowsAsync<NeverHappenedException>(() =>
            Eventually.BecomesAsync(() => new[] { "a", "b" }, _ => false, "an empty queue", TimeSpan.FromMilliseconds(50)));

        Assert.Equal("an empty queue did not happen within 0.1 s: the last value was [a, b].", failure.Message);
    }

    [Fact]
    public async Task Ends_with_the_last_error_when_reading_keeps_failing()
    {
        var failure = await Assert.ThrowsAsync<NeverHappenedException>(() => Eventually.BecomesAsync<int>(
            Task<int> () => throw new IOException("connection refused"), _ => true, "an answer", TimeSpan.FromMilliseconds(50)));

        Assert.Contains("IOException: connection refused", failure.Message, StringComparison.Ordinal);
    }
}
