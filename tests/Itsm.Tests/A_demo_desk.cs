using System.Globalization;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Itsm.Commands;
using ItsmFunctions.Itsm.Demo;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Notifications;

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

        // What follows from changes and problems stands beside them.
        IReadOnlyList<PlannedChange> calendar = await storage.ChangeCalendar.ReadAsync(Bench.Organisation, Now, Now.AddDays(31), CancellationToken.None);
        Assert.Equal(2, calendar.Count(change => calendar.Any(change.CollidesWith)));
        KnownError known = Assert.Single(await storage.KnownErrors.ReadOpenAsync(Bench.Organisation, CancellationToken.None));
        Assert.Equal("Intet Wi-Fi i bygning 1530 om morgenen", known.PublicTitle?.Value);
        Assert.Equal(3, Assert.Single(await storage.Recurrences.ReadOpenAsync(Bench.Organisation, CancellationToken.None)).Recurrence.Proposal!.Occurrences);
        NotificationPage lost = await new NotificationLog(storage.Tables, bench.Time).ReadNotSentAsync(Bench.Organisation, null, 10, CancellationToken.None);
        Assert.Equal(["refused-by-provider", "refused-by-provider", "refused-by-provider"], lost.Notifications.Select(each => each.Reason).Order());
        Assert.All(lost.Notifications, each => Assert.Contains(made.Tickets, ticket => ticket.Number == each.Key.Number && ticket.Requester == each.Key.Recipient.Value));
        Assert.True((await storage.SelfHelp.ReadAsync(Bench.Organisation, "2026-01", "2026-03", CancellationToken.None)).Sum(count => count.Helped) > 0);

        bench.Time.Advance(TimeSpan.FromDays(3));
        DeskStorage later = await bench.StorageAsync();
        DemoResult again = await new DemoDesk(later, bench.Screen, bench.Time).MakeAsync(new(Bench.Organisation, 2, 5, bench.Time.GetUtcNow()), CancellationToken.None);
        Assert.False(again.Made);
        Assert.Equal(Now, again.Order.Now);
        Assert.Equal(0, later.Writes);
    }

    [Fact]
    public async Task Is_finished_under_the_same_numbers_where_it_was_interrupted()
    {
        await using Bench bench = await Bench.OpenAsync();
        DeskStorage storage = await bench.StorageAsync();
        var order = new DemoOrder(Bench.Organisation, 1, 1, Now);
        DemoResult made = await new DemoDesk(storage, bench.Screen, bench.Time).MakeAsync(order, CancellationToken.None);
        string mark = (await storage.Marks.FindAsync(Bench.Organisation, "demo", CancellationToken.None))!;
        await storage.Marks.WriteAsync(Bench.Organisation, "demo", mark[..mark.LastIndexOf("done", StringComparison.Ordinal)], CancellationToken.None);

        DemoResult again = await new DemoDesk(await bench.StorageAsync(), bench.Screen, bench.Time).MakeAsync(order with { Now = Now.AddDays(5) }, CancellationToken.None);

        Assert.True(again.Made);
        Assert.Equal(made.Tickets.Select(ticket => $"{ticket.Number} {ticket.Version}").Order(), again.Tickets.Select(ticket => $"{ticket.Number} {ticket.Version}").Order());
        VerifyCommand.Verdict verdict = await VerifyCommand.VerifyAsync(storage, Bench.Organisation, bench.Screen, CancellationToken.None);
        Assert.Equal((0, made.Tickets.Count), (verdict.Damaged.Count, verdict.Tickets));
        Assert.Single(await storage.Recurrences.ReadOpenAsync(Bench.Organisation, CancellationToken.None));
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
        Assert.InRange(events.Count(e => e.What is Happening.Bounced), 10, 100);
        Assert.Contains(tickets, ticket => !ticket.Dossier.SelfHelp.IsEmpty);
        Assert.Contains(events, e => e.What is Happening.Replied { FromRequester: true });
        Assert.Contains(events, e => e.What is Happening.NoteWritten);
        Assert.Equal([1, 2, 3, 4, 5], events.Select(e => e.What).OfType<Happening.SurveyAnswered>().Select(answered => answered.Score).Distinct().Order());
        Assert.Contains(events, e => e.What is Happening.Closed && e.Role == "Clock");
        Assert.True(tickets.Count(ticket => Priority.IsNotifiable(ticket.HandlingRank)) < tickets.Length / 10);
        Assert.All(events, e => Assert.True(e.HappenedAt <= Now));
    }

    // A working day, the Monday after Christmas, Easter Monday, and a Sunday.
    [Theory]
    [InlineData("2026-03-02T09:00:00Z")]
    [InlineData("2026-12-28T06:30:00Z")]
    [InlineData("2026-04-06T22:10:00Z")]
    [InlineData("2026-08-09T12:00:00Z")]
    [Trait("Rule", "OM-11")]
    [Trait("Rule", "OM-17")]
    public void Has_changes_at_each_stage_and_problems_with_their_incidents_whenever_it_is_made(string at)
    {
        Dictionary<string, Ticket> told = Plotted(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), out Plot plot).ToDictionary(each => each.Chapter.Reference, each => each.Script.Ticket);
        Ticket Of(string reference) => told[$"demo:{reference}"];
        Ticket[] changes = [.. told.Values.Where(ticket => ticket.Change is not null)], problems = [.. told.Values.Where(ticket => ticket.Problem is not null)];

        Assert.Equal(["close", "closed", "new", "pre-development-review", "pre-launch-review", "scheduled"], changes.Select(change => change.Change!.Stage).Distinct().Order());
        Assert.Equal(["backed-out", "successful"], changes.Select(change => change.Resolution?.ClosureCode).OfType<string>().Distinct().Order());
        Assert.Equal("inge", Assert.Single(Of("change:core-switch").Change!.OpenReview!.Electorate, elector => elector.Choice is null).Person);
        Assert.Equal((1, false), (Of("change:remote-desktop").Change!.Cycles, Of("change:remote-desktop").Change!.HandedIn));
        PlannedChange[] calendar = [.. changes.Select(PlannedChange.Of).OfType<PlannedChange>()];
        Assert.Equal([Of("change:wlc-certificate").Number, Of("change:wlc-firmware").Number], calendar.Where(each => calendar.Any(each.CollidesWith)).Select(each => each.Number).OrderByDescending(number => number == Of("change:wlc-certificate").Number));

        Assert.Equal(["assign", "close", "investigate", "process"], problems.Select(problem => problem.Problem!.Stage).Order());
        Assert.All(problems, problem => Assert.All(problem.IncidentsCaused(), incident => Assert.Contains(told.Values.Single(ticket => ticket.Number == incident).Dossier.Links, link => link.Other == problem.Number && !link.Own)));
        Assert.Equal("Intet Wi-Fi i bygning 1530 om morgenen", KnownError.Of(Of("problem:wifi"))!.PublicTitle?.Value);
        Assert.Equal([false, false, true, true], Enumerable.Range(1, 4).Select(i => !Of($"incident:wifi-{i}").Dossier.Workarounds.IsEmpty));
        Assert.Equal((3, ProposalState.Open), (plot.Recurs().Proposal!.Occurrences, plot.Recurs().Proposal!.State));
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

    private static Stage Set(int seed, DateTimeOffset now)
    {
        var cast = new Cast(seed, Aarhus.Profile);
        var year = new AcademicYear(Aarhus.Profile.TimeZone);
        return new(Bench.Organisation, DemoDesk.Arranged(Aarhus.Profile, cast, year, now).On(Aarhus.Profile), cast, year, now, now);
    }

    private static IReadOnlyList<(Chapter Chapter, Script Script)> Plotted(DateTimeOffset now, out Plot plot)
    {
        var numbers = Plot.Chapters.Index().ToDictionary(each => each.Item.Reference, each => new TicketNumber(each.Item.Kind, each.Index + 1));
        plot = new(Set(1, now), numbers);
        return plot.Tell();
    }

    // The stories alone: an act that the domain refused would throw.
    private static List<Ticket> Tell(int months, out List<TicketEvent> events, int seed = 1)
    {
        var order = new DemoOrder(Bench.Organisation, months, seed, Now);
        Stage stage = Set(seed, Now);
        List<Ticket> tickets = [];
        events = [];
        foreach ((int i, DateTimeOffset at) in DemoDesk.Openings(order, stage.Year).Index())
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
