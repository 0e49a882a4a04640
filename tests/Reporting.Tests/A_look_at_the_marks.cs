using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>Desk time can be moved over a month in seconds: the timer then asks storage no more often than a clock on the wall would.</summary>
public sealed class A_look_at_the_marks
{
    [Fact]
    public async Task Is_taken_once_a_second_unless_this_instance_has_marked_since()
    {
        ReportingDesk desk = await ReportingDesk.OpenAsync();
        Assert.True(desk.Feed.IsWorthALook());
        Assert.False(desk.Feed.IsWorthALook());

        desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(desk.Feed.IsWorthALook());
        Assert.False(desk.Feed.IsWorthALook());

        await desk.Feed.MarkAsync(OrganisationId.Parse("au"), [new(TicketKind.Incident, 1)], CancellationToken.None);
        Assert.True(desk.Feed.IsWorthALook());
        Assert.False(desk.Feed.IsWorthALook());
    }
}
