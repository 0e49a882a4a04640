using System.Globalization;
using System.Text.Json;
using ItsmFunctions.Itsm.Screens;
using ItsmFunctions.Itsm.ServiceNow.Replay;

namespace ItsmFunctions.Itsm.ServiceNow.Parity;

/// <summary>The parity report: tables on a screen, JSON and Markdown in a file.</summary>
internal static class ParityReport
{
    /// <summary>Unexplained differences that a screen shows; a file holds all.</summary>
    private const int MostShown = 20;

    private static readonly string[] Header = ["Measure", "Recorded", "Recomputed", "Equal", "Explained", "Unexplained"];

    private static readonly Dictionary<Measure, string> Names = new()
    {
        [Measure.Tickets] = "Tickets",
        [Measure.Events] = "Events (rows of the log)",
        [Measure.FinalStates] = "Final states",
        [Measure.ResolutionTimes] = "Resolution times (mean)",
        [Measure.CloseTimes] = "Close times",
        [Measure.Reassignments] = "Reassignments",
        [Measure.Reopenings] = "Reopenings",
        [Measure.Priorities] = "Priorities",
    };

    public static void Show(Screen screen, ImportResult result)
    {
        screen.Line(Summary(result));
        screen.Table("Recomputed from the stored events against recorded", Header, Enum.GetValues<Measure>().Select(measure => Row(result.Parity, measure)));
        screen.Table("Rules applied", ["Rule", "Rows", "What it does"], Applied(result).Select(row => (IReadOnlyList<string>)[row.Rule.Id, Number(row.Count), row.Rule.Text]));
        FindingLog.Entry[] unexplained = [.. Unexplained(result).Take(MostShown + 1)];
        if (unexplained.Length > 0)
        {
            screen.Table(
                "Unexplained", ["Incident", "Row", "Measure", "Recorded", "Recomputed"],
                unexplained.Take(MostShown).Select(entry => (IReadOnlyList<string>)[entry.Incident, Number(entry.Line), Names[entry.Measure!.Value], entry.Recorded!, entry.Recomputed!]));
        }

        screen.Line(unexplained.Length switch
        {
            0 => "Every difference is explained by a rule.",
            > MostShown => $"{result.Parity.Unexplained} differences no rule explains: --report FILE.md lists them all.",
            _ => $"{result.Parity.Unexplained} differences no rule explains.",
        });
    }

    public static void Write(string path, ImportResult result)
    {
        try
        {
            using FileStream file = new(path, FileMode.Create, FileAccess.Write);
            if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                WriteJson(file, result);
            else if (path.EndsWith(".md", StringComparison.OrdinalIgnoreCase))
                WriteMarkdown(file, result);
            else
                throw new MistakeException($"{path} is neither .json nor .md: give --report a file that ends in one of them.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MistakeException($"The report could not be written: {failure.Message} Give --report a file in a folder that may be written.");
        }
    }

    private static void WriteJson(Stream file, ImportResult result)
    {
        using var json = new Utf8JsonWriter(file, new() { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("rows", result.Survey.Rows);
        json.WriteNumber("incidents", result.Survey.Incidents);
        json.WriteNumber("unexplained", result.Parity.Unexplained);
        json.WriteNumber("onlyStored", result.Parity.OnlyStored);
        json.WriteStartArray("measures");
        foreach (Measure measure in Enum.GetValues<Measure>())
        {
            Tally tally = result.Parity[measure];
            json.WriteStartObject();
            json.WriteString("measure", JsonNamingPolicy.CamelCase.ConvertName(measure.ToString()));
            json.WriteString("recorded", Recorded(result.Parity, measure));
            json.WriteString("recomputed", Recomputed(result.Parity, measure));
            json.WriteNumber("equal", tally.Equal);
            json.WriteStartObject("explained");
            foreach ((string rule, int count) in tally.Explained)
                json.WriteNumber(rule, count);
            json.WriteEndObject();
            json.WriteNumber("unexplained", tally.Unexplained);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rules");
        foreach ((Rule rule, int count) in Applied(result))
        {
            json.WriteStartObject();
            json.WriteString("rule", rule.Id);
            json.WriteString("text", rule.Text);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (FindingLog.Entry entry in result.Parity.Findings.Read())
        {
            JsonSerializer.Serialize(json, entry, Options);
            if (json.BytesPending > 1 << 16)
                json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static void WriteMarkdown(Stream file, ImportResult result)
    {
        using var text = new StreamWriter(file);
        text.WriteLine("# Parity report");
        text.WriteLine();
        text.WriteLine(Summary(result));
        Table(text, Header, Enum.GetValues<Measure>().Select(measure => Row(result.Parity, measure)));
        text.WriteLine("## Rules applied");
        Table(text, ["Rule", "Rows", "What it does"], Applied(result).Select(row => (IReadOnlyList<string>)[row.Rule.Id, Number(row.Count), row.Rule.Text]));
        text.WriteLine("## Differences");
        Table(
            text, ["Incident", "Row", "Measure", "Recorded", "Recomputed", "Explained by"],
            result.Parity.Findings.Read().Where(entry => entry.Measure is not null).Select(entry => (IReadOnlyList<string>)[entry.Incident, Number(entry.Line), Names[entry.Measure!.Value], entry.Recorded!, entry.Recomputed!, entry.Rule ?? "**unexplained**"]));
        text.WriteLine("## Rows that a rule was applied to");
        Table(
            text, ["Rule", "Incident", "Row", "What was found"],
            result.Parity.Findings.Read().Where(entry => entry.Measure is null).Select(entry => (IReadOnlyList<string>)[entry.Rule!, entry.Incident, Number(entry.Line), entry.Detail!]));
    }

    private static void Table(TextWriter text, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        text.WriteLine();
        text.WriteLine($"| {string.Join(" | ", header)} |");
        text.WriteLine($"|{string.Concat(header.Select(_ => "---|"))}");
        foreach (IReadOnlyList<string> row in rows)
            text.WriteLine($"| {string.Join(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ")))} |");
        text.WriteLine();
    }

    private static string Summary(ImportResult result)
    {
        string log = $"{Number(result.Survey.Incidents)} incidents in {Number(result.Survey.Rows)} rows{(result.Spilled > 0 ? $", sorted in {result.Spilled} runs on disk" : "")}";
        string done = result.Counts is { } counts
            ? $": {Number(counts.Created)} tickets made, {Number(counts.Grown)} continued, {Number(counts.Unchanged)} there already; {Number(counts.Events)} events written"
            : ", nothing written";
        string others = result.Parity.OnlyStored > 0 ? $". {Number(result.Parity.OnlyStored)} imported tickets are not in this log" : "";
        return $"{log}{done}{others}.";
    }

    private static IEnumerable<(Rule Rule, int Count)> Applied(ImportResult result) =>
        Rules.All.Select(rule => (rule, Count: result.Parity.Findings.Counts.GetValueOrDefault(rule.Id) is var rows and > 0
            ? rows
            : Enum.GetValues<Measure>().Sum(measure => result.Parity[measure].Explained.GetValueOrDefault(rule.Id)))).Where(row => row.Count > 0);

    private static IEnumerable<FindingLog.Entry> Unexplained(ImportResult result) =>
        result.Parity.Unexplained == 0 ? [] : result.Parity.Findings.Read().Where(entry => entry is { Measure: not null, Rule: null });

    private static IReadOnlyList<string> Row(ParityCheck parity, Measure measure)
    {
        Tally tally = parity[measure];
        string explained = string.Join(", ", tally.Explained.Select(rule => $"{Number(rule.Value)} × {rule.Key}"));
        return [Names[measure], Recorded(parity, measure), Recomputed(parity, measure), Number(tally.Equal), explained.Length == 0 ? "0" : explained, Number(tally.Unexplained)];
    }

    private static string Recorded(ParityCheck parity, Measure measure) => measure switch
    {
        Measure.Reassignments or Measure.Reopenings => Number(parity[measure].Recorded),
        Measure.ResolutionTimes => Mean(parity, parity[measure].Recorded),
        Measure.Tickets or Measure.Events => Number(Compared(parity[measure])),
        _ => "",
    };

    private static string Recomputed(ParityCheck parity, Measure measure) => measure switch
    {
        Measure.Reassignments or Measure.Reopenings => Number(parity[measure].Recomputed),
        Measure.ResolutionTimes => Mean(parity, parity[measure].Recomputed),
        Measure.Tickets or Measure.Events => Number(parity[measure].Equal),
        _ => "",
    };

    private static int Compared(Tally tally) => tally.Equal + tally.Explained.Values.Sum() + tally.Unexplained;

    private static string Mean(ParityCheck parity, long minutes)
    {
        Tally tally = parity[Measure.ResolutionTimes];
        int known = Compared(tally) - tally.Explained.GetValueOrDefault(Rules.ResolvedAtUnknown.Id) - tally.Explained.GetValueOrDefault(Rules.EndsEarly.Id);
        return known == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60.0 / known:N2} h");
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
