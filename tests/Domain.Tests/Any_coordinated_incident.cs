using CsCheck;
using ItsmFunctions.Domain.Coordination;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Properties of whatever people do to an incident that is coordinated.</summary>
public sealed class Any_coordinated_incident
{
    /// <summary>What only happens to these.</summary>
    internal static readonly IReadOnlyList<string> Own =
    [
        nameof(Happening.OrmisClassified), nameof(Happening.ScopeSet), nameof(Happening.GuidelineRecorded), nameof(Happening.ActionPlanned), nameof(Happening.ActionMoved), nameof(Happening.AreaReported),
        nameof(Happening.CommunicationDecided), nameof(Happening.MeetingRecorded), nameof(Happening.StakeholderNamed), nameof(Happening.StakeholderJudged), nameof(Happening.FinalUpdateTold),
    ];

    private static readonly Profile[] Profiles = [GivenOrmis.Profile, new ProfileChanges(Base: "v2", Ormis: new(Guidelines: [])).On(Aarhus.Profile)];

    private static readonly TicketCommand[] Commands =
    [
        GivenOrmis.Detected, GivenOrmis.Global, GivenOrmis.Disturbance, GivenOrmis.Detected with { Reason = "It is." }, GivenOrmis.Disturbance with { Reason = "It is not." },
        new OrmisCommand.SetScope(OrmisScope.Global, "Everybody."), new OrmisCommand.SetScope(OrmisScope.Local, "Here alone."),
        .. new OrmisRules().Completed().Guidelines!.Select(each => new OrmisCommand.RecordGuideline(each.Id, false, "No time.")),
        GivenOrmis.Exchange, GivenOrmis.Exchange with { Prevention = true }, GivenOrmis.Ended(1), GivenOrmis.Ended(2), GivenOrmis.Ended(1, ActionState.Open),
        new OrmisCommand.ReportArea("Here", AreaState.NotInformed, null), new OrmisCommand.ReportArea("Here", AreaState.Confirmed, "phone"),
        new OrmisCommand.DecideCommunication(false, null, null, null, "No."), new OrmisCommand.RecordMeeting(null, ["tm-1"], "Go on."),
        GivenOrmis.Stakeholder("dean-1"), GivenOrmis.Stakeholder("dean-1", true), GivenOrmis.Stakeholder("dean-1", false, "Too slow."),
        GivenOrmis.Last, GivenOrmis.Last,
        .. Profiles[1].ClosureChecks.Select(check => GivenOrmis.Check(check.Id)),
        new TicketCommand.BeginWork(), new TicketCommand.Resolve("Done.", null), new TicketCommand.Resolve("Done.", null), new TicketCommand.Reopen("Again."), new TicketCommand.SetPriority(1, "Critical."), new TicketCommand.SetPriority(null, "Not so."),
        Case.Reassessed(Impact.Department, Urgency.Low), Case.Reassessed(Impact.Individual, Urgency.Low), new TicketCommand.Reply("We work on it."),
    ];

    private static readonly System.Collections.Immutable.ImmutableSortedDictionary<string, ClosureRecord> None = System.Collections.Immutable.ImmutableSortedDictionary<string, ClosureRecord>.Empty;

    private static readonly Gen<Case> Lived =
        from profile in Gen.OneOf(Profiles)
        from steps in Gen.Select(Gen.Int[0, Commands.Length - 1], Gen.OneOf(0, 1, 30, 300)).Array[0, 80]
        select Live(profile, steps);

    [Fact]
    [Trait("Rule", "OR-12")]
    public void Is_what_its_events_say() => Lived.Sample(given => Assert.Equal(given.Ticket with { ClosureChecks = None }, History.Fold(given.Events) with { ClosureChecks = None }), iter: 2_000);

    [Fact]
    [Trait("Rule", "OR-11")]
    public void Is_never_closed_while_something_is_missing() => Lived.Sample(given =>
    {
        if (given.Ticket.Status != TicketStatus.Closed)
            return;
        Assert.All(given.Profile.ClosureChecks, check =>
        {
            Assert.Contains(check.Id, given.Ticket.ClosureChecks.Keys);
            Assert.Empty(OrmisGuard.Missing(given.Ticket, check.Id, given.Profile));
        });
    }, iter: 3_000);

    [Fact]
    [Trait("Rule", "A6")]
    [Trait("Rule", "OR-06")]
    public void Is_no_disturbance_where_it_is_grave_and_reaches_the_company_where_it_is_global() => Lived.Sample(given =>
    {
        Ticket ticket = given.Ticket;
        if (ticket.Ormis is not { } state)
            return;
        var assessed = (Assessment.OfIncident)ticket.Classification.Assessment;
        Assert.True(state.Class == OrmisClass.Incident || (ticket.HandlingRank > 1 && assessed.Impact == Impact.Individual && ticket.Markers.Scope is null));
        Assert.True(ticket.Markers.Scope != "global" || assessed.Impact == Impact.Company);
        Assert.True(state.Class == OrmisClass.Disturbance || ticket.Markers.Scope is not null);
    }, iter: 2_000);

    [Fact]
    public void Is_of_every_kind_among_some_thousands() => Lived.Reach(
        [.. Own, nameof(TicketStatus.Resolved), nameof(TicketStatus.Closed)], given => [given.Ticket.Status.ToString(), .. given.Events.Select(e => e.What.GetType().Name)]);

    private static Case Live(Profile profile, (int Command, int Hours)[] steps)
    {
        Case given = Case.Incident(profile);
        foreach ((int command, int hours) in steps)
        {
            given.Later(TimeSpan.FromHours(hours));
            if (given.Ask(Commands[command], GivenOrmis.Agent) is Decision.Accepted accepted)
                given.Record(accepted.Happenings, GivenOrmis.Agent);
            if (given.Ticket.Dues().Any(due => due.Work == DueWork.Close && due.At <= given.Now))
                given.Do(new TicketCommand.Close(), Actor.Clock);
        }

        return given;
    }
}
