namespace ItsmFunctions.Itsm.Tests;

/// <summary>The log has local times and no zone: the nights of daylight saving, in Copenhagen.</summary>
public sealed class A_local_time
{
    private readonly LocalClock _clock = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen"));

    [Theory]
    [InlineData("27-03-2016 01:59", "2016-03-27T00:59Z", null)]
    [InlineData("27-03-2016 02:30", "2016-03-27T01:30Z", "R-04")]
    [InlineData("27-03-2016 03:00", "2016-03-27T01:00Z", null)]
    [InlineData("30-10-2016 01:59", "2016-10-29T23:59Z", null)]
    [InlineData("30-10-2016 02:30", "2016-10-30T00:30Z", "R-05")]
    [InlineData("30-10-2016 03:00", "2016-10-30T02:00Z", null)]
    public void Is_one_instant(string local, string instant, string? rule)
    {
        DateTimeOffset? at = _clock.Read(local, null, out Rule? found);
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), at);
        Assert.Equal(rule, found?.Id);
    }

    [Fact]
    public void Is_the_later_one_where_the_row_before_it_was_later_than_the_earlier()
    {
        DateTimeOffset before = new(2016, 10, 30, 0, 50, 0, TimeSpan.Zero);
        Assert.Equal(new DateTimeOffset(2016, 10, 30, 1, 30, 0, TimeSpan.Zero), _clock.Read("30-10-2016 02:30", before, out _));
    }

    [Fact]
    public async Task Keeps_a_night_of_two_hours_in_order()
    {
        await using Bench bench = Bench.Dry();
        string file = bench.File(Written.Log(
            Written.Row(0, "30-10-2016 02:10", "New", "opened_at=30-10-2016 01:00"),
            Written.Row(1, "30-10-2016 02:50", "Active", "opened_at=30-10-2016 01:00"),
            Written.Row(2, "30-10-2016 02:20", "Resolved", "opened_at=30-10-2016 01:00", "resolved_at=30-10-2016 02:20")));
        Outcome outcome = await bench.RehearseAsync(file);
        Assert.Equal([2, 3, 4], outcome.Findings.Where(finding => finding.Rule == "R-05").Select(finding => finding.Line));
        Assert.Empty(outcome.Unexplained);
        Assert.Equal(TicketStatus.Resolved, Replayed.Ticket(file).Status);
        Assert.Equal(new DateTimeOffset(2016, 10, 30, 1, 20, 0, TimeSpan.Zero), Replayed.Ticket(file).Resolution!.At);
    }

    [Theory]
    [InlineData("29/2/2016 01:16")]
    [InlineData("29-02-2016 01:16:00")]
    [InlineData("2016-02-29 01:16")]
    public void Is_read_in_the_forms_that_exports_have(string local) =>
        Assert.Equal(new DateTimeOffset(2016, 2, 29, 0, 16, 0, TimeSpan.Zero), _clock.Read(local));

    [Theory]
    [InlineData("?")]
    [InlineData("30-02-2016 10:00")]
    [InlineData("02-29-2016 10:00")]
    public void Is_none_where_it_is_none(string local) => Assert.Null(_clock.Read(local));
}
