namespace ItsmFunctions.Storage.Tests;

public sealed class The_key_of_a_creation : IAsyncLifetime
{
    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Gives_fifty_twins_in_five_processes_one_ticket()
    {
        Desk[] processes = [.. Enumerable.Range(0, 5).Select(_ => _desk.Another())];
        Creation[] outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(twin => processes[twin % 5].CreateAsync(Desk.Key("same"))));

        Ticket ticket = Assert.Single(outcomes.OfType<Creation.Created>()).Ticket;
        Assert.Equal(49, outcomes.OfType<Creation.Repeated>().Count());
        Assert.All(outcomes.OfType<Creation.Repeated>(), repeated => Assert.Equal(ticket.Number, repeated.Key.Number));
        Assert.Equal(4, (await _desk.RowsAsync(_desk.Tables.Desk)).Count);
    }

    [Fact]
    public async Task Leads_to_its_ticket_when_it_comes_again_and_tells_another_body_apart()
    {
        Ticket ticket = (await _desk.OpenedAsync(Desk.Key("k", "body"))).Ticket;

        CreationKey again = Assert.IsType<Creation.Repeated>(await _desk.CreateAsync(Desk.Key("k", "body"))).Key;
        Assert.Equal((ticket.Number, Desk.Start), (again.Number, again.At));
        Assert.Equal(Desk.Key("k", "body").Request, again.Request);

        CreationKey other = Assert.IsType<Creation.Repeated>(await _desk.CreateAsync(Desk.Key("k", "other body"))).Key;
        Assert.NotEqual(Desk.Key("k", "other body").Request, other.Request);
    }

    [Fact]
    public async Task Means_something_else_in_another_organisation()
    {
        await _desk.OpenedAsync(Desk.Key("k"));

        Assert.IsType<Creation.Created>(await _desk.CreateAsync(Desk.Key("k"), OrganisationId.Parse("other")));
        Assert.Null(await _desk.Keys.FindAsync(OrganisationId.Parse("third"), Desk.Key("k"), default));
    }

    [Fact]
    public async Task Sends_its_ticket_to_the_shard_where_it_lies_itself()
    {
        for (int i = 0; i < 20; i++)
        {
            RequestKey key = Desk.Key($"key {i}");
            Assert.Equal(CreationKeys.Residue(key), (await _desk.OpenedAsync(key)).Ticket.Number.Sequence % 16);
        }
    }

    [Fact]
    public async Task Is_honoured_for_forty_eight_hours_and_not_a_tick_longer()
    {
        Ticket first = (await _desk.OpenedAsync(Desk.Key("k"))).Ticket;

        _desk.Time.Advance(TimeSpan.FromHours(48) - TimeSpan.FromTicks(1));
        Assert.IsType<Creation.Repeated>(await _desk.CreateAsync(Desk.Key("k")));
        _desk.Time.Advance(TimeSpan.FromTicks(1));
        Ticket second = Assert.IsType<Creation.Created>(await _desk.CreateAsync(Desk.Key("k"))).Ticket;

        Assert.NotEqual(first.Number, second.Number);
        Assert.Equal(second.Number, (await _desk.Keys.FindAsync(Desk.Au, Desk.Key("k"), default))!.Number);
        Assert.Equal(1, (await _desk.FindAsync(first)).Ticket.Version);
    }

    [Fact]
    public async Task Gives_twins_one_ticket_also_when_it_has_expired()
    {
        await _desk.OpenedAsync(Desk.Key("k"));
        _desk.Time.Advance(TimeSpan.FromHours(49));
        Creation[] outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _desk.CreateAsync(Desk.Key("k"))));

        Ticket ticket = Assert.Single(outcomes.OfType<Creation.Created>()).Ticket;
        Assert.All(outcomes.OfType<Creation.Repeated>(), repeated => Assert.Equal(ticket.Number, repeated.Key.Number));
    }

    [Fact]
    public async Task Is_not_swept_where_it_was_used_anew_while_the_sweep_looked()
    {
        RequestKey[] keys = [.. Enumerable.Range(0, 400).Select(i => Desk.Key($"k{i}")).Where(key => CreationKeys.Residue(key) == 3).Take(3)];
        foreach (RequestKey key in keys)
            await _desk.OpenedAsync(key);
        _desk.Time.Advance(TimeSpan.FromHours(49));
        var policy = new AfterAnswer("desk()");
        Desk sweeping = _desk.Another(policy);
        policy.Next(() => _desk.CreateAsync(keys[1]));
        await sweeping.Keys.SweepAsync(3, _desk.Now, default);

        Assert.Null(await _desk.Keys.FindAsync(Desk.Au, keys[0], default));
        Assert.NotNull(await _desk.Keys.FindAsync(Desk.Au, keys[1], default));
        Assert.IsType<Creation.Repeated>(await _desk.CreateAsync(keys[1]));
    }

    [Fact]
    public async Task Is_swept_from_its_shard_once_the_due_index_says_so()
    {
        RequestKey[] keys = [.. Enumerable.Range(0, 400).Select(i => Desk.Key($"k{i}")).Where(key => CreationKeys.Residue(key) == 3).Take(12)];
        foreach (RequestKey key in keys.Take(10))
            await _desk.OpenedAsync(key);
        _desk.Time.Advance(TimeSpan.FromHours(2));
        foreach (RequestKey key in keys.Skip(10))
            await _desk.OpenedAsync(key);

        DueRow.OfKeys[] rows = [.. (await _desk.Due.ReadAsync(default)).OfType<DueRow.OfKeys>()];
        Assert.Equal([3, 3], rows.Select(row => row.Residue));
        Assert.Equal([Desk.Start.AddHours(1 + 48), Desk.Start.AddHours(3 + 48)], rows.Select(row => row.At));

        Assert.Equal(10, await _desk.Keys.SweepAsync(3, rows[0].At, default));
        Assert.Equal(0, await _desk.Keys.SweepAsync(3, rows[0].At, default));
        Assert.Null(await _desk.Keys.FindAsync(Desk.Au, keys[0], default));
        Assert.NotNull(await _desk.Keys.FindAsync(Desk.Au, keys[11], default));
        Assert.Equal(2, await _desk.Keys.SweepAsync(3, rows[1].At, default));
    }
}
