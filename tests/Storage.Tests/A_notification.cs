using ItsmFunctions.Storage.Notifications;

namespace ItsmFunctions.Storage.Tests;

public sealed class A_notification : IAsyncLifetime
{
    private static readonly NotificationKey Key = KeyOf(1);

    private Desk _desk = null!;
    private NotificationLog _log = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.OpenAsync(proxied: true);
        _log = new(_desk.Tables, _desk.Time);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Is_sent_by_one_of_many_who_want_to()
    {
        NotificationClaim[] claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => new NotificationLog(_desk.Another().Tables, _desk.Time).ClaimAsync(Key, default)));

        Assert.Equal(1, Assert.Single(claims.OfType<NotificationClaim.Won>()).Notification.Attempts);
        Assert.All(claims.OfType<NotificationClaim.Held>(), held => Assert.Equal(_desk.Now + NotificationLog.Lease, held.Until));
        Assert.Equal(15, claims.OfType<NotificationClaim.Held>().Count());
    }

    [Fact]
    public async Task Passes_to_somebody_else_when_its_holder_fell_silent()
    {
        await _log.ClaimAsync(Key, default);
        _desk.Time.Advance(NotificationLog.Lease - TimeSpan.FromTicks(1));
        Assert.IsType<NotificationClaim.Held>(await _log.ClaimAsync(Key, default));
        _desk.Time.Advance(TimeSpan.FromTicks(1));

        Notification second = Assert.IsType<NotificationClaim.Won>(await _log.ClaimAsync(Key, default)).Notification;
        Assert.Equal((2, Desk.Start), (second.Attempts, second.FirstAt));
    }

    [Fact]
    public async Task Is_done_once_it_is_settled()
    {
        Notification sending = await WonAsync(Key);
        await _log.SettleAsync(sending with { State = NotificationState.Sent }, default);

        Assert.Equal(NotificationState.Sent, Assert.IsType<NotificationClaim.Settled>(await _log.ClaimAsync(Key, default)).State);
        Assert.Equal(Key, Assert.Single(await _log.ReadAsync(Desk.Au, Key.Number, default)).Key);
        Assert.Empty((await _log.ReadNotSentAsync(Desk.Au, null, 10, default)).Notifications);
        Assert.Empty(await _log.ReadAsync(OrganisationId.Parse("other"), Key.Number, default));
    }

    [Fact]
    public async Task Stands_among_what_was_not_sent_once_with_the_reason_and_the_latest_first()
    {
        for (int i = 1; i <= 3; i++)
        {
            Notification unsent = await WonAsync(KeyOf(i)) with { State = NotificationState.NotSent, Reason = "no-address" };
            await _log.SettleAsync(unsent, default);
            _desk.Time.Advance(TimeSpan.FromMinutes(1));
            await _log.SettleAsync(unsent, default);
        }

        Assert.Equal([3, 2, 1], (await _log.ReadNotSentAsync(Desk.Au, null, 10, default)).Notifications.Select(notification => notification.Key.Version));
        Assert.Equal([3, 2], (await _log.ReadNotSentAsync(Desk.Au, null, 2, default)).Notifications.Select(notification => notification.Key.Version));
        Assert.Equal(["no-address"], (await _log.ReadNotSentAsync(Desk.Au, null, 10, default)).Notifications.Select(notification => notification.Reason).Distinct());
        Assert.Equal(3, (await _log.ReadAsync(Desk.Au, Key.Number, default)).Count);
    }

    [Fact]
    public async Task Comes_once_through_pages_of_what_was_not_sent()
    {
        for (int i = 1; i <= 5; i++)
        {
            await _log.SettleAsync(await WonAsync(KeyOf(i)) with { State = NotificationState.NotSent, Reason = "no-address" }, default);
            _desk.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var versions = new List<int>();
        string? after = null;
        do
        {
            NotificationPage page = await _log.ReadNotSentAsync(Desk.Au, after, 2, default);
            versions.AddRange(page.Notifications.Select(notification => notification.Key.Version));
            after = page.After;
        }
        while (after is not null && versions.Count < 10);
        Assert.Equal([5, 4, 3, 2, 1], versions);
    }

    [Fact]
    public async Task Is_free_at_once_when_its_claim_is_given_back_and_not_when_somebody_else_has_it()
    {
        var first = Assert.IsType<NotificationClaim.Won>(await _log.ClaimAsync(Key, default));
        await _log.ReleaseAsync(first, new("The server is busy.", "requester-1"), default);
        var second = Assert.IsType<NotificationClaim.Won>(await _log.ClaimAsync(Key, default));
        Assert.Equal((2, "The server is busy."), (second.Notification.Attempts, second.Notification.Detail?.Value));

        await _log.ReleaseAsync(first, new("Too late.", "requester-1"), default);
        Assert.IsType<NotificationClaim.Held>(await _log.ClaimAsync(Key, default));
    }

    [Fact]
    public async Task Is_still_won_and_settled_when_acknowledgements_are_lost()
    {
        _desk.Proxy.Next("tables:insert", StorageFault.AcknowledgementLost);
        Assert.Equal(1, (await WonAsync(Key)).Attempts);
        _desk.Time.Advance(NotificationLog.Lease);
        _desk.Proxy.Next("tables:update", StorageFault.AcknowledgementLost);
        Notification second = await WonAsync(Key);
        Assert.Equal(2, second.Attempts);
        _desk.Proxy.Next("tables:transaction", StorageFault.AcknowledgementLost);
        await _log.SettleAsync(second with { State = NotificationState.NotSent, Reason = "refused" }, default);

        Assert.Equal(3, _desk.Proxy.Ledger.Count(StorageFault.AcknowledgementLost));
        Assert.Single((await _log.ReadNotSentAsync(Desk.Au, null, 10, default)).Notifications);
    }

    private async Task<Notification> WonAsync(NotificationKey key) => Assert.IsType<NotificationClaim.Won>(await _log.ClaimAsync(key, default)).Notification;

    private static NotificationKey KeyOf(int version) => new(
        Desk.Au, new(TicketKind.Incident, 42), version, new Guid(version, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), "resolved", new("requester-1", "requester-1"));
}
