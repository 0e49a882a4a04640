using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What has to be true before a ticket goes to another team. Which of them count is the profile's.</summary>
public enum HandoverGuard
{
    /// <summary>A note since the last owner says what it is about and what was tried (AU-29, AU-33).</summary>
    Described,

    /// <summary>The category's additional questions are answered (AU-30).</summary>
    QuestionsAnswered,

    /// <summary>Somebody has held the category against the description (AU-45).</summary>
    CategoryConfirmed,

    /// <summary>A person gets it only where that was agreed with them (AU-42).</summary>
    PersonAgreed,

    /// <summary>The end user knows (AU-38).</summary>
    UserInformed,

    /// <summary>Rank 1: the receiving dispatcher was spoken to, the leader where the dispatcher could not be reached (AU-20, AU-35, A21).</summary>
    ReceiverContacted,
}

/// <summary>How an organisation hands over: data with a default.</summary>
public sealed record HandoverRules
{
    public required IReadOnlyList<HandoverGuard> Guards { get; init; }

    /// <summary>Letters and digits that a note has at least, to say something.</summary>
    public required int ShortestNote { get; init; }

    /// <summary>Words that say nothing however often they stand in a note, in lower case.</summary>
    public required IReadOnlyList<string> SaysNothing { get; init; }

    /// <summary>Ranks at which the receiver accepts before the ticket moves (AU-21).</summary>
    public required IReadOnlyList<int> AcceptedFirst { get; init; }

    /// <summary>Ranks at which the receiver is spoken to first.</summary>
    public required IReadOnlyList<int> ContactedFirst { get; init; }

    /// <summary>Whoever hands over, and has it then, is prompted for an expected time (AU-40).</summary>
    public bool AsksExpectedTime { get; init; }

    /// <summary>To another group without further ado (OM-06).</summary>
    public static readonly HandoverRules None = new() { Guards = [], ShortestNote = 1, SaysNothing = [], AcceptedFirst = [], ContactedFirst = [] };

    public static readonly HandoverRules Aarhus = new()
    {
        Guards = Enum.GetValues<HandoverGuard>(),
        ShortestNote = 20,
        SaysNothing =
        [
            "done", "fixed", "solved", "ok", "okay", "finished", "completed", "resolved", "closed", "see", "above", "is", "it", "this", "now", "all", "and", "has", "been",
            "løst", "færdig", "klaret", "udført", "ordnet", "fikset", "lukket", "se", "ovenfor", "er", "det", "den", "nu", "alt", "og", "har", "blevet",
        ],
        AcceptedFirst = [2],
        ContactedFirst = [1],
        AsksExpectedTime = true,
    };

    /// <summary>Whether a note is more than a bare "done" (AU-33).</summary>
    public bool Describes(string note)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (Rune rune in note.Normalize().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                word.Append(Rune.ToLower(rune, CultureInfo.InvariantCulture));
            else if (word.Length > 0)
                Next();
        }

        if (word.Length > 0)
            Next();
        return words.Where(said => !SaysNothing.Contains(said, StringComparer.Ordinal)).Sum(said => said.Length) >= ShortestNote;

        void Next()
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}

/// <summary>Who of the receiving team was spoken to.</summary>
public enum ContactRole
{
    Dispatcher,
    Leader,
}

/// <param name="Person">Name or person id, as the agent noted it.</param>
/// <param name="DispatcherUnavailable">The dispatcher was tried first.</param>
public sealed record ReceiverContact(PersonalText Person, ContactRole Role, bool DispatcherUnavailable);

/// <summary>What was said and recorded when a ticket was handed over.</summary>
/// <param name="UserInformed">How the end user was told, where that was not a message of the desk on the ticket: "phone".</param>
/// <param name="Agreement">What was agreed with the person who gets it.</param>
public sealed record HandoverTerms(bool CategoryConfirmed, string? UserInformed, ReceiverContact? Contact, PersonalText? Agreement);

/// <summary>An offer to another team: the ticket stays where it is until somebody there accepts (AU-21).</summary>
/// <param name="Assignee">The one who is asked; null for whoever of the team accepts first.</param>
public sealed record HandoverOffer(string Team, string? Assignee, string By, DateTimeOffset At);

/// <summary>What the next handover of a ticket builds on.</summary>
/// <param name="Described">Since the present owner got it.</param>
/// <param name="UserInformed">Likewise: a message of the desk to the end user.</param>
/// <param name="Origins">Teams that handed it on and have not got it back, the latest last (AU-55).</param>
/// <param name="Answers">To the additional questions, by id.</param>
public sealed record HandoverState(
    bool Described, bool UserInformed, ImmutableArray<string> Origins, HandoverOffer? Offer, ImmutableSortedDictionary<string, PersonalText> Answers)
{
    public static readonly HandoverState None = new(false, false, [], null, ImmutableSortedDictionary<string, PersonalText>.Empty);

    /// <summary>
    /// Where it goes back to (AU-43, AU-55, A20): the primary team of the support unit that handed it on, or that team itself; the one
    /// before, where the organisation has it no more.
    /// </summary>
    public string? ReturnsTo(Profile profile) =>
        Origins.Reverse().Select(profile.FindTeam).OfType<Team>().FirstOrDefault() is { } origin ? profile.FindTeam(origin.PrimaryTeam)?.Id ?? origin.Id : null;

    internal HandoverState Passed(string from, string to)
    {
        int back = Origins.LastIndexOf(to);
        return this with { Origins = back >= 0 ? Origins[..back] : Origins.Add(from), Offer = null };
    }
}
