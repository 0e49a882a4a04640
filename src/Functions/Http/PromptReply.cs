using ItsmFunctions.Domain.Profiles;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Http;

/// <summary>Something that the desk is reminded of (AU-40): a portal shows it beside the member or the command that settles it.</summary>
/// <param name="Code">expected-time: nobody has said when the ticket is expected to be done.</param>
/// <param name="Text">In the caller's language.</param>
public sealed record PromptReply(string Code, string Text)
{
    private const string ExpectedTime = "expected-time";

    /// <summary>Null where there is nothing, and for everybody but the desk.</summary>
    internal static IReadOnlyList<PromptReply>? Of(Ticket ticket, Caller caller, Profile profile) =>
        caller.ReadsAsDesk && TicketDesk.WantsExpectedTime(ticket, profile)
            ? [new(ExpectedTime, caller.Language == "da"
                ? "Skriv, hvornår sagen forventes løst, så kolleger kan fortælle brugeren det."
                : "Tell when it is expected to be done, so that colleagues can tell the user.")]
            : null;
}
