namespace ItsmFunctions.Domain.Profiles;

public sealed partial class ProfileCheck
{
    public const int MostCannedAnswers = 100;

    private sealed partial class Looking
    {
        public void AtCannedAnswers()
        {
            Text(ProfileParameters.Portal, "", profile.Portal);
            if (!string.IsNullOrWhiteSpace(profile.Portal) && !IsWebAddress(profile.Portal))
                Say(ProfileParameters.Portal, "", "An address on the web: https://support.example.org or http://…, or the name of the host, such as support.example.org.");
            Each(ProfileParameters.CannedAnswers, "", profile.CannedAnswers, MostCannedAnswers, answer => answer.Id, (answer, at) =>
            {
                Text(ProfileParameters.CannedAnswers, $"{at}/english", answer.English, Texts.LongestReason, singleLine: false);
                Text(ProfileParameters.CannedAnswers, $"{at}/danish", answer.Danish, Texts.LongestReason, singleLine: false);
            });
        }

        // Mail programs make links of such a text: nothing else than a page may stand behind it.
        private static bool IsWebAddress(string text)
        {
            bool bare = !text.Contains("://", StringComparison.Ordinal);
            return !text.Any(char.IsWhiteSpace)
                && Uri.TryCreate(bare ? $"https://{text}" : text, UriKind.Absolute, out Uri? address)
                && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
                && address is { Host.Length: > 0, UserInfo.Length: 0 }
                && (!bare || address.Host.Contains('.', StringComparison.Ordinal));
        }
    }
}
