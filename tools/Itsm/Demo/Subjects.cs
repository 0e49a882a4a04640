using ItsmFunctions.Domain.Priorities;
using static ItsmFunctions.Domain.Priorities.Impact;
using static ItsmFunctions.Domain.Priorities.Importance;
using static ItsmFunctions.Domain.Priorities.Speed;
using static ItsmFunctions.Domain.Priorities.Urgency;

namespace ItsmFunctions.Itsm.Demo;

/// <summary>When in the academic year a subject comes up more often.</summary>
internal enum Season
{
    Always,
    SemesterStart,
    Exams,
}

internal sealed record Wording(string Title, string Description, string Solution);

/// <summary>Something that people write to a university's service desk about.</summary>
/// <param name="Weight">How often, beside the others.</param>
/// <param name="Specialist">The second-line team that it may need.</param>
/// <param name="Reason">What it most likely waits for.</param>
internal sealed record Subject(
    int Weight, Season Season, string Category, string Subcategory, Assessment Assessment, string? Specialist, string Reason, Wording Danish, Wording English);

/// <summary>What the demo desk is asked.</summary>
internal static class Subjects
{
    public static readonly IReadOnlyList<Subject> All =
    [
        Broken(9, Season.Always, "hardware", "computer", Individual, High, null, "PR-08",
            "Min pc vil ikke starte", "Skærmen forbliver sort, og den bipper tre gange.", "Defekt hukommelse udskiftet.",
            "My laptop does not start", "The screen stays black and it beeps three times.", "Faulty memory module replaced."),
        Broken(8, Season.Always, "hardware", "printer", Individual, Low, null, "PR-07",
            "Printeren på kontoret er nede", "Den melder papirstop, men der sidder ikke noget.", "Leverandøren har skiftet fremføringsrullen.",
            "The office printer is down", "It reports a paper jam but nothing is stuck.", "The supplier replaced the feed roller."),
        Broken(4, Season.Always, "hardware", "printer", Department, Low, "infrastructure", "PR-07",
            "Netværksprinteren i forhallen printer ikke", "Ingen på gangen kan printe.", "Printkøen er genstartet og driveren opdateret.",
            "The network printer in the hall does not print", "Nobody on the corridor can print.", "Print queue restarted, driver updated."),
        Broken(5, Season.Always, "hardware", "screen", Individual, Medium, null, "PR-06",
            "Dockingstation giver ikke billede", "Kun den ene skærm virker.", "Firmware i dockingstationen opdateret.",
            "Docking station gives no picture", "Only one of the screens works.", "Docking station firmware updated."),
        Broken(7, Season.SemesterStart, "network", "wireless", Individual, Medium, "infrastructure", "PR-05",
            "Kan ikke komme på Eduroam", "Telefonen afviser mit kodeord.", "Certifikatet var udløbet; profilen er installeret igen.",
            "Cannot connect to Eduroam", "My phone rejects the password.", "Expired certificate; profile installed again."),
        Broken(1, Season.Exams, "network", "wireless", Company, High, "infrastructure", "PR-02",
            "Trådløst net nede i bygningen under digital eksamen", "180 studerende sidder midt i en digital eksamen uden net.", "Controlleren er genstartet; eksamen forlænget med 20 minutter.",
            "Wireless down in the building during a digital exam", "180 students are in the middle of a digital exam without network.", "Controller restarted; the exam was extended by 20 minutes."),
        Broken(4, Season.Always, "network", "wired", Individual, Low, "infrastructure", "PR-06",
            "Netstikket på kontoret er dødt", "Jeg bruger Eduroam og VPN imens.", "Porten er patchet igen i krydsfeltet.",
            "The wall socket in my office is dead", "I use Eduroam and VPN meanwhile.", "Port patched again in the wiring closet."),
        Broken(6, Season.Always, "network", "vpn", Individual, Medium, "infrastructure", "PR-05",
            "VPN afbryder hele tiden hjemmefra", "Forbindelsen ryger hvert tiende minut.", "Klienten opdateret til den nye version.",
            "VPN keeps disconnecting at home", "The connection drops every ten minutes.", "Client updated to the new version."),
        Broken(8, Season.SemesterStart, "access", "account", Individual, High, null, "PR-05",
            "Kan ikke logge på", "Mit kodeord er udløbet, og jeg er uden for campus.", "Identiteten bekræftet, kodeordet nulstillet.",
            "Cannot sign in", "My password has expired and I am off campus.", "Identity confirmed, password reset."),
        Broken(5, Season.Always, "mail", "delivery", Individual, High, "general-applications", "PR-05",
            "Modtager ikke mails", "Jeg venter en vigtig mail fra en medforfatter.", "Mailen lå i karantæne; afsenderen er godkendt.",
            "I do not receive mail", "I am waiting for an important mail from a co-author.", "The mail was quarantined; the sender is allowed now."),
        Broken(4, Season.Always, "mail", "calendar", Individual, Low, "general-applications", "PR-05",
            "Fælleskalenderen viser forkerte tider", "Møderne står en time forskudt.", "Tidszonen i delingen er rettet.",
            "The shared calendar shows wrong times", "Meetings are off by an hour.", "Time zone of the share corrected."),
        Broken(5, Season.SemesterStart, "teaching", "brightspace", Department, Medium, "general-applications", "PR-02",
            "Tre kurser kan ikke åbnes i Brightspace", "Omkring 150 studerende og fem undervisere er ramt.", "Rollerne er synkroniseret igen fra STADS.",
            "Three courses cannot be opened in Brightspace", "About 150 students and five teachers are affected.", "Roles synchronised again from STADS."),
        Broken(4, Season.Always, "teaching", "brightspace", Individual, Medium, "general-applications", "PR-05",
            "Mindre fejl på et Brightspace-hold", "En aflevering vises ikke for én gruppe.", "Gruppens tildeling var slettet; den er lagt ind igen.",
            "Minor fault in a Brightspace class", "One assignment is hidden from one group.", "The group's assignment had been removed; restored."),
        Broken(3, Season.Exams, "teaching", "digital-exam", Department, High, "general-applications", "PR-02",
            "Ingen kan aflevere i Digital Eksamen", "Afleveringsknappen er grå for alle på holdet.", "Afleveringsfristen stod i den forkerte tidszone; den er rettet.",
            "Nobody can hand in to the digital exam", "The hand-in button is grey for the whole class.", "The deadline stood in the wrong time zone; corrected."),
        Broken(4, Season.SemesterStart, "teaching", "auditorium", Department, High, "infrastructure", "PR-09",
            "Projektoren i auditoriet virker ikke", "Undervisningen begynder om ti minutter.", "Styringen er genstartet, lampen bestilt.",
            "The auditorium projector does not work", "The lecture starts in ten minutes.", "Controller restarted, lamp ordered."),
        Broken(2, Season.Always, "administration", "stads", Company, High, "administrative-applications", "PR-02",
            "STADS er nede", "Ingen i studieadministrationen kan logge på.", "Databasen kørte fuld; pladsen er udvidet.",
            "STADS is down", "Nobody in student administration can sign in.", "The database was full; space added."),
        Broken(3, Season.Always, "administration", "finance", Department, Medium, "administrative-applications", "PR-07",
            "Fakturaer bliver hængende i økonomisystemet", "Godkendte fakturaer sendes ikke videre.", "Leverandøren har rettet integrationen.",
            "Invoices get stuck in the finance system", "Approved invoices are not passed on.", "The supplier corrected the integration."),
        Broken(6, Season.Always, "software", "office", Individual, Low, null, "PR-05",
            "Kan ikke redigere et Word-dokument", "Dokumentet åbner skrivebeskyttet.", "Filen var låst af en gammel session.",
            "Cannot edit one Word document", "The document opens read-only.", "The file was locked by an old session."),
        Broken(4, Season.Always, "software", "operating-system", Individual, Medium, null, "PR-04",
            "Windows opdaterer midt i undervisningen", "Maskinen genstarter af sig selv.", "Opdateringsvinduet er flyttet til natten.",
            "Windows updates in the middle of a class", "The machine restarts by itself.", "The update window was moved to the night."),
        Broken(3, Season.Always, "software", "business-application", Department, Medium, "development-ux", "PR-13",
            "Selvbetjeningen viser en tom side", "Siden for rejseafregning er tom i Firefox.", "Rettet i ugens udgivelse.",
            "Self-service shows an empty page", "The travel expense page is empty in Firefox.", "Corrected in this week's release."),
        Broken(2, Season.Always, "security", "suspicious-activity", Individual, High, "security", "PR-05",
            "Mistænkelig trafik fra en brugers pc", "Pc'en kontakter en ukendt adresse hvert minut.", "Pc'en er geninstalleret; ingen data er lækket.",
            "Suspicious traffic from a user's PC", "The PC contacts an unknown address every minute.", "PC reinstalled; no data has leaked."),
        Broken(4, Season.Always, "security", "phishing", Department, Medium, "security", "PR-02",
            "Phishingmail sendt til hele instituttet", "Mailen ligner en besked fra lønkontoret.", "Afsenderen er blokeret, mailen fjernet fra alle postkasser.",
            "Phishing mail sent to the whole department", "The mail looks like a message from payroll.", "Sender blocked, mail removed from all mailboxes."),
        Asked(8, Season.Always, "hardware", "peripheral", WheneverPossible, Standard, null, "PR-10",
            "Nyt tastatur", "Jeg vil gerne have et ergonomisk tastatur.", "Tastaturet er udleveret.",
            "New keyboard", "I would like an ergonomic keyboard.", "Keyboard handed over."),
        Asked(6, Season.Always, "hardware", "computer", ShouldHave, Standard, null, "PR-08",
            "Bestilling af bærbar pc", "Til en ny ph.d.-studerende.", "Pc'en er klargjort og udleveret.",
            "Order for a laptop", "For a new PhD student.", "Laptop prepared and handed over."),
        Asked(3, Season.SemesterStart, "access", "account", MustHave, Expedite, null, "PR-01",
            "Ny medarbejder mangler adgang", "Kollegaen begynder den første i måneden.", "Konti oprettet på startdatoen.",
            "New employee lacks access", "The colleague starts on the first of the month.", "Accounts created on the start date."),
        Asked(5, Season.Always, "access", "shared-drive", ShouldHave, Expedite, "infrastructure", "PR-03",
            "Adgang til fællesdrev", "Jeg er ny i projektgruppen.", "Ejeren har godkendt; adgangen er givet.",
            "Access to a shared drive", "I am new in the project group.", "The owner approved; access granted."),
        Asked(4, Season.Always, "access", "mailbox", ShouldHave, Standard, "general-applications", "PR-03",
            "Funktionspostkasse til konference", "Vi skal bruge den i et halvt år.", "Postkassen er oprettet.",
            "Functional mailbox for a conference", "We need it for half a year.", "Mailbox created."),
        Asked(4, Season.Always, "access", "system-access", ShouldHave, Standard, "administrative-applications", "PR-03",
            "Adgang til STADS og EDDI", "Jeg overtager studiesekretariatet.", "Adgangen er givet efter godkendelse.",
            "Access to STADS and EDDI", "I take over the student office.", "Access granted after approval."),
        Asked(5, Season.Always, "software", "installation", WheneverPossible, Standard, null, "PR-09",
            "Installation af statistikprogram", "Licensen er bestilt.", "Programmet er installeret.",
            "Installation of a statistics package", "The licence is ordered.", "Software installed."),
        Asked(3, Season.Always, "hardware", "phone", WheneverPossible, Standard, null, "PR-12",
            "Mobiltelefon til vagten", "Den gamle kan ikke holde strøm.", "Telefonen er udleveret.",
            "Mobile phone for the person on duty", "The old one no longer holds charge.", "Phone handed over."),
        Asked(3, Season.Always, "hardware", "screen", WheneverPossible, Standard, null, "PR-11",
            "Ekstra skærm til kontoret i Emdrup", "Helst 27 tommer.", "Skærmen er sendt og modtaget.",
            "Extra screen for the office in Emdrup", "27 inches if possible.", "Screen sent and received."),
        Asked(3, Season.Always, "other", "question", WheneverPossible, Standard, null, "PR-05",
            "Spørgsmål om et felt i STADS", "Hvad betyder status 7?", "Forklaret pr. mail.",
            "Question about a field in STADS", "What does status 7 mean?", "Explained by mail."),
        Asked(2, Season.Always, "other", "event", MustHave, Expedite, null, "PR-06",
            "Livestream af tiltrædelsesforelæsning", "Der kommer gæster fra ministeriet.", "Streamen er afviklet uden udfald.",
            "Live stream of an inaugural lecture", "Guests from the ministry will attend.", "The stream ran without interruption."),
        Asked(2, Season.Always, "software", "business-application", ShouldHave, Standard, "development-ux", "PR-17",
            "Nyt felt i selvbetjeningen", "Vi mangler projektnummer på formularen.", "Feltet er med i den nye udgivelse.",
            "New field in self-service", "The form lacks the project number.", "The field is part of the new release."),
    ];

    private static Subject Broken(
        int weight, Season season, string category, string subcategory, Impact impact, Urgency urgency, string? specialist, string reason,
        string daTitle, string daText, string daSolution, string enTitle, string enText, string enSolution) => new(
        weight, season, category, subcategory, new Assessment.OfIncident(impact, urgency), specialist, reason, new(daTitle, daText, daSolution), new(enTitle, enText, enSolution));

    private static Subject Asked(
        int weight, Season season, string category, string subcategory, Importance importance, Speed speed, string? specialist, string reason,
        string daTitle, string daText, string daSolution, string enTitle, string enText, string enSolution) => new(
        weight, season, category, subcategory, new Assessment.OfRequest(importance, speed), specialist, reason, new(daTitle, daText, daSolution), new(enTitle, enText, enSolution));
}
