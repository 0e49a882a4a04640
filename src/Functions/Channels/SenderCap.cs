using ItsmFunctions.Domain;

namespace ItsmFunctions.Functions.Channels;

/// <summary>
/// The last line of defence against two robots that answer one another without saying what they are: so many mails from one address
/// in an hour. What is proven to come from there and what merely says so are counted apart, or anybody could keep a person's mail out.
/// </summary>
public sealed class SenderCap(TimeProvider time)
{
    private readonly HourlyGrants<(OrganisationId, string Sender, bool Proven), string> _mails = new(time);

    /// <param name="sender">The address; "" for all mails that have none together.</param>
    /// <param name="proven">Whether the organisation's gateway vouches for the address.</param>
    /// <param name="mail">What tells one mail from another.</param>
    public bool Grants(OrganisationId organisation, string sender, bool proven, string mail, int most) => _mails.Grants((organisation, sender, proven), mail, most);
}
