using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ItsmFunctions.Channels.Tests;

public sealed class Files_of_a_mail(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private MailedDesk Desk => shared.Desk;

    [Fact]
    public async Task Are_the_requester_s_to_fetch_and_the_original_is_the_desk_s_alone()
    {
        byte[] mail = Desk.Mail("04-apple-mail-inline-picture", "INC-0000001");
        string number = (string)(await Desk.ReceiveAsync(mail))["number"]!;

        JsonNode[] all = await FilesAsync(number, MailedDesk.Bo), own = await FilesAsync(number, MailedDesk.Anna);

        Assert.Equal([("display.png", "image/png", "public"), ("Error on the display.eml", "message/rfc822", "internal")], all.Select(file => ((string)file["name"]!, (string)file["mediaType"]!, (string)file["visibility"]!)));
        Assert.Equal("display.png", (string?)Assert.Single(own)["name"]);
        using HttpResponseMessage picture = await FetchAsync(number, own[0], MailedDesk.Anna), original = await FetchAsync(number, all[1], MailedDesk.Bo), hidden = await FetchAsync(number, all[1], MailedDesk.Anna), foreign = await FetchAsync(number, own[0], MailedDesk.Carl);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (picture.StatusCode, original.StatusCode, hidden.StatusCode, foreign.StatusCode));
        Assert.Equal(mail, await original.Content.ReadAsByteArrayAsync());
        Assert.Equal((string?)own[0]["sha256"], Convert.ToHexStringLower(SHA256.HashData(await picture.Content.ReadAsByteArrayAsync())));
    }

    [Fact]
    public async Task Are_the_desk_s_alone_where_the_sender_is_not_proven()
    {
        string number = await Desk.OpenAsync();
        string mail = Encoding.UTF8.GetString(Desk.Mail("04-apple-mail-inline-picture", number)).Replace("Subject: Error", $"Subject: {number} Error", StringComparison.Ordinal).Replace("mx.desk.example", "mx.evil.example", StringComparison.Ordinal);
        Assert.Equal("noted", (string?)(await Desk.ReceiveAsync(mail))["outcome"]);
        Assert.Equal((2, 0), ((await FilesAsync(number, MailedDesk.Bo)).Length, (await FilesAsync(number, MailedDesk.Anna)).Length));
    }

    [Fact]
    public async Task Of_twenty_megabytes_come_through_whole()
    {
        byte[] content = new byte[17 * 1024 * 1024];
        new Random(7).NextBytes(content);
        string mail = $"""
            Authentication-Results: {MailedDesk.AuthServId}; dmarc=pass header.from=example.org
            From: anna@example.org
            Subject: Large
            Message-ID: <large@example.org>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=large

            --large
            Content-Type: text/plain

            Here it is.
            --large
            Content-Type: application/zip; name="data.zip"
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename="data.zip"

            {Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}
            --large--
            """;

        JsonNode said = await Desk.ReceiveAsync(mail);

        JsonNode[] files = await FilesAsync((string)said["number"]!, MailedDesk.Anna);
        Assert.Equal((content.Length, Convert.ToHexStringLower(SHA256.HashData(content))), ((int)files.Single()["length"]!, (string?)files.Single()["sha256"]));
        using HttpResponseMessage fetched = await FetchAsync((string)said["number"]!, files[0], MailedDesk.Anna);
        Assert.Equal(content, await fetched.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task That_are_programs_or_too_many_are_not_taken_and_a_note_says_so()
    {
        string parts = string.Concat(Enumerable.Range(0, 33).Select(i => string.Create(CultureInfo.InvariantCulture, $"--b\nContent-Type: text/csv\nContent-Disposition: attachment; filename={i}.{(i == 5 ? "exe" : "csv")}\n\n{i}\n")));
        JsonNode said = await Desk.ReceiveAsync($"Authentication-Results: {MailedDesk.AuthServId}; dmarc=pass header.from=example.org\nFrom: anna@example.org\nSubject: Many\nMessage-ID: <many@example.org>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--");
        string number = (string)said["number"]!;

        Assert.Equal(31, (await FilesAsync(number, MailedDesk.Bo)).Length);
        string note = (string)(await Desk.JournalAsync(number)).Single()["text"]!;
        Assert.Contains("5.exe: Filer, der ender på .exe, tages ikke imod.", note, StringComparison.Ordinal);
        Assert.Contains("32.csv: > 30", note, StringComparison.Ordinal);
        Assert.Empty(await Desk.JournalAsync(number, MailedDesk.Anna));
    }

    [Fact]
    public async Task That_hide_in_winmail_dat_or_have_no_name_are_files_like_others()
    {
        string number = (string)(await Desk.ReceiveAsync(Desk.Mail("27-broken-winmail-dat", "INC-0000001")))["number"]!;
        Assert.Equal(["winmail.dat", "From Outlook.eml"], (await FilesAsync(number, MailedDesk.Bo)).Select(file => (string?)file["name"]));
        number = (string)(await Desk.ReceiveAsync(Desk.Mail("15-forwarded-as-attachment", "INC-0000001")))["number"]!;
        Assert.Equal("[INC-0000001] Your account.eml", (string?)(await FilesAsync(number, MailedDesk.Anna)).Single()["name"]);
        number = (string)(await Desk.ReceiveAsync(Desk.Mail("13-calendar-invitation", "INC-0000001")))["number"]!;
        Assert.StartsWith("text-1", (string?)(await FilesAsync(number, MailedDesk.Anna)).Single()["name"], StringComparison.Ordinal);
    }

    private async Task<JsonNode[]> FilesAsync(string number, Principal who) =>
        [.. (await Desk.JsonAsync(who.Send(HttpMethod.Get, $"api/tickets/{number}/attachments")))["attachments"]!.AsArray().Select(file => file!)];

    private Task<HttpResponseMessage> FetchAsync(string number, JsonNode file, Principal who) => Desk.Process.Http.SendAsync(who.Send(HttpMethod.Get, $"api/tickets/{number}/attachments/{file["id"]}"));
}
