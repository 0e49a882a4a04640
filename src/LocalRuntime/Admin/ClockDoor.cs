using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using ItsmFunctions.LocalRuntime.Clock;
using ItsmFunctions.LocalRuntime.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ItsmFunctions.LocalRuntime.Admin;

/// <summary><c>/admin/clock</c>, which only this runtime has: reads desk time and moves it forward.</summary>
internal sealed partial class ClockDoor(DeskClock clock, DeskTime deskTime, AccessKeys keys)
{
    /// <summary>A slip of the keyboard must not keep a desk busy for ever.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("admin/clock", (HttpRequest request) => keys.OpensAdmin(request) ? Shown() : Results.StatusCode(401));
        routes.MapPost("admin/clock", async (HttpRequest request) => keys.OpensAdmin(request) ? await MoveAsync(request) : Results.StatusCode(401));
        routes.MapDelete("admin/clock", (HttpRequest request) => keys.OpensAdmin(request) ? Stop() : Results.StatusCode(401));
    }

    private IResult Shown() => Results.Json(new
    {
        now = clock.GetUtcNow().ToString("o", CultureInfo.InvariantCulture).Replace("+00:00", "Z", StringComparison.Ordinal),
        offset = XmlConvert.ToString(clock.Offset),
    });

    /// <summary>Answers when everything that was due in between has fired. A caller who goes away stops nothing.</summary>
    private async Task<IResult> MoveAsync(HttpRequest request)
    {
        Func<DateTimeOffset, DateTimeOffset?> choose;
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            choose = Choice(body.RootElement);
        }
        catch (FormatException unreadable)
        {
            return Unreadable(unreadable.Message);
        }
        // InvalidOperationException: a text of half a surrogate pair.
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            return Unreadable("The body is no JSON.");
        }

        return await deskTime.MoveAsync(choose) switch
        {
            MoveOutcome.Arrived => Shown(),
            MoveOutcome.Stopped => Problem(StatusCodes.Status409Conflict, "clock-stopped", "The move was stopped on its way: desk time goes on from where it stands."),
            MoveOutcome.TooFar => Unreadable($"At most {Longest.TotalDays:F0} days in one move: it cannot be taken back."),
            _ => Problem(StatusCodes.Status409Conflict, "clock-backwards", "Desk time moves forward only: what has happened has happened."),
        };
    }

    private IResult Stop()
    {
        deskTime.Stop();
        return Shown();
    }

    /// <exception cref="FormatException">A sentence that says what is expected.</exception>
    private static Func<DateTimeOffset, DateTimeOffset?> Choice(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || body.EnumerateObject().Take(2).ToList() is not [{ Value.ValueKind: JsonValueKind.String } only])
            throw new FormatException("One member, a text, is expected.");

        string text = only.Value.GetString()!;
        switch (only.Name)
        {
            case "now":
                if (!Instant().IsMatch(text) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var target))
                    throw new FormatException("This is no instant with an offset.");
                return now => target - now > Longest ? null : target.ToUniversalTime();
            case "advance":
                // XML Schema would make 30 days of a month and 365 of a year.
                if (text.Split('T')[0].AsSpan().ContainsAny('Y', 'M'))
                    throw new FormatException("Years and months differ in length: say days.");
                TimeSpan step;
                try
                {
                    step = XmlConvert.ToTimeSpan(text);
                }
                catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
                {
                    throw new FormatException("This is no duration.");
                }

                return now => step > Longest ? null : now + step;
            default:
                throw new FormatException("One of now and advance is expected.");
        }
    }

    private static IResult Unreadable(string why) =>
        Problem(StatusCodes.Status400BadRequest, "clock-unreadable", $$"""{{why}} Send {"now": "2026-03-01T08:00:00Z"} or {"advance": "P30D"}.""");

    private static IResult Problem(int status, string code, string detail) =>
        Results.Problem(detail, statusCode: status, extensions: [KeyValuePair.Create<string, object?>("code", code)]);

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})\z")]
    private static partial Regex Instant();
}
