using System.Collections.Immutable;

namespace ItsmFunctions.Domain.Profiles;

/// <summary>What a profile must be to be worked by: each parameter by itself, and what one says of another.</summary>
/// <param name="isMail">Whether a text is one mail address and nothing else.</param>
/// <param name="isId">Whether a text can be the id of a person or a team.</param>
/// <param name="ofUrl">What is wrong with an address that the desk is to send to; null where nothing is, and where nobody looks.</param>
public sealed partial class ProfileCheck(Func<string, bool> isMail, Func<string?, bool> isId, Func<string, Sentence?>? ofUrl = null)
{
    public const int MostMembers = 2_000;
    public const int MostTeams = 500;
    public const int MostAreas = 200;
    public const int MostCategories = 200;
    public const int MostSubcategories = 100;
    public const int MostQuestions = 20;
    public const int MostMails = 50;
    public const int MostAbsences = 50;
    public const int LongestClose = 365;

    /// <summary>
    /// What stands in the way of a parameter's new value. Its own members are pointed at; where another parameter relies on what is
    /// gone, the whole value is, and the other is named. What was wrong in others before is not held against this change.
    /// </summary>
    public ImmutableArray<Complaint> Complain(Parameter parameter, Profile before, Profile after)
    {
        ImmutableArray<Finding> found = Look(after);
        ImmutableArray<Complaint> own = [.. found.Where(finding => finding.Parameter == parameter.Name).Select(finding => finding.Complaint)];
        if (own.Length > 0)
            return own;
        return [.. found.Except(Look(before)).Select(finding => new Complaint("", $"{finding.Parameter}{finding.Complaint.Pointer} relies on it: {finding.Complaint.Detail}"))];
    }

    private ImmutableArray<Finding> Look(Profile profile)
    {
        var look = new Looking(profile, isMail, isId, ofUrl);
        look.AtSingles();
        look.AtTeams();
        look.AtAreas();
        look.AtCategories();
        look.AtDirectory();
        look.AtCalendars();
        look.AtEscalation();
        look.AtRequestTypes();
        look.AtMail();
        look.AtCannedAnswers();
        look.AtAttachments();
        look.AtSurvey();
        look.AtRecurrence();
        look.AtOrmis();
        look.AtMajorIncidents();
        look.AtWaits();
        look.AtSelfHelp();
        look.AtChanges();
        look.AtServicePolicies();
        look.AtTriage();
        look.AtServiceEscalations();
        look.AtOnCall();
        look.AtAutomations();
        return [.. look.Findings];
    }

    private sealed record Finding(string Parameter, Complaint Complaint);

    private sealed partial class Looking(Profile profile, Func<string, bool> isMail, Func<string?, bool> isId, Func<string, Sentence?>? ofUrl)
    {
        private readonly HashSet<string> teams = [.. profile.Teams.Where(team => team?.Id is not null).Select(team => team.Id)];

        public List<Finding> Findings { get; } = [];

        public void AtSingles()
        {
            Text(ProfileParameters.Name, "", profile.Name);
            if (BaseProfiles.Find(profile.Base) is null)
                Say(ProfileParameters.Profile, "", $"One of {string.Join(", ", BaseProfiles.All.Select(row => row.Id))}.");
            Language(ProfileParameters.Language, "", profile.Language, required: true);
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(profile.Zone, out TimeZoneInfo? zone) || !zone.HasIanaId)
                Say(ProfileParameters.Zone, "", "An IANA zone, such as Europe/Copenhagen.");
            if (profile.ClosesAfterDays is < 1 or > LongestClose)
                Say(ProfileParameters.ClosesAfterDays, "", $"A whole number of days from 1 to {LongestClose}.");
            Cells(ProfileParameters.Matrices, "", profile.Matrices);
            Mails(ProfileParameters.ProcessManagement, "", profile.ProcessManagement);
            TeamOf(ProfileParameters.IncidentTeam, "", profile.DefaultTeam, required: true);
            TeamOf(ProfileParameters.ProblemTeam, "", profile.DefaultProblemTeam);
            TeamOf(ProfileParameters.ChangeTeam, "", profile.DefaultChangeTeam);
            TeamOf(ProfileParameters.ChangeReviewTeam, "", profile.ChangeReviewTeam);
        }

        public void AtTeams()
        {
            if (profile.Teams.Count == 0)
                Say(ProfileParameters.Teams, "", "At least one team: every ticket is with one.");
            Each(ProfileParameters.Teams, "", profile.Teams, MostTeams, team => team.Id, (team, at) =>
            {
                Text(ProfileParameters.Teams, $"{at}/name", team.Name);
                Mails(ProfileParameters.Teams, $"{at}/leaders", team.Leaders);
                Mails(ProfileParameters.Teams, $"{at}/dispatchers", team.Dispatchers);
                TeamOf(ProfileParameters.Teams, $"{at}/primaryTeam", team.PrimaryTeam);
            });
        }

        public void AtAreas() => Each(ProfileParameters.Areas, "", profile.Areas, MostAreas, area => area.Id, (area, at) =>
        {
            Text(ProfileParameters.Areas, $"{at}/name", area.Name);
            TeamOf(ProfileParameters.Areas, $"{at}/primaryTeam", area.PrimaryTeam, required: true);
            if (area.Matrices is { } matrices)
                Cells(ProfileParameters.Areas, $"{at}/matrices", matrices);
            if (area.Rules?.ClosesAfterDays is < 1 or > LongestClose)
                Say(ProfileParameters.Areas, $"{at}/rules/closesAfterDays", $"A whole number of days from 1 to {LongestClose}.");
            if (area.Rules?.ResolvingLines is { Count: 0 })
                Say(ProfileParameters.Areas, $"{at}/rules/resolvingLines", "At least one line, or nobody could resolve.");
            CalendarOf(ProfileParameters.Areas, $"{at}/calendar", area.Calendar);
        });

        public void AtCategories()
        {
            if (profile.Categories.Count == 0)
                Say(ProfileParameters.Categories, "", "At least one category: every ticket has one.");
            Each(ProfileParameters.Categories, "", profile.Categories, MostCategories, category => category.Id, (category, at) =>
            {
                Text(ProfileParameters.Categories, $"{at}/english", category.English);
                Text(ProfileParameters.Categories, $"{at}/danish", category.Danish);
                if (category.Subcategories is not { Count: > 0 })
                    Say(ProfileParameters.Categories, $"{at}/subcategories", "At least one subcategory.");
                else
                {
                    Each(ProfileParameters.Categories, $"{at}/subcategories", category.Subcategories, MostSubcategories, sub => sub.Id, (sub, below) =>
                    {
                        Text(ProfileParameters.Categories, $"{below}/english", sub.English);
                        Text(ProfileParameters.Categories, $"{below}/danish", sub.Danish);
                    });
                }

                Each(ProfileParameters.Categories, $"{at}/questions", category.Questions ?? [], MostQuestions, question => question.Id, (question, below) =>
                {
                    Text(ProfileParameters.Categories, $"{below}/english", question.English, Texts.LongestReason);
                    Text(ProfileParameters.Categories, $"{below}/danish", question.Danish, Texts.LongestReason);
                });
            });
        }

        public void AtDirectory() => Each(ProfileParameters.Directory, "", profile.Directory.Members, MostMembers, member => member.Id, (member, at) =>
        {
            Text(ProfileParameters.Directory, $"{at}/name", member.Name);
            if (member.Mail is not null && !isMail(member.Mail))
                Say(ProfileParameters.Directory, $"{at}/mail", "One mail address, such as anna@example.org.");
            Language(ProfileParameters.Directory, $"{at}/language", member.Language, required: false);
            foreach ((string name, ImmutableArray<string> ids) in new[] { ("teams", member.Teams), ("dispatches", member.Dispatches), ("leads", member.Leads) })
                Distinct(ProfileParameters.Directory, $"{at}/{name}", ids, MostTeams, (id, below) => TeamOf(ProfileParameters.Directory, below, id, required: true));
            Absences($"{at}/absences", member.Absences);
        });
    }
}
