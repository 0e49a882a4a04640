namespace ItsmFunctions.Contract.Tests;

/// <summary>A file of the repository that is made from the code.</summary>
internal static class Written
{
#pragma warning disable RS0030 // A wish of whoever starts the tests, not a setting of the app.
    private static readonly bool Renews = Environment.GetEnvironmentVariable("ITSM_RENEW_DOCS") == "1";
#pragma warning restore RS0030

    /// <summary>Fails where the file says something else, and writes it where the environment asks for that.</summary>
    public static void Is(string name, string now)
    {
        string path = Checkout.PathOf("docs", name);
        if (Renews)
            File.WriteAllText(path, now);
        string written = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(written == now, $"docs/{name} is stale. Renew it and look at the difference: ITSM_RENEW_DOCS=1 ./test --only Contract.Tests && git diff docs");
    }
}
