namespace ItsmFunctions.Domain.Escalation;

/// <summary>What the desk prompts its own people about.</summary>
public enum PromptKind
{
    /// <summary>Nobody has begun (AU-27).</summary>
    NotBegun,

    /// <summary>It is begun, and goes no further (AU-27).</summary>
    NoProgress,

    /// <summary>It goes no further with the team that it was handed on to: whoever handed it on follows up (AU-28).</summary>
    FollowUp,

    /// <summary>The update flag is old (AU-50, A14).</summary>
    UpdateFlag,

    /// <summary>A chase waits for an expected time (AU-41).</summary>
    Chase,

    /// <summary>Something that is open has come to its date: whoever is to do it is reminded, once (<see cref="DueDates"/>).</summary>
    Due,
}

/// <summary>One thing that the clock watches, and when it speaks up next.</summary>
/// <param name="Since">When it began: each level speaks once for it.</param>
/// <param name="Told">The latest level that has spoken; 0 for none.</param>
/// <param name="At">When the next level is due; null while it is paused, and after the last.</param>
/// <param name="RunsFrom">Since when it has been counting; null while it is paused.</param>
/// <param name="Counted">Working time that was counted before a pause; null for none.</param>
public sealed record Vigil(DateTimeOffset Since, int Told, DateTimeOffset? At, DateTimeOffset? RunsFrom, TimeSpan? Counted = null);

/// <summary>
/// What the clock watches of a ticket. It is computed when an event is appended, by the profile of that moment, and stands in the
/// event: a ticket is the fold of its events, whatever its profile says by then (docs/decisions/0017).
/// </summary>
public sealed record Watch
{
    /// <summary>Watched, and nothing to watch.</summary>
    public static readonly Watch Nothing = new();

    public Vigil? NotBegun { get; init; }
    public Vigil? NoProgress { get; init; }
    public Vigil? FollowUp { get; init; }
    public Vigil? UpdateFlag { get; init; }
    public Vigil? Chase { get; init; }

    /// <summary>Since: up to when what was due has been told.</summary>
    public Vigil? Due { get; init; }

    /// <summary>When something of the ticket's clocks is to be told next; null for nothing.</summary>
    public DateTimeOffset? Promise { get; init; }

    /// <summary>When the due index has this ticket looked at: not after <see cref="Next"/> unless it has passed.</summary>
    public DateTimeOffset? WakesAt { get; init; }

    /// <summary>The version whose reaction writes that row.</summary>
    public int? ArmedBy { get; init; }

    /// <summary>The earliest of all.</summary>
    public DateTimeOffset? Next => All.Select(of => of.Vigil.At).Append(Promise).Min();

    public IEnumerable<(PromptKind Kind, Vigil Vigil)> All
    {
        get
        {
            foreach (PromptKind kind in Enum.GetValues<PromptKind>())
            {
                if (this[kind] is { } vigil)
                    yield return (kind, vigil);
            }
        }
    }

    public Vigil? this[PromptKind kind] => kind switch
    {
        PromptKind.NotBegun => NotBegun,
        PromptKind.NoProgress => NoProgress,
        PromptKind.FollowUp => FollowUp,
        PromptKind.UpdateFlag => UpdateFlag,
        PromptKind.Chase => Chase,
        PromptKind.Due => Due,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
