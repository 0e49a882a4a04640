// The settings of a function app are environment variables: putting them there is this file's work.
#pragma warning disable RS0030
using System.Text.Json;

namespace ItsmFunctions.LocalRuntime.Hosting;

/// <summary>
/// What Core Tools do before they start the host: the values of local.settings.json become environment variables that
/// override none, and the environment is Development unless it is named.
/// </summary>
internal static class LocalSettings
{
    private const string FileName = "local.settings.json";
    private const string EnvironmentName = "AZURE_FUNCTIONS_ENVIRONMENT";
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <returns>The port that the file's section <c>Host</c> names, if any.</returns>
    /// <exception cref="StartException">The file cannot be read.</exception>
    public static int? Apply()
    {
        SetUnlessSet(EnvironmentName, "Development");
        var path = new[] { Directory.GetCurrentDirectory(), HostJson.AppFolder }
            .Select(folder => Path.Combine(folder, FileName))
            .FirstOrDefault(File.Exists);
        if (path is null)
            return null;

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            var root = document.RootElement;
            if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
                throw new StartException($"{path} is encrypted: decrypt it with 'func settings decrypt'.");
            if (root.TryGetProperty("Values", out var values))
            {
                foreach (var value in values.EnumerateObject())
                    SetUnlessSet(value.Name, value.Value.ToString());
            }

            return root.TryGetProperty("Host", out var host) && host.TryGetProperty("LocalHttpPort", out var port)
                && port.TryGetInt32(out var number) ? number : null;
        }
        catch (Exception failure) when (failure is JsonException or IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            throw new StartException($"{path} cannot be read ({failure.Message}): mend it, or begin again from the sample.", failure);
        }
    }

    private static void SetUnlessSet(string name, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
            Environment.SetEnvironmentVariable(name, value);
    }
}
