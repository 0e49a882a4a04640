using System.Collections.Immutable;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.Rights;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Who votes, what decides, and what a deadline does (OM-22, A3).</summary>
public sealed class A_review
{
    private static readonly Quorum[] Quorums =
    [
        new(QuorumKind.Any), new(QuorumKind.All), new(QuorumKind.Majority), new(QuorumKind.Number, Count: 2), new(QuorumKind.Number, Count: 5),
        new(QuorumKind.Roles, Roles: [ReviewRole.Reviewer, ReviewRole.TeamLeader]), new(QuorumKind.Majority, Veto: true),
    ];

    /// <summary>Votes of five (y approves, n rejects, a abstains, . has not voted); the last one is the leader. + approved, - rejected, . open.</summary>
    [Theory]
    //                any all maj 2of 5of roles veto
    [InlineData(".....", ".......")]
    [InlineData("y....", "+......")]
    [InlineData("yy...", "+..+...")]
    [InlineData("yyy..", "+.++..+")]
    [InlineData("yyyy.", "+.++..+")]
    [InlineData("yyyyy", "+++++++")]
    [InlineData("....y", "+......")]
    [InlineData("y...y", "+..+.+.")]
    [InlineData("n....", ".-..-.-")]
    [InlineData("nnn..", ".--.-.-")]
    [InlineData("nnnn.", ".------")]
    [InlineData("nnnnn", "-------")]
    [InlineData("....n", ".-..---")]
    [InlineData("yn...", "+-..-.-")]
    [InlineData("ynnnn", "+------")]
    [InlineData("aaaaa", ".......")]
    [InlineData("aaay.", "+......")]
    [InlineData("aaayy", "++++.++")]
    [InlineData("aaaay", "+++...+")]
    [InlineData("aannn", "-------")]
    [Trait("Rule", "OM-22")]
    public void Is_decided_by_its_quorum(string votes, string outcomes)
    {
        ImmutableArray<Elector> electorate =
        [
            .. votes.Index().Select(vote => new Elector($"r{vote.Index}", [vote.Index == 4 ? ReviewRole.TeamLeader : ReviewRole.Reviewer], vote.Item switch
            {
                'y' => VoteChoice.Approve, 'n' => VoteChoice.Reject, 'a' => VoteChoice.Abstain, _ => null,
            })),
        ];

        Assert.Equal(outcomes, string.Concat(Quorums.Select(quorum => quorum.Decide(electorate) switch { true => '+', false => '-', null => '.' })));
    }

    /// <summary>Whoever reads it without being of the desk sees the votes: their ETag says so.</summary>
    [Fact]
    public void Is_news_to_all_its_readers_with_each_vote()
    {
        Case given = Given.At(ChangeTypes.General, "pre-development-review");
        int seen = given.Ticket.PublicVersion;

        given.Do(new ChangeCommand.Vote(VoteChoice.Approve, "Good."), Given.Reviewer);

        Assert.Equal((true, seen + 1), (given.Events[^1].Public, given.Ticket.PublicVersion));
    }

    /// <summary>Leaders who are asked because nobody decided stand in for those who do not vote; no more are needed than before.</summary>
    [Theory]
    [InlineData("yy|..", QuorumKind.Majority, true)]
    [InlineData("y.|y.", QuorumKind.Majority, true)]
    [InlineData("..|yy", QuorumKind.Majority, true)]
    [InlineData("y.|..", QuorumKind.Majority, null)]
    [InlineData("y.|.n", QuorumKind.Majority, false)]
    [InlineData("y.|y.", QuorumKind.All, true)]
    [InlineData("n.|..", QuorumKind.Any, null)]
    [InlineData("nn|nn", QuorumKind.Any, false)]
    [InlineData("nn|y.", QuorumKind.Any, true)]
    [Trait("Rule", "OM-22")]
    public void Is_no_harder_to_decide_once_it_was_escalated(string votes, QuorumKind kind, bool? outcome)
    {
        Elector[] electorate =
        [
            .. votes.Split('|').Index().SelectMany(part => part.Item.Index().Select(vote => new Elector($"r{part.Index}{vote.Index}", [], vote.Item switch
            {
                'y' => VoteChoice.Approve, 'n' => VoteChoice.Reject, _ => null,
            }) { Escalated = part.Index == 1 ? true : null })),
        ];

        Assert.Equal(outcome, new Quorum(kind).Decide(electorate));
    }

    [Fact]
    [Trait("Rule", "OM-22")]
    public void That_was_escalated_is_approved_by_those_who_were_asked_first()
    {
        Case given = Case.Change(Given.Wanted(ChangeTypes.General) with { Reviewers = [Given.Reviewer.Id, Given.Second.Id] }, Given.Profile, Given.Author).Carry();
        given.Later(given.Ticket.Change!.Review!.DueAt - given.Now);
        while (given.Ticket.Change!.Review!.Escalations == 0)
            given.Carry();

        Assert.True(given.Ticket.Change.Review.Electorate.Length > 2);
        given.Do(new ChangeCommand.Vote(VoteChoice.Approve, "Good."), Given.Reviewer).Do(new ChangeCommand.Vote(VoteChoice.Approve, "Good."), Given.Second).Carry();
        Assert.Equal("pre-launch-review", given.Ticket.Change.Stage);
        // Who is asked votes as that, whatever they are beside it.
        Assert.Equal("ChangeReviewer", Policy.RoleOf(Act.Vote, Given.Reviewer, given.Ticket, Given.Profile));
    }

    [Fact]
    [Trait("Rule", "OM-21")]
    public void Asks_the_reviewing_team_as_it_stands_when_it_is_opened()
    {
        Case given = Given.At(ChangeTypes.General, "pre-development-review");
        StaffDirectory without = new([.. Given.Profile.Directory.Members.Where(member => member.Id != Given.Reviewer.Id)]);

        Assert.Equal([Given.Reviewer.Id, Given.Second.Id, Given.Third.Id], given.Ticket.Change!.Review!.Electorate.Select(elector => elector.Person));
        // Whoever has left since still counts.
        given.Under(Given.Profile with { Directory = without }).Do(new ChangeCommand.Vote(VoteChoice.Approve, "Good."), Given.Reviewer);
        Assert.Equal(VoteChoice.Approve, given.Ticket.Change.Review.Find(Given.Reviewer.Id)?.Choice);
        given.Do(new ChangeCommand.Vote(VoteChoice.Approve, "Good."), Given.Second).Carry();
        Assert.Equal([Given.Second.Id, Given.Third.Id], given.Ticket.Change!.Review!.Electorate.Select(elector => elector.Person));
    }

    [Fact]
    [Trait("Rule", "OM-21")]
    public void Asks_those_whom_the_change_names_and_never_its_author()
    {
        Case named = Case.Change(Given.Wanted(ChangeTypes.General) with { Reviewers = [Given.Stranger.Id] }, Given.Profile, Given.Author).Carry();
        Assert.Equal([Given.Stranger.Id], named.Ticket.Change!.Review!.Electorate.Select(elector => elector.Person));

        Case own = Case.Change(Given.Wanted(ChangeTypes.General) with { Requester = Given.Reviewer.Id }, Given.Profile, Given.Second).Carry();
        Assert.Equal([Given.Third.Id], own.Ticket.Change!.Review!.Electorate.Select(elector => elector.Person));
        foreach (Actor author in new[] { Given.Reviewer, Given.Second })
            Assert.Equal(RefusalCode.NotAllowed, own.Refuse(new ChangeCommand.Vote(VoteChoice.Approve, "Mine."), author).Code);
        // Nor through anybody in their place.
        Assert.Equal(RefusalCode.NotAllowed, own.Refuse(new ChangeCommand.Delegate(null, Given.Second.Id, null, own.Now.AddDays(1)), Given.Third).Code);
    }

    [Fact]
    public void Lets_a_delegate_vote_for_as_long_as_it_was_given()
    {
        Case given = Given.At(ChangeTypes.General, "pre-development-review");
        given.Do(new ChangeCommand.Delegate(null, Given.Stranger.Id, given.Now.AddHours(1), given.Now.AddHours(3)), Given.Reviewer);
        var vote = new ChangeCommand.Vote(VoteChoice.Approve, "In Reviewer's place.");

        Assert.Equal(RefusalCode.NotAllowed, given.Refuse(vote, Given.Stranger).Code);
        given.Later(TimeSpan.FromHours(1)).Do(vote, Given.Stranger);
        Assert.Equal((VoteChoice.Approve, Given.Stranger.Id), (given.Ticket.Change!.Review!.Find(Given.Reviewer.Id)!.Choice, given.Ticket.Change.Review.Find(Given.Reviewer.Id)!.By));
        Assert.Equal(RefusalCode.NotAllowed, given.Later(TimeSpan.FromHours(2)).Refuse(vote, Given.Stranger).Code);
        // It is one vote, whoever casts it.
        given.Do(new ChangeCommand.Vote(VoteChoice.Abstain, "I am back."), Given.Reviewer);
        Assert.Equal(VoteChoice.Abstain, given.Ticket.Change.Review!.Find(Given.Reviewer.Id)!.Choice);
    }

    [Fact]
    public void Takes_another_vote_until_it_is_decided_and_none_after()
    {
        Case given = Given.At(ChangeTypes.General, "pre-development-review");
        given.Do(new ChangeCommand.Vote(VoteChoice.Reject, "Not like this."), Given.Reviewer).Do(new ChangeCommand.Vote(VoteChoice.Approve, "Now it is good."), Given.Reviewer);
        IReadOnlyList<Happening> last = given.Accept(new ChangeCommand.Vote(VoteChoice.Approve, "Good."), Given.Second);

        Assert.Equal([typeof(Happening.VoteCast), typeof(Happening.ReviewDecided)], last.Select(what => what.GetType()));
        Assert.Equal(RefusalCode.ReviewClosed, given.Refuse(new ChangeCommand.Vote(VoteChoice.Reject, "Too late."), Given.Third).Code);
        Assert.Equal(2, given.Events.Count(e => e.What is Happening.VoteCast { Elector: "reviewer-1" }));
        Assert.Empty(given.Carry().Accept(new ChangeCommand.Carry(), Actor.Clock));
    }

    [Fact]
    [Trait("Rule", "A3")]
    public void Sends_what_it_rejects_back_and_counts_the_cycles()
    {
        Case given = Given.At(ChangeTypes.General, "pre-launch-review").Voted(VoteChoice.Reject);
        Assert.Equal(("new", TicketStatus.New, false, 1), (given.Ticket.Change!.Stage, given.Ticket.Status, given.Ticket.Change.HandedIn, given.Ticket.Change.Cycles));
        Assert.Empty(given.Accept(new ChangeCommand.Carry(), Actor.Clock));

        given.Do(new ChangeCommand.Submit("Both switches stay in the rack.", null, null), Given.Author).Carry().Voted(VoteChoice.Approve).Voted(VoteChoice.Approve).Planned().Implemented(ChangeOutcome.SuccessfulWithIssues).Carry();
        Assert.Equal("closing-review", given.Ticket.Change!.Stage);
        given.Voted(VoteChoice.Reject);
        Assert.Equal(("scheduled", TicketStatus.InProgress, 2, null, null), (given.Ticket.Change!.Stage, given.Ticket.Status, given.Ticket.Change.Cycles, given.Ticket.Change.ImplementedAt, given.Ticket.Change.StartedAt));
        given.Implemented(ChangeOutcome.BackedOut).Carry().Voted(VoteChoice.Approve);
        Assert.Equal((TicketStatus.Closed, "backed-out"), (given.Ticket.Status, given.Ticket.Resolution!.ClosureCode));
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    /// <summary>What was asked for may have been the wrong thing: its words can be put right, and what was voted on stands in the history.</summary>
    [Fact]
    [Trait("Rule", "A3")]
    public void Reads_the_words_of_a_change_as_they_were_reworked()
    {
        Case given = Given.At(ChangeTypes.General, "pre-development-review");
        Assert.Equal(RefusalCode.TransitionNotAllowed, given.Refuse(new ChangeCommand.Submit(null, null, null, "Two core switches"), Given.Author).Code);
        given.Voted(VoteChoice.Reject);

        Assert.Equal(["/title", "/description"], given.Refuse(new ChangeCommand.Submit(null, null, null, "Two\nswitches", " "), Given.Author).Complaints.Select(complaint => complaint.Pointer));
        int seen = given.Ticket.PublicVersion;
        given.Do(new ChangeCommand.Submit(null, null, null, "Two core switches", "Those of buildings 1 and 2 are exchanged."), Given.Author).Carry();

        Assert.Equal(("Two core switches", "Those of buildings 1 and 2 are exchanged."), (given.Ticket.Title.Value, given.Ticket.Description.Value));
        Assert.True(given.Ticket.PublicVersion > seen);
        Assert.Equal(given.Ticket, History.Fold(given.Events));
        Assert.Equal("New core switch", Assert.IsType<Happening.Opened>(given.Events[0].What).Title.Value);
        // What stays as it reads is not written again.
        given.Voted(VoteChoice.Reject);
        Assert.Equal(new Happening.ChangeHandedIn(given.Ticket.Change!.Plan), Assert.Single(given.Accept(new ChangeCommand.Submit(null, null, null, "Two core switches"), Given.Author)));
    }

    /// <summary>Whoever is on call for emergencies decides at night too, where their organisation says so.</summary>
    [Fact]
    [Trait("Rule", "OM-20")]
    public void Passes_by_the_clock_where_its_type_says_so_and_else_in_working_time()
    {
        var friday = new DateTimeOffset(2026, 1, 16, 21, 0, 0, TimeSpan.Zero);
        ChangeType emergency = ChangeTypes.Omflow.Single(type => type.Id == ChangeTypes.Emergency);
        ChangeStage review = emergency.Stages[1];
        ChangeType onCall = emergency with { Stages = [emergency.Stages[0], review with { Review = review.Review! with { Deadline = new(ClockMinutes: 120), RemindEvery = new(ClockMinutes: 30) } }, .. emergency.Stages.Skip(2)] };

        Review Opened(ChangeType type)
        {
            Case given = Given.Open(ChangeTypes.Emergency, Given.Profile with { ChangeTypes = [type] });
            return given.Later(friday - given.Now).Carry().Ticket.Change!.Review!;
        }

        Assert.Equal(friday.AddHours(2), Opened(onCall).DueAt);
        Assert.Equal([friday.AddMinutes(30), friday.AddMinutes(60), friday.AddMinutes(90)], Opened(onCall).Reminders);
        Assert.Equal(DayOfWeek.Monday, Opened(emergency).DueAt.DayOfWeek);
    }

    [Fact]
    [Trait("Rule", "A4")]
    public void Before_the_launch_waits_while_it_is_built()
    {
        Case given = Given.At(ChangeTypes.General, "building");

        Assert.Equal(given.Now, given.Ticket.Change!.BuildStartedAt);
        Assert.Equal("pre-launch-review", given.Ticket.Change.Stage);
        Assert.Null(given.Ticket.Change.StartedAt);
    }

    [Theory]
    [InlineData(WhenOverdue.Escalate, "remind remind escalate:leader-of-group remind remind escalate:")]
    [InlineData(WhenOverdue.Extend, "remind remind extend: remind remind extend: remind remind escalate:leader-of-group")]
    [InlineData(WhenOverdue.Reject, "remind remind rejected")]
    [Trait("Rule", "OM-22")]
    public void That_nobody_decides_is_reminded_and_then_never_approved(WhenOverdue overdue, string expected)
    {
        var rules = new ReviewRules(Quorum.AnyOne, AllowedTime.OfWorkingDays(5), AllowedTime.OfWorkingDays(2), overdue);
        Profile profile = Given.Profile with { ChangeTypes = [new("one", "One", "En", [new("new", "New", "Ny", StageKind.New), new("review", "Review", "Gennemgang", StageKind.Review, null, rules), new("scheduled", "Scheduled", "Planlagt", StageKind.Scheduled)])] };
        Case given = Given.Open("one", profile).Carry();
        var happened = new List<string>();
        for (int i = 0; i < expected.Split(' ').Length; i++)
        {
            Assert.Empty(given.Accept(new ChangeCommand.Carry(), Actor.Clock));
            given.Later(given.Ticket.Change!.Review!.Next - given.Now);
            happened.AddRange(given.Accept(new ChangeCommand.Carry(), Actor.Clock).Select(what => what switch
            {
                Happening.ReviewersReminded => "remind",
                Happening.ReviewOverdue late => $"{late.Effect.ToString().ToLowerInvariant()}:{string.Join('+', late.Asked.Electorate.Select(each => each.Person))}",
                Happening.ReviewDecided { Approved: false, ByDeadline: true } => "rejected",
                _ => what.GetType().Name,
            }));
        }

        Assert.Equal(expected, string.Join(' ', happened));
        Assert.DoesNotContain(given.Events, e => e.What is Happening.ReviewDecided { Approved: true });
        Assert.Equal(given.Ticket, History.Fold(given.Events));
    }

    /// <summary>Whoever is told of the same again and again listens no more.</summary>
    [Fact]
    [Trait("Rule", "OM-22")]
    public void Is_escalated_after_twice_the_time_each_time()
    {
        Case given = Given.Open(ChangeTypes.Emergency).Carry();
        var escalated = new List<DateTimeOffset>();
        while (escalated.Count < 8)
        {
            given.Later(given.Ticket.Change!.Review!.Next - given.Now);
            if (given.Accept(new ChangeCommand.Carry(), Actor.Clock).Any(what => what is Happening.ReviewOverdue))
                escalated.Add(given.Now);
        }

        // Working hours: 2, 4, 8, 16, 32, 64 and then 64 again.
        Time.WorkingTime working = Given.Profile.WorkingTimeOf(null);
        Assert.Equal([4d, 8d, 16d, 32d, 64d, 64d, 64d], escalated.Zip(escalated.Skip(1)).Select(pair => working.Counted(pair.First, pair.Second).TotalHours));
        Assert.InRange(given.Events.Count(e => e.What is Happening.ReviewersReminded), 7, 8 * 4);
    }

    [Fact]
    public void That_rejects_for_good_cancels_the_change()
    {
        var rules = new ReviewRules(Quorum.AnyOne, AllowedTime.OfWorkingDays(5), Rejected: WhenRejected.Cancel);
        Profile profile = Given.Profile with { ChangeTypes = [new("one", "One", "En", [new("new", "New", "Ny", StageKind.New), new("review", "Review", "Gennemgang", StageKind.Review, null, rules), new("scheduled", "Scheduled", "Planlagt", StageKind.Scheduled)])] };

        Case given = Given.Open("one", profile).Carry().Voted(VoteChoice.Reject);

        Assert.Equal((TicketStatus.Cancelled, ChangeTypes.Over), (given.Ticket.Status, given.Ticket.Change!.Stage));
    }

    [Fact]
    public void That_has_nobody_left_to_ask_is_escalated_at_once()
    {
        Case given = Given.Open(ChangeTypes.General);
        given.Under(Given.Profile with { Directory = new([.. Given.Profile.Directory.Members.Where(member => !member.IsOf(Given.Reviewing))]) }).Carry();

        Assert.Empty(given.Ticket.Change!.Review!.Electorate);
        given.Carry();
        Assert.Equal([Given.Leader.Id], given.Ticket.Change.Review!.Electorate.Select(elector => elector.Person));
        Assert.True(given.Ticket.Change.Review.DueAt > given.Now);
    }
}
