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
        new("acknowledged-climbs", "What somebody has acknowledged climbs nevertheless.",
            "Domain/ServiceLevels/Clocks.cs", "told with { ClimbsAt = null, AcknowledgedBy = e.By }", "told with { ClimbsAt = BUG ? told.ClimbsAt : null, AcknowledgedBy = e.By }",
            "Domain", "A_clock_that_speaks.Is_told_of_once_and_climbs_no_further_when_somebody_acknowledges_it", "IT-07"),
        new("warned-of-the-past", "A goal that is chosen late warns of what had passed before.",
            "Domain/ServiceLevels/Clock.cs", "if (at >= since && !WasTold(", "if ((BUG || at >= since) && !WasTold(",
            "Domain", "A_clock_that_speaks.Tells_of_a_goal_that_was_missed_when_it_was_chosen_once_and_at_the_choice"),
        new("deadline-breached", "A breach is told at the deadline, at which it can still be met.",
            "Domain/ServiceLevels/Clock.cs", "happens == due ? happens.AddTicks(1) : happens", "happens == due && !BUG ? happens.AddTicks(1) : happens",
            "Domain", "A_clock_that_speaks.Is_counted_anew_where_other_hours_bring_its_deadline_nearer_or_further"),
    ];
}
