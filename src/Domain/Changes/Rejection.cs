using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Changes;

/// <summary>What a review rejected, and what came of it (A3).</summary>
/// <param name="Round">The review, with its votes as they stood when it was decided.</param>
/// <param name="Back">The stage that the change was sent back to; null where it was cancelled.</param>
public sealed record Rejection(ReviewRound Round, ChangeStage? Back)
{
    /// <returns>Null where the last event is not what followed from a rejection.</returns>
    /// <param name="events">The history of a change up to the event that is asked about, and with it.</param>
    public static Rejection? Of(IReadOnlyList<TicketEvent> events)
    {
        if (events is not [.., { What: Happening.StageEntered { Review: null } or Happening.Cancelled } last])
            return null;
        ChangeState? before = History.Replay(events.SkipLast(1)).LastOrDefault().After?.Change;
        return before is { At.Kind: StageKind.Review, Review.Approved: false }
            ? new(ReviewRound.Of(events)[^1], last.What is Happening.StageEntered entered ? before.Plan.Find(entered.Stage) : null)
            : null;
    }
}
