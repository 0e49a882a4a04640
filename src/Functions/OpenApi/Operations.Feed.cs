using ItsmFunctions.Functions.Http;
using static ItsmFunctions.Functions.Http.ProblemCode;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>What machines outside follow.</summary>
public static partial class Operations
{
    private static IReadOnlyList<Operation> OfTheFeed =>
    [
        new("ReadFeed", "Events", "Follow what happens to tickets")
        {
            Description = "Every event of every ticket of the organisation, as CloudEvents; docs/events.md lists the names and what is in them: ids, codes and instants, never a text that anybody wrote. Begin without `after`, then send each answer's `cursor` to get what came since; at the end there are no events, and a cursor all the same. Those of one ticket come in the order of its versions; of two tickets nothing is promised. Nothing is left out, and an event may come again: drop what you have seen by its `id`. Events and cursors are kept for 30 days. An event is there within a few seconds. Needs a role of the desk, or Integration.",
            Query = "limit=20",
            Takes = ["after", "limit"],
            Answers = [new(200, "A page.", typeof(FeedReply), Example: Examples.Events)],
            Refuses = [InvalidRequest, NotAllowed, CursorExpired, .. Always],
        },
        new("CreateWebhook", "Events", "Have a machine told of events")
        {
            Description = "The desk sends each event that is wanted as one POST to the address, in the form of `GET /api/events`, signed as docs/webhooks.md says; it is told of what happens from now on. The secret is in this answer and in no other. At most 50 for an organisation. Needs the role ProcessManager or ProcessOwner.",
            Body = typeof(WebhookBody),
            Example = new WebhookBody("https://hooks.example.org/itsm", ["ticket.opened", "ticket.resolved"]),
            By = "mia",
            Takes = ["Idempotency-Key"],
            Answers = [new(201, "The webhook and its secret.", typeof(WebhookSecretReply), Example: Examples.WebhookSecret, Headers: ["Location (webhook)", "Idempotency-Replayed"])],
            Refuses = [InvalidRequest, NotAllowed, TooLarge, UnsupportedMediaType, IdempotencyKeyReused, .. Always],
        },
        new("ListWebhooks", "Events", "List the webhooks")
        {
            Description = "Each with how far it is, and what keeps it from going on. Needs the role ProcessManager or ProcessOwner.",
            By = "mia",
            Answers = [new(200, "The webhooks.", typeof(WebhooksReply), Example: new WebhooksReply([Examples.Webhook]))],
            Refuses = [NotAllowed, .. Always],
        },
        new("ReadWebhook", "Events", "Read a webhook")
        {
            Description = "How far it is, and what keeps it from going on. Needs the role ProcessManager or ProcessOwner.",
            By = "mia",
            Answers = [new(200, "The webhook.", typeof(WebhookReply), Example: Examples.Webhook)],
            Refuses = [NotAllowed, NotFound, .. Always],
        },
        new("RotateWebhookSecret", "Events", "Give a webhook another secret")
        {
            Description = "For 24 hours deliveries carry a signature by each secret that counted in that time, so the receiver changes over when it likes. The secret is in this answer and in no other. Needs the role ProcessManager or ProcessOwner.",
            Body = typeof(EmptyBody),
            Example = new EmptyBody(),
            By = "mia",
            Answers = [new(200, "The webhook and its new secret.", typeof(WebhookSecretReply), Example: Examples.WebhookSecret)],
            Refuses = [InvalidRequest, NotAllowed, NotFound, TooLarge, UnsupportedMediaType, .. Always],
        },
        new("ReplayWebhook", "Events", "Have a webhook go on")
        {
            Description = "A failing or parked webhook is tried at once, from where it stands. `skip` passes by the event that is not taken; `after` sends again all behind a cursor of `GET /api/events`. Needs the role ProcessManager or ProcessOwner.",
            Body = typeof(ReplayBody),
            Example = new ReplayBody(null, false),
            By = "mia",
            Answers = [new(200, "The webhook as it stands now.", typeof(WebhookReply), Example: Examples.Webhook)],
            Refuses = [InvalidRequest, NotAllowed, NotFound, CursorExpired, TooLarge, UnsupportedMediaType, .. Always],
        },
        new("RevealAutomationSecret", "Parameters", "Read the secret of an automation")
        {
            Description = "With it the starts of the automation are signed, and it signs its results, as docs/triage.md says. Another one comes with a higher `secretGeneration` in the parameter `automations`. Needs the role ProcessManager or ProcessOwner.",
            Body = typeof(EmptyBody),
            Example = new EmptyBody(),
            By = "mia",
            Answers = [new(200, "The secret.", typeof(AutomationSecretReply), Example: new AutomationSecretReply("restart-printer", 1, "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"))],
            Refuses = [InvalidRequest, NotAllowed, NotFound, TooLarge, UnsupportedMediaType, .. Always],
        },
        new("DeleteWebhook", "Events", "Take a webhook away")
        {
            Description = "Nothing more is sent. Needs the role ProcessManager or ProcessOwner.",
            By = "mia",
            Answers = [new(204, "It is gone.", MediaType: null)],
            Refuses = [NotAllowed, NotFound, .. Always],
        },
    ];
}
