using System.Globalization;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Functions.Http;

namespace ItsmFunctions.Functions;

/// <summary>
/// What a command says about the version it was made for. The HTTP ETag is the ticket's version: "7" for the desk, and "r5" for
/// its requester, whose version counts only what they can see. In Danish it is another text, and so another tag: "7-da". A command
/// may name either.
/// </summary>
public abstract record Guard
{
    private Guard()
    {
    }

    /// <summary>Appends: a message, a note or a flag changes nobody's picture of the ticket.</summary>
    public sealed record None : Guard;

    /// <summary>Changes state, and does not say of which version.</summary>
    public sealed record Missing : Guard;

    /// <param name="Tags">The strong entity tags of If-Match, with their quotes.</param>
    public sealed record Match(IReadOnlyList<string> Tags) : Guard;

    /// <returns>Null if the command may go on.</returns>
    public Outcome? Objects(Ticket ticket, Caller caller) => this switch
    {
        Missing => new Outcome.NotGuarded(ticket),
        Match match when !Languages.All.Any(language => match.Tags.Contains(TagOf(ticket.Version, ticket.PublicVersion, caller with { Language = language }))) => new Outcome.Stale(ticket),
        _ => null,
    };

    public static string TagOf(Ticket ticket, Caller caller) => TagOf(ticket.Version, ticket.PublicVersion, caller);

    public static string TagOf(int version, int publicVersion, Caller caller)
    {
        string text = caller.Language == "en" ? "" : $"-{caller.Language}";
        return caller.ReadsAsDesk
            ? string.Create(CultureInfo.InvariantCulture, $"\"{version}{text}\"")
            : string.Create(CultureInfo.InvariantCulture, $"\"r{publicVersion}{text}\"");
    }
}
