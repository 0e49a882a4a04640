using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Changes;

/// <summary>A time in which nothing is changed: an exam period, the closing of the books.</summary>
/// <param name="From">The first instant.</param>
/// <param name="Until">The first instant after it.</param>
/// <param name="Team">Id of the team whose changes it is about; null for all.</param>
/// <param name="Service">The service that it is about; null for all.</param>
/// <param name="Exceptions">What it is not about: ids of types of change, services, numbers of changes.</param>
public sealed record FreezeWindow(
    string Id, string English, string Danish, DateTimeOffset From, DateTimeOffset Until, string? Team = null, string? Service = null, IReadOnlyList<string>? Exceptions = null)
{
    public string Label(string language) => language == "da" ? Danish : English;

    public bool Overlaps(DateTimeOffset from, DateTimeOffset until) => From < until && from < Until;

    /// <summary>Whether it keeps a change from being carried out at that time.</summary>
    internal bool Holds(Ticket change, DateTimeOffset from, DateTimeOffset until) =>
        Overlaps(from, until) && IsAbout(change.Number, change.Change!.Plan.Type, change.Team, change.Classification.Service);

    /// <summary>Whether a planned change lies in it that nobody gave a reason for, as where it was decided on afterwards: at its time it would not be started.</summary>
    public bool Stops(PlannedChange change) =>
        change is { InFreeze: false, StartedAt: null, ImplementedAt: null } && Overlaps(change.From, change.Until) && IsAbout(change.Number, change.Type, change.Team, change.Service);

    private bool IsAbout(TicketNumber number, string type, string team, string? service) =>
        (Team is null || Team == team)
        && (Service is null || string.Equals(Service, service, StringComparison.OrdinalIgnoreCase))
        && Exceptions?.Any(exception => exception == type || exception == number.ToString() || (service is not null && string.Equals(exception, service, StringComparison.OrdinalIgnoreCase))) != true;
}
