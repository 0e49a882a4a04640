namespace ItsmFunctions.Domain.Tests;

public sealed class The_priority_matrices
{
    /// <summary>As the source prints it: rows are urgency, columns impact.</summary>
    public static TheoryData<Urgency, Impact, int> Incidents => new()
    {
        { Urgency.High, Impact.Company, 1 }, { Urgency.High, Impact.Department, 2 }, { Urgency.High, Impact.Individual, 3 },
        { Urgency.Medium, Impact.Company, 2 }, { Urgency.Medium, Impact.Department, 3 }, { Urgency.Medium, Impact.Individual, 4 },
        { Urgency.Low, Impact.Company, 3 }, { Urgency.Low, Impact.Department, 4 }, { Urgency.Low, Impact.Individual, 5 },
    };

    /// <summary>Rows are speed, columns importance; the last figure is the incident priority that is handled at the same level.</summary>
    public static TheoryData<Speed, Importance, int, int> Requests => new()
    {
        { Speed.Expedite, Importance.MustHave, 1, 3 }, { Speed.Expedite, Importance.ShouldHave, 2, 4 }, { Speed.Expedite, Importance.WheneverPossible, 3, 5 },
        { Speed.Standard, Importance.MustHave, 2, 4 }, { Speed.Standard, Importance.ShouldHave, 3, 5 }, { Speed.Standard, Importance.WheneverPossible, 3, 5 },
    };

    [Theory]
    [MemberData(nameof(Incidents))]
    [Trait("Rule", "AU-17")]
    [Trait("Rule", "A11")]
    public void Give_an_incident_the_priority_of_its_cell(Urgency urgency, Impact impact, int priority)
    {
        Ticket ticket = Case.Incident(impact: impact, urgency: urgency).Ticket;

        Assert.Equal((priority, priority, priority), (ticket.Matrix.Native, ticket.Matrix.HandlingRank, ticket.HandlingRank));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    [Trait("Rule", "AU-19")]
    [Trait("Rule", "A11")]
    public void Give_a_request_its_own_scale_and_the_rank_of_an_incident_at_the_same_level(Speed speed, Importance importance, int native, int rank)
    {
        Ticket ticket = Case.Request(importance: importance, speed: speed).Ticket;

        Assert.Equal((native, rank, rank), (ticket.Matrix.Native, ticket.Matrix.HandlingRank, ticket.HandlingRank));
    }

    [Fact]
    public void Have_a_tested_cell_for_every_pair_of_answers()
    {
        Assert.Equal(Enum.GetValues<Urgency>().Length * Enum.GetValues<Impact>().Length, Incidents.Count);
        Assert.Equal(Enum.GetValues<Speed>().Length * Enum.GetValues<Importance>().Length, Requests.Count);
    }

    [Fact]
    [Trait("Rule", "AU-17")]
    public void Attach_no_binding_handling_time_to_a_new_ticket_of_any_priority() =>
        Assert.All(Incidents, row => Assert.All(Case.Incident(impact: row.Data.Item2, urgency: row.Data.Item1).Ticket.Dues(), due => Assert.Equal(DueWork.Prompt, due.Work)));

    [Fact]
    [Trait("Rule", "AU-17b")]
    public void May_differ_in_an_area_without_touching_the_others()
    {
        Profile profile = Aarhus.Profile with
        {
            Areas =
            [
                new("hospital", "Hospital", "he-it", new Matrices([1, 1, 2, 1, 2, 3, 2, 3, 4], [1, 1, 2, 1, 2, 2])),
                new("library", "Library", "bss-it"),
            ],
        };

        Assert.Equal(2, Case.Incident(profile, Impact.Individual, Urgency.High, area: "hospital").Ticket.HandlingRank);
        Assert.Equal(3, Case.Incident(profile, Impact.Individual, Urgency.High, area: "library").Ticket.HandlingRank);
        Assert.Equal(3, Case.Incident(profile, Impact.Individual, Urgency.High).Ticket.HandlingRank);
    }

    /// <summary>The default is the same read across and down: only another one tells the axes apart.</summary>
    [Fact]
    [Trait("Rule", "AU-17b")]
    [Trait("Rule", "A11")]
    public void Are_read_with_urgency_down_and_impact_across()
    {
        Profile profile = Aarhus.Profile with { Areas = [new("hospital", "Hospital", "he-it", Matrices.Aarhus with { Incident = [1, 1, 1, 2, 2, 2, 3, 4, 5] })] };

        Assert.Equal(1, Case.Incident(profile, Impact.Individual, Urgency.High, area: "hospital").Ticket.HandlingRank);
        Assert.Equal(3, Case.Incident(profile, Impact.Company, Urgency.Low, area: "hospital").Ticket.HandlingRank);
    }

    [Fact]
    [Trait("Rule", "AU-17b")]
    public void Are_asked_anew_in_the_ticket_s_own_area_when_it_is_reclassified()
    {
        Profile profile = Aarhus.Profile with { Areas = [new("hospital", "Hospital", "he-it", new Matrices([1, 1, 2, 1, 2, 3, 2, 3, 4], [1, 1, 2, 1, 2, 2]))] };
        Case given = Case.Incident(profile, Impact.Individual, Urgency.Low, area: "hospital");

        given.Do(Case.Reassessed(Impact.Individual, Urgency.High), Somebody.FirstLine);

        Assert.Equal(2, given.Ticket.HandlingRank);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    [Trait("Rule", "AU-18")]
    public void Carry_mandatory_notification_at_ranks_one_and_two(int rank, bool notified) => Assert.Equal(notified, Priority.IsNotifiable(rank));

    [Fact]
    [Trait("Rule", "AU-18")]
    [Trait("Rule", "A11")]
    public void Never_notify_for_a_request_by_its_matrix_but_do_when_it_is_overridden_to_rank_two()
    {
        Assert.All(Requests, row => Assert.False(Priority.IsNotifiable(Case.Request(importance: row.Data.Item2, speed: row.Data.Item1).Ticket.HandlingRank)));

        Case given = Case.Request(importance: Importance.MustHave, speed: Speed.Expedite)
            .Do(new TicketCommand.SetPriority(2, "The guest speaks in an hour."), Somebody.Dispatcher);
        Assert.True(Priority.IsNotifiable(given.Ticket.HandlingRank));
        Assert.Equal((1, 3), (given.Ticket.Matrix.Native, given.Ticket.Matrix.HandlingRank));
    }
}
