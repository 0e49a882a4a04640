using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ItsmFunctions.Functions.Alerts;
using ItsmFunctions.Functions.Attachments;
using ItsmFunctions.Functions.Automations;
using ItsmFunctions.Functions.Channels;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Functions.Links;
using ItsmFunctions.Functions.Knowledge;
using ItsmFunctions.Functions.Notifications;
using ItsmFunctions.Functions.Orchestrations;
using ItsmFunctions.Functions.Queues;
using ItsmFunctions.Functions.Telemetry;
using ItsmFunctions.Functions.Webhooks;
using ItsmFunctions.Reporting;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Alerts;
using ItsmFunctions.Storage.Changes;
using ItsmFunctions.Storage.Attachments;
using ItsmFunctions.Storage.Knowledge;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Outbox;
using ItsmFunctions.Storage.People;
using ItsmFunctions.Storage.Problems;
using ItsmFunctions.Storage.Reports;
using ItsmFunctions.Storage.SelfHelp;
using ItsmFunctions.Storage.Tickets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions;

/// <summary>What the desk is made of.</summary>
internal static class Registration
{
    private const string Account = "AzureWebJobsStorage";

    /// <summary>After so long without an answer a request is sent anew: storage itself gives up a query after five seconds.</summary>
    private static readonly TimeSpan NoAnswer = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddDesk(this IServiceCollection services, IConfiguration configuration)
    {
        // The local runtime brings desk time with it; elsewhere the system's is the time.
        services.TryAddSingleton(TimeProvider.System);
        services.AddTelemetry(configuration);
        services.AddStorage(configuration);
        services.AddSingleton(DeskSettings.From(configuration));
        services.AddReporting();
        services.AddNotifications(configuration);
        services.AddSingleton<Desk>();
        services.AddSingleton<DeskClockwork>();
        services.AddSingleton<ClockHand>();
        services.AddSingleton<Conversations>();
        services.AddSingleton<Recovery>();
        services.AddSingleton<SimulationKeeper>();
        services.AddSingleton<Publishing>();
        services.AddSingleton<RecentChanges>();
        services.AddSingleton<Reactions>();
        services.AddSingleton<LinkedTickets>();
        services.AddSingleton<ProblemFollowers>();
        services.AddSingleton<MajorFollowers>();
        services.AddSingleton<ProblemProposals>();
        services.AddSingleton<RecurrenceWatch>();
        services.AddSingleton<PoisonNudges>();
        services.AddSingleton<OutboxSweep>();
        services.AddSingleton<Nudges>();
        services.AddHostedService(provider => provider.GetRequiredService<Nudges>());
        services.AddWebhooks();
        services.AddSingleton<AutomationSecrets>();
        services.AddSingleton<FeedCursors>();
        services.AddSingleton<CalendarToken>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookDeliveries>());
        services.AddHostedService<TablesAtStart>();
        services.AddSingleton<Callers>();
        services.AddSingleton<Cors>();
        services.AddSingleton<ContinuationTokens>();
        services.AddSingleton<Replies>();
        services.AddSingleton<UnknownPeople>();
        services.AddSingleton<CommandDoor>();
        services.AddSingleton<Shelf>();
        services.AddSingleton<KnowledgeDesk>();
        services.AddSingleton<IAttachmentScanner>(provider => provider.GetRequiredService<DeskSettings>().Scanner is var (host, port)
            ? new ClamdScanner(host, port, provider.GetRequiredService<ILogger<ClamdScanner>>())
            : new NoScanner());
        services.AddSingleton<AttachmentKeeper>();
        services.AddSingleton<AlertReception>();
        services.AddSingleton<Senders>();
        services.AddSingleton<SenderCap>();
        services.AddSingleton(provider => new MailReception(
            provider.GetRequiredService<Desk>(), provider.GetRequiredService<ProfileStore>(), provider.GetRequiredService<Senders>(),
            provider.GetRequiredService<SenderCap>(), new MailFiles(provider.GetRequiredService<AttachmentKeeper>()), provider.GetRequiredService<DeskMessageId>(), provider.GetRequiredService<ILogger<MailReception>>()));
        return services;
    }

    private static void AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        // The queues carry what the host's queue trigger reads: base64, as host.json says.
        var queueOptions = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64, Retry = { NetworkTimeout = NoAnswer } };
        var tableOptions = new TableClientOptions { Retry = { NetworkTimeout = NoAnswer } };
        if (configuration[Account] is { Length: > 0 } connection)
        {
            services.AddSingleton(new TableServiceClient(connection, tableOptions));
            services.AddSingleton(new QueueServiceClient(connection, queueOptions));
            services.AddSingleton(new BlobServiceClient(connection));
        }
        else
        {
            var identity = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = configuration[$"{Account}:clientId"] });
            services.AddSingleton(new TableServiceClient(Endpoint(configuration, "table"), identity, tableOptions));
            services.AddSingleton(new QueueServiceClient(Endpoint(configuration, "queue"), identity, queueOptions));
            services.AddSingleton(new BlobServiceClient(Endpoint(configuration, "blob"), identity));
        }

        services.AddSingleton<DeskTables>();
        services.AddSingleton<AttachmentBlobs>();
        services.AddSingleton<DueIndex>();
        services.AddSingleton<NumberBlocks>();
        services.AddSingleton<CreationKeys>();
        services.AddSingleton<TicketStore>();
        services.AddSingleton<TicketLists>();
        services.AddSingleton<ChangeCalendar>();
        services.AddSingleton<PersonStore>();
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<ProfileStore>();
        services.AddSingleton<ParameterVersions>();
        services.AddSingleton<SelfHelpCounts>();
        services.AddSingleton<ArticleStore>();
        services.AddSingleton<KnownErrorStore>();
        services.AddSingleton<StatusStore>();
        services.AddSingleton<RecurrenceStore>();
        services.AddSingleton<RecurrenceMarks>();
        services.AddSingleton<AlertStore>();
    }

    // The settings of an identity-based connection, as the Functions host reads them.
    private static Uri Endpoint(IConfiguration configuration, string service) =>
        configuration[$"{Account}:{service}ServiceUri"] is { Length: > 0 } uri ? new(uri)
        : configuration[$"{Account}:accountName"] is { Length: > 0 } account ? new($"https://{account}.{service}.core.windows.net")
        : throw new InvalidOperationException($"Set {Account} to a connection string, or {Account}__accountName for an identity-based connection.");
}
