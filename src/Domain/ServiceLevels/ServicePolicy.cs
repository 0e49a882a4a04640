using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.ServiceLevels;

/// <summary>What a clock measures (service levels, rule 1).</summary>
public enum TargetKind
{
    /// <summary>Until somebody begins.</summary>
    Acknowledge,

    /// <summary>Until somebody of the desk tells the requester something (rule 11).</summary>
    FirstResponse,

    /// <summary>Until the requester hears of it again: once for each message that waits, or from one update to the next (rule 12).</summary>
    NextUpdate,

    /// <summary>Until it is resolved; each reopening is a cycle with an outcome of its own (rule 13).</summary>
    Resolution,

    /// <summary>Operational level agreement: while a team has it.</summary>
    Ola,

    /// <summary>Underpinning contract: while a supplier is waited for.</summary>
    Uc,
}

/// <summary>What becomes of a running clock when another goal is chosen for its ticket (rule 9).</summary>
public enum GoalChange
{
    /// <summary>The new goal counts from the old clock's start, with all its pauses, in the hours that held then.</summary>
    Retroactive,

    /// <summary>The new goal counts from now, less what has been counted.</summary>
    ForwardRemaining,

    /// <summary>The new goal counts from now.</summary>
    ForwardFresh,

    /// <summary>The same share of the new goal is left as was left of the old one, and counts from now.</summary>
    Proportional,
}

/// <summary>One promise of a policy.</summary>
/// <param name="Goal">Minutes of counted time.</param>
/// <param name="Of">Id of the team of an agreement, name of the supplier of a contract; null of every other kind.</param>
/// <param name="Warnings">Percentages of the goal at which somebody is warned; null for <see cref="DefaultWarnings"/> (rule 15).</param>
/// <param name="Leads">Minutes of counted time before the deadline at which somebody is warned too.</param>
/// <param name="Pauses">
/// Codes of the pending reasons that stop it. Null for rule 6: the reasons whose clock does not run; of a first response those that
/// name a date, while nobody has answered; of an update from one message none; of a contract none.
/// </param>
/// <param name="OnChange">Null for retroactive.</param>
/// <param name="BeginWorkCounts">Of a first response: true where beginning work counts as one (rule 11).</param>
/// <param name="KeepInformed">Of the next update: true where it is due from one update to the next, whether or not the requester wrote.</param>
/// <param name="RestartsOnReopening">Of a resolution: true where a reopening has the whole goal again (rule 13).</param>
public sealed record ServiceTarget(
    TargetKind Kind,
    int Goal,
    string? Of = null,
    IReadOnlyList<int>? Warnings = null,
    IReadOnlyList<int>? Leads = null,
    IReadOnlyList<string>? Pauses = null,
    GoalChange? OnChange = null,
    bool? BeginWorkCounts = null,
    bool? KeepInformed = null,
    bool? RestartsOnReopening = null)
{
    public static readonly IReadOnlyList<int> DefaultWarnings = [50, 75, 90];

    /// <summary>"resolution", "ola:it-support": what an address and a report name it by.</summary>
    public string ToName() => NameOf(Kind, Of);

    public TimeSpan ToTime() => TimeSpan.FromMinutes(Goal);

    public static string NameOf(TargetKind kind, string? of = null) => kind switch
    {
        TargetKind.Acknowledge => "acknowledge",
        TargetKind.FirstResponse => "firstResponse",
        TargetKind.NextUpdate => "nextUpdate",
        TargetKind.Resolution => "resolution",
        TargetKind.Ola => $"ola:{of}",
        TargetKind.Uc => $"uc:{of}",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What people call it, as a sentence begins.</summary>
    public static string LabelOf(TargetKind kind, string? of, string language) => (kind, language == "da") switch
    {
        (TargetKind.Acknowledge, false) => "Beginning",
        (TargetKind.Acknowledge, true) => "Påbegyndelse",
        (TargetKind.FirstResponse, false) => "First response",
        (TargetKind.FirstResponse, true) => "Første svar",
        (TargetKind.NextUpdate, false) => "Next update",
        (TargetKind.NextUpdate, true) => "Næste opdatering",
        (TargetKind.Resolution, false) => "Resolution",
        (TargetKind.Resolution, true) => "Løsning",
        (TargetKind.Ola, false) => $"Agreement with {of}",
        (TargetKind.Ola, true) => $"Aftale med {of}",
        (TargetKind.Uc, false) => $"Contract with {of}",
        (TargetKind.Uc, true) => $"Kontrakt med {of}",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What a name is of; false of one that no target has.</summary>
    public static bool TryParse(string name, out TargetKind kind, out string? of)
    {
        string[] parts = name.Split(':', 2);
        of = parts.Length == 2 && parts[1].Length > 0 ? parts[1] : null;
        foreach (TargetKind each in Enum.GetValues<TargetKind>())
        {
            kind = each;
            if (NameOf(each, of) == name && (of is not null) == each is TargetKind.Ola or TargetKind.Uc)
                return true;
        }

        kind = default;
        return false;
    }

    public bool Equals(ServiceTarget? other) =>
        other is not null && (Kind, Goal, Of, OnChange, BeginWorkCounts, KeepInformed, RestartsOnReopening) == (other.Kind, other.Goal, other.Of, other.OnChange, other.BeginWorkCounts, other.KeepInformed, other.RestartsOnReopening)
        && Same(Warnings, other.Warnings) && Same(Leads, other.Leads) && Same(Pauses, other.Pauses);

    public override int GetHashCode() => HashCode.Combine(Kind, Goal, Of);

    private static bool Same<T>(IReadOnlyList<T>? one, IReadOnlyList<T>? other) => one is null || other is null ? one == other : one.SequenceEqual(other);
}

/// <summary>Which tickets a policy is for: each list that is given has to name the ticket's.</summary>
/// <param name="Kinds">Null for incidents and requests: problems and changes have deadlines of their own.</param>
/// <param name="Ranks">Handling ranks, 1 (high) to 5.</param>
/// <param name="Services">Services as tickets name them.</param>
/// <param name="Organisations">Ids; for a list of policies that several organisations share.</param>
public sealed record PolicyMatch(
    IReadOnlyList<TicketKind>? Kinds = null,
    IReadOnlyList<int>? Ranks = null,
    IReadOnlyList<string>? Categories = null,
    IReadOnlyList<string>? Services = null,
    IReadOnlyList<string>? Organisations = null,
    IReadOnlyList<string>? Areas = null)
{
    private static readonly TicketKind[] Ordinary = [TicketKind.Incident, TicketKind.Request];

    public bool Fits(Dimensions of) =>
        (Kinds ?? Ordinary).Contains(of.Kind)
        && Ranks?.Contains(of.HandlingRank) != false
        && Categories?.Contains(of.Category) != false
        && (Services is null || (of.Service is { } service && Services.Contains(service, StringComparer.OrdinalIgnoreCase)))
        && Organisations?.Contains(of.Organisation.Value) != false
        && (Areas is null || (of.Area is { } area && Areas.Contains(area)));
}

/// <summary>What is promised for some tickets. The first of an organisation's policies that fits a ticket is its policy (rule 8).</summary>
/// <param name="Targets">Any may be absent; each name once.</param>
/// <param name="Calendar">Id of the calendar it counts in where the ticket's area names none; null for the organisation's first.</param>
public sealed record ServicePolicy(string Id, string English, string Danish, PolicyMatch When, IReadOnlyList<ServiceTarget> Targets, string? Calendar = null)
{
    public string Label(string language) => language == "da" ? Danish : English;

    public ServiceTarget? Find(TargetKind kind, string? of = null) => Targets.FirstOrDefault(target => target.Kind == kind && target.Of == of);
}
