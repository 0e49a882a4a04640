using Azure;
using Azure.Data.Tables;

namespace ItsmFunctions.Storage;

/// <summary>
/// Independent writes to one partition that wait at the same time go into one transaction: alone, a write goes at once as it is;
/// under load, many cost one request. If the common transaction fails, each is tried by itself, so nobody pays for another's
/// conflict; and nobody waits long for a transaction that hangs.
/// </summary>
internal sealed class GroupCommit(TableClient table)
{
    /// <summary>Real time after which those who wait no longer do so for the transaction before them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();

    /// <summary>The partitions that transactions are under way to.</summary>
    private readonly Dictionary<string, Lane> _lanes = [];

    /// <returns>The tags of the group's rows.</returns>
    /// <exception cref="RequestFailedException">This group was not written, or its acknowledgement was lost.</exception>
    public Task<IReadOnlyList<ETag>> SubmitAsync(EntityGroup group, CancellationToken stop)
    {
        var part = new Part(group);
        lock (_gate)
        {
            if (_lanes.TryGetValue(group.Partition, out Lane? lane))
            {
                lane.Waiting.Add(part);
                if (!lane.IsWatched)
                    _ = WatchAsync(lane);
                return part.Answer.WaitAsync(stop);
            }

            lane = new(group.Partition) { UnderWay = 1 };
            _lanes.Add(group.Partition, lane);
            _ = CommitAsync(lane, [part]);
        }

        return part.Answer.WaitAsync(stop);
    }

    private async Task CommitAsync(Lane lane, List<Part> parts)
    {
        // The lock that this was called in is not held over a request.
        await Task.Yield();
        while (parts.Count > 0)
        {
            await CommitAsync(parts);
            lock (_gate)
            {
                parts = Take(lane.Waiting);
                if (parts.Count == 0 && --lane.UnderWay == 0)
                    _lanes.Remove(lane.Partition);
            }
        }
    }

    /// <summary>Sends those who have waited too long beside the transaction that keeps them.</summary>
    private async Task WatchAsync(Lane lane)
    {
        lane.IsWatched = true;
        Part? first = lane.Waiting[0];
        while (first is not null)
        {
            await Task.Delay(Patience, TimeProvider.System);
            lock (_gate)
            {
                if (lane.Waiting.FirstOrDefault() == first)
                {
                    lane.UnderWay++;
                    _ = CommitAsync(lane, Take(lane.Waiting));
                }

                first = lane.Waiting.FirstOrDefault();
                lane.IsWatched = first is not null;
            }
        }
    }

    /// <summary>As many as a transaction holds; of two that write the same row, the later waits for the next.</summary>
    private static List<Part> Take(List<Part> waiting)
    {
        var taken = new List<Part>();
        var rows = new HashSet<string>();
        int count = 0;
        foreach (Part part in waiting)
        {
            if (count + part.Group.Count > EntityGroup.MostEntities)
                break;
            if (part.Group.RowKeys.Any(rows.Contains))
                continue;
            rows.UnionWith(part.Group.RowKeys);
            taken.Add(part);
            count += part.Group.Count;
        }

        waiting.RemoveAll(taken.Contains);
        return taken;
    }

    private async Task CommitAsync(List<Part> parts)
    {
        if (parts is [Part one])
        {
            await one.CommitAsync(table);
            return;
        }

        try
        {
            var together = new EntityGroup(parts[0].Group.Partition);
            foreach (Part part in parts)
                together.Include(part.Group);
            IReadOnlyList<ETag> tags = await together.SubmitAsync(table, CancellationToken.None);
            int first = 0;
            foreach (Part part in parts)
            {
                part.Succeed([.. tags.Skip(first).Take(part.Group.Count)]);
                first += part.Group.Count;
            }
        }
        catch (Exception)
        {
            // Whose fault it was, or that only the acknowledgement was lost, shows when each is tried by itself.
            await Task.WhenAll(parts.Select(part => part.CommitAsync(table)));
        }
    }

    private sealed record Lane(string Partition)
    {
        public List<Part> Waiting { get; } = [];

        public int UnderWay { get; set; }

        public bool IsWatched { get; set; }
    }

    private sealed class Part(EntityGroup group)
    {
        private readonly TaskCompletionSource<IReadOnlyList<ETag>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EntityGroup Group => group;

        public Task<IReadOnlyList<ETag>> Answer => _answer.Task;

        public void Succeed(IReadOnlyList<ETag> tags) => _answer.TrySetResult(tags);

        public async Task CommitAsync(TableClient table)
        {
            try
            {
                Succeed(await group.SubmitAsync(table, CancellationToken.None));
            }
            catch (Exception failure)
            {
                _answer.TrySetException(failure);
            }
        }
    }
}
