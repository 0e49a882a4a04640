namespace ItsmFunctions.Functions;

/// <summary>One app setting, as docs/settings.md lists it.</summary>
/// <param name="Name">As an environment variable: two underscores stand for a colon.</param>
/// <param name="Default">Null where it must be given.</param>
public sealed record AppSetting(string Name, string? Default, string Meaning);

/// <summary>Every setting that the app reads: one that is missing here fails a test.</summary>
public static class AppSettings
{
    public static readonly IReadOnlyList<AppSetting> All =
    [
        new("AzureWebJobsStorage", "", "Connection string of the storage account that holds tickets, queues and snapshots; on one's own machine `UseDevelopmentStorage=true`. Left out where an identity is used, as the next four say."),
        new("AzureWebJobsStorage__accountName", "", "Name of the storage account, where the app's managed identity opens it."),
        new("AzureWebJobsStorage__tableServiceUri", "", "Address of its tables, where it is not the usual one; likewise `queueServiceUri` and `blobServiceUri`."),
        new("AzureWebJobsStorage__clientId", "", "Client id of a user-assigned identity; the system-assigned one if left out."),
        new("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated", "Read by the Functions host."),
        new("Itsm__SigningKey", null, "Signs links and continuation tokens: at least 32 random bytes in base64, for example from `openssl rand -base64 32`. A new key makes the links of old mails void."),
        new("Itsm__DefaultOrganisation", "demo", "The organisation of a caller whose token names no tenant: 1 to 63 of a-z, 0-9 and hyphen."),
        new("Itsm__Tenants", "", "The tenants that may sign in, with commas between; each is an organisation of its own. `*` lets in every one; with none, only tokens without a tenant count."),
        new("Itsm__CorsOrigins", "", "Origins of browsers that may call the API, with commas between, or `*`."),
        new("Itsm__Scanner", "", "Host of a clamd that looks at every attached file, with its port if that is not 3310; its `StreamMaxLength` has to be 25 MiB at least. While it does not answer, nobody gets the files it has not seen. Without it files are not scanned."),
        new("Itsm__Webhooks__AllowLoopback", "false", "`true` lets webhooks lead to this machine itself, by http too. It counts on one's own machine alone."),
        new("Itsm__PublicUrl", "http://127.0.0.1:7071", "Where the desk is reached from outside: signed links in mails begin with it."),
        new("Itsm__PortalUrl", "", "Where a person opens a new ticket: pages and mails lead there, and nowhere without it."),
        new("Itsm__TicketUrl", "", "Where a person reads a ticket; `{number}` stands for its number. Without it mails and pages name the ticket and do not lead to it."),
        new("Itsm__Mail__Transport", "folder", "`folder` writes .eml files, `smtp` sends, `communication-services` sends through Azure (in the Azure build)."),
        new("Itsm__Mail__From", "IT Service Desk <it-support@desk.example>", "Name and address that mails are sent under. Its domain stands in every Message-ID: a change breaks threads."),
        new("Itsm__Mail__Folder", ".local/mail", "Where the folder transport writes, from the current directory if it is not absolute."),
        new("Itsm__Mail__Smtp__Host", "127.0.0.1", "The mail server."),
        new("Itsm__Mail__Smtp__Port", "25", "Its port."),
        new("Itsm__Mail__Smtp__User", "", "User name at the mail server, where it asks for one."),
        new("Itsm__Mail__Smtp__Password", "", "Password at the mail server."),
        new("Itsm__Mail__Smtp__UseTls", "false", "`true` demands TLS: on port 465 from the first byte, else STARTTLS."),
        new("Itsm__Mail__CommunicationServices__Endpoint", "", "Address of the Azure Communication Services resource."),
        new("Itsm__Mail__MostRecipients", "50", "Recipients of one event, at most."),
        new("Itsm__Mail__HourlyCap", "1000", "Mails in an hour to one recipient from the tickets of one requester, at most."),
        new("Itsm__Mail__TellOfImports", "false", "Whether what an import replays is told by mail."),
        new("TickSchedule", null, "When the desk looks for what is due: six-field NCRONTAB in UTC, `0 * * * * *` for each minute."),
        new("ReportSchedule", null, "When the reports and the search index are brought up to date: six-field NCRONTAB in UTC, `0 */5 * * * *` for every five minutes."),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "", "Where traces and metrics go, over OTLP, such as `http://127.0.0.1:4317`; without it nothing is measured. The other variables of the OpenTelemetry specification count too: `OTEL_EXPORTER_OTLP_PROTOCOL` (`grpc` or `http/protobuf`), `OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER`, …."),
        new("WEBSITE_AUTH_ENABLED", "", "Set by the platform where App Service authentication signs people in: only then, or on one's own machine, does `X-MS-CLIENT-PRINCIPAL` count."),
        new("AZURE_FUNCTIONS_ENVIRONMENT", "", "`Development` on one's own machine, where Core Tools and the local runtime set it."),
        new("WEBSITE_INSTANCE_ID", "", "Set by the platform: this is the cloud."),
        new("WEBSITE_SITE_NAME", "", "Set by the platform: this is the cloud."),
    ];
}
