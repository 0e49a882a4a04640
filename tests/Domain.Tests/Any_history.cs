using CsCheck;
using ItsmFunctions.Domain.Triage;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Properties of whatever sequence of commands people and timers can think of.</summary>
public sealed class Any_history
{
    private static readonly Profile[] Profiles =
    [
        Aarhus.Profile,
        Aarhus.Profile with { ShowAssigned = true },
        Aarhus.Profile with { ReplyOnResolved = ReplyOnResolved.Reopen },
        A_handover.Asking,
        Omflow.Profile,
        The_triage.Automating,
        Ormis.Profile,
        An_absent_agent.Away,
        An_absent_agent.Away,
    ];

    private static readonly Gen<string> Team = Gen.OneOf("it-support", "infrastructure", "security");

    internal static readonly Gen<TicketCommand> Command = Gen.OneOf<TicketCommand>(
        Gen.Select(Team, Gen.OneOf<string?>(null, "agent-l1", "agent-9"), TicketCommand (team, agent) => new TicketCommand.Assign(team, agent)),
        Gen.Const<TicketCommand>(new TicketCommand.BeginWork()),
        Gen.Select(Gen.Int[1, 17], Gen.Int[0, 9], TicketCommand (code, days) => new TicketCommand.Pend($"PR-{code:00}", days == 0 ? null : Case.Start.AddDays(days * 10), null)),
        Gen.Const<TicketCommand>(new TicketCommand.Pend("PR-05", null, "Asked the user.")),
        Gen.Const<TicketCommand>(new TicketCommand.Pend("PR-07", null, null, ExpectedAt: Case.Start.AddYears(5))),
        Gen.Const<TicketCommand>(new TicketCommand.Resume()),
        Gen.Const<TicketCommand>(new TicketCommand.Reply("Hello.")),
        Gen.OneOf("phone", "in-person").Select(TicketCommand (channel) => new TicketCommand.RecordReply("It is the second floor.", channel)),
        Gen.Const<TicketCommand>(new TicketCommand.Journal("Tried another cable.", Visibility.Internal)),
        Gen.Const<TicketCommand>(new TicketCommand.Journal("Please try again.", Visibility.Public)),
        Gen.Select(Gen.OneOf<bool?>(null, true, false), Gen.OneOf<bool?>(null, true, false), TicketCommand (update, attention) => new TicketCommand.Flag(update, attention)),
        Gen.Select(Gen.OneOf<int?>(null, 1, 2, 5), TicketCommand (rank) => new TicketCommand.SetPriority(rank, "Because.")),
        Gen.Select(Gen.Enum<Impact>(), Gen.Enum<Urgency>(), (impact, urgency) => Case.Reassessed(impact, urgency)),
        Gen.Const<TicketCommand>(Case.Reclassified("network", "wired", "campus-net", "5335-214", "switch-7")),
        Gen.Const<TicketCommand>(new TicketCommand.Resolve("Solved.", null)),
        Gen.Const<TicketCommand>(new TicketCommand.Reopen("Again.")),
        Gen.Const<TicketCommand>(new TicketCommand.Cancel("Never mind.")),
        Gen.Select(Gen.OneOf<string?>(null, "it-support", "infrastructure", "security"), Gen.OneOf<string?>(null, null, "agent-l1"), TicketCommand (team, agent) =>
            A_handover.Complete with { Team = team, Assignee = agent, Agreement = "Agreed on the phone.", Contact = new("Dina", ContactRole.Dispatcher, false), Answers = A_handover.Answers }),
        Gen.Const<TicketCommand>(A_handover.Complete),
        // Only what was offered can be accepted: twice as often, so that it happens.
        Gen.Const<TicketCommand>(new TicketCommand.Accept()),
        // Of much that is refused most of the time some comes more often.
        Gen.Const<TicketCommand>(new TicketCommand.Accept()),
        Gen.Const<TicketCommand>(new TicketCommand.Accept()),
        Gen.Const<TicketCommand>(new TicketCommand.SetPriority(2, "The whole floor.")),
        Gen.Const<TicketCommand>(new TicketCommand.Accept()),
        Gen.Const<TicketCommand>(new TicketCommand.SetPriority(2, "Because.")),
        Gen.Const<TicketCommand>(A_handover.Complete with { Contact = new("Dina", ContactRole.Dispatcher, false), Answers = A_handover.Answers }),
        Gen.Const<TicketCommand>(new TicketCommand.Bounce("The room is missing.")),
        Gen.Select(Gen.Enum<LinkKind>(), TicketCommand (kind) => new TicketCommand.Link(kind, A_linked_ticket.Other.Number, new(A_linked_ticket.Other, []))),
        Gen.Const<TicketCommand>(new TicketCommand.Unlink(A_linked_ticket.Other.Number)),
        Gen.Const<TicketCommand>(new TicketCommand.Merge(A_linked_ticket.Other.Number, null, A_linked_ticket.Other)),
        Gen.Select(Gen.OneOf<LinkKind?>(null, LinkKind.Causes, LinkKind.DuplicatedBy), Gen.Int[1, 9], TicketCommand (kind, version) =>
            new TicketCommand.MirrorLink(A_linked_ticket.Other.Number, kind, version, "colleague-9")),
        Gen.Int[1, 3].Select(round => (TicketCommand)new TicketCommand.TellWorkaround(new(TicketKind.Problem, 7), round, "Wait a minute.")),
        Gen.Const<TicketCommand>(new TicketCommand.OpenCircle()),
        Gen.Const<TicketCommand>(new TicketCommand.Pin(2)),
        Gen.Const<TicketCommand>(new TicketCommand.Unpin(2)),
        Gen.Select(Gen.Int[2, 4], Gen.Bool, TicketCommand (note, on) => on ? new TicketCommand.Pin(note) : new TicketCommand.Unpin(note)),
        Gen.Select(Gen.OneOf<SupplierCase?>(null, new SupplierCase("Konica", "K-1"), new SupplierCase("Konica", null)), TicketCommand (supplier) => new TicketCommand.SetSupplier(supplier)),
        Gen.Select(Gen.OneOf("colleague-7", "colleague-8"), Gen.Bool, TicketCommand (who, on) => on ? new TicketCommand.AddWatcher(new(who, null, null, null)) : new TicketCommand.RemoveWatcher(who)),
        Gen.Const<TicketCommand>(new TicketCommand.Pend("PR-03", null, null, Approver: new(Somebody.FirstLine.Id, null, null, null))),
        Gen.OneOf("PR-02", "PR-07").Select(TicketCommand (reason) => new TicketCommand.Pend(reason, null, null)),
        Gen.Const<TicketCommand>(new TicketCommand.SupplierReplied("It is on its way.")),
        Gen.Const<TicketCommand>(new TicketCommand.SupplierReplied("It is there.")),
        Gen.Const<TicketCommand>(new TicketCommand.Pend("PR-08", null, null)),
        Gen.OneOf<string?>(null, "Two screens.").Select(TicketCommand (note) => new TicketCommand.Delivered(note)),
        Gen.Const<TicketCommand>(new TicketCommand.Delivered(null)),
        Gen.Const<TicketCommand>(new TicketCommand.Approve("Agreed.")),
        Gen.Const<TicketCommand>(new TicketCommand.Reject("No budget.")),
        Gen.Const<TicketCommand>(new TicketCommand.AddTask("Create the drive.", null, null)),
        Gen.Select(Gen.Int[1, 4], Team, TicketCommand (task, team) => new TicketCommand.AssignTask(task, team, "agent-9")),
        Gen.Select(Gen.Int[1, 4], TicketCommand (task) => new TicketCommand.CompleteTask(task, "Created.")),
        Gen.Select(Gen.Int[1, 4], TicketCommand (task) => new TicketCommand.CancelTask(task, "Not needed.")),
        Gen.Const<TicketCommand>(new TicketCommand.Resolve("Solved.", null, CancelTasks: true)),
        Gen.Const<TicketCommand>(new TicketCommand.ReturnToAssignment("Somebody else.")),
        Gen.OneOf("resolution-confirmed", "follow-ups-complete", "documentation-complete", "prevention-in-place").Select(TicketCommand (check) => new TicketCommand.CheckClosure(check, true, "Looked at.")),
        Gen.Select(Gen.Enum<Visibility>(), Gen.Enum<ScanVerdict>(), TicketCommand (visibility, verdict) => new TicketCommand.Attach(new("7e1a34a39a0a5a539b0c3e0f6d1c2b11", "picture.png", "image/png", 3, "00", visibility, verdict))),
        Gen.OneOf<TicketCommand>(Gen.Const<TicketCommand>(The_triage.Simple), Gen.Const<TicketCommand>(The_triage.Automated), Gen.Const<TicketCommand>(The_triage.Started), Gen.Const<TicketCommand>(The_triage.Critical)),
        Gen.OneOf("senior-team", "specialists", "external").Select(TicketCommand (target) => new TriageCommand.Escalate(target, "It is hard.")),
        Gen.Const<TicketCommand>(A_verification.Failed),
        Gen.Const<TicketCommand>(A_verification.Whole),
        Gen.Const<TicketCommand>(new TicketCommand.AddTask("Watch it.", null, "agent-l1", Case.Start.AddYears(9), FollowUp: true)),
        Gen.Const<TicketCommand>(new TicketCommand.Close()),
        Gen.Const<TicketCommand>(new TicketCommand.Prompt()),
        Gen.Const<TicketCommand>(new TicketCommand.Assign("it-support", "agent-l1")),
        Gen.Const<TicketCommand>(new TicketCommand.Assign("it-support", "agent-l1")),
        Gen.Const<TicketCommand>(new TicketCommand.Chase("Any news?")),
        Gen.Const<TicketCommand>(new TicketCommand.Expect(Case.Start.AddYears(5), "The part is ordered.")),
        Gen.Select(Gen.Int[1, 5], Gen.OneOf<string?>(null, "Well done."), TicketCommand (score, comment) => new TicketCommand.AnswerSurvey(score, comment)),
        Gen.Const<TicketCommand>(new TicketCommand.AnswerSurvey(3, null)),
        Gen.Select(Gen.Int[2, 8], Gen.Int[1, 2], TicketCommand (wait, step) => new TicketCommand.WakeUp(wait, step)),
        Gen.Const<TicketCommand>(new TicketCommand.PlanWait()));

    // Those who may do most stand more often, so that sequences get somewhere.
    internal static readonly Gen<Actor> By = Gen.OneOf(
        Somebody.FirstLine, Somebody.FirstLine, Somebody.FirstLine, Somebody.SecondLine, Somebody.Dispatcher, Somebody.Requester, Somebody.Requester, Somebody.ProcessOwner, Actor.Clock, Actor.Clock);

    internal static readonly Gen<Case> Lived = Gen.Select(Gen.OneOf(Profiles), Gen.Select(Command, By, Gen.Int[0, 200]).Array[0, 40], Live);

    [Fact]
    [Trait("Rule", "AU-12")]
    public void Folds_to_the_state_that_it_left_behind() =>
        Lived.Sample(given => Same(History.Fold(given.Events), given.Ticket), iter: 2_000);

    [Fact]
    public void Counts_its_versions_without_gap_or_repeat() =>
        Lived.Sample(
            given => given.Events.Select(e => e.Version).SequenceEqual(Enumerable.Range(1, given.Events.Count)) && given.Ticket.Version == given.Events.Count,
            iter: 1_000);

    [Fact]
    public void Carries_in_each_event_the_dimensions_of_the_state_after_it() =>
        Lived.Sample(
            given => Enumerable.Range(1, given.Events.Count).All(count => Matches(given.Events[count - 1].Dimensions, History.Fold(given.Events.Take(count)))),
            iter: 300);

    /// <summary>The requester's ETag changes with what they can see, and with nothing else.</summary>
    [Fact]
    [Trait("Rule", "AU-13")]
    [Trait("Rule", "A8")]
    public void Changes_the_requester_s_version_exactly_when_they_see_something_else_or_a_message() =>
        Lived.Sample(
            given =>
            {
                Ticket before = History.Fold(given.Events.Take(1));
                for (int count = 2; count <= given.Events.Count; count++)
                {
                    TicketEvent e = given.Events[count - 1];
                    Ticket after = History.Fold(given.Events.Take(count));
                    bool seen = e.What is Happening.Replied or Happening.WorkaroundTold or Happening.AffectedInformed or Happening.AffectedTold or Happening.Attached { Visibility: Visibility.Public } || Seen(before, given.Profile) != Seen(after, given.Profile);
                    Assert.Equal(seen, e.Public);
                    Assert.Equal(seen ? 1 : 0, after.PublicVersion - before.PublicVersion);
                    Assert.Equal(seen ? e.RecordedAt : before.PublicUpdatedAt, after.PublicUpdatedAt);
                    before = after;
                }
            },
            iter: 300);

    [Fact]
    [Trait("Rule", "AU-15")]
    [Trait("Rule", "A15")]
    public void Never_leaves_a_ticket_in_a_state_that_contradicts_itself() =>
        Lived.Sample(
            given =>
            {
                Ticket ticket = given.Ticket;
                Assert.Equal(ticket.Status == TicketStatus.Pending, ticket.Pending is not null);
                Assert.Equal(ticket.Status is TicketStatus.Resolved or TicketStatus.Closed, ticket.Resolution is not null);
                Assert.Equal(ticket.Status.IsOver(), ticket.ClosedAt is not null);
                Assert.True(ticket.Survey is null || (ticket.Resolution is not null && given.Events[ticket.Survey.Resolution - 1].What is Happening.Resolved));
                Assert.True(ticket.Status != TicketStatus.Assigned || ticket.WorkBegunAt is null || given.Events.Any(e => e.What is Happening.ReturnedToAssignment));
                Assert.True(ticket.Status != TicketStatus.InProgress || ticket.WorkBegunAt is not null);
                Assert.Equal(given.Events.Count(e => e.What is Happening.Reopened), ticket.Reopenings);
                Assert.Equal(ticket.Status == TicketStatus.Resolved && ticket.UpdateFlagSince is null, ticket.Dues().Any(due => due.Work == DueWork.Close));
            },
            iter: 1_000);

    /// <summary>Sequences that end in every status and hold every happening: else the properties above are about little.</summary>
    [Fact]
    public void Is_of_every_kind_among_some_thousands() => Lived.Reach(
        [.. Enum.GetNames<TicketStatus>(), .. typeof(Happening).GetNestedTypes().Select(type => type.Name).Except(Any_change.Own).Except(Any_problem.Own).Except(Any_coordinated_incident.Own).Except(Any_clock_that_speaks.Own).Except(A_major_incident.Own)],
        given => [given.Ticket.Status.ToString(), .. given.Events.Select(e => e.What.GetType().Name)]);

    private static Case Live(Profile profile, (TicketCommand Command, Actor By, int Hours)[] steps)
    {
        Case given = steps.Length % 3 == 0 ? Case.Typed(profile) : Case.Incident(profile);
        foreach ((TicketCommand command, Actor person, int hours) in steps)
        {
            // Some waits are another desk's, and have no plan.
            Actor by = command is TicketCommand.Pend && hours % 5 == 0 ? Somebody.Import : person;
            given.Later(TimeSpan.FromHours(hours));
            if (given.Ask(command, by) is Decision.Accepted accepted)
                given.Record(accepted.Happenings, by);
            // Likewise of an automation that runs.
            if (hours % 2 == 0 && given.Ticket.Dossier.StandingRun is { } run)
                given.Do(hours % 4 == 0 ? new TriageCommand.TryRun(run.Version, run.Attempted + 1, "taken", given.Now.AddMinutes(5)) : new TriageCommand.EndRun(run.Version, hours % 3 == 0 ? RunEnd.Succeeded : RunEnd.Failed, null), Actor.Clock);
            // Of a wait that stands the clock does a step now and then: no command that is made up beforehand names it.
            if (hours % 3 == 0 && given.Ticket.Pending?.Wait?.Next?.At <= given.Now)
                given.Do(given.Step, Actor.Clock);
        }

        return given;
    }

    // Collections compare by reference; what is in them counts.
    private static bool Same(Ticket one, Ticket other) =>
        one.Attention.SetEquals(other.Attention) && Same(one.Handover, other.Handover)
        && one.ClosureChecks.SequenceEqual(other.ClosureChecks)
        && (one.Attachments ?? []).SequenceEqual(other.Attachments ?? []) && (one.Attachments is null) == (other.Attachments is null)
        && one with { Attachments = other.Attachments, Attention = other.Attention, Handover = other.Handover, ClosureChecks = other.ClosureChecks } == other;

    private static bool Same(HandoverState? one, HandoverState? other) =>
        one is null || other is null
            ? one == other
            : one.Origins.SequenceEqual(other.Origins) && one.Answers.SequenceEqual(other.Answers)
                && one with { Origins = other.Origins, Answers = other.Answers } == other;

    /// <summary>All that a requester's page shows, written down independently of the product's own view.</summary>
    private static string Seen(Ticket ticket, Profile profile)
    {
        string status = ticket.Status == TicketStatus.Assigned && !profile.ShowAssigned ? "New" : ticket.Status.ToString();
        Classification about = ticket.Classification;
        return string.Join(
            '|', status, ticket.Team, ticket.Pending?.Reason, ticket.Pending?.Since, ticket.Pending?.Until, ticket.Matrix, ticket.HandlingRank, about,
            ticket.Resolution?.Solution.Value, ticket.Resolution?.ClosureCode, ticket.Resolution?.ClosesAt, ticket.Resolution?.At, ticket.ClosedAt,
            ticket.Survey?.Resolution, ticket.Survey?.Answer?.Score, ticket.Survey?.Answer?.Comment?.Value, ticket.Survey?.Answer?.At, string.Join(' ', ticket.Dossier.Followers()));
    }

    private static bool Matches(Dimensions dimensions, Ticket ticket) =>
        (dimensions.Organisation, dimensions.Area, dimensions.Kind, dimensions.Status) == (ticket.Organisation, ticket.Area, ticket.Number.Kind, ticket.Status)
        && (dimensions.Priority, dimensions.HandlingRank) == (ticket.Matrix.Native, ticket.Override?.HandlingRank ?? ticket.Matrix.HandlingRank)
        && (dimensions.Team, dimensions.Assignee, dimensions.Requester, dimensions.Channel) == (ticket.Team, ticket.Assignee, ticket.Requester, ticket.Channel)
        && (dimensions.Category, dimensions.Subcategory, dimensions.Service, dimensions.Location, dimensions.ConfigurationItem)
            == (ticket.Classification.Category, ticket.Classification.Subcategory, ticket.Classification.Service, ticket.Classification.Location, ticket.Classification.ConfigurationItem)
        && dimensions.Reason == ticket.Pending?.Reason
        && (dimensions.Scope, dimensions.OutageStart, dimensions.CausedByChange, dimensions.DuplicateOf, dimensions.Test)
            == (ticket.Markers.Scope, ticket.Markers.OutageStart, ticket.Markers.CausedByChange, ticket.Markers.DuplicateOf, ticket.Markers.Test)
        && (dimensions.Quick, dimensions.Type) == (ticket.Markers.Quick, ticket.Type);
}
