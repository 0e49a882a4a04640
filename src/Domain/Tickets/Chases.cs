namespace ItsmFunctions.Domain.Tickets;

/// <summary>How often a ticket was chased, and whether somebody still waits for an expected time (AU-41).</summary>
/// <param name="UnansweredSince">The first chase that was not answered; null where none waits.</param>
/// <param name="RaisedFlag">The update flag is up for a chase alone: the end user has written nothing that waits.</param>
public sealed record ChaseState(int Count, DateTimeOffset? UnansweredSince, bool RaisedFlag)
{
    public static readonly ChaseState None = new(0, null, false);

    internal ChaseState Answered => this with { UnansweredSince = null, RaisedFlag = false };
}
