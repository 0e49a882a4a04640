using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Problems;

/// <summary>Where a problem is, and what is known of it: the fold of its events.</summary>
/// <param name="Stage">Id of one of <see cref="ProblemStages"/>.</param>
/// <param name="Since">When it came there.</param>
/// <param name="Proactive">Why it was opened without an incident, where it was (IT-15).</param>
public sealed record ProblemState(string Stage, DateTimeOffset Since, PersonalText? Proactive = null)
{
    /// <summary>Person ids; null while nobody is named.</summary>
    public IdList? Investigators { get; init; }

    /// <summary>Person ids; null while nobody is named.</summary>
    public IdList? Handlers { get; init; }

    /// <summary>The desk's own, as the workaround is.</summary>
    public PersonalText? RootCause { get; init; }
    public PersonalText? Workaround { get; init; }

    /// <summary>What end users may read of the workaround.</summary>
    public PersonalText? PublicWorkaround { get; init; }

    /// <summary>What end users read as the title of its known error; null where it has none of its own.</summary>
    public PersonalText? PublicTitle { get; init; }

    /// <summary>Version of the event that last said the public workaround: it names that text, wherever it was told.</summary>
    public int? PublicSince { get; init; }

    /// <summary>What the incidents were last told; null before the first time.</summary>
    public CommunicatedWorkaround? Communicated { get; init; }

    /// <summary>Null while none is declared.</summary>
    public KnownErrorState? KnownError { get; init; }

    public ProblemStage At => ProblemStages.Of(Stage);

    public bool Investigates(string person) => Investigators?.Ids.Contains(person) == true;

    public bool Handles(string person) => Handlers?.Ids.Contains(person) == true;
}

/// <summary>The known error that a problem left behind, or that was declared while it is looked into.</summary>
/// <param name="Version">Of the event that last declared it.</param>
public sealed record KnownErrorState(int Version, DateTimeOffset Since, DateTimeOffset? RetiredAt = null, string? RetiredBy = null, PersonalText? RetiredFor = null)
{
    public bool IsOpen => RetiredAt is null;
}

/// <param name="Round">Version of the event that said so first.</param>
public sealed record CommunicatedWorkaround(int Round, PersonalText Text, DateTimeOffset At);
