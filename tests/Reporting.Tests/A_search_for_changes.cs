using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>What is found of a change: its plan by whoever may read it, what the reviewers and the operators said by the desk.</summary>
public sealed class A_search_for_changes : IAsyncLifetime
{
    private static readonly Actor Operator = new("otto", Roles.SecondLine);

    private SearchDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await SearchDesk.OpenAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Finds_its_plan_for_those_who_may_read_it_and_for_nobody_else()
    {
        TicketNumber change = await _desk.LogChangeAsync("New core switch", backOutPlan: "The predecessor stays racked", risk: "Telephony may hang");
        await _desk.BuildAsync();
        Assert.Empty(await _desk.FindAsync("telephony", "rita"));

        await _desk.DoAsync(change, new ChangeCommand.Carry(), Actor.Clock);
        await _desk.DoAsync(change, new ChangeCommand.Delegate(null, "della", null, _desk.Time.GetUtcNow().AddDays(7)), new("rita", Roles.None));
        await _desk.BuildAsync();

        foreach (string word in (string[])["switch", "predecessor", "telephony"])
        {
            foreach (string? reader in (string?[])[null, "anna", "rita", "della"])
                Assert.Equal([change], await _desk.FindAsync(word, reader));
            Assert.Empty(await _desk.FindAsync(word, "peter"));
        }
    }

    [Fact]
    [Trait("Rule", "AU-31")]
    public async Task Finds_what_reviewers_and_operators_said_for_whoever_reads_the_change()
    {
        TicketNumber change = await _desk.LogChangeAsync("New core switch", backOutPlan: "The predecessor stays", risk: "None");
        await _desk.DoAsync(change, new ChangeCommand.Carry(), Actor.Clock);
        await VoteAsync(change, "The cabling looks flimsy");
        await VoteAsync(change, "Rehearsed in the laboratory");
        DateTimeOffset from = _desk.Time.GetUtcNow().AddDays(1);
        await _desk.DoAsync(change, new ChangeCommand.Schedule(from, from.AddHours(2), null), Operator);
        _desk.Time.Advance(TimeSpan.FromDays(1));
        await _desk.DoAsync(change, new ChangeCommand.Start("Everybody has agreed."), Operator);
        await _desk.DoAsync(change, new ChangeCommand.Implement(ChangeOutcome.SuccessfulWithIssues, "One transceiver was swapped"), Operator);
        await _desk.BuildAsync();

        foreach (string word in (string[])["flimsy", "laboratory", "transceiver"])
        {
            foreach (string? reader in (string?[])[null, "anna", "rita"])
                Assert.Equal([change], await _desk.FindAsync(word, reader));
            Assert.Empty(await _desk.FindAsync(word, "peter"));
        }
    }

    private async Task VoteAsync(TicketNumber change, string comment)
    {
        await _desk.DoAsync(change, new ChangeCommand.Vote(VoteChoice.Approve, comment), new("rita", Roles.None));
        await _desk.DoAsync(change, new ChangeCommand.Carry(), Actor.Clock);
    }
}
