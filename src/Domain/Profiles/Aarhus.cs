using ItsmFunctions.Domain.Priorities;

namespace ItsmFunctions.Domain.Profiles;

/// <summary>
/// The default profile: Aarhus University. Teams and areas are those its process description names (AU-25, AU-43); the
/// categories, on which it is silent, are this product's default.
/// </summary>
public static class Aarhus
{
    public static readonly Profile Profile = new()
    {
        Name = "AU",
        Zone = "Europe/Copenhagen",
        Language = "da",
        ClosesAfterDays = 30,
        ReplyOnResolved = ReplyOnResolved.FlagOnly,
        ShowAssigned = false,
        Matrices = Matrices.Aarhus,
        PendingReasons = Waiting.PendingReasons.Aarhus,
        Categories = Categories,
        Teams = Teams,
        DefaultTeam = "it-support",
        Areas =
        [
            new("bss", "Aarhus BSS", "bss-it"),
            new("health", "Health", "he-it"),
            new("arts", "Arts", "arts-it"),
            new("administration", "AU Administration", "fa-it"),
            new("nat-tech", "Nat-Tech", "nat-tech-it-1"),
            new("nat-tech-locations", "Nat-Tech, locations", "nat-tech-it-2"),
            new("hr", "HR", "hr-it"),
        ],
        ProcessManagement = [],
        Lifecycle = Tickets.Lifecycle.Aarhus,
        Rights = Rights.Grants.Aarhus,
        RequestTypes = Profiles.RequestTypes.Aarhus,
        CannedAnswers = Profiles.CannedAnswers.Aarhus,
        SelfHelp = SelfHelpEntries.Neutral,
    };

    private static IReadOnlyList<Team> Teams =>
    [
        First("it-support", "AU IT Support"),
        First("bss-it", "BSS IT"),
        First("he-it", "HE IT"),
        First("arts-it", "ARTS IT"),
        First("fa-it", "FA IT"),
        First("nat-tech-it-1", "Nat-Tech IT Team 1 (Aarhus)"),
        First("nat-tech-it-2", "Nat-Tech IT Team 2 (Lokationer)"),
        First("hr-it", "HR IT"),
        Second("administrative-applications", "Administrative Applications"),
        Second("general-applications", "General Applications"),
        Second("infrastructure", "Infrastructure"),
        Second("development-ux", "Development & User Experiences"),
        Second("security", "Security"),
        new("au-it-development", "AU IT Development", Line.Third, [], []),
    ];

    private static IReadOnlyList<Category> Categories =>
    [
        new("hardware", "Hardware", "Hardware",
            [new("computer", "Computer", "Computer"), new("printer", "Printer", "Printer"), new("phone", "Phone", "Telefon"), new("screen", "Screen and docking", "Skærm og docking"), new("peripheral", "Keyboard, mouse, other", "Tastatur, mus, andet")]),
        new("software", "Software", "Software",
            [new("office", "Office", "Office"), new("operating-system", "Operating system", "Styresystem"), new("business-application", "Business application", "Fagsystem"), new("installation", "Installation", "Installation"), new("other", "Other software", "Anden software")]),
        new("network", "Network", "Netværk",
            [new("wireless", "Wireless", "Trådløst net"), new("wired", "Wired", "Kablet net"), new("vpn", "VPN", "VPN")]),
        new("access", "Access", "Adgang",
            [new("account", "Account and password", "Konto og adgangskode"), new("shared-drive", "Shared drive", "Fællesdrev"), new("mailbox", "Functional mailbox", "Funktionspostkasse"), new("system-access", "Access to a system", "Systemadgang")]),
        new("mail", "Mail and calendar", "Mail og kalender",
            [new("delivery", "Delivery", "Levering"), new("calendar", "Calendar", "Kalender"), new("client", "Mail client", "Mailprogram")]),
        new("teaching", "Teaching and exams", "Undervisning og eksamen",
            [new("brightspace", "Brightspace", "Brightspace"), new("digital-exam", "Digital exam", "Digital eksamen"), new("auditorium", "Auditorium equipment", "Auditorieudstyr")]),
        new("administration", "Administrative systems", "Administrative systemer",
            [new("stads", "STADS", "STADS"), new("eddi", "EDDI", "EDDI"), new("finance", "Finance", "Økonomi")]),
        new("security", "Security", "Sikkerhed",
            [new("suspicious-activity", "Suspicious activity", "Mistænkelig aktivitet"), new("phishing", "Phishing", "Phishing"), new("data-loss", "Loss of data", "Tab af data")]),
        new("other", "Other", "Andet",
            [new("question", "Question", "Spørgsmål"), new("event", "Event support", "Støtte til arrangement")]),
    ];

    private static Team First(string id, string name) => new(id, name, Line.First, [], []);

    private static Team Second(string id, string name) => new(id, name, Line.Second, [], []);
}
