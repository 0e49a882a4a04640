namespace ItsmFunctions.LocalRuntime.Clock;

/// <summary>
/// Something that waits for instants of desk time or causes work: the timer functions, the queues, the orchestrations.
/// Moving desk time asks every source for its earliest instant, stands the clock at the earliest of all, fires it, lets
/// all sources settle, and asks again. Each of the three is called for every tick: microseconds where there is nothing.
/// </summary>
internal interface IDueSource
{
    /// <summary>The earliest instant at which something is due (it may be past); null when nothing waits.</summary>
    ValueTask<DateTimeOffset?> NextDueAsync();

    /// <summary>Fires what is due at or before an instant, in order, and returns when it has run. Failures of functions are logged, not thrown.</summary>
    Task FireDueAsync(DateTimeOffset now);

    /// <summary>Returns when this source cannot go on without time passing or another source acting.</summary>
    /// <param name="thoroughly">Also look where nothing is known to have happened: work that came from outside the process.</param>
    /// <returns>Whether anything ran: then all sources are asked again, since it may have caused work for them.</returns>
    ValueTask<bool> SettleAsync(bool thoroughly);
}
