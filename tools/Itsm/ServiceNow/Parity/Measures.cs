using ItsmFunctions.Itsm.ServiceNow.Replay;

namespace ItsmFunctions.Itsm.ServiceNow.Parity;

/// <summary>What is held against what that system recorded itself.</summary>
public enum Measure
{
    Tickets,
    Events,
    FinalStates,
    ResolutionTimes,
    CloseTimes,
    Reassignments,
    Reopenings,
    Priorities,
}

/// <param name="Rule">What explains it; null where nothing does.</param>
internal sealed record Difference(Measure Measure, string Incident, int Line, string Recorded, string Recomputed, Rule? Rule);

/// <summary>One measure over all incidents.</summary>
internal sealed class Tally
{
    public int Equal { get; private set; }

    public SortedDictionary<string, int> Explained { get; } = new(StringComparer.Ordinal);

    public int Unexplained { get; private set; }

    /// <summary>The sums of both sides, where the measure is a number.</summary>
    public long Recorded { get; private set; }

    public long Recomputed { get; private set; }

    public void Add(long recorded, long recomputed)
    {
        Recorded += recorded;
        Recomputed += recomputed;
    }

    public void CountEqual(int count = 1) => Equal += count;

    public void Count(Difference difference)
    {
        if (difference.Rule is { } rule)
            Explained[rule.Id] = Explained.GetValueOrDefault(rule.Id) + 1;
        else
            Unexplained++;
    }
}
