using ItsmFunctions.Domain.Changes;

namespace ItsmFunctions.Notifications.Tests;

/// <summary>Stage × notification, cell by cell (OM-18 to OM-20): whoever is told at a stage, and nobody else at any other.</summary>
public sealed class The_stages_of_a_change(AzuriteFixture azurite)
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
            Step(story, VoteChoice.Approve);
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

    [Theory]
    [InlineData("pre-development-review", "return", "change-rejected:DepartmentAndAuthor new")]
    [InlineData("closing-review", "return", "change-rejected:DepartmentAndAuthor scheduled")]
    [InlineData("pre-development-review", "cancel", "change-rejected:DepartmentAndAuthor closed")]
    [Trait("Rule", "A3")]
    public void Are_told_as_rejected_to_the_same_people_and_the_author_when_a_review_sends_the_change_back(string at, string rejected, string expected)
    {
        TicketStory story = RejectedAt(at, Enum.Parse<WhenRejected>(rejected, ignoreCase: true));

        Assert.Equal(expected, string.Join(' ', story.Latest.SelectMany(stored => ChangeNotices.Of(stored.Event, story.Ticket.Change!.Plan, RejectionOf(story, stored.Event))).Select(notice => $"{notice.Template}:{notice.Audience}")) + $" {story.Ticket.Change!.Stage}");
    }

    [Fact]
    [Trait("Rule", "A3")]
    public void Are_told_as_rejected_to_the_author_alone_where_the_group_is_not_told_of_the_stage()
    {
        TicketStory story = RejectedAt("pre-development-review", WhenRejected.Return, silent: true);

        Assert.Equal([ChangeNotices.Rejected with { Audience = Audience.Openers }], story.Latest.SelectMany(stored => ChangeNotices.Of(stored.Event, story.Ticket.Change!.Plan, RejectionOf(story, stored.Event))));
    }

    [Fact]
    [Trait("Rule", "A3")]
    public void Are_not_told_as_rejected_when_the_change_is_given_up_or_handed_in_again_later()
    {
        TicketStory givenUp = RejectedAt("pre-development-review", WhenRejected.Return).Then(new ChangeCommand.CancelIt("Nej."), TicketStory.Caller);
        Assert.Null(RejectionOf(givenUp, givenUp.Latest[^1].Event));

        TicketStory again = RejectedAt("pre-development-review", WhenRejected.Return).Then(new ChangeCommand.Submit(null, null, null), TicketStory.Caller).Carried();
        Assert.Equal([ChangeNotices.Review], again.Latest.SelectMany(stored => ChangeNotices.Of(stored.Event, again.Ticket.Change!.Plan, RejectionOf(again, stored.Event))));
    }

    [Fact]
    [Trait("Rule", "A3")]
    public async Task Are_told_as_rejected_once_each_by_name_and_reason_whichever_list_the_author_stands_on()
    {
        await using SmtpSink sink = await SmtpSink.StartAsync();
        await using MailDesk desk = await MailDesk.StartAsync(azurite, sink);
        // The author works in the group that carries it out, and its leader's address is on its list.
        Profile profile = Profile with
        {
            Teams = [.. Aarhus.Profile.Teams.Select(team => team.Id == "infrastructure" ? team with { Leaders = ["ANNA@au.example"] } : team)],
            Directory = new([.. Profile.Directory.Members, new("anna", "Anna", "anna@au.example", "da", ["infrastructure"], [], [], []), new("ib", "Ib", "ib@au.example", "en", ["infrastructure"], [], [], [])]),
        };
        TicketStory story = await desk.KeepAsync(TicketStory.OpensChange("En ny switch", ChangeTypes.General, profile));
        await desk.KeepAsync(story.Carried());
        await desk.KeepAsync(story.Then(new ChangeCommand.Vote(VoteChoice.Reject, "Der mangler en plan B."), Reviewer));
        await desk.KeepAsync(story.Carried());

        await desk.TellAsync(story);
        await desk.TellAsync(story);

        Assert.Equal(["anna@au.example", "ib@au.example"], sink.Messages.Select(mail => mail.Message.To.ToString().Split('<')[^1].Trim('>')).Order());
        string author = sink.Messages.Single(mail => mail.Message.To.ToString().Contains("anna", StringComparison.Ordinal)).PlainText();
        Assert.Contains("»Gennemgang før udvikling« af Bent.", author, StringComparison.Ordinal);
        Assert.Contains("Der mangler en plan B.", author, StringComparison.Ordinal);
        Assert.Contains("Ændringen er sendt tilbage til dig", author, StringComparison.Ordinal);
        string colleague = sink.Messages.Single(mail => mail.Message.To.ToString().Contains("ib@", StringComparison.Ordinal)).PlainText();
        Assert.Contains("by Bent.", colleague, StringComparison.Ordinal);
        Assert.Contains("The change is back with its author", colleague, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "OM-22")]
    public void Ask_also_who_votes_in_the_place_of_another_at_that_time_and_say_for_whom()
    {
        TicketStory story = TicketStory.OpensChange("En ny switch", ChangeTypes.General, Profile).Carried();
        story.Then(new ChangeCommand.Delegate("bent", "ib", story.Now, story.Now.AddDays(5)), Reviewer);
        TicketEvent reminded = story.Carried().Latest.Select(stored => stored.Event).Single(e => e.What is Happening.ReviewersReminded);
        Assert.Equal(["bent", "ib"], ChangeNotices.AskedOf(reminded, story.Ticket.Change));
        Assert.Equal(["bent"], ChangeNotices.InPlaceOf(reminded, story.Ticket.Change, "ib"));
        Assert.Empty(ChangeNotices.InPlaceOf(reminded, story.Ticket.Change, "bent"));

        TicketEvent later = story.Carried().Latest.Select(stored => stored.Event).Single(e => e.What is Happening.ReviewersReminded);
        Assert.Equal(["bent"], ChangeNotices.AskedOf(later, story.Ticket.Change));
    }

    private static Rejection? RejectionOf(TicketStory story, TicketEvent e) => Rejection.Of([.. story.Events.Select(stored => stored.Event).Where(each => each.Version <= e.Version)]);

    private static TicketStory RejectedAt(string stage, WhenRejected rejected, bool silent = false)
    {
        ChangeType Of(ChangeType type) => type with { Stages = [.. type.Stages.Select(each => each.Review is { } rules ? each with { Review = rules with { Rejected = rejected } } : silent ? each with { Notify = null } : each)] };
        TicketStory story = TicketStory.OpensChange("En ny switch", ChangeTypes.General, Profile with { ChangeTypes = [.. Profile.ChangeTypes.Select(Of)] });
        while (story.Ticket.Change is not { OpenReview: not null } change || change.Stage != stage)
            Step(story, VoteChoice.Approve);
        return Step(Step(story, VoteChoice.Reject), VoteChoice.Reject);
    }

    private static TicketStory Step(TicketStory story, VoteChoice choice) => story.Ticket.Change switch
    {
        { OwesStage: true } => story.Carried(),
        { OpenReview: not null } => story.Then(new ChangeCommand.Vote(choice, "Set igennem."), Reviewer),
        { At.Kind: StageKind.Close } => story.Then(new ChangeCommand.CloseIt(null)),
        { StartedAt: not null } => story.Then(new ChangeCommand.Implement(ChangeOutcome.Successful, "Skiftet.")),
        { Window: not null } => story.Then(new ChangeCommand.Start("Everybody has agreed.")),
        _ => story.Then(new ChangeCommand.Schedule(story.Now.AddDays(1), story.Now.AddDays(1).AddHours(1), null)),
    };

    [Fact]
    [Trait("Rule", "OM-22")]
    public void Are_told_to_no_one_when_a_change_is_cancelled_and_to_the_managers_when_it_is_overdue()
    {
        TicketStory cancelled = TicketStory.OpensChange("En ny switch", ChangeTypes.General, Profile).Then(new ChangeCommand.CancelIt("Nej."), TicketStory.Caller);
        Assert.Empty(cancelled.Latest.SelectMany(stored => ChangeNotices.Of(stored.Event, cancelled.Ticket.Change!.Plan)));

        TicketStory waiting = TicketStory.OpensChange("En ny switch", ChangeTypes.General, Profile).Carried();
        foreach (string expected in new[] { "change-reminded:Electors", "change-reminded:Electors", "change-overdue:ProcessManagement" })
            Assert.Equal(expected, Told(waiting.Carried()));

        // Where the group that carries it out has a leader, there is somebody to ask too.
        Profile led = Profile with { Directory = new([.. Profile.Directory.Members, new("lea", "Lea", null, null, [], [], ["infrastructure"], [])]) };
        Assert.Equal("change-review:Electors change-overdue:ProcessManagement", Told(TicketStory.OpensChange("En ny switch", ChangeTypes.General, led).Carried().Carried().Carried().Carried()));

        static string Told(TicketStory story) => string.Join(' ', story.Latest.SelectMany(stored => ChangeNotices.Of(stored.Event, story.Ticket.Change!.Plan)).Select(notice => $"{notice.Template}:{notice.Audience}"));
    }
}
