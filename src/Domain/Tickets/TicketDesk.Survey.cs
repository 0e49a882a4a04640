using ItsmFunctions.Domain.Profiles;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Tickets;

/// <summary>
/// How satisfied the requester is with a resolution. An answer is no message: it raises no flag and leaves the automatic close where it
/// is, and it is the one thing that a closed ticket still takes from a person.
/// </summary>
public static partial class TicketDesk
{
    private static Decision AnswerSurvey(Ticket ticket, TicketCommand.AnswerSurvey answer, DateTimeOffset at, Profile profile)
    {
        Survey survey = ticket.Survey!;
        if (answer.Resolution is { } meant && meant != survey.Resolution)
            return Reject(RefusalCode.SurveyNotOpen, new(
                $"{ticket.Number} was reopened and resolved again since: that resolution has a question of its own.",
                $"{ticket.Number} er genåbnet og løst igen siden: den løsning har sit eget spørgsmål."));
        if (Expired(ticket, at, profile))
            return Reject(RefusalCode.SurveyNotOpen, new(
                $"{ticket.Number} was closed too long ago: answers are taken for {profile.Survey.DaysAfterClose} days after.",
                $"{ticket.Number} er lukket for længe siden: svar tages imod i {profile.Survey.DaysAfterClose} dage derefter."));
        if (Objection(
            answer.Score is >= SurveyRules.Lowest and <= SurveyRules.Highest ? null : new("/score", new("A score is 1 (very dissatisfied) to 5 (very satisfied).", "Et svar er fra 1 (meget utilfreds) til 5 (meget tilfreds).")),
            Texts.Complain("/comment", answer.Comment, Texts.LongestReason, required: false)) is { } wrong)
            return wrong;
        string? comment = Texts.Normalized(answer.Comment);
        // Sent twice it is one answer.
        return survey.Answer is { } before && (before.Score, before.Comment?.Value) == (answer.Score, comment)
            ? Accept()
            : Accept(new Happening.SurveyAnswered(survey.Resolution, answer.Score, comment is null ? null : Text(ticket, comment)));
    }

    private static bool Expired(Ticket ticket, DateTimeOffset at, Profile profile) => profile.Survey.Until(ticket, profile.TimeZone) <= at;
}
