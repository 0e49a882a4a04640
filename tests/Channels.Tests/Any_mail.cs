using System.Text;
using CsCheck;

namespace ItsmFunctions.Channels.Tests;

/// <summary>Random bytes, and mails of the corpus with bytes changed, cut out, repeated and put elsewhere: never a fault of the desk.</summary>
public sealed class Any_mail(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private static readonly byte[][] Corpus =
        [.. Directory.GetFiles(Checkout.PathOf("tests", "Channels.Tests", "Mails")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static readonly string[] Nasty =
    [
        "\r\n\r\n", "\0", "=?utf-8?q?", "?=", "--", "Content-Type: multipart/mixed; boundary=\r\n", "Content-Type: text/plain; charset=\"utf-7\"\r\n", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: x-uuencode\r\n",
        "From: a@b, c@d\r\n", "From: <>\r\n", "From: =?utf-8?b?AAAA?= <x@\u00e6.example>\r\n", "Authentication-Results: mx.desk.example; dmarc=pass header.from=\r\n", "Authentication-Results: ;;;===\r\n", "References: <<<<>>>> <a\r\n",
        "In-Reply-To: <desk.INC-0000000.x.y@z>\r\n", "Subject: \u00ff\u00fe\r\n", "Date: never\r\n", "Message-ID: \r\n", "INC-9999999", "<div><div><div>", "&#x110000;&#55296;", "<!--", "BEGIN:VEVENT\nSUMMARY", "\u00c3\u0028",
    ];

    private static readonly Gen<byte[]> Random = Gen.Byte.Array[0, 600];

    private static readonly Gen<byte[]> Mutated =
        from at in Gen.Int[0, Corpus.Length - 1]
        from changes in Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1], Gen.Int[0, 60], Gen.Int[0, Nasty.Length - 1], Gen.Byte).Array[1, 6]
        select changes.Aggregate(Corpus[at], Change);

    // Changed, cut out, said twice, put elsewhere, or something nasty put in.
    private static byte[] Change(byte[] mail, (int How, double Where, int Length, int What, byte Value) change)
    {
        int at = (int)(change.Where * mail.Length), end = Math.Min(mail.Length, at + change.Length);
        return change.How switch
        {
            0 when at < mail.Length => [.. mail[..at], change.Value, .. mail[(at + 1)..]],
            1 => [.. mail[..at], .. mail[end..]],
            2 => [.. mail[..end], .. mail[at..]],
            3 => [.. mail[at..end], .. mail[..at], .. mail[end..]],
            _ => [.. mail[..at], .. Encoding.Latin1.GetBytes(Nasty[change.What]), .. mail[at..]],
        };
    }

    [Fact]
    public async Task Is_never_a_fault_of_the_desk() =>
        await Gen.Frequency((1, Random), (6, Mutated)).SampleAsync(
            async mail =>
            {
                using HttpResponseMessage reply = await shared.Desk.PostAsync(mail);
                string body = await reply.Content.ReadAsStringAsync();
                Assert.True((int)reply.StatusCode is 200 or 201 or 400, $"{(int)reply.StatusCode} {body}\n{Encoding.Latin1.GetString(mail)}");
            },
            iter: 600,
            threads: 2);

    /// <summary>Shapes that break parsers: deep, wide, long, endless.</summary>
    [Theory]
    [InlineData("deep parts")]
    [InlineData("many parts")]
    [InlineData("deep html")]
    [InlineData("many headers")]
    [InlineData("one long line")]
    [InlineData("many addresses")]
    [InlineData("many references")]
    [InlineData("deep mails")]
    public async Task Is_read_in_time_however_it_is_shaped(string shape)
    {
        const string head = "From: anna@example.org\r\nSubject: Shape\r\nMIME-Version: 1.0\r\n";
        string mail = shape switch
        {
            "deep parts" => head + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n")),
            "many parts" => $"{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n{string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 50_000))}--b--",
            "deep html" => $"{head}Content-Type: text/html\r\n\r\n{string.Concat(Enumerable.Repeat("<div><a href=http://x.example>", 100_000))}x",
            "many headers" => head + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"X-{i}: {i}\r\n")) + "\r\nx",
            "one long line" => $"{head}X-Long: {new string('x', 2_000_000)}\r\n\r\n{new string('y', 2_000_000)}",
            "many addresses" => $"{head}To: {string.Join(", ", Enumerable.Range(0, 50_000).Select(i => $"a{i}@example.org"))}\r\n\r\nx",
            "many references" => $"{head}References: {string.Join(" ", Enumerable.Range(0, 50_000).Select(i => $"<{i}@example.org>"))}\r\n\r\nx",
            _ => head + string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 3_000)) + "x",
        };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using HttpResponseMessage reply = await shared.Desk.PostAsync(Encoding.Latin1.GetBytes(mail)).WaitAsync(limit.Token);
        Assert.True((int)reply.StatusCode is 200 or 201, $"{(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
    }
}
