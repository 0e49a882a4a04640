namespace ItsmFunctions.Conformance;

/// <summary>A rule of the service desks that the product carries, by its id.</summary>
public sealed partial record Rule(string Id, string Title)
{
    /// <summary>What must be proven by at least one test, in the order of the document.</summary>
    public static readonly IReadOnlyList<Rule> Required = [.. Processes, .. Guidelines, .. OtherDesks, .. PendingReasons, .. Resolutions, .. Agreements];
}
