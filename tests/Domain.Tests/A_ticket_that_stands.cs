using System.Collections.Immutable;
using ItsmFunctions.Domain.Escalation;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Who is prompted when, of a ticket that nobody begins or that goes no further (AU-27, AU-28, A12, A24).</summary>
public sealed class A_ticket_that_stands
{
    private static readonly Profile Staffed = Aarhus.Profile with
    {
        Teams = [.. Aarhus.Profile.Teams.Select(team => team with { Leaders = ["lea@example.org"], Dispatchers = ["dina@example.org"] })],
    };

    /// <summary>Opened on Monday 23 November 2026 at 10:00 in Aarhus; times are UTC.</summary>
    [Theory]
    [Trait("Rule", "AU-27")]
    [Trait("Rule", "A12")]
    [Trait("Rule", "A24")]
    [InlineData(1, "11-23 09:15 Leader", "11-23 09:30 ProcessManager")]
    [InlineData(2, "11-23 09:30 Dispatcher", "11-23 10:00 Leader", "11-23 10:30 ProcessManager")]
    [InlineData(3, "11-23 15:00 Dispatcher", "11-24 15:00 Leader", "11-25 15:00 ProcessManager")]
    [InlineData(4, "11-26 09:00 Dispatcher", "12-01 09:00 ProcessManager")]
    [Trait("Rule", "AU-28")]
    public void Is_prompted_about_while_nobody_begins_each_step_once(int rank, params string[] expected) =>
        Assert.Equal(expected, Prompts(Opened("2026-11-23T09:00Z", rank).Ticking(At("2026-12-23T09:00Z")), PromptKind.NotBegun));

    [Theory]
    [Trait("Rule", "AU-27")]
    [Trait("Rule", "A12")]
    [Trait("Rule", "A24")]
    [InlineData(1, "11-23 09:40 Leader", "11-23 10:10 ProcessManager")]
    [InlineData(2, "11-23 11:10 Dispatcher", "11-23 13:10 Leader", "11-24 07:10 ProcessManager")]
    [InlineData(3, "11-24 09:10 Dispatcher", "11-25 09:10 Leader", "11-26 09:10 ProcessManager")]
    [InlineData(4, "11-30 09:10 Dispatcher", "12-07 09:10 ProcessManager")]
    [InlineData(5, "12-07 09:10 Dispatcher", "12-21 09:10 ProcessManager")]
    public void Is_prompted_about_while_it_goes_no_further_once_it_is_begun(int rank, params string[] expected)
    {
        Case given = Opened("2026-11-23T09:00Z", rank).Later(TimeSpan.FromMinutes(10)).Do(new TicketCommand.BeginWork(), Somebody.FirstLine);
        Assert.Equal(expected, Prompts(given.Ticking(At("2026-12-31T09:00Z")), PromptKind.NoProgress));
        Assert.Empty(Prompts(given, PromptKind.NotBegun));
    }

    [Fact]
    [Trait("Rule", "A12")]
    public void Of_the_lowest_rank_may_lie_unbegun_but_not_without_progress() =>
        Assert.Equal(["12-07 09:00 Dispatcher", "12-21 09:00 ProcessManager"], Prompts(Opened("2026-11-23T09:00Z", 5).Ticking(At("2026-12-31T09:00Z"))));

    [Theory]
    [Trait("Rule", "AU-27")]
    [InlineData("2026-11-20T14:50Z", "11-23 07:20 Dispatcher")] // ten minutes before the weekend
    [InlineData("2026-10-23T13:50Z", "10-26 07:20 Dispatcher")] // and over the end of summer time
    [InlineData("2026-12-23T14:50Z", "12-28 07:20 Dispatcher")] // and over Christmas
    [InlineData("2026-11-21T12:00Z", "11-23 07:30 Dispatcher")] // on a Saturday
    public void Counts_working_time_alone(string opened, string first) =>
        Assert.Equal(first, Prompts(Opened(opened, 2).Ticking(At("2026-12-30T09:00Z")))[0]);

    [Fact]
    [Trait("Rule", "A23")]
    public void In_a_team_without_a_dispatcher_goes_to_its_leader_at_the_first_step_and_once()
    {
        Profile without = Staffed with { Teams = [.. Staffed.Teams.Select(team => team with { Dispatchers = [] })] };
        Assert.Equal(["11-23 09:30 Leader", "11-23 10:00 ProcessManager"], Prompts(Opened("2026-11-23T09:00Z", 2, without).Ticking(At("2026-11-23T15:00Z"))));

        Profile directory = without with { Directory = new([new("dina", "Dina", null, null, [], ["it-support"], [], [])]) };
        Assert.Equal("11-23 09:30 Dispatcher", Prompts(Opened("2026-11-23T09:00Z", 2, directory).Ticking(At("2026-11-23T15:00Z")))[0]);
    }

    [Theory]
    [Trait("Rule", "AU-27")]
    [InlineData("a note", true)]
    [InlineData("a message to the user", true)]
    [InlineData("a message of the user", false)]
    [InlineData("a change of status", true)]
    [InlineData("a flag", false)]
    [InlineData("another agent of the team", false)]
    public void Has_moved_on_by_what_the_desk_itself_does_for_it(string what, bool progress)
    {
        Case given = Opened("2026-11-23T09:00Z", 3).Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Later(TimeSpan.FromHours(2));
        (TicketCommand command, Actor by) = what switch
        {
            "a note" => ((TicketCommand)new TicketCommand.Journal("Tried another cable.", Visibility.Internal), Somebody.FirstLine),
            "a message to the user" => (new TicketCommand.Reply("Which room?"), Somebody.FirstLine),
            "a message of the user" => (new TicketCommand.Reply("Any news?"), Somebody.Requester),
            "a change of status" => (new TicketCommand.Pend("PR-09", null, null), Somebody.FirstLine),
            "a flag" => (new TicketCommand.Flag(null, true), Somebody.FirstLine),
            _ => (new TicketCommand.Assign("it-support", "agent-9"), Somebody.Dispatcher),
        };
        given.Do(command, by);
        Assert.Equal(At(progress ? "2026-11-24T11:00Z" : "2026-11-24T09:00Z"), given.Ticket.Watch!.NoProgress!.At);
    }

    [Fact]
    [Trait("Rule", "AU-27")]
    public void Stands_for_a_good_reason_while_it_is_pending_and_begins_anew_after_it()
    {
        Case given = Opened("2026-11-23T09:00Z", 2).Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Later(TimeSpan.FromHours(1)).Waiting("PR-05");
        Assert.Empty(given.Ticket.Dues());

        given.Ticking(At("2026-11-30T09:00Z")).Do(new TicketCommand.Reply("It is room 214."), Somebody.Requester);
        Assert.Equal(At("2026-11-30T11:00Z"), given.Ticket.Watch!.NoProgress!.At);
        Assert.Empty(Prompts(given));
    }

    [Fact]
    [Trait("Rule", "AU-27")]
    [Trait("Rule", "PR-02")]
    public void Goes_on_counting_what_it_had_counted_before_a_pause()
    {
        Case given = Opened("2026-11-23T09:00Z", 2).Later(TimeSpan.FromMinutes(20)).Waiting("PR-05");
        Assert.Null(given.Ticket.Watch!.NotBegun!.At);

        // Two days later it waits for another department, whose reason lets the clock run: ten of its thirty minutes are left.
        given.Later(TimeSpan.FromDays(2)).Waiting("PR-02");
        Assert.Equal(given.Now.AddMinutes(10), given.Ticket.Watch!.NotBegun!.At);
    }

    [Fact]
    [Trait("Rule", "AU-27")]
    public void Has_the_whole_time_anew_with_another_rank_or_another_team()
    {
        Case given = Opened("2026-11-23T09:00Z", 4).Later(TimeSpan.FromHours(3)).Do(new TicketCommand.SetPriority(2, "Now the whole floor."), Somebody.FirstLine);
        Assert.Equal(At("2026-11-23T12:30Z"), given.Ticket.Watch!.NotBegun!.At);

        given.Later(TimeSpan.FromMinutes(10)).Do(A_handover.Complete, Somebody.FirstLine).Later(TimeSpan.FromMinutes(5)).Do(new TicketCommand.Accept(), Somebody.SecondLine);
        Assert.Equal(("infrastructure", At("2026-11-23T12:45Z")), (given.Ticket.Team, given.Ticket.Watch!.NotBegun!.At));
    }

    [Fact]
    [Trait("Rule", "AU-27")]
    public void Is_watched_no_more_once_it_is_resolved_and_anew_once_it_is_reopened()
    {
        Case given = Opened("2026-11-23T09:00Z", 2).Solved();
        Assert.Equal(Watch.Nothing, given.Ticket.Watch);
        Assert.Equal(DueWork.Close, Assert.Single(given.Ticket.Dues()).Work);

        given.Later(TimeSpan.FromHours(1)).Do(new TicketCommand.Reopen("Again."), Somebody.FirstLine);
        Assert.Equal(At("2026-11-23T12:00Z"), given.Ticket.Watch!.NoProgress?.At);
    }

    [Fact]
    [Trait("Rule", "AU-28")]
    [Trait("Rule", "AU-26")]
    [Trait("Rule", "A24")]
    public void With_another_team_is_followed_up_by_the_team_that_handed_it_on_and_then_by_the_process_manager()
    {
        Case given = Opened("2026-11-23T09:00Z", 3).Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Later(TimeSpan.FromHours(1)).Do(A_handover.Complete with { Team = "infrastructure" }, Somebody.FirstLine);
        given.Ticking(At("2026-11-30T09:00Z"));
        Assert.Equal(["11-24 10:00 Origin", "11-25 10:00 ProcessManager"], Prompts(given, PromptKind.FollowUp));

        given.Do(new TicketCommand.Bounce("The room is missing."), Somebody.SecondLine);
        Assert.Null(given.Ticket.Watch!.FollowUp);
    }

    [Fact]
    [Trait("Rule", "AU-50")]
    [Trait("Rule", "A14")]
    public void With_an_old_update_flag_is_the_agent_s_after_one_working_day_and_the_dispatcher_s_after_two()
    {
        Case given = Opened("2026-11-20T09:00Z", 5).Do(new TicketCommand.Reply("Any news?"), Somebody.Requester).Ticking(At("2026-11-27T09:00Z"));
        Assert.Equal(["11-23 09:00 Assignee", "11-24 09:00 Dispatcher"], Prompts(given, PromptKind.UpdateFlag));

        given.Do(new TicketCommand.Reply("Tomorrow."), Somebody.FirstLine);
        Assert.Null(given.Ticket.Watch!.UpdateFlag);
    }

    [Fact]
    [Trait("Rule", "A14")]
    [Trait("Rule", "A15")]
    public void And_is_resolved_is_still_asked_for_an_answer_to_the_message_that_keeps_it_from_closing()
    {
        Case given = Opened("2026-11-20T09:00Z", 5).Solved().Do(new TicketCommand.Reply("It squeaks."), Somebody.Requester).Ticking(At("2026-11-27T09:00Z"));
        Assert.Equal(["11-23 09:00 Assignee", "11-24 09:00 Dispatcher"], Prompts(given));
        Assert.Equal(TicketStatus.Resolved, given.Ticket.Status);
    }

    [Fact]
    [Trait("Rule", "AU-17")]
    public void Is_never_in_breach_and_nothing_of_it_is_shown_to_the_user()
    {
        Case given = Opened("2026-11-23T09:00Z", 2).Ticking(At("2026-11-30T09:00Z"));
        Assert.Equal((TicketStatus.New, 1), (given.Ticket.Status, given.Ticket.PublicVersion));
        Assert.All(given.Events.Where(e => e.What is Happening.Prompted), e => Assert.Equal((false, "clock"), (e.Public, e.By)));
    }

    [Fact]
    public void Is_prompted_about_by_the_profile_of_the_day_and_not_anew_when_that_is_set_otherwise()
    {
        Case given = Opened("2026-11-23T09:00Z", 2);
        Profile stricter = Staffed with { Escalation = Staffed.Escalation with { Thresholds = [.. Staffed.Escalation.Thresholds.Select(row => row with { NotBegun = AllowedTime.OfMinutes(5) })] } };
        (Ticket after, ImmutableArray<TicketEvent> events) = History.Append(
            given.Ticket, [new Happening.UpdateFlagRaised()], "agent-l1", "Agent.L1", given.Now.AddMinutes(1), given.Now.AddMinutes(1), stricter);
        Assert.Equal(given.Ticket.Watch!.NotBegun, after.Watch!.NotBegun);
        Assert.Equal(after, History.Fold([.. given.Events, .. events]) with { Attention = after.Attention });
    }

    [Fact]
    [Trait("Rule", "AU-27")]
    public void Of_another_desk_is_not_watched_until_somebody_here_does_something()
    {
        Case given = Opened("2026-11-23T09:00Z", 2);
        (Ticket replayed, TicketEvent first) = History.Begin(
            Case.Organisation, given.Ticket.Number, (Happening.Opened)given.Events[0].What, "import", "Import", Case.Start, given.Now, Staffed);
        Assert.Equal((null, null), (replayed.Watch, first.Watch));

        (Ticket taken, _) = History.Append(replayed, [new Happening.NoteWritten(new("Looked at it.", "requester-1"))], "agent-l1", "Agent.L1", given.Now, given.Now, Staffed);
        Assert.Equal(At("2026-11-23T09:30Z"), taken.Watch!.NotBegun!.At);
    }

    internal static Case Opened(string at, int rank, Profile? profile = null)
    {
        (Impact impact, Urgency urgency) = rank switch
        {
            1 => (Impact.Company, Urgency.High),
            2 => (Impact.Department, Urgency.High),
            3 => (Impact.Individual, Urgency.High),
            4 => (Impact.Individual, Urgency.Medium),
            _ => (Impact.Individual, Urgency.Low),
        };
        return Case.Incident(profile ?? Staffed, impact, urgency, at: At(at));
    }

    internal static DateTimeOffset At(string instant) => Calendars.At(instant);

    /// <summary>When whom: "11-23 09:30 Leader".</summary>
    internal static string[] Prompts(Case given, PromptKind? kind = null) =>
    [
        .. from e in given.Events
           let told = e.What as Happening.Prompted
           where told is not null && (kind is null || told.Kind == kind)
           select string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{e.HappenedAt:MM-dd HH:mm} {told.To}"),
    ];
}
