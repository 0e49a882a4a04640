using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;

namespace ItsmFunctions.Testing;

/// <summary>
/// The storage emulator of this test process, in memory and on free ports. Tests that write take an account of their own
/// (<see cref="ClaimAccountAsync"/>): the product's table names are fixed, and Azurite scans a whole table for each query.
/// </summary>
/// <remarks>
/// With <c>ITSM_TEST_AZURITE</c> (a connection string) set, that one is used: ./test starts one for all test projects,
/// with <c>ITSM_TEST_AZURITE_ACCOUNTS</c> spare accounts.
/// </remarks>
public sealed class Azurite : IAsyncDisposable
{
    private const int OwnAccounts = 1024;
    private static readonly Lazy<Task<Azurite>> shared = new(StartOrJoinAsync);

    private readonly NodeProcess? node;
    private readonly StorageAddress address;
    private readonly int accounts;
    private int claimed;

    private Azurite(NodeProcess? node, StorageAddress address, int accounts)
    {
        this.node = node;
        this.address = address;
        this.accounts = accounts;
    }

    /// <summary>The account that all tests share; for tests that only read or make names of their own.</summary>
    public string ConnectionString => address.ToString();

    /// <summary>The one Azurite of this process, started by the first who asks; it ends with the process.</summary>
    public static Task<Azurite> SharedAsync() => shared.Value;

    /// <summary>A connection string to an account that nobody else uses, empty.</summary>
    /// <exception cref="InvalidOperationException">No account is left.</exception>
    public async Task<string> ClaimAccountAsync(CancellationToken stop = default)
    {
        // An Azurite of our own has no other claimants; a shared one is asked to arbitrate.
        if (node is not null)
        {
            var next = Interlocked.Increment(ref claimed) - 1;
            return next < accounts ? Account(next) : throw NoneLeft();
        }
        for (var attempt = 0; attempt < 4 * accounts; attempt++)
        {
            var candidate = Account(RandomNumberGenerator.GetInt32(accounts));
            try
            {
                await new BlobContainerClient(candidate, "claimed").CreateAsync(cancellationToken: stop);
                return candidate;
            }
            catch (RequestFailedException taken) when (taken.Status == 409)
            {
            }
        }
        throw NoneLeft();
    }

    /// <summary>SIGTERM, as a shell or a container ends a process; its end is awaited by <see cref="DisposeAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">It is not this process's own.</exception>
    public void Terminate() => (node ?? throw new InvalidOperationException("Somebody else started this Azurite.")).Terminate();

    public ValueTask DisposeAsync() => node?.DisposeAsync() ?? ValueTask.CompletedTask;

    // Not "desk0000": the table client cuts the first "/<table name>" out of its address, and a table is called desk.
    private string Account(int number) =>
        (address with { AccountName = string.Create(CultureInfo.InvariantCulture, $"emulated{number:0000}") }).ToString();

    private InvalidOperationException NoneLeft() => new(
        accounts == 0
            ? "ITSM_TEST_AZURITE names one account only; set ITSM_TEST_AZURITE_ACCOUNTS as ./test does, or unset both."
            : $"All {accounts} accounts of this Azurite are taken.");

    /// <summary>An Azurite of one's own, for a test that is about the emulator or needs to end it.</summary>
    /// <param name="location">A folder for its data; in memory when null.</param>
    public static async Task<Azurite> StartAsync(string? location = null, CancellationToken stop = default)
    {
        var node = NodeProcess.Start(
            "azurite.mjs", ["--accounts", $"{OwnAccounts}", .. location is null ? (string[])[] : ["--location", location]]);
        var ready = await node.ReadyAsync(stop);
        return new Azurite(node, StorageAddress.From(ready), OwnAccounts);
    }

    private static async Task<Azurite> StartOrJoinAsync()
    {
#pragma warning disable RS0030 // No host and no configuration exists yet: this decides what the configuration will say.
        var given = Environment.GetEnvironmentVariable("ITSM_TEST_AZURITE");
        var spare = Environment.GetEnvironmentVariable("ITSM_TEST_AZURITE_ACCOUNTS");
#pragma warning restore RS0030
        return string.IsNullOrEmpty(given)
            ? await StartAsync()
            : new Azurite(null, StorageAddress.Parse(given), int.TryParse(spare, CultureInfo.InvariantCulture, out var n) ? n : 0);
    }
}
