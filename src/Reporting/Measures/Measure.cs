using ItsmFunctions.Reporting.Columns;

namespace ItsmFunctions.Reporting.Measures;

/// <summary>How a measure comes from its terms.</summary>
public enum MeasureForm
{
    /// <summary>The numerator itself.</summary>
    Total,

    /// <summary>Numerator over denominator, the sums of all rows: never a mean of ratios.</summary>
    Ratio,

    /// <summary>Of the numbers that the numerator names; between two of them in proportion, as Excel's PERCENTILE.INC and SQL's percentile_cont.</summary>
    Percentile,

    /// <summary>What opened less what ended, from the beginning of time: as of the end of a period.</summary>
    Balance,

    /// <summary>What opened less what ended, within a period.</summary>
    Net,

    /// <summary>Time between two instants of a row, as far as it lies in a period.</summary>
    Overlap,
}

/// <summary>What may be added to what.</summary>
public enum Additivity
{
    /// <summary>The parts of anything add up to the whole.</summary>
    Additive,

    /// <summary>Teams add up, months do not.</summary>
    SemiAdditive,

    /// <summary>A ratio or a percentile: computed anew at each level.</summary>
    NonAdditive,
}

/// <summary>What a value is.</summary>
public enum MeasureUnit
{
    Count,

    /// <summary>0 to 1.</summary>
    Share,

    /// <summary>Seconds, shown as days and hours.</summary>
    Duration,

    /// <summary>1 to 5.</summary>
    Score,
    Number,
}

/// <summary>By which time a duration is counted.</summary>
public enum TimeBasis
{
    None,

    /// <summary>Wall time.</summary>
    Calendar,

    /// <summary>The hours of the desk.</summary>
    Business,

    /// <summary>As the service level counts: its own calendar, without its pauses.</summary>
    ServiceLevel,
}

/// <summary>
/// One measure, defined once: what web report, interface, feed, exports, mails and Power BI compute. Its number is that of the
/// specification of reports.
/// </summary>
/// <param name="At">The column of instants by which a row is in a period; null where it is asked as of now, whatever the period.</param>
/// <param name="HigherIsBetter">Null where neither is.</param>
public sealed record Measure(
    string Id,
    int Number,
    FactTable Table,
    string? At,
    MeasureForm Form,
    Term Numerator,
    Term? Denominator,
    MeasureUnit Unit,
    TimeBasis Basis,
    bool? HigherIsBetter,
    string English,
    string Danish,
    string EnglishMeaning,
    string DanishMeaning)
{
    /// <summary>Of a percentile.</summary>
    public int Percent { get; init; }

    /// <summary>What the value is divided by.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>What is taken off a ratio before that.</summary>
    public double Offset { get; init; }

    /// <summary>Column of the instant until which a row stands, where <see cref="At"/> is since when it does.</summary>
    public string? Until { get; init; }

    /// <summary>Rows that stand at the end of a period are added to the denominator: since the first column, until the second.</summary>
    public (string Since, string Until)? Standing { get; init; }

    /// <summary>What it should be, where everybody expects the same; an organisation has its own.</summary>
    public double? Target { get; init; }

    /// <summary>True of a share of a whole: the others of it can be told from those that count.</summary>
    public bool IsShare => Form == MeasureForm.Ratio && Numerator.IsWithin(Denominator!);

    public Additivity Additivity => Form switch
    {
        MeasureForm.Total or MeasureForm.Net or MeasureForm.Overlap => At is null ? Additivity.SemiAdditive : Additivity.Additive,
        MeasureForm.Balance => Additivity.SemiAdditive,
        _ => Additivity.NonAdditive,
    };

    public string Label(string language) => language == "da" ? Danish : English;

    public string Meaning(string language) => language == "da" ? DanishMeaning : EnglishMeaning;
}
