using ItsmFunctions.Domain.Changes;

namespace ItsmFunctions.Functions.Links;

/// <summary>The words of the page behind a reviewer's link.</summary>
internal sealed record VoteTexts
{
    private static readonly VoteTexts Danish = new()
    {
        Heading = "Din stemme",
        Stage = "Trin",
        VoteBy = "Stem senest",
        Planned = "Planlagt til",
        Team = "Team",
        Touches = "Berører",
        BackOut = "Sådan rulles den tilbage",
        Risk = "Risiko",
        For = "Du stemmer for",
        Choose = "Dit valg",
        Words = ["Godkend", "Afvis", "Hverken for eller imod"],
        ChoiceMissing = "Vælg, hvordan du stemmer.",
        Comment = "Kommentar",
        CommentHint = "Skriv, hvad du bygger din afgørelse på. De andre på sagen læser det.",
        CommentRefused = "Skriv en kommentar uden særlige tegn.",
        Send = "Stem",
        ThanksHeading = "Din stemme er noteret",
        Open = "Gennemgangen er stadig åben.",
        Approved = "Ændringen er dermed godkendt på dette trin.",
        Rejected = "Ændringen er dermed afvist på dette trin.",
        Chosen = "Stemme",
        MayChange = "Du kan ændre din stemme, indtil gennemgangen er afgjort.",
        Change = "Ændr din stemme",
        OverHeading = "Her kan ikke længere stemmes",
        Over = "Gennemgangen er afgjort, eller din stemme er der ikke brug for mere.",
        StandsAt = "Ændringen er nu på trinnet »{0}«.",
    };

    private static readonly VoteTexts English = new()
    {
        Heading = "Your vote",
        Stage = "Stage",
        VoteBy = "Vote by",
        Planned = "Planned for",
        Team = "Team",
        Touches = "Touches",
        BackOut = "How it is undone",
        Risk = "Risk",
        For = "You vote for",
        Choose = "Your choice",
        Words = ["Approve", "Reject", "Abstain"],
        ChoiceMissing = "Choose how you vote.",
        Comment = "Comment",
        CommentHint = "Write what your decision rests on. The others on the change read it.",
        CommentRefused = "Write a comment, without special characters.",
        Send = "Vote",
        ThanksHeading = "Your vote is recorded",
        Open = "The review is still open.",
        Approved = "With it the change is approved at this stage.",
        Rejected = "With it the change is rejected at this stage.",
        Chosen = "Vote",
        MayChange = "You can change your vote until the review is decided.",
        Change = "Change your vote",
        OverHeading = "There is nothing to vote on any more",
        Over = "The review is decided, or your vote is no longer needed.",
        StandsAt = "The change is now at the stage “{0}”.",
    };

    public required string Heading { get; init; }
    public required string Stage { get; init; }
    public required string VoteBy { get; init; }
    public required string Planned { get; init; }
    public required string Team { get; init; }
    public required string Touches { get; init; }
    public required string BackOut { get; init; }
    public required string Risk { get; init; }
    public required string For { get; init; }
    public required string Choose { get; init; }

    /// <summary>In the order of <see cref="VoteChoice"/>.</summary>
    public required IReadOnlyList<string> Words { get; init; }
    public required string ChoiceMissing { get; init; }
    public required string Comment { get; init; }
    public required string CommentHint { get; init; }
    public required string CommentRefused { get; init; }
    public required string Send { get; init; }
    public required string ThanksHeading { get; init; }
    public required string Open { get; init; }
    public required string Approved { get; init; }
    public required string Rejected { get; init; }
    public required string Chosen { get; init; }
    public required string MayChange { get; init; }
    public required string Change { get; init; }
    public required string OverHeading { get; init; }
    public required string Over { get; init; }

    /// <summary>{0} is the stage.</summary>
    public required string StandsAt { get; init; }

    public string Of(VoteChoice choice) => Words[(int)choice];

    public static VoteTexts In(string language) => language == "da" ? Danish : English;
}
