using Xunit;

namespace ItsmFunctions.Testing;

/// <summary>
/// For <c>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</c>: starts Azurite before the first test and ends it after
/// the last one.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    public Azurite Azurite { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Azurite = await Azurite.SharedAsync();

    public ValueTask DisposeAsync() => Azurite.DisposeAsync();
}
