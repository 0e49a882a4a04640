namespace ItsmFunctions.Conformance;

public sealed partial record Rule
{
    // AU-29 to AU-57: how a case is described, handed over and talked about.
    private static IReadOnlyList<Rule> Guidelines =>
    [
        new("AU-29", "A note sums up what was tried; notes can be pinned"),
        new("AU-30", "The additional questions are answered before a handover"),
        new("AU-31", "Every note is either the desk's own or the end user's"),
        new("AU-32", "Every action has a note of its own"),
        new("AU-33", "A bare done is no description"),
        new("AU-34", "What was begun is handed over In Progress"),
        new("AU-35", "At the highest rank the receiving team is spoken to first"),
        new("AU-36", "The 25 worked examples"),
        new("AU-37", "Support speaks with the end user, operations may"),
        new("AU-38", "The end user learns that another team takes over"),
        new("AU-39", "Nothing is resolved without telling the end user"),
        new("AU-40", "Who has the case says when it is expected to be done"),
        new("AU-41", "A chase raises the update flag and waits for an expected time"),
        new("AU-42", "To a team, and to a person only where that was agreed"),
        new("AU-43", "Back to support means to the unit's primary team"),
        new("AU-44", "Who is away, and when"),
        new("AU-45", "The category is confirmed before a handover"),
        new("AU-46", "Several problems become several cases"),
        new("AU-47", "The dispatcher watches the cases of who is away"),
        new("AU-48", "Who is away answers automatically"),
        new("AU-49", "First line resolves, with a solution text that is mailed"),
        new("AU-50", "The update flag goes when the user has been answered"),
        new("AU-51", "The attention flag is an agent's own watch"),
        new("AU-52", "Internal, end-user and external communication stands on the case"),
        new("AU-52b", "Troubleshooting stands on the case"),
        new("AU-53", "A direct approach is sent to the portal"),
        new("AU-54", "The supplier's case id stands on the case"),
        new("AU-55", "The team that handed a case on gets it back"),
        new("AU-56", "After the solution: reopen, reply or let it rest"),
        new("AU-57", "A case that lacks information is given back with a reason"),
    ];
}
