using System.Collections.Immutable;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Domain.Triage;
using ItsmFunctions.Domain.Waiting;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

public static partial class TicketDesk
{
    private static Decision Assign(Ticket ticket, TicketCommand.Assign assign, Actor by, Profile profile)
    {
        string team = assign.Team ?? ticket.Team;
        if (profile.FindTeam(team) is null)
            return Reject(RefusalCode.InvalidRequest, NoTeam(team), "/team");
        // AU-42: another team gets it by the handover contract. What another desk did is repeated as it was.
        if (team != ticket.Team && !by.Is(Roles.Import))
            return Reject(RefusalCode.InvalidRequest, new($"The ticket is with {ticket.Team}; dispatch hands it to another team.", $"Sagen er hos {ticket.Team}; dispatch sender den til et andet team."), "/team");
        if ((Texts.Complain("/assignee", assign.Assignee, Person.LongestId, required: false, singleLine: true) ?? Stranger("/assignee", assign.Assignee, team, by, profile)) is { } complaint)
            return Reject([complaint]);
        if (team == ticket.Team && assign.Assignee == ticket.Assignee)
            return Accept();

        var assigned = new Happening.Assigned(team, assign.Assignee);
        // A8: a begun case is handed over In Progress, also from Pending (1f).
        bool handedOverBegun = ticket.Status == TicketStatus.Pending && ticket.WorkBegunAt is not null && team != ticket.Team;
        return handedOverBegun ? Accept(assigned, new Happening.Resumed(ResumeCause.HandedOver)) : Accept(assigned);
    }

    // An organisation that keeps a directory knows who is of a team.
    private static Complaint? Stranger(string pointer, string? assignee, string team, Actor by, Profile profile) =>
        assignee is null || !profile.Directory.IsKept || by.Is(Roles.Import) || profile.Directory.Find(assignee)?.Teams.Contains(team) == true
            ? null
            : new(pointer, new($"The directory names {assignee} as no agent of the team {team}.", $"Kartoteket har ikke {assignee} som medarbejder i teamet {team}."));

    private static Decision Pend(Ticket ticket, TicketCommand.Pend pend, Actor by, DateTimeOffset at, Profile profile)
    {
        if (pend.Reason.Length == 0)
            return Reject(RefusalCode.InvalidRequest, new("A reason is required; GET /api/catalogue lists them.", "Vælg en årsag fra listen."), "/reason");
        PendingReason? reason = profile.FindReason(pend.Reason);
        if (reason is null)
            return Reject(RefusalCode.InvalidRequest, new($"There is no pending reason '{pend.Reason}'; GET /api/catalogue lists them.", $"Der er ingen afventer-årsag '{pend.Reason}': vælg en fra listen."), "/reason");
        if (pend.Until is null && reason.DateRequired)
            return Reject(RefusalCode.InvalidRequest, new($"'{reason.English}' needs the date that is waited for.", $"'{reason.Danish}' kræver den dato, der ventes på."), "/until");
        if (pend.Until <= at)
            return Reject(RefusalCode.InvalidRequest, new("The date that is waited for lies in the past.", "Den dato, der ventes på, ligger i fortiden."), "/until");
        if (pend.Until > at + Furthest)
            return Reject(RefusalCode.InvalidRequest, TooFar, "/until");
        if (Past(pend.ExpectedAt, at) is { } past)
            return Reject([past]);
        if (Texts.Complain("/note", pend.Note, Texts.LongestNote, required: false) is { } complaint)
            return Reject([complaint]);
        if (Companions(ticket, pend, reason) is { } wrong)
            return wrong;

        var pended = new Happening.Pended(reason.Code, pend.Until, PlanOf(ticket, pend, reason, by, at, profile));
        return Accept([pended, .. Invoice(ticket, reason), .. Companions(pend, reason), .. Expected(ticket, pend.ExpectedAt), .. pend.Note is null ? [] : (Happening[])[Note(ticket, pend.Note, profile)]]);
    }

    private static Decision Reply(Ticket ticket, TicketCommand.Reply reply, Actor by, Profile profile)
    {
        if (Texts.Complain("/text", reply.Text, Texts.LongestNote, required: true) is { } complaint)
            return Reject([complaint]);
        return ticket.Requester == by.Id ? new Accepted(FromRequester(ticket, reply.Text, profile)) : FromDesk(ticket, reply.Text, profile);
    }

    internal static ImmutableArray<Happening> FromRequester(Ticket ticket, string text, Profile profile, string? channel = null)
    {
        var happenings = ImmutableArray.CreateBuilder<Happening>();
        happenings.Add(new Happening.Replied(Text(ticket, text), FromRequester: true, channel));
        if (ticket.Status == TicketStatus.Pending && profile.FindReason(ticket.Pending!.Reason)?.WakeUp == Waiting.WakeUp.OnUserReply)
            happenings.Add(new Happening.Resumed(ResumeCause.UserReplied));
        if (ticket.Status == TicketStatus.Resolved && profile.ReplyOnResolved == ReplyOnResolved.Reopen)
            happenings.Add(new Happening.Reopened(null, MasterOf(ticket)));
        if (ticket.UpdateFlagSince is null)
            happenings.Add(new Happening.UpdateFlagRaised());
        return happenings.ToImmutable();
    }

    private static Decision FromDesk(Ticket ticket, string text, Profile profile)
    {
        var happenings = ImmutableArray.CreateBuilder<Happening>();
        happenings.Add(new Happening.Replied(Text(ticket, text), FromRequester: false));
        // A25: a message that an agent wrote to the end user begins the work, from New or Assigned.
        if (ticket.Status is TicketStatus.New or TicketStatus.Assigned)
            happenings.Add(new Happening.WorkBegun());
        // AU-50: the flag goes when the user has been answered; not the one that asks for what holds the close back.
        if (ticket.UpdateFlagSince is not null && !IsHeldBack(ticket, profile))
            happenings.Add(new Happening.UpdateFlagCleared());
        return new Accepted(happenings.ToImmutable());
    }

    private static Decision Journal(Ticket ticket, TicketCommand.Journal journal, Actor by, Profile profile)
    {
        if (Texts.Complain("/text", journal.Text, Texts.LongestNote, required: true) is { } complaint)
            return Reject([complaint]);
        return journal.Visibility == Visibility.Internal
            ? Accept(Note(ticket, journal.Text, profile))
            : Reply(ticket, new(journal.Text), by, profile);
    }

    private static Decision Flag(Ticket ticket, TicketCommand.Flag flag, Actor by)
    {
        if (flag.Update is null && flag.Attention is null)
            return Reject(RefusalCode.InvalidRequest, new("Name a flag: update or attention.", "Angiv et flag: update eller attention."), "");

        var happenings = ImmutableArray.CreateBuilder<Happening>();
        if (flag.Update is { } update && update != ticket.UpdateFlagSince is not null)
            happenings.Add(update ? new Happening.UpdateFlagRaised() : new Happening.UpdateFlagCleared());
        if (flag.Attention == true && ticket.Attention.Count >= MostAttention && !ticket.Attention.Contains(by.Id))
            return Reject(RefusalCode.InvalidRequest, new($"At most {MostAttention} agents watch a ticket.", $"Højst {MostAttention} medarbejdere kan holde øje med en sag."), "/attention");
        if (flag.Attention is { } attention && attention != ticket.Attention.Contains(by.Id))
            happenings.Add(new Happening.AttentionTurned(by.Id, attention));
        return new Accepted(happenings.ToImmutable());
    }

    private static Decision SetPriority(Ticket ticket, TicketCommand.SetPriority command)
    {
        if (Texts.Complain("/reason", command.Reason, Texts.LongestReason, required: true) is { } complaint)
            return Reject([complaint]);
        if (command.HandlingRank is < Priority.HighestRank or > Priority.LowestRank)
            return Reject(RefusalCode.InvalidRequest, new("A handling rank is 1 (high) to 5.", "Prioriteten går fra 1 (høj) til 5."), "/handlingRank");
        PersonalText reason = Text(ticket, command.Reason);
        if (command.HandlingRank is { } rank)
            return Accept(new Happening.RankOverridden(rank, reason));
        return ticket.Override is null ? Accept() : Accept(new Happening.RankRestored(reason));
    }

    private static Decision Reclassify(Ticket ticket, TicketCommand.Reclassify change, Profile profile)
    {
        Classification was = ticket.Classification;
        if (Mismatch(was.Assessment, change) is { } mismatch)
            return Reject([mismatch]);
        if (Coordination.OrmisDesk.Objects(ticket, change) is { } global)
            return global;

        var now = new Classification(
            was.Assessment switch
            {
                Assessment.OfIncident incident => new Assessment.OfIncident(change.Impact ?? incident.Impact, change.Urgency ?? incident.Urgency),
                Assessment.OfRequest request => new Assessment.OfRequest(change.Importance ?? request.Importance, change.Speed ?? request.Speed),
                _ => throw new InvalidOperationException(),
            },
            change.Category ?? was.Category,
            change.Subcategory ?? was.Subcategory,
            change.Service ?? was.Service,
            change.Location ?? was.Location,
            change.ConfigurationItem ?? was.ConfigurationItem);
        if (ticket.Change?.Plan.FollowsTemplate(profile) == true && (now.Category, now.Subcategory) != (was.Category, was.Subcategory))
            return Reject([new(now.Category != was.Category ? "/category" : "/subcategory", ChangeIntake.OfTemplate)]);
        ImmutableArray<Complaint> complaints = TicketIntake.Complain(now, profile, asBefore: change.Category is null && change.Subcategory is null);
        if (complaints.Length > 0)
            return Reject(complaints);
        return now == was ? Accept() : Accept(new Happening.Reclassified(now, now.Assessment.In(profile.MatricesOf(ticket.Area)), ticket.Markers));
    }

    private static readonly Sentence AnIncidentHas = new("An incident has impact and urgency.", "En incident har impact og urgency.");
    private static readonly Sentence ARequestHas = new("A request has importance and speed.", "En request har importance og speed.");

    private static Complaint? Mismatch(Assessment assessment, TicketCommand.Reclassify change) => assessment switch
    {
        Assessment.OfIncident when change.Importance is not null => new("/importance", AnIncidentHas),
        Assessment.OfIncident when change.Speed is not null => new("/speed", AnIncidentHas),
        Assessment.OfRequest when change.Impact is not null => new("/impact", ARequestHas),
        Assessment.OfRequest when change.Urgency is not null => new("/urgency", ARequestHas),
        _ => null,
    };

    private static Decision Resolve(Ticket ticket, TicketCommand.Resolve resolve, Actor by, DateTimeOffset at, Profile profile)
    {
        if (Texts.Complain("/solution", resolve.Solution, Texts.LongestNote, required: true) is { } complaint)
            return Reject([complaint]);
        if (Texts.Complain("/closureCode", resolve.ClosureCode, Texts.LongestName, required: false, singleLine: true) is { } code)
            return Reject([code]);
        if (resolve.FirstContact && (ticket.Reassignments > 0 || ticket.Reopenings > 0))
            return Reject(RefusalCode.InvalidRequest, new(
                "Another team had it, or it was reopened: it was not solved at first contact.", "Et andet team har haft den, eller den er genåbnet: den blev ikke løst ved første kontakt."), "/firstContact");
        if (!resolve.CancelTasks && ticket.Dossier.TasksInTheWay.Any())
            return TasksInTheWay(ticket);
        return Accept([.. WithoutTasks(ticket), .. Ending(ticket, resolve.Solution, resolve.ClosureCode ?? ClosureSolved, by, at, profile, resolve.FirstContact)]);
    }

    internal static Decision.Rejected TasksInTheWay(Ticket ticket) => Reject(RefusalCode.OpenTasks, new(
        $"Open tasks stand in the way: {OpenTasks(ticket)}. Complete or cancel them, or say that they go with the ticket.",
        $"Åbne opgaver står i vejen: {OpenTasks(ticket)}. Udfør eller annullér dem, eller angiv, at de følger med sagen."));

    private static string OpenTasks(Ticket ticket) => Ids(ticket.Dossier.TasksInTheWay);

    private static string Ids(IEnumerable<TicketTask> tasks) => string.Join(", ", tasks.Select(task => task.Id));

    // OM-06: terminal where the profile cancels; else what is withdrawn is resolved.
    private static Decision Cancel(Ticket ticket, TicketCommand.Cancel cancel, Actor by, DateTimeOffset at, Profile profile) =>
        Texts.Complain("/reason", cancel.Reason, Texts.LongestReason, required: true) is { } complaint
            ? Reject([complaint])
            : Accept([.. WithoutTasks(ticket), .. profile.Statuses.Contains(TicketStatus.Cancelled) ? [new Happening.Cancelled(Text(ticket, cancel.Reason))] : Ending(ticket, cancel.Reason, ClosureWithdrawn, by, at, profile)]);

    // The solution mail answers whatever the user last wrote, so the flag goes with it (AU-39, AU-50).
    internal static Happening[] Ending(Ticket ticket, string solution, string closureCode, Actor by, DateTimeOffset at, Profile profile, bool firstContact = false)
    {
        bool held = Unchecked(ticket, profile).Any();
        Happening.Resolved resolved = Resolved(ticket.Requester, solution, closureCode, firstContact, ticket.Markers, by, held, at, profile);
        // A system is neither satisfied nor not.
        resolved = ticket.IsOfMonitoring ? resolved with { Surveyed = null } : resolved;
        Happening[] ending = ticket.UpdateFlagSince is null ? [resolved] : [resolved, new Happening.UpdateFlagCleared()];
        return profile.ClosePolicy != ClosePolicy.AtOnce ? ending : held ? [.. ending, new Happening.UpdateFlagRaised()] : [.. ending, .. Closing(ticket, solution, ticket.Verification ?? Verification.None, profile)];
    }

    /// <summary>Whether it can be resolved as it stands, with nothing in the way.</summary>
    internal static bool MayEnd(Ticket ticket, Profile profile) => TooLate(ticket, Act.Resolve, profile) is null && !ticket.Dossier.TasksInTheWay.Any();

    // What is held back rests like any other: where its profile has changed before the last check, its requester has their days.
    private static DateTimeOffset ClosesAt(DateTimeOffset at, bool held, Profile profile) =>
        profile.ClosePolicy == ClosePolicy.AtOnce && !held ? at : LocalDays.Add(at, profile.ClosesAfterDays, profile.TimeZone);

    /// <param name="held">Something has to be recorded before it may close.</param>
    internal static Happening.Resolved Resolved(
        string requester, string solution, string closureCode, bool firstContact, Markers markers, Actor by, bool held, DateTimeOffset at, Profile profile) =>
        new(
            new(solution.Normalize(), requester), closureCode, ClosesAt(at, held, profile), firstContact ? true : null,
            Surveyed: profile.Survey.AsksAbout(closureCode, requester, markers, by) ? true : null);

    private static Decision Reopen(Ticket ticket, TicketCommand.Reopen reopen, Actor by)
    {
        if (Texts.Complain("/reason", reopen.Reason, Texts.LongestNote, required: false) is { } complaint)
            return Reject([complaint]);
        var reopened = new Happening.Reopened(reopen.Reason is null ? null : Text(ticket, reopen.Reason), MasterOf(ticket));
        bool asksForReaction = ticket.Requester == by.Id && ticket.UpdateFlagSince is null;
        return asksForReaction ? Accept(reopened, new Happening.UpdateFlagRaised()) : Accept(reopened);
    }

    /// <summary>Of one that was merged here; another desk's duplicates are only marked.</summary>
    public static TicketNumber? MasterOf(Ticket ticket) =>
        ticket.Dossier.Links.FirstOrDefault(link => link is { Own: true, Kind: LinkKind.DuplicateOf } && link.Other.ToString() == ticket.Markers.DuplicateOf) is { } link ? link.Other : null;

    internal static PersonalText Text(Ticket ticket, string text) => new(text.Normalize(), ticket.Requester);
}
