using ItsmFunctions.Domain.Rights;

namespace ItsmFunctions.Domain.Tests;

/// <summary>A ticket of rank 2 that another team is asked to take over: it stays where it is until they say yes or no.</summary>
public sealed class An_offer
{
    private static readonly Profile Kept = Aarhus.Profile with
    {
        Directory = new(
        [
            new(Somebody.FirstLine.Id, "Bo", null, null, ["it-support"], [], [], []),
            new(Somebody.SecondLine.Id, "Ib", null, null, ["infrastructure"], [], [], []),
            new(Somebody.ThirdLine.Id, "Ea", null, null, ["security"], [], [], []),
        ]),
    };

    private static readonly Profile Without = Aarhus.Profile with { Teams = [.. Aarhus.Profile.Teams.Where(team => team.Id != "infrastructure")] };

    [Theory]
    [InlineData("resolved")]
    [InlineData("cancelled")]
    [InlineData("ranked")]
    [InlineData("reclassified")]
    [InlineData("assigned")]
    [Trait("Rule", "AU-21")]
    public void Ends_with_what_it_was_for(string how)
    {
        Case given = Offered();
        _ = how switch
        {
            "resolved" => given.Solved(),
            "cancelled" => given.Do(new TicketCommand.Cancel("It works again."), Somebody.Requester),
            "ranked" => given.Do(new TicketCommand.SetPriority(3, "Only one room."), Somebody.FirstLine),
            "reclassified" => given.Do(new TicketCommand.SetPriority(null, "As it was."), Somebody.FirstLine),
            _ => given.Do(new TicketCommand.Assign(null, Somebody.FirstLine.Id), Somebody.FirstLine),
        };
        Assert.Null(given.Ticket.Handover!.Offer);
        Assert.Null(History.Fold(given.Events).Handover!.Offer);

        if (given.Ticket.Status == TicketStatus.Resolved)
            given.Do(new TicketCommand.Reopen("It is back."), Somebody.Requester);
        Assert.Equal(RefusalCode.NothingOffered, given.Refuse(new TicketCommand.Accept(), Somebody.SecondLine).Code);
        Assert.Equal("it-support", given.Ticket.Team);
    }

    [Fact]
    [Trait("Rule", "AU-21")]
    public void Stands_while_its_ticket_is_worked_on_or_waits()
    {
        Case given = Offered().Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Waiting("PR-05").Do(new TicketCommand.Reply("Room 12."), Somebody.Requester);

        given.Do(new TicketCommand.Accept(), Somebody.SecondLine);

        Assert.Equal("infrastructure", given.Ticket.Team);
    }

    [Fact]
    [Trait("Rule", "AU-21")]
    [Trait("Rule", "AU-57")]
    public void Is_declined_with_a_reason_by_the_team_that_is_asked()
    {
        Case given = Offered(Kept);
        Assert.Contains(Act.Bounce, TicketDesk.Offers(given.Ticket, Somebody.SecondLine, given.Profile));
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.Bounce("Not mine."), Somebody.ThirdLine).Code);
        Assert.Equal(RefusalCode.NeverHandedOver, given.Refuse(new TicketCommand.Bounce("I take it back."), Somebody.FirstLine).Code);
        Assert.Equal("/reason", Assert.Single(given.Refuse(new TicketCommand.Bounce(" "), Somebody.SecondLine).Complaints).Pointer);
        Assert.Equal("Agent.L2", Policy.RoleOf(Act.Bounce, Somebody.SecondLine, given.Ticket, given.Profile));

        Assert.Equal([new Happening.OfferDeclined("infrastructure", new("The switch is not ours.", given.Ticket.Requester))], given.Accept(new TicketCommand.Bounce("The switch is not ours."), Somebody.SecondLine));

        Assert.Equal(("it-support", null, 0), (given.Ticket.Team, given.Ticket.Handover!.Offer, given.Ticket.Reassignments));
        Assert.Equal(Lane.SpecialistGroup, Lanes.Of(given.Events[^1], given.Profile));
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new TicketCommand.Bounce("Again."), Somebody.SecondLine).Code);
        given.Do(A_handover.Complete with { Team = "security" }, Somebody.FirstLine).Do(new TicketCommand.Accept(), Somebody.ThirdLine);
    }

    [Fact]
    public void Is_declined_while_its_own_team_may_still_bounce_it()
    {
        Case given = Case.Incident(Kept).Do(A_handover.Complete with { Team = "security" }, Somebody.FirstLine)
            .Do(new TicketCommand.SetPriority(2, "Half the building cannot work."), Somebody.ThirdLine).Do(A_handover.Complete, Somebody.ThirdLine);

        Assert.Equal(["OfferDeclined"], Names(given.Accept(new TicketCommand.Bounce("Not ours."), Somebody.SecondLine)));
        Assert.Equal(["Bounced", "Assigned"], Names(given.Accept(new TicketCommand.Bounce("Nor ours."), Somebody.ThirdLine)));
        Assert.Equal("it-support", given.Ticket.Team);

        static IEnumerable<string> Names(IEnumerable<Happening> happened) => happened.Select(happening => happening.GetType().Name);
    }

    [Fact]
    public void Is_not_accepted_for_a_team_that_is_gone()
    {
        Case given = Offered().Under(Without);

        Assert.Equal(RefusalCode.NothingOffered, given.Refuse(new TicketCommand.Accept(), Somebody.SecondLine).Code);
        Assert.Equal("it-support", given.Ticket.Team);
    }

    [Fact]
    [Trait("Rule", "AU-55")]
    public void Like_a_bounce_goes_past_a_team_that_is_gone()
    {
        Case given = Case.Incident().Do(A_handover.Complete, Somebody.FirstLine).Do(A_handover.Complete with { Team = "security" }, Somebody.SecondLine).Under(Without);

        given.Do(new TicketCommand.Bounce("Not ours."), Somebody.ThirdLine);

        Assert.Equal("it-support", given.Ticket.Team);
    }

    [Fact]
    public void Or_a_dispatch_of_a_ticket_of_such_a_team_is_process_management_s()
    {
        Case given = Case.Incident().Do(A_handover.Complete, Somebody.FirstLine);
        TicketCommand away = A_handover.Complete with { Team = "security" };
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(away, Somebody.ProcessManager).Code);

        given.Under(Without with { Directory = Kept.Directory });
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(away, Somebody.FirstLine).Code);
        Assert.Contains(Act.Dispatch, TicketDesk.Offers(given.Ticket, Somebody.ProcessManager, given.Profile));
        Assert.Equal("ProcessManager", Policy.RoleOf(Act.Dispatch, Somebody.ProcessManager, given.Ticket, given.Profile));
        given.Do(away, Somebody.ProcessManager);

        Assert.Equal("security", given.Ticket.Team);
    }

    private static Case Offered(Profile? profile = null) =>
        Case.Incident(profile).Do(new TicketCommand.SetPriority(2, "Half the building cannot work."), Somebody.FirstLine).Do(A_handover.Complete, Somebody.FirstLine);
}
