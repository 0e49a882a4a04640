using System.Globalization;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Organisations;

/// <summary>One version of a parameter, as the audit keeps it.</summary>
/// <param name="Before">The value that it took the place of.</param>
public sealed record ParameterVersion(ParameterChange Change, object? Before, object? After);

/// <param name="Next">The version before which the next page begins; null at the end.</param>
public sealed record ParameterVersionPage(IReadOnlyList<ParameterVersion> Versions, int? Next);

/// <summary>Every version of every parameter: rows that are added beside the change itself, in one transaction, and never touched again.</summary>
public sealed class ParameterVersions(DeskTables tables)
{
    public const int HighestVersion = 999_999;

    // Two values stand in one row of at most 1 MiB.
    private const int MostBytes = 450 * 1024;

    // What one page holds in memory; a single version is answered however large it is.
    private const int MostBytesOfPage = 4 * 1024 * 1024;

    /// <summary>Versions of a parameter, the latest first, with bounded work.</summary>
    /// <param name="before">Only those below; null for all.</param>
    public async Task<ParameterVersionPage> ReadAsync(OrganisationId organisation, Parameter parameter, int? before, int size, CancellationToken stop)
    {
        string prefix = PrefixOf(organisation, parameter);
        string from = before is { } version ? KeyOf(organisation, parameter, version - 1) : prefix;
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {from} and RowKey lt {Keys.Behind(prefix)}");
        List<ParameterVersion> versions = [];
        int bytes = 0;
        await foreach (TableEntity row in tables.Settings.QueryAsync<TableEntity>(filter, Math.Min(size, HighestVersion), cancellationToken: stop))
        {
            bytes += row.GetInt32("length") ?? 0;
            versions.Add(Of(parameter, row));
            if (versions.Count == size || bytes > MostBytesOfPage)
                break;
        }

        return new(versions, versions is [.., { Change.Version: > 1 and var last }] ? last : null);
    }

    /// <returns>Null where the values do not fit into a row.</returns>
    internal static TableEntity? ToRow(OrganisationId organisation, Parameter parameter, ParameterChange change, Profile before, Profile after, string operation)
    {
        byte[] was = StoredJson.Write(parameter.Audited(parameter.Of(before))), becomes = StoredJson.Write(parameter.Audited(parameter.Of(after)));
        if (was.Length > MostBytes || becomes.Length > MostBytes)
            return null;
        var row = new TableEntity(organisation.Value, KeyOf(organisation, parameter, change.Version))
        {
            ["version"] = change.Version,
            ["by"] = change.By,
            ["role"] = change.Role,
            ["at"] = change.At,
            ["operation"] = operation,
            ["before"] = was.Length,
            ["length"] = was.Length + becomes.Length,
        };
        Payload.Put(row, [.. was, .. becomes]);
        return row;
    }

    internal static string KeyOf(OrganisationId organisation, Parameter parameter, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(organisation, parameter)}{HighestVersion - version:D6}");

    private static string PrefixOf(OrganisationId organisation, Parameter parameter) => $"{organisation}|parameter|{parameter.Name}|";

    private static ParameterVersion Of(Parameter parameter, TableEntity row)
    {
        byte[] both = Payload.Get(row);
        int before = row.GetInt32("before")!.Value;
        return new(
            new(row.GetInt32("version")!.Value, row.GetString("by"), row.GetString("role"), row.GetDateTimeOffset("at")!.Value),
            StoredJson.Read(both.AsSpan(0, before), parameter.ValueType),
            StoredJson.Read(both.AsSpan(before), parameter.ValueType));
    }
}
