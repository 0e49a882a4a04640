namespace ItsmFunctions.LocalRuntime.Clock;

/// <summary>
/// Something that waits for instants of desk time: the timer functions, the timers of orchestrations. Moving desk time
/// asks every source for its earliest instant, stands the clock at the earliest of all, fires it, lets everything
/// settle, and asks again.
/// </summary>
internal interface IDueSource
{
    /// <summary>The earliest instant at which something is due (it may be past), null when nothing waits. Asked very often: microseconds.</summary>
    ValueTask<DateTimeOffset?> NextDueAsync();

    /// <summary>Fires what is due at or before an instant, in order, and returns when it has run.</summary>
    Task FireDueAsync(DateTimeOffset now);

    /// <summary>Returns when nothing can go on without time passing, also when other sources have caused new work.</summary>
    Task SettleAsync();
}
