using System.Collections.Concurrent;
using System.Globalization;
using Azure.Data.Tables;
using ItsmFunctions.LocalRuntime.State;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.LocalRuntime.Timers;

/// <summary>
/// The status of each schedule, kept so that a tick missed while the host was down is made up for. While desk time is
/// being moved a status only waits to be written: a month of minutes would otherwise be 43,200 writes.
/// </summary>
internal sealed class ScheduleBook(HostState state)
{
    private const string Kind = "schedule";
    private readonly ConcurrentDictionary<string, ScheduleStatus> unwritten = new(StringComparer.OrdinalIgnoreCase);

    public async Task<ScheduleStatus?> ReadAsync(string function) =>
        await state.ReadAsync(Kind, function) is { } row
            ? new ScheduleStatus { Last = Instant(row, nameof(ScheduleStatus.Last)), Next = Instant(row, nameof(ScheduleStatus.Next)), LastUpdated = Instant(row, nameof(ScheduleStatus.LastUpdated)) }
            : null;

    public void Note(string function, ScheduleStatus status) => unwritten[function] = status;

    public async Task WriteAsync()
    {
        foreach (var noted in unwritten)
        {
            var (function, status) = noted;
            await state.WriteAsync(new TableEntity(Kind, function)
            {
                [nameof(ScheduleStatus.Last)] = Text(status.Last),
                [nameof(ScheduleStatus.Next)] = Text(status.Next),
                [nameof(ScheduleStatus.LastUpdated)] = Text(status.LastUpdated),
            });

            // Only what was written is forgotten: a later status, and one whose write failed, stay.
            unwritten.TryRemove(noted);
        }
    }

    // As text: a table holds no instant before 1601, and a schedule that never fired says 0001.
    private static string Text(DateTime at) => at.ToString("o", CultureInfo.InvariantCulture);

    private static DateTime Instant(TableEntity row, string column) =>
        DateTime.Parse(row.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
