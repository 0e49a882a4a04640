namespace ItsmFunctions.Domain.Tests;

/// <summary>Five desks on one engine: what each decides otherwise than the default.</summary>
public sealed class The_profiles
{
    private static readonly TicketCommand Solve = new TicketCommand.Resolve("The switch was replaced.", null);

    [Fact]
    [Trait("Rule", "AU-12")]
    public void Have_the_six_statuses_of_the_default_and_one_more_where_orders_are_cancelled() =>
        Assert.Equal(
            ["au 6", "omflow 7", "v2 6", "ormis 6", "itil 6"],
            BaseProfiles.All.Select(row => $"{row.Id} {row.Profile.Statuses.Count}"));

    [Fact]
    public void Know_themselves_by_the_id_that_they_are_chosen_by() => Assert.All(BaseProfiles.All, row => Assert.Equal(row.Id, row.Profile.Base));

    [Fact]
    public void Grant_or_deny_every_act_that_is_about_a_ticket() =>
        Assert.All(BaseProfiles.All, row => Assert.Equal(Aarhus.Profile.Rights.Select(grant => grant.Act), row.Profile.Rights.Select(grant => grant.Act)));

    [Theory]
    [InlineData("omflow", true)]
    [InlineData("v2", false)]
    [InlineData("au", false)]
    [Trait("Rule", "OM-04")]
    public void Close_with_the_resolving_command_where_they_close_at_once(string id, bool closes)
    {
        Case given = Case.Incident(BaseProfiles.Find(id)).Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Do(Solve, Somebody.FirstLine);

        Assert.Equal(closes ? TicketStatus.Closed : TicketStatus.Resolved, given.Ticket.Status);
        if (closes)
            Assert.Equal(Somebody.FirstLine.Id, given.Events[^1].By);
    }

    [Fact]
    [Trait("Rule", "OM-06")]
    public void Of_omflow_reassign_resolve_or_cancel_in_the_assign_checkpoint_and_nowhere_else()
    {
        Profile omflow = Omflow.Profile;
        Assert.Equal("assign", omflow.CheckpointOf(Case.Incident(omflow).Ticket.Status)!.Id);

        Case reassigned = Case.Incident(omflow).Do(new TicketCommand.Dispatch("security", null, null, null, null, null, false, null, null), Somebody.Dispatcher);
        Assert.Equal(("security", TicketStatus.New), (reassigned.Ticket.Team, reassigned.Ticket.Status));
        Assert.Equal(TicketStatus.Closed, Case.Incident(omflow).Do(Solve, Somebody.FirstLine).Ticket.Status);

        Case cancelled = Case.Incident(omflow).Do(new TicketCommand.Cancel("Reported twice."), Somebody.Dispatcher);
        Assert.Equal((TicketStatus.Cancelled, true), (cancelled.Ticket.Status, cancelled.Ticket.ClosedAt is not null));
        Assert.Equal(RefusalCode.TicketClosed, cancelled.Refuse(new TicketCommand.BeginWork(), Somebody.FirstLine).Code);

        Case begun = Case.Incident(omflow).Do(new TicketCommand.BeginWork(), Somebody.FirstLine);
        Assert.Equal(RefusalCode.TransitionNotAllowed, begun.Refuse(new TicketCommand.Cancel("Too late."), Somebody.Dispatcher).Code);
        Assert.Equal(RefusalCode.TransitionNotAllowed, begun.Refuse(new TicketCommand.Assign(null, "agent-9"), Somebody.Dispatcher).Code);
    }

    [Fact]
    [Trait("Rule", "OM-07")]
    public void Of_omflow_troubleshoot_or_return_to_assignment_in_the_process_checkpoint()
    {
        Case given = Case.Incident(Omflow.Profile).Do(new TicketCommand.Assign(null, "agent-9"), Somebody.Dispatcher).Do(new TicketCommand.BeginWork(), Somebody.FirstLine);
        Assert.Equal("process", given.Profile.CheckpointOf(given.Ticket.Status)!.Id);

        given.Do(new TicketCommand.ReturnToAssignment("It needs a key to the server room."), Somebody.FirstLine);

        Assert.Equal((TicketStatus.New, null, "assign"), (given.Ticket.Status, given.Ticket.Assignee, given.Profile.CheckpointOf(given.Ticket.Status)!.Id));
        Assert.Equal(given.Ticket.Status, History.Fold(given.Events).Status);
        Assert.Equal(TicketStatus.Closed, given.Do(new TicketCommand.BeginWork(), Somebody.SecondLine).Do(Solve, Somebody.SecondLine).Ticket.Status);
    }

    [Fact]
    [Trait("Rule", "OM-04")]
    public void Of_omflow_offer_in_each_checkpoint_the_actions_that_the_engine_takes_there()
    {
        foreach (Checkpoint checkpoint in Omflow.Profile.Checkpoints)
        {
            foreach (CheckpointAction action in checkpoint.Actions)
                Assert.Contains(Omflow.Profile.Lifecycle, row => row.Act == action.Act && checkpoint.Statuses.Intersect(row.From).Any());
        }

        Assert.Equal(Omflow.Profile.Statuses.Order(), Omflow.Profile.Checkpoints.SelectMany(checkpoint => checkpoint.Statuses).Order());
    }

    [Fact]
    [Trait("Rule", "OR-11")]
    public void Of_ormis_hold_the_automatic_close_until_all_three_checks_are_recorded()
    {
        Case given = GivenOrmis.Complete(GivenOrmis.Disturbance, Ormis.Profile);
        DateTimeOffset due = given.Ticket.Resolution!.ClosesAt;
        given.Until(DueWork.Close).Do(new TicketCommand.Close(), Actor.Clock);
        Assert.Equal((TicketStatus.Resolved, true), (given.Ticket.Status, given.Ticket.UpdateFlagSince is not null));
        Assert.DoesNotContain(given.Ticket.Dues(), owed => owed.Work == DueWork.Close);

        Check(given, "documentation-complete", applies: true);
        Check(given, "stakeholders-satisfied", applies: true);
        Assert.Equal(TicketStatus.Resolved, given.Ticket.Status);
        Assert.Equal("/applies", Assert.Single(given.Refuse(new TicketCommand.CheckClosure("documentation-complete", false, "None."), Somebody.FirstLine).Complaints).Pointer);
        Check(given, "prevention-in-place", applies: false);

        Assert.Equal(TicketStatus.Closed, given.Ticket.Status);
        Assert.True(given.Ticket.ClosedAt >= due);
        Assert.Equal(given.Ticket.ClosureChecks.Keys, History.Fold(given.Events).ClosureChecks.Keys);
    }

    [Fact]
    [Trait("Rule", "OR-11")]
    public void Of_ormis_close_after_the_days_where_the_checks_came_first()
    {
        Case given = GivenOrmis.Complete(GivenOrmis.Disturbance, Ormis.Profile);
        foreach (ClosureCheck check in Ormis.Profile.ClosureChecks)
            Check(given, check.Id, applies: true);
        Assert.Equal(TicketStatus.Resolved, given.Ticket.Status);

        given.Until(DueWork.Close).Do(new TicketCommand.Close(), Actor.Clock);
        Assert.Equal(TicketStatus.Closed, given.Ticket.Status);
    }

    [Fact]
    [Trait("Rule", "FV-13")]
    public void Of_v2_close_with_the_last_check_and_begin_the_checks_anew_after_a_reopening()
    {
        Case given = Case.Of(TicketStatus.Resolved, FlowchartV2.Profile);
        Check(given, "resolution-confirmed", applies: true);
        given.Do(new TicketCommand.Reopen("It is back."), Somebody.Requester);
        Assert.Empty(given.Ticket.ClosureChecks);

        given.Do(Solve, Somebody.FirstLine);
        Check(given, "follow-ups-complete", applies: false);
        Assert.Equal(TicketStatus.Resolved, given.Ticket.Status);
        Check(given, "resolution-confirmed", applies: true);
        Assert.Equal((TicketStatus.Closed, Somebody.FirstLine.Id), (given.Ticket.Status, given.Events[^1].By));
    }

    [Theory]
    [InlineData("au", RefusalCode.ResolveBySupport)]
    [InlineData("itil", null)]
    [InlineData("omflow", null)]
    [InlineData("v2", null)]
    [Trait("Rule", "A17")]
    [Trait("Rule", "IT-13")]
    public void Decide_who_resolves(string id, RefusalCode? refused)
    {
        Case given = Case.Incident(BaseProfiles.Find(id));
        Ticket away = given.Ticket with { Team = "infrastructure" };

        Assert.All([given.Ticket, away], ticket => Assert.Equal(refused, (TicketDesk.Decide(ticket, Solve, Somebody.SecondLine, given.Now, given.Profile) as Decision.Rejected)?.Refusal.Code));
    }

    /// <summary>As the source names them.</summary>
    [Theory]
    [InlineData(Line.First, "it-support", "bss-it", "he-it", "arts-it", "fa-it", "nat-tech-it-1", "nat-tech-it-2", "hr-it")]
    [InlineData(Line.Second, "administrative-applications", "general-applications", "infrastructure", "development-ux", "security")]
    [InlineData(Line.Third, "au-it-development")]
    [Trait("Rule", "AU-25")]
    public void Begin_with_the_teams_of_three_lines(Line line, params string[] teams) =>
        Assert.Equal(teams, Aarhus.Profile.Teams.Where(team => team.Line == line).Select(team => team.Id));

    [Fact]
    [Trait("Rule", "AU-02")]
    [Trait("Rule", "A17")]
    public void Let_an_area_deviate_in_detail_for_its_own_tickets_alone()
    {
        Area bss = Aarhus.Profile.FindArea("bss")!;
        Profile profile = Aarhus.Profile with
        {
            Areas = [bss with { Rules = new(ClosesAfterDays: 7, ShowAssigned: true, ResolvingLines: Enum.GetValues<Line>(), ReplyOnResolved: ReplyOnResolved.Reopen) }, .. Aarhus.Profile.Areas.Where(area => area != bss)],
        };
        Case own = Case.Incident(profile, area: "bss").Do(new TicketCommand.Assign(null, "agent-l1"), Somebody.Dispatcher);
        Assert.Equal(TicketStatus.Assigned, PortalView.Of(own.Ticket, profile).Status);
        own.Solved().Do(new TicketCommand.Reply("It is not."), Somebody.Requester);
        Assert.Equal(TicketStatus.InProgress, own.Ticket.Status);
        Assert.Equal(7, Days(own.Solved()));

        Case other = Case.Incident(profile, area: "arts").Do(new TicketCommand.Assign(null, "agent-l1"), Somebody.Dispatcher);
        Assert.Equal(TicketStatus.New, PortalView.Of(other.Ticket, profile).Status);
        Assert.Equal(30, Days(other.Solved()));
        Assert.Same(profile, profile.In("arts"));
        Assert.Null(Resolves("bss"));
        Assert.Equal(RefusalCode.ResolveBySupport, Resolves("arts"));

        static int Days(Case given) => LocalDate(given.Ticket.Resolution!.ClosesAt).DayNumber - LocalDate(given.Ticket.Resolution.At).DayNumber;

        RefusalCode? Resolves(string area)
        {
            Ticket away = Case.Incident(profile, area: area).Ticket with { Team = "infrastructure" };
            return (TicketDesk.Decide(away, Solve, Somebody.FirstLine, Case.Start, profile) as Decision.Rejected)?.Refusal.Code;
        }
    }

    [Fact]
    public void Are_chosen_by_name_and_keep_what_was_decided_otherwise()
    {
        Profile profile = new ProfileChanges(Base: "omflow", Name: "Our desk").On(Aarhus.Profile);

        Assert.Equal(("omflow", "Our desk", ClosePolicy.AtOnce), (profile.Base, profile.Name, profile.ClosePolicy));
    }

    private static void Check(Case given, string check, bool applies) => given.Do(new TicketCommand.CheckClosure(check, applies, "Looked at by the duty manager."), Somebody.FirstLine);

    private static DateOnly LocalDate(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Aarhus.Profile.TimeZone).DateTime);
}
