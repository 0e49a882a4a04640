namespace ItsmFunctions.SeededBugs;

/// <summary>IT-15: what monitoring systems report.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfAlerts =>
    [
        new("resolved-under-somebody-s-hands", "An alert that is over resolves what somebody is at work on.",
            "Domain/Alerts/AlertFate.cs", "_ => Untouched(known, ticket) ? new Resolve() : new Recover(),", "_ => BUG || Untouched(known, ticket) ? new Resolve() : new Recover(),",
            "Domain", "An_alert.Becomes_what_the_table_says", "IT-15"),
        new("late-alert-reopens", "An alert that arrives after the message that it is over reopens its incident.",
            "Domain/Alerts/AlertFate.cs", "&& now - known.TurnedAt < MayBeLate", "&& !BUG && now - known.TurnedAt < MayBeLate",
            "Domain", "An_alert.That_fires_as_before_after_it_was_over_is_late_for_five_minutes_and_then_fires_again", "IT-15"),
        new("two-incidents-of-one-alert", "What is known of an alert is written over whatever another instance wrote.",
            "Storage/Alerts/AlertStore.cs", "group.Add(row);", "{ if (BUG) group.Upsert(row); else group.Add(row); }",
            "Storage", "A_reported_alert.Opens_one_incident_on_however_many_instances_it_arrives_at_once", "IT-15"),
    ];
}
