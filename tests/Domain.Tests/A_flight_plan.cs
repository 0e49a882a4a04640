namespace ItsmFunctions.Domain.Tests;

/// <summary>What is said of a change before it is opened comes true when it is.</summary>
public sealed class A_flight_plan
{
    private static readonly DateTimeOffset Now = Case.Start;

    [Theory]
    [InlineData(ChangeTypes.Standard)]
    [InlineData(ChangeTypes.General)]
    [InlineData(ChangeTypes.Emergency)]
    [Trait("Rule", "OM-17")]
    public void Names_the_stages_the_voters_and_the_deadlines_that_come_true(string type)
    {
        FlightPlan plan = Of(Given.Wanted(type));

        Assert.Empty(plan.Missing);
        Assert.Equal(Given.Profile.FindChangeType(type)!.Stages.Select(stage => stage.Id), plan.Stages.Select(stage => stage.Stage.Id));
        Case given = Given.Open(type).Carry();
        foreach (PlannedStage stage in plan.Stages.Where(stage => stage.Asked is not null && stage.Stage.Id != "closing-review"))
        {
            Review review = given.Ticket.Change!.OpenReview!;
            Assert.Equal((stage.Stage.Id, stage.EntersAt, stage.Asked!.DueAt), (given.Ticket.Change.Stage, (DateTimeOffset?)given.Now, review.DueAt));
            Assert.Equal(review.Electorate.Select(elector => elector.Person), stage.Asked.Electorate.Select(elector => elector.Person));
            given.Later(review.DueAt - given.Now).Voted(VoteChoice.Approve);
        }

        Assert.Equal(("scheduled", plan.ByDeadlines), (given.Ticket.Change!.Stage, (DateTimeOffset?)given.Now));
        Assert.Equal(Now, plan.Soonest);
    }

    [Fact]
    [Trait("Rule", "OM-22")]
    public void Says_what_is_missing_and_what_could_never_be_opened()
    {
        FlightPlan plan = Of(Given.Wanted(ChangeTypes.General) with { BackOutPlan = null });
        Assert.Equal(["/backOutPlan"], plan.Missing.Select(missing => missing.Pointer));

        (Decision.Rejected? wrong, FlightPlan? none) = FlightPlan.Of(Given.Wanted("unheard-of") with { From = Now.AddDays(-1), Until = Now }, Given.Author, Now, Given.Profile, []);
        Assert.Null(none);
        Assert.Equal(["/type", "/window/from"], wrong!.Refusal.Complaints.Select(complaint => complaint.Pointer));
    }

    [Fact]
    [Trait("Rule", "OM-21")]
    public void Names_who_of_the_voters_is_away_while_they_are_asked()
    {
        Absence holiday = new(Now.AddDays(1), Now.AddDays(4), null), past = new(Now.AddDays(-9), Now, null);
        StaffDirectory directory = new([.. Given.Profile.Directory.Members.Select(member => member.Id == Given.Second.Id ? member with { Absences = [past, holiday] } : member)]);

        FlightPlan plan = Of(Given.Wanted(ChangeTypes.General), Given.Profile with { Directory = directory });

        Assert.Equal([(Given.Second.Id, holiday)], plan.Stages.Single(stage => stage.Stage.Id == "pre-development-review").Away);
        Assert.Empty(plan.Stages.Single(stage => stage.Stage.Id == "pre-launch-review").Away);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [Trait("Rule", "OM-22")]
    public void Says_where_more_approvals_are_needed_than_people_are_asked(int needed, bool reached)
    {
        ChangeType general = Given.Profile.FindChangeType(ChangeTypes.General)!;
        ChangeStage[] stages = [.. general.Stages.Select(stage => stage.Review is { } rules ? stage with { Review = rules with { Quorum = new(QuorumKind.Number, needed) } } : stage)];

        FlightPlan plan = Of(Given.Wanted(ChangeTypes.General), Given.Profile with { ChangeTypes = [general with { Stages = stages }] });
        PlannedStage review = plan.Stages.First(stage => stage.Asked is not null);

        Assert.Equal(3, review.Asked!.Electorate.Length);
        Assert.Equal(reached, !review.CannotApprove);
        // What nobody can approve is never launched.
        Assert.Equal((reached, reached), (plan.Soonest is not null, plan.ByDeadlines is not null));
        Assert.Equal(reached, new Quorum(QuorumKind.Roles, Roles: [ReviewRole.TeamLeader, .. reached ? [] : new[] { ReviewRole.Dispatcher }]).CanBeReached(review.Asked.Electorate));
    }

    [Fact]
    public void Shows_the_freezes_of_its_window_and_finds_the_first_time_outside()
    {
        DateTimeOffset from = Now.AddDays(40);
        FreezeWindow exams = new("exams", "Exams", "Eksamen", from.AddHours(-1), from.AddDays(3)), others = new("books", "Books", "Regnskab", from, from.AddDays(3), Team: "it-support"), now = new("now", "Now", "Nu", Now, Now.AddDays(30));
        Profile profile = Given.Profile with { Freezes = [others, exams, now] };

        FlightPlan general = Of(Given.Wanted(ChangeTypes.General) with { From = from, Until = from.AddHours(2) }, profile);
        FlightPlan emergency = Of(Given.Wanted(ChangeTypes.Emergency) with { From = from, Until = from.AddHours(2) }, profile);

        Assert.Equal([exams], general.Freezes);
        Assert.Equal(now.Until, general.Soonest);
        // An emergency passes, with a reason.
        Assert.Equal([exams], emergency.Freezes);
        Assert.Equal(Now, emergency.Soonest);
        // Without a window it is told of what comes.
        Assert.Equal([now, exams], Of(Given.Wanted(ChangeTypes.General), profile).Freezes);
        Assert.Null(Of(Given.Wanted(ChangeTypes.General), Given.Profile with { Freezes = [new("for-ever", "For ever", "For evigt", Now, Now.AddDays(400))] }).Soonest);
    }

    [Fact]
    public void Shows_what_collides_and_finds_the_first_time_beside_it()
    {
        NewChange wanted = Given.Wanted(ChangeTypes.Standard) with { ConfigurationItem = "switch-1", Service = "campus-net", From = Now.AddDays(1), Until = Now.AddDays(1).AddHours(2) };
        PlannedChange item = Planned(2, "SWITCH-1", null, Now, Now.AddDays(2)), service = Planned(3, "switch-2", "Campus-Net", Now.AddDays(2), Now.AddDays(3)), neither = Planned(4, "switch-3", null, Now, Now.AddDays(9));
        PlannedChange done = item with { Number = new(TicketKind.Change, 5), ImplementedAt = Now };

        FlightPlan plan = Of(wanted, calendar: [neither, item, service, done]);

        Assert.Equal([item], plan.Collisions);
        Assert.Equal(service.Until, plan.Soonest);
        // What ends when the other begins has nothing of it.
        Assert.Empty(Of(wanted with { From = service.Until, Until = service.Until.AddHours(1) }, calendar: [neither, item, service]).Collisions);
    }

    /// <summary>A freeze may be decided on after a change was planned: it is stopped by that, and the calendar says so.</summary>
    [Fact]
    [Trait("Rule", "OM-17")]
    public void Is_stopped_by_a_freeze_that_came_later_and_was_not_passed_with_a_reason()
    {
        DateTimeOffset from = Now.AddDays(5);
        PlannedChange planned = Planned(7, "switch-1", "campus-net", from, from.AddHours(2));
        FreezeWindow exams = new("exams", "Exams", "Eksamen", from.AddDays(-1), from.AddDays(3));

        Assert.True(exams.Stops(planned));
        foreach ((FreezeWindow freeze, PlannedChange change) in new[]
        {
            (exams with { From = from.AddHours(2) }, planned), (exams with { Team = "it-support" }, planned), (exams with { Service = "mail" }, planned), (exams with { Exceptions = [planned.Number.ToString()] }, planned),
            (exams with { Exceptions = ["Campus-Net"] }, planned), (exams with { Exceptions = [ChangeTypes.General] }, planned),
            (exams, planned with { InFreeze = true }), (exams, planned with { StartedAt = from }), (exams, planned with { StartedAt = from, ImplementedAt = from }),
        })
            Assert.False(freeze.Stops(change), $"{freeze} {change}");
    }

    [Theory]
    [InlineData(null, null, 0, 120)]
    [InlineData(-60, null, -60, 120)]
    [InlineData(30, null, 30, 120)]
    [InlineData(200, null, 200, 320)]
    [InlineData(-60, -20, -60, -20)]
    [InlineData(200, 200, 200, 201)]
    [Trait("Rule", "A4")]
    public void Shows_when_a_change_was_carried_out_as_soon_as_it_is_known(int? started, int? done, int from, int until)
    {
        PlannedChange planned = Planned(7, null, null, Now, Now.AddHours(2)) with { StartedAt = started is { } at ? Now.AddMinutes(at) : null, ImplementedAt = done is { } end ? Now.AddMinutes(end) : null };

        Assert.Equal((Now.AddMinutes(from), Now.AddMinutes(until)), planned.CarriedOut());
    }

    [Fact]
    public void Is_read_with_the_whole_part_of_the_calendar_that_it_looks_at()
    {
        (DateTimeOffset from, DateTimeOffset until) = FlightPlan.Span(Given.Wanted(ChangeTypes.General), Now);
        Assert.Equal((Now, true), (from, until >= Now + FlightPlan.Horizon + ChangeDesk.LongestWindow));

        DateTimeOffset late = Now.AddDays(300);
        Assert.Equal(late.AddDays(1), FlightPlan.Span(Given.Wanted(ChangeTypes.General) with { From = late, Until = late.AddDays(1) }, Now).Until);
    }

    private static FlightPlan Of(NewChange wanted, Profile? profile = null, PlannedChange[]? calendar = null) => FlightPlan.Of(wanted, Given.Author, Now, profile ?? Given.Profile, calendar ?? []).Plan!;

    private static PlannedChange Planned(int number, string? item, string? service, DateTimeOffset from, DateTimeOffset until) => new(
        new(TicketKind.Change, number), 3, Now, new("Another", "x"), ChangeTypes.General, "scheduled", Given.Group, service, item, from, until, Confirmed: true, InFreeze: false, null, null, null);
}
