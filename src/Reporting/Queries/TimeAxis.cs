using System.Globalization;
using ItsmFunctions.Reporting.Measures;

namespace ItsmFunctions.Reporting.Queries;

/// <summary>
/// Where the instant of a row lies: in which stretch of the period, and on which weekday or hour of the local clock. One place for each
/// combination.
/// </summary>
internal sealed class TimeAxis
{
    private const int Quarter = 15 * 60;
    private readonly uint[] _bounds;
    private readonly bool _byWeekday, _byHour;
    private readonly bool[]? _weekdays, _hours;
    private readonly (uint From, uint Until)[]? _allowed;
    private readonly TimeZoneInfo _zone;
    private readonly int[] _offsets;

    public TimeAxis(ReportQuery query, Stretch period)
    {
        _zone = query.Zone;
        Dimension? grain = query.By.FirstOrDefault(by => by.Form == DimensionForm.Time);
        (_byWeekday, _byHour) = (query.By.Any(by => by.Column == "weekday"), query.By.Any(by => by.Column == "hourOfDay"));
        (_weekdays, _hours) = (Allowed(query, "weekday", 7, first: 1), Allowed(query, "hourOfDay", 24, first: 0));
        _allowed = StretchesOf(query);
        var bounds = new List<uint> { Seconds(period.From) };
        if (grain?.Grain is { } every)
        {
            DateTime begin = LocalTime.Floor(LocalTime.Local(period.From, _zone), every);
            Names.Add(LocalTime.Name(begin, every));
            for (begin = LocalTime.Next(begin, every); LocalTime.Begin(begin, _zone) is var at && at < period.Until; begin = LocalTime.Next(begin, every))
            {
                if (Seconds(at) == bounds[^1])
                    continue;
                bounds.Add(Seconds(at));
                Names.Add(LocalTime.Name(begin, every));
            }
        }
        else
            Names.Add("");

        bounds.Add(Seconds(period.Until));
        _bounds = [.. bounds];
        _offsets = _byWeekday || _byHour || _weekdays is not null || _hours is not null ? new int[((_bounds[^1] - _bounds[0]) / Quarter) + 2] : [];
        Array.Fill(_offsets, int.MinValue);
    }

    /// <summary>Of the stretches, in order.</summary>
    public List<string> Names { get; } = [];
    public int Stretches => _bounds.Length - 1;
    public int Size => Stretches * PerStretch;
    public int PerStretch => (_byWeekday ? 7 : 1) * (_byHour ? 24 : 1);

    /// <summary>Seconds since 1970 at which a stretch ends.</summary>
    public uint End(int stretch) => _bounds[stretch + 1];

    public uint Begin(int stretch) => _bounds[stretch];

    /// <summary>The place of each instant; <see cref="Axis.Nowhere"/> where it is outside, or there is none.</summary>
    public void Place(ReadOnlySpan<uint> instants, Span<int> places)
    {
        uint[] bounds = _bounds;
        uint first = bounds[0], last = bounds[^1];
        int near = 0;
        bool plain = _offsets.Length == 0 && _allowed is null;
        for (int i = 0; i < instants.Length; i++)
        {
            uint at = instants[i];
            if (at < first || at >= last || at == 0)
            {
                places[i] = Axis.Nowhere;
                continue;
            }

            if (at < bounds[near] || at >= bounds[near + 1])
                near = Find(at);
            places[i] = plain ? near : Refine(at, near);
        }
    }

    /// <summary>The stretch that an instant is in or the nearest to it: -1 before the first.</summary>
    public int StretchOf(uint at) => at < _bounds[0] ? -1 : at >= _bounds[^1] ? Stretches : Find(at);

    /// <summary>What a place is called by each of the dimensions of time.</summary>
    public string NameOf(int place, Dimension by) => by.Column switch
    {
        "weekday" => (1 + (place / (_byHour ? 24 : 1) % 7)).ToString(CultureInfo.InvariantCulture),
        "hourOfDay" => (place % 24).ToString(CultureInfo.InvariantCulture),
        _ => Names[place / PerStretch],
    };

    private int Find(uint at)
    {
        int found = Array.BinarySearch(_bounds, at);
        return found >= 0 ? found : ~found - 1;
    }

    private int Refine(uint at, int stretch)
    {
        if (_allowed is not null && !_allowed.Any(one => at >= one.From && at < one.Until))
            return Axis.Nowhere;
        if (_offsets.Length == 0)
            return stretch;
        long local = at + Offset(at);
        // 1 January 1970 was a Thursday.
        int weekday = (int)(((local / 86_400) + 3) % 7), hour = (int)(local % 86_400 / 3_600);
        if ((_weekdays is not null && !_weekdays[weekday]) || (_hours is not null && !_hours[hour]))
            return Axis.Nowhere;
        int place = stretch;
        if (_byWeekday)
            place = (place * 7) + weekday;
        return _byHour ? (place * 24) + hour : place;
    }

    // No zone changes its offset within a quarter of an hour.
    private int Offset(uint at)
    {
        ref int known = ref _offsets[(at - _bounds[0] + (_bounds[0] % Quarter)) / Quarter];
        if (known == int.MinValue)
            known = (int)_zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(at)).TotalSeconds;
        return known;
    }

    private static bool[]? Allowed(ReportQuery query, string column, int size, int first)
    {
        DimensionFilter[] filters = [.. query.Filters.Where(filter => filter.Dimension.Column == column)];
        return filters.Length == 0
            ? null
            : [.. Enumerable.Range(first, size).Select(value => filters.All(filter => filter.Values.Contains(value.ToString(CultureInfo.InvariantCulture)) != filter.Not))];
    }

    private static (uint From, uint Until)[]? StretchesOf(ReportQuery query)
    {
        (uint From, uint Until)[]? allowed = null;
        foreach (DimensionFilter filter in query.Filters.Where(filter => filter.Dimension.Form == DimensionForm.Time))
        {
            Grain grain = filter.Dimension.Grain!.Value;
            (uint From, uint Until)[] these = [.. filter.Values.Select(value => LocalTime.Parse(value, grain)).OfType<DateTime>().Select(begin => (Seconds(LocalTime.Begin(begin, query.Zone)), Seconds(LocalTime.Begin(LocalTime.Next(begin, grain), query.Zone))))];
            allowed = allowed is null ? these : [.. allowed.SelectMany(one => these.Select(other => (Math.Max(one.From, other.From), Math.Min(one.Until, other.Until)))).Where(one => one.Item1 < one.Item2)];
        }

        return allowed;
    }

    private static uint Seconds(DateTimeOffset at) => (uint)Math.Clamp(at.ToUnixTimeSeconds() + (at.Millisecond > 0 || at.Ticks % TimeSpan.TicksPerSecond != 0 ? 1 : 0), 1, uint.MaxValue - 1);
}
