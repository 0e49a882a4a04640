using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Search;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>What is found by which words, and by whom.</summary>
public sealed class A_search : IAsyncLifetime
{
    private static readonly OrganisationId Other = OrganisationId.Parse("other");

    private SearchDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await SearchDesk.OpenAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static readonly (string Title, string Description)[] Desk =
    [
        ("Printeren på 2. sal udskriver ikke", "Der står PC LOAD LETTER i displayet, og der kommer ikke noget papir ud."),
        ("The projector in auditorium 1 shows no picture", "The lecture begins at ten; the laptop is connected by HDMI."),
        ("Trådløst netværk falder ud i kantinen", "Eduroam forsvinder hvert kvarter, og jeg skal logge på igen."),
        ("Installing statistics software", "I need Stata on my laptop for the exams."),
        ("Mailboksen er fuld", "Jeg kan ikke sende mails med vedhæftede filer; printeren virker fint."),
        ("Adgangskoden er udløbet", "Efter ferien kan jeg ikke logge på min computer."),
    ];

    [Theory]
    [InlineData("printer", 0, 4)]
    [InlineData("printere", 0, 4)]
    [InlineData("PRINTERENS papir", 0)]
    [InlineData("udskrive", 0)]
    [InlineData("traadloest netvaerk", 2)]
    [InlineData("tradlose netvarket", 2)]
    [InlineData("netvær", 2)]
    [InlineData("projectors", 1)]
    [InlineData("lectures", 1)]
    [InlineData("install statistic", 3)]
    [InlineData("laptop", 3, 1)]
    [InlineData("adgangskode udløber", 5)]
    [InlineData("My printer does not work", 0, 4)]
    [InlineData("pc load letter", 0)]
    [InlineData("hdmi blockchain xyzzy", 1)]
    [InlineData("blockchain")]
    [InlineData("ikke og the")]
    [InlineData("?!")]
    public async Task Finds_in_danish_and_english_the_best_first(string text, params int[] found)
    {
        await FillAsync();

        Assert.Equal(found.Select(at => _numbers[at]), await _desk.FindAsync(text));
    }

    [Fact]
    public async Task Finds_what_was_said_and_how_it_was_solved_and_a_file_by_its_name()
    {
        TicketNumber number = await _desk.LogAsync("It jams");
        await _desk.DoAsync(number, new TicketCommand.Reply("The gearbox squeaks"), new Actor("peter", Roles.Requester));
        await _desk.DoAsync(number, new TicketCommand.Resolve("The transmission was oiled", null));
        await _desk.BuildAsync();

        foreach (string word in (string[])["squeaking", "oil", "jam"])
            Assert.Equal([number], await _desk.FindAsync(word));
        Assert.Equal(TicketStatus.Resolved, Assert.Single((await _desk.AnswerAsync("oiled")).Tickets).Status);
    }

    [Fact]
    [Trait("Rule", "AU-31")]
    public async Task By_a_requester_finds_nothing_by_what_the_desk_alone_reads()
    {
        TicketNumber number = await _desk.LogAsync("It jams");
        await _desk.DoAsync(number, new TicketCommand.Journal("The requester is known for gearboxes", Visibility.Internal));
        await _desk.BuildAsync();

        Assert.Equal([number], await _desk.FindAsync("gearbox"));
        Assert.Empty(await _desk.FindAsync("gearbox", "peter"));
        Assert.Equal([number], await _desk.FindAsync("jams", "peter"));
    }

    [Fact]
    public async Task By_somebody_finds_their_own_and_what_they_follow_and_counts_nothing_else()
    {
        TicketNumber own = await _desk.LogAsync("Printer jams", requester: "peter");
        TicketNumber followed = await _desk.LogAsync("Printer burns", requester: "paula");
        TicketNumber nobodys = await _desk.LogAsync("Printer melts", requester: "paula");
        await _desk.DoAsync(followed, new TicketCommand.AddWatcher(new("peter", null, null, null)));
        await _desk.BuildAsync();

        Assert.Equal([own, followed], (await _desk.FindAsync("printer", "peter")).Order(ByNumber));
        Assert.Equal([followed, nobodys], (await _desk.FindAsync("printer", "paula")).Order(ByNumber));
        Assert.Empty(await _desk.FindAsync("printer", "petra"));
        Assert.Equal((3, 1), ((await _desk.AnswerAsync("printer", most: 1)).Total, (await _desk.AnswerAsync("printer", most: 1)).Tickets.Count));

        await _desk.DoAsync(followed, new TicketCommand.RemoveWatcher("peter"));
        await _desk.BuildAsync();
        Assert.Equal([own], await _desk.FindAsync("printer", "peter"));
    }

    /// <summary>Any mixture of organisations, requesters and words: each finds exactly what is theirs.</summary>
    [Fact]
    public async Task Never_crosses_from_one_organisation_or_requester_to_another()
    {
        var chance = new Random(20_261_123);
        OrganisationId[] organisations = [SearchDesk.Au, Other];
        string[] people = ["peter", "paula", "petra"], words = ["printer", "screen", "mailbox", "network"];
        var written = new List<(OrganisationId Organisation, string Requester, string[] Words, TicketNumber Number)>();
        for (int i = 0; i < 40; i++)
        {
            OrganisationId organisation = organisations[chance.Next(2)];
            string requester = people[chance.Next(3)];
            string[] said = [.. words.Where(_ => chance.Next(2) == 0).DefaultIfEmpty("nothing")];
            written.Add((organisation, requester, said, await _desk.LogAsync(string.Join(' ', said), requester: requester, organisation: organisation)));
            if (chance.Next(10) == 0)
                await _desk.BuildAsync();
        }

        await _desk.BuildAsync();
        foreach (OrganisationId organisation in organisations)
        {
            foreach (string word in words)
            {
                var here = written.Where(ticket => ticket.Organisation == organisation && ticket.Words.Contains(word)).ToArray();
                Assert.Equal(here.Select(ticket => ticket.Number).Order(ByNumber), (await _desk.FindAsync(word, null, organisation)).Order(ByNumber));
                foreach (string person in people)
                    Assert.Equal(here.Where(ticket => ticket.Requester == person).Select(ticket => ticket.Number).Order(ByNumber), (await _desk.FindAsync(word, person, organisation)).Order(ByNumber));
            }
        }
    }

    [Fact]
    public async Task Narrows_by_kind_and_leaves_out_what_is_told_already()
    {
        TicketNumber incident = await _desk.LogAsync("Printer jams"), request = await _desk.LogAsync("A printer for me", kind: TicketKind.Request);
        await _desk.BuildAsync();

        Assert.Equal(request, Assert.Single((await _desk.AnswerAsync("printer", kind: TicketKind.Request)).Tickets).Number);
        SearchAnswer rest = await _desk.AnswerAsync("printer", but: request);
        Assert.Equal((1, incident), (rest.Total, Assert.Single(rest.Tickets).Number));
    }

    [Fact]
    public async Task Puts_the_later_of_two_that_say_the_same_first()
    {
        TicketNumber first = await _desk.LogAsync("Printer jams"), second = await _desk.LogAsync("Printer jams");
        await _desk.BuildAsync();

        Assert.Equal([second, first], await _desk.FindAsync("printer"));
    }

    private static readonly Comparer<TicketNumber> ByNumber = Comparer<TicketNumber>.Create((one, other) => string.CompareOrdinal(one.ToString(), other.ToString()));

    private readonly List<TicketNumber> _numbers = [];

    private async Task FillAsync()
    {
        foreach ((string title, string description) in Desk)
            _numbers.Add(await _desk.LogAsync(title, description));
        await _desk.BuildAsync();
    }
}
