namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int LongestSurvey = 90;

    private sealed partial class Looking
    {
        public void AtSurvey()
        {
            SurveyRules rules = profile.Survey;
            if (rules.DaysAfterClose is < 1 or > LongestSurvey)
                Say(ProfileParameters.Survey, "/daysAfterClose", $"A whole number of days from 1 to {LongestSurvey}.");
            if (rules.LowScore is < 0 or >= SurveyRules.Highest)
                Say(ProfileParameters.Survey, "/lowScore", $"A score from {SurveyRules.Lowest} to {SurveyRules.Highest - 1}, or 0 for nobody to be told.");
            Text(ProfileParameters.Survey, "/english", rules.English, Texts.LongestTitle);
            Text(ProfileParameters.Survey, "/danish", rules.Danish, Texts.LongestTitle);
        }
    }
}
