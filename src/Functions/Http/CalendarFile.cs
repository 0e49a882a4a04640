using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Functions.Notifications;
using Microsoft.AspNetCore.Http;

namespace ItsmFunctions.Functions.Http;

/// <summary>The change calendar as iCalendar (RFC 5545): the same text for the same calendar, so that programs see what is new by it.</summary>
internal static class CalendarFile
{
    private const int LongestLine = 75;

    /// <summary>So far back programs are told of changes.</summary>
    public static readonly TimeSpan Past = TimeSpan.FromDays(31);

    /// <summary>And so far ahead.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(366);

    public static string Of(OrganisationId organisation, IReadOnlyList<PlannedChange> changes, IReadOnlyList<FreezeWindow> freezes, Profile profile, MailSettings settings, string language)
    {
        bool danish = language == "da";
        var calendar = new Calendar { ProductId = "-//ItsmFunctions//Change calendar//EN", Method = CalendarMethods.Publish };
        calendar.AddProperty("X-WR-CALNAME", danish ? "Ændringer" : "Changes");
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        foreach (PlannedChange change in changes.OrderBy(change => change.From).ThenBy(change => change.Number.Sequence))
        {
            PlannedChange[] others = [.. changes.Where(change.CollidesWith)];
            (DateTimeOffset begins, DateTimeOffset ends) = change.CarriedOut();
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{change.Number}@{organisation}.changes.itsm",
                DtStamp = Utc(change.ChangedAt),
                LastModified = Utc(change.ChangedAt),
                Sequence = change.Version,
                DtStart = Utc(begins),
                DtEnd = Utc(ends),
                Summary = $"{change.Number} {change.Title.Value}",
                Description = Describe(change, others, profile, danish),
                Status = change.Confirmed ? EventStatus.Confirmed : EventStatus.Tentative,
                Categories = [profile.FindChangeType(change.Type)?.Label(language) ?? change.Type],
                Url = settings.TicketUrlOf(change.Number) is { } address ? new Uri(address) : null,
            });
        }

        foreach (FreezeWindow freeze in freezes.OrderBy(freeze => freeze.From))
        {
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"freeze-{freeze.Id}@{organisation}.changes.itsm",
                // When somebody decided on it is written nowhere here: its beginning never changes without it.
                DtStamp = Utc(freeze.From),
                DtStart = Utc(freeze.From),
                DtEnd = Utc(freeze.Until),
                Summary = freeze.Label(language),
                Categories = [danish ? "Ændringsstop" : "Change freeze"],
                Transparency = TransparencyType.Transparent,
            });
        }

        return Folded(new CalendarSerializer().SerializeToString(calendar)!);
    }

    // RFC 5545, 3.1: lines of at most 75 octets, folded between characters. The library folds within those of four octets.
    private static string Folded(string file)
    {
        var folded = new StringBuilder(file.Length);
        foreach (string line in file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n"))
        {
            int octets = 0;
            foreach (Rune rune in line.EnumerateRunes())
            {
                if (octets + rune.Utf8SequenceLength > LongestLine)
                {
                    folded.Append("\r\n ");
                    octets = 1;
                }

                folded.Append(rune.ToString());
                octets += rune.Utf8SequenceLength;
            }

            folded.Append("\r\n");
        }

        return folded.ToString(0, folded.Length - 2);
    }

    private static string Describe(PlannedChange change, IReadOnlyList<PlannedChange> others, Profile profile, bool danish)
    {
        var text = new StringBuilder();
        void Line(string label, string? value)
        {
            if (value is not null)
                text.Append(text.Length == 0 ? "" : "\n").Append(label).Append(": ").Append(value);
        }

        Line("Team", profile.FindTeam(change.Team)?.Name ?? change.Team);
        Line("Service", change.Service);
        Line(danish ? "Enhed" : "Configuration item", change.ConfigurationItem);
        Line(danish ? "Ændringsstop" : "Change freeze", profile.Freezes.Where(freeze => freeze.Stops(change)).Select(freeze => freeze.Label(danish ? "da" : "en")).ToArray() is { Length: > 0 } freezes ? string.Join(", ", freezes) : null);
        Line(danish ? "Kolliderer med" : "Collides with", others.Count == 0 ? null : string.Join(", ", others.Select(other => other.Number)));
        return text.ToString();
    }

    private static CalDateTime Utc(DateTimeOffset at) => new(at.UtcDateTime.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerSecond)), CalDateTime.UtcTzId);
}

/// <summary>A calendar, kept nowhere on its way: the address is a secret.</summary>
internal sealed class CalendarFileResult(string file) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = "private, no-store";
        httpContext.Response.Headers.ContentDisposition = "inline; filename=\"changes.ics\"";
        return Results.Text(file, "text/calendar; charset=utf-8", Encoding.UTF8).ExecuteAsync(httpContext);
    }
}
