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
        Type = "Type",
        Planned = "Planlagt til",
        Started = "Påbegyndt",
        Implemented = "Udført",
        Outcome = "Udfald",
        Report = "Rapport",
        Team = "Team",
        Touches = "Berører",
        BackOut = "Sådan rulles den tilbage",
        Risk = "Risiko",
        For = "Hvis stemme det er",
        ForYourself = "Du er {0}, og stemmen er din egen.",
        ForAnother = "Du er {0} og stemmer i stedet for {1}.",
        ForSeveral = "Du er {0} og stemmer for flere. Vælg, hvis stemme det er.",
        NotVoted = "har ikke stemt",
        Choose = "Dit valg",
        Words = ["Godkend", "Afvis", "Hverken for eller imod"],
        ChoiceMissing = "Vælg, hvordan du stemmer.",
        Comment = "Kommentar",
        CommentHint = "Skriv, hvad du bygger din afgørelse på. De andre på sagen læser det.",
        CommentMissing = "Skriv en kommentar.",
        CommentRefused = "Skriv en kommentar uden særlige tegn.",
        Send = "Stem",
        ThanksHeading = "Din stemme er noteret",
        Open = "Gennemgangen er stadig åben.",
        Approved = "Ændringen er dermed godkendt på dette trin.",
        Rejected = "Ændringen er dermed afvist på dette trin.",
        Whose = "Hvis stemme",
        CastBy = "Afgivet af",
        Chosen = "Stemme",
        MayChange = "Du kan ændre din stemme, indtil gennemgangen er afgjort.",
        Change = "Ændr din stemme",
        NotYoursHeading = "Den stemme er ikke din",
        NotYours = "Gennemgangen er åben, men {0} kan ikke afgive den stemme her og nu: enten er du ikke spurgt, eller også har ingen givet dig sin stemme for dette tidspunkt.",
        GivenBetween = "{0} har givet dig sin stemme fra {1} til {2}.",
        Back = "Tilbage til din stemme",
        OverHeading = "Her kan ikke længere stemmes",
        Over = "Gennemgangen er afgjort, eller det er en anden end den, linket er til.",
        StandsAt = "Ændringen er nu på trinnet »{0}«.",
    };

    private static readonly VoteTexts English = new()
    {
        Heading = "Your vote",
        Stage = "Stage",
        VoteBy = "Vote by",
        Type = "Type",
        Planned = "Planned for",
        Started = "Started",
        Implemented = "Carried out",
        Outcome = "Outcome",
        Report = "Report",
        Team = "Team",
        Touches = "Touches",
        BackOut = "How it is undone",
        Risk = "Risk",
        For = "Whose vote it is",
        ForYourself = "You are {0}, and the vote is your own.",
        ForAnother = "You are {0} and vote in the place of {1}.",
        ForSeveral = "You are {0} and vote for several. Choose whose vote it is.",
        NotVoted = "has not voted",
        Choose = "Your choice",
        Words = ["Approve", "Reject", "Abstain"],
        ChoiceMissing = "Choose how you vote.",
        Comment = "Comment",
        CommentHint = "Write what your decision rests on. The others on the change read it.",
        CommentMissing = "Write a comment.",
        CommentRefused = "Write a comment, without special characters.",
        Send = "Vote",
        ThanksHeading = "Your vote is recorded",
        Open = "The review is still open.",
        Approved = "With it the change is approved at this stage.",
        Rejected = "With it the change is rejected at this stage.",
        Whose = "Whose vote",
        CastBy = "Cast by",
        Chosen = "Vote",
        MayChange = "You can change your vote until the review is decided.",
        Change = "Change your vote",
        NotYoursHeading = "That vote is not yours",
        NotYours = "The review is open, but {0} cannot cast that vote now: either you are not asked, or nobody has given you theirs for this time.",
        GivenBetween = "{0} has given you their vote from {1} to {2}.",
        Back = "Back to your vote",
        OverHeading = "There is nothing to vote on any more",
        Over = "The review is decided, or it is another one than the link is for.",
        StandsAt = "The change is now at the stage “{0}”.",
    };

    public required string Heading { get; init; }
    public required string Stage { get; init; }
    public required string VoteBy { get; init; }
    public required string Type { get; init; }
    public required string Planned { get; init; }
    public required string Started { get; init; }
    public required string Implemented { get; init; }
    public required string Outcome { get; init; }
    public required string Report { get; init; }
    public required string Team { get; init; }
    public required string Touches { get; init; }
    public required string BackOut { get; init; }
    public required string Risk { get; init; }
    public required string For { get; init; }

    /// <summary>{0} is who came; likewise of the next.</summary>
    public required string ForYourself { get; init; }

    /// <summary>{1} is whose vote it is.</summary>
    public required string ForAnother { get; init; }
    public required string ForSeveral { get; init; }
    public required string NotVoted { get; init; }
    public required string Choose { get; init; }

    /// <summary>In the order of <see cref="VoteChoice"/>.</summary>
    public required IReadOnlyList<string> Words { get; init; }
    public required string ChoiceMissing { get; init; }
    public required string Comment { get; init; }
    public required string CommentHint { get; init; }
    public required string CommentMissing { get; init; }
    public required string CommentRefused { get; init; }
    public required string Send { get; init; }
    public required string ThanksHeading { get; init; }
    public required string Open { get; init; }
    public required string Approved { get; init; }
    public required string Rejected { get; init; }
    public required string Whose { get; init; }
    public required string CastBy { get; init; }
    public required string Chosen { get; init; }
    public required string MayChange { get; init; }
    public required string Change { get; init; }
    public required string NotYoursHeading { get; init; }

    /// <summary>{0} is who came.</summary>
    public required string NotYours { get; init; }

    /// <summary>{0} is of whom, {1} and {2} the first and the last instant.</summary>
    public required string GivenBetween { get; init; }
    public required string Back { get; init; }
    public required string OverHeading { get; init; }
    public required string Over { get; init; }

    /// <summary>{0} is the stage.</summary>
    public required string StandsAt { get; init; }

    public string Of(VoteChoice choice) => Words[(int)choice];

    public static VoteTexts In(string language) => language == "da" ? Danish : English;
}
