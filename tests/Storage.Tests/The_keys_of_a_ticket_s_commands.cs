using ItsmFunctions.Storage.Format;

namespace ItsmFunctions.Storage.Tests;

public sealed class The_keys_of_a_ticket_s_commands
{
    [Fact]
    public void Lead_to_the_version_that_they_left_behind()
    {
        RecentKeys keys = RecentKeys.None.With(Desk.Key("a", "1"), 2, Desk.Start).With(Desk.Key("b", "2"), 4, Desk.Start);

        Assert.Equal(2, keys.Find(Desk.Key("a", "1"), Desk.Start)!.Version);
        Assert.Equal(4, keys.Find(Desk.Key("b", "2"), Desk.Start)!.Version);
        Assert.Null(keys.Find(Desk.Key("c"), Desk.Start));
    }

    [Fact]
    public void Tell_another_body_apart()
    {
        RecentKey entry = RecentKeys.None.With(Desk.Key("a", "1"), 2, Desk.Start).Find(Desk.Key("a", "2"), Desk.Start)!;

        Assert.False(RecentKeys.SameRequest(entry, Desk.Key("a", "2")));
        Assert.True(RecentKeys.SameRequest(entry, Desk.Key("a", "1")));
    }

    [Fact]
    public void Are_honoured_for_forty_eight_hours_and_leave_with_the_next_command()
    {
        RecentKeys keys = RecentKeys.None.With(Desk.Key("a"), 2, Desk.Start);
        DateTimeOffset end = Desk.Start.AddHours(48);

        Assert.NotNull(keys.Find(Desk.Key("a"), end.AddTicks(-1)));
        Assert.Null(keys.Find(Desk.Key("a"), end));
        Assert.Empty(keys.With(null, 3, end).ToBytes());
        Assert.NotEmpty(keys.With(null, 3, end.AddTicks(-1)).ToBytes());
    }

    [Fact]
    public void Fit_one_binary_property_the_oldest_give_way()
    {
        RecentKeys keys = RecentKeys.None;
        for (int i = 0; i <= RecentKeys.Most; i++)
            keys = keys.With(Desk.Key($"k{i}"), i + 2, Desk.Start);

        Assert.InRange(keys.ToBytes().Length, 60_000, 64 * 1024);
        Assert.Null(keys.Find(Desk.Key("k0"), Desk.Start));
        Assert.Equal(3, keys.Find(Desk.Key("k1"), Desk.Start)!.Version);
        Assert.Equal(RecentKeys.Most + 2, keys.Find(Desk.Key($"k{RecentKeys.Most}"), Desk.Start)!.Version);
    }

    [Fact]
    public void Read_back_as_they_were_written()
    {
        RecentKeys keys = RecentKeys.None.With(Desk.Key("a", "1"), 2, Desk.Start.AddTicks(1)).With(Desk.Key("b"), 70_000, Desk.Start.AddHours(1));
        RecentKeys again = RecentKeys.FromBytes(keys.ToBytes());

        Assert.Equal(keys.ToBytes(), again.ToBytes());
        RecentKey found = again.Find(Desk.Key("a", "1"), Desk.Start)!;
        Assert.Equal((2, Desk.Start.AddTicks(1)), (found.Version, found.At));
        Assert.True(RecentKeys.SameRequest(found, Desk.Key("a", "1")));
    }

    [Fact]
    public async Task Stand_in_the_ticket_s_own_row_in_the_transaction_of_the_command()
    {
        await using Desk desk = await Desk.OpenAsync();
        StoredTicket stored = await desk.DoneAsync(await desk.OpenedAsync(), new TicketCommand.BeginWork(), key: Desk.Key("begin"));
        stored = await desk.DoneAsync(stored, new TicketCommand.Journal("Looked.", Visibility.Internal));

        Assert.Equal(2, stored.Keys.Find(Desk.Key("begin"), desk.Now)!.Version);
        desk.Time.Advance(TimeSpan.FromHours(48));
        stored = await desk.DoneAsync(stored, new TicketCommand.Journal("Looked again.", Visibility.Internal));
        Assert.Empty(stored.Keys.ToBytes());
    }

    [Fact]
    public async Task Are_kept_also_where_a_command_changed_nothing_and_all_else_stays()
    {
        await using Desk desk = await Desk.OpenAsync();
        StoredTicket read = await desk.DoneAsync(await desk.OpenedAsync(), new TicketCommand.BeginWork(), key: Desk.Key("begin"));
        Assert.IsType<Commit.Committed>(await desk.Tickets.RememberAsync(read, Desk.Key("again"), desk.Now, default));

        StoredTicket now = await desk.FindAsync(read.Ticket);
        Assert.Equal((2, 2), (now.Keys.Find(Desk.Key("again"), desk.Now)!.Version, now.Keys.Find(Desk.Key("begin"), desk.Now)!.Version));
        Assert.Equal(StoredJson.Write(read.Ticket), StoredJson.Write(now.Ticket));
        Assert.Equal((read.Head, 2), (now.Head, (await desk.Tickets.ReadEventsAsync(Desk.Au, read.Ticket.Number, int.MaxValue, default)).Count));
        Assert.Null(await new TicketAudit(desk.Tables).VerifyAsync(Desk.Au, read.Ticket.Number, default));
        await desk.DoneAsync(now, new TicketCommand.Journal("It goes on.", Visibility.Internal));
    }

    [Fact]
    public async Task Are_not_kept_over_a_change_that_was_faster()
    {
        await using Desk desk = await Desk.OpenAsync();
        StoredTicket read = await desk.OpenedAsync();
        await desk.DoneAsync(read, new TicketCommand.BeginWork(), key: Desk.Key("begin"));

        var overtaken = Assert.IsType<Commit.Overtaken>(await desk.Tickets.RememberAsync(read, Desk.Key("k"), desk.Now, default));
        Assert.Equal(2, overtaken.Current.Ticket.Version);
        StoredTicket now = await desk.FindAsync(read.Ticket);
        Assert.Null(now.Keys.Find(Desk.Key("k"), desk.Now));
        Assert.NotNull(now.Keys.Find(Desk.Key("begin"), desk.Now));
    }

    /// <summary>A remembered key changes the row and no version: only the row's tag tells of it.</summary>
    [Fact]
    public async Task Are_not_lost_under_a_change_that_knew_nothing_of_them()
    {
        await using Desk desk = await Desk.OpenAsync();
        StoredTicket read = await desk.OpenedAsync();
        Assert.IsType<Commit.Committed>(await desk.Tickets.RememberAsync(read, Desk.Key("k"), desk.Now, default));

        var overtaken = Assert.IsType<Commit.Overtaken>(await desk.CommitAsync(read, new TicketCommand.BeginWork(), key: Desk.Key("begin")));
        StoredTicket now = await desk.DoneAsync(overtaken.Current, new TicketCommand.BeginWork(), key: Desk.Key("begin"));
        Assert.NotNull(now.Keys.Find(Desk.Key("k"), desk.Now));
        Assert.NotNull(now.Keys.Find(Desk.Key("begin"), desk.Now));
    }
}
