using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Queues;
using ItsmFunctions.Functions.Telemetry;
using ItsmFunctions.Storage.Alerts;
using ItsmFunctions.Storage.Lists;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.People;
using ItsmFunctions.Storage.Tickets;
using Microsoft.Extensions.Logging;

namespace ItsmFunctions.Functions;

/// <summary>The one way in: every door (HTTP, timer, queue, orchestration step) calls the desk, the desk asks the domain and has it kept.</summary>
public sealed partial class Desk(
    TicketStore tickets, AlertStore alerts, TicketLists lists, ProfileStore profiles, PersonStore people, Nudges nudges, TimeProvider time, ILogger<Desk> log)
{
    /// <summary>How often an append is tried anew when others write to the same ticket.</summary>
    private const int Patience = 64;

    /// <summary>Logs an incident or a request: one transaction, and its line in the requester's list before the answer.</summary>
    /// <param name="requester">Whom an agent logs it for; null for the caller.</param>
    public Task<Outcome> OpenAsync(Caller caller, NewTicket wanted, Person? requester, RequestKey? key, CancellationToken stop) =>
        Instruments.CountAsync(act: null, DecideAsync(caller, wanted, requester, key, stop));

    private async Task<Outcome> DecideAsync(Caller caller, NewTicket wanted, Person? requester, RequestKey? key, CancellationToken stop)
    {
        bool forAnother = requester is not null && requester.Id != caller.Person.Id;
        if (Policy.Denies(forAnother ? Act.OpenForAnother : Act.Open, caller.Actor) is { } denied)
            return await UnlessCreatedAsync(new Outcome.Refused(denied.Refusal, null), caller, key, stop);
        if (wanted.FollowUpOf is { } earlier && await ReadAsync(caller, earlier, stop) is null)
            return await UnlessCreatedAsync(new Outcome.NotFound(), caller, key, stop);

        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        DateTimeOffset now = time.GetUtcNow();
        Decision decision = TicketIntake.DeniesChannel(wanted.Channel, caller.Actor) is { } notTheirs ? notTheirs : wanted.Quick is { } quick ? QuickCases.Decide(wanted, quick, caller.Actor, now, profile) : TicketIntake.Decide(wanted, profile);
        if (decision is Decision.Rejected rejected)
            return await UnlessCreatedAsync(new Outcome.Refused(rejected.Refusal, null), caller, key, stop);

        // What an agent says of somebody is not what they say themselves.
        await (forAnother ? people.IntroduceAsync(caller.Organisation, requester!, stop) : people.MeetAsync(caller.Organisation, requester ?? caller.Person, stop));
        ImmutableArray<Happening> happenings = ((Decision.Accepted)decision).Happenings;
        return await CreateAsync(caller, happenings, RoleNames.Of(caller.Actor.Roles), key, now, profile, stop);
    }

    /// <summary>Logs a change: one transaction. Its orchestration follows from the event.</summary>
    public Task<Outcome> OpenChangeAsync(Caller caller, NewChange wanted, RequestKey? key, CancellationToken stop) =>
        Instruments.CountAsync(Act.OpenChange, DecideAsync(caller, wanted, key, stop));

    private async Task<Outcome> DecideAsync(Caller caller, NewChange wanted, RequestKey? key, CancellationToken stop)
    {
        if (Policy.Denies(Act.OpenChange, caller.Actor) is { } denied)
            return await UnlessCreatedAsync(new Outcome.Refused(denied.Refusal, null), caller, key, stop);
        if (wanted.FollowUpOf is { } earlier && await ReadAsync(caller, earlier, stop) is null)
            return await UnlessCreatedAsync(new Outcome.NotFound(), caller, key, stop);
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        DateTimeOffset now = time.GetUtcNow();
        Decision decision = ChangeIntake.Decide(wanted, caller.Actor, now, profile);
        if (decision is Decision.Rejected rejected)
            return await UnlessCreatedAsync(new Outcome.Refused(rejected.Refusal, null), caller, key, stop);
        await people.MeetAsync(caller.Organisation, caller.Person, stop);
        return await CreateAsync(caller, ((Decision.Accepted)decision).Happenings, RoleNames.Of(caller.Actor.Roles), key, now, profile, stop);
    }

    private async Task<Outcome> CreateAsync(
        Caller caller, ImmutableArray<Happening> happenings, string role, RequestKey? key, DateTimeOffset now, Profile profile, CancellationToken stop)
    {
        Creation creation = await tickets.CreateAsync(
            caller.Organisation,
            TicketIntake.KindOf(happenings),
            key,
            now,
            (TicketNumber number) => History.Open(caller.Organisation, number, happenings, caller.Actor.Id, role, now, profile),
            stop);
        return creation switch
        {
            Creation.Created created => await AnnounceAsync(created, stop),
            Creation.Repeated repeated => await RepeatAsync(caller, repeated.Key, key!, stop),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>Makes a ticket of its own of a part of another: one transaction; the other end of their link follows from its event.</summary>
    public Task<Outcome> SplitAsync(Caller caller, TicketNumber number, TicketCommand.Split split, Guard guard, RequestKey? key, CancellationToken stop) =>
        Instruments.CountAsync(split.Act, DecideAsync(caller, number, split, guard, key, stop));

    private async Task<Outcome> DecideAsync(Caller caller, TicketNumber number, TicketCommand.Split split, Guard guard, RequestKey? key, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        if (await ReadAsync(caller, number, stop) is not { } origin)
            return await UnlessCreatedAsync(new Outcome.NotFound(), caller, key, stop);
        DateTimeOffset now = time.GetUtcNow();
        (Outcome? refusal, ImmutableArray<Happening> happenings) = Judge(origin, caller, split, guard, now, profile);
        if (refusal is not null)
            return await UnlessCreatedAsync(refusal, caller, key, stop);
        await people.MeetAsync(caller.Organisation, caller.Person, stop);
        return await CreateAsync(caller, happenings, Policy.RoleOf(split.Act, caller.Actor, origin, profile), key, now, profile, stop);
    }

    /// <summary>Another ticket that a command names, where the caller may read it; null for any other.</summary>
    /// <param name="kind">How the one of the command stands to it: from the upper end on all that is above is looked at too.</param>
    public async Task<LinkedTicket?> FindOtherAsync(Caller caller, TicketNumber number, TicketNumber other, LinkKind kind, CancellationToken stop)
    {
        if (await ReadAsync(caller, other, stop) is not { } found)
            return null;
        if (kind.Upwards() is not { } upwards)
            return new(found, []);
        var above = ImmutableArray.CreateBuilder<TicketNumber>();
        Ticket? at = kind == upwards ? found : (await tickets.FindAsync(caller.Organisation, number, stop))?.Ticket;
        while (at?.Above(upwards) is { } next && !above.Contains(next) && above.Count < TicketDesk.MostLinks)
        {
            above.Add(next);
            at = (await tickets.FindAsync(caller.Organisation, next, stop))?.Ticket;
        }

        return new(found, above.ToImmutable());
    }

    /// <summary>Has somebody do something to a ticket.</summary>
    /// <param name="guard">What If-Match said, or that this command appends without it.</param>
    public Task<Outcome> CommandAsync(Caller caller, TicketNumber number, TicketCommand command, Guard guard, RequestKey? key, CancellationToken stop) =>
        Instruments.CountAsync(command.Act, DecideAsync(caller, number, command, guard, key, stop));

    /// <summary>What would come of a command: refused as it would be, or the ticket as it stands. One point read, and nothing is written.</summary>
    public async Task<Outcome> RehearseAsync(Caller caller, TicketNumber number, TicketCommand command, Guard guard, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        if (await ReadAsync(caller, number, stop) is not { } ticket)
            return new Outcome.NotFound();
        DateTimeOffset now = time.GetUtcNow();
        (Outcome? refusal, ImmutableArray<Happening> happenings) = Judge(ticket, caller, await ClockedAsync(ticket, command, profile, stop), guard, now, profile);
        return refusal ?? new Outcome.Rehearsed(
            ticket, History.Append(ticket, happenings, caller.Actor.Id, Policy.RoleOf(command.Act, caller.Actor, ticket, profile), now, now, profile).Ticket);
    }

    private async Task<Outcome> DecideAsync(Caller caller, TicketNumber number, TicketCommand command, Guard guard, RequestKey? key, CancellationToken stop)
    {
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        StoredTicket? stored = await tickets.FindAsync(caller.Organisation, number, stop);
        for (int attempt = 0; stored is not null; attempt++)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (await RepeatAsync(caller, stored, key, now, profile, stop) is { } answer)
                return answer;
            if (!TicketDesk.MayRead(stored.Ticket, caller.Actor, profile))
                break;
            command = await ClockedAsync(stored.Ticket, await RecognisedAsync(caller, stored.Ticket, command, profile, stop), profile, stop);
            (Outcome? refusal, ImmutableArray<Happening> happenings) = Judge(stored.Ticket, caller, command, guard, now, profile);
            if (refusal is not null)
                return refusal;
            if (happenings.IsEmpty && key is null)
                return new Outcome.Done(stored.Ticket, Replayed: false);
            // What stands already is an answer too: its key is kept, or a later repetition would be judged anew.
            Commit commit = happenings.IsEmpty
                ? await tickets.RememberAsync(stored, key!, now, stop)
                : await CommitAsync(caller, stored, command, happenings, key, now, profile, stop);
            switch (commit)
            {
                case Commit.Committed committed:
                    nudges.About(committed.Ticket, committed.Events);
                    return new Outcome.Done(committed.Ticket, Replayed: false);
                case Commit.Overtaken overtaken when attempt < Patience:
                    stored = overtaken.Current;
                    break;
                default:
                    throw new DeskBusyException($"{number} is being written to by too many at once.");
            }
        }

        return new Outcome.NotFound();
    }

    /// <summary>The answer that this key had already, where it is to do the same again; null where it was never remembered. One point read.</summary>
    public async Task<Outcome?> RepeatAsync(Caller caller, TicketNumber number, RequestKey key, CancellationToken stop) =>
        await tickets.FindAsync(caller.Organisation, number, stop) is { } stored
            ? await RepeatAsync(caller, stored, key, time.GetUtcNow(), await profiles.ReadAsync(caller.Organisation, stop), stop)
            : null;

    // A key is the caller's own, so that before any right is judged it may say what it did; the ticket is shown to whom may read it now.
    private async Task<Outcome?> RepeatAsync(Caller caller, StoredTicket stored, RequestKey? key, DateTimeOffset now, Profile profile, CancellationToken stop)
    {
        if (key is null || stored.Keys.Find(key, now) is not { } before)
            return null;
        if (!RecentKeys.SameRequest(before, key))
            return new Outcome.KeyReused();
        return TicketDesk.MayRead(stored.Ticket, caller.Actor, profile)
            ? new Outcome.Done(await AsOfAsync(stored.Ticket, before.Version, stop), Replayed: true)
            : new Outcome.DoneBefore();
    }

    // Somebody may be named by an address that is the requester's own: then it is the requester who is meant.
    private async Task<TicketCommand> RecognisedAsync(Caller caller, Ticket ticket, TicketCommand command, Profile profile, CancellationToken stop)
    {
        if (command.Introduces?.Mail is not { } mail)
            return command;
        string? own = profile.Directory.Find(ticket.Requester)?.Mail
            ?? (ticket.Requester == caller.Person.Id ? caller.Person.Mail : (await people.FindAsync(caller.Organisation, ticket.Requester, stop))?.Mail);
        return string.Equals(own?.Trim(), mail.Trim(), StringComparison.OrdinalIgnoreCase) ? command.Naming(new(ticket.Requester, null, null, null)) : command;
    }

    // A correction is of any clock that there ever was, and the ticket's row has those alone that go on.
    private async Task<TicketCommand> ClockedAsync(Ticket ticket, TicketCommand command, Profile profile, CancellationToken stop) =>
        command is TicketCommand.CorrectServiceLevel correct
            ? correct with { Clock = Clocks.Of((await tickets.ReadEventsAsync(ticket.Organisation, ticket.Number, ticket.Version, stop)).Select(stored => stored.Event), profile.Book).All.LastOrDefault(correct.Means) }
            : command;

    // Rights come before the version, and the version before what the command says.
    private static (Outcome? Refusal, ImmutableArray<Happening> Happenings) Judge(
        Ticket ticket, Caller caller, TicketCommand command, Guard guard, DateTimeOffset now, Profile profile)
    {
        if (Policy.Denies(command.Act, caller.Actor, ticket, profile) is { } denied)
            return (new Outcome.Refused(denied.Refusal, ticket), []);
        if (guard.Objects(ticket, caller) is { } objection)
            return (objection, []);
        return TicketDesk.Decide(ticket, command, caller.Actor, now, profile) switch
        {
            Decision.Accepted accepted => (null, accepted.Happenings),
            Decision.Rejected rejected => (new Outcome.Refused(rejected.Refusal, ticket), []),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>A ticket that the caller may read: one point read. Null for any other.</summary>
    public async Task<Ticket?> ReadAsync(Caller caller, TicketNumber number, CancellationToken stop)
    {
        StoredTicket? stored = await tickets.FindAsync(caller.Organisation, number, stop);
        return stored is not null && TicketDesk.MayRead(stored.Ticket, caller.Actor, await profiles.ReadAsync(caller.Organisation, stop)) ? stored.Ticket : null;
    }

    private async Task<Commit> CommitAsync(
        Caller caller, StoredTicket stored, TicketCommand command, ImmutableArray<Happening> happenings, RequestKey? key, DateTimeOffset now, Profile profile, CancellationToken stop)
    {
        await people.MeetAsync(caller.Organisation, caller.Person, stop);
        // Somebody who is named by id alone is known already, or will be when they call.
        if (command.Introduces is { Mail: not null } introduced)
            await people.IntroduceAsync(caller.Organisation, introduced, stop);
        (Ticket after, ImmutableArray<TicketEvent> events) = History.Append(
            stored.Ticket, happenings, caller.Actor.Id, Policy.RoleOf(command.Act, caller.Actor, stored.Ticket, profile), now, now, profile);
        return await tickets.CommitAsync(stored, after, events, key, now, stop);
    }

    private async Task<Outcome> AnnounceAsync(Creation.Created created, CancellationToken stop)
    {
        bool listed = false;
        try
        {
            listed = await ListAtOnceAsync(created.Ticket, stop);
        }
        finally
        {
            nudges.About(created.Ticket, created.Events, listed);
        }

        return new Outcome.Opened(created.Ticket, Replayed: false);
    }

    private async Task<Outcome> RepeatAsync(Caller caller, CreationKey earlier, RequestKey key, CancellationToken stop)
    {
        if (!earlier.Request.AsSpan().SequenceEqual(key.Request))
            return new Outcome.KeyReused();
        StoredTicket stored = await tickets.FindAsync(caller.Organisation, earlier.Number, stop) ?? throw new InvalidDataException($"{earlier.Number} is gone.");
        await ListAtOnceAsync(stored.Ticket, stop);
        return new Outcome.Opened(await AsOfAsync(stored.Ticket, earlier.Version, stop), Replayed: true);
    }

    // What would be refused by now may be done already: looked up only then, so that a creation costs what it did.
    private async Task<Outcome> UnlessCreatedAsync(Outcome refusal, Caller caller, RequestKey? key, CancellationToken stop) =>
        key is not null && await tickets.FindCreationAsync(caller.Organisation, key, time.GetUtcNow(), stop) is { } earlier
            ? await RepeatAsync(caller, earlier, key, stop)
            : refusal;

    // The caller's own ticket is in their list when the answer comes. Where that fails, the ticket exists nevertheless and is
    // acknowledged: the reaction to its event lists it.
    private async Task<bool> ListAtOnceAsync(Ticket ticket, CancellationToken stop)
    {
        try
        {
            await lists.AddAsync(ticket, stop);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            LogNotListed(ticket.Number, failure);
            return false;
        }
    }

    // The same answer again: the ticket as it stood then.
    private async Task<Ticket> AsOfAsync(Ticket ticket, int version, CancellationToken stop) =>
        ticket.Version == version
            ? ticket
            : History.Fold(
                (await tickets.ReadEventsAsync(ticket.Organisation, ticket.Number, version, stop)).Select(stored => stored.Event),
                (await profiles.ReadAsync(ticket.Organisation, stop)).Book);

    [LoggerMessage(LogLevel.Warning, "{Number} could not be listed at once; its reaction will.")]
    private partial void LogNotListed(TicketNumber number, Exception failure);
}

/// <summary>Storage or contention does not let this through now; the caller should try again.</summary>
public sealed class DeskBusyException(string message) : Exception(message);
