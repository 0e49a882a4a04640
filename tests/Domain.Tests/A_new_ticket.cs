namespace ItsmFunctions.Domain.Tests;

public sealed class A_new_ticket
{
    [Fact]
    [Trait("Rule", "AU-01")]
    [Trait("Rule", "IT-02")]
    public void Is_an_incident_or_a_request_by_how_it_is_assessed()
    {
        Assert.Equal((TicketKind.Incident, "INC-0000042"), (Case.Incident().Ticket.Number.Kind, Case.Incident().Ticket.Number.ToString()));
        Assert.Equal((TicketKind.Request, "REQ-0000042"), (Case.Request().Ticket.Number.Kind, Case.Request().Ticket.Number.ToString()));
    }

    [Fact]
    [Trait("Rule", "AU-12")]
    public void Begins_as_new_at_version_one_without_flags_or_assignee()
    {
        Ticket ticket = Case.Incident().Ticket;

        Assert.Equal((TicketStatus.New, 1, 1), (ticket.Status, ticket.Version, ticket.PublicVersion));
        Assert.Equal((null, null, 0), (ticket.Assignee, ticket.UpdateFlagSince, ticket.Attention.Count));
    }

    [Theory]
    [InlineData("portal")]
    [InlineData("mail")]
    [InlineData("client")]
    [InlineData("phone")]
    [InlineData("self-service")]
    [InlineData("monitoring")]
    [Trait("Rule", "AU-04")]
    [Trait("Rule", "IT-15")]
    public void Arrives_through_portal_mail_telephone_monitoring_self_service_or_an_agent_s_client(string channel) =>
        Assert.Equal(channel, Opened(Case.Wanted() with { Channel = channel }).Channel);

    [Theory]
    [InlineData("fax")]
    [InlineData("Portal")]
    [InlineData("")]
    [Trait("Rule", "AU-04")]
    public void Arrives_through_no_other_channel(string channel) => Assert.Equal(["/channel"], Complaints(Case.Wanted() with { Channel = channel }));

    [Fact]
    [Trait("Rule", "IT-04")]
    public void Keeps_the_caller_and_who_logged_it_for_them()
    {
        Happening.Opened opened = Opened(Case.Wanted());
        (Ticket ticket, TicketEvent first) = History.Begin(
            Case.Organisation, new(TicketKind.Incident, 7), opened, Somebody.FirstLine.Id, "Agent.L1", Case.Start, Case.Start);

        Assert.Equal(("requester-1", "agent-l1"), (ticket.Requester, ticket.OpenedBy));
        Assert.Equal(("requester-1", "agent-l1"), (first.Dimensions.Requester, first.By));
        Assert.True(TicketDesk.MayRead(ticket, Somebody.Requester, Aarhus.Profile));
        Assert.False(TicketDesk.MayRead(ticket, Somebody.OtherRequester, Aarhus.Profile));
    }

    [Fact]
    [Trait("Rule", "IT-05")]
    public void Is_categorised_and_prioritised_when_it_is_logged_and_keeps_its_steps()
    {
        Case given = Case.Incident(impact: Impact.Department, urgency: Urgency.High).Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Waiting("PR-07");

        Assert.Equal(("hardware", "printer"), (given.Ticket.Classification.Category, given.Ticket.Classification.Subcategory));
        Assert.Equal(new Priority(2, 2), given.Ticket.Matrix);
        Assert.Equal(["Opened", "WorkBegun", "Pended"], given.Events.Select(e => e.What.GetType().Name));
    }

    [Theory]
    [InlineData("hardware", "", "/subcategory")]
    [InlineData("hardware", "wireless", "/subcategory")]
    [InlineData("furniture", "chair", "/category")]
    [InlineData("", "printer", "/category")]
    [InlineData("Hardware", "printer", "/category")]
    [Trait("Rule", "IT-06")]
    public void Has_one_category_with_a_subcategory_of_its_own(string category, string subcategory, string pointer) =>
        Assert.Equal([pointer], Complaints(Case.Wanted() with { Classification = Case.Wanted().Classification with { Category = category, Subcategory = subcategory } }));

    [Fact]
    [Trait("Rule", "IT-06")]
    public void Finds_at_least_one_subcategory_in_every_category()
    {
        Assert.All(Aarhus.Profile.Categories, category => Assert.NotEmpty(category.Subcategories));
        Assert.All(Aarhus.Profile.Categories, category => Assert.Equal(category.Subcategories.Count, category.Subcategories.Select(sub => sub.Id).Distinct().Count()));
        Assert.Equal(Aarhus.Profile.Categories.Count, Aarhus.Profile.Categories.Select(category => category.Id).Distinct().Count());
    }

    [Fact]
    [Trait("Rule", "IT-06")]
    public void Is_reclassified_under_the_same_rule()
    {
        Case given = Case.Incident();
        Refusal refusal = given.Refuse(Case.Reclassified("network", null), Somebody.FirstLine);
        Assert.Equal("/subcategory", Assert.Single(refusal.Complaints).Pointer);

        given.Do(Case.Reclassified("network", "wireless", "wifi"), Somebody.FirstLine);
        Assert.Equal(("network", "wireless", "wifi"), (given.Ticket.Classification.Category, given.Ticket.Classification.Subcategory, given.Ticket.Classification.Service));
        Assert.Empty(given.Accept(Case.Reclassified("network", "wireless"), Somebody.FirstLine));
    }

    [Fact]
    [Trait("Rule", "AU-01")]
    public void Is_never_reclassified_with_the_assessment_of_the_other_kind()
    {
        TicketCommand.Reclassify nothing = Case.Reclassified(null, null);

        Assert.Equal("/importance", Pointer(Case.Incident(), nothing with { Importance = Importance.MustHave }));
        Assert.Equal("/speed", Pointer(Case.Incident(), nothing with { Speed = Speed.Expedite }));
        Assert.Equal("/impact", Pointer(Case.Request(), nothing with { Impact = Impact.Company }));
        Assert.Equal("/urgency", Pointer(Case.Request(), nothing with { Urgency = Urgency.High }));

        static string Pointer(Case given, TicketCommand command) => Assert.Single(given.Refuse(command, Somebody.FirstLine).Complaints).Pointer;
    }

    [Theory]
    [InlineData(null, "it-support")]
    [InlineData("bss", "bss-it")]
    [InlineData("health", "he-it")]
    [InlineData("arts", "arts-it")]
    [InlineData("administration", "fa-it")]
    [InlineData("nat-tech", "nat-tech-it-1")]
    [InlineData("nat-tech-locations", "nat-tech-it-2")]
    [Trait("Rule", "A8")]
    public void Is_routed_to_the_primary_team_of_its_area_and_stays_new(string? area, string team)
    {
        Ticket ticket = Case.Incident(area: area).Ticket;

        Assert.Equal((team, TicketStatus.New, null), (ticket.Team, ticket.Status, ticket.Assignee));
    }

    [Fact]
    public void Is_told_everything_that_is_wrong_with_it_at_once() =>
        Assert.Equal(
            ["/title", "/description", "/category", "/location", "/channel", "/area"],
            Complaints(Case.Wanted() with
            {
                Title = "two\nlines", Description = " ", Channel = "fax", Area = "moon",
                Classification = new(new Assessment.OfIncident(Impact.Company, Urgency.High), "none", "none", null, new string('x', 101), null),
            }));

    [Fact]
    public void Is_written_in_composed_characters()
    {
        Happening.Opened opened = Opened(Case.Wanted() with { Title = "Fa\u030Alborg", Description = "A\u0300" });

        Assert.Equal(("F\u00E5lborg", "\u00C0"), (opened.Title.Value, opened.Description.Value));
    }

    private static Happening.Opened Opened(NewTicket wanted) =>
        Assert.IsType<Happening.Opened>(Assert.Single(Assert.IsType<Decision.Accepted>(TicketIntake.Decide(wanted, Aarhus.Profile)).Happenings));

    private static IEnumerable<string> Complaints(NewTicket wanted) =>
        Assert.IsType<Decision.Rejected>(Case.InBothLanguages(TicketIntake.Decide(wanted, Aarhus.Profile))).Refusal.Complaints.Select(complaint => complaint.Pointer);

    [Fact]
    [Trait("Rule", "AU-04")]
    public void Is_reported_by_the_monitoring_where_a_role_of_the_desk_says_so_and_by_no_end_user()
    {
        Assert.Null(TicketIntake.DeniesChannel("monitoring", Somebody.FirstLine));
        Assert.Null(TicketIntake.DeniesChannel("portal", Somebody.Requester));
        Complaint complaint = Assert.Single(TicketIntake.DeniesChannel("monitoring", Somebody.Requester)!.Refusal.Complaints);
        Assert.Equal("/channel", complaint.Pointer);
        Assert.NotNull(complaint.Detail.Danish);
    }
}
