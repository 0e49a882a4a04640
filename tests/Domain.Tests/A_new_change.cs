namespace ItsmFunctions.Domain.Tests;

/// <summary>What a change must say before anybody looks at it, and when it may be carried out.</summary>
public sealed class A_new_change
{
    [Theory]
    [InlineData("standard", null, "The plan.", "/template")]
    [InlineData("standard", "unheard-of", "The plan.", "/template")]
    [InlineData("general", "renew-certificate", "The plan.", "/template")]
    [InlineData("general", null, null, "/backOutPlan")]
    [InlineData("emergency", null, null, "/backOutPlan")]
    [InlineData("normal", null, "The plan.", "/type")]
    [Trait("Rule", "OM-17")]
    [Trait("Rule", "OM-18")]
    public void Is_refused_where_its_type_asks_for_more(string type, string? template, string? plan, string pointer) =>
        Assert.Equal([pointer], Refused(Given.Wanted(type) with { Template = template, BackOutPlan = plan }).Complaints.Select(complaint => complaint.Pointer));

    [Fact]
    [Trait("Rule", "OM-21")]
    public void Needs_somebody_to_review_it()
    {
        Profile nobody = Given.Profile with { ChangeReviewTeam = null };

        Assert.Equal(["/reviewers"], Refused(Given.Wanted(ChangeTypes.General), nobody).Complaints.Select(complaint => complaint.Pointer));
        Assert.Equal(["/reviewers/0"], Refused(Given.Wanted(ChangeTypes.General) with { Reviewers = [Given.Author.Id] }, nobody).Complaints.Select(complaint => complaint.Pointer));
        Assert.Equal("new", Given.Open(ChangeTypes.Standard, nobody).Ticket.Change!.Stage);
        Assert.Equal(Given.Group, Given.Open(ChangeTypes.General).Ticket.Team);
        Assert.Equal("development-ux", Case.Change(Given.Wanted(ChangeTypes.General) with { Team = "development-ux" }, Given.Profile, Given.Author).Ticket.Team);
    }

    [Fact]
    public void Is_told_all_that_it_lacks_at_once() => Assert.Equal(
        ["/backOutPlan", "/reviewers"], Refused(Given.Wanted(ChangeTypes.General) with { BackOutPlan = null }, Given.Profile with { ChangeReviewTeam = null }).Complaints.Select(complaint => complaint.Pointer));

    /// <summary>No text can be made of a noncharacter.</summary>
    [Fact]
    public void Is_refused_where_its_plan_or_its_risk_is_no_text()
    {
        Assert.Equal(["/backOutPlan"], Refused(Given.Wanted(ChangeTypes.General) with { BackOutPlan = "x\uFFFEy" }).Complaints.Select(complaint => complaint.Pointer));
        Assert.Equal(["/risk"], Refused(Given.Wanted(ChangeTypes.General) with { Risk = "x\uFFFEy" }).Complaints.Select(complaint => complaint.Pointer));
        Assert.Equal(["/backOutPlan", "/risk"], Given.Open(ChangeTypes.General, draft: true).Refuse(new ChangeCommand.Submit("x\uFFFEy", "x\uFFFEy", null), Given.Author).Complaints.Select(complaint => complaint.Pointer));
    }

    [Fact]
    public void Of_a_template_says_what_the_template_says()
    {
        Case given = Case.Change(new(ChangeTypes.Standard, "renew-certificate", null, null, null, null, Given.Author.Id), Given.Profile, Given.Author);

        Assert.Equal(("Forny et certifikat", "security", "The old one is put back."), (given.Ticket.Title.Value, given.Ticket.Classification.Category, given.Ticket.Change!.Plan.BackOutPlan!.Value.Value));
    }

    [Fact]
    public void May_wait_as_a_draft_until_its_author_hands_it_in()
    {
        Case given = Case.Change(Given.Wanted(ChangeTypes.General) with { BackOutPlan = null, Draft = true }, Given.Profile, Given.Author);
        Assert.Empty(given.Accept(new ChangeCommand.Carry(), Actor.Clock));

        Assert.Equal("/backOutPlan", Assert.Single(given.Refuse(new ChangeCommand.Submit(null, null, null), Given.Author).Complaints).Pointer);
        given.Do(new ChangeCommand.Submit("The old one stays.", null, null), Given.Author).Carry();
        Assert.Equal("pre-development-review", given.Ticket.Change!.Stage);
    }

    [Fact]
    public void Is_not_planned_into_a_freeze_unless_it_is_excepted_or_an_emergency_that_says_why()
    {
        var freeze = new FreezeWindow("exams", "Exams", "Eksamen", Case.Start.AddDays(1), Case.Start.AddDays(10), Exceptions: ["brightspace"]);
        Profile frozen = Given.Profile with { Freezes = [freeze] };
        var within = new ChangeCommand.Schedule(Case.Start.AddDays(2), Case.Start.AddDays(2).AddHours(1), null);

        Assert.Equal(RefusalCode.ChangeFrozen, Given.Open(ChangeTypes.General, frozen).Refuse(within, Given.Agent).Code);
        Assert.Equal(RefusalCode.ChangeFrozen, Given.Open(ChangeTypes.General, frozen).Refuse(within with { FreezeReason = "I want to." }, Given.Agent).Code);
        Assert.Equal(RefusalCode.ChangeFrozen, Given.Open(ChangeTypes.Emergency, frozen).Refuse(within, Given.Agent).Code);
        Case emergency = Given.Open(ChangeTypes.Emergency, frozen).Do(within with { FreezeReason = "The hole is being exploited." }, Given.Agent);
        Assert.Equal("The hole is being exploited.", emergency.Ticket.Change!.Window!.FreezeReason!.Value.Value);
        Case.Change(Given.Wanted(ChangeTypes.General) with { Service = "Brightspace" }, frozen, Given.Author).Do(within, Given.Agent);
        Given.Open(ChangeTypes.General, frozen).Do(new ChangeCommand.Schedule(freeze.Until, freeze.Until.AddHours(1), null), Given.Agent);
        foreach (FreezeWindow elsewhere in new[] { freeze with { Team = "security" }, freeze with { Service = "STADS" } })
            Given.Open(ChangeTypes.General, Given.Profile with { Freezes = [elsewhere] }).Do(within, Given.Agent);
    }

    [Fact]
    public void Is_not_started_in_a_freeze_that_came_after_it_was_planned()
    {
        Case given = Given.At(ChangeTypes.General, "planned");
        given.Later(TimeSpan.FromDays(2));
        given.Under(Given.Profile with { Freezes = [new("books", "The books are closed", "Regnskabet lukkes", given.Now.AddDays(-1), given.Now.AddDays(1))] });

        Assert.Equal(RefusalCode.ChangeFrozen, given.Refuse(new ChangeCommand.Start(), Given.Agent).Code);
    }

    [Theory]
    [InlineData(null, 2, "/window/from")]
    [InlineData(1, null, "/window/until")]
    [InlineData(-1, 2, "/window/from")]
    [InlineData(2, 2, "/window/until")]
    [InlineData(1, 33, "/window/until")]
    [InlineData(8_000, 8_001, "/window/from")]
    public void Is_planned_for_a_time_that_can_be(int? from, int? until, string pointer) =>
        Assert.Equal([pointer], Refused(Given.Wanted(ChangeTypes.General) with { From = Day(from), Until = Day(until) }).Complaints.Select(complaint => complaint.Pointer));

    /// <summary>A template is no password into a path without reviews.</summary>
    [Fact]
    [Trait("Rule", "OM-18")]
    public void Of_a_pre_approved_type_is_what_its_template_says()
    {
        NewChange wanted = Given.Wanted(ChangeTypes.Standard);
        Assert.Equal(
            ["/description", "/category", "/subcategory", "/backOutPlan"],
            Refused(wanted with { Description = "The payroll database is deleted.", Category = "software", Subcategory = "operating-system", BackOutPlan = "None." }).Complaints.Select(complaint => complaint.Pointer));

        Ticket opened = Case.Change(wanted with { Title = "Upgrade SAP" }, Given.Profile, Given.Author).Ticket;
        Assert.Equal(("Forny et certifikat: Upgrade SAP", "The web certificate is exchanged."), (opened.Title.Value, opened.Description.Value));
        Assert.Equal("Forny et certifikat", Case.Change(wanted with { Title = null }, Given.Profile, Given.Author).Ticket.Title.Value);
    }

    [Fact]
    public void Is_begun_outside_its_window_with_a_reason_alone()
    {
        Case given = Given.At(ChangeTypes.General, "planned");
        Assert.Equal("/reason", Assert.Single(given.Refuse(new ChangeCommand.Start(), Given.Agent).Complaints).Pointer);
        Assert.Equal("Agreed.", Assert.IsType<Happening.ChangeStarted>(Assert.Single(Given.At(ChangeTypes.General, "planned").Accept(new ChangeCommand.Start("Agreed."), Given.Agent))).Reason?.Value);

        ChangeWindow window = given.Ticket.Change!.Window!;
        given.Later(window.Until - given.Now);
        Assert.Equal("/reason", Assert.Single(given.Refuse(new ChangeCommand.Start(), Given.Agent).Complaints).Pointer);
        Case within = Given.At(ChangeTypes.General, "planned");
        within.Later(window.From - within.Now).Do(new ChangeCommand.Start(), Given.Agent);
    }

    [Fact]
    public void Passes_each_freeze_with_a_reason_of_its_own()
    {
        FreezeWindow december = new("december", "December", "December", Case.Start.AddDays(50), Case.Start.AddDays(60)), now = new("now", "Now", "Nu", Case.Start.AddDays(-1), Case.Start.AddDays(30));
        Case given = Given.At(ChangeTypes.Emergency, "scheduled").Under(Given.Profile with { Freezes = [december] })
            .Do(new ChangeCommand.Schedule(december.From, december.From.AddHours(1), "In December it is quiet."), Given.Agent).Under(Given.Profile with { Freezes = [december, now] });

        Assert.Equal(RefusalCode.ChangeFrozen, given.Refuse(new ChangeCommand.Start(), Given.Agent).Code);
        given.Do(new ChangeCommand.Start("The hole is being exploited."), Given.Agent);

        Case planned = Given.At(ChangeTypes.Emergency, "scheduled").Under(Given.Profile with { Freezes = [december] })
            .Do(new ChangeCommand.Schedule(december.From, december.From.AddHours(1), "In December it is quiet."), Given.Agent);
        planned.Later(december.From - planned.Now).Do(new ChangeCommand.Start(), Given.Agent);
    }

    [Fact]
    public void Touches_what_it_was_handed_in_with()
    {
        Assert.Equal(RefusalCode.TransitionNotAllowed, Given.At(ChangeTypes.Standard, "scheduled").Refuse(Case.Reclassified("network", "wired", service: "Another"), Given.Agent).Code);
        Given.Open(ChangeTypes.General, draft: true).Do(Case.Reclassified("network", "wired", service: "Another"), Given.Agent);
    }

    [Fact]
    [Trait("Rule", "OM-21")]
    public void Is_handed_in_by_nobody_who_reviews_it_and_voted_on_by_nobody_before_they_are_asked()
    {
        Case draft = Case.Change(Given.Wanted(ChangeTypes.General) with { Draft = true, Reviewers = [Given.Agent.Id] }, Given.Profile, Given.Author);
        Assert.Equal(RefusalCode.NotAllowed, draft.Refuse(new ChangeCommand.Submit("Mine.", null, null), Given.Agent).Code);
        Assert.Equal(RefusalCode.ReviewClosed, draft.Refuse(new ChangeCommand.Vote(VoteChoice.Approve, "Good."), Given.Agent).Code);
        Assert.Equal(RefusalCode.NotAllowed, draft.Refuse(new ChangeCommand.Vote(VoteChoice.Approve, "Good."), Given.Stranger).Code);
        draft.Do(new ChangeCommand.Submit(null, null, null), Given.Leader);
    }

    private static DateTimeOffset? Day(int? days) => days is { } of ? Case.Start.AddDays(of) : null;

    private static Refusal Refused(NewChange wanted, Profile? profile = null) =>
        Assert.IsType<Decision.Rejected>(Case.InBothLanguages(ChangeIntake.Decide(wanted, Given.Author, Case.Start, profile ?? Given.Profile))).Refusal;
}
