using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Profiles;

/// <summary>The ITIL service desk: first point of contact (IT-01), specialist groups resolve what they are given (IT-13), and five days of rest before a ticket closes.</summary>
public static class ItilDesk
{
    public static readonly Profile Profile = Aarhus.Profile with
    {
        Base = "itil",
        Name = "ITIL",
        Language = "en",
        ClosesAfterDays = 5,
        ShowAssigned = true,
        ReplyOnResolved = ReplyOnResolved.Reopen,
        ResolvingLines = Enum.GetValues<Line>(),
        SelfHelp = SelfHelpEntries.ItilDesk,
        Rights = [.. Grants.Aarhus.Select(grant => grant.Act == Act.Resolve ? grant with { OwnTeam = Roles.Agent } : grant)],
    };
}
