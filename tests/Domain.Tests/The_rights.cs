using ItsmFunctions.Domain.Rights;

namespace ItsmFunctions.Domain.Tests;

/// <summary>
/// Every role × act × relation against a table written by hand from the rules (AU-05 to AU-07, AU-25, AU-31, AU-37, AU-41, AU-49, A17,
/// A22, A23 and the table of roles and rights): code and table are two witnesses.
/// </summary>
public sealed class The_rights
{
    private const string Mine = "bss-it";
    private const string Theirs = "he-it";

    /// <summary>
    /// A cell names the relations in which the role may: O its own ticket (the requester's), T a ticket of a team in which it counts, X one
    /// of any other team; - never. An act that is about no ticket has E for everybody who is signed in, X for who may, T for one's own team.
    /// </summary>
    private const string Table =
        """
                            L1   L2   L3   disp lead mgr  ownr revw view priv reqr clock imprt
        Open                X    X    X    X    X    X    X    -    -    -    X    X     X
        OpenForAnother      X    X    X    X    X    X    X    -    -    -    -    X     X
        OpenQuick           X    X    X    -    -    -    -    -    -    -    -    -     -
        OpenChange          X    X    X    X    X    X    X    X    -    -    -    -     -
        OpenProblem         X    X    X    X    X    X    X    -    -    -    -    -     -
        OpenProactiveProblem -   -    -    -    -    X    X    -    -    -    -    -     -
        DecideProposals     -    -    -    -    -    X    X    -    -    -    -    -     -
        ReadChangeCalendar  X    X    X    X    X    X    X    X    -    -    -    X     X
        ListOwn             E    E    E    E    E    E    E    E    E    E    E    E     E
        List                X    X    X    X    X    X    X    -    -    -    -    X     X
        ReadCatalogue       E    E    E    E    E    E    E    E    E    E    E    E     E
        AnswerSelfHelp      E    E    E    E    E    E    E    E    E    E    E    E     E
        ReadQueue           T    T    T    T    T    TX   TX   -    -    -    -    -     -
        ReadNotSent         -    -    -    X    X    X    X    -    -    -    -    -     -
        ReadReports         X    X    X    X    X    X    X    -    X    -    -    X     X
        ReadParameters      X    X    X    X    X    X    X    -    -    -    -    X     X
        WriteParameters     -    -    -    -    -    X    X    -    -    -    -    -     -
        ReceiveMail         -    -    -    -    -    -    -    -    -    -    -    -    -
        ReceiveAlerts       -    -    -    -    -    -    -    -    -    -    -    -    -
        ReadKnowledge       E    E    E    E    E    E    E    E    E    E    E    E     E
        ReadKnowledgeAsDesk X    X    X    X    X    X    X    -    -    -    -    X     X
        WriteKnowledge      X    X    X    X    X    X    X    -    -    -    -    -     -
        Search              E    E    E    E    E    E    E    E    E    E    E    E     E
        PublishKnowledge    -    -    -    X    X    X    X    -    -    -    -    -     -
        ReadEvents          X    X    X    X    X    X    X    -    -    -    -    X     X
        ManageWebhooks      -    -    -    -    -    X    X    -    -    -    -    -     -

        Read                OTX  OTX  OTX  OTX  OTX  OTX  OTX  O    O    O    O    OTX   OTX
        ReadAsDesk          OTX  OTX  OTX  OTX  OTX  OTX  OTX  -    -    -    -    OTX   OTX
        ReadNotifications   OTX  OTX  OTX  OTX  OTX  OTX  OTX  -    -    -    -    OTX   OTX
        Assign              T    T    T    T    T    -    -    -    -    -    -    -     OTX
        BeginWork           T    T    T    -    -    -    -    -    -    -    -    -     OTX
        Pend                T    T    T    -    T    -    -    -    -    -    -    -     OTX
        Resume              T    T    T    -    T    -    -    -    -    -    -    -     OTX
        Reply               OTX  OT   OT   OT   OT   O    O    O    O    O    O    O     O
        ReplyForAnother     OTX  T    T    T    T    -    -    -    -    -    -    -     -
        Journal             OTX  OTX  OTX  OTX  OTX  OTX  OTX  -    -    -    -    -     OTX
        Flag                T    T    T    T    T    -    -    -    -    -    -    -     -
        Attention           OTX  OTX  OTX  OTX  OTX  OTX  OTX  -    -    -    -    -     -
        SetPriority         T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        Reclassify          T    T    T    T    T    -    -    -    -    -    -    -     OTX
        Resolve             T    -    -    -    -    -    -    -    -    -    -    -     OTX
        Reopen              OTX  OT   OT   OT   OT   O    O    O    O    O    O    O     OTX
        Cancel              OTX  O    O    O    O    O    O    O    O    O    O    O     O
        Close               -    -    -    -    -    -    -    -    -    -    -    OTX   OTX
        WakeUp              -    -    -    -    -    -    -    -    -    -    -    OTX   -
        ReturnToAssignment  T    T    T    -    -    -    -    -    -    -    -    -     -
        CheckClosure        T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        Triage              T    T    T    T    T    -    -    -    -    -    -    -     -
        Escalate            T    T    T    T    T    -    -    -    -    -    -    -     -
        Verify              T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        RunAutomation       -    -    -    -    -    -    -    -    -    -    -    OTX  -
        Chase               OTX  OTX  OTX  OTX  OTX  OTX  OTX  -    -    -    -    -     -
        Expect              T    T    T    T    T    -    -    -    -    -    -    -     -
        Prompt              -    -    -    -    -    -    -    -    -    -    -    OTX   -
        AcknowledgeEscalation T  T    T    T    T    OTX  OTX  -    -    -    -    -     -
        CorrectServiceLevel -    -    -    -    -    OTX  OTX  -    -    -    -    -     -
        Dispatch            T    T    T    T    T    -    -    -    -    -    -    -     -
        Accept              T    T    T    T    T    -    -    -    -    -    -    -     -
        Bounce              T    T    T    T    T    -    -    -    -    -    -    -     -
        AddTask             T    T    T    T    T    -    -    -    -    -    -    -     -
        AssignTask          T    T    T    T    T    -    -    -    -    -    -    -     -
        CompleteTask        T    T    T    T    T    -    -    -    -    -    -    -     -
        CancelTask          T    T    T    T    T    -    -    -    -    -    -    -     -
        Pin                 OTX  OTX  OTX  OTX  OTX  OTX  OTX  -    -    -    -    -     -
        Unpin               OTX  OTX  OTX  OTX  OTX  OTX  OTX  -    -    -    -    -     -
        SetSupplier         T    T    T    T    T    -    -    -    -    -    -    -     -
        AddWatcher          OTX  OT   OT   OT   OT   O    O    O    O    O    O    O     O
        RemoveWatcher       OTX  OT   OT   OT   OT   O    O    O    O    O    O    O     O
        Approve             -    -    -    -    T    -    -    -    -    -    -    -     -
        Reject              -    -    -    -    T    -    -    -    -    -    -    -     -
        SupplierReplied     T    T    T    T    T    -    -    -    -    -    -    -     -
        Delivered           T    T    T    T    T    -    -    -    -    -    -    -     -
        Recover             -    -    -    -    T    OTX  OTX  -    -    -    -    -     -
        Link                OTX  OTX  OTX  OTX  OTX  OTX  OTX  -    -    -    -    -    -
        Unlink              OTX  OTX  OTX  OTX  OTX  OTX  OTX  -    -    -    -    -    -
        Split               T    T    T    T    T    -    -    -    -    -    -    -    -
        Merge               T    -    -    T    T    -    -    -    -    -    -    -    -
        MirrorLink          -    -    -    -    -    -    -    -    -    -    -    OTX  -
        Survey              O    O    O    O    O    O    O    O    O    O    O    O    O
        SubmitChange        OT   OT   OT   OT   OT   O    O    O    O    O    O    O    O
        Vote                -    -    -    -    -    -    -    -    -    -    -    -    -
        DelegateVote        -    -    -    -    -    OTX  OTX  -    -    -    -    -    -
        ScheduleChange      OT   OT   OT   OT   OT   O    O    O    O    O    O    O    O
        StartChange         T    T    T    T    T    -    -    -    -    -    -    -    -
        ImplementChange     T    T    T    T    T    -    -    -    -    -    -    -    -
        CloseChange         T    T    T    T    T    -    -    -    -    -    -    -    -
        CancelChange        O    O    O    O    OT   OTX  OTX  O    O    O    O    O    O
        AssignInvestigators T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        ResolveProblem      T    T    T    T    T    -    -    -    -    -    -    -     -
        CancelProblem       O    O    O    O    OT   OTX  OTX  O    O    O    O    O     O
        AssignHandlers      T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        EliminateRootCause  T    T    T    T    T    -    -    -    -    -    -    -     -
        ClearCondition      T    T    T    T    T    -    -    -    -    -    -    -     -
        RecordFindings      T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        RetireKnownError    T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        CommunicateWorkaround T  T    T    T    T    OTX  OTX  -    -    -    -    -     -
        TellWorkaround      -    -    -    -    -    -    -    -    -    -    -    OTX  -
        DeclareMajor        -    -    -    T    T    OTX  OTX  -    -    -    -    -     -
        InformAffected      -    -    -    T    T    OTX  OTX  -    -    -    -    -     -
        PublishStatus       -    -    -    T    T    OTX  OTX  -    -    -    -    -     -
        StandDown           -    -    -    T    T    OTX  OTX  -    -    -    -    -     -
        TellAffected        -    -    -    -    -    -    -    -    -    -    -    OTX   -
        Classify            T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        SetScope            T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        RecordGuideline     T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        PlanAction          T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        ReportArea          T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        DecideCommunication T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        RecordMeeting       T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        NameStakeholder     T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        TellFinalUpdate     T    T    T    T    T    OTX  OTX  -    -    -    -    -     -
        CarryChange         -    -    -    -    -    -    -    -    -    -    -    OTX  -
        """;

    private static readonly Dictionary<string, Roles> Columns = new()
    {
        ["L1"] = Roles.FirstLine, ["L2"] = Roles.SecondLine, ["L3"] = Roles.ThirdLine, ["disp"] = Roles.Dispatcher, ["lead"] = Roles.TeamLeader,
        ["mgr"] = Roles.ProcessManager, ["ownr"] = Roles.ProcessOwner, ["revw"] = Roles.ChangeReviewer, ["view"] = Roles.ReportingViewer,
        ["priv"] = Roles.PrivacyOfficer, ["reqr"] = Roles.Requester, ["clock"] = Roles.Clock, ["imprt"] = Roles.Import,
    };

    private static readonly Dictionary<Act, string[]> Rows = Table.Split('\n').Skip(1).Select(Words).Where(row => row.Length > 0).ToDictionary(row => Enum.Parse<Act>(row[0]), row => row[1..]);

    private static readonly HashSet<Act> OfTheDesk = [.. Grants.Desk.Select(grant => grant.Act)];

    public static TheoryData<Act> Acts => [.. Enum.GetValues<Act>()];

    [Theory]
    [MemberData(nameof(Acts))]
    [Trait("Rule", "AU-05")]
    [Trait("Rule", "AU-07")]
    [Trait("Rule", "AU-25")]
    [Trait("Rule", "AU-37")]
    [Trait("Rule", "AU-41")]
    [Trait("Rule", "A17")]
    [Trait("Rule", "A22")]
    [Trait("Rule", "AU-06")]
    public void Are_what_the_table_says_for_every_role_and_relation(Act act)
    {
        string[] wrong = [.. Columns.Select((column, at) => (column.Key, Said: Rows[act][at], Found: Found(act, column.Value))).Where(cell => cell.Said != cell.Found)
            .Select(cell => $"{act} by {cell.Key}: {cell.Found}, not {cell.Said}")];

        Assert.Empty(wrong);
    }

    [Fact]
    public void Have_a_cell_for_every_act_role_and_relation()
    {
        Assert.Equal(Columns.Keys, Words(Table.Split('\n')[0]));
        Assert.Equal(Enum.GetValues<Act>().Order(), Rows.Keys.Order());
        Assert.All(Rows.Values, row => Assert.Equal(Columns.Count, row.Length));
        // The machines have cells of their own: A_mail_gateway, A_machine_that_follows.
        Assert.Equal(Columns.Values.Append(Roles.MailGateway).Append(Roles.Integration).Append(Roles.Monitoring).Order(), Enum.GetValues<Roles>().Where(role => int.IsPow2((int)role)).Order());
        Assert.True(Columns.Count >= 10 && Rows.Count >= 25);
        Assert.Equal(Enum.GetValues<Act>().Order(), Grants.Desk.Concat(Aarhus.Profile.Rights).Select(grant => grant.Act).Order());
    }

    [Theory]
    [InlineData(Roles.FirstLine, "agent", true)]
    [InlineData(Roles.FirstLine, "dispatcher", false)]
    [InlineData(Roles.Dispatcher, "agent", false)]
    [InlineData(Roles.Dispatcher, "dispatcher", true)]
    [InlineData(Roles.Dispatcher, "leader", false)]
    [InlineData(Roles.TeamLeader, "leader", true)]
    [InlineData(Roles.TeamLeader, "agent", false)]
    [Trait("Rule", "AU-07")]
    public void Count_in_a_team_only_as_what_the_directory_names_one(Roles role, string named, bool may)
    {
        var member = new StaffMember(
            "colleague", "Colleague", null, null, named == "agent" ? [Mine] : [], named == "dispatcher" ? [Mine] : [], named == "leader" ? [Mine] : [], []);
        Profile profile = Aarhus.Profile with { Directory = new([member]) };

        Assert.Equal(may, Policy.Denies(Act.Dispatch, new("colleague", role), Ticket(profile, Mine), profile) is null);
    }

    [Fact]
    public void Count_in_every_team_where_no_directory_is_kept() =>
        Assert.Null(Policy.Denies(Act.Assign, new("anybody", Roles.SecondLine), Ticket(Aarhus.Profile, Theirs), Aarhus.Profile));

    [Fact]
    public void Say_whose_ticket_it_is_to_who_would_have_them_in_another_team()
    {
        Profile profile = WithMe;

        string denied = Policy.Denies(Act.Pend, new("me", Roles.FirstLine), Ticket(profile, Theirs), profile)!.Refusal.Detail.English;

        Assert.Contains(Theirs, denied, StringComparison.Ordinal);
        Assert.DoesNotContain("Agent.L1", denied, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "A17")]
    [Trait("Rule", "AU-49")]
    public void Let_nobody_resolve_what_is_with_operations_first_line_neither()
    {
        Ticket away = Ticket(Aarhus.Profile, "infrastructure");

        Assert.Equal(RefusalCode.ResolveBySupport, Policy.Denies(Act.Resolve, Somebody.FirstLine, away, Aarhus.Profile)?.Refusal.Code);
        Assert.Null(Policy.Denies(Act.Resolve, Somebody.Import, away, Aarhus.Profile));
    }

    [Fact]
    [Trait("Rule", "A23")]
    public void Let_the_agents_of_a_team_without_a_dispatcher_assign_themselves()
    {
        Profile hr = Aarhus.Profile with { Directory = new([new("hanne", "Hanne", null, null, ["hr-it"], [], [], [])]) };
        Case given = Case.Incident(hr, area: "hr");

        given.Do(new TicketCommand.Assign(null, "hanne"), new("hanne", Roles.FirstLine));

        Assert.Equal("hanne", given.Ticket.Assignee);
    }

    [Fact]
    public void Name_the_requester_as_the_one_who_acts_on_a_ticket_of_their_own()
    {
        Ticket own = Ticket(WithMe, Mine) with { Requester = "me" };

        Assert.Equal("Requester", Policy.RoleOf(Act.Reply, new("me", Roles.FirstLine), own, WithMe));
        Assert.Equal("Agent.L1", Policy.RoleOf(Act.Reply, new("me", Roles.FirstLine | Roles.Dispatcher), Ticket(WithMe, Mine), WithMe));
    }

    private static Profile WithMe => Aarhus.Profile with { Directory = new([new("me", "Me", null, null, [Mine], [Mine], [Mine], [])]) };

    private static string Found(Act act, Roles role)
    {
        var me = new Actor("me", role);
        if (OfTheDesk.Contains(act))
            return InTheDesk(act, me);
        string found = string.Concat(
            May(Theirs, "me") ? "O" : "", May(Mine, "somebody") ? "T" : "", May(Theirs, "somebody") ? "X" : "");
        return found.Length == 0 ? "-" : found;

        // The own ticket lies with a team of others, so that the one relation does not hide the other.
        bool May(string team, string requester)
        {
            Ticket ticket = Ticket(WithMe, team) with { Requester = requester };
            return Policy.Denies(act, me, act == Act.Accept ? Offered(ticket) : ticket, WithMe) is null;
        }
    }

    private static string InTheDesk(Act act, Actor me)
    {
        if (act != Act.ReadQueue)
            return Policy.Denies(act, new("nobody", Roles.None)) is null ? "E" : Policy.Denies(act, me) is null ? "X" : "-";
        string found = string.Concat(Policy.Denies(act, me, Mine, WithMe) is null ? "T" : "", Policy.Denies(act, me, Theirs, WithMe) is null ? "X" : "");
        return found.Length == 0 ? "-" : found;
    }

    // Offered to the team it is said to be of, by a third one.
    private static Ticket Offered(Ticket ticket) => ticket with
    {
        Team = "arts-it",
        Handover = HandoverState.None with { Offer = new(ticket.Team, null, "agent-l1", Case.Start) },
    };

    private static Ticket Ticket(Profile profile, string team) => Case.Incident(profile).Ticket with { Team = team };

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
