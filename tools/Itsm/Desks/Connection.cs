using System.Text.Json;
using ItsmFunctions.Domain;

namespace ItsmFunctions.Itsm.Desks;

/// <summary>Where the desk's storage is, and which organisation is meant where none is named: as the desk itself finds it.</summary>
internal static class Connection
{
    private const string Setting = "AzureWebJobsStorage";
    private const string Emulator = "UseDevelopmentStorage=true";

    public static string Find(string? given) =>
        given is { Length: > 0 } ? given : FromEnvironment(Setting) ?? FromSettings(Setting) ?? Emulator;

    public static OrganisationId Organisation(string? given)
    {
        string text = given ?? FromEnvironment("Itsm__DefaultOrganisation") ?? FromSettings("Itsm__DefaultOrganisation") ?? "demo";
        return OrganisationId.TryParse(text, out OrganisationId organisation)
            ? organisation
            : throw new MistakeException($"'{text}' is no organisation: give 1 to 63 of a-z, 0-9 and hyphen, beginning with a letter or digit.");
    }

    /// <summary>Where the desk answers, as ./run and ./itsm say; else the variable that the README has for it.</summary>
    public static string Address => FromEnvironment("ITSM_URL") ?? "$desk";

    /// <summary>The checkout that this program was built from or is run in; null where there is none.</summary>
    public static string? Checkout { get; } = FindCheckout(AppContext.BaseDirectory) ?? FindCheckout(Environment.CurrentDirectory);

    private static string? FromEnvironment(string name)
    {
#pragma warning disable RS0030 // A program of a few commands has no host whose configuration could hold it.
        return Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
#pragma warning restore RS0030
    }

    private static string? FromSettings(string name)
    {
        if (Checkout is null || Path.Combine(Checkout, "local.settings.json") is var path && !File.Exists(path))
            return null;
        try
        {
            using JsonDocument settings = JsonDocument.Parse(File.ReadAllBytes(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return settings.RootElement.TryGetProperty("Values", out JsonElement values) && values.TryGetProperty(name, out JsonElement value) && value.GetString() is { Length: > 0 } text
                ? text
                : null;
        }
        catch (JsonException wrong)
        {
            throw new MistakeException($"{path} is not JSON: {wrong.Message} Mend it, or delete it and let ./run write a new one.");
        }
    }

    private static string? FindCheckout(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ItsmFunctions.sln")))
                return folder.FullName;
        }

        return null;
    }
}
