using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.People;

namespace ItsmFunctions.Functions.Notifications;

/// <param name="Key">Person id, or the mail address in lower case where the profile names one: part of the notification's id.</param>
/// <param name="Language">"da" or "en".</param>
public sealed record Recipient(string Key, string? Name, string? Address, string Language);

/// <summary>
/// Who is told: the requester by their id; of the desk those whom a team's own lists name, and those whom the staff directory does
/// (AU-18, A23). Nobody of the desk is told of what they did themselves.
/// </summary>
public sealed class Recipients(PersonStore people)
{
    /// <summary>Each once, whichever list names them and however it spells the address.</summary>
    public async Task<IReadOnlyList<Recipient>> OfAsync(Notice notice, Ticket ticket, TicketEvent e, Profile profile, CancellationToken stop)
    {
        OrganisationId organisation = ticket.Organisation;
        switch (notice.Audience)
        {
            // A system that reports for itself reads no mail: that it has no address is no mail that failed.
            case Audience.Requester or Audience.Openers when ticket.IsOfMonitoring && (await PersonAsync(organisation, ticket.Requester, profile, stop)).Address is null:
                return [];
            case Audience.Requester:
                return [await PersonAsync(organisation, e.Dimensions.Requester, profile, stop)];
            case Audience.Openers:
                return await PersonsAsync(organisation, OpenersOf(ticket), profile, stop);
            case Audience.Electors:
                return await ElectorsAsync(organisation, ChangeNotices.AskedOf(e, ticket.Change), ticket, profile, stop);
            case Audience.Watchers:
                return await PersonsAsync(organisation, ticket.Dossier.Followers(), profile, stop);
            case Audience.Affected:
                return await PersonsAsync(organisation, [e.Dimensions.Requester, .. ticket.Dossier.Followers(), .. (ticket.Ormis?.Stakeholders ?? []).Select(each => each.Person)], profile, stop);
            case Audience.Stakeholders when e.What is Happening.FinalUpdateTold last:
                return await PersonsAsync(organisation, last.To.Ids, profile, stop);
            case Audience.NewWatcher when e.What is Happening.WatcherAdded added:
                return [await PersonAsync(organisation, added.Person, profile, stop)];
            case Audience.Approvers when e.What is Happening.ApprovalAsked { Approver: { } approver }:
                return [await PersonAsync(organisation, approver, profile, stop)];
        }

        var desk = new DeskPeople(profile, notice.Team ?? e.Dimensions.Team, e.HappenedAt);
        List<StaffAddress> told =
        [
            .. notice.Audience switch
            {
                Audience.Coordinators => desk.Leaders.Concat(desk.AllDispatchers).Concat(desk.ProcessManagement),
                Audience.Dispatchers => desk.Dispatchers,
                Audience.Department => desk.Everybody,
                Audience.DepartmentAndAuthor => OpenersOf(ticket).Select(desk.Person).Concat(desk.Everybody),
                Audience.Groups => Groups(e, profile, desk),
                Audience.Leaders or Audience.Approvers => desk.Leaders,
                Audience.ProcessManagement => desk.ProcessManagement,
                Audience.Named => ProblemNotices.NamedIn(e.What).Concat(OrmisNotices.NamedIn(e.What)).Select(desk.Person),
                // When they hear of it, and not when it was due: whoever was on call then may sleep by now.
                Audience.OnCall => desk.AgentOr(profile.OnCallOf(notice.Team ?? e.Dimensions.Team, e.RecordedAt), desk.Leaders),
                Audience.Assignee => desk.AgentOr((e.What as Happening.Prompted)?.Person ?? e.Dimensions.Assignee, desk.Dispatchers),
                _ => throw new InvalidOperationException($"Nobody is {notice.Audience}."),
            },
        ];
        if (notice.Person is { } person)
            told.Add(desk.Person(person));
        return told.Count == 0 ? [] : await OnceAsync(told, organisation, e.By, profile, stop);
    }

    /// <summary>Person ids of who wrote a ticket: for whom it is, and who opened it for them (A1).</summary>
    public static IEnumerable<string> OpenersOf(Ticket ticket) => new[] { ticket.Requester, ticket.OpenedBy }.Distinct();

    /// <summary>The names of those who have one, by person id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(OrganisationId organisation, IEnumerable<string> ids, Profile profile, CancellationToken stop)
    {
        var names = new Dictionary<string, string>();
        foreach (string id in ids)
        {
            if ((profile.Directory.Find(id)?.Name ?? (await people.FindAsync(organisation, id, stop))?.Name) is { } name && !string.IsNullOrWhiteSpace(name))
                names[id] = name;
        }

        return names;
    }

    private static IEnumerable<StaffAddress> Groups(TicketEvent e, Profile profile, DeskPeople department)
    {
        HashSet<string?> told = [.. department.Everybody.Select(AddressOf)];
        return ((e.What as Happening.Opened)?.Groups?.Ids ?? []).SelectMany(group => new DeskPeople(profile, group, e.HappenedAt).Everybody).Where(each => !told.Contains(AddressOf(each)));

        static string? AddressOf(StaffAddress each) => (each.Member?.Mail ?? each.Address ?? each.Member?.Id)?.ToLowerInvariant();
    }

    private async Task<IReadOnlyList<Recipient>> OnceAsync(List<StaffAddress> told, OrganisationId organisation, string by, Profile profile, CancellationToken stop)
    {
        string? ownAddress = by == Actor.Clock.Id ? null : (await PersonAsync(organisation, by, profile, stop)).Address;
        var recipients = new List<Recipient>();
        foreach (StaffAddress each in told)
        {
            Recipient recipient = each.Member is { } member
                ? await MemberAsync(organisation, member, profile, stop)
                : each.Id is { } id ? await PersonAsync(organisation, id, profile, stop)
                : await ListedAsync(organisation, each.Address!, profile, stop);
            bool isAuthor = recipient.Key == by || (ownAddress is not null && Same(recipient.Address, ownAddress));
            if (!isAuthor && !recipients.Any(other => other.Key == recipient.Key || (other.Address is not null && Same(other.Address, recipient.Address))))
                recipients.Add(recipient);
        }

        return recipients;
    }

    private static string? FirstSaid(string? one, string? other) => string.IsNullOrWhiteSpace(one) ? other : one;

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    // A list may name somebody by the address that they come in with, and the directory by another: one person, written to where the directory says.
    private async Task<Recipient> ListedAsync(OrganisationId organisation, string address, Profile profile, CancellationToken stop)
    {
        if (profile.Directory.FindByMail(address) is { } named)
            return new(address.ToLowerInvariant(), named.Name, address, Language(named.Language ?? profile.Language));
        IReadOnlyList<Person> met = await people.FindByMailAsync(organisation, address, stop);
        return met.Select(person => profile.Directory.Find(person.Id)).OfType<StaffMember>().FirstOrDefault() is { } member
            ? await MemberAsync(organisation, member, profile, stop)
            : new(address.ToLowerInvariant(), met.Count == 1 ? met[0].Name : null, address, Language((met.Count == 1 ? met[0].Language : null) ?? profile.Language));
    }

    private async Task<Recipient> MemberAsync(OrganisationId organisation, StaffMember member, Profile profile, CancellationToken stop) =>
        new(member.Id, member.Name, FirstSaid(member.Mail, null) ?? (await people.FindAsync(organisation, member.Id, stop))?.Mail, Language(member.Language ?? profile.Language));

    private async Task<IReadOnlyList<Recipient>> PersonsAsync(OrganisationId organisation, IEnumerable<string> ids, Profile profile, CancellationToken stop)
    {
        var found = new List<Recipient>();
        foreach (string id in ids)
            found.Add(await PersonAsync(organisation, id, profile, stop));

        return Once(found);
    }

    private static IReadOnlyList<Recipient> Once(IEnumerable<Recipient> all)
    {
        var once = new List<Recipient>();
        foreach (Recipient each in all)
        {
            if (each.Address is null || !once.Any(other => Same(other.Address?.Trim(), each.Address.Trim())))
                once.Add(each);
        }

        return once;
    }

    // Whoever has the link votes: it goes where the organisation or they themselves say they are, and never where an author reads.
    private async Task<IReadOnlyList<Recipient>> ElectorsAsync(OrganisationId organisation, IEnumerable<string> ids, Ticket ticket, Profile profile, CancellationToken stop)
    {
        var authors = new List<string>();
        foreach (string author in Electorate.AuthorsOf(ticket))
        {
            if ((await PersonAsync(organisation, author, profile, stop)).Address is { } address)
                authors.Add(address.Trim());
        }

        var electors = new List<Recipient>();
        foreach (string id in ids)
        {
            Recipient elector = await PersonAsync(organisation, id, profile, stop);
            bool proven = !string.IsNullOrWhiteSpace(profile.Directory.Find(elector.Key)?.Mail) || await people.FindMetAsync(organisation, elector.Key, stop) is not null;
            electors.Add(proven && !authors.Any(author => Same(author, elector.Address?.Trim())) ? elector : elector with { Address = null });
        }

        // Last: whoever may not be written to there keeps nobody else's mail away.
        return Once(electors);
    }

    private async Task<Recipient> PersonAsync(OrganisationId organisation, string id, Profile profile, CancellationToken stop)
    {
        // What the directory says of somebody is the organisation's word; what their token says, theirs.
        Person? person = await people.FindAsync(organisation, id, stop);
        StaffMember? member = profile.Directory.Find(id);
        return new(id, FirstSaid(member?.Name, person?.Name), FirstSaid(member?.Mail, person?.Mail), Language(person?.Language ?? member?.Language ?? profile.Language));
    }

    // "da-DK" is Danish too; whoever speaks neither language reads English.
    private static string Language(string tag) => tag.StartsWith("da", StringComparison.OrdinalIgnoreCase) ? "da" : "en";
}
