using System.Globalization;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>Tickets that have to do with one another: linked, split, merged (AU-46).</summary>
public static partial class TicketDesk
{
    public const int MostLinks = 100;

    /// <summary>Links that a ticket can have before nothing more is merged into it: its row in storage has room for them and their followers.</summary>
    public const int MostDuplicates = 1_000;
    public const string ClosureDuplicate = "duplicate";

    private static Decision Link(Ticket ticket, TicketCommand.Link link)
    {
        if (link.Kind is LinkKind.SplitFrom or LinkKind.SplitInto)
            return Reject(RefusalCode.InvalidRequest, new("Only split makes such a link.", "Den slags forbindelse opstår kun, når en sag deles op."), "/kind");
        if (link.To == ticket.Number)
            return Reject(RefusalCode.InvalidRequest, new("A ticket is not linked to itself.", "En sag forbindes ikke med sig selv."), "/to");
        if (ticket.Dossier.Links.FirstOrDefault(one => one.Other == link.To && one.Kind is not null) is { } there)
            return there.Kind == link.Kind ? Accept() : Reject(RefusalCode.LinkNotPossible, new(
                $"They are linked already: {ticket.Number} {Words(there.Kind!.Value)} {link.To}.",
                $"De er allerede forbundet: {ticket.Number} {Ord(there.Kind.Value)} {link.To}."));
        if (ticket.Dossier.Links.Length >= MostLinks)
            return Reject(RefusalCode.InvalidRequest, new($"A ticket has at most {MostLinks} links.", $"En sag har højst {MostLinks} forbindelser."), "");
        if (link.Kind.Upwards() is { } upwards)
        {
            (Ticket lower, TicketNumber upper) = link.Kind == upwards ? (ticket, link.To) : (link.Found.Ticket, ticket.Number);
            if (lower.Above(upwards) is { } other)
                return Reject(RefusalCode.LinkNotPossible, new(
                    $"{lower.Number} {Words(upwards)} {other} already, and there is one at most.",
                    $"{lower.Number} {Ord(upwards)} {other} allerede, og der er højst én."));
            if (lower.Number == upper || link.Found.Above.Contains(lower.Number))
                return Reject(RefusalCode.LinkNotPossible, new(
                    $"That would lead in a circle: {upper} stands below {lower.Number} already.",
                    $"Det ville gå i ring: {upper} står allerede under {lower.Number}."));
        }

        return Accept(new Happening.Linked(link.To, link.Kind));
    }

    private static Decision Unlink(Ticket ticket, TicketCommand.Unlink unlink) => ticket.Dossier.Links.FirstOrDefault(one => one.Other == unlink.To && one.Kind is not null) switch
    {
        null => Accept(),
        { Kind: LinkKind.SplitFrom or LinkKind.SplitInto } => Reject(RefusalCode.LinkNotPossible, new("That the one was a part of the other stays true.", "At den ene var en del af den anden, bliver ved med at være sandt.")),
        { Own: false } => Reject(RefusalCode.LinkNotPossible, new($"The link was made on {unlink.To}: it is taken back there.", $"Forbindelsen blev lavet på {unlink.To}: den tages tilbage dér.")),
        { Kind: LinkKind.DuplicateOf } when ticket.Markers.DuplicateOf == unlink.To.ToString() => Reject(RefusalCode.LinkNotPossible, new("It was merged: reopening takes that back.", "Den blev slået sammen med en anden: genåbning tager det tilbage.")),
        _ => Accept(new Happening.Unlinked(unlink.To)),
    };

    private static Decision Split(Ticket ticket, TicketCommand.Split split, Profile profile)
    {
        Classification was = ticket.Classification;
        Assessment? assessment = (split.Impact, split.Urgency, split.Importance, split.Speed, was.Assessment) switch
        {
            (null, null, null, null, _) => was.Assessment,
            ({ } impact, { } urgency, null, null, _) => new Assessment.OfIncident(impact, urgency),
            (null, null, { } importance, { } speed, _) => new Assessment.OfRequest(importance, speed),
            _ => null,
        };
        if (assessment is null)
            return Reject(RefusalCode.InvalidRequest, new(
                "Impact and urgency make an incident, importance and speed a request; none of them, what the ticket has.",
                "Impact og urgency giver en incident, importance og speed en request; ingen af dem giver det, som sagen har."), "/impact");
        bool elsewhere = split.Category is not null && split.Category != was.Category;
        return TicketIntake.Decide(
            new(
                split.Title, split.Description,
                new(assessment, split.Category ?? was.Category, split.Subcategory ?? (elsewhere ? "" : was.Subcategory), was.Service, was.Location, was.ConfigurationItem),
                ticket.Channel, profile.FindArea(ticket.Area)?.Id, ticket.Requester, FollowUpOf: null, Markers.None with { Test = ticket.Markers.Test, Unverified = ticket.Markers.Unverified }, split.Team, SplitFrom: ticket.Number) { ClocksFrom = ticket.OpenedAt, KeepsCategory = split.Category is null && split.Subcategory is null, Silent = ticket.Markers.Unverified == true },
            profile);
    }

    private static Decision Merge(Ticket ticket, TicketCommand.Merge merge, Actor by, DateTimeOffset at, Profile profile)
    {
        if (merge.Into == ticket.Number)
            return Reject(RefusalCode.InvalidRequest, new("A ticket is not merged into itself.", "En sag slås ikke sammen med sig selv."), "/into");
        if (Texts.Complain("/message", merge.Message, Texts.LongestNote, required: false) is { } complaint)
            return Reject([complaint]);
        if (merge.Found.Markers.DuplicateOf is { } master)
            return Reject(RefusalCode.LinkNotPossible, new(
                $"{merge.Into} is itself a duplicate of {master}: merge into that one.",
                $"{merge.Into} er selv en dublet af {master}: slå sammen med den."));
        if (merge.Found.Dossier.Links.Length >= MostDuplicates)
            return Reject(RefusalCode.LinkNotPossible, new(
                $"{merge.Into} has {MostDuplicates} links already, and more do not fit: resolve this one with the same solution.",
                $"{merge.Into} har allerede {MostDuplicates} forbindelser, og der er ikke plads til flere: løs denne med samme løsning."));
        if (merge.Found.Status.IsOver())
            return Reject(RefusalCode.LinkNotPossible, new($"{merge.Into} is closed: nobody works on it any more.", $"{merge.Into} er lukket: ingen arbejder på den længere."));
        string message = merge.Message ?? string.Format(CultureInfo.InvariantCulture, profile.Language == "da" ? MergedDanish : MergedEnglish, merge.Into);
        return Accept(
        [
            .. WithoutTasks(ticket),
            .. Ending(ticket, message, ClosureDuplicate, by, at, profile).Select(ending => ending is Happening.Resolved resolved ? resolved with { MergedInto = merge.Into } : ending),
        ]);
    }

    private const string MergedEnglish = "It is about the same matter as {0}, where we go on with it.";
    private const string MergedDanish = "Det drejer sig om det samme som {0}, og vi arbejder videre med det dér.";

    /// <summary>What the owner of a link says of it now: told at least once, in any order.</summary>
    private static Decision MirrorLink(Ticket ticket, TicketCommand.MirrorLink mirror) =>
        ticket.Dossier.Links.Any(link => !link.Own && link.Other == mirror.From && link.Version >= mirror.Version)
            ? Accept()
            : Accept(new Happening.LinkFollowed(mirror.From, mirror.Kind, mirror.Version, mirror.Follower == ticket.Requester ? null : mirror.Follower));

    private static Decision OpenCircle(Ticket ticket) =>
        ticket.Status == TicketStatus.Resolved && MasterOf(ticket) is { } master ? Accept(new Happening.Reopened(null, master)) : Accept();

    private static string Words(LinkKind kind) => kind switch
    {
        LinkKind.RelatesTo => "relates to",
        LinkKind.DuplicateOf => "is a duplicate of",
        LinkKind.DuplicatedBy => "has the duplicate",
        LinkKind.CausedBy => "is caused by",
        LinkKind.Causes => "causes",
        LinkKind.ParentOf => "is the parent of",
        LinkKind.ChildOf => "is a child of",
        LinkKind.SplitFrom => "was split from",
        LinkKind.SplitInto => "was split into",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Ord(LinkKind kind) => kind switch
    {
        LinkKind.RelatesTo => "hører sammen med",
        LinkKind.DuplicateOf => "er en dublet af",
        LinkKind.DuplicatedBy => "har dubletten",
        LinkKind.CausedBy => "skyldes",
        LinkKind.Causes => "er årsag til",
        LinkKind.ParentOf => "står over",
        LinkKind.ChildOf => "står under",
        LinkKind.SplitFrom => "er delt ud fra",
        LinkKind.SplitInto => "er delt ud i",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
