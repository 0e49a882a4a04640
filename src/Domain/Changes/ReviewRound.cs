using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Changes;

/// <summary>One review that a change passed or is in, as its history tells it.</summary>
/// <param name="Cycle">How often a review had sent the change back when it was opened.</param>
/// <param name="Review">With the votes as they stood at its end, or as they stand.</param>
/// <param name="ClosedAt">When it was decided, or the change left it otherwise; null while it is open.</param>
/// <param name="ByDeadline">A deadline rejected it, nobody's vote.</param>
/// <param name="Votes">Every vote in order, those that were changed too.</param>
public sealed record ReviewRound(
    ChangeStage Stage, int Cycle, DateTimeOffset OpenedAt, Review Review, DateTimeOffset? ClosedAt, bool ByDeadline, ImmutableArray<RecordedVote> Votes, ImmutableArray<Delegation> Delegations)
{
    /// <summary>All reviews of a change, in order.</summary>
    /// <param name="events">Its whole history.</param>
    public static ImmutableArray<ReviewRound> Of(IEnumerable<TicketEvent> events)
    {
        var rounds = ImmutableArray.CreateBuilder<ReviewRound>();
        foreach ((TicketEvent e, Ticket after) in History.Replay(events))
        {
            if (e.What is Happening.StageEntered { Review: not null })
                rounds.Add(new(after.Change!.At!, after.Change.Cycles, e.HappenedAt, after.Change.Review!, null, ByDeadline: false, [], []));
            else if (rounds.Count > 0 && rounds[^1].ClosedAt is null)
                rounds[^1] = rounds[^1].With(e, after);
        }

        return rounds.ToImmutable();
    }

    private ReviewRound With(TicketEvent e, Ticket after) => e.What switch
    {
        Happening.VoteCast vote => this with { Review = after.Change!.Review!, Votes = Votes.Add(new(vote.Elector, e.By, vote.Choice, vote.Comment, e.HappenedAt)) },
        Happening.VoteDelegated delegated => this with { Delegations = Delegations.Add(new(delegated.Of, delegated.To, delegated.From, delegated.Until)) },
        Happening.ReviewersReminded or Happening.ReviewOverdue => this with { Review = after.Change!.Review! },
        Happening.ReviewDecided decided => this with { Review = after.Change!.Review!, ClosedAt = e.HappenedAt, ByDeadline = decided.ByDeadline == true },
        Happening.Cancelled => this with { ClosedAt = e.HappenedAt },
        _ => this,
    };
}

/// <param name="Elector">Person id of whose vote it is.</param>
/// <param name="By">Person id of who cast it.</param>
public sealed record RecordedVote(string Elector, string By, VoteChoice Choice, PersonalText Comment, DateTimeOffset At);
