using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using ItsmFunctions.Domain;
using ItsmFunctions.Reporting.Columns;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Snapshots;

/// <summary>An immutable blob: where it stands, and the SHA-256 of what it holds before compression.</summary>
internal sealed record PartRef(string Blob, string Sha256, int Rows);

/// <summary>The columns of a segment.</summary>
/// <param name="Hot">What the pages of the report are computed from.</param>
/// <param name="Details">What is read when somebody asks for it.</param>
internal sealed record ColumnRefs(PartRef Hot, PartRef Details)
{
    [JsonIgnore]
    public IEnumerable<PartRef> Parts => [Hot, Details];
}

/// <summary>A part that no manifest names any more, and since when: whoever read the manifest before still finds it for a while.</summary>
internal sealed record Retired(string Blob, DateTimeOffset At);

/// <summary>
/// What a snapshot consists of. Readers begin here; builders end here, with one conditional write: what it does not name does
/// not exist.
/// </summary>
/// <param name="Build">Differs in every manifest ever written.</param>
/// <param name="AsOf">
/// When the last build that counted something began, or the latest instant that is counted where that is later: it never goes
/// back. Null before the first build went through.
/// </param>
/// <param name="TargetSeconds">For each rank, from 1 on.</param>
/// <param name="Facts">How many tickets are counted, those apart included.</param>
/// <param name="Segments">By name: an opened month (2026-03) or <see cref="Open"/>.</param>
/// <param name="Columns">Of each segment, what reports are computed on.</param>
/// <param name="Edition">Number of the edition of the service levels that clocks of open tickets were counted by.</param>
/// <param name="ColumnsVersion">Of <see cref="FactTables"/>.</param>
internal sealed record Manifest(
    int Schema,
    OrganisationId Organisation,
    string Build,
    DateTimeOffset? AsOf,
    string Zone,
    IReadOnlyList<long?> TargetSeconds,
    int Facts,
    PartRef Cube,
    IReadOnlyDictionary<string, PartRef> Segments,
    IReadOnlyDictionary<string, ColumnRefs> Columns,
    int Edition,
    int ColumnsVersion,
    IReadOnlyList<Retired> Retired)
{
    public const int CurrentSchema = 2;

    /// <summary>The segment of all tickets that are not closed: small, and the only one that most builds touch.</summary>
    public const string Open = "open";

    /// <summary>How long a part outlives the last manifest that named it.</summary>
    public static readonly TimeSpan Afterlife = TimeSpan.FromHours(1);

    /// <summary>Whether a blob belongs to this snapshot, or did to one just before it.</summary>
    public bool Names(string blob) =>
        Parts().Any(part => part.Blob == blob) || Retired.Any(retired => retired.Blob == blob);

    /// <summary>Every part that belongs to it.</summary>
    public IEnumerable<PartRef> Parts() => Segments.Values.Concat(Columns.Values.SelectMany(columns => columns.Parts)).Append(Cube);

    public Terms Terms() => new(Zone, ResolutionTargets.FromSeconds(TargetSeconds), ColumnsVersion);

    /// <summary>Names the content: two snapshots of the same facts under the same terms have the same, however they were built.</summary>
    public string Snapshot()
    {
        var content = new StringBuilder();
        content.Append(CultureInfo.InvariantCulture, $"{Schema}|{Organisation}|{Zone}|{string.Join(',', TargetSeconds)}|{Cube.Sha256}");
        foreach ((string name, PartRef segment) in Segments.OrderBy(segment => segment.Key, StringComparer.Ordinal))
            content.Append(CultureInfo.InvariantCulture, $"|{name}={segment.Sha256}");
        foreach ((string name, ColumnRefs columns) in Columns.OrderBy(columns => columns.Key, StringComparer.Ordinal))
            content.Append(CultureInfo.InvariantCulture, $"|{name}={string.Join(',', columns.Parts.Select(part => part.Sha256))}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())).AsSpan(0, 16));
    }
}
