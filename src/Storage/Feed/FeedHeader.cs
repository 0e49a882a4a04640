using System.Collections.Immutable;
using System.Globalization;
using Azure.Data.Tables;
using ItsmFunctions.Domain;

namespace ItsmFunctions.Storage.Feed;

/// <summary>The end of the feed of an organisation in one shard. Its tag guards every append.</summary>
/// <param name="First">Position of the oldest segment that is kept.</param>
/// <param name="Next">Position that the next segment gets.</param>
/// <param name="Webhooks">Whether somebody outside is to be told as soon as something is appended.</param>
/// <param name="Days">The first position of each day (UTC) on which something was appended, so that what is too old is removed unread.</param>
internal sealed record FeedHeader(long First, long Next, bool Webhooks, ImmutableArray<(int Day, long Position)> Days)
{
    public static readonly FeedHeader None = new(1, 1, false, []);

    /// <summary>With one segment more, at <see cref="Next"/>.</summary>
    public FeedHeader Appended(DateTimeOffset at)
    {
        int day = DayOf(at);
        return this with { Next = Next + 1, Days = Days.Length > 0 && Days[^1].Day >= day ? Days : Days.Add((day, Next)) };
    }

    /// <summary>Without what was appended before a day, and at most so many segments.</summary>
    public FeedHeader Trimmed(int before, int most)
    {
        ImmutableArray<(int Day, long Position)> kept = [.. Days.Where(day => day.Day >= before)];
        long first = kept.Length > 0 ? kept[0].Position : Next;
        return first - First <= most ? this with { First = first, Days = kept } : this with { First = First + most };
    }

    public static int DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime).DayNumber;

    public static DateTimeOffset BeginningOf(int day) => new(DateOnly.FromDayNumber(day), TimeOnly.MinValue, TimeSpan.Zero);

    public TableEntity ToRow(OrganisationId organisation, int residue) => new(Keys.Shard(residue), FeedKeys.Header(organisation, residue))
    {
        ["first"] = First,
        ["next"] = Next,
        ["webhooks"] = Webhooks,
        ["days"] = string.Join(' ', Days.Select(day => string.Create(CultureInfo.InvariantCulture, $"{day.Day}:{day.Position}"))),
    };

    public static FeedHeader FromRow(TableEntity row) => new(
        row.GetInt64("first")!.Value,
        row.GetInt64("next")!.Value,
        row.GetBoolean("webhooks")!.Value,
        [.. row.GetString("days").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => day.Split(':')).Select(day => (int.Parse(day[0], CultureInfo.InvariantCulture), long.Parse(day[1], CultureInfo.InvariantCulture)))]);
}
