using System.Collections.Concurrent;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Time;
using ItsmFunctions.Domain.Waiting;
using ItsmFunctions.Functions.Notifications;
using ItsmFunctions.Functions.Orchestrations;
using ItsmFunctions.Functions.Telemetry;
using ItsmFunctions.Functions.Webhooks;
using ItsmFunctions.Reporting;
using ItsmFunctions.Storage;
using ItsmFunctions.Storage.Changes;
using ItsmFunctions.Storage.Feed;
using ItsmFunctions.Storage.Format;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Outbox;
using ItsmFunctions.Storage.SelfHelp;
using ItsmFunctions.Storage.Tickets;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions;

/// <summary>What follows from an event: lists, mail, orchestrations, reports. At least once for each event, and each effect drops repeats.</summary>
/// <remarks>
/// What one nudge points to is done together, so that under load many events cost one request, and few batches at a time, so that
/// reactions leave storage to those who wait for an answer. Lists come first: a provider of mail may be slow.
/// </remarks>
public sealed partial class Reactions(
    TicketStore tickets, TicketLists lists, ChangeCalendar calendar, LinkedTickets links, ProblemFollowers problems, MajorFollowers majors, Conversations conversations, DueIndex due, ProfileStore profiles, Notifier notifier, SelfHelpCounts selfHelp, ReportFeed reports, EventFeed feed, WebhookDeliveries webhooks, RecentChanges changes,
    TimeProvider time, ILogger<Reactions> log)
    : IDisposable
{
    /// <summary>Batches that are listed or removed at the same time: one that hangs does not keep the others.</summary>
    private const int MostBatches = 4;

    /// <summary>Tickets of a batch that are listed at the same time.</summary>
    private const int Width = 32;

    /// <summary>Tickets of all batches that are told about at the same time.</summary>
    private const int MostTelling = 8;

    private readonly SemaphoreSlim _listing = new(MostBatches);
    private readonly SemaphoreSlim _telling = new(MostTelling);
    private readonly SemaphoreSlim _removing = new(MostBatches);

    /// <summary>Does everything that follows from the events of <paramref name="rows"/>, then removes those that are done.</summary>
    /// <returns>How many are done.</returns>
    /// <exception cref="AggregateException">Some of it failed, and stays in the outbox; the rest is done.</exception>
    public Task<int> RunAsync(IReadOnlyList<OutboxRow> rows, DurableTaskClient client, CancellationToken stop) => Instruments.MeasureAsync(rows, time, () => ReactAsync(rows, client, stop));

    private async Task<int> ReactAsync(IReadOnlyList<OutboxRow> rows, DurableTaskClient client, CancellationToken stop)
    {
        var failures = new ConcurrentBag<Exception>();
        IReadOnlyList<Work> work = [.. rows.GroupBy(row => (row.Organisation, row.Number)).Select(of => new Work(of.Key.Organisation, of.Key.Number, [.. of]))];
        IReadOnlyList<Work> all = work;
        work = await InTurnAsync(_listing, () => EachAsync(work, ListAsync, failures, stop), stop);
        work = await ArmAsync(work, failures, stop);
        work = await EachAsync(work, CountAsync, failures, stop);
        // Side by side: a ticket that many are linked to keeps no mail waiting, nor a slow provider of mail the links, nor a hub that is away either. Whoever waits keeps no other batch from its lists.
        Task<IReadOnlyList<Work>> followed = EachAsync(work, (one, token) => one.Ticket is null ? Task.CompletedTask : Task.WhenAll(links.FollowAsync(one.Ticket, one.Rows, token), problems.FollowAsync(one.Ticket, one.Rows, token), majors.FollowAsync(one.Ticket, one.Rows, token)), failures, stop);
        Task<IReadOnlyList<Work>> told = EachAsync(work, (one, token) => InTurnAsync(_telling, () => TellAsync(one, token), token), failures, stop);
        Task<IReadOnlyList<Work>> carried = EachAsync(work, (one, token) => ConverseAsync(one, client, token), failures, stop);
        OutboxRow[] done = [.. (await told).Intersect<Work>(await followed, ReferenceEqualityComparer.Instance).Intersect<Work>(await carried, ReferenceEqualityComparer.Instance).SelectMany(one => one.Rows)];
        await InTurnAsync(_removing, () => RemoveAsync(all, done, stop), stop);
        return failures.IsEmpty ? done.Length : throw new AggregateException(failures);
    }

    public void Dispose()
    {
        _listing.Dispose();
        _telling.Dispose();
        _removing.Dispose();
    }

    private async Task ListAsync(Work work, CancellationToken stop)
    {
        work.Change = changes.Take(work.Organisation, work.Number);
        work.Ticket = work.Change?.Ticket.Version >= work.Rows.Max(row => row.Version)
            ? work.Change.Ticket
            : (await tickets.FindAsync(work.Organisation, work.Number, stop))?.Ticket;
        if (work.Ticket is not null && work.Change?.Listed == work.Ticket.Version)
            await lists.OpenAsync(work.Ticket, stop);
        else if (work.Ticket is not null)
            await lists.MoveAsync(work.Ticket, stop);
        if (work.Ticket is not null)
            await calendar.FollowAsync(work.Ticket, again: false, stop);
        // Here, where one that fails leaves the others of the batch alone.
        work.Dues = [.. work.Owed()];
    }

    private async Task ConverseAsync(Work work, DurableTaskClient client, CancellationToken stop)
    {
        if (work.Ticket is { } ticket && !await conversations.FollowAsync(client, ticket, work.Rows, stop))
            await due.WriteAsync(work.Organisation, work.Number, new(DueWork.Conversation, time.GetUtcNow() + Wait.Grace), stop);
    }

    /// <summary>Has the clock look at those whose next prompt came nearer, or whose orchestration begins: one request for all of an hour.</summary>
    /// <returns>Those that did not fail.</returns>
    private async Task<IReadOnlyList<Work>> ArmAsync(IReadOnlyList<Work> all, ConcurrentBag<Exception> failures, CancellationToken stop)
    {
        Work[] armed = [.. all.Where(work => work.Dues.Count > 0)];
        try
        {
            await due.WriteAsync(armed.SelectMany(work => work.Dues.Select(each => (work.Organisation, work.Number, each))), stop);
            return all;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            failures.Add(failure);
            return [.. all.Except<Work>(armed, ReferenceEqualityComparer.Instance)];
        }
    }

    // IT-03: a ticket whose requester had read something, when it was opened.
    private async Task CountAsync(Work work, CancellationToken stop)
    {
        if (work.Ticket is not { Dossier.SelfHelp: { IsEmpty: false } read } ticket || work.Rows.All(row => row.What != nameof(Happening.Opened)))
            return;
        Profile profile = await profiles.ReadAsync(work.Organisation, stop);
        await selfHelp.OpenedAsync(work.Organisation, work.Number, read, LocalDays.DayOf(ticket.OpenedAt, profile.TimeZone), stop);
    }

    private async Task<bool> TellAsync(Work work, CancellationToken stop)
    {
        if (work.Ticket is null)
            return false;
        List<StoredEvent> told = [];
        foreach (OutboxRow row in work.Rows.Where(row => Notice.MayConcern(row.What)).OrderBy(row => row.Version))
        {
            if (await FindEventAsync(work, row.Version, stop) is { } e)
                told.Add(e);
        }

        if (told.Count > 0)
            await notifier.TellAsync(work.Ticket, told, await profiles.ReadAsync(work.Organisation, stop), stop);
        return true;
    }

    // Mail and feed ask for the same ones.
    private async Task<StoredEvent?> FindEventAsync(Work work, int version, CancellationToken stop)
    {
        if (work.Events.TryGetValue(version, out StoredEvent? found))
            return found;
        return work.Events[version] = work.Change?.Events.FirstOrDefault(e => e.Version == version) is { } known
            ? new StoredEvent(EventFormat.Schema, EventFormat.NoPredecessor, known)
            : await tickets.FindEventAsync(work.Organisation, work.Number, version, stop);
    }

    private async Task<bool> RemoveAsync(IReadOnlyList<Work> all, IReadOnlyCollection<OutboxRow> done, CancellationToken stop)
    {
        // One mark for each ticket of the batch: what changed again before the reports are built costs nothing more.
        foreach (IGrouping<OrganisationId, OutboxRow> organisation in done.GroupBy(row => row.Organisation))
        {
            HashSet<TicketNumber> recurring = [.. all.Where(one => one.Organisation == organisation.Key && one.Ticket is { } ticket && RecurrenceKey.Of(ticket) is not null && one.Rows.Any(row => RecurrenceKey.MayChange(row.What))).Select(one => one.Number)];
            await reports.MarkAsync(organisation.Key, organisation.Select(row => row.Number).Distinct(), recurring, stop);
        }

        // What stays in the outbox (its mail waits, say) is fed nevertheless: machines outside wait for nobody's mail.
        foreach (IGrouping<OrganisationId, Work> organisation in all.GroupBy(one => one.Organisation))
        {
            Dictionary<TicketNumber, Work> of = organisation.ToDictionary(one => one.Number);
            if (await feed.MoveAsync(organisation.Key, [.. organisation.SelectMany(one => one.Rows)], done.ToHashSet(), (number, version, token) => FindEventAsync(of[number], version, token), stop))
                webhooks.Wake(organisation.Key);
        }

        return true;
    }

    /// <returns>Those that did not fail.</returns>
    private async Task<IReadOnlyList<Work>> EachAsync(
        IReadOnlyList<Work> all, Func<Work, CancellationToken, Task> act, ConcurrentBag<Exception> failures, CancellationToken stop)
    {
        var done = new ConcurrentBag<Work>();
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = stop }, async (work, token) =>
        {
            try
            {
                await act(work, token);
                done.Add(work);
            }
            catch (Exception failure) when (!token.IsCancellationRequested)
            {
                // Who waits for mail was named when it was tried.
                if (failure is not MailPostponedException)
                    LogFailed(work.Organisation, work.Number, failure);
                failures.Add(failure);
            }
        });
        return [.. done];
    }

    private static async Task<T> InTurnAsync<T>(SemaphoreSlim turn, Func<Task<T>> act, CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            return await act();
        }
        finally
        {
            turn.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "What follows from the events of {Organisation} {Number} failed; they stay in the outbox.")]
    private partial void LogFailed(OrganisationId organisation, TicketNumber number, Exception failure);

    private sealed record Work(OrganisationId Organisation, TicketNumber Number, IReadOnlyList<OutboxRow> Rows)
    {
        public RecentChange? Change { get; set; }

        public Ticket? Ticket { get; set; }

        /// <summary>By version; null for one that there is not.</summary>
        public ConcurrentDictionary<int, StoredEvent?> Events { get; } = [];

        /// <summary>What the clock is to look at; none before the ticket is listed.</summary>
        public IReadOnlyList<Due> Dues { get; set; } = [];

        /// <summary>Where one of these events asks for it: a later one that does stands in a row of its own.</summary>
        public IEnumerable<Due> Owed()
        {
            if (Ticket?.Watch is { ArmedBy: { } version, WakesAt: { } at } && Rows.Any(row => row.Version == version))
                yield return new(DueWork.Prompt, at);
            if (Ticket?.Watchdog is { } watchdog && Conversation.Of(Ticket).Any(one => one.Stands && one.IsWatchedFrom(Rows)))
                yield return watchdog;
        }
    }
}
