using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ItsmFunctions.Domain;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Reports;

namespace ItsmFunctions.Storage.Simulations;

/// <summary>
/// Keeps simulations: a row each, changed under its tag, and beside it in blobs the draft, what is counted so far and what it came to.
/// </summary>
public sealed class SimulationStore(DeskTables tables, SimulationBlobs blobs)
{
    /// <summary>Of one organisation.</summary>
    public const int Most = 100;

    private const string Draft = "draft";
    private const string Result = "result";

    /// <summary>Whether an organisation keeps as many as it may: one query.</summary>
    public async Task<bool> IsFullAsync(OrganisationId organisation, CancellationToken stop)
    {
        string prefix = KeyOf(organisation, "");
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {organisation.Value} and RowKey ge {prefix} and RowKey lt {Keys.Behind(prefix)}");
        return await tables.Settings.QueryAsync<TableEntity>(filter, Most, ["RowKey"], stop).Take(Most).CountAsync(stop) >= Most;
    }

    /// <summary>The draft first: a row always has one.</summary>
    public async Task AddAsync<T>(SimulationRun run, T draft, CancellationToken stop)
    {
        await blobs.WriteAsync(run.Organisation, NameOf(run.Id, Draft), new(StoredJson.Write(draft)), stop);
        await tables.Settings.UpsertEntityAsync(ToRow(run), TableUpdateMode.Replace, stop);
    }

    public async Task<SimulationRun?> FindAsync(OrganisationId organisation, string id, CancellationToken stop)
    {
        NullableResponse<TableEntity> row = await tables.Settings.GetEntityIfExistsAsync<TableEntity>(organisation.Value, KeyOf(organisation, id), cancellationToken: stop);
        return row.HasValue ? StoredJson.Read<SimulationRun>(Payload.Get(row.Value!)) with { Tag = row.Value!.ETag } : null;
    }

    /// <summary>Puts a run in the place of the one that it was made from. False where somebody else was quicker: then nothing was written.</summary>
    public async Task<bool> ReplaceAsync(SimulationRun run, CancellationToken stop)
    {
        try
        {
            await tables.Settings.UpdateEntityAsync(ToRow(run), run.Tag!.Value, TableUpdateMode.Replace, stop);
            return true;
        }
        catch (RequestFailedException overtaken) when (overtaken.Status is 404 or 412)
        {
            return false;
        }
    }

    public Task<T> ReadDraftAsync<T>(SimulationRun run, CancellationToken stop) => ReadAsync<T>(run, Draft, stop);

    public Task<T> ReadResultAsync<T>(SimulationRun run, CancellationToken stop) => ReadAsync<T>(run, Result, stop);

    public Task WriteResultAsync<T>(SimulationRun run, T result, CancellationToken stop) => WriteAsync(run, Result, result, stop);

    /// <summary>What was counted up to a step of a run.</summary>
    public Task<T> ReadWorkAsync<T>(SimulationRun run, CancellationToken stop) => ReadAsync<T>(run, WorkOf(run.Step), stop);

    public Task WriteWorkAsync<T>(SimulationRun run, T work, CancellationToken stop) => WriteAsync(run, WorkOf(run.Step), work, stop);

    /// <summary>What was counted up to a step that is behind the run.</summary>
    public Task RemoveWorkAsync(SimulationRun run, int step, CancellationToken stop) => blobs.DeleteAsync(run.Organisation, [NameOf(run.Id, WorkOf(step))], stop);

    /// <summary>A run and all that is kept of it. The row goes last, so that what a crash leaves is removed by the next attempt.</summary>
    public async Task RemoveAsync(SimulationRun run, CancellationToken stop)
    {
        IEnumerable<string> kept = [Draft, Result, .. Enumerable.Range(0, run.Step + 2).Select(WorkOf)];
        await blobs.DeleteAsync(run.Organisation, kept.Select(name => NameOf(run.Id, name)), stop);
        await tables.Settings.DeleteEntityAsync(run.Organisation.Value, KeyOf(run.Organisation, run.Id), cancellationToken: stop);
    }

    private async Task<T> ReadAsync<T>(SimulationRun run, string name, CancellationToken stop) =>
        StoredJson.Read<T>(await blobs.ReadAsync(run.Organisation, NameOf(run.Id, name), stop));

    private Task WriteAsync<T>(SimulationRun run, string name, T content, CancellationToken stop) =>
        blobs.WriteAsync(run.Organisation, NameOf(run.Id, name), new(StoredJson.Write(content)), stop);

    private static string WorkOf(int step) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"work-{step}");

    private static string NameOf(string id, string name) => $"{id}/{name}.json";

    private static string KeyOf(OrganisationId organisation, string id) => $"{organisation}|simulation|{id}";

    private static TableEntity ToRow(SimulationRun run)
    {
        var row = new TableEntity(run.Organisation.Value, KeyOf(run.Organisation, run.Id));
        Payload.Put(row, StoredJson.Write(run));
        return row;
    }
}

/// <summary>The blobs of simulations.</summary>
public sealed class SimulationBlobs(BlobServiceClient service) : OrganisationBlobs(service, "simulations");
