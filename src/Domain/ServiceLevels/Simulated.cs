using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.ServiceLevels;

/// <summary>How many clocks came to what.</summary>
/// <param name="Running">Neither met nor breached by then; those that stand still among them.</param>
public sealed record Outcomes(int Met = 0, int Breached = 0, int Cancelled = 0, int Superseded = 0, int Running = 0)
{
    public static readonly Outcomes None = new();

    public Outcomes With(ClockState state) => state switch
    {
        ClockState.Met => this with { Met = Met + 1 },
        ClockState.Breached => this with { Breached = Breached + 1 },
        ClockState.Cancelled => this with { Cancelled = Cancelled + 1 },
        ClockState.Superseded => this with { Superseded = Superseded + 1 },
        _ => this with { Running = Running + 1 },
    };

    public Outcomes Plus(Outcomes other) => new(Met + other.Met, Breached + other.Breached, Cancelled + other.Cancelled, Superseded + other.Superseded, Running + other.Running);

    public Outcomes Minus(Outcomes other) => new(Met - other.Met, Breached - other.Breached, Cancelled - other.Cancelled, Superseded - other.Superseded, Running - other.Running);
}

/// <summary>A promise to one ticket that comes to something else under the draft.</summary>
/// <param name="Was">Under what is published; null where it promises nothing of the kind.</param>
/// <param name="Becomes">Under the draft; null where that promises nothing of the kind.</param>
/// <param name="DueWas">Null where a pause keeps it open too.</param>
public sealed record Flip(TicketNumber Number, string Target, ClockState? Was, ClockState? Becomes, DateTimeOffset? DueWas, DateTimeOffset? DueBecomes);

/// <summary>One ticket, counted by what is published and by a draft.</summary>
/// <param name="Rank">The handling rank, and the team, that it had at the end.</param>
public sealed record Simulated(int Rank, string Team, IReadOnlyList<(string Target, ClockState State)> Live, IReadOnlyList<(string Target, ClockState State)> Draft, IReadOnlyList<Flip> Flips)
{
    /// <summary>How a ticket whose history is known would stand at an instant: what happened later is not looked at.</summary>
    /// <param name="live">What is published, as if it had always held (<see cref="ServiceBook.Always"/>).</param>
    /// <param name="draft">Likewise.</param>
    public static Simulated Of(TicketNumber number, OrganisationId organisation, ClockHistory history, ServiceBook live, ServiceBook draft, DateTimeOffset until)
    {
        TicketEvent[] events = [.. history.Replay(number, organisation, until)];
        Side was = Side.Of(events, live, until), becomes = Side.Of(events, draft, until);
        Dimensions last = events[^1].Dimensions;
        return new(last.HandlingRank, last.Team, was.States, becomes.States, [.. FlipsOf(number, was, becomes)]);
    }

    // What took the place of another promise is compared with what did so there: how often a goal changed says nothing of the outcome.
    private static IEnumerable<Flip> FlipsOf(TicketNumber number, Side was, Side becomes)
    {
        foreach ((string target, bool superseded) in was.Lanes.Keys.Union(becomes.Lanes.Keys))
        {
            List<Stand> before = was.Lanes.GetValueOrDefault((target, superseded)) ?? [], after = becomes.Lanes.GetValueOrDefault((target, superseded)) ?? [];
            for (int i = 0; i < Math.Max(before.Count, after.Count); i++)
            {
                Stand? from = i < before.Count ? before[i] : null, to = i < after.Count ? after[i] : null;
                if (from?.State != to?.State)
                    yield return new(number, target, from?.State, to?.State, from?.Due, to?.Due);
            }
        }
    }

    private sealed record Stand(ClockState State, DateTimeOffset? Due);

    private sealed record Side(IReadOnlyList<(string Target, ClockState State)> States, Dictionary<(string Target, bool Superseded), List<Stand>> Lanes)
    {
        public static Side Of(TicketEvent[] events, ServiceBook book, DateTimeOffset until)
        {
            List<(string Target, ClockState State)> states = [];
            Dictionary<(string Target, bool Superseded), List<Stand>> lanes = [];
            foreach (Clock clock in Clocks.Of(events, book).All)
            {
                ClockState state = clock.StateAt(book, until);
                if (state == ClockState.Paused)
                    state = ClockState.Running;
                states.Add((clock.Target, state));
                if (state == ClockState.Superseded)
                    continue;
                (string Target, bool Superseded) lane = (clock.Target, clock.End == ClockEnd.Superseded);
                if (!lanes.TryGetValue(lane, out List<Stand>? stands))
                    lanes.Add(lane, stands = []);
                stands.Add(new(state, clock.DueAt(book)));
            }

            return new(states, lanes);
        }
    }
}
