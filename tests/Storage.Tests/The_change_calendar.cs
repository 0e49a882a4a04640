using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Storage.Changes;

namespace ItsmFunctions.Storage.Tests;

/// <summary>When which change is carried out, as the reactions keep it.</summary>
public sealed class The_change_calendar : IAsyncLifetime
{
    private static readonly Profile Profile = Aarhus.Profile with
    {
        ChangeTemplates = [new("renew-certificate", "Renew a certificate", "Forny et certifikat", "The web certificate is exchanged.", "security", "suspicious-activity", "The old one is put back.")],
    };

    private Desk _desk = null!;
    private ChangeCalendar _calendar = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.OpenAsync(proxied: true);
        _calendar = new(_desk.Tables);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Holds_what_touches_a_span_and_nothing_else()
    {
        DateTimeOffset day = Desk.Start.AddDays(40);
        Ticket longest = Change(1, day - ChangeDesk.LongestWindow + TimeSpan.FromHours(1), day.AddHours(1)), within = Change(2, day.AddHours(2), day.AddHours(3));
        foreach (Ticket change in new[] { within, longest, Change(3, day.AddDays(-2), day), Change(4, day.AddDays(1), day.AddDays(2)), Change(5, null, null) })
            await _calendar.FollowAsync(change, again: false, default);

        IReadOnlyList<PlannedChange> read = await _calendar.ReadAsync(Desk.Au, day, day.AddDays(1), default);

        Assert.Equal([PlannedChange.Of(longest)!, PlannedChange.Of(within)!], read);
        Assert.Empty(await _calendar.ReadAsync(OrganisationId.Parse("other"), day, day.AddDays(1), default));
    }

    [Fact]
    public async Task Moves_a_change_and_is_never_taken_back_by_an_older_version()
    {
        DateTimeOffset day = Desk.Start.AddDays(40);
        Ticket planned = Change(1, day, day.AddHours(1)), moved = After(planned, new Happening.ChangeScheduled(new(day.AddDays(1), day.AddDays(1).AddHours(1))));
        foreach (Ticket version in new[] { planned, moved, planned, moved })
            await _calendar.FollowAsync(version, again: false, default);

        Assert.Equal([PlannedChange.Of(moved)!], await ReadAllAsync());

        await _calendar.FollowAsync(After(moved, new Happening.Cancelled(new("Not wanted.", "x"))), again: false, default);
        await _calendar.FollowAsync(moved, again: false, default);
        Assert.Empty(await ReadAllAsync());
    }

    [Fact]
    public async Task Stands_though_an_acknowledgement_was_lost_and_is_written_anew_by_a_rebuild()
    {
        DateTimeOffset day = Desk.Start.AddDays(40);
        Ticket planned = Change(1, day, day.AddHours(1)), moved = After(planned, new Happening.ChangeScheduled(new(day.AddDays(1), day.AddDays(1).AddHours(1))));
        _desk.Proxy.Next("tables:transaction", StorageFault.AcknowledgementLost);
        await _calendar.FollowAsync(planned, again: false, default);
        _desk.Proxy.Next("tables:transaction", StorageFault.AcknowledgementLost);
        await _calendar.FollowAsync(moved, again: false, default);
        Assert.Equal([PlannedChange.Of(moved)!], await ReadAllAsync());

        await foreach (Azure.Data.Tables.TableEntity row in _desk.Tables.ChangeCalendar.QueryAsync<Azure.Data.Tables.TableEntity>(row => row.PartitionKey == "au"))
            await _desk.Tables.ChangeCalendar.DeleteEntityAsync(row);
        await _calendar.FollowAsync(moved, again: true, default);
        Assert.Equal([PlannedChange.Of(moved)!], await ReadAllAsync());
        // Where it stands already a rebuild writes it once more, and once only.
        await _calendar.FollowAsync(moved, again: true, default);
        Assert.Equal([PlannedChange.Of(moved)!], await ReadAllAsync());
    }

    [Fact]
    public async Task Finds_what_collides()
    {
        DateTimeOffset day = Desk.Start.AddDays(40);
        Ticket mine = Change(1, day, day.AddHours(2)), same = Change(2, day.AddHours(1), day.AddHours(3)), later = Change(3, day.AddHours(2), day.AddHours(3)), elsewhere = Change(4, day, day.AddHours(2), item: "another");
        foreach (Ticket change in new[] { mine, same, later, elsewhere })
            await _calendar.FollowAsync(change, again: false, default);

        Assert.Equal([PlannedChange.Of(same)!], await _calendar.CollisionsOfAsync(mine, default));
    }

    [Fact]
    public async Task Costs_a_read_and_a_transaction_and_nothing_of_what_was_never_planned()
    {
        Ticket planned = Change(1, Desk.Start.AddDays(1), Desk.Start.AddDays(2));
        int before = _desk.Proxy.Ledger.Total;
        await _calendar.FollowAsync(Change(2, null, null), again: false, default);
        Assert.Equal(0, _desk.Proxy.Ledger.Total - before);

        await _calendar.FollowAsync(planned, again: false, default);
        Assert.Equal(2, _desk.Proxy.Ledger.Total - before);
        await _calendar.FollowAsync(planned, again: false, default);
        Assert.Equal(3, _desk.Proxy.Ledger.Total - before);
        await _calendar.ReadAsync(Desk.Au, Desk.Start, Desk.Start.AddDays(31), default);
        Assert.Equal(4, _desk.Proxy.Ledger.Total - before);
    }

    private Task<IReadOnlyList<PlannedChange>> ReadAllAsync() => _calendar.ReadAsync(Desk.Au, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default);

    private static Ticket Change(int number, DateTimeOffset? from, DateTimeOffset? until, string item = "switch-1")
    {
        var wanted = new NewChange(ChangeTypes.Standard, "renew-certificate", "www", null, null, null, "author", ConfigurationItem: item, From: from, Until: until);
        var accepted = Assert.IsType<Decision.Accepted>(ChangeIntake.Decide(wanted, Desk.Agent, Desk.Start, Profile));
        return History.Open(Desk.Au, new(TicketKind.Change, number), accepted.Happenings, Desk.Agent.Id, "agent", Desk.Start, Profile).Ticket;
    }

    private static Ticket After(Ticket ticket, Happening what) => History.Append(ticket, [what], Desk.Agent.Id, "agent", Desk.Start, Desk.Start, Profile).Ticket;
}
