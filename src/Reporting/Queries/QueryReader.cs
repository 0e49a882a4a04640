using System.Collections.Immutable;
using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Reporting.Measures;

namespace ItsmFunctions.Reporting.Queries;

/// <summary>A visual whose names have become measures and dimensions.</summary>
public sealed record ReadVisual(string Id, ReportQuery Query, AskedPeriod Period, AskedPeriod? Compare);

/// <summary>Turns what is written into what can be evaluated, and says everything that is wrong with it at once. Names come from the catalogue only.</summary>
/// <param name="lastAt">The last thing that is known; null where nothing is.</param>
public sealed class QueryReader(TimeZoneInfo zone, DateTimeOffset now, DateTimeOffset? lastAt)
{
    public const int MostVisuals = 30;

    private readonly ImmutableArray<Complaint>.Builder _complaints = ImmutableArray.CreateBuilder<Complaint>();

    /// <returns>What is wrong, or nothing: then <paramref name="visuals"/> can be evaluated.</returns>
    public ImmutableArray<Complaint> Read(QueryRequest request, out IReadOnlyList<ReadVisual> visuals)
    {
        visuals = [];
        if (request.V is not (null or 1))
            Complain("/v", "1 is the version of queries that this desk knows.");
        TimeZoneInfo? of = request.Tz is null ? zone : ZoneOf(request.Tz);
        if (request.Visuals is not null && (request.Measures is not null || request.By is not null || request.Top is not null))
            Complain("/visuals", "Send one query, or the visuals of a page: measures, by and top stand in each of them then.");
        if (request.Visuals is { Count: 0 or > MostVisuals })
            Complain("/visuals", string.Create(CultureInfo.InvariantCulture, $"1 to {MostVisuals} visuals."));
        var read = new List<ReadVisual>();
        if (of is not null)
        {
            IReadOnlyList<VisualRequest> all = request.Visuals ?? [new(null, request.Measures, request.By, null, null, null, request.Top)];
            for (int i = 0; i < all.Count && i < MostVisuals; i++)
            {
                string at = request.Visuals is null ? "" : string.Create(CultureInfo.InvariantCulture, $"/visuals/{i}");
                if (all[i] is null)
                    Complain(at, "A visual is an object.");
                else if (ReadOne(request, all[i], at, of) is { } one)
                    read.Add(one with { Id = all[i].Id ?? i.ToString(CultureInfo.InvariantCulture) });
            }
        }

        if (_complaints.Count == 0)
            visuals = read;
        return _complaints.ToImmutable();
    }

    private ReadVisual? ReadOne(QueryRequest page, VisualRequest visual, string at, TimeZoneInfo of)
    {
        Measure[] measures = [.. Named($"{at}/measures", visual.Measures, Catalogue.Find, "measure", ReportQuery.MostMeasures, required: true)];
        Dimension[] by = [.. Named($"{at}/by", visual.By, Dimensions.Find, "dimension", ReportQuery.MostDimensions, required: false)];
        if (by.Count(one => one.Form == DimensionForm.Time) > 1)
            Complain($"{at}/by", "One of year, quarter, month, week, day and hour.");
        List<DimensionFilter> filters = [.. Filters("/filters", page.Filters)];
        if (at.Length > 0)
            filters.AddRange(Filters($"{at}/filters", visual.Filters));
        AskedPeriod period = visual.Period is { } own ? PeriodOf($"{at}/period", own, of) : PeriodOf("/period", page.Period, of);
        string? compare = visual.Compare ?? page.Compare;
        if (compare is not (null or "none" or "previous" or "lastYear"))
            Complain($"{at}/compare", "One of previous, lastYear, none.");
        if (visual.Top is < 1 or > 500)
            Complain($"{at}/top", "1 to 500.");
        if (_complaints.Count > 0)
            return null;
        (period, filters) = Narrowed(period, filters, of);
        AskedPeriod? before = compare is null or "none" ? null : period.Before(compare == "lastYear", of);
        return new("", new(measures, by, filters, period.Stretch, before?.Stretch, visual.Top, of, now), period, before);
    }

    // Whoever clicks on a month means that month: a filter that is one stretch is the period, and what stands at its end can be asked too.
    private static (AskedPeriod Period, List<DimensionFilter> Filters) Narrowed(AskedPeriod period, List<DimensionFilter> filters, TimeZoneInfo of)
    {
        foreach (DimensionFilter filter in filters.Where(filter => filter.Dimension.Form == DimensionForm.Time && filter.Dimension.Grain != Grain.Hour).ToArray())
        {
            DateTime[] begins = [.. filter.Values.Select(value => LocalTime.Parse(value, filter.Dimension.Grain!.Value)!.Value).Distinct().Order()];
            if (begins.Zip(begins.Skip(1)).Any(pair => LocalTime.Next(pair.First, filter.Dimension.Grain!.Value) != pair.Second))
                continue;
            filters.Remove(filter);
            period = period.Within(begins[0], LocalTime.Next(begins[^1], filter.Dimension.Grain!.Value), of);
        }

        return (period, filters);
    }

    private IEnumerable<T> Named<T>(string at, IReadOnlyList<string>? names, Func<string, T?> find, string what, int most, bool required)
        where T : class
    {
        if ((required && names is null or { Count: 0 }) || names?.Count > most)
            Complain(at, string.Create(CultureInfo.InvariantCulture, $"{(required ? 1 : 0)} to {most} ids of a {what}."));
        for (int i = 0; i < Math.Min(names?.Count ?? 0, most); i++)
        {
            if (names![i] is { } name && find(name) is { } found)
                yield return found;
            else
                Complain(string.Create(CultureInfo.InvariantCulture, $"{at}/{i}"), $"There is no {what} '{Shown(names[i])}'; GET /api/reports/catalogue lists them.");
        }

        if (names is not null && names.Distinct().Count() != names.Count)
            Complain(at, "One of them is there more than once.");
    }

    private IEnumerable<DimensionFilter> Filters(string at, IReadOnlyList<FilterRequest>? filters)
    {
        for (int i = 0; i < (filters?.Count ?? 0); i++)
        {
            string here = string.Create(CultureInfo.InvariantCulture, $"{at}/{i}");
            if (filters![i] is not { } filter || filter.Dimension is null || Dimensions.Find(filter.Dimension) is not { } dimension || dimension.Form == DimensionForm.Age)
            {
                Complain($"{here}/dimension", $"There is no dimension '{Shown(filters[i]?.Dimension)}' to filter by; GET /api/reports/catalogue lists them.");
                continue;
            }

            if (filter.In is not { Count: > 0 and <= ReportQuery.MostFilterValues })
                Complain($"{here}/in", string.Create(CultureInfo.InvariantCulture, $"1 to {ReportQuery.MostFilterValues} values."));
            else if (dimension.Form == DimensionForm.Time && (filter.Not == true || filter.In.Any(value => LocalTime.Parse(value, dimension.Grain!.Value) is null)))
                Complain($"{here}/in", $"Values of {dimension.Id}, such as {LocalTime.Name(LocalTime.Floor(LocalTime.Local(now, zone), dimension.Grain!.Value), dimension.Grain.Value)}, and without not.");
            else
                yield return new(dimension, filter.In, filter.Not == true);
        }
    }

    private AskedPeriod PeriodOf(string at, PeriodRequest? period, TimeZoneInfo of)
    {
        AskedPeriod standard = AskedPeriod.Default(lastAt, now, of);
        switch (period)
        {
            case null or { Word: null, From: null, To: null }:
                return standard;
            case { Word: { } word, From: null, To: null }:
                if (AskedPeriod.Words.Contains(word))
                    return AskedPeriod.Of(word, now, of);
                Complain($"{at}/word", $"One of {string.Join(", ", AskedPeriod.Words)}.");
                return standard;
            case { Word: not null }:
                Complain(at, "A word, or from and to.");
                return standard;
        }

        if (!AskedPeriod.TryDay(period.From, isLast: false, out DateOnly first))
            Complain($"{at}/from", "A day as 2026-07-01, a month as 2026-07 or a year.");
        else if (!AskedPeriod.TryDay(period.To, isLast: true, out DateOnly last))
            Complain($"{at}/to", "A day as 2026-07-01, a month as 2026-07 or a year.");
        else if (last < first)
            Complain($"{at}/to", "The period ends before it begins.");
        else if (last.DayNumber - first.DayNumber > AskedPeriod.MostDays)
            Complain(at, string.Create(CultureInfo.InvariantCulture, $"A period has at most {AskedPeriod.MostDays:N0} days."));
        else if (first.Year is < 1971 or > 2100 || last.Year > 2100)
            Complain(at, "A period lies between 1971 and 2100.");
        else
            return AskedPeriod.Of(first, last, now, of);
        return standard;
    }

    private TimeZoneInfo? ZoneOf(string id)
    {
        if (id.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? found) && found.HasIanaId)
            return found;
        Complain("/tz", "An IANA zone, such as Europe/Copenhagen.");
        return null;
    }

    private static string Shown(string? name) => name is null ? "" : name.Length <= 60 ? name : name[..60] + "…";

    private void Complain(string pointer, string message)
    {
        if (!_complaints.Any(one => one.Pointer == pointer && one.Detail == (Sentence)message))
            _complaints.Add(new(pointer, message));
    }
}
