using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ItsmFunctions.Reporting;

/// <summary>A calendar month in an organisation's zone: 2026-03.</summary>
/// <param name="Index">Months since the year 0, so that neighbours differ by one.</param>
[JsonConverter(typeof(InJson))]
public readonly record struct LocalMonth(int Index) : IComparable<LocalMonth>
{
    public static LocalMonth Of(DateTimeOffset instant, TimeZoneInfo zone)
    {
        DateTime local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        return Of(local.Year, local.Month);
    }

    public static LocalMonth Of(int year, int month) => new(year * 12 + month - 1);

    public int Year => Index / 12;

    public int Month => Index % 12 + 1;

    public static bool TryParse(string? text, out LocalMonth month)
    {
        bool ok = DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly first);
        month = ok ? Of(first.Year, first.Month) : default;
        return ok;
    }

    public static LocalMonth Parse(string text) =>
        TryParse(text, out LocalMonth month) ? month : throw new FormatException($"'{text}' is not a month; 2026-03 is.");

    public LocalMonth Plus(int months) => new(Index + months);

    public int CompareTo(LocalMonth other) => Index.CompareTo(other.Index);

    public static bool operator <(LocalMonth left, LocalMonth right) => left.Index < right.Index;

    public static bool operator >(LocalMonth left, LocalMonth right) => left.Index > right.Index;

    public static bool operator <=(LocalMonth left, LocalMonth right) => left.Index <= right.Index;

    public static bool operator >=(LocalMonth left, LocalMonth right) => left.Index >= right.Index;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}");

    private sealed class InJson : JsonConverter<LocalMonth>
    {
        public override LocalMonth Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, LocalMonth value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
