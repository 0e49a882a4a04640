using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Reporting.Measures;
using ItsmFunctions.Reporting.Queries;
using Measured = ItsmFunctions.Reporting.Measures;

namespace ItsmFunctions.Functions.Http;

/// <summary>All visuals of a page, of one snapshot.</summary>
/// <param name="AsOf">When the build of the snapshot began; missing before the first.</param>
/// <param name="Snapshot">Names the content; missing before the first build.</param>
/// <param name="Zone">IANA zone of the organisation.</param>
/// <param name="Tickets">How many the snapshot holds, whatever was asked.</param>
/// <param name="LastAt">The last opening, resolution or reopening that is known; missing where there is none.</param>
public sealed record ReportPageReply(DateTimeOffset? AsOf, string? Snapshot, string Zone, int Tickets, DateTimeOffset? LastAt, IReadOnlyList<ReportVisual> Visuals)
{
    internal static ReportPageReply Of(PageAnswer page) => new(page.AsOf, page.Snapshot, page.Zone, page.Tickets, page.LastAt, [.. page.Visuals.Select(each => ReportVisual.Of(each.Visual, each.Answer))]);
}

/// <summary>What a visual came to.</summary>
/// <param name="Id">As it was asked, or its place.</param>
/// <param name="By">Ids of the dimensions of the keys.</param>
/// <param name="Measures">Ids of the measures of the figures.</param>
/// <param name="Compare">The period that is compared with; missing where none is.</param>
/// <param name="Rows">Where there is anything to tell, in the order of the keys.</param>
/// <param name="Total">Over everything that was asked for, computed anew and never added up from the rows.</param>
/// <param name="LeftOut">Values of the first dimension that are not among the top.</param>
public sealed record ReportVisual(
    string Id, IReadOnlyList<string> By, IReadOnlyList<string> Measures, ReportPeriod Period, ReportPeriod? Compare, IReadOnlyList<ReportRow> Rows, ReportRow Total, int LeftOut)
{
    internal static ReportVisual Of(ReadVisual visual, Answer answer) => new(
        visual.Id,
        [.. visual.Query.By.Select(by => by.Id)],
        [.. visual.Query.Measures.Select(measure => measure.Id)],
        ReportPeriod.Of(visual.Period),
        visual.Compare is null ? null : ReportPeriod.Of(visual.Compare),
        [.. answer.Rows.Select(ReportRow.Of)],
        ReportRow.Of(answer.Total),
        answer.LeftOut);
}

/// <param name="From">First local day.</param>
/// <param name="To">Last local day, included; today where it is not over.</param>
/// <param name="Partial">True where it is not over: its last day, month or year still grows.</param>
/// <param name="Defaulted">True where nobody asked for it: it is the last one with data.</param>
public sealed record ReportPeriod(DateOnly From, DateOnly To, bool Partial, bool Defaulted)
{
    internal static ReportPeriod Of(AskedPeriod period) => new(period.First, period.Last, period.Partial, period.Defaulted);
}

/// <param name="Key">One value for each dimension; null for none.</param>
/// <param name="Figures">One for each measure.</param>
/// <param name="Previous">Of the period that is compared with.</param>
public sealed record ReportRow(IReadOnlyList<string?> Key, IReadOnlyList<ReportFigure> Figures, IReadOnlyList<ReportFigure>? Previous)
{
    internal static ReportRow Of(AnswerRow row) => new(row.Key, [.. row.Figures.Select(ReportFigure.From)], row.Previous is null ? null : [.. row.Previous.Select(ReportFigure.From)]);
}

/// <param name="Value">Missing where there is nothing to divide by, or it may not be told.</param>
/// <param name="Part">The numerator; missing of a percentile.</param>
/// <param name="Of">The denominator, or of how many a percentile is; missing of a total.</param>
/// <param name="Withheld">True where too few make it up for those who see aggregates only.</param>
public sealed record ReportFigure(double? Value, long? Part, long? Of, bool? Withheld)
{
    internal static ReportFigure From(Figure figure) => new(figure.Number, figure.Part, figure.Of, figure.Withheld ? true : null);
}

/// <summary>The tickets behind a figure.</summary>
/// <param name="Count">How many they are: the number that was clicked on.</param>
public sealed record ReportTicketsReply(DateTimeOffset? AsOf, string? Snapshot, ReportPeriod Period, int Count, IReadOnlyList<ReportedTicket> Tickets)
{
    internal static ReportTicketsReply Of(DrillAnswer answer) => new(answer.AsOf, answer.Snapshot, ReportPeriod.Of(answer.Period), answer.Count, answer.Tickets);
}

/// <summary>All that can be asked, in the language of the caller.</summary>
/// <param name="Periods">Words for periods that move with the day.</param>
/// <param name="AggregatesOnly">True for a reader who sees neither tickets nor people, nor a figure that fewer than five make up.</param>
public sealed record ReportCatalogueReply(IReadOnlyList<MeasureEntry> Measures, IReadOnlyList<DimensionEntry> Dimensions, IReadOnlyList<HierarchyEntry> Hierarchies, IReadOnlyList<string> Periods, bool AggregatesOnly)
{
    internal static ReportCatalogueReply Of(Profile profile, string language, ReportScope scope) => new(
        [.. Measured.Catalogue.All.Select(measure => MeasureEntry.Of(measure, language))],
        [.. Measured.Dimensions.All.Where(of => !scope.AggregatesOnly || !(of.Person || of.Grain is Grain.Hour or Grain.Day)).Select(of => new DimensionEntry(of.Id, of.Label(language), of.Form, of.Grain, of.Table.Name, DimensionWords.Of(of, profile, language)))],
        [.. Measured.Dimensions.Hierarchies.Select(of => new HierarchyEntry(of.Id, language == "da" ? of.Danish : of.English, of.Dimensions))],
        AskedPeriod.Words,
        scope.AggregatesOnly);
}

/// <param name="Number">That of the specification of reports.</param>
/// <param name="IsShare">True of a share of a whole: "912 of 960".</param>
/// <param name="AsOfNow">True where it is asked as of now, whatever the period.</param>
/// <param name="Target">What it should be, 0 to 1; missing where nobody says.</param>
public sealed record MeasureEntry(
    string Id, int Number, string Label, string Meaning, MeasureForm Form, MeasureUnit Unit, TimeBasis Basis, Additivity Additivity, bool IsShare, bool? HigherIsBetter, bool AsOfNow, double? Target, string Table)
{
    internal static MeasureEntry Of(Measure of, string language) => new(
        of.Id, of.Number, of.Label(language), of.Meaning(language), of.Form, of.Unit, of.Basis, of.Additivity, of.IsShare, of.HigherIsBetter, of.At is null, of.Target, of.Table.Name);
}

/// <param name="Table">Measures of this table alone can be grouped by it, or any where it is "tickets".</param>
/// <param name="Labels">What its values are called, by their ids; missing where they are called what they are.</param>
public sealed record DimensionEntry(string Id, string Label, DimensionForm Form, Grain? Grain, string Table, IReadOnlyDictionary<string, string>? Labels);

/// <param name="Dimensions">Each inside the one before.</param>
public sealed record HierarchyEntry(string Id, string Label, IReadOnlyList<string> Dimensions);

/// <summary>What the values of a dimension are called.</summary>
internal static class DimensionWords
{
    private static readonly Dictionary<string, (string English, string Danish)> Kinds = new()
    {
        ["incident"] = ("Incident", "Hændelse"), ["request"] = ("Request", "Anmodning"), ["problem"] = ("Problem", "Problem"), ["change"] = ("Change", "Ændring"),
    };

    private static readonly Dictionary<string, (string English, string Danish)> Outcomes = new()
    {
        ["met"] = ("Met", "Overholdt"), ["breached"] = ("Breached", "Brudt"), ["cancelled"] = ("Cancelled", "Annulleret"), ["open"] = ("Open", "Åben"),
    };

    private static readonly Dictionary<string, (string English, string Danish)> Weekdays = new()
    {
        ["1"] = ("Monday", "Mandag"), ["2"] = ("Tuesday", "Tirsdag"), ["3"] = ("Wednesday", "Onsdag"), ["4"] = ("Thursday", "Torsdag"), ["5"] = ("Friday", "Fredag"), ["6"] = ("Saturday", "Lørdag"), ["7"] = ("Sunday", "Søndag"),
    };

    private static readonly Dictionary<string, (string English, string Danish)> Ages = new()
    {
        ["0-1"] = ("0–1 days", "0–1 dage"), ["2-5"] = ("2–5 days", "2–5 dage"), ["6-30"] = ("6–30 days", "6–30 dage"), ["31-90"] = ("31–90 days", "31–90 dage"), ["91+"] = ("over 90 days", "over 90 dage"),
    };

    public static IReadOnlyDictionary<string, string>? Of(Dimension of, Profile profile, string language) => of.Id switch
    {
        "kind" => In(Kinds, language),
        "resolutionSla" or "responseSla" => In(Outcomes, language),
        "weekday" => In(Weekdays, language),
        "age" => In(Ages, language),
        "status" => profile.Statuses.ToDictionary(status => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(status.ToString()), status => PortalStatus.LabelOf(status, language)),
        "team" or "fromTeam" or "toTeam" => profile.Teams.ToDictionary(team => team.Id, team => team.Name),
        "area" => profile.Areas.ToDictionary(area => area.Id, area => area.Name),
        "category" => profile.Categories.ToDictionary(category => category.Id, category => category.Label(language)),
        "subcategory" => profile.Categories.SelectMany(category => category.Subcategories).DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => language == "da" ? one.Danish : one.English),
        "waitReason" => profile.PendingReasons.ToDictionary(reason => reason.Code, reason => reason.Label(language)),
        "stage" or "changeStage" => profile.ChangeTypes.SelectMany(type => type.Stages).DistinctBy(stage => stage.Id).ToDictionary(stage => stage.Id, stage => stage.Label(language)),
        _ => null,
    };

    private static Dictionary<string, string> In(Dictionary<string, (string English, string Danish)> words, string language) =>
        words.ToDictionary(each => each.Key, each => language == "da" ? each.Value.Danish : each.Value.English);
}
