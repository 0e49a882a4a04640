namespace ItsmFunctions.Domain.Tests;

/// <summary>What the calendar says of a change.</summary>
public sealed class A_planned_change
{
    [Theory]
    [InlineData(ChangeTypes.General, "draft", false)]
    [InlineData(ChangeTypes.General, "new", false)]
    [InlineData(ChangeTypes.General, "pre-launch-review", false)]
    [InlineData(ChangeTypes.Standard, "scheduled", true)]
    [InlineData(ChangeTypes.General, "scheduled", true)]
    [InlineData(ChangeTypes.General, "started", true)]
    [InlineData(ChangeTypes.General, "closing-review", true)]
    [InlineData(ChangeTypes.General, "closed", true)]
    public void Is_confirmed_once_its_launch_is_approved(string type, string point, bool confirmed)
    {
        Case given = Given.At(type, point);
        if (given.Ticket.Change!.Window is null)
        {
            Assert.Null(PlannedChange.Of(given.Ticket));
            given.Planned();
        }

        PlannedChange? planned = PlannedChange.Of(given.Ticket);

        // A draft is nobody's business yet.
        Assert.Equal(point == "draft" ? null : confirmed, planned?.Confirmed);
        if (planned is not null)
            Assert.Equal((given.Ticket.Change!.Window!.From, given.Ticket.Change.Window.Until, given.Ticket.Change.Stage, Given.Group), (planned.From, planned.Until, planned.Stage, planned.Team));
    }

    [Fact]
    [Trait("Rule", "A3")]
    public void Stays_in_the_calendar_while_it_is_reworked_and_leaves_it_when_it_is_cancelled()
    {
        Case given = Given.At(ChangeTypes.General, "pre-development-review").Planned().Voted(VoteChoice.Reject);
        Assert.Equal(("new", false), (PlannedChange.Of(given.Ticket)?.Stage, PlannedChange.Of(given.Ticket)!.Confirmed));

        given.Do(new ChangeCommand.CancelIt("No longer wanted."), Given.Author);

        Assert.Null(PlannedChange.Of(given.Ticket));
    }

    [Fact]
    public void Tells_every_review_with_every_vote()
    {
        Case given = Given.At(ChangeTypes.General, "pre-development-review")
            .Do(new ChangeCommand.Vote(VoteChoice.Reject, "Not yet."), Given.Reviewer)
            .Do(new ChangeCommand.Delegate(null, Given.Agent.Id, null, Case.Start.AddDays(30)), Given.Second)
            .Do(new ChangeCommand.Vote(VoteChoice.Approve, "Now it is."), Given.Reviewer)
            .Do(new ChangeCommand.Vote(VoteChoice.Approve, "In their place."), Given.Agent)
            .Carry().Voted(VoteChoice.Reject);
        given.Do(new ChangeCommand.Submit(null, "Less.", null), Given.Author).Carry();

        var rounds = ReviewRound.Of(given.Events);

        Assert.Equal(
            [("pre-development-review", 0, true), ("pre-launch-review", 0, false), ("pre-development-review", 1, (bool?)null)],
            rounds.Select(round => (round.Stage.Id, round.Cycle, round.Review.Approved)));
        Assert.Equal(
            [(Given.Reviewer.Id, Given.Reviewer.Id, VoteChoice.Reject), (Given.Reviewer.Id, Given.Reviewer.Id, VoteChoice.Approve), (Given.Second.Id, Given.Agent.Id, VoteChoice.Approve)],
            rounds[0].Votes.Select(vote => (vote.Elector, vote.By, vote.Choice)));
        Assert.Equal([(Given.Second.Id, Given.Agent.Id)], rounds[0].Delegations.Select(each => (each.Of, each.To)));
        Assert.Equal((true, true, true), (rounds[0].ClosedAt is not null, rounds[1].ClosedAt is not null, rounds[2].ClosedAt is null));
        Assert.Equal("Now it is.", rounds[0].Review.Find(Given.Reviewer.Id)?.Comment?.Value);
    }
}
