using CsCheck;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.Tests;

/// <summary>In whose hands a ticket lay while it was open.</summary>
public sealed class The_accountable_time
{
    [Fact]
    [Trait("Rule", "AU-15")]
    public void Is_that_of_whoever_was_waited_for_and_else_the_desk_s()
    {
        Case given = Case.Incident().Later(TimeSpan.FromHours(2)).Do(new TicketCommand.BeginWork(), Somebody.FirstLine)
            .Later(TimeSpan.FromHours(1)).Waiting("PR-05")
            .Later(TimeSpan.FromHours(30)).Waiting("PR-07")
            .Later(TimeSpan.FromHours(4)).Do(new TicketCommand.SupplierReplied("On Monday."), Somebody.FirstLine)
            .Later(TimeSpan.FromMinutes(30)).Solved()
            .Later(TimeSpan.FromDays(3)).Do(new TicketCommand.Reopen("Again."), Somebody.Requester).Later(TimeSpan.FromHours(1));

        Assert.Equal(
            [(Accountable.Requester, TimeSpan.FromHours(30)), (Accountable.ExternalSupplier, TimeSpan.FromHours(4)), (Accountable.Desk, TimeSpan.FromHours(4.5))],
            AccountableTime.Of(given.Events, given.Now, given.Profile).Select(each => (each.Party, each.Time)));
    }

    [Fact]
    public void Sums_up_to_the_wall_time_in_open_states_of_any_history() =>
        Any_history.Lived.Sample(
            given =>
            {
                DateTimeOffset until = given.Now.AddHours(5);
                Assert.Equal(Open(given.Events, until), AccountableTime.Of(given.Events, until, given.Profile).Aggregate(TimeSpan.Zero, (sum, each) => sum + each.Time));
            },
            iter: 500);

    // Counted another way: from each instant at which it was open to the next event, on a time line that never goes back.
    private static TimeSpan Open(IReadOnlyList<TicketEvent> events, DateTimeOffset until)
    {
        DateTimeOffset[] line = [.. events.Select((_, i) => events.Take(i + 1).Max(e => e.HappenedAt)), until];
        return events.Select((e, i) => e.Dimensions.Status is TicketStatus.Resolved or TicketStatus.Closed or TicketStatus.Cancelled ? TimeSpan.Zero : line[i + 1] > line[i] ? line[i + 1] - line[i] : TimeSpan.Zero)
            .Aggregate(TimeSpan.Zero, (sum, each) => sum + each);
    }
}
