using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.LocalRuntime.Hosting;

/// <summary>What is known before anything runs, and may forbid it; the refusal is what the settings' reader found wrong.</summary>
internal sealed record StartConditions(string Addresses, StartException? Refusal)
{
    /// <exception cref="StartException">The runtime may not start here.</exception>
    public void Check(IConfiguration settings)
    {
        if (Refusal is not null)
            throw Refusal;
        Place.RefuseTheCloud(settings);
        Place.CheckAddress(Addresses);
    }

    public bool AreMet(IConfiguration settings)
    {
        try
        {
            Check(settings);
            return true;
        }
        catch (StartException)
        {
            return false;
        }
    }
}
