using ItsmFunctions.Domain.Tickets;
using System.Security.Cryptography;
using System.Text;
using ItsmFunctions.Domain.Channels;

namespace ItsmFunctions.Domain.Alerts;

/// <summary>What a monitoring system says of one thing that it watches (IT-15). All of it is somebody else's text.</summary>
/// <param name="Source">The form in which it came: a fingerprint of one form is none of another.</param>
/// <param name="Fingerprint">What makes it the same alert: whatever it says, one fingerprint has one open incident.</param>
/// <param name="Firing">False where what it spoke of is over.</param>
/// <param name="StartsAt">When this occurrence began; null where it does not say.</param>
/// <param name="SaidAt">When that which it says became so; null where it does not say: then it counts from when it arrives.</param>
/// <param name="Title">Empty where it has none.</param>
/// <param name="Link">Where its system shows it.</param>
public sealed record Alert(
    string Source,
    string Fingerprint,
    bool Firing,
    DateTimeOffset? StartsAt,
    DateTimeOffset? SaidAt,
    string Title,
    string Description,
    string? Severity,
    string? Link,
    IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Without instants that no clock says: they would make all that follows too late, or too early.</summary>
    public Alert WithBelievableTimes(DateTimeOffset now) => this with { StartsAt = Believable(StartsAt, now), SaidAt = Believable(SaidAt, now) };

    private static DateTimeOffset? Believable(DateTimeOffset? at, DateTimeOffset now) => at?.Year >= 2000 && at <= now.AddDays(1) ? at : null;

    /// <summary>The first of these labels that says anything, as one line.</summary>
    public string? Label(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Labels.TryGetValue(name, out string? value) && MailText.Line(value, Texts.LongestName) is { Length: > 0 } text)
                return text;
        }

        return null;
    }

    /// <summary>
    /// What it says, for telling whether it says anything new. Figures are left out: a measured value moves with every report, and
    /// a note for each would bury what people write.
    /// </summary>
    public string Digest
    {
        get
        {
            string said = string.Concat($"{Severity}\n{Title}\n{Description}".Where(c => !char.IsDigit(c) && c is not ('.' or ',')));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..32];
        }
    }
}

/// <summary>What is known of a fingerprint.</summary>
/// <param name="Number">The incident that stands for it; null where it was over before anything was opened.</param>
/// <param name="Firing">Whether it fires, as far as was said.</param>
/// <param name="StartsAt">When the latest occurrence began.</param>
/// <param name="SaidAt">The latest instant of which anything was said: what speaks of an earlier one comes too late.</param>
/// <param name="TurnedAt">When the desk last learnt that it fires, or that it is over.</param>
/// <param name="Occurrences">How often it has begun since the incident was opened.</param>
/// <param name="Digest">Of what the incident says of it.</param>
/// <param name="Version">The incident's version up to which everything since it was opened, or last reopened, is the doing of alerts.</param>
/// <param name="DoubtedAt">When the desk was told that what somebody resolved fires still.</param>
public sealed record AlertRecord(
    TicketNumber? Number,
    bool Firing,
    DateTimeOffset StartsAt,
    DateTimeOffset SaidAt,
    DateTimeOffset TurnedAt,
    int Occurrences,
    string Digest,
    string? Severity,
    int Version,
    DateTimeOffset? DoubtedAt);
