using System.Text.Json.Nodes;

namespace ItsmFunctions.Contract.Tests;

/// <summary>Requests that work, one for each operation, made from the document's own examples.</summary>
public sealed class Requests(ContractDesk desk)
{
    private static readonly JsonNode Handover = Contract.Operation("dispatch").Example!;

    private static readonly JsonNode Task = Contract.Operation("addTask").Example!;

    /// <summary>The parameter that requests are about.</summary>
    public const string Parameter = "default_inc_group_id";

    /// <summary>The calendar that requests are about.</summary>
    public const string Calendar = "office";

    /// <summary>The entry of self-help that requests are about.</summary>
    public const string Entry = "restart";

    /// <summary>Another ticket, as examples name it.</summary>
    private const string Another = "INC-0000017";

    private static (string, object) Major => ("major", new { reason = "No network in any building." });

    private static (string, object) Classified(string scope) => ("ormis/classify", new { @class = "incident", scope, source = "monitoring", detectedAt = "2026-01-05T08:00:00Z" });

    /// <summary>What has to have happened to a new ticket before an operation takes it.</summary>
    private static readonly Dictionary<string, (string Command, object Body)[]> Before = new()
    {
        ["resume"] = [("pend", new { reason = "PR-05" })],
        ["reopen"] = [("resolve", new { solution = "It was switched off." })],
        ["answerSurvey"] = [("resolve", new { solution = "It was switched off." })],
        ["draftArticleOfTicket"] = [("resolve", new { solution = "It was switched off." })],
        ["accept"] = [("set-priority", new { handlingRank = 2, reason = "The whole floor waits." }), ("dispatch", Handover)],
        ["pinNote"] = [("journal", new { text = "The drum is worn." })],
        ["unpinNote"] = [("journal", new { text = "The drum is worn." })],
        ["approve"] = [("pend", new { reason = "PR-03" })],
        ["reject"] = [("pend", new { reason = "PR-03" })],
        ["recordSupplierReply"] = [("pend", new { reason = "PR-07" })],
        ["recordDelivery"] = [("pend", new { reason = "PR-08" })],
        ["recoverTicket"] = [("pend", new { reason = "PR-05" })],
        ["assignTask"] = [("add-task", Task)],
        ["completeTask"] = [("add-task", Task)],
        ["cancelTask"] = [("add-task", Task)],
        ["bounce"] = [("dispatch", Handover)],
        ["returnToAssignment"] = [("begin-work", new { })],
        ["checkClosure"] = [("begin-work", new { })],
        ["verify"] = [("begin-work", new { })],
        ["informAffected"] = [Major],
        ["publishStatus"] = [Major],
        ["standDown"] = [Major],
        ["setScope"] = [Classified("global")],
        ["recordGuideline"] = [Classified("local")],
        ["planAction"] = [Classified("global")],
        ["reportArea"] = [Classified("global")],
        ["decideCommunication"] = [Classified("global")],
        ["recordMeeting"] = [Classified("global")],
        ["nameStakeholder"] = [Classified("global")],
        ["tellFinalUpdate"] = [Classified("global"), ("resolve", new { solution = "It was switched off." })],
    };

    /// <param name="number">The ticket it is about; a fresh one in a status that takes it where null.</param>
    /// <param name="by">Who asks; somebody who may, where null.</param>
    /// <param name="guarded">Whether it says the version that stands.</param>
    public async Task<HttpRequestMessage> MakeAsync(ContractOperation operation, string? number = null, Principal? by = null, bool guarded = true)
    {
        Principal who = by ?? Caller(operation);
        string? article = null;
        if (TenantOf(operation) is { } tenant && who.Tenant is null)
            who = who with { Tenant = tenant };
        if (operation.Path.Contains("{number}", StringComparison.Ordinal) || operation.Path.Contains("{error}", StringComparison.Ordinal))
            number ??= await TicketAsync(operation);
        string path = operation.Path.TrimStart('/').Replace("{number}", number, StringComparison.Ordinal).Replace("{error}", $"KE-{number?[4..]}", StringComparison.Ordinal).Replace("{name}", Parameter, StringComparison.Ordinal).Replace("{calendar}", Calendar, StringComparison.Ordinal).Replace("{team}", "it-support", StringComparison.Ordinal).Replace("{entry}", Entry, StringComparison.Ordinal).Replace("{target}", "resolution", StringComparison.Ordinal).Replace("{automation}", ContractDesk.Automation, StringComparison.Ordinal);
        if (operation.Path.Contains("{id}", StringComparison.Ordinal))
            path = path.Replace("{id}", number == "INC-9999999" ? new string('0', 32) : await desk.AttachAsync(number!), StringComparison.Ordinal);
        if (operation.Path.Contains("{article}", StringComparison.Ordinal))
            path = path.Replace("{article}", article = await desk.DraftAsync(), StringComparison.Ordinal);
        if (operation.Path.Contains("{proposal}", StringComparison.Ordinal))
            path = path.Replace("{proposal}", operation.Id == "dismissProblemProposal" ? (await desk.ProposalsAsync()).ToDismiss : (await desk.ProposalsAsync()).ToAccept, StringComparison.Ordinal);
        if (operation.Path.Contains("{webhook}", StringComparison.Ordinal))
            path = path.Replace("{webhook}", await desk.WebhookAsync(fresh: operation.Id == "deleteWebhook"), StringComparison.Ordinal);
        if (operation.Path.Contains("{simulation}", StringComparison.Ordinal))
            path = path.Replace("{simulation}", await desk.SimulationAsync(), StringComparison.Ordinal);
        if (operation.Id == "attach")
            path += "?name=display.txt";
        if (operation.Id == "searchTickets")
            path += "?q=printer";
        if (operation.Id == "readReportQuery")
            path += "?q=" + Uri.EscapeDataString("""{"measures":["opened"],"by":["month"]}""");
        if (operation.Id == "suggestKnowledge")
            path += "?text=printer";
        if (operation.Id == "listTickets")
            path += "?team=it-support";
        if (operation.Id == "listNotifications")
            path += "?state=not-sent";
        var request = operation.NeedsToken ? who.Send(operation.Method, path) : new HttpRequestMessage(operation.Method, path);
        if (operation.RawType == "message/rfc822")
            request.Content = desk.Mail();
        else if (operation.RawType == "text/calendar")
            request.Content = new StringContent(Holidays_of_a_file.OneDay) { Headers = { ContentType = new("text/calendar") } };
        else if (operation.RawType is { } type)
            request.Content = new StringContent("E42") { Headers = { ContentType = new(type) } };
        if (operation.Example is { } example)
            request.Content = ContractDesk.Body(operation.Id == "correctServiceLevel" ? await desk.CorrectionAsync(number!) : await FilledAsync(example.ToJsonString(), number));
        if (guarded && operation.Definition["responses"]!["428"] is not null)
            request.Headers.TryAddWithoutValidation("If-Match", await desk.TagAsync(number, article is null ? who : ContractDesk.Agent, article is null ? path : $"api/knowledge/articles/{article}"));
        return request;
    }

    /// <summary>The organisation whose profile has the command; null for the default one.</summary>
    public static string? TenantOf(ContractOperation operation) => operation.Id switch
    {
        _ when operation.Path.Contains("/ormis", StringComparison.Ordinal) => ContractDesk.Ormis,
        "returnToAssignment" => ContractDesk.Omflow,
        "correctServiceLevel" => ContractDesk.Promising,
        // Counts stand still where nobody answers anything.
        "checkClosure" or "readSelfHelpReport" or "triage" or "escalate" or "verify" or "revealAutomationSecret" => ContractDesk.V2,
        _ => null,
    };

    /// <summary>An example with numbers of tickets that there are: the one it is about, and another.</summary>
    public async Task<string> FilledAsync(string example, string? number)
    {
        string filled = example.Replace("INC-0000042", number ?? "INC-0000042", StringComparison.Ordinal);
        return filled.Contains(Another, StringComparison.Ordinal) ? filled.Replace(Another, (await desk.OpenAsync()).Number, StringComparison.Ordinal) : filled;
    }

    /// <summary>Somebody who may.</summary>
    public static Principal Caller(ContractOperation operation) => operation.Id switch
    {
        _ when operation.Path.StartsWith("/api/webhooks", StringComparison.Ordinal) || operation.Path.StartsWith("/api/sla/", StringComparison.Ordinal) => ContractDesk.Manager,
        "vote" or "delegateVote" => ContractDesk.Reviewer,
        "submitChange" or "scheduleChange" or "startChange" or "implementChange" or "closeChange" => ContractDesk.SecondLine,
        "assignInvestigators" or "resolveProblem" or "assignHandlers" or "eliminateRootCause" or "clearCondition" or "recordFindings" or "communicateWorkaround" or "retireKnownError" => ContractDesk.SecondLine,
        "cancelChange" or "cancelProblem" => ContractDesk.Leader,
        "openIncident" or "openRequest" or "attach" or "answerSurvey" or "answerSelfHelp" => ContractDesk.User,
        "listProblemProposals" or "acceptProblemProposal" or "dismissProblemProposal" => ContractDesk.Manager,
        "receiveMail" => ContractDesk.Gateway,
        "receiveAlerts" => ContractDesk.Probe,
        "approve" or "reject" or "recoverTicket" => ContractDesk.Leader,
        "declareMajor" or "informAffected" or "publishStatus" or "standDown" => ContractDesk.Leader,
        "correctServiceLevel" or "revealAutomationSecret" or "readHolidays" or "listNotifications" or "writeParameter" or "readParameterHistory" or "publishArticle" or "retireArticle" => ContractDesk.Manager,
        _ => ContractDesk.Agent,
    };

    /// <summary>Somebody who may not, though they see the ticket.</summary>
    public static Principal Stranger(ContractOperation operation) => operation.Id switch
    {
        _ when operation.Path.StartsWith("/api/webhooks", StringComparison.Ordinal) || operation.Path.StartsWith("/api/sla/", StringComparison.Ordinal) => ContractDesk.Agent,
        "openIncident" or "openRequest" => ContractDesk.Viewer,
        "submitChange" or "scheduleChange" or "startChange" or "implementChange" or "closeChange" or "delegateVote" => ContractDesk.Watcher,
        "vote" or "cancelChange" or "cancelProblem" => ContractDesk.SecondLine,
        "assignInvestigators" or "resolveProblem" or "assignHandlers" or "eliminateRootCause" or "clearCondition" or "recordFindings" or "communicateWorkaround" or "retireKnownError" => ContractDesk.Watcher,
        "readCatalogue" or "readPrinciples" or "readCannedAnswers" or "readSelfHelp" or "answerSelfHelp" or "listArticles" or "readArticle" or "suggestKnowledge" or "searchTickets" or "listKnownErrors" or "readKnownError" => ContractDesk.Gateway,
        "reply" or "reopen" or "attach" or "addWatcher" or "removeWatcher" => ContractDesk.Manager,
        "cancel" => ContractDesk.SecondLine,
        "correctServiceLevel" => ContractDesk.Agent,
        "listProblemProposals" or "acceptProblemProposal" or "dismissProblemProposal" => ContractDesk.Agent,
        "revealAutomationSecret" or "writeParameter" or "readParameterHistory" or "answerSurvey" or "publishArticle" or "retireArticle" => ContractDesk.Agent,
        _ => ContractDesk.User,
    };

    public async Task<string> TicketAsync(ContractOperation operation)
    {
        if (PointOf(operation) is { } point)
            return await desk.ChangeAtAsync(point);
        if (StageOf(operation) is { } stage)
            return await desk.ProblemAtAsync(stage);
        (string number, _) = await desk.OpenAsync(TenantOf(operation));
        foreach ((string command, object body) in Before.GetValueOrDefault(operation.Id, []))
            await desk.DoAsync(number, command, body, TenantOf(operation));
        return number;
    }

    /// <summary>Where a change is that takes the operation; null where it is about none.</summary>
    private static string? PointOf(ContractOperation operation) => operation.Id switch
    {
        "submitChange" => "draft",
        "vote" or "delegateVote" or "readReviews" => "review",
        "scheduleChange" or "cancelChange" => "scheduled",
        "startChange" => "planned",
        "implementChange" => "started",
        "closeChange" => "close",
        _ => null,
    };

    /// <summary>The stage at which a problem takes the operation; null where it is about none.</summary>
    private static string? StageOf(ContractOperation operation) => operation.Id switch
    {
        "assignInvestigators" or "resolveProblem" or "cancelProblem" => "assign",
        "assignHandlers" => "investigate",
        "eliminateRootCause" or "clearCondition" => "process",
        "recordFindings" or "listProblemIncidents" => "assign",
        "communicateWorkaround" or "retireKnownError" or "readKnownError" => "cleared",
        _ => null,
    };

    /// <summary>A closed ticket, in the organisation of the operation.</summary>
    public async Task<string> ClosedTicketAsync(ContractOperation operation)
    {
        if (PointOf(operation) is not null)
            return await desk.ChangeAtAsync(operation.Id is "vote" or "delegateVote" ? "approved and cancelled" : "cancelled");
        if (StageOf(operation) is not null)
            return await desk.ProblemAtAsync("cancelled");
        if (TenantOf(operation) is not { } tenant)
            return desk.Closed;
        if (tenant == ContractDesk.Ormis)
            return desk.ClosedOfOrmis;
        (string number, _) = await desk.OpenAsync(tenant);
        await desk.DoAsync(number, "begin-work", new { }, tenant);
        foreach (string check in tenant == ContractDesk.V2 ? new[] { "resolution-confirmed", "follow-ups-complete" } : [])
            await desk.DoAsync(number, "check-closure", new { check, reason = "Looked at." }, tenant);
        await desk.DoAsync(number, "resolve", new { solution = "It was switched off." }, tenant);
        return number;
    }

    /// <summary>A ticket in a status that does not take the operation, and is not closed.</summary>
    public async Task<string> TicketAtTheWrongTimeAsync(ContractOperation operation)
    {
        if (PointOf(operation) is not null)
            return await desk.ChangeAtAsync(operation.Id switch { "closeChange" or "startChange" or "implementChange" => "draft", "delegateVote" => "approved", _ => "started" });
        if (operation.Id is "recordFindings" or "communicateWorkaround")
            return (await desk.OpenAsync()).Number;
        if (operation.Id is "retireKnownError")
            return await desk.ProblemAtAsync("assign");
        if (StageOf(operation) is { } stage)
            return await desk.ProblemAtAsync(stage == "investigate" ? "assign" : "investigate");
        (string number, _) = await desk.OpenAsync(TenantOf(operation));
        if (operation.Id is "returnToAssignment" or "checkClosure" or "draftArticleOfTicket" or "verify")
            return number;
        if (operation.Id is "triage" or "escalate")
        {
            await desk.DoAsync(number, "resolve", new { solution = "It was switched off." }, ContractDesk.V2);
            return number;
        }

        if (operation.Id is not ("resume" or "reopen" or "answerSurvey"))
            await desk.DoAsync(number, "resolve", new { solution = "It was switched off." });
        return number;
    }

    /// <summary>The example with another meaning: for a key that has been used.</summary>
    public static string OtherBody(ContractOperation operation)
    {
        JsonObject other = operation.Example!.DeepClone().AsObject();
        if (operation.Id == "createWebhook")
        {
            other["url"] = "https://hooks.example.invalid/another";
            return other.ToJsonString();
        }

        if (operation.Id == "draftArticle")
        {
            other["kind"] = "article";
            return other.ToJsonString();
        }

        string member = new[] { "title", "text", "reason", "solution", "assignee", "urgency", "attention", "note", "team", "supplier", "id", "person", "kind", "message", "to", "comment", "helped", "backOutPlan", "until", "report", "rootCause", "highImpact", "systemTests", "source", "area", "decisions", "english", "review" }.First(other.ContainsKey);
        other[member] = member switch { "attention" or "helped" => false, "urgency" => "medium", "kind" => "parentOf", "to" => "INC-0000018", "until" => "2035-05-04T23:00:00Z", "highImpact" => new JsonObject { ["largeUserGroup"] = true, ["evidence"] = "another" }, "systemTests" => new JsonObject { ["result"] = "passed", ["note"] = "another" }, "person" => new JsonObject { ["id"] = "another" }, _ => "another" };
        return other.ToJsonString();
    }
}
