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
    internal bool Holds(Ticket change, DateTimeOffset from, DateTimeOffset until)
    {
        string? service = change.Classification.Service;
        return Overlaps(from, until)
            && (Team is null || Team == change.Team)
            && (Service is null || string.Equals(Service, service, StringComparison.OrdinalIgnoreCase))
            && Exceptions?.Any(exception => exception == change.Change!.Plan.Type || exception == change.Number.ToString() || (service is not null && string.Equals(exception, service, StringComparison.OrdinalIgnoreCase))) != true;
    }
}
