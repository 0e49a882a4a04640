using ItsmFunctions.Domain;
using ItsmFunctions.Reporting;
using ItsmFunctions.Reporting.Search;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Timers;

/// <summary>Brings the reports, what is found by search, and what is proposed as a problem up to the tickets that changed since the last time.</summary>
public sealed partial class BuildReports(ReportBuilder builder, SearchBuilder search, RecurrenceWatch recurrence, ReportFeed feed, ILogger<BuildReports> log)
{
    [Function(nameof(BuildReports))]
    public async Task RunAsync([TimerTrigger("%ReportSchedule%")] TimerInfo timer, CancellationToken stop)
    {
        if (!feed.IsWorthALook())
            return;
        try
        {
            await BuildAsync(stop);
        }
        finally
        {
            // The one does not wait for the other's trouble to be over.
            try
            {
                await IndexAsync(stop);
            }
            finally
            {
                if (await recurrence.RunAsync(stop) is > 0 and var proposed)
                    LogProposed(proposed);
            }
        }
    }

    private async Task BuildAsync(CancellationToken stop)
    {
        BuildReport built = await builder.BuildAsync(stop);
        foreach (UnreadableTicket ticket in built.Unreadable)
            LogUnreadable(ticket.Organisation.Value, ticket.Number.ToString(), ticket.Why);
        foreach (DamagedSnapshot snapshot in built.Damaged)
            LogDamaged(snapshot.Organisation.Value, snapshot.Why);
        if (built.Tickets > 0)
            LogBuilt(built.Tickets, built.Changed);
    }

    private async Task IndexAsync(CancellationToken stop)
    {
        SearchBuild built = await search.BuildAsync(stop);
        foreach (UnreadableTicket ticket in built.Unreadable)
            LogNotFound(ticket.Organisation.Value, ticket.Number.ToString(), ticket.Why);
        foreach ((OrganisationId organisation, string why) in built.Rebuilt)
            LogRebuilt(organisation.Value, why);
        foreach (DamagedSnapshot index in built.Damaged)
            LogNotIndexed(index.Organisation.Value, index.Why);
        if (built.Tickets > 0)
            LogIndexed(built.Tickets);
    }

    [LoggerMessage(LogLevel.Information, "{Proposed} problems are proposed: what they are about came again.")]
    private partial void LogProposed(int proposed);

    [LoggerMessage(LogLevel.Information, "Search: {Tickets} tickets indexed.")]
    private partial void LogIndexed(int tickets);

    [LoggerMessage(LogLevel.Warning, "The search index of {Organisation} was built anew: {Why}.")]
    private partial void LogRebuilt(string organisation, string why);

    [LoggerMessage(LogLevel.Error, "The search index of {Organisation} cannot be built: {Why}")]
    private partial void LogNotIndexed(string organisation, string why);

    [LoggerMessage(LogLevel.Error, "Search leaves out {Organisation} {Ticket}: {Why}")]
    private partial void LogNotFound(string organisation, string ticket, string why);

    [LoggerMessage(LogLevel.Information, "Reports: {Tickets} tickets looked at, {Changed} facts changed.")]
    private partial void LogBuilt(int tickets, int changed);

    [LoggerMessage(LogLevel.Error, "Reports leave out {Organisation} {Ticket}: {Why}")]
    private partial void LogUnreadable(string organisation, string ticket, string why);

    [LoggerMessage(LogLevel.Error, "Reports of {Organisation} stand still until they are rebuilt: {Why}")]
    private partial void LogDamaged(string organisation, string why);
}
