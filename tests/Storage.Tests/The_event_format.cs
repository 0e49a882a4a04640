using System.Text;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.Triage;
using ItsmFunctions.Domain.Waiting;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Tests;

/// <summary>
/// Events of every released format, as files that are never changed: what was stored once is read for ever. A new format gets a
/// folder of its own beside the old one.
/// </summary>
public sealed class The_event_format
{
    private const string Previous = "3b7e72b1bba1a8ec2f4e8b4ae9a0ff5eb8f9e3b0c7cfb6a0e07f1f1b8a7c5d2e";

    private static readonly DateTimeOffset Happened = new(2026, 11, 22, 13, 0, 0, 125, TimeSpan.Zero);
    private static readonly Assessment.OfIncident Assessment = new(Impact.Department, Urgency.Medium);
    private static readonly Classification Printer = new(Assessment, "hardware", "printer", "print-service", "5335-214", "printer-0815");
    private static readonly Markers Marked = new("local", Happened.AddHours(-2), "CHG-0000007", "INC-0000009", true, "INC0000045");

    private static readonly HandoverTerms Terms = new(true, "phone", new(Text("Dina"), ContactRole.Leader, DispatcherUnavailable: true), Text("Takes it at once."));

    private static readonly WaitPlan Plan = new([new(Happened.AddDays(3), WaitWork.Remind, Reminded.Requester), new(Happened.AddDays(30), WaitWork.Expire)]);

    /// <summary>One event of each kind, under the name of its file: with every member set, and again without what may be left out.</summary>
    private static readonly Dictionary<string, Happening> Kinds = new()
    {
        ["opened"] = new Happening.Opened(
            "bss", Text("Printer på 2. sal"), Text("All \"pages\"\r\nare <white> & blank – 白紙."), "requester-1", "portal", Printer, new(3, 3), "bss-it", new(TicketKind.Incident, 17), Marked),
        ["opened-request"] = new Happening.Opened(
            null, Text("New keyboard"), Text("Danish layout."), "requester-1", "mail",
            new(new Assessment.OfRequest(Importance.ShouldHave, Speed.Expedite), "hardware", "peripheral", null, null, null), new(2, 4), "it-support", null, Markers.None),
        ["opened-typed"] = new Happening.Opened(
            "bss", Text("Printer på 2. sal"), Text("All \"pages\"\r\nare <white> & blank – 白紙."), "requester-1", "portal", Printer, new(3, 3), "bss-it", new(TicketKind.Incident, 17), Marked,
            "docking-station"),
        ["opened-groups"] = new Happening.Opened(
            "bss", Text("Printer på 2. sal"), Text("All \"pages\"\r\nare <white> & blank – 白紙."), "requester-1", "portal", Printer, new(3, 3), "bss-it", new(TicketKind.Incident, 17), Marked,
            Groups: new(["security", "infrastructure"])),
        ["opened-by-mail"] = new Happening.Opened(
            null, Text("(intet emne)"), Text("It jams."), "requester-1", "mail", Printer, new(3, 3), "it-support", null, Markers.None with { Unverified = true }, Silent: true),
        ["opened-split"] = new Happening.Opened(
            "bss", Text("Printer på 2. sal"), Text("All \"pages\"\r\nare <white> & blank – 白紙."), "requester-1", "portal", Printer, new(3, 3), "bss-it", new(TicketKind.Incident, 17), Marked,
            SplitFrom: new(TicketKind.Incident, 17)),
        ["opened-helped"] = new Happening.Opened(
            "bss", Text("Printer på 2. sal"), Text("All \"pages\"\r\nare <white> & blank – 白紙."), "requester-1", "portal", Printer, new(3, 3), "bss-it", new(TicketKind.Incident, 17), Marked,
            SelfHelp: new(["restart", "wireless"])),
        ["assigned"] = new Happening.Assigned("infrastructure", "agent-l2"),
        ["assigned-team"] = new Happening.Assigned("infrastructure", null),
        ["workBegun"] = new Happening.WorkBegun(),
        ["workBegun-watched"] = new Happening.WorkBegun(),
        ["pended"] = new Happening.Pended("PR-06", Happened.AddDays(3)),
        ["pended-undated"] = new Happening.Pended("PR-05", null),
        ["pended-planned"] = new Happening.Pended("PR-05", null, Plan),
        ["waitPlanned"] = new Happening.WaitPlanned(Plan),
        ["waitReminded"] = new Happening.WaitReminded(4, 1, Reminded.Requester),
        ["resumed"] = new Happening.Resumed(ResumeCause.DateReached),
        ["replied"] = new Happening.Replied(Text("Which room?"), FromRequester: false),
        ["replied-requester"] = new Happening.Replied(Text("Room 214 😀"), FromRequester: true),
        ["replied-told"] = new Happening.Replied(Text("Room 214, on the phone"), FromRequester: true, "phone"),
        ["noteWritten"] = new Happening.NoteWritten(Text("Drum checked.")),
        ["noteWritten-describing"] = new Happening.NoteWritten(Text("The drum is worn; a new one is ordered."), Describes: true),
        ["questionAnswered"] = new Happening.QuestionAnswered("room", Text("5335-214")),
        ["offered"] = new Happening.Offered("infrastructure", "agent-l2", Terms),
        ["offered-plainly"] = new Happening.Offered("infrastructure", null, new(CategoryConfirmed: true, null, null, null)),
        ["offerAccepted"] = new Happening.OfferAccepted("it-support", "infrastructure"),
        ["offerDeclined"] = new Happening.OfferDeclined("infrastructure", Text("The switch is not ours.")),
        ["dispatched"] = new Happening.Dispatched("it-support", "infrastructure", Terms),
        ["bounced"] = new Happening.Bounced("infrastructure", "it-support", Text("Which switch?")),
        ["cancelled"] = new Happening.Cancelled(Text("Reported twice.")),
        ["returnedToAssignment"] = new Happening.ReturnedToAssignment(Text("It needs a key.")),
        ["closureChecked"] = new Happening.ClosureChecked("prevention-in-place", false, Text("A one-off.")),
        ["rankOverridden"] = new Happening.RankOverridden(1, Text("Exam in the building.")),
        ["rankRestored"] = new Happening.RankRestored(Text("The exam is over.")),
        ["reclassified"] = new Happening.Reclassified(Printer with { Category = "network", Subcategory = "wired" }, new(3, 3), Marked),
        ["resolved"] = new Happening.Resolved(Text("Toner replaced."), "solved", Happened.AddDays(30)),
        ["resolved-quick"] = new Happening.Resolved(Text("Switched it on."), "solved", Happened.AddDays(30), FirstContact: true),
        ["reopened"] = new Happening.Reopened(Text("It is back.")),
        ["reopened-silently"] = new Happening.Reopened(null),
        ["closed"] = new Happening.Closed(),
        ["updateFlagRaised"] = new Happening.UpdateFlagRaised(),
        ["updateFlagCleared"] = new Happening.UpdateFlagCleared(),
        ["formFilled"] = new Happening.FormFilled([new("what", Text("drive")), new("who", Text("Anna and Bo"))]),
        ["taskAdded"] = new Happening.TaskAdded(1, Text("Create the drive"), "infrastructure", "agent-l2"),
        ["taskAdded-dated"] = new Happening.TaskAdded(4, Text("Watch the switch"), null, "agent-l1", Happened.AddDays(7)),
        ["taskAdded-follow-up"] = new Happening.TaskAdded(3, Text("Watch the switch"), null, "agent-l1", Happened.AddDays(7), FollowUp: true),
        ["taskAdded-plainly"] = new Happening.TaskAdded(2, Text("Tell the user"), null, null),
        ["taskAssigned"] = new Happening.TaskAssigned(1, "security", "agent-9"),
        ["taskAssigned-back"] = new Happening.TaskAssigned(1, null, null),
        ["taskCompleted"] = new Happening.TaskCompleted(1, Text("It is there.")),
        ["taskCompleted-silently"] = new Happening.TaskCompleted(1, null),
        ["taskCancelled"] = new Happening.TaskCancelled(1, Text("Not needed.")),
        ["taskCancelled-silently"] = new Happening.TaskCancelled(1, null),
        ["taskCancelled-all"] = new Happening.TaskCancelled(1, null, All: true),
        ["linked"] = new Happening.Linked(new(TicketKind.Incident, 17), LinkKind.CausedBy),
        ["unlinked"] = new Happening.Unlinked(new(TicketKind.Incident, 17)),
        ["linkFollowed"] = new Happening.LinkFollowed(new(TicketKind.Incident, 17), LinkKind.DuplicatedBy, 5),
        ["linkFollowed-follower"] = new Happening.LinkFollowed(new(TicketKind.Incident, 17), LinkKind.DuplicatedBy, 5, "colleague-9"),
        ["linkFollowed-back"] = new Happening.LinkFollowed(new(TicketKind.Incident, 17), null, 6),
        ["resolved-merged"] = new Happening.Resolved(Text("It goes on there."), "duplicate", Happened.AddDays(30), MergedInto: new(TicketKind.Incident, 17)),
        ["reopened-unmerged"] = new Happening.Reopened(Text("It is not."), new(TicketKind.Incident, 17)),
        ["resolved-surveyed"] = new Happening.Resolved(Text("Toner replaced."), "solved", Happened.AddDays(30), Surveyed: true),
        ["surveyAnswered"] = new Happening.SurveyAnswered(6, 2, Text("It took a week.")),
        ["surveyAnswered-plainly"] = new Happening.SurveyAnswered(6, 5, null),
        ["notePinned"] = new Happening.NotePinned(3),
        ["noteUnpinned"] = new Happening.NoteUnpinned(3),
        ["supplierCaseRecorded"] = new Happening.SupplierCaseRecorded("Konica Minolta", "KM-118"),
        ["supplierCaseRecorded-back"] = new Happening.SupplierCaseRecorded(null, null),
        ["watcherAdded"] = new Happening.WatcherAdded("colleague-7"),
        ["watcherRemoved"] = new Happening.WatcherRemoved("colleague-7"),
        ["approvalAsked"] = new Happening.ApprovalAsked("leader-1"),
        ["approvalAsked-plainly"] = new Happening.ApprovalAsked(null),
        ["supplierReplied"] = new Happening.SupplierReplied(Text("It is on its way.")),
        ["delivered"] = new Happening.Delivered(Text("Two screens.")),
        ["delivered-silently"] = new Happening.Delivered(null),
        ["invoiceReady"] = new Happening.InvoiceReady(),
        ["resumed-expired"] = new Happening.Resumed(ResumeCause.Expired),
        ["approvalGiven"] = new Happening.ApprovalGiven(Text("Agreed.")),
        ["approvalGiven-silently"] = new Happening.ApprovalGiven(null),
        ["approvalRefused"] = new Happening.ApprovalRefused(Text("No budget.")),
        ["attached"] = new Happening.Attached(
            "7e1a34a39a0a5a539b0c3e0f6d1c2b11", Text("skærm.png"), "image/png", 20_482, "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c", Visibility.Public, ScanVerdict.Passed, FromRequester: true),
        ["attached-internal"] = new Happening.Attached(
            "0f9d2c6e6a0b4f3e9d526b1c8d2f7a10", Text("mail.eml"), "message/rfc822", 3, "7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730", Visibility.Internal, ScanVerdict.Unscanned, FromRequester: false),
        ["autoReplied"] = new Happening.AutoReplied("agent-l1", Happened.AddDays(-1), Happened.AddDays(4), "requester-1", Text("I am back on Friday.")),
        ["autoReplied-plainly"] = new Happening.AutoReplied("agent-l1", Happened.AddDays(-1), Happened.AddDays(4), "requester-1", null),
        ["chased"] = new Happening.Chased(Text("The user called again.")),
        ["expectedTimeStated"] = new Happening.ExpectedTimeStated(Happened.AddDays(2), Text("The part comes on Monday.")),
        ["expectedTimeStated-plainly"] = new Happening.ExpectedTimeStated(Happened.AddDays(2), null),
        ["prompted-due"] = new Happening.Prompted(PromptKind.Due, 1, EscalationRole.Assignee, Happened.AddHours(-1), "infrastructure", "agent-l2"),
        ["prompted"] = new Happening.Prompted(PromptKind.NoProgress, 2, EscalationRole.ProcessManager, Happened.AddHours(-4)),
        ["serviceLevelWarned"] = new Happening.ServiceLevelWarned("resolution", 1, 75, null, Happened.AddHours(2), EscalationRole.Assignee),
        ["serviceLevelWarned-lead"] = new Happening.ServiceLevelWarned("ola:it-support", 2, null, 30, null, null),
        ["serviceLevelBreached"] = new Happening.ServiceLevelBreached("resolution", 1, Happened, null, EscalationRole.OnCall, Happened.AddMinutes(15)),
        ["serviceLevelBreached-attached"] = new Happening.ServiceLevelBreached("uc:Konica", 1, Happened.AddHours(-3), true, null),
        ["escalationClimbed"] = new Happening.EscalationClimbed("resolution", 1, null, null, 2, Happened.AddMinutes(-15), EscalationRole.Leader, Happened.AddMinutes(30)),
        ["escalationAcknowledged"] = new Happening.EscalationAcknowledged(Text("Two of us are on it.")),
        ["serviceLevelCorrected"] = new Happening.ServiceLevelCorrected("resolution", 2, Happened.AddHours(-4), Happened.AddHours(-1), Text("The supplier's network was down.")),
        ["updatePromiseKept"] = new Happening.UpdatePromiseKept(3, Happened.AddHours(1)),
        ["clocksRecounted-promised"] = new Happening.ClocksRecounted(4),
        ["changePlanned"] = new Happening.ChangePlanned(Planned, HandedIn: true),
        ["changePlanned-plainly"] = new Happening.ChangePlanned(new("standard", [new("new", "New", "Ny", StageKind.New)], MayPassFreeze: false, NeedsBackOutPlan: false, "renew-certificate"), HandedIn: false),
        ["changeHandedIn"] = new Happening.ChangeHandedIn(Planned),
        ["changeHandedIn-reworked"] = new Happening.ChangeHandedIn(Planned, Text("Two core switches"), Text("Those of both buildings are exchanged.")),
        ["stageEntered"] = new Happening.StageEntered("scheduled"),
        ["stageEntered-review"] = new Happening.StageEntered("pre-launch-review", Asked),
        ["voteCast"] = new Happening.VoteCast(5, "reviewer-1", VoteChoice.Reject, Text("Not before the exams.")),
        ["voteDelegated"] = new Happening.VoteDelegated(5, "reviewer-1", "reviewer-2", Happened, Happened.AddDays(14)),
        ["reviewersReminded"] = new Happening.ReviewersReminded(5, 2, new(["reviewer-1", "reviewer-3"])),
        ["reviewOverdue"] = new Happening.ReviewOverdue(5, WhenOverdue.Escalate, Asked),
        ["reviewDecided"] = new Happening.ReviewDecided(5, Approved: true),
        ["reviewDecided-deadline"] = new Happening.ReviewDecided(5, Approved: false, ByDeadline: true),
        ["changeScheduled"] = new Happening.ChangeScheduled(new(Happened.AddDays(3), Happened.AddDays(3).AddHours(2), Text("The hole is being exploited."))),
        ["changeScheduled-plainly"] = new Happening.ChangeScheduled(new(Happened.AddDays(3), Happened.AddDays(3).AddHours(2))),
        ["buildStarted"] = new Happening.BuildStarted(),
        ["changeStarted"] = new Happening.ChangeStarted(),
        ["changeImplemented"] = new Happening.ChangeImplemented(ChangeOutcome.BackedOut, Text("The old switch is back.")),
        ["problemStated"] = new Happening.ProblemStated(new(["INC-0000007", "INC-0000008"])),
        ["problemStated-proactive"] = new Happening.ProblemStated(new([]), Text("The supplier warns of it.")),
        ["investigatorsAssigned"] = new Happening.InvestigatorsAssigned(new(["agent-l2", "agent-l3"]), Text("It began on Monday.")),
        ["handlersAssigned"] = new Happening.HandlersAssigned(new(["agent-l3"]), Text("At night.")),
        ["handlersAssigned-plainly"] = new Happening.HandlersAssigned(new(["agent-l3"]), null),
        ["findingsRecorded"] = new Happening.FindingsRecorded(Text("A memory leak."), Text("Restart it by hand."), Text("Wait a minute.")),
        ["findingsRecorded-titled"] = new Happening.FindingsRecorded(null, null, Text("Wait a minute."), Text("No Wi-Fi in building 1530")),
        ["findingsRecorded-in-part"] = new Happening.FindingsRecorded(null, Text("Restart it by hand."), null),
        ["knownErrorDeclared"] = new Happening.KnownErrorDeclared(),
        ["knownErrorRetired"] = new Happening.KnownErrorRetired(Text("The firmware was exchanged.")),
        ["workaroundCommunicated"] = new Happening.WorkaroundCommunicated(5, Text("Wait a minute.")),
        ["workaroundTold"] = new Happening.WorkaroundTold(new(TicketKind.Problem, 7), 5, Text("Wait a minute.")),
        ["triageAnswered"] = new Happening.TriageAnswered(TriageQuestion.HighImpact, true, Text("The whole floor waits."), new(["largeUserGroup"])),
        ["triageAnswered-automated"] = new Happening.TriageAnswered(TriageQuestion.AutomatedResolution, true, Text("A restart helps."), Automation: "restart"),
        ["triaged"] = new Happening.Triaged(TriagePath.Critical),
        ["triaged-on"] = new Happening.Triaged(TriagePath.HighImpact, WentOn: true),
        ["automationStarted"] = new Happening.AutomationStarted("restart", 300, 3),
        ["automationTried"] = new Happening.AutomationTried(7, 2, "status-503", Happened.AddSeconds(30)),
        ["automationEnded"] = new Happening.AutomationEnded(7, RunEnd.Succeeded, Text("It came up in 40 s.")),
        ["automationEnded-silently"] = new Happening.AutomationEnded(7, RunEnd.TimedOut),
        ["escalated"] = new Happening.Escalated("specialists", HigherSupportKind.Specialists, "it-support", "au-it-development", Text("It needs the source.")),
        ["escalated-outside"] = new Happening.Escalated("external", HigherSupportKind.External, "it-support", null, Text("It is theirs."), "Konica Minolta"),
        ["verified"] = new Happening.Verified(VerificationCheck.LogAnalysis, VerificationResult.NotApplicable, Text("It keeps no log.")),
        ["verified-plainly"] = new Happening.Verified(VerificationCheck.SystemTests, VerificationResult.Passed),
        ["resolutionLogged"] = new Happening.ResolutionLogged(Text("1. Solution: The drum was changed.")),
        ["ormisClassified"] = new Happening.OrmisClassified(OrmisClass.Incident, new("monitoring", Happened.AddMinutes(-20), Happened.AddMinutes(-5)), Text("It is one.")),
        ["ormisClassified-again"] = new Happening.OrmisClassified(OrmisClass.Disturbance, null),
        ["scopeSet"] = new Happening.ScopeSet(OrmisScope.Global, "manager-1", Text("Everybody has it.")),
        ["scopeSet-plainly"] = new Happening.ScopeSet(OrmisScope.Local, null),
        ["guidelineRecorded"] = new Happening.GuidelineRecorded("solution-tried", Followed: false, Text("Nobody is there.")),
        ["actionPlanned"] = new Happening.ActionPlanned(1, Text("Exchange it."), "agent-l2", Happened.AddDays(1), Prevention: true),
        ["actionPlanned-plainly"] = new Happening.ActionPlanned(2, Text("Exchange it."), null, null, Prevention: false),
        ["actionMoved"] = new Happening.ActionMoved(1, ActionState.Dropped, Text("Not needed.")),
        ["areaReported"] = new Happening.AreaReported("Building 5341", AreaState.Confirmed, "phone"),
        ["areaReported-untold"] = new Happening.AreaReported("Building 5341", AreaState.NotInformed, null),
        ["communicationDecided"] = new Happening.CommunicationDecided(true, "mail", Happened.AddHours(1), Text("We work on it."), Text("They notice.")),
        ["communicationDecided-not"] = new Happening.CommunicationDecided(false, null, null, null, Text("Nobody notices.")),
        ["meetingRecorded"] = new Happening.MeetingRecorded(Happened.AddMinutes(-30), new(["manager-1", "agent-l2"]), Text("Tonight.")),
        ["stakeholderNamed"] = new Happening.StakeholderNamed("dean-1"),
        ["stakeholderJudged"] = new Happening.StakeholderJudged("dean-1", Satisfied: false, Text("Too slow.")),
        ["finalUpdateTold"] = new Happening.FinalUpdateTold(Text("It is stable."), Text("A spare is kept."), new(["dean-1"])),
        ["majorDeclared"] = new Happening.MajorDeclared("rank-1", null),
        ["majorDeclared-by-hand"] = new Happening.MajorDeclared(null, Text("No network anywhere.")),
        ["affectedInformed"] = new Happening.AffectedInformed(Text("Down."), Text("Nede.")),
        ["affectedTold"] = new Happening.AffectedTold(new(TicketKind.Incident, 17), 5, Text("Down."), Text("Nede.")),
        ["statusPublished"] = new Happening.StatusPublished(StatusState.Monitoring, Text("Up."), Text("Oppe.")),
        ["majorStoodDown"] = new Happening.MajorStoodDown(Text("A spare was missing.")),
        ["attentionTurned"] = new Happening.AttentionTurned("agent-l1", On: true),
    };

    private static ReviewAsked Asked => new(
        [new("leader-1", [ReviewRole.Reviewer, ReviewRole.TeamLeader])], Happened.AddDays(10), [Happened.AddDays(4), Happened.AddDays(8)]);

    private static ChangePlan Planned => new(
        "general",
        [
            new("new", "New", "Ny", StageKind.New, [ChangeAudience.ProcessingGroup]),
            new("pre-launch-review", "Pre-launch review", "Gennemgang før idriftsættelse", StageKind.Review, [ChangeAudience.Reviewers],
                new(new(QuorumKind.Roles, 2, [ReviewRole.TeamLeader], Veto: true), AllowedTime.OfWorkingDays(10), AllowedTime.OfMinutes(90), WhenOverdue.Extend, WhenRejected.Cancel)),
        ],
        MayPassFreeze: true, NeedsBackOutPlan: true, "renew-certificate", Text("The old switch stays."), Text("A short outage."), "security", new(["reviewer-1"]));

    public static TheoryData<string> Files => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Reads_and_writes_what_was_released_byte_for_byte(string file)
    {
        byte[] released = File.ReadAllBytes(PathOf(file));
        TicketEvent e = Event(file);

        Assert.Equal(new StoredEvent(1, Previous, e, Source(file)), EventFormat.Read(released));
        Assert.Equal(Encoding.UTF8.GetString(released), Encoding.UTF8.GetString(EventFormat.Write(e, Previous, Source(file)).Bytes));
    }

    [Fact]
    public void Has_a_fixture_for_every_kind_of_happening_and_no_other()
    {
        Assert.Equal(typeof(Happening).GetNestedTypes().Select(type => type.Name).Order(), Kinds.Values.Select(what => what.GetType().Name).Distinct().Order());
        Assert.Equal(Kinds.Keys.Order(), Directory.GetFiles(Path.GetDirectoryName(PathOf("x"))!).Select(Path.GetFileNameWithoutExtension).Order());
        Assert.Equal(1, EventFormat.Schema);
    }

    [Fact]
    public void Says_its_version_and_refuses_one_that_it_does_not_know()
    {
        string next = Encoding.UTF8.GetString(EventFormat.Write(Event("closed"), Previous).Bytes).Replace("\"schema\":1", "\"schema\":2", StringComparison.Ordinal);

        Assert.Contains("schema 2", Assert.Throws<InvalidDataException>(() => EventFormat.Read(Encoding.UTF8.GetBytes(next))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_the_format_of_each_personal_text_and_refuses_one_that_it_does_not_know()
    {
        string stored = Encoding.UTF8.GetString(EventFormat.Write(Event("replied"), Previous).Bytes);
        Assert.Contains("""{"f":0,"s":"requester-1","v":"Which room?"}""", stored, StringComparison.Ordinal);

        string sealedText = stored.Replace("\"f\":0", "\"f\":9", StringComparison.Ordinal);
        Assert.Contains("format 9", Assert.Throws<InvalidDataException>(() => EventFormat.Read(Encoding.UTF8.GetBytes(sealedText))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Holds_no_personal_text_outside_of_that_codec()
    {
        foreach (string file in Kinds.Keys)
        {
            string stored = Encoding.UTF8.GetString(EventFormat.Write(Event(file), Previous).Bytes);
            Assert.Equal(Personal(Kinds[file]), stored.Split("{\"f\":0,").Length - 1);
        }
    }

    private static int Personal(object what) => what.GetType().GetProperties()
        .Where(property => property.GetIndexParameters().Length == 0)
        .Select(property => property.GetValue(what))
        .Sum(value => value switch
        {
            PersonalText => 1,
            HandoverTerms or ReceiverContact or FormAnswer or ChangePlan or ChangeWindow => Personal(value),
            IEnumerable<FormAnswer> answers => answers.Sum(Personal),
            _ => 0,
        });

    private static TicketEvent Event(string file) => new(
        file == "opened-request" ? new(TicketKind.Request, 43) : new(TicketKind.Incident, 42),
        Version: file.StartsWith("opened", StringComparison.Ordinal) ? 1 : 7,
        Happened,
        RecordedAt: Happened.AddMilliseconds(17),
        Public: Kinds[file] is not (Happening.Linked or Happening.Unlinked or Happening.LinkFollowed or Happening.WaitPlanned or Happening.SupplierReplied or Happening.Delivered or Happening.InvoiceReady or Happening.WaitReminded or Happening.Prompted or Happening.ServiceLevelWarned or Happening.ServiceLevelBreached or Happening.EscalationClimbed or Happening.EscalationAcknowledged or Happening.ServiceLevelCorrected or Happening.UpdatePromiseKept or Happening.ClocksRecounted or Happening.AutoReplied or Happening.Chased or Happening.ExpectedTimeStated or Happening.NotePinned or Happening.NoteUnpinned or Happening.SupplierCaseRecorded or Happening.ApprovalAsked or Happening.ApprovalGiven or Happening.ApprovalRefused or Happening.FormFilled or Happening.TaskAdded or Happening.TaskAssigned or Happening.TaskCompleted or Happening.TaskCancelled or Happening.NoteWritten or Happening.UpdateFlagRaised or Happening.UpdateFlagCleared or Happening.AttentionTurned or Happening.Attached { Visibility: Visibility.Internal } or Happening.ChangePlanned or Happening.ChangeHandedIn or Happening.VoteCast or Happening.VoteDelegated or Happening.ReviewersReminded or Happening.ReviewOverdue or Happening.ReviewDecided or Happening.ChangeScheduled or Happening.BuildStarted or Happening.ChangeStarted or Happening.ChangeImplemented
            or Happening.AutomationStarted or Happening.AutomationTried or Happening.AutomationEnded or Happening.TriageAnswered or Happening.Triaged or Happening.Escalated or Happening.Verified or Happening.ResolutionLogged
            or Happening.ProblemStated or Happening.InvestigatorsAssigned or Happening.HandlersAssigned or Happening.FindingsRecorded or Happening.KnownErrorDeclared or Happening.KnownErrorRetired or Happening.WorkaroundCommunicated
            or Happening.OrmisClassified or Happening.ScopeSet or Happening.GuidelineRecorded or Happening.ActionPlanned or Happening.ActionMoved or Happening.AreaReported or Happening.CommunicationDecided or Happening.MeetingRecorded or Happening.StakeholderNamed or Happening.StakeholderJudged or Happening.FinalUpdateTold
            or Happening.MajorDeclared or Happening.StatusPublished or Happening.MajorStoodDown),
        By: Kinds[file] is Happening.Closed ? "clock" : "agent-l1",
        Role: Kinds[file] is Happening.Closed ? "Clock" : "Agent.L1",
        file == "opened-request" ? Sparse : Full with { Quick = file.EndsWith("-quick", StringComparison.Ordinal) ? true : null, Type = file.EndsWith("-typed", StringComparison.Ordinal) ? "docking-station" : null },
        Kinds[file],
        file.EndsWith("-watched", StringComparison.Ordinal) ? Watched : file.EndsWith("-promised", StringComparison.Ordinal) ? Watched with { Promise = Happened.AddMinutes(20) }
            : file.EndsWith("-dated", StringComparison.Ordinal) ? Watched with { Due = new(Happened, 0, Happened.AddDays(7), Happened) } : null);

    private static Watch Watched => new()
    {
        NotBegun = new(Happened, 0, Happened.AddMinutes(30), Happened),
        NoProgress = new(Happened.AddDays(-1), 3, null, Happened),
        FollowUp = new(Happened.AddDays(-1), 1, null, null, TimeSpan.FromMinutes(95)),
        UpdateFlag = new(Happened, 0, Happened.AddDays(1), Happened),
        Chase = new(Happened, 1, null, Happened),
        WakesAt = Happened.AddMinutes(30),
        ArmedBy = 7,
    };

    private static Dimensions Full => new(
        OrganisationId.Parse("au"), "bss", TicketKind.Incident, TicketStatus.Pending, 3, 1, "bss-it", "agent-l1", "requester-1", "hardware", "printer",
        "print-service", "5335-214", "printer-0815", "portal", "local", "PR-06", Happened.AddHours(-2), "CHG-0000007", "INC-0000009", true);

    private static Dimensions Sparse => new(
        OrganisationId.Parse("a-b"), null, TicketKind.Request, TicketStatus.New, 2, 4, "it-support", null, "requester-1", "hardware", "peripheral",
        null, null, null, "mail", null, null, null, null, null, false);

    private static string? Source(string file) => file == "resolved" ? "INC0000045#7" : null;

    private static PersonalText Text(string text) => new(text, "requester-1");

    private static string PathOf(string file) => Checkout.PathOf("tests", "Storage.Tests", "Fixtures", "events", "v1", $"{file}.json");
}
