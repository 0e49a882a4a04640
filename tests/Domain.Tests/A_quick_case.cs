using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Tests;

/// <summary>All support work is registered, also what a supporter solved before they sat down to write (AU-03, A17).</summary>
public sealed class A_quick_case
{
    private static readonly QuickSolution Solution = new("Switched the screen on.", null);

    [Fact]
    [Trait("Rule", "AU-03")]
    [Trait("Rule", "IT-01")]
    public void Is_logged_and_resolved_in_one_go_and_marked_as_quick()
    {
        Ticket ticket = Logged(Somebody.FirstLine);

        Assert.Equal((TicketStatus.Resolved, true, "Switched the screen on.", "solved"), (ticket.Status, ticket.Markers.Quick, ticket.Resolution!.Solution.Value, ticket.Resolution.ClosureCode));
        Assert.Equal((Somebody.FirstLine.Id, true, ticket.Requester), (ticket.Assignee, ticket.Resolution.FirstContact, ticket.Resolution.Solution.Subject));
        Assert.Contains(ticket.Dues(), due => due.Work == DueWork.Close);
    }

    [Fact]
    [Trait("Rule", "AU-03")]
    [Trait("Rule", "A17")]
    public void Is_any_supporter_s_whatever_their_line()
    {
        foreach (Actor supporter in new[] { Somebody.FirstLine, Somebody.SecondLine, Somebody.ThirdLine })
            Assert.Equal(TicketStatus.Resolved, Logged(supporter).Status);
    }

    [Fact]
    [Trait("Rule", "AU-03")]
    public void Is_nobody_s_who_is_no_supporter()
    {
        foreach (Actor other in new[] { Somebody.Requester, Somebody.Dispatcher, Somebody.TeamLeader, Somebody.ProcessManager, Somebody.ReportingViewer })
            Assert.Equal(RefusalCode.NotAllowed, Refused(Case.Wanted(), Solution, other).Code);
    }

    [Fact]
    [Trait("Rule", "AU-39")]
    public void Says_how_it_was_solved_and_what_is_wrong_with_it_all_at_once()
    {
        Refusal refusal = Refused(Case.Wanted() with { Title = " ", Classification = Case.Wanted().Classification with { Subcategory = "nothing" } }, new(" ", "two\nlines"), Somebody.FirstLine);

        Assert.Equal(RefusalCode.InvalidRequest, refusal.Code);
        Assert.Equal(["/title", "/subcategory", "/solution", "/closureCode"], refusal.Complaints.Select(complaint => complaint.Pointer));
    }

    [Fact]
    public void Is_counted_as_quick_in_the_dimensions_of_each_of_its_events() =>
        Assert.All(Events(Somebody.SecondLine), e => Assert.True(e.Dimensions.Quick));

    [Fact]
    public void Belongs_to_the_team_of_the_supporter_where_the_directory_knows_it()
    {
        Profile kept = Aarhus.Profile with { Directory = new([Member(Somebody.SecondLine.Id, "infrastructure"), Member(Somebody.FirstLine.Id, "security", "bss-it")]) };

        Assert.Equal("infrastructure", Logged(Somebody.SecondLine, kept).Team);
        Assert.Equal("bss-it", Logged(Somebody.FirstLine, kept, area: "bss").Team);
        Assert.Equal("security", Logged(Somebody.FirstLine, kept, area: "arts").Team);
        Assert.Equal("it-support", Logged(Somebody.ThirdLine, kept).Team);
    }

    [Fact]
    [Trait("Rule", "IT-01")]
    public void Is_no_first_contact_resolution_where_its_supporter_says_so() =>
        Assert.Null(Folded(Accepted(Case.Wanted(), Solution with { FirstContact = false }, Somebody.FirstLine)).Resolution!.FirstContact);

    [Fact]
    [Trait("Rule", "IT-01")]
    public void Is_not_the_only_one_that_can_be_solved_at_first_contact()
    {
        var solved = new TicketCommand.Resolve("Toner replaced.", null, FirstContact: true);
        Assert.True(Case.Incident().Do(solved, Somebody.FirstLine).Ticket.Resolution!.FirstContact);

        Case elsewhere = Case.Incident().Do(A_handover.Complete, Somebody.FirstLine).Do(A_handover.Complete with { Team = null }, Somebody.SecondLine);
        Case again = Case.Of(TicketStatus.Resolved).Do(new TicketCommand.Reopen("It is back."), Somebody.Requester);
        foreach (Case given in new[] { elsewhere, again })
            Assert.Equal(["/firstContact"], given.Refuse(solved, Somebody.FirstLine).Complaints.Select(complaint => complaint.Pointer));
    }

    private static StaffMember Member(string id, params string[] teams) => new(id, id, null, null, [.. teams], [], [], []);

    private static Ticket Logged(Actor by, Profile? profile = null, string? area = null) =>
        Folded(Accepted(Case.Wanted() with { Area = area }, Solution, by, profile), by);

    private static Ticket Folded(ImmutableArray<Happening> happenings, Actor? by = null) => Domain.Tickets.History.Fold(Opened(happenings, by ?? Somebody.FirstLine));

    private static ImmutableArray<TicketEvent> Events(Actor by) => Opened(Accepted(Case.Wanted(), Solution, by), by);

    private static ImmutableArray<TicketEvent> Opened(ImmutableArray<Happening> happenings, Actor by)
    {
        (Ticket ticket, ImmutableArray<TicketEvent> events) = Domain.Tickets.History.Open(
            Case.Organisation, new(TicketKind.Incident, 42), happenings, by.Id, RoleNames.Of(by.Roles), Case.Start, Aarhus.Profile);
        Assert.Equal(events.Length, ticket.Version);
        return events;
    }

    private static ImmutableArray<Happening> Accepted(NewTicket wanted, QuickSolution solution, Actor by, Profile? profile = null) =>
        Assert.IsType<Decision.Accepted>(QuickCases.Decide(wanted, solution, by, Case.Start, profile ?? Aarhus.Profile)).Happenings;

    private static Refusal Refused(NewTicket wanted, QuickSolution solution, Actor by) =>
        Assert.IsType<Decision.Rejected>(Case.InBothLanguages(QuickCases.Decide(wanted, solution, by, Case.Start, Aarhus.Profile))).Refusal;
}
