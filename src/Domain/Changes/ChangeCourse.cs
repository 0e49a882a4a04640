using ItsmFunctions.Domain.Tickets;
using static ItsmFunctions.Domain.Tickets.Happening;

namespace ItsmFunctions.Domain.Changes;

/// <summary>What an event makes of a change. Its status is projected from its stage (section 6 of the requirements).</summary>
internal static class ChangeCourse
{
    /// <summary>The reason under which a change in review counts as pending: it waits for an approval.</summary>
    public const string InReview = "PR-03";

    /// <returns>Null where the event is none of a change's own.</returns>
    public static Ticket? Of(Ticket ticket, Happening what, string by, DateTimeOffset at) => what switch
    {
        ChangePlanned planned => ticket with { Change = new(planned.Plan, planned.Plan.Stages[0].Id, ticket.Version + 1, at, planned.HandedIn) { HandedInBy = planned.HandedIn ? new([by]) : null } },
        StageEntered entered => Enter(ticket, ticket.Change!, entered, at),
        ChangeHandedIn handed => ticket with
        {
            Title = handed.Title ?? ticket.Title,
            Description = handed.Description ?? ticket.Description,
            Change = ticket.Change! with { Plan = handed.Plan, HandedIn = true, HandedInBy = new([.. (ticket.Change!.HandedInBy?.Ids ?? []).Append(by).Distinct()]) },
        },
        _ when ticket.Change is { } change && After(change, what, by, at) is { } after => ticket with { Change = after },
        _ => null,
    };

    public static ChangeState Ended(ChangeState change, int version, DateTimeOffset at) => change with { Stage = ChangeTypes.Over, Entered = version, Since = at };

    private static ChangeState? After(ChangeState change, Happening what, string by, DateTimeOffset at) => what switch
    {
        VoteCast vote => Review(change, review => review with
        {
            Electorate = [.. review.Electorate.Select(elector => elector.Person == vote.Elector ? elector with { Choice = vote.Choice, Comment = vote.Comment, By = by, VotedAt = at } : elector)],
        }),
        VoteDelegated delegated => change with { Delegations = change.Delegations.Add(new(delegated.Of, delegated.To, delegated.From, delegated.Until)) },
        ReviewersReminded => Review(change, review => review with { Reminders = review.Reminders.RemoveAt(0), Reminded = review.Reminded + 1 }),
        ReviewOverdue overdue => Review(change, review => review with
        {
            Electorate = review.Electorate.AddRange(overdue.Asked.Electorate),
            Asked = at,
            DueAt = overdue.Asked.DueAt,
            Reminders = overdue.Asked.Reminders,
            Extensions = review.Extensions + (overdue.Effect == WhenOverdue.Extend ? 1 : 0),
            Escalations = review.Escalations + (overdue.Effect == WhenOverdue.Escalate ? 1 : 0),
        }),
        ReviewDecided decided => Review(change, review => review with { Approved = decided.Approved }),
        ChangeScheduled scheduled => change with { Window = scheduled.Window },
        BuildStarted => change with { BuildStartedAt = at },
        ChangeStarted => change with { StartedAt = at },
        ChangeImplemented done => change with { Launched = true, ImplementedAt = at, Outcome = done.Outcome, Report = done.Report },
        _ => null,
    };

    private static ChangeState Review(ChangeState change, Func<Review, Review> with) => change with { Review = with(change.Review!) };

    private static Ticket Enter(Ticket ticket, ChangeState change, StageEntered entered, DateTimeOffset at)
    {
        ChangeStage stage = change.Plan.Find(entered.Stage)!;
        bool returned = change.At?.Kind == StageKind.Review && change.Review?.Approved == false;
        int version = ticket.Version + 1;
        ChangeState next = change with
        {
            Stage = stage.Id,
            Entered = version,
            Since = at,
            HandedIn = stage.Kind != StageKind.New && change.HandedIn,
            Cycles = change.Cycles + (returned ? 1 : 0),
            Review = entered.Review is { } asked ? new(version, asked.Electorate, at, asked.DueAt, asked.Reminders) : change.Review,
        };
        // What is done anew begins anew (A3).
        if (returned)
            next = next with { StartedAt = null, ImplementedAt = null, Outcome = null, Report = null, BuildStartedAt = stage.Kind == StageKind.New ? null : next.BuildStartedAt };
        return stage.Kind switch
        {
            StageKind.New => ticket with { Change = next, Status = ticket.Assignee is null ? TicketStatus.New : TicketStatus.Assigned, Pending = null },
            StageKind.Review => ticket with { Change = next, Status = TicketStatus.Pending, Pending = new(InReview, at, null) },
            StageKind.Scheduled => ticket with { Change = next, Status = TicketStatus.InProgress, Pending = null, WorkBegunAt = ticket.WorkBegunAt ?? at },
            // Its status follows from the resolution that comes with it.
            _ => ticket with { Change = next, Pending = null },
        };
    }
}
