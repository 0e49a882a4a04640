using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Search;

namespace ItsmFunctions.Reporting.Tests;

/// <summary>How the index is built: from what changed alone, by as many as like to, and anew where it is damaged.</summary>
public sealed class A_search_index : IAsyncLifetime
{
    private static readonly OrganisationId Au = SearchDesk.Au;
    private static readonly string[] Words = ["printer", "screen", "mailbox", "network", "gearbox", "lecture"];

    private SearchDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await SearchDesk.OpenAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task That_is_built_step_by_step_finds_what_one_finds_that_is_built_at_once()
    {
        var chance = new Random(7);
        var written = new List<TicketNumber>();
        for (int i = 0; i < 60; i++)
        {
            if (written.Count < 5 || chance.Next(3) > 0)
                written.Add(await _desk.LogAsync(Some(chance), Some(chance)));
            else
                await _desk.DoAsync(written[chance.Next(written.Count)], new TicketCommand.Journal(Some(chance), Visibility.Internal));
            if (chance.Next(4) == 0)
                await _desk.BuildAsync();
        }

        await _desk.BuildAsync();
        var stepwise = await EverythingAsync(_desk);
        await _desk.Builder.RebuildAsync(Au, CancellationToken.None);

        Assert.Equal(stepwise, await EverythingAsync(_desk.Another()));
        Assert.Equal(stepwise, await EverythingAsync(_desk));
        Assert.Equal(0, await _desk.CountMarksAsync());
    }

    [Fact]
    public async Task Is_built_for_one_request_where_nothing_changed()
    {
        await _desk.LogAsync("Printer jams");
        await _desk.BuildAsync();
        string[] before = await _desk.BlobsAsync(Au);
        DateTimeOffset? asOf = (await _desk.AnswerAsync("printer")).AsOf;
        _desk.Wire.Reset();

        SearchBuild built = await _desk.BuildAsync();

        Assert.Equal((1, 0), (_desk.Wire.Requests, built.Tickets));
        Assert.Equal(before, await _desk.BlobsAsync(Au));
        _desk.Wire.Reset();
        Assert.Equal(asOf, (await _desk.AnswerAsync("printer")).AsOf);
        Assert.Equal(1, _desk.Wire.Requests);
    }

    [Fact]
    public async Task Reads_for_a_change_its_ticket_and_none_of_the_others()
    {
        var numbers = new List<TicketNumber>();
        for (int i = 0; i < 20; i++)
            numbers.Add(await _desk.LogAsync($"Printer number{i} jams"));
        await _desk.BuildAsync();
        int files = (await _desk.BlobsAsync(Au)).Length;
        await _desk.DoAsync(numbers[3], new TicketCommand.Reply("The gearbox"));
        _desk.Wire.Reset();

        SearchBuild built = await _desk.BuildAsync();

        // The marks, the manifest and the files that it names, the events of one ticket, what is written, the manifest, the mark.
        Assert.Equal(1, built.Tickets);
        Assert.InRange(_desk.Wire.Requests, 6, files + 16);
        Assert.Equal([numbers[3]], await _desk.FindAsync("gearbox"));
        Assert.Equal(20, (await _desk.AnswerAsync("printer")).Total);
    }

    [Fact]
    public async Task Is_seen_to_where_there_is_none_and_somebody_searches()
    {
        TicketNumber before = await _desk.LogAsync("Printer jams", marked: false);

        SearchAnswer none = await _desk.AnswerAsync("printer");
        Assert.Equal((0, null), (none.Total, none.AsOf));
        Assert.Equal(1, await _desk.CountMarksAsync());
        Assert.Equal("it was asked for", Assert.Single((await _desk.BuildAsync()).Rebuilt).Why);

        Assert.Equal([before], await _desk.FindAsync("printer"));
        Assert.Equal(0, await _desk.CountMarksAsync());
    }

    [Fact]
    public async Task Has_the_tickets_of_before_where_the_first_change_is_marked()
    {
        TicketNumber before = await _desk.LogAsync("Printer jams", marked: false), after = await _desk.LogAsync("Printer burns");
        await _desk.BuildAsync();

        Assert.Equal([after, before], await _desk.FindAsync("printer"));
    }

    [Fact]
    public async Task Loses_nothing_among_four_builders_at_once()
    {
        SearchDesk[] builders = [_desk, _desk.Another(), _desk.Another(), _desk.Another()];
        var written = new List<TicketNumber>();
        for (int round = 0; round < 4; round++)
        {
            for (int i = 0; i < 6; i++)
                written.Add(await _desk.LogAsync($"Printer {Words[i]}"));
            await Task.WhenAll(builders.Select(builder => builder.BuildAsync()));
        }

        await _desk.BuildAsync();
        Assert.Equal(0, await _desk.CountMarksAsync());
        Assert.Equal(24, (await _desk.AnswerAsync("printer")).Total);
        Assert.Equal(4, (await _desk.AnswerAsync("gearbox")).Total);
        var stepwise = await EverythingAsync(_desk);
        await _desk.Builder.RebuildAsync(Au, CancellationToken.None);
        Assert.Equal(stepwise, await EverythingAsync(_desk));
    }

    [Fact]
    public async Task Begins_again_from_what_the_faster_builder_published()
    {
        await _desk.LogAsync("Printer");
        await _desk.BuildAsync();
        TicketNumber slow = await _desk.LogAsync("Screen");
        SearchDesk faster = _desk.Another();
        _desk.Wire.BeforeManifest = async () =>
        {
            await faster.LogAsync("Mailbox");
            await faster.BuildAsync();
        };
        await _desk.BuildAsync();

        foreach (string word in (string[])["printer", "screen", "mailbox"])
            Assert.Equal(1, (await _desk.AnswerAsync(word)).Total);
        Assert.Equal([slow], await _desk.FindAsync("screen"));
    }

    [Fact]
    public async Task Is_finished_by_the_next_builder_where_one_dies_at_any_request()
    {
        await _desk.LogAsync("Printer");
        await _desk.BuildAsync();
        for (int diesAt = 2; ; diesAt++)
        {
            TicketNumber number = await _desk.LogAsync($"Screen round{diesAt:D3}");
            SearchDesk mortal = _desk.Another();
            mortal.Wire.DiesAt = diesAt;
            mortal.Wire.DiesLate = diesAt % 2 == 0;
            try
            {
                await mortal.BuildAsync();
            }
            catch (Exception death) when (mortal.Wire.Died)
            {
                Assert.NotNull(death);
            }

            await _desk.BuildAsync();
            Assert.Equal([number], await _desk.FindAsync($"round{diesAt:D3}"));
            Assert.Equal((diesAt - 1, 0), ((await _desk.AnswerAsync("screen")).Total, await _desk.CountMarksAsync()));
            if (!mortal.Wire.Died)
                return;
        }
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData("part")]
    [InlineData("gone")]
    public async Task That_is_damaged_is_built_anew(string what)
    {
        TicketNumber number = await _desk.LogAsync("Printer jams");
        await _desk.BuildAsync();
        string[] blobs = await _desk.BlobsAsync(Au);
        string part = blobs.First(name => name.Contains(".cfs.", StringComparison.Ordinal));
        if (what == "gone")
            await _desk.Blob(part).DeleteAsync();
        else
            await _desk.Blob(what == "part" ? part : $"{Au}/manifest.json").UploadAsync(new BinaryData("{\"schema\":1}"), overwrite: true);

        SearchDesk reader = _desk.Another();
        await Assert.ThrowsAsync<InvalidDataException>(() => reader.AnswerAsync("printer"));
        Assert.Single((await _desk.BuildAsync()).Rebuilt);

        Assert.Equal([number], await reader.FindAsync("printer"));
        Assert.Equal(0, await _desk.CountMarksAsync());
    }

    [Fact]
    public async Task Lets_go_of_parts_an_hour_after_they_were_replaced()
    {
        for (int i = 0; i < 15; i++)
        {
            await _desk.LogAsync($"Printer {i}");
            await _desk.BuildAsync();
        }

        int before = (await _desk.BlobsAsync(Au)).Length;
        _desk.Time.Advance(TimeSpan.FromHours(2));
        await _desk.LogAsync("Printer again");
        await _desk.BuildAsync();

        Assert.True((await _desk.BlobsAsync(Au)).Length < before);
        Assert.Equal(16, (await _desk.Another().AnswerAsync("printer")).Total);
    }

    private static string Some(Random chance) => string.Join(' ', Words.Where(_ => chance.Next(3) == 0).DefaultIfEmpty("nothing"));

    private static async Task<string> EverythingAsync(SearchDesk desk)
    {
        var found = new List<string>();
        foreach (string text in Words.Append("printer gearbox").Append("lectures"))
        {
            SearchAnswer answer = await desk.AnswerAsync(text, most: 200);
            found.Add($"{text} {answer.Total}: {string.Join(' ', answer.Tickets.Select(ticket => $"{ticket.Number}/{ticket.Version}").Order(StringComparer.Ordinal))}");
        }

        return string.Join('\n', found);
    }
}
