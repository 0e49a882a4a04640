using System.Globalization;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.Tests;

/// <summary>
/// 17 reasons × what begins and ends their waits, as one table written by hand from the source's list and the product's own times:
/// code and table are two witnesses.
/// </summary>
public sealed class A_wait
{
    // Who is waited for; the reminders as "working days (w) or days of the calendar (d) × how many > to whom", - for none; the longest
    // wait in days; what else ends it: the user's reply, the supplier's, a delivery, a decision by the approver or the forum; and
    // whether entering it says that an invoice can be written.
    private const string Table =
        """
        PR-01 | HumanResources       | -               | date | -        |
        PR-02 | InternalSupplier     | 3w × 6 > Team      | 30   | supplier |
        PR-03 | Approver             | 2w × 5 > Approver  | 30   | approver |
        PR-04 | Requester            | -               | date | -        |
        PR-05 | Requester            | 3w × 3 > Requester | 30   | user     |
        PR-06 | Both                 | -               | date | -        |
        PR-07 | ExternalSupplier     | 5w × 8 > Team      | 60   | supplier |
        PR-08 | ExternalSupplier     | 10w × 6 > Team     | 90   | delivery |
        PR-09 | Desk                 | 2w × 6 > Team      | 30   | -        |
        PR-10 | Requester            | 3w × 4 > Requester | 30   | -        |
        PR-11 | Desk                 | 2w × 6 > Team      | 30   | -        |
        PR-12 | Desk                 | 10w × 3 > Team     | 60   | -        | invoice
        PR-13 | ContinualImprovement | 30d × 11 > Forum   | 365  | forum    |
        PR-14 | ContinualImprovement | 30d × 11 > Forum   | 365  | forum    |
        PR-15 | ContinualImprovement | 30d × 11 > Forum   | 365  | forum    |
        PR-16 | ContinualImprovement | 30d × 11 > Forum   | 365  | forum    |
        PR-17 | ContinualImprovement | 30d × 11 > Forum   | 365  | forum    |
        """;

    private static readonly string[][] Rows = [.. Table.Split('\n').Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray())];

    private static readonly Actor Leader = Somebody.TeamLeader;

    public static TheoryData<string> Codes => [.. Rows.Select(row => row[0])];

    [Theory]
    [MemberData(nameof(Codes))]
    [Trait("Rule", "AU-15")]
    [Trait("Rule", "PR-12")]
    public void Begins_with_its_plan_and_says_once_that_it_can_be_invoiced(string code)
    {
        string[] row = RowOf(code);
        Case given = Entered(code);

        Wait wait = given.Ticket.Pending!.Wait!;
        Assert.Equal((given.Events.Single(e => e.What is Happening.Pended).Version, 0), (wait.Version, wait.Taken));
        Assert.Equal(Planned(row, given.Now, Until(row, given.Now)), wait.Plan.Steps);
        Assert.Equal([new WaitSpan(wait.Version, null)], given.Ticket.Dossier.Waits);
        Assert.Equal(row[5] == "invoice" ? 1 : 0, given.Events.Count(e => e.What is Happening.InvoiceReady));
        Assert.Equal(row[1], given.Profile.FindReason(code)!.Accountable.ToString());

        // Another date for the same wait is no other entry.
        given.Later(TimeSpan.FromMinutes(1)).Waiting(code, TimeSpan.FromDays(20));
        Assert.Equal(row[5] == "invoice" ? 1 : 0, given.Events.Count(e => e.What is Happening.InvoiceReady));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    [Trait("Rule", "PR-01")]
    [Trait("Rule", "PR-04")]
    [Trait("Rule", "PR-06")]
    public void Ends_on_the_date_that_was_named_whatever_its_reason(string code)
    {
        Case given = Case.Of(TicketStatus.InProgress).Waiting(code, TimeSpan.FromDays(12));
        DateTimeOffset until = given.Now.AddDays(12);

        Case late = given.Ticking(until.AddTicks(-1));
        Assert.Equal((TicketStatus.Pending, code), (late.Ticket.Status, late.Ticket.Pending!.Reason));
        Resumed(given.Ticking(until), ResumeCause.DateReached, until, flagged: true);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    [Trait("Rule", "PR-02")]
    [Trait("Rule", "PR-03")]
    [Trait("Rule", "PR-05")]
    [Trait("Rule", "PR-07")]
    [Trait("Rule", "PR-08")]
    [Trait("Rule", "PR-13")]
    [Trait("Rule", "PR-14")]
    [Trait("Rule", "PR-15")]
    [Trait("Rule", "PR-16")]
    [Trait("Rule", "PR-17")]
    public void Ends_with_what_it_waits_for_and_with_nothing_else(string code)
    {
        foreach ((string what, TicketCommand command, Actor by, ResumeCause cause, RefusalCode? otherwise) in new (string, TicketCommand, Actor, ResumeCause, RefusalCode?)[]
        {
            ("user", new TicketCommand.Reply("It is room 214."), Somebody.Requester, ResumeCause.UserReplied, null),
            ("supplier", new TicketCommand.SupplierReplied("It is on its way."), Somebody.FirstLine, ResumeCause.SupplierReplied, RefusalCode.NotAwaited),
            ("delivery", new TicketCommand.Delivered(null), Somebody.FirstLine, ResumeCause.Delivered, RefusalCode.NotAwaited),
            ("approver", new TicketCommand.Approve(null), Leader, ResumeCause.Decided, code[3..] is "13" or "14" or "15" or "16" or "17" ? RefusalCode.NotAllowed : RefusalCode.NothingToApprove),
            ("forum", new TicketCommand.Approve(null), Somebody.ProcessManager, ResumeCause.Decided, RefusalCode.NotAllowed),
            ("forum", new TicketCommand.Reject("Not this year."), Somebody.ProcessOwner, ResumeCause.Decided, RefusalCode.NotAllowed),
        })
        {
            Case given = Entered(code).Later(TimeSpan.FromHours(1));
            if (what == RowOf(code)[4])
                Resumed(given.Do(command, by), cause, given.Now, flagged: command is not TicketCommand.Approve);
            else if (otherwise is { } refusal)
                Assert.Equal(refusal, given.Refuse(command, by).Code);
            else
                Assert.Equal((TicketStatus.Pending, code), (given.Do(command, by).Ticket.Status, given.Ticket.Pending!.Reason));
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    [Trait("Rule", "PR-10")]
    public void Reminds_on_its_schedule_and_ends_when_it_has_lasted_as_long_as_it_may(string code)
    {
        string[] row = RowOf(code);
        Case given = Entered(code);
        DateTimeOffset began = given.Now;
        WaitStep[] planned = Planned(row, began, Until(row, began));
        given.Ticking(began.AddDays(400));

        Assert.Equal(
            planned.Where(step => step.Work == WaitWork.Remind).Select((step, number) => (step.At, number + 1, step.To)),
            given.Events.Where(e => e.What is Happening.WaitReminded).Select(e => (e.HappenedAt, ((Happening.WaitReminded)e.What).Step, (Reminded?)((Happening.WaitReminded)e.What).To)));
        TicketEvent ended = Assert.Single(given.Events, e => e.What is Happening.Resumed);
        Assert.Equal((row[3] == "date" ? ResumeCause.DateReached : ResumeCause.Expired, planned[^1].At), (((Happening.Resumed)ended.What).Cause, ended.HappenedAt));
        Assert.NotNull(given.Ticket.UpdateFlagSince);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Ends_by_hand_and_none_of_its_steps_is_taken_any_more(string code)
    {
        Case given = Entered(code).Later(TimeSpan.FromHours(1));
        TicketCommand.WakeUp step = given.Step;
        Wait wait = given.Ticket.Pending!.Wait!;
        given.Do(new TicketCommand.Journal("Called them.", Visibility.Internal), Somebody.FirstLine);
        Assert.Equal(code, given.Ticket.Pending!.Reason);

        Resumed(given.Do(new TicketCommand.Resume(), Somebody.FirstLine), ResumeCause.ByHand, given.Now, flagged: false);
        Assert.Equal([new WaitSpan(wait.Version, given.Ticket.Version)], given.Ticket.Dossier.Waits);
        Assert.Null(given.Ticket.Watchdog);
        Assert.Equal(RefusalCode.TransitionNotAllowed, given.Later(TimeSpan.FromDays(400)).Refuse(step, Actor.Clock).Code);
        Assert.Empty(given.Waiting("PR-05").Accept(step, Actor.Clock));
    }

    [Fact]
    public void Takes_each_step_once_and_none_before_its_instant()
    {
        Case given = Entered("PR-05").UntilStep();
        TicketCommand.WakeUp first = given.Step;
        Assert.Empty(given.Later(TimeSpan.FromTicks(-1)).Accept(first, Actor.Clock));
        Assert.Equal([new Happening.WaitReminded(3, 1, Reminded.Requester)], given.Later(TimeSpan.FromTicks(1)).Accept(first, Actor.Clock));
        Assert.Empty(given.Later(TimeSpan.FromDays(30)).Accept(first, Actor.Clock));
        Assert.Empty(given.Accept(first with { Step = 3 }, Actor.Clock));
        Assert.Equal(1, given.Ticket.Pending!.Wait!.Taken);
    }

    [Fact]
    [Trait("Rule", "AU-15")]
    public void Ends_in_a_resolution_only_where_an_organisation_says_so_and_no_task_is_open()
    {
        Profile resolving = new ProfileChanges(Waits: [new("PR-05", Remind: null, LongestDays: 10, WaitEnd.Resolve)]).On(Aarhus.Profile);
        Case given = Entered("PR-05", resolving);
        DateTimeOffset end = given.Now.AddDays(10);
        Assert.Equal([new WaitStep(end, WaitWork.Resolve)], given.Ticket.Pending!.Wait!.Plan.Steps);
        given.Ticking(end);
        Assert.Equal((TicketStatus.Resolved, TicketDesk.ClosureNoAnswer, end), (given.Ticket.Status, given.Ticket.Resolution!.ClosureCode, given.Ticket.Resolution.At));
        Assert.Contains("Afventer svar bruger", given.Ticket.Resolution.Solution.Value, StringComparison.Ordinal);

        Case busy = Case.Of(TicketStatus.InProgress, resolving).Do(new TicketCommand.AddTask("Order a screen.", null, null), Somebody.FirstLine).Waiting("PR-05");
        Resumed(busy.Ticking(busy.Now.AddDays(10)), ResumeCause.Expired, busy.Now, flagged: true);
    }

    [Fact]
    public void Keeps_the_plan_that_it_began_with_whatever_is_decided_later()
    {
        Case given = Entered("PR-05");
        WaitPlan plan = given.Ticket.Pending!.Wait!.Plan;
        given.Under(new ProfileChanges(Waits: [new("PR-05", Remind: null, LongestDays: 1, WaitEnd.Resolve)]).On(Aarhus.Profile));

        Assert.Equal(plan, given.Later(TimeSpan.FromHours(2)).Do(new TicketCommand.Journal("Called.", Visibility.Internal), Somebody.FirstLine).Ticket.Pending!.Wait!.Plan);
        given.Ticking(given.Now.AddDays(60));
        Assert.Equal(ResumeCause.Expired, given.Events.Select(e => e.What).OfType<Happening.Resumed>().Single().Cause);
    }

    [Fact]
    public void Of_an_older_release_waits_for_its_date_alone_and_gets_its_plan_once()
    {
        Case given = Case.Of(TicketStatus.InProgress);
        DateTimeOffset until = given.Now.AddDays(3);
        given.Record([new Happening.Pended("PR-06", until)], Somebody.FirstLine);
        Assert.Equal([new Due(DueWork.WakeUp, until)], given.Owes);

        given.Until(DueWork.WakeUp).Do(new TicketCommand.PlanWait(), Actor.Clock);
        Assert.Equal((given.Ticket.Version, new WaitPlan([new(until, WaitWork.WakeUp)])), (given.Ticket.Pending!.Wait!.Version, given.Ticket.Pending.Wait.Plan));
        Assert.Empty(given.Accept(new TicketCommand.PlanWait(), Actor.Clock));
        Assert.Empty(given.Owes);
        Resumed(given.Do(given.Step, Actor.Clock), ResumeCause.DateReached, until, flagged: true);
    }

    [Fact]
    [Trait("Rule", "AU-50")]
    public void Asks_nobody_to_react_to_what_whoever_has_the_ticket_wrote_down()
    {
        Case mine = Case.Of(TicketStatus.Assigned).Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Waiting("PR-07");
        Resumed(mine.Do(new TicketCommand.SupplierReplied("On Monday."), Somebody.FirstLine), ResumeCause.SupplierReplied, mine.Now, flagged: false);

        Case another = Case.Of(TicketStatus.Assigned).Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Waiting("PR-07");
        Resumed(another.Do(new TicketCommand.SupplierReplied("On Monday."), Somebody.SecondLine), ResumeCause.SupplierReplied, another.Now, flagged: true);
    }

    private static Case Entered(string code, Profile? profile = null)
    {
        Case given = Case.Of(TicketStatus.InProgress, profile);
        DateTimeOffset? until = Until(RowOf(code), given.Now);
        return given.Waiting(code, until - given.Now);
    }

    private static string[] RowOf(string code) => Rows.Single(row => row[0] == code);

    private static DateTimeOffset? Until(string[] row, DateTimeOffset at) => row[3] == "date" ? at.AddDays(40) : null;

    private static void Resumed(Case given, ResumeCause cause, DateTimeOffset at, bool flagged)
    {
        TicketEvent resumed = given.Events.Last(e => e.What is Happening.Resumed);
        Assert.Equal((TicketStatus.InProgress, null, cause, at), (given.Ticket.Status, given.Ticket.Pending, ((Happening.Resumed)resumed.What).Cause, resumed.HappenedAt));
        Assert.Equal(flagged, given.Ticket.UpdateFlagSince is not null);
    }

    // Working days by the calendar's arithmetic, which has tests of its own; days of the calendar by the zone, over the end of summer time.
    private static WaitStep[] Planned(string[] row, DateTimeOffset began, DateTimeOffset? until)
    {
        DateTimeOffset end = until ?? Local(began, int.Parse(row[3], CultureInfo.InvariantCulture));
        var steps = new List<WaitStep>();
        if (row[2] != "-")
        {
            string[] parts = row[2].Split(' ');
            int every = int.Parse(parts[0][..^1], CultureInfo.InvariantCulture), most = int.Parse(parts[2], CultureInfo.InvariantCulture);
            for (int number = 1; number <= most; number++)
            {
                DateTimeOffset at = parts[0].EndsWith('w') ? Aarhus.Profile.WorkingTimeOf(null).AddWorkingDays(began, every * number)!.Value : Local(began, every * number);
                if (at < end)
                    steps.Add(new(at.ToUniversalTime(), WaitWork.Remind, Enum.Parse<Reminded>(parts[4])));
            }
        }

        return [.. steps, new(end, until is null ? WaitWork.Expire : WaitWork.WakeUp)];
    }

    private static DateTimeOffset Local(DateTimeOffset at, int days)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");
        DateTime local = TimeZoneInfo.ConvertTime(at, zone).DateTime.AddDays(days);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
