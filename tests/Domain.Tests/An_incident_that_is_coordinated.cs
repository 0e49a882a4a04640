using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.Rights;

namespace ItsmFunctions.Domain.Tests;

/// <summary>An incident as ORMIS has it: found, classified, managed by its scope, planned, told, and not closed before all is accounted for.</summary>
public sealed class An_incident_that_is_coordinated
{
    [Fact]
    [Trait("Rule", "OR-01")]
    public void Says_how_it_was_found_and_when_it_was_reported()
    {
        Case given = GivenOrmis.Begun();

        Assert.Equal(new("monitoring", Case.Start.AddMinutes(-10), Case.Start), given.Ticket.Ormis!.Detection);
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    [Theory]
    [InlineData("no source", "/source")]
    [InlineData("no time", "/detectedAt")]
    [InlineData("found after it was reported", "/detectedAt")]
    [InlineData("reported tomorrow", "/reportedAt")]
    [InlineData("found tomorrow", "/detectedAt")]
    [InlineData("a disturbance with a scope", "/scope")]
    [Trait("Rule", "OR-01")]
    public void Is_not_classified_without_what_is_asked(string what, string pointer)
    {
        OrmisCommand.Classify asked = what switch
        {
            "no source" => GivenOrmis.Detected with { Source = null },
            "no time" => GivenOrmis.Detected with { DetectedAt = null },
            "found after it was reported" => GivenOrmis.Detected with { ReportedAt = Case.Start.AddMinutes(-20) },
            "reported tomorrow" => GivenOrmis.Detected with { ReportedAt = Case.Start.AddDays(1) },
            "found tomorrow" => GivenOrmis.Detected with { DetectedAt = Case.Start.AddDays(1) },
            _ => GivenOrmis.Disturbance with { Scope = OrmisScope.Local },
        };

        Assert.Equal(pointer, Assert.Single(Case.Incident(GivenOrmis.Profile).Refuse(asked, GivenOrmis.Agent).Complaints).Pointer);
    }

    [Fact]
    [Trait("Rule", "OR-05")]
    [Trait("Rule", "OR-06")]
    [Trait("Rule", "OR-07")]
    public void Is_managed_by_the_technical_manager_where_it_is_global_and_by_the_customer_service_manager_where_it_is_local()
    {
        Case global = GivenOrmis.Begun(GivenOrmis.Global), local = GivenOrmis.Begun();

        Assert.Equal(("tm-1", "global"), (global.Ticket.Ormis!.Manager, global.Ticket.Markers.Scope));
        Assert.Equal(("csm-1", "local"), (local.Ticket.Ormis!.Manager, local.Ticket.Markers.Scope));
        Assert.Equal(Impact.Company, ((Assessment.OfIncident)global.Ticket.Classification.Assessment).Impact);
        Assert.Equal(Impact.Individual, ((Assessment.OfIncident)local.Ticket.Classification.Assessment).Impact);
        Assert.Equal("/impact", Assert.Single(global.Refuse(Case.Reassessed(Impact.Department, Urgency.High), GivenOrmis.Agent).Complaints).Pointer);
        local.Do(Case.Reassessed(Impact.Department, Urgency.High), GivenOrmis.Agent);
    }

    [Fact]
    [Trait("Rule", "OR-12")]
    public void Changes_its_manager_with_its_scope_and_keeps_every_one_that_it_had()
    {
        Case given = GivenOrmis.Begun().Later(TimeSpan.FromHours(1)).Do(new OrmisCommand.SetScope(OrmisScope.Global, "Everybody has it."), GivenOrmis.Customer);
        given.Later(TimeSpan.FromHours(1)).Do(new OrmisCommand.SetScope(OrmisScope.Local, "This building alone."), GivenOrmis.Technical);

        Assert.Equal(
            [(OrmisScope.Local, "csm-1", "agent-l1", null), (OrmisScope.Global, "tm-1", "csm-1", "Everybody has it."), (OrmisScope.Local, "csm-1", "tm-1", "This building alone.")],
            given.Ticket.Ormis!.Turns.Select(turn => (turn.Scope, turn.Manager!, turn.By, turn.Reason?.Value)));
        Assert.Empty(given.Accept(new OrmisCommand.SetScope(OrmisScope.Local, "Still."), GivenOrmis.Agent));
        Assert.Equal("/reason", Assert.Single(given.Refuse(new OrmisCommand.SetScope(OrmisScope.Global, " "), GivenOrmis.Agent).Complaints).Pointer);
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    [Fact]
    [Trait("Rule", "OR-06")]
    public void Is_managed_by_whoever_is_there_of_those_who_are_named_and_else_by_the_leader_of_its_team()
    {
        StaffMember Member(string id, bool away = false, bool leads = false) =>
            new(id, id, null, null, [], [], leads ? [Aarhus.Profile.DefaultTeam] : [], away ? [new(Case.Start.AddDays(-1), Case.Start.AddDays(1), null)] : []);
        Profile kept = GivenOrmis.Profile with { Directory = new([Member("tm-1", away: true), Member("tm-2"), Member("leader-9", leads: true)]) };
        OrmisRules rules = new(TechnicalManagers: ["tm-1", "tm-2"]);

        Assert.Equal("tm-2", rules.ManagerOf(OrmisScope.Global, Aarhus.Profile.DefaultTeam, Case.Start, kept));
        Assert.Equal("leader-9", rules.ManagerOf(OrmisScope.Local, Aarhus.Profile.DefaultTeam, Case.Start, kept));
        Assert.Equal("tm-1", (rules with { TechnicalManagers = ["tm-1"] }).ManagerOf(OrmisScope.Global, "infrastructure", Case.Start, kept));
        Assert.Null(rules.ManagerOf(OrmisScope.Local, "infrastructure", Case.Start, kept));
    }

    [Fact]
    [Trait("Rule", "OR-02")]
    [Trait("Rule", "A6")]
    public void Is_a_disturbance_without_scope_or_manager_that_is_escalated_on_a_path_of_its_own()
    {
        Case given = GivenOrmis.Begun(GivenOrmis.Disturbance);

        Assert.Equal((OrmisClass.Disturbance, null, null), (given.Ticket.Ormis!.Class, given.Ticket.Ormis.Manager, given.Ticket.Markers.Scope));
        Assert.Equal(RefusalCode.NotCoordinated, given.Refuse(new OrmisCommand.SetScope(OrmisScope.Global, "Everybody."), GivenOrmis.Agent).Code);
        Assert.Equal(RefusalCode.NotCoordinated, given.Refuse(new OrmisCommand.RecordGuideline("solution-tried", true, null), GivenOrmis.Agent).Code);

        Profile quiet = given.Profile with { OrmisRules = given.Profile.OrmisRules with { DisturbanceSteps = [EscalationRole.Leader] } };
        given.Under(quiet).Do(new TicketCommand.Journal("Looked at it.", Visibility.Internal), GivenOrmis.Agent);
        given.Until(DueWork.Prompt).Do(new TicketCommand.Prompt(), Actor.Clock);
        Assert.Equal(EscalationRole.Leader, Assert.IsType<Happening.Prompted>(given.Events[^1].What).To);
        Assert.DoesNotContain(given.Ticket.Dues(), due => due.Work == DueWork.Prompt);
    }

    [Theory]
    [InlineData("impact")]
    [InlineData("rank")]
    [Trait("Rule", "A6")]
    [Trait("Rule", "OR-02")]
    public void Becomes_an_incident_under_its_number_as_soon_as_it_is_found_to_be_of_high_impact_or_critical(string how)
    {
        Case given = GivenOrmis.Begun(GivenOrmis.Disturbance);
        string number = given.Ticket.Number.ToString();

        given.Do(how == "impact" ? Case.Reassessed(Impact.Department, Urgency.Low) : new TicketCommand.SetPriority(1, "Critical."), GivenOrmis.Agent);

        Assert.Equal((OrmisClass.Incident, "csm-1", "local", number), (given.Ticket.Ormis!.Class, given.Ticket.Ormis.Manager, given.Ticket.Markers.Scope, given.Ticket.Number.ToString()));
        Assert.Equal("Stor virkning eller kritisk: en hændelse.", given.Events.Select(e => e.What).OfType<Happening.OrmisClassified>().Last().Reason!.Value.Value);
        Assert.Equal("/class", Assert.Single(given.Refuse(GivenOrmis.Disturbance with { Reason = "It is not." }, GivenOrmis.Agent).Complaints).Pointer);
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    [Fact]
    [Trait("Rule", "OR-02")]
    public void Is_said_otherwise_only_with_a_reason()
    {
        Case given = GivenOrmis.Begun();
        Assert.Equal("/reason", Assert.Single(given.Refuse(GivenOrmis.Disturbance, GivenOrmis.Agent).Complaints).Pointer);

        given.Do(new OrmisCommand.Classify(OrmisClass.Disturbance, null, null, null, null, "No service is touched."), GivenOrmis.Agent);
        Assert.Equal((null, null, "monitoring"), (given.Ticket.Markers.Scope, given.Ticket.Ormis!.Manager, given.Ticket.Ormis.Detection.Source));
        Assert.Empty(given.Accept(new OrmisCommand.Classify(OrmisClass.Disturbance, null, null, null, null, null), GivenOrmis.Agent));
    }

    [Fact]
    [Trait("Rule", "A6")]
    public void Goes_to_the_support_team_as_a_disturbance_where_the_organisation_names_one()
    {
        Profile profile = GivenOrmis.Profile with { OrmisRules = GivenOrmis.Profile.OrmisRules with { SupportTeam = "infrastructure" } };

        Assert.Equal("infrastructure", GivenOrmis.Begun(GivenOrmis.Disturbance, profile).Ticket.Team);
        Assert.Equal(Aarhus.Profile.DefaultTeam, GivenOrmis.Begun(GivenOrmis.Detected, profile).Ticket.Team);
    }

    [Fact]
    [Trait("Rule", "OR-07")]
    public void Deviates_from_a_guideline_only_with_a_reason()
    {
        Case given = GivenOrmis.Begun();
        Assert.Equal("/reason", Assert.Single(given.Refuse(new OrmisCommand.RecordGuideline("solution-tried", Followed: false, null), GivenOrmis.Agent).Complaints).Pointer);
        Assert.Equal("/guideline", Assert.Single(given.Refuse(new OrmisCommand.RecordGuideline("none-such", Followed: true, null), GivenOrmis.Agent).Complaints).Pointer);

        given.Do(new OrmisCommand.RecordGuideline("solution-tried", Followed: false, "Nobody is there."), GivenOrmis.Customer).Do(new OrmisCommand.RecordGuideline("solution-tried", Followed: true, null), GivenOrmis.Agent);

        Assert.Equal(("solution-tried", true, null, "agent-l1"), given.Ticket.Ormis!.Guidelines.Select(each => (each.Guideline, each.Followed, each.Reason?.Value, each.By)).Single());
    }

    [Fact]
    [Trait("Rule", "OR-06")]
    public void Has_an_action_plan_whose_items_change_and_end()
    {
        Case given = GivenOrmis.Begun(GivenOrmis.Global).Do(GivenOrmis.Exchange with { DueAt = Case.Start.AddDays(1) }, GivenOrmis.Technical).Do(GivenOrmis.Exchange with { Text = "Keep a spare.", Owner = null, Prevention = true }, GivenOrmis.Technical);

        given.Do(new OrmisCommand.PlanAction(1, null, "agent-l1", null, null, null, null), GivenOrmis.Technical).Do(GivenOrmis.Ended(1), GivenOrmis.Agent).Do(GivenOrmis.Ended(2, ActionState.Dropped), GivenOrmis.Agent);

        Assert.Equal(
            [(1, "Exchange the switch.", "agent-l1", Case.Start.AddDays(1), false, ActionState.Done), (2, "Keep a spare.", null, (DateTimeOffset?)null, true, ActionState.Dropped)],
            given.Ticket.Ormis!.Items.Select(item => (item.Id, item.Text.Value, item.Owner, item.DueAt, item.Prevention, item.State)));
        Assert.Empty(given.Accept(GivenOrmis.Ended(1), GivenOrmis.Agent));
        given.Do(GivenOrmis.Ended(1, ActionState.Open), GivenOrmis.Agent);
        Assert.Equal((null, null), (given.Ticket.Ormis.Items[0].EndedAt, given.Ticket.Ormis.Items[0].EndedBy));
        Assert.Equal("/item", Assert.Single(given.Refuse(GivenOrmis.Ended(3), GivenOrmis.Agent).Complaints).Pointer);
        Assert.Equal("/text", Assert.Single(given.Refuse(GivenOrmis.Exchange with { Text = null }, GivenOrmis.Agent).Complaints).Pointer);
        Assert.Equal("/dueAt", Assert.Single(given.Refuse(GivenOrmis.Exchange with { DueAt = Case.Start.AddDays(-1) }, GivenOrmis.Agent).Complaints).Pointer);
        Assert.Equal("/note", Assert.Single(given.Refuse(GivenOrmis.Ended(1, ActionState.Dropped) with { Note = null }, GivenOrmis.Agent).Complaints).Pointer);
        Assert.Equal("/state", Assert.Single(given.Refuse(GivenOrmis.Exchange with { State = ActionState.Done }, GivenOrmis.Agent).Complaints).Pointer);
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    [Fact]
    [Trait("Rule", "OR-06")]
    public void Knows_of_each_affected_area_what_it_was_told_when_by_whom_and_how()
    {
        Case given = GivenOrmis.Begun(GivenOrmis.Global).Do(new OrmisCommand.ReportArea("Building 5341", AreaState.NotInformed, null), GivenOrmis.Agent).Later(TimeSpan.FromMinutes(5));
        Assert.Equal("/how", Assert.Single(given.Refuse(new OrmisCommand.ReportArea("Building 5341", AreaState.Informed, null), GivenOrmis.Agent).Complaints).Pointer);

        given.Do(new OrmisCommand.ReportArea("building 5341", AreaState.Informed, "phone"), GivenOrmis.Technical);

        Assert.Equal(("Building 5341", AreaState.Informed, given.Now, "tm-1", "phone"), given.Ticket.Ormis!.Areas.Select(area => (area.Name, area.State, area.At, area.By, area.How!)).Single());
        Assert.Empty(given.Accept(new OrmisCommand.ReportArea("Building 5341", AreaState.Informed, "phone"), GivenOrmis.Agent));
    }

    [Fact]
    [Trait("Rule", "OR-09")]
    public void Records_at_each_evaluation_point_whether_when_and_how_clients_are_informed()
    {
        Case given = GivenOrmis.Begun()
            .Do(new OrmisCommand.DecideCommunication(false, null, null, null, "Nobody notices yet."), GivenOrmis.Agent)
            .Do(new OrmisCommand.DecideCommunication(true, "mail", Case.Start.AddHours(1), "We work on it.", "They notice now."), GivenOrmis.Customer);

        Assert.Equal([(false, null, null, null, "Nobody notices yet."), (true, "mail", Case.Start.AddHours(1), "We work on it.", "They notice now.")],
            given.Ticket.Ormis!.Evaluations.Select(point => (point.Communicate, point.Channel, point.TellAt, point.Text?.Value, point.Reason.Value)));
        string[] Pointers(OrmisCommand.DecideCommunication decide) => [.. given.Refuse(decide, GivenOrmis.Agent).Complaints.Select(complaint => complaint.Pointer)];
        Assert.Equal(["/channel", "/text", "/reason"], Pointers(new(true, null, null, null, "")));
        Assert.Equal(["/communicate"], Pointers(new(false, "mail", null, null, "No.")));
        Assert.Equal(["/tellAt"], Pointers(new(true, "mail", Case.Start.AddHours(-1), "Text.", "Yes.")));
    }

    [Fact]
    [Trait("Rule", "OR-08")]
    public void Records_its_resolution_meetings()
    {
        Case given = GivenOrmis.Begun().Do(new OrmisCommand.RecordMeeting(null, ["tm-1", "agent-l1", "tm-1"], "Exchange it tonight."), GivenOrmis.Technical);

        ResolutionMeeting meeting = Assert.Single(given.Ticket.Ormis!.Meetings);
        Assert.Equal((given.Now, "tm-1 agent-l1", "Exchange it tonight."), (meeting.HeldAt, string.Join(' ', meeting.Attendees.Ids), meeting.Decisions.Value));
        Assert.Equal(["/heldAt", "/attendees", "/decisions"], given.Refuse(new OrmisCommand.RecordMeeting(Case.Start.AddDays(1), [], " "), GivenOrmis.Agent).Complaints.Select(complaint => complaint.Pointer));
    }

    [Fact]
    [Trait("Rule", "OR-10")]
    public void Tells_its_stakeholders_the_last_word_once_after_it_was_resolved_and_anew_after_a_reopening()
    {
        Case given = GivenOrmis.Begun(GivenOrmis.Disturbance).Do(GivenOrmis.Stakeholder("dean-1"), GivenOrmis.Agent);
        Assert.Equal(RefusalCode.TransitionNotAllowed, given.Refuse(GivenOrmis.Last, GivenOrmis.Agent).Code);
        given.Do(new TicketCommand.Resolve("Exchanged.", null), GivenOrmis.Agent);
        Assert.Equal("/effective", Assert.Single(given.Refuse(GivenOrmis.Last with { Effective = false }, GivenOrmis.Agent).Complaints).Pointer);

        var told = Assert.IsType<Happening.FinalUpdateTold>(Assert.Single(given.Accept(GivenOrmis.Last, GivenOrmis.Agent)));
        Assert.Equal(("dean-1", "It is stable.", "A spare is kept."), (Assert.Single(told.To.Ids), told.Text.Value, told.Improvements?.Value));
        Assert.Equal(RefusalCode.TransitionNotAllowed, given.Refuse(GivenOrmis.Last, GivenOrmis.Agent).Code);

        given.Do(GivenOrmis.Stakeholder("dean-1", true), GivenOrmis.Agent).Do(new TicketCommand.Reopen("It is back."), Somebody.Requester);
        Assert.Equal((null, null), (given.Ticket.Ormis!.FinalUpdate, given.Ticket.Ormis.Stakeholders.Single().Satisfied));
        given.Do(new TicketCommand.Resolve("Exchanged again.", null), GivenOrmis.Agent).Do(GivenOrmis.Last, GivenOrmis.Agent);
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    [Theory]
    [InlineData("nothing", OrmisRules.Documentation, "it is not classified")]
    [InlineData("an open item", OrmisRules.Documentation, "open action items: 1")]
    [InlineData("no plan", OrmisRules.Documentation, "there is no action plan")]
    [InlineData("an area", OrmisRules.Documentation, "areas that are not informed: Building 5341")]
    [InlineData("a guideline", OrmisRules.Documentation, "guidelines without a word: other-sites-asked")]
    [InlineData("no last word", OrmisRules.Documentation, "the final update is not told")]
    [InlineData("nobody asked", OrmisRules.Stakeholders, "stakeholders who are not satisfied, or not asked: dean-1")]
    [InlineData("somebody dissatisfied", OrmisRules.Stakeholders, "stakeholders who are not satisfied, or not asked: dean-1")]
    [InlineData("prevention", OrmisRules.Prevention, "open items of prevention: 1")]
    [Trait("Rule", "OR-11")]
    public void Cannot_be_said_to_be_complete_while_something_is_missing(string what, string check, string missing)
    {
        Case given = what switch
        {
            "nothing" => Case.Of(TicketStatus.Resolved, GivenOrmis.Profile),
            "an open item" => GivenOrmis.Complete(GivenOrmis.Detected).Do(GivenOrmis.Exchange, GivenOrmis.Agent),
            "no plan" => GivenOrmis.Begun(GivenOrmis.Global).Do(new TicketCommand.Resolve("Done.", null), GivenOrmis.Agent).Do(GivenOrmis.Last, GivenOrmis.Agent),
            "an area" => GivenOrmis.Complete(GivenOrmis.Global).Do(new OrmisCommand.ReportArea("Building 5341", AreaState.NotInformed, null), GivenOrmis.Agent),
            "a guideline" => Without("other-sites-asked"),
            "no last word" => GivenOrmis.Complete(GivenOrmis.Disturbance).Do(GivenOrmis.Global with { Reason = "It was." }, GivenOrmis.Agent).Do(GivenOrmis.Exchange, GivenOrmis.Agent).Do(GivenOrmis.Ended(1), GivenOrmis.Agent),
            "nobody asked" => GivenOrmis.Complete().Do(GivenOrmis.Stakeholder("dean-1"), GivenOrmis.Agent),
            "somebody dissatisfied" => GivenOrmis.Complete().Do(GivenOrmis.Stakeholder("dean-1", true), GivenOrmis.Agent).Do(GivenOrmis.Stakeholder("dean-1", false, "It took a week."), GivenOrmis.Agent),
            _ => GivenOrmis.Complete().Do(GivenOrmis.Exchange with { Prevention = true }, GivenOrmis.Agent),
        };

        Refusal refusal = given.Refuse(GivenOrmis.Check(check), GivenOrmis.Agent);

        Assert.Equal(RefusalCode.ClosureIncomplete, refusal.Code);
        Assert.EndsWith($"cannot be recorded yet: {missing}.", refusal.Detail.English, StringComparison.Ordinal);
        if (check == OrmisRules.Prevention)
            Assert.Equal(RefusalCode.ClosureIncomplete, given.Refuse(GivenOrmis.Check(check, applies: false), GivenOrmis.Agent).Code);
        // Each check is held against its own conditions alone.
        Assert.All(GivenOrmis.Profile.ClosureChecks.Where(other => other.Id != check), other => given.Do(GivenOrmis.Check(other.Id), GivenOrmis.Agent));

        static Case Without(string guideline)
        {
            Case given = GivenOrmis.Begun();
            foreach (Guideline other in given.Profile.OrmisRules.Completed().Guidelines!.Where(each => each.Id != guideline))
                given.Do(new OrmisCommand.RecordGuideline(other.Id, true, null), GivenOrmis.Agent);
            return given.Do(new TicketCommand.Resolve("Done.", null), GivenOrmis.Agent).Do(GivenOrmis.Last, GivenOrmis.Agent);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Rule", "OR-11")]
    public void Is_held_back_from_its_automatic_close_by_a_stakeholder_who_turns_dissatisfied_after_the_checks_until_they_are_satisfied(bool global)
    {
        Case given = GivenOrmis.Complete(global ? GivenOrmis.Global : GivenOrmis.Detected).Checked();
        given.Do(GivenOrmis.Stakeholder("dean-1", false, "It is slow still."), GivenOrmis.Agent);

        given.Until(DueWork.Close).Do(new TicketCommand.Close(), Actor.Clock);
        Assert.Equal((TicketStatus.Resolved, true), (given.Ticket.Status, given.Ticket.UpdateFlagSince is not null));
        given.Later(TimeSpan.FromDays(1)).Do(GivenOrmis.Stakeholder("dean-1", true), GivenOrmis.Customer);

        Assert.Equal((TicketStatus.Closed, null), (given.Ticket.Status, given.Ticket.UpdateFlagSince));
        Assert.Equal("csm-1", given.Events[^1].By);
        Assert.Equal(given.Ticket.Ormis, History.Fold(given.Events).Ormis);
    }

    [Fact]
    [Trait("Rule", "OR-11")]
    public void Closes_after_its_days_where_everything_was_said_before()
    {
        Case given = GivenOrmis.Complete(GivenOrmis.Disturbance).Checked();
        Assert.Equal(TicketStatus.Resolved, given.Ticket.Status);

        Assert.Equal(TicketStatus.Closed, given.Until(DueWork.Close).Do(new TicketCommand.Close(), Actor.Clock).Ticket.Status);
    }

    [Fact]
    [Trait("Rule", "OR-11")]
    public void Is_guarded_in_any_profile_that_turns_it_on_and_in_none_that_turns_it_off()
    {
        Profile both = new ProfileChanges(Base: "v2", Ormis: new()).On(Aarhus.Profile), off = new ProfileChanges(Base: "ormis", Ormis: new(Used: false)).On(Aarhus.Profile);

        Assert.Equal(["resolution-confirmed", "follow-ups-complete", .. OrmisRules.Checks.Select(check => check.Id)], both.ClosureChecks.Select(check => check.Id));
        Case given = GivenOrmis.Complete(GivenOrmis.Disturbance, both).Checked("resolution-confirmed", "follow-ups-complete");
        Assert.Equal(TicketStatus.Resolved, given.Ticket.Status);
        Assert.Equal(TicketStatus.Closed, given.Checked().Ticket.Status);

        Assert.Empty(off.ClosureChecks);
        Assert.Equal(RefusalCode.TransitionNotAllowed, Case.Incident(off).Refuse(GivenOrmis.Detected, GivenOrmis.Agent).Code);
        Assert.Equal(RefusalCode.TransitionNotAllowed, Case.Incident().Refuse(GivenOrmis.Detected, GivenOrmis.Agent).Code);
        Assert.Equal(off.Lifecycle.Select(row => row.Act).Order(), Aarhus.Profile.Lifecycle.Append(Lifecycle.Checking).Select(row => row.Act).Order());
    }

    [Fact]
    [Trait("Rule", "OR-02")]
    public void Is_an_incident_that_somebody_classified()
    {
        foreach (TicketCommand command in new TicketCommand[] { GivenOrmis.Exchange, new OrmisCommand.SetScope(OrmisScope.Global, "Everybody."), GivenOrmis.Stakeholder("dean-1") })
            Assert.Equal(RefusalCode.NotCoordinated, Case.Incident(GivenOrmis.Profile).Refuse(command, GivenOrmis.Agent).Code);
        Assert.Equal(RefusalCode.NotCoordinated, Case.Request(GivenOrmis.Profile).Refuse(GivenOrmis.Detected, GivenOrmis.Agent).Code);
        // A request has the checks, and nothing that they ask for.
        Case request = Case.Request(GivenOrmis.Profile).Do(new TicketCommand.Resolve("It is there.", null), GivenOrmis.Agent).Checked();
        Assert.Equal(TicketStatus.Closed, request.Until(DueWork.Close).Do(new TicketCommand.Close(), Actor.Clock).Ticket.Status);
    }

    [Fact]
    [Trait("Rule", "OR-06")]
    public void Is_its_manager_s_to_coordinate_whatever_team_they_are_of()
    {
        var stranger = new Actor("tm-1", Roles.SecondLine);
        Profile kept = GivenOrmis.Profile with
        {
            Directory = new(
            [
                new("tm-1", "Tea", null, null, ["security"], [], [], []), new("csm-1", "Cai", null, null, ["security"], [], [], []), new("agent-l1", "Ann", null, null, [Aarhus.Profile.DefaultTeam], [], [], []),
            ]),
        };

        Case given = GivenOrmis.Begun(GivenOrmis.Global, kept);
        Assert.Null(Policy.Denies(Act.PlanAction, stranger, given.Ticket, kept));
        Assert.NotNull(Policy.Denies(Act.PlanAction, stranger with { Id = "csm-1" }, given.Ticket, kept));
        Assert.NotNull(Policy.Denies(Act.PlanAction, Somebody.Requester, given.Ticket, kept));
        Assert.Equal("Agent.L2", Policy.RoleOf(Act.PlanAction, stranger, given.Ticket, kept));
    }
}
