using CsCheck;
using ItsmFunctions.Domain.ServiceLevels;
using static ItsmFunctions.Domain.Tests.Given_service_levels;

namespace ItsmFunctions.Domain.Tests;

/// <summary>What holds of the clocks of any history, of whatever is promised.</summary>
public sealed class Any_clock
{
    private static readonly string[] Teams = [.. Aarhus.Profile.Teams.Select(team => team.Id)];

    private static readonly Gen<ServiceTarget> Target =
        from kind in Gen.Enum<TargetKind>()
        from hours in Gen.Int[1, 120]
        from team in Gen.Int[0, Teams.Length - 1].Select(i => Teams[i])
        from change in Gen.Enum<GoalChange>()
        from flag in Gen.Bool
        select Within(kind, hours, kind == TargetKind.Ola ? team : kind == TargetKind.Uc ? "Konica" : null) with
        {
            OnChange = change,
            KeepInformed = kind == TargetKind.NextUpdate ? flag : null,
            BeginWorkCounts = kind == TargetKind.FirstResponse ? flag : null,
            RestartsOnReopening = kind == TargetKind.Resolution ? flag : null,
        };

    internal static readonly Gen<ServicePolicy[]> Policies =
        from targets in Target.Array[1, 6].Array[1, 4]
        from ranks in Gen.Int[1, 5].Array[0, 3].Array[targets.Length]
        select targets.Select((some, i) => Policy($"policy-{i}", [.. some.DistinctBy(target => target.ToName())]) with { When = new(Ranks: ranks[i].Length == 0 ? null : ranks[i]) }).ToArray();

    internal static readonly Gen<(Case Given, ServiceBook Book)> Promised =
        from given in Any_history.Lived
        from policies in Policies
        select (given, Promising(policies).Book);

    [Fact]
    public void Is_the_same_event_by_event_as_in_one_go() => Promised.Sample(
        promised =>
        {
            Clocks step = Clocks.None;
            for (int count = 1; count <= promised.Given.Events.Count; count++)
            {
                step = step.After(promised.Given.Events[count - 1], promised.Book);
                if (count % 7 == 0 || count == promised.Given.Events.Count)
                    Assert.Equal(Clocks.Of(promised.Given.Events.Take(count), promised.Book), step);
            }
        },
        iter: 10_000);

    [Fact]
    public void Explains_its_time_without_gap_or_overlap_and_counts_what_it_explains() => Each((clock, book, at) =>
    {
        DateTimeOffset until = clock.EndedAt < at ? clock.EndedAt.Value : at;
        if (until <= clock.CountsFrom)
            return;
        IReadOnlyList<ClockSegment> segments = ClockSegment.Of(clock, book, at);
        Assert.Equal((clock.CountsFrom, until), (segments[0].From, segments[^1].Until));
        Assert.All(segments.Zip(segments.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));
        Assert.Equal(clock.Counted(book, at), segments.Where(segment => segment.Kind == SegmentKind.Counted).Aggregate(TimeSpan.Zero, (sum, segment) => sum + segment.Length));
    });

    [Fact]
    public void Has_counted_its_goal_at_its_deadline_and_is_breached_only_after_it() => Each((clock, book, at) =>
    {
        if (clock.DueAt(book) is not { } due)
            return;
        if (clock.Goal > TimeSpan.Zero && clock.IsOpen)
            Assert.Equal(clock.Goal, clock.Counted(book, due));
        Assert.Equal(clock.StateAt(book, at) == ClockState.Breached, (clock.EndedAt ?? at) > due);
    });

    /// <summary>Another pause never brings a deadline forward.</summary>
    [Fact]
    public void Is_not_due_earlier_for_a_pause_more() => Each((clock, book, at) =>
    {
        if (!clock.IsOpen || clock.DueAt(book) is not { } due)
            return;
        Clock paused = clock with { Pauses = [.. clock.Pauses, new(at.AddHours(1), at.AddHours(5), null, null)] };
        Assert.True(paused.DueAt(book) >= due);
    });

    /// <summary>What begins later than everything that happened changes nothing of what ended, and no clock before it takes effect.</summary>
    [Fact]
    public void Keeps_its_outcome_whatever_is_published_later() => Promised.Sample(
        promised =>
        {
            DateTimeOffset from = promised.Given.Now.AddMinutes(1);
            ServiceEdition latest = promised.Book.Latest;
            var longer = new ServiceBook([latest, latest with { Number = 2, PublishedAt = promised.Given.Now.AddTicks(1), EffectiveFrom = from, Policies = [], Calendars = [latest.Calendars[0] with { Week = [] }] }]);
            Clocks before = Clocks.Of(promised.Given.Events, promised.Book), after = Clocks.Of(promised.Given.Events, longer);
            Assert.Equal(before, after);
            Assert.All(after.All, clock => Assert.Equal(clock.Counted(promised.Book, from), clock.Counted(longer, from)));
        },
        iter: 300);

    /// <summary>At most one clock of a target runs, and a ticket that is over has none.</summary>
    [Fact]
    public void Runs_once_for_each_target_and_only_while_the_ticket_is_open() => Promised.Sample(
        promised =>
        {
            Clocks clocks = Clocks.Of(promised.Given.Events, promised.Book);
            Assert.All(clocks.All.Where(clock => clock.IsOpen).GroupBy(clock => clock.Target), same => Assert.Single(same));
            Assert.All(clocks.All.GroupBy(clock => clock.Target), same => Assert.Equal(Enumerable.Range(1, same.Count()), same.Select(clock => clock.Cycle)));
            if (promised.Given.Ticket.Status is TicketStatus.Resolved || promised.Given.Ticket.Status.IsOver())
                Assert.DoesNotContain(clocks.All, clock => clock.IsOpen);
        },
        iter: 2_000);

    [Fact]
    public void Is_in_every_state_and_of_every_kind_among_some_thousands()
    {
        HashSet<string> missing = [.. Enum.GetNames<TargetKind>(), .. Enum.GetNames<ClockState>()];
        for (int round = 0; missing.Count > 0 && round < 20; round++)
        {
            Each((clock, book, at) =>
            {
                lock (missing)
                    missing.ExceptWith([clock.Kind.ToString(), clock.StateAt(book, at).ToString()]);
            });
        }

        Assert.Empty(missing);
    }

    private static void Each(Action<Clock, ServiceBook, DateTimeOffset> holds) => Promised.Sample(
        promised =>
        {
            foreach (Clock clock in Clocks.Of(promised.Given.Events, promised.Book).All)
                holds(clock, promised.Book, promised.Given.Now.AddHours(3));
        },
        iter: 500);
}
