namespace ItsmFunctions.Reporting.Measures;

/// <summary>What a row has to be to count. Conditions name columns of the measure's own table; of a child, those of its ticket as "tickets.kind".</summary>
public abstract record Condition(string Column)
{
    /// <summary>The text is one of these.</summary>
    public sealed record Is(string Column, params string[] Words) : Condition(Column)
    {
        public bool Equals(Is? other) => other is not null && Column == other.Column && Words.SequenceEqual(other.Words);

        public override int GetHashCode() => HashCode.Combine(Column, Words.Length);
    }

    /// <summary>There is a value; a flag is set.</summary>
    public sealed record Has(string Column) : Condition(Column);

    /// <summary>There is none; a flag is not set.</summary>
    public sealed record Lacks(string Column) : Condition(Column);

    public sealed record AtLeast(string Column, long Number) : Condition(Column);

    public sealed record AtMost(string Column, long Number) : Condition(Column);

    /// <summary>The instant has come by the instant that is asked for.</summary>
    /// <param name="Seconds">Or comes within so many seconds after it; has come so long before it, where negative.</param>
    public sealed record Passed(string Column, long Seconds = 0) : Condition(Column);

    /// <summary>There is no such instant, or it is still to come.</summary>
    /// <param name="Seconds">Or comes later than so many seconds after; has come more recently than so long before, where negative.</param>
    public sealed record Ahead(string Column, long Seconds = 0) : Condition(Column);
}

/// <summary>What is added up.</summary>
/// <param name="Sum">The number of each row; null counts the rows. After <see cref="Age"/> stands an instant, and its age is added up.</param>
public sealed record Term(string? Sum, params Condition[] When)
{
    /// <summary>"age:openedAt": seconds from an instant of the row to the one that is asked for.</summary>
    public const string Age = "age:";

    public static Term Count(params Condition[] when) => new(null, when);

    /// <summary>The rows that are added up.</summary>
    internal Term Counted() => Sum is null ? this : Count([.. When, new Condition.Has(Sum.StartsWith(Age, StringComparison.Ordinal) ? Sum[Age.Length..] : Sum)]);

    /// <summary>Whether whatever meets this one meets the other too.</summary>
    internal bool IsWithin(Term other) =>
        Sum is null && other.Sum is null
        && other.When.All(wide => When.Any(narrow => narrow == wide || (narrow is Condition.Is && wide is Condition.Has && narrow.Column == wide.Column) || (narrow is Condition.Is these && wide is Condition.Is those && these.Column == those.Column && these.Words.All(those.Words.Contains))));

    public bool Equals(Term? other) => other is not null && Sum == other.Sum && When.SequenceEqual(other.When);

    public override int GetHashCode() => HashCode.Combine(Sum, When.Length);
}
