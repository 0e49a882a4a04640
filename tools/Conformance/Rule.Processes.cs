namespace ItsmFunctions.Conformance;

public sealed partial record Rule
{
    // AU-01 to AU-28: the two processes, their roles, priorities and escalation.
    private static IReadOnlyList<Rule> Processes =>
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
    ];
}
