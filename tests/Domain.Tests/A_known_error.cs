using ItsmFunctions.Domain.Problems;

namespace ItsmFunctions.Domain.Tests;

/// <summary>A known error: what it is of, on which incidents it is offered, and who finds it by which words.</summary>
public sealed class A_known_error
{
    private static KnownError Cleared => KnownError.Of(GivenProblems.At("cleared").Ticket)!;

    [Fact]
    [Trait("Rule", "A2")]
    public void Is_a_record_of_its_own_that_leads_to_its_problem()
    {
        KnownError error = Cleared;

        Assert.Equal(("KE-0000042", true, "Restart it by hand.", "Wait a minute."), (error.Id, error.State.IsOpen, error.Workaround?.Value, error.PublicWorkaround?.Value));
        Assert.Equal(error.Problem, KnownError.ProblemOf(error.Id));
        Assert.Null(KnownError.Of(GivenProblems.At("process").Ticket));
        Assert.All(new[] { "KE-1", "PRB-0000042", "KE-0000000", "", null }, id => Assert.Null(KnownError.ProblemOf(id)));
    }

    [Fact]
    public void Is_retired_once_by_whoever_says_why()
    {
        Case given = GivenProblems.At("cleared").Do(new ProblemCommand.Retire("The firmware was exchanged."), GivenProblems.Manager);

        Assert.Equal((false, GivenProblems.Manager.Id, "The firmware was exchanged."), (given.Ticket.Problem!.KnownError!.IsOpen, given.Ticket.Problem.KnownError.RetiredBy, given.Ticket.Problem.KnownError.RetiredFor?.Value));
        Assert.Empty(given.Accept(new ProblemCommand.Retire("Again."), GivenProblems.Manager));
        Assert.Equal("/reason", GivenProblems.At("cleared").Refuse(new ProblemCommand.Retire(" "), GivenProblems.Manager).Complaints.Single().Pointer);
        Assert.Equal(RefusalCode.TicketClosed, given.Refuse(new ProblemCommand.Record("Another.", null, null), GivenProblems.Agent).Code);
    }

    [Theory]
    [InlineData("network", "switch-1", true)]
    [InlineData("network", " SWITCH-1 ", true)]
    [InlineData("network", "switch-2", false)]
    [InlineData("network", null, false)]
    [InlineData("hardware", "switch-1", false)]
    [Trait("Rule", "A2")]
    public void Is_offered_on_open_incidents_of_its_category_on_its_configuration_item(string category, string? item, bool offered)
    {
        Case incident = Case.Incident(GivenProblems.Profile);
        Ticket ticket = incident.Ticket with { Classification = incident.Ticket.Classification with { Category = category, ConfigurationItem = item } };

        Assert.Equal(offered, Cleared.Offers(ticket));
        Assert.False(Cleared.Offers(ticket with { Status = TicketStatus.Resolved }));
        Assert.False(Cleared.Offers(ticket with { Number = new(TicketKind.Request, 3) }));
        Assert.False((Cleared with { State = Cleared.State with { RetiredAt = incident.Now } }).Offers(ticket));
    }

    [Theory]
    [InlineData("minute", true, true)]
    [InlineData("restart", false, true)]
    [InlineData("leak", false, true)]
    [InlineData("drops", false, true)]
    [InlineData("switch-1", false, true)]
    [InlineData("network", true, true)]
    [InlineData(null, true, true)]
    public void Is_found_by_end_users_through_its_public_workaround_alone(string? query, bool byUsers, bool byTheDesk)
    {
        KnownError error = Cleared with { RootCause = new("A memory leak.", "opener-1") };

        Assert.Equal(byUsers, KnownErrorSearch.Find([error], query, desk: false, "en", GivenProblems.Profile).Count == 1);
        Assert.Equal(byTheDesk, KnownErrorSearch.Find([error], query, desk: true, "en", GivenProblems.Profile).Count == 1);
    }

    [Theory]
    [InlineData("wifi")]
    [InlineData("Wi-Fi")]
    [InlineData("no wi fi in 1530")]
    [Trait("Rule", "A2")]
    public void Is_found_by_its_public_title_before_one_that_only_says_so_in_its_workaround(string query)
    {
        KnownError titled = Cleared with { PublicTitle = new("No Wi-Fi in building 1530", "opener-1") };
        KnownError said = Cleared with { Problem = new(TicketKind.Problem, 7), PublicWorkaround = new("Turn the wifi, the Wi-Fi, off in 1530.", "opener-1") };

        Assert.Equal([titled.Id, said.Id], KnownErrorSearch.Find([said, titled], query, desk: false, "en", GivenProblems.Profile).Select(error => error.Id));
        Assert.Equal([titled.Id, said.Id], KnownErrorSearch.Find([said, titled], query, desk: true, "da", GivenProblems.Profile).Select(error => error.Id));
        Assert.Empty(KnownErrorSearch.Find([titled with { PublicWorkaround = null }], query, desk: false, "en", GivenProblems.Profile));
    }

    [Fact]
    public void Is_nothing_that_end_users_find_without_a_workaround_for_them_or_once_it_is_retired()
    {
        Assert.Empty(KnownErrorSearch.Find([Cleared with { PublicWorkaround = null }], null, desk: false, "da", GivenProblems.Profile));
        Assert.Empty(KnownErrorSearch.Find([Cleared with { State = Cleared.State with { RetiredAt = Cleared.State.Since } }], null, desk: false, "da", GivenProblems.Profile));
    }
}
