using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Notifications.Tests;

public sealed class What_is_told_and_to_whom
{
    private static readonly Assessment P1 = new Assessment.OfIncident(Impact.Company, Urgency.High);
    private static readonly Assessment P2 = new Assessment.OfIncident(Impact.Department, Urgency.High);
    private static readonly Assessment P3 = new Assessment.OfIncident(Impact.Individual, Urgency.High);

    [Fact]
    public void A_new_ticket_is_acknowledged_to_its_requester() =>
        Assert.Equal(["opened→Requester"], Told(TicketStory.Opens()));

    [Fact]
    public void A_reply_of_the_desk_goes_to_the_requester() =>
        Assert.Equal(["replied→Requester"], Told(TicketStory.Opens().Then(new TicketCommand.Reply("Prøv nu."))));

    [Fact]
    public void A_public_note_is_a_reply() =>
        Assert.Equal(["replied→Requester"], Told(TicketStory.Opens().Then(new TicketCommand.Journal("Prøv nu.", Visibility.Public))));

    [Fact]
    [Trait("Rule", "AU-31")]
    public void An_internal_note_is_told_to_nobody() =>
        Assert.Empty(Told(TicketStory.Opens().Then(new TicketCommand.Journal("Brugeren har ringet tre gange.", Visibility.Internal))));

    [Fact]
    public void The_note_of_a_wait_stays_inside() =>
        Assert.Equal(["pended→Requester"], Told(TicketStory.Opens().Then(new TicketCommand.Pend("PR-05", null, "Svarer aldrig."))));

    [Fact]
    public void A_requesters_own_message_is_told_to_nobody() =>
        Assert.Empty(Told(TicketStory.Opens().Then(new TicketCommand.Reply("Er der nyt?"), TicketStory.Caller)));

    [Fact]
    public void A_requesters_words_are_mailed_to_nobody_where_an_agent_wrote_them_down()
    {
        TicketStory told = TicketStory.Opens().Then(new TicketCommand.AddWatcher(new("colleague-7", null, "carl@example.org", null))).Then(new TicketCommand.RecordReply("Den står på 2. sal.", "phone"));

        Assert.Contains(told.Latest, stored => stored.Event.What is Happening.Replied { FromRequester: true, Channel: "phone" });
        Assert.Empty(Told(told));
        Assert.All(told.Latest, stored => Assert.Empty(Notice.OfFollowed(stored.Event)));
    }

    [Fact]
    [Trait("Rule", "AU-39")]
    public void A_resolution_is_told_to_the_requester() =>
        Assert.Equal(["resolved→Requester"], Told(Resolved()));

    [Fact]
    public void A_resolution_that_answers_the_requester_is_told_once() =>
        Assert.Equal(
            ["resolved→Requester"],
            Told(TicketStory.Opens().Then(new TicketCommand.Reply("Haster"), TicketStory.Caller).Then(new TicketCommand.Resolve("Ny tromle.", null))));

    [Fact]
    public void A_withdrawn_ticket_has_a_text_of_its_own() =>
        Assert.Equal(["withdrawn→Requester"], Told(TicketStory.Opens().Then(new TicketCommand.Cancel("Oprettet to gange."), TicketStory.Caller)));

    [Fact]
    public void A_reopening_is_confirmed_to_the_requester() =>
        Assert.Equal(["reopened→Requester"], Told(Resolved().Then(new TicketCommand.Reopen("Den driller igen."), TicketStory.Caller)));

    [Fact]
    public void The_automatic_close_is_told_to_the_requester() =>
        Assert.Equal(["closed→Requester"], Told(Resolved().ThenAfter(TimeSpan.FromDays(31), new TicketCommand.Close(), Actor.Clock)));

    [Fact]
    public void Who_reads_along_is_greeted_once_and_told_what_the_requester_is_told()
    {
        TicketStory story = TicketStory.Opens().Then(new TicketCommand.AddWatcher(new("carl", null, null, null)));
        Assert.Equal(["watching→NewWatcher"], Told(story));
        foreach (TicketCommand told in new TicketCommand[] { new TicketCommand.Reply("Prøv nu."), new TicketCommand.Pend("PR-05", null, "Svarer aldrig."), new TicketCommand.Resolve("Ny tromle.", null), new TicketCommand.Reopen(null) })
            Assert.Equal(["followed"], story.Then(told).Latest.SelectMany(stored => Notice.OfFollowed(stored.Event)).Select(notice => notice.Template));
        foreach (TicketCommand inside in new TicketCommand[] { new TicketCommand.Journal("Brugeren har ringet.", Visibility.Internal), new TicketCommand.Assign(null, "agent-2"), new TicketCommand.AddTask("Bestil.", null, null) })
            Assert.Empty(story.Then(inside).Latest.SelectMany(stored => Notice.OfFollowed(stored.Event)));
    }

    [Fact]
    [Trait("Rule", "PR-03")]
    public void An_approval_is_asked_of_the_approver_beside_what_the_requester_is_told() =>
        Assert.Equal(["pended→Requester", "approval→Approvers"], Told(TicketStory.Opens().Then(new TicketCommand.Pend("PR-03", null, null))));

    [Theory]
    [InlineData("PR-05", "reminder→Requester")]
    [InlineData("PR-10", "reminder→Requester")]
    [InlineData("PR-03", "decision-reminder→Approvers")]
    [InlineData("PR-14", "decision-reminder→ProcessManagement")]
    [InlineData("PR-02", "still-waiting→Assignee")]
    [InlineData("PR-07", "still-waiting→Assignee")]
    [InlineData("PR-12", "still-waiting→Assignee")]
    public void Whoever_is_waited_for_is_reminded_and_the_desk_of_what_others_owe(string reason, string told) =>
        Assert.Equal([told], Told(TicketStory.Opens().Then(new TicketCommand.Pend(reason, null, null)).Waited()));

    [Fact]
    public void A_wait_that_lasted_as_long_as_it_may_is_told_to_whoever_has_the_ticket_and_a_date_that_came_to_nobody()
    {
        Assert.Equal(["wait-over→Assignee"], Told(TicketStory.Opens().Then(new TicketCommand.Pend("PR-05", null, null)).Waited(steps: 4)));
        TicketStory dated = TicketStory.Opens();
        Assert.Empty(Told(dated.Then(new TicketCommand.Pend("PR-04", dated.Now.AddDays(3), null)).Waited()));
    }

    [Fact]
    [Trait("Rule", "AU-03")]
    public void A_quick_case_is_told_as_its_solution_alone()
    {
        var wanted = new NewTicket("Sort skærm", "Sort skærm", new(P3, "hardware", "screen", null, null, null), "client", null, TicketStory.Requester, null, Markers.None);
        var accepted = (Decision.Accepted)QuickCases.Decide(wanted, new("Tændt.", null), TicketStory.Agent, TicketStory.Start, Aarhus.Profile);
        (_, var events) = History.Open(OrganisationId.Parse("au"), new(TicketKind.Incident, 43), accepted.Happenings, TicketStory.Agent.Id, "Agent.L1", TicketStory.Start, Aarhus.Profile);

        Assert.Equal(["resolved"], events.SelectMany(e => Notice.Of(e, null, Aarhus.Profile)).Select(notice => notice.Template));
    }

    [Fact]
    public void What_only_moves_work_inside_the_desk_is_told_to_nobody()
    {
        TicketStory story = TicketStory.Opens();
        Assert.Empty(Told(story.Then(new TicketCommand.Assign(null, "agent-2"))));
        Assert.Empty(Told(story.Then(new TicketCommand.BeginWork())));
        Assert.Empty(Told(story.Then(new TicketCommand.Flag(null, Attention: true))));
        Assert.Empty(Told(story.Then(new TicketCommand.Pend("PR-04", story.Now.AddDays(3), null)).Then(new TicketCommand.Resume())));
    }

    [Fact]
    [Trait("Rule", "AU-18")]
    public void A_ticket_born_with_rank_1_or_2_is_told_to_the_coordinators_too()
    {
        Assert.Equal(["opened→Requester", "urgent→Coordinators"], Told(TicketStory.Opens(assessment: P1)));
        Assert.Equal(["opened→Requester", "urgent→Coordinators"], Told(TicketStory.Opens(assessment: P2)));
        Assert.Equal(["opened→Requester"], Told(TicketStory.Opens(assessment: P3)));
    }

    [Theory]
    [Trait("Rule", "A11")]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void An_override_of_a_low_rank_is_told_if_it_reaches_1_or_2(int rank, bool told) =>
        Assert.Equal(told ? ["urgent→Coordinators"] : [], Told(TicketStory.Opens().Then(new TicketCommand.SetPriority(rank, "Rektors tale kl. 14"))));

    [Fact]
    [Trait("Rule", "A11")]
    public void A_reclassification_into_rank_2_is_told() =>
        Assert.Equal(["urgent→Coordinators"], Told(TicketStory.Opens().Then(new TicketCommand.Reclassify(null, null, Impact.Department, Urgency.High, null, null, null, null, null))));

    /// <summary>Rank 2 has been told already; rank 1 is a leader's at once.</summary>
    [Fact]
    [Trait("Rule", "A11")]
    [Trait("Rule", "AU-27")]
    public void A_change_between_1_and_2_is_no_change_into_them_but_the_leader_hears_of_rank_1()
    {
        TicketStory story = TicketStory.Opens(assessment: P2);
        Assert.Equal(["urgent→Leaders"], Told(story.Then(new TicketCommand.SetPriority(1, "Nu er hele huset ramt"))));
        Assert.Empty(Told(story.Then(new TicketCommand.SetPriority(1, "Stadig hele huset"))));
        Assert.Empty(Told(story.Then(new TicketCommand.SetPriority(null, "Kun én etage alligevel"))));
        Assert.Empty(Told(story.Then(new TicketCommand.Reclassify("network", "wired", null, null, null, null, null, null, null))));
    }

    [Fact]
    [Trait("Rule", "A11")]
    public void Each_new_rise_into_1_or_2_is_told_again()
    {
        TicketStory story = TicketStory.Opens(assessment: P2).Then(new TicketCommand.SetPriority(4, "Løst med en lånemaskine"));
        Assert.Empty(Told(story));
        Assert.Equal(["urgent→Coordinators"], Told(story.Then(new TicketCommand.SetPriority(null, "Lånemaskinen er også i stykker"))));
    }

    [Fact]
    [Trait("Rule", "A11")]
    public void A_request_is_told_by_its_handling_rank_not_by_its_own_scale()
    {
        TicketStory highest = TicketStory.Opens(assessment: new Assessment.OfRequest(Importance.MustHave, Speed.Expedite));
        Assert.Equal(1, highest.Ticket.Matrix.Native);
        Assert.Equal(["opened→Requester"], Told(highest));
        Assert.Equal(["urgent→Coordinators"], Told(highest.Then(new TicketCommand.SetPriority(2, "Ny medarbejder uden pc"))));
    }

    [Fact]
    public void Words_that_leave_the_rank_as_it_was_do_not_make_a_ticket_urgent_again() =>
        Assert.Empty(Told(TicketStory.Opens(assessment: P1).Then(new TicketCommand.BeginWork())));

    [Fact]
    public void Whatever_is_told_is_announced_by_its_name_so_that_the_rest_need_not_be_read()
    {
        TicketStory[] stories =
        [
            Resolved().Then(new TicketCommand.Reopen(null)).Then(new TicketCommand.Pend("PR-07", null, "Ordrenummer 7")).Then(new TicketCommand.Resume()),
            TicketStory.Opens().Then(new TicketCommand.Reply("Prøv nu.")).Then(new TicketCommand.SetPriority(1, "Alle er ramt")).Then(new TicketCommand.SetPriority(null, "Alligevel ikke")),
            TicketStory.Opens(assessment: P1).Then(new TicketCommand.SetPriority(5, "Kun mig")).Then(new TicketCommand.Reclassify("network", "wired", null, null, null, null, null, null, null)),
            Resolved().ThenAfter(TimeSpan.FromDays(31), new TicketCommand.Close(), Actor.Clock),
            TicketStory.Opens(assessment: P2).Then(Handover).Prompted(PromptKind.NotBegun),
            TicketStory.Opens().Then(Handover).Then(new TicketCommand.Bounce("Hvilket rum?")),
            Resolved().Then(new TicketCommand.AnswerSurvey(1, null), TicketStory.Caller),
            TicketStory.Opens(assessment: P2).Then(Handover).Then(new TicketCommand.Bounce("Ikke os.")),
        ];
        TicketEvent[] events = [.. stories.SelectMany(story => story.Events).Select(stored => stored.Event)];
        Assert.Equal(
            events.Where(e => Notice.Of(e, rankBefore: 5, Aarhus.Profile).Count > 0 && !Notice.MayConcern(e.What.GetType().Name)), []);
        Assert.Contains(events, e => !Notice.MayConcern(e.What.GetType().Name));
    }

    [Fact]
    [Trait("Rule", "AU-21")]
    public void An_offer_is_told_to_the_team_that_it_is_made_to()
    {
        string[] told = Told(TicketStory.Opens(assessment: P2).Then(Handover with { Assignee = "sofie" }));
        Assert.Equal(["replied→Requester", "offered→Dispatchers of infrastructure and sofie"], told);
    }

    [Fact]
    [Trait("Rule", "AU-57")]
    public void A_ticket_that_is_given_back_is_told_to_the_team_that_gets_it_back() =>
        Assert.Equal(["bounced→Dispatchers of it-support"], Told(TicketStory.Opens().Then(Handover).Then(new TicketCommand.Bounce("Hvilket rum?"))));

    [Fact]
    [Trait("Rule", "AU-21")]
    public void An_offer_that_is_declined_is_told_to_whoever_has_the_ticket() =>
        Assert.Equal(["declined→Assignee"], Told(TicketStory.Opens(assessment: P2).Then(Handover).Then(new TicketCommand.Bounce("Ikke os."))));

    [Theory]
    [Trait("Rule", "AU-27")]
    [Trait("Rule", "A24")]
    [InlineData(1, 1, "not-begun→Leaders")]
    [InlineData(1, 2, "not-begun→ProcessManagement")]
    [InlineData(2, 1, "not-begun→Dispatchers")]
    [InlineData(2, 2, "not-begun→Leaders")]
    [InlineData(2, 3, "not-begun→ProcessManagement")]
    [InlineData(4, 1, "not-begun→Dispatchers")]
    [InlineData(4, 2, "not-begun→ProcessManagement")]
    public void A_ticket_that_nobody_begins_is_told_step_by_step(int rank, int level, string told)
    {
        Assessment assessment = rank == 1 ? P1 : rank == 2 ? P2 : new Assessment.OfIncident(Impact.Individual, Urgency.Medium);
        Assert.Equal([told], Told(TicketStory.Opens(assessment: assessment, profile: Staffed).Prompted(PromptKind.NotBegun, level)));
    }

    [Fact]
    [Trait("Rule", "AU-28")]
    public void A_ticket_that_stands_with_another_team_is_told_to_the_one_that_handed_it_on_and_then_to_process_management()
    {
        TicketStory story = TicketStory.Opens(profile: Staffed).Then(Handover);
        Assert.Contains("follow-up→Dispatchers of it-support", Told(story.Prompted(PromptKind.FollowUp)));
        Assert.Contains("follow-up→ProcessManagement", Told(story.Prompted(PromptKind.FollowUp, 2)));
    }

    [Fact]
    [Trait("Rule", "AU-50")]
    [Trait("Rule", "A14")]
    public void An_old_update_flag_is_told_to_its_agent_and_then_to_the_dispatcher()
    {
        TicketStory story = TicketStory.Opens().Then(new TicketCommand.Reply("Er der nyt?"), TicketStory.Caller);
        Assert.Equal(["update-flag→Assignee"], Told(story.Prompted(PromptKind.UpdateFlag)));
        Assert.Equal(["update-flag→Dispatchers"], Told(story.Prompted(PromptKind.UpdateFlag, 2)));
    }

    [Fact]
    [Trait("Rule", "FV-11")]
    public void What_is_due_is_told_to_whoever_has_it_and_of_a_team_to_its_dispatchers()
    {
        TicketStory story = TicketStory.Opens();
        Assert.Equal(["due→Assignee"], Told(story.Then(new TicketCommand.AddTask("Bestil den.", null, "sofie", story.Now.AddDays(1))).Prompted(PromptKind.Due)));
        story = TicketStory.Opens();
        Assert.Equal(["due→Dispatchers of infrastructure"], Told(story.Then(new TicketCommand.AddTask("Bestil den.", "infrastructure", null, story.Now.AddDays(1))).Prompted(PromptKind.Due)));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(5, false)]
    public void A_low_answer_of_the_survey_is_told_to_the_leaders_and_a_good_one_to_nobody(int score, bool told) =>
        Assert.Equal(told ? ["low-score→Leaders"] : [], Told(Resolved().Then(new TicketCommand.AnswerSurvey(score, null), TicketStory.Caller)));

    [Fact]
    public void How_low_is_low_is_the_organisation_s_to_say()
    {
        Profile strict = Aarhus.Profile with { Survey = new(LowScore: 4) }, silent = Aarhus.Profile with { Survey = new(LowScore: 0) };
        Assert.Equal(["low-score→Leaders"], Told(Answered(strict, 4)));
        Assert.Empty(Told(Answered(silent, 1)));

        static TicketStory Answered(Profile profile, int score) =>
            TicketStory.Opens(profile: profile).Then(new TicketCommand.Resolve("Skiftet.", null)).Then(new TicketCommand.AnswerSurvey(score, null), TicketStory.Caller);
    }

    private static readonly TicketCommand.Dispatch Handover = new(
        "infrastructure", null, null, "Printeren er prøvet med et andet kabel og en anden driver.", "Infrastructure overtager din sag.", null, CategoryConfirmed: true, null, null);

    private static readonly Profile Staffed = Aarhus.Profile with { Teams = [.. Aarhus.Profile.Teams.Select(team => team with { Dispatchers = ["dina@au.example"] })] };

    private static TicketStory Resolved() => TicketStory.Opens().Then(new TicketCommand.Resolve("Papirbakken er skiftet.", null));

    private static readonly Profile Promising = Staffed with
    {
        ServicePolicies = [new("all", "All", "Alle", new(), [new(TargetKind.Resolution, 480)])],
        ServiceEscalations =
        [
            new(EscalationCause.Warning, [], Percents: [50]), new(EscalationCause.Warning, [new(EscalationRole.OnCall)]),
            new(EscalationCause.Breach, [new(EscalationRole.OnCall, AllowedTime.OfMinutes(30)), new(EscalationRole.ProcessManager)]),
        ],
    };

    [Fact]
    [Trait("Rule", "IT-07")]
    [Trait("Rule", "IT-08")]
    public void A_clock_s_warnings_and_its_breach_are_told_as_the_organisation_says()
    {
        Assert.Empty(Told(TicketStory.Opens(profile: Promising).Spoken<Happening.ServiceLevelWarned>()));
        Assert.Equal(["service-level-warned→OnCall"], Told(TicketStory.Opens(profile: Promising).Spoken<Happening.ServiceLevelWarned>(2)));
        Assert.Equal(["service-level-breached→OnCall"], Told(TicketStory.Opens(profile: Promising).Spoken<Happening.ServiceLevelBreached>()));
        Assert.Equal(["service-level-breached→ProcessManagement"], Told(TicketStory.Opens(profile: Promising).Spoken<Happening.EscalationClimbed>()));
    }

    /// <summary>After an outage: each is in the history, and one mail says how it stands.</summary>
    [Fact]
    public void Of_what_is_told_of_a_clock_at_once_the_last_is()
    {
        StoredEvent[] all = [.. TicketStory.Opens(profile: Promising).Spoken<Happening.ServiceLevelBreached>().Events];
        StoredEvent[] together = [.. all.Select(stored => stored with { Event = stored.Event with { RecordedAt = TicketStory.Start.AddDays(9) } })];
        Assert.Equal(["ServiceLevelBreached"], together.Where(stored => Notice.MayConcern(stored.Event.What.GetType().Name) && stored.Event.What is not Happening.Opened && !Notice.IsOvertaken(stored.Event, together)).Select(stored => stored.Event.What.GetType().Name).Except(["Prompted"]));
        Assert.DoesNotContain(all, stored => Notice.IsOvertaken(stored.Event, all));
    }

    private static string[] Told(TicketStory story) =>
    [
        .. story.Latest.SelectMany(stored => Notice.Of(stored.Event, RankBefore(story, stored.Event), story.Profile))
            .Select(notice => $"{notice.Template}→{notice.Audience}{(notice.Team is null ? "" : $" of {notice.Team}")}{(notice.Person is null ? "" : $" and {notice.Person}")}"),
    ];

    private static int? RankBefore(TicketStory story, TicketEvent e) =>
        Notice.NeedsRankBefore(e) ? story.Events.Single(other => other.Event.Version == e.Version - 1).Event.Dimensions.HandlingRank : null;
}
