using ItsmFunctions.Domain.MajorIncidents;

namespace ItsmFunctions.Domain.Tests;

/// <summary>An incident that more depends on: declared, told, published, stood down.</summary>
public sealed class A_major_incident
{
    /// <summary>What only happens to these, and to those below them.</summary>
    internal static readonly IReadOnlyList<string> Own =
        [nameof(Happening.MajorDeclared), nameof(Happening.AffectedInformed), nameof(Happening.AffectedTold), nameof(Happening.StatusPublished), nameof(Happening.MajorStoodDown)];

    private static readonly MajorCommand.Declare Declared = new("No network in any building.");
    private static readonly MajorCommand.Inform Told = new("The network is down.", "Netværket er nede.");

    [Fact]
    public void Is_declared_by_hand_with_a_reason_and_once()
    {
        Case given = Case.Incident();
        Assert.Equal("/reason", Assert.Single(given.Refuse(new MajorCommand.Declare(" "), Somebody.TeamLeader).Complaints).Pointer);

        given.Do(Declared, Somebody.TeamLeader);

        Assert.Equal((true, null, "leader-1"), (given.Ticket.Major!.Stands, given.Ticket.Major.Rule, given.Ticket.Major.By));
        Assert.Empty(given.Accept(Declared, Somebody.TeamLeader));
        Assert.Equal(RefusalCode.TransitionNotAllowed, Case.Request().Refuse(Declared, Somebody.ProcessManager).Code);
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    [Theory]
    [InlineData("rank", 1, null, null, true)]
    [InlineData("rank", 2, null, null, true)]
    [InlineData("links", null, 3, null, true)]
    [InlineData("links", null, 4, null, false)]
    [InlineData("rank", 1, 2, null, false)]
    [InlineData("rank", null, null, "hardware", true)]
    [InlineData("rank", 1, null, "network", false)]
    public void Is_declared_by_a_rule_as_soon_as_all_that_the_rule_names_holds(string what, int? rank, int? affected, string? category, bool declared)
    {
        Case given = Case.Incident().Under(Aarhus.Profile with { MajorIncidents = [new("rule-1", rank, affected, category is null ? null : [category])] });

        if (what == "rank")
            given.Do(new TicketCommand.SetPriority(1, "Nobody can work."), Somebody.ProcessManager);
        foreach (int other in what == "links" ? new[] { 7, 8 } : [])
            given.Do(new TicketCommand.MirrorLink(new(TicketKind.Incident, other), LinkKind.ParentOf, 2, null), Actor.Clock);

        Assert.Equal(declared ? "rule-1" : null, given.Ticket.Major?.Rule);
    }

    [Fact]
    public void Is_declared_with_its_opening_where_a_rule_says_so()
    {
        Profile profile = Aarhus.Profile with { MajorIncidents = [new("all-hardware", Categories: ["hardware"])] };

        Assert.Equal("all-hardware", Opened(TicketKind.Incident).Major?.Rule);
        Assert.Null(Opened(TicketKind.Problem).Major);

        Ticket Opened(TicketKind kind) => History.Open(
            Case.Organisation, new(kind, 43), ((Decision.Accepted)TicketIntake.Decide(Case.Wanted(), profile)).Happenings, "requester-1", "Requester", Case.Start, profile).Ticket;
    }

    [Fact]
    public void Tells_in_both_languages_and_only_while_it_stands()
    {
        Case given = Case.Incident();
        Assert.Equal(RefusalCode.NotMajor, given.Refuse(Told, Somebody.TeamLeader).Code);
        given.Do(Declared, Somebody.TeamLeader);
        Assert.Equal(["/english", "/danish"], given.Refuse(new MajorCommand.Inform("", " "), Somebody.TeamLeader).Complaints.Select(complaint => complaint.Pointer));

        given.Do(Told, Somebody.TeamLeader);
        Assert.Equal((given.Ticket.Version, "Netværket er nede."), (given.Ticket.Major!.Informed!.Version, given.Ticket.Major.Informed.Danish.Value));
        Assert.True(given.Events[^1].Public);

        given.Do(new MajorCommand.StandDown("A spare was missing."), Somebody.TeamLeader);
        Assert.Equal(RefusalCode.NotMajor, given.Refuse(Told, Somebody.TeamLeader).Code);
        Assert.Equal(RefusalCode.NotMajor, given.Refuse(new MajorCommand.StandDown("Again."), Somebody.TeamLeader).Code);
        Assert.Equal((false, "A spare was missing.", "leader-1"), (given.Ticket.Major.Stands, given.Ticket.Major.Review?.Value, given.Ticket.Major.StoodDownBy));
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    [Fact]
    public void Is_told_to_a_ticket_below_it_once_a_round_and_in_no_older_one()
    {
        Case below = Case.Incident();
        var tell = new MajorCommand.Tell(new(TicketKind.Incident, 7), 5, "Down.", "Nede.");

        Assert.IsType<Happening.AffectedTold>(Assert.Single(below.Accept(tell, Actor.Clock)));
        Assert.Empty(below.Accept(tell, Actor.Clock));
        Assert.Empty(below.Accept(tell with { Round = 4 }, Actor.Clock));
        Assert.IsType<Happening.AffectedTold>(Assert.Single(below.Accept(tell with { Round = 6 }, Actor.Clock)));
        Assert.Equal(RefusalCode.NotAllowed, below.Refuse(tell, Somebody.ProcessManager).Code);
    }

    [Fact]
    public void Publishes_nothing_but_its_public_texts()
    {
        Case given = Case.Incident().Do(Declared, Somebody.TeamLeader);
        Assert.Null(PublicStatus.Of(given.Ticket));

        given.Do(new MajorCommand.Publish(StatusState.Identified, "No network.", "Intet netværk."), Somebody.TeamLeader).Later(TimeSpan.FromHours(1))
            .Do(new MajorCommand.StandDown("A spare was missing."), Somebody.TeamLeader).Do(new MajorCommand.Publish(StatusState.Resolved, "It is back.", "Det er tilbage."), Somebody.TeamLeader);

        Assert.Equal(["No network.", "It is back."], PublicStatus.Of(given.Ticket)!.Entries.Select(entry => entry.English.Value));
        Assert.All(given.Events.Where(e => e.What is Happening.StatusPublished or Happening.MajorDeclared or Happening.MajorStoodDown), e => Assert.False(e.Public));
    }
}
