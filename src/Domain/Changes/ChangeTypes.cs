using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Domain.Changes;

/// <summary>What is done at a stage of a change; what leads from one to the next stands in <see cref="ChangeDesk"/>.</summary>
public enum StageKind
{
    /// <summary>It is written, and written anew after a rejection.</summary>
    New,

    /// <summary>A gate: nothing gets past it without an approval (OM-22).</summary>
    Review,

    /// <summary>It is planned, and carried out (A4).</summary>
    Scheduled,

    /// <summary>Somebody looks at what was done, and closes it (OM-18).</summary>
    Close,
}

/// <summary>Whom the entry of a stage is told to (OM-18 to OM-20).</summary>
public enum ChangeAudience
{
    /// <summary>Everybody of the change processing group: the team that has the change.</summary>
    ProcessingGroup,
    Reviewers,
}

/// <summary>One kind of change: its stages in order, as data (OM-17). An organisation adds its own.</summary>
/// <param name="Stages">From New on; the last one leads to Closed.</param>
/// <param name="PreApproved">Only what a template of the catalogue describes can be of it.</param>
/// <param name="NeedsBackOutPlan">It says how it is undone before anybody reviews it.</param>
/// <param name="MayPassFreeze">It may be carried out in a freeze window where the reason is written down.</param>
public sealed record ChangeType(
    string Id, string English, string Danish, IReadOnlyList<ChangeStage> Stages, bool PreApproved = false, bool NeedsBackOutPlan = false, bool MayPassFreeze = false)
{
    public string Label(string language) => language == "da" ? Danish : English;
}

/// <param name="Notify">Who is told that it was entered; nobody where it is empty.</param>
/// <param name="Review">How it is decided, of a review and of nothing else.</param>
public sealed record ChangeStage(string Id, string English, string Danish, StageKind Kind, IReadOnlyList<ChangeAudience>? Notify = null, ReviewRules? Review = null)
{
    public string Label(string language) => language == "da" ? Danish : English;

    public bool Tells(ChangeAudience audience) => Notify?.Contains(audience) == true;

    public bool Equals(ChangeStage? other) =>
        other is not null && (Id, English, Danish, Kind, Review) == (other.Id, other.English, other.Danish, other.Kind, other.Review) && (Notify ?? []).SequenceEqual(other.Notify ?? []);

    public override int GetHashCode() => HashCode.Combine(Id, Kind);
}

/// <summary>The three types of OMFLOW (OM-18 to OM-20). Its source names stages and who is told; quorum and deadlines are this product's.</summary>
public static class ChangeTypes
{
    public const string Standard = "standard";
    public const string General = "general";
    public const string Emergency = "emergency";

    /// <summary>Where a change is that is closed or cancelled: no stage of any type is called so.</summary>
    public const string Over = "closed";

    /// <summary>As what a cancelled change is shown.</summary>
    public const string GivenUp = "cancelled";

    /// <summary>Ids that no stage may have: people read them as the end.</summary>
    public static readonly IReadOnlyList<string> Ends = [Over, GivenUp];

    private static readonly ChangeStage New = new("new", "New", "Ny", StageKind.New, [ChangeAudience.ProcessingGroup]);
    private static readonly ChangeStage Scheduled = new("scheduled", "Scheduled", "Planlagt", StageKind.Scheduled, [ChangeAudience.ProcessingGroup]);

    public static readonly IReadOnlyList<ChangeType> Omflow =
    [
        new(Standard, "Standard change", "Standardændring", [New, Scheduled, new("close", "Close", "Luk", StageKind.Close, [ChangeAudience.ProcessingGroup])], PreApproved: true),
        new(General, "General change", "Almindelig ændring",
            [
                New,
                Review("pre-development-review", "Pre-development review", "Gennemgang før udvikling", AllowedTime.OfWorkingDays(5)),
                Review("pre-launch-review", "Pre-launch review", "Gennemgang før idriftsættelse", AllowedTime.OfWorkingDays(10)),
                Scheduled,
                Review("closing-review", "Closing review", "Afsluttende gennemgang", AllowedTime.OfWorkingDays(5)),
            ],
            NeedsBackOutPlan: true),
        new(Emergency, "Emergency change", "Hasteændring",
            [
                New,
                Review("pre-launch-review", "Pre-launch review", "Gennemgang før idriftsættelse", AllowedTime.OfMinutes(120), Quorum.AnyOne, AllowedTime.OfMinutes(30)),
                Scheduled,
                Review("closing-review", "Closing review", "Afsluttende gennemgang", AllowedTime.OfWorkingDays(3)),
            ],
            NeedsBackOutPlan: true, MayPassFreeze: true),
    ];

    private static ChangeStage Review(string id, string english, string danish, AllowedTime deadline, Quorum? quorum = null, AllowedTime? remind = null) =>
        new(id, english, danish, StageKind.Review, [ChangeAudience.Reviewers], new(quorum ?? Quorum.MostOf, deadline, remind ?? AllowedTime.OfWorkingDays(2)));
}

/// <summary>What a change was said to be worth beforehand: carried out again and again, and approved once (OM-18).</summary>
/// <param name="Type">Id of a type whose changes are pre-approved.</param>
/// <param name="BackOutPlan">How it is undone.</param>
public sealed record ChangeTemplate(
    string Id, string English, string Danish, string Description, string Category, string Subcategory, string? BackOutPlan = null, string? Team = null, string Type = ChangeTypes.Standard)
{
    internal bool Fits(Profile profile) =>
        profile.FindCategory(Category)?.Subcategories.Any(sub => sub.Id == Subcategory) == true && (Team is null || profile.FindTeam(Team) is not null) && profile.FindChangeType(Type) is not null;

    public string Label(string language) => language == "da" ? Danish : English;
}

/// <summary>The catalogue that every desk begins with.</summary>
public static class ChangeTemplates
{
    public static readonly IReadOnlyList<ChangeTemplate> Neutral =
    [
        new("renew-certificate", "Renew a certificate", "Forny et certifikat", "A certificate that runs out is replaced by a new one for the same name.", "software", "other", "The old certificate is put back; it is valid until it runs out."),
        new("patch-switch-port", "Patch a network outlet", "Patch et netværksstik", "An outlet is connected to the network of its room.", "network", "wired", "The cable is taken out again."),
        new("install-updates", "Install the monthly updates", "Installér månedens opdateringer", "The operating system updates that have been tested are installed on the servers of one service.", "software", "operating-system", "The servers go back to the snapshot that was taken before."),
    ];
}
