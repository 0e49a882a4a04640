using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>Somebody of the desk: an address that a list names, a member of the staff directory, or a person id that neither knows.</summary>
internal readonly record struct StaffAddress(string? Address, StaffMember? Member, string? Id);

/// <summary>Who stands for what in one team at an instant: its own lists first, then the staff directory.</summary>
internal sealed class DeskPeople(Profile profile, string team, DateTimeOffset at)
{
    private readonly Team? _team = profile.FindTeam(team);

    public IEnumerable<StaffAddress> Leaders => Listed(_team?.Leaders).Concat(profile.Directory.LeadersOf(team).Select(Member));

    /// <summary>Also those who are away.</summary>
    public IEnumerable<StaffAddress> AllDispatchers => Listed(_team?.Dispatchers).Concat(profile.Directory.DispatchersOf(team).Select(Member));

    /// <summary>Those who are there; the leaders where none is (AU-20, A23).</summary>
    public IEnumerable<StaffAddress> Dispatchers =>
        AllDispatchers.Where(each => !IsAway(each)).ToArray() is { Length: > 0 } there ? there : Leaders;

    /// <summary>All of the team: who leads it, who dispatches it, who works in it.</summary>
    public IEnumerable<StaffAddress> Everybody => Leaders.Concat(AllDispatchers).Concat(profile.Directory.AgentsOf(team).Select(Member));

    public IEnumerable<StaffAddress> ProcessManagement => Listed(profile.ProcessManagement);

    /// <summary>An agent who is there, or whoever stands in.</summary>
    public IEnumerable<StaffAddress> AgentOr(string? agent, IEnumerable<StaffAddress> otherwise) =>
        agent is null || IsAway(Person(agent)) ? otherwise : [Person(agent)];

    public StaffAddress Person(string id) => profile.Directory.Find(id) is { } member ? Member(member) : new(null, null, id);

    private bool IsAway(StaffAddress each) => (each.Member ?? (each.Address is { } mail ? profile.Directory.FindByMail(mail) : null))?.AbsenceAt(at) is not null;

    private static IEnumerable<StaffAddress> Listed(IReadOnlyList<string>? addresses) => (addresses ?? []).Select(address => new StaffAddress(address.Trim(), null, null));

    private static StaffAddress Member(StaffMember member) => new(null, member, null);
}
