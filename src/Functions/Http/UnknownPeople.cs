using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Storage.People;

namespace ItsmFunctions.Functions.Http;

/// <summary>
/// Whom a request names and nobody knows. It is no error: a reviewer need not work at the desk, and may never have called it. But it
/// may be a slip of the pen, and whoever made it is told at once.
/// </summary>
public sealed class UnknownPeople(PersonStore people)
{
    /// <returns>Those whom neither the staff directory nor the desk knows; null where there are none. A read for each whom the directory does not name.</returns>
    public async Task<IReadOnlyList<string>?> AmongAsync(OrganisationId organisation, IEnumerable<string> named, Profile profile, CancellationToken stop)
    {
        string[] others = [.. named.Distinct().Where(person => profile.Directory.Find(person) is null)];
        bool[] met = await Task.WhenAll(others.Select(async person => await people.FindMetAsync(organisation, person, stop) is not null));
        string[] unknown = [.. others.Where((_, at) => !met[at])];
        return unknown.Length > 0 ? unknown : null;
    }
}
