using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Search;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Finds tickets by their words, among those that the caller may read.</summary>
public sealed class SearchDoor(SearchStore search, Desk desk, ProfileStore profiles)
{
    public const int Most = 50;

    private const int Otherwise = 20;

    private static readonly string[] Known = ["q", "kind", "top"];

    [Function("SearchTickets"), Door(Act.Search, AtTheGate = true)]
    public async Task<IResult> Search([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/search")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        request.Query.MayName(Known);
        string text = request.Query["q"].ToString();
        if (Texts.Complain("/q", text, SearchQuery.LongestText, required: true) is not null)
            throw Queries.Wrong("q", $"Words to look for, or the number of a ticket: at most {SearchQuery.LongestText} characters.");
        TicketKind? kind = request.Query.Choice<TicketKind>("kind");
        int top = request.Query.Number("top", 1, Most) ?? Otherwise;
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        Ticket? named = await NamedAsync(caller, text, kind, stop);
        bool all = caller.Actor.Is(profile.GrantOf(Act.Read).AnyTeam);
        try
        {
            var query = new SearchQuery(text, kind, all ? null : caller.Actor.Id, all && caller.Actor.Is(profile.GrantOf(Act.ReadAsDesk).AnyTeam), named?.Number);
            SearchAnswer answer = await search.FindAsync(caller.Organisation, query, top, stop);
            IReadOnlyList<TicketSummary> found = all ? answer.Tickets : await StillTheirsAsync(caller, answer.Tickets, stop);
            TicketSummary[] lines = [.. named is null ? [] : (TicketSummary[])[TicketSummary.Of(named)], .. found];
            return Results.Json(
                new SearchReply(answer.Total - (answer.Tickets.Count - found.Count) + (named is null ? 0 : 1), answer.AsOf, [.. lines.Take(top).Select(ticket => TicketLine.Of(ticket, caller, profile))]), Json.Options);
        }
        catch (InvalidDataException)
        {
            // The index is damaged, and one that is not was asked for.
            return Problem.Unavailable();
        }
    }

    // What was opened just now is in no index yet.
    private async Task<Ticket?> NamedAsync(Caller caller, string text, TicketKind? kind, CancellationToken stop) =>
        TicketNumber.TryParse(text.Trim().ToUpperInvariant(), out TicketNumber number) && (kind is null || kind == number.Kind) ? await desk.ReadAsync(caller, number, stop) : null;

    // Whoever follows no more since the index was built reads no more: one point read for each that is shown.
    private async Task<IReadOnlyList<TicketSummary>> StillTheirsAsync(Caller caller, IReadOnlyList<TicketSummary> found, CancellationToken stop)
    {
        Ticket?[] read = await Task.WhenAll(found.Select(ticket => desk.ReadAsync(caller, ticket.Number, stop)));
        return [.. read.OfType<Ticket>().Select(TicketSummary.Of)];
    }
}

/// <summary>Tickets that match, the best first.</summary>
/// <param name="Total">How many there are that the caller may read.</param>
/// <param name="AsOf">What had changed by then is found by its words; missing where nothing is indexed yet.</param>
public sealed record SearchReply(int Total, DateTimeOffset? AsOf, IReadOnlyList<TicketLine> Tickets);
