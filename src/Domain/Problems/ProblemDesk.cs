using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using static ItsmFunctions.Domain.Decision;

namespace ItsmFunctions.Domain.Problems;

/// <summary>
/// Decides what is asked of a problem (OM-10 to OM-15, A2). Who asks may, and the status allows it: <see cref="TicketDesk"/> has looked.
/// The stage is looked at here, in the table of <see cref="ProblemStages"/>.
/// </summary>
public static class ProblemDesk
{
    /// <summary>People who look into one problem, or handle it.</summary>
    public const int MostPeople = 20;

    internal static Decision Decide(Ticket ticket, ProblemCommand command, DateTimeOffset at, Profile profile) => command switch
    {
        ProblemCommand.AssignInvestigators assign => Assign(ticket, assign.People, assign.Note, profile, (people, note) => new Happening.InvestigatorsAssigned(people, note)),
        ProblemCommand.AssignHandlers assign => Assign(ticket, assign.People, assign.Note, profile, (people, note) => new Happening.HandlersAssigned(people, note)),
        ProblemCommand.Record record => Record(ticket, record),
        ProblemCommand.ResolveNow resolve => Close(ticket, resolve.Act, resolve.Solution, new(null, null, null), at),
        ProblemCommand.Eliminate eliminate => Close(ticket, eliminate.Act, eliminate.Solution, new(eliminate.RootCause, null, null), at),
        ProblemCommand.Clear clear => Close(ticket, clear.Act, clear.Solution, new(null, clear.Workaround, clear.PublicWorkaround, PublicTitle: clear.PublicTitle), at),
        ProblemCommand.Retire retire => Retire(ticket, retire),
        ProblemCommand.Communicate => Communicate(ticket),
        ProblemCommand.CancelIt cancel => Cancel(ticket, cancel),
        _ => throw new InvalidOperationException(command.GetType().Name),
    };

    /// <summary>Whether the stage takes what the status would allow; null if it does.</summary>
    internal static Rejected? Unready(Ticket ticket, Act act)
    {
        if (ticket.Problem is not { } problem)
            return null;
        if (ProblemStages.Moves.Contains(act) && ProblemStages.Find(problem.Stage, act) is null)
            return Reject(RefusalCode.TransitionNotAllowed, new(
                $"{ticket.Number} is at the stage {problem.At.English}, which does not have this action.",
                $"{ticket.Number} er ved trinnet {problem.At.Danish}, som ikke har den handling."));
        // What is known of a problem is kept up as long as its known error is offered.
        if (act is Act.RecordFindings or Act.CommunicateWorkaround && ticket.Status.IsOver() && problem.KnownError?.IsOpen != true)
            return Over(ticket);
        return act switch
        {
            Act.CommunicateWorkaround when problem.PublicWorkaround is null => NothingToTell(ticket),
            Act.RetireKnownError when problem.KnownError is null =>
                Reject(RefusalCode.TransitionNotAllowed, new($"{ticket.Number} has no known error.", $"{ticket.Number} har ingen kendt fejl.")),
            _ => null,
        };
    }

    private static Rejected Over(Ticket ticket) => Reject(RefusalCode.TicketClosed, new(
        $"{ticket.Number} is over, and it has no open known error.", $"{ticket.Number} er slut, og den har ingen åben kendt fejl."));

    private static Decision Assign(Ticket ticket, IReadOnlyList<string> people, string? note, Profile profile, Func<IdList, PersonalText?, Happening> assigned)
    {
        var complaints = ImmutableArray.CreateBuilder<Complaint>();
        if (people.Count is 0 or > MostPeople)
            complaints.Add(new("/people", new($"1 to {MostPeople} people.", $"1 til {MostPeople} personer.")));
        complaints.AddRange(people.Index().Where(each => profile.Directory.IsKept && profile.Directory.Find(each.Item) is null).Select(each => new Complaint($"/people/{each.Index}", new(
            $"The directory does not name {each.Item}.", $"{each.Item} står ikke i kartoteket."))));
        if (Texts.Complain("/note", note, Texts.LongestNote, required: false) is { } wrong)
            complaints.Add(wrong);
        return complaints.Count > 0
            ? Reject(complaints.ToImmutable())
            : Accept(assigned(new([.. people.Distinct()]), note is null ? null : Text(ticket, note)));
    }

    private static Decision Record(Ticket ticket, ProblemCommand.Record record)
    {
        if (Complain(record) is { Length: > 0 } complaints)
            return Reject(complaints);
        if (record.KnownError && (record.Workaround is null && ticket.Problem!.Workaround is null))
            return NoWorkaround(ticket);
        Happening[] found = Found(ticket, record);
        return record.KnownError && ticket.Problem!.KnownError?.IsOpen != true ? Accept([.. found, new Happening.KnownErrorDeclared()]) : Accept(found);
    }

    // What is retired already stands so.
    private static Decision Retire(Ticket ticket, ProblemCommand.Retire retire) => (Texts.Complain("/reason", retire.Reason, Texts.LongestReason, required: true), ticket.Problem!.KnownError) switch
    {
        ({ } complaint, _) => Reject([complaint]),
        (_, { IsOpen: true }) => Accept(new Happening.KnownErrorRetired(Text(ticket, retire.Reason))),
        _ => Accept(),
    };

    // Said again it reaches those that were linked since: each incident knows what it was told.
    private static Decision Communicate(Ticket ticket)
    {
        ProblemState problem = ticket.Problem!;
        return Accept(new Happening.WorkaroundCommunicated(problem.PublicSince!.Value, problem.PublicWorkaround!.Value));
    }

    private static Rejected NothingToTell(Ticket ticket) => Reject(RefusalCode.WorkaroundMissing, new(
        $"{ticket.Number} has no workaround for end users: record the public one.", $"{ticket.Number} har ingen omgåelse til brugerne: registrér den offentlige."));

    private static Decision Close(Ticket ticket, Act act, string solution, ProblemCommand.Record findings, DateTimeOffset at)
    {
        ProblemAction action = ProblemStages.Find(ticket.Problem!.Stage, act)!;
        ImmutableArray<Complaint> complaints = [.. Texts.Complain("/solution", solution, Texts.LongestNote, required: true) is { } wrong ? [wrong] : Array.Empty<Complaint>(), .. Complain(findings)];
        if (complaints.Length > 0)
            return Reject(complaints);
        if (action.NeedsWorkaround && findings.Workaround is null && ticket.Problem.Workaround is null)
            return NoWorkaround(ticket);
        if (ticket.Dossier.OpenTasks.Any())
            return TicketDesk.TasksInTheWay(ticket);
        bool known = ticket.Problem.KnownError?.IsOpen == true;
        return Accept(
        [
            .. Found(ticket, findings),
            .. action.NeedsWorkaround && !known ? [new Happening.KnownErrorDeclared()] : Array.Empty<Happening>(),
            .. action.EndsKnownError && known ? [new Happening.KnownErrorRetired(Text(ticket, solution))] : Array.Empty<Happening>(),
            new Happening.Resolved(Text(ticket, solution), action.ClosureCode!, at),
            new Happening.Closed(),
        ]);
    }

    private static Decision Cancel(Ticket ticket, ProblemCommand.CancelIt cancel)
    {
        if (Texts.Complain("/reason", cancel.Reason, Texts.LongestReason, required: true) is { } complaint)
            return Reject([complaint]);
        if (ticket.Dossier.OpenTasks.Any())
            return TicketDesk.TasksInTheWay(ticket);
        PersonalText reason = Text(ticket, cancel.Reason);
        return ticket.Problem!.KnownError?.IsOpen == true ? Accept(new Happening.KnownErrorRetired(reason), new Happening.Cancelled(reason)) : Accept(new Happening.Cancelled(reason));
    }

    // What reads as it did is no news.
    private static Happening[] Found(Ticket ticket, ProblemCommand.Record record)
    {
        ProblemState problem = ticket.Problem!;
        PersonalText? Other(string? text, PersonalText? was) => text is not null && Text(ticket, text) is var now && now.Value != was?.Value ? now : null;
        var found = new Happening.FindingsRecorded(
            Other(record.RootCause, problem.RootCause), Other(record.Workaround, problem.Workaround), Other(record.PublicWorkaround, problem.PublicWorkaround),
            Other(record.PublicTitle, problem.PublicTitle));
        return found == new Happening.FindingsRecorded(null, null, null) ? [] : [found];
    }

    private static ImmutableArray<Complaint> Complain(ProblemCommand.Record record) =>
    [
        .. new[] { ("/rootCause", record.RootCause), ("/internalWorkaround", record.Workaround), ("/publicWorkaround", record.PublicWorkaround) }
            .Select(each => Texts.Complain(each.Item1, each.Item2, Texts.LongestNote, required: false))
            .Append(Texts.Complain("/publicTitle", record.PublicTitle, Texts.LongestTitle, required: false, singleLine: true)).OfType<Complaint>(),
    ];

    private static Rejected NoWorkaround(Ticket ticket) => Reject(RefusalCode.WorkaroundMissing, new(
        $"{ticket.Number} has no workaround: record the one that people are to live with.", $"{ticket.Number} har ingen omgåelse: registrér den, som man skal leve med."));

    private static PersonalText Text(Ticket ticket, string text) => new(Texts.Normalized(text)!, ticket.Requester);
}
