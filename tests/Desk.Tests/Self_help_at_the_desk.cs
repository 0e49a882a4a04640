using System.Net;
using System.Text.Json.Nodes;
using Azure.Data.Tables;

namespace ItsmFunctions.Desk.Tests;

/// <summary>A user looks for help, says whether it did, and opens a ticket nevertheless; the organisation sees what it saved.</summary>
public sealed class Self_help_at_the_desk
{
    private static readonly Principal Anna = Principal.Requester("anna");
    private static readonly Principal Peter = Principal.Requester("peter");
    private static readonly Principal Viewer = Principal.Of("vera", "ReportingViewer");
    private static readonly Principal Manager = Principal.Of("mia", "ProcessManager");

    [Fact]
    [Trait("Rule", "IT-03")]
    public async Task Is_found_answered_read_before_a_ticket_and_counted()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        (await desk.SendAsync(HttpMethod.Put, "/api/parameters/profile", Manager, new { value = "itil" }, match: "\"0\"")).Is(HttpStatusCode.OK);

        Answer found = (await desk.GetAsync("/api/self-help?q=printeren+udskriver+ikke&lang=da", Anna)).Is(HttpStatusCode.OK);
        JsonNode entry = found.Json["entries"]![0]!;
        Assert.Equal(("printer-does-not-print", "hardware", "printer", "incident"), ((string?)entry["id"], (string?)entry["category"], (string?)entry["subcategory"], (string?)entry["kind"]));
        Assert.StartsWith("Mit dokument", (string?)entry["question"], StringComparison.Ordinal);

        string answered = $"/api/self-help/{entry["id"]}/answered";
        (await desk.PostAsync(answered, Anna, new { helped = false })).Is(HttpStatusCode.OK);
        (await desk.PostAsync(answered, Anna, new { helped = true }, key: "anna")).Is(HttpStatusCode.OK);
        (await desk.PostAsync(answered, Anna, new { helped = true }, key: "anna")).Is(HttpStatusCode.OK);
        (await desk.PostAsync(answered, Peter, new { helped = false })).Is(HttpStatusCode.OK);
        Answer opened = (await desk.PostAsync("/api/incidents", Peter, Opening("printer-does-not-print", "restart"))).Is(HttpStatusCode.Created);
        Assert.Equal(["printer-does-not-print", "restart"], (await desk.GetAsync($"/api/tickets/{opened.Number}", Manager)).Json["selfHelp"]!.AsArray().Select(id => (string?)id));

        JsonNode report = await Eventually.BecomesAsync(
            async () => (await desk.GetAsync("/api/reports/self-help", Viewer)).Is(HttpStatusCode.OK).Json, report => (int)report["totals"]!["opened"]! == 2, "the ticket counts with both entries");

        Assert.Equal(["printer-does-not-print 1 1 1 0.5", "restart 0 0 1 "], report["entries"]!.AsArray().Select(of => $"{of!["entry"]} {of["helped"]} {of["notHelped"]} {of["opened"]} {of["helpedShare"]}"));
        Assert.Equal([(await desk.NowAsync()).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)], report["entries"]![0]!["months"]!.AsArray().Select(month => (string?)month!["month"]));

        Assert.Equal(2, await MarksAsync(desk));
        await desk.AdvanceAsync("P2D");
        Assert.Equal(0, await MarksAsync(desk));
        Assert.Equal(1, (int)(await desk.GetAsync("/api/reports/self-help", Viewer)).Json["totals"]!["helped"]!);
    }

    [Fact]
    [Trait("Rule", "IT-03")]
    public async Task Is_for_everybody_who_is_signed_in_and_its_figures_for_the_desk_alone()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();

        (await desk.GetAsync("/api/self-help")).Is(HttpStatusCode.Unauthorized);
        (await desk.GetAsync("/api/reports/self-help", Anna)).Is(HttpStatusCode.Forbidden);
        (await desk.GetAsync("/api/self-help?lang=sv", Anna)).Is(HttpStatusCode.BadRequest);
        (await desk.PostAsync("/api/self-help/nothing/answered", Anna, new { helped = true })).Is(HttpStatusCode.NotFound);
        (await desk.PostAsync("/api/self-help/restart/answered", Anna, new { })).Is(HttpStatusCode.BadRequest);
        (await desk.PostAsync("/api/incidents", Anna, Opening("nothing"))).Is(HttpStatusCode.BadRequest);

        (await desk.PostAsync("/api/self-help/restart/answered", Anna with { Tenant = "elsewhere" }, new { helped = true })).Is(HttpStatusCode.OK);
        Assert.Empty((await desk.GetAsync("/api/reports/self-help", Viewer)).Is(HttpStatusCode.OK).Json["entries"]!.AsArray());
    }

    private static object Opening(params string[] read) =>
        new { title = "It jams", description = "It keeps the paper.", category = "hardware", subcategory = "printer", impact = "individual", urgency = "low", selfHelp = read };

    private static async Task<int> MarksAsync(RunningDesk desk) =>
        await new TableClient(desk.Account, "selfhelp").QueryAsync<TableEntity>().CountAsync(row => row.RowKey.Contains("|answer|", StringComparison.Ordinal));
}
