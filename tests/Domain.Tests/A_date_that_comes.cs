using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Escalation;
using static ItsmFunctions.Domain.Tests.A_ticket_that_stands;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Whatever somebody has named a date for is told to whoever is to do it when that comes (FV-11, OR-06, OR-09).</summary>
public sealed class A_date_that_comes
{
    private static readonly DateTimeOffset Noon = At("2026-11-24T11:00Z");

    [Fact]
    [Trait("Rule", "FV-11")]
    public void Of_a_task_is_told_to_its_owner_once_at_that_instant_whatever_the_hour()
    {
        Case given = Opened("2026-11-23T09:00Z", 4)
            .Do(Task("Order it.", "agent-l2", At("2026-11-24T22:00Z")), Somebody.FirstLine)
            .Do(Task("Clean it.", "agent-l1", Noon), Somebody.FirstLine)
            .Ticking(At("2026-11-25T06:00Z"));
        Assert.Equal(["11-24 11:00 Assignee agent-l1", "11-24 22:00 Assignee agent-l2"], Told(given));
        Assert.Null(given.Ticket.Watch!.Due);
    }

    [Fact]
    public void Is_told_to_nobody_when_it_is_done_by_then()
    {
        Case given = Opened("2026-11-23T09:00Z", 4).Do(Task("Order it.", "agent-l1", Noon), Somebody.FirstLine).Do(new TicketCommand.CompleteTask(1, null), Somebody.FirstLine);
        Assert.Null(given.Ticket.Watch!.Due);
        Assert.Empty(Told(given.Ticking(At("2026-11-25T06:00Z"))));
    }

    [Fact]
    [Trait("Rule", "FV-11")]
    public void Of_several_at_one_instant_is_told_once_to_each_of_those_who_have_them()
    {
        Case given = Opened("2026-11-23T09:00Z", 4)
            .Do(Task("Order it.", "agent-l1", Noon), Somebody.FirstLine)
            .Do(Task("Pay for it.", "agent-l1", Noon), Somebody.FirstLine)
            .Do(new TicketCommand.AddTask("Put it up.", "infrastructure", null, Noon), Somebody.FirstLine)
            .Do(new TicketCommand.AddTask("Look at it.", null, null, Noon), Somebody.FirstLine)
            .Ticking(At("2026-11-25T06:00Z"));
        Assert.Equal(["11-24 11:00 Assignee agent-l1", "11-24 11:00 Dispatcher of infrastructure", "11-24 11:00 Assignee"], Told(given));
    }

    [Fact]
    public void Of_very_many_is_told_to_some_and_for_the_rest_to_whoever_has_the_ticket()
    {
        Case given = Opened("2026-11-23T09:00Z", 4);
        for (int i = 0; i < TicketDesk.MostTasks; i++)
            given.Do(Task("Order it.", $"agent-{i}", Noon), Somebody.FirstLine);
        string[] told = Told(given.Ticking(At("2026-11-25T06:00Z")));
        Assert.Equal((10, "11-24 11:00 Assignee"), (told.Length, told[^1]));
    }

    [Fact]
    public void Is_told_of_a_resolved_ticket_too_and_of_a_pending_one()
    {
        Case given = Case.Incident(FlowchartProfile, at: At("2026-11-23T09:00Z")).Solved().Do(new TicketCommand.AddTask("Watch it.", null, "agent-l1", Noon, FollowUp: true), Somebody.FirstLine).Ticking(At("2026-11-24T12:00Z"));
        Assert.Equal((TicketStatus.Resolved, "11-24 11:00 Assignee agent-l1"), (given.Ticket.Status, Assert.Single(Told(given))));

        Case waiting = Opened("2026-11-23T09:00Z", 4).Do(Task("Order it.", "agent-l1", Noon), Somebody.FirstLine).Do(new TicketCommand.Pend("PR-01", At("2026-12-07T07:00Z"), null), Somebody.FirstLine).Ticking(At("2026-11-25T06:00Z"));
        Assert.Equal((TicketStatus.Pending, "11-24 11:00 Assignee agent-l1"), (waiting.Ticket.Status, Assert.Single(Told(waiting))));
    }

    [Fact]
    [Trait("Rule", "OR-06")]
    public void Of_the_action_plan_is_told_to_the_item_s_owner_at_the_date_that_it_was_moved_to()
    {
        DateTimeOffset first = Case.Start.AddHours(3), later = Case.Start.AddHours(7);
        Case given = GivenOrmis.Begun(GivenOrmis.Global).Do(GivenOrmis.Exchange with { DueAt = first }, GivenOrmis.Technical).Do(new OrmisCommand.PlanAction(1, null, null, later, null, null, null), GivenOrmis.Technical);
        Happening.Prompted told = Assert.Single(given.Ticking(later.AddDays(1)).Events.Select(e => e.What).OfType<Happening.Prompted>(), e => e.Kind == PromptKind.Due);
        Assert.Equal((later, "tm-1", 1), (told.Since, told.Person, told.Level));
    }

    [Fact]
    [Trait("Rule", "OR-09")]
    public void To_inform_clients_is_told_to_the_incident_manager_unless_it_was_decided_anew()
    {
        DateTimeOffset when = Case.Start.AddHours(3);
        OrmisCommand.DecideCommunication Decide(DateTimeOffset? at, bool communicate = true) => new(communicate, communicate ? "mail" : null, at, communicate ? "The line is down." : null, "Many call.");
        Case given = GivenOrmis.Begun(GivenOrmis.Global).Do(Decide(when), GivenOrmis.Technical);
        Assert.Equal((when, "tm-1"), (DueDates.Of(given.Ticket).Single().At, DueDates.Of(given.Ticket).Single().Person));
        Assert.Contains(given.Ticking(when.AddHours(1)).Events, e => e.What is Happening.Prompted { Kind: PromptKind.Due, Person: "tm-1" } told && told.Since == when);

        Case anew = GivenOrmis.Begun(GivenOrmis.Global).Do(Decide(when), GivenOrmis.Technical).Do(Decide(null, communicate: false), GivenOrmis.Technical);
        Assert.Empty(Told(anew.Ticking(when.AddHours(1))));
    }

    /// <summary>Timers were off: each date is told for itself, in order.</summary>
    [Fact]
    public void Is_told_late_where_nobody_looked_and_none_is_left_out()
    {
        Case given = Opened("2026-11-23T09:00Z", 4).Do(Task("Order it.", "agent-l1", Noon), Somebody.FirstLine).Do(Task("Clean it.", "agent-l1", Noon.AddMinutes(5)), Somebody.FirstLine);
        given.Later(TimeSpan.FromDays(2)).Do(new TicketCommand.BeginWork(), Somebody.FirstLine);
        Assert.Equal(Noon, given.Ticket.Watch!.Due?.At);
        given.Ticking(given.Now.AddHours(1));
        Assert.Equal([Noon, Noon.AddMinutes(5)], given.Events.Select(e => e.What).OfType<Happening.Prompted>().Where(told => told.Kind == PromptKind.Due).Select(told => told.Since));
    }

    private static Profile FlowchartProfile => new ProfileChanges(Base: "v2").On(Aarhus.Profile);

    private static TicketCommand.AddTask Task(string title, string assignee, DateTimeOffset dueAt) => new(title, null, assignee, dueAt);

    private static string[] Told(Case given) =>
    [
        .. from e in given.Events
           let told = e.What as Happening.Prompted
           where told?.Kind == PromptKind.Due
           select string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{e.HappenedAt:MM-dd HH:mm} {told.To}{(told.Person is { } person ? $" {person}" : "")}{(told.Origin is { } team ? $" of {team}" : "")}"),
    ];
}
