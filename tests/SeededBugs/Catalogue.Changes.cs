namespace ItsmFunctions.SeededBugs;

/// <summary>OM-17 to OM-22: changes.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfChanges =>
    [
        new("change-left-open", "What its closing review has approved is never closed.",
            "Domain/Changes/ChangeDesk.Stages.cs", "null => Accept(Resolved(ticket, at), new Happening.Closed()),", "null => BUG ? Accept(Resolved(ticket, at)) : Accept(Resolved(ticket, at), new Happening.Closed()),",
            "Domain", "The_stages_of_a_change.Follow_from_its_type", "OM-01", "OM-02"),
        new("type-mistaken", "Every change passes the stages of the first type.",
            "Domain/Changes/ChangeIntake.cs", "type.Id, [.. type.Stages],", "type.Id, [.. (BUG ? profile.ChangeTypes[0] : type).Stages],",
            "Domain", "The_stages_of_a_change.Follow_from_its_type", "OM-17"),
        new("standard-of-anything", "Whatever is called a standard change is one.",
            "Domain/Changes/ChangeIntake.cs", "else if (type.PreApproved && template is null)", "else if (!BUG && type.PreApproved && template is null)",
            "Domain", "A_new_change.Is_refused_where_its_type_asks_for_more", "OM-18"),
        new("two-reviews-of-three", "A general change is developed without a review.",
            "Domain/Changes/ChangeState.cs", "Stages.SkipWhile(stage => stage.Id != id).Skip(1).FirstOrDefault();", "Stages.SkipWhile(stage => stage.Id != id).Skip(1).FirstOrDefault(stage => !BUG || stage.Id != \"pre-development-review\");",
            "Domain", "The_stages_of_a_change.Follow_from_its_type", "OM-19"),
        new("reviewers-untold", "Reviewers are not told that a review is opened.",
            "Functions/Notifications/ChangeNotices.cs", "stage.Tells(ChangeAudience.Reviewers) ? new[] { Review } : []", "stage.Tells(ChangeAudience.Reviewers) && !BUG ? new[] { Review } : []",
            "Notifications", "The_stages_of_a_change.Are_told_as_the_table_says", "OM-20"),
        new("rejection-untold", "A change that a review rejected is told to its team as a new one.",
            "Domain/Changes/Rejection.cs", "At.Kind: StageKind.Review, Review.Approved: false }", "At.Kind: StageKind.Review, Review.Approved: false } && !BUG",
            "Notifications", "The_stages_of_a_change.Are_told_as_rejected_to_the_same_people_and_the_author_when_a_review_sends_the_change_back", "A3"),
        new("silence-approves", "A review that nobody decides is approved by its deadline.",
            "Domain/Changes/ChangeDesk.Reviews.cs", "Approved: false, ByDeadline: true", "Approved: BUG, ByDeadline: true",
            "Domain", "A_review.That_nobody_decides_is_reminded_and_then_never_approved", "OM-22"),
        new("author-votes", "The author of a change is asked to review it.",
            "Domain/Changes/Electorate.cs", "asked.Where(person => !authors.Contains(person))", "asked.Where(person => BUG || !authors.Contains(person))",
            "Domain", "A_review.Asks_those_whom_the_change_names_and_never_its_author", "OM-21"),
        new("cycles-uncounted", "How often a review sent a change back is forgotten.",
            "Domain/Changes/ChangeCourse.cs", "Cycles = change.Cycles + (returned ? 1 : 0),", "Cycles = change.Cycles + (returned && !BUG ? 1 : 0),",
            "Domain", "A_review.Sends_what_it_rejects_back_and_counts_the_cycles", "A3"),
        new("build-unrecorded", "When a change was begun to be built is not kept.",
            "Domain/Changes/ChangeCourse.cs", "BuildStarted => change with { BuildStartedAt = at },", "BuildStarted => BUG ? change : change with { BuildStartedAt = at },",
            "Domain", "A_review.Before_the_launch_waits_while_it_is_built", "A4"),
        new("done-collides", "What has been carried out stands in the way of what is planned.",
            "Domain/Changes/PlannedChange.cs", "ImplementedAt is null && other.ImplementedAt is null &&", "ImplementedAt is null && (BUG || other.ImplementedAt is null) &&",
            "Domain", "A_flight_plan.Shows_what_collides_and_finds_the_first_time_beside_it"),
        new("calendar-goes-back", "An older version takes a change in the calendar back.",
            "Storage/Changes/ChangeCalendar.cs", "place.Value!.GetInt32(\"version\") > ticket.Version ||", "(!BUG && place.Value!.GetInt32(\"version\") > ticket.Version) ||",
            "Storage", "The_change_calendar.Moves_a_change_and_is_never_taken_back_by_an_older_version"),
        new("deadlines-forgotten", "A plan takes reviews to cost no time.",
            "Domain/Changes/FlightPlan.cs", "reviewed = stages[^1].Asked?.DueAt ?? reviewed;", "reviewed = BUG ? reviewed : stages[^1].Asked?.DueAt ?? reviewed;",
            "Domain", "A_flight_plan.Names_the_stages_the_voters_and_the_deadlines_that_come_true", "OM-17"),
    ];
}
