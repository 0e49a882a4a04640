using System.Globalization;
using System.Text.Json;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Domain.Triage;
using ItsmFunctions.Functions.Automations;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Functions.Notifications;
using ItsmFunctions.Functions.Webhooks;
using ItsmFunctions.Storage.Organisations;
using ItsmFunctions.Storage.Tickets;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Orchestrations;

/// <summary>The steps of a run: each asks the desk, and may come again.</summary>
public sealed class AutomationSteps(TicketStore tickets, ProfileStore profiles, ClockHand clock, WebhookSender sender, AutomationSecrets secrets, MailSettings settings, TimeProvider time)
{
    /// <summary>What came of a start that was taken.</summary>
    private const string Taken = "taken";

    /// <summary>Starts the automation, unless this start was made before; where its answer says how it ended, the run has ended.</summary>
    [Function(nameof(StartAutomation))]
    public async Task<RunInHand> StartAutomation([ActivityTrigger] RunAttempt attempt, CancellationToken stop)
    {
        (OrganisationId organisation, TicketNumber number) = (OrganisationId.Parse(attempt.Of.Organisation), TicketNumber.Parse(attempt.Of.Number));
        if ((await tickets.FindAsync(organisation, number, stop))?.Ticket is not { Dossier.StandingRun: { } run } ticket || run.Version != attempt.Of.Run)
            return new(false, default);
        if (run.Attempted >= attempt.Attempt)
            return new(true, run.WaitsUntil);
        if ((await profiles.ReadAsync(organisation, stop)).FindAutomation(run.Automation) is not { } automation)
        {
            await EndAsync(organisation, number, run, RunEnd.Failed, new("The automation is no longer among the organisation's."), time.GetUtcNow(), stop);
            return new(false, default);
        }

        var id = new AutomationRunId(organisation, number, run.Version);
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(StartOf(id, ticket, run, attempt.Attempt), Json.Options);
        DateTimeOffset sent = time.GetUtcNow();
        (string? error, byte[] answer) = await sender.AskAsync(
            new(automation.Url), body, secrets.Sign(organisation, automation, string.Create(CultureInfo.InvariantCulture, $"{id}-{attempt.Attempt}"), body, sent), stop);
        if (error is null && AutomationResult.InAnswer(answer) is { } result)
        {
            await EndAsync(organisation, number, run, result.End, result.Report, time.GetUtcNow(), stop);
            return new(false, default);
        }

        var patience = TimeSpan.FromSeconds(run.TimeoutSeconds);
        // One that did not answer may be at work nevertheless; one that was not reached is not.
        DateTimeOffset until = sent + (error is null or "timeout" || patience < Automation.Again ? patience : Automation.Again);
        (Ticket? after, _) = await clock.DoAsync(organisation, number, _ => [new(new TriageCommand.TryRun(run.Version, attempt.Attempt, error ?? Taken, until), time.GetUtcNow())], stop);
        return new(after?.Dossier.StandingRun?.Version == run.Version, until);
    }

    /// <summary>It has said nothing in time, as often as it was started: from the moment at which the last start had run out.</summary>
    [Function(nameof(GiveUpAutomation))]
    public async Task GiveUpAutomation([ActivityTrigger] RunOf of, CancellationToken stop)
    {
        (OrganisationId organisation, TicketNumber number) = (OrganisationId.Parse(of.Organisation), TicketNumber.Parse(of.Number));
        if ((await tickets.FindAsync(organisation, number, stop))?.Ticket.Dossier.StandingRun is { } run && run.Version == of.Run)
            await EndAsync(organisation, number, run, RunEnd.TimedOut, null, run.WaitsUntil, stop);
    }

    private Task EndAsync(OrganisationId organisation, TicketNumber number, AutomationRun run, RunEnd end, RunReport? report, DateTimeOffset at, CancellationToken stop) =>
        clock.DoAsync(organisation, number, _ => [new(new TriageCommand.EndRun(run.Version, end, report), at)], stop, actor: Automation.ActorOf(run.Automation));

    private AutomationStart StartOf(AutomationRunId id, Ticket ticket, AutomationRun run, int attempt) => new(
        id.ToString(), run.Automation, attempt, run.Attempts, run.TimeoutSeconds, new Uri(settings.PublicUrl, $"/api/automations/{id}").AbsoluteUri,
        ticket.Organisation.Value, ticket.Number.ToString(), ticket.HandlingRank, ticket.Classification.Category, ticket.Classification.Subcategory,
        ticket.Classification.Service, ticket.Classification.Location, ticket.Classification.ConfigurationItem);
}
