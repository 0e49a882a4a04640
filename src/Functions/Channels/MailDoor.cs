using System.Text.Json.Serialization;
using ItsmFunctions.Domain.Channels;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace ItsmFunctions.Functions.Channels;

/// <summary>Where the organisation's mail gateway hands over what came in (AU-04, FV-02).</summary>
public sealed class MailDoor(MailReception reception)
{
    /// <summary>Bytes of a mail.</summary>
    public const long Largest = 25 * 1024 * 1024;

    public const string MediaType = "message/rfc822";

    [Function("ReceiveMail"), Door(Act.ReceiveMail, AtTheGate = true)]
    public async Task<IResult> ReceiveMail([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/inbound-mail")] HttpRequest request, CancellationToken stop)
    {
        Caller caller = request.Caller();
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
            return new Problem(ProblemCode.UnsupportedMediaType, $"Send the mail as it is, with Content-Type: {MediaType}.");
        await using MailSpool spool = await MailSpool.ReadAsync(request.Body, Largest, stop);
        using ReceivedMail mail = await MailReader.ReadAsync(spool.Content, stop);
        (MailOutcome outcome, MailSender sender) = await reception.ReceiveAsync(caller, mail, spool, stop);
        return new InboundMailResult(InboundMailReply.Of(outcome, sender));
    }
}

/// <summary>What became of a mail.</summary>
public enum InboundMailOutcome
{
    /// <summary>A ticket was opened.</summary>
    Opened,

    /// <summary>It is the requester's answer on their ticket.</summary>
    Answered,

    /// <summary>It is an internal note on a ticket.</summary>
    Noted,

    /// <summary>It changed nothing; the reason says why.</summary>
    Ignored,
}

/// <summary>What became of a mail, for the gateway and its operators: nothing of it is for the sender.</summary>
/// <param name="Reason">Why it was ignored; missing otherwise.</param>
/// <param name="Number">The ticket that it opened or went to; missing where it was ignored.</param>
/// <param name="Verified">Whether it is proven who sent it.</param>
/// <param name="Doubt">What is lacking where it is not.</param>
/// <param name="Replayed">True where the same mail had come before: nothing was done again.</param>
public sealed record InboundMailReply(InboundMailOutcome Outcome, Ignored? Reason, string? Number, bool Verified, Doubt? Doubt, bool Replayed)
{
    [JsonIgnore]
    internal bool IsNew => this is { Outcome: InboundMailOutcome.Opened, Replayed: false };

    internal static InboundMailReply Of(MailOutcome outcome, MailSender sender)
    {
        bool verified = sender is MailSender.Verified;
        Doubt? doubt = (sender as MailSender.Unverified)?.Doubt;
        return outcome switch
        {
            MailOutcome.Opened opened => new(InboundMailOutcome.Opened, null, opened.Ticket.Number.ToString(), verified, doubt, opened.Replayed),
            MailOutcome.Answered answered => new(InboundMailOutcome.Answered, null, answered.Ticket.Number.ToString(), verified, doubt, answered.Replayed),
            MailOutcome.Noted noted => new(InboundMailOutcome.Noted, null, noted.Ticket.Number.ToString(), verified, doubt, noted.Replayed),
            MailOutcome.Ignored ignored => new(InboundMailOutcome.Ignored, ignored.Why, null, verified, doubt, Replayed: false),
            _ => throw new InvalidOperationException(outcome.GetType().Name),
        };
    }
}

/// <summary>201 where a ticket was opened, else 200: never an error for a mail that is merely odd.</summary>
internal sealed class InboundMailResult(InboundMailReply reply) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (reply.IsNew)
            httpContext.Response.Headers.Location = $"/api/tickets/{reply.Number}";
        return Results.Json(reply, Json.Options, statusCode: reply.IsNew ? 201 : 200).ExecuteAsync(httpContext);
    }
}
