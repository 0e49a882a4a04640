using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Tasks on a ticket: pieces of its work, each with a team or an agent of its own.</summary>
public static partial class TicketDesk
{
    /// <summary>What one ticket holds, done and cancelled ones included.</summary>
    public const int MostTasks = 100;

    private static Decision AddTask(Ticket ticket, TicketCommand.AddTask add, Actor by, Profile profile)
    {
        if (Objection(
            Texts.Complain("/title", add.Title, Texts.LongestTitle, required: true, singleLine: true),
            ComplainOfTeam(add.Team, profile),
            Texts.Complain("/assignee", add.Assignee, Person.LongestId, required: false, singleLine: true) ?? Stranger("/assignee", add.Assignee, add.Team ?? ticket.Team, by, profile)) is { } wrong)
            return wrong;
        int id = ticket.Dossier.Tasks.Length + 1;
        return id > MostTasks
            ? Reject(RefusalCode.InvalidRequest, new($"A ticket has at most {MostTasks} tasks: split it.", $"En sag har højst {MostTasks} opgaver: del den op."), "")
            : Accept(new Happening.TaskAdded(id, Text(ticket, add.Title), add.Team, add.Assignee));
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

    private static Decision CompleteTask(Ticket ticket, TicketCommand.CompleteTask complete, Actor by, Profile profile) =>
        Objection(Texts.Complain("/note", complete.Note, Texts.LongestNote, required: false))
        ?? OfOpen(ticket, complete.Task, task => Policy.DeniesTask(task, by, ticket, profile) ?? Accept(new Happening.TaskCompleted(task.Id, complete.Note is null ? null : Text(ticket, complete.Note))), TaskState.Done);

    private static Decision CancelTask(Ticket ticket, TicketCommand.CancelTask cancel) =>
        Objection(Texts.Complain("/reason", cancel.Reason, Texts.LongestReason, required: true))
        ?? OfOpen(ticket, cancel.Task, task => Accept(new Happening.TaskCancelled(task.Id, Text(ticket, cancel.Reason))), TaskState.Cancelled);

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
    private static Happening[] WithoutTasks(Ticket ticket) => ticket.Dossier.OpenTasks.Select(task => task.Id).ToArray() switch
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
