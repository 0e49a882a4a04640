using ItsmFunctions.Reporting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions.Timers;

/// <summary>Brings the reports up to the tickets that changed since the last time.</summary>
public sealed partial class BuildReports(ReportBuilder builder, ReportFeed feed, ILogger<BuildReports> log)
{
    [Function(nameof(BuildReports))]
    public async Task RunAsync([TimerTrigger("%ReportSchedule%")] TimerInfo timer, CancellationToken stop)
    {
        if (!feed.IsWorthALook())
            return;
        BuildReport built = await builder.BuildAsync(stop);
        foreach (UnreadableTicket ticket in built.Unreadable)
            LogUnreadable(ticket.Organisation.Value, ticket.Number.ToString(), ticket.Why);
        foreach (DamagedSnapshot snapshot in built.Damaged)
            LogDamaged(snapshot.Organisation.Value, snapshot.Why);
        if (built.Tickets > 0)
            LogBuilt(built.Tickets, built.Changed);
    }

    [LoggerMessage(LogLevel.Information, "Reports: {Tickets} tickets looked at, {Changed} facts changed.")]
    private partial void LogBuilt(int tickets, int changed);

    [LoggerMessage(LogLevel.Error, "Reports leave out {Organisation} {Ticket}: {Why}")]
    private partial void LogUnreadable(string organisation, string ticket, string why);

    [LoggerMessage(LogLevel.Error, "Reports of {Organisation} stand still until they are rebuilt: {Why}")]
    private partial void LogDamaged(string organisation, string why);
}
