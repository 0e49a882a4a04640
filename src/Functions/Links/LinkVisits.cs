using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.People;
using ItsmFunctions.Storage.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ItsmFunctions.Functions.Links;

/// <summary>Somebody who comes with a signed link: which ticket it is about, whom they stand for, and what their form says.</summary>
public sealed class LinkVisits(LinkToken links, TicketStore tickets, PersonStore people)
{
    /// <summary>The longest text in URL encoding (nine bytes for a letter of three), the token and room to spare.</summary>
    private const long LongestForm = 320 * 1024;

    /// <summary>Null for a link that was not signed here, or not for this.</summary>
    public async Task<(SignedLink Link, Ticket Ticket)?> FindAsync(string token, LinkPurpose purpose, CancellationToken stop) =>
        links.Verify(token, purpose) is { } link
        && (await tickets.FindAsync(link.Organisation, link.Number, stop))?.Ticket is { } ticket
        && link.Means(ticket)
            ? (link, ticket)
            : null;

    /// <summary>The requester as the desk knows them: what a caller brings along is written down as the latest news of them.</summary>
    public async Task<Caller> RequesterAsync(Ticket ticket, string language, CancellationToken stop)
    {
        Person person = await people.FindAsync(ticket.Organisation, ticket.Requester, stop) ?? new(ticket.Requester, null, null, null);
        return new(ticket.Organisation, new(ticket.Requester, Roles.Requester), person, language);
    }

    /// <summary>Somebody else whom a link names; with no role, for what the ticket names them for.</summary>
    public async Task<Caller> PersonAsync(Ticket ticket, string id, string language, CancellationToken stop) =>
        new(ticket.Organisation, new(id, Roles.Requester), await people.FindAsync(ticket.Organisation, id, stop) ?? new(id, null, null, null), language);

    /// <summary>Null for a form that no browser sends; one with a field that is there twice is such a one.</summary>
    public static async Task<IFormCollection?> ReadFormAsync(HttpRequest request, CancellationToken stop)
    {
        if (!request.HasFormContentType || !(request.ContentLength <= LongestForm))
            return null;
        try
        {
            IFormCollection form = await request.ReadFormAsync(new FormOptions { ValueCountLimit = 8, ValueLengthLimit = (int)LongestForm }, stop);
            return form.Any(field => field.Value.Count > 1) ? null : form;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or NotSupportedException or IOException && !stop.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>What was written into a field; null for nothing.</summary>
    public static string? Written(IFormCollection form, string field) => form[field].ToString().Trim() is { Length: > 0 } text ? text : null;
}
