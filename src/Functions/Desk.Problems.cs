using System.Collections.Immutable;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Telemetry;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Functions;

/// <summary>Problems: opened from incidents that the caller may read.</summary>
public sealed partial class Desk
{
    /// <summary>Logs a problem: a point read for each incident that it names, and one transaction. The other ends of its links follow from its event.</summary>
    public Task<Outcome> OpenProblemAsync(Caller caller, NewProblem wanted, RequestKey? key, CancellationToken stop) =>
        Instruments.CountAsync(Act.OpenProblem, DecideAsync(caller, wanted, key, at: null, stop));

    /// <summary>Likewise, under a number of its own: whoever asks again for the same number comes to the same problem, whenever that is.</summary>
    public Task<Outcome> OpenProblemAsync(Caller caller, NewProblem wanted, TicketNumber at, CancellationToken stop) =>
        Instruments.CountAsync(Act.OpenProblem, DecideAsync(caller, wanted, key: null, at, stop));

    private async Task<Outcome> DecideAsync(Caller caller, NewProblem wanted, RequestKey? key, TicketNumber? at, CancellationToken stop)
    {
        if ((Policy.Denies(Act.OpenProblem, caller.Actor) ?? (wanted.Proactive is null ? null : Policy.Denies(Act.OpenProactiveProblem, caller.Actor))) is { } denied)
            return await UnlessCreatedAsync(new Outcome.Refused(denied.Refusal, null), caller, key, stop);
        if (wanted.FollowUpOf is { } earlier && await ReadAsync(caller, earlier, stop) is null)
            return await UnlessCreatedAsync(new Outcome.NotFound(), caller, key, stop);
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        DateTimeOffset now = time.GetUtcNow();
        Decision decision = ProblemIntake.Decide(wanted, profile);
        if (decision is not Decision.Rejected && await MissingAsync(caller, wanted.Incidents, stop) is { } missing)
            decision = missing;
        if (decision is Decision.Rejected rejected)
            return await UnlessCreatedAsync(new Outcome.Refused(rejected.Refusal, null), caller, key, stop);
        await people.MeetAsync(caller.Organisation, caller.Person, stop);
        ImmutableArray<Happening> happenings = ((Decision.Accepted)decision).Happenings;
        string role = RoleNames.Of(caller.Actor.Roles);
        if (at is not { } number)
            return await CreateAsync(caller, happenings, role, key, now, profile, stop);
        (Ticket ticket, ImmutableArray<TicketEvent> events) = History.Open(caller.Organisation, number, happenings, caller.Actor.Id, role, now, profile);
        return await tickets.CreateOnceAsync(ticket, events, now, stop) switch
        {
            Creation.Created created => await AnnounceAsync(created, stop),
            Creation.There there => new Outcome.Opened(there.Ticket, Replayed: true),
            _ => throw new InvalidOperationException(),
        };
    }

    private async Task<Decision.Rejected?> MissingAsync(Caller caller, IReadOnlyList<TicketNumber> incidents, CancellationToken stop)
    {
        Ticket?[] found = await Task.WhenAll(incidents.Select(incident => ReadAsync(caller, incident, stop)));
        Complaint[] complaints = [.. found.Index().Where(each => each.Item is null).Select(each => new Complaint($"/incidents/{each.Index}", new(
            $"There is no {incidents[each.Index]}.", $"Der er ingen {incidents[each.Index]}.")))];
        return complaints.Length == 0 ? null : Decision.Reject([.. complaints]);
    }
}
