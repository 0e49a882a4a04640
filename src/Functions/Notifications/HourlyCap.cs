using ItsmFunctions.Domain;

namespace ItsmFunctions.Functions.Notifications;

/// <summary>Stops a mail bomb: so many mails an hour to one recipient from the tickets of one requester.</summary>
public sealed class HourlyCap(MailSettings settings, TimeProvider time)
{
    private readonly HourlyGrants<(OrganisationId, string Requester, string Recipient), Guid> _notifications = new(time);

    public bool Grants(OrganisationId organisation, string requester, string recipient, Guid notification) =>
        _notifications.Grants((organisation, requester, recipient), notification, settings.HourlyCap);
}
