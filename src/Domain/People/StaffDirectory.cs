using System.Collections.Immutable;

namespace ItsmFunctions.Domain.People;

/// <summary>
/// Who works in which team, and as what: an organisation's own data. Roles come with the token; the directory says in which teams
/// they count. An organisation that keeps none has no teams of its own for anybody: rights fall back to the roles alone.
/// </summary>
public sealed record StaffDirectory(ImmutableArray<StaffMember> Members)
{
    public static readonly StaffDirectory Empty = new(ImmutableArray<StaffMember>.Empty);

    public bool IsKept => !Members.IsDefaultOrEmpty;

    public StaffMember? Find(string? id) => id is null ? null : Members.FirstOrDefault(member => member.Id == id);

    public StaffMember? FindByMail(string mail) => Members.FirstOrDefault(member => string.Equals(member.Mail, mail, StringComparison.OrdinalIgnoreCase));

    public IEnumerable<StaffMember> AgentsOf(string team) => Members.Where(member => member.Teams.Contains(team));

    public IEnumerable<StaffMember> DispatchersOf(string team) => Members.Where(member => member.Dispatches.Contains(team));

    public IEnumerable<StaffMember> LeadersOf(string team) => Members.Where(member => member.Leads.Contains(team));
}

/// <summary>One person of the desk.</summary>
/// <param name="Id">The object id that their token carries.</param>
/// <param name="Language">"da" or "en"; null for the organisation's.</param>
/// <param name="Teams">Ids of the teams in which they are an agent.</param>
/// <param name="Dispatches">Ids of the teams whose queue they dispatch (AU-07).</param>
/// <param name="Leads">Ids of the teams that they lead.</param>
/// <param name="Absences">When they are away (AU-44, AU-48).</param>
public sealed record StaffMember(
    string Id, string Name, string? Mail, string? Language,
    ImmutableArray<string> Teams, ImmutableArray<string> Dispatches, ImmutableArray<string> Leads, ImmutableArray<Absence> Absences)
{
    public bool IsOf(string team) => Teams.Contains(team) || Dispatches.Contains(team) || Leads.Contains(team);

    public Absence? AbsenceAt(DateTimeOffset at) => Absences.FirstOrDefault(absence => absence.From <= at && at < absence.Until);
}

/// <param name="From">The first instant.</param>
/// <param name="Until">The first instant after it.</param>
/// <param name="AutoReply">What a user who writes is told meanwhile (AU-48); null for the product's own text.</param>
public sealed record Absence(DateTimeOffset From, DateTimeOffset Until, string? AutoReply);
