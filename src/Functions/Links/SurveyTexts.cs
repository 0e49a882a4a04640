namespace ItsmFunctions.Functions.Links;

/// <summary>The words of the page behind a survey link; the question itself is the organisation's.</summary>
internal sealed record SurveyTexts
{
    private static readonly SurveyTexts Danish = new()
    {
        Words = ["Meget utilfreds", "Utilfreds", "Hverken eller", "Tilfreds", "Meget tilfreds"],
        Choose = "Dit svar",
        AnsweredBefore = "Du har svaret før. Her kan du rette dit svar.",
        ScoreMissing = "Vælg et svar fra 1 til 5.",
        Comment = "Vil du uddybe dit svar?",
        CommentHint = "Det er frivilligt. Supporten læser det, du skriver.",
        CommentRefused = "Teksten kan ikke bruges: Den er for lang eller har tegn, som vi ikke kan tage imod.",
        Send = "Send dit svar",
        ThanksHeading = "Tak for dit svar",
        Thanks = "Det hjælper os med at blive bedre. Vi har noteret:",
        Chosen = "Svar",
        Commented = "Kommentar",
        MayChange = "Du kan rette dit svar, indtil sagen har været lukket i {0} dage.",
        Change = "Ret dit svar",
        StillWrong = "Er problemet ikke løst?",
        Reopen = "Genåbn sagen",
        ExpiredHeading = "Det er for sent at svare",
        Expired = "Vi tager imod svar, indtil en sag har været lukket i {0} dage. Har du brug for mere hjælp, så opret en ny sag.",
        SupersededHeading = "Spørgsmålet gælder ikke længere",
        Superseded = "Sagen er genåbnet, siden du fik mailen. Når den er løst igen, spørger vi på ny: Brug linket i den nyeste mail.",
    };

    private static readonly SurveyTexts English = new()
    {
        Words = ["Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"],
        Choose = "Your answer",
        AnsweredBefore = "You have answered before. Here you can change your answer.",
        ScoreMissing = "Choose an answer from 1 to 5.",
        Comment = "Would you like to say more?",
        CommentHint = "You need not. The support reads what you write.",
        CommentRefused = "This text cannot be used: it is too long, or it has characters that we cannot take.",
        Send = "Send your answer",
        ThanksHeading = "Thank you for your answer",
        Thanks = "It helps us to do better. This is what we have noted:",
        Chosen = "Answer",
        Commented = "Comment",
        MayChange = "You can change your answer until the case has been closed for {0} days.",
        Change = "Change your answer",
        StillWrong = "Is the problem not solved?",
        Reopen = "Reopen the case",
        ExpiredHeading = "It is too late to answer",
        Expired = "We take answers until a case has been closed for {0} days. If you need more help, please open a new case.",
        SupersededHeading = "This question is no longer open",
        Superseded = "The case was reopened after you got the mail. When it is resolved again we ask anew: use the link in the latest mail.",
    };

    /// <summary>What the scores 1 to 5 mean.</summary>
    public required IReadOnlyList<string> Words { get; init; }
    public required string Choose { get; init; }
    public required string AnsweredBefore { get; init; }
    public required string ScoreMissing { get; init; }
    public required string Comment { get; init; }
    public required string CommentHint { get; init; }
    public required string CommentRefused { get; init; }
    public required string Send { get; init; }
    public required string ThanksHeading { get; init; }
    public required string Thanks { get; init; }
    public required string Chosen { get; init; }
    public required string Commented { get; init; }

    /// <summary>{0} is the number of days.</summary>
    public required string MayChange { get; init; }
    public required string Change { get; init; }
    public required string StillWrong { get; init; }
    public required string Reopen { get; init; }
    public required string ExpiredHeading { get; init; }

    /// <summary>{0} is the number of days.</summary>
    public required string Expired { get; init; }
    public required string SupersededHeading { get; init; }
    public required string Superseded { get; init; }

    public static SurveyTexts In(string language) => language == "da" ? Danish : English;
}
