using static ItsmFunctions.Domain.Waiting.Accountable;

namespace ItsmFunctions.Domain.Waiting;

/// <summary>The 17 reasons of Aarhus University (AU-15). The table wins over the narrower rule text (AU-16, A10).</summary>
public static class PendingReasons
{
    /// <summary>In the order of the picker: the rows of continual improvement come last (A9).</summary>
    public static readonly IReadOnlyList<PendingReason> Aarhus =
    [
        new("PR-01", "Pending HR Access Date", "Afventer HR-adgangsdato", HumanResources, ClockRuns: false, WakeUp.OnDate, DateRequired: true),
        new("PR-02", "Pending internal supplier", "Afventer intern leverandør", InternalSupplier, ClockRuns: true, WakeUp.OnSupplierReply, DateRequired: false),
        new("PR-03", "Pending approval", "Afventer godkendelse", Approver, ClockRuns: false, WakeUp.OnDecision, DateRequired: false),
        new("PR-04", "Need is for a future date/time", "Afventer - fremtidig dato", Requester, ClockRuns: false, WakeUp.OnDate, DateRequired: true),
        new("PR-05", "Pending user reply", "Afventer svar bruger", Requester, ClockRuns: false, WakeUp.OnUserReply, DateRequired: false),
        new("PR-06", "Pending - agreed appointment", "Afventer - Aftalt", Both, ClockRuns: false, WakeUp.OnDate, DateRequired: true),
        new("PR-07", "Pending external supplier", "Afventer ekstern leverandør", ExternalSupplier, ClockRuns: false, WakeUp.OnSupplierReply, DateRequired: false, AsksExpectedTime: true),
        new("PR-08", "Awaiting - item ordered", "Afventer - vare bestilt", ExternalSupplier, ClockRuns: false, WakeUp.OnDelivery, DateRequired: false),
        new("PR-09", "Ready for installation", "Klar til installation", Desk, ClockRuns: true, WakeUp.None, DateRequired: false),
        new("PR-10", "Ready for pick-up", "Klar til afhentning", Requester, ClockRuns: false, WakeUp.NudgeUser, DateRequired: false),
        new("PR-11", "Ready for transport", "Klar til transport", Desk, ClockRuns: true, WakeUp.None, DateRequired: false),
        new("PR-12", "Delivered - can be invoiced", "Udleveret - kan faktureres", Desk, ClockRuns: false, WakeUp.InvoiceReady, DateRequired: false),
        new("PR-13", "Pending - CSI approval", "Afventer - CSI godkendelse", ContinualImprovement, ClockRuns: false, WakeUp.OnDecision, DateRequired: false),
        new("PR-14", "Pending - CSI implementation", "Afventer - CSI implementering", ContinualImprovement, ClockRuns: false, WakeUp.OnDecision, DateRequired: false),
        new("PR-15", "Pending - CSI test", "Afventer - CSI test", ContinualImprovement, ClockRuns: false, WakeUp.OnDecision, DateRequired: false),
        new("PR-16", "Pending - CSI Release", "Afventer - CSI release", ContinualImprovement, ClockRuns: false, WakeUp.OnDecision, DateRequired: false),
        new("PR-17", "Pending – CSI Prioritization", "Afventer – CSI prioritering", ContinualImprovement, ClockRuns: false, WakeUp.OnDecision, DateRequired: false),
    ];
}
