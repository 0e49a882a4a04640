using MailKit.Net.Smtp;
using MimeKit;

namespace ItsmFunctions.Testing.Tests;

public sealed class A_mail_sink : IAsyncLifetime
{
    private SmtpSink sink = null!;

    public async ValueTask InitializeAsync() => sink = await SmtpSink.StartAsync();

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    [Fact]
    public async Task Keeps_what_it_accepts()
    {
        await Send("n-1", "Din sag INC-0000042: løst");

        var mail = Assert.Single(await sink.WaitForAsync(1));
        Assert.Equal("Din sag INC-0000042: løst", mail.Message.Subject);
        Assert.Equal(("n-1", true), (mail.NotificationId, mail.Acknowledged));
        Assert.Equal("1@desk.example", mail.MessageId);
    }

    [Fact]
    public async Task Keeps_a_message_whose_acknowledgement_it_loses()
    {
        await sink.LoseAcknowledgementsAsync(2);
        await Send("n-1");
        await Assert.ThrowsAnyAsync<Exception>(() => Send("n-2"));
        await Send("n-2");

        Assert.Equal([true, false, true], sink.Messages.Select(mail => mail.Acknowledged));
        Assert.Equal(1, sink.LostAcknowledgements);
        Assert.Equal((1, 2), (sink.CountByNotificationId()["n-1"], sink.CountByNotificationId()["n-2"]));
        Assert.Equal(3, sink.CountByMessageId()["1@desk.example"]);
    }

    [Fact]
    public async Task Refuses_as_often_as_it_was_told_and_keeps_nothing_of_it()
    {
        await sink.RejectAsync(count: 2, code: 451);
        for (var i = 0; i < 2; i++)
        {
            var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => Send("n-1"));
            Assert.Equal(451, (int)refusal.StatusCode);
        }
        await Send("n-1");

        Assert.Equal(2, sink.Rejected);
        Assert.Single(sink.Messages);
    }

    [Fact]
    public async Task Answers_late_when_told_to_and_at_once_when_told_to_behave()
    {
        await sink.SlowDownAsync(TimeSpan.FromSeconds(20));
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Send("n-1", stop: impatience.Token));
        await sink.BehaveAsync();
        await Send("n-2");

        Assert.Equal("n-2", sink.Messages[^1].NotificationId);
    }

    private async Task Send(string notification, string subject = "Hello", CancellationToken stop = default)
    {
        using var message = new MimeMessage
        {
            Subject = subject, MessageId = "1@desk.example", Body = new TextPart("plain") { Text = "Dear user" },
        };
        message.From.Add(new MailboxAddress("Desk", "desk@example.org"));
        message.To.Add(new MailboxAddress("User", "user@example.org"));
        message.Headers.Add("X-Notification-Id", notification);
        using var client = new SmtpClient();
        await client.ConnectAsync(SmtpSink.Host, sink.Port, MailKit.Security.SecureSocketOptions.None, stop);
        await client.SendAsync(message, stop);
        await client.DisconnectAsync(quit: true, stop);
    }
}
