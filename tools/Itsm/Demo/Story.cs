using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Itsm.Demo;

/// <summary>How one ticket of the demo desk goes: most simply, some through every corner of the process.</summary>
internal sealed partial class Story
{
    // Minutes of working time, by handling rank 1 to 5: from logging to dispatch, and of the work itself.
    private static readonly (double Least, double Most)[] Response = [(3, 15), (10, 60), (30, 300), (60, 900), (120, 2000)];
    private static readonly (double Least, double Most)[] Effort = [(40, 300), (90, 900), (120, 2400), (240, 4800), (480, 8400)];

    private readonly Stage _stage;
    private readonly Script _script;
    private readonly Random _chance;
    private readonly Subject _subject;
    private readonly Caller _caller;
    private DateTimeOffset _at;
    private string _team = "";

    private Story(Stage stage, Script script, Random chance, DateTimeOffset openedAt)
    {
        (_stage, _script, _chance, _at) = (stage, script, chance, openedAt);
        DateOnly day = stage.Year.DayOf(openedAt);
        _subject = Subjects.All[AcademicYear.Pick(
            [.. Subjects.All.Select(subject => subject.Season == Season.Always ? subject.Weight : subject.Weight * (AcademicYear.IsIn(subject.Season, day) ? 2.5 : 0.15))], chance)];
        _caller = stage.Cast.Requesters[chance.Next(stage.Cast.Requesters.Count)];
    }

    public static void Tell(Stage stage, Script script, Random chance, DateTimeOffset openedAt)
    {
        var story = new Story(stage, script, chance, openedAt);
        story.Open();
        story.Handle();
        script.End();
    }

    private bool Happens(double probability) => _chance.NextDouble() < probability;

    private void Open()
    {
        string[] channels = _subject.Subcategory == "suspicious-activity" ? ["monitoring"] : ["portal", "mail", "phone", "client", "self-service"];
        string channel = channels[channels.Length == 1 ? 0 : AcademicYear.Pick([0.52, 0.25, 0.15, 0.03, 0.05], _chance)];
        _team = _stage.Profile.FindArea(_caller.Area)?.PrimaryTeam ?? _stage.Profile.DefaultTeam;
        Wording words = _caller.Person.Language == "en" ? _subject.English : _subject.Danish;
        Actor by = channel is "phone" or "client" or "monitoring" ? Agent(_team).Actor : _caller.Actor;
        var classification = new Classification(
            Vary(_subject.Assessment), _subject.Category, _subject.Subcategory, null, Happens(0.6) ? $"Bygning {1100 + _chance.Next(24) * 10}" : null, null);
        _script.Open(new NewTicket(words.Title, words.Description, classification, channel, _caller.Area, _caller.Person.Id, null, Markers.None) { SelfHelp = Read(channel) }, by, _at);
    }

    // Some looked for help before they wrote, and did not find it.
    private string[] Read(string channel) =>
        channel is "portal" or "self-service" && _stage.Profile.SelfHelp.FirstOrDefault(entry => entry.Category == _subject.Category && (entry.Subcategory is null || entry.Subcategory == _subject.Subcategory)) is { } entry && Happens(0.3) ? [entry.Id] : [];

    private void Handle()
    {
        if (Happens(0.03) && Then(_chance.Next(20, 600), _caller.Actor, new TicketCommand.Cancel(Phrases.Withdrawn.In(_caller.Person.Language))))
            return;
        if (Happens(0.035))
            Override();
        Colleague agent = Agent(_team);
        Dispatch(agent);
        if (Happens(0.05))
            Then(10, agent.Actor, new TicketCommand.Reclassify(_subject.Category, Other(_subject), null, null, null, null, null, null, null));
        // A25: an agent's question to the end user begins the work as well.
        if (Happens(0.2))
            Then(Minutes(Response) / 2, agent.Actor, new TicketCommand.Reply(Phrases.Question.In(_caller.Person.Language)));
        else
            Then(Minutes(Response) / 2, agent.Actor, new TicketCommand.BeginWork());
        Work(agent);
        Solve(agent, _caller.Person.Language == "en" ? _subject.English.Solution : _subject.Danish.Solution);
        Afterwards(agent);
    }

    private void Work(Colleague agent)
    {
        if (Happens(0.4))
            Then(_chance.Next(10, 200), agent.Actor, new TicketCommand.Journal(Phrases.Tried, Visibility.Internal));
        if (_subject.Specialist is { } specialist && Happens(0.35))
            Escalate(agent, specialist);
        if (Happens(0.38))
            Wait(agent);
        if (Happens(0.15) && Then(_chance.Next(60, 900), _caller.Actor, new TicketCommand.Reply(Phrases.Chase.In(_caller.Person.Language))))
            Then(_chance.Next(20, 700), agent.Actor, new TicketCommand.Reply(Phrases.Progress.In(_caller.Person.Language)));
        if (Happens(0.02))
            Then(5, _stage.Cast.Leader(_team).Actor, new TicketCommand.Flag(null, Attention: true));
    }

    private void Dispatch(Colleague agent)
    {
        // Rank 1 waits for nobody's working hours (AU-20).
        _at = _script.Ticket.HandlingRank == Priority.HighestRank ? _at.AddMinutes(_chance.Next(3, 15)) : _stage.Year.Work(_at, Minutes(Response));
        _script.Do(_at, _stage.Cast.Dispatcher(_team).Actor, new TicketCommand.Assign(null, agent.Person.Id));
    }

    private void Override()
    {
        Actor leader = _stage.Cast.Leader(_team).Actor;
        int rank = Math.Max(1, _script.Ticket.HandlingRank - _chance.Next(1, 3));
        if (Then(8, leader, new TicketCommand.SetPriority(rank, Phrases.Raised)) && Happens(0.3))
            Then(120, leader, new TicketCommand.SetPriority(null, Phrases.Lowered));
    }

    // AU-42, AU-49, AU-55: always to the team, and back to the team it came from.
    private void Escalate(Colleague agent, string specialist)
    {
        Colleague second = Agent(specialist);
        Then(5, agent.Actor, new TicketCommand.Journal(Phrases.Handover, Visibility.Internal));
        if (!HandOver(agent, specialist, Phrases.PassedOn.In(_caller.Person.Language)) || (Happens(0.09) && !BouncedOnce(agent, specialist)))
            return;
        Then(Minutes(Response), _stage.Cast.Dispatcher(specialist).Actor, new TicketCommand.Assign(null, second.Person.Id));
        Then(Minutes(Effort) / 3, second.Actor, new TicketCommand.Journal(Phrases.Returned, Visibility.Internal));
        if (HandOver(second, _team, message: null))
            Then(_chance.Next(5, 60), _stage.Cast.Dispatcher(_team).Actor, new TicketCommand.Assign(null, agent.Person.Id));
    }

    // Handed on without what the specialists need: it comes back, and goes again with it.
    private bool BouncedOnce(Colleague agent, string specialist) =>
        Then(_chance.Next(10, 90), _stage.Cast.Dispatcher(specialist).Actor, new TicketCommand.Bounce(Phrases.Bounced[_chance.Next(Phrases.Bounced.Count)]))
        && Then(_chance.Next(5, 60), _stage.Cast.Dispatcher(_team).Actor, new TicketCommand.Assign(null, agent.Person.Id))
        && Then(_chance.Next(20, 240), agent.Actor, new TicketCommand.Journal(Phrases.Completed, Visibility.Internal))
        && HandOver(agent, specialist, Phrases.PassedOn.In(_caller.Person.Language));

    // AU-20, AU-21: at rank 1 the receiving dispatcher was called first, at rank 2 they accept before it moves.
    private bool HandOver(Colleague by, string team, string? message)
    {
        Colleague receiver = _stage.Cast.Dispatcher(team);
        ContactRole role = receiver.Roles.HasFlag(Roles.Dispatcher) ? ContactRole.Dispatcher : ContactRole.Leader;
        var contact = new DispatchContact(receiver.Person.Name!, role, DispatcherUnavailable: role == ContactRole.Leader);
        var dispatch = new TicketCommand.Dispatch(
            team, null, null, null, message, message is null ? "phone" : null, CategoryConfirmed: true, _script.Ticket.HandlingRank == Priority.HighestRank ? contact : null, null);
        return Then(1, by.Actor, dispatch)
            && (_script.Ticket.Handover?.Offer is null || Then(_chance.Next(2, 15), receiver.Actor, new TicketCommand.Accept()));
    }

    private void Wait(Colleague agent)
    {
        PendingReason reason = Happens(0.65) ? _stage.Profile.FindReason(_subject.Reason)! : _stage.Profile.PendingReasons[_chance.Next(_stage.Profile.PendingReasons.Count)];
        DateTimeOffset began = _stage.Year.Work(_at, _chance.Next(5, 120));
        DateTimeOffset? until = reason.DateRequired || (reason.WakeUp == WakeUp.OnDelivery && Happens(0.5)) ? _stage.Year.Days(began, _chance.Next(2, 15), 9) : null;
        if (!Then(began, agent.Actor, new TicketCommand.Pend(reason.Code, until, Happens(0.3) ? Phrases.Tried : null)))
            return;
        if (until is { } date)
            Then(_stage.Year.Work(date, _chance.Next(10, 90)), agent.Actor, new TicketCommand.Flag(Update: false, null));
        else if (reason.WakeUp == WakeUp.OnUserReply && Then(_chance.Next(60, 1800), _caller.Actor, new TicketCommand.Reply(Phrases.Answer.In(_caller.Person.Language))))
            Then(_chance.Next(15, 400), agent.Actor, new TicketCommand.Reply(Phrases.Progress.In(_caller.Person.Language)));
        else
            Then(_chance.Next(300, 3600), agent.Actor, new TicketCommand.Resume());
    }
}
