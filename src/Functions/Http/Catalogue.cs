using System.Globalization;
using System.Text.Json;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>All that a portal needs to draw its forms.</summary>
public sealed class Catalogue(ProfileStore profiles)
{
    [Function("ReadCatalogue"), Door(Act.ReadCatalogue, AtTheGate = true)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/catalogue")] HttpRequest request, CancellationToken stop) =>
        Results.Json(CatalogueReply.Of(await profiles.ReadAsync(request.Caller().Organisation, stop)), Json.Options);

    [Function("ReadCannedAnswers"), Door(Act.ReadCatalogue, AtTheGate = true)]
    public async Task<IResult> ReadCannedAnswers([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/canned-answers")] HttpRequest request, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(request.Caller().Organisation, stop);
        return Results.Json(
            new CannedAnswersReply([.. profile.CannedAnswers.Select(answer => new CannedAnswerEntry(answer.Id, new(answer.In("en", profile.Portal), answer.In("da", profile.Portal))))]), Json.Options);
    }

    [Function("ReadPrinciples"), Door(Act.ReadCatalogue, AtTheGate = true)]
    public IResult ReadPrinciples([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/principles")] HttpRequest request) =>
        Results.Json(new PrinciplesReply([.. Principles.Aarhus.Select(principle => new PrincipleEntry(principle.Number, new(principle.English, principle.Danish)))]), Json.Options);
}

/// <summary>What everybody at the desk keeps in mind.</summary>
public sealed record PrinciplesReply(IReadOnlyList<PrincipleEntry> Principles);

public sealed record PrincipleEntry(int Number, Label Label);

/// <summary>Texts that agents send as they are.</summary>
public sealed record CannedAnswersReply(IReadOnlyList<CannedAnswerEntry> Answers);

public sealed record CannedAnswerEntry(string Id, Label Text);

public sealed record Label(string En, string Da);

public sealed record StatusEntry(TicketStatus Code, Label Label);

public sealed record ReasonEntry(string Code, Label Label, string Accountable, bool ClockRuns, string WakeUp, bool DateRequired);

/// <param name="Questions">What has to be answered before a ticket of it is handed over; missing where nothing has.</param>
public sealed record CategoryEntry(string Id, Label Label, IReadOnlyList<SubcategoryEntry> Subcategories, IReadOnlyList<QuestionEntry>? Questions);

/// <param name="Importance">What a request of it gets where it names no other; likewise category, subcategory and speed.</param>
public sealed record RequestTypeEntry(
    string Id, Label Label, string Category, string Subcategory, Importance? Importance, Speed? Speed, IReadOnlyList<FormQuestionEntry> Questions, IReadOnlyList<StepEntry> Steps)
{
    public static RequestTypeEntry Of(RequestType type) => new(
        type.Id, new(type.English, type.Danish), type.Category, type.Subcategory, type.Importance, type.Speed,
        [.. (type.Questions ?? []).Select(question => new FormQuestionEntry(
            question.Id, new(question.English, question.Danish), question.Kind, question.Required,
            question.Choices is { Count: > 0 } choices ? [.. choices.Select(choice => new ChoiceEntry(choice.Id, new(choice.English, choice.Danish)))] : null))],
        [.. (type.Steps ?? []).Select(step => new StepEntry(new(step.English, step.Danish), step.Team))]);
}

/// <param name="Kind">text, choice (by its id), date (2026-11-23) or yesNo (yes or no).</param>
public sealed record FormQuestionEntry(string Id, Label Label, AnswerKind Kind, bool Required, IReadOnlyList<ChoiceEntry>? Choices);

public sealed record ChoiceEntry(string Id, Label Label);

/// <param name="Team">Missing for the ticket's own.</param>
public sealed record StepEntry(Label Label, string? Team);

public sealed record QuestionEntry(string Id, Label Label);

public sealed record SubcategoryEntry(string Id, Label Label);

public sealed record TeamEntry(string Id, string Name, Line Line);

/// <summary>A stage of the process with what can be done there, where the profile has stages.</summary>
public sealed record CheckpointEntry(string Id, Label Label, IReadOnlyList<TicketStatus> Statuses, IReadOnlyList<ActionEntry> Actions);

/// <param name="Command">The route that it is: <c>POST /api/tickets/{number}/{command}</c>.</param>
public sealed record ActionEntry(string Id, Label Label, string Command);

/// <summary>What is recorded before a ticket may close.</summary>
public sealed record ClosureCheckEntry(string Id, Label Label, bool MayNotApply);

/// <summary>One rule in which an area deviates, beside what the organisation has.</summary>
public sealed record DeviationEntry(string Rule, string Value, string Default);

/// <param name="Deviations">Only where the area deviates.</param>
/// <param name="Matrices">Only where the area deviates.</param>
public sealed record AreaEntry(string Id, string Name, string PrimaryTeam, MatricesEntry? Matrices, IReadOnlyList<DeviationEntry>? Deviations)
{
    public static AreaEntry Of(Area area, Profile profile)
    {
        DeviationEntry[] deviations =
        [
            .. Shown(profile).Zip(Shown(profile.In(area.Id)), (whole, own) => new DeviationEntry(whole.Rule, own.Value, whole.Value)).Where(rule => rule.Value != rule.Default),
        ];
        return new(area.Id, area.Name, area.PrimaryTeam, area.Matrices is null ? null : MatricesEntry.Of(area.Matrices), deviations.Length == 0 ? null : deviations);
    }

    private static (string Rule, string Value)[] Shown(Profile profile) =>
    [
        ("closesAfterDays", profile.ClosesAfterDays.ToString(CultureInfo.InvariantCulture)),
        ("replyOnResolved", JsonNamingPolicy.CamelCase.ConvertName(profile.ReplyOnResolved.ToString())),
        ("showAssigned", profile.ShowAssigned ? "true" : "false"),
        ("resolvingLines", string.Join(", ", profile.ResolvingLines.Select(line => JsonNamingPolicy.CamelCase.ConvertName(line.ToString())))),
    ];
}

/// <param name="Incident">One cell for each impact and urgency.</param>
/// <param name="Request">One cell for each importance and speed.</param>
public sealed record MatricesEntry(IReadOnlyList<IncidentCell> Incident, IReadOnlyList<RequestCell> Request)
{
    public static MatricesEntry Of(Matrices matrices) => new(
        [.. from urgency in Enum.GetValues<Urgency>() from impact in Enum.GetValues<Impact>() let cell = matrices.Of(impact, urgency) select new IncidentCell(impact, urgency, cell.Native, cell.HandlingRank)],
        [.. from speed in Enum.GetValues<Speed>() from importance in Enum.GetValues<Importance>() let cell = matrices.Of(importance, speed) select new RequestCell(importance, speed, cell.Native, cell.HandlingRank)]);
}

public sealed record IncidentCell(Impact Impact, Urgency Urgency, int Priority, int HandlingRank);

public sealed record RequestCell(Importance Importance, Speed Speed, int Priority, int HandlingRank);

/// <param name="PreApproved">Only by a template of the catalogue.</param>
public sealed record ChangeTypeEntry(string Id, Label Label, IReadOnlyList<ChangeStageEntry> Stages, bool PreApproved, bool NeedsBackOutPlan);

public sealed record ChangeStageEntry(string Id, Label Label, StageKind Kind);

/// <param name="Type">Id of the type that its changes are of.</param>
public sealed record ChangeTemplateEntry(string Id, Label Label, string Type, string Description, string Category, string Subcategory);

public sealed record CatalogueReply(
    string Profile,
    string Zone,
    IReadOnlyList<string> Languages,
    IReadOnlyList<StatusEntry> Statuses,
    IReadOnlyList<ReasonEntry> PendingReasons,
    MatricesEntry Matrices,
    IReadOnlyList<CategoryEntry> Categories,
    IReadOnlyList<RequestTypeEntry> RequestTypes,
    IReadOnlyList<ChangeTypeEntry> ChangeTypes,
    IReadOnlyList<ChangeTemplateEntry> ChangeTemplates,
    IReadOnlyList<TeamEntry> Teams,
    string DefaultTeam,
    IReadOnlyList<AreaEntry> Areas,
    IReadOnlyList<string> Channels,
    IReadOnlyList<string> Roles,
    int ClosesAfterDays,
    string BaseProfile,
    ClosePolicy ClosePolicy,
    IReadOnlyList<CheckpointEntry> Checkpoints,
    IReadOnlyList<ClosureCheckEntry> ClosureChecks)
{
    public static CatalogueReply Of(Profile profile) => new(
        profile.Name,
        profile.Zone,
        Http.Languages.All,
        [.. profile.Statuses.Select(status => new StatusEntry(status, new(PortalStatus.LabelOf(status, "en"), PortalStatus.LabelOf(status, "da"))))],
        [.. profile.PendingReasons.Select(reason => new ReasonEntry(
            reason.Code, new(reason.English, reason.Danish), CommandNames.Kebab(reason.Accountable.ToString()), reason.ClockRuns, CommandNames.Kebab(reason.WakeUp.ToString()), reason.DateRequired))],
        MatricesEntry.Of(profile.Matrices),
        [.. profile.Categories.Select(category => new CategoryEntry(
            category.Id, new(category.English, category.Danish), [.. category.Subcategories.Select(sub => new SubcategoryEntry(sub.Id, new(sub.English, sub.Danish)))],
            category.Questions is { Count: > 0 } questions ? [.. questions.Select(question => new QuestionEntry(question.Id, new(question.English, question.Danish)))] : null))],
        [.. profile.RequestTypes.Select(RequestTypeEntry.Of)],
        [.. profile.ChangeTypes.Select(type => new ChangeTypeEntry(type.Id, new(type.English, type.Danish), [.. type.Stages.Select(stage => new ChangeStageEntry(stage.Id, new(stage.English, stage.Danish), stage.Kind))], type.PreApproved, type.NeedsBackOutPlan))],
        [.. profile.ChangeTemplates.Select(template => new ChangeTemplateEntry(template.Id, new(template.English, template.Danish), template.Type, template.Description, template.Category, template.Subcategory))],
        [.. profile.Teams.Select(team => new TeamEntry(team.Id, team.Name, team.Line))],
        profile.DefaultTeam,
        [.. profile.Areas.Select(area => AreaEntry.Of(area, profile))],
        TicketIntake.Channels,
        [.. RoleNames.Claims],
        profile.ClosesAfterDays,
        profile.Base,
        profile.ClosePolicy,
        [.. profile.Checkpoints.Select(checkpoint => new CheckpointEntry(
            checkpoint.Id, new(checkpoint.English, checkpoint.Danish), checkpoint.Statuses,
            [.. checkpoint.Actions.Select(action => new ActionEntry(action.Id, new(action.English, action.Danish), CommandNames.Of(action.Act)))]))],
        [.. profile.ClosureChecks.Select(check => new ClosureCheckEntry(check.Id, new(check.English, check.Danish), check.MayNotApply))]);
}
