using System.Globalization;
using System.Text.Json;
using System.Xml;
using ItsmFunctions.LocalRuntime.Clock;
using ItsmFunctions.LocalRuntime.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ItsmFunctions.LocalRuntime.Admin;

/// <summary><c>/admin/clock</c>, which only this runtime has: reads desk time and moves it forward.</summary>
internal sealed class ClockDoor(DeskClock clock, DeskTime deskTime, AccessKeys keys)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("admin/clock", (HttpRequest request) => keys.OpensAdmin(request) ? Shown() : Results.StatusCode(401));
        routes.MapPost("admin/clock", async (HttpRequest request) => keys.OpensAdmin(request) ? await MoveAsync(request) : Results.StatusCode(401));
    }

    private IResult Shown() => Results.Json(new
    {
        now = clock.GetUtcNow().ToString("o", CultureInfo.InvariantCulture).Replace("+00:00", "Z", StringComparison.Ordinal),
        offset = XmlConvert.ToString(clock.Offset),
    });

    /// <summary>Answers when everything that was due in between has fired. A caller who goes away stops nothing.</summary>
    private async Task<IResult> MoveAsync(HttpRequest request)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            var choose = Choice(body.RootElement);
            return await deskTime.MoveAsync(choose)
                ? Shown()
                : Problem(StatusCodes.Status409Conflict, "clock-backwards", "Desk time moves forward only: what has happened has happened.");
        }
        catch (Exception failure) when (failure is JsonException or FormatException or OverflowException or ArgumentOutOfRangeException or BadHttpRequestException)
        {
            return Problem(StatusCodes.Status400BadRequest, "clock-unreadable", """Send {"now": "2026-03-01T08:00:00Z"} or {"advance": "P30D"}: """ + failure.Message);
        }
    }

    private static Func<DateTimeOffset, DateTimeOffset> Choice(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || body.EnumerateObject().Take(2).ToList() is not [{ Value.ValueKind: JsonValueKind.String } only])
            throw new FormatException("one member, a string, is expected.");

        var text = only.Value.GetString()!;
        switch (only.Name)
        {
            case "now":
                var target = XmlConvert.ToDateTimeOffset(text);
                if (!text.EndsWith('Z') && text.LastIndexOfAny(['+', '-']) <= text.IndexOf('T', StringComparison.Ordinal))
                    throw new FormatException("the instant has no offset.");
                return _ => target.ToUniversalTime();
            case "advance":
                // XML Schema would make 30 days of a month and 365 of a year.
                if (text.Split('T')[0].AsSpan().ContainsAny('Y', 'M'))
                    throw new FormatException("years and months differ in length: say days.");
                var step = XmlConvert.ToTimeSpan(text);
                return now => now + step;
            default:
                throw new FormatException($"'{only.Name}' is not known.");
        }
    }

    private static IResult Problem(int status, string code, string detail) =>
        Results.Problem(detail, statusCode: status, extensions: [KeyValuePair.Create<string, object?>("code", code)]);
}
