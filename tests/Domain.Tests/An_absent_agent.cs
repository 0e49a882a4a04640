namespace ItsmFunctions.Domain.Tests;

/// <summary>What a user is told who writes while the agent of their ticket is away (AU-48).</summary>
public sealed class An_absent_agent
{
    private static readonly DateTimeOffset Leaves = Case.Start.AddDays(1);

    /// <summary>agent-l1 is away twice, the second time with words of their own.</summary>
    internal static readonly Profile Away = Aarhus.Profile with
    {
        Directory = new(
        [
            Member("agent-l1") with { Absences = [new(Leaves, Leaves.AddDays(7), null), new(Leaves.AddDays(20), Leaves.AddDays(200), "I am back in spring.")] },
            Member("agent-l2"), Member("agent-l3"), Member("agent-9"), Member("dispatcher-1") with { Dispatches = ["it-support"] },
        ]),
    };

    private static Case Held => Case.Incident(Away).Do(new TicketCommand.Assign("it-support", "agent-l1"), Somebody.Dispatcher);

    [Fact]
    [Trait("Rule", "AU-48")]
    public void Answers_by_itself_once_for_each_absence()
    {
        Case given = Held.Later(TimeSpan.FromDays(2)).Do(new TicketCommand.Reply("Any news?"), Somebody.Requester).Later(TimeSpan.FromDays(1)).Do(new TicketCommand.Reply("Hello?"), Somebody.Requester);
        Assert.Equal([new Happening.AutoReplied("agent-l1", Leaves, Leaves.AddDays(7), "requester-1", null)], Replies(given));

        given.Later(TimeSpan.FromDays(30)).Do(new TicketCommand.Reply("And now?"), Somebody.Requester);
        Assert.Equal("I am back in spring.", Replies(given)[1].Text!.Value.Value);
        Assert.All(given.Events.Where(e => e.What is Happening.AutoReplied), e => Assert.False(e.Public));
    }

    [Fact]
    [Trait("Rule", "AU-44")]
    public void Is_away_from_the_first_instant_of_an_absence_until_it_ends()
    {
        StaffMember agent = Away.Directory.Find("agent-l1")!;

        Assert.Equal(
            [false, true, true, false],
            new[] { Leaves.AddTicks(-1), Leaves, Leaves.AddDays(7).AddTicks(-1), Leaves.AddDays(7) }.Select(at => agent.AbsenceAt(at) is not null));
    }

    [Fact]
    [Trait("Rule", "AU-48")]
    public void Answers_a_reopening_with_words_and_none_without() =>
        Assert.Equal(
            (1, 0),
            (Replies(Held.Do(new TicketCommand.Cancel("Wrong."), Somebody.Requester).Later(TimeSpan.FromDays(2)).Do(new TicketCommand.Reopen("It is back."), Somebody.Requester)).Length,
                Replies(Held.Do(new TicketCommand.Cancel("Wrong."), Somebody.Requester).Later(TimeSpan.FromDays(2)).Do(new TicketCommand.Reopen(null), Somebody.Requester)).Length));

    [Fact]
    [Trait("Rule", "AU-48")]
    public void Says_nothing_while_there_nor_to_colleagues_nor_where_somebody_else_has_the_ticket()
    {
        Assert.Empty(Replies(Held.Do(new TicketCommand.Reply("Any news?"), Somebody.Requester)));
        Assert.Empty(Replies(Held.Later(TimeSpan.FromDays(2)).Do(new TicketCommand.Journal("Any news?", Visibility.Internal), Somebody.SecondLine)));
        Assert.Empty(Replies(Held.Do(new TicketCommand.Assign("it-support", "agent-9"), Somebody.Dispatcher).Later(TimeSpan.FromDays(2)).Do(new TicketCommand.Reply("Any news?"), Somebody.Requester)));
    }

    private static StaffMember Member(string id) => new(id, id, null, null, ["it-support", "infrastructure", "security"], [], [], []);

    private static Happening.AutoReplied[] Replies(Case given) => [.. given.Events.Select(e => e.What).OfType<Happening.AutoReplied>()];
}
