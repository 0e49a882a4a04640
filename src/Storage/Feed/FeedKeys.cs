using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Feed;

/// <summary>Row keys of the feed. They begin with a sign that no organisation begins with: whoever reads tickets does not come upon them.</summary>
internal static class FeedKeys
{
    /// <summary>Tickets whose marks stand in one row: numbers of a busy moment follow one another, so its tickets share few rows.</summary>
    public const int PageSize = 256;

    public static string Header(OrganisationId organisation, int residue) => $"!feed|{organisation}|{Keys.Shard(residue)}|end";

    public static string Segment(OrganisationId organisation, int residue, long position) =>
        string.Create(CultureInfo.InvariantCulture, $"!feed|{organisation}|{Keys.Shard(residue)}|{position:D12}");

    public static string Page(OrganisationId organisation, TicketNumber number) =>
        string.Create(CultureInfo.InvariantCulture, $"!fed|{organisation}|{TicketNumber.PrefixOf(number.Kind)}|{Keys.Shard(number)}|{number.Sequence / Keys.Shards / PageSize:D6}");

    public static int Slot(TicketNumber number) => number.Sequence / Keys.Shards % PageSize;
}
