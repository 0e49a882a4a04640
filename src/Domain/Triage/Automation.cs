using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Triage;

/// <summary>What resolves incidents by itself: a signed HTTP hook of the organisation (FV-05). Its secret stands nowhere: it is derived.</summary>
/// <param name="Name">What it resolved was resolved by automation:name.</param>
/// <param name="Url">Where it is started: https, on the public internet.</param>
/// <param name="TimeoutSeconds">How long a start may take to its result.</param>
/// <param name="Attempts">How often it is started before it has failed.</param>
/// <param name="Categories">Ids of the categories that it is for; null for all.</param>
/// <param name="SecretGeneration">Raised by one, it has another secret.</param>
public sealed record Automation(string Name, string Url, int TimeoutSeconds = 300, int Attempts = 3, IReadOnlyList<string>? Categories = null, int SecretGeneration = 1)
{
    /// <summary>A start that could not be delivered is tried again after so long at the latest.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    public bool IsFor(Classification classification) => Categories is not { Count: > 0 } || Categories.Contains(classification.Category);

    /// <summary>Who acts where it has resolved something.</summary>
    public static Actor ActorOf(string name) => new($"automation:{name}", Roles.Clock);
}

/// <summary>How a run of an automation ended.</summary>
public enum RunEnd
{
    Succeeded,
    Failed,

    /// <summary>It was started as often as it may be, and said nothing in time.</summary>
    TimedOut,

    /// <summary>The ticket was triaged anew or resolved meanwhile.</summary>
    Superseded,
}

/// <summary>One run of an automation for a ticket, from its start to its result.</summary>
/// <param name="Version">Of the event that started it: names it in its ticket.</param>
/// <param name="TimeoutSeconds">As the organisation had it then; likewise the attempts.</param>
/// <param name="WaitsUntil">When the next step is due.</param>
public sealed record AutomationRun(int Version, string Automation, DateTimeOffset StartedAt, int TimeoutSeconds, int Attempts, DateTimeOffset WaitsUntil)
{
    /// <summary>How often it was started.</summary>
    public int Attempted { get; init; }

    /// <summary>What came of the latest start: taken, or a code that says why not.</summary>
    public string? Outcome { get; init; }

    /// <summary>Version of the event that ended it; null while it stands.</summary>
    public int? Ended { get; init; }
    public RunEnd? End { get; init; }

    public bool Stands => Ended is null;
}

/// <summary>What an automation says of its run.</summary>
/// <param name="Detail">For the desk.</param>
/// <param name="Solution">For the end user; null for the product's own words.</param>
public sealed record RunReport(string? Detail = null, string? Solution = null, VerificationAnswer? UserConfirmation = null, VerificationAnswer? SystemTests = null, VerificationAnswer? LogAnalysis = null);
