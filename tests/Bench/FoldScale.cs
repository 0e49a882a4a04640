using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using Spectre.Console;
using Profile = ItsmFunctions.Domain.Profiles.Profile;

namespace ItsmFunctions.Bench;

/// <summary>
/// A million events of tickets that lived on working days and through their holidays, each promised four things, replayed on one core.
/// Beside it the fold of the tickets alone, with nothing promised: what the clocks add to it.
/// </summary>
internal static class FoldScale
{
    private const int Replayed = 1_000_000;
    private const int Lives = 2_000;
    private static readonly OrganisationId Organisation = OrganisationId.Parse("demo");
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);
    private static readonly Actor Requester = new("requester-1", Roles.Requester), Agent = new("agent-1", Roles.FirstLine | Roles.SecondLine | Roles.Dispatcher);

    public static Task RunAsync()
    {
        Profile promising = Aarhus.Profile with
        {
            ServicePolicies =
            [
                Policy("high", new(Ranks: [1, 2]), response: 1, update: 4, resolution: 8),
                Policy("other", new(), response: 4, update: 16, resolution: 40),
            ],
        };
        TicketEvent[][] lives = [.. Enumerable.Range(0, Lives).Select(seed => Live(seed, promising))];
        int events = lives.Sum(life => life.Length), passes = (Replayed + events - 1) / events;
        var table = new Table().Border(TableBorder.Rounded).AddColumns("one core", "events", "seconds", "events a second", "of the ticket alone");
        ServiceBook book = promising.Book;
        double alone = Measure(() => Fold(lives, passes, life => History.Fold(life).Version));
        Row("the ticket alone", alone);
        Row("the ticket with its clocks", Measure(() => Fold(lives, passes, life => History.Fold(life, book).Version)));
        Row("the clocks alone", Measure(() => Fold(lives, passes, life => Clocks.Of(life, book).All.Length)));
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Lives:N0} lives of {events:N0} events, {(double)lives.Sum(life => Clocks.Of(life, book).All.Length) / Lives:N1} clocks each, {passes} times"));
        return Task.CompletedTask;

        void Row(string name, double seconds) => table.AddRow(
            name, Figure((double)events * passes, "N0"), Figure(seconds, "N2"), Figure(events * passes / seconds, "N0"), Figure(alone / seconds, "N2"));
    }

    private static ServicePolicy Policy(string id, PolicyMatch when, int response, int update, int resolution) => new(
        id,
        id,
        id,
        when,
        [
            new(TargetKind.Acknowledge, response * 60), new(TargetKind.FirstResponse, response * 60), new(TargetKind.NextUpdate, update * 60), new(TargetKind.Resolution, resolution * 60),
        ]);

    // What people commonly do to a ticket, as chance has it; the same for the same seed.
    private static TicketEvent[] Live(int seed, Profile profile)
    {
        var chance = new Random(seed);
        DateTimeOffset now = Start.AddMinutes(chance.Next(60 * 24 * 90));
        var wanted = new NewTicket(
            "The printer prints blank pages", "Since this morning.", new(new Assessment.OfIncident(Some<Impact>(chance), Some<Urgency>(chance)), "hardware", "printer", null, null, null), "portal", null, Requester.Id, null, Markers.None);
        (Ticket ticket, ImmutableArray<TicketEvent> opened) = History.Open(
            Organisation, new(TicketKind.Incident, seed + 1), ((Decision.Accepted)TicketIntake.Decide(wanted, profile)).Happenings, Requester.Id, RoleNames.Of(Requester.Roles), now, profile);
        List<TicketEvent> events = [.. opened];
        while (events.Count < 30)
        {
            now = now.AddMinutes(chance.Next(1, 600));
            (TicketCommand command, Actor by) = Next(chance, now);
            if (TicketDesk.Decide(ticket, command, by, now, profile) is not Decision.Accepted accepted)
                continue;
            (ticket, ImmutableArray<TicketEvent> more) = History.Append(ticket, accepted.Happenings, by.Id, RoleNames.Of(by.Roles), now, now, profile);
            events.AddRange(more);
        }

        return [.. events];
    }

    private static (TicketCommand Command, Actor By) Next(Random chance, DateTimeOffset now) => chance.Next(10) switch
    {
        0 => (new TicketCommand.BeginWork(), Agent),
        1 or 2 => (new TicketCommand.Reply("Still looking."), Agent),
        3 or 4 => (new TicketCommand.Reply("Any news?"), Requester),
        5 => (new TicketCommand.Pend("PR-06", now.AddDays(1), null), Agent),
        6 => (new TicketCommand.Resume(), Agent),
        7 => (new TicketCommand.Reclassify(null, null, Some<Impact>(chance), Some<Urgency>(chance), null, null, null, null, null), Agent),
        8 => (new TicketCommand.Resolve("Toner replaced.", null), Agent),
        _ => (new TicketCommand.Reopen("It is back."), Requester),
    };

    private static T Some<T>(Random chance)
        where T : struct, Enum => Enum.GetValues<T>()[chance.Next(Enum.GetValues<T>().Length)];

    private static int Fold(TicketEvent[][] lives, int passes, Func<TicketEvent[], int> of)
    {
        int sum = 0;
        for (int pass = 0; pass < passes; pass++)
        {
            foreach (TicketEvent[] life in lives)
                sum += of(life);
        }

        return sum;
    }

    // Once before, so that nothing is compiled while it is measured.
    private static double Measure(Func<int> work)
    {
        int expected = work();
        long began = Stopwatch.GetTimestamp();
        return work() == expected ? Stopwatch.GetElapsedTime(began).TotalSeconds : throw new InvalidOperationException("The same events came to something else.");
    }

    private static string Figure(double value, string form) => value.ToString(form, CultureInfo.InvariantCulture);
}
