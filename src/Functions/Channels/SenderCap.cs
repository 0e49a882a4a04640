using ItsmFunctions.Domain;

namespace ItsmFunctions.Functions.Channels;

/// <summary>The last line of defence against two robots that answer one another without saying what they are: so many mails from one address in an hour.</summary>
public sealed class SenderCap(TimeProvider time)
{
    private readonly HourlyGrants<(OrganisationId, string Sender), string> _mails = new(time);

    /// <param name="sender">The address; "" for all mails that have none together.</param>
    /// <param name="mail">What tells one mail from another.</param>
    public bool Grants(OrganisationId organisation, string sender, string mail, int most) => _mails.Grants((organisation, sender), mail, most);
}
