using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Time;

/// <summary>Hours that are another calendar's from an instant on: what was counted before stays counted.</summary>
/// <param name="parts">In order; the first holds from the beginning.</param>
internal sealed class JoinedHours(ImmutableArray<(DateTimeOffset From, IOpenHours Hours)> parts) : IOpenHours
{
    public IEnumerable<WorkingWindow> Between(DateTimeOffset from, DateTimeOffset to)
    {
        foreach ((IOpenHours hours, DateTimeOffset begins, DateTimeOffset ends) in Within(from, to))
        {
            foreach (WorkingWindow window in hours.Between(begins, ends))
                yield return window;
        }
    }

    public IReadOnlyList<WorkingWindow> Of(DateOnly day)
    {
        List<WorkingWindow> windows = [];
        foreach ((IOpenHours hours, DateTimeOffset begins, DateTimeOffset ends) in Within(DateTimeOffset.MinValue, DateTimeOffset.MaxValue))
        {
            foreach (WorkingWindow window in hours.Of(day))
            {
                if (window.Start < ends && window.End > begins)
                    windows.Add(window with { Start = window.Start < begins ? begins : window.Start, End = window.End > ends ? ends : window.End });
            }
        }

        return windows;
    }

    public IEnumerable<ClosedDay> ClosedBetween(DateTimeOffset from, DateTimeOffset to)
    {
        foreach ((IOpenHours hours, DateTimeOffset begins, DateTimeOffset ends) in Within(from, to))
        {
            foreach (ClosedDay day in hours.ClosedBetween(begins, ends))
                yield return day;
        }
    }

    private IEnumerable<(IOpenHours Hours, DateTimeOffset From, DateTimeOffset To)> Within(DateTimeOffset from, DateTimeOffset to)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            DateTimeOffset begins = i == 0 || parts[i].From < from ? from : parts[i].From;
            DateTimeOffset ends = i == parts.Length - 1 || parts[i + 1].From > to ? to : parts[i + 1].From;
            if (begins < ends)
                yield return (parts[i].Hours, begins, ends);
        }
    }
}
