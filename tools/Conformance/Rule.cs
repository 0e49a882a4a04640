using System.Globalization;

namespace ItsmFunctions.Conformance;

/// <summary>A rule of the service desks that the product carries, by its id.</summary>
public sealed record Rule(string Id, string Title)
{
    private static readonly string[] Reasons =
    [
        "date of access from HR", "internal supplier", "approval", "need in the future", "answer of the user", "agreed appointment", "external supplier",
        "ordered item", "ready for installation", "ready for pick-up", "ready for transport", "delivered, to be invoiced", "CSI approval",
        "CSI implementation", "CSI test", "CSI release", "CSI prioritisation",
    ];

    /// <summary>What must be proven by at least one test, in the order of the document.</summary>
    public static readonly IReadOnlyList<Rule> Required =
    [
        new("AU-01", "Two processes: incident and service request"),
        new("AU-04", "Tickets arrive through the portal, by mail or from an agent's client"),
        new("AU-12", "Six statuses and two flags"),
        new("AU-13", "A status instructs the agent and informs the end user"),
        new("AU-14", "Thirty days resolved, then closed for ever"),
        new("AU-15", "Pending needs a reason, shown in the viewer's language"),
        new("AU-16", "The table of pending reasons wins over the narrower rule text"),
        new("AU-17", "The incident matrix, and no handling time attached to it"),
        new("AU-17b", "Areas may have matrices of their own"),
        new("AU-18", "Ranks 1 and 2 notify leaders, dispatchers and process management"),
        new("AU-19", "A request of level 1, 2, 3 is handled as an incident of 3, 4, 5"),
        new("AU-36", "The 25 worked examples"),
        new("AU-39", "Nothing is resolved without telling the end user"),
        new("AU-49", "First line resolves, with a solution text that is mailed"),
        new("AU-56", "After the solution: reopen, reply or let it rest"),
        new("IT-04", "The caller stands on each record"),
        new("IT-05", "Logging categorises, prioritises and keeps the steps"),
        new("IT-06", "One category and at least one subcategory"),
        .. Enumerable.Range(1, 17).Select(PendingReason),
        new("A8", "Assignment and statuses; what the portal calls New"),
        new("A11", "Axes of the matrices, handling rank, override with a reason"),
        new("A15", "Thirty local calendar days; a reply suspends the close"),
        new("A16", "Reopening exactly while Resolved"),
        new("A25", "An agent's message to the end user begins the work"),
    ];

    private static Rule PendingReason(int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"PR-{number:00}"), $"Pending reason: {Reasons[number - 1]}");
}
