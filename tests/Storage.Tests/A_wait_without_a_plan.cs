using ItsmFunctions.Bench;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Storage.Tests;

/// <summary>Waits in flight from before waits were carried: their rows of the due index hand over, and nobody owns a date twice.</summary>
public sealed class A_wait_without_a_plan
{
    [Fact]
    public async Task Is_handed_over_once_by_the_tick_that_finds_its_row()
    {
        await using TickDesk desk = await TickDesk.OpenAsync();
        TicketNumber number = await desk.WaitUnplannedAsync();
        Assert.Null((await desk.ReadAsync(number)).Pending!.Wait);

        Assert.Equal((1, 1), await TickAsync(desk));
        Ticket handed = await desk.ReadAsync(number);
        Wait wait = handed.Pending!.Wait!;
        Assert.Equal((handed.Version, 0, new WaitPlan([new(handed.Pending.Until!.Value, WaitWork.WakeUp)])), (wait.Version, wait.Taken, wait.Plan));
        Assert.DoesNotContain(handed.Dues(), due => due.Work != DueWork.Prompt);

        // What wakes it from here on is its orchestration alone.
        Assert.Equal((0, 0), await TickAsync(desk));
        Assert.Equal(handed.Version, (await desk.ReadAsync(number)).Version);
    }

    private static async Task<(int Seen, int Acted)> TickAsync(TickDesk desk) => (await desk.TickAsync()).Result is var result ? (result.Seen, result.Acted) : default;
}
