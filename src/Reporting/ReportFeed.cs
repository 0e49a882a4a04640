using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Reports;

namespace ItsmFunctions.Reporting;

/// <summary>Told by the reactions to events which tickets changed. At least once is enough: a repeat costs a request and no more.</summary>
public sealed class ReportFeed(DirtyMarks marks, TimeProvider time)
{
    /// <summary>Marks of other instances are looked for at most this often in real time, however fast desk time runs.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private long? _lookedAt;
    private bool _marked;

    /// <summary>One request for a single ticket or for each fifty, whether they were dirty before or not.</summary>
    public Task MarkAsync(OrganisationId organisation, IEnumerable<TicketNumber> numbers, CancellationToken stop) => MarkAsync(organisation, numbers, new HashSet<TicketNumber>(), stop);

    /// <param name="recurring">Those of them of which something changed that may recur.</param>
    public async Task MarkAsync(OrganisationId organisation, IEnumerable<TicketNumber> numbers, IReadOnlySet<TicketNumber> recurring, CancellationToken stop)
    {
        await marks.WriteAsync(organisation, numbers, recurring, stop);
        lock (_gate)
            _marked = true;
    }

    /// <summary>Whether a look at the marks may find any: not where one was taken a moment ago and nobody here has marked since.</summary>
    public bool IsWorthALook()
    {
        lock (_gate)
        {
            if (!_marked && _lookedAt is { } looked && time.GetElapsedTime(looked) < Glance)
                return false;
            (_lookedAt, _marked) = (time.GetTimestamp(), false);
            return true;
        }
    }
}
