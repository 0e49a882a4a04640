using ItsmFunctions.Domain.Problems;

namespace ItsmFunctions.Notifications.Tests;

/// <summary>Stage × notification, cell by cell (OM-12, OM-16): whoever is told at a stage, and nobody at any other.</summary>
public sealed class The_stages_of_a_problem(AzuriteFixture azurite)
{
    private static readonly Actor Leader = new("lea", Roles.TeamLeader);

    private static readonly Profile Profile = Aarhus.Profile with
    {
        Directory = new([new(TicketStory.Agent.Id, "Agnes", null, null, ["infrastructure"], [], [], []), new("lea", "Lea", null, null, [], [], ["infrastructure"], [])]),
    };

    [Theory]
    [InlineData("open", "problem-opened→Department")]
    [InlineData("assigned to an agent")]
    [InlineData("investigated")]
    [InlineData("investigated by others", "problem-assigned→Named")]
    [InlineData("processed")]
    [InlineData("processed by others", "problem-assigned→Named")]
    [InlineData("known error declared")]
    [InlineData("made urgent")]
    [InlineData("resolved now", "problem-closed→Openers")]
    [InlineData("root cause eliminated", "problem-closed→Openers")]
    [InlineData("condition cleared", "problem-closed→Openers")]
    [InlineData("cancelled")]
    [Trait("Rule", "OM-12")]
    [Trait("Rule", "OM-16")]
    public void Are_told_as_the_table_says(string stage, params string[] told)
    {
        TicketStory opened = TicketStory.OpensProblem("En switch, der falder ud", Profile);
        TicketStory Investigated() => opened.Then(new ProblemCommand.AssignInvestigators([TicketStory.Agent.Id], null));
        TicketStory Processed() => Investigated().Then(new ProblemCommand.AssignHandlers([TicketStory.Agent.Id], null));
        TicketStory story = stage switch
        {
            "open" => opened,
            "assigned to an agent" => opened.Then(new TicketCommand.Assign(null, TicketStory.Agent.Id)),
            "investigated" => Investigated(),
            "investigated by others" => opened.Then(new ProblemCommand.AssignInvestigators(["lea", TicketStory.Agent.Id], null)),
            "processed" => Processed(),
            "processed by others" => Investigated().Then(new ProblemCommand.AssignHandlers(["lea"], null)),
            "known error declared" => Investigated().Then(new ProblemCommand.Record("En hukommelseslæk.", "Genstart den.", "Vent et minut.", KnownError: true)),
            "made urgent" => opened.Then(new TicketCommand.SetPriority(1, "Alle venter.")),
            "resolved now" => opened.Then(new ProblemCommand.ResolveNow("Uret er stillet.")),
            "root cause eliminated" => Processed().Then(new ProblemCommand.Eliminate("Ny firmware.", null)),
            "condition cleared" => Processed().Then(new ProblemCommand.Clear("Den genstartes hver nat.", "Genstart den.", null)),
            "cancelled" => opened.Then(new ProblemCommand.CancelIt("Det er et andet."), Leader),
            _ => throw new ArgumentOutOfRangeException(nameof(stage)),
        };

        Assert.Equal(told, story.Latest.SelectMany(stored => ProblemNotices.Of(stored.Event)).Select(notice => $"{notice.Template}→{notice.Audience}"));
    }

    [Fact]
    [Trait("Rule", "OM-13")]
    [Trait("Rule", "OM-14")]
    public async Task Are_told_to_those_who_are_named_and_not_to_whoever_names_them()
    {
        await using SmtpSink sink = await SmtpSink.StartAsync();
        await using MailDesk desk = await MailDesk.StartAsync(azurite, sink);
        Profile profile = Profile with
        {
            Directory = new([new(TicketStory.Agent.Id, "Agnes", "agnes@au.example", "en", ["infrastructure"], [], [], []), new("ib", "Ib", "ib@au.example", "da", ["infrastructure"], [], [], []), new("lea", "Lea", "lea@au.example", "en", [], [], ["infrastructure"], [])]),
        };
        TicketStory story = TicketStory.OpensProblem("En switch, der falder ud", profile);

        // Agnes names herself too, and knows it.
        await desk.TellAsync(story.Then(new ProblemCommand.AssignInvestigators([TicketStory.Agent.Id, "ib"], "Se i loggen fra i går.")));
        MimeKit.MimeMessage investigator = Assert.Single(sink.Messages).Message;
        Assert.Contains("ib@au.example", investigator.To.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Find årsagen: En switch, der falder ud", investigator.Subject, StringComparison.Ordinal);
        Assert.Contains("Agnes har bedt dig undersøge årsagen til problem PRB-0000042", sink.Messages[0].PlainText(), StringComparison.Ordinal);
        Assert.Contains("Bemærkning:\nSe i loggen fra i går.", sink.Messages[0].PlainText(), StringComparison.Ordinal);

        await desk.TellAsync(story.Then(new ProblemCommand.AssignHandlers(["lea"], null)));
        Assert.Equal(2, sink.Messages.Count);
        Assert.Contains("lea@au.example", sink.Messages[1].Message.To.ToString(), StringComparison.Ordinal);
        Assert.Contains("Agnes has asked you to handle problem PRB-0000042", sink.Messages[1].PlainText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Note:", sink.Messages[1].PlainText(), StringComparison.Ordinal);
    }
}
