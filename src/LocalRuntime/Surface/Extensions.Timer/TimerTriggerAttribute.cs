// Follows Microsoft.Azure.Functions.Worker.Extensions.Timer 4.3.1.
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>A six-field NCRONTAB expression in UTC, a time span, or the name of a setting between per cent signs.</summary>
    public string Schedule { get; private set; } = schedule;

    /// <summary>Whether the schedule's status is kept, so that a tick missed while the host was down is made up for.</summary>
    public bool UseMonitor { get; set; } = true;

    public bool RunOnStartup { get; set; }
}

public class TimerInfo
{
    /// <summary>Null for schedules of less than a minute.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>True when the tick comes late; several missed ticks are one.</summary>
    public bool IsPastDue { get; set; }
}

public class ScheduleStatus
{
    /// <summary>The last time that the schedule fired; 0001-01-01 before the first.</summary>
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
