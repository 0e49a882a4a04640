using System.Globalization;
using System.Text.RegularExpressions;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>Lists of tickets by a leading key: one storage request a page, and three at most with a filter that leaves out nearly all.</summary>
public sealed partial class Lists(TicketLists lists, ProfileStore profiles, ContinuationTokens tokens)
{
    [Function("ListTickets"), Door(Act.ListOwn, AtTheGate = true)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tickets")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        ListQuery query = ListQuery.Read(request.Query, caller);
        string? after = tokens.Read(request.Query["continuation"], caller, query.Text);
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        if (query.View is TicketView.OfTeam team && profile.FindTeam(team.Team) is null)
            throw Queries.Wrong("team", $"There is no team '{team.Team}'; GET /api/catalogue lists them.");
        ListPage page = await lists.ReadAsync(caller.Organisation, query.View, query.Filter, after, query.Size, stop);
        return Results.Json(
            new TicketPage([.. page.Tickets.Select(ticket => TicketLine.Of(ticket, caller, profile))], page.After is null ? null : tokens.Write(page.After, caller, query.Text)), Json.Options);
    }

    /// <summary>A list as it was asked for.</summary>
    /// <param name="Text">The query in a form that binds a continuation token to it.</param>
    private sealed partial record ListQuery(TicketView View, ListFilter Filter, int Size, string Text)
    {
        // With an offset or a Z: an instant without one would mean another one on another machine.
        private static readonly string[] LeadingKeys = ["team", "assignee", "requester", "attention", "updatedSince"];
        private static readonly string[] Known = [.. LeadingKeys, "kind", "status", "priority", "pendingReason", "top", "continuation"];

        public static ListQuery Read(IQueryCollection query, Caller caller)
        {
            query.MayName(Known);
            string[] leading = [.. LeadingKeys.Where(query.ContainsKey)];
            if (leading.Length > 1)
                throw Queries.Wrong(leading[1], $"One leading key a list: {string.Join(" or ", leading)}.");
            TicketView view = ViewOf(leading.FirstOrDefault(), query, caller);
            var filter = new ListFilter(query.Choice<TicketKind>("kind"), query.Choice<TicketStatus>("status"), query.Number("priority", 1, 5), Reason(query, "pendingReason"));
            return new(view, filter, query.PageSize(), string.Create(CultureInfo.InvariantCulture, $"{view}|{filter}"));
        }

        private static TicketView ViewOf(string? leading, IQueryCollection query, Caller caller)
        {
            // A requester has one list: their own.
            bool own = leading is null || (leading == "requester" && query[leading] == caller.Person.Id);
            if (Policy.Denies(Act.List, caller.Actor) is { } denied)
                return own ? new TicketView.OfRequester(caller.Person.Id) : throw new UnreadableRequestException(new Problem(ProblemCode.NotAllowed, new(
                    $"{denied.Refusal.Detail.English} Without a leading key you get the tickets that are your own.",
                    $"{denied.Refusal.Detail.Danish} Uden nøgle får du dine egne sager.")));
            return leading switch
            {
                "team" => new TicketView.OfTeam(Id(query, leading)),
                "assignee" => new TicketView.OfAssignee(Id(query, leading)),
                "requester" => new TicketView.OfRequester(Id(query, leading)),
                "attention" => query[leading] == "mine" ? new TicketView.OfAttention(caller.Person.Id) : throw Queries.Wrong(leading, "mine: the tickets that the caller watches."),
                "updatedSince" => new TicketView.UpdatedSince(query.Instant(leading)!.Value),
                _ => throw Queries.Wrong("team", $"Give a leading key: {string.Join(", ", LeadingKeys)}."),
            };
        }

        private static string Id(IQueryCollection query, string name) => query[name].ToString() is var id && Callers.IsPersonId(id) ? id : throw Queries.Wrong(name, "Not an id.");

        private static string? Reason(IQueryCollection query, string name) =>
            !query.ContainsKey(name) ? null : ReasonCode().IsMatch(query[name].ToString()) ? query[name].ToString() : throw Queries.Wrong(name, "A code such as PR-05.");

        [GeneratedRegex("^PR-[0-9]{2}\\z", RegexOptions.CultureInvariant)]
        private static partial Regex ReasonCode();
    }
}

/// <param name="Continuation">Send it with the same query for the next page; missing at the end. A page may be short, or empty, and still have a next one.</param>
public sealed record TicketPage(IReadOnlyList<TicketLine> Tickets, string? Continuation);

/// <summary>One line of a list.</summary>
/// <param name="AttentionCount">How many agents watch it.</param>
/// <param name="Attention">Whether the caller is one of them.</param>
public sealed record TicketLine(
    string Number, TicketKind Kind, TicketStatus Status, PortalStatus PortalStatus, int Priority, int HandlingRank, string Title, string Category, string Subcategory,
    string Channel, string Requester, string Team, string? Assignee, string? PendingReason, DateTimeOffset? PendingUntil, bool? UpdateFlag, int? AttentionCount, bool? Attention,
    int Version, string Etag, DateTimeOffset OpenedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ResolvedAt, DateTimeOffset? ClosesAt, DateTimeOffset? ClosedAt)
{
    public static TicketLine Of(TicketSummary of, Caller caller, Profile profile)
    {
        bool desk = caller.ReadsAsDesk;
        profile = profile.In(of.Area);
        return new(
            of.Number.ToString(),
            of.Number.Kind,
            desk ? of.Status : PortalView.StatusOf(of.Status, profile),
            PortalStatus.Of(of.Status, of.Team, of.PendingReason, of.PendingUntil, profile, caller.Language),
            of.Priority,
            of.HandlingRank,
            of.Title.Value,
            of.Category,
            of.Subcategory,
            of.Channel,
            of.Requester,
            of.Team,
            desk ? of.Assignee : null,
            of.PendingReason,
            of.PendingUntil,
            desk ? of.UpdateFlagSince is not null : null,
            desk ? of.AttentionCount : null,
            desk ? of.Attention?.Contains(caller.Actor.Id) == true : null,
            desk ? of.Version : of.PublicVersion,
            Guard.TagOf(of.Version, of.PublicVersion, caller),
            of.OpenedAt,
            desk ? of.UpdatedAt : of.PublicUpdatedAt,
            of.ResolvedAt,
            of.ClosesAt,
            of.ClosedAt);
    }
}
