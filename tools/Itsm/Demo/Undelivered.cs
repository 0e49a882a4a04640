using System.Security.Cryptography;
using System.Text;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Itsm.Desks;
using ItsmFunctions.Storage.Notifications;

namespace ItsmFunctions.Itsm.Demo;

/// <summary>The mails of the demo desk that never arrived. What arrived is not kept of tickets that were loaded.</summary>
internal static class Undelivered
{
    private static readonly (string Incident, string Reason, string Detail)[] Mails =
    [
        ("print-1", "refused-by-provider", "552 5.2.2 The mailbox is full."),
        ("wifi-1", "refused-by-provider", "550 5.1.1 There is no such mailbox here."),
        ("again-3", "refused-by-provider", "550 5.4.1 The recipient's domain is not known here."),
    ];

    /// <summary>What would have told the requesters that their incidents were resolved.</summary>
    public static IEnumerable<Notification> Of(Stage stage, IReadOnlyList<(Chapter Chapter, Script Script)> told)
    {
        foreach ((string incident, string reason, string detail) in Mails)
        {
            Script script = told.Single(each => each.Chapter.Reference == Plot.OfIncident(incident)).Script;
            if (script.Entries.SelectMany(entry => entry.Events).FirstOrDefault(e => e.What is Happening.Resolved) is not { } resolved)
                continue;
            string requester = script.Ticket.Requester;
            var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{stage.Organisation}\n{resolved.Number}\n{resolved.Version}\n{requester}")).AsSpan(0, 16));
            yield return new(
                new(stage.Organisation, resolved.Number, resolved.Version, id, "resolved", new(requester, requester)), NotificationState.NotSent, reason, detail.Length == 0 ? null : new(detail, requester), Attempts: 1, resolved.HappenedAt, resolved.HappenedAt);
        }
    }

    /// <summary>Each as of its own instant; written again they stand as they stood.</summary>
    public static async Task WriteAsync(DeskStorage storage, Stage stage, IReadOnlyList<(Chapter Chapter, Script Script)> told, CancellationToken stop)
    {
        foreach (Notification notification in Of(stage, told))
            await new NotificationLog(storage.Tables, new StoppedClock(notification.ChangedAt)).SettleAsync(notification, stop);
    }

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
