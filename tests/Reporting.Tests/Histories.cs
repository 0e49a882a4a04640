using CsCheck;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>What is asked of a ticket, so long after the step before.</summary>
internal sealed record Step(Act Act, TimeSpan After, int Choice);

/// <summary>A history to be: played through the domain, which refuses what its lifecycle does not allow.</summary>
internal sealed record Script(DateTimeOffset OpenedAt, TicketKind Kind, int Choice, Markers Markers, IReadOnlyList<Step> Steps)
{
    private static readonly Profile profile = Aarhus.Profile;
    private static readonly Actor requester = new("requester", Roles.Requester);
    private static readonly Actor support = new("agent", Roles.FirstLine);
    private static readonly Actor agent = new("agent", Roles.FirstLine | Roles.TeamLeader | Roles.Import);

    public (Actor By, Happening.Opened Opened) Opening()
    {
        Assessment assessment = Kind == TicketKind.Incident
            ? new Assessment.OfIncident((Impact)(Choice % 3), (Urgency)(Choice / 3 % 3))
            : new Assessment.OfRequest((Importance)(Choice % 3), (Speed)(Choice / 3 % 2));
        string? area = Choice % 2 == 0 ? profile.Areas[Choice % profile.Areas.Count].Id : null;
        var wanted = new NewTicket("Title", "Description", new(assessment, "hardware", "printer", null, null, null), "portal", area, "requester", null, Markers);
        var accepted = Assert.IsType<Decision.Accepted>(TicketIntake.Decide(wanted, profile));
        return (agent, Assert.IsType<Happening.Opened>(Assert.Single(accepted.Happenings)));
    }

    public (Ticket After, IReadOnlyList<TicketEvent> Events) Step(Ticket ticket, int index)
    {
        Step step = Steps[index];
        DateTimeOffset at = OpenedAt + Steps.Take(index + 1).Aggregate(TimeSpan.Zero, (sum, one) => sum + one.After);
        Actor by = step.Act switch
        {
            Act.Close => Actor.Clock,
            Act.Survey => requester,
            // What is replayed asks nobody.
            Act.Resolve when step.Choice % 3 != 0 && profile.ResolvesIn(ticket.Team) => support,
            _ => agent,
        };
        if (TicketDesk.Decide(ticket, Command(step, ticket), by, at, profile) is not Decision.Accepted accepted || accepted.Happenings.IsEmpty)
            return (ticket, []);
        // A close happens at its deadline, whenever the clock noticed.
        DateTimeOffset happened = step.Act == Act.Close ? ticket.Resolution!.ClosesAt : at;
        (Ticket after, var events) = History.Append(ticket, accepted.Happenings, by.Id, "Agent.L1", happened, at, profile);
        return (after, events);
    }

    /// <summary>The whole history, in memory.</summary>
    public List<TicketEvent> Play(OrganisationId organisation, int sequence)
    {
        (Actor by, Happening.Opened opened) = Opening();
        (Ticket ticket, TicketEvent first) = History.Begin(organisation, new(Kind, sequence), opened, by.Id, "Agent.L1", OpenedAt, OpenedAt);
        List<TicketEvent> events = [first];
        for (int i = 0; i < Steps.Count; i++)
        {
            (ticket, IReadOnlyList<TicketEvent> more) = Step(ticket, i);
            events.AddRange(more);
        }

        return events;
    }

    private static TicketCommand Command(Step step, Ticket ticket) => step.Act switch
    {
        Act.Assign => new TicketCommand.Assign(profile.Teams[step.Choice % profile.Teams.Count].Id, step.Choice % 2 == 0 ? "agent" : null),
        Act.BeginWork => new TicketCommand.BeginWork(),
        Act.Pend => new TicketCommand.Pend("PR-07", null, null),
        Act.Resume => new TicketCommand.Resume(),
        Act.Reply => new TicketCommand.Reply("An answer"),
        Act.SetPriority => new TicketCommand.SetPriority(step.Choice % 6 == 0 ? null : step.Choice % 6, "Because"),
        Act.Resolve => new TicketCommand.Resolve("Solved", null, FirstContact: step.Choice % 2 == 0 && ticket is { Reassignments: 0, Reopenings: 0 }),
        Act.Reopen => new TicketCommand.Reopen(null),
        Act.Cancel => new TicketCommand.Cancel("Not needed"),
        Act.Close => new TicketCommand.Close(),
        Act.Dispatch => new TicketCommand.Dispatch(
            profile.Teams[step.Choice % profile.Teams.Count].Id, null, null, "Restarted the switch twice, and it comes up with the old configuration.", "Another team takes over.", null,
            CategoryConfirmed: true, new("Dina", ContactRole.Dispatcher, false), null),
        Act.Accept => new TicketCommand.Accept(),
        Act.Bounce => new TicketCommand.Bounce("Which room?"),
        Act.Survey => new TicketCommand.AnswerSurvey((step.Choice % 5) + 1, null),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };
}

/// <summary>Random histories over ten months that see daylight saving end and begin.</summary>
internal static class Histories
{
    public static readonly DateTimeOffset Begin = new(2025, 8, 30, 0, 0, 0, TimeSpan.Zero);

    // Most tickets go the ordinary way; the rest try anything, and the domain refuses what it must.
    private static readonly Gen<Act> anyAct = Gen.Frequency(
        (3, Gen.Const(Act.Resolve)), (3, Gen.Const(Act.Reopen)), (2, Gen.Const(Act.Close)), (2, Gen.Const(Act.Assign)), (1, Gen.Const(Act.BeginWork)),
        (1, Gen.Const(Act.Pend)), (1, Gen.Const(Act.Resume)), (1, Gen.Const(Act.Reply)), (2, Gen.Const(Act.SetPriority)), (1, Gen.Const(Act.Cancel)),
        (3, Gen.Const(Act.Dispatch)), (1, Gen.Const(Act.Accept)), (1, Gen.Const(Act.Bounce)), (1, Gen.Const(Act.Survey)));

    private static readonly Gen<TimeSpan> gap = Gen.OneOf(
        Gen.Long[0, 120_000].Select(ms => TimeSpan.FromMilliseconds(ms)),
        Gen.Int[1, 60 * 48].Select(minutes => TimeSpan.FromMinutes(minutes)),
        Gen.Int[20, 45].Select(days => TimeSpan.FromDays(days)));

    private static readonly Gen<Markers> markers = Gen.Frequency(
        (12, Gen.Const(Markers.None)),
        (3, Gen.Const(Markers.None with { Quick = true })),
        (1, Gen.Const(Markers.None with { Test = true })),
        (1, Gen.Const(Markers.None with { DuplicateOf = "INC-0000001" })));

    /// <summary>Half of them within three hours of a local month's end, where an hour decides the month.</summary>
    private static readonly Gen<DateTimeOffset> opened = Gen.OneOf(
        Gen.Int[0, 300 * 24 * 60].Select(minutes => Begin.AddMinutes(minutes)),
        Gen.Select(Gen.Int[0, 9], Gen.Int[-180, 180]).Select((month, minutes) =>
            new DateTimeOffset(2025, 9, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(month).AddMinutes(minutes)));

    public static readonly Gen<Script> One = Gen.Select(
        opened,
        Gen.Bool,
        Gen.Int[0, 17],
        markers,
        Gen.Select(anyAct, gap, Gen.Int[0, 40]).Select((act, after, choice) => new Step(act, after, choice)).List[0, 9],
        (at, incident, choice, marks, steps) => new Script(at, incident ? TicketKind.Incident : TicketKind.Request, choice, marks, steps));

    public static Gen<List<Script>> Many(int least, int most) => One.List[least, most];
}
