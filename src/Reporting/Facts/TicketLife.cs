using System.Collections.Immutable;
using System.Text;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Escalation;
using ItsmFunctions.Domain.MajorIncidents;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Reporting.Facts;

/// <summary>A team, and an agent of it, having a ticket.</summary>
/// <param name="Agent">Person id; null while nobody had it.</param>
/// <param name="Up">True where it came there by an escalation to higher support (FV-12).</param>
public sealed record Holding(DateTimeOffset At, string Team, string? Agent, bool Up = false);

/// <summary>A stage of a change that was entered.</summary>
public sealed record StageEntry(string Stage, DateTimeOffset At);

/// <summary>One round of a review, from the stage that it opened with to its decision.</summary>
/// <param name="Round">Version of the event that opened it.</param>
/// <param name="DecidedAt">Null while it is undecided.</param>
/// <param name="ByDeadline">True where the deadline decided, and nobody's vote.</param>
public sealed record ReviewFact(int Round, string Stage, DateTimeOffset At, DateTimeOffset? DecidedAt = null, bool? Approved = null, bool ByDeadline = false);

/// <summary>What reports know of a change beside what every ticket has (OM-17 to OM-22).</summary>
public sealed record ChangeFact(string Type, DateTimeOffset? HandedInAt = null, DateTimeOffset? StartedAt = null, DateTimeOffset? ImplementedAt = null, ChangeOutcome? Outcome = null)
{
    public DateTimeOffset? WindowFrom { get; init; }
    public DateTimeOffset? WindowUntil { get; init; }

    /// <summary>Planned into a freeze window, for a reason.</summary>
    public bool InFreeze { get; init; }
    public ImmutableArray<StageEntry> Stages { get; init; } = [];
    public ImmutableArray<ReviewFact> Reviews { get; init; } = [];
}

/// <summary>Likewise of a problem (OM-10 to OM-16).</summary>
public sealed record ProblemFact(DateTimeOffset? RootCauseAt = null, DateTimeOffset? KnownErrorAt = null, DateTimeOffset? RetiredAt = null, DateTimeOffset? WorkaroundAt = null);

/// <summary>What a ticket went through: where it was, who was told, what was decided. Ids and instants, nobody's words.</summary>
public sealed record TicketLife
{
    public static readonly TicketLife None = new();

    /// <summary>Who had it, in order; the first is the opening.</summary>
    public ImmutableArray<Holding> Holdings { get; init; } = [];

    /// <summary>When a person last did something to it.</summary>
    public DateTimeOffset TouchedAt { get; init; }

    /// <summary>Since when its update flag is up (AU-50); null while it is not.</summary>
    public DateTimeOffset? FlaggedAt { get; init; }

    /// <summary>Messages of the requester after the opening.</summary>
    public int Messages { get; init; }

    /// <summary>When it first went to higher support; null if never.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>When a leader or manager was first told of it by an escalation, or it became a major incident; null if never.</summary>
    public DateTimeOffset? RaisedAt { get; init; }

    /// <summary>Claim value of the role that gave the final resolution; null while unresolved.</summary>
    public string? ResolvedAs { get; init; }
    public DateTimeOffset? OutageStart { get; init; }
    public DateTimeOffset? MajorAt { get; init; }

    /// <summary>When a major incident's status was first public as resolved.</summary>
    public DateTimeOffset? RestoredAt { get; init; }
    public string? CausedByChange { get; init; }
    public string? ConfigurationItem { get; init; }

    /// <summary>Id of the request's type.</summary>
    public string? Type { get; init; }

    /// <summary>Number of the problem that it is linked to.</summary>
    public string? Problem { get; init; }
    public ChangeFact? Change { get; init; }
    public ProblemFact? Root { get; init; }

    /// <summary>After one more event.</summary>
    internal TicketLife After(TicketEvent e, DateTimeOffset at)
    {
        Dimensions now = e.Dimensions;
        Holding? held = Holdings.IsEmpty ? null : Holdings[^1];
        bool up = e.What is Happening.Escalated;
        return this with
        {
            Holdings = held is not null && (held.Team, held.Agent) == (now.Team, now.Assignee) ? Holdings : Holdings.Add(new(at, now.Team, now.Assignee, up)),
            TouchedAt = Machines.Contains(e.Role) && !Holdings.IsEmpty ? TouchedAt : at,
            FlaggedAt = e.What switch
            {
                Happening.UpdateFlagRaised => FlaggedAt ?? at,
                Happening.UpdateFlagCleared => null,
                _ => FlaggedAt,
            },
            Messages = Messages + (e.What is Happening.Replied { FromRequester: true } or Happening.Chased ? 1 : 0),
            EscalatedAt = EscalatedAt ?? (up ? at : null),
            RaisedAt = RaisedAt ?? (DoesRaise(e.What) ? at : null),
            ResolvedAs = e.What switch
            {
                Happening.Resolved => e.Role,
                Happening.Reopened => null,
                _ => ResolvedAs,
            },
            OutageStart = now.OutageStart,
            MajorAt = MajorAt ?? (e.What is Happening.MajorDeclared ? at : null),
            RestoredAt = RestoredAt ?? (e.What is Happening.StatusPublished { State: StatusState.Resolved } ? at : null),
            CausedByChange = now.CausedByChange,
            ConfigurationItem = now.ConfigurationItem,
            Type = now.Type,
            Problem = e.What switch
            {
                Happening.Linked { To.Kind: TicketKind.Problem } linked => linked.To.ToString(),
                Happening.LinkFollowed { From.Kind: TicketKind.Problem, Kind: not null } followed => followed.From.ToString(),
                Happening.Unlinked { To.Kind: TicketKind.Problem } => null,
                Happening.LinkFollowed { From.Kind: TicketKind.Problem } => null,
                _ => Problem,
            },
            Change = ChangeAfter(e, at),
            Root = RootAfter(e, at),
        };
    }

    private static readonly string[] Machines = [RoleNames.Of(Roles.Clock)];

    private static bool DoesRaise(Happening what) => what switch
    {
        Happening.MajorDeclared => true,
        IClockEvent told => told.Whom is EscalationRole.Leader or EscalationRole.ProcessManager,
        Happening.Prompted told => told.To is EscalationRole.Leader or EscalationRole.ProcessManager,
        _ => false,
    };

    private ChangeFact? ChangeAfter(TicketEvent e, DateTimeOffset at) => e.What switch
    {
        Happening.ChangePlanned planned => new(planned.Plan.Type, planned.HandedIn ? at : null),
        Happening.ChangeHandedIn handed when Change is { } change => change with { Type = handed.Plan.Type, HandedInAt = change.HandedInAt ?? at },
        Happening.StageEntered entered when Change is { } change => change with
        {
            Stages = change.Stages.Add(new(entered.Stage, at)),
            Reviews = entered.Review is null ? change.Reviews : change.Reviews.Add(new(e.Version, entered.Stage, at)),
        },
        Happening.ReviewDecided decided when Change is { } change => change with
        {
            Reviews = [.. change.Reviews.Select(one => one.Round == decided.Round ? one with { DecidedAt = at, Approved = decided.Approved, ByDeadline = decided.ByDeadline == true } : one)],
        },
        Happening.ChangeScheduled scheduled when Change is { } change => change with { WindowFrom = scheduled.Window.From, WindowUntil = scheduled.Window.Until, InFreeze = scheduled.Window.FreezeReason is not null },
        Happening.ChangeStarted when Change is { } change => change with { StartedAt = change.StartedAt ?? at },
        Happening.ChangeImplemented done when Change is { } change => change with { ImplementedAt = at, Outcome = done.Outcome },
        _ => Change,
    };

    private ProblemFact? RootAfter(TicketEvent e, DateTimeOffset at) => e.What switch
    {
        Happening.ProblemStated => Root ?? new(),
        Happening.FindingsRecorded found => (Root ?? new()) with
        {
            RootCauseAt = Root?.RootCauseAt ?? (found.RootCause is null ? null : at),
            WorkaroundAt = Root?.WorkaroundAt ?? (found.Workaround is null && found.PublicWorkaround is null ? null : at),
        },
        Happening.KnownErrorDeclared => (Root ?? new()) with { KnownErrorAt = at, RetiredAt = null },
        Happening.KnownErrorRetired => (Root ?? new()) with { RetiredAt = at },
        _ => Root,
    };

    internal string ToText() => Encoding.UTF8.GetString(StoredJson.Write(this));

    internal static TicketLife OfText(string? text) => text is null ? None : StoredJson.Read<TicketLife>(Encoding.UTF8.GetBytes(text));

    // Arrays of values compare by reference; what stands in storage does not.
    public bool Equals(TicketLife? other) => other is not null && ToText() == other.ToText();

    public override int GetHashCode() => HashCode.Combine(Holdings.Length, TouchedAt, ResolvedAs);
}
