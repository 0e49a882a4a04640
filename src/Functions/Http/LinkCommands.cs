using System.ComponentModel.DataAnnotations;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>The commands that bring a second ticket into play: link, split, merge (AU-46).</summary>
public sealed class LinkCommands(CommandDoor door, Desk desk)
{
    [Function("LinkTicket"), Door(Act.Link)]
    public Task<IResult> Link([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/link")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<LinkBody>(request, number, async (body, caller, ticket) =>
        {
            (TicketNumber to, LinkKind kind) = (Numbers.Read("/to", body.To), body.Kind ?? LinkKind.RelatesTo);
            return await desk.FindOtherAsync(caller, ticket, to, kind, stop) is { } found ? new TicketCommand.Link(kind, to, found) : null;
        }, stop);

    [Function("UnlinkTicket"), Door(Act.Unlink)]
    public Task<IResult> Unlink([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/unlink")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<UnlinkBody>(request, number, body => new TicketCommand.Unlink(Numbers.Read("/to", body.To)), stop);

    [Function("SplitTicket"), Door(Act.Split)]
    public Task<IResult> Split([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/split")] HttpRequest request, string number, CancellationToken stop) =>
        door.AppendAsync<SplitBody>(request, number, (body, _, _) => Task.FromResult<TicketCommand?>(body.ToCommand()), stop);

    [Function("MergeTicket"), Door(Act.Merge)]
    public Task<IResult> Merge([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tickets/{number}/merge")] HttpRequest request, string number, CancellationToken stop) =>
        door.ChangeAsync<MergeBody>(request, number, async (body, caller, _) =>
        {
            TicketNumber into = Numbers.Read("/into", body.Into);
            return await desk.ReadAsync(caller, into, stop) is { } found ? new TicketCommand.Merge(into, body.Message, found) : null;
        }, stop);
}

internal static class Numbers
{
    /// <exception cref="UnreadableRequestException">It is none.</exception>
    public static TicketNumber Read(string pointer, string? text) => TicketNumber.TryParse(text, out TicketNumber number)
        ? number
        : throw new UnreadableRequestException(Problem.Invalid(new("The request names no ticket.", "Der er ikke angivet nogen sag."), new Complaint(pointer, new("A ticket number, such as INC-0000042.", "Et sagsnummer som INC-0000042."))));
}

/// <param name="To">Number of the other ticket.</param>
/// <param name="Kind">relatesTo (the default), duplicateOf, duplicatedBy, causedBy, causes, parentOf or childOf.</param>
public sealed record LinkBody([property: Required, RegularExpression(TicketNumber.Pattern)] string? To, LinkKind? Kind);

/// <param name="To">Number of the other ticket.</param>
public sealed record UnlinkBody([property: Required, RegularExpression(TicketNumber.Pattern)] string? To);

/// <summary>A part of a ticket as one of its own: what is left out is as the ticket has it. Impact and urgency make an incident, importance and speed a request.</summary>
/// <param name="Title">One line, at most 200 characters.</param>
/// <param name="Description">At most 32,000 characters: the end user reads it.</param>
/// <param name="Category">Id of a category.</param>
/// <param name="Subcategory">Id of one of the category's subcategories.</param>
/// <param name="Impact">company, department or individual.</param>
/// <param name="Urgency">high, medium or low.</param>
/// <param name="Importance">mustHave, shouldHave or wheneverPossible.</param>
/// <param name="Speed">expedite or standard.</param>
/// <param name="Team">Id of the team that it goes to; left out, where a new ticket would.</param>
public sealed record SplitBody(
    [property: Required, MaxLength(Texts.LongestTitle)] string? Title,
    [property: Required, MaxLength(Texts.LongestNote)] string? Description,
    string? Category, string? Subcategory, Impact? Impact, Urgency? Urgency, Importance? Importance, Speed? Speed,
    [property: MaxLength(Texts.LongestName)] string? Team)
{
    internal TicketCommand ToCommand() => new TicketCommand.Split(Title ?? "", Description ?? "", Category, Subcategory, Impact, Urgency, Importance, Speed, Team);
}

/// <param name="Into">Number of the ticket that goes on in its place.</param>
/// <param name="Message">To the end user, instead of the product's own words.</param>
public sealed record MergeBody([property: Required, RegularExpression(TicketNumber.Pattern)] string? Into, [property: MaxLength(Texts.LongestNote)] string? Message);

/// <param name="Kind">How this ticket stands to the other.</param>
public sealed record LinkReply(string Number, LinkKind Kind);
