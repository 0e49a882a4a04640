using ItsmFunctions.Domain;
using ItsmFunctions.Reporting.Snapshots;

namespace ItsmFunctions.Reporting.Search;

/// <summary>A file of the index as a blob: where it stands, and the SHA-256 of what it holds.</summary>
internal sealed record IndexPart(string Blob, string Sha256, int Length);

/// <summary>
/// What an index consists of. Readers begin here; builders end here, with one conditional write: what it does not name does not exist.
/// </summary>
/// <param name="Build">Differs in every manifest ever written.</param>
/// <param name="AsOf">When the last build that found something began: what had changed by then, and was told by then, is in it.</param>
/// <param name="Files">By the name that they have inside the index.</param>
internal sealed record SearchManifest(
    int Schema, OrganisationId Organisation, string Build, DateTimeOffset AsOf, IReadOnlyDictionary<string, IndexPart> Files, IReadOnlyList<Retired> Retired)
{
    /// <summary>Another one where words are cut, folded or stemmed otherwise: then every index is built anew.</summary>
    public const int CurrentSchema = 1;

    /// <summary>How long a part outlives the last manifest that named it.</summary>
    public static readonly TimeSpan Afterlife = TimeSpan.FromHours(1);
}
