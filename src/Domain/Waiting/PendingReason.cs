namespace ItsmFunctions.Domain.Waiting;

/// <summary>Who is waited for while a ticket is pending.</summary>
public enum Accountable
{
    HumanResources,
    InternalSupplier,
    Approver,
    Requester,
    Both,
    ExternalSupplier,
    Desk,
    ContinualImprovement,
}

/// <summary>What brings a pending ticket back by itself. A date wakes it in any case where one was given.</summary>
public enum WakeUp
{
    None,
    OnDate,
    OnSupplierReply,
    OnUserReply,
    OnDecision,
    OnDelivery,
    NudgeUser,
    InvoiceReady,
}

/// <summary>One reason for which a ticket waits (PR-01 to PR-17), labelled to the letter in both languages.</summary>
/// <param name="Code">"PR-01" to "PR-17".</param>
/// <param name="ClockRuns">True where the service-level clock goes on while waiting.</param>
/// <param name="DateRequired">True where the reason says nothing without a date.</param>
/// <param name="AsksExpectedTime">True where whoever has the ticket is prompted for an expected time (AU-40).</param>
public sealed record PendingReason(
    string Code, string English, string Danish, Accountable Accountable, bool ClockRuns, WakeUp WakeUp, bool DateRequired, bool AsksExpectedTime = false)
{
    public string Label(string language) => language == "da" ? Danish : English;
}
