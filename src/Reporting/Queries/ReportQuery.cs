using ItsmFunctions.Reporting.Measures;

namespace ItsmFunctions.Reporting.Queries;

/// <summary>A stretch of time, half-open.</summary>
public sealed record Stretch(DateTimeOffset From, DateTimeOffset Until);

/// <summary>Rows whose dimension has one of these values; null stands for none.</summary>
public sealed record DimensionFilter(Dimension Dimension, IReadOnlyList<string?> Values, bool Not = false);

/// <summary>What is asked of a snapshot: names have become measures and dimensions, and words instants.</summary>
/// <param name="Now">What is asked as of now is asked as of this instant.</param>
/// <param name="Zone">In which days and months begin.</param>
/// <param name="Top">How many values of the first dimension, those of the highest first measure.</param>
public sealed record ReportQuery(
    IReadOnlyList<Measure> Measures,
    IReadOnlyList<Dimension> By,
    IReadOnlyList<DimensionFilter> Filters,
    Stretch Period,
    Stretch? Compare,
    int? Top,
    TimeZoneInfo Zone,
    DateTimeOffset Now)
{
    public const int MostMeasures = 20;
    public const int MostDimensions = 3;
    public const int MostCells = 5_000;
    public const int MostFilterValues = 50;
}

/// <summary>The value of a measure, with what it was made of.</summary>
/// <param name="Number">Null where there is nothing to divide by, or it may not be told.</param>
/// <param name="Of">The denominator, or how many rows a percentile was taken of; null of a total.</param>
/// <param name="Part">The numerator; null of a percentile.</param>
/// <param name="Withheld">Too few make it up for those who see aggregates only.</param>
public sealed record Figure(double? Number, long? Part = null, long? Of = null, bool Withheld = false);

/// <param name="Key">One value for each dimension; null for none.</param>
/// <param name="Previous">Of the period that is compared with.</param>
public sealed record AnswerRow(IReadOnlyList<string?> Key, IReadOnlyList<Figure> Figures, IReadOnlyList<Figure>? Previous = null);

/// <summary>What a query came to.</summary>
/// <param name="Total">Over everything that was asked for, whatever <see cref="ReportQuery.Top"/> left out.</param>
/// <param name="LeftOut">Values of the first dimension that are not among the top.</param>
public sealed record Answer(IReadOnlyList<AnswerRow> Rows, AnswerRow Total, int LeftOut);

/// <summary>A query that cannot be evaluated, in the words of whoever asked.</summary>
public sealed class UnanswerableQueryException(string message) : Exception(message);
