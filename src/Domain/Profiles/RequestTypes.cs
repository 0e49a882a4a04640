using ItsmFunctions.Domain.Priorities;

namespace ItsmFunctions.Domain.Profiles;

/// <summary>What an answer to a question of a form is.</summary>
public enum AnswerKind
{
    Text,
    Choice,

    /// <summary>A day such as 2026-11-23.</summary>
    Date,

    /// <summary>yes or no.</summary>
    YesNo,
}

/// <summary>One kind of request with its own form and its own steps (AU-10).</summary>
/// <param name="Category">What a request of it gets where it names no other; likewise the others.</param>
/// <param name="Steps">In order: each becomes a task of the ticket.</param>
public sealed record RequestType(
    string Id,
    string English,
    string Danish,
    string Category,
    string Subcategory,
    IReadOnlyList<FormQuestion>? Questions = null,
    IReadOnlyList<RequestStep>? Steps = null,
    Importance? Importance = null,
    Speed? Speed = null)
{
    public string Label(string language) => language == "da" ? Danish : English;

    internal bool Fits(IReadOnlyList<Category> categories, IReadOnlyList<Team> teams) =>
        categories.Any(category => category?.Id == Category && category.Subcategories?.Any(sub => sub?.Id == Subcategory) == true)
        && (Steps ?? []).All(step => step.Team is null || teams.Any(team => team?.Id == step.Team));
}

/// <param name="Choices">Of a choice, and of nothing else.</param>
public sealed record FormQuestion(string Id, string English, string Danish, AnswerKind Kind, bool Required, IReadOnlyList<AnswerChoice>? Choices = null)
{
    public string Label(string language) => language == "da" ? Danish : English;
}

public sealed record AnswerChoice(string Id, string English, string Danish);

/// <param name="Team">Id of the team that does it; null for the ticket's own.</param>
public sealed record RequestStep(string English, string Danish, string? Team = null)
{
    public string Label(string language) => language == "da" ? Danish : English;
}

/// <summary>The default types: the service requests among the worked examples of Aarhus University (AU-36).</summary>
public static class RequestTypes
{
    public static readonly IReadOnlyList<RequestType> Aarhus =
    [
        new("new-employee-computer", "Computer for a new employee", "Computer til en ny medarbejder", "hardware", "computer",
            [
                new("employee", "Who is it for?", "Hvem er den til?", AnswerKind.Text, Required: true),
                new("first-day", "First working day", "Første arbejdsdag", AnswerKind.Date, Required: true),
                new("place", "Building and room", "Bygning og lokale", AnswerKind.Text, Required: true),
                new("computer", "Which computer?", "Hvilken computer?", AnswerKind.Choice, Required: true,
                    [new("windows", "Windows laptop", "Windows-bærbar"), new("mac", "Mac laptop", "Mac-bærbar"), new("desktop", "Desktop computer", "Stationær computer")]),
                new("screen", "Screen and docking station too?", "Også skærm og dockingstation?", AnswerKind.YesNo, Required: false),
            ],
            [new("Order the computer", "Bestil computeren"), new("Prepare and install it", "Klargør og installér den"), new("Hand it over", "Udlevér den")],
            Importance.MustHave, Speed.Expedite),
        new("consultant-accounts", "Accounts for an external consultant", "Konti til en ekstern konsulent", "access", "account",
            [
                new("consultant", "Name and company", "Navn og firma", AnswerKind.Text, Required: true),
                new("from", "From", "Fra", AnswerKind.Date, Required: true),
                new("until", "Until", "Til", AnswerKind.Date, Required: true),
                new("systems", "Which systems?", "Hvilke systemer?", AnswerKind.Text, Required: true),
                new("on-site", "Is the consultant on site?", "Er konsulenten til stede?", AnswerKind.YesNo, Required: false),
            ],
            [new("Have the leader approve it", "Få lederens godkendelse"), new("Set up the accounts", "Opret kontiene", "administrative-applications"), new("Give access to the systems", "Giv adgang til systemerne")],
            Importance.MustHave, Speed.Expedite),
        new("shared-drive-or-mailbox", "Access to a shared drive or functional mailbox", "Adgang til fællesdrev eller funktionspostkasse", "access", "shared-drive",
            [
                new("what", "What is it about?", "Hvad drejer det sig om?", AnswerKind.Choice, Required: true,
                    [new("drive", "Shared drive", "Fællesdrev"), new("mailbox", "Functional mailbox", "Funktionspostkasse")]),
                new("name", "Name of the drive or mailbox", "Drevets eller postkassens navn", AnswerKind.Text, Required: true),
                new("who", "Who is to have access?", "Hvem skal have adgang?", AnswerKind.Text, Required: true),
                new("new", "Is it to be created?", "Skal det oprettes?", AnswerKind.YesNo, Required: false),
            ],
            [new("Have the owner approve it", "Få ejerens godkendelse"), new("Give access", "Giv adgang", "infrastructure")],
            Importance.ShouldHave, Speed.Expedite),
        new("stads-eddi-access", "Access to STADS or EDDI", "Adgang til STADS eller EDDI", "access", "system-access",
            [
                new("system", "Which system?", "Hvilket system?", AnswerKind.Choice, Required: true, [new("stads", "STADS", "STADS"), new("eddi", "EDDI", "EDDI")]),
                new("who", "Who is to have access?", "Hvem skal have adgang?", AnswerKind.Text, Required: true),
                new("role", "Which rights?", "Hvilke rettigheder?", AnswerKind.Text, Required: true),
                new("until", "Until, where it is for a time", "Til og med, hvis det er for en tid", AnswerKind.Date, Required: false),
            ],
            [new("Have the leader approve it", "Få lederens godkendelse"), new("Give the rights", "Tildel rettighederne", "administrative-applications")],
            Importance.ShouldHave, Speed.Standard),
        new("docking-station", "Docking station", "Dockingstation", "hardware", "screen",
            [
                new("computer", "For which computer?", "Til hvilken computer?", AnswerKind.Text, Required: true),
                new("place", "Building and room", "Bygning og lokale", AnswerKind.Text, Required: false),
            ],
            [new("Order it", "Bestil den"), new("Hand it over", "Udlevér den")],
            Importance.ShouldHave, Speed.Standard),
    ];
}
