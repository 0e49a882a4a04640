using System.Net;
using System.Net.Sockets;
using ItsmFunctions.Storage.Notifications;

namespace ItsmFunctions.Notifications.Tests;

public sealed class A_mail_that_cannot_be_sent(AzuriteFixture azurite) : IAsyncLifetime
{
    private SmtpSink sink = null!;

    public async ValueTask InitializeAsync() => sink = await SmtpSink.StartAsync();

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    [Theory]
    [InlineData(421)]
    [InlineData(451)]
    public async Task Is_sent_when_the_server_is_ready_again(int code)
    {
        await using MailDesk desk = await DeskAsync();
        await sink.RejectAsync(3, code);
        TicketStory story = TicketStory.Opens();

        Assert.Equal(4, await desk.TellPersistentlyAsync(story));
        Assert.Single(sink.Messages);
        Assert.Equal((NotificationState.Sent, 4), (Only(await desk.LoggedAsync(story)).State, Only(await desk.LoggedAsync(story)).Attempts));
    }

    [Fact]
    public async Task Waits_until_the_server_is_there_at_all()
    {
        int port = ClosedPort();
        await using MailDesk desk = await MailDesk.StartAsync(azurite, sink, ("Itsm:Mail:Smtp:Port", $"{port}"));
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        TicketStory story = TicketStory.Opens();

        await Assert.ThrowsAsync<MailPostponedException>(() => desk.TellAsync(story));
        Notification logged = Only(await desk.LoggedAsync(story));
        Assert.Equal((NotificationState.Sending, 1), (logged.State, logged.Attempts));
        Assert.NotNull(logged.Detail);
    }

    [Theory]
    [InlineData("monitoring", null, 0)]
    [InlineData("monitoring", "probe@au.example", 1)]
    [InlineData("portal", null, 1)]
    [Trait("Rule", "IT-15")]
    public async Task Is_not_even_owed_to_a_system_that_reports_for_itself_and_has_no_address(string channel, string? address, int owed)
    {
        await using MailDesk desk = await MailDesk.StartAsync(azurite, sink);
        await desk.MeetAsync("probe", "Prometheus", address);
        TicketStory story = TicketStory.Opens(requester: "probe", channel: channel).Then(new TicketCommand.Resolve("The disk is replaced.", null));

        await desk.TellAsync(story);

        Assert.Equal(owed, (await desk.LoggedAsync(story)).Count);
    }

    [Theory]
    [InlineData(550)]
    [InlineData(554)]
    public async Task For_good_is_logged_with_what_the_server_said_and_never_tried_again(int code)
    {
        await using MailDesk desk = await DeskAsync();
        await sink.RejectAsync(1, code);
        TicketStory story = TicketStory.Opens();
        await desk.TellAsync(story);
        await desk.TellAsync(story);

        Assert.Empty(sink.Messages);
        Assert.Equal(1, sink.Rejected);
        Notification logged = Only(await desk.LoggedAsync(story));
        Assert.Equal((NotificationState.NotSent, NotSent.RefusedByProvider), (logged.State, logged.Reason));
        Assert.Contains($"{code}", logged.Detail?.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_one_recipient_goes_to_the_others_all_the_same()
    {
        await using MailDesk desk = await DeskAsync();
        TicketStory story = TicketStory.Opens(assessment: A_notification.P1, profile: A_notification.WithCoordinators);
        await sink.RejectAsync(1, 451);
        await Assert.ThrowsAsync<MailPostponedException>(() => desk.TellAsync(story));
        Assert.Equal(4, sink.Messages.Count);

        await desk.TellAsync(story);
        Assert.Equal(5, sink.CountByNotificationId().Count);
        Assert.Equal(5, sink.Messages.Count);
    }

    [Fact]
    public async Task Because_nobody_knows_the_address_is_logged()
    {
        await using MailDesk desk = await MailDesk.StartAsync(azurite, sink);
        TicketStory stranger = TicketStory.Opens();
        await desk.TellAsync(stranger);
        await desk.MeetAsync("bo", "Bo", null);
        TicketStory bo = TicketStory.Opens(requester: "bo", number: 43);
        await desk.TellAsync(bo);
        await desk.MeetAsync("ida", "Ida", "ida at au.example");
        TicketStory ida = TicketStory.Opens(requester: "ida", number: 44);
        await desk.TellAsync(ida);

        Assert.Empty(sink.Messages);
        Assert.Equal(NotSent.NoMailAddress, Only(await desk.LoggedAsync(stranger)).Reason);
        Assert.Equal(NotSent.NoMailAddress, Only(await desk.LoggedAsync(bo)).Reason);
        Assert.Equal(NotSent.InvalidAddress, Only(await desk.LoggedAsync(ida)).Reason);
    }

    [Theory]
    [InlineData("Anna\r\nBcc: everybody@au.example", "anna@au.example")]
    [InlineData("Anna\nBcc: everybody@au.example", "anna@au.example")]
    [InlineData("Anna\0", "anna@au.example")]
    [InlineData("Anna", "anna@au.example\r\nBcc: everybody@au.example")]
    [InlineData("Anna", "anna@au.example\nRCPT TO:<everybody@au.example>")]
    [InlineData("Anna", "anna@au.example, everybody@au.example")]
    public async Task Because_its_headers_are_forged_is_refused_not_mended(string name, string address)
    {
        await using MailDesk desk = await MailDesk.StartAsync(azurite, sink);
        await desk.MeetAsync("anna", name, address);
        TicketStory story = TicketStory.Opens();
        await desk.TellAsync(story);

        Assert.Empty(sink.Messages);
        Notification logged = Only(await desk.LoggedAsync(story));
        Assert.Equal(NotificationState.NotSent, logged.State);
        Assert.Contains(logged.Reason, new[] { NotSent.ForgedHeader, NotSent.InvalidAddress });
    }

    [Theory]
    [InlineData("Printer\r\nBcc: everybody@au.example")]
    [InlineData("Printer\nX: y")]
    [InlineData("Printer\0")]
    public async Task Because_its_title_is_forged_is_refused_too(string title)
    {
        await using MailDesk desk = await DeskAsync();
        TicketStory story = TicketStory.Opens();
        // Intake refuses such a title; one that came another way must not become a header either.
        Ticket forged = story.Ticket with { Title = new(title, "anna") };
        await desk.Notifier.TellAsync(forged, story.Latest, story.Profile, CancellationToken.None);

        Assert.Empty(sink.Messages);
        Assert.Equal(NotSent.ForgedHeader, Only(await desk.LoggedAsync(story)).Reason);
    }

    [Fact]
    public async Task Beyond_the_cap_of_an_event_is_logged()
    {
        string[] crowd = [.. Enumerable.Range(0, 9).Select(i => $"member{i}@au.example")];
        await using MailDesk desk = await MailDesk.StartAsync(azurite, sink, ("Itsm:Mail:MostRecipients", "6"));
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        TicketStory story = TicketStory.Opens(assessment: A_notification.P1, profile: Aarhus.Profile with { ProcessManagement = crowd });
        await desk.TellAsync(story);

        Assert.Equal(1 + 6, sink.Messages.Count);
        IReadOnlyList<Notification> held = [.. (await desk.LoggedAsync(story)).Where(logged => logged.State == NotificationState.NotSent)];
        Assert.Equal(3, held.Count);
        Assert.Equal(50, MailSettings.Read(new Microsoft.Extensions.Configuration.ConfigurationManager()).MostRecipients);
        Assert.All(held, logged => Assert.Equal(NotSent.TooManyRecipients, logged.Reason));
    }

    [Fact]
    public async Task Beyond_the_cap_of_an_hour_is_logged_and_the_next_hour_begins_anew()
    {
        await using MailDesk desk = await MailDesk.StartAsync(azurite, sink, ("Itsm:Mail:HourlyCap", "3"));
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        await desk.MeetAsync("bo", "Bo", "bo@au.example");
        for (int number = 1; number <= 5; number++)
            await desk.TellAsync(TicketStory.Opens(number: number));
        await desk.TellAsync(TicketStory.Opens(requester: "bo", number: 6));
        Assert.Equal(["1", "2", "3", "6"], sink.Messages.Select(mail => mail.Subject()[11..12]));

        desk.Time.Advance(TimeSpan.FromHours(1));
        await desk.TellAsync(TicketStory.Opens(number: 7));
        await desk.TellAsync(TicketStory.Opens(number: 4));
        Assert.Equal("7", sink.Messages[^1].Subject()[11..12]);

        IReadOnlyList<Notification> notSent = (await desk.Log.ReadNotSentAsync(MailDesk.Organisation, null, 10, CancellationToken.None)).Notifications;
        Assert.Equal([5, 4], notSent.Select(logged => logged.Key.Number.Sequence).OrderDescending());
        Assert.All(notSent, logged => Assert.Equal(NotSent.HourlyCap, logged.Reason));
    }

    private async Task<MailDesk> DeskAsync()
    {
        MailDesk desk = await MailDesk.StartAsync(azurite, sink);
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        return desk;
    }

    private static Notification Only(IReadOnlyList<Notification> logged) => Assert.Single(logged);

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
