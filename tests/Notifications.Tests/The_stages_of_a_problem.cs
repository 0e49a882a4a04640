using ItsmFunctions.Domain.Problems;

namespace ItsmFunctions.Notifications.Tests;

/// <summary>Stage × notification, cell by cell (OM-12, OM-16): whoever is told at a stage, and nobody at any other.</summary>
public sealed class The_stages_of_a_problem
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
    [InlineData("processed")]
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
            "processed" => Processed(),
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
}
