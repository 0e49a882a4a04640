using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>What somebody wants to log. Broken is an incident, not broken a request (IT-02): the assessment says which.</summary>
/// <param name="Requester">Person id of the caller (IT-04).</param>
/// <param name="Team">Where it arrived, if another desk has decided that already; else it is routed.</param>
/// <param name="SplitFrom">The ticket that it was a part of (AU-46).</param>
/// <param name="Form">Of a request that has a type (AU-10).</param>
/// <param name="Quick">How it was solved already, where it is a quick case (AU-03).</param>
public sealed record NewTicket(
    string Title,
    string Description,
    Classification Classification,
    string Channel,
    string? Area,
    string Requester,
    TicketNumber? FollowUpOf,
    Markers Markers,
    string? Team = null,
    QuickSolution? Quick = null,
    FilledForm? Form = null,
    TicketNumber? SplitFrom = null)
{
    /// <summary>From when its service levels count; null for its opening.</summary>
    public DateTimeOffset? ClocksFrom { get; init; }

    /// <summary>Nobody is told that it was opened.</summary>
    public bool Silent { get; init; }

    /// <summary>Category and subcategory are those of the ticket that it was a part of, whether the organisation still offers them or not.</summary>
    public bool KeepsCategory { get; init; }

    /// <summary>Ids of teams that are told of it beside the one that gets it (OM-05).</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Ids of the entries of self-help, and of the articles, that its requester had read (IT-03).</summary>
    public IReadOnlyList<string> SelfHelp { get; init; } = [];

    /// <summary>Ids of articles that it may name among them.</summary>
    public IReadOnlySet<string> Articles { get; init; } = System.Collections.Frozen.FrozenSet<string>.Empty;
}

/// <summary>Logs incidents and requests: checks, classifies, routes (AU-01, IT-05, IT-06).</summary>
public static class TicketIntake
{
    /// <summary>How a ticket can arrive (AU-04, FV-02).</summary>
    public static readonly IReadOnlyList<string> Channels = ["portal", "mail", "phone", "self-service", "monitoring", "client"];

    /// <summary>A system reports it: not what an end user can say of their own case (FV-02).</summary>
    public const string Monitoring = "monitoring";

    public const int MostGroups = 20;
    public const int MostSelfHelp = 10;

    /// <summary>Whether somebody may say that it came this way: only a system, or a person, with a role of the desk reports for the monitoring.</summary>
    public static Decision.Rejected? DeniesChannel(string channel, Actor by) => channel != Monitoring || by.Is(Roles.Desk) ? null : Decision.Reject(
        RefusalCode.InvalidRequest,
        new(
            "Only a system or a person with a role of the desk reports for the monitoring: leave the channel out.",
            "Kun et system eller en person med en af deskens roller melder for overvågningen: udelad kanalen."),
        "/channel");

    public static Decision Decide(NewTicket wanted, Profile profile)
    {
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        complaints.Complain("/title", wanted.Title, Texts.LongestTitle, required: true, singleLine: true);
        complaints.Complain("/description", wanted.Description, Texts.LongestNote, required: true);
        complaints.AddRange(Complain(wanted.Classification, profile, asBefore: wanted.KeepsCategory));
        if (!Channels.Contains(wanted.Channel))
            complaints.Add(new("/channel", Sentence.OneOf(Channels)));
        if (wanted.Area is not null && profile.FindArea(wanted.Area) is null)
            complaints.Add(new("/area", new($"There is no area '{wanted.Area}'; GET /api/catalogue lists them.", $"Der er intet område '{wanted.Area}': vælg et fra listen.")));
        if (wanted.Team is not null && profile.FindTeam(wanted.Team) is null)
            complaints.Add(new("/team", TicketDesk.NoTeam(wanted.Team)));
        if (wanted.Groups.Count > MostGroups)
            complaints.Add(new("/groups", new($"At most {MostGroups} groups.", $"Højst {MostGroups} grupper.")));
        complaints.AddRange(wanted.Groups.Index().Where(group => profile.FindTeam(group.Item) is null).Select(group => new Complaint($"/groups/{group.Index}", TicketDesk.NoTeam(group.Item))));
        if (wanted.SelfHelp.Count > MostSelfHelp)
            complaints.Add(new("/selfHelp", new($"At most {MostSelfHelp} entries.", $"Højst {MostSelfHelp} indlæg.")));
        complaints.AddRange(wanted.SelfHelp.Index().Where(read => profile.SelfHelp.All(entry => entry.Id != read.Item) && !wanted.Articles.Contains(read.Item)).Select(read => new Complaint($"/selfHelp/{read.Index}", new(
            $"There is no entry and no article '{read.Item}'; GET /api/self-help and GET /api/knowledge list them.", $"Der er intet indlæg og ingen artikel '{read.Item}'."))));
        if (wanted.Form is not null)
            complaints.AddRange(RequestForms.Complain(wanted.Form, profile));
        if (complaints.Count > 0)
            return Decision.Reject(complaints.ToImmutable());

        Classification classification = wanted.Classification;
        var opened = new Happening.Opened(
            wanted.Area,
            new(Texts.Normalized(wanted.Title)!, wanted.Requester),
            new(Texts.Normalized(wanted.Description)!, wanted.Requester),
            wanted.Requester,
            wanted.Channel,
            classification,
            classification.Assessment.In(profile.MatricesOf(wanted.Area)),
            wanted.Team ?? profile.FindArea(wanted.Area)?.PrimaryTeam ?? profile.DefaultTeam,
            wanted.FollowUpOf,
            wanted.Markers,
            wanted.Form?.Type,
            wanted.Silent ? true : null,
            wanted.Groups.Count == 0 ? null : new([.. wanted.Groups.Distinct()]),
            wanted.SplitFrom,
            wanted.SelfHelp.Count == 0 ? null : new([.. wanted.SelfHelp.Distinct()]),
            wanted.ClocksFrom);
        return wanted.Form is null ? Decision.Accept(opened) : Decision.Accept([opened, .. RequestForms.Happenings(wanted.Form, wanted.Requester, profile)]);
    }

    /// <summary>The kind of ticket that begins so.</summary>
    public static TicketKind KindOf(ImmutableArray<Happening> happenings) => happenings.Any(what => what is Happening.ChangePlanned) ? TicketKind.Change : happenings.Any(what => what is Happening.ProblemStated) ? TicketKind.Problem : KindOf(((Happening.Opened)happenings[0]).Classification.Assessment);

    /// <summary>The kind of ticket that an assessment makes.</summary>
    public static TicketKind KindOf(Assessment assessment) => assessment is Assessment.OfIncident ? TicketKind.Incident : TicketKind.Request;

    /// <param name="asBefore">Category and subcategory are what the ticket has: they were judged when they were chosen, and may be offered no more.</param>
    internal static ImmutableArray<Complaint> Complain(Classification classification, Profile profile, bool asBefore)
    {
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        // A list that was emptied before that was refused says nothing to hold a ticket against.
        if (!asBefore && profile.Categories.Count > 0)
            ComplainOfCategory(complaints, classification, profile);
        complaints.Complain("/service", classification.Service, Texts.LongestName, singleLine: true);
        complaints.Complain("/location", classification.Location, Texts.LongestName, singleLine: true);
        complaints.Complain("/configurationItem", classification.ConfigurationItem, Texts.LongestName, singleLine: true);
        return complaints.ToImmutable();
    }

    private static void ComplainOfCategory(ImmutableArray<Complaint>.Builder complaints, Classification classification, Profile profile)
    {
        if (profile.FindCategory(classification.Category) is not { } category)
            complaints.Add(new("/category", new($"There is no category '{classification.Category}'; GET /api/catalogue lists them.", $"Der er ingen kategori '{classification.Category}': vælg en fra listen.")));
        else if (category.Subcategories.All(sub => sub.Id != classification.Subcategory))
        {
            string has = string.Join(", ", category.Subcategories.Select(sub => sub.Id));
            complaints.Add(new("/subcategory", new($"'{category.Id}' has {has}.", $"'{category.Id}' har {has}.")));
        }
    }

    private static void Complain(
        this ImmutableArray<Complaint>.Builder complaints, string pointer, string? text, int longest, bool required = false, bool singleLine = false)
    {
        if (Texts.Complain(pointer, text, longest, required, singleLine) is { } complaint)
            complaints.Add(complaint);
    }
}
