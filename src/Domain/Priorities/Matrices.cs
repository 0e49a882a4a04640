namespace ItsmFunctions.Domain.Priorities;

public enum Impact
{
    Company,
    Department,
    Individual,
}

public enum Urgency
{
    High,
    Medium,
    Low,
}

/// <summary>The impact axis of a service request (A11: columns).</summary>
public enum Importance
{
    MustHave,
    ShouldHave,
    WheneverPossible,
}

/// <summary>The urgency axis of a service request (A11: rows).</summary>
public enum Speed
{
    Expedite,
    Standard,
}

/// <summary>
/// Both matrices of an organisation or an area (AU-17b: areas may deviate). Cells in reading order: incident rows High, Medium,
/// Low × columns Company, Department, Individual; request rows Expedite, Standard × columns Must Have, Should Have, Whenever
/// Possible. No handling time is attached to either (AU-17).
/// </summary>
public sealed record Matrices(IReadOnlyList<int> Incident, IReadOnlyList<int> Request)
{
    /// <summary>To the cell as the source prints them (AU-17, AU-19).</summary>
    public static readonly Matrices Aarhus = new(
        Incident: [1, 2, 3, 2, 3, 4, 3, 4, 5],
        Request: [1, 2, 3, 2, 3, 3]);

    /// <summary>What separates a request's own scale from the handling rank: SR1 is handled as P3, SR2 as P4, SR3 as P5 (AU-19).</summary>
    private const int RequestRankOffset = 2;

    /// <summary>An incident's native priority is its handling rank: 1 (high) to 5.</summary>
    public Priority Of(Impact impact, Urgency urgency)
    {
        int cell = Incident[(int)urgency * 3 + (int)impact];
        return new(cell, cell);
    }

    /// <summary>A request keeps its own 1 to 3 and is ranked 3 to 5 among the incidents (A11).</summary>
    public Priority Of(Importance importance, Speed speed)
    {
        int cell = Request[(int)speed * 3 + (int)importance];
        return new(cell, cell + RequestRankOffset);
    }
}

/// <summary>What a matrix says: the kind's own scale, and the rank by which queues of mixed kinds are ordered (1 to 5).</summary>
public readonly record struct Priority(int Native, int HandlingRank)
{
    public const int HighestRank = 1;
    public const int LowestRank = 5;

    /// <summary>Ranks 1 and 2 carry mandatory notification of leaders, dispatchers and process management (AU-18).</summary>
    public static bool IsNotifiable(int handlingRank) => handlingRank <= 2;
}
