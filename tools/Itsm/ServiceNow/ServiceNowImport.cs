using System.Runtime.CompilerServices;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Itsm.Desks;
using ItsmFunctions.Itsm.Screens;
using ItsmFunctions.Itsm.ServiceNow.Log;
using ItsmFunctions.Itsm.ServiceNow.Parity;
using ItsmFunctions.Itsm.ServiceNow.Replay;
using ItsmFunctions.Reporting;
using ItsmFunctions.Reporting.Facts;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Itsm.ServiceNow;

/// <param name="Zone">Of the log's local times; null for the organisation's own.</param>
internal sealed record ImportOrder(string File, Mapping Mapping, string? Zone, OrganisationId Organisation, bool Notify, long SortMemory);

/// <param name="Counts">Null where nothing was to be written.</param>
/// <param name="Imported">Null where nothing was to be written.</param>
internal sealed record ImportResult(LogSurvey Survey, ImportCounts? Counts, ParityCheck Parity, int Spilled, ImportedPeriod? Imported = null);

/// <summary>Where to look for what was imported: one ticket by both of its numbers, and the months of the reports that count it.</summary>
internal sealed record ImportedPeriod(string Reference, TicketNumber Number, LocalMonth From, LocalMonth To)
{
    public static ImportedPeriod After(ImportedPeriod? before, TicketFigures figures, DateTimeOffset openedAt, TimeZoneInfo zone)
    {
        LocalMonth from = LocalMonth.Of(openedAt, zone), to = LocalMonth.Of(figures.ClosedAt ?? figures.ResolvedAt ?? openedAt, zone);
        return before is null
            ? new(figures.Number, figures.Ticket, from, to)
            : before with { From = from < before.From ? from : before.From, To = to > before.To ? to : before.To };
    }
}

/// <summary>The import from survey to parity.</summary>
internal sealed class ServiceNowImport(Screen screen, TimeProvider time, ImportOrder order)
{
    private readonly LogFile _log = new(order.File);
    private readonly Terms _terms = new(order.Mapping);
    private ImportedPeriod? _imported;

    /// <summary>Replays without storage: what would come of it.</summary>
    public async Task<ImportResult> RehearseAsync(FindingLog findings)
    {
        LogSurvey survey = await SurveyAsync();
        Profile profile = Catalogue.Extend(null, Aarhus.Profile, survey, _terms)?.On(Aarhus.Profile) ?? Aarhus.Profile;
        Replay.Desk desk = Desk(profile);
        var parity = new ParityCheck(findings);
        using var stream = new IncidentStream(_log, survey, order.SortMemory);
        await screen.StepAsync("Replaying and comparing", survey.Rows, "rows", progress =>
        {
            int rows = 0;
            parity.Compare(desk, survey, stream.Read().Select(incident => (incident, Rehearsed(desk, incident))), count => progress(rows += count));
            return Task.FromResult(rows);
        });
        return new(survey, null, parity, stream.Spilled);
    }

    public async Task<ImportResult> ImportAsync(DeskStorage storage, FindingLog findings, CancellationToken stop)
    {
        LogSurvey survey = await SurveyAsync();
        ProfileChanges? changes = await storage.Profiles.FindChangesAsync(order.Organisation, stop);
        Profile before = changes?.On(Aarhus.Profile) ?? Aarhus.Profile;
        ProfileChanges? extended = Catalogue.Extend(changes, before, survey, _terms);
        Profile profile = extended?.On(Aarhus.Profile) ?? before;
        Replay.Desk desk = Desk(profile);
        if (!ReferenceEquals(extended, changes))
            await storage.Profiles.WriteAsync(order.Organisation, extended!, stop);

        using var stream = new IncidentStream(_log, survey, order.SortMemory);
        bool interrupted = await storage.Marks.FindAsync(order.Organisation, order.Mapping.System, stop) is not null;
        var run = new ImportRun(storage, desk, order.Notify, mend: interrupted, findings);
        string title = survey.Contiguous ? "Replaying" : "Sorting on disk and replaying";
        await screen.StepAsync(title, survey.Rows, "rows", async progress =>
        {
            await run.RunAsync(stream.Read(), rows => progress(rows), stop);
            return run.Counts;
        });
        using var figures = new ExternalSort(order.SortMemory);
        bool wrote = run.Counts.Created + run.Counts.Grown > 0;
        if (wrote || interrupted)
        {
            await CountAsync(storage, figures, profile.TimeZone, stop);
            await storage.Marks.RemoveAsync(order.Organisation, order.Mapping.System, stop);
        }
        else
        {
            await ReadBackAsync(storage, figures, profile.TimeZone, stop);
        }

        return new(survey, run.Counts, await CompareAsync(desk, survey, stream, figures, findings), stream.Spilled, _imported);
    }

    /// <summary>Holds a log against what is stored, and changes nothing.</summary>
    public async Task<ImportResult> CompareAsync(DeskStorage storage, FindingLog findings, CancellationToken stop)
    {
        LogSurvey survey = await SurveyAsync();
        Profile stored = (await storage.Profiles.FindChangesAsync(order.Organisation, stop))?.On(Aarhus.Profile) ?? Aarhus.Profile;
        Profile profile = Catalogue.Extend(null, stored, survey, _terms)?.On(stored) ?? stored;
        using var stream = new IncidentStream(_log, survey, order.SortMemory);
        using var figures = new ExternalSort(order.SortMemory);
        await ReadBackAsync(storage, figures, profile.TimeZone, stop);
        return new(survey, null, await CompareAsync(Desk(profile), survey, stream, figures, findings), stream.Spilled);
    }

    // The reports take their facts from the events that are read back anyway.
    private Task<int> CountAsync(DeskStorage storage, ExternalSort figures, TimeZoneInfo zone, CancellationToken stop) =>
        screen.StepAsync("Reading the events back, counting for the reports", TicketHistories.Shards, "shards", progress => storage.Reports.AddAsync(
            order.Organisation, Histories(storage, figures, zone, progress, stop).Select(history => TicketFact.Of(history.Events.Select(e => e.Stored.Event))), null, stop));

    private Task<int> ReadBackAsync(DeskStorage storage, ExternalSort figures, TimeZoneInfo zone, CancellationToken stop) =>
        screen.StepAsync("Reading the events back", TicketHistories.Shards, "shards", async progress => await Histories(storage, figures, zone, progress, stop).CountAsync(stop));

    private async IAsyncEnumerable<TicketHistory> Histories(
        DeskStorage storage, ExternalSort figures, TimeZoneInfo zone, Action<double> progress, [EnumeratorCancellation] CancellationToken stop)
    {
        for (int shard = 0; shard < TicketHistories.Shards; shard++)
        {
            await foreach (TicketHistory history in storage.Histories.ReadAsync(order.Organisation, shard, stop))
            {
                if (TicketFigures.Of(order.Mapping.System, [.. history.Events.Select(e => e.Stored)]) is { } found)
                {
                    figures.Add(ParityCheck.Pack(found));
                    _imported = ImportedPeriod.After(_imported, found, history.Events[0].Stored.Event.HappenedAt, zone);
                }

                yield return history;
            }

            progress(shard + 1);
        }
    }

    private async Task<ParityCheck> CompareAsync(Replay.Desk desk, LogSurvey survey, IncidentStream stream, ExternalSort figures, FindingLog findings)
    {
        var parity = new ParityCheck(findings);
        await screen.StepAsync("Comparing", survey.Rows, "rows", progress =>
        {
            int rows = 0;
            parity.Compare(desk, survey, parity.Meet(stream.Read(ascending: true), figures.Read().Select(ParityCheck.Unpack)), count => progress(rows += count));
            return Task.FromResult(rows);
        });
        return parity;
    }

    private Task<LogSurvey> SurveyAsync() => screen.StepAsync("Reading the log", _log.Length, "bytes", progress => Task.FromResult(LogSurvey.Of(_log, () => progress(_log.Position))));

    private static TicketFigures? Rehearsed(Replay.Desk desk, IncidentRows incident)
    {
        IncidentReplay replay = IncidentReplay.Of(desk, incident, new(TicketKind.Incident, 1));
        return TicketFigures.Of(desk.Terms.Mapping.System, [.. replay.Entries.SelectMany(entry => entry.Events.Select(e => new StoredEvent(EventFormat.Schema, "", e, entry.Source)))]);
    }

    private Replay.Desk Desk(Profile profile)
    {
        string zone = order.Zone ?? profile.Zone;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out TimeZoneInfo? found))
            throw new MistakeException($"'{zone}' is no time zone: give an IANA name such as Europe/Copenhagen.");
        if (order.Mapping.Complain(profile) is { } complaint)
            throw new MistakeException($"The mapping does not fit: {complaint}. Change it, and start again.");
        return new(order.Organisation, profile, _terms, new(found), time.GetUtcNow());
    }
}
