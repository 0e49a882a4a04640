using ItsmFunctions.Domain.Changes;

namespace ItsmFunctions.Notifications.Tests;

/// <summary>Stage × notification, cell by cell (OM-18 to OM-20): whoever is told at a stage, and nobody else at any other.</summary>
public sealed class The_stages_of_a_change
{
    private static readonly Actor Reviewer = new("bent", Roles.SecondLine);

    private static readonly Profile Profile = Aarhus.Profile with
    {
        ProcessManagement = ["process@au.example"],
        Directory = new(
        [
            new(TicketStory.Agent.Id, "Agnes", null, null, ["infrastructure"], [], [], []), new("bent", "Bent", null, null, ["security"], [], [], []),
        ]),
    };

    [Theory]
    [InlineData(ChangeTypes.Standard, "new:Department scheduled:Department close:Department closed:Openers")]
    [InlineData(ChangeTypes.General, "new:Department pre-development-review:Electors pre-launch-review:Electors scheduled:Department closing-review:Electors closed:Openers")]
    [InlineData(ChangeTypes.Emergency, "new:Department pre-launch-review:Electors scheduled:Department closing-review:Electors closed:Openers")]
    [Trait("Rule", "OM-18")]
    [Trait("Rule", "OM-19")]
    [Trait("Rule", "OM-20")]
    public void Are_told_as_the_table_says(string type, string table)
    {
        TicketStory story = TicketStory.OpensChange("En ny switch", type, Profile);
        while (!story.Ticket.Status.IsOver())
        {
            _ = story.Ticket.Change switch
            {
                { OwesStage: true } => story.Carried(),
                { OpenReview: not null } => story.Then(new ChangeCommand.Vote(VoteChoice.Approve, "Set igennem."), Reviewer),
                { At.Kind: StageKind.Close } => story.Then(new ChangeCommand.CloseIt(null)),
                { StartedAt: not null } => story.Then(new ChangeCommand.Implement(ChangeOutcome.Successful, "Skiftet.")),
                { Window: not null } => story.Then(new ChangeCommand.Start("Everybody has agreed.")),
                _ => story.Then(new ChangeCommand.Schedule(story.Now.AddDays(1), story.Now.AddDays(1).AddHours(1), null)),
            };
        }

        string stage = "new";
        List<string> told = [];
        foreach (TicketEvent e in story.Events.Select(stored => stored.Event))
        {
            stage = e.What switch { Happening.StageEntered entered => entered.Stage, Happening.Closed => ChangeTypes.Over, _ => stage };
            told.AddRange(ChangeNotices.Of(e, story.Ticket.Change!.Plan).Select(notice => $"{stage}:{notice.Audience}"));
        }

        Assert.Equal(table, string.Join(' ', told));
    }

    [Fact]
    [Trait("Rule", "OM-22")]
    public void Are_told_to_no_one_when_a_change_is_cancelled_or_sent_back_and_to_the_managers_when_it_is_overdue()
    {
        TicketStory cancelled = TicketStory.OpensChange("En ny switch", ChangeTypes.General, Profile).Then(new ChangeCommand.CancelIt("Nej."), TicketStory.Caller);
        Assert.Empty(cancelled.Latest.SelectMany(stored => ChangeNotices.Of(stored.Event, cancelled.Ticket.Change!.Plan)));

        TicketStory waiting = TicketStory.OpensChange("En ny switch", ChangeTypes.General, Profile).Carried();
        foreach (string expected in new[] { "change-reminded:Electors", "change-reminded:Electors", "change-overdue:Electors change-overdue:ProcessManagement" })
            Assert.Equal(expected, string.Join(' ', waiting.Carried().Latest.SelectMany(stored => ChangeNotices.Of(stored.Event, waiting.Ticket.Change!.Plan)).Select(notice => $"{notice.Template}:{notice.Audience}")));
    }
}
