using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Itsm.Commands;
using ItsmFunctions.Itsm.Demo;
using ItsmFunctions.Storage.Lists;

namespace ItsmFunctions.Itsm.Tests;

public sealed class A_demo_desk
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Is_loaded_once_and_stands_on_its_own()
    {
        await using Bench bench = await Bench.OpenAsync();
        DeskStorage storage = await bench.StorageAsync();
        DemoResult made = await new DemoDesk(storage, bench.Screen, bench.Time).MakeAsync(new(Bench.Organisation, 1, 1, Now), CancellationToken.None);
        Assert.True(made.Made);
        Assert.InRange(made.Tickets.Count, 80, 300);
        VerifyCommand.Verdict verdict = await VerifyCommand.VerifyAsync(storage, Bench.Organisation, bench.Screen, CancellationToken.None);
        Assert.Empty(verdict.Damaged);
        Assert.Equal(made.Tickets.Count, verdict.Tickets);
        Assert.Empty(await bench.OutboxAsync());

        // Somebody's queue has work in it, and the requester of it a name and an address.
        Ticket open = made.Tickets.First(ticket => ticket.Status is not (TicketStatus.Resolved or TicketStatus.Closed));
        ListPage queue = await storage.Lists.ReadAsync(Bench.Organisation, new TicketView.OfTeam(open.Team), new(null, null, null, null), null, 200, CancellationToken.None);
        Assert.Contains(queue.Tickets, ticket => ticket.Number == open.Number);
        Assert.EndsWith("example.org", (await storage.People.FindAsync(Bench.Organisation, open.Requester, CancellationToken.None))!.Mail, StringComparison.Ordinal);

        bench.Time.Advance(TimeSpan.FromDays(3));
        DeskStorage later = await bench.StorageAsync();
        DemoResult again = await new DemoDesk(later, bench.Screen, bench.Time).MakeAsync(new(Bench.Organisation, 2, 5, bench.Time.GetUtcNow()), CancellationToken.None);
        Assert.False(again.Made);
        Assert.Equal(Now, again.Order.Now);
        Assert.Equal(0, later.Writes);
    }

    [Fact]
    public void Has_everything_that_a_desk_has()
    {
        Ticket[] tickets = [.. Tell(18, out List<TicketEvent> events)];
        Assert.InRange(tickets.Length, 2_000, 3_000);
        Assert.Equal(TicketStatuses.Aarhus, tickets.Select(ticket => ticket.Status).Distinct().Order());
        Assert.Equal([TicketKind.Incident, TicketKind.Request], tickets.Select(ticket => ticket.Number.Kind).Distinct().Order());
        Assert.Equal([1, 2, 3, 4, 5], tickets.Select(ticket => ticket.HandlingRank).Distinct().Order());
        Assert.Equal(Aarhus.Profile.PendingReasons.Select(reason => reason.Code), events.Select(e => e.What).OfType<Happening.Pended>().Select(pended => pended.Reason).Distinct().Order());
        Assert.Contains(tickets, ticket => ticket.Reopenings > 0);
        Assert.Contains(tickets, ticket => ticket.Override is not null);
        Assert.Contains(tickets, ticket => ticket.Resolution?.ClosureCode == TicketDesk.ClosureWithdrawn);
        Assert.Contains(tickets, ticket => ticket.UpdateFlagSince is not null);
        Assert.Contains(events, e => e.What is Happening.Replied { FromRequester: true });
        Assert.Contains(events, e => e.What is Happening.NoteWritten);
        Assert.Equal([1, 2, 3, 4, 5], events.Select(e => e.What).OfType<Happening.SurveyAnswered>().Select(answered => answered.Score).Distinct().Order());
        Assert.Contains(events, e => e.What is Happening.Closed && e.Role == "Clock");
        Assert.True(tickets.Count(ticket => Priority.IsNotifiable(ticket.HandlingRank)) < tickets.Length / 10);
        Assert.All(events, e => Assert.True(e.HappenedAt <= Now));
    }

    [Fact]
    public void Has_seasons_weekends_and_holidays()
    {
        int[] opened = new int[13];
        int weekends = 0, christmas = 0, all = 0;
        TimeZoneInfo zone = Aarhus.Profile.TimeZone;
        foreach (DateTime local in Tell(24, out _).Select(ticket => TimeZoneInfo.ConvertTime(ticket.OpenedAt, zone).DateTime))
        {
            all++;
            opened[local.Month]++;
            weekends += local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 0;
            christmas += local is { Month: 12, Day: >= 24 and <= 26 } ? 1 : 0;
        }

        Assert.True(opened[9] > 2 * opened[7], $"September {opened[9]}, July {opened[7]}");
        Assert.True(opened[2] > opened[12]);
        Assert.True(weekends * 15 < all);
        Assert.InRange(christmas, 0, 6);
    }

    [Fact]
    public void Is_the_same_for_the_same_seed_and_another_for_another()
    {
        static string Of(IEnumerable<Ticket> tickets) => string.Join('\n', tickets.Select(ticket => $"{ticket.OpenedAt:u} {ticket.Requester} {ticket.Status} {ticket.Version}"));
        Assert.Equal(Of(Tell(1, out _)), Of(Tell(1, out _)));
        Assert.NotEqual(Of(Tell(1, out _)), Of(Tell(1, out _, seed: 2)));
    }

    // The stories alone: an act that the domain refused would throw.
    private static List<Ticket> Tell(int months, out List<TicketEvent> events, int seed = 1)
    {
        var order = new DemoOrder(Bench.Organisation, months, seed, Now);
        var year = new AcademicYear(Aarhus.Profile.TimeZone);
        var stage = new Stage(Bench.Organisation, Aarhus.Profile, new(seed, Aarhus.Profile), year, Now, Now);
        List<Ticket> tickets = [];
        events = [];
        foreach ((int i, DateTimeOffset at) in DemoDesk.Openings(order, year).Index())
        {
            Script script = DemoDesk.Told(stage, seed, i, at, TicketKind.Incident);
            if (TicketIntake.KindOf(script.Ticket.Classification.Assessment) == TicketKind.Request)
                script = DemoDesk.Told(stage, seed, i, at, TicketKind.Request);
            tickets.Add(script.Ticket);
            events.AddRange(script.Entries.SelectMany(entry => entry.Events));
        }

        return tickets;
    }
}
