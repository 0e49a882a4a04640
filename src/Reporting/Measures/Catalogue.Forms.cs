using ItsmFunctions.Reporting.Columns;
using static ItsmFunctions.Reporting.Measures.Condition;

namespace ItsmFunctions.Reporting.Measures;

public static partial class Catalogue
{
    // Mean, median and ninth decile of one duration: a mean alone hides what people complain of.
    private static IEnumerable<Measure> Durations(int number, string id, string at, string column, TimeBasis basis, Condition[] when, string english, string danish, string englishMeaning, string danishMeaning)
    {
        yield return new($"{id}Mean", number, FactTables.Tickets, at, MeasureForm.Ratio, new(column, when), Term.Count([.. when, new Has(column)]), MeasureUnit.Duration, basis, false, $"{english}, mean", $"{danish}, gennemsnit", englishMeaning, danishMeaning);
        yield return Percentile($"{id}P50", number, FactTables.Tickets, at, new(column, when), 50, MeasureUnit.Duration, $"{english}, median", $"{danish}, median", englishMeaning, danishMeaning) with { Basis = basis };
        yield return Percentile($"{id}P90", number, FactTables.Tickets, at, new(column, when), 90, MeasureUnit.Duration, $"{english}, p90", $"{danish}, p90", englishMeaning, danishMeaning) with { Basis = basis };
    }

    private static Measure Total(string id, int number, FactTable table, string? at, Term what, bool? better, string english, string danish, string englishMeaning, string danishMeaning) =>
        new(id, number, table, at, MeasureForm.Total, what, null, MeasureUnit.Count, TimeBasis.None, better, english, danish, englishMeaning, danishMeaning);

    private static Measure Now(string id, int number, Term what, bool? better, string english, string danish, string englishMeaning, string danishMeaning) =>
        Total(id, number, FactTables.Tickets, null, what, better, english, danish, englishMeaning, danishMeaning);

    private static Measure Ratio(string id, int number, FactTable table, string at, Term of, Term all, MeasureUnit unit, bool? better, string english, string danish, string englishMeaning, string danishMeaning) =>
        new(id, number, table, at, MeasureForm.Ratio, of, all, unit, TimeBasis.None, better, english, danish, englishMeaning, danishMeaning);

    private static Measure NowRatio(string id, int number, Term of, Term all, MeasureUnit unit, string english, string danish, string englishMeaning, string danishMeaning) =>
        new(id, number, FactTables.Tickets, null, MeasureForm.Ratio, of, all, unit, TimeBasis.None, false, english, danish, englishMeaning, danishMeaning);

    private static Measure Percentile(string id, int number, FactTable table, string? at, Term of, int percent, MeasureUnit unit, string english, string danish, string englishMeaning, string danishMeaning) =>
        new(id, number, table, at, MeasureForm.Percentile, of, null, unit, TimeBasis.None, false, english, danish, englishMeaning, danishMeaning) { Percent = percent };

    private static Measure OfResolved(string id, int number, bool better, string english, string danish, string englishMeaning, string danishMeaning, params Condition[] when) =>
        Ratio(id, number, FactTables.Tickets, "resolvedAt", Term.Count([Counts, Desk, .. when]), Term.Count(Counts, Desk), MeasureUnit.Share, better, english, danish, englishMeaning, danishMeaning);

    private static Measure OfChanges(string id, int number, bool better, string english, string danish, string englishMeaning, string danishMeaning, params string[] outcomes) =>
        Ratio(id, number, FactTables.Tickets, "closedAt", Term.Count(Counts, Change, new Is("outcome", outcomes)), Term.Count(Counts, Change, new Has("outcome")), MeasureUnit.Share, better, english, danish, englishMeaning, danishMeaning);

    private static Measure Risk(string id, string from, string until, string band) =>
        Now(id, 10, Term.Count(Counts, Open, new Lacks("slaPaused"), new Passed(from), new Ahead(until)), false, $"At risk, {band}", $"I fare, {band}",
            $"Unresolved now, its clock runs, and it has used {band} of its goal.", $"Uløst nu, uret går, og der er brugt {band} af målet.") with { Basis = TimeBasis.ServiceLevel };
}
