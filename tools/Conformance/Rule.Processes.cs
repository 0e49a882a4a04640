namespace ItsmFunctions.Conformance;

public sealed partial record Rule
{
    // AU-01 to AU-28: the two processes, their roles, priorities and escalation.
    private static IReadOnlyList<Rule> Processes =>
    [
        new("AU-01", "Two processes: incident and service request"),
        new("AU-02", "One process for all, in whose details an area may deviate"),
        new("AU-03", "All support work is registered, also quick cases"),
        new("AU-04", "Tickets arrive through the portal, by mail or from an agent's client"),
        new("AU-05", "Roles, and what each may do"),
        new("AU-06", "First line speaks with the end user"),
        new("AU-07", "A team gets its tickets in its dispatcher's queue"),
        new("AU-08", "End users reopen what was not solved to their liking"),
        new("AU-09", "What was done stands on the ticket"),
        new("AU-10", "Request types with forms and steps of their own"),
        new("AU-11", "Knowledge is managed beside the tickets"),
        new("AU-12", "Six statuses and two flags"),
        new("AU-13", "A status instructs the agent and informs the end user"),
        new("AU-14", "Thirty days resolved, then closed for ever"),
        new("AU-15", "Pending needs a reason, shown in the viewer's language"),
        new("AU-16", "The table of pending reasons wins over the narrower rule text"),
        new("AU-17", "The incident matrix, and no handling time attached to it"),
        new("AU-17b", "Areas may have matrices of their own"),
        new("AU-18", "Ranks 1 and 2 notify leaders, dispatchers and process management"),
        new("AU-19", "A request of level 1, 2, 3 is handled as an incident of 3, 4, 5"),
        new("AU-20", "Rank 1: the receiving dispatcher is spoken to first"),
        new("AU-21", "Rank 2: the receiver accepts before the ticket moves"),
        new("AU-22", "Rank 3 is begun the same day"),
        new("AU-23", "Rank 4 comes after what is more urgent"),
        new("AU-24", "Rank 5 can wait"),
        new("AU-25", "Three lines of support and their teams"),
        new("AU-26", "Functional escalation: a ticket or a task goes to another team"),
        new("AU-27", "Hierarchical escalation: rank 1, not begun, no progress"),
        new("AU-28", "First line follows up what it handed on; others by rank what stands"),
    ];
}
