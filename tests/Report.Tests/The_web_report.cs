using System.Diagnostics;
using System.Net;

namespace ItsmFunctions.Report.Tests;

/// <summary>What managers open every morning, in a real Chromium.</summary>
public sealed class The_web_report(DashboardDesk desk)
{
    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    [Theory]
    [InlineData("pages")]
    [InlineData("themes")]
    [InlineData("crossfilter")]
    [InlineData("drill")]
    [InlineData("keyboard")]
    [InlineData("accessibility")]
    [InlineData("viewer")]
    [Trait("Rule", "IT-09")]
    public async Task Serves_its_readers(string purpose)
    {
        string? chromium = Chromium();
        if (chromium is null)
            Assert.Skip("There is no Chromium on this machine: install one (Debian: apt install chromium) to have the web report looked at.");
        string folder = Checkout.PathOf("artifacts", "test-results", "report");
        Directory.CreateDirectory(folder);
        string browser = Checkout.PathOf("eng", "browser"), node = Checkout.PathOf("eng", "emulators", "node_modules", "node", "bin", "node");
        Assert.True(Directory.Exists(Path.Combine(browser, "node_modules")), "What drives the browser is not installed: run npm ci in eng/browser (./test does it by itself).");
        var start = new ProcessStartInfo(node, [Path.Combine(browser, "report.mjs"), chromium, desk.Address, purpose, folder]) { WorkingDirectory = browser, RedirectStandardError = true };
        using Process walk = Process.Start(start)!;
        string wrong = await walk.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await walk.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(walk.ExitCode == 0, wrong);
    }

    [Fact]
    public async Task Is_kept_by_browsers_and_asked_for_anew_when_it_changed()
    {
        using HttpResponseMessage page = await desk.Http.GetAsync("report");
        string html = await page.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.OK, "no-cache"), (page.StatusCode, page.Headers.CacheControl!.ToString()));
        Assert.DoesNotContain("unsafe", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        string script = html.Split("src=\"")[1].Split('"')[0].TrimStart('/');
        using var packed = new HttpRequestMessage(HttpMethod.Get, script) { Headers = { { "Accept-Encoding", "gzip, br" } } };
        using HttpResponseMessage small = await desk.Http.SendAsync(packed), large = await desk.Http.GetAsync(script);
        Assert.Equal(["br"], small.Content.Headers.ContentEncoding);
        Assert.Equal("public, max-age=31536000, immutable", small.Headers.CacheControl!.ToString());
        // What a reader loads before the first figure.
        Assert.InRange(small.Content.Headers.ContentLength!.Value, 100_000, 300 * 1024);
        Assert.True(large.Content.Headers.ContentLength > small.Content.Headers.ContentLength);
        foreach (string other in (string[])["report/index.html", "report/nothing.js", "report/..%2fdocs.css"])
            Assert.Equal(HttpStatusCode.NotFound, (await desk.Http.GetAsync(other)).StatusCode);
    }

    private static string? Chromium()
    {
#pragma warning disable RS0030 // Where programs are is the machine's to say.
        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
#pragma warning restore RS0030
        return path.Split(Path.PathSeparator).SelectMany(folder => Browsers.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
