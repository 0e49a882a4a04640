namespace ItsmFunctions.Domain.Profiles;

/// <summary>A text that agents send as it is. {portal} stands for the portal's address.</summary>
public sealed record CannedAnswer(string Id, string English, string Danish)
{
    public const string Portal = "{portal}";

    /// <summary>With the address in the place of {portal}.</summary>
    public string In(string language, string portal) => (language == "da" ? Danish : English).Replace(Portal, portal, StringComparison.Ordinal);
}

/// <summary>The canned answers of Aarhus University's desk: direct approaches to an agent are sent to the portal (AU-53).</summary>
public static class CannedAnswers
{
    /// <summary>As the process description names it.</summary>
    public const string Portal = "support.au.dk";

    public static readonly IReadOnlyList<CannedAnswer> Aarhus =
    [
        new(
            "direct-approach",
            "Thank you for your enquiry. So that you get help as fast as possible, and nothing depends on whether I am at work today, please create a case at {portal}. "
            + "There it reaches everybody who can help you, and you can follow it yourself.",
            "Tak for din henvendelse. For at du kan få hjælp så hurtigt som muligt, også når jeg ikke er på arbejde, bedes du oprette en sag på {portal}. "
            + "Dér når den alle, der kan hjælpe dig, og du kan selv følge den."),
    ];
}
