using System.Collections.Immutable;
using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Triage;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>How a ticket ends: after its days or at once, held back by what is not recorded yet, given back to assignment before.</summary>
public static partial class TicketDesk
{
    private static Decision Close(Ticket ticket, Actor by, DateTimeOffset at, Profile profile)
    {
        // Another desk closes after its own number of days: what it did is repeated, whatever would be due here.
        if (by.Is(Roles.Import))
            return Accept(new Happening.Closed());
        if (!ticket.Dues().Any(due => due.Work == DueWork.Close && due.At <= at))
            return Accept();
        // What holds it back is for its owner to record; with the flag up the close is not due (A15).
        return Unchecked(ticket, profile).Any() ? Accept(new Happening.UpdateFlagRaised()) : Accept(Closing(ticket, ticket.Resolution!.Solution.Value, ticket.Verification ?? Verification.None, profile));
    }

    /// <summary>
    /// When what the clock lets happen has happened: an outcome at its deadline, however late the tick comes; but what it asks for, by
    /// raising the flag, is asked after all that was done before.
    /// </summary>
    public static DateTimeOffset InstantOf(ImmutableArray<Happening> happenings, Ticket ticket, DateTimeOffset deadline) =>
        happenings.Any(what => what is Happening.UpdateFlagRaised) && ticket.UpdatedAt > deadline ? ticket.UpdatedAt
        // It is told after its deadline, and happens at it (service levels, rule 14).
        : happenings is [Happening.ServiceLevelBreached { OnAttach: not true } breached] ? breached.DueAt
        : deadline;

    private static Decision CheckClosure(Ticket ticket, TicketCommand.CheckClosure check, DateTimeOffset at, Profile profile)
    {
        if (profile.ClosureChecks.FirstOrDefault(one => one.Id == check.Check) is not { } asked)
            return Reject(RefusalCode.InvalidRequest, Sentence.OneOf(profile.ClosureChecks.Select(one => one.Id)), "/check");
        if (!check.Applies && !asked.MayNotApply)
            return Reject(RefusalCode.InvalidRequest, new($"'{asked.English}' applies to every ticket.", $"'{asked.Danish}' gælder for hver sag."), "/applies");
        if (Texts.Complain("/reason", check.Reason, Texts.LongestReason, required: true) is { } complaint)
            return Reject([complaint]);

        if (check.Check == ClosureCheck.FollowUpsComplete && ticket.Dossier.OpenFollowUps.Any())
            return Reject(RefusalCode.OpenTasks, new(
                $"Open follow-ups stand in the way: {Ids(ticket.Dossier.OpenFollowUps)}. Complete or cancel them.", $"Åbne opfølgninger står i vejen: {Ids(ticket.Dossier.OpenFollowUps)}. Udfør eller annullér dem."));

        Sentence[] missing = [.. OrmisGuard.Missing(ticket, check.Check, profile)];
        if (missing.Length > 0)
            return Reject(RefusalCode.ClosureIncomplete, new(
                $"'{asked.English}' cannot be recorded yet: {string.Join("; ", missing.Select(one => one.English))}.",
                $"'{asked.Danish}' kan ikke registreres endnu: {string.Join("; ", missing.Select(one => one.Danish))}."));

        return Accept(Met(ticket, [new Happening.ClosureChecked(check.Check, check.Applies, Text(ticket, check.Reason))], check.Check, ticket.Verification ?? Verification.None, at, profile));
    }

    /// <summary>Whatever takes the last away of what held a resolved ticket back lets it close: at once where it is due, else after its days.</summary>
    private static Decision WithRelease(Decision decision, Ticket ticket, Actor by, DateTimeOffset at, Profile profile)
    {
        if (ticket.Status != TicketStatus.Resolved || decision is not Accepted { Happenings: { IsEmpty: false } happenings } || !Unchecked(ticket, profile).Any())
            return decision;
        Ticket after = History.Append(ticket, happenings, by.Id, RoleNames.Of(by.Roles), at, at, profile).Ticket;
        if (after.Status != TicketStatus.Resolved || Unchecked(after, profile).Any())
            return decision;
        Happening[] answered = after.UpdateFlagSince is null ? [.. happenings] : [.. happenings, new Happening.UpdateFlagCleared()];
        return profile.ClosePolicy == ClosePolicy.AtOnce || ticket.Resolution!.ClosesAt <= at ? Accept([.. answered, .. Closing(after, ticket.Resolution!.Solution.Value, after.Verification ?? Verification.None, profile)]) : Accept(answered);
    }

    /// <summary>What follows where a check is met: with the last of them a resolved ticket closes.</summary>
    /// <param name="done">What meets it.</param>
    private static Happening[] Met(Ticket ticket, Happening[] done, string check, Verification verification, DateTimeOffset at, Profile profile)
    {
        bool last = ticket.Status == TicketStatus.Resolved && Unchecked(ticket, profile).All(one => one.Id == check);
        if (!last)
            return done;
        Happening[] answered = ticket.UpdateFlagSince is null ? done : [.. done, new Happening.UpdateFlagCleared()];
        return profile.ClosePolicy == ClosePolicy.AtOnce || ticket.Resolution!.ClosesAt <= at ? [.. answered, .. Closing(ticket, ticket.Resolution!.Solution.Value, verification, profile)] : answered;
    }

    // FV-14: whoever meets it again finds what resolved it.
    private static Happening[] Closing(Ticket ticket, string solution, Verification verification, Profile profile) => profile.Triage.Enabled
        ? [new Happening.ResolutionLogged(Text(ticket, ResolutionLog.Of(ticket, solution, verification, profile))), new Happening.Closed()]
        : [new Happening.Closed()];

    private static Decision Return(Ticket ticket, TicketCommand.ReturnToAssignment back) =>
        Texts.Complain("/reason", back.Reason, Texts.LongestReason, required: true) is { } complaint
            ? Reject([complaint])
            : Accept(new Happening.ReturnedToAssignment(Text(ticket, back.Reason)));

    private static bool IsHeldBack(Ticket ticket, Profile profile) =>
        ticket.Status == TicketStatus.Resolved && profile.ClosePolicy == ClosePolicy.AtOnce && Unchecked(ticket, profile).Any();

    private static IEnumerable<ClosureCheck> Unchecked(Ticket ticket, Profile profile) => profile.ClosureChecks.Where(check => !ticket.ClosureChecks.ContainsKey(check.Id) || OrmisGuard.Missing(ticket, check.Id, profile).Any());
}
