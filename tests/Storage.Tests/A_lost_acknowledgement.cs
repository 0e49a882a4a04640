using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.People;

namespace ItsmFunctions.Storage.Tests;

/// <summary>The write was applied, its answer never came: neither a false failure nor a duplicate, at each kind of write.</summary>
public sealed class A_lost_acknowledgement : IAsyncLifetime
{
    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.OpenAsync(proxied: true);

    public ValueTask DisposeAsync()
    {
        Assert.True(_desk.Proxy.Ledger.Count(StorageFault.AcknowledgementLost) > 0, "No acknowledgement was lost.");
        return _desk.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_creation_is_found_again(bool keyed)
    {
        Lose("tables:transaction");
        var created = Assert.IsType<Creation.Created>(await _desk.CreateAsync(keyed ? Desk.Key("k") : null));

        Assert.Equal(1, (await _desk.FindAsync(created.Ticket)).Ticket.Version);
        Assert.Single(await TicketsAsync());
    }

    [Fact]
    public async Task Of_a_creation_is_found_again_when_somebody_has_changed_the_ticket_meanwhile()
    {
        var policy = new AfterAnswer("$batch", cut: true);
        Desk another = _desk.Another(policy);
        policy.Next(async () =>
        {
            TicketNumber number = (await _desk.Keys.FindAsync(Desk.Au, Desk.Key("k"), default))!.Number;
            await _desk.DoneAsync((await _desk.Tickets.FindAsync(Desk.Au, number, default))!, new TicketCommand.BeginWork());
        });

        var created = Assert.IsType<Creation.Created>(await another.CreateAsync(Desk.Key("k")));
        Assert.Equal((1, 2), (created.Ticket.Version, (await _desk.FindAsync(created.Ticket)).Ticket.Version));
        Lose("tables:transaction");
        await _desk.CreateAsync();
    }

    [Theory]
    [InlineData("tables:insert")]
    [InlineData("tables:update")]
    public async Task Of_a_block_of_numbers_leaves_a_gap_and_no_repeat(string write)
    {
        var numbers = new HashSet<TicketNumber>();
        Lose(write);
        for (int i = 0; i < 200; i++)
            Assert.True(numbers.Add(Assert.IsType<Creation.Created>(await _desk.CreateAsync()).Ticket.Number));
    }

    [Fact]
    public async Task Of_the_announcement_of_a_sweep_is_repeated()
    {
        Lose("tables:upsert");
        Assert.IsType<Creation.Created>(await _desk.CreateAsync(Desk.Key("k")));

        Assert.Single(await _desk.Due.ReadAsync(default));
    }

    [Theory]
    [InlineData("tables:transaction")]
    [InlineData("tables:upsert")]
    public async Task Of_a_command_is_found_again(string write)
    {
        StoredTicket read = await _desk.OpenedAsync();
        Lose(write);
        var committed = Assert.IsType<Commit.Committed>(await _desk.CommitAsync(read, new TicketCommand.Resolve("Done.", null), key: Desk.Key("k")));

        StoredTicket now = await _desk.FindAsync(read.Ticket);
        Assert.Equal((2, 2), (committed.Ticket.Version, now.Ticket.Version));
        Assert.Equal(2, (await _desk.Tickets.ReadEventsAsync(Desk.Au, read.Ticket.Number, int.MaxValue, default)).Count);
        Assert.NotNull(now.Keys.Find(Desk.Key("k"), _desk.Now));
        Assert.Single(await _desk.Due.ReadAsync(default));
    }

    [Fact]
    public async Task Of_a_command_is_told_from_its_event_when_the_next_one_has_overtaken_it()
    {
        StoredTicket read = await _desk.OpenedAsync();
        var policy = new AfterAnswer("$batch", cut: true);
        Desk another = _desk.Another(policy);
        policy.Next(async () => await _desk.DoneAsync(await _desk.FindAsync(read.Ticket), new TicketCommand.Journal("Me too.", Visibility.Internal)));

        Assert.IsType<Commit.Committed>(await another.CommitAsync(read, new TicketCommand.BeginWork()));
        Assert.Equal(3, (await _desk.FindAsync(read.Ticket)).Ticket.Version);
        Lose("tables:transaction");
        await _desk.CreateAsync();
    }

    [Fact]
    public async Task Of_a_key_of_a_command_that_changed_nothing_is_found_again()
    {
        StoredTicket read = await _desk.OpenedAsync();
        Lose("tables:update");
        Assert.IsType<Commit.Committed>(await _desk.Tickets.RememberAsync(read, Desk.Key("k"), _desk.Now, default));

        Assert.Equal(1, (await _desk.FindAsync(read.Ticket)).Keys.Find(Desk.Key("k"), _desk.Now)!.Version);
    }

    [Fact]
    public async Task Of_a_key_of_a_command_that_changed_nothing_stands_among_the_keys_when_the_next_command_has_overtaken_it()
    {
        StoredTicket read = await _desk.OpenedAsync();
        var policy = new AfterAnswer("/desk(", cut: true);
        Desk another = _desk.Another(policy);
        policy.Next(async () => await _desk.DoneAsync(await _desk.FindAsync(read.Ticket), new TicketCommand.BeginWork()));

        var overtaken = Assert.IsType<Commit.Overtaken>(await another.Tickets.RememberAsync(read, Desk.Key("k"), _desk.Now, default));
        Assert.Equal((2, 1), (overtaken.Current.Ticket.Version, overtaken.Current.Keys.Find(Desk.Key("k"), _desk.Now)!.Version));
        Lose("tables:transaction");
        await _desk.CreateAsync();
    }

    [Fact]
    public async Task Of_somebody_else_s_command_is_no_acknowledgement_of_ours()
    {
        StoredTicket read = await _desk.OpenedAsync();
        await _desk.DoneAsync(read, new TicketCommand.BeginWork());
        Lose("tables:transaction");

        Assert.IsType<Commit.Overtaken>(await _desk.CommitAsync(read, new TicketCommand.BeginWork()));
        Assert.Equal(2, (await _desk.FindAsync(read.Ticket)).Ticket.Version);
    }

    [Fact]
    public async Task Of_a_list_row_leaves_each_list_right()
    {
        StoredTicket stored = await _desk.OpenedAsync();
        Lose("tables:transaction");
        await _desk.Lists.AddAsync(stored.Ticket, default);
        stored = await _desk.DoneAsync(stored, new TicketCommand.Assign("security", "agent-9"));
        Lose("tables:transaction");
        await _desk.Lists.MoveAsync(stored.Ticket, default);

        Assert.Equal(2, _desk.Proxy.Ledger.Count(StorageFault.AcknowledgementLost));
        ListPage page = await _desk.Lists.ReadAsync(Desk.Au, new TicketView.OfTeam("security"), new(null, null, null, null), null, 50, default);
        Assert.Equal(2, Assert.Single(page.Tickets).Version);
        Assert.Equal(5, (await _desk.ListRowsAsync()).Count);
    }

    [Fact]
    public async Task Of_a_deletion_is_no_failure()
    {
        StoredTicket stored = await _desk.OpenedAsync(Desk.Key("k"));
        Lose("tables:delete");
        await _desk.Outbox.RemoveAsync(await _desk.Outbox.ReadAsync(DateTimeOffset.MaxValue, 100, default), default);

        stored = await _desk.DoneAsync(stored, new TicketCommand.Reply("On our way."));
        Lose("tables:transaction");
        await _desk.Outbox.RemoveAsync(await _desk.Outbox.ReadAsync(DateTimeOffset.MaxValue, 100, default), default);
        Assert.Null(await _desk.Outbox.OldestAsync(default));

        Lose("tables:delete");
        await _desk.Due.DeleteAsync(await _desk.Due.ReadAsync(default), default);
        Assert.Empty(await _desk.Due.ReadAsync(default));

        _desk.Time.Advance(TimeSpan.FromHours(50));
        Lose("tables:delete");
        Assert.Equal(1, await _desk.Keys.SweepAsync(CreationKeys.Residue(Desk.Key("k")), _desk.Now, default));
        Assert.Equal(4, _desk.Proxy.Ledger.Count(StorageFault.AcknowledgementLost));
    }

    [Fact]
    public async Task Of_a_person_or_a_profile_is_repeated()
    {
        var people = new PersonStore(_desk.Tables, _desk.Time);
        Lose("tables:upsert");
        Lose("tables:transaction");
        await people.MeetAsync(Desk.Au, new("requester-1", "A name", "name@example.org", "en"), default);
        await new ProfileStore(_desk.Tables, new DueIndex(_desk.Tables, _desk.Time), _desk.Time).WriteAsync(Desk.Au, new(ClosesAfterDays: 14), default);

        Assert.Equal("A name", (await people.FindAsync(Desk.Au, "requester-1", default))!.Name);
        Assert.Equal(14, (await new ProfileStore(_desk.Tables, new DueIndex(_desk.Tables, _desk.Time), _desk.Time).ReadAsync(Desk.Au, default)).ClosesAfterDays);
    }

    private void Lose(string write, int times = 1) => _desk.Proxy.Next(write, StorageFault.AcknowledgementLost, times);

    private async Task<List<TableEntity>> TicketsAsync() =>
        [.. (await _desk.Beside().RowsAsync(_desk.Tables.Desk)).Where(row => row.RowKey.EndsWith("|ticket", StringComparison.Ordinal))];
}
