using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Time;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Changes;

/// <summary>Votes, delegates, reminders and deadlines of a review.</summary>
public static partial class ChangeDesk
{
    public const int MostDelegations = 50;

    // Each escalation leaves twice the time of the one before it, up to 32 times: who is told every two hours for weeks listens no more.
    private const int MostDoublings = 5;

    /// <summary>Where a calendar never opens again, so long.</summary>
    private static readonly TimeSpan Otherwise = TimeSpan.FromDays(30);

    internal static readonly Sentence AuthorsReviewNothing = new(
        "The author of a change never reviews it, nor does anybody in their place.", "Den, der har skrevet en ændring, gennemgår den aldrig selv, heller ikke gennem en anden.");

    private static Decision Vote(Ticket ticket, ChangeCommand.Vote vote, Actor by, DateTimeOffset at)
    {
        ChangeState change = ticket.Change!;
        Review review = change.OpenReview!;
        if (Electorate.IsAuthor(ticket, by.Id))
            return Reject(RefusalCode.NotAllowed, AuthorsReviewNothing);
        Elector[] mine = [.. review.Electorate.Where(elector => elector.Person == by.Id || change.DelegatesOf(elector.Person, at).Contains(by.Id))];
        Elector? elector = vote.For is null
            ? mine.FirstOrDefault(each => each.Person == by.Id) ?? (mine.Length == 1 ? mine[0] : null)
            : mine.FirstOrDefault(each => each.Person == vote.For);
        if (elector is null)
            return mine.Length > 1
                ? Reject(RefusalCode.InvalidRequest, new($"You vote for several: say for whom, one of {string.Join(", ", mine.Select(each => each.Person))}.", $"Du stemmer for flere: angiv for hvem, en af {string.Join(", ", mine.Select(each => each.Person))}."), "/for")
                : Reject(RefusalCode.NotAllowed, NotAsked);
        if (elector.Person != by.Id && elector.Choice is not null && elector.By == elector.Person)
            return Reject(RefusalCode.NotAllowed, new($"{elector.Person} has voted themselves: that stands.", $"{elector.Person} har selv stemt: det gælder."));
        if (!Enum.IsDefined(vote.Choice))
            return Reject([new("/choice", Sentence.OneOf(["approve", "reject", "abstain"]))]);
        if (Texts.Complain("/comment", vote.Comment, Texts.LongestReason, required: true) is { } complaint)
            return Reject([complaint]);
        PersonalText comment = new(vote.Comment.Normalize(), by.Id);
        if ((elector.Choice, elector.Comment, elector.By) == (vote.Choice, comment, by.Id))
            return Accept();

        var cast = new Happening.VoteCast(review.Round, elector.Person, vote.Choice, comment);
        bool? decided = change.At!.Review!.Quorum.Decide([.. review.Electorate.Select(each => each.Person == elector.Person ? each with { Choice = vote.Choice } : each)]);
        // In the same transaction: a vote after the one that decided is refused, however late the next stage is opened.
        return decided is { } approved ? Accept(cast, new Happening.ReviewDecided(review.Round, approved)) : Accept(cast);
    }

    internal static readonly Sentence NotAsked = new(
        "Only those vote who were asked when the review was opened, and those to whom they delegated it for now.",
        "Kun de, der blev spurgt, da gennemgangen blev åbnet, stemmer, og dem, de har givet deres stemme for tiden.");

    private static Decision Delegate(Ticket ticket, ChangeCommand.Delegate delegation, Actor by, DateTimeOffset at)
    {
        ChangeState change = ticket.Change!;
        string of = delegation.Of ?? by.Id;
        DateTimeOffset from = delegation.From ?? at;
        if (new[] { by.Id, of, delegation.To }.Any(person => Electorate.IsAuthor(ticket, person)))
            return Reject(RefusalCode.NotAllowed, AuthorsReviewNothing);
        if (of != by.Id && !by.Is(Roles.ProcessManager | Roles.ProcessOwner))
            return Reject(RefusalCode.NotAllowed, new("A reviewer delegates their own vote; for others a process manager does.", "Man giver selv sin stemme videre; for andre gør en process manager det."));
        if (of != by.Id && delegation.To == by.Id)
            return Reject(RefusalCode.NotAllowed, new("Whoever gives away somebody else's vote does not get it themselves.", "Den, der giver en andens stemme videre, får den ikke selv."));
        if (change.Review?.Find(of) is null)
            return Reject(RefusalCode.InvalidRequest, new($"{of} is not asked for a vote.", $"{of} er ikke spurgt."), "/of");
        if (of == delegation.To)
            return Reject(RefusalCode.InvalidRequest, new("Somebody else.", "En anden."), "/to");
        if (delegation.Until is not { } until)
            return Reject([new("/until", Texts.Required)]);
        if (until <= from || until <= at)
            return Reject(RefusalCode.InvalidRequest, new("The delegation ends before it begins, or is over.", "Stedfortræderen ophører, før perioden begynder, eller er allerede ophørt."), "/until");
        if (change.Delegations.Length >= MostDelegations)
            return Reject(RefusalCode.InvalidRequest, new($"At most {MostDelegations} delegations in a change.", $"Højst {MostDelegations} stedfortrædere i en ændring."), "/to");
        return change.Delegations.Contains(new(of, delegation.To, from, until)) ? Accept() : Accept(new Happening.VoteDelegated(change.Review.Round, of, delegation.To, from, until));
    }

    // Never an approval: who says nothing has said nothing.
    private static Decision Overdue(Ticket ticket, ReviewRules rules, Review review, DateTimeOffset at, Profile profile)
    {
        if (review.Next < review.DueAt)
            return Accept(new Happening.ReviewersReminded(review.Round, review.Reminded + 1, new([.. review.Electorate.Where(each => each.Choice is null).Select(each => each.Person)])));
        if (rules.Overdue == WhenOverdue.Reject && !review.Electorate.IsEmpty)
            return Accept(new Happening.ReviewDecided(review.Round, Approved: false, ByDeadline: true));
        bool extend = rules.Overdue == WhenOverdue.Extend && review.Extensions < ReviewRules.MostExtensions && !review.Electorate.IsEmpty;
        ImmutableArray<Elector> added = extend ? [] : Electorate.OfEscalation(ticket, review, profile);
        return Accept(new Happening.ReviewOverdue(
            review.Round, extend ? WhenOverdue.Extend : WhenOverdue.Escalate, Asked(added, rules, ticket, at, profile, atOnce: false, times: extend ? 1 : 1 << Math.Min(review.Escalations + 1, MostDoublings))));
    }

    /// <param name="atOnce">Where there is nobody to ask the deadline has passed with the opening.</param>
    /// <param name="times">How often the time of the rules it takes.</param>
    internal static ReviewAsked Asked(ImmutableArray<Elector> electorate, ReviewRules rules, Ticket ticket, DateTimeOffset at, Profile profile, bool atOnce = true, int times = 1)
    {
        if (atOnce && electorate.IsEmpty)
            return new([], at, []);
        WorkingTime working = profile.WorkingTimeOf(ticket.Area);
        DateTimeOffset due = rules.Deadline.UsedUp(working, at, TimeSpan.Zero, times) ?? at + Otherwise;
        var reminders = ImmutableArray.CreateBuilder<DateTimeOffset>();
        for (int count = 1; count <= ReviewRules.MostReminders && rules.RemindEvery?.UsedUp(working, at, TimeSpan.Zero, count * times) is { } reminder && reminder < due; count++)
            reminders.Add(reminder);
        return new(electorate, due, reminders.ToImmutable());
    }
}
