using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Triage;

/// <summary>Kinds of higher support (FV-12).</summary>
public enum HigherSupportKind
{
    SeniorTeam,
    Specialists,
    External,
}

/// <summary>Whom an unresolved issue is escalated to (FV-12).</summary>
/// <param name="Team">Id of the team that gets the ticket; null where it stays with its own, which follows it up there.</param>
/// <param name="Supplier">Who the external support is, where it is one.</param>
public sealed record HigherSupport(string Id, HigherSupportKind Kind, string English, string Danish, string? Team = null, string? Supplier = null)
{
    public string Label(string language) => language == "da" ? Danish : English;
}

/// <summary>What the class of an issue selects (FV-04).</summary>
/// <param name="Subcategory">Null for every subcategory of the category.</param>
/// <param name="Team">Id of the team that works on it; null where it stays with its own.</param>
/// <param name="English">The protocol: what that team does with it, step by step; null for none.</param>
public sealed record TriageClass(string Category, string? Subcategory = null, string? Team = null, string? English = null, string? Danish = null)
{
    public string? Protocol(string language) => language == "da" ? Danish : English;
}

/// <summary>How an organisation triages: data with a default.</summary>
/// <param name="Enabled">Whether there is triage at all.</param>
/// <param name="Classes">The first that fits counts; one with a subcategory before one without.</param>
/// <param name="CriticalTarget">Id of the target that what is critical goes to at once (FV-07).</param>
public sealed record TriageRules(bool Enabled, IReadOnlyList<TriageClass>? Classes = null, IReadOnlyList<HigherSupport>? Targets = null, string? CriticalTarget = null)
{
    /// <summary>As an organisation has it that turns triage on and says no more: classes and teams are this product's own.</summary>
    public static readonly TriageRules Default = new(
        Enabled: false,
        [
            new("hardware", English: "Check power, cabling and warranty; swap the part or lend another; log the serial number.", Danish: "Kontrollér strøm, kabler og garanti; byt delen eller udlån en anden; notér serienummeret."),
            new("software", Team: "general-applications", English: "Reproduce it on a clean profile; analyse the application's log; report a bug with version and steps.", Danish: "Genskab fejlen på en ren profil; gennemgå programmets log; meld fejlen med version og trin."),
            new("network", Team: "infrastructure", English: "Find the extent; test from another port and another building; analyse the logs of switch and access point.", Danish: "Afgræns fejlen; test fra et andet stik og en anden bygning; gennemgå loggen fra switch og access point."),
            new("mail", Team: "general-applications", English: "Trace the message; check quota and rules; compare with the supplier's status page.", Danish: "Spor beskeden; kontrollér kvote og regler; sammenlign med leverandørens statusside."),
            new("administration", Team: "administrative-applications", English: "Note user, role and transaction; reproduce it in the test system.", Danish: "Notér bruger, rolle og transaktion; genskab fejlen i testsystemet."),
            new("security", Team: "security", English: "Keep the traces; isolate the machine; change nothing before the security team has looked.", Danish: "Bevar sporene; isolér maskinen; ændr intet, før sikkerhedsteamet har set på den."),
        ],
        [
            new("senior-team", HigherSupportKind.SeniorTeam, "Senior technical team", "Seniorteknikere", "infrastructure"),
            new("specialists", HigherSupportKind.Specialists, "Specialised engineers", "Specialister", "au-it-development"),
            new("external", HigherSupportKind.External, "External support", "Ekstern support"),
        ],
        "senior-team");

    public HigherSupport? FindTarget(string? id) => Targets?.FirstOrDefault(target => target.Id == id);

    public TriageClass? ClassOf(Classification classification) =>
        Classes?.Where(one => one.Category == classification.Category && (one.Subcategory is null || one.Subcategory == classification.Subcategory)).OrderBy(one => one.Subcategory is null).FirstOrDefault();

    /// <summary>What is left out is as the product has it.</summary>
    public TriageRules Completed() => this with { Classes = Classes ?? Default.Classes, Targets = Targets ?? Default.Targets, CriticalTarget = CriticalTarget ?? (Targets is null ? Default.CriticalTarget : Targets.FirstOrDefault()?.Id) };

    // The product's own rows are about teams and categories that an organisation may not have; whether its own are sound is for the check to say.
    internal TriageRules Fitting(IReadOnlyList<Category> categories, IReadOnlyList<Team> teams)
    {
        HashSet<string?> known = [.. teams.Select(team => team?.Id)];
        return this with
        {
            Classes = [.. (Classes ?? []).Where(one => categories.Any(category => category?.Id == one.Category)).Select(one => known.Contains(one.Team) ? one : one with { Team = null })],
            Targets = [.. (Targets ?? []).Select(target => known.Contains(target.Team) ? target : target with { Team = null })],
        };
    }
}
