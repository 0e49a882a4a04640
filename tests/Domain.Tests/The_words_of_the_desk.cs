namespace ItsmFunctions.Domain.Tests;

/// <summary>Texts that everybody at the desk shares: the principles, and what is answered the same way each time.</summary>
public sealed class The_words_of_the_desk
{
    [Fact]
    [Trait("Rule", "AU-53")]
    public void Send_a_direct_approach_to_the_portal_in_both_languages()
    {
        CannedAnswer answer = Assert.Single(Aarhus.Profile.CannedAnswers, one => one.Id == "direct-approach");

        Assert.Contains("opret", answer.In("da", CannedAnswers.Portal), StringComparison.Ordinal);
        Assert.Contains("create a case", answer.In("en", CannedAnswers.Portal), StringComparison.Ordinal);
        Assert.All(["da", "en"], language => Assert.Contains("support.au.dk", answer.In(language, Aarhus.Profile.Portal), StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "A18")]
    public void Have_five_principles_and_the_fifth_is_the_softer_one()
    {
        Assert.Equal([1, 2, 3, 4, 5], Principles.Aarhus.Select(principle => principle.Number));
        Assert.EndsWith("as far as possible", Principles.Aarhus[4].English, StringComparison.Ordinal);
        Assert.EndsWith("så vidt det er muligt", Principles.Aarhus[4].Danish, StringComparison.Ordinal);
    }
}
