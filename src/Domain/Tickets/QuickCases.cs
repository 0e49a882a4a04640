using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>How a quick case was solved before it was logged.</summary>
/// <param name="FirstContact">That nobody else was asked before (IT-01).</param>
public sealed record QuickSolution(string Solution, string? ClosureCode, bool FirstContact = true);

/// <summary>
/// Quick cases (AU-03): all support work is registered, also what took a minute. Logged and resolved in one go by the supporter who
/// did it, whatever their line (A17); the end user is told the solution like any other (AU-39).
/// </summary>
public static class QuickCases
{
    public static Decision Decide(NewTicket wanted, QuickSolution quick, Actor by, DateTimeOffset at, Profile profile)
    {
        if (Policy.Denies(Act.OpenQuick, by) is { } denied)
            return denied;
        ImmutableArray<Complaint> complaints =
        [
            .. new[]
            {
                Texts.Complain("/solution", quick.Solution, Texts.LongestNote, required: true),
                Texts.Complain("/closureCode", quick.ClosureCode, Texts.LongestName, required: false, singleLine: true),
            }.OfType<Complaint>(),
        ];
        Decision logged = TicketIntake.Decide(wanted with { Team = wanted.Team ?? TeamOf(wanted, by, profile), Markers = wanted.Markers with { Quick = true } }, profile);
        if (logged is Decision.Rejected rejected)
            return rejected.Refusal.Code == RefusalCode.InvalidRequest ? Decision.Reject([.. rejected.Refusal.Complaints, .. complaints]) : rejected;
        if (!complaints.IsEmpty)
            return Decision.Reject(complaints);

        var opened = (Happening.Opened)((Decision.Accepted)logged).Happenings[0];
        bool held = profile.ClosureChecks.Count > 0;
        Happening[] closed = profile.ClosePolicy != ClosePolicy.AtOnce ? [] : held ? [new Happening.UpdateFlagRaised()] : [new Happening.Closed()];
        return Decision.Accept(
        [
            opened,
            new Happening.Assigned(opened.Team, by.Id),
            TicketDesk.Resolved(wanted.Requester, quick.Solution, quick.ClosureCode ?? TicketDesk.ClosureSolved, quick.FirstContact, opened.Markers, by, held, at, profile),
            .. closed,
        ]);
    }

    // Who did the work says which team did it, where the directory knows; the area's team, if it is one of theirs.
    private static string? TeamOf(NewTicket wanted, Actor by, Profile profile)
    {
        if (profile.Directory.Find(by.Id) is not { Teams: [var first, ..] } member)
            return null;
        string routed = profile.FindArea(wanted.Area)?.PrimaryTeam ?? profile.DefaultTeam;
        return member.Teams.Contains(routed) ? routed : first;
    }
}
