namespace ItsmFunctions.Domain.Tests;

/// <summary>One question after each resolution, for the requester alone.</summary>
public sealed class A_survey
{
    private static readonly TicketCommand.AnswerSurvey Good = new(4, "Fast, and it held.");

    /// <summary>How a ticket came to its end, and whether its requester is asked.</summary>
    public static TheoryData<string, bool> Ends() => new()
    {
        { "solved", true },
        { "solved by another word", true },
        { "solved again", true },
        { "solved and closed at once", true },
        { "withdrawn by the requester", false },
        { "withdrawn by the desk", false },
        { "a duplicate", false },
        { "of an unproven sender", false },
        { "quick", false },
        { "quick where those are asked about", true },
        { "of the agent's own", false },
        { "replayed", false },
        { "nobody is asked", false },
        { "reopened", false },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Is_asked_where_somebody_was_helped_who_is_proven_and_was_not_the_helper(string end, bool asked)
    {
        Case given = Ended(end);
        Assert.Equal(asked, given.Ticket.Survey is not null);
        Assert.Equal(asked, TicketDesk.Offers(given.Ticket, Somebody.Requester, given.Profile, given.Now).Contains(Act.Survey));
        if (asked)
            Assert.Equal(given.Events.Last(e => e.What is Happening.Resolved).Version, given.Ticket.Survey!.Resolution);
        else
            Assert.Contains(given.Refuse(Good, Somebody.Requester).Code, new[] { RefusalCode.SurveyNotOpen, RefusalCode.TransitionNotAllowed });
    }

    [Fact]
    public void Is_answered_and_changed_with_the_latest_counting_and_the_history_keeping_both()
    {
        Case given = Case.Of(TicketStatus.Resolved).Do(new TicketCommand.AnswerSurvey(2, null), Somebody.Requester).Later(TimeSpan.FromHours(1)).Do(Good, Somebody.Requester);

        Assert.Equal(new SurveyAnswer(4, new("Fast, and it held.", Somebody.Requester.Id), given.Now), given.Ticket.Survey!.Answer);
        Assert.Equal([2, 4], given.Events.Select(e => e.What).OfType<Happening.SurveyAnswered>().Select(answered => answered.Score));
    }

    [Fact]
    public void Is_answered_once_by_the_same_answer_sent_twice()
    {
        Case given = Case.Of(TicketStatus.Resolved).Do(Good, Somebody.Requester);
        Assert.Empty(given.Accept(Good, Somebody.Requester));
        Assert.Single(given.Accept(Good with { Comment = null }, Somebody.Requester));
    }

    [Fact]
    [Trait("Rule", "A15")]
    public void Raises_no_flag_and_leaves_the_automatic_close_where_it_is()
    {
        Case given = Case.Of(TicketStatus.Resolved);
        Due[] before = [.. given.Ticket.Dues()];
        given.Later(TimeSpan.FromDays(3)).Do(Good with { Score = 1 }, Somebody.Requester);

        Assert.Null(given.Ticket.UpdateFlagSince);
        Assert.Equal(before, given.Ticket.Dues());
        Assert.Equal(TicketStatus.Closed, given.Until(DueWork.Close).Do(new TicketCommand.Close(), Actor.Clock).Ticket.Status);
    }

    [Fact]
    public void Is_no_message_that_an_absent_agent_would_answer()
    {
        Case given = Case.Incident(An_absent_agent.Away).Do(new TicketCommand.Assign("it-support", "agent-l1"), Somebody.FirstLine).Solved();
        given.Do(new TicketCommand.AnswerSurvey(1, "Nobody was there."), Somebody.Requester);
        Assert.DoesNotContain(given.Events, e => e.What is Happening.AutoReplied);
    }

    /// <summary>14 local days, over the end of summer time.</summary>
    [Fact]
    public void Is_open_for_fourteen_local_days_after_the_close_and_no_longer()
    {
        Case given = Case.Of(TicketStatus.Closed);
        DateTimeOffset end = Time.LocalDays.Add(given.Ticket.ClosedAt!.Value, 14, given.Profile.TimeZone);
        given.Later(end - given.Now - TimeSpan.FromTicks(1)).Do(Good, Somebody.Requester);
        Assert.Contains(Act.Survey, TicketDesk.Offers(given.Ticket, Somebody.Requester, given.Profile, given.Now));

        given.Later(TimeSpan.FromTicks(1));
        Assert.Equal(RefusalCode.SurveyNotOpen, given.Refuse(Good with { Score = 1 }, Somebody.Requester).Code);
        Assert.Equal(RefusalCode.SurveyNotOpen, given.Refuse(Good, Somebody.Requester).Code);
        Assert.DoesNotContain(Act.Survey, TicketDesk.Offers(given.Ticket, Somebody.Requester, given.Profile, given.Now));
    }

    [Fact]
    public void Of_an_earlier_resolution_never_rates_a_later_one()
    {
        Case given = Case.Of(TicketStatus.Resolved).Do(Good, Somebody.Requester);
        int first = given.Ticket.Survey!.Resolution;
        given.Do(new TicketCommand.Reopen("It is back."), Somebody.Requester);
        Assert.Null(given.Ticket.Survey);
        Assert.Equal(RefusalCode.TransitionNotAllowed, given.Refuse(Good with { Resolution = first }, Somebody.Requester).Code);

        given.Solved();
        Assert.Equal(RefusalCode.SurveyNotOpen, given.Refuse(Good with { Resolution = first }, Somebody.Requester).Code);
        Assert.Null(given.Ticket.Survey!.Answer);
        given.Do(Good with { Score = 5, Resolution = given.Ticket.Survey.Resolution }, Somebody.Requester);
        Assert.Equal(
            [(first, 4), (given.Ticket.Survey!.Resolution, 5)],
            given.Events.Select(e => e.What).OfType<Happening.SurveyAnswered>().Select(answered => (answered.Resolution, answered.Score)));
    }

    [Theory]
    [InlineData(0, null, "/score")]
    [InlineData(6, null, "/score")]
    [InlineData(-1, null, "/score")]
    [InlineData(3, "", "/comment")]
    [InlineData(3, "reversed \u202e gnihtemos", "/comment")]
    public void Takes_a_score_of_1_to_5_and_a_comment_that_is_one(int score, string? comment, string pointer)
    {
        Refusal refusal = Case.Of(TicketStatus.Resolved).Refuse(new TicketCommand.AnswerSurvey(score, comment), Somebody.Requester);
        Assert.Equal((RefusalCode.InvalidRequest, pointer), (refusal.Code, Assert.Single(refusal.Complaints).Pointer));
    }

    [Fact]
    public void Takes_a_comment_of_two_thousand_characters_and_not_one_more()
    {
        Case given = Case.Of(TicketStatus.Resolved);
        Assert.Equal("/comment", Assert.Single(given.Refuse(Good with { Comment = new string('x', 2_001) }, Somebody.Requester).Complaints).Pointer);
        given.Do(Good with { Comment = new string('x', 2_000) }, Somebody.Requester);
    }

    [Fact]
    public void Is_answered_by_the_requester_and_not_by_whoever_reads_along_or_helped()
    {
        Case given = Case.Incident().Do(new TicketCommand.AddWatcher(new("colleague-7", null, null, null)), Somebody.FirstLine).Solved();
        foreach (Actor other in new[] { new Actor("colleague-7", Roles.Requester), Somebody.FirstLine, Somebody.TeamLeader, Somebody.ProcessOwner, Somebody.Import, Actor.Clock })
            Assert.Equal(RefusalCode.NotAllowed, given.Refuse(Good, other).Code);
        Assert.Equal("This needs the ticket's own requester; you hold Agent.L1.", given.Refuse(Good, Somebody.FirstLine).Detail.English);
    }

    [Fact]
    public void Is_seen_by_the_requester_as_a_change_of_their_own()
    {
        Case given = Case.Of(TicketStatus.Resolved);
        int seen = given.Ticket.PublicVersion;
        given.Do(Good, Somebody.Requester);
        Assert.Equal((seen + 1, true, "Requester"), (given.Ticket.PublicVersion, given.Events[^1].Public, given.Events[^1].Role));
    }

    private static Case Ended(string end)
    {
        Profile of(SurveyRules rules) => Aarhus.Profile with { Survey = rules };
        var resolve = new TicketCommand.Resolve("Toner replaced.", null);
        NewTicket Of(Markers markers) => Case.Wanted() with { Markers = markers };
        switch (end)
        {
            case "solved":
                return Case.Incident().Do(resolve, Somebody.FirstLine);
            case "solved by another word":
                return Case.Incident().Do(resolve with { ClosureCode = "workaround" }, Somebody.FirstLine);
            case "solved again":
                return Case.Of(TicketStatus.Resolved).Do(new TicketCommand.Reopen(null), Somebody.Requester).Do(resolve, Somebody.FirstLine);
            case "solved and closed at once":
                return Case.Incident(Omflow.Profile).Do(new TicketCommand.BeginWork(), Somebody.FirstLine).Do(resolve, Somebody.FirstLine);
            case "withdrawn by the requester":
                return Case.Incident().Do(new TicketCommand.Cancel("Never mind."), Somebody.Requester);
            case "withdrawn by the desk":
                return Case.Incident().Do(resolve with { ClosureCode = TicketDesk.ClosureWithdrawn }, Somebody.FirstLine);
            case "a duplicate":
                return Case.Incident().Do(new TicketCommand.Merge(A_linked_ticket.Other.Number, null, A_linked_ticket.Other), Somebody.FirstLine);
            case "of an unproven sender":
                return Case.Opened(Of(Markers.None with { Unverified = true }), Aarhus.Profile).Do(resolve, Somebody.FirstLine);
            case "quick":
                return Case.Opened(Of(Markers.None with { Quick = true }), Aarhus.Profile).Do(resolve, Somebody.FirstLine);
            case "quick where those are asked about":
                return Case.Opened(Of(Markers.None with { Quick = true }), of(new(QuickCases: true))).Do(resolve, Somebody.FirstLine);
            case "of the agent's own":
                return Case.Incident().Do(resolve, new(Somebody.Requester.Id, Roles.FirstLine));
            case "replayed":
                return Case.Incident().Do(resolve, Somebody.Import);
            case "nobody is asked":
                return Case.Incident(of(new(Asked: false))).Do(resolve, Somebody.FirstLine);
            case "reopened":
                return Case.Of(TicketStatus.Resolved).Do(new TicketCommand.Reopen(null), Somebody.Requester);
            default:
                throw new ArgumentOutOfRangeException(nameof(end));
        }
    }

    [Fact]
    public void Of_a_quick_case_is_decided_when_it_is_logged()
    {
        NewTicket wanted = Case.Wanted();
        foreach (bool asked in new[] { false, true })
        {
            Profile profile = Aarhus.Profile with { Survey = new(QuickCases: asked) };
            var logged = Assert.IsType<Decision.Accepted>(QuickCases.Decide(wanted, new("Switched it on.", null), Somebody.FirstLine, Case.Start, profile));
            Assert.Equal(asked ? true : null, logged.Happenings.OfType<Happening.Resolved>().Single().Surveyed);
        }
    }
}
