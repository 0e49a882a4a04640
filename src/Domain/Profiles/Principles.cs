namespace ItsmFunctions.Domain.Profiles;

/// <summary>One of the rules that everybody at the desk keeps in mind.</summary>
public sealed record Principle(int Number, string English, string Danish);

/// <summary>The five principles of Aarhus University's desk, in the short form, whose fifth is the softer one (A18).</summary>
public static class Principles
{
    public static readonly IReadOnlyList<Principle> Aarhus =
    [
        new(1, "Describe the case thoroughly before you pass it on", "Beskriv sagen grundigt, før du sender den videre"),
        new(2, "Keep the end user informed", "Hold slutbrugeren orienteret"),
        new(3, "Hand over to a team, never straight to a person", "Overdrag til et team, aldrig direkte til en person"),
        new(4, "Let status and flags say how the case stands", "Lad status og flag vise, hvordan sagen står"),
        new(5, "Keep all communication in the tool, as far as possible", "Hold al kommunikation i værktøjet, så vidt det er muligt"),
    ];
}
