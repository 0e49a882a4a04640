using System.Globalization;
using System.Text;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Itsm.Demo;

internal sealed record Colleague(Person Person, string Team, Roles Roles)
{
    public Actor Actor => new(Person.Id, Roles);
}

internal sealed record Caller(Person Person, string? Area)
{
    public Actor Actor => new(Person.Id, Roles.Requester);
}

/// <summary>Everybody of the demo desk. The names are common ones put together; the addresses are of a domain that is nobody's.</summary>
internal sealed class Cast
{
    private const int Callers = 160;

    private static readonly string[] First =
    [
        "Anne", "Mette", "Kirsten", "Hanne", "Camilla", "Sofie", "Ida", "Freja", "Astrid", "Karen", "Louise", "Maria", "Emma", "Laura", "Julie", "Nanna",
        "Peter", "Jens", "Lars", "Michael", "Henrik", "Søren", "Thomas", "Anders", "Rasmus", "Mikkel", "Emil", "Oliver", "Noah", "Aksel", "Bjørn", "Åge",
        "Fatima", "Wei", "Amir", "Priya", "Yusuf", "Elena", "Mateusz", "Chloe",
    ];

    private static readonly string[] Last =
    [
        "Jensen", "Nielsen", "Hansen", "Pedersen", "Andersen", "Christensen", "Larsen", "Sørensen", "Rasmussen", "Jørgensen", "Petersen", "Madsen",
        "Kristensen", "Olsen", "Thomsen", "Christiansen", "Poulsen", "Johansen", "Møller", "Mortensen", "Knudsen", "Lund", "Holm", "Schmidt", "Østergaard",
        "Ahmed", "Nguyen", "Kowalska", "Rossi", "Smith",
    ];

    private static readonly (string? Area, double Weight)[] Areas =
        [(null, 3), ("bss", 3), ("health", 3), ("arts", 2), ("administration", 2), ("nat-tech", 3), ("nat-tech-locations", 1), ("hr", 0.5)];

    public Cast(int seed, Profile profile)
    {
        var chance = new Random(seed);
        var taken = new HashSet<string>();
        List<Colleague> desk = [];
        foreach (Team team in profile.Teams)
        {
            Roles line = team.Line switch { Line.First => Roles.FirstLine, Line.Second => Roles.SecondLine, _ => Roles.ThirdLine };
            int agents = team.Id == profile.DefaultTeam ? 6 : team.Line == Line.First ? 3 : 2;
            for (int i = 0; i < agents; i++)
                desk.Add(new(Somebody(chance, taken, "desk", i % 4 == 3), team.Id, line));
            // A23: HR IT has a first line and no dispatcher.
            if (team.Line != Line.Third && team.Id != "hr-it")
                desk.Add(new(Somebody(chance, taken, "desk", english: false), team.Id, line | Roles.Dispatcher));
            desk.Add(new(Somebody(chance, taken, "desk", english: false), team.Id, line | Roles.TeamLeader));
        }

        Desk = desk;
        Requesters = [.. Enumerable.Range(0, Callers).Select(i => new Caller(
            Somebody(chance, taken, "university", i % 5 == 4), Areas[AcademicYear.Pick([.. Areas.Select(area => area.Weight)], chance)].Area))];
    }

    public IReadOnlyList<Colleague> Desk { get; }

    public IReadOnlyList<Caller> Requesters { get; }

    public IEnumerable<Person> Everybody => Desk.Select(colleague => colleague.Person).Concat(Requesters.Select(caller => caller.Person));

    public Colleague Agent(string team, Random chance)
    {
        Colleague[] agents = [.. Desk.Where(colleague => colleague.Team == team && (colleague.Roles & (Roles.Dispatcher | Roles.TeamLeader)) == 0)];
        return agents[chance.Next(agents.Length)];
    }

    /// <summary>Who hands out the work of a team: its dispatcher, or its leader where it has none.</summary>
    public Colleague Dispatcher(string team) =>
        Desk.FirstOrDefault(colleague => colleague.Team == team && colleague.Roles.HasFlag(Roles.Dispatcher)) ?? Leader(team);

    public Colleague Leader(string team) => Desk.First(colleague => colleague.Team == team && colleague.Roles.HasFlag(Roles.TeamLeader));

    private static Person Somebody(Random chance, HashSet<string> taken, string host, bool english)
    {
        while (true)
        {
            string first = First[chance.Next(First.Length)], last = Last[chance.Next(Last.Length)];
            string id = $"{Plain(first)}.{Plain(last)}";
            if (taken.Add(id))
                return new(id, $"{first} {last}", $"{id}@{host}.example.org", english ? "en" : "da");
        }
    }

    private static string Plain(string name)
    {
        string spelled = name.ToLowerInvariant().Replace("æ", "ae", StringComparison.Ordinal).Replace("ø", "oe", StringComparison.Ordinal).Replace("å", "aa", StringComparison.Ordinal);
        return new([.. spelled.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)]);
    }
}
