using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Storage.People;

namespace ItsmFunctions.Functions.Notifications;

/// <param name="Key">Person id, or the mail address in lower case where the profile names one: part of the notification's id.</param>
/// <param name="Language">"da" or "en".</param>
public sealed record Recipient(string Key, string? Name, string? Address, string Language);

/// <summary>Who is told: people by their id, teams and process management by the profile.</summary>
public sealed class Recipients(PersonStore people)
{
    /// <summary>Each once, whichever list names them and however it spells the address.</summary>
    public async Task<IReadOnlyList<Recipient>> OfAsync(
        Audience audience, OrganisationId organisation, string requester, string team, Profile profile, CancellationToken stop) => audience switch
    {
        Audience.Requester => [await RequesterAsync(organisation, requester, profile, stop)],
        Audience.Coordinators => [.. Coordinators(team, profile)],
        _ => throw new ArgumentOutOfRangeException(nameof(audience)),
    };

    private async Task<Recipient> RequesterAsync(OrganisationId organisation, string id, Profile profile, CancellationToken stop)
    {
        Person? person = await people.FindAsync(organisation, id, stop);
        return new(id, person?.Name, person?.Mail, Language(person?.Language ?? profile.Language));
    }

    private static IEnumerable<Recipient> Coordinators(string team, Profile profile)
    {
        Team? responsible = profile.FindTeam(team);
        return Enumerable.Concat(responsible?.Leaders ?? [], responsible?.Dispatchers ?? [])
            .Concat(profile.ProcessManagement)
            .Select(address => address.Trim())
            .DistinctBy(address => address.ToLowerInvariant())
            .Select(address => new Recipient(address.ToLowerInvariant(), null, address, Language(profile.Language)));
    }

    // "da-DK" is Danish too; whoever speaks neither language reads English.
    private static string Language(string tag) => tag.StartsWith("da", StringComparison.OrdinalIgnoreCase) ? "da" : "en";
}
