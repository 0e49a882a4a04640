using ItsmFunctions.Domain.Tickets;
using static ItsmFunctions.Domain.Tickets.Happening;

namespace ItsmFunctions.Domain.Problems;

/// <summary>What an event makes of a problem. Its status is projected from its stage (section 6 of the requirements).</summary>
internal static class ProblemCourse
{
    /// <returns>Null where the event is none of a problem's own.</returns>
    public static Ticket? Of(Ticket ticket, Happening what, string by, DateTimeOffset at) => what switch
    {
        ProblemStated stated => ticket with
        {
            Problem = new(ProblemStages.Assign, at, stated.Proactive),
            Dossier = stated.Incidents.Ids.Aggregate(ticket.Dossier, (dossier, incident) => dossier.With(new(TicketNumber.Parse(incident), LinkKind.Causes, Own: true, ticket.Version + 1))),
        },
        InvestigatorsAssigned assigned => Begin(ticket, ProblemStages.Investigate, assigned.Investigators, at) with
        {
            Problem = ticket.Problem! with { Stage = ProblemStages.Investigate, Since = at, Investigators = assigned.Investigators },
        },
        HandlersAssigned assigned => Begin(ticket, ProblemStages.Process, assigned.Handlers, at) with
        {
            Problem = ticket.Problem! with { Stage = ProblemStages.Process, Since = at, Handlers = assigned.Handlers },
        },
        FindingsRecorded found => ticket with
        {
            Problem = ticket.Problem! with
            {
                RootCause = found.RootCause ?? ticket.Problem.RootCause,
                Workaround = found.Workaround ?? ticket.Problem.Workaround,
                PublicWorkaround = found.PublicWorkaround ?? ticket.Problem.PublicWorkaround,
                PublicTitle = found.PublicTitle ?? ticket.Problem.PublicTitle,
                PublicSince = found.PublicWorkaround is null ? ticket.Problem.PublicSince : ticket.Version + 1,
            },
        },
        KnownErrorDeclared => ticket with { Problem = ticket.Problem! with { KnownError = new(ticket.Version + 1, at) } },
        KnownErrorRetired retired => ticket with { Problem = ticket.Problem! with { KnownError = ticket.Problem.KnownError! with { RetiredAt = at, RetiredBy = by, RetiredFor = retired.Reason } } },
        WorkaroundCommunicated told => ticket with { Problem = ticket.Problem! with { Communicated = new(told.Round, told.Text, at) } },
        WorkaroundTold told => ticket with { Dossier = ticket.Dossier with { Workarounds = [.. ticket.Dossier.Workarounds.Where(each => each.Problem != told.Problem), new(told.Problem, told.Round, at)] } },
        _ => null,
    };

    public static ProblemState Ended(ProblemState problem, string stage, DateTimeOffset at) => problem with { Stage = stage, Since = at };

    // The first of them has it.
    private static Ticket Begin(Ticket ticket, string stage, IdList people, DateTimeOffset at) => ticket with
    {
        Status = ProblemStages.Of(stage).Status,
        Assignee = people.Ids[0],
        WorkBegunAt = ticket.WorkBegunAt ?? at,
    };
}
