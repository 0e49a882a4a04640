namespace ItsmFunctions.Functions.Notifications;

/// <summary>Why a notification was not sent: stable codes in the log of what was not sent.</summary>
public static class NotSent
{
    /// <summary>The desk knows no mail address of the person.</summary>
    public const string NoMailAddress = "no-mail-address";

    /// <summary>The address that is known is none.</summary>
    public const string InvalidAddress = "invalid-address";

    /// <summary>A header would hold a line break or NUL.</summary>
    public const string ForgedHeader = "forged-header";

    /// <summary>The event has more recipients than <c>Itsm:Mail:MostRecipients</c>.</summary>
    public const string TooManyRecipients = "too-many-recipients";

    /// <summary>The recipient had <c>Itsm:Mail:HourlyCap</c> mails in an hour from tickets of the same requester.</summary>
    public const string HourlyCap = "hourly-cap";

    /// <summary>The provider refused it for good; the detail quotes it.</summary>
    public const string RefusedByProvider = "refused-by-provider";
}
