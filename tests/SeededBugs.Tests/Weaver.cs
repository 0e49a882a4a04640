namespace ItsmFunctions.SeededBugs.Tests;

/// <summary>Puts bugs into a text, each behind the switch: with none on, the program does what it did.</summary>
public static class Weaver
{
    public const string Variable = "ITSM_SEEDED_BUG";

    /// <summary>A source file for each project of the copy: whether a bug is on.</summary>
    public const string SwitchSource = $$"""
        internal static class SeededBug
        {
            private static readonly string? on = System.Environment.GetEnvironmentVariable("{{Variable}}");

            public static bool Is(string name) => name == on;
        }
        """;

    /// <summary>Why the bug cannot be put into the text, or null if it can.</summary>
    public static string? Obstacle(string source, SeededBug bug)
    {
        int times = source.Split(bug.Original).Length - 1;
        if (times != 1)
            return $"The catalogue must be mended: {bug.Name} replaces a text that stands {times} times, not once, in src/{bug.File}: {bug.Original}";
        return bug.Mistaken.Contains(SeededBug.Switch, StringComparison.Ordinal)
            ? null
            : $"The catalogue must be mended: {bug.Name} asks nowhere whether it is on ({SeededBug.Switch}).";
    }

    /// <exception cref="ArgumentException">A bug has an obstacle, or stands in the text of another one.</exception>
    public static string Weave(string source, IEnumerable<SeededBug> bugs)
    {
        foreach (SeededBug bug in bugs)
        {
            if (Obstacle(source, bug) is { } obstacle)
                throw new ArgumentException(obstacle);
            source = source.Replace(bug.Original, bug.Mistaken.Replace(SeededBug.Switch, $"SeededBug.Is(\"{bug.Name}\")", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        return source;
    }
}
