using System.Globalization;
using Azure.Data.Tables;
using ItsmFunctions.Functions;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Notifications;
using ItsmFunctions.Storage.People;
using ItsmFunctions.Storage.Tickets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ItsmFunctions.Notifications.Tests;

/// <summary>The part of the desk that sends mail, whole, with a storage account of its own and a clock that stands still.</summary>
internal sealed class MailDesk : IAsyncDisposable
{
    public static readonly OrganisationId Organisation = OrganisationId.Parse("au");

    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _folder;

    private MailDesk(ServiceProvider services, DirectoryInfo folder, FakeTimeProvider time)
    {
        _services = services;
        _folder = folder;
        Time = time;
    }

    public FakeTimeProvider Time { get; }

    public string Folder => _folder.FullName;

    public Notifier Notifier => _services.GetRequiredService<Notifier>();

    public NotificationLog Log => _services.GetRequiredService<NotificationLog>();

    public PersonStore People => _services.GetRequiredService<PersonStore>();

    public static async Task<MailDesk> StartAsync(AzuriteFixture azurite, SmtpSink? sink = null, params (string Setting, string Value)[] settings) =>
        await OnAsync(await azurite.Azurite.ClaimAccountAsync(), sink, settings);

    /// <summary>Another instance of the same desk has the same storage and a memory of its own.</summary>
    public static async Task<MailDesk> OnAsync(string storage, SmtpSink? sink = null, params (string Setting, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("itsm-mail-");
        var time = new FakeTimeProvider(TicketStory.Start);
        Dictionary<string, string?> values = new()
        {
            ["Itsm:SigningKey"] = Convert.ToBase64String(new byte[32]),
            ["Itsm:PublicUrl"] = "https://desk.example",
            ["Itsm:Mail:From"] = "AU IT <it@desk.example>",
            ["Itsm:Mail:Folder"] = folder.FullName,
            ["Itsm:Mail:Transport"] = sink is null ? "folder" : "smtp",
            ["Itsm:Mail:Smtp:Port"] = sink?.Port.ToString(CultureInfo.InvariantCulture) ?? "25",
        };
        foreach ((string setting, string value) in settings)
            values[setting] = value;

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var options = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(20), MaxDelay = TimeSpan.FromMilliseconds(50) } };
        ServiceProvider services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(new TableServiceClient(storage, options))
            .AddSingleton<DeskTables>()
            .AddSingleton<DueIndex>()
            .AddSingleton<NumberBlocks>()
            .AddSingleton<CreationKeys>()
            .AddSingleton<TicketStore>()
            .AddSingleton<PersonStore>()
            .AddSingleton(DeskSettings.From(configuration))
            .AddNotifications(configuration)
            .BuildServiceProvider();
        await services.GetRequiredService<DeskTables>().CreateAsync(CancellationToken.None);
        return new(services, folder, time);
    }

    public Task MeetAsync(string id, string? name, string? mail, string? language = null) =>
        People.MeetAsync(Organisation, new(id, name, mail, language), CancellationToken.None);

    /// <summary>As an agent says of somebody.</summary>
    public Task IntroduceAsync(string id, string mail) => People.IntroduceAsync(Organisation, new(id, null, mail, null), CancellationToken.None);

    /// <summary>Writes the events of the latest step where the desk writes them.</summary>
    public async Task<TicketStory> KeepAsync(TicketStory story)
    {
        var tables = _services.GetRequiredService<DeskTables>();
        foreach (StoredEvent stored in story.Latest)
        {
            TicketEvent e = stored.Event;
            string rowKey = string.Create(CultureInfo.InvariantCulture, $"{Organisation}|{e.Number}|event|{e.Version:D6}");
            var row = new TableEntity($"s{e.Number.Sequence % 16:x}", rowKey) { ["b0"] = EventFormat.Write(e, stored.Previous).Bytes };
            await tables.Desk.AddEntityAsync(row);
        }

        return story;
    }

    /// <summary>Tells the latest step of a story.</summary>
    public Task TellAsync(TicketStory story) => Notifier.TellAsync(story.Ticket, story.Latest, story.Profile, CancellationToken.None);

    /// <summary>As the queue does: again and again, until it goes through or five tries are used up.</summary>
    /// <returns>How often it was tried.</returns>
    public async Task<int> TellPersistentlyAsync(TicketStory story)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await TellAsync(story);
                return attempt;
            }
            catch (MailPostponedException) when (attempt < 5)
            {
                // The host makes a failed message visible again after a while.
                Time.Advance(TimeSpan.FromSeconds(10));
            }
        }
    }

    public Task<IReadOnlyList<Notification>> LoggedAsync(TicketStory story) => Log.ReadAsync(Organisation, story.Ticket.Number, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
