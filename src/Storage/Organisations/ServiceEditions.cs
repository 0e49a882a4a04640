using System.Globalization;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Organisations;

/// <summary>
/// The editions of an organisation's service levels: rows that are added beside the change that made them, in one transaction, and
/// never touched again. Clocks of the past are counted by them for ever.
/// </summary>
internal static class ServiceEditions
{
    /// <summary>
    /// From the writing of an edition to its effect: by then every instance has forgotten the profile that it remembered, so that all
    /// of them count alike (<see cref="ProfileStore"/>).
    /// </summary>
    public static readonly TimeSpan UntilEffect = TimeSpan.FromMinutes(1);

    private const int MostBytes = 900 * 1024;

    /// <summary>The editions that a change of the profile makes; none where it leaves the clocks as they are.</summary>
    /// <param name="latest">Number of the latest edition; 0 where there is none yet.</param>
    public static IReadOnlyList<ServiceEdition> Of(Profile before, Profile after, int latest, DateTimeOffset at)
    {
        ServiceEdition was = ServiceEdition.Of(before, Math.Max(latest, 1), DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        if (Content(was).AsSpan().SequenceEqual(Content(ServiceEdition.Of(after, was.Number, was.PublishedAt, was.EffectiveFrom))))
            return [];
        ServiceEdition next = ServiceEdition.Of(after, was.Number + 1, at, at + UntilEffect);
        return latest == 0 ? [was, next] : [next];
    }

    /// <returns>Null where it does not fit into a row.</returns>
    public static TableEntity? ToRow(OrganisationId organisation, ServiceEdition edition, string operation)
    {
        byte[] content = Content(edition);
        if (content.Length > MostBytes)
            return null;
        var row = new TableEntity(organisation.Value, $"{PrefixOf(organisation)}{edition.Number.ToString("D6", CultureInfo.InvariantCulture)}") { ["operation"] = operation };
        Payload.Put(row, content);
        return row;
    }

    /// <summary>Those after <paramref name="number"/>, in order: one query.</summary>
    public static async Task<IReadOnlyList<ServiceEdition>> ReadAsync(DeskTables tables, OrganisationId organisation, int number, CancellationToken stop)
    {
        string prefix = PrefixOf(organisation), from = $"{prefix}{(number + 1).ToString("D6", CultureInfo.InvariantCulture)}";
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {from} and RowKey lt {Keys.Behind(prefix)}");
        List<ServiceEdition> editions = [];
        await foreach (TableEntity row in tables.Settings.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            editions.Add(StoredJson.Read<ServiceEdition>(Payload.Get(row)));
        return editions;
    }

    private static byte[] Content(ServiceEdition edition) => StoredJson.Write(edition);

    private static string PrefixOf(OrganisationId organisation) => $"{organisation}|edition|";
}
