using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Channels;
using ItsmFunctions.Domain.Coordination;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.SelfHelp;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Domain.Triage;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.Profiles;

/// <summary>What an organisation decided otherwise than the default profile: what is null stays as the default says.</summary>
/// <param name="Teams">Added to the default teams; one with the same id replaces it. Likewise categories and areas.</param>
/// <param name="Alone">Names of the parameters among teams, categories and areas whose list stands alone: the default's are not added.</param>
public sealed record ProfileChanges(
    string? Name = null,
    string? Zone = null,
    string? Language = null,
    int? ClosesAfterDays = null,
    ReplyOnResolved? ReplyOnResolved = null,
    bool? ShowAssigned = null,
    Matrices? Matrices = null,
    IReadOnlyList<Category>? Categories = null,
    IReadOnlyList<Team>? Teams = null,
    string? DefaultTeam = null,
    IReadOnlyList<Area>? Areas = null,
    IReadOnlyList<string>? ProcessManagement = null,
    StaffDirectory? Directory = null,
    string? DefaultProblemTeam = null,
    string? DefaultChangeTeam = null,
    string? ChangeReviewTeam = null,
    string? Base = null,
    IReadOnlyList<string>? Alone = null,
    IReadOnlyList<NamedCalendar>? Calendars = null,
    IReadOnlyList<RankThresholds>? EscalationThresholds = null,
    IReadOnlyList<RankSteps>? EscalationSteps = null,
    UpdateFlagAges? UpdateFlagAges = null,
    AllowedTime? ChaseAnswer = null,
    IReadOnlyList<RequestType>? RequestTypes = null,
    InboundMail? InboundMail = null,
    IReadOnlyList<CannedAnswer>? CannedAnswers = null,
    string? Portal = null,
    AttachmentRules? Attachments = null,
    SurveyRules? Survey = null,
    IReadOnlyList<SelfHelpEntry>? SelfHelp = null,
    IReadOnlyList<WaitRules>? Waits = null,
    IReadOnlyList<ChangeType>? ChangeTypes = null,
    IReadOnlyList<ChangeTemplate>? ChangeTemplates = null,
    IReadOnlyList<FreezeWindow>? Freezes = null,
    RecurrenceRules? Recurrence = null,
    IReadOnlyList<ServicePolicy>? ServicePolicies = null,
    TriageRules? Triage = null,
    OrmisRules? Ormis = null,
    IReadOnlyList<ServiceEscalation>? ServiceEscalations = null,
    IReadOnlyList<OnCallSchedule>? OnCall = null,
    IReadOnlyList<Automation>? Automations = null,
    IReadOnlyList<MajorRule>? MajorIncidents = null)
{
    /// <summary>These decisions on <paramref name="otherwise"/>, or on the bundle that they name.</summary>
    public Profile On(Profile otherwise)
    {
        // A bundle that does not exist is kept by its name, for the check to find.
        Profile profile = Base is null ? otherwise : BaseProfiles.Find(Base) ?? otherwise with { Base = Base };
        Profile changed = Ormis is null ? Settled(profile) : Ormis.On(Settled(profile));
        // What a default entry says is true without its category.
        if (SelfHelp is null)
            changed = changed with { SelfHelp = [.. profile.SelfHelp.Select(entry => entry.Fits(changed.Categories) ? entry : entry with { Category = null, Subcategory = null })] };
        // A default template is one where its category, its team and its type are.
        if (ChangeTemplates is null)
            changed = changed with { ChangeTemplates = [.. profile.ChangeTemplates.Where(template => template.Fits(changed))] };
        if (Triage is null)
            changed = changed with { Triage = changed.Triage.Fitting(changed.Categories, changed.Teams) };
        // A default type is offered where its category and its teams are; an organisation's own are checked when they are set.
        return RequestTypes is null ? changed with { RequestTypes = [.. profile.RequestTypes.Where(type => type.Fits(changed.Categories, changed.Teams))] } : changed;
    }

    private Profile Settled(Profile profile) => profile with
    {
        Name = Name ?? profile.Name,
        Zone = Zone ?? profile.Zone,
        Language = Language ?? profile.Language,
        ClosesAfterDays = ClosesAfterDays ?? profile.ClosesAfterDays,
        ReplyOnResolved = ReplyOnResolved ?? profile.ReplyOnResolved,
        ShowAssigned = ShowAssigned ?? profile.ShowAssigned,
        Matrices = Matrices ?? profile.Matrices,
        Categories = Merged(ProfileParameters.Categories, profile.Categories, Categories, category => category.Id),
        Teams = Merged(ProfileParameters.Teams, profile.Teams, Teams, team => team.Id),
        DefaultTeam = DefaultTeam ?? profile.DefaultTeam,
        Areas = Merged(ProfileParameters.Areas, profile.Areas, Areas, area => area.Id),
        ProcessManagement = ProcessManagement ?? profile.ProcessManagement,
        Directory = Directory ?? profile.Directory,
        DefaultProblemTeam = DefaultProblemTeam ?? profile.DefaultProblemTeam,
        DefaultChangeTeam = DefaultChangeTeam ?? profile.DefaultChangeTeam,
        ChangeReviewTeam = ChangeReviewTeam ?? profile.ChangeReviewTeam,
        Calendars = Calendars ?? profile.Calendars,
        Escalation = profile.Escalation with
        {
            Thresholds = EscalationThresholds ?? profile.Escalation.Thresholds,
            Steps = EscalationSteps ?? profile.Escalation.Steps,
            UpdateFlag = UpdateFlagAges ?? profile.Escalation.UpdateFlag,
            ChaseAnswer = ChaseAnswer ?? profile.Escalation.ChaseAnswer,
        },
        CannedAnswers = Merged(ProfileParameters.CannedAnswers, profile.CannedAnswers, CannedAnswers, answer => answer.Id),
        Portal = Portal ?? profile.Portal,
        RequestTypes = Merged(ProfileParameters.RequestTypes, profile.RequestTypes, RequestTypes, type => type.Id),
        InboundMail = InboundMail ?? profile.InboundMail,
        Attachments = Attachments ?? profile.Attachments,
        Survey = Survey ?? profile.Survey,
        Recurrence = Recurrence ?? profile.Recurrence,
        ServicePolicies = ServicePolicies ?? profile.ServicePolicies,
        Triage = Triage ?? profile.Triage,
        ServiceEscalations = ServiceEscalations ?? profile.ServiceEscalations,
        OnCall = OnCall ?? profile.OnCall,
        Automations = Automations ?? profile.Automations,
        Waits = Waits ?? profile.Waits,
        MajorIncidents = MajorIncidents ?? profile.MajorIncidents,
        ChangeTypes = Merged(ProfileParameters.ChangeTypes, profile.ChangeTypes, ChangeTypes, type => type.Id),
        ChangeTemplates = Merged(ProfileParameters.ChangeTemplates, profile.ChangeTemplates, ChangeTemplates, template => template.Id),
        Freezes = Freezes ?? profile.Freezes,
        SelfHelp = Merged(ProfileParameters.SelfHelp, profile.SelfHelp, SelfHelp, entry => entry.Id),
    };

    /// <summary>With a list that stands alone from now on.</summary>
    internal ProfileChanges Whole(string parameter) => this with { Alone = [.. (Alone ?? []).Where(name => name != parameter), parameter] };

    private IReadOnlyList<T> Merged<T>(string parameter, IReadOnlyList<T> defaults, IReadOnlyList<T>? changes, Func<T, string> id)
    {
        if (changes is null)
            return defaults;
        if (Alone?.Contains(parameter) == true)
            return changes;
        Dictionary<string, T> changed = changes.ToDictionary(id);
        return [.. defaults.Select(item => changed.Remove(id(item), out T? other) ? other : item), .. changes.Where(item => changed.ContainsKey(id(item)))];
    }
}
