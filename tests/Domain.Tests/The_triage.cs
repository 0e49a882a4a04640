using ItsmFunctions.Domain.Triage;

namespace ItsmFunctions.Domain.Tests;

/// <summary>The flowchart, version 2, as a table written by hand: code and table are two witnesses (FV-05 to FV-08, A7).</summary>
public sealed class The_triage
{
    /// <summary>Every combination of answers: where it leads, and where it goes on when what was to resolve it did not; "refused" where there is no such path.</summary>
    private const string Table =
        """
        automated  impact             critical             leads to     goes on
        no         -                  not asked            SupportTeam  -
        no         -                  -                    refused      -
        no         -                  systemSecurity       refused      -
        no         criticalFunction   not asked            refused      -
        no         criticalFunction   -                    HighImpact   -
        no         largeUserGroup     -                    HighImpact   -
        no         essentialService   -                    HighImpact   -
        no         criticalFunction   systemSecurity       Critical     -
        no         largeUserGroup     dataIntegrity        Critical     -
        no         essentialService   coreInfrastructure   Critical     -
        yes        -                  not asked            Automation   SupportTeam
        yes        -                  -                    refused      -
        yes        -                  dataIntegrity        refused      -
        yes        largeUserGroup     not asked            refused      -
        yes        largeUserGroup     -                    Automation   HighImpact
        yes        largeUserGroup     systemSecurity       Automation   Critical
        """;

    public static TheoryData<string, string, string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string, string, string>();
            foreach (string line in Table.Split('\n').Skip(1))
                rows.Add(line[..11].Trim(), line[11..30].Trim(), line[30..51].Trim(), line[51..64].Trim(), line[64..].Trim());
            return rows;
        }
    }

    internal static readonly TriageCommand.Decide Simple = Answers(false, "-", "not asked");

    internal static readonly TriageCommand.Decide Automated = Answers(true, "-", "not asked");

    internal static readonly Profile Automating = FlowchartV2.Profile with { Automations = [new("restart", "https://hooks.example.org/restart", TimeoutSeconds: 60, Attempts: 2, ["hardware", "network"])] };

    internal static readonly TriageCommand.Decide Started = new(Automated.Answers with { Automated = Automated.Answers.Automated! with { Automation = "restart" } });

    internal static readonly TriageCommand.Decide Critical = Answers(false, "largeUserGroup", "coreInfrastructure");

    internal static TriageCommand.Decide Answers(bool automated, string impact, string critical) => new(new(
        new(automated, "A reboot was thought of."),
        new(impact == "criticalFunction", impact == "largeUserGroup", impact == "essentialService", "Five callers so far."),
        critical == "not asked" ? null : new(critical == "systemSecurity", critical == "dataIntegrity", critical == "coreInfrastructure", "The logs were read.")));

    [Theory]
    [MemberData(nameof(Rows))]
    [Trait("Rule", "FV-03")]
    [Trait("Rule", "FV-05")]
    [Trait("Rule", "FV-06")]
    [Trait("Rule", "FV-07")]
    [Trait("Rule", "FV-08")]
    [Trait("Rule", "A7")]
    public void Leads_where_the_table_says(string automated, string impact, string critical, string leads, string goesOn)
    {
        Case given = Case.Incident(FlowchartV2.Profile);
        TriageCommand asked = Answers(automated == "yes", impact, critical);
        if (leads == "refused")
        {
            Assert.Equal("/critical", Assert.Single(given.Refuse(asked, Somebody.FirstLine).Complaints).Pointer);
            return;
        }

        given.Do(asked, Somebody.FirstLine);

        TriageState triage = given.Ticket.Triage!;
        Assert.Equal((leads, false), (triage.Path.ToString(), triage.WentOn));
        Assert.Equal(goesOn, triage.Row.IfAutomationFails?.ToString() ?? "-");
        // Computed for the reports, whatever the first answer was.
        Assert.Equal(impact != "-", triage.HighImpact!.Yes);
        Assert.Equal(impact == "-" ? [] : [impact], triage.HighImpact.Grounds!.Ids);
        Assert.Equal(critical == "not asked", triage.Critical is null);
        if (goesOn == "-")
            return;

        given.Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Do(A_verification.Failed, Somebody.FirstLine);
        Assert.Equal((goesOn, true), (given.Ticket.Triage!.Path.ToString(), given.Ticket.Triage.WentOn));
    }

    [Fact]
    public void Has_no_path_that_the_table_does_not_name() =>
        Assert.Equal(
            Rows.Where(row => row.Data.Item4 != "refused").Select(row => (row.Data.Item1 == "yes", row.Data.Item2 != "-", row.Data.Item3 == "not asked" ? (bool?)null : row.Data.Item3 != "-")).Distinct().Order(),
            TriageChart.Rows.Select(row => (row.Automated, row.HighImpact, row.Critical)).Order());

    [Fact]
    [Trait("Rule", "FV-06")]
    [Trait("Rule", "FV-04")]
    [Trait("Rule", "FV-08")]
    public void Of_high_impact_touches_at_least_a_department_and_goes_to_the_team_of_its_class()
    {
        Case given = Case.Incident(FlowchartV2.Profile, Impact.Individual, Urgency.High).Do(Case.Reclassified("network", "wired"), Somebody.FirstLine);

        given.Do(Answers(false, "essentialService", "-"), Somebody.FirstLine);

        Assert.Equal((new Assessment.OfIncident(Impact.Department, Urgency.High), 2, "infrastructure"), (given.Ticket.Classification.Assessment, given.Ticket.HandlingRank, given.Ticket.Team));
        Assert.Equal(Impact.Company, ((Assessment.OfIncident)Case.Incident(FlowchartV2.Profile, Impact.Company).Do(Answers(false, "largeUserGroup", "-"), Somebody.FirstLine).Ticket.Classification.Assessment).Impact);
    }

    [Fact]
    [Trait("Rule", "FV-04")]
    public void Leaves_a_ticket_whose_class_selects_no_team_where_it_is_and_prefers_a_subcategory()
    {
        Assert.Equal("it-support", Case.Incident(FlowchartV2.Profile).Do(Simple, Somebody.FirstLine).Ticket.Team);

        Profile profile = FlowchartV2.Profile with { Triage = FlowchartV2.Profile.Triage with { Classes = [new("hardware", Team: "security"), new("hardware", "printer", "infrastructure", "Clean the drum.", "Rens tromlen.")] } };
        Ticket printer = Case.Incident(profile).Do(Simple, Somebody.FirstLine).Ticket;
        Assert.Equal(("infrastructure", "Rens tromlen."), (printer.Team, profile.Triage.ClassOf(printer.Classification)!.Protocol("da")));
        Assert.Equal("security", Case.Incident(profile).Do(Case.Reclassified("hardware", "phone"), Somebody.FirstLine).Do(Simple, Somebody.FirstLine).Ticket.Team);
    }

    [Fact]
    [Trait("Rule", "FV-07")]
    [Trait("Rule", "FV-12")]
    [Trait("Rule", "AU-55")]
    public void Of_what_is_critical_sets_rank_1_and_escalates_to_higher_support_at_once()
    {
        Case given = Case.Incident(FlowchartV2.Profile);

        IReadOnlyList<Happening> happenings = given.Accept(Critical, Somebody.FirstLine);

        Assert.Equal((1, "critical", "infrastructure"), (given.Ticket.HandlingRank, given.Ticket.Override!.Reason.Value, given.Ticket.Team));
        HigherSupportRecord escalated = Assert.Single(given.Ticket.Dossier.Escalations);
        Assert.Equal(("senior-team", HigherSupportKind.SeniorTeam, "infrastructure", "critical"), (escalated.Target, escalated.Kind, escalated.Team, escalated.Reason.Value));
        Assert.Equal("it-support", given.Ticket.Handover!.ReturnsTo(given.Profile));
        Assert.Equal(3, happenings.OfType<Happening.TriageAnswered>().Count());
        Assert.Equal(("it-support", "infrastructure"), (happenings.OfType<Happening.Escalated>().Single().From, happenings.OfType<Happening.Escalated>().Single().Team));
    }

    [Fact]
    [Trait("Rule", "FV-05")]
    public void Records_each_decision_with_its_evidence_author_and_instant_and_keeps_those_before()
    {
        Case given = Case.Incident(FlowchartV2.Profile).Do(Simple, Somebody.FirstLine).Later(TimeSpan.FromHours(1)).Do(Critical, Somebody.SecondLine);

        Assert.Equal((2, Somebody.SecondLine.Id, given.Now, TriagePath.Critical), (given.Ticket.Triage!.Count, given.Ticket.Triage.By, given.Ticket.Triage.At, given.Ticket.Triage.Path));
        TicketEvent[] answers = [.. given.Events.Where(e => e.What is Happening.TriageAnswered)];
        Assert.Equal(
            ["agent-l1 A reboot was thought of.", "agent-l1 Five callers so far.", "agent-l2 A reboot was thought of.", "agent-l2 Five callers so far.", "agent-l2 The logs were read."],
            answers.Select(e => $"{e.By} {((Happening.TriageAnswered)e.What).Evidence.Value}"));
        Assert.All(answers, e => Assert.False(e.Public));
        Assert.Equal(given.Ticket.Triage, History.Fold(given.Events).Triage);
    }

    [Fact]
    public void Asks_for_evidence_and_for_every_answer_that_the_chart_needs()
    {
        Case given = Case.Incident(FlowchartV2.Profile);

        Assert.Equal(["/automatedResolution", "/highImpact"], given.Refuse(new TriageCommand.Decide(new(null, null, null)), Somebody.FirstLine).Complaints.Select(complaint => complaint.Pointer));
        Assert.Equal(
            ["/automatedResolution/evidence", "/highImpact/evidence"],
            given.Refuse(new TriageCommand.Decide(new(new(false, null), new(false, false, false, " "), null)), Somebody.FirstLine).Complaints.Select(complaint => complaint.Pointer));
    }

    [Fact]
    public void Is_of_incidents_and_of_desks_that_turn_it_on()
    {
        Assert.Contains("request", Case.Request(FlowchartV2.Profile).Refuse(Simple, Somebody.FirstLine).Detail.English, StringComparison.Ordinal);
        Assert.Contains("parameter triage", Case.Incident().Refuse(Simple, Somebody.FirstLine).Detail.English, StringComparison.Ordinal);
        Assert.Equal(RefusalCode.NotAllowed, Case.Incident(FlowchartV2.Profile).Refuse(Simple, Somebody.Requester).Code);

        Profile on = new ProfileChanges(Triage: new TriageRules(true).Completed()).On(Aarhus.Profile);
        Assert.Equal(TriagePath.SupportTeam, Case.Incident(on).Do(Simple, Somebody.FirstLine).Ticket.Triage!.Path);
    }

    [Fact]
    public void Of_an_organisation_with_other_teams_sends_nothing_to_one_that_it_has_not()
    {
        Profile own = new ProfileChanges(Base: "v2", Teams: [new("desk", "Desk", Line.First, [], [])], DefaultTeam: "desk", Areas: [], Alone: [ProfileParameters.Teams, ProfileParameters.Areas]).On(Aarhus.Profile);

        Ticket ticket = Case.Incident(own).Do(Case.Reclassified("network", "wired"), Somebody.FirstLine).Do(Critical, Somebody.FirstLine).Ticket;

        Assert.Equal(("desk", 1), (ticket.Team, ticket.HandlingRank));
        Assert.Null(Assert.Single(ticket.Dossier.Escalations).Team);
    }

    [Fact]
    [Trait("Rule", "FV-12")]
    public void Escalates_to_a_target_of_the_organisation_and_to_no_other()
    {
        Profile profile = FlowchartV2.Profile with { Triage = FlowchartV2.Profile.Triage with { Targets = [new("vendor", HigherSupportKind.External, "Vendor", "Leverandør", Supplier: "Konica"), new("experts", HigherSupportKind.Specialists, "Experts", "Eksperter", "security")] } };
        Case given = Case.Incident(profile);

        Assert.Equal("/target", Assert.Single(given.Refuse(new TriageCommand.Escalate("senior-team", "It is hard."), Somebody.FirstLine).Complaints).Pointer);
        Assert.Equal("/reason", Assert.Single(given.Refuse(new TriageCommand.Escalate("vendor", ""), Somebody.FirstLine).Complaints).Pointer);
        given.Do(new TriageCommand.Escalate("vendor", "Only they can read the dump."), Somebody.FirstLine).Do(new TriageCommand.Escalate("experts", "It may be an attack."), Somebody.FirstLine);

        Assert.Equal(("security", "Konica"), (given.Ticket.Team, given.Ticket.Dossier.Supplier!.Supplier));
        Assert.Equal(["vendor it-support", "experts security"], given.Ticket.Dossier.Escalations.Select(one => $"{one.Target} {one.Team ?? "it-support"}"));
    }
}
