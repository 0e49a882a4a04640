using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Changes;

/// <summary>From stage to stage: one step at a time, and none where nothing is owed.</summary>
public static partial class ChangeDesk
{
    private static Decision Carry(Ticket ticket, DateTimeOffset at, Profile profile) => ticket.Change switch
    {
        { At.Kind: StageKind.New, HandedIn: true } => Next(ticket, at, profile),
        { At.Kind: StageKind.Review, Review: { Approved: true } } => Next(ticket, at, profile),
        { At.Kind: StageKind.Review, Review: { Approved: false } } => Return(ticket, at, profile),
        { At: { Kind: StageKind.Review } stage, Review: { } open } when open.Next <= at => Overdue(ticket, stage.Review!, open, at, profile),
        { At.Kind: StageKind.Scheduled, ImplementedAt: not null } => Next(ticket, at, profile),
        _ => Accept(),
    };

    private static Decision Next(Ticket ticket, DateTimeOffset at, Profile profile) => ticket.Change!.Plan.After(ticket.Change.Stage) switch
    {
        // OM-19, OM-20: the closing review was the last; what it approved is closed.
        null => Accept(Resolved(ticket, at), new Happening.Closed()),
        { Kind: StageKind.Close } close => Accept(new Happening.StageEntered(close.Id), Resolved(ticket, at)),
        var stage => Accept(Entered(ticket, stage, at, profile)),
    };

    // A3: before the launch to be reworked, after it to be remedied.
    private static Decision Return(Ticket ticket, DateTimeOffset at, Profile profile)
    {
        ChangeState change = ticket.Change!;
        if (change.At!.Review!.Rejected == WhenRejected.Cancel)
            return Accept(new Happening.Cancelled(new($"{change.At.English}: rejected", ticket.Requester)));
        ChangeStage back = change.Plan.IsBehindLaunch(change.Stage)
            ? change.Plan.Stages.TakeWhile(stage => stage.Id != change.Stage).Last(stage => stage.Kind == StageKind.Scheduled)
            : change.Plan.Stages[0];
        return Accept(Entered(ticket, back, at, profile));
    }

    private static Happening.StageEntered Entered(Ticket ticket, ChangeStage stage, DateTimeOffset at, Profile profile) =>
        new(stage.Id, stage.Review is { } rules ? Asked(Electorate.Of(ticket, profile), rules, ticket, at, profile) : null);

    private static Happening.Resolved Resolved(Ticket ticket, DateTimeOffset at)
    {
        ChangeState change = ticket.Change!;
        return new(change.Report ?? ticket.Description, change.Outcome is { } outcome ? Code(outcome) : TicketDesk.ClosureSolved, at);
    }

    private static string Code(ChangeOutcome outcome) => outcome switch
    {
        ChangeOutcome.Successful => "successful",
        ChangeOutcome.SuccessfulWithIssues => "successful-with-issues",
        ChangeOutcome.Failed => "failed",
        ChangeOutcome.BackedOut => "backed-out",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
