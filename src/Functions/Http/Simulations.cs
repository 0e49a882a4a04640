using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Simulations;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Simulations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace ItsmFunctions.Functions.Http;

/// <summary>
/// What a draft of service levels would have come to: counted in the background from the reports, kept for 30 days, and needed to publish it
/// (service levels, rule 19). Nothing of it is written to a ticket.
/// </summary>
public sealed class Simulations(ProfileStore profiles, SimulationStore store, SimulationKeeper keeper, TimeProvider time)
{
    /// <summary>Of the period.</summary>
    public const int MostDays = 400;

    private const int DefaultDays = 90;

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);
    private static readonly string[] Known = ["after", "top"];

    // No draft has an address in it.
    private static readonly ProfileCheck Check = new(MailAddresses.IsOne, Callers.IsPersonId);

    [Function("SimulateServiceLevels"), Door(Act.WriteParameters, AtTheGate = true)]
    public async Task<IResult> Begin(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/sla/simulations")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken stop)
    {
        Caller caller = request.Caller();
        (SimulationBody body, _) = await Bodies.ReadAsync<SimulationBody>(request, stop);
        StoredProfile stored = await profiles.FindAsync(caller.Organisation, stop);
        (Parameter Parameter, object? Value)[] drafted = [.. Drafted(body)];
        if (drafted.Length == 0)
            return Problem.Invalid("There is no draft.", new Complaint("/servicePolicies", "Send servicePolicies, calendars or both."));
        Profile draft = On(stored, drafted);
        // What is wrong in a policy is not held against the calendars under it.
        foreach ((Parameter parameter, _) in drafted.Reverse())
        {
            if (Check.Complain(parameter, stored.Profile, draft) is { IsEmpty: false } complaints)
                throw ParameterValues.Wrong(complaints, MemberOf(parameter));
        }

        DateTimeOffset now = time.GetUtcNow(), until = body.Until ?? now, from = body.From ?? until.AddDays(-DefaultDays);
        if (Period(from, until, now) is { } wrong)
            return Problem.Invalid("The period cannot be simulated.", wrong);
        if (await store.IsFullAsync(caller.Organisation, stop))
            return Problem.Invalid("There are too many simulations.", new Complaint("", $"An organisation keeps at most {SimulationStore.Most}: take one away first."));
        var run = new SimulationRun(
            caller.Organisation, SimulationIds.New(), caller.Actor.Id, now, from, until,
            drafted.ToDictionary(each => each.Parameter.Name, each => ServiceFingerprint.Of(each.Parameter, draft)),
            // Of two parameters one is published first: then the other one still is what was simulated.
            [.. drafted.Select(each => ServiceFingerprint.Of(On(stored, [each]))).Prepend(ServiceFingerprint.Of(stored.Profile)).Distinct()]);
        await keeper.AcceptAsync(run, new SimulationDraft(EditionOf(stored.Profile), EditionOf(draft)), client, stop);
        request.HttpContext.Response.Headers.Location = $"/api/sla/simulations/{run.Id}";
        Wait(request);
        return Results.Json(SimulationReply.Of(run, null, 0, 0), Json.Options, statusCode: StatusCodes.Status202Accepted);
    }

    [Function("ReadSimulation"), Door(Act.WriteParameters, AtTheGate = true)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/sla/simulations/{simulation}")] HttpRequest request, string simulation, CancellationToken stop)
    {
        request.Query.MayName(Known);
        int after = request.Query.Number("after", 1, Simulator.MostFlips) ?? 0, top = request.Query.PageSize();
        if (!SimulationIds.IsOne(simulation) || await store.FindAsync(request.Caller().Organisation, simulation, stop) is not { } run)
            return Problem.NotFound();
        if (!run.IsOver)
            Wait(request);
        SimulationResult? result = run.State == SimulationState.Done ? await store.ReadResultAsync<SimulationResult>(run, stop) : null;
        return Results.Json(SimulationReply.Of(run, result, after, top), Json.Options);
    }

    [Function("DeleteSimulation"), Door(Act.WriteParameters, AtTheGate = true)]
    public async Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/sla/simulations/{simulation}")] HttpRequest request, string simulation, CancellationToken stop)
    {
        if (!SimulationIds.IsOne(simulation) || await store.FindAsync(request.Caller().Organisation, simulation, stop) is not { } run)
            return Problem.NotFound();
        await store.RemoveAsync(run, stop);
        return Results.NoContent();
    }

    // Calendars first: a policy may name one of the draft.
    private static IEnumerable<(Parameter Parameter, object? Value)> Drafted(SimulationBody body)
    {
        foreach (Parameter parameter in Publishing.Parameters.Select(name => ProfileParameters.Find(name)!))
        {
            if ((parameter.Name == ProfileParameters.Calendars ? body.Calendars : body.ServicePolicies) is { } value)
                yield return (parameter, ParameterValues.Read(parameter, value, MemberOf(parameter)));
        }
    }

    private static string MemberOf(Parameter parameter) => parameter.Name == ProfileParameters.Calendars ? "/calendars" : "/servicePolicies";

    private static Profile On(StoredProfile stored, (Parameter Parameter, object? Value)[] drafted) =>
        drafted.Aggregate(stored.Changes ?? new(), (changes, each) => each.Parameter.Decide(changes, each.Value)).On(Aarhus.Profile);

    private static ServiceEdition EditionOf(Profile profile) => ServiceEdition.Of(profile, 1, DateTimeOffset.MinValue, DateTimeOffset.MinValue);

    private static Complaint? Period(DateTimeOffset from, DateTimeOffset until, DateTimeOffset now) =>
        until > now ? new("/until", "An instant that has been; now if left out.")
        : from >= until ? new("/from", "An instant before until.")
        : until - from > TimeSpan.FromDays(MostDays) ? new("/from", string.Create(CultureInfo.InvariantCulture, $"At most {MostDays} days before until."))
        : null;

    private static void Wait(HttpRequest request) => request.HttpContext.Response.Headers.RetryAfter = ((int)AskAgain.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}

internal static class SimulationIds
{
    public const int Length = 32;

    public const string Pattern = "^[0-9a-f]{32}$";

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length / 2));

    // What is no id is nobody's, and no part of a key.
    public static bool IsOne(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);
}

/// <param name="ServicePolicies">The whole draft of the parameter service_policies; what is published if left out.</param>
/// <param name="Calendars">The whole draft of the parameter calendars; what is published if left out.</param>
/// <param name="From">Tickets that were opened from then on are counted; 90 days before `until` if left out.</param>
/// <param name="Until">Tickets that were opened before then are counted, as they stood then; now if left out.</param>
public sealed record SimulationBody(
    [property: OfParameter(ProfileParameters.ServicePolicies)] JsonElement? ServicePolicies, [property: OfParameter(ProfileParameters.Calendars)] JsonElement? Calendars, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>A member of a body that is read as the value of a parameter.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OfParameterAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>A simulation, and what it came to.</summary>
/// <param name="Drafted">Names of the parameters of the draft.</param>
/// <param name="ExpiresAt">When it is removed; missing while it is not over.</param>
/// <param name="PublishableUntil">Until when its draft may be published with its id, if nothing else is published meanwhile.</param>
/// <param name="Failure">Why it came to nothing; missing where it did not fail.</param>
/// <param name="Result">Missing while it is not done.</param>
public sealed record SimulationReply(
    string Id, SimulationState State, IReadOnlyList<string> Drafted, DateTimeOffset From, DateTimeOffset Until, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt,
    SimulationProgress Progress, DateTimeOffset? PublishableUntil, DateTimeOffset? ExpiresAt, BilingualText? Failure, SimulationResultReply? Result)
{
    internal static SimulationReply Of(SimulationRun run, SimulationResult? result, int after, int top) => new(
        run.Id, run.State, [.. run.Drafted.Keys.Order(StringComparer.Ordinal)], run.From, run.Until, run.By, run.CreatedAt, run.StartedAt, run.FinishedAt, new(run.Done, run.Total),
        run.State == SimulationState.Done ? run.FinishedAt + Publishing.Fresh : null, run.FinishedAt + SimulationRun.Kept,
        run.Failure switch
        {
            SimulationFailure.ReportsDamaged => new("The reports that it is counted from are damaged: have them rebuilt, then simulate again.", "De rapporter, der tælles ud fra, er beskadigede: få dem bygget igen, og simulér så på ny."),
            SimulationFailure.Abandoned => new("It was tried for a day and did not come to an end: simulate again.", "Den er forsøgt i et døgn uden at blive færdig: simulér igen."),
            _ => null,
        },
        result is null ? null : SimulationResultReply.Of(result, after, top));
}

/// <param name="Done">Tickets looked at.</param>
/// <param name="Total">Tickets to be looked at, those of the reports' months that the period touches; 0 before it has begun.</param>
public sealed record SimulationProgress(int Done, int Total);

/// <summary>What is published, as if it had held throughout the period, against the draft, as if that had.</summary>
/// <param name="Tickets">Tickets of the period that were counted.</param>
/// <param name="NotCounted">Tickets of the period whose history the reports do not have from its beginning, as an earlier release counted it: rebuild the reports to have them counted.</param>
/// <param name="CoveredFrom">Every ticket that was opened later was counted; missing where all were.</param>
/// <param name="ByPriority">By handling rank, 1 (high) to 5.</param>
/// <param name="Cells">By handling rank, team and target.</param>
/// <param name="Flipped">How many promises come to something else, also where not all are listed.</param>
/// <param name="Flips">A page of them, by the number of the ticket.</param>
/// <param name="Next">Send it as `after` for the next page; missing at the end, and behind the 5,000 that are kept.</param>
public sealed record SimulationResultReply(
    int Tickets, int NotCounted, DateTimeOffset? CoveredFrom, OutcomeDelta All, IReadOnlyList<OutcomesOfPriority> ByPriority, IReadOnlyList<OutcomesOfTeam> ByTeam, IReadOnlyList<OutcomesOfCell> Cells,
    int Flipped, IReadOnlyList<FlipReply> Flips, int? Next)
{
    internal static SimulationResultReply Of(SimulationResult result, int after, int top) => new(
        result.Tickets, result.Unknown, result.CoveredFrom, OutcomeDelta.Of(result.Cells),
        [.. result.Cells.GroupBy(cell => cell.Rank).OrderBy(group => group.Key).Select(group => new OutcomesOfPriority(group.Key, OutcomeDelta.Of(group)))],
        [.. result.Cells.GroupBy(cell => cell.Team).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new OutcomesOfTeam(group.Key, OutcomeDelta.Of(group)))],
        [.. result.Cells.Select(cell => new OutcomesOfCell(cell.Rank, cell.Team, cell.Target, OutcomeDelta.Of([cell])))],
        result.Flipped, [.. result.Flips.Skip(after).Take(top).Select(FlipReply.Of)], after + top < result.Flips.Count ? after + top : null);
}

public sealed record OutcomesOfPriority(int HandlingRank, OutcomeDelta Outcomes);

/// <param name="Team">Id of the team that has the ticket at the end of the period.</param>
public sealed record OutcomesOfTeam(string Team, OutcomeDelta Outcomes);

public sealed record OutcomesOfCell(int HandlingRank, string Team, string Target, OutcomeDelta Outcomes);

/// <param name="Live">Under what is published.</param>
/// <param name="Draft">Under the draft.</param>
/// <param name="Delta">The draft's less what is published.</param>
public sealed record OutcomeDelta(Outcomes Live, Outcomes Draft, Outcomes Delta)
{
    internal static OutcomeDelta Of(IEnumerable<SimulationCell> cells)
    {
        (Outcomes live, Outcomes draft) = cells.Aggregate((Outcomes.None, Outcomes.None), (sum, cell) => (sum.Item1.Plus(cell.Live), sum.Item2.Plus(cell.Draft)));
        return new(live, draft, draft.Minus(live));
    }
}

/// <param name="Was">Under what is published; missing where it promises nothing of the kind.</param>
/// <param name="Becomes">Under the draft; missing where that promises nothing of the kind.</param>
/// <param name="DueWas">Missing where a pause keeps it open, too.</param>
public sealed record FlipReply(string Number, string Target, ClockState? Was, ClockState? Becomes, DateTimeOffset? DueWas, DateTimeOffset? DueBecomes)
{
    internal static FlipReply Of(Flip flip) => new(flip.Number.ToString(), flip.Target, flip.Was, flip.Becomes, flip.DueWas, flip.DueBecomes);
}
