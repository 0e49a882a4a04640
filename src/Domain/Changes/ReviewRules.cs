using ItsmFunctions.Domain.Escalation;

namespace ItsmFunctions.Domain.Changes;

/// <summary>What happens when a review's deadline passes without a decision. It is never approved by that.</summary>
public enum WhenOverdue
{
    /// <summary>The leaders of the reviewing and of the processing team are asked too, and process management is told.</summary>
    Escalate,

    /// <summary>It counts as rejected.</summary>
    Reject,

    /// <summary>The same time again, at most <see cref="ReviewRules.MostExtensions"/> times; then it is escalated.</summary>
    Extend,
}

/// <summary>What a rejection leads to (A3).</summary>
public enum WhenRejected
{
    /// <summary>Before the launch back to New, to be reworked; after it back to Scheduled, to be remedied.</summary>
    Return,
    Cancel,
}

/// <summary>How a review is decided.</summary>
/// <param name="Deadline">From its opening on, in working time, or around the clock where somebody is on call for it.</param>
/// <param name="RemindEvery">How often those are reminded who have not voted; null for never.</param>
public sealed record ReviewRules(
    Quorum Quorum, AllowedTime Deadline, AllowedTime? RemindEvery = null, WhenOverdue Overdue = WhenOverdue.Escalate, WhenRejected Rejected = WhenRejected.Return)
{
    public const int MostExtensions = 2;
    public const int MostReminders = 10;
}

/// <summary>Which votes decide.</summary>
public enum QuorumKind
{
    /// <summary>One approval.</summary>
    Any,

    /// <summary>Everybody who does not abstain.</summary>
    All,

    /// <summary>More than half of those who do not abstain.</summary>
    Majority,

    /// <summary>At least <see cref="Quorum.Count"/> approvals.</summary>
    Number,

    /// <summary>One approval of each of <see cref="Quorum.Roles"/>.</summary>
    Roles,
}

/// <param name="Veto">One rejection decides.</param>
public sealed record Quorum(QuorumKind Kind, int? Count = null, IReadOnlyList<ReviewRole>? Roles = null, bool Veto = false)
{
    public bool Equals(Quorum? other) =>
        other is not null && (Kind, Count, Veto) == (other.Kind, other.Count, other.Veto) && (Roles ?? []).SequenceEqual(other.Roles ?? []);

    public override int GetHashCode() => HashCode.Combine(Kind, Count, Veto);

    public static readonly Quorum AnyOne = new(QuorumKind.Any);
    public static readonly Quorum MostOf = new(QuorumKind.Majority);

    /// <summary>True where it is approved, false where it is rejected; null while the votes decide nothing.</summary>
    /// <param name="electorate">As it stood at the opening, and as it was added to since.</param>
    public bool? Decide(IReadOnlyCollection<Elector> electorate)
    {
        if (electorate.Any(elector => elector.Choice == VoteChoice.Reject) && (Veto || Kind == QuorumKind.All))
            return false;
        return Kind switch
        {
            QuorumKind.Roles => OfEach(electorate),
            _ => Outnumber(electorate),
        };
    }

    /// <summary>Whether these could approve at all: more may be needed than were asked.</summary>
    public bool CanBeReached(IReadOnlyCollection<Elector> electorate) => Decide([.. electorate.Select(elector => elector with { Choice = VoteChoice.Approve })]) == true;

    private bool? OfEach(IReadOnlyCollection<Elector> electorate)
    {
        bool?[] each = [.. (Roles ?? []).Select(role => new Quorum(QuorumKind.Any).Outnumber([.. electorate.Where(elector => elector.Roles.Contains(role))]))];
        return each.Contains(false) ? false : each.Length > 0 && each.All(approved => approved == true) ? true : null;
    }

    // Whoever abstains is not counted. Where all do, nobody has decided.
    private bool? Outnumber(IReadOnlyCollection<Elector> electorate)
    {
        // Who was asked too because nobody decided makes it no harder to decide: they stand in for those who do not vote.
        int asked = electorate.Count(elector => elector.Choice != VoteChoice.Abstain && elector.Escalated != true);
        int count = Kind is QuorumKind.Majority or QuorumKind.All && asked > 0 ? asked : electorate.Count(elector => elector.Choice != VoteChoice.Abstain);
        int approvals = electorate.Count(elector => elector.Choice == VoteChoice.Approve), rejections = electorate.Count(elector => elector.Choice == VoteChoice.Reject);
        int needed = Kind switch
        {
            QuorumKind.Any => 1,
            QuorumKind.All => count,
            QuorumKind.Majority => (count / 2) + 1,
            QuorumKind.Number => Count ?? 1,
            _ => throw new InvalidOperationException($"{Kind} is not a number."),
        };
        if (approvals > 0 && approvals >= needed)
            return true;
        // Too few were asked from the start: that is no vote against it, the deadline will see to it.
        return rejections > 0 && rejections > Math.Max(0, count - needed) ? false : null;
    }
}

/// <summary>As what somebody of the directory reviews.</summary>
public enum ReviewRole
{
    /// <summary>Works in the reviewing team.</summary>
    Reviewer,
    Dispatcher,
    TeamLeader,
}
