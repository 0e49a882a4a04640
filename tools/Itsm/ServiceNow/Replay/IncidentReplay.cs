using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Itsm.ServiceNow.Log;
using ItsmFunctions.Storage.Import;

namespace ItsmFunctions.Itsm.ServiceNow.Replay;

/// <summary>What stays the same for every incident of an import.</summary>
internal sealed record Desk(OrganisationId Organisation, Profile Profile, Terms Terms, LocalClock Clock, DateTimeOffset RecordedAt);

/// <summary>What is there of an incident already.</summary>
/// <param name="LastAt">When its latest event happened.</param>
internal sealed record Present(Ticket Ticket, IReadOnlySet<ulong> Entries, DateTimeOffset LastAt);

/// <param name="Moved">Whether the row changed the ticket's team.</param>
internal sealed record ReplayedRow(TimedRow Timed, bool Moved);

/// <summary>Replays one incident through the domain, as the actor Import and at the log's own instants. Pure.</summary>
internal sealed partial class IncidentReplay
{
    private readonly Desk _desk;
    private readonly IncidentRows _incident;
    private readonly List<Finding> _findings = [];
    private readonly List<ReplayedEntry> _entries = [];
    private readonly List<ReplayedRow> _rows = [];
    private readonly ImmutableArray<TicketEvent>.Builder _events = ImmutableArray.CreateBuilder<TicketEvent>();
    private Ticket? _ticket;

    private IncidentReplay(Desk desk, IncidentRows incident) => (_desk, _incident) = (desk, incident);

    /// <summary>What is to be written; empty where everything has been dealt with before.</summary>
    public IReadOnlyList<ReplayedEntry> Entries => _entries;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Every row that had a time, in order.</summary>
    public IReadOnlyList<ReplayedRow> Rows => _rows;

    /// <summary>The ticket behind the last row; null where no row could be read.</summary>
    public Ticket? Ticket => _ticket;

    /// <param name="number">Of a ticket that is new here; not looked at where it is <paramref name="present"/>.</param>
    public static IncidentReplay Of(Desk desk, IncidentRows incident, TicketNumber number, Present? present = null)
    {
        var replay = new IncidentReplay(desk, incident) { _ticket = present?.Ticket };
        if (Timeline.Of(incident, desk.Clock, replay._findings) is { } timeline)
            replay.Run(timeline, number, present);
        return replay;
    }

    private void Run(Timeline timeline, TicketNumber number, Present? present)
    {
        foreach (TimedRow timed in timeline.Rows)
        {
            if (present?.Entries.Contains(timed.Fingerprint) == true)
                continue;
            string? team = _ticket?.Team;
            if (_ticket is null)
                Open(timed, number, timeline.OpenedAt);
            if (present is not null && timed.At < present.LastAt)
                Find(Rules.TooLate, timed, $"{_desk.Clock.Write(present.LastAt)} stands already");
            else if (_ticket is { Status: TicketStatus.Closed })
                Find(Rules.AfterClosed, timed, $"{timed.Row[Column.State]}, closed {_desk.Clock.Write(_ticket.ClosedAt!.Value)}");
            else if (_ticket is not null)
                Update(timed);
            if (_ticket is null)
                continue;
            _rows.Add(new(timed, team is not null && team != _ticket.Team));
            _entries.Add(new(timed.Fingerprint, _desk.Terms.Source(timed), _events.DrainToImmutable(), _ticket));
        }
    }

    private void Open(TimedRow timed, TicketNumber number, DateTimeOffset at)
    {
        if (TicketIntake.Decide(Intake.Of(timed.Row, _desk.Terms), _desk.Profile) is Decision.Accepted { Happenings: [Happening.Opened opened] })
        {
            string by = Actor(timed.Row.Known(Column.OpenedBy) ?? timed.Row.Known(Column.Caller)).Id;
            (_ticket, TicketEvent first) = History.Begin(_desk.Organisation, number, opened, by, RoleNames.Of(Roles.Import), at, _desk.RecordedAt);
            _events.Add(first);
        }
        else
        {
            Find(Rules.Refused, timed, Why(TicketIntake.Decide(Intake.Of(timed.Row, _desk.Terms), _desk.Profile)));
        }
    }

    /// <returns>Whether the domain let it happen.</returns>
    private bool Do(TimedRow timed, TicketCommand command, DateTimeOffset? at = null)
    {
        Actor by = Actor(timed.Row.Known(Column.UpdatedBy));
        Decision decision = TicketDesk.Decide(_ticket!, command, by, at ?? timed.At, _desk.Profile);
        if (decision is not Decision.Accepted accepted)
        {
            Find(Rules.Refused, timed, $"{command.Act}: {Why(decision)}");
            return false;
        }

        (_ticket, ImmutableArray<TicketEvent> events) = History.Append(
            _ticket!, accepted.Happenings, by.Id, RoleNames.Of(by.Roles), at ?? timed.At, _desk.RecordedAt, _desk.Profile);
        _events.AddRange(events);
        return events.Length > 0;
    }

    private Actor Actor(string? name) => new(_desk.Terms.Person(name) ?? _desk.Terms.Mapping.System, Roles.Import);

    private void Find(Rule rule, TimedRow timed, string detail) => _findings.Add(new(rule, _incident.Number, timed.Row.Line, detail));

    private static string Why(Decision decision) => decision is Decision.Rejected { Refusal: var refusal }
        ? string.Join(" ", refusal.Complaints.Select(complaint => $"{complaint.Pointer} {complaint.Detail}").DefaultIfEmpty(refusal.Detail.English))
        : "it is no opening";
}
