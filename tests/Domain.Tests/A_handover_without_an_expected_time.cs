namespace ItsmFunctions.Domain.Tests;

/// <summary>Whoever hands a ticket on, takes it or lets it wait for a supplier is prompted to say when it will be done (AU-40).</summary>
public sealed class A_handover_without_an_expected_time
{
    private static readonly TicketCommand.Dispatch Handover = A_handover.Complete;

    [Fact]
    [Trait("Rule", "AU-40")]
    public void Asks_for_one_and_goes_through_without()
    {
        Case given = Case.Of(TicketStatus.InProgress);
        Assert.False(Wanted(given));

        given.Do(Handover, Somebody.FirstLine);

        Assert.True(Wanted(given));
        given.Do(new TicketCommand.Expect(given.Now.AddDays(1), null), Somebody.SecondLine);
        Assert.False(Wanted(given));
    }

    [Fact]
    [Trait("Rule", "AU-40")]
    public void Takes_it_along_in_the_same_moment_and_the_next_team_still_has_it()
    {
        Case given = Case.Of(TicketStatus.InProgress);
        DateTimeOffset expected = given.Now.AddDays(2);

        IReadOnlyList<Happening> happened = given.Accept(Handover with { ExpectedAt = expected }, Somebody.FirstLine);

        Assert.Contains(new Happening.ExpectedTimeStated(expected, null), happened);
        Assert.Equal((expected, false), (given.Ticket.ExpectedAt, Wanted(given)));
        given.Do(Handover with { Team = "security" }, Somebody.SecondLine);
        Assert.Equal((expected, false), (given.Ticket.ExpectedAt, Wanted(given)));
    }

    [Fact]
    [Trait("Rule", "AU-21")]
    [Trait("Rule", "AU-40")]
    public void Of_rank_two_asks_from_the_offer_on_and_after_it_was_accepted()
    {
        Case given = Case.Incident().Do(new TicketCommand.SetPriority(2, "Half the building."), Somebody.FirstLine).Do(Handover, Somebody.FirstLine);
        Assert.True(Wanted(given));

        given.Do(new TicketCommand.Accept(), Somebody.SecondLine);
        Assert.True(Wanted(given));
    }

    [Fact]
    [Trait("Rule", "AU-40")]
    public void Asks_no_more_once_the_ticket_is_back_or_resolved()
    {
        Case given = Case.Of(TicketStatus.InProgress).Do(Handover, Somebody.FirstLine).Do(Handover with { Team = null }, Somebody.SecondLine);
        Assert.False(Wanted(given));

        Case away = Case.Incident(ItilDesk.Profile).Do(Handover, Somebody.FirstLine);
        Assert.True(Wanted(away));
        Assert.False(Wanted(away.Do(new TicketCommand.Resolve("A cable.", null), Somebody.SecondLine)));
    }

    [Theory]
    [InlineData("PR-07", true)]
    [InlineData("PR-08", false)]
    [InlineData("PR-05", false)]
    [InlineData("PR-02", false)]
    [Trait("Rule", "AU-40")]
    public void Is_asked_for_while_a_supplier_s_answer_is_waited_for_and_for_no_other_reason(string reason, bool asked)
    {
        Case given = Case.Of(TicketStatus.InProgress).Waiting(reason);
        Assert.Equal(asked, Wanted(given));
        Assert.False(Wanted(given.Do(new TicketCommand.Resume(), Somebody.FirstLine)));

        given.Do(new TicketCommand.Pend(reason, null, null, ExpectedAt: given.Now.AddDays(3)), Somebody.FirstLine);
        Assert.Equal((given.Now.AddDays(3), false), (given.Ticket.ExpectedAt, Wanted(given)));
    }

    [Fact]
    [Trait("Rule", "AU-40")]
    public void Is_refused_with_one_that_lies_in_the_past_and_then_nothing_happens()
    {
        Case given = Case.Of(TicketStatus.InProgress);

        Assert.Equal("/expectedAt", Assert.Single(given.Refuse(Handover with { ExpectedAt = given.Now }, Somebody.FirstLine).Complaints).Pointer);
        Assert.Equal("/expectedAt", Assert.Single(given.Refuse(new TicketCommand.Pend("PR-07", null, null, ExpectedAt: given.Now), Somebody.FirstLine).Complaints).Pointer);
    }

    [Fact]
    [Trait("Rule", "AU-41")]
    public void Answers_a_chase_with_the_time_that_it_brings_and_clears_its_flag_once()
    {
        Case silent = Chased(), telling = Chased();
        silent.Accept(new TicketCommand.Pend("PR-07", null, null, ExpectedAt: silent.Now.AddDays(1)), Somebody.FirstLine);
        IReadOnlyList<Happening> told = telling.Accept(Handover with { ExpectedAt = telling.Now.AddDays(1) }, Somebody.FirstLine);

        Assert.All([silent.Ticket, telling.Ticket], ticket => Assert.Equal((null, null), (ticket.UpdateFlagSince, ticket.Chase!.UnansweredSince)));
        Assert.Single(told.OfType<Happening.UpdateFlagCleared>());
    }

    [Fact]
    public void Asks_nothing_where_the_desk_hands_over_without_further_ado()
    {
        Case given = Case.Incident(Omflow.Profile).Do(Handover, Somebody.Dispatcher);

        Assert.False(Wanted(given));
    }

    private static Case Chased() => Case.Of(TicketStatus.InProgress).Do(new TicketCommand.Chase("Any news?"), Somebody.SecondLine);

    private static bool Wanted(Case given) => TicketDesk.WantsExpectedTime(given.Ticket, given.Profile);
}
