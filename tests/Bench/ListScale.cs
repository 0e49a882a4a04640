using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Testing;
using Spectre.Console;

namespace ItsmFunctions.Bench;

/// <summary>Pages of a team's list of a thousand open tickets, whatever stands closed beside them.</summary>
internal static class ListScale
{
    private const int Open = 1_000;
    private const int Together = 5_000;

    private static readonly OrganisationId Organisation = OrganisationId.Parse("demo");

    public static async Task RunAsync(TimeSpan length)
    {
        string account = await (await Azurite.SharedAsync()).ClaimAccountAsync();
        await using DeskProcess desk = await DeskProcess.StartDeskAsync(account, path: Checkout.Published("Functions"));
        var lists = new TicketLists(new DeskTables(new TableServiceClient(account)));
        var table = new Table().Border(TableBorder.Rounded).AddColumns("tickets", "open", "clients", "pages of 20 a second", "p50 ms", "p99 ms");
        int filled = 0;
        foreach (int tickets in (int[])[10_000, 300_000])
        {
            for (; filled < tickets; filled += Together)
            {
                await lists.AddAsync(Organisation, [.. Enumerable.Range(filled, Together).Select(Ticket)], CancellationToken.None);
                Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r  {filled + Together:N0} of {tickets:N0} tickets listed "));
            }

            Console.Error.WriteLine();
            foreach (int clients in (int[])[1, 8, 32])
            {
                Rate pages = await Rate.MeasureAsync(clients, length, () => PageAsync(desk));
                table.AddRow(
                    tickets.ToString("N0", CultureInfo.InvariantCulture), Open.ToString("N0", CultureInfo.InvariantCulture), clients.ToString(CultureInfo.InvariantCulture),
                    pages.PerSecond.ToString("F0", CultureInfo.InvariantCulture), pages.Latency(50), pages.Latency(99));
            }
        }

        AnsiConsole.Write(table);
    }

    private static async Task PageAsync(DeskProcess desk)
    {
        using HttpRequestMessage request = Principal.Agent().Send(HttpMethod.Get, "/api/tickets?team=it-support&top=20");
        int tickets = JsonNode.Parse(await Calls.SendAsync(desk, request))!["tickets"]!.AsArray().Count;
        if (tickets != 20)
            throw new InvalidOperationException($"A page held {tickets} tickets.");
    }

    /// <summary>The first thousand are open, the others were closed long ago.</summary>
    private static Ticket Ticket(int i)
    {
        DateTimeOffset at = new DateTimeOffset(2025, 1, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(i);
        var wanted = new NewTicket(
            $"The printer jams, {i}", "It takes the paper and keeps it.",
            new(new Domain.Priorities.Assessment.OfIncident(Domain.Priorities.Impact.Individual, (Domain.Priorities.Urgency)(i % 3)), "hardware", "printer", null, null, null),
            "portal", Area: null, $"requester-{i % 500}", FollowUpOf: null, Markers.None);
        var opened = (Happening.Opened)((Decision.Accepted)TicketIntake.Decide(wanted, Aarhus.Profile)).Happenings[0];
        (Ticket ticket, _) = History.Begin(Organisation, new(TicketKind.Incident, i + 1), opened, wanted.Requester, RoleNames.Of(Roles.Requester), at, at);
        return i < Open ? ticket : ticket with { Status = TicketStatus.Closed, ClosedAt = at, Version = 5 };
    }
}
