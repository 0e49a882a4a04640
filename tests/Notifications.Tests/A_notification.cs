using ItsmFunctions.Storage.Notifications;
using MimeKit;

namespace ItsmFunctions.Notifications.Tests;

public sealed class A_notification(AzuriteFixture azurite) : IAsyncLifetime
{
    private SmtpSink sink = null!;

    public async ValueTask InitializeAsync() => sink = await SmtpSink.StartAsync();

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    [Fact]
    public async Task Carries_the_headers_that_a_thread_and_a_robot_need()
    {
        await using MailDesk desk = await DeskAsync();
        await desk.MeetAsync("anna", "Anna Østergård", "anna@au.example", "da");
        TicketStory story = TicketStory.Opens();
        await desk.TellAsync(story);
        desk.Time.Advance(TimeSpan.FromHours(2));
        await desk.TellAsync(story.Then(new TicketCommand.Resolve("Papirbakken er skiftet.", null)));

        MimeMessage opened = sink.Messages[0].Message, resolved = sink.Messages[1].Message;
        Assert.Equal("\"AU IT\" <it@desk.example>", opened.From.ToString());
        Assert.Equal("\"Anna Østergård\" <anna@au.example>", opened.To.ToString());
        Assert.Equal("[INC-0000042] Vi har modtaget din henvendelse: Printeren på 3. sal driller", opened.Subject);
        Assert.StartsWith($"desk.INC-0000042.{opened.Headers["X-Notification-Id"]!.Replace("-", "", StringComparison.Ordinal)}.", opened.MessageId, StringComparison.Ordinal);
        Assert.NotEqual(opened.MessageId, resolved.MessageId);
        Assert.Equal("auto-generated", opened.Headers["Auto-Submitted"]);
        Assert.Equal("All", opened.Headers["X-Auto-Response-Suppress"]);
        Assert.Equal("1", opened.Headers["X-Itsm-Desk"]);
        Assert.Equal(TicketStory.Start, opened.Date);
        Assert.Equal(TicketStory.Start.AddHours(2), resolved.Date);

        Assert.Equal(opened.InReplyTo, resolved.InReplyTo);
        Assert.Equal(opened.InReplyTo, Assert.Single(resolved.References));
        Assert.EndsWith("@desk.example", opened.InReplyTo, StringComparison.Ordinal);
        Assert.Contains("Kære Anna Østergård", resolved.TextBody, StringComparison.Ordinal);
        Assert.Contains("<h1", resolved.HtmlBody, StringComparison.Ordinal);
        Assert.IsType<MultipartAlternative>(resolved.Body);
    }

    [Fact]
    public async Task Has_an_id_that_is_a_promise()
    {
        await using MailDesk desk = await DeskAsync();
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        await desk.TellAsync(TicketStory.Opens());

        // Computed with another implementation of RFC 9562: uuid5(name space, "au\nINC-0000042-000001\nopened\nanna").
        Assert.Equal("7a79b76c-d483-5268-8c6c-9c3786a0f51b", sink.Messages[0].NotificationId);
    }

    [Fact]
    public async Task Comes_once_to_a_mailbox_under_however_many_names_it_stands()
    {
        await using MailDesk desk = await DeskAsync();
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        await desk.MeetAsync("mail-1", null, "Anna@AU.example");
        await desk.MeetAsync("carl", "Carl", "carl@au.example");
        await desk.MeetAsync("mail-2", null, "carl@au.example");
        TicketStory story = TicketStory.Opens();
        foreach (string watcher in new[] { "mail-1", "carl", "mail-2" })
            story.Then(new TicketCommand.AddWatcher(new(watcher, null, null, null)));

        await desk.TellAsync(story.Then(new TicketCommand.Reply("Prøv nu.")));

        Assert.Equal(["anna@au.example", "carl@au.example"], sink.Messages.Select(mail => mail.Message.To.Mailboxes.Single().Address).Order());
    }

    [Fact]
    public async Task Speaks_the_language_of_whoever_reads_it()
    {
        await using MailDesk desk = await DeskAsync();
        await desk.MeetAsync("anna", "Anna", "anna@au.example", "en");
        await desk.MeetAsync("bo", "Bo", "bo@au.example", "da-DK");
        await desk.MeetAsync("ida", "Ida", "ida@au.example");
        await desk.TellAsync(TicketStory.Opens());
        await desk.TellAsync(TicketStory.Opens(requester: "bo", number: 43));
        await desk.TellAsync(TicketStory.Opens(requester: "ida", number: 44));
        await desk.TellAsync(TicketStory.Opens(requester: "ida", number: 45, profile: Aarhus.Profile with { Language = "en" }));

        Assert.Equal(["Dear Anna", "Kære Bo", "Kære Ida", "Dear Ida"], sink.Messages.Select(mail => mail.PlainText().Split('\n')[0].Trim()));
    }

    [Fact]
    public async Task Of_an_event_that_comes_twice_is_sent_once()
    {
        await using MailDesk desk = await DeskAsync();
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        TicketStory story = TicketStory.Opens(assessment: P1, profile: WithCoordinators);
        for (int i = 0; i < 3; i++)
            await desk.TellAsync(story);

        Assert.All(sink.CountByNotificationId().Values, count => Assert.Equal(1, count));
        Assert.Equal(5, sink.Messages.Count);
        Assert.All(await desk.LoggedAsync(story), logged => Assert.Equal((NotificationState.Sent, 1), (logged.State, logged.Attempts)));
    }

    [Fact]
    public async Task Of_an_event_that_comes_eight_times_at_once_is_sent_once()
    {
        await using MailDesk desk = await DeskAsync();
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        await sink.SlowDownAsync(TimeSpan.FromMilliseconds(200));
        TicketStory story = TicketStory.Opens();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.TellAsync(story)));

        Assert.Single(sink.Messages);
    }

    [Fact]
    public async Task Is_sent_once_though_the_clock_is_moved_by_a_month_while_it_is_on_its_way()
    {
        await using MailDesk desk = await DeskAsync();
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        await sink.SlowDownAsync(TimeSpan.FromMilliseconds(500));
        TicketStory story = TicketStory.Opens();
        Task first = desk.TellAsync(story);
        await Eventually.TrueAsync(() => sink.Messages.Count == 1);
        desk.Time.Advance(TimeSpan.FromDays(30));
        await Task.WhenAll(first, desk.TellAsync(story));

        Assert.Single(sink.Messages);
    }

    [Fact]
    [Trait("Rule", "AU-18")]
    public async Task Of_an_urgent_ticket_reaches_leaders_dispatchers_and_process_management_each_once()
    {
        await using MailDesk desk = await DeskAsync();
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        await desk.TellAsync(TicketStory.Opens(assessment: P1, profile: WithCoordinators));

        // dispatcher@au.example is named three times, once in capitals.
        Assert.Equal(
            ["anna@au.example", "dispatcher@au.example", "leader@au.example", "owner@au.example", "process@au.example"],
            sink.Messages.Select(mail => mail.Message.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal));
        Assert.Equal(4, sink.Messages.Count(mail => mail.Subject().StartsWith("[INC-0000042] P1 ", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Rule", "A11")]
    public async Task Looks_up_what_the_rank_was_where_the_event_alone_does_not_say()
    {
        await using MailDesk desk = await DeskAsync();
        TicketStory story = await desk.KeepAsync(TicketStory.Opens(profile: WithCoordinators));
        await desk.KeepAsync(story.Then(new TicketCommand.SetPriority(2, "Flere er ramt")));
        await desk.TellAsync(story);
        Assert.Equal(4, sink.Messages.Count);

        await desk.KeepAsync(story.Then(new TicketCommand.SetPriority(1, "Hele huset er ramt")));
        await desk.TellAsync(story);
        Assert.Equal(6, sink.Messages.Count);
    }

    [Fact]
    public async Task About_what_an_import_replays_is_not_sent_unless_asked()
    {
        await using MailDesk desk = await DeskAsync();
        await desk.MeetAsync("anna", "Anna", "anna@au.example");
        TicketStory story = TicketStory.Opens();
        await desk.Notifier.TellAsync(story.Ticket, [.. story.Latest.Select(stored => stored with { Source = "row 7" })], story.Profile, CancellationToken.None);
        Assert.Empty(sink.Messages);
        Assert.Empty(await desk.LoggedAsync(story));

        await using MailDesk asked = await MailDesk.StartAsync(azurite, sink, ("Itsm:Mail:TellOfImports", "true"));
        await asked.MeetAsync("anna", "Anna", "anna@au.example");
        await asked.Notifier.TellAsync(story.Ticket, [.. story.Latest.Select(stored => stored with { Source = "row 7" })], story.Profile, CancellationToken.None);
        Assert.Single(sink.Messages);
    }

    internal static readonly Assessment P1 = new Assessment.OfIncident(Impact.Company, Urgency.High);

    internal static readonly Profile WithCoordinators = Aarhus.Profile with
    {
        Teams = [.. Aarhus.Profile.Teams.Select(team => team.Id == Aarhus.Profile.DefaultTeam
            ? team with { Leaders = ["leader@au.example", "dispatcher@au.example"], Dispatchers = ["dispatcher@au.example", "Dispatcher@AU.example"] }
            : team)],
        ProcessManagement = ["process@au.example", "owner@au.example"],
    };

    private Task<MailDesk> DeskAsync() => MailDesk.StartAsync(azurite, sink);
}
