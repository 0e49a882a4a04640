using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Itsm.Demo;

/// <param name="Reference">Names it among those of the plot.</param>
internal sealed record Chapter(string Reference, TicketKind Kind, Action<Plot, Script> Tell);

/// <summary>
/// The tickets of the demo desk that belong together: changes at each stage, problems with their incidents, and what comes again.
/// Told as the others are, and around the instant at which the desk stands still.
/// </summary>
/// <param name="numbers">Of each chapter, by reference: they name one another.</param>
internal sealed partial class Plot(Stage stage, IReadOnlyDictionary<string, TicketNumber> numbers)
{
    /// <summary>The one that has come again: on this nobody has opened a problem yet.</summary>
    public const string Recurring = "printer-1331-2";

    // Problems before their incidents, which are told what they say.
    public static readonly IReadOnlyList<Chapter> Chapters = [.. Changes, .. Problems, .. Incidents];

    private readonly Dictionary<string, Script> _told = [];

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<(Chapter Chapter, Script Script)> Tell() => [.. Chapters.Select(chapter =>
    {
        var script = new Script(stage, chapter.Reference, numbers[chapter.Reference]);
        chapter.Tell(this, script);
        script.End();
        _told.Add(chapter.Reference, script);
        return (chapter, script);
    })];

    /// <summary>What the desk would have proposed of its incidents by now.</summary>
    public Recurrence Recurs()
    {
        Ticket[] incidents = [.. _told.Values.Select(script => script.Ticket).Where(ticket => ticket.Classification.ConfigurationItem == Recurring)];
        RecurrenceRules rules = stage.Profile.Recurrence;
        return new Recurrence(incidents[0].Classification.Category, Recurring, IsItem: true, []).With(incidents.Select(Sighting.Of), new HashSet<TicketNumber>(), rules, stage.Now).Judged(rules, stage.Now);
    }

    private static IReadOnlyList<Chapter> Problems =>
    [
        Problem("wifi", (plot, script) =>
        {
            plot.Open(script, -10, 10, "infrastructure", "Trådløst net falder ud i bygning 1530", "Hver morgen mellem otte og ni, på alle etager. Det kommer igen, uanset hvad der gøres ved det enkelte adgangspunkt.", "network", "wireless", "wlc-1530", "wifi-1", "wifi-2", "wifi-3", "wifi-4");
            Colleague dispatcher = plot.Dispatcher("infrastructure"), one = plot.Agent("infrastructure", 0), other = plot.Agent("infrastructure", 1);
            script.Do(plot.At(-9, 9), dispatcher.Actor, new ProblemCommand.AssignInvestigators([one.Person.Id], "Se på controlleren; adgangspunkterne er skiftet én gang."));
            script.Do(plot.At(-8, 11), one.Actor, new ProblemCommand.Record(
                "Controlleren i 1530 løber tør for hukommelse, når alle kobler på samtidig.", "Genstart controlleren før otte; den holder så en dag.", "Brug det kablede netstik ved bordet, eller vent til klokken ni, og slut til eduroam igen.",
                KnownError: true, PublicTitle: "Intet Wi-Fi i bygning 1530 om morgenen"));
            script.Do(plot.At(-8, 12), one.Actor, new ProblemCommand.Communicate());
            script.Do(plot.At(-6, 10), one.Actor, new ProblemCommand.AssignHandlers([other.Person.Id], "Den skal have ny firmware: se ændringen på controlleren."));
        }),
        Problem("calendar", (plot, script) =>
        {
            plot.Open(script, -4, 10, "general-applications", "Aftaler forsvinder fra fælleskalendere", "Tre institutter mangler aftaler, som er lagt ind fra en telefon.", "mail", "calendar", "calendar-sync", "calendar-1", "calendar-2", "calendar-3");
            Colleague one = plot.Agent("general-applications", 0);
            script.Do(plot.At(-3, 9), plot.Dispatcher("general-applications").Actor, new ProblemCommand.AssignInvestigators([one.Person.Id], "Kun telefoner, og kun siden opdateringen i sidste uge."));
            script.Do(plot.At(-2, 14), one.Actor, new TicketCommand.Journal("Genskabt med en testkonto: aftalen når synkroniseringen og afvises dér. Leverandøren er spurgt.", Visibility.Internal));
        }),
        Problem("exports", (plot, script) => plot.Open(
            script, -1, 11, "administrative-applications", "Udtræk fra STADS står stille den første i måneden", "To studieadministrationer melder det samme som i forrige måned.", "administration", "stads", "stads-export", "exports-1", "exports-2")),
        Problem("print", (plot, script) =>
        {
            plot.Open(script, -20, 10, "infrastructure", "Printkøen i 1443 går i stå hver nat", "Den genstartes hver morgen.", "hardware", "printer", "print-02", "print-1", "print-2");
            Colleague one = plot.Agent("infrastructure", 1);
            script.Do(plot.At(-19, 9), plot.Dispatcher("infrastructure").Actor, new ProblemCommand.AssignInvestigators([one.Person.Id], null));
            script.Do(plot.At(-17, 10), one.Actor, new ProblemCommand.AssignHandlers([one.Person.Id], null));
            script.Do(plot.At(-15, 13), one.Actor, new ProblemCommand.Eliminate("Sikkerhedskopien er flyttet fra printserveren.", "Sikkerhedskopien låste køens mappe hver nat klokken tre."));
        }),
    ];

    private static IReadOnlyList<Chapter> Incidents =>
    [
        Incident("wifi-1", 3, "wifi", -14, "network", "wireless", "wlc-1530", "Intet net i 1530", "Min pc finder ikke eduroam på kontoret.", "Adgangspunktet er genstartet.", "No network in 1530", "My laptop does not find eduroam in my office.", "The access point was restarted."),
        Incident("wifi-2", 8, "wifi", -12, "network", "wireless", "wlc-1530", "Wi-Fi nede på 2. sal", "Hele holdet mistede forbindelsen klokken 8.20.", "Adgangspunktet er skiftet.", "Wi-Fi down on the 2nd floor", "The whole class lost its connection at 8.20.", "The access point was replaced."),
        Incident("wifi-3", 21, "wifi", -11, "network", "wireless", "wlc-1530", "Trådløst net forsvinder om morgenen", "Det sker hver dag i denne uge.", null, "The wireless network is gone in the morning", "Every day this week.", null),
        Incident("wifi-4", 34, "wifi", -10, "network", "wireless", "wlc-1530", "Kan ikke komme på nettet i 1530", "Hverken telefon eller pc.", null, "Cannot get online in 1530", "Neither my phone nor my laptop.", null),
        Incident("calendar-1", 5, "calendar", -7, "mail", "calendar", "calendar-sync", "Et møde er væk fra instituttets kalender", "Jeg lagde det ind i går fra min telefon.", null, "A meeting is gone from the department's calendar", "I entered it yesterday, on my phone.", null),
        Incident("calendar-2", 13, "calendar", -6, "mail", "calendar", "calendar-sync", "Lokalebookinger forsvinder", "To bookinger er væk siden mandag.", null, "Room bookings disappear", "Two of them are gone since Monday.", null),
        Incident("calendar-3", 29, "calendar", -5, "mail", "calendar", "calendar-sync", "Aftaler fra telefonen når ikke kalenderen", "De står på telefonen, men ingen andre kan se dem.", null, "Appointments from my phone do not reach the calendar", "I see them on the phone, and nobody else does.", null),
        Incident("exports-1", 40, "exports", -2, "administration", "stads", "stads-export", "Udtræk fra STADS bliver ikke færdigt", "Det har stået på 0 % siden i morges.", null, "An export from STADS does not finish", "It has stood at 0 % since this morning.", null),
        Incident("exports-2", 47, "exports", -2, "administration", "stads", "stads-export", "STADS-udtræk fejler", "Samme fejl som i sidste måned.", null, "A STADS export fails", "The same error as last month.", null),
        Incident("print-1", 55, "print", -22, "hardware", "printer", "print-02", "Der kommer intet ud af printeren i 1443", "Køen er fuld.", "Køen er genstartet.", "Nothing comes out of the printer in 1443", "Its queue is full.", "The queue was restarted."),
        Incident("print-2", 61, "print", -21, "hardware", "printer", "print-02", "Printeren i 1443 igen", "Som i går.", "Køen er genstartet.", "The printer in 1443 again", "As yesterday.", "The queue was restarted."),
        Incident("again-1", 70, null, -46, "hardware", "printer", Recurring, "Printeren på 1. sal i 1331 trækker skævt", "Hver anden side sidder fast.", "Rullerne er renset.", "The printer on the 1st floor of 1331 pulls askew", "Every second page gets stuck.", "The rollers were cleaned."),
        Incident("again-2", 77, null, -27, "hardware", "printer", Recurring, "Papirstop i 1331 igen", "Samme printer som sidst.", "Rullerne er renset.", "Paper jam in 1331 again", "The same printer as last time.", "The rollers were cleaned."),
        Incident("again-3", 83, null, -6, "hardware", "printer", Recurring, "Printeren i 1331 sidder fast", "Tredje gang siden sommer.", "Rullerne er renset, og en ny føderenhed er bestilt.", "The printer in 1331 is stuck", "For the third time since summer.", "The rollers were cleaned, and a new feeder is ordered."),
    ];

    private static Chapter Problem(string name, Action<Plot, Script> tell) => new(OfProblem(name), TicketKind.Problem, tell);

    private static Chapter Incident(
        string name, int caller, string? problem, int day, string category, string subcategory, string item, string daTitle, string daText, string? daSolution, string enTitle, string enText, string? enSolution) =>
        new(OfIncident(name), TicketKind.Incident, (plot, script) => plot.Report(
            script, plot.Requester(caller), problem, day, new(new Assessment.OfIncident(Impact.Department, Urgency.Medium), category, subcategory, null, null, item), new(daTitle, daText, daSolution ?? ""), new(enTitle, enText, enSolution ?? ""), daSolution is not null));

    private static string OfProblem(string name) => $"demo:problem:{name}";

    public static string OfIncident(string name) => $"demo:incident:{name}";

    private void Open(Script script, int day, int hour, string team, string title, string text, string category, string subcategory, string item, params string[] incidents)
    {
        Colleague first = Agent(stage.Profile.DefaultTeam, 0);
        script.Open(
            new NewProblem(title, text, category, subcategory, first.Person.Id, [.. incidents.Select(incident => numbers[OfIncident(incident)])], Team: team, ConfigurationItem: item), first.Actor, At(day, hour));
    }

    private void Report(Script script, Caller caller, string? problem, int day, Classification about, Wording danish, Wording english, bool isSolved)
    {
        Wording words = caller.Person.Language == "en" ? english : danish;
        Colleague agent = Agent(stage.Profile.DefaultTeam, Math.Abs(day) % 4);
        DateTimeOffset at = At(day, 8).AddMinutes(25);
        script.Open(new NewTicket(words.Title, words.Description, about, "portal", null, caller.Person.Id, null, Markers.None), caller.Actor, at);
        script.Do(at.AddMinutes(35), Dispatcher(stage.Profile.DefaultTeam).Actor, new TicketCommand.Assign(null, agent.Person.Id));
        script.Do(at.AddMinutes(50), agent.Actor, new TicketCommand.BeginWork());
        if (isSolved)
            script.Do(at.AddHours(5), agent.Actor, new TicketCommand.Resolve(words.Solution, null));
        if (problem is null)
            return;

        // What follows from the problem's events, as the reactions to them have it follow.
        Script behind = _told[OfProblem(problem)];
        script.Do(behind.Ticket.OpenedAt.AddSeconds(2), Actor.Clock, new TicketCommand.MirrorLink(behind.Ticket.Number, LinkKind.CausedBy, behind.Ticket.Dossier.Links[0].Version, null));
        if (behind.Ticket.Problem!.Communicated is { } told && TicketDesk.MayBeTold(script.Ticket))
            script.Do(told.At.AddSeconds(2), Actor.Clock, new TicketCommand.TellWorkaround(behind.Ticket.Number, told.Round, told.Text.Value));
    }

    private DateTimeOffset At(int day, int hour) => stage.Year.WorkingDays(stage.Now, day, hour);

    private Colleague Agent(string team, int index)
    {
        Colleague[] agents = [.. stage.Cast.Desk.Where(colleague => colleague.Team == team && (colleague.Roles & (Roles.Dispatcher | Roles.TeamLeader)) == 0)];
        return agents[index % agents.Length];
    }

    private Colleague Dispatcher(string team) => stage.Cast.Dispatcher(team);

    private Colleague Leader(string team) => stage.Cast.Leader(team);

    private Caller Requester(int index) => stage.Cast.Requesters[index];
}
