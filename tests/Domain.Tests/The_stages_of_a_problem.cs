using ItsmFunctions.Domain.Problems;

namespace ItsmFunctions.Domain.Tests;

/// <summary>The path of a problem (OM-11 to OM-15, A2), and every command at every stage of it by everybody.</summary>
public sealed class The_stages_of_a_problem
{
    [Theory]
    [InlineData("eliminated", "assign:New investigate:InProgress process:InProgress close:Closed", "RootCauseEliminated")]
    [InlineData("cleared", "assign:New investigate:InProgress process:InProgress close:Closed", "ConditionCleared")]
    [Trait("Rule", "OM-02")]
    [Trait("Rule", "OM-11")]
    [Trait("Rule", "OM-14")]
    [Trait("Rule", "OM-15")]
    [Trait("Rule", "A2")]
    public void Lead_from_assign_through_investigate_and_process_to_close(string end, string path, string code)
    {
        Case given = GivenProblems.At(end);

        var passed = new List<string>();
        foreach (int events in Enumerable.Range(2, given.Events.Count - 1))
        {
            Ticket then = History.Fold(given.Events.Take(events));
            if (then.Status != TicketStatus.Resolved && passed.LastOrDefault() != Here(then))
                passed.Add(Here(then));
        }

        Assert.Equal(path, string.Join(' ', passed));
        Assert.Equal(code, given.Ticket.Resolution!.ClosureCode);
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    [Fact]
    [Trait("Rule", "OM-13")]
    public void End_at_once_where_it_is_resolved_or_given_up_while_it_is_assigned()
    {
        Case resolved = GivenProblems.Open().Do(new ProblemCommand.ResolveNow("The timer was set wrong."), GivenProblems.Agent);
        Case cancelled = GivenProblems.At("cancelled");

        Assert.Equal(("close:Closed", TicketDesk.ClosureSolved), (Here(resolved.Ticket), resolved.Ticket.Resolution!.ClosureCode));
        Assert.Equal(("cancelled:Cancelled", null), (Here(cancelled.Ticket), cancelled.Ticket.Resolution));
        Assert.Equal(cancelled.Ticket, History.Fold(cancelled.Events));
    }

    private static string Here(Ticket ticket) => $"{ticket.Problem!.Stage}:{ticket.Status}";

    /// <summary>
    /// ok it is taken; 403 this person never may; 409 not at this stage; end it is over; none there is no workaround. Of the opener, an
    /// agent and the leader of the department, who is named to investigate and who to handle, a process manager, an agent of another team,
    /// and the clock.
    /// </summary>
    private const string Table =
        """
                                  open  agnt  lead  invs  hand  mgr   strg  clock
        assign-inv   assign       403   ok    ok    403   403   ok    403   403
        assign-inv   investigate  403   409   409   403   403   409   403   403
        assign-inv   process      403   409   409   403   403   409   403   403
        assign-inv   eliminated   403   end   end   403   403   end   403   403
        assign-inv   cancelled    403   end   end   403   403   end   403   403
        resolve-now  assign       403   ok    ok    403   403   403   403   403
        resolve-now  investigate  403   409   409   403   403   403   403   403
        resolve-now  process      403   409   409   403   403   403   403   403
        resolve-now  cleared      403   end   end   403   403   403   403   403
        cancel       assign       ok    403   ok    403   403   ok    403   403
        cancel       investigate  409   403   409   403   403   409   403   403
        cancel       process      409   403   409   403   403   409   403   403
        cancel       eliminated   end   403   end   403   403   end   403   403
        cancel       cancelled    end   403   end   403   403   end   403   403
        assign-hand  assign       403   409   409   403   403   409   403   403
        assign-hand  investigate  403   ok    ok    ok    403   ok    403   403
        assign-hand  process      403   409   409   409   403   409   403   403
        assign-hand  eliminated   403   end   end   end   403   end   403   403
        eliminate    assign       403   409   409   403   403   403   403   403
        eliminate    investigate  403   409   409   403   403   403   403   403
        eliminate    process      403   ok    ok    403   ok    403   403   403
        eliminate    eliminated   403   end   end   403   end   403   403   403
        eliminate    cancelled    403   end   end   403   403   403   403   403
        clear        assign       403   409   409   403   403   403   403   403
        clear        investigate  403   409   409   403   403   403   403   403
        clear        process      403   ok    ok    403   ok    403   403   403
        clear        cleared      403   end   end   403   end   403   403   403
        clear-bare   process      403   none  none  403   none  403   403   403
        record       assign       403   ok    ok    403   403   ok    403   403
        record       investigate  403   ok    ok    ok    403   ok    403   403
        record       process      403   ok    ok    ok    ok    ok    403   403
        record       eliminated   403   end   end   end   end   end   403   403
        record       cleared      403   ok    ok    ok    ok    ok    403   403
        record       cancelled    403   end   end   403   403   end   403   403
        communicate  assign       403   none  none  403   403   none  403   403
        communicate  eliminated   403   end   end   403   403   end   403   403
        communicate  cleared      403   ok    ok    403   403   ok    403   403
        retire       process      403   409   409   403   403   409   403   403
        retire       eliminated   403   409   409   403   403   409   403   403
        retire       cleared      403   ok    ok    403   403   ok    403   403
        retire       cancelled    403   end   end   403   403   end   403   403
        begin        assign       403   409   403   403   403   403   403   403
        resolve      process      403   403   403   403   403   403   403   403
        pend         process      403   409   409   403   403   403   403   403
        dispatch     assign       403   ok    ok    403   403   403   403   403
        dispatch     process      403   ok    ok    403   403   403   403   403
        dispatch     cleared      403   end   end   403   403   403   403   403
        """;

    private static readonly Actor[] People =
        [GivenProblems.Opener, GivenProblems.Agent, GivenProblems.Leader, GivenProblems.Investigator, GivenProblems.Handler, GivenProblems.Manager, GivenProblems.Stranger, Actor.Clock];

    public static TheoryData<string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (string[] words in Table.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 2))
                rows.Add(words[0], words[1], string.Join(' ', words[2..]));
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    [Trait("Rule", "OM-13")]
    [Trait("Rule", "OM-14")]
    [Trait("Rule", "OM-15")]
    public void Take_each_command_from_whom_and_where_the_table_says(string command, string point, string cells) =>
        Assert.Equal(cells, string.Join(' ', People.Select(by => Found(GivenProblems.At(point), command, by))));

    [Fact]
    public void Have_a_row_for_every_action_at_every_stage()
    {
        string[] stages = ["assign", "investigate", "process"];
        string[] actions = ["assign-inv", "resolve-now", "cancel", "assign-hand", "eliminate", "clear"];

        Assert.Equal(ProblemStages.Moves.Count, actions.Length);
        Assert.All(actions, action => Assert.All(stages, stage => Assert.Contains(Rows, row => row.Data.Item1 == action && row.Data.Item2 == stage)));
    }

    [Fact]
    public void Are_a_problems_alone()
    {
        foreach (TicketCommand command in new TicketCommand[] { new ProblemCommand.AssignInvestigators(["agent-1"], null), new ProblemCommand.ResolveNow("Done."), new ProblemCommand.Record("A leak.", null, null) })
            Assert.Equal(RefusalCode.TransitionNotAllowed, Case.Incident().Refuse(command, Somebody.FirstLine).Code);
    }

    private static string Found(Case given, string command, Actor by) => given.Ask(CommandOf(command), by) switch
    {
        Decision.Accepted => "ok",
        Decision.Rejected { Refusal.Code: RefusalCode.NotAllowed or RefusalCode.ResolveBySupport } => "403",
        Decision.Rejected { Refusal.Code: RefusalCode.TransitionNotAllowed } => "409",
        Decision.Rejected { Refusal.Code: RefusalCode.TicketClosed } => "end",
        Decision.Rejected { Refusal.Code: RefusalCode.WorkaroundMissing } => "none",
        Decision.Rejected { Refusal: var other } => other.Code.ToString(),
        _ => "?",
    };

    private static TicketCommand CommandOf(string command) => command switch
    {
        "assign-inv" => new ProblemCommand.AssignInvestigators([GivenProblems.Investigator.Id], null),
        "resolve-now" => new ProblemCommand.ResolveNow("The timer was set wrong."),
        "cancel" => new ProblemCommand.CancelIt("It is another one."),
        "assign-hand" => new ProblemCommand.AssignHandlers([GivenProblems.Handler.Id], null),
        "eliminate" => new ProblemCommand.Eliminate("The firmware was exchanged.", null),
        "clear" => new ProblemCommand.Clear("It is restarted each night.", "Restart it by hand.", null),
        "clear-bare" => new ProblemCommand.Clear("It is restarted each night.", null, null),
        "record" => new ProblemCommand.Record("A memory leak of the firmware.", null, null),
        "communicate" => new ProblemCommand.Communicate(),
        "retire" => new ProblemCommand.Retire("The firmware was exchanged."),
        "begin" => new TicketCommand.BeginWork(),
        "resolve" => new TicketCommand.Resolve("Done.", null),
        "pend" => new TicketCommand.Pend("PR-05", null, null),
        "dispatch" => new TicketCommand.Dispatch("security", null, null, "The pump stops each night; its firmware is theirs.", null, null, false, null, null),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };
}
