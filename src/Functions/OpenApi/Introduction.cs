namespace ItsmFunctions.Functions.OpenApi;

/// <summary>What holds for every operation, in CommonMark.</summary>
internal static class Introduction
{
    public const string Text = """
        The HTTP contract of the desk. JSON in camelCase, members without a value left out (where a type says null, null is said), instants in UTC. Made from the code that answers.

        ## Who is calling

        In the cloud the identity provider signs people in and App Service authentication passes their claims on; send its access token as `Authorization: Bearer`. On one's own machine say who you are in `X-MS-CLIENT-PRINCIPAL`: base64 of `{"claims":[{"typ":"oid","val":"bo"},{"typ":"roles","val":"Agent.L1"}]}`. Roles are Requester, Agent.L1, Agent.L2, Agent.L3, Dispatcher, TeamLeader, ProcessManager, ProcessOwner, ChangeReviewer, ReportingViewer and PrivacyOfficer; a machine that hands over mail is a Mail.Gateway, one that reports alerts a Monitoring, one that follows the events an Integration: each opens no other door. Somebody else's ticket looks to a requester as if there were none.

        ## Versions

        Every ticket comes with an `ETag`. A command that changes its state needs `If-Match` with that tag: missing it is refused with 428, an older one with 412 and the tag that stands. A reply, a note or a flag appends and needs none. Weak tags and `*` name no version. A requester's tag changes only with what a requester can see. A Danish reply has a tag of its own; `If-Match` takes that of either language.

        ## Repeating a request

        Send `Idempotency-Key` with every POST, and the same key when you repeat it, whatever became of the first attempt: the answer is the same one, with `Idempotency-Replayed: true`, for 48 hours. The key is looked up before rights and `If-Match` are judged; who may not read the ticket any more is told with 204 that it was done. The same key with another body is refused with 422.

        ## When something is refused

        What a function refuses comes as `application/problem+json` (RFC 9457) with a stable `code`, and in `errors` a JSON pointer to each member that is wrong. `title`, `detail`, `remedy` and the details of `errors` are for people and in the language that `Accept-Language` prefers, Danish or English; what only the writer of a program or of a parameter meets is in English. A route or a method that does not exist is answered by the host: a bare 404 without a body.

        ## Limits

        A body holds at most 256 KiB of JSON, nested at most 16 deep, without members that are unknown or said twice. A title holds 200 characters, a description or a note 32,000, a page 200 tickets.

        ## Browsers

        Origins that the setting `Itsm__CorsOrigins` names may call every route; a preflight is answered with 204.
        """;
}
