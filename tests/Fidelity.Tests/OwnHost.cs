namespace ItsmFunctions.Fidelity.Tests;

/// <summary>A host of the local runtime that the tests of one class share, one after the other.</summary>
/// <param name="because">What the tests need that a foreign host does not offer.</param>
public abstract class OwnHost(string because, params (string Name, string Value)[] settings) : IAsyncLifetime
{
    private FidelityHost? host;

    /// <summary>Skips the test where the host is a foreign one.</summary>
    public FidelityHost Host
    {
        get
        {
            FidelityHost.SkipWhereForeign(because);
            return host!;
        }
    }

    public async ValueTask InitializeAsync() => host = FidelityHost.IsForeign ? null : await FidelityHost.OwnAsync(because, settings);

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
