using System.Net;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Desk.Tests;

/// <summary>Changes over the running desk, each carried by an orchestration, with desk time moved and processes killed.</summary>
public sealed class A_change_at_the_desk
{
    private static readonly Principal Bo = Principal.Agent("bo");
    private static readonly Principal Ivan = Principal.Of("ivan", "Agent.L2");
    private static readonly Principal[] Reviewers = [Principal.Of("rita", "ChangeReviewer"), Principal.Of("rolf", "ChangeReviewer"), Principal.Of("runa", "ChangeReviewer")];

    [Fact]
    [Trait("Rule", "OM-19")]
    [Trait("Rule", "OM-22")]
    public async Task Passes_each_stage_once_and_in_order_though_the_desk_is_killed_between_any_two_steps()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string number = await OpenAsync(desk, "general");
        foreach (string stage in new[] { "pre-development-review", "pre-launch-review" })
        {
            await ReachAsync(desk, number, stage);
            await DieAsync(desk);
            await VoteAsync(desk, number, Reviewers[0]);
            await DieAsync(desk);
            await VoteAsync(desk, number, Reviewers[1]);
            // The quorum is the transaction's: whatever becomes of the process, a later vote is refused.
            Answer late = await desk.PostAsync($"/api/changes/{number}/votes", Reviewers[2], new { choice = "reject", comment = "Too late." });
            Assert.Equal(HttpStatusCode.Conflict, late.Status);
            await DieAsync(desk);
        }

        await ReachAsync(desk, number, "scheduled");
        DateTimeOffset from = (await desk.NowAsync()).AddDays(1);
        await StepAsync(desk, number, "schedule", new { from, until = from.AddHours(2) });
        await DieAsync(desk);
        await StepAsync(desk, number, "start", new { reason = "Everybody has agreed." });
        await StepAsync(desk, number, "implemented", new { outcome = "successful", report = "Every port came up." });
        await DieAsync(desk);
        await ReachAsync(desk, number, "closing-review");
        await VoteAsync(desk, number, Reviewers[1]);
        await VoteAsync(desk, number, Reviewers[2]);
        await DieAsync(desk);
        await ReachAsync(desk, number, "closed");

        string[] course = [.. (await EventsAsync(desk, number)).Select(What).Where(what => what is "stageEntered" or "reviewDecided" or "voteCast" or "changeImplemented" or "resolved" or "closed")];
        Assert.Equal(
            "stageEntered voteCast voteCast reviewDecided stageEntered voteCast voteCast reviewDecided stageEntered changeImplemented stageEntered voteCast voteCast reviewDecided resolved closed",
            string.Join(' ', course));
        Assert.All(desk.Mail.CountByNotificationId().Where(of => of.Value > 2), _ => Assert.Fail("Somebody was told the same three times."));
    }

    [Fact]
    [Trait("Rule", "OM-20")]
    [Trait("Rule", "A3")]
    public async Task Waits_for_its_review_for_weeks_of_restarts_reminds_once_each_time_and_is_never_approved_by_silence()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string number = await OpenAsync(desk, "general");
        await ReachAsync(desk, number, "pre-development-review");
        for (int restart = 0; restart < 20; restart++)
        {
            await desk.AdvanceAsync("P2D");
            await DieAsync(desk);
        }

        await desk.AdvanceAsync("PT1M");
        JsonNode[] events = await EventsAsync(desk, number);
        DateTimeOffset[] reminded = [.. events.Where(e => What(e) == "reviewersReminded").Select(At)];
        Assert.Equal(reminded.Distinct().Order(), reminded);
        // Five working days, then ten, then twenty, each reminded twice: the third escalation lies behind the forty days.
        int escalations = events.Count(e => What(e) == "reviewOverdue");
        Assert.Equal(2, escalations);
        Assert.InRange(reminded.Length, 2 * escalations, (2 * escalations) + 2);
        Assert.DoesNotContain(events, e => What(e) == "reviewDecided");

        await VoteAsync(desk, number, Reviewers[0], "reject");
        await VoteAsync(desk, number, Reviewers[1], "reject");
        await ReachAsync(desk, number, "new");
        Answer back = await desk.GetAsync($"/api/tickets/{number}", Bo);
        Assert.Equal((1, false), (back.Json["change"]!["cycles"]!.GetValue<int>(), back.Json["change"]!["handedIn"]!.GetValue<bool>()));
        await StepAsync(desk, number, "submit", new { backOutPlan = "Two switches stay in the rack." }, Bo);
        await ReachAsync(desk, number, "pre-development-review");
    }

    [Fact]
    [Trait("Rule", "OM-20")]
    public async Task Is_carried_again_at_the_same_stage_by_command_and_by_the_clock_and_leaves_no_instance_when_it_is_over()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        string number = await OpenAsync(desk, "general");
        string instance = $"change-demo-{number}";
        await ReachAsync(desk, number, "pre-development-review");

        // The hub lost it: a command of a leader's starts it where the ticket stands.
        await Instances.LoseAsync(desk, instance, terminated: false);
        (await desk.PostAsync($"/api/tickets/{number}/recover", Principal.Of("lea", "TeamLeader"))).Is(HttpStatusCode.OK);
        Assert.Equal(["Running"], await Instances.StatusesAsync(desk, instance, all => all.Contains("Running")));
        await VoteAsync(desk, number, Reviewers[0]);

        // Somebody terminated it: the clock finds that nobody was reminded.
        await Instances.LoseAsync(desk, instance, terminated: true);
        await desk.AdvanceAsync("P3D");
        await Instances.SettledAsync(desk);
        JsonNode[] events = await EventsAsync(desk, number);
        Assert.Single(events, e => What(e) == "reviewersReminded");
        Assert.Single(events, e => What(e) == "stageEntered");

        await VoteAsync(desk, number, Reviewers[1]);
        await ReachAsync(desk, number, "pre-launch-review");
        await StepAsync(desk, number, "cancel", new { reason = "No longer wanted." }, Principal.Of("mia", "ProcessManager"));
        await desk.AdvanceAsync("PT20M");
        Assert.Empty(await Instances.StatusesAsync(desk, instance, all => all.Length == 0));
    }

    private static async Task<string> OpenAsync(RunningDesk desk, string type) => (await desk.PostAsync("/api/changes", Bo, new
    {
        type, title = "New core switch", description = "The core switch is exchanged.", category = "network", subcategory = "wired", backOutPlan = "The old one stays.",
        reviewers = Reviewers.Select(reviewer => reviewer.Id),
    })).Is(HttpStatusCode.Created).Number;

    private static async Task DieAsync(RunningDesk desk)
    {
        desk.Process.KillHard();
        await desk.Process.StartAsync();
        // What the dead had not told yet is found by the sweep.
        await desk.AdvanceAsync("PT2M");
    }

    private static async Task VoteAsync(RunningDesk desk, string number, Principal reviewer, string choice = "approve") =>
        (await desk.PostAsync($"/api/changes/{number}/votes", reviewer, new { choice, comment = "Looked at." })).Is(HttpStatusCode.OK);

    private static async Task StepAsync(RunningDesk desk, string number, string step, object body, Principal? by = null) =>
        (await desk.PostAsync($"/api/changes/{number}/{step}", by ?? Ivan, body, match: (await desk.GetAsync($"/api/tickets/{number}", by ?? Ivan)).ETag)).Is(HttpStatusCode.OK);

    private static Task ReachAsync(RunningDesk desk, string number, string stage) => Eventually.TrueAsync(
        async () => (string?)(await desk.GetAsync($"/api/tickets/{number}", Bo)).Json["change"]!["stage"]!["id"] == stage);

    private static async Task<JsonNode[]> EventsAsync(RunningDesk desk, string number) =>
        [.. (await desk.GetAsync($"/api/tickets/{number}/events", Bo)).Json["events"]!.AsArray().Select(e => e!)];

    private static string What(JsonNode e) => e["what"]!.GetValue<string>();

    private static DateTimeOffset At(JsonNode e) => e["happenedAt"]!.GetValue<DateTimeOffset>();
}
