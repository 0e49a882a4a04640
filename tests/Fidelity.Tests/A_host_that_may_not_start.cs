using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ItsmFunctions.Fidelity.Tests;

/// <summary>A sentence that says what to do, and exit code 1; never a stack trace. For the local runtime only.</summary>
public sealed class A_host_that_may_not_start
{
    [Fact]
    public async Task Says_which_port_is_taken_and_how_to_choose_another()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await RefusesAsync($"Port {port} is in use: end the program that listens there, or choose another with --port N.", [$"--port={port}"]);
    }

    [Fact]
    public Task Sees_the_cloud() =>
        RefusesAsync("This is the local runtime, and WEBSITE_INSTANCE_ID says that it stands in the cloud", [], ("WEBSITE_INSTANCE_ID", "x"));

    [Fact]
    public Task Is_heard_by_its_own_machine_alone() =>
        RefusesAsync("'http://0.0.0.0:7071' can be reached from other machines", ["--urls", "http://0.0.0.0:7071"]);

    [Fact]
    public Task Says_that_storage_does_not_answer() => RefusesAsync(
        "The storage account of AzureWebJobsStorage does not answer at http://127.0.0.1:1 ",
        ["--port", "0"],
        ("AzureWebJobsStorage", "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a;BlobEndpoint=http://127.0.0.1:1/a"));

    [Fact]
    public Task Says_which_setting_is_missing() =>
        RefusesAsync("The setting AzureWebJobsStorage is missing", ["--port", "0"], ("AzureWebJobsStorage", ""));

    [Fact]
    public Task Says_which_schedule_cannot_be_read() =>
        RefusesAsync("Function 'Tick' has the schedule 'at tea time'", ["--port", "0"], ("TickSchedule", "at tea time"));

    [Fact]
    public Task Says_that_local_settings_cannot_be_read() => RefusesAsync("local.settings.json cannot be read", ["--port", "0"], file: "{ no JSON");

    private static Task RefusesAsync(string sentence, string[] args, params (string, string)[] settings) => RefusesAsync(sentence, args, null, settings);

    private static async Task RefusesAsync(string sentence, string[] args, string? file, params (string Name, string Value)[] settings)
    {
        Assert.SkipWhen(FidelityHost.IsForeign, "Only on the local runtime: the host of the cloud is not started by hand.");
        var folder = Directory.CreateTempSubdirectory("itsm-start-");
        if (file is not null)
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "local.settings.json"), file);
        var start = new ProcessStartInfo("dotnet", [Checkout.Built("Fidelity.App"), .. args])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in await FidelityHost.WithStorageAsync(FidelityHost.QuietSettings([("TickSchedule", "0 0 0 1 1 *"), .. settings])))
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
            Assert.Contains(sentence, await error, StringComparison.Ordinal);
            Assert.Single((await error).Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.DoesNotContain("   at ", await output, StringComparison.Ordinal);
            Assert.Equal(1, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
            folder.Delete(recursive: true);
        }
    }
}

/// <summary>local.settings.json, which Core Tools read and the bare host does not.</summary>
public sealed class Local_settings
{
    [Fact]
    public async Task Become_settings_that_override_none()
    {
        await using var host = await FidelityHost.OwnAsync("writes local.settings.json", ("FromBoth", "environment"));
        host.Process.KillHard();
        await File.WriteAllTextAsync(
            Path.Combine(host.Process.Folder, "local.settings.json"),
            """{ /* as Core Tools */ "IsEncrypted": false, "Values": { "FromBoth": "file", "FromTheFile": "file", }, }""");
        await host.Process.StartAsync();
        Assert.Equal("""{"value":"environment","method":"GET"}""", await host.Http.GetStringAsync("api/settings/FromBoth"));
        Assert.Equal("""{"value":"file","method":"GET"}""", await host.Http.GetStringAsync("api/settings/FromTheFile"));
    }

    [Fact]
    public async Task Leave_the_environment_at_development()
    {
        await using var host = await FidelityHost.OwnAsync("knows the settings of the host");
        Assert.Equal("""{"value":"Development","method":"GET"}""", await host.Http.GetStringAsync("api/settings/AZURE_FUNCTIONS_ENVIRONMENT"));
    }
}

/// <summary>Keys that the settings of the local runtime name.</summary>
public sealed class A_host_with_keys
{
    [Fact]
    public async Task Opens_to_the_right_one()
    {
        await using var host = await FidelityHost.OwnAsync(
            "sets the keys of the host", ("LocalRuntime__FunctionKey", "the-function-key"), ("LocalRuntime__MasterKey", "the-master-key"));
        (string Path, string Key, HttpStatusCode Expected)[] cases =
        [
            ("api/keyed", "the-function-key", HttpStatusCode.OK),
            ("api/keyed", "the-master-key", HttpStatusCode.OK),
            ("api/keyed", "another", HttpStatusCode.Unauthorized),
            ("admin/clock", "the-master-key", HttpStatusCode.OK),
            ("admin/clock", "the-function-key", HttpStatusCode.Unauthorized),
            ("admin/clock", "", HttpStatusCode.Unauthorized),
        ];
        foreach (var (path, key, expected) in cases)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "x-functions-key", key } } };
            Assert.Equal((path, key, expected), (path, key, (await host.Http.SendAsync(request)).StatusCode));
            Assert.Equal((path, key, expected), (path, key, (await host.Http.GetAsync($"{path}?code={key}")).StatusCode));
        }
    }
}
