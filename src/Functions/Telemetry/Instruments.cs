using System.Diagnostics;
using System.Diagnostics.Metrics;
using ItsmFunctions.Domain.Channels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Alerts;
using ItsmFunctions.Functions.Channels;
using ItsmFunctions.Functions.Http;
using ItsmFunctions.Storage.Notifications;
using ItsmFunctions.Storage.Outbox;

namespace ItsmFunctions.Functions.Telemetry;

/// <summary>
/// What the desk measures of itself. Attributes are names from the code (acts, codes, templates): no id of anybody and no text that
/// somebody wrote. Where nobody listens, each costs a comparison.
/// </summary>
internal static class Instruments
{
    public const string Name = "ItsmFunctions";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Opened = Meter.CreateCounter<long>("itsm.tickets.opened", "{ticket}", "Tickets opened, by kind.");
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("itsm.commands", "{command}", "What was asked of the desk, by act and outcome.");
    private static readonly Counter<long> Notifications = Meter.CreateCounter<long>("itsm.notifications", "{mail}", "Mails sent and not sent, by reason.");
    private static readonly Counter<long> Mails = Meter.CreateCounter<long>("itsm.mails.received", "{mail}", "Mails that came in, by what became of them, what they are and whether their sender is proven.");
    private static readonly Counter<long> Alerts = Meter.CreateCounter<long>("itsm.alerts.received", "{alert}", "Alerts that monitoring systems reported, by what became of them.");
    private static readonly Histogram<double> OutboxAge = Meter.CreateHistogram<double>("itsm.outbox.age", "s", "Age of the oldest event of a batch when its reactions begin, in desk time.");
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("itsm.reactions.batch.size", "{event}", "Events of one batch of reactions.");
    private static readonly Histogram<double> BatchDuration = Meter.CreateHistogram<double>("itsm.reactions.batch.duration", "s", "How long the reactions of one batch took.");

    /// <summary>Counts what was asked of the desk, with what became of it.</summary>
    /// <param name="act">Null for the opening of a ticket.</param>
    public static async Task<Outcome> CountAsync(Act? act, Task<Outcome> asked)
    {
        string outcome = "failed";
        try
        {
            Outcome answer = await asked;
            outcome = NameOf(answer);
            if (answer is Outcome.Opened { Replayed: false } opened)
                Opened.Add(1, new KeyValuePair<string, object?>("itsm.kind", CommandNames.Kebab(opened.Ticket.Number.Kind.ToString())));
            return answer;
        }
        finally
        {
            if (Commands.Enabled)
                Commands.Add(1, new("itsm.act", act is { } known ? CommandNames.Of(known) : "open"), new KeyValuePair<string, object?>("itsm.outcome", outcome));
        }
    }

    public static void Count(Notification outcome) =>
        Notifications.Add(1, new("itsm.state", NotificationLine.NameOf(outcome.State)), new("itsm.template", outcome.Key.Template), new KeyValuePair<string, object?>("itsm.reason", outcome.Reason ?? "none"));

    public static void Count(MailOutcome outcome, IncomingMail mail) => Mails.Add(
        1, new("itsm.outcome", CommandNames.Kebab(outcome.GetType().Name)), new("itsm.mail.kind", CommandNames.Kebab(mail.Kind.ToString())),
        new KeyValuePair<string, object?>("itsm.mail.sender", mail.Sender is MailSender.Unverified unverified ? CommandNames.Kebab(unverified.Doubt.ToString()) : "verified"));

    public static void Count(AlertOutcome outcome) => Alerts.Add(1, new KeyValuePair<string, object?>("itsm.outcome", CommandNames.Kebab(outcome.GetType().Name)));

    /// <summary>Measures the reactions to some events, as a span of their own.</summary>
    public static async Task<T> MeasureAsync<T>(IReadOnlyList<OutboxRow> rows, TimeProvider time, Func<Task<T>> work)
    {
        using Activity? span = Source.StartActivity("Reactions");
        span?.SetTag("itsm.batch.size", rows.Count);
        long began = Stopwatch.GetTimestamp();
        if (OutboxAge.Enabled && rows.Count > 0)
            OutboxAge.Record(Math.Max(0, (time.GetUtcNow() - rows.Min(row => row.At)).TotalSeconds));
        bool done = false;
        try
        {
            T result = await work();
            done = true;
            return result;
        }
        finally
        {
            span?.SetStatus(done ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
            BatchSize.Record(rows.Count);
            BatchDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("itsm.outcome", done ? "done" : "failed"));
        }
    }

    private static string NameOf(Outcome outcome) => outcome switch
    {
        Outcome.Opened { Replayed: true } or Outcome.Done { Replayed: true } or Outcome.DoneBefore => "replayed",
        Outcome.Opened or Outcome.Done => "done",
        Outcome.Refused refused => CommandNames.Kebab(refused.Refusal.Code.ToString()),
        Outcome.NotFound => ProblemCode.NotFound.Code,
        Outcome.NotGuarded => ProblemCode.PreconditionRequired.Code,
        Outcome.Stale => ProblemCode.StaleVersion.Code,
        Outcome.KeyReused => ProblemCode.IdempotencyKeyReused.Code,
        _ => throw new InvalidOperationException(outcome.GetType().Name),
    };
}
