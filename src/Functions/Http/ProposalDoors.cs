using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Problems;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>What is proposed as a problem because it came again (OM-10, IT-15).</summary>
public sealed class ProposalDoors(ProblemProposals proposals, Replies replies)
{
    [Function("ListProblemProposals"), Door(Act.DecideProposals, AtTheGate = true)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/problem-proposals")] HttpRequest request, CancellationToken stop) =>
        Results.Json(new ProposalsReply([.. (await proposals.ReadOpenAsync(request.Caller(), stop)).Select(ProposalReply.Of).OrderByDescending(each => each.ProposedAt)]), Json.Options);

    [Function("AcceptProblemProposal"), Door(Act.DecideProposals, AtTheGate = true)]
    public async Task<IResult> Accept([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/problem-proposals/{proposal}/accept")] HttpRequest request, string proposal, CancellationToken stop)
    {
        Caller caller = request.Caller();
        (AcceptProposalBody body, _) = await Bodies.ReadAsync<AcceptProposalBody>(request, stop);
        return await FromAsync(await proposals.AcceptAsync(caller, proposal, body.Title, body.Description, body.Team, stop), caller, stop);
    }

    [Function("DismissProblemProposal"), Door(Act.DecideProposals, AtTheGate = true)]
    public async Task<IResult> Dismiss([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/problem-proposals/{proposal}/dismiss")] HttpRequest request, string proposal, CancellationToken stop)
    {
        Caller caller = request.Caller();
        (DismissProposalBody body, _) = await Bodies.ReadAsync<DismissProposalBody>(request, stop);
        return await FromAsync(await proposals.DismissAsync(caller, proposal, body.Reason ?? "", stop), caller, stop);
    }

    private async Task<IResult> FromAsync(ProposalOutcome outcome, Caller caller, CancellationToken stop) => outcome switch
    {
        ProposalOutcome.Decided decided => Results.Json(ProposalReply.Of(decided.Proposal), Json.Options),
        ProposalOutcome.Opening opening => await replies.FromAsync(opening.Of, caller, stop),
        ProposalOutcome.Over over => new Problem(ProblemCode.ProposalDecided, Says(over.Proposal.Recurrence.Proposal!)),
        _ => Problem.NotFound(),
    };

    private static Sentence Says(ProblemProposal proposal)
    {
        string at = proposal.DecidedAt?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";
        return proposal.Problem is { } problem
            ? new($"It was accepted on {at}, and became {problem}.", $"Det blev godtaget {at} og blev til {problem}.")
            : new($"It was dismissed on {at}. Should it happen again, it is proposed anew.", $"Det blev afvist {at}. Sker det igen, foreslås det på ny.");
    }
}

/// <summary>What is left out says what recurs.</summary>
/// <param name="Title">One line, at most 200 characters.</param>
/// <param name="Description">At most 32,000 characters.</param>
/// <param name="Team">Id of the team that gets the problem. The parameter default_pro_group_id names it where it is left out.</param>
public sealed record AcceptProposalBody([property: MaxLength(Texts.LongestTitle)] string? Title, [property: MaxLength(Texts.LongestNote)] string? Description, string? Team);

/// <param name="Reason">Mandatory: why it is no problem.</param>
public sealed record DismissProposalBody([property: Required, MaxLength(Texts.LongestReason)] string? Reason);

public sealed record ProposalsReply(IReadOnlyList<ProposalReply> Proposals);

/// <summary>A problem that is proposed.</summary>
/// <param name="ConfigurationItem">What it is about, where that is what recurs.</param>
/// <param name="Location">Where it is, where that is what recurs.</param>
/// <param name="Occurrences">How often it happened: what many reported at once happened once.</param>
/// <param name="Evidence">Numbers of the incidents, the earliest first.</param>
/// <param name="Problem">Number of the problem that it became.</param>
public sealed record ProposalReply(
    string Id, ProposalState State, DateTimeOffset ProposedAt, string Category, string? ConfigurationItem, string? Location, int Occurrences, IReadOnlyList<string> Evidence,
    string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason, string? Problem)
{
    internal static ProposalReply Of(StoredRecurrence stored)
    {
        (Recurrence of, ProblemProposal proposal) = (stored.Recurrence, stored.Recurrence.Proposal!);
        return new(
            stored.ProposalId!, proposal.State, proposal.ProposedAt, of.Category, of.IsItem ? of.On : null, of.IsItem ? null : of.On, proposal.Occurrences, [.. proposal.Evidence.Ids],
            proposal.DecidedBy, proposal.DecidedAt, proposal.Reason?.Value, proposal.State == ProposalState.Accepted ? proposal.Problem?.ToString() : null);
    }
}
