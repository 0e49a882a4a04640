using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Itsm.Demo;

internal sealed partial class Story
{
    private void Solve(Colleague agent, string solution)
    {
        string? code = Happens(0.2) ? "workaround" : null;
        Then(Minutes(Effort), agent.Actor, new TicketCommand.Resolve(solution, code));
    }

    private void Afterwards(Colleague agent)
    {
        if (_script.IsOver)
            return;
        string? language = _caller.Person.Language;
        if (Happens(0.06))
        {
            // AU-08: within the 30 days.
            Then(_stage.Year.Days(_at, _chance.Next(1, 12), 10), _caller.Actor, new TicketCommand.Reopen(Phrases.Again.In(language)));
            Then(_chance.Next(20, 500), agent.Actor, new TicketCommand.Reply(Phrases.Progress.In(language)));
            Solve(agent, Phrases.Thorough.In(language));
        }
        else if (Happens(0.06) && Then(_chance.Next(10, 900), _caller.Actor, new TicketCommand.Reply(Phrases.Thanks.In(language))))
        {
            // A15: a thank-you suspends the automatic close until somebody lowers the flag.
            Then(_chance.Next(30, 1200), agent.Actor, new TicketCommand.Flag(Update: false, null));
        }

        Rate(language);
    }

    // One in three answers, most of them content; who waited long or had to come back is less so.
    private void Rate(string? language)
    {
        if (_script.IsOver || _script.Ticket.Survey is null || !Happens(0.34))
            return;
        bool tried = _script.Ticket.Reopenings > 0 || _script.Ticket.Reassignments > 1;
        int score = 1 + AcademicYear.Pick(tried ? [0.12, 0.18, 0.25, 0.3, 0.15] : [0.02, 0.05, 0.11, 0.36, 0.46], _chance);
        string? comment = !Happens(score <= 2 ? 0.7 : 0.2) ? null : score <= 2 ? Phrases.Displeased.In(language) : score >= 4 ? Phrases.Pleased.In(language) : null;
        Then(_chance.Next(20, 2400), _caller.Actor, new TicketCommand.AnswerSurvey(score, comment));
    }

    private bool Then(double minutes, Actor by, TicketCommand command) => Then(_stage.Year.Work(_at, minutes), by, command);

    private bool Then(DateTimeOffset at, Actor by, TicketCommand command)
    {
        _at = at < _at ? _at : at;
        return _script.Do(_at, by, command);
    }

    private Colleague Agent(string team) => _stage.Cast.Agent(team, _chance);

    // Skewed to the short end, with a tail: as work goes.
    private double Minutes((double Least, double Most)[] byRank)
    {
        (double least, double most) = byRank[_script.Ticket.HandlingRank - 1];
        return least + (most - least) * Math.Pow(_chance.NextDouble(), 2.2);
    }

    // Most are what they look like; some are more or less urgent than usual.
    private Assessment Vary(Assessment usual) => (usual, _chance.NextDouble()) switch
    {
        (Assessment.OfIncident { Impact: Impact.Individual } incident, < 0.35) => incident with { Urgency = (Urgency)_chance.Next(3) },
        (Assessment.OfIncident { Impact: Impact.Individual } incident, > 0.97) => incident with { Impact = Impact.Department },
        (Assessment.OfIncident incident, < 0.2) => incident with { Urgency = Urgency.Medium },
        (Assessment.OfRequest request, < 0.25) => request with { Importance = (Importance)_chance.Next(3) },
        (Assessment.OfRequest request, > 0.9) => request with { Speed = Speed.Expedite },
        _ => usual,
    };

    private string Other(Subject subject)
    {
        string[] others = [.. _stage.Profile.FindCategory(subject.Category)!.Subcategories.Select(sub => sub.Id).Where(id => id != subject.Subcategory)];
        return others.Length == 0 ? subject.Subcategory : others[_chance.Next(others.Length)];
    }
}
