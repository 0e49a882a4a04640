namespace ItsmFunctions.Reporting.Queries;

/// <summary>Which rows are looked at.</summary>
/// <param name="Dimension">Id of a dimension.</param>
/// <param name="In">Its values; null among them stands for none.</param>
/// <param name="Not">True for all but these.</param>
public sealed record FilterRequest(string? Dimension, IReadOnlyList<string?>? In, bool? Not = null);

/// <summary>A word that moves with the day, or the first and last day.</summary>
/// <param name="Word">today, last30Days, monthToDate, last12Months and others: GET /api/reports/catalogue lists them.</param>
/// <param name="From">A day (2026-07-01), a month (2026-07) or a year.</param>
/// <param name="To">Likewise, included.</param>
public sealed record PeriodRequest(string? Word = null, string? From = null, string? To = null);

/// <summary>One visual of a page.</summary>
/// <param name="Id">Comes back with its answer.</param>
/// <param name="Measures">Ids of measures.</param>
/// <param name="By">Ids of dimensions.</param>
/// <param name="Filters">Beside those of the page.</param>
/// <param name="Period">In the place of that of the page.</param>
/// <param name="Compare">Likewise.</param>
/// <param name="Top">How many values of the first dimension, those of the highest first measure.</param>
public sealed record VisualRequest(
    string? Id, IReadOnlyList<string>? Measures, IReadOnlyList<string>? By = null, IReadOnlyList<FilterRequest>? Filters = null, PeriodRequest? Period = null, string? Compare = null, int? Top = null);

/// <summary>All visuals of a page at once, or one query by itself.</summary>
/// <param name="V">1, the version of queries.</param>
/// <param name="Measures">Ids of measures.</param>
/// <param name="By">Ids of dimensions.</param>
/// <param name="Filters">Of the page: they hold for each visual.</param>
/// <param name="Period">The last twelve months with data if left out.</param>
/// <param name="Compare">previous, lastYear or none.</param>
/// <param name="Top">How many values of the first dimension, those of the highest first measure.</param>
/// <param name="Tz">IANA zone in which days and months begin; the organisation's if left out.</param>
/// <param name="Visuals">In the place of measures, by and top.</param>
public sealed record QueryRequest(
    int? V = null,
    IReadOnlyList<string>? Measures = null,
    IReadOnlyList<string>? By = null,
    IReadOnlyList<FilterRequest>? Filters = null,
    PeriodRequest? Period = null,
    string? Compare = null,
    int? Top = null,
    string? Tz = null,
    IReadOnlyList<VisualRequest>? Visuals = null);
