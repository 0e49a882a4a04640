using System.Collections.Immutable;
using System.Globalization;
using ItsmFunctions.Domain.Channels;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Alerts;

/// <summary>Decides what an alert lets happen to its incident (IT-15). Pure.</summary>
public static class AlertDesk
{
    /// <summary>Closure code of what was over before anybody had begun.</summary>
    public const string ClosureRecovered = "recovered";

    private const int LongestLabels = 8_000;

    /// <summary>The incident that an alert opens.</summary>
    /// <param name="monitoring">Person id of the system that reports it.</param>
    public static NewTicket Open(Alert alert, TicketNumber? followUpOf, string monitoring, DateTimeOffset now, Profile profile)
    {
        string? area = profile.FindArea(alert.Label("area"))?.Id, team = profile.FindTeam(alert.Label("team"))?.Id;
        return new(
            TitleOf(alert, profile),
            Text(alert, profile),
            Classify(alert, profile),
            TicketIntake.Monitoring,
            area,
            monitoring,
            followUpOf,
            Markers.None with
            {
                OutageStart = alert.StartsAt is { } since && since < now ? since : now,
                ExternalReference = MailText.Line(alert.Fingerprint, Texts.LongestName),
            },
            team)
        {
            // A system reads no mail.
            Silent = true,
        };
    }

    /// <summary>What happens to the incident of an alert whose fate is neither a new one nor nothing.</summary>
    /// <param name="known">Before the alert.</param>
    public static ImmutableArray<Happening> Decide(Ticket ticket, Alert alert, AlertFate fate, AlertRecord known, Actor by, DateTimeOffset now, Profile profile)
    {
        string language = profile.Language;
        switch (fate)
        {
            case AlertFate.Refresh refresh:
                Classification anew = ticket.Classification with { Assessment = Assess(alert) };
                bool reassessed = refresh.Reassesses && anew != ticket.Classification;
                return
                [
                    Note(ticket, AlertWords.Changed(language), alert, profile),
                    .. reassessed ? [new Happening.Reclassified(anew, anew.Assessment.In(profile.MatricesOf(ticket.Area)), ticket.Markers)] : Array.Empty<Happening>(),
                    .. Flag(ticket, refresh.RaisesFlag),
                ];
            case AlertFate.Reopen:
                return [new Happening.Reopened(Quoted(ticket, AlertWords.Again(known.Occurrences + 1, language), alert, profile)), .. Flag(ticket, raises: true)];
            case AlertFate.Recur:
                return [Note(ticket, AlertWords.Again(known.Occurrences + 1, language), alert, profile), .. Flag(ticket, raises: true)];
            case AlertFate.Doubt:
                return [Note(ticket, AlertWords.StillFiring(language), alert, profile), .. Flag(ticket, raises: true)];
            case AlertFate.Resolve when TicketDesk.MayEnd(ticket, profile):
                return [.. TicketDesk.Ending(ticket, AlertWords.Over(alert, known, profile), ClosureRecovered, by, now, profile.In(ticket.Area))];
            case AlertFate.Resolve or AlertFate.Recover:
                return [Note(ticket, AlertWords.Over(alert, known, profile)), .. Flag(ticket, raises: true)];
            case AlertFate.Settle:
                return [Note(ticket, AlertWords.Over(alert, known, profile)), new Happening.UpdateFlagCleared()];
            default:
                throw new InvalidOperationException($"{fate} leaves nothing on a ticket.");
        }
    }

    /// <summary>
    /// Severity as it is commonly written; labels named impact and urgency say it outright. The highest ranks are an organisation's own
    /// to give: a sensor does not know how many people are kept from working.
    /// </summary>
    public static Assessment.OfIncident Assess(Alert alert)
    {
        (Impact impact, Urgency urgency) = alert.Severity?.ToLowerInvariant() switch
        {
            "critical" or "crit" or "emergency" or "fatal" or "disaster" or "page" or "p1" or "sev1" => (Impact.Department, Urgency.High),
            "error" or "err" or "high" or "major" or "average" or "p2" or "sev2" => (Impact.Department, Urgency.Medium),
            "info" or "informational" or "information" or "low" or "none" or "notice" or "p4" or "p5" or "sev4" or "sev5" => (Impact.Individual, Urgency.Low),
            _ => (Impact.Individual, Urgency.Medium),
        };
        return new(Said(alert.Label("impact"), impact), Said(alert.Label("urgency"), urgency));
    }

    private static T Said<T>(string? label, T otherwise)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => string.Equals(value.ToString(), label, StringComparison.OrdinalIgnoreCase)).Append(otherwise).First();

    private static Classification Classify(Alert alert, Profile profile)
    {
        (string category, string subcategory) = profile.InboundMail.FiledUnder(profile.Categories);
        if (profile.FindCategory(alert.Label("category")) is { } named)
            (category, subcategory) = (named.Id, (named.Subcategories.FirstOrDefault(sub => sub.Id == alert.Label("subcategory")) ?? named.Subcategories[0]).Id);
        return new(Assess(alert), category, subcategory, alert.Label("service", "job"), alert.Label("location", "site"), alert.Label("configuration_item", "ci", "instance", "host", "node"));
    }

    private static string TitleOf(Alert alert, Profile profile)
    {
        string title = MailText.Line(alert.Title, Texts.LongestTitle);
        return title.Length > 0 ? title : MailText.Line(AlertWords.Untitled(alert, profile.Language), Texts.LongestTitle);
    }

    private static Happening.NoteWritten Note(Ticket ticket, string heading, Alert alert, Profile profile) => new(Quoted(ticket, heading, alert, profile));

    private static Happening.NoteWritten Note(Ticket ticket, string text) => new(new(MailText.Lines(text, Texts.LongestNote, "…"), ticket.Requester));

    private static PersonalText Quoted(Ticket ticket, string heading, Alert alert, Profile profile) =>
        new(MailText.Lines($"{heading}\n\n{Text(alert, profile)}", Texts.LongestNote, AlertWords.Cut(profile.Language)), ticket.Requester);

    private static Happening[] Flag(Ticket ticket, bool raises) => raises && ticket.UpdateFlagSince is null ? [new Happening.UpdateFlagRaised()] : [];

    // All of it as text: what was sent is shown, and never followed.
    private static string Text(Alert alert, Profile profile)
    {
        string language = profile.Language;
        string labels = MailText.Lines(string.Join('\n', alert.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{MailText.Line(label.Key, Texts.LongestName)}: {MailText.Line(label.Value, Texts.LongestReason)}")), LongestLabels, "…");
        string[] facts =
        [
            .. alert.StartsAt is { } since ? [AlertWords.Since(TimeZoneInfo.ConvertTime(since, profile.TimeZone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture), language)] : Array.Empty<string>(),
            .. alert.Link is { } link ? [AlertWords.Link(MailText.Line(link, Texts.LongestReason), language)] : Array.Empty<string>(),
            AlertWords.Fingerprint(MailText.Line(alert.Fingerprint, Texts.LongestTitle), language),
        ];
        string[] parts = [MailText.Line(alert.Title, Texts.LongestReason), alert.Description, labels, string.Join('\n', facts)];
        return MailText.Lines(string.Join("\n\n", parts.Where(part => part.Length > 0)), Texts.LongestNote - 1_000, AlertWords.Cut(language));
    }
}
