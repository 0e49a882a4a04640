using System.Collections.Immutable;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Channels;

/// <summary>What somebody writes down who is not there: person id and the claim value of a role.</summary>
public sealed record MailHand(string By, string Role);

/// <summary>What a mail brought: what has been stored of it, and the names of what is not taken, each with the reason.</summary>
public sealed record KeptFiles(IReadOnlyList<NewAttachment> Files, IReadOnlyList<string> NotTaken);

/// <summary>Decides what a mail lets happen to a ticket. Pure.</summary>
public static class MailDesk
{
    /// <summary>What an open ticket makes of a mail whose fate is an answer or a note.</summary>
    public static ImmutableArray<Happening> Decide(Ticket ticket, IncomingMail mail, MailFate fate, KeptFiles files, Profile profile) =>
        [.. Decide(ticket, mail, fate, profile), .. Attach(ticket, fate is MailFate.Answer, files, profile)];

    /// <summary>The files that a mail brought, and an internal note about those that are not taken.</summary>
    /// <param name="fromRequester">It is proven that the ticket's requester sent them.</param>
    public static IEnumerable<Happening> Attach(Ticket ticket, bool fromRequester, KeptFiles files, Profile profile)
    {
        foreach (Happening attached in TicketDesk.Attached(ticket, files.Files, fromRequester))
            yield return attached;
        if (files.NotTaken.Count > 0)
            yield return new Happening.NoteWritten(new(MailText.Lines(MailWords.NotTaken(files.NotTaken, profile.Language), Texts.LongestNote, "…"), ticket.Requester));
    }

    /// <summary>Who may see what a mail brought: its requester what is proven to be their own, the desk everything.</summary>
    public static Visibility VisibilityOf(IncomingMail mail, MailFate fate) =>
        fate is MailFate.Answer or MailFate.Open && mail.Sender is MailSender.Verified ? Visibility.Public : Visibility.Internal;

    private static ImmutableArray<Happening> Decide(Ticket ticket, IncomingMail mail, MailFate fate, Profile profile)
    {
        switch (fate)
        {
            case MailFate.Answer:
                return TicketDesk.FromRequester(ticket, Said(mail.Answer, profile), profile);
            case MailFate.Note note:
                string text = MailText.Lines($"{MailWords.Heading(mail, profile.Language)}\n\n{Said(mail.Answer, profile)}", Texts.LongestNote, MailWords.Cut(profile.Language));
                bool describes = mail is { Kind: MailKind.Message, Sender: MailSender.Verified { IsStaff: true } } && profile.Handover.Describes(mail.Answer);
                var written = new Happening.NoteWritten(new(text, ticket.Requester), describes ? true : null);
                return note.RaisesFlag && ticket.UpdateFlagSince is null ? [written, new Happening.UpdateFlagRaised()] : [written];
            default:
                throw new InvalidOperationException($"{fate} leaves nothing on a ticket.");
        }
    }

    /// <summary>The ticket that a mail opens: an incident, as a mail speaks of what does not work; a dispatcher makes it what it is.</summary>
    /// <param name="recipients">Addresses that it went to.</param>
    public static NewTicket Open(IncomingMail mail, MailFate.Open fate, IEnumerable<string> recipients, Profile profile)
    {
        InboundMail rules = profile.InboundMail;
        string? area = rules.AreaOf(recipients);
        (string category, string subcategory) = rules.FiledUnder(profile.Categories);
        return new(
            mail.Subject.Length > 0 ? mail.Subject : MailWords.NoSubject(profile.Language),
            Said(mail.Text, profile),
            new(new Assessment.OfIncident(rules.Impact!.Value, rules.Urgency!.Value), category, subcategory, null, null, null),
            "mail",
            profile.FindArea(area)?.Id,
            mail.Sender is MailSender.Verified verified ? verified.Person : mail.Sender.MailPerson,
            fate.FollowUpOf,
            mail.Sender is MailSender.Unverified ? Markers.None with { Unverified = true } : Markers.None)
        {
            Silent = fate.Silent,
        };
    }

    /// <summary>In whose name it is written down: only a verified requester's mail is their own doing.</summary>
    /// <param name="gateway">Id of the machine that passed the mail on.</param>
    public static MailHand HandOf(IncomingMail mail, MailFate fate, Ticket? ticket, string gateway) => (fate, mail.Sender) switch
    {
        (MailFate.Answer, _) => new(ticket!.Requester, RoleNames.Of(Roles.Requester)),
        (MailFate.Open, MailSender.Verified verified) => new(verified.Person, RoleNames.Of(Roles.Requester)),
        (MailFate.Open, _) => new(mail.Sender.MailPerson, RoleNames.Of(Roles.MailGateway)),
        (_, MailSender.Verified verified) when mail.Kind == MailKind.Message => new(verified.Person, RoleNames.Of(Roles.MailGateway)),
        _ => new(gateway, RoleNames.Of(Roles.MailGateway)),
    };

    private static string Said(string text, Profile profile) => text.Length > 0 ? text : MailWords.NoText(profile.Language);
}
