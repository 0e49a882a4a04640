namespace ItsmFunctions.SeededBugs;

/// <summary>Who may do what.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfRights =>
    [
        new("rights-of-any-team", "Whoever holds a role holds it in every team, whatever the directory says.",
            "Domain/Rights/Policy.cs", "if (!profile.Directory.IsKept)", "if (BUG || !profile.Directory.IsKept)",
            "Domain", "The_rights.Are_what_the_table_says_for_every_role_and_relation", "AU-07"),
    ];
}
