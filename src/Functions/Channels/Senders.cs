using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Channels;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Storage.People;

namespace ItsmFunctions.Functions.Channels;

/// <summary>
/// Who sent a mail: a person only where the gateway vouches for the domain and the address is that of one person whom the directory
/// or the desk knows. The directory comes first: it is the organisation's own word.
/// </summary>
internal sealed class Senders(PersonStore people)
{
    public async Task<MailSender> OfAsync(ReceivedMail mail, OrganisationId organisation, Profile profile, CancellationToken stop)
    {
        string? name = MailText.Line(mail.Name, Texts.LongestName) is { Length: > 0 } said ? said : null;
        string id = Callers.IdOfMail(organisation, mail.From ?? "");
        if (mail.From is not { } address)
            return new MailSender.Unverified(null, name, id, Doubt.NoSingleSender);
        string domain = address[(address.LastIndexOf('@') + 1)..];
        if (SenderProof.Doubts(mail.Message.Headers, domain, profile.InboundMail.AuthServId) is { } doubt)
            return new MailSender.Unverified(address, name, id, doubt);
        if (profile.Directory.FindByMail(address) is { } member)
            return new MailSender.Verified(address, member.Name, id, member.Id, IsStaff: true);

        IReadOnlyList<Person> known = await people.FindByMailAsync(organisation, address, stop);
        // The id of the mailbox itself contradicts nobody.
        return known.Where(person => person.Id != id).ToArray() switch
        {
            [Person one] => new MailSender.Verified(address, one.Name ?? name, id, one.Id, profile.Directory.Find(one.Id) is not null),
            [] when known.Count > 0 => new MailSender.Verified(address, known[0].Name ?? name, id, id, IsStaff: false),
            [] => new MailSender.Unverified(address, name, id, Doubt.UnknownPerson),
            _ => new MailSender.Unverified(address, name, id, Doubt.SeveralPeople),
        };
    }
}
