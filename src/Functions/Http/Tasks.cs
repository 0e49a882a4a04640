using System.ComponentModel.DataAnnotations;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>The commands that are about the tasks on a ticket.</summary>
public sealed class Tasks(CommandDoor door)
{
    [Function("AddTask"), Door(Act.AddTask)]
    public Task<IResult> Add([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/add-task")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<AddTaskBody>(request, number, body => new TicketCommand.AddTask(body.Title ?? "", body.Team, body.Assignee, body.DueAt, body.FollowUp ?? false), stop);

    [Function("AssignTask"), Door(Act.AssignTask)]
    public Task<IResult> Assign([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/assign-task")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<AssignTaskBody>(request, number, body => new TicketCommand.AssignTask(body.Task ?? 0, body.Team, body.Assignee), stop);

    [Function("CompleteTask"), Door(Act.CompleteTask)]
    public Task<IResult> Complete([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/complete-task")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<CompleteTaskBody>(request, number, body => new TicketCommand.CompleteTask(body.Task ?? 0, body.Note), stop);

    [Function("CancelTask"), Door(Act.CancelTask)]
    public Task<IResult> Cancel([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/cancel-task")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<CancelTaskBody>(request, number, body => new TicketCommand.CancelTask(body.Task ?? 0, body.Reason ?? ""), stop);
}

/// <param name="Title">One line, at most 200 characters.</param>
/// <param name="Team">Id of the team that is to do it; the ticket's own if left out.</param>
/// <param name="Assignee">Person id of the agent.</param>
/// <param name="DueAt">When it is to be done.</param>
/// <param name="FollowUp">True of what follows the resolution: it has an owner (assignee or team) and a due date, and the ticket closes only when it has ended. In a profile that asks for it.</param>
public sealed record AddTaskBody(
    [property: Required, MaxLength(Texts.LongestTitle)] string? Title, [property: MaxLength(Texts.LongestName)] string? Team, [property: MaxLength(Person.LongestId)] string? Assignee,
    DateTimeOffset? DueAt, bool? FollowUp);

/// <param name="Task">Id of the task.</param>
/// <param name="Team">Id of the team; left out, the ticket's own.</param>
/// <param name="Assignee">Person id; left out, nobody.</param>
public sealed record AssignTaskBody([property: Required] int? Task, [property: MaxLength(Texts.LongestName)] string? Team, [property: MaxLength(Person.LongestId)] string? Assignee);

/// <param name="Task">Id of the task.</param>
/// <param name="Note">What was done: an internal note.</param>
public sealed record CompleteTaskBody([property: Required] int? Task, [property: MaxLength(Texts.LongestNote)] string? Note);

/// <param name="Task">Id of the task.</param>
/// <param name="Reason">Mandatory.</param>
public sealed record CancelTaskBody([property: Required] int? Task, [property: Required, MaxLength(Texts.LongestReason)] string? Reason);

/// <summary>A piece of a ticket's work.</summary>
/// <param name="Team">Missing for the ticket's own.</param>
/// <param name="EndedAt">When it was done or cancelled.</param>
/// <param name="DueAt">When it is to be done.</param>
/// <param name="FollowUp">True of what follows the resolution.</param>
public sealed record TaskReply(int Id, string Title, TaskState State, string? Team, string? Assignee, DateTimeOffset? EndedAt, string? EndedBy, DateTimeOffset? DueAt, bool? FollowUp)
{
    public static TaskReply Of(TicketTask task) => new(task.Id, task.Title.Value, task.State, task.Team, task.Assignee, task.Ended, task.EndedBy, task.DueAt, task.FollowUp ? true : null);
}
