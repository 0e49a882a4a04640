using System.Net;

namespace ItsmFunctions.Desk.Tests;

/// <summary>
/// "Samlet sagsflow" of Aarhus University through HTTP, step by step, from the customer's portal to the automatic close: two teams, each
/// with a dispatcher and a supporter, who may do only what their place in the directory lets them.
/// </summary>
public sealed class The_seventeen_steps
{
    private static readonly Principal Anna = Principal.Requester("anna");
    private static readonly Principal Dina = Principal.Of("dina", "Agent.L1", "Dispatcher");
    private static readonly Principal Bo = Principal.Of("bo", "Agent.L1");
    private static readonly Principal Inge = Principal.Of("inge", "Agent.L2", "Dispatcher");
    private static readonly Principal Ivan = Principal.Of("ivan", "Agent.L2");
    private static readonly Principal Mia = Principal.Of("mia", "ProcessManager");

    [Fact]
    [Trait("Rule", "AU-06")]
    [Trait("Rule", "AU-07")]
    [Trait("Rule", "AU-09")]
    [Trait("Rule", "AU-26")]
    [Trait("Rule", "AU-32")]
    [Trait("Rule", "AU-34")]
    [Trait("Rule", "AU-49")]
    [Trait("Rule", "AU-52")]
    [Trait("Rule", "AU-52b")]
    [Trait("Rule", "AU-55")]
    [Trait("Rule", "AU-56")]
    [Trait("Rule", "AU-57")]
    [Trait("Rule", "A20")]
    public async Task Lead_a_case_from_the_portal_through_two_lines_and_back_to_the_automatic_close()
    {
        await using RunningDesk desk = await RunningDesk.StartAsync();
        await KeepDirectoryAsync(desk);

        // 1: the customer creates the case in the portal.
        string number = (await desk.PostAsync("/api/requests", Anna, new
        {
            title = "A shared drive for the exam office", description = "Six of us need to read and write there.", category = "access", subcategory = "shared-drive",
            importance = "shouldHave", speed = "standard", channel = "portal",
        })).Is(HttpStatusCode.Created).Number;

        // 2: the dispatcher sees it in the team's queue.
        await QueueHoldsAsync(desk, Dina, "it-support", number, "?show=unassigned");

        // 3: the dispatcher checks content, categorisation, priority.
        Answer seen = (await desk.GetAsync($"/api/tickets/{number}", Dina)).Is(HttpStatusCode.OK);
        Assert.Equal(("new", "access", "shared-drive", 3, 5), (seen.TicketStatus, (string)seen.Json["category"]!, (string)seen.Json["subcategory"]!, (int)seen.Json["priority"]!, (int)seen.Json["handlingRank"]!));

        // 4: and assigns it to a supporter of first line. The customer is told the team, not that somebody has it.
        Assert.Equal("assigned", (await desk.CommandAsync(number, "assign", Dina, new { assignee = "bo" })).TicketStatus);
        Assert.Equal("new", (await desk.GetAsync($"/api/tickets/{number}", Anna)).TicketStatus);

        // 5: the supporter clicks Begin Work. 6: and works.
        Assert.Equal("inProgress", (await desk.CommandAsync(number, "begin-work", Bo)).TicketStatus);
        (await desk.PostAsync($"/api/tickets/{number}/journal", Bo, new { text = "Checked the naming rules and who may own the drive." })).Is(HttpStatusCode.OK);
        (await desk.PostAsync($"/api/tickets/{number}/reply", Bo, new { text = "Which name should it have?" })).Is(HttpStatusCode.OK);
        (await desk.PostAsync($"/api/tickets/{number}/reply", Anna, new { text = "EXAM, please." })).Is(HttpStatusCode.OK);

        // 7: cannot solve it, and prepares the escalation. The desk says what is missing before anything moves.
        Answer missing = (await desk.SendAsync(HttpMethod.Post, $"/api/tickets/{number}/dispatch?dryRun=true", Bo, new { team = "infrastructure" })).Is(HttpStatusCode.Conflict);
        Assert.Equal("handover-incomplete", missing.Code);
        Assert.Contains("/categoryConfirmed", missing.Json["errors"]!.AsArray().Select(error => (string)error!["pointer"]!));
        Answer passed = (await desk.CommandAsync(number, "dispatch", Bo, new
        {
            team = "infrastructure", categoryConfirmed = true, note = "Anna and five colleagues need the drive EXAM with read and write access; naming rules checked.",
            message = "Our server team creates the drive; we tell you when it is there.",
        })).Is(HttpStatusCode.OK);
        Assert.Equal(("infrastructure", "inProgress"), ((string)passed.Json["team"]!, passed.TicketStatus));
        Assert.Null(passed.Json["assignee"]);

        // 8: the receiving dispatcher checks that the information is right and sufficient; what is not hers she cannot touch before.
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.CommandAsync(number, "assign", Dina, new { assignee = "bo" })).Status);
        await QueueHoldsAsync(desk, Inge, "infrastructure", number, "?show=unassigned");
        Assert.Contains("EXAM", (await desk.GetAsync($"/api/tickets/{number}/journal", Inge)).Text, StringComparison.Ordinal);
        Assert.Contains("bounce", Commands(await desk.GetAsync($"/api/tickets/{number}", Inge)));

        // 9: and assigns a supporter of second line.
        (await desk.CommandAsync(number, "assign", Inge, new { assignee = "ivan" })).Is(HttpStatusCode.OK);

        // 10: who may contact the user; 11: works, a doubt goes into the journal; 12: carries out the solution; 13: describes it.
        (await desk.PostAsync($"/api/tickets/{number}/reply", Ivan, new { text = "It will be there tomorrow at noon." })).Is(HttpStatusCode.OK);
        (await desk.PostAsync($"/api/tickets/{number}/journal", Ivan, new { text = "In doubt whether the external examiner counts; asked the owner of the office." })).Is(HttpStatusCode.OK);
        Assert.Equal("resolve-by-support", (await desk.CommandAsync(number, "resolve", Ivan, new { solution = "Created." })).Code);
        (await desk.PostAsync($"/api/tickets/{number}/journal", Ivan, new { text = "Created the drive EXAM with six accounts and tried it with one of them." })).Is(HttpStatusCode.OK);

        // 14: sent back to the helpdesk that it was escalated from, without anybody having to name it.
        Answer back = (await desk.CommandAsync(number, "dispatch", Ivan, new { categoryConfirmed = true })).Is(HttpStatusCode.OK);
        Assert.Equal(("it-support", "inProgress"), ((string)back.Json["team"]!, back.TicketStatus));

        // 15: the dispatcher assigns the supporter of first line.
        (await desk.CommandAsync(number, "assign", Dina, new { assignee = "bo" })).Is(HttpStatusCode.OK);

        // 16: first line sets Resolved, with the solution.
        Answer resolved = (await desk.CommandAsync(number, "resolve", Bo, new { solution = "The drive EXAM is there for the six of you." })).Is(HttpStatusCode.OK);
        Assert.Equal("resolved", resolved.TicketStatus);

        // 17: the system tells the user, who can reopen, answer, or let it rest.
        ReceivedMail mail = await MailAsync(desk, "er løst");
        Assert.Contains("The drive EXAM is there", mail.Message.TextBody, StringComparison.Ordinal);
        Assert.Equal(Anna.Mail, Assert.Single(mail.Message.To.Mailboxes).Address);
        string[] options = Commands(await desk.GetAsync($"/api/tickets/{number}", Anna));
        Assert.Contains("reopen", options);
        Assert.Contains("reply", options);
        await desk.AdvanceAsync("P31D");
        Answer closed = await desk.GetAsync($"/api/tickets/{number}", Anna);
        Assert.Equal(("closed", resolved.Json["resolution"]!["closesAt"]!.GetValue<DateTimeOffset>()), (closed.TicketStatus, closed.Json["closedAt"]!.GetValue<DateTimeOffset>()));
        Assert.Equal("ticket-closed", (await desk.CommandAsync(number, "reopen", Anna)).Code);

        // Nothing internal came to the user, and what was done stands on the case.
        string read = (await desk.GetAsync($"/api/tickets/{number}/journal", Anna)).Text;
        Assert.DoesNotContain("In doubt", read, StringComparison.Ordinal);
        Assert.Equal(8, (await desk.GetAsync($"/api/tickets/{number}/journal", Bo)).Json["notes"]!.AsArray().Count(note => (string)note!["kind"]! is "note" or "fromRequester" or "toRequester"));
    }

    private static string[] Commands(Answer ticket) => [.. ticket.Is(HttpStatusCode.OK).Json["commands"]!.AsArray().Select(command => (string)command!)];

    private static async Task<ReceivedMail> MailAsync(RunningDesk desk, string subject)
    {
        ReceivedMail[] mails = await Eventually.BecomesAsync(
            async () => (await desk.Mail.WaitForAsync(1)).Where(mail => mail.Message.Subject?.Contains(subject, StringComparison.Ordinal) == true).ToArray(),
            mails => mails.Length > 0,
            $"a mail says that the case {subject}");
        return Assert.Single(mails);
    }

    private static Task QueueHoldsAsync(RunningDesk desk, Principal dispatcher, string team, string number, string query) => Eventually.BecomesAsync<string[]>(
        async () => (await desk.GetAsync($"/api/teams/{team}/queue{query}", dispatcher)).Is(HttpStatusCode.OK).Json["tickets"]!.AsArray().Select(line => (string)line!["ticket"]!["number"]!).ToArray(),
        numbers => numbers.Contains(number),
        $"{number} stands in the queue of {team}");

    private static async Task KeepDirectoryAsync(RunningDesk desk)
    {
        static object Member(Principal who, string team, bool dispatches) => new { id = who.Id, name = who.Name, teams = new[] { team }, dispatches = dispatches ? new[] { team } : [] };
        (await desk.SendAsync(HttpMethod.Put, "/api/parameters/directory", Mia, new
        {
            value = new[] { Member(Dina, "it-support", true), Member(Bo, "it-support", false), Member(Inge, "infrastructure", true), Member(Ivan, "infrastructure", false) },
        }, match: "\"0\"")).Is(HttpStatusCode.OK);
    }
}
