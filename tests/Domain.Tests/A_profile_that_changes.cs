using ItsmFunctions.Domain.Channels;

namespace ItsmFunctions.Domain.Tests;

/// <summary>An organisation decides anew while tickets are on their way: what was promised and chosen before holds.</summary>
public sealed class A_profile_that_changes
{
    private static readonly Profile NoHardware = Aarhus.Profile with { Categories = [.. Aarhus.Profile.Categories.Where(category => category.Id != "hardware")] };

    [Fact]
    [Trait("Rule", "A16")]
    [Trait("Rule", "AU-56")]
    public void Leaves_the_requester_of_a_resolved_ticket_the_ways_on_that_they_were_told()
    {
        foreach ((string id, Profile profile) in BaseProfiles.All.Select(row => (row.Id, row.Profile)))
        {
            Case given = Case.Of(TicketStatus.Resolved).Under(profile);
            Assert.All([Act.Reply, Act.Reopen], act => Assert.True(TicketDesk.Offers(given.Ticket, Somebody.Requester, given.Profile).Contains(act), $"{act} in {id}"));

            given.Do(new TicketCommand.Reply("It still jams."), Somebody.Requester).Do(new TicketCommand.Reply("We look again."), Somebody.FirstLine);
            if (given.Ticket.Status == TicketStatus.Resolved)
                given.Do(new TicketCommand.Reopen("It does."), Somebody.Requester);
            Assert.Equal(TicketStatus.InProgress, given.Ticket.Status);
        }
    }

    [Fact]
    [Trait("Rule", "A16")]
    public void Says_of_a_closed_ticket_that_it_is_closed_whatever_the_profile()
    {
        foreach (Profile profile in BaseProfiles.All.Select(row => row.Profile))
            Assert.Equal(RefusalCode.TicketClosed, Case.Of(TicketStatus.Closed).Under(profile).Refuse(new TicketCommand.Reopen("It is back."), Somebody.Requester).Code);
    }

    [Fact]
    [Trait("Rule", "AU-14")]
    [Trait("Rule", "A15")]
    public void Gives_a_ticket_that_was_held_back_its_days_from_the_resolution()
    {
        Case given = Case.Of(TicketStatus.Resolved, FlowchartV2.Profile);
        DateTimeOffset resolved = given.Ticket.Resolution!.At;
        Assert.NotNull(given.Ticket.UpdateFlagSince);
        given.Later(TimeSpan.FromHours(1)).Ticking(given.Now).Under(Aarhus.Profile);

        given.Do(new TicketCommand.Reply("It is done."), Somebody.FirstLine);
        Assert.Null(given.Ticket.UpdateFlagSince);
        given.Ticking(resolved.AddDays(29));
        Assert.Equal((TicketStatus.Resolved, DateOnly.FromDateTime(resolved.Date).AddDays(30)), (given.Ticket.Status, DateOnly.FromDateTime(given.Ticket.Resolution!.ClosesAt.Date)));

        given.Ticking(resolved.AddDays(31));
        Assert.Equal(TicketStatus.Closed, given.Ticket.Status);
    }

    [Fact]
    [Trait("Rule", "FV-13")]
    public void Or_does_not_asks_for_what_holds_a_ticket_back_until_it_is_recorded()
    {
        Case given = Case.Of(TicketStatus.Resolved, FlowchartV2.Profile).Do(new TicketCommand.Reply("Thank you."), Somebody.Requester);

        given.Do(new TicketCommand.Reply("You are welcome."), Somebody.FirstLine);

        Assert.NotNull(given.Ticket.UpdateFlagSince);
        Assert.DoesNotContain(given.Ticket.Dues(), due => due.Work == DueWork.Close);
    }

    [Fact]
    public void Judges_of_a_category_that_is_gone_only_what_somebody_chooses_now()
    {
        Case given = Case.Of(TicketStatus.InProgress).Under(NoHardware);

        given.Do(Case.Reassessed(Impact.Individual, Urgency.High), Somebody.FirstLine);
        Assert.Equal(("hardware", "printer", 3), (given.Ticket.Classification.Category, given.Ticket.Classification.Subcategory, given.Ticket.Matrix.HandlingRank));
        Assert.Equal("/category", Assert.Single(given.Refuse(Case.Reclassified("hardware", null), Somebody.FirstLine).Complaints).Pointer);
        Assert.Equal("/category", Assert.Single(given.Refuse(Case.Reclassified(null, "screen"), Somebody.FirstLine).Complaints).Pointer);
    }

    [Fact]
    [Trait("Rule", "AU-46")]
    public void Lets_a_part_keep_the_category_of_the_whole()
    {
        Case given = Case.Of(TicketStatus.InProgress).Under(NoHardware);
        TicketCommand.Split part = A_linked_ticket.Part with { Category = null, Subcategory = null };

        Assert.Equal("hardware", Assert.IsType<Happening.Opened>(Assert.Single(Assert.IsType<Decision.Accepted>(given.Ask(part, Somebody.FirstLine)).Happenings)).Classification.Category);
        Assert.Equal("/category", Assert.Single(given.Refuse(part with { Category = "hardware", Subcategory = "printer" }, Somebody.FirstLine).Complaints).Pointer);
    }

    /// <summary>An empty list is refused; one that was stored before that still lets mail and tickets in.</summary>
    [Fact]
    [Trait("Rule", "AU-04")]
    public void To_no_category_at_all_still_takes_tickets()
    {
        (string category, string subcategory) = InboundMail.Default.FiledUnder([]);
        NewTicket wanted = Case.Wanted() with { Classification = Case.Wanted().Classification with { Category = category, Subcategory = subcategory } };

        Assert.IsType<Decision.Accepted>(TicketIntake.Decide(wanted, Aarhus.Profile with { Categories = [] }));
    }
}
