using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Lists;

namespace ItsmFunctions.Functions.Http;

/// <summary>Which part of a queue is asked for.</summary>
public enum QueueShow
{
    All,

    /// <summary>What nobody has: it waits to be handed out. Not what is in review: it waits for votes.</summary>
    Unassigned,

    /// <summary>What waits for a reaction (AU-50).</summary>
    Flagged,

    /// <summary>What an absent colleague has, and somebody has to look after (AU-47).</summary>
    Absent,
}

/// <summary>The queue of a team: tickets that are not resolved, by handling rank, then by what is due first, then the oldest.</summary>
/// <param name="At">The instant as of which absence is told.</param>
/// <param name="Offered">Tickets of other teams that wait for somebody here to accept them (AU-21).</param>
/// <param name="Agents">Those of the team, and who else has one of its tickets: present first, then by load.</param>
public sealed record QueueReply(
    string Team, string Name, Line Line, DateTimeOffset At, QueueCounts Counts, IReadOnlyList<QueueLine> Tickets, IReadOnlyList<QueueLine> Offered, IReadOnlyList<AgentLoad> Agents)
{
    internal static QueueReply Of(Team team, OpenTickets queue, OpenTickets offered, QueueShow show, int top, Caller caller, Profile profile, DateTimeOffset now)
    {
        QueueLine[] lines = [.. queue.Tickets.Select(ticket => QueueLine.Of(ticket, caller, profile, now)).OrderBy(line => line.Ticket.HandlingRank).ThenBy(line => line.DueAt ?? DateTimeOffset.MaxValue).ThenBy(line => line.Ticket.OpenedAt)];
        QueueLine[] shown = [.. lines.Where(line => show switch
        {
            QueueShow.Unassigned => line.WaitsToBeHandedOut,
            QueueShow.Flagged => line.Ticket.UpdateFlag == true,
            QueueShow.Absent => line.LooksAfter,
            _ => true,
        })];
        var counts = new QueueCounts(
            lines.Length, queue.More || offered.More, shown.Length, lines.Count(line => line.WaitsToBeHandedOut), lines.Count(line => line.Ticket.UpdateFlag == true),
            lines.Count(line => line.DueAt <= now), lines.Count(line => line.LooksAfter), offered.Tickets.Count);
        return new(
            team.Id, team.Name, team.Line, now, counts, [.. shown.Take(top)], [.. offered.Tickets.Select(ticket => QueueLine.Of(ticket, caller, profile, now)).Take(top)],
            AgentLoad.Of(team.Id, lines, profile, now));
    }
}

/// <param name="Open">All that is not resolved.</param>
/// <param name="More">True where the queue is longer than what was counted.</param>
/// <param name="Shown">As many as <c>show</c> asks for; <c>tickets</c> holds the first <c>top</c> of them.</param>
/// <param name="Overdue">What should have been done by now.</param>
/// <param name="OfAbsent">Those of absent colleagues that somebody has to look after.</param>
public sealed record QueueCounts(int Open, bool More, int Shown, int Unassigned, int Flagged, int Overdue, int OfAbsent, int Offered);

/// <param name="DueAt">What the clock owes it next: the date that it waits for, the next prompt.</param>
/// <param name="AbsentUntil">When its assignee is back, where they are away.</param>
/// <param name="LooksAfter">Its assignee is away, and it is due before they are back or waits for a reaction: the dispatcher watches it.</param>
public sealed record QueueLine(TicketLine Ticket, DateTimeOffset? DueAt, DateTimeOffset? AbsentUntil, bool LooksAfter)
{
    /// <summary>It is a change that waits for votes.</summary>
    internal bool InReview { get; private init; }

    internal bool WaitsToBeHandedOut => Ticket.Assignee is null && !InReview;

    internal static QueueLine Of(TicketSummary ticket, Caller caller, Profile profile, DateTimeOffset now)
    {
        Absence? away = profile.Directory.Find(ticket.Assignee)?.AbsenceAt(now);
        return new(TicketLine.Of(ticket, caller, profile), ticket.DueAt, away?.Until, away is not null && (ticket.UpdateFlagSince is not null || ticket.DueAt < away.Until)) { InReview = ticket.Review is not null };
    }
}

/// <summary>What one of a team has to do, and when they are there.</summary>
/// <param name="Name">Missing for somebody whom the directory does not name.</param>
/// <param name="Urgent">Their tickets of rank 1 and 2: whoever has one does nothing else (AU-20, AU-21).</param>
/// <param name="AbsentFrom">Their absence, the one of now or the next.</param>
public sealed record AgentLoad(
    string Id, string? Name, bool Agent, int Open, int InProgress, int Pending, IReadOnlyList<string> Urgent, bool Absent, DateTimeOffset? AbsentFrom, DateTimeOffset? AbsentUntil)
{
    private const int LowestUrgentRank = 2;

    internal static IReadOnlyList<AgentLoad> Of(string team, IReadOnlyList<QueueLine> queue, Profile profile, DateTimeOffset now)
    {
        ILookup<string, TicketLine> has = queue.Where(line => line.Ticket.Assignee is not null).Select(line => line.Ticket).ToLookup(line => line.Assignee!);
        IEnumerable<string> everybody = profile.Directory.IsKept ? profile.Directory.AgentsOf(team).Select(member => member.Id).Union(has.Select(of => of.Key)) : has.Select(of => of.Key);
        return [.. everybody.Select(id => Of(id, team, [.. has[id]], profile.Directory.Find(id), now)).OrderBy(agent => agent.Absent).ThenBy(agent => agent.Urgent.Count).ThenBy(agent => agent.Open).ThenBy(agent => agent.Id, StringComparer.Ordinal)];
    }

    private static AgentLoad Of(string id, string team, TicketLine[] tickets, StaffMember? member, DateTimeOffset now)
    {
        Absence? absence = member?.Absences.Where(absence => absence.Until > now).OrderBy(absence => absence.From).FirstOrDefault();
        return new(
            id, member?.Name, member?.Teams.Contains(team) == true, tickets.Length, tickets.Count(ticket => ticket.Status == TicketStatus.InProgress), tickets.Count(ticket => ticket.Status == TicketStatus.Pending),
            [.. tickets.Where(ticket => ticket.HandlingRank <= LowestUrgentRank).Select(ticket => ticket.Number)], absence?.From <= now, absence?.From, absence?.Until);
    }
}
