using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Storage.Knowledge;
using ItsmFunctions.Testing.MemoryTables;
using Microsoft.Extensions.Time.Testing;

namespace ItsmFunctions.Storage.Tests;

/// <summary>Known errors follow their problems: never back to an older version, never to another organisation, and from memory where many tickets ask.</summary>
public sealed class A_known_error_that_is_kept : IAsyncLifetime
{
    private static readonly OrganisationId Au = OrganisationId.Parse("au");

    private readonly FakeTimeProvider _time = new(new(2026, 10, 10, 8, 30, 0, TimeSpan.Zero));
    private MemoryTableService _memory = null!;
    private DeskTables _tables = null!;

    private KnownErrorStore Store => new(_tables, _time);

    public async ValueTask InitializeAsync()
    {
        _memory = new(_time);
        _tables = new(_memory.Client());
        await _tables.CreateAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Reads_as_its_latest_version_in_whatever_order_they_come()
    {
        foreach (int version in new[] { 5, 9, 7 })
            await Store.WriteAsync(Error(1, version), CancellationToken.None);

        KnownError found = (await Store.FindAsync(Au, "KE-0000001", CancellationToken.None))!;

        Assert.Equal((9, "Wait 9 minutes."), (found.Version, found.PublicWorkaround?.Value));
        Assert.Equal(Error(1, 9), found);
        Assert.Null(await Store.FindAsync(OrganisationId.Parse("other"), "KE-0000001", CancellationToken.None));
        Assert.Empty(await Store.ReadOpenAsync(OrganisationId.Parse("other"), CancellationToken.None));
    }

    [Fact]
    public async Task Is_among_those_that_are_open_until_it_is_retired()
    {
        await Store.WriteAsync(Error(1, 5), CancellationToken.None);
        await Store.WriteAsync(Error(2, 5), CancellationToken.None);
        await Store.WriteAsync(Error(1, 6) with { State = Error(1, 6).State with { RetiredAt = _time.GetUtcNow() } }, CancellationToken.None);

        Assert.Equal(["KE-0000002"], (await Store.ReadOpenAsync(Au, CancellationToken.None)).Select(error => error.Id));
        Assert.Equal(["KE-0000001", "KE-0000002"], (await Store.ReadAllAsync(Au, CancellationToken.None)).Select(error => error.Id));
    }

    [Fact]
    public async Task Costs_a_request_in_thirty_seconds_however_many_ask_and_counts_at_once_where_it_was_written()
    {
        KnownErrorStore here = Store, elsewhere = Store;
        await here.WriteAsync(Error(1, 5), CancellationToken.None);
        Assert.Single(await elsewhere.ReadOpenAsync(Au, CancellationToken.None));
        _memory.Ledger.Reset();

        for (int i = 0; i < 50; i++)
            Assert.Single(await here.ReadOpenAsync(Au, CancellationToken.None));
        Assert.Equal(1, _memory.Ledger.Requests.Values.Sum());

        await here.WriteAsync(Error(2, 5), CancellationToken.None);
        Assert.Equal((2, 1), ((await here.ReadOpenAsync(Au, CancellationToken.None)).Length, (await elsewhere.ReadOpenAsync(Au, CancellationToken.None)).Length));
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(2, (await elsewhere.ReadOpenAsync(Au, CancellationToken.None)).Length);
    }

    private static KnownError Error(int problem, int version) => new(
        Au, new(TicketKind.Problem, problem), version, new("It drops connections", "opener-1"), "network", "wired", null, null, "switch-1", null, new("Restart it.", "opener-1"),
        new($"Wait {version} minutes.", "opener-1"), new(4, new(2026, 10, 9, 8, 0, 0, TimeSpan.Zero)));
}
