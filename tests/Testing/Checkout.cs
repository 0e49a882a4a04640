namespace ItsmFunctions.Testing;

/// <summary>Where this build's own checkout lies, found from the test's binaries, whatever the working directory.</summary>
public static class Checkout
{
    public static string Root { get; } = Find();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The built main assembly of a project, in the configuration of the running test.</summary>
    /// <param name="project">The project's name, such as <c>Functions</c> or <c>Fidelity.App</c>.</param>
    /// <exception cref="FileNotFoundException">The project has not been built.</exception>
    public static string Built(string project)
    {
        var runtime = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = PathOf("artifacts", "local", "bin", project, runtime.Name, $"ItsmFunctions.{project}.dll");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{project} is not built for {runtime.Name}: run dotnet build in the checkout, or ./test.", path);
    }

    /// <summary>The main assembly of a project as it is deployed, compiled ahead of time; <c>./bench</c> publishes it.</summary>
    /// <exception cref="FileNotFoundException">The project has not been published.</exception>
    public static string Published(string project)
    {
        var path = PathOf("artifacts", "local", "publish", project, "release", $"ItsmFunctions.{project}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not published: run ./bench in the checkout.", path);
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ItsmFunctions.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No ItsmFunctions.sln above {AppContext.BaseDirectory}: tests run from a checkout.");
    }
}
