using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Changes;

/// <summary>What somebody asks of a change beside what can be asked of every ticket.</summary>
public abstract record ChangeCommand(Act Act) : TicketCommand(Act)
{
    /// <summary>Hands it in for its reviews, for the first time or reworked (A3): what is null stays as it reads.</summary>
    public sealed record Submit(string? BackOutPlan, string? Risk, IReadOnlyList<string>? Reviewers, string? Title = null, string? Description = null) : ChangeCommand(Act.SubmitChange);

    /// <param name="For">Person id of whose vote it is; null for the caller's own, or for the one whose delegate they are.</param>
    public sealed record Vote(VoteChoice Choice, string Comment, string? For = null) : ChangeCommand(Act.Vote);

    /// <param name="Of">Person id of the elector; null for the caller.</param>
    public sealed record Delegate(string? Of, string To, DateTimeOffset? From, DateTimeOffset? Until) : ChangeCommand(Act.DelegateVote);

    /// <param name="FreezeReason">Why it cannot wait for the end of a freeze window.</param>
    public sealed record Schedule(DateTimeOffset? From, DateTimeOffset? Until, string? FreezeReason) : ChangeCommand(Act.ScheduleChange);

    /// <summary>Before the launch that its build begins, after it that it is carried out (A4).</summary>
    /// <param name="Reason">Why it is carried out at another time than it was planned for, or in a freeze window; null otherwise.</param>
    public sealed record Start(string? Reason = null) : ChangeCommand(Act.StartChange);

    public sealed record Implement(ChangeOutcome? Outcome, string Report) : ChangeCommand(Act.ImplementChange);

    public sealed record CloseIt(string? Note) : ChangeCommand(Act.CloseChange);

    public sealed record CancelIt(string Reason) : ChangeCommand(Act.CancelChange);

    /// <summary>The desk's own: whatever the change owes by now, one step of it. Nothing where it owes nothing: a repetition does nothing.</summary>
    public sealed record Carry() : ChangeCommand(Act.CarryChange);
}
