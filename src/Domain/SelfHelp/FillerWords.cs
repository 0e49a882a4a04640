namespace ItsmFunctions.Domain.SelfHelp;

/// <summary>Words that every question has, in English and Danish, as they are compared: they tell nothing apart.</summary>
public static class FillerWords
{
    /// <summary>Whether a text says nothing else: no word of it tells what is wrong.</summary>
    public static bool AreAllOf(string text) => FoldedWords.Of(text).All(All.Contains);

    public static readonly IReadOnlySet<string> All = new HashSet<string>(
    [
        .. FoldedWords.Of("""
            am an and any are at be but by can cannot could did do does doing for from get got has have help how if in is it its me my need no not of on or our
            please problem should so some that the their them then there they this to up was we what when where which who why will with work working works would you your
            af at da de dem den der det dig din dit dog du efter eller en er et fik for fra får gør ha han har havde hjælp hun hvad hvem hver hvis hvor hvordan hvorfor
            ikke ind jeg kan kunne man med meget men mig min mit mine nej noget nogen nu når og også om op os på problem sig sin skal skulle som til ud var ved vi vil virker været
            """),
    ]);
}
