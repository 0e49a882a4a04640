using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Triage;

/// <summary>The decisions of the flowchart (version 2), in the order in which they are drawn.</summary>
public enum TriageQuestion
{
    /// <summary>Can a reboot, a script or the system itself resolve it (FV-05)?</summary>
    AutomatedResolution,

    /// <summary>Does it touch critical business functions, large groups of users or essential services (FV-06)?</summary>
    HighImpact,

    /// <summary>Does it threaten the security of systems, the integrity of data or the core infrastructure (FV-07)? Asked of high impact alone.</summary>
    Critical,
}

/// <summary>Where the decisions lead.</summary>
public enum TriagePath
{
    /// <summary>To its closure, by what resolves it without a support team (FV-05).</summary>
    Automation,

    /// <summary>To the team that its class selects (FV-08).</summary>
    SupportTeam,

    /// <summary>Likewise, with priority (FV-06).</summary>
    HighImpact,

    /// <summary>To higher support at once (FV-07).</summary>
    Critical,
}

/// <summary>One path through the chart.</summary>
/// <param name="Critical">Null where it is not asked.</param>
/// <param name="IfAutomationFails">Where it goes on when what was to resolve it did not (A7); null where nothing was tried.</param>
public sealed record TriageRow(bool Automated, bool HighImpact, bool? Critical, TriagePath Path, TriagePath? IfAutomationFails = null);

/// <summary>
/// The chart as a table of all its paths (FV-05 to FV-08). Automated resolution comes first, as it is drawn; the impact is assessed all the
/// same, for the reports, and for where it goes on if the automation fails (A7).
/// </summary>
public static class TriageChart
{
    public static readonly ImmutableArray<TriageRow> Rows =
    [
        new(Automated: true, HighImpact: false, Critical: null, TriagePath.Automation, TriagePath.SupportTeam),
        new(Automated: true, HighImpact: true, Critical: false, TriagePath.Automation, TriagePath.HighImpact),
        new(Automated: true, HighImpact: true, Critical: true, TriagePath.Automation, TriagePath.Critical),
        new(Automated: false, HighImpact: false, Critical: null, TriagePath.SupportTeam),
        new(Automated: false, HighImpact: true, Critical: false, TriagePath.HighImpact),
        new(Automated: false, HighImpact: true, Critical: true, TriagePath.Critical),
    ];

    /// <summary>Null where there is no such path: Critical is asked of high impact, and of nothing else.</summary>
    public static TriageRow? Find(bool automated, bool highImpact, bool? critical) =>
        Rows.FirstOrDefault(row => (row.Automated, row.HighImpact, row.Critical) == (automated, highImpact, critical));
}
