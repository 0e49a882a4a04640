namespace ItsmFunctions.Itsm.Demo;

/// <summary>What people of the demo desk say, in the language of the end user; notes among colleagues are Danish.</summary>
internal static class Phrases
{
    public static readonly Phrase Question = new("Hej. Kan du sende os navnet på maskinen og et skærmbillede?", "Hello. Could you send us the name of the machine and a screenshot?");
    public static readonly Phrase Answer = new("Her er det. Sig til, hvis I mangler mere.", "Here it is. Tell me if you need more.");
    public static readonly Phrase Progress = new("Vi arbejder på sagen og vender tilbage i morgen.", "We are working on it and will be back tomorrow.");
    public static readonly Phrase Thanks = new("Tusind tak, det virker!", "Thank you, it works!");
    public static readonly Phrase Chase = new("Er der nyt?", "Is there any news?");
    public static readonly Phrase Again = new("Fejlen er desværre tilbage.", "Unfortunately the fault is back.");
    public static readonly Phrase Withdrawn = new("Jeg har selv løst det, sagen kan lukkes.", "I solved it myself, you can close this.");
    public static readonly Phrase Thorough = new("Vi har fundet den egentlige årsag og rettet den.", "We found the underlying cause and corrected it.");

    public static readonly Phrase Pleased = new("Hurtig og venlig hjælp.", "Fast and friendly help.");
    public static readonly Phrase Displeased = new("Det tog for lang tid, og jeg måtte selv rykke.", "It took too long, and I had to ask myself.");

    public static readonly Phrase PassedOn = new("Vi har sendt sagen videre til specialisterne, som arbejder på den nu.", "We have passed this on to our specialists, who work on it now.");

    public const string Handover = "Sendt videre: fejlen er genskabt, standardløsningen er prøvet uden held. Al korrespondance står på sagen.";
    public const string Completed = "Suppleret: lokale, maskinens navn og klokkeslæt for fejlen er indhentet hos brugeren.";
    public static readonly IReadOnlyList<string> Bounced =
    [
        "Vi mangler maskinens navn og hvor den står, før vi kan begynde.",
        "Standardløsningen er ikke prøvet endnu: genstart og ny adgangskode først.",
        "Det er ikke vores system; det hører til et andet team. Se venligst kategorien.",
    ];

    public const string Returned = "Løsning: konfigurationen er rettet og efterprøvet. Brugeren kan få besked.";
    public const string Tried = "Prøvet telefonisk, intet svar. Forventet behandlingstid: to arbejdsdage.";
    public const string Raised = "Eksamen i gang: hele holdet er ramt.";
    public const string Lowered = "En lånemaskine er udleveret, det haster ikke længere.";
}

internal sealed record Phrase(string Danish, string English)
{
    public string In(string? language) => language == "en" ? English : Danish;
}
