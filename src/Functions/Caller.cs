using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;

namespace ItsmFunctions.Functions;

/// <summary>Who calls, in which organisation, and in which language they read.</summary>
/// <param name="Language">"da" or "en", of Accept-Language.</param>
public sealed record Caller(OrganisationId Organisation, Actor Actor, Person Person, string Language)
{
    public bool ReadsAsDesk => Actor.Is(Roles.Desk);
}
