using System.ComponentModel.DataAnnotations;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>The survey for portals: what the link in the mail does, by a requester who is signed in.</summary>
public sealed class SurveyAnswers(CommandDoor door)
{
    [Function("AnswerSurvey"), Door(Act.Survey)]
    public Task<IResult> Answer([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/survey")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<SurveyBody>(request, number, body => new TicketCommand.AnswerSurvey(body.Score ?? 0, body.Comment), stop);
}

/// <param name="Score">1 (very dissatisfied) to 5 (very satisfied).</param>
/// <param name="Comment">In the requester's own words.</param>
public sealed record SurveyBody(
    [property: Required, Range(SurveyRules.Lowest, SurveyRules.Highest)] int? Score, [property: MaxLength(Texts.LongestReason)] string? Comment);

/// <summary>What the requester is asked about the resolution, and what they answered.</summary>
/// <param name="Question">In the language of the reply.</param>
/// <param name="Until">When no answer is taken any more; missing while the ticket is not closed.</param>
/// <param name="Score">1 (very dissatisfied) to 5 (very satisfied); missing without an answer.</param>
/// <param name="AnsweredAt">When the latest answer was given.</param>
public sealed record SurveyReply(string Question, DateTimeOffset? Until, int? Score, string? Comment, DateTimeOffset? AnsweredAt)
{
    public static SurveyReply Of(Ticket ticket, Survey survey, Profile profile, string language) => new(
        profile.Survey.Question(language), profile.Survey.Until(ticket, profile.TimeZone), survey.Answer?.Score, survey.Answer?.Comment?.Value, survey.Answer?.At);
}
