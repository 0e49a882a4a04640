using System.Collections.Immutable;
using ItsmFunctions.Domain.People;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What gathers on a ticket beside its own course. Two of them are equal if what is in their collections is.</summary>
public sealed record Dossier
{
    public static readonly Dossier Empty = new();

    /// <summary>In the order in which they were added.</summary>
    public ImmutableArray<TicketTask> Tasks { get; init; } = [];

    /// <summary>The answers that came with a request of a type (AU-10).</summary>
    public ImmutableArray<FormAnswer> Answers { get; init; } = [];

    public IEnumerable<TicketTask> OpenTasks => Tasks.Where(task => task.State == TaskState.Open);

    public bool Equals(Dossier? other) =>
        other is not null && Tasks.SequenceEqual(other.Tasks) && Answers.SequenceEqual(other.Answers);

    public override int GetHashCode() => HashCode.Combine(Tasks.Length, Answers.Length);

    internal Dossier Change(int task, Func<TicketTask, TicketTask> change) => this with { Tasks = [.. Tasks.Select(one => one.Id == task ? change(one) : one)] };
}

/// <param name="Question">Id of a question of the request's type.</param>
public sealed record FormAnswer(string Question, PersonalText Answer);
