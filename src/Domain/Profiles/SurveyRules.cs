using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Time;

namespace ItsmFunctions.Domain.Profiles;

/// <summary>The one question that a requester is asked after each resolution: data with a default.</summary>
/// <remarks>
/// A quick case took a minute while its requester was there: a question after each would be asked of the same people again and again,
/// and answered by none. Two weeks after the close whoever was away has come back, the case is still remembered, and the figures of a
/// month settle.
/// </remarks>
/// <param name="Asked">False asks nobody; what was asked before can still be answered.</param>
/// <param name="QuickCases">Whether quick cases (AU-03) are asked about too.</param>
/// <param name="DaysAfterClose">Local calendar days after the close for which an answer is taken and can be changed.</param>
/// <param name="LowScore">The team's leaders are told of an answer up to this one; 0 for none.</param>
/// <param name="English">The question.</param>
/// <param name="Danish">The question.</param>
public sealed record SurveyRules(
    bool Asked = true,
    bool QuickCases = false,
    int DaysAfterClose = 14,
    int LowScore = 2,
    string English = "How satisfied are you with the help?",
    string Danish = "Hvor tilfreds er du med hjælpen?")
{
    public const int Lowest = 1;
    public const int Highest = 5;

    public static readonly SurveyRules Default = new();

    public string Question(string language) => language == "da" ? Danish : English;

    /// <summary>
    /// Whether a resolution asks: not where nothing was solved, not where it would reach somebody unproven, nobody about their own work,
    /// and not what another desk did.
    /// </summary>
    public bool AsksAbout(string closureCode, string requester, Markers markers, Actor by) =>
        Asked
        && closureCode is not (TicketDesk.ClosureWithdrawn or TicketDesk.ClosureDuplicate)
        && markers.Unverified != true
        && (QuickCases || markers.Quick != true)
        && by.Id != requester
        && !by.Is(Roles.Import);

    /// <summary>The first instant at which no answer is taken any more; null while the ticket is not closed.</summary>
    public DateTimeOffset? Until(Ticket ticket, TimeZoneInfo zone) =>
        ticket.ClosedAt is { } closed ? LocalDays.Add(closed, DaysAfterClose, zone) : null;
}
