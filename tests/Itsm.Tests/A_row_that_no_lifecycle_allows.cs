namespace ItsmFunctions.Itsm.Tests;

/// <summary>Each rule of the import on the smallest log that needs it: what is found, in which row, and what becomes of the ticket.</summary>
public sealed class A_row_that_no_lifecycle_allows
{
    public static TheoryData<string, string[], int, string, string> Logs => new()
    {
        { "nothing odd", Written.Plain(), 0, "", "Closed" },
        { "R-01 too few columns", [Written.Row(0, "29-02-2016 08:10", "New"), "INC0000001,Active"], 3, "R-01", "New" },
        { "R-01 no number", [Written.Row(0, "29-02-2016 08:10", "New"), Written.Row("?", 1, "29-02-2016 09:00", "Active")], 3, "R-01", "New" },
        { "R-02 a time that is none", [Written.Row(0, "29-02-2016 08:10", "New"), Written.Row(1, "31-02-2016 09:00", "Active")], 3, "R-02", "InProgress" },
        { "R-03 opened behind its first update", [Written.Row(0, "29-02-2016 07:10", "New")], 2, "R-03", "New" },
        { "R-03 opened at ?", [Written.Row(0, "29-02-2016 07:10", "New", "opened_at=?")], 2, "R-03", "New" },
        { "R-06 rows in disorder", [Written.Row(1, "29-02-2016 09:00", "Active"), Written.Row(0, "29-02-2016 08:10", "New")], 2, "R-06", "InProgress" },
        { "R-07 updates missing", [Written.Row(0, "29-02-2016 08:10", "New"), Written.Row(4, "29-02-2016 09:00", "Active")], 3, "R-07", "InProgress" },
        { "R-08 a row twice", [Written.Row(0, "29-02-2016 08:10", "New"), Written.Row(0, "29-02-2016 08:10", "New")], 3, "R-08", "New" },
        { "R-09 a state nobody knows", [Written.Row(0, "29-02-2016 08:10", "New"), Written.Row(1, "29-02-2016 09:00", "On Hold")], 3, "R-09", "New" },
        { "R-09 an impact nobody knows", [Written.Row(0, "29-02-2016 08:10", "New", "impact=9 - Huge")], 2, "R-09", "New" },
        { "R-10 New again", [Written.Row(0, "29-02-2016 08:10", "Active"), Written.Row(1, "29-02-2016 09:00", "New")], 3, "R-10", "InProgress" },
        { "R-11 reopened", [.. Written.Plain()[..3], Written.Row(3, "02-03-2016 09:00", "Active", "reopen_count=1")], 5, "R-11", "InProgress" },
        { "R-11 reopened to wait", [.. Written.Plain()[..3], Written.Row(3, "02-03-2016 09:00", "Awaiting Vendor", "reopen_count=1")], 5, "R-11", "Pending" },
        { "R-12 New to Resolved", [Written.Row(0, "29-02-2016 08:10", "New"), Written.Row(1, "29-02-2016 09:00", "Resolved", "resolved_at=29-02-2016 09:00")], 3, "R-12", "Resolved" },
        { "R-13 Closed without Resolved", [Written.Row(0, "29-02-2016 08:10", "Active"), Written.Row(1, "06-03-2016 13:00", "Closed", Written.Times)], 3, "R-13", "Closed" },
        { "R-14 Closed to Closed", [.. Written.Plain(), Written.Row(4, "07-03-2016 13:00", "Closed", Written.Times)], 6, "R-14", "Closed" },
        { "R-14 Closed to Active", [.. Written.Plain(), Written.Row(4, "07-03-2016 13:00", "Active", Written.Times)], 6, "R-14", "Closed" },
        { "R-15 handed over while waiting", [Written.Row(0, "29-02-2016 08:10", "Active"), Written.Row(1, "29-02-2016 09:00", "Awaiting User Info"), Written.Row(2, "29-02-2016 10:00", "Awaiting User Info", "assignment_group=Group 2", "reassignment_count=1")], 4, "R-15", "Pending" },
        { "R-16 handed over while resolved", [.. Written.Plain()[..3], Written.Row(3, "02-03-2016 09:00", "Resolved", [.. Written.Times, "assignment_group=Group 2"])], 5, "R-16", "Resolved" },
    };

    [Theory]
    [MemberData(nameof(Logs))]
    public async Task Is_handled_by_a_rule_and_listed(string why, string[] rows, int line, string rule, string status)
    {
        await using Bench bench = Bench.Dry();
        string file = bench.File(Written.Log(rows));
        Outcome outcome = await bench.RehearseAsync(file);
        if (rule.Length == 0)
            Assert.Empty(outcome.Findings);
        else
            Assert.Contains((rule, line), outcome.Findings.Select(finding => (finding.Rule, finding.Line)));
        Assert.True(outcome.Parity.Unexplained == 0 || rule is "R-09" or "R-14", $"{why}: {string.Join(", ", outcome.Unexplained)}");
        Assert.Equal(Enum.Parse<TicketStatus>(status), Replayed.Ticket(file).Status);
    }

    [Fact]
    public void Leaves_a_note_where_nothing_that_is_recorded_here_changed()
    {
        using var folder = new Replayed.Folder();
        string file = folder.File(Written.Log(Written.Row(0, "29-02-2016 08:10", "New"), Written.Row(1, "29-02-2016 09:00", "New", "sys_updated_by=Updated by 9")));
        TicketEvent note = Replayed.Events(file)[^1];
        Assert.Contains("Updated by 9", Assert.IsType<Happening.NoteWritten>(note.What).Text.Value, StringComparison.Ordinal);
        Assert.False(note.Public);
    }

    [Theory]
    [InlineData("Awaiting User Info", "PR-05")]
    [InlineData("Awaiting Vendor", "PR-07")]
    [InlineData("Awaiting Problem", "PR-02")]
    [InlineData("Awaiting Evidence", "PR-02")]
    public void Waits_for_the_reason_that_the_mapping_says(string state, string reason)
    {
        using var folder = new Replayed.Folder();
        Ticket ticket = Replayed.Ticket(folder.File(Written.Log(Written.Row(0, "29-02-2016 08:10", "Active"), Written.Row(1, "29-02-2016 09:00", state))));
        Assert.Equal(reason, ticket.Pending!.Reason);
    }

    [Fact]
    public void Falls_due_here_like_any_other_where_the_log_leaves_it_resolved()
    {
        using var folder = new Replayed.Folder();
        Ticket ticket = Replayed.Ticket(folder.File(Written.Log(Written.Plain()[..3])));
        Due due = Assert.Single(ticket.Dues());
        Assert.Equal(DueWork.Close, due.Work);
        Assert.Equal(ticket.Resolution!.At.AddDays(30).AddHours(-1), due.At);
    }

    [Fact]
    public void Is_closed_when_that_desk_closed_it()
    {
        using var folder = new Replayed.Folder();
        Ticket ticket = Replayed.Ticket(folder.File(Written.Log(Written.Plain())));
        Assert.Equal(new DateTimeOffset(2016, 3, 6, 12, 0, 0, TimeSpan.Zero), ticket.ClosedAt);
        Assert.Equal(new DateTimeOffset(2016, 2, 29, 7, 0, 0, TimeSpan.Zero), ticket.OpenedAt);
    }
}
