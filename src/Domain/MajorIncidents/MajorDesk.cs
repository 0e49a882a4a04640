using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.MajorIncidents;

/// <summary>Decides what becomes of a major incident: declared by a rule or by hand, told to all who are affected, published, reviewed.</summary>
public static class MajorDesk
{
    /// <summary>Public texts of one incident: its row in storage has room for them.</summary>
    public const int MostStatuses = 50;

    internal static Decision Decide(Ticket ticket, MajorCommand command) => command switch
    {
        MajorCommand.Declare declare => Declare(ticket, declare),
        MajorCommand.Inform inform => InBothLanguages(ticket, inform.English, inform.Danish, (english, danish) => new Happening.AffectedInformed(english, danish)),
        MajorCommand.Publish publish => ticket.Major!.Statuses.Length >= MostStatuses
            ? Reject(RefusalCode.InvalidRequest, new($"At most {MostStatuses} public texts.", $"Højst {MostStatuses} offentlige tekster."), "")
            : InBothLanguages(ticket, publish.English, publish.Danish, (english, danish) => new Happening.StatusPublished(publish.State, english, danish)),
        MajorCommand.StandDown down => StandDown(ticket, down),
        MajorCommand.Tell tell => Tell(ticket, tell),
        _ => throw new InvalidOperationException(command.GetType().Name),
    };

    /// <summary>What these commands need beside a status and a role; null if it is there.</summary>
    internal static Rejected? Unready(Ticket ticket, Act act) => act switch
    {
        Act.DeclareMajor when ticket.Number.Kind != TicketKind.Incident =>
            Reject(RefusalCode.NotMajor, new($"{ticket.Number} is no incident.", $"{ticket.Number} er ikke en hændelse.")),
        Act.InformAffected or Act.StandDown when ticket.Major?.Stands != true => Reject(RefusalCode.NotMajor, new(
            $"{ticket.Number} is no major incident, or none any more: declare it first.", $"{ticket.Number} er ikke en større hændelse, eller er det ikke længere: erklær den først.")),
        Act.PublishStatus when ticket.Major is null => Reject(RefusalCode.NotMajor, new(
            $"{ticket.Number} is no major incident: declare it first.", $"{ticket.Number} er ikke en større hændelse: erklær den først.")),
        _ => null,
    };

    /// <summary>The tickets that stand below one: whoever reads along there is affected too.</summary>
    public static IEnumerable<TicketNumber> ChildrenOf(Ticket ticket) =>
        ticket.Dossier.Links.Where(link => link.Kind == LinkKind.ParentOf).Select(link => link.Other).Distinct();

    /// <summary>Whether a ticket below one may be told: a change or a problem has no end user.</summary>
    public static bool MayBeTold(Ticket ticket) => ticket.Number.Kind is TicketKind.Incident or TicketKind.Request && !ticket.Status.IsOver();

    /// <summary>What a rule of the organisation makes of whatever else was decided.</summary>
    internal static Decision WithDeclaration(Decision decision, Ticket ticket, Actor by, DateTimeOffset at, Profile profile)
    {
        if (profile.MajorIncidents.Count == 0 || ticket.Major is not null || ticket.Number.Kind != TicketKind.Incident || decision is not Accepted { Happenings: { IsEmpty: false } happenings } || happenings[0] is Happening.Opened)
            return decision;
        Ticket after = History.Append(ticket, happenings, by.Id, RoleNames.Of(by.Roles), at, at, profile).Ticket;
        if (after.Major is not null || after.Status is TicketStatus.Resolved || after.Status.IsOver() || RuleOf(after.HandlingRank, 1 + ChildrenOf(after).Count(), after.Classification.Category, profile) is not { } rule)
            return decision;
        return new Accepted([.. happenings, new Happening.MajorDeclared(rule.Id, null)]);
    }

    /// <summary>Likewise of an incident that is being opened.</summary>
    internal static IEnumerable<Happening> AtOpening(TicketKind kind, ImmutableArray<Happening> happenings, Profile profile) =>
        kind == TicketKind.Incident && profile.MajorIncidents.Count > 0 && happenings[0] is Happening.Opened opened && !happenings.Any(what => what is Happening.Resolved) && RuleOf(opened.Matrix.HandlingRank, 1, opened.Classification.Category, profile) is { } rule ? [new Happening.MajorDeclared(rule.Id, null)] : [];

    private static MajorRule? RuleOf(int rank, int affected, string category, Profile profile) => profile.MajorIncidents.FirstOrDefault(rule => rule.Fits(rank, affected, category));

    private static Decision Declare(Ticket ticket, MajorCommand.Declare declare) =>
        Texts.Complain("/reason", declare.Reason, Texts.LongestReason, required: true) is { } complaint ? Reject([complaint])
        : ticket.Major?.Stands == true ? Accept()
        : Accept(new Happening.MajorDeclared(null, Text(ticket, declare.Reason)));

    private static Decision StandDown(Ticket ticket, MajorCommand.StandDown down) =>
        Texts.Complain("/review", down.Review, Texts.LongestNote, required: true) is { } complaint ? Reject([complaint]) : Accept(new Happening.MajorStoodDown(Text(ticket, down.Review)));

    private static Decision InBothLanguages(Ticket ticket, string english, string danish, Func<PersonalText, PersonalText, Happening> make)
    {
        ImmutableArray<Complaint> complaints =
        [
            .. new[] { Texts.Complain("/english", english, Texts.LongestReason, required: true), Texts.Complain("/danish", danish, Texts.LongestReason, required: true) }.OfType<Complaint>(),
        ];
        return complaints.Length > 0 ? Reject(complaints) : Accept(make(Text(ticket, english), Text(ticket, danish)));
    }

    // Each round once, and none that is older than what was told.
    private static Decision Tell(Ticket ticket, MajorCommand.Tell tell) =>
        ticket.ToldOfMajor is { } told && told.Major == tell.Major && told.Round >= tell.Round
            ? Accept()
            : Accept(new Happening.AffectedTold(tell.Major, tell.Round, Text(ticket, tell.English), Text(ticket, tell.Danish)));

    private static PersonalText Text(Ticket ticket, string text) => new(Texts.Normalized(text)!, ticket.Requester);
}

/// <param name="Round">Of its rounds the last that was told here.</param>
public sealed record ToldOfMajor(TicketNumber Major, int Round);
