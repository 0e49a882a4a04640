using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
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
        Audience audience, Ticket ticket, TicketEvent e, Profile profile, CancellationToken stop) => audience switch
    {
        Audience.Requester => [await PersonAsync(ticket.Organisation, e.Dimensions.Requester, profile, stop)],
        Audience.Coordinators => [.. Coordinators(e.Dimensions.Team, profile)],
        Audience.Watchers => await PersonsAsync(ticket.Organisation, ticket.Dossier.Watchers, profile, stop),
        Audience.NewWatcher when e.What is Happening.WatcherAdded added => [await PersonAsync(ticket.Organisation, added.Person, profile, stop)],
        Audience.Approvers when e.What is Happening.ApprovalAsked { Approver: { } approver } => [await PersonAsync(ticket.Organisation, approver, profile, stop)],
        Audience.Approvers => [.. Leaders(e.Dimensions.Team, profile)],
        _ => throw new ArgumentOutOfRangeException(nameof(audience)),
    };

    private async Task<IReadOnlyList<Recipient>> PersonsAsync(OrganisationId organisation, IEnumerable<string> ids, Profile profile, CancellationToken stop)
    {
        var found = new List<Recipient>();
        foreach (string id in ids)
            found.Add(await PersonAsync(organisation, id, profile, stop));
        return found;
    }

    private async Task<Recipient> PersonAsync(OrganisationId organisation, string id, Profile profile, CancellationToken stop)
    {
        // Whom the desk has not met, the directory may know.
        Person? person = await people.FindAsync(organisation, id, stop)
            ?? (profile.Directory.Find(id) is { } member ? new(id, member.Name, member.Mail, member.Language) : null);
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

    private static IEnumerable<Recipient> Leaders(string team, Profile profile)
    {
        Recipient[] known = [.. profile.Directory.LeadersOf(team).Where(leader => leader.Mail is not null)
            .Select(leader => new Recipient(leader.Id, leader.Name, leader.Mail, Language(leader.Language ?? profile.Language)))];
        return known.Length > 0 ? known : (profile.FindTeam(team)?.Leaders ?? [])
            .Select(address => address.Trim()).DistinctBy(address => address.ToLowerInvariant())
            .Select(address => new Recipient(address.ToLowerInvariant(), null, address, Language(profile.Language)));
    }

    // "da-DK" is Danish too; whoever speaks neither language reads English.
    private static string Language(string tag) => tag.StartsWith("da", StringComparison.OrdinalIgnoreCase) ? "da" : "en";
}
