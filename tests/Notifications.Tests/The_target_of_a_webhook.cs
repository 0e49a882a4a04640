using System.Net;
using System.Net.Sockets;
using System.Text;
using ItsmFunctions.Functions.Webhooks;

namespace ItsmFunctions.Notifications.Tests;

/// <summary>An address that somebody outside may choose never leads inside.</summary>
public sealed class The_target_of_a_webhook
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Inside =>
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.8.8.8", "169.254.169.254", "169.254.0.1", "172.16.0.1", "172.31.255.255",
        "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "168.63.129.16", "::", "::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:a9fe:a9fe", "::ffff:10.0.0.1", "::ffff:168.63.129.16", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%1",
        "fec0::1", "ff02::1", "ff0e::1",
    ];

    public static TheoryData<string> Outside => ["1.1.1.1", "8.8.8.8", "11.0.0.1", "100.63.255.255", "100.128.0.1", "172.15.255.255", "172.32.0.1", "192.167.255.255", "20.50.2.1", "130.225.8.1", "2a01:111:f100::1", "2606:4700::1111", "2001:4860:4860::8888", "::ffff:8.8.8.8"];

    [Theory]
    [MemberData(nameof(Inside))]
    public async Task Is_no_address_inside_whatever_it_is_written_as(string address)
    {
        Assert.False(PublicAddress.Allows(IPAddress.Parse(address)));
        Assert.False(new WebhookTarget(loopback: false).Allows(IPAddress.Parse(address)));
        Assert.NotNull(new WebhookTarget(loopback: false).Complain($"https://{(address.Contains(':', StringComparison.Ordinal) ? $"[{address.Split('%')[0]}]" : address)}/hook"));
        // And a name that stands for it is refused when it is connected to.
        Assert.Equal("address-refused", await SendAsync("https://hooks.example.org/", _ => [IPAddress.Parse(address)]));
    }

    [Theory]
    [MemberData(nameof(Outside))]
    public void Is_any_address_outside(string address) => Assert.True(PublicAddress.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://hooks.example.org/")]
    [InlineData("ftp://hooks.example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://hooks.example.org/")]
    [InlineData("hooks.example.org")]
    [InlineData("/api/health")]
    [InlineData("https://")]
    [InlineData("https://somebody:secret@hooks.example.org/")]
    [InlineData("https://hooks.example.org/#part")]
    [InlineData("https://localhost/")]
    // Other spellings of 127.0.0.1 and 169.254.169.254.
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2852039166/")]
    [InlineData("https://127.0.0.1./")]
    [InlineData("https://①②⑦.⓪.⓪.①/")]
    [InlineData("https://127。0。0。1/")]
    [InlineData("https://１６９.２５４.１６９.２５４/")]
    // Names of this machine, whatever a resolver says of them.
    [InlineData("https://localhost./")]
    [InlineData("https://foo.localhost/")]
    [InlineData("https://FOO.LOCALHOST./")]
    [InlineData("https://ｌｏｃａｌｈｏｓｔ/")]
    // Names that there cannot be.
    [InlineData("https://xn--é-/")]
    [InlineData("https://\u200b.com/")]
    [InlineData("https://ำำำ.com/")]
    [InlineData("https://hooks..example.org/")]
    [InlineData("https://example.com:0/")]
    [InlineData("https://hooks.example.org/itsm\nHost: inside")]
    [InlineData("https://hooks.example.org/itsm\r\n")]
    [InlineData("https://hooks.example.org/itsm hook")]
    public void Is_https_to_somewhere_outside(string url) => Assert.NotNull(new WebhookTarget(loopback: false).Complain(url));

    [Theory]
    [InlineData("https://hooks.example.org/")]
    [InlineData("https://hooks.example.org:8443/itsm?team=it")]
    [InlineData("https://8.8.8.8/hook")]
    [InlineData("https://hooks.example.org./hook")]
    [InlineData("https://my_hooks.example.org/")]
    [InlineData("https://søren.example.dk/")]
    [InlineData("https://localhost.example.org/")]
    [InlineData("https://[2606:4700::1111]/hook")]
    public void May_be(string url) => Assert.Null(new WebhookTarget(loopback: false).Complain(url));

    [Fact]
    public void Is_this_machine_where_a_setting_of_development_says_so()
    {
        var target = new WebhookTarget(loopback: true);

        Assert.All(["http://127.0.0.1:5000/", "http://localhost:5000/", "https://[::1]/"], url => Assert.Null(target.Complain(url)));
        Assert.All(["http://hooks.example.org/", "http://192.168.0.1/", "http://10.0.0.1/", "https://169.254.169.254/"], url => Assert.NotNull(target.Complain(url)));
        Assert.False(target.Allows(IPAddress.Parse("10.0.0.1")));
    }

    [Theory]
    [InlineData("8.8.8.8", NameVerdict.Good)]
    [InlineData("10.0.0.1", NameVerdict.Inside)]
    [InlineData("8.8.8.8 169.254.169.254", NameVerdict.Inside)]
    [InlineData("::1", NameVerdict.Inside)]
    [InlineData("", NameVerdict.Unknown)]
    public async Task Is_asked_for_its_name_when_it_is_made(string addresses, NameVerdict expected)
    {
        IPAddress[] resolved = [.. addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)];
        Assert.Equal(expected, await new WebhookTarget(loopback: false).JudgeNameAsync("https://hooks.example.org/", (_, _) => Task.FromResult(resolved), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task May_be_a_name_that_nobody_answers_for_yet_or_not_in_time_and_its_address_is_no_name()
    {
        var target = new WebhookTarget(loopback: false);
        CancellationToken stop = TestContext.Current.CancellationToken;

        Assert.Equal(NameVerdict.Unknown, await target.JudgeNameAsync("https://hooks.example.org/", (_, _) => throw new SocketException((int)SocketError.HostNotFound), stop));
        Assert.Equal(NameVerdict.Unknown, await target.JudgeNameAsync("https://hooks.example.org/", (_, late) => Task.FromCanceled<IPAddress[]>(new(canceled: true)), stop));
        Assert.Equal(NameVerdict.Good, await target.JudgeNameAsync("https://8.8.8.8/", (_, _) => throw new InvalidOperationException("No name to ask for."), stop));
        foreach (string inside in new[] { "https://10.0.0.1/", "https://①②⑦.⓪.⓪.①/", "https://xn--é-/" })
            Assert.Equal(NameVerdict.Inside, await target.JudgeNameAsync(inside, (_, _) => throw new InvalidOperationException("No name to ask for."), stop));
        Assert.Equal(NameVerdict.Good, await new WebhookTarget(loopback: true).JudgeNameAsync("https://hooks.example.org/", (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), stop));
    }

    [Fact]
    public async Task Is_refused_where_one_of_its_addresses_leads_inside() =>
        Assert.Equal("address-refused", await SendAsync("https://hooks.example.org/", _ => [IPAddress.Parse("8.8.8.8"), IPAddress.Parse("10.0.0.1")]));

    [Fact]
    public async Task Is_not_found_where_there_can_be_no_such_name() =>
        Assert.Equal("name-not-found", await SendAsync("https://xn--é-/", _ => throw new InvalidOperationException("No name to ask for.")));

    /// <summary>DNS rebinding: asked first, the name stands for one address, asked again for another. It is asked once, and what was judged is connected to.</summary>
    [Fact]
    public async Task Is_connected_to_at_the_very_address_that_was_judged()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port, asked = 0;
        Task<string> heard = HearAsync(listener);

        string? error = await SendAsync($"http://hooks.example.org:{port}/hook", _ => ++asked == 1 ? [IPAddress.Loopback] : [IPAddress.Parse("10.0.0.1")], loopback: true);

        Assert.Null(error);
        Assert.Equal(1, asked);
        string request = await heard;
        Assert.StartsWith("POST /hook HTTP/1.1", request, StringComparison.Ordinal);
        Assert.Contains($"Host: hooks.example.org:{port}", request, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Is_not_followed_to_where_it_redirects()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<string> heard = HearAsync(listener, "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://169.254.169.254/latest/meta-data\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal("status-307", await SendAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/", _ => throw new InvalidOperationException("No name to ask for."), loopback: true));
        await heard;
    }

    [Fact]
    public async Task Keeps_nobody_waiting_that_never_answers_and_reads_no_answer_without_an_end()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";

        Task<string> heard = HearAsync(listener, "");
        Assert.Equal("timeout", await SendAsync(url, _ => [], loopback: true, TimeSpan.FromSeconds(1)));
        await heard;
        heard = HearAsync(listener, $"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n{new string('x', 100_000)}");
        Assert.Null(await SendAsync(url, _ => [], loopback: true));
        await heard;
        heard = HearAsync(listener, $"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 100_000)}\r\n\r\n");
        Assert.Equal("connection", await SendAsync(url, _ => [], loopback: true));
        await heard;
    }

    private static async Task<string?> SendAsync(string url, Func<string, IPAddress[]> resolve, bool loopback = false, TimeSpan? limit = null)
    {
        using var sender = new WebhookSender(new(loopback), (host, _) => Task.FromResult(resolve(host)), limit ?? Limit);
        return await sender.SendAsync(new(url), "{}"u8.ToArray(), [("webhook-id", "1")], TestContext.Current.CancellationToken);
    }

    // One request, and what is answered to it; nothing at all keeps the line open until the other end hangs up.
    private static async Task<string> HearAsync(TcpListener listener, string answer = "HTTP/1.1 204 No Content\r\n\r\n")
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[8_192];
        int read = await stream.ReadAsync(buffer);
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            while (answer.Length == 0 && await stream.ReadAsync(new byte[1_024]) > 0)
            {
            }
        }
        catch (IOException)
        {
            // The other end has heard enough.
        }

        return Encoding.ASCII.GetString(buffer, 0, read);
    }
}
