using CsCheck;
using ItsmFunctions.Domain.ServiceLevels;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Whatever people do and whatever is promised, with a clock that does each thing when it is due.</summary>
public sealed class Any_clock_that_speaks
{
    /// <summary>What happens only where something is promised.</summary>
    internal static readonly string[] Own =
    [
        nameof(Happening.ServiceLevelWarned), nameof(Happening.ServiceLevelBreached), nameof(Happening.EscalationClimbed), nameof(Happening.EscalationAcknowledged), nameof(Happening.UpdatePromiseKept),
        nameof(Happening.ClocksRecounted), nameof(Happening.ServiceLevelCorrected),
    ];

    private static readonly Gen<TicketCommand> Command = Gen.OneOf(Any_history.Command, Gen.Const<TicketCommand>(new TicketCommand.AcknowledgeEscalation("On it.")));

    internal static readonly Gen<Case> Lived = Gen.Select(
        Any_clock.Policies, Gen.Int[0, 60 * 24 * 14], Gen.Select(Command, Any_history.By, Gen.Int[0, 2_000]).Array[0, 30], (policies, minutes, steps) =>
        {
            Case given = Case.Incident(Given_service_levels.Promising(policies), at: Case.Start.AddMinutes(minutes));
            foreach ((TicketCommand command, Actor by, int later) in steps.Where(step => !step.Item2.Is(Roles.Clock)))
            {
                given.Ticking(given.Now.AddMinutes(later));
                if (given.Ask(command, by) is Decision.Accepted accepted)
                    given.Record(accepted.Happenings, by);
            }

            return given.Ticking(given.Now.AddDays(5));
        });

    [Fact]
    [Trait("Rule", "IT-07")]
    public void Is_told_of_as_breached_exactly_once_and_only_if_it_is() => Lived.Sample(
        given =>
        {
            ServiceBook book = given.Profile.Book;
            // A reopening goes on with a deadline that had passed before: nobody is told of that twice.
            var expected = Clocks.Of(given.Events, book).All
                .Where(clock => clock.StateAt(book, given.Now) == ClockState.Breached && (clock.DueAt(book) >= clock.AttachedAt || clock.BreachedOnAttach == true))
                .Select(clock => (clock.Target, clock.Cycle, clock.DueAt(book)));
            var told = given.Events.Select(e => e.What).OfType<Happening.ServiceLevelBreached>().Select(breached => (breached.Target, breached.Cycle, (DateTimeOffset?)breached.DueAt));
            Assert.Equal(expected.Order(), told.Order());
        },
        iter: 2_000);

    [Fact]
    [Trait("Rule", "IT-08")]
    public void Is_warned_of_exactly_once_at_each_threshold_that_it_comes_to() => Lived.Sample(
        given =>
        {
            ServiceBook book = given.Profile.Book;
            var warnings = Clocks.Of(given.Events, book).All.SelectMany(clock => clock.Warnings(book)
                .Where(warning => warning.At >= clock.AttachedAt && warning.At <= (clock.EndedAt ?? given.Now))
                .Select(warning => (Warning: (clock.Target, clock.Cycle, warning.Percent, warning.At), Ends: warning.At == clock.EndedAt))).ToArray();
            var told = given.Events.Where(e => e.What is Happening.ServiceLevelWarned).Select(e => ((Happening.ServiceLevelWarned)e.What, e.HappenedAt)).Select(e => (e.Item1.Target, e.Item1.Cycle, e.Item1.Percent, e.HappenedAt)).ToArray();
            // What ends at the very instant of a warning may be told of before: then once too.
            Assert.Equal(warnings.Where(each => !each.Ends || told.Contains(each.Warning)).Select(each => each.Warning).Order(), told.Order());
        },
        iter: 2_000);

    [Fact]
    public void Stands_in_its_ticket_as_its_events_have_left_it() => Lived.Sample(
        given =>
        {
            Ticket fold = History.Fold(given.Events, given.Profile.Book);
            Assert.Equal(fold.Clocks, given.Ticket.Clocks);
            Assert.Equal(
                Clocks.Of(given.Events, given.Profile.Book).All.Where(clock => clock.IsOpen), given.Ticket.Clocks!.All.Where(clock => clock.IsOpen));
            Assert.Equal(ClockDue(given), given.Ticket.Watch!.Promise);
        },
        iter: 2_000);

    [Fact]
    [Trait("Rule", "IT-10")]
    public void Tells_of_each_promise_of_an_update_whether_it_was_kept() => Lived.Sample(
        given =>
        {
            ServiceBook book = given.Profile.Book;
            var expected = Clocks.Of(given.Events, book).All.Where(clock => clock is { Kind: TargetKind.NextUpdate, End: ClockEnd.Achieved } && clock.EndedAt <= clock.Deadline).Select(clock => clock.Cycle);
            Assert.Equal(expected, given.Events.Select(e => e.What).OfType<Happening.UpdatePromiseKept>().Select(kept => kept.Cycle));
        },
        iter: 1_000);

    [Fact]
    public void Says_all_that_a_clock_can_say_among_some_thousands() => Lived.Reach(
        Own.Except([nameof(Happening.ClocksRecounted), nameof(Happening.ServiceLevelCorrected)]), given => given.Events.Select(e => e.What.GetType().Name));

    private static DateTimeOffset? ClockDue(Case given) => Clocks.Of(given.Events, given.Profile.Book).Owed(given.Profile.Book).Select(owed => (DateTimeOffset?)owed.At).FirstOrDefault();
}
