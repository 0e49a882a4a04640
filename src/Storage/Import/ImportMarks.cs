using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;

namespace ItsmFunctions.Storage.Import;

/// <summary>What an import leaves for the next one to know: that it began and has not ended, or how it was begun.</summary>
public sealed class ImportMarks(DeskTables tables)
{
    public async Task<string?> FindAsync(OrganisationId organisation, string name, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Settings.GetEntityIfExistsAsync<TableEntity>(organisation.Value, KeyOf(organisation, name), cancellationToken: stop);
        return row.HasValue ? row.Value!.GetString("text") : null;
    }

    public Task WriteAsync(OrganisationId organisation, string name, string text, CancellationToken stop) =>
        tables.Settings.UpsertEntityAsync(new TableEntity(organisation.Value, KeyOf(organisation, name)) { ["text"] = text }, TableUpdateMode.Replace, stop);

    public Task RemoveAsync(OrganisationId organisation, string name, CancellationToken stop) =>
        tables.Settings.DeleteEntityAsync(organisation.Value, KeyOf(organisation, name), ETag.All, stop);

    private static string KeyOf(OrganisationId organisation, string name) => $"{organisation}|import|{Keys.Part(name)}";
}
