namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int MostCannedAnswers = 100;

    private sealed partial class Looking
    {
        public void AtCannedAnswers()
        {
            Text(ProfileParameters.Portal, "", profile.Portal);
            Each(ProfileParameters.CannedAnswers, "", profile.CannedAnswers, MostCannedAnswers, answer => answer.Id, (answer, at) =>
            {
                Text(ProfileParameters.CannedAnswers, $"{at}/english", answer.English, Texts.LongestReason, singleLine: false);
                Text(ProfileParameters.CannedAnswers, $"{at}/danish", answer.Danish, Texts.LongestReason, singleLine: false);
            });
        }
    }
}
