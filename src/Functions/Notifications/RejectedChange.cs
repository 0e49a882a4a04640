using ItsmFunctions.Domain.Changes;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>What a mail says of a change that a review rejected: at which review, by whom, why, and what comes next (A3).</summary>
/// <param name="Names">Of the voters, by person id; who has none is not among them.</param>
public sealed record RejectedChange(Rejection Rejection, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>Person ids of whose votes they are, and of who cast them.</summary>
    public static IEnumerable<string> VotersOf(Rejection rejection) =>
        Against(rejection).SelectMany(elector => new[] { elector.Person, elector.By ?? elector.Person }).Distinct();

    /// <param name="rejected">Null where nothing was: then none of it is the case.</param>
    /// <param name="author">Whether the reader wrote the change.</param>
    public static IEnumerable<KeyValuePair<string, string?>> Facts(RejectedChange? rejected, string language, bool author) =>
    [
        new("review", rejected?.Rejection.Round.Stage.Label(language)),
        new("rejectedBy", rejected is null or { Rejection.Round.ByDeadline: true } ? null : rejected.Voters(language)),
        new("votes", rejected is null or { Rejection.Round.ByDeadline: true } ? null : rejected.Comments(language)),
        new("next", rejected?.Next(language, author)),
        new("author", author ? "yes" : null),
    ];

    private static IEnumerable<Elector> Against(Rejection rejection) => rejection.Round.Review.Electorate.Where(elector => elector.Choice == VoteChoice.Reject);

    private string Voters(string language) => string.Join(language == "da" ? " og " : " and ", Against(Rejection).Select(elector => Voter(elector, language)).Distinct());

    private string? Comments(string language)
    {
        Elector[] against = [.. Against(Rejection)];
        return against.Length == 1 ? against[0].Comment?.Value : string.Join("\n\n", against.Select(elector => $"{Voter(elector, language)}:\n{elector.Comment?.Value}"));
    }

    // An id means nothing to a reader.
    private string Voter(Elector elector, string language)
    {
        string name = Names.GetValueOrDefault(elector.By ?? elector.Person) ?? (language == "da" ? "en reviewer" : "a reviewer");
        return elector.By is null || elector.By == elector.Person || !Names.TryGetValue(elector.Person, out string? of) ? name : $"{name} (for {of})";
    }

    private string Next(string language, bool author) => (Rejection.Back?.Kind, author, language) switch
    {
        (null, _, "da") => "Ændringen er dermed annulleret. Skal den gennemføres alligevel, skal den oprettes på ny.",
        (null, _, _) => "The change is cancelled by that. If it is to be made all the same, it has to be opened anew.",
        (StageKind.New, true, "da") => "Ændringen er sendt tilbage til dig: ret den til, og indlever den igen. Så begynder gennemgangen forfra.",
        (StageKind.New, true, _) => "The change is back with you: rework it and hand it in again. Its reviews then begin anew.",
        (StageKind.New, false, "da") => "Ændringen er sendt tilbage til den, der har skrevet den, for at blive rettet til. Når den er indleveret igen, begynder gennemgangen forfra.",
        (StageKind.New, false, _) => "The change is back with its author, to be reworked. Once it is handed in again, its reviews begin anew.",
        (_, _, "da") => $"Ændringen er tilbage på trinnet »{Rejection.Back!.Label(language)}«: det, der mangler, skal rettes op, og udfaldet registreres igen. Derefter gennemgås den på ny.",
        _ => $"The change is back at the stage “{Rejection.Back!.Label(language)}”: what is wanting has to be put right and the outcome recorded again. It is then reviewed anew.",
    };
}
