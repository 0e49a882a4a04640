using ItsmFunctions.Storage.Notifications;

namespace ItsmFunctions.Notifications.Tests;

/// <summary>Repeats never exceed the acknowledgements that were lost, whoever lost them.</summary>
public sealed class A_lost_acknowledgement(AzuriteFixture azurite) : IAsyncLifetime
{
    private SmtpSink sink = null!;
    private StorageProxy proxy = null!;
    private string account = "";

    public async ValueTask InitializeAsync()
    {
        sink = await SmtpSink.StartAsync();
        account = await azurite.Azurite.ClaimAccountAsync();
        proxy = await StorageProxy.StartAsync(account);
    }

    public async ValueTask DisposeAsync()
    {
        await sink.DisposeAsync();
        await proxy.DisposeAsync();
    }

    [Fact]
    public async Task Of_the_mail_server_leads_to_one_repeat_under_the_same_ids()
    {
        await using MailDesk desk = await MailDesk.OnAsync(account, sink);
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        await sink.LoseAcknowledgementsAsync(1, 2);
        TicketStory story = TicketStory.Opens();

        Assert.Equal(3, await desk.TellPersistentlyAsync(story));
        Assert.Equal(2, sink.LostAcknowledgements);
        Assert.Equal(3, Assert.Single(sink.CountByNotificationId()).Value);
        Assert.Single(sink.CountByMessageId());
        // To the eye one mail: a program that files by Message-ID finds the very same bytes in each.
        Assert.Single(sink.Messages.Select(mail => File.ReadAllText(mail.Path)).Select(WithoutTransport).Distinct());
    }

    [Fact]
    public async Task Over_many_mails_never_leads_to_more_repeats_than_losses()
    {
        await using MailDesk desk = await MailDesk.OnAsync(account, sink);
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        await sink.LoseAcknowledgementsAsync(Enumerable.Range(1, 60).Where(ordinal => ordinal % 4 == 0));
        for (int number = 1; number <= 40; number++)
            await desk.TellPersistentlyAsync(TicketStory.Opens(number: number));

        IReadOnlyDictionary<string, int> counts = sink.CountByNotificationId();
        Assert.Equal(40, counts.Count);
        Assert.True(sink.LostAcknowledgements >= 10);
        Assert.True(counts.Values.Sum() - counts.Count <= sink.LostAcknowledgements);
    }

    [Theory]
    [InlineData("tables:insert")]
    [InlineData("tables:upsert")]
    public async Task Of_storage_leads_to_no_repeat(string operation)
    {
        await using MailDesk desk = await MailDesk.OnAsync(proxy.ConnectionString, sink);
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        proxy.Next(operation, StorageFault.AcknowledgementLost, times: 2);
        TicketStory story = TicketStory.Opens();
        await desk.TellPersistentlyAsync(story);
        await desk.TellAsync(story);

        Assert.True(proxy.Ledger.Count(StorageFault.AcknowledgementLost) > 0);
        Assert.Single(sink.Messages);
        Assert.Equal(NotificationState.Sent, Assert.Single(await desk.LoggedAsync(story)).State);
    }

    [Fact]
    public async Task And_a_storage_that_is_away_after_the_mail_went_out_lead_to_no_repeat()
    {
        await using MailDesk desk = await MailDesk.OnAsync(proxy.ConnectionString, sink);
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        // The outcome cannot be written down, however often the library tries.
        proxy.Next("tables:upsert", StorageFault.Unavailable, times: 4);
        TicketStory story = TicketStory.Opens();

        Assert.Equal(2, await desk.TellPersistentlyAsync(story));
        Assert.Single(sink.Messages);
        Assert.Equal(NotificationState.Sent, Assert.Single(await desk.LoggedAsync(story)).State);
    }

    [Fact]
    public async Task Does_not_make_two_instances_send_at_once()
    {
        await using MailDesk one = await MailDesk.OnAsync(account, sink);
        await using MailDesk other = await MailDesk.OnAsync(account, sink);
        await one.MeetAsync("anna", "Anna", "anna@au.example");
        await sink.SlowDownAsync(TimeSpan.FromMilliseconds(500));
        TicketStory story = TicketStory.Opens();
        Task first = one.TellAsync(story);
        await Eventually.TrueAsync(() => sink.Messages.Count == 1);
        await Assert.ThrowsAsync<MailPostponedException>(() => other.TellAsync(story));
        await first;
        await other.TellAsync(story);

        Assert.Single(sink.Messages);
    }

    [Fact]
    public async Task Of_an_instance_that_died_is_made_good_by_another_when_the_lease_is_over()
    {
        TicketStory story = TicketStory.Opens();
        await using (MailDesk dying = await MailDesk.OnAsync(account, sink))
        {
            await dying.MeetAsync("anna", "Anna", "anna@au.example");
            Guid id = NameBasedId.Of("au", "INC-0000042-000001", "opened", "anna");
            var key = new NotificationKey(MailDesk.Organisation, story.Ticket.Number, 1, id, "opened", new("anna", "anna"));
            Assert.IsType<NotificationClaim.Won>(await dying.Log.ClaimAsync(key, CancellationToken.None));
        }

        await using MailDesk heir = await MailDesk.OnAsync(account, sink);
        await Assert.ThrowsAsync<MailPostponedException>(() => heir.TellAsync(story));
        Assert.Equal(4, await heir.TellPersistentlyAsync(story));
        Assert.Single(sink.Messages);
        Assert.Equal(2, Assert.Single(await heir.LoggedAsync(story)).Attempts);
    }

    [Fact]
    public async Task Costs_nothing_when_there_is_none()
    {
        await using MailDesk desk = await MailDesk.OnAsync(proxy.ConnectionString, sink);
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        proxy.Ledger.Reset();
        await desk.TellAsync(TicketStory.Opens());

        // The claim and the outcome: the person was met a moment ago.
        Assert.Equal(2, proxy.Ledger.Total);
    }

    private static string WithoutTransport(string mail) => string.Join('\n', mail.Split('\n').SkipWhile(line => line.StartsWith("Received", StringComparison.Ordinal)));
}
