using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Rights;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Problems;
using ItsmFunctions.Storage.Tickets;

namespace ItsmFunctions.Functions;

/// <summary>What became of a decision on a proposal.</summary>
public abstract record ProposalOutcome
{
    private ProposalOutcome()
    {
    }

    /// <param name="Proposal">As it stands now.</param>
    public sealed record Decided(StoredRecurrence Proposal) : ProposalOutcome;

    /// <summary>The problem that it became, or why none was opened.</summary>
    public sealed record Opening(Outcome Of) : ProposalOutcome;

    public sealed record NotFound : ProposalOutcome;

    /// <summary>It was decided otherwise before.</summary>
    public sealed record Over(StoredRecurrence Proposal) : ProposalOutcome;
}

/// <summary>A process manager decides on what is proposed as a problem: accepted it becomes one, dismissed it is remembered.</summary>
public sealed class ProblemProposals(RecurrenceStore store, TicketStore tickets, Desk desk, ProfileStore profiles, TimeProvider time)
{
    private const int Patience = 16;

    /// <summary>The caller may: the gate has looked.</summary>
    public Task<IReadOnlyList<StoredRecurrence>> ReadOpenAsync(Caller caller, CancellationToken stop) => store.ReadOpenAsync(caller.Organisation, stop);

    /// <summary>
    /// Names the number that the problem will have, opens it under that, linked to its incidents, and then says so. Who dies in between
    /// leaves the proposal open with the number: accepted again, however much later, it leads to the same problem.
    /// </summary>
    /// <param name="title">Null for one that names what recurs.</param>
    public async Task<ProposalOutcome> AcceptAsync(Caller caller, string id, string? title, string? description, string? team, CancellationToken stop)
    {
        if (Policy.Denies(Act.DecideProposals, caller.Actor) is { } denied)
            return new ProposalOutcome.Opening(new Outcome.Refused(denied.Refusal, null));
        if (await FindAsync(caller, id, stop) is not { Recurrence.Proposal: { } proposal } found)
            return new ProposalOutcome.NotFound();
        switch (proposal)
        {
            case { State: ProposalState.Dismissed }:
                return new ProposalOutcome.Over(found);
            case { State: ProposalState.Accepted, Problem: { } before }:
                return new ProposalOutcome.Opening(await desk.ReadAsync(caller, before, stop) is { } there ? new Outcome.Opened(there, Replayed: true) : new Outcome.NotFound());
        }

        if (await NumberAsync(caller, found, stop) is not { Recurrence.Proposal: { State: ProposalState.Open, Problem: { } number } } named)
            return await AcceptAsync(caller, id, title, description, team, stop);
        Outcome outcome = await desk.ReadAsync(caller, number, stop) is { } made
            ? new Outcome.Opened(made, Replayed: true)
            : await desk.OpenProblemAsync(caller, await WantedAsync(caller, named, title, description, team, stop), number, stop);
        if (outcome is Outcome.Opened opened)
            await DecideAsync(caller, id, at => at with { State = ProposalState.Accepted, Problem = opened.Ticket.Number }, overrules: true, stop);
        return new ProposalOutcome.Opening(outcome);
    }

    /// <summary>Is proposed again only when it happened again as often as the parameter recurrence asks.</summary>
    public async Task<ProposalOutcome> DismissAsync(Caller caller, string id, string reason, CancellationToken stop)
    {
        if (Policy.Denies(Act.DecideProposals, caller.Actor) is { } denied)
            return new ProposalOutcome.Opening(new Outcome.Refused(denied.Refusal, null));
        if (Texts.Complain("/reason", reason, Texts.LongestReason, required: true) is { } complaint)
            return new ProposalOutcome.Opening(new Outcome.Refused(Decision.Reject([complaint]).Refusal, null));
        // It may have been opened by somebody who died before they could say so.
        if (await FindAsync(caller, id, stop) is { Recurrence.Proposal: { State: ProposalState.Open, Problem: { } number } } && await desk.ReadAsync(caller, number, stop) is not null
            && await DecideAsync(caller, id, at => at with { State = ProposalState.Accepted, Problem = number }, overrules: true, stop) is ProposalOutcome.Decided accepted)
            return new ProposalOutcome.Over(accepted.Proposal);
        return await DecideAsync(caller, id, at => at with { State = ProposalState.Dismissed, Problem = null, Reason = new(Texts.Normalized(reason)!, caller.Actor.Id) }, overrules: false, stop);
    }

    /// <returns>The proposal with a number for its problem, or as somebody else decided it meanwhile.</returns>
    private async Task<StoredRecurrence?> NumberAsync(Caller caller, StoredRecurrence found, CancellationToken stop)
    {
        string id = found.ProposalId!;
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            if (found.Recurrence.Proposal is not { State: ProposalState.Open, Problem: null } proposal)
                return found;
            Recurrence named = found.Recurrence with { Proposal = proposal with { Problem = await tickets.TakeNumberAsync(caller.Organisation, TicketKind.Problem, null, stop) } };
            if (await store.TryWriteAsync(found, named, stop))
                return await FindAsync(caller, id, stop);
            if (await FindAsync(caller, id, stop) is not { } now)
                return null;
            found = now;
        }

        throw new DeskBusyException($"The proposal {id} is being decided by too many at once.");
    }

    // A problem that was opened is there, whatever somebody said in the meantime.
    private async Task<ProposalOutcome> DecideAsync(Caller caller, string id, Func<ProblemProposal, ProblemProposal> decide, bool overrules, CancellationToken stop)
    {
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            if (await FindAsync(caller, id, stop) is not { Recurrence.Proposal: { } proposal } found)
                return new ProposalOutcome.NotFound();
            ProblemProposal decided = decide(proposal);
            if (proposal.State == decided.State)
                return new ProposalOutcome.Decided(found);
            if (proposal.State != ProposalState.Open && !overrules)
                return new ProposalOutcome.Over(found);
            Recurrence after = found.Recurrence with { Proposal = decided with { DecidedBy = caller.Actor.Id, DecidedAt = time.GetUtcNow() } };
            if (await store.TryWriteAsync(found, after, stop))
                return new ProposalOutcome.Decided(found with { Recurrence = after });
        }

        throw new DeskBusyException($"The proposal {id} is being decided by too many at once.");
    }

    private async Task<StoredRecurrence?> FindAsync(Caller caller, string id, CancellationToken stop)
    {
        string key = id.Split('-')[0];
        return await store.FindAsync(caller.Organisation, key, stop) is { } found && found.ProposalId == id ? found : null;
    }

    private async Task<NewProblem> WantedAsync(Caller caller, StoredRecurrence found, string? title, string? description, string? team, CancellationToken stop)
    {
        Recurrence recurrence = found.Recurrence;
        Profile profile = await profiles.ReadAsync(caller.Organisation, stop);
        IReadOnlyList<TicketNumber> incidents = [.. recurrence.Proposal!.Evidence.Ids.Select(TicketNumber.Parse)];
        Classification? last = (await desk.ReadAsync(caller, incidents[^1], stop))?.Classification;
        string category = profile.FindCategory(recurrence.Category)?.Label(profile.Language) ?? recurrence.Category;
        string numbers = string.Join(", ", recurrence.Proposal.Evidence.Ids);
        bool danish = profile.Language == "da";
        return new(
            title ?? (danish ? $"{category} kommer igen: {recurrence.On}" : $"{category} comes again: {recurrence.On}"),
            description ?? (danish ? $"Sket {recurrence.Proposal.Occurrences} gange, hver gang efter at det var løst: {numbers}." : $"It happened {recurrence.Proposal.Occurrences} times, each time after it had been resolved: {numbers}."),
            recurrence.Category, last?.Subcategory ?? "", caller.Person.Id, incidents, Team: team, Service: last?.Service,
            Location: recurrence.IsItem ? last?.Location : recurrence.On, ConfigurationItem: recurrence.IsItem ? recurrence.On : null);
    }
}
