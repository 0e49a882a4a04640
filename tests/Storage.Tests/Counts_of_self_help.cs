using ItsmFunctions.Storage.SelfHelp;

namespace ItsmFunctions.Storage.Tests;

/// <summary>Helped, did not help, opened nevertheless (IT-03): counted when it happens, once, and with nobody's name.</summary>
public sealed class Counts_of_self_help : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 10, 10);
    private static readonly DateTimeOffset Over = Desk.Start.AddHours(15);
    private static readonly OrganisationId Other = OrganisationId.Parse("other");

    private Desk _desk = null!;
    private SelfHelpCounts _counts = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.OpenAsync(proxied: true);
        _counts = new(_desk.Tables, _desk.Due);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    [Trait("Rule", "IT-03")]
    public async Task Count_a_person_once_a_day_and_take_back_what_they_take_back()
    {
        Assert.Equal(SelfHelpAnswer.Counted, await AnswerAsync("anna", helped: true));
        Assert.Equal(SelfHelpAnswer.Standing, await AnswerAsync("anna", helped: true));
        Assert.Equal(new("restart", "2026-10", 1, 0, 0), await OnlyAsync());

        await AnswerAsync("anna", helped: false);
        Assert.Equal(new("restart", "2026-10", 0, 1, 0), await OnlyAsync());
        await AnswerAsync("anna", helped: true);
        await AnswerAsync("peter", helped: false);
        await AnswerAsync("anna", helped: true, day: Today.AddDays(1));

        Assert.Equal(new("restart", "2026-10", 2, 1, 0), await OnlyAsync());
    }

    [Fact]
    public async Task Stand_by_month_and_entry_and_are_read_as_a_range_of_months()
    {
        await AnswerAsync("anna", helped: true, day: new(2026, 9, 30));
        await AnswerAsync("anna", helped: true, day: new(2026, 10, 1));
        await AnswerAsync("anna", helped: true, entry: "wireless");
        await AnswerAsync("anna", helped: true, day: new(2026, 11, 1));

        Assert.Equal(["2026-10 restart", "2026-10 wireless"], (await _counts.ReadAsync(Desk.Au, "2026-10", "2026-10", default)).Select(count => $"{count.Month} {count.Entry}"));
        Assert.Equal(3, (await _counts.ReadAsync(Desk.Au, "2026-09", "2026-10", default)).Count);
    }

    [Fact]
    public async Task That_were_made_elsewhere_take_the_place_of_what_stands_and_are_counted_on()
    {
        SelfHelpCount[] made = [.. Enumerable.Range(0, 120).Select(i => new SelfHelpCount($"entry{i:000}", "2026-10", i, 1, 2))];
        await _counts.LoadAsync(Desk.Au, made, default);
        await _counts.LoadAsync(Desk.Au, made, default);
        await AnswerAsync("anna", helped: true, entry: "entry007");

        IReadOnlyList<SelfHelpCount> stands = await _counts.ReadAsync(Desk.Au, "2026-10", "2026-10", default);
        Assert.Equal(made.Select(count => count.Entry == "entry007" ? count with { Helped = 8 } : count), stands.OrderBy(count => count.Entry, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_two_organisations_know_nothing_of_one_another()
    {
        await AnswerAsync("anna", helped: true);
        await _counts.AnswerAsync(Other, "restart", "anna", Today, Over, helped: false, null, default);
        await _counts.OpenedAsync(Other, new(TicketKind.Incident, 1), ["restart"], Today, default);

        Assert.Equal(new("restart", "2026-10", 1, 0, 0), await OnlyAsync());
        Assert.Equal(new("restart", "2026-10", 0, 1, 1), Assert.Single(await _counts.ReadAsync(Other, "2026-01", "2026-12", default)));

        await _counts.SweepAsync(Other, Today, default);
        Assert.Equal(SelfHelpAnswer.Standing, await AnswerAsync("anna", helped: true));
    }

    [Fact]
    public async Task Lose_none_of_many_who_answer_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Another().AnswerAsync(Desk.Au, "restart", $"person-{i % 12}", Today, Over, helped: i % 12 < 8, null, default)));

        Assert.Equal(new("restart", "2026-10", 8, 4, 0), await OnlyAsync());
    }

    [Fact]
    public async Task Count_a_ticket_once_with_each_entry_however_often_it_is_told()
    {
        TicketNumber number = new(TicketKind.Incident, 7);
        await _counts.OpenedAsync(Desk.Au, number, ["restart", "wireless", "restart"], Today, default);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Another().OpenedAsync(Desk.Au, number, ["restart", "wireless"], Today, default)));
        await _counts.OpenedAsync(Desk.Au, new(TicketKind.Request, 7), ["restart"], Today, default);

        Assert.Equal(
            [new("restart", "2026-10", 0, 0, 2), new("wireless", "2026-10", 0, 0, 1)], await _counts.ReadAsync(Desk.Au, "2026-10", "2026-10", default));
    }

    [Fact]
    public async Task Are_right_when_acknowledgements_are_lost()
    {
        await AnswerAsync("peter", helped: false);
        _desk.Proxy.Next("tables:transaction", StorageFault.AcknowledgementLost);
        await AnswerAsync("anna", helped: true);
        _desk.Proxy.Next("tables:transaction", StorageFault.AcknowledgementLost);
        await _counts.OpenedAsync(Desk.Au, new(TicketKind.Incident, 7), ["restart"], Today, default);

        Assert.Equal(2, _desk.Proxy.Ledger.Count(StorageFault.AcknowledgementLost));
        Assert.Equal(new("restart", "2026-10", 1, 1, 1), await OnlyAsync());
    }

    [Fact]
    public async Task Know_a_request_that_is_repeated_also_after_a_change_of_mind()
    {
        Assert.Equal(SelfHelpAnswer.Counted, await AnswerAsync("anna", helped: true, key: Desk.Key("one", "yes")));
        Assert.Equal(SelfHelpAnswer.Counted, await AnswerAsync("anna", helped: false, key: Desk.Key("two", "no")));

        Assert.Equal(SelfHelpAnswer.Replayed, await AnswerAsync("anna", helped: true, key: Desk.Key("one", "yes")));
        Assert.Equal(SelfHelpAnswer.KeyReused, await AnswerAsync("anna", helped: true, key: Desk.Key("two", "yes")));
        Assert.Equal(new("restart", "2026-10", 0, 1, 0), await OnlyAsync());
    }

    [Fact]
    public async Task Keep_nobody_s_name_and_no_mark_of_an_answer_beyond_its_day()
    {
        await AnswerAsync("anna.andersen@example.org", helped: true, key: Desk.Key("one"));
        await AnswerAsync("anna.andersen@example.org", helped: true, day: Today.AddDays(1));
        await _counts.OpenedAsync(Desk.Au, new(TicketKind.Incident, 7), ["restart"], Today, default);
        List<TableEntity> rows = await _desk.RowsAsync(_desk.Tables.SelfHelp);
        Assert.DoesNotContain(rows, row => row.RowKey.Contains("anna", StringComparison.Ordinal) || row.Keys.Any(name => $"{row[name]}".Contains("anna", StringComparison.Ordinal)));
        Assert.Equal(2, rows.Where(row => row.RowKey.Contains("|answer|", StringComparison.Ordinal)).Select(row => row.RowKey[^32..]).Distinct().Count());

        DueRow.OfAnswers due = (await _desk.Due.ReadAsync(default)).OfType<DueRow.OfAnswers>().First();
        Assert.Equal((Desk.Au, Today, Over), (due.Organisation, due.Day, due.At));
        Assert.Equal(1, await _counts.SweepAsync(due.Organisation, due.Day, default));

        Assert.Equal(1, (await _desk.RowsAsync(_desk.Tables.SelfHelp)).Count(row => row.RowKey.Contains("|answer|", StringComparison.Ordinal)));
        Assert.Equal(new("restart", "2026-10", 2, 0, 1), await OnlyAsync());
    }

    [Fact]
    public async Task Cost_two_reads_and_a_transaction_and_a_row_more_on_the_first_answer_of_a_day()
    {
        await AnswerAsync("anna", helped: true);
        Assert.Equal("2 × tables:get selfhelp, 1 × tables:transaction selfhelp, 1 × tables:upsert due", Counted());
        await AnswerAsync("peter", helped: true);
        Assert.Equal("2 × tables:get selfhelp, 1 × tables:transaction selfhelp", Counted());
        await AnswerAsync("peter", helped: true);
        Assert.Equal("2 × tables:get selfhelp", Counted());

        await _counts.OpenedAsync(Desk.Au, new(TicketKind.Incident, 7), ["restart"], Today, default);
        Assert.Equal("2 × tables:get selfhelp, 1 × tables:transaction selfhelp", Counted());
        await _counts.ReadAsync(Desk.Au, "2026-01", "2026-12", default);
        Assert.Equal("1 × tables:query selfhelp", Counted());
    }

    private SelfHelpCounts Another()
    {
        Desk other = _desk.Another();
        return new(other.Tables, other.Due);
    }

    private Task<SelfHelpAnswer> AnswerAsync(string person, bool helped, string entry = "restart", DateOnly? day = null, RequestKey? key = null) =>
        _counts.AnswerAsync(Desk.Au, entry, person, day ?? Today, Over.AddDays((day ?? Today).DayNumber - Today.DayNumber), helped, key, default);

    private async Task<SelfHelpCount> OnlyAsync() => Assert.Single(await _counts.ReadAsync(Desk.Au, "2026-10", "2026-10", default));

    private string Counted()
    {
        string counted = _desk.Proxy.Ledger.ToString();
        _desk.Proxy.Ledger.Reset();
        return counted;
    }
}
