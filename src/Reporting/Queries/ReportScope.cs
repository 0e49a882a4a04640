using System.Collections.Immutable;
using ItsmFunctions.Domain;

namespace ItsmFunctions.Reporting.Queries;

/// <summary>Whose rows a reader sees, and how closely. Nothing is evaluated without one, and it applies before anything is counted.</summary>
/// <param name="Organisation">The tenant; rows of another are never even loaded.</param>
/// <param name="Teams">Ids of the teams whose tickets are seen; null for all.</param>
/// <param name="AggregatesOnly">No ticket, no person, and no figure that fewer than <see cref="Fewest"/> tickets make up.</param>
public sealed record ReportScope(OrganisationId Organisation, ImmutableSortedSet<string>? Teams, bool AggregatesOnly)
{
    /// <summary>Of whom a figure may be told to those who see aggregates only.</summary>
    public const int Fewest = 5;

    /// <summary>Everything of an organisation.</summary>
    public static ReportScope All(OrganisationId organisation) => new(organisation, null, AggregatesOnly: false);

    /// <summary>Differs where what is seen differs.</summary>
    public override string ToString() => $"{Organisation}|{(Teams is null ? "*" : string.Join(',', Teams))}|{AggregatesOnly}";
}
