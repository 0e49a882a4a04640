using System.Collections.Immutable;
using System.Globalization;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Reporting.Facts;

/// <summary>One resolution whose requester was asked how satisfied they are.</summary>
/// <param name="Version">Of the event that resolved the ticket, by which an answer names it.</param>
/// <param name="Team">The team that had the ticket then.</param>
/// <param name="Score">1 to 5, the latest answer; null while there is none.</param>
/// <param name="AnsweredAt">When that one was given.</param>
public sealed record SurveyedResolution(int Version, string Team, DateTimeOffset At, int? Score, DateTimeOffset? AnsweredAt)
{
    private const char Between = '\t';
    private const char Behind = '\n';

    /// <summary>Those of a ticket after one more event. A later answer takes the place of an earlier one; a reopening takes back neither.</summary>
    internal static ImmutableArray<SurveyedResolution> After(ImmutableArray<SurveyedResolution> before, TicketEvent e, DateTimeOffset at) => e.What switch
    {
        Happening.Resolved { Surveyed: true } => before.Add(new(e.Version, e.Dimensions.Team, at, null, null)),
        Happening.SurveyAnswered answered => [.. before.Select(one => one.Version == answered.Resolution ? one with { Score = answered.Score, AnsweredAt = at } : one)],
        _ => before,
    };

    internal static string? ToText(ImmutableArray<SurveyedResolution> all) => all.IsEmpty
        ? null
        : string.Join(Behind, all.Select(one => string.Create(
            CultureInfo.InvariantCulture, $"{one.Version}{Between}{one.Team}{Between}{one.At.ToUnixTimeMilliseconds()}{Between}{one.Score}{Between}{one.AnsweredAt?.ToUnixTimeMilliseconds()}")));

    internal static ImmutableArray<SurveyedResolution> OfText(string? text) => text is null
        ? []
        : [.. text.Split(Behind).Select(line => line.Split(Between)).Select(of => new SurveyedResolution((int)Whole(of[0]), of[1], Instant(of[2]), of[3].Length == 0 ? null : (int)Whole(of[3]), of[4].Length == 0 ? null : Instant(of[4])))];

    private static DateTimeOffset Instant(string ms) => DateTimeOffset.FromUnixTimeMilliseconds(Whole(ms));

    private static long Whole(string number) => long.Parse(number, CultureInfo.InvariantCulture);
}
