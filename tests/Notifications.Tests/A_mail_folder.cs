using ItsmFunctions.Storage.Notifications;
using MimeKit;

namespace ItsmFunctions.Notifications.Tests;

public sealed class A_mail_folder(AzuriteFixture azurite)
{
    [Fact]
    public async Task Holds_each_mail_as_a_file_named_by_ticket_and_notification()
    {
        await using MailDesk desk = await MailDesk.StartAsync(azurite);
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        await desk.TellAsync(TicketStory.Opens());

        string file = Assert.Single(Directory.GetFiles(desk.Folder));
        MimeMessage mail = await MimeMessage.LoadAsync(file);
        Assert.Equal($"INC-0000042-000001-opened-{mail.Headers["X-Notification-Id"]}.eml", Path.GetFileName(file));
        Assert.Equal("[INC-0000042] Vi har modtaget din henvendelse: Printeren på 3. sal driller", mail.Subject);
    }

    [Fact]
    public async Task Holds_mails_of_seven_bits_whose_headers_say_what_was_written()
    {
        await using MailDesk desk = await MailDesk.StartAsync(azurite);
        await desk.MeetAsync("anna", "=?utf-8?q?Boss=0d=0aBcc:?=", "anna@au.example");
        await desk.TellAsync(TicketStory.Opens(title: "=?utf-8?q?Password_expired=0d=0aclick_=e2=80=aegnp?="));

        string file = Assert.Single(Directory.GetFiles(desk.Folder));
        Assert.All(await File.ReadAllBytesAsync(file), octet => Assert.InRange(octet, 0, 127));
        MimeMessage mail = await MimeMessage.LoadAsync(file);
        Assert.EndsWith("= ?utf-8?q?Password_expired=0d=0aclick_=e2=80=aegnp?=", mail.Subject, StringComparison.Ordinal);
        Assert.Equal("= ?utf-8?q?Boss=0d=0aBcc:?=", Assert.Single(mail.To.Mailboxes).Name);
        Assert.Contains("Kære", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_itself_whether_a_mail_went_out()
    {
        string account = await azurite.Azurite.ClaimAccountAsync();
        await using StorageProxy proxy = await StorageProxy.StartAsync(account);
        await using MailDesk desk = await MailDesk.OnAsync(proxy.ConnectionString);
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        TicketStory story = TicketStory.Opens();
        proxy.Next("tables:upsert", StorageFault.Unavailable, times: 4);
        await Assert.ThrowsAsync<MailPostponedException>(() => desk.TellAsync(story));
        string file = Assert.Single(Directory.GetFiles(desk.Folder));
        DateTime written = File.GetLastWriteTimeUtc(file);

        // Another instance knows nothing of the first one's memory, and writes nothing anew.
        await using MailDesk heir = await MailDesk.OnAsync(account, null, ("Itsm:Mail:Folder", desk.Folder));
        heir.Time.Advance(NotificationLog.Lease);
        await heir.TellAsync(story);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(desk.Folder))));
        Assert.Equal(NotificationState.Sent, Assert.Single(await heir.LoggedAsync(story)).State);
    }

    [Fact]
    public async Task That_cannot_be_written_keeps_the_mail_waiting()
    {
        string file = Path.GetTempFileName();
        await using MailDesk desk = await MailDesk.StartAsync(azurite, null, ("Itsm:Mail:Folder", Path.Combine(file, "mail")));
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        TicketStory story = TicketStory.Opens();
        await Assert.ThrowsAsync<MailPostponedException>(() => desk.TellAsync(story));
        File.Delete(file);
        await desk.TellAsync(story);
        Assert.Single(Directory.GetFiles(Path.Combine(file, "mail")));
        Directory.Delete(file, recursive: true);
    }
}
