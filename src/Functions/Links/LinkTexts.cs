namespace ItsmFunctions.Functions.Links;

/// <summary>The words of the pages behind signed links.</summary>
internal sealed record LinkTexts
{
    private static readonly LinkTexts Danish = new()
    {
        AskHeading = "Vil du genåbne din sag?",
        Ask = "Sagen er markeret som løst. Er problemet der stadig, så genåbn den, og vi arbejder videre.",
        Reason = "Hvad er der stadig galt?",
        ReasonHint = "Det er frivilligt, men det hjælper os hurtigere på vej.",
        ReasonRefused = "Teksten kan ikke bruges: Den er for lang eller har tegn, som vi ikke kan tage imod.",
        AskButton = "Genåbn sagen",
        ReopenedHeading = "Din sag er genåbnet",
        Reopened = "Tak. Vi arbejder videre med sagen, og du får besked, når der er nyt.",
        OpenHeading = "Din sag er allerede åben",
        Open = "Du behøver ikke at gøre mere. Her er, hvor den står:",
        ClosedHeading = "Din sag er lukket",
        Closed = "En lukket sag kan ikke genåbnes. Har du brug for mere hjælp, så opret en ny sag, og henvis til {0}, så vi kan knytte de to sammen.",
        ClosedLink = "Opret en ny sag",
        NotValidHeading = "Linket virker ikke",
        NotValid = "Kopiér hele linket fra mailen, og prøv igen. Virker det stadig ikke, så kontakt din support, og oplys sagens nummer.",
        Status = "Status",
        WaitsFor = "Årsag",
        Team = "Team",
        Follow = "Følg sagen",
    };

    private static readonly LinkTexts English = new()
    {
        AskHeading = "Do you want to reopen your case?",
        Ask = "The case is marked as resolved. If the problem is still there, reopen it and we will go on.",
        Reason = "What is still wrong?",
        ReasonHint = "You need not say, but it helps us to get there faster.",
        ReasonRefused = "This text cannot be used: it is too long, or it has characters that we cannot take.",
        AskButton = "Reopen the case",
        ReopenedHeading = "Your case has been reopened",
        Reopened = "Thank you. We are working on it again and will write to you when there is news.",
        OpenHeading = "Your case is open already",
        Open = "There is nothing more that you need to do. This is where it stands:",
        ClosedHeading = "Your case is closed",
        Closed = "A closed case cannot be reopened. If you need more help, please open a new case and mention {0}, so that we can link the two.",
        ClosedLink = "Open a new case",
        NotValidHeading = "This link does not work",
        NotValid = "Copy the whole link from the mail and try again. If it still does not work, contact your support and give them the number of your case.",
        Status = "Status",
        WaitsFor = "Reason",
        Team = "Team",
        Follow = "Follow the case",
    };

    public required string AskHeading { get; init; }
    public required string Ask { get; init; }
    public required string Reason { get; init; }
    public required string ReasonHint { get; init; }
    public required string ReasonRefused { get; init; }
    public required string AskButton { get; init; }
    public required string ReopenedHeading { get; init; }
    public required string Reopened { get; init; }
    public required string OpenHeading { get; init; }
    public required string Open { get; init; }
    public required string ClosedHeading { get; init; }

    /// <summary>{0} is the ticket's number.</summary>
    public required string Closed { get; init; }
    public required string ClosedLink { get; init; }
    public required string NotValidHeading { get; init; }
    public required string NotValid { get; init; }
    public required string Status { get; init; }
    public required string WaitsFor { get; init; }
    public required string Team { get; init; }
    public required string Follow { get; init; }

    public static LinkTexts In(string language) => language == "da" ? Danish : English;
}
