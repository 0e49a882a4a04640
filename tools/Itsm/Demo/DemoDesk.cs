using System.Collections.Concurrent;
using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Itsm.Desks;
using ItsmFunctions.Itsm.Screens;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Storage.Import;
using ItsmFunctions.Storage.Problems;

namespace ItsmFunctions.Itsm.Demo;

/// <summary>How a demo desk is made: the same order makes the same desk.</summary>
internal sealed record DemoOrder(OrganisationId Organisation, int Months, int Seed, DateTimeOffset Now);

/// <param name="Made">False where it stood already.</param>
/// <param name="Facts">Of every ticket that was written by this run.</param>
internal sealed record DemoResult(bool Made, DemoOrder Order, Cast Cast, IReadOnlyCollection<TicketFact> Facts, IReadOnlyCollection<Ticket> Tickets);

/// <summary>Makes a demo desk and writes it the way an import does.</summary>
internal sealed class DemoDesk(DeskStorage storage, Screen screen, TimeProvider time)
{
    private const string Mark = "demo";
    private const string PlotMark = "demo-plot";
    private const string Done = "done";
    private const int Width = 16;

    /// <summary>Tickets on an ordinary day: it makes some 2,600 in 18 months.</summary>
    private const double Busy = 6.2;

    public async Task<DemoResult> MakeAsync(DemoOrder wanted, CancellationToken stop)
    {
        string? mark = await storage.Marks.FindAsync(wanted.Organisation, Mark, stop);
        DemoOrder order = mark is null ? wanted : FromMark(wanted.Organisation, mark);
        ProfileChanges? changes = await storage.Profiles.FindChangesAsync(order.Organisation, stop);
        Profile profile = changes?.On(Aarhus.Profile) ?? Aarhus.Profile;
        var cast = new Cast(order.Seed, profile);
        if (mark?.EndsWith(Done, StringComparison.Ordinal) == true)
            return new(false, order, cast, [], []);

        // What was begun is finished with the same dates, whenever that is.
        await storage.Marks.WriteAsync(order.Organisation, Mark, ToMark(order), stop);
        var year = new AcademicYear(profile.TimeZone);
        if (changes is null)
            await storage.Profiles.WriteAsync(order.Organisation, changes = Arranged(profile, cast, year, order.Now), stop);
        await Parallel.ForEachAsync(cast.Everybody, Options(stop), async (person, token) => await storage.People.MeetAsync(order.Organisation, person, token));

        // As it is found again by whoever was interrupted: the stories are the same.
        Profile arranged = changes.On(Aarhus.Profile);
        var stage = new Stage(order.Organisation, arranged, cast, year, order.Now, time.GetUtcNow());
        DateTimeOffset[] openings = [.. Openings(order, year)];
        var facts = new ConcurrentBag<TicketFact>();
        var tickets = new ConcurrentBag<Ticket>();
        await screen.StepAsync($"Loading the demo desk (organisation {order.Organisation})", openings.Length, "tickets", async progress =>
        {
            var lists = new ListFiller(storage.Lists, order.Organisation);
            int done = 0;
            await Parallel.ForEachAsync(Enumerable.Range(0, openings.Length), Options(stop), async (i, token) =>
            {
                (Ticket ticket, TicketFact fact) = await WriteAsync(stage, order.Seed, i, openings[i], fresh: mark is null, token);
                facts.Add(fact);
                tickets.Add(ticket);
                await lists.AddAsync(ticket, token);
                progress(Interlocked.Increment(ref done));
            });
            await lists.FlushAsync(stop);
            return done;
        });
        await screen.StepAsync("Changes and problems", Plot.Chapters.Count, "tickets", async progress =>
        {
            foreach ((Ticket ticket, TicketFact fact) in await WritePlotAsync(stage, stop))
            {
                facts.Add(fact);
                tickets.Add(ticket);
            }

            progress(Plot.Chapters.Count);
            return Plot.Chapters.Count;
        });
        await screen.StepAsync("Counting for the reports", 1, "", _ => storage.Reports.AddAsync(order.Organisation, facts.ToAsyncEnumerable(), null, stop));
        await storage.SelfHelp.LoadAsync(order.Organisation, Readers.Counts(order, arranged, year, tickets), stop);
        await screen.StepAsync("Writing what the desk knows, and the search index", 1, "", async _ =>
        {
            await Library.FillAsync(storage.Articles, stage, stop);
            return await storage.Search.RebuildAsync(order.Organisation, stop);
        });
        await storage.Marks.WriteAsync(order.Organisation, Mark, ToMark(order) + Done, stop);
        return new(true, order, cast, facts, tickets);
    }

    private async Task<(Ticket Ticket, TicketFact Fact)> WriteAsync(
        Stage stage, int seed, int index, DateTimeOffset openedAt, bool fresh, CancellationToken stop)
    {
        string reference = Reference(index);
        ImportRecord? record = fresh ? null : await storage.Imports.FindAsync(stage.Organisation, reference, stop);
        // The kind must be known before the number: a story told twice is the same story.
        TicketKind kind = TicketIntake.KindOf(Told(stage, seed, index, openedAt, TicketKind.Incident).Ticket.Classification.Assessment);
        TicketNumber number = record?.Number ?? await storage.Imports.TakeNumberAsync(stage.Organisation, reference, kind, stop);
        Script script = Told(stage, seed, index, openedAt, number);
        return await WriteAsync(stage, reference, script, isWritten: record is not null, stop);
    }

    private async Task<IReadOnlyList<(Ticket Ticket, TicketFact Fact)>> WritePlotAsync(Stage stage, CancellationToken stop)
    {
        var plot = new Plot(stage, await NumberAsync(stage, stop));
        var lists = new ListFiller(storage.Lists, stage.Organisation);
        List<(Ticket, TicketFact)> told = [];
        IReadOnlyList<(Chapter Chapter, Script Script)> chapters = plot.Tell();
        foreach ((Chapter chapter, Script script) in chapters)
        {
            told.Add(await WriteAsync(stage, chapter.Reference, script, await storage.Imports.FindAsync(stage.Organisation, chapter.Reference, stop) is not null, stop));
            await lists.AddAsync(script.Ticket, stop);
            await storage.ChangeCalendar.FollowAsync(script.Ticket, again: false, stop);
            if (KnownError.Of(script.Ticket) is { } error)
                await storage.KnownErrors.WriteAsync(error, stop);
        }

        await lists.FlushAsync(stop);
        await Undelivered.WriteAsync(storage, stage, chapters, stop);
        Recurrence recurs = plot.Recurs();
        string id = RecurrenceStore.IdOf(new(recurs.Category, recurs.On.ToUpperInvariant(), recurs.IsItem));
        if (await storage.Recurrences.FindAsync(stage.Organisation, id, stop) is null)
            await storage.Recurrences.TryWriteAsync(new(stage.Organisation, id, recurs with { Proposal = null }), recurs, stop);
        return told;
    }

    // They name one another: whoever is interrupted finds the same numbers.
    private async Task<IReadOnlyDictionary<string, TicketNumber>> NumberAsync(Stage stage, CancellationToken stop)
    {
        string? mark = await storage.Marks.FindAsync(stage.Organisation, PlotMark, stop);
        if (mark is null)
        {
            TicketNumber[] taken = await Task.WhenAll(Plot.Chapters.Select(chapter => storage.Imports.TakeNumberAsync(stage.Organisation, chapter.Reference, chapter.Kind, stop)));
            await storage.Marks.WriteAsync(stage.Organisation, PlotMark, mark = string.Join(',', taken), stop);
        }

        return Plot.Chapters.Zip(mark.Split(',')).ToDictionary(each => each.First.Reference, each => TicketNumber.Parse(each.Second));
    }

    private async Task<(Ticket Ticket, TicketFact Fact)> WriteAsync(Stage stage, string reference, Script script, bool isWritten, CancellationToken stop)
    {
        if (!isWritten && !await storage.Imports.WriteAsync(stage.Organisation, reference, null, null, script.Entries, tell: false, stop))
            throw new MistakeException($"Somebody else loads the demo desk of {stage.Organisation} at this moment: let one finish, and start again.");
        return (script.Ticket, TicketFact.Of(script.Entries.SelectMany(entry => entry.Events)));
    }

    /// <summary>The story of one ticket, whole: the same for the same seed.</summary>
    internal static Script Told(Stage stage, int seed, int index, DateTimeOffset openedAt, TicketKind kind) => Told(stage, seed, index, openedAt, new TicketNumber(kind, 1));

    private static Script Told(Stage stage, int seed, int index, DateTimeOffset openedAt, TicketNumber number)
    {
        var script = new Script(stage, Reference(index), number);
        Story.Tell(stage, script, new Random(unchecked((int)((uint)seed * 2_654_435_761u) ^ (index * 7_919))), openedAt);
        return script;
    }

    private static string Reference(int index) => string.Create(CultureInfo.InvariantCulture, $"demo:{index:D6}");

    internal static IEnumerable<DateTimeOffset> Openings(DemoOrder order, AcademicYear year)
    {
        var chance = new Random(order.Seed);
        DateOnly last = year.DayOf(order.Now);
        for (DateOnly day = last.AddMonths(-order.Months).AddDays(1); day <= last; day = day.AddDays(1))
        {
            int count = Poisson(Busy * AcademicYear.Busyness(day), chance);
            DateTimeOffset[] openings = [.. Enumerable.Range(0, count).Select(_ => year.Opening(day, chance)).Order()];
            foreach (DateTimeOffset at in openings.Where(at => at <= order.Now))
                yield return at;
        }
    }

    // Knuth: counts exponential gaps until they fill the day.
    private static int Poisson(double mean, Random chance)
    {
        double limit = Math.Exp(-mean), product = chance.NextDouble();
        int count = 0;
        for (; product > limit; count++)
            product *= chance.NextDouble();
        return count;
    }

    // Leaders and dispatchers get addresses, so that what goes to them (AU-18) goes somewhere; what problems and changes ask for is set.
    internal static ProfileChanges Arranged(Profile profile, Cast cast, AcademicYear year, DateTimeOffset now) => new(
        Name: "Demo University",
        Teams: [.. profile.Teams.Select(team => team with { Leaders = Mails(cast, team, Roles.TeamLeader), Dispatchers = Mails(cast, team, Roles.Dispatcher) })],
        ProcessManagement: ["process-management@desk.example.org"],
        Directory: new([.. cast.Desk.Select(Listed), .. Visitors]),
        SelfHelp: SelfHelpEntries.ItilDesk,
        DefaultProblemTeam: "infrastructure",
        DefaultChangeTeam: "infrastructure",
        ChangeReviewTeam: "infrastructure",
        Freezes:
        [
            // Of single teams: what the README's readers plan for today is nobody's to forbid.
            new("month-end", "Closing of the books", "Månedslukning", year.WorkingDays(now, 6, 0), year.WorkingDays(now, 10, 0), Team: "administrative-applications"),
            new("digital-exams", "Digital exams", "Digitale eksamener", year.WorkingDays(now, 14, 0), year.WorkingDays(now, 20, 0), Team: "general-applications"),
        ]);

    private static StaffMember Listed(Colleague colleague) => new(
        colleague.Person.Id, colleague.Person.Name!, colleague.Person.Mail, colleague.Person.Language, [colleague.Team],
        colleague.Roles.HasFlag(Roles.Dispatcher) ? [colleague.Team] : [], colleague.Roles.HasFlag(Roles.TeamLeader) ? [colleague.Team] : [], []);

    // Those whom the README has its readers be.
    private static StaffMember[] Visitors =>
    [
        Visitor("bo", "Bo Bruun", teams: ["it-support"]),
        Visitor("dina", "Dina Dahl", teams: ["it-support"], dispatches: ["it-support"]),
        Visitor("ivan", "Ivan Iversen", teams: ["infrastructure"]),
        Visitor("inge", "Inge Iversen", teams: ["infrastructure"], dispatches: ["infrastructure"]),
        Visitor("lea", "Lea Lind", teams: ["it-support"], leads: ["it-support", "infrastructure"]),
    ];

    private static StaffMember Visitor(string id, string name, string[] teams, string[]? dispatches = null, string[]? leads = null) =>
        new(id, name, $"{id}@desk.example.org", null, [.. teams], [.. dispatches ?? []], [.. leads ?? []], []);

    private static string[] Mails(Cast cast, Team team, Roles role) =>
        [.. cast.Desk.Where(colleague => colleague.Team == team.Id && colleague.Roles.HasFlag(role)).Select(colleague => colleague.Person.Mail!)];

    private static string ToMark(DemoOrder order) => string.Create(CultureInfo.InvariantCulture, $"{order.Seed}|{order.Months}|{order.Now.UtcTicks}|");

    private static DemoOrder FromMark(OrganisationId organisation, string mark)
    {
        string[] parts = mark.Split('|');
        return new(organisation, int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[0], CultureInfo.InvariantCulture), new(long.Parse(parts[2], CultureInfo.InvariantCulture), TimeSpan.Zero));
    }

    private static ParallelOptions Options(CancellationToken stop) => new() { MaxDegreeOfParallelism = Width, CancellationToken = stop };
}
