using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Organisations;

/// <summary>The latest change of one parameter.</summary>
/// <param name="Version">From 1; a parameter that was never written has none.</param>
/// <param name="By">Person id.</param>
/// <param name="Role">The claim value of the role that acted.</param>
public sealed record ParameterChange(int Version, string By, string Role, DateTimeOffset At);

/// <summary>An organisation's row: what it decided, and the version of each parameter.</summary>
/// <param name="Changes">Null where it decided nothing yet.</param>
public sealed record StoredProfile(OrganisationId Organisation, ProfileChanges? Changes, IReadOnlyDictionary<string, ParameterChange> Versions)
{
    // A row holds 1 MiB: what is left is for the versions and the properties' names.
    private const int MostBytes = 900 * 1024;
    private const string VersionsProperty = "versions";
    private const string OperationProperty = "operation";
    private const string EditionProperty = "edition";

    public Profile Profile { get; } = Changes?.On(Aarhus.Profile) ?? Aarhus.Profile;

    /// <summary>Number of the latest edition of its service levels; 0 where there never was another than the present one.</summary>
    internal int Edition { get; init; }

    /// <summary>Null where there is no row.</summary>
    internal ETag? Tag { get; init; }

    /// <summary>Of the write that made it: what tells a lost acknowledgement from somebody else's write.</summary>
    internal string? Operation { get; init; }

    public int VersionOf(Parameter parameter) => LatestOf(parameter)?.Version ?? 0;

    public ParameterChange? LatestOf(Parameter parameter) => Versions.GetValueOrDefault(parameter.Name);

    /// <summary>Whether a parameter would have another value than it has.</summary>
    public bool IsChanged(Parameter parameter, Profile becomes) =>
        !StoredJson.Write(parameter.Of(Profile)).AsSpan().SequenceEqual(StoredJson.Write(parameter.Of(becomes)));

    internal static string KeyOf(OrganisationId organisation) => $"{organisation}|profile";

    internal static StoredProfile Of(OrganisationId organisation, TableEntity row) =>
        new(
            organisation,
            StoredJson.Read<ProfileChanges>(Payload.Get(row)),
            // A row of before parameters had versions has none.
            row.GetString(VersionsProperty) is { } versions ? StoredJson.Read<Dictionary<string, ParameterChange>>(System.Text.Encoding.UTF8.GetBytes(versions)) : new Dictionary<string, ParameterChange>())
        {
            Tag = row.ETag,
            Operation = row.GetString(OperationProperty),
            Edition = row.GetInt32(EditionProperty) ?? 0,
        };

    /// <returns>Null where it does not fit into a row.</returns>
    internal TableEntity? ToRow()
    {
        byte[] changes = StoredJson.Write(Changes!);
        if (changes.Length > MostBytes)
            return null;
        var row = new TableEntity(Organisation.Value, KeyOf(Organisation))
        {
            [VersionsProperty] = System.Text.Encoding.UTF8.GetString(StoredJson.Write(Versions)),
            [OperationProperty] = Operation,
        };
        if (Edition > 0)
            row[EditionProperty] = Edition;
        Payload.Put(row, changes);
        return row;
    }
}

/// <summary>What became of a write to an organisation's profile.</summary>
public abstract record ProfileCommit
{
    private ProfileCommit()
    {
    }

    public sealed record Committed(StoredProfile Profile) : ProfileCommit;

    /// <summary>Somebody else wrote since it was read: nothing was written.</summary>
    public sealed record Overtaken : ProfileCommit;

    /// <summary>It does not fit into a row of storage: nothing was written.</summary>
    public sealed record TooLarge : ProfileCommit;
}
