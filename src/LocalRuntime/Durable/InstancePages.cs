using System.Runtime.CompilerServices;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ItsmFunctions.LocalRuntime.Durable;

/// <summary>A query's pages, each read from storage when it is asked for.</summary>
internal sealed class InstancePages(TaskHub hub, OrchestrationQuery query, Func<InstanceState, bool, OrchestrationMetadata> show)
    : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        ReadAsync(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize);

    private async IAsyncEnumerable<Page<OrchestrationMetadata>> ReadAsync(
        string? continuation, int size, [EnumeratorCancellation] CancellationToken stop = default)
    {
        do
        {
            var (page, next) = await hub.PageAsync(query, size, continuation, stop);
            continuation = next;
            yield return new([.. page.Select(state => show(state, query.FetchInputsAndOutputs))], next);
        }
        while (continuation is not null);
    }
}
