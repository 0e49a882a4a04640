using ItsmFunctions.LocalRuntime.Hosting;
using ItsmFunctions.LocalRuntime.Queues;
using Microsoft.Extensions.Configuration;

namespace ItsmFunctions.LocalRuntime.Tests;

public sealed class A_place
{
    [Theory]
    [InlineData("WEBSITE_INSTANCE_ID")]
    [InlineData("WEBSITE_SITE_NAME")]
    [InlineData("WEBSITE_POD_NAME")]
    [InlineData("LEGION_SERVICE_HOST")]
    [InlineData("MANAGED_ENVIRONMENT")]
    public void Is_the_cloud_where_the_cloud_says_so(string sign) =>
        Assert.Contains(sign, Assert.Throws<StartException>(() => Place.RefuseTheCloud(Settings((sign, "x")))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("CONTAINER_NAME")]
    [InlineData("KUBERNETES_SERVICE_HOST")]
    public void Is_not_the_cloud_for_being_a_container(string name) => Place.RefuseTheCloud(Settings((name, "x")));

    [Theory]
    [InlineData("http://0.0.0.0:7071")]
    [InlineData("http://[::]:7071")]
    [InlineData("http://192.168.0.7:7071")]
    [InlineData("http://desk.example.org:7071")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:7071")]
    public void Is_not_heard_by_others(string address) =>
        Assert.Contains("other machines", Assert.Throws<StartException>(() => Place.CheckAddress(address)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("http://*:7071")]
    [InlineData("https://127.0.0.1:7071")]
    [InlineData("7071")]
    public void Has_an_address_that_can_be_read(string address) =>
        Assert.Contains("no address", Assert.Throws<StartException>(() => Place.CheckAddress(address)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://localhost:0")]
    [InlineData("http://[::1]:0")]
    public void Is_this_machine_alone(string address) => Place.CheckAddress(address);

    [Theory]
    [InlineData("--port", "7222", "http://127.0.0.1:7222")]
    [InlineData("--urls", "http://127.0.0.1:7333", "http://127.0.0.1:7333")]
    public void Takes_its_address_from_the_command_line_first(string option, string value, string address)
    {
        string[] args = [option, value];
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("urls", "http://127.0.0.1:7444")]).AddCommandLine(args).Build();
        Assert.Equal(address, Place.Address(args, settings, 7555));
    }

    [Fact]
    public void Takes_its_address_from_the_environment_next() =>
        Assert.Equal("http://127.0.0.1:7444", Place.Address([], Settings(("urls", "http://127.0.0.1:7444")), 7555));

    [Fact]
    public void Takes_its_port_from_local_settings_then() => Assert.Equal("http://127.0.0.1:7555", Place.Address([], Settings(), 7555));

    [Fact]
    public void Is_at_port_7071_otherwise() => Assert.Equal("http://127.0.0.1:7071", Place.Address([], Settings(), null));

    [Theory]
    [InlineData("batchSize", "64")]
    [InlineData("maxDequeueCount", "0")]
    [InlineData("maxPollingInterval", "soon")]
    [InlineData("visibilityTimeout", "-00:00:01")]
    [InlineData("messageEncoding", "rot13")]
    public void Refuses_what_host_json_may_not_say_of_queues(string name, string value)
    {
        var refusal = Assert.Throws<StartException>(() => new QueueSettings(new HostJson(Settings(($"extensions:queues:{name}", value)))));
        Assert.StartsWith($"host.json says extensions.queues.{name} = ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_the_defaults_of_the_queue_extension()
    {
        var settings = new QueueSettings(new HostJson(Settings()));
        Assert.Equal(
            (16, 8, 5, TimeSpan.FromMinutes(1), TimeSpan.Zero),
            (settings.BatchSize, settings.NewBatchThreshold, settings.MaxDequeueCount, settings.MaxPollingInterval, settings.VisibilityTimeout));
    }

    private static IConfigurationRoot Settings(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Name, string? (v) => v.Value)).Build();
}
