using CsCheck;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.Time;

namespace ItsmFunctions.Domain.Tests;

/// <summary>
/// Whatever people think of, with a clock that looks only when a row of the due index says so: one row for each event that asks for
/// one, and one in the place of each that was stale.
/// </summary>
public sealed class Any_watched_history
{
    private static readonly Profile[] Profiles =
    [
        Aarhus.Profile,
        Aarhus.Profile with { Teams = [.. Aarhus.Profile.Teams.Select(team => team with { Dispatchers = ["dina@example.org"] })] },
        Aarhus.Profile with { ReplyOnResolved = ReplyOnResolved.Reopen },
        Aarhus.Profile with { Escalation = EscalationRules.Aarhus with { Steps = [.. EscalationRules.Aarhus.Steps.Select(row => row with { Steps = [EscalationRole.OnCall, .. row.Steps] })] } },
        Aarhus.Profile with { Calendars = [new("always", "Always", WorkingCalendar.AroundTheClock("UTC").Week, [])] },
    ];

    private static readonly Gen<TicketCommand> Command = Gen.Frequency(
        (9, Any_history.Command),
        (1, Gen.Select(Gen.OneOf<(string?, string?)>((null, "agent-l1"), ("infrastructure", null), (null, null)), Gen.Int[0, 60 * 24 * 90], (TicketCommand (of, at) => new TicketCommand.AddTask("Order it.", of.Item1, of.Item2, Case.Start.AddMinutes(at))))));

    private static readonly Gen<Story> Lived = Gen.Select(
        Gen.OneOf(Profiles), Gen.Int[0, 60 * 24 * 60], Gen.Enum<Impact>(), Gen.Enum<Urgency>(), Gen.Select(Command, Any_history.By, Gen.Int[0, 3_000]).Array[0, 40], Live);

    [Fact]
    [Trait("Rule", "AU-27")]
    [Trait("Rule", "AU-28")]
    public void Is_prompted_about_at_each_level_exactly_once_for_each_cause() => Lived.Sample(
        story =>
        {
            foreach (var cause in PromptsOf(story).GroupBy(e => (e.What.Kind, e.What.Since, e.What.Person, e.What.Origin)))
                Assert.Equal(Enumerable.Range(1, cause.Count()), cause.Select(e => e.What.Level));
        },
        iter: 1_000);

    [Fact]
    [Trait("Rule", "AU-27")]
    public void Is_never_prompted_about_its_own_course_while_it_is_paused_or_resolved() => Lived.Sample(
        story =>
        {
            Ticket? before = null;
            for (int i = 0; i < story.Case.Events.Count; before = History.Fold(story.Case.Events.Take(++i)))
            {
                if (story.Case.Events[i].What is not Happening.Prompted { Kind: PromptKind.NotBegun or PromptKind.NoProgress or PromptKind.FollowUp })
                    continue;
                Assert.NotEqual(TicketStatus.Resolved, before!.Status);
                Assert.NotEqual(TicketStatus.Closed, before.Status);
                Assert.True(before.Status != TicketStatus.Pending || before.Pending!.Reason is "PR-02" or "PR-09" or "PR-11", before.Pending?.Reason);
            }
        },
        iter: 300);

    [Fact]
    [Trait("Rule", "AU-27")]
    public void Is_never_prompted_about_late_although_no_event_writes_more_than_one_row() => Lived.Sample(
        story =>
        {
            Assert.All(story.Case.Events.Where(e => e.What is Happening.Prompted), e => Assert.Contains(e.HappenedAt, story.Promised));
            Assert.DoesNotContain(story.Case.Ticket.Dues(), due => due.Work == DueWork.Prompt && due.At <= story.Case.Now);
            Assert.True(story.Case.Ticket.Watch!.WakesAt is not { } wakes || story.Case.Ticket.Watch.Next is not { } next || wakes <= next);
        },
        iter: 1_000);

    /// <summary>Against the working time itself: no level speaks before its minutes have been counted.</summary>
    [Fact]
    [Trait("Rule", "A12")]
    public void Is_never_prompted_about_before_its_time() => Lived.Sample(
        story =>
        {
            WorkingTime working = story.Case.Profile.WorkingTimeOf(null);
            foreach ((Happening.Prompted what, TicketEvent e) in PromptsOf(story).Select(prompt => (prompt.What, prompt.Event)))
            {
                RankThresholds limits = story.Case.Profile.Escalation.ThresholdsOf(e.Dimensions.HandlingRank);
                if ((what.Kind == PromptKind.NotBegun ? limits.NotBegun : what.Kind is PromptKind.NoProgress or PromptKind.FollowUp ? limits.NoProgress : null)?.Minutes is { } minutes)
                    Assert.InRange(working.Counted(what.Since, e.HappenedAt), TimeSpan.FromMinutes(minutes * what.Level), TimeSpan.MaxValue);
            }
        },
        iter: 500);

    [Fact]
    public void Is_prompted_about_in_every_way_among_a_thousand()
    {
        var seen = new HashSet<(PromptKind, EscalationRole)>();
        Lived.Sample(
            story =>
            {
                lock (seen)
                    seen.UnionWith(PromptsOf(story).Select(e => (e.What.Kind, e.What.To)));
            },
            iter: 1_000);
        Assert.Equal(Enum.GetValues<PromptKind>(), seen.Select(prompt => prompt.Item1).Distinct().Order());
        Assert.Equal(Enum.GetValues<EscalationRole>(), seen.Select(prompt => prompt.Item2).Distinct().Order());
    }

    private static IEnumerable<(Happening.Prompted What, TicketEvent Event)> PromptsOf(Story story) =>
        story.Case.Events.Where(e => e.What is Happening.Prompted).Select(e => ((Happening.Prompted)e.What, e));

    private static Story Live(Profile profile, int minutes, Impact impact, Urgency urgency, (TicketCommand Command, Actor By, int Minutes)[] steps)
    {
        var story = new Story(Case.Incident(profile, impact, urgency, at: Case.Start.AddMinutes(minutes)));
        foreach ((TicketCommand command, Actor by, int later) in steps.Where(step => !step.By.Is(Roles.Clock)))
        {
            story.Pass(story.Case.Now.AddMinutes(later));
            if (story.Case.Ask(command, by) is Decision.Accepted accepted)
                story.Record(accepted.Happenings, by);
        }

        story.Pass(story.Case.Now.AddDays(3));
        return story;
    }

    private sealed class Story
    {
        private readonly SortedSet<DateTimeOffset> _rows = [];
        private int _read;

        public Story(Case given)
        {
            Case = given;
            Read();
        }

        public Case Case { get; }

        /// <summary>Every instant that stood in the ticket as the next prompt's.</summary>
        public HashSet<DateTimeOffset> Promised { get; } = [];

        public void Record(IEnumerable<Happening> happenings, Actor by)
        {
            Case.Record(happenings, by);
            Read();
        }

        public void Pass(DateTimeOffset until)
        {
            while (Earliest() is { } at && at <= until)
            {
                Case.Later(at > Case.Now ? at - Case.Now : TimeSpan.Zero);
                foreach (Due due in Case.Owes.Where(due => due.At <= Case.Now).ToArray())
                    Do(due);
                if (!_rows.Remove(at))
                    continue;
                while (Case.Ticket.Dues().Where(due => due.Work == DueWork.Prompt && due.At <= Case.Now).Select(due => (Due?)due).FirstOrDefault() is { } prompt)
                    Do(prompt);
                if (Case.Ticket.Watch!.Next is { } next)
                    _rows.Add(next);
            }

            Case.Later(until > Case.Now ? until - Case.Now : TimeSpan.Zero);
        }

        private DateTimeOffset? Earliest() => Case.Owes.Select(due => (DateTimeOffset?)due.At).Append(_rows.Count == 0 ? null : _rows.Min).Min();

        private void Do(Due due) => Record(Assert.IsType<Decision.Accepted>(Case.Ask(due.ToCommand(), Actor.Clock)).Happenings, Actor.Clock);

        // As the reactions do: one row where an event asks for it.
        private void Read()
        {
            foreach (TicketEvent e in Case.Events.Skip(_read))
            {
                if (e.Watch?.ArmedBy == e.Version)
                    _rows.Add(e.Watch.WakesAt!.Value);
                if (e.Watch?.Next is { } next)
                    Promised.Add(next);
            }

            _read = Case.Events.Count;
        }
    }
}
