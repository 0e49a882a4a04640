using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>The commands about who and what goes along with a ticket: pinned notes, the supplier's case, watchers, approvals.</summary>
public sealed class Companions(CommandDoor door)
{
    [Function("PinNote"), Door(Act.Pin)]
    public Task<IResult> Pin([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/pin")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<PinBody>(request, number, body => new TicketCommand.Pin(body.Version(number)), stop);

    [Function("UnpinNote"), Door(Act.Unpin)]
    public Task<IResult> Unpin([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/unpin")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<PinBody>(request, number, body => new TicketCommand.Unpin(body.Version(number)), stop);

    [Function("SetSupplier"), Door(Act.SetSupplier)]
    public Task<IResult> SetSupplier([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/set-supplier")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<SupplierBody>(request, number, body => new TicketCommand.SetSupplier(body.ToCase()), stop);

    [Function("AddWatcher"), Door(Act.AddWatcher)]
    public Task<IResult> AddWatcher([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/add-watcher")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<WatcherBody>(
            request, number, body => new TicketCommand.AddWatcher((body.Person ?? new(null, null, null, null)).ToPerson(request.Caller().Organisation, "/person")), stop);

    [Function("RemoveWatcher"), Door(Act.RemoveWatcher)]
    public Task<IResult> RemoveWatcher([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/remove-watcher")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<RemoveWatcherBody>(request, number, body => new TicketCommand.RemoveWatcher(body.Id ?? ""), stop);

    [Function("Approve"), Door(Act.Approve)]
    public Task<IResult> Approve([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/approve")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<ApproveBody>(request, number, body => new TicketCommand.Approve(body.Note), stop);

    [Function("Reject"), Door(Act.Reject)]
    public Task<IResult> Reject([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/reject")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<RejectBody>(request, number, body => new TicketCommand.Reject(body.Reason ?? ""), stop);
}

/// <param name="Note">Id of a note of the journal.</param>
public sealed record PinBody([property: Required] string? Note)
{
    // INC-0000042-000007: the event of that ticket which is the note.
    internal int Version(string number) =>
        Note is not null && Note.StartsWith($"{number}-", StringComparison.Ordinal) && int.TryParse(Note.AsSpan(number.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            ? version
            : 0;
}

/// <param name="Supplier">Their name; left out, what was recorded is taken back.</param>
/// <param name="CaseId">Their number for it.</param>
public sealed record SupplierBody([property: MaxLength(Texts.LongestName)] string? Supplier, [property: MaxLength(Texts.LongestName)] string? CaseId)
{
    internal SupplierCase? ToCase() => Supplier is null && CaseId is null ? null : new(Supplier ?? "", CaseId);
}

/// <param name="Person">By id or by mail address.</param>
public sealed record WatcherBody([property: Required] PersonBody? Person);

/// <param name="Id">Person id, as the ticket lists it.</param>
public sealed record RemoveWatcherBody([property: Required, MaxLength(Person.LongestId)] string? Id);

/// <param name="Note">An internal note to go with it.</param>
public sealed record ApproveBody([property: MaxLength(Texts.LongestNote)] string? Note);

/// <param name="Reason">Mandatory.</param>
public sealed record RejectBody([property: Required, MaxLength(Texts.LongestReason)] string? Reason);

/// <summary>Somebody by the id of the identity provider, or by mail address where they have none.</summary>
/// <param name="Id">Object id of the identity provider, alone.</param>
/// <param name="Name">What to greet them with; goes with a mail address.</param>
/// <param name="Mail">One mail address.</param>
/// <param name="Language">da or en: what mails are written in; goes with a mail address.</param>
public sealed record PersonBody(
    [property: RegularExpression(Callers.PersonIdPattern)] string? Id,
    [property: MaxLength(Texts.LongestName)] string? Name,
    [property: MaxLength(MailAddresses.Longest)] string? Mail,
    [property: AllowedValues("da", "en")] string? Language)
{
    // Never both: somebody could send another person's mail to an address of their own choice.
    /// <exception cref="UnreadableRequestException">It names nobody, or cannot be understood.</exception>
    internal Person ToPerson(OrganisationId organisation, string pointer)
    {
        if ((Id is null) == (Mail is null))
            throw Wrong(pointer, new("Either an id or a mail address.", "Enten et id eller en mailadresse."));
        if (Id is not null)
            return Callers.IsPersonId(Id) && Name is null && Language is null ? new(Id, null, null, null) : throw Wrong($"{pointer}/id", new("1 to 128 letters, digits and . _ @ + -, and nothing beside it.", "1 til 128 bogstaver, cifre og . _ @ + - og intet andet."));
        if (!MailAddresses.IsOne(Mail!))
            throw Wrong($"{pointer}/mail", new("One mail address, such as anna@example.org.", "Én mailadresse som anna@example.org."));
        if (Texts.Complain($"{pointer}/name", Name, Texts.LongestName, required: false, singleLine: true) is { } name)
            throw Wrong(name.Pointer, name.Detail);
        if (Language is not null && !Languages.All.Contains(Language))
            throw Wrong($"{pointer}/language", Sentence.OneOf(Languages.All));
        return new(Callers.IdOfMail(organisation, Mail!), Name, Mail, Language);
    }

    private static UnreadableRequestException Wrong(string pointer, Sentence detail) => new(Problem.Invalid(new("The person cannot be understood.", "Det fremgår ikke, hvem personen er."), new Complaint(pointer, detail)));
}
