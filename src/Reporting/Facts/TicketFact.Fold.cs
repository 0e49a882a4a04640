using System.Collections.Immutable;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Reporting.Facts;

public sealed partial record TicketFact
{
    /// <summary>The fact that a whole history leaves behind: its events in order, from the first.</summary>
    /// <exception cref="InvalidDataException">The history has a gap, or no beginning.</exception>
    public static TicketFact Of(IEnumerable<TicketEvent> events)
    {
        TicketFact? fact = null;
        foreach (TicketEvent e in events)
            fact = After(fact, e);
        return fact ?? throw new InvalidDataException("A history has at least one event.");
    }

    /// <summary>One event further. <paramref name="before"/> is null for the first.</summary>
    /// <exception cref="InvalidDataException">It is not the next event.</exception>
    public static TicketFact After(TicketFact? before, TicketEvent e)
    {
        if (e.Version != (before?.Version ?? 0) + 1)
            throw new InvalidDataException($"{e.Number}: event {e.Version} cannot follow version {before?.Version ?? 0}.");

        DateTimeOffset at = Whole(e.HappenedAt);
        Dimensions now = e.Dimensions;
        TicketFact fact = before ?? First(e, at);
        return fact with
        {
            Version = e.Version,
            Turns = Turned(fact, e.What, at),
            AcknowledgedAt = fact.AcknowledgedAt ?? (now.Assignee is not null || e.What is Happening.WorkBegun ? at : null),
            FirstResponseAt = fact.FirstResponseAt ?? (e.What is Happening.Replied { FromRequester: false } ? at : null),
            ClosedAt = e.What is Happening.Closed or Happening.Cancelled ? at : fact.ClosedAt,
            Status = now.Status,
            Priority = now.Priority,
            HandlingRank = now.HandlingRank,
            Handovers = HandedOver.After(fact.Handovers, e, at),
            Surveys = SurveyedResolution.After(fact.Surveys, e, at),
            History = fact.History.After(e),
            Life = fact.Life.After(e, at),
            Reassignments = fact.Reassignments + (now.Team == fact.Team ? 0 : 1),
            Team = now.Team,
            Area = now.Area,
            Category = now.Category,
            Subcategory = now.Subcategory,
            Service = now.Service,
            Location = now.Location,
            Channel = now.Channel,
            Scope = now.Scope,
            ClosureCode = e.What switch
            {
                Happening.Resolved resolved => resolved.ClosureCode,
                Happening.Reopened => null,
                _ => fact.ClosureCode,
            },
            Test = now.Test,
            Duplicate = now.DuplicateOf is not null,
            Quick = now.Quick == true,
            FirstContact = e.What switch
            {
                Happening.Resolved resolved => resolved.FirstContact == true,
                Happening.Reopened => false,
                _ => fact.FirstContact,
            },
        };
    }

    // Another desk's log can resolve twice (the later one is final) and close what was never resolved (that resolves it).
    private static ImmutableArray<DateTimeOffset> Turned(TicketFact fact, Happening what, DateTimeOffset at) => what switch
    {
        Happening.Resolved when fact.IsResolved => fact.Turns.SetItem(fact.Turns.Length - 1, NotBefore(fact.Turns[^1], at)),
        Happening.Resolved => fact.Turns.Add(NotBefore(fact.LastTurn, at)),
        Happening.Closed or Happening.Cancelled when !fact.IsResolved => fact.Turns.Add(NotBefore(fact.LastTurn, at)),
        Happening.Reopened when fact.IsResolved => fact.Turns.Add(NotBefore(fact.LastTurn, at)),
        _ => fact.Turns,
    };

    private DateTimeOffset LastTurn => Turns.IsEmpty ? OpenedAt : Turns[^1];

    private static TicketFact First(TicketEvent e, DateTimeOffset at) => new()
    {
        Organisation = e.Dimensions.Organisation,
        Number = e.Number,
        Version = 0,
        OpenedAt = at,
        Turns = [],
        Status = e.Dimensions.Status,
        Priority = e.Dimensions.Priority,
        HandlingRank = e.Dimensions.HandlingRank,
        Team = e.Dimensions.Team,
        Reassignments = 0,
        Category = e.Dimensions.Category,
        Subcategory = e.Dimensions.Subcategory,
        Channel = e.Dimensions.Channel,
    };

    private static DateTimeOffset NotBefore(DateTimeOffset earliest, DateTimeOffset at) => at < earliest ? earliest : at;

    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
