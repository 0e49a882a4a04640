using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Functions.Links;
using ItsmFunctions.Functions.Notifications;
using ItsmFunctions.Storage.Changes;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Who carries out what when, and when nobody does: for people who plan, as JSON, and for their calendar programs, as iCalendar.</summary>
public sealed class ChangeCalendarDoor(ChangeCalendar calendar, ProfileStore profiles, CalendarToken tokens, MailSettings settings, TimeProvider time)
{
    private const int DefaultDays = 31;
    public const int MostDays = 366;

    private static readonly string[] Known = ["from", "to", "team", "service"];

    [Function("ReadChangeCalendar"), Door(Act.ReadChangeCalendar, AtTheGate = true)]
    public async Task<IResult> ReadAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/change-calendar")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        request.Query.MayName(Known);
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        DateTimeOffset now = time.GetUtcNow();
        DateOnly first = request.Query.Day("from") ?? LocalDays.DayOf(now, profile.TimeZone);
        DateOnly last = request.Query.Day("to") ?? first.AddDays(DefaultDays - 1);
        if (last < first)
            throw Queries.Wrong("to", "The same day as from, or a later one.");
        if (last.DayNumber - first.DayNumber >= MostDays)
            throw Queries.Wrong("to", $"At most {MostDays} days from from.");
        string? team = Of(request.Query, "team"), service = Of(request.Query, "service");

        DateTimeOffset from = LocalDays.ToInstant(first.ToDateTime(default), profile.TimeZone), until = LocalDays.ToInstant(last.AddDays(1).ToDateTime(default), profile.TimeZone);
        IReadOnlyList<PlannedChange> all = await calendar.ReadAsync(caller.Organisation, from, until, stop);
        PlannedChange[] shown = [.. all.Where(change => (team is null || change.Team == team) && (service is null || string.Equals(change.Service, service, StringComparison.OrdinalIgnoreCase)))];
        FreezeWindow[] freezes =
        [
            .. profile.Freezes.Where(freeze => freeze.Overlaps(from, until)
                && (team is null || freeze.Team is null || freeze.Team == team) && (service is null || freeze.Service is null || string.Equals(freeze.Service, service, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(freeze => freeze.From),
        ];
        (string token, DateTimeOffset expires) = tokens.Sign(caller.Organisation, caller.Person.Id, profile, now);
        return Results.Json(
            new CalendarReply(
                from, until, [.. shown.Select(change => PlannedReply.Of(change, all, profile, caller.Language))], [.. freezes.Select(freeze => FreezeReply.Of(freeze, caller.Language))],
                new(new Uri(settings.PublicUrl, $"/links/change-calendar?token={token}&lang={caller.Language}").AbsoluteUri, expires)),
            Json.Options);
    }

    /// <summary>What calendar programs fetch, by the link that somebody who may read the calendar was given.</summary>
    [Function("FollowChangeCalendar"), Door(Calling.SignedLink)]
    public async Task<IResult> FollowAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "links/change-calendar")] HttpRequest request, CancellationToken stop)
    {
        string language = request.Query["lang"].ToString() is "da" ? "da" : "en";
        DateTimeOffset now = time.GetUtcNow();
        if (tokens.Verify(request.Query["token"], now) is not { } link)
            return LinkHtml.NotValid(language);
        Profile profile = await profiles.ReadAsync(link.Organisation, stop);
        // Whoever has left the directory since is nobody's colleague any more.
        if (link.IsMember && profile.Directory.Find(link.Person) is null)
            return LinkHtml.NotValid(language);
        DateTimeOffset from = now - CalendarFile.Past, until = now + CalendarFile.Ahead;
        IReadOnlyList<PlannedChange> changes = await calendar.ReadAsync(link.Organisation, from, until, stop);
        string file = CalendarFile.Of(link.Organisation, changes, [.. profile.Freezes.Where(freeze => freeze.Overlaps(from, until))], profile, settings, language);
        return new CalendarFileResult(file);
    }

    private static string? Of(IQueryCollection query, string name) => query.ContainsKey(name) ? query[name].ToString() is { Length: > 0 and <= Domain.Texts.LongestName } text ? text : throw Queries.Wrong(name, $"1 to {Domain.Texts.LongestName} characters.") : null;
}
