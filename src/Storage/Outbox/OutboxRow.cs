using System.Globalization;
using System.Text.Json.Serialization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Storage.Outbox;

/// <summary>One event that has not been told to the world yet: a pointer, no content.</summary>
/// <param name="What">The name of what happened, so that a reaction need not read an event that does not concern it.</param>
public sealed record OutboxRow(string Shard, string RowKey, string What)
{
    [JsonIgnore]
    public DateTimeOffset At => Keys.FromTicks(RowKey.Split('|')[1]);

    [JsonIgnore]
    public OrganisationId Organisation => OrganisationId.Parse(RowKey.Split('|')[2]);

    [JsonIgnore]
    public TicketNumber Number => TicketNumber.Parse(EventId[..11]);

    [JsonIgnore]
    public int Version => int.Parse(EventId.AsSpan(12), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>INC-0000042-000003: names the event, in its organisation, for ever.</summary>
    [JsonIgnore]
    public string EventId => RowKey.Split('|')[3];

    public static OutboxRow Of(TicketEvent e) =>
        new(Keys.Shard(e.Number), Keys.Outbox(e.RecordedAt, e.Dimensions.Organisation, e.Number, e.Version), e.What.GetType().Name);
}
