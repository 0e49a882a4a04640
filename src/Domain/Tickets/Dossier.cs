using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Triage;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What gathers on a ticket beside its own course. Two of them are equal if what is in their collections is.</summary>
public sealed record Dossier
{
    public static readonly Dossier Empty = new();

    /// <summary>In the order in which they were added.</summary>
    public ImmutableArray<TicketTask> Tasks { get; init; } = [];

    /// <summary>The answers that came with a request of a type (AU-10).</summary>
    public ImmutableArray<FormAnswer> Answers { get; init; } = [];

    /// <summary>Versions of the events that are notes or messages: what can be pinned.</summary>
    public ImmutableSortedSet<int> Notes { get; init; } = [];

    /// <summary>Those of them that are pinned (AU-29).</summary>
    public ImmutableSortedSet<int> Pins { get; init; } = [];

    /// <summary>Where the fault is reported in a supplier's own system (AU-54).</summary>
    public SupplierCase? Supplier { get; init; }

    /// <summary>Person ids of those whom somebody made watchers.</summary>
    public ImmutableSortedSet<string> Watchers { get; init; } = [];

    public ImmutableArray<TicketLink> Links { get; init; } = [];

    /// <summary>Person ids of all who read what the requester reads, and get the same mails: watchers, and requesters of duplicates.</summary>
    public ImmutableSortedSet<string> Followers() => Links.Any(link => link.Follower is not null) ? Watchers.Union(Links.Select(link => link.Follower).OfType<string>()) : Watchers;

    /// <summary>While an approval is waited for (PR-03).</summary>
    public Approval? Approval { get; init; }

    /// <summary>The automatic answers of absent agents that were given.</summary>
    public ImmutableArray<AutoReply> AutoReplies { get; init; } = [];

    /// <summary>Ids of the entries of self-help that the requester had read before (IT-03).</summary>
    public ImmutableArray<string> SelfHelp { get; init; } = [];

    /// <summary>Every wait that was given a plan, in order.</summary>
    public ImmutableArray<WaitSpan> Waits { get; init; } = [];

    /// <summary>The workarounds that the end user was told, the last one of each problem.</summary>
    public ImmutableArray<ToldWorkaround> Workarounds { get; init; } = [];

    /// <summary>To higher support, in order (FV-12).</summary>
    public ImmutableArray<HigherSupportRecord> Escalations { get; init; } = [];

    /// <summary>Every run of an automation that the ticket had, in order.</summary>
    public ImmutableArray<AutomationRun> Runs { get; init; } = [];

    /// <summary>The run whose result is waited for.</summary>
    public AutomationRun? StandingRun => Runs is [.., { Stands: true } last] ? last : null;

    public IEnumerable<TicketTask> OpenTasks => Tasks.Where(task => task.State == TaskState.Open);

    /// <summary>What has to be done before it is resolved; a follow-up comes after it.</summary>
    public IEnumerable<TicketTask> TasksInTheWay => OpenTasks.Where(task => !task.FollowUp);

    public IEnumerable<TicketTask> OpenFollowUps => OpenTasks.Where(task => task.FollowUp);

    public bool Equals(Dossier? other) =>
        other is not null && Tasks.SequenceEqual(other.Tasks) && Links.SequenceEqual(other.Links) && Answers.SequenceEqual(other.Answers)
        && Notes.SetEquals(other.Notes) && Pins.SetEquals(other.Pins) && Watchers.SetEquals(other.Watchers)
        && AutoReplies.SequenceEqual(other.AutoReplies) && SelfHelp.SequenceEqual(other.SelfHelp) && Waits.SequenceEqual(other.Waits) && Workarounds.SequenceEqual(other.Workarounds) && Escalations.SequenceEqual(other.Escalations) && Runs.SequenceEqual(other.Runs) && Supplier == other.Supplier && Approval == other.Approval;

    public override int GetHashCode() => HashCode.Combine(Tasks.Length, Answers.Length, Notes.Count, Watchers.Count, Supplier);

    internal Dossier Change(int task, Func<TicketTask, TicketTask> change) => this with { Tasks = [.. Tasks.Select(one => one.Id == task ? change(one) : one)] };
}

/// <param name="CaseId">Their number for it; null while they have given none.</param>
public sealed record SupplierCase(string Supplier, string? CaseId);

/// <param name="Approver">Person id; null for any leader of the ticket's team.</param>
public sealed record Approval(string? Approver, DateTimeOffset AskedAt);

/// <param name="Question">Id of a question of the request's type.</param>
public sealed record FormAnswer(string Question, PersonalText Answer);

/// <summary>An answer that was given once: for an agent's absence, by when it began, to a person.</summary>
public sealed record AutoReply(string Agent, DateTimeOffset From, string To);

/// <param name="Problem">Number of the problem behind the ticket.</param>
/// <param name="Round">Which of its texts.</param>
public sealed record ToldWorkaround(TicketNumber Problem, int Round, DateTimeOffset At);
