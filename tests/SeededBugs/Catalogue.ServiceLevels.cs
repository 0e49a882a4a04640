namespace ItsmFunctions.SeededBugs;

/// <summary>The clocks of service levels.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfServiceLevels =>
    [
        new("pause-counted", "A clock goes on while the requester is waited for.",
            "Domain/ServiceLevels/Clocks.cs", "if (stops && !clock.IsPaused)", "if (!BUG && stops && !clock.IsPaused)",
            "Domain", "A_clock.Stands_still_while_somebody_else_is_waited_for_and_a_pause_outside_hours_costs_nothing"),
        new("breach-washed", "What ended late is met.",
            "Domain/ServiceLevels/Clock.cs", "not null when EndedAt > Deadline => ClockState.Breached,", "not null when !BUG && EndedAt > Deadline => ClockState.Breached,",
            "Domain", "A_clock.Is_met_at_the_very_deadline_and_breached_a_tick_later"),
        new("outcome-rewritten", "Hours that are published later move the deadline of what has ended.",
            "Domain/ServiceLevels/Clocks.cs", "Deadline = still.DueAt(_book.KnownAt(_at)) };", "Deadline = still.DueAt(BUG ? _book : _book.KnownAt(_at)) };",
            "Domain", "Any_clock.Keeps_its_outcome_whatever_is_published_later"),
        new("begun-is-answered", "Beginning work counts as a first response where nobody asked for that.",
            "Domain/ServiceLevels/Clocks.cs", "clock.TargetIn(_book)?.BeginWorkCounts == true)", "(BUG || clock.TargetIn(_book)?.BeginWorkCounts == true))",
            "Domain", "A_clock.Of_a_first_response_ends_when_the_desk_tells_the_requester_something_and_with_nothing_else"),
        new("holiday-unnamed", "A holiday is explained as time outside hours.",
            "Domain/ServiceLevels/ClockSegment.cs", "SegmentKind.Holiday, day.Name));", "BUG ? SegmentKind.OutsideHours : SegmentKind.Holiday, BUG ? null : day.Name));",
            "Domain", "A_clock.Explains_every_moment_of_its_time"),
        new("edition-at-once", "An edition takes effect before every instance knows it.",
            "Storage/Organisations/ServiceEditions.cs", "was.Number + 1, at, at + UntilEffect);", "was.Number + 1, at, BUG ? at : at + UntilEffect);",
            "Storage", "A_parameter_of_an_organisation.Makes_an_edition_of_the_service_levels_where_clocks_are_counted_by_it_and_leaves_the_earlier_ones"),
        new("agreement-shown", "The requester reads what the desk's teams owe each other.",
            "Functions/Http/ServiceLevels.cs", "caller) => caller.ReadsAsDesk || kind is", "caller) => BUG || caller.ReadsAsDesk || kind is",
            "Contract", "Service_levels_over_http.Are_read_explained_and_asked_about_the_past"),
    ];
}
