using CsCheck;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Properties of whatever people, delegates, deadlines and a desk that repeats itself do to a change.</summary>
public sealed class Any_change
{
    /// <summary>What only happens to changes.</summary>
    internal static readonly IReadOnlyList<string> Own =
    [
        nameof(Happening.ChangePlanned), nameof(Happening.ChangeHandedIn), nameof(Happening.StageEntered), nameof(Happening.VoteCast), nameof(Happening.VoteDelegated), nameof(Happening.ReviewersReminded),
        nameof(Happening.ReviewOverdue), nameof(Happening.ReviewDecided), nameof(Happening.ChangeScheduled), nameof(Happening.BuildStarted), nameof(Happening.ChangeStarted), nameof(Happening.ChangeImplemented),
    ];

    private static readonly Actor[] People = [Given.Author, Given.Agent, Given.Leader, Given.Reviewer, Given.Second, Given.Third, Given.Manager, Given.Stranger];

    private static readonly Gen<Func<DateTimeOffset, TicketCommand>> Command = Gen.OneOf<Func<DateTimeOffset, TicketCommand>>(
        Always(new ChangeCommand.Carry()), Always(new ChangeCommand.Carry()), Always(new ChangeCommand.Carry()),
        Always(new ChangeCommand.Vote(VoteChoice.Approve, "Good.")), Always(new ChangeCommand.Vote(VoteChoice.Approve, "Good.")), Always(new ChangeCommand.Vote(VoteChoice.Approve, "Good.")),
        Always(new ChangeCommand.Vote(VoteChoice.Reject, "No.")), Always(new ChangeCommand.Vote(VoteChoice.Abstain, "Not mine.")),
        Always(new ChangeCommand.Start("Everybody has agreed.")), Always(new ChangeCommand.Start("Everybody has agreed.")), Always(new ChangeCommand.Submit("The old one stays.", null, null)),
        Always(new ChangeCommand.Implement(ChangeOutcome.Successful, "Done.")), Always(new ChangeCommand.Implement(ChangeOutcome.Failed, "Did not work.")),
        Always(new TicketCommand.Dispatch("general-applications", null, "The cable in room 12 was replaced; the port stays dead.", null, null, null, false, null, null)),
        Always(new ChangeCommand.CloseIt("Looked at.")), Always(new TicketCommand.Journal("A note.", Visibility.Internal)), Always(new ChangeCommand.CancelIt("No longer wanted.")),
        Gen.Const<Func<DateTimeOffset, TicketCommand>>(at => new ChangeCommand.Schedule(at.AddHours(1), at.AddHours(2), null)),
        Gen.Const<Func<DateTimeOffset, TicketCommand>>(at => new ChangeCommand.Schedule(at.AddHours(1), at.AddHours(2), null)),
        Gen.Const<Func<DateTimeOffset, TicketCommand>>(at => new ChangeCommand.Delegate(null, Given.Stranger.Id, null, at.AddDays(2))));

    private static readonly Gen<Case> Lived =
        from type in Gen.OneOf(ChangeTypes.Standard, ChangeTypes.General, ChangeTypes.Emergency)
        from draft in Gen.Bool
        from steps in Gen.Select(Command, Gen.Int[0, People.Length - 1], Gen.OneOf(0, 1, 30)).Array[0, 60]
        select Live(Given.Open(type, draft: draft), steps);

    [Fact]
    [Trait("Rule", "OM-22")]
    public void Passes_no_stage_by_and_is_what_its_events_say() => Lived.Sample(given =>
    {
        ChangePlan plan = given.Ticket.Change!.Plan;
        string at = plan.Stages[0].Id;
        bool? decided = null, done = null;
        foreach (Happening what in given.Events.Select(e => e.What))
        {
            decided = what is Happening.ReviewDecided review ? review.Approved : decided;
            done = what is Happening.ChangeImplemented ? true : done;
            if (what is not (Happening.StageEntered or Happening.Closed))
                continue;
            string? to = (what as Happening.StageEntered)?.Stage;
            ChangeStage from = plan.Find(at)!;
            bool forward = plan.After(at)?.Id == to;
            Assert.True(forward || decided == false);
            Assert.True(from.Kind != StageKind.Review || decided == forward);
            Assert.True(from.Kind != StageKind.Scheduled || done == true);
            (at, decided, done) = (to ?? at, null, null);
        }

        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }, iter: 2_000);

    [Fact]
    public void Counts_one_vote_of_each_and_reminds_once_each_time() => Lived.Sample(given =>
    {
        Assert.All(given.Events.Select(e => e.What).OfType<Happening.ReviewersReminded>().GroupBy(each => (each.Round, each.Reminder)), each => Assert.Single(each));
        Assert.All(given.Events.Select(e => e.What).OfType<Happening.ReviewDecided>().GroupBy(each => each.Round), each => Assert.Single(each));
        if (given.Ticket.Change!.Review is { } review)
            Assert.Equal(review.Electorate.Length, review.Electorate.Select(elector => elector.Person).Distinct().Count());
        Assert.DoesNotContain(given.Events, e => e.What is Happening.VoteCast && (e.By == given.Ticket.Requester || e.By == given.Ticket.OpenedBy));
    }, iter: 2_000);

    [Fact]
    public void Is_carried_to_rest_in_a_few_steps() => Lived.Sample(given =>
    {
        int steps = 0;
        while (given.Accept(new ChangeCommand.Carry(), Actor.Clock).Count > 0)
            Assert.True(++steps < 10);
        Assert.Empty(given.Accept(new ChangeCommand.Carry(), Actor.Clock));
    }, iter: 1_000);

    [Fact]
    public void Is_of_every_kind_among_some_thousands() => Lived.Reach(
        ["close", "closed", "closing-review", "new", "pre-development-review", "pre-launch-review", "scheduled", .. Own],
        given => [given.Ticket.Change!.Stage, .. given.Events.Select(e => e.What.GetType().Name)]);

    private static Gen<Func<DateTimeOffset, TicketCommand>> Always(TicketCommand command) => Gen.Const<Func<DateTimeOffset, TicketCommand>>(_ => command);

    private static Case Live(Case given, (Func<DateTimeOffset, TicketCommand> Command, int By, int Hours)[] steps)
    {
        foreach ((Func<DateTimeOffset, TicketCommand> make, int by, int hours) in steps)
        {
            TicketCommand command = make(given.Later(TimeSpan.FromHours(hours)).Now);
            Actor actor = command is ChangeCommand.Carry ? Actor.Clock : People[by];
            if (given.Ask(command, actor) is Decision.Accepted accepted)
                given.Record(accepted.Happenings, actor);
        }

        return given;
    }
}
