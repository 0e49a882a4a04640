using ItsmFunctions.Domain.People;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>The question about the resolution that stands. A reopening takes it back, and the next resolution asks anew.</summary>
/// <param name="Resolution">Version of the event that resolved the ticket: an answer is about that one and no other.</param>
/// <param name="Answer">The latest; earlier ones are in the history. Null while there is none.</param>
public sealed record Survey(int Resolution, SurveyAnswer? Answer);

/// <param name="Score">1 (very dissatisfied) to 5 (very satisfied).</param>
public sealed record SurveyAnswer(int Score, PersonalText? Comment, DateTimeOffset At);
