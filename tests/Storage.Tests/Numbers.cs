namespace ItsmFunctions.Storage.Tests;

public sealed class Numbers : IAsyncLifetime
{
    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Are_never_given_twice_by_however_many_processes()
    {
        NumberBlocks[] processes = [.. Enumerable.Range(0, 6).Select(_ => _desk.Another().Numbers)];
        TicketNumber[] taken = await Task.WhenAll(Enumerable.Range(0, 1_200).Select(i =>
            processes[i % 6].TakeAsync(Desk.Au, TicketKind.Incident, i % 3 == 0 ? i % 16 : null, default)));

        Assert.Equal(taken.Length, taken.Distinct().Count());
        Assert.All(taken, number => Assert.InRange(number.Sequence, 1, TicketNumber.Highest));
    }

    [Fact]
    public async Task Have_the_residue_that_was_asked_for()
    {
        for (int i = 0; i < 100; i++)
            Assert.Equal(i % 16, (await _desk.Numbers.TakeAsync(Desk.Au, TicketKind.Incident, i % 16, default)).Sequence % 16);
    }

    [Fact]
    public async Task Go_over_all_shards_where_no_residue_is_asked_for()
    {
        var shards = new HashSet<int>();
        for (int i = 0; i < 16; i++)
            shards.Add((await _desk.Numbers.TakeAsync(Desk.Au, TicketKind.Incident, null, default)).Sequence % 16);

        Assert.Equal(16, shards.Count);
    }

    [Fact]
    public async Task Are_counted_for_each_kind_and_organisation()
    {
        TicketNumber incident = await _desk.Numbers.TakeAsync(Desk.Au, TicketKind.Incident, 1, default);
        TicketNumber request = await _desk.Numbers.TakeAsync(Desk.Au, TicketKind.Request, 1, default);
        TicketNumber elsewhere = await _desk.Numbers.TakeAsync(OrganisationId.Parse("other"), TicketKind.Incident, 1, default);

        Assert.Equal(["INC-0000001", "REQ-0000001", "INC-0000001"], [incident.ToString(), request.ToString(), elsewhere.ToString()]);
    }

    [Fact]
    public async Task End_at_seven_digits_and_say_so()
    {
        await _desk.Tables.Numbers.AddEntityAsync(new TableEntity("au", "au|INC") { ["next"] = TicketNumber.Highest - 99 });
        var taken = new HashSet<int>();
        await Assert.ThrowsAsync<NumbersExhaustedException>(async () =>
        {
            while (true)
                Assert.True(taken.Add((await _desk.Numbers.TakeAsync(Desk.Au, TicketKind.Incident, null, default)).Sequence));
        });

        Assert.InRange(taken.Count, 1, 100);
        Assert.All(taken, sequence => Assert.InRange(sequence, TicketNumber.Highest - 99, TicketNumber.Highest));
    }

    [Fact]
    public async Task Come_in_larger_blocks_while_they_go_fast_and_in_smaller_ones_when_they_last()
    {
        int before = await ReservedAsync();
        for (int i = 0; i < 300; i++)
            await _desk.Numbers.TakeAsync(Desk.Au, TicketKind.Incident, null, default);
        int fast = await ReservedAsync() - before;
        Assert.InRange(fast, 300, 1_024);

        // What is left of the last block takes days: the one behind it is no larger.
        int reserved = await ReservedAsync();
        while (await ReservedAsync() == reserved)
        {
            _desk.Time.Advance(TimeSpan.FromHours(2));
            await _desk.Numbers.TakeAsync(Desk.Au, TicketKind.Incident, null, default);
        }

        Assert.True(await ReservedAsync() - reserved < fast);
    }

    private async Task<int> ReservedAsync()
    {
        NullableResponse<TableEntity> row = await _desk.Tables.Numbers.GetEntityIfExistsAsync<TableEntity>("au", "au|INC");
        return row.HasValue ? row.Value!.GetInt32("next")!.Value - 1 : 0;
    }
}
