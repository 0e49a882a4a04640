using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using ItsmFunctions.Reporting;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Reporting.Search;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Changes;
using ItsmFunctions.Storage.Import;
using ItsmFunctions.Storage.Knowledge;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.People;
using ItsmFunctions.Storage.Problems;
using ItsmFunctions.Storage.Reports;
using ItsmFunctions.Storage.SelfHelp;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Itsm.Desks;

/// <summary>The desk's storage, opened by a command.</summary>
internal sealed class DeskStorage
{
    private readonly RequestCounter _counter = new();

    private DeskStorage(string connection, TimeProvider time)
    {
        var options = new TableClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxRetries = 4;
        options.AddPolicy(_counter, HttpPipelinePosition.PerCall);
        TableServiceClient service = Service(connection, options);
        Tables = new(service);
        Due = new(Tables, time);
        Numbers = new(Tables, time);
        Tickets = new(Tables, Due, Numbers, new CreationKeys(Tables, Due));
        Imports = new(Tables, Due, Numbers, Tickets);
        Marks = new(Tables);
        Lists = new(Tables);
        ChangeCalendar = new(Tables);
        KnownErrors = new(Tables, time);
        Statuses = new(Tables, time);
        Recurrences = new(Tables);
        SelfHelp = new(Tables, Due);
        Profiles = new(Tables, Due, time);
        People = new(Tables, time);
        Histories = new(Tables);
        Articles = new(Tables);
        Search = new(new SearchMarks(Tables), new SearchBlobs(Blobs(connection, service)), Tickets, new TicketScan(Tables), time);
        Reports = new(
            new DirtyMarks(Tables), new ReportBlobs(Blobs(connection, service)), Tickets, new TicketScan(Tables), Profiles, (_, _) => ResolutionTargets.None, time);
    }

    public DeskTables Tables { get; }

    public DueIndex Due { get; }

    public NumberBlocks Numbers { get; }

    public TicketStore Tickets { get; }

    public ImportStore Imports { get; }

    public ImportMarks Marks { get; }

    public TicketLists Lists { get; }

    public ChangeCalendar ChangeCalendar { get; }

    public KnownErrorStore KnownErrors { get; }

    public StatusStore Statuses { get; }

    public RecurrenceStore Recurrences { get; }

    public SelfHelpCounts SelfHelp { get; }

    public ProfileStore Profiles { get; }

    public PersonStore People { get; }

    public TicketHistories Histories { get; }

    public ReportBuilder Reports { get; }

    public ArticleStore Articles { get; }

    public SearchBuilder Search { get; }

    /// <summary>Requests that could change something, since it was opened.</summary>
    public long Writes => _counter.Writes;

    /// <exception cref="MistakeException">Nothing answers there.</exception>
    public static async Task<DeskStorage> OpenAsync(string connection, TimeProvider time, CancellationToken stop)
    {
        DeskStorage storage;
        try
        {
            storage = new(connection, time);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new MistakeException($"That is no storage connection: {wrong.Message} Give a connection string, or the address of a table service.");
        }

        try
        {
            await storage.Tables.CreateAsync(stop);
        }
        catch (Exception failure) when (failure is Azure.RequestFailedException or AggregateException && !stop.IsCancellationRequested)
        {
            throw new MistakeException(
                $"The storage {storage.Tables.Desk.Uri.GetLeftPart(UriPartial.Authority)} does not answer ({First(failure)}): start it with ./run, or say where it is with --connection.");
        }

        storage._counter.Reset();
        return storage;
    }

    private static TableServiceClient Service(string connection, TableClientOptions options) =>
        Uri.TryCreate(connection, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps
            ? new(address, new DefaultAzureCredential(), options)
            : new(connection, options);

    // An account's services differ in one label of the address.
    private static BlobServiceClient Blobs(string connection, TableServiceClient tables) =>
        connection.StartsWith(Uri.UriSchemeHttps + "://", StringComparison.OrdinalIgnoreCase)
            ? new(new Uri(tables.Uri.AbsoluteUri.Replace(".table.", ".blob.", StringComparison.Ordinal)), new DefaultAzureCredential())
            : new(connection);

    private static string First(Exception failure) => (failure is AggregateException many ? many.InnerExceptions[0] : failure).Message.Split('\n')[0].Trim();

    private sealed class RequestCounter : HttpPipelineSynchronousPolicy
    {
        private long _writes;

        public long Writes => Interlocked.Read(ref _writes);

        public void Reset() => Interlocked.Exchange(ref _writes, 0);

        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.Request.Method != RequestMethod.Get)
                Interlocked.Increment(ref _writes);
        }
    }
}
