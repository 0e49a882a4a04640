using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Triage;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Tasks on a ticket: pieces of its work, each with a team or an agent of its own.</summary>
public static partial class TicketDesk
{
    /// <summary>What one ticket holds, done and cancelled ones included.</summary>
    public const int MostTasks = 100;

    private static Decision AddTask(Ticket ticket, TicketCommand.AddTask add, Actor by, DateTimeOffset at, Profile profile)
    {
        if (add.FollowUp && profile.ClosureChecks.All(check => check.Id != ClosureCheck.FollowUpsComplete))
            return Reject(RefusalCode.InvalidRequest, new(
                "Here a ticket's close waits for no follow-up: add a task, or open a ticket that follows it up.", "Her venter en sags lukning ikke på opfølgning: tilføj en opgave, eller opret en sag, der følger op på den."), "/followUp");
        if (ticket.Status == TicketStatus.Resolved && !add.FollowUp)
            return Reject(RefusalCode.TransitionNotAllowed, new(
                $"{ticket.Number} is resolved: what is left to do is a follow-up (followUp: true), or reopens it.", $"{ticket.Number} er løst: det, der mangler, er en opfølgning (followUp: true), eller også genåbnes den."));
        if (Objection(
            Texts.Complain("/title", add.Title, Texts.LongestTitle, required: true, singleLine: true),
            ComplainOfTeam(add.Team, profile),
            Texts.Complain("/assignee", add.Assignee, Person.LongestId, required: false, singleLine: true) ?? Stranger("/assignee", add.Assignee, add.Team ?? ticket.Team, by, profile),
            Past(add.DueAt, at) is { } past ? past with { Pointer = "/dueAt" } : null,
            add is { FollowUp: true, DueAt: null } ? new("/dueAt", new("A follow-up needs the date by which it is done.", "En opfølgning kræver en frist.")) : null,
            add is { FollowUp: true, Team: null, Assignee: null } ? new("/assignee", new("A follow-up needs an owner: an agent or a team.", "En opfølgning kræver en ejer: en medarbejder eller et team.")) : null) is { } wrong)
            return wrong;
        int id = ticket.Dossier.Tasks.Length + 1;
        return id > MostTasks
            ? Reject(RefusalCode.InvalidRequest, new($"A ticket has at most {MostTasks} tasks: split it.", $"En sag har højst {MostTasks} opgaver: del den op."), "")
            : Accept(new Happening.TaskAdded(id, Text(ticket, add.Title), add.Team, add.Assignee, add.DueAt, add.FollowUp ? true : null));
    }

    private static Decision AssignTask(Ticket ticket, TicketCommand.AssignTask assign, Actor by, Profile profile)
    {
        if (Objection(
            ComplainOfTeam(assign.Team, profile),
            Texts.Complain("/assignee", assign.Assignee, Person.LongestId, required: false, singleLine: true) ?? Stranger("/assignee", assign.Assignee, assign.Team ?? ticket.Team, by, profile)) is { } wrong)
            return wrong;
        return OfOpen(ticket, assign.Task, task => (task.Team, task.Assignee) == (assign.Team, assign.Assignee)
            ? Accept()
            : Accept(new Happening.TaskAssigned(task.Id, assign.Team, assign.Assignee)));
    }

    private static Decision CompleteTask(Ticket ticket, TicketCommand.CompleteTask complete, Actor by, DateTimeOffset at, Profile profile) =>
        Objection(Texts.Complain("/note", complete.Note, Texts.LongestNote, required: false))
        ?? OfOpen(ticket, complete.Task, task => Policy.DeniesTask(task, by, ticket, profile) ?? Accept(FollowedUp(ticket, task, new Happening.TaskCompleted(task.Id, complete.Note is null ? null : Text(ticket, complete.Note)), at, profile)), TaskState.Done);

    private static Decision CancelTask(Ticket ticket, TicketCommand.CancelTask cancel, DateTimeOffset at, Profile profile) =>
        Objection(Texts.Complain("/reason", cancel.Reason, Texts.LongestReason, required: true))
        ?? OfOpen(ticket, cancel.Task, task => Accept(FollowedUp(ticket, task, new Happening.TaskCancelled(task.Id, Text(ticket, cancel.Reason)), at, profile)), TaskState.Cancelled);

    // FV-13: with the last of them the follow-ups are complete.
    private static Happening[] FollowedUp(Ticket ticket, TicketTask task, Happening ended, DateTimeOffset at, Profile profile)
    {
        bool last = task.FollowUp && ticket.Dossier.OpenFollowUps.All(one => one.Id == task.Id) && profile.ClosureChecks.Any(check => check.Id == ClosureCheck.FollowUpsComplete);
        if (!last)
            return [ended];
        string done = profile.Language == "da" ? "Den sidste opfølgning er afsluttet." : "The last follow-up has ended.";
        return Met(ticket, [ended, new Happening.ClosureChecked(ClosureCheck.FollowUpsComplete, true, Text(ticket, done))], ClosureCheck.FollowUpsComplete, ticket.Verification ?? Verification.None, at, profile);
    }

    /// <param name="stands">The state in which there is nothing left to do.</param>
    private static Decision OfOpen(Ticket ticket, int id, Func<TicketTask, Decision> decide, TaskState? stands = null)
    {
        if (ticket.Dossier.Tasks.FirstOrDefault(task => task.Id == id) is not { } task)
            return Reject(RefusalCode.InvalidRequest, new($"{ticket.Number} has no task {id}.", $"{ticket.Number} har ingen opgave {id}."), "/task");
        if (task.State == stands)
            return Accept();
        return task.State == TaskState.Open ? decide(task) : Reject(RefusalCode.NoOpenTask, new(
            $"Task {id} is {task.State.ToString().ToLowerInvariant()} already.",
            $"Opgave {id} er allerede {(task.State == TaskState.Done ? "udført" : "annulleret")}."));
    }

    private static Complaint? ComplainOfTeam(string? team, Profile profile) =>
        team is null || profile.FindTeam(team) is not null ? null : new("/team", NoTeam(team));

    // One event however many they are: a transaction of storage holds no more than a hundred rows.
    private static Happening[] WithoutTasks(Ticket ticket) => ticket.Dossier.TasksInTheWay.Select(task => task.Id).ToArray() switch
    {
        [] => [],
        [var only] => [new Happening.TaskCancelled(only, null)],
        [var first, ..] => [new Happening.TaskCancelled(first, null, All: true)],
    };

    // Everything that is wrong at once; null if nothing is.
    private static Rejected? Objection(params ReadOnlySpan<Complaint?> complaints)
    {
        ImmutableArray<Complaint> found = [.. complaints.ToArray().OfType<Complaint>()];
        return found.IsEmpty ? null : Reject(found);
    }
}
