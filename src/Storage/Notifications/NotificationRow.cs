using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Notifications;

/// <param name="Operation">Id of the claim, by which a lost acknowledgement is recognised.</param>
/// <param name="HeldUntil">Until when nobody else may send it.</param>
internal sealed record NotificationRow(Notification Notification, string Operation, DateTimeOffset HeldUntil)
{
    public ETag Tag { get; private init; }

    public static string Prefix(OrganisationId organisation, TicketNumber number) => $"{organisation}|{number}|";

    /// <summary>"!" sorts before every ticket number.</summary>
    public static string NotSentPrefix(OrganisationId organisation) => $"{organisation}|!notsent|";

    public static string KeyOf(NotificationKey key) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix(key.Organisation, key.Number)}{key.Version:D6}|{key.Id}");

    public TableEntity ToEntity() => ToEntity(KeyOf(Notification.Key));

    // By the instant of the first try, so that settling again finds the same row.
    public static TableEntity ToNotSentEntity(Notification notSent) =>
        new NotificationRow(notSent, "", default).ToEntity($"{NotSentPrefix(notSent.Key.Organisation)}{Keys.InvertedTicks(notSent.FirstAt)}|{notSent.Key.Id}");

    public static NotificationRow FromEntity(TableEntity row) =>
        new(StoredJson.Read<Notification>(Payload.Get(row)), row.GetString("operation"), new(row.GetInt64("heldUntil")!.Value, TimeSpan.Zero))
        {
            Tag = row.ETag,
        };

    private TableEntity ToEntity(string rowKey)
    {
        var row = new TableEntity(Notification.Key.Organisation.Value, rowKey)
        {
            ["state"] = Notification.State.ToString(),
            ["operation"] = Operation,
            ["heldUntil"] = HeldUntil.UtcTicks,
        };
        Payload.Put(row, StoredJson.Write(Notification));
        return row;
    }
}
