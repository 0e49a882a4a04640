using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>What machines outside follow.</summary>
public static partial class Operations
{
    private static IReadOnlyList<Operation> OfTheFeed =>
    [
        new("ReadFeed", "Events", "Follow what happens to tickets")
        {
            Description = "Every event of every ticket of the organisation, as CloudEvents; docs/events.md lists the names and what is in them: ids, codes and instants, never a text that anybody wrote. Begin without `after`, then send each answer's `cursor` to get what came since; at the end there are no events, and a cursor all the same. Those of one ticket come in the order of its versions; of two tickets nothing is promised. Nothing is left out, and an event may come again: drop what you have seen by its `id`. Events and cursors are kept for 30 days. An event is there within a few seconds. Needs a role of the desk, or Integration.",
            Query = "limit=20",
            Takes = ["after", "limit"],
            Answers = [new(200, "A page.", typeof(FeedReply), Example: Examples.Events)],
            Refuses = [InvalidRequest, NotAllowed, CursorExpired, .. Always],
        },
    ];
}
