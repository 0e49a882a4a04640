using CsCheck;

namespace ItsmFunctions.Domain.Tests;

/// <summary>Random lives that reach everything: else what is said of all of them is about little.</summary>
internal static class Lives
{
    private const int Round = 2_000;

    /// <summary>What is reached once in some thousand lives is reached in so many rounds.</summary>
    private const int Rounds = 50;

    public static void Reach(this Gen<Case> lives, IEnumerable<string> all, Func<Case, IEnumerable<string>> reached)
    {
        HashSet<string> missing = [.. all];
        for (int round = 0; missing.Count > 0 && round < Rounds; round++)
        {
            lives.Sample(
                given =>
                {
                    string[] here = [.. reached(given)];
                    lock (missing)
                        missing.ExceptWith(here);
                },
                iter: Round);
        }

        Assert.Empty(missing);
    }
}
