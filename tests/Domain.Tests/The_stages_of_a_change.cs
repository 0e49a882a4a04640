namespace ItsmFunctions.Domain.Tests;

/// <summary>The three paths (OM-18 to OM-20), and every command at every point of them by everybody.</summary>
public sealed class The_stages_of_a_change
{
    [Theory]
    [InlineData(ChangeTypes.Standard, "new:New scheduled:InProgress close:Resolved closed:Closed")]
    [InlineData(ChangeTypes.General, "new:New pre-development-review:Pending pre-launch-review:Pending scheduled:InProgress closing-review:Pending closed:Closed")]
    [InlineData(ChangeTypes.Emergency, "new:New pre-launch-review:Pending scheduled:InProgress closing-review:Pending closed:Closed")]
    [Trait("Rule", "OM-01")]
    [Trait("Rule", "OM-02")]
    [Trait("Rule", "OM-17")]
    [Trait("Rule", "OM-18")]
    [Trait("Rule", "OM-19")]
    [Trait("Rule", "OM-20")]
    public void Follow_from_its_type(string type, string path)
    {
        Case given = Given.Open(type);
        var passed = new List<string> { Here(given) };
        while (given.Ticket.Status is not TicketStatus.Closed && passed.Count < 12)
        {
            switch (given.Ticket.Change!.At!.Kind)
            {
                case StageKind.Review: given.Voted(VoteChoice.Approve); break;
                case StageKind.Scheduled: given.Planned().Implemented().Carry(); break;
                case StageKind.Close: given.Do(new ChangeCommand.CloseIt("Looked at."), Given.Agent); break;
                default: given.Carry(); break;
            }

            passed.Add(Here(given));
        }

        Assert.Equal(path, string.Join(' ', passed));
        Assert.Equal("successful", given.Ticket.Resolution!.ClosureCode);
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    private static string Here(Case given) => $"{given.Ticket.Change!.Stage}:{given.Ticket.Status}";

    [Theory]
    [InlineData(ChangeTypes.Standard, "new:group scheduled:group close:group")]
    [InlineData(ChangeTypes.General, "new:group pre-development-review:reviewers pre-launch-review:reviewers scheduled:group closing-review:reviewers")]
    [InlineData(ChangeTypes.Emergency, "new:group pre-launch-review:reviewers scheduled:group closing-review:reviewers")]
    [Trait("Rule", "OM-18")]
    [Trait("Rule", "OM-19")]
    [Trait("Rule", "OM-20")]
    public void Say_whom_they_are_told_to(string type, string table) => Assert.Equal(
        table,
        string.Join(' ', Aarhus.Profile.FindChangeType(type)!.Stages.Select(stage =>
            $"{stage.Id}:{string.Join('+', (stage.Notify ?? []).Select(audience => audience == ChangeAudience.ProcessingGroup ? "group" : "reviewers"))}")));

    /// <summary>
    /// ok it is taken; 403 this person never may; 409 not at this point; rvw the review is decided; end it is over. Of the
    /// author, an agent and the leader of the group, one of the reviewers, a process manager, an agent of another team, and the clock.
    /// </summary>
    private const string Table =
        """
                                        auth  agnt  lead  revw  mgr   strg  clock
        submit    draft                 ok    ok    ok    403   403   403   403
        submit    new                   409   409   409   403   403   403   403
        submit    pre-launch-review     409   409   409   403   403   403   403
        submit    scheduled             409   409   409   403   403   403   403
        submit    closed                end   end   end   403   403   403   403
        vote      draft                 403   403   403   403   403   403   403
        vote      pre-launch-review     403   403   403   ok    403   403   403
        vote      decided               403   403   403   rvw   403   403   403
        vote      scheduled             403   403   403   rvw   403   403   403
        vote      closing-review        403   403   403   ok    403   403   403
        vote      closed                403   403   403   end   403   403   403
        delegate  pre-launch-review     403   403   403   ok    ok    403   403
        delegate  scheduled             403   403   403   409   409   403   403
        delegate  closed                403   403   403   end   end   403   403
        schedule  draft                 ok    ok    ok    403   403   403   403
        schedule  new                   ok    ok    ok    403   403   403   403
        schedule  pre-launch-review     ok    ok    ok    403   403   403   403
        schedule  scheduled             ok    ok    ok    403   403   403   403
        schedule  planned               ok    ok    ok    403   403   403   403
        schedule  started               409   409   409   403   403   403   403
        schedule  implemented           409   409   409   403   403   403   403
        schedule  closed                end   end   end   403   403   403   403
        start     new                   403   409   409   403   403   403   403
        start     pre-launch-review     403   ok    ok    403   403   403   403
        start     building              403   409   409   403   403   403   403
        start     scheduled             403   409   409   403   403   403   403
        start     planned               403   ok    ok    403   403   403   403
        start     started               403   409   409   403   403   403   403
        start     closing-review        403   409   409   403   403   403   403
        start     closed                403   end   end   403   403   403   403
        implement new                   403   409   409   403   403   403   403
        implement pre-launch-review     403   409   409   403   403   403   403
        implement planned               403   409   409   403   403   403   403
        implement started               403   ok    ok    403   403   403   403
        implement implemented           403   409   409   403   403   403   403
        implement closing-review        403   409   409   403   403   403   403
        implement closed                403   end   end   403   403   403   403
        close     new                   403   409   409   403   403   403   403
        close     scheduled             403   409   409   403   403   403   403
        close     implemented           403   409   409   403   403   403   403
        close     closing-review        403   409   409   403   403   403   403
        close     close                 403   ok    ok    403   403   403   403
        close     closed                403   end   end   403   403   403   403
        cancel    draft                 ok    403   ok    403   ok    403   403
        cancel    new                   ok    403   ok    403   ok    403   403
        cancel    pre-launch-review     ok    403   ok    403   ok    403   403
        cancel    scheduled             ok    403   ok    403   ok    403   403
        cancel    started               409   403   409   403   409   403   403
        cancel    closing-review        409   403   409   403   409   403   403
        cancel    closed                end   403   end   403   end   403   403
        cancel    cancelled             end   403   end   403   end   403   403
        carry     draft                 403   403   403   403   403   403   ok
        carry     closed                403   403   403   403   403   403   ok
        dispatch  draft                 403   ok    ok    403   403   403   403
        dispatch  pre-launch-review     403   ok    ok    403   403   403   403
        dispatch  scheduled             403   ok    ok    403   403   403   403
        dispatch  close                 403   409   409   403   403   403   403
        dispatch  closed                403   end   end   403   403   403   403
        begin     scheduled             403   409   403   403   403   403   403
        pend      scheduled             403   409   409   403   403   403   403
        """;

    private static readonly Actor[] People = [Given.Author, Given.Agent, Given.Leader, Given.Reviewer, Given.Manager, Given.Stranger, Actor.Clock];

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
    [Trait("Rule", "OM-22")]
    [Trait("Rule", "A3")]
    [Trait("Rule", "A4")]
    public void Take_each_command_from_whom_and_where_the_table_says(string command, string point, string cells)
    {
        string type = point is "close" ? ChangeTypes.Standard : ChangeTypes.General;

        Assert.Equal(cells, string.Join(' ', People.Select(by => Found(Given.At(type, point), command, by))));
    }

    [Fact]
    public void Take_no_command_of_an_incident_that_moves_it()
    {
        Case given = Given.At(ChangeTypes.General, "scheduled");

        foreach (TicketCommand command in new TicketCommand[] { new TicketCommand.Pend("PR-05", null, null), new TicketCommand.BeginWork(), new TicketCommand.Accept() })
            Assert.Equal(RefusalCode.TransitionNotAllowed, given.Refuse(command, Given.Agent).Code);
        Assert.Equal(RefusalCode.TransitionNotAllowed, Case.Incident(Given.Profile).Refuse(new ChangeCommand.CancelIt("No."), Somebody.Requester).Code);
    }

    /// <summary>The group that gets it carries it out; its review goes on.</summary>
    [Theory]
    [InlineData("pre-development-review")]
    [InlineData("scheduled")]
    public void Stay_as_they_are_where_another_group_gets_the_change(string point)
    {
        Case given = Given.At(ChangeTypes.General, point);
        (TicketStatus, ChangeState?) was = (given.Ticket.Status, given.Ticket.Change);

        given.Do(CommandOf("dispatch", given, Given.Agent), Given.Agent);

        Assert.Equal(("general-applications", was), (given.Ticket.Team, (given.Ticket.Status, given.Ticket.Change)));
        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(new ChangeCommand.Start("Everybody has agreed."), Given.Agent).Code);
        Assert.Equal(["/note"], given.Refuse(new TicketCommand.Dispatch(Given.Group, null, null, null, null, null, false, null, null), Given.Stranger).Complaints.Select(complaint => complaint.Pointer));
    }

    [Theory]
    [InlineData(ChangeTypes.General, "new", "implement", "is at the stage New, which does not take this command; it is taken at: Scheduled.")]
    [InlineData(ChangeTypes.General, "scheduled", "delegate", "is at the stage Scheduled, which does not take this command; it is taken at: Pre-development review, Pre-launch review, Closing review.")]
    [InlineData(ChangeTypes.General, "new", "start", "is at the stage New, which does not take this command; it is taken at: Pre-launch review, Scheduled.")]
    [InlineData(ChangeTypes.General, "scheduled", "close", "No stage of a change of the type general takes this command.")]
    [InlineData(ChangeTypes.Standard, "scheduled", "close", "is at the stage Scheduled, which does not take this command; it is taken at: Close.")]
    public void Are_what_a_refusal_speaks_of(string type, string point, string command, string words)
    {
        Case given = Given.At(type, point);
        Actor by = command == "delegate" ? Given.Reviewer : Given.Agent;

        Assert.EndsWith(words, given.Refuse(CommandOf(command, given, by), by).Detail.English, StringComparison.Ordinal);
    }

    private static string Found(Case given, string command, Actor by) => given.Ask(CommandOf(command, given, by), by) switch
    {
        Decision.Accepted => "ok",
        Decision.Rejected { Refusal.Code: RefusalCode.NotAllowed } => "403",
        Decision.Rejected { Refusal.Code: RefusalCode.ReviewClosed } => "rvw",
        Decision.Rejected { Refusal.Code: RefusalCode.TransitionNotAllowed } => "409",
        Decision.Rejected { Refusal.Code: RefusalCode.TicketClosed } => "end",
        Decision.Rejected { Refusal: var other } => other.Code.ToString(),
        _ => "?",
    };

    private static TicketCommand CommandOf(string command, Case given, Actor by) => command switch
    {
        "submit" => new ChangeCommand.Submit(null, "Little.", null),
        "vote" => new ChangeCommand.Vote(VoteChoice.Approve, "Good."),
        "delegate" => new ChangeCommand.Delegate(by == Given.Manager ? Given.Reviewer.Id : null, Given.Stranger.Id, null, given.Now.AddDays(1)),
        "schedule" => new ChangeCommand.Schedule(given.Now.AddDays(3), given.Now.AddDays(3).AddHours(1), null),
        "start" => new ChangeCommand.Start("Everybody has agreed."),
        "implement" => new ChangeCommand.Implement(ChangeOutcome.Successful, "Done."),
        "close" => new ChangeCommand.CloseIt(null),
        "cancel" => new ChangeCommand.CancelIt("No longer wanted."),
        "carry" => new ChangeCommand.Carry(),
        "dispatch" => new TicketCommand.Dispatch("general-applications", null, null, "The switch is theirs; the order number is in the note.", null, null, false, null, null),
        "begin" => new TicketCommand.BeginWork(),
        "pend" => new TicketCommand.Pend("PR-05", null, null),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };
}
