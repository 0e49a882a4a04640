using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Triage;

namespace ItsmFunctions.Domain.Profiles;

/// <summary>The triage flowchart, version 2: incidents are triaged (FV-05 to FV-07), any support team resolves (FV-08), and a ticket closes as soon as its resolution is confirmed and its follow-ups are complete (FV-13).</summary>
public static class FlowchartV2
{
    public static readonly Profile Profile = Aarhus.Profile with
    {
        Base = "v2",
        Name = "V2",
        ClosePolicy = ClosePolicy.AtOnce,
        ResolvingLines = Enum.GetValues<Line>(),
        Rights = [.. Grants.Aarhus.Select(grant => grant.Act == Act.Resolve ? grant with { OwnTeam = Roles.Agent } : grant)],
        ClosureChecks =
        [
            new(ClosureCheck.ResolutionConfirmed, "The resolution is confirmed", "Løsningen er bekræftet", MayNotApply: false),
            new(ClosureCheck.FollowUpsComplete, "All follow-ups are complete", "Al opfølgning er afsluttet", MayNotApply: true),
        ],
        Lifecycle = [.. Tickets.Lifecycle.Aarhus.Select(row => row.Act is Act.AddTask or Act.AssignTask or Act.CompleteTask or Act.CancelTask ? Tickets.Lifecycle.AlsoResolved(row) : row), Tickets.Lifecycle.Checking],
        Triage = TriageRules.Default with { Enabled = true },
    };
}
