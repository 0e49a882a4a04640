using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Changes;

/// <summary>A change that somebody wants to open. What is null is the template's, or the organisation's default.</summary>
/// <param name="Type">Id of a type.</param>
/// <param name="Template">Id of a template of the catalogue.</param>
/// <param name="Team">Id of the change processing group.</param>
/// <param name="ReviewTeam">Id of the team that reviews it.</param>
/// <param name="Reviewers">Person ids of who reviews it, in the team's place.</param>
/// <param name="Draft">It is not handed in yet.</param>
public sealed record NewChange(
    string? Type,
    string? Template,
    string? Title,
    string? Description,
    string? Category,
    string? Subcategory,
    string Requester,
    string? Area = null,
    Impact? Impact = null,
    Urgency? Urgency = null,
    string? Service = null,
    string? Location = null,
    string? ConfigurationItem = null,
    string? Team = null,
    string? ReviewTeam = null,
    IReadOnlyList<string>? Reviewers = null,
    string? BackOutPlan = null,
    string? Risk = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    string? FreezeReason = null,
    bool Draft = false,
    TicketNumber? FollowUpOf = null);

/// <summary>Logs changes (OM-17): the type decides the stages.</summary>
public static class ChangeIntake
{
    private const string Channel = "client";

    internal static readonly Sentence OfTemplate = new("It is the template's: leave it out. Anything else is a general change.", "Den er skabelonens: udelad den. Alt andet er en almindelig ændring.");

    /// <summary>Of a change that nobody has opened: no change has it, so what an organisation says of one by its number is not about this.</summary>
    internal static readonly TicketNumber Unnumbered = new(TicketKind.Change, 0);

    public static Decision Decide(NewChange wanted, Actor by, DateTimeOffset at, Profile profile)
    {
        if (profile.FindChangeType(wanted.Type) is not { } type)
            return Decision.Reject([new("/type", Sentence.OneOf(profile.ChangeTypes.Select(each => each.Id)))]);
        ChangeTemplate? template = profile.FindChangeTemplate(wanted.Template);
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        if (wanted.Template is not null && (template is null || template.Type != type.Id))
            complaints.Add(new("/template", profile.ChangeTemplates.Where(each => each.Type == type.Id).Select(each => each.Id).ToArray() is { Length: > 0 } known
                ? Sentence.OneOf(known)
                : new($"The catalogue has no template of the type '{type.Id}'.", $"Kataloget har ingen skabelon af typen '{type.Id}'.")));
        else if (type.PreApproved && template is null)
            complaints.Add(new("/template", new(
                $"A change of the type '{type.Id}' is pre-approved: it names its template of the catalogue. Anything else is general.",
                $"En ændring af typen '{type.Id}' er godkendt på forhånd: den nævner sin skabelon i kataloget. Alt andet er en almindelig ændring.")));
        // What was approved beforehand is what the template says, and nothing that is called so.
        if (type.PreApproved && template is not null)
            complaints.AddRange(new[] { ("/description", wanted.Description, template.Description), ("/category", wanted.Category, template.Category), ("/subcategory", wanted.Subcategory, template.Subcategory), ("/backOutPlan", wanted.BackOutPlan, template.BackOutPlan) }
                .Where(each => each.Item2 is not null && each.Item2 != each.Item3)
                .Select(each => new Complaint(each.Item1, OfTemplate)));
        if (wanted.Team is not null && profile.FindTeam(wanted.Team) is null)
            complaints.Add(new("/team", TicketDesk.NoTeam(wanted.Team)));
        if (wanted.ReviewTeam is not null && profile.FindTeam(wanted.ReviewTeam) is null)
            complaints.Add(new("/reviewTeam", TicketDesk.NoTeam(wanted.ReviewTeam)));

        string requester = wanted.Requester;
        var plan = new ChangePlan(
            type.Id, [.. type.Stages], type.MayPassFreeze, type.NeedsBackOutPlan, template?.Id, Text(wanted.BackOutPlan ?? template?.BackOutPlan, requester), Text(wanted.Risk, requester),
            wanted.ReviewTeam, wanted.Reviewers is null ? null : new([.. wanted.Reviewers.Distinct()]));
        complaints.AddRange(Complain(plan, [requester, by.Id], profile, handedIn: !wanted.Draft));
        var schedule = new ChangeCommand.Schedule(wanted.From, wanted.Until, wanted.FreezeReason);
        bool planned = wanted.From is not null || wanted.Until is not null;
        if (planned && ChangeDesk.Wrong(schedule, at) is { } wrong)
            complaints.Add(InWindow(wrong));

        string language = profile.Language;
        Decision opened = TicketIntake.Decide(
            new(
                Title(wanted, type, template, language), wanted.Description ?? template?.Description ?? "",
                new(
                    new Assessment.OfIncident(wanted.Impact ?? Impact.Department, wanted.Urgency ?? (type.MayPassFreeze ? Urgency.High : Urgency.Medium)), wanted.Category ?? template?.Category ?? "", wanted.Subcategory ?? template?.Subcategory ?? "",
                    wanted.Service, wanted.Location, wanted.ConfigurationItem),
                Channel, wanted.Area, requester, wanted.FollowUpOf, Markers.None, wanted.Team ?? template?.Team ?? profile.DefaultChangeTeam),
            profile);
        if (opened is Decision.Rejected rejected)
            // What the template would have said is not missing beside it.
            complaints.AddRange(rejected.Refusal.Complaints.Where(complaint => complaint.Pointer != "/team" && !(type.PreApproved && template is null)));
        if (complaints.Count > 0)
            return Decision.Reject(complaints.ToImmutable());
        if (opened is not Decision.Accepted logged)
            return opened;

        Happening[] happenings = [.. logged.Happenings, new Happening.ChangePlanned(plan, HandedIn: !wanted.Draft)];
        if (!planned)
            return Decision.Accept(happenings);
        // As it will stand: what is refused of its window later is refused now.
        (Ticket ticket, _) = History.Open(new OrganisationId(), Unnumbered, [.. happenings], by.Id, "", at, profile);
        return ChangeDesk.Decide(ticket, schedule, by, at, profile) switch
        {
            Decision.Accepted accepted => Decision.Accept([.. happenings, .. accepted.Happenings]),
            Decision.Rejected { Refusal: var refusal } => new Decision.Rejected(refusal with { Complaints = [.. refusal.Complaints.Select(InWindow)] }),
            _ => throw new InvalidOperationException(),
        };
    }

    // Nobody reads a pre-approved change as something else than its template.
    private static string Title(NewChange wanted, ChangeType type, ChangeTemplate? template, string language) => (template?.Label(language), wanted.Title) switch
    {
        (null, var title) => title ?? "",
        ({ } label, null) => label,
        ({ } label, { } title) => type.PreApproved && title != label ? $"{label}: {title}" : title,
    };

    /// <summary>Of a window that stands within a request for a change.</summary>
    internal static Complaint InWindow(Complaint complaint) => complaint with { Pointer = $"/window{complaint.Pointer}" };

    /// <summary>What is wrong with a plan; with nothing to say of a draft but what can never be right.</summary>
    internal static ImmutableArray<Complaint> Complain(ChangePlan plan, IReadOnlyCollection<string> authors, Profile profile, bool handedIn)
    {
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        foreach ((string pointer, string? text) in new[] { ("/backOutPlan", plan.BackOutPlan?.Value), ("/risk", plan.Risk?.Value) })
        {
            if (Texts.Complain(pointer, text, Texts.LongestNote, required: false) is { } wrong)
                complaints.Add(wrong);
        }

        if (plan.Reviewers is { Ids.Length: > Electorate.Most })
            complaints.Add(new("/reviewers", new($"At most {Electorate.Most} reviewers.", $"Højst {Electorate.Most}.")));
        complaints.AddRange((plan.Reviewers?.Ids ?? []).Index().Where(each => authors.Contains(each.Item)).Select(each => new Complaint($"/reviewers/{each.Index}", ChangeDesk.AuthorsReviewNothing)));
        if (!handedIn)
            return complaints.ToImmutable();
        if (plan is { NeedsBackOutPlan: true, BackOutPlan: null })
            complaints.Add(new("/backOutPlan", new("Say how it is undone: a change of this type needs a back-out plan.", "Angiv, hvordan den rulles tilbage: en ændring af denne type skal have en plan for det.")));
        if (complaints.All(complaint => !complaint.Pointer.StartsWith("/reviewers", StringComparison.Ordinal)) && plan.Stages.Any(stage => stage.Kind == StageKind.Review) && Electorate.Of(plan, authors, profile).IsEmpty)
            complaints.Add(new("/reviewers", new(
                "Nobody would review it: name reviewers, or a reviewing team with people in the directory. The parameter default_cha_review_group_id names one for all changes.",
                "Ingen ville gennemgå den: angiv personer eller et team, som har folk i kartoteket. Parameteren default_cha_review_group_id gælder for alle ændringer.")));
        return complaints.ToImmutable();
    }

    // What no text can be made of is refused by the words that it came with.
    private static PersonalText? Text(string? text, string subject) => text is null ? null : new(Texts.Complain("", text, Texts.LongestNote, required: false) is null ? text.Normalize() : text, subject);
}
