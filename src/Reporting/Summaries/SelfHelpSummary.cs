using System.Text.Json.Serialization;
using ItsmFunctions.Storage.SelfHelp;

namespace ItsmFunctions.Reporting.Summaries;

/// <summary>What self-help achieves (IT-03), in some months: counted when it happens. That an entry was merely looked at is not counted.</summary>
/// <param name="Entries">Those that saved most first. An entry that is no more stands here as long as its months are asked for.</param>
public sealed record SelfHelpSummary(string Zone, Period Period, SelfHelpFigures Totals, IReadOnlyList<SelfHelpEntryFigures> Entries)
{
    internal static SelfHelpSummary Of(IReadOnlyList<SelfHelpCount> counts, string zone, Period period) => new(
        zone,
        period,
        new SelfHelpFigures().Of(counts),
        [
            .. counts.GroupBy(count => count.Entry, StringComparer.Ordinal)
                .Select(of => (SelfHelpEntryFigures)new SelfHelpEntryFigures(
                    of.Key,
                    [.. of.GroupBy(count => LocalMonth.Parse(count.Month)).OrderBy(month => month.Key).Select(month => (SelfHelpMonthFigures)new SelfHelpMonthFigures(month.Key).Of(month))]).Of(of))
                .OrderByDescending(entry => entry.Helped).ThenBy(entry => entry.Entry, StringComparer.Ordinal),
        ]);
}

/// <summary>The figures of some entries in some months.</summary>
/// <remarks>Not sealed: the rows of a table are figures with the values they are grouped by.</remarks>
public record SelfHelpFigures
{
    /// <summary>Answers of people whom it helped: tickets that were not opened, as far as anybody can tell. Once for a person, an entry and a local day.</summary>
    [JsonPropertyOrder(1)]
    public long Helped { get; init; }

    /// <summary>Answers of people whom it did not help.</summary>
    [JsonPropertyOrder(1)]
    public long NotHelped { get; init; }

    /// <summary>Tickets of people who had read it: one of them may count with several entries.</summary>
    [JsonPropertyOrder(1)]
    public long Opened { get; init; }

    /// <summary>0 to 1, of the answers; null where nobody answered.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? HelpedShare => Helped + NotHelped == 0 ? null : (double)Helped / (Helped + NotHelped);

    internal SelfHelpFigures Of(IEnumerable<SelfHelpCount> counts) => counts.Aggregate(this, (sum, count) => sum with
    {
        Helped = sum.Helped + count.Helped,
        NotHelped = sum.NotHelped + count.NotHelped,
        Opened = sum.Opened + count.Opened,
    });
}

/// <param name="Entry">Id of the entry.</param>
public sealed record SelfHelpEntryFigures(string Entry, IReadOnlyList<SelfHelpMonthFigures> Months) : SelfHelpFigures;

/// <param name="Month">Local month of the organisation.</param>
public sealed record SelfHelpMonthFigures(LocalMonth Month) : SelfHelpFigures;
