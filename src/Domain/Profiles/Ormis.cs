namespace ItsmFunctions.Domain.Profiles;

/// <summary>ORMIS: nothing closes before documentation, stakeholders and preventive measures are accounted for (OR-11), local or global.</summary>
public static class Ormis
{
    public static readonly Profile Profile = Aarhus.Profile with
    {
        Base = "ormis",
        Name = "ORMIS",
        ClosureChecks =
        [
            new("documentation-complete", "All documentation is complete", "Al dokumentation er på plads", MayNotApply: false),
            new("stakeholders-satisfied", "Every listed stakeholder is satisfied", "Alle angivne interessenter er tilfredse", MayNotApply: false),
            new("prevention-in-place", "Preventive measures are in place", "Forebyggende tiltag er på plads", MayNotApply: true),
        ],
        Lifecycle = [.. Tickets.Lifecycle.Aarhus, Tickets.Lifecycle.Checking],
    };
}
