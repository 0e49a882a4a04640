namespace ItsmFunctions.SeededBugs;

/// <summary>How urgent a ticket is, and what follows from it.</summary>
public static partial class Catalogue
{
    private static IReadOnlyList<SeededBug> OfPriorities =>
    [
        new("wrong-cell", "A medium incident of one person gets priority 3 instead of 4.",
            "Domain/Priorities/Matrices.cs", "[1, 2, 3, 2, 3, 4, 3, 4, 5]", "[1, 2, 3, 2, 3, BUG ? 3 : 4, 3, 4, 5]",
            "Domain", "The_priority_matrices.Give_an_incident_the_priority_of_its_cell", "AU-17"),
    ];
}
