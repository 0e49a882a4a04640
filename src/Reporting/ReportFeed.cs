using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Reports;

namespace ItsmFunctions.Reporting;

/// <summary>Told by the reactions to events which tickets changed. At least once is enough: a repeat costs a request and no more.</summary>
public sealed class ReportFeed(DirtyMarks marks)
{
    /// <summary>One request for a single ticket or for each hundred, whether they were dirty before or not.</summary>
    public Task MarkAsync(OrganisationId organisation, IEnumerable<TicketNumber> numbers, CancellationToken stop) =>
        marks.WriteAsync(organisation, numbers, stop);
}
