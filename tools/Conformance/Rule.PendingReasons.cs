using System.Globalization;

namespace ItsmFunctions.Conformance;

public sealed partial record Rule
{
    private static string[] Reasons =>
    [
        "date of access from HR", "internal supplier", "approval", "need in the future", "answer of the user", "agreed appointment", "external supplier",
        "ordered item", "ready for installation", "ready for pick-up", "ready for transport", "delivered, to be invoiced", "CSI approval",
        "CSI implementation", "CSI test", "CSI release", "CSI prioritisation",
    ];

    private static IEnumerable<Rule> PendingReasons => Reasons.Select((reason, row) =>
        new Rule(string.Create(CultureInfo.InvariantCulture, $"PR-{row + 1:00}"), $"Pending reason: {reason}"));
}
