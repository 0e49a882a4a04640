using Azure.Data.Tables;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>Between an instance's state and its row.</summary>
internal sealed class InstanceRows(Texts texts)
{
    public const string Kind = "Kind";
    public const string InstanceKind = "instance";
    public const string OutboxKind = "outbox";
    public const string IsOpen = "IsOpen";
    public const string Deliveries = "Deliveries";
    public const string Events = "Events";

    public async Task<TableEntity> WriteAsync(InstanceState state, CancellationToken stop)
    {
        var row = new TableEntity(Keys.Partition(state.Id), Keys.Instance(state.Id))
        {
            [Kind] = InstanceKind,
            [IsOpen] = !state.Status.IsFinal(),
            [nameof(InstanceState.Id)] = state.Id,
            [nameof(InstanceState.Name)] = state.Name,
            [nameof(InstanceState.Version)] = state.Version,
            [nameof(InstanceState.Status)] = state.Status.ToString(),
            [nameof(InstanceState.CreatedAt)] = state.CreatedAt,
            [nameof(InstanceState.UpdatedAt)] = state.UpdatedAt,
            [nameof(InstanceState.RunId)] = state.RunId,
            [nameof(InstanceState.Turns)] = state.Turns,
            [nameof(InstanceState.IsUnstarted)] = state.IsUnstarted,
            [nameof(InstanceState.OpenActivities)] = state.OpenActivities,
            [nameof(InstanceState.OperationId)] = state.OperationId,
        };
        if (state.StartAt is { } start)
            row[nameof(InstanceState.StartAt)] = start;
        if (state.Timers.Count > 0)
            await texts.SetAsync(row, nameof(InstanceState.Timers), Texts.ToJson(state.Timers), stop);
        if (Texts.ToJson(state.Parent) is { } parent)
            row[nameof(InstanceState.Parent)] = parent;
        await texts.SetAsync(row, nameof(InstanceState.Input), state.Input, stop);
        await texts.SetAsync(row, nameof(InstanceState.Output), state.Output, stop);
        await texts.SetAsync(row, nameof(InstanceState.CustomStatus), state.CustomStatus, stop);
        return row;
    }

    /// <summary>Without texts where nobody will look at input, output and status: they may lie in blobs.</summary>
    public async Task<InstanceState> ReadAsync(TableEntity row, bool withTexts, CancellationToken stop) => new()
    {
        Id = row.GetString(nameof(InstanceState.Id)),
        Name = row.GetString(nameof(InstanceState.Name)),
        Version = row.GetString(nameof(InstanceState.Version)),
        Status = Enum.Parse<InstanceStatus>(row.GetString(nameof(InstanceState.Status))),
        CreatedAt = row.GetDateTimeOffset(nameof(InstanceState.CreatedAt))!.Value,
        UpdatedAt = row.GetDateTimeOffset(nameof(InstanceState.UpdatedAt))!.Value,
        RunId = row.GetString(nameof(InstanceState.RunId)),
        Turns = row.GetInt32(nameof(InstanceState.Turns))!.Value,
        IsUnstarted = row.GetBoolean(nameof(InstanceState.IsUnstarted))!.Value,
        OpenActivities = row.GetInt32(nameof(InstanceState.OpenActivities)) ?? 0,
        StartAt = row.GetDateTimeOffset(nameof(InstanceState.StartAt)),
        Timers = Texts.FromJson<List<HistoryEvent.TimerCreated>>(await texts.GetAsync(row, nameof(InstanceState.Timers), stop)) ?? [],
        Parent = Texts.FromJson<ParentLink>(row.GetString(nameof(InstanceState.Parent))),
        Input = withTexts ? await texts.GetAsync(row, nameof(InstanceState.Input), stop) : null,
        Output = withTexts ? await texts.GetAsync(row, nameof(InstanceState.Output), stop) : null,
        CustomStatus = withTexts ? await texts.GetAsync(row, nameof(InstanceState.CustomStatus), stop) : null,
        OperationId = row.GetString(nameof(InstanceState.OperationId)),
        ETag = row.ETag,
    };
}
