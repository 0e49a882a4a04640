using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace ItsmFunctions.Functions.Http;

/// <summary>
/// Holidays from an iCalendar file: the calendars as they would be with them. Nothing is written: what comes of it is looked at, simulated
/// where something is promised, and set as any value of the parameter is.
/// </summary>
public sealed class Holidays(ProfileStore profiles, TimeProvider time)
{
    private static readonly string[] Known = ["from", "until"];
    private static readonly DateOnly Earliest = new(2000, 1, 1), Latest = new(2099, 12, 31);

    [Function("ReadHolidays"), Door(Act.WriteParameters, AtTheGate = true)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/calendars/{calendar}/holidays")] HttpRequest request, string calendar, CancellationToken stop)
    {
        request.Query.MayName(Known);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !type.MediaType.Equals(HolidayFile.MediaType, StringComparison.OrdinalIgnoreCase))
            return new Problem(ProblemCode.UnsupportedMediaType, $"Send the file as it is, with Content-Type: {HolidayFile.MediaType}.");
        Caller caller = request.Caller();
        StoredProfile stored = await profiles.FindAsync(caller.Organisation, stop);
        if (stored.Profile.Calendars.FirstOrDefault(each => each.Id == calendar) is not { } named)
            return Problem.NotFound();
        DateOnly today = LocalDays.DayOf(time.GetUtcNow(), stored.Profile.TimeZone);
        DateOnly from = request.Query.Day("from") ?? new(today.Year, 1, 1), until = request.Query.Day("until") ?? new(today.Year + 3, 12, 31);
        if (from < Earliest || until > Latest || until < from)
            throw Queries.Wrong(until < from ? "until" : from < Earliest ? "from" : "until", "Days from 2000-01-01 to 2099-12-31, the first before the last.");
        byte[] file = await Bodies.ReadBytesAsync(request, HolidayFile.Largest, stop);
        (IReadOnlyList<CalendarException> days, var skipped) = HolidayFile.Read(file, from, until);
        var imported = ImportedHolidays.Into(named, days);
        Parameter parameter = ProfileParameters.Find(ProfileParameters.Calendars)!;
        return new HolidaysResult(
            new(
                calendar,
                from,
                until,
                [.. imported.Closed.Select(HolidayLine.Of)],
                [.. imported.Renamed.Select(HolidayLine.Of)],
                [.. imported.Kept.Select(HolidayLine.Of)],
                [.. skipped.Select(one => new SkippedEvent(one.Name, one.Why.In(caller.Language)))],
                [.. stored.Profile.Calendars.Select(each => each.Id == calendar ? imported.Calendar : each)]),
            OrganisationParameters.TagOf(stored.VersionOf(parameter)));
    }

    private sealed class HolidaysResult(HolidaysReply reply, string tag) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ETag = tag;
            return Results.Json(reply, Json.Options).ExecuteAsync(httpContext);
        }
    }
}

/// <summary>A calendar with the holidays of a file.</summary>
/// <param name="Calendar">Its id.</param>
/// <param name="From">The first local day that was read.</param>
/// <param name="Until">The last one.</param>
/// <param name="Closed">Days that it is closed on then and is not now.</param>
/// <param name="Renamed">Days that it is closed on now under another name.</param>
/// <param name="Kept">Days with hours of their own, which stay.</param>
/// <param name="Skipped">Events that close no day, and why.</param>
/// <param name="Value">All calendars as they would be: set it as the parameter `calendars`, with the ETag of this answer in If-Match.</param>
public sealed record HolidaysReply(
    string Calendar,
    DateOnly From,
    DateOnly Until,
    IReadOnlyList<HolidayLine> Closed,
    IReadOnlyList<HolidayLine> Renamed,
    IReadOnlyList<HolidayLine> Kept,
    IReadOnlyList<SkippedEvent> Skipped,
    IReadOnlyList<NamedCalendar> Value);

/// <summary>A day and what people call it.</summary>
public sealed record HolidayLine(DateOnly Date, string Name)
{
    internal static HolidayLine Of(CalendarException day) => new(day.Date, day.Name);
}

/// <param name="Name">As the file has it.</param>
/// <param name="Why">In the caller's language.</param>
public sealed record SkippedEvent(string Name, string Why);
