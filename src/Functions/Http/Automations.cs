using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Triage;
using ItsmFunctions.Functions.Automations;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

/// <summary>The organisation's automations: their secrets, and the results of their runs.</summary>
public sealed class Automations(TicketStore tickets, ProfileStore profiles, ClockHand clock, AutomationSecrets secrets, TimeProvider time)
{
    /// <summary>Bytes of a result.</summary>
    private const int LargestResult = 64 * 1024;

    [Function("ReportAutomation"), Door(Calling.SignedLink)]
    public async Task<IResult> Report([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/automations/{run}")] HttpRequest request, string run, CancellationToken stop)
    {
        byte[] bytes = await Bodies.ReadBytesAsync(request, LargestResult, stop);
        // Whoever cannot sign learns nothing: neither what runs there are, nor what becomes of them.
        if (!AutomationRunId.TryParse(run, out AutomationRunId id)
            || (await tickets.FindAsync(id.Organisation, id.Number, stop))?.Ticket is not { } ticket || ticket.Dossier.Runs.FirstOrDefault(one => one.Version == id.Run) is not { } found
            || (await profiles.ReadAsync(id.Organisation, stop)).FindAutomation(found.Automation) is not { } automation
            || !secrets.IsSigned(id.Organisation, automation, request.Headers["webhook-id"], request.Headers["webhook-timestamp"], request.Headers["webhook-signature"], bytes, time.GetUtcNow()))
            return Problem.NotSignedIn();
        AutomationResult result = Bodies.Parse<AutomationResult>(bytes);
        if (result.Result is null || result.Complaint is not null)
            return Problem.Invalid("The result cannot be accepted.", result.Complaint ?? new("/result", Texts.Required));

        (Ticket? after, _) = await clock.DoAsync(
            id.Organisation, id.Number, _ => [new(new TriageCommand.EndRun(id.Run, result.End, result.Report), time.GetUtcNow())], stop, actor: Automation.ActorOf(found.Automation));
        AutomationRun ended = after?.Dossier.Runs.FirstOrDefault(one => one.Version == id.Run) ?? found;
        return Results.Json(new AutomationRunReply(id.ToString(), AutomationRunState.Of(ended)), Json.Options);
    }

    [Function("RevealAutomationSecret"), Door(Act.ManageWebhooks, AtTheGate = true)]
    public async Task<IResult> Reveal([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/automations/{automation}/secret")] HttpRequest request, string automation, CancellationToken stop)
    {
        Caller caller = request.Caller();
        await Bodies.ReadAsync<EmptyBody>(request, stop);
        // As it stands, not as it was a moment ago: a secret that counts no more is of no use.
        return (await profiles.FindAsync(caller.Organisation, stop)).Profile.FindAutomation(automation) is { } found
            ? Results.Json(new AutomationSecretReply(found.Name, found.SecretGeneration, secrets.Reveal(caller.Organisation, found)), Json.Options)
            : Problem.NotFound();
    }
}

/// <summary>The secret with which an automation's starts, and its results, are signed.</summary>
/// <param name="Generation">As the parameter automations has it: raised by one, there is another secret.</param>
/// <param name="Secret">Keep it where the automation finds it.</param>
public sealed record AutomationSecretReply(string Automation, int Generation, string Secret);

/// <param name="Run">Names the run.</param>
/// <param name="State">What became of it, by whichever result came first.</param>
public sealed record AutomationRunReply(string Run, string State);

/// <summary>running, succeeded, failed, timed-out or superseded.</summary>
internal static class AutomationRunState
{
    public static string Of(AutomationRun run) => run.End is { } end ? CommandNames.Kebab(end.ToString()) : "running";
}
