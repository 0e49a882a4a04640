using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Http;

namespace ItsmFunctions.Functions.Alerts;

/// <summary>What became of an alert.</summary>
public enum AlertResult
{
    /// <summary>An incident was opened.</summary>
    Opened,

    /// <summary>It says something new, which is an internal note on its incident.</summary>
    Refreshed,

    /// <summary>It is over, and its incident is resolved.</summary>
    Resolved,

    /// <summary>It fires again, and its incident is reopened.</summary>
    Reopened,

    /// <summary>An internal note tells it to those who have the incident; the decision is theirs.</summary>
    Noted,

    /// <summary>It says nothing new, or comes too late.</summary>
    Unchanged,

    /// <summary>It cannot be taken in; the reason says why.</summary>
    Refused,
}

/// <param name="Alerts">In the order of the request.</param>
public sealed record AlertsReply(int Taken, int Refused, IReadOnlyList<AlertLine> Alerts)
{
    internal static AlertsReply Of(IReadOnlyList<AlertLine> lines) =>
        new(lines.Count(line => line.Result != AlertResult.Refused), lines.Count(line => line.Result == AlertResult.Refused), lines);
}

/// <summary>What became of one alert.</summary>
/// <param name="Fingerprint">Missing where a refused one has none.</param>
/// <param name="Number">Of the incident that stands for it; missing where none does.</param>
/// <param name="Errors">Why it was refused.</param>
public sealed record AlertLine(string? Fingerprint, AlertResult Result, string? Number, IReadOnlyList<ProblemError>? Errors)
{
    internal static AlertLine Of(string? fingerprint, AlertOutcome outcome, string language)
    {
        (AlertResult result, TicketNumber? number) = outcome switch
        {
            AlertOutcome.Opened opened => (AlertResult.Opened, (TicketNumber?)opened.Number),
            AlertOutcome.Refreshed refreshed => (AlertResult.Refreshed, refreshed.Number),
            AlertOutcome.Resolved resolved => (AlertResult.Resolved, resolved.Number),
            AlertOutcome.Reopened reopened => (AlertResult.Reopened, reopened.Number),
            AlertOutcome.Noted noted => (AlertResult.Noted, noted.Number),
            AlertOutcome.Unchanged unchanged => (AlertResult.Unchanged, unchanged.Number),
            AlertOutcome.Refused => (AlertResult.Refused, null),
            _ => throw new InvalidOperationException(outcome.GetType().Name),
        };
        return new(fingerprint, result, number?.ToString(), outcome is AlertOutcome.Refused refused ? ProblemError.Of(refused.Refusal.Complaints, language) : null);
    }
}

/// <summary>Alertmanager's webhook, version 4, as it sends it. What is not named here is passed over.</summary>
/// <param name="Status">Counts for an alert that has none of its own.</param>
/// <param name="Alerts">At most 500.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record AlertmanagerBody(string? Status, [property: Required, MaxLength(AlertDoor.Most)] IReadOnlyList<AlertBody>? Alerts);

/// <param name="Status">firing or resolved.</param>
/// <param name="Labels">severity, or impact and urgency, assess the incident; team, area, category, subcategory, service, location and configuration_item file it, where the catalogue has them.</param>
/// <param name="Annotations">summary is its title, description its text; the others follow.</param>
/// <param name="StartsAt">RFC 3339.</param>
/// <param name="EndsAt">RFC 3339; counts for a resolved one.</param>
/// <param name="GeneratorURL">Named in the incident where it is an address of the web.</param>
/// <param name="Fingerprint">Each has one open incident; made of the labels where it is missing.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record AlertBody(
    string? Status,
    IReadOnlyDictionary<string, string>? Labels,
    IReadOnlyDictionary<string, string>? Annotations,
    string? StartsAt,
    string? EndsAt,
    string? GeneratorURL,
    string? Fingerprint);
