namespace ItsmFunctions.Domain.Tests;

public sealed class A_rank_set_by_hand
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [Trait("Rule", "A11")]
    public void Needs_a_reason(string? reason)
    {
        Refusal refusal = Case.Incident().Refuse(new TicketCommand.SetPriority(1, reason!), Somebody.FirstLine);

        Assert.Equal((RefusalCode.InvalidRequest, "/reason"), (refusal.Code, Assert.Single(refusal.Complaints).Pointer));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    [Trait("Rule", "A11")]
    public void Is_between_one_and_five(int rank)
    {
        Refusal refusal = Case.Incident().Refuse(new TicketCommand.SetPriority(rank, "Because."), Somebody.FirstLine);

        Assert.Equal((RefusalCode.InvalidRequest, "/handlingRank"), (refusal.Code, Assert.Single(refusal.Complaints).Pointer));
    }

    [Fact]
    [Trait("Rule", "A11")]
    public void Keeps_who_and_why_beside_what_the_matrix_says()
    {
        Ticket ticket = Case.Incident().Do(new TicketCommand.SetPriority(1, "The whole building is dark."), Somebody.TeamLeader).Ticket;

        Assert.Equal((1, 5), (ticket.HandlingRank, ticket.Matrix.HandlingRank));
        Assert.Equal((1, "The whole building is dark.", "leader-1"), (ticket.Override!.HandlingRank, ticket.Override.Reason.Value, ticket.Override.By));
    }

    [Fact]
    [Trait("Rule", "A11")]
    public void Stands_when_the_matrix_changes_beneath_it_and_goes_back_to_the_matrix_on_request()
    {
        Case given = Case.Incident().Do(new TicketCommand.SetPriority(1, "Exam."), Somebody.FirstLine);
        given.Do(Case.Reassessed(Impact.Department, Urgency.Medium), Somebody.FirstLine);
        Assert.Equal(1, given.Ticket.HandlingRank);

        given.Do(new TicketCommand.SetPriority(null, "The exam is over."), Somebody.FirstLine);
        Assert.Equal((3, null), (given.Ticket.HandlingRank, given.Ticket.Override));
        Assert.Empty(given.Accept(new TicketCommand.SetPriority(null, "The exam is over."), Somebody.FirstLine));
    }
}
