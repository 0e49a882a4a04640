using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Tests;

public sealed class A_stored_ticket : IAsyncLifetime
{
    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Is_found_by_its_number_in_its_own_organisation_and_in_no_other()
    {
        StoredTicket stored = await _desk.OpenedAsync();

        Assert.Equal((TicketStatus.New, 1, "requester-1"), (stored.Ticket.Status, stored.Ticket.Version, stored.Ticket.Requester));
        Assert.Null(await _desk.Tickets.FindAsync(OrganisationId.Parse("other"), stored.Ticket.Number, default));
        Assert.Null(await _desk.Tickets.FindAsync(Desk.Au, new(TicketKind.Request, stored.Ticket.Number.Sequence), default));
    }

    [Fact]
    public async Task Stands_with_its_first_event_and_its_outbox_row_in_one_partition()
    {
        StoredTicket stored = await _desk.OpenedAsync(Desk.Key("one"));
        List<TableEntity> rows = await _desk.RowsAsync(_desk.Tables.Desk);

        Assert.Equal([$"s{stored.Ticket.Number.Sequence % 16:x}"], rows.Select(row => row.PartitionKey).Distinct());
        Assert.Equal(
            ["!key|au|", "!outbox|", $"au|{stored.Ticket.Number}|event|000001", $"au|{stored.Ticket.Number}|ticket"],
            rows.Select(row => row.RowKey.StartsWith("!key|au|", StringComparison.Ordinal) ? "!key|au|" : row.RowKey.StartsWith('!') ? "!outbox|" : row.RowKey)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Is_the_fold_of_its_stored_events_after_a_whole_life()
    {
        StoredTicket stored = await _desk.OpenedAsync();
        stored = await _desk.DoneAsync(stored, new TicketCommand.Assign("infrastructure", "agent-9"));
        stored = await _desk.DoneAsync(stored, new TicketCommand.BeginWork());
        stored = await _desk.DoneAsync(stored, new TicketCommand.Pend("PR-07", null, "Supplier called."));
        stored = await _desk.DoneAsync(stored, new TicketCommand.Reply("Any news?"), new Actor("requester-1", Roles.Requester));
        stored = await _desk.DoneAsync(stored, new TicketCommand.SetPriority(2, "Exam tomorrow."));
        stored = await _desk.DoneAsync(stored, new TicketCommand.Flag(null, Attention: true));
        stored = await _desk.DoneAsync(stored, new TicketCommand.Resolve("Replaced.", null));

        IReadOnlyList<StoredEvent> events = await _desk.Tickets.ReadEventsAsync(Desk.Au, stored.Ticket.Number, int.MaxValue, default);
        Ticket folded = History.Fold(events.Select(e => e.Event));
        Assert.Equal(Enumerable.Range(1, stored.Ticket.Version), events.Select(e => e.Event.Version));
        Assert.Equal(stored.Ticket.Attention, folded.Attention);
        Assert.Equal(stored.Ticket, folded with { Attention = stored.Ticket.Attention });
    }

    [Fact]
    public async Task Gives_its_events_up_to_a_version_or_one_of_them()
    {
        StoredTicket stored = await _desk.OpenedAsync();
        stored = await _desk.DoneAsync(stored, new TicketCommand.BeginWork());
        stored = await _desk.DoneAsync(stored, new TicketCommand.Journal("Drum checked.", Visibility.Internal));

        Assert.Equal([1, 2], (await _desk.Tickets.ReadEventsAsync(Desk.Au, stored.Ticket.Number, 2, default)).Select(e => e.Event.Version));
        Assert.IsType<Happening.NoteWritten>((await _desk.Tickets.FindEventAsync(Desk.Au, stored.Ticket.Number, 3, default))!.Event.What);
        Assert.Null(await _desk.Tickets.FindEventAsync(Desk.Au, stored.Ticket.Number, 4, default));
    }

    [Fact]
    public async Task Is_changed_by_the_first_of_two_who_read_the_same_version()
    {
        StoredTicket read = await _desk.OpenedAsync();

        Assert.IsType<Commit.Committed>(await _desk.CommitAsync(read, new TicketCommand.BeginWork()));
        var overtaken = Assert.IsType<Commit.Overtaken>(await _desk.Another().CommitAsync(read, new TicketCommand.Assign("security", null)));

        Assert.Equal((2, TicketStatus.InProgress), (overtaken.Current.Ticket.Version, overtaken.Current.Ticket.Status));
        Assert.Equal(2, (await _desk.Tickets.ReadEventsAsync(Desk.Au, read.Ticket.Number, int.MaxValue, default)).Count);
        await _desk.DoneAsync(overtaken.Current, new TicketCommand.Assign("security", null));
    }

    [Fact]
    public async Task Has_one_winner_per_version_among_thirty_two_agents_and_a_contiguous_history()
    {
        StoredTicket opened = await _desk.OpenedAsync();
        Commit[] outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(agent =>
            _desk.CommitAsync(opened, new TicketCommand.Journal($"Note of agent {agent}.", Visibility.Internal), new Actor($"agent-{agent}", Roles.FirstLine))));

        Assert.Single(outcomes.OfType<Commit.Committed>());
        Assert.Equal(31, outcomes.OfType<Commit.Overtaken>().Count());
        Assert.Equal([1, 2], (await _desk.Tickets.ReadEventsAsync(Desk.Au, opened.Ticket.Number, int.MaxValue, default)).Select(e => e.Event.Version));
    }

    [Fact]
    public async Task Keeps_the_longest_text_of_the_widest_characters()
    {
        // 32,000 characters of three bytes each, with quotes and line breaks between: more than one binary property holds.
        string text = string.Concat(Enumerable.Repeat("編集\"\n<☃>端末", 3_600))[..Texts.LongestNote];
        StoredTicket stored = await _desk.OpenedAsync(wanted: Desk.Wanted(description: text));
        stored = await _desk.DoneAsync(stored, new TicketCommand.Reply(text));
        stored = await _desk.DoneAsync(stored, new TicketCommand.Resolve(text, null));

        Assert.Equal((text, text), (stored.Ticket.Description.Value, stored.Ticket.Resolution!.Solution.Value));
        var replied = (Happening.Replied)(await _desk.Tickets.FindEventAsync(Desk.Au, stored.Ticket.Number, 2, default))!.Event.What;
        Assert.Equal(text, replied.Text.Value);
    }

    [Fact]
    public async Task Keeps_every_character_that_a_text_may_hold()
    {
        const string Text = "Ærø, 50 % \"off\" & <b>bold</b> 'x'; DROP\\ 😀 שלום\r\n\tend";
        StoredTicket stored = await _desk.OpenedAsync(wanted: Desk.Wanted(description: Text));

        Assert.Equal(Text, stored.Ticket.Description.Value);
        Assert.Equal("requester-1", stored.Ticket.Description.Subject);
    }
}
