namespace ItsmFunctions.Domain.Tests;

/// <summary>What the ranks below the urgent ones ask of the desk: of a request the same as of the incident at its level (AU-19).</summary>
public sealed class A_rank_that_can_wait
{
    /// <summary>Opened on Monday 23 November 2026 at 10:00 in Aarhus; times are UTC.</summary>
    private static readonly DateTimeOffset Opened = A_ticket_that_stands.At("2026-11-23T09:00Z");

    [Theory]
    [InlineData(TicketKind.Incident)]
    [InlineData(TicketKind.Request)]
    [Trait("Rule", "AU-22")]
    public void Of_three_is_to_be_begun_on_the_day_it_comes_in(TicketKind kind) =>
        Assert.Equal((3, A_ticket_that_stands.At("2026-11-23T15:00Z")), ToBeBegun(kind, Urgency.High, Importance.MustHave));

    [Theory]
    [InlineData(TicketKind.Incident)]
    [InlineData(TicketKind.Request)]
    [Trait("Rule", "AU-23")]
    public void Of_four_has_days_in_which_something_more_urgent_may_come_first(TicketKind kind) =>
        Assert.Equal((4, A_ticket_that_stands.At("2026-11-26T09:00Z")), ToBeBegun(kind, Urgency.Medium, Importance.ShouldHave));

    [Theory]
    [InlineData(TicketKind.Incident)]
    [InlineData(TicketKind.Request)]
    [Trait("Rule", "AU-24")]
    public void Of_five_may_lie_until_there_is_time(TicketKind kind) =>
        Assert.Equal((5, null), ToBeBegun(kind, Urgency.Low, Importance.WheneverPossible));

    private static (int Rank, DateTimeOffset? By) ToBeBegun(TicketKind kind, Urgency urgency, Importance importance)
    {
        Ticket ticket = (kind == TicketKind.Incident ? Case.Incident(urgency: urgency, at: Opened) : Case.Request(importance: importance, speed: Speed.Expedite, at: Opened)).Ticket;
        return (ticket.HandlingRank, ticket.Watch!.NotBegun?.At);
    }
}
