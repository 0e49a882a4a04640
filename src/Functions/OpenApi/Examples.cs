using System.Globalization;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Priorities;
using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.ServiceLevels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Reporting.Queries;
using ItsmFunctions.Storage.Simulations;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>What the documentation shows: written as the types themselves, so that an example cannot say what the code cannot.</summary>
internal static class Examples
{
    public static readonly IncidentBody Incident = new()
    {
        Title = "The printer on the second floor is out of paper",
        Description = "It says PC LOAD LETTER and prints nothing.",
        Category = "hardware",
        Subcategory = "printer",
        Impact = Impact.Individual,
        Urgency = Urgency.Low,
        Location = "Building 5341, second floor",
    };

    public static readonly RequestBody Request = new()
    {
        Title = "A second screen",
        Description = "For the new colleague who starts on Monday.",
        Category = "hardware",
        Subcategory = "screen",
        Importance = Importance.ShouldHave,
        Speed = Speed.Standard,
    };

    public static readonly ChangeBody Change = new()
    {
        Type = "general",
        Title = "New core switch in building 5341",
        Description = "The core switch is exchanged for one that has support.",
        Category = "network",
        Subcategory = "wired",
        Service = "campus-net",
        ConfigurationItem = "switch-5341-core",
        Reviewers = ["rita.reviewer"],
        BackOutPlan = "The old switch stays in the rack for a week.",
        Risk = "The building is without network for up to 15 minutes.",
    };

    public static readonly ProblemBody NewProblem = new()
    {
        Title = "The switch in building 5341 drops connections",
        Description = "Each time it is restarted, and some days later it drops them again.",
        Category = "network",
        Subcategory = "wired",
        Incidents = ["INC-0000017"],
        ConfigurationItem = "switch-5341-core",
    };

    public static readonly QueryRequest ReportQuery = new(
        1,
        Filters: [new("kind", ["incident"])],
        Period: new("last12Months"),
        Compare: "previous",
        Visuals: [new("sla", ["resolutionSla", "honestSla"]), new("priorities", ["resolutionSla", "resolveP90"], ["priority"]), new("flow", ["opened", "resolved", "backlog"], ["month"])]);

    public static readonly DrillRequest ReportDrill = new("resolutionSla", [new("kind", ["incident"]), new("priority", ["1"])], new("last12Months"), DrillPart.Rest);

    public static readonly SimulationBody Draft = new(
        System.Text.Json.JsonSerializer.SerializeToElement(
            new ServicePolicy[] { new("standard", "Standard", "Standard", new(Ranks: [4, 5]), [new(TargetKind.FirstResponse, 240), new(TargetKind.Resolution, 2400)]) }, Json.Options),
        null, null, null);

    public static readonly SimulationReply QueuedSimulation = new(
        "5b1c8d2f7a100f9d2c6e6a0b4f3e9d52", SimulationState.Queued, [ProfileParameters.ServicePolicies], At("2026-08-24T08:00:00Z"), At("2026-11-22T08:00:00Z"), "mia.manager", At("2026-11-22T08:00:00Z"), null, null, new(0, 0), null, null, null, null);

    public static readonly SimulationReply Simulation = QueuedSimulation with
    {
        State = SimulationState.Done,
        StartedAt = At("2026-11-22T08:00:01Z"),
        FinishedAt = At("2026-11-22T08:00:03Z"),
        Progress = new(812, 812),
        PublishableUntil = At("2026-11-23T08:00:03Z"),
        ExpiresAt = At("2026-12-22T08:00:03Z"),
        Result = SimulationResultReply.Of(
            new(1, 0, null, 1, [new(4, "it-support", "resolution", new(Met: 1), new(Breached: 1))], [new(new(TicketKind.Incident, 42), "resolution", ClockState.Met, ClockState.Breached, At("2026-11-18T12:00:00Z"), At("2026-11-16T14:00:00Z"))]), 0, 50),
    };

    public static readonly CorrectionBody Correction = new("resolution", null, At("2026-11-20T09:00:00Z"), At("2026-11-20T13:00:00Z"), "The supplier's network was down; nobody could work on it.");

    public static readonly DispatchBody Dispatch = new(
        "infrastructure", null, null, "The switch in building 5341 drops every connection after a minute; cables and ports were changed without effect.",
        "Our network team takes over and will look at the switch today.", null, true, null, null, null);

    public static readonly PendBody Pend = new("PR-08", At("2030-01-07T08:00:00Z"), "It is delivered in January.", "Dustin", "SO-4711", null, At("2030-01-08T14:00:00Z"));

    public static readonly TicketReply Ticket = new()
    {
        Number = "INC-0000042",
        Kind = TicketKind.Incident,
        Status = TicketStatus.InProgress,
        PortalStatus = new(TicketStatus.InProgress, "In Progress", "AU IT Support", null, null),
        Priority = 5,
        HandlingRank = 5,
        Title = Incident.Title!,
        Description = Incident.Description!,
        Category = Incident.Category!,
        Subcategory = Incident.Subcategory!,
        Impact = Impact.Individual,
        Urgency = Urgency.Low,
        Location = Incident.Location,
        Channel = "portal",
        Requester = "peter.user",
        OpenedBy = "peter.user",
        Team = "it-support",
        Assignee = "anna.agent",
        Flags = new(false, null, 0, false),
        Version = 3,
        OpenedAt = At("2026-11-22T08:00:00Z"),
        WorkBegunAt = At("2026-11-22T08:12:30Z"),
        UpdatedAt = At("2026-11-22T08:12:30Z"),
        Reopenings = 0,
        Reassignments = 0,
        Commands = ["assign", "pend", "reply", "journal", "flags", "set-priority", "reclassify", "resolve", "cancel"],
    };

    public static readonly TicketPage Page = new(
        [
            new(
                Ticket.Number, Ticket.Kind, Ticket.Status, Ticket.PortalStatus, Ticket.Priority, Ticket.HandlingRank, Ticket.Title, Ticket.Category, Ticket.Subcategory,
                Ticket.Channel, Ticket.Requester, Ticket.Team, Ticket.Assignee, null, null, false, 0, false, 3, "\"3\"", Ticket.OpenedAt, Ticket.UpdatedAt, null, null, null),
        ],
        "MjAyNi0xMS0yMg.c2lnbmF0dXJl");

    public static readonly JournalReply Journal = new(
        Ticket.Number, [new("INC-0000042-000004", Visibility.Public, "toRequester", "Could you send us a picture of the display?", At("2026-11-22T08:20:00Z"), "anna.agent", "Agent.L1")]);

    public static readonly NotificationsReply Notifications = new(
        Ticket.Number, [new("7e1a34a3-9a0a-5a53-9b0c-3e0f6d1c2b11", Ticket.Number, 1, "opened", "sent", null, Ticket.Requester, 1, At("2026-11-22T08:00:01Z"), At("2026-11-22T08:00:02Z"))]);

    public static readonly NotificationsPage NotSent = new(
        [Notifications.Notifications[0] with { State = "not-sent", Reason = Functions.Notifications.NotSent.NoMailAddress }], "MjAyNi0xMS0yMg.c2lnbmF0dXJl");

    public static readonly Functions.Attachments.AttachmentReply Attachment = new(
        "7e1a34a39a0a5a539b0c3e0f6d1c2b11", "display.txt", "text/plain", 3, "fcb0a1ee2dee39c09f25c32a0b2b2bcdb2ef1f1a3d6aba0f8f5cbd3a28e8d9b1", Visibility.Internal, ScanVerdict.Passed,
        "bo", FromRequester: false, At("2026-11-22T08:20:00Z"), "/api/tickets/INC-0000042/attachments/7e1a34a39a0a5a539b0c3e0f6d1c2b11");

    public static readonly Functions.Attachments.AttachmentsReply Attachments = new(Ticket.Number, [Attachment]);

    public static readonly Channels.InboundMailReply MailOpened = new(Channels.InboundMailOutcome.Opened, null, Ticket.Number, Verified: true, null, Replayed: false);

    public static readonly Channels.InboundMailReply MailIgnored = new(Channels.InboundMailOutcome.Ignored, Domain.Channels.Ignored.AutomaticReply, null, Verified: false, Domain.Channels.Doubt.NotAuthenticated, Replayed: false);

    public static readonly Alerts.AlertmanagerBody Alertmanager = new(
        "firing",
        [
            new(
                "firing",
                new Dictionary<string, string> { ["alertname"] = "DiskWillFillUp", ["instance"] = "files-1.example.org", ["severity"] = "critical", ["team"] = "infrastructure" },
                new Dictionary<string, string> { ["summary"] = "The disk of files-1 is full by tonight", ["description"] = "/srv has 4 % left." },
                "2026-11-22T07:58:00Z",
                "0001-01-01T00:00:00Z",
                "https://prometheus.example.org/graph?g0.expr=disk_free",
                "1a30ba71cca2921f"),
        ]);

    public static readonly Alerts.AlertsReply AlertsTaken = new(1, 0, [new("1a30ba71cca2921f", Alerts.AlertResult.Opened, Ticket.Number, null)]);

    public static readonly ParameterReply Parameter = new(
        ProfileParameters.IncidentTeam, "string", ProfileParameters.Find(ProfileParameters.IncidentTeam)!.Meaning, "infrastructure", "it-support", 1, new("mia", "ProcessManager", At("2026-11-22T08:00:00Z")));

    public static readonly HolidaysReply Holidays = new(
        "office", new(2026, 1, 1), new(2029, 12, 31), [new(new(2026, 12, 30), "Between the years")], [], [], [],
        [Domain.Time.NamedCalendar.Aarhus with { Exceptions = [Domain.Time.CalendarException.Closed(new(2026, 12, 30), "Between the years")] }]);

    public static readonly ParametersReply Parameters = new([Parameter]);

    public static readonly ParameterHistoryReply ParameterHistory = new(
        Parameter.Name, [new(1, "it-support", "infrastructure", "mia", "ProcessManager", At("2026-11-22T08:00:00Z"))], null);

    public static readonly ArticleBody Article = new(
        Domain.Knowledge.ArticleKind.Faq, Visibility.Public,
        new("The printer shows PC LOAD LETTER. What does it want?", "It wants paper of the size that is set. Fill the tray, or choose A4 in the print dialogue."),
        new("Printeren skriver PC LOAD LETTER. Hvad vil den have?", "Den vil have papir i det format, der er valgt. Fyld bakken, eller vælg A4 i printdialogen."),
        "hardware", "printer", ["PC LOAD LETTER"]);

    public static readonly ArticleReply ArticleAnswer = new(
        "kb-4bf92f3577b34da6a3ce", Domain.Knowledge.ArticleKind.Faq, Domain.Knowledge.ArticleState.Draft, Visibility.Public, new(Article.English!.Title!, Article.English.Body!), new(Article.Danish!.Title!, Article.Danish.Body!),
        "hardware", "printer", ["PC LOAD LETTER"], 1, "bo", At("2026-11-22T08:00:00Z"), "bo", "Agent.L1", At("2026-11-22T08:00:00Z"), null, null, false);

    public static readonly FeedReply Events = new(
        [
            new("1.0", "INC-0000042-000002", "urn:itsm:organisation:demo", "ticket.assigned", Ticket.Number, At("2026-11-22T08:10:00Z"), "application/json", new(
                2, At("2026-11-22T08:10:00Z"), true, "bo", "Agent.L1", Ticket.Kind, TicketStatus.Assigned, Ticket.Priority, Ticket.HandlingRank, Ticket.Team, Ticket.Assignee,
                Ticket.Requester, null, Ticket.Category, Ticket.Subcategory, Ticket.Channel, null, null, null, null, null, null, null, null, null, null, null)),
        ],
        "MSA2MzkxNQ.c2lnbmF0dXJl", More: false);

    public static readonly TriageBody Triage = new(
        new(false, "No reboot helps, and no script knows the fault.", null),
        new(null, true, null, "The whole building has no network."),
        new(null, null, true, "The core switch drops every second packet."));

    public static readonly VerifyBody Verify = new(
        new(Domain.Triage.VerificationResult.Passed, "Confirmed on the phone."), new(Domain.Triage.VerificationResult.Passed, null), new(Domain.Triage.VerificationResult.NotApplicable, "The display keeps no log."));

    public static readonly WebhookReply Webhook = new(
        "0f9d2c6e6a0b4f3e9d526b1c8d2f7a10", "https://hooks.example.org/itsm", ["ticket.opened", "ticket.resolved"], "failing", "mia", At("2026-11-22T08:00:00Z"), At("2026-11-22T08:09:00Z"),
        At("2026-11-22T08:09:00Z"), "INC-0000041-000001", new("INC-0000042-000001", At("2026-11-22T08:10:00Z"), 2, At("2026-11-22T08:13:00Z"), "status-503", null), null);

    public static readonly WebhookSecretReply WebhookSecret = new(
        Webhook with { State = "active", DeliveredAt = null, DeliveredId = null, Trouble = null }, "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");

    public static ProblemDocument Problem(ProblemCode code)
    {
        var closed = code == ProblemCode.TicketClosed ? new FollowUp("POST", "/api/incidents", Ticket.Number) : null;
        string? tag = code == ProblemCode.StaleVersion || code == ProblemCode.PreconditionRequired ? "\"7\"" : null;
        Complaint[]? errors = code == ProblemCode.InvalidRequest ? [new("/title", Domain.Texts.Required)] : null;
        return ProblemDocument.Of(code, code.Meaning, errors ?? [], tag, closed, "4bf92f3577b34da6a3ce929d0e0e4736", "en");
    }

    internal static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
