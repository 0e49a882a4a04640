using Azure;

namespace ItsmFunctions.Storage;

/// <summary>
/// A red answer is not always a failure: where an acknowledgement was lost after the write was applied, the client library's own
/// retry reports 409 or 412 for a write that succeeded. Read again and compare the operation's id before answering.
/// </summary>
internal static class Acknowledgement
{
    public static bool MayBeLost(Exception failure) => failure switch
    {
        // 404: the due or outbox row of a replayed transaction may be swept already. 0: no answer at all.
        RequestFailedException request => request.Status is 0 or 404 or 408 or 409 or 412 or >= 500,
        AggregateException or IOException or HttpRequestException or TaskCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };
}
