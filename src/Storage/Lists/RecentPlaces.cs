using System.Collections.Concurrent;
using Azure;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Lists;

/// <param name="At">The version as of which a ticket stands in the lists.</param>
/// <param name="Tag">The tag of the row that says so.</param>
internal sealed record Place(TicketSummary At, ETag Tag);

/// <summary>
/// Where this instance put tickets last: it saves reading the place back. It may be old, when another instance moved the ticket
/// since; the tag then says so, and nothing is written.
/// </summary>
internal sealed class RecentPlaces
{
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<(OrganisationId, TicketNumber), Place> _places = [];

    public Place? Find(OrganisationId organisation, TicketNumber number) => _places.GetValueOrDefault((organisation, number));

    public void Remember(OrganisationId organisation, Place place)
    {
        if (_places.Count >= Most)
            _places.Clear();
        _places[(organisation, place.At.Number)] = place;
    }

    public void Forget(OrganisationId organisation, TicketNumber number) => _places.TryRemove((organisation, number), out _);
}
